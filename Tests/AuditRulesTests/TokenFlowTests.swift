import AuditRules
import SourceScanner
import Testing

/// The ways of a token through small programs: each line that ends in `!` is a place where it gets out, and there are no others.
@Suite struct TokenFlows {
    struct Way: Sendable, CustomStringConvertible {
        let description: String
        let files: [String: String]

        init(_ description: String, _ files: [String: String]) {
            self.description = description
            self.files = files
        }

        var marks: [String] {
            files.sorted { $0.key < $1.key }.flatMap { path, source in
                source.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
                    line.hasSuffix("!") ? "\(path):\(index + 1)" : nil
                }
            }
        }
    }

    private static let rules: Set<String> = ["token-passthrough", "token-in-tool-output", "token-in-log"]

    @Test(arguments: Way.all) func getsOutWhereItIsMarkedAndNowhereElse(_ way: Way) {
        let found = CompleteServers.findings(way.files).filter { Self.rules.contains($0.rule) && $0.severity != .note }
            .map { "\($0.location.path):\($0.location.start.line)" }
        #expect(Set(found).sorted() == way.marks, "\(found)")
    }

    @Test func aCutTokenIsWorthANote() {
        let found = CompleteServers.findings([
            "main.py": """
            import logging
            def trace(request):
                token = request.headers["authorization"][7:]
                logging.info("ends in %s", token[-6:])
                logging.info("ends in %s", token[len(token) - 6:])
            """,
            "main.ts": """
            export function trace(req, token) {
                const sent = req.headers.authorization
                console.log("ends in", sent.substring(sent.length - 6), sent.slice(-4))
            }
            """,
        ]).filter { $0.rule == "token-in-log" }
        #expect(found.map(\.location.start.line).sorted() == [3, 4, 5])
        #expect(found.allSatisfy { $0.severity == .note })
    }
}

extension TokenFlows.Way {
    static let all: [Self] = carried + told + kept

    private static let carried: [Self] = [
        Self(
            "a context variable, set from raw ASGI headers",
            [
                "current.py": "from contextvars import ContextVar\ntoken: ContextVar[str | None] = ContextVar(\"token\", default=None)\n",
                "middleware.py": """
                from current import token
                class Middleware:
                    async def __call__(self, scope, receive, send):
                        headers = dict(scope["headers"])
                        authorization = headers.get(b"authorization", b"").decode()
                        if authorization.startswith("Bearer "):
                            token.set(authorization[len("Bearer "):])
                        await self.app(scope, receive, send)
                """,
                "orders.py": """
                import requests
                from current import token
                def headers():
                    return {"Authorization": f"Bearer {token.get()}"} # !
                def orders():
                    return requests.get("https://orders.example/v1/orders", headers=headers()).json()
                """,
            ]),
        Self(
            "request state, set in a middleware",
            [
                "middleware.py": """
                class TokenMiddleware(BaseHTTPMiddleware):
                    async def dispatch(self, request, call_next):
                        request.state.token = request.headers.get("authorization").split(" ", 1)[1]
                        return await call_next(request)
                """,
                "tools.py": """
                import httpx
                from fastmcp import FastMCP
                from fastmcp.server.dependencies import get_http_request
                mcp = FastMCP("files")
                @mcp.tool()
                async def files() -> str:
                    token = get_http_request().state.token
                    async with httpx.AsyncClient() as client:
                        answer = await client.get("https://drive.example", headers={"Authorization": f"Bearer {token}"}) # !
                        return answer.text
                """,
            ]),
        Self(
            "storage that follows a request through asynchronous calls",
            [
                "context.ts": """
                import { AsyncLocalStorage } from "node:async_hooks"
                export const store = new AsyncLocalStorage<{ token?: string }>()
                export const current = () => store.getStore()?.token
                """,
                "server.ts": """
                import { store } from "./context"
                app.use((req, res, next) => {
                    const token = req.headers.authorization?.split(" ")[1]
                    store.run({ token }, () => next())
                })
                """,
                "api.ts": """
                import { current } from "./context"
                export async function api(path: string) {
                    const token = current()
                    return fetch("https://api.example" + path, {
                        headers: { Accept: "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) }, // !
                    })
                }
                """,
            ]),
        Self(
            "a typed key of a request's storage",
            [
                "Sources/App/Token.swift": """
                import Vapor
                struct TokenKey: StorageKey { typealias Value = String }
                struct TokenMiddleware: AsyncMiddleware {
                    func respond(to request: Request, chainingTo next: any AsyncResponder) async throws -> Response {
                        if let token = request.headers.bearerAuthorization?.token { request.storage[TokenKey.self] = token }
                        return try await next.respond(to: request)
                    }
                }
                """,
                "Sources/App/Orders.swift": """
                import Vapor
                func orders(_ req: Request) async throws -> ClientResponse {
                    let token = req.storage[TokenKey.self] ?? ""
                    return try await req.client.get("https://orders.example", headers: ["Authorization": "Bearer \\(token)"]) // !
                }
                """,
            ]),
        Self(
            "a class that is handed over under a label, and a record copied with one field changed",
            [
                "config.py": """
                from dataclasses import dataclass, replace
                @dataclass
                class Config:
                    url: str
                    key: str = ""
                def for_caller(base: Config, token: str) -> Config:
                    changes = {}
                    changes.update({"key": token})
                    return replace(base, **changes)
                """,
                "orders.py": """
                import requests
                class Orders:
                    def __init__(self, config):
                        self.config = config
                    def open(self):
                        return requests.get(self.config.url, headers={"Authorization": f"Bearer {self.config.key}"}) # !
                """,
                "server.py": """
                from config import Config, for_caller
                from orders import Orders
                class Service:
                    def __init__(self, client_class, base):
                        self.client_class = client_class
                        self.base = base
                def service():
                    return Service(client_class=Orders, base=Config("https://orders.example"))
                def orders(request):
                    spec = service()
                    config = for_caller(spec.base, request.headers["authorization"][7:])
                    return spec.client_class(config).open()
                """,
            ]),
        Self(
            "a hook of a GraphQL gateway, from what its context function made",
            [
                "gateway.ts": """
                import { RemoteGraphQLDataSource } from "@apollo/gateway"
                class Forwarding extends RemoteGraphQLDataSource {
                    willSendRequest({ request, context }) {
                        request.http.headers.set("authorization", context.token) // !
                    }
                }
                await startStandaloneServer(server, { context: async ({ req }) => ({ token: req.headers.authorization }) })
                """
            ]),
        Self(
            "a proxy's request, changed before it is sent",
            [
                "proxy.js": """
                const { createProxyMiddleware } = require("http-proxy-middleware")
                app.use("/api", createProxyMiddleware({ target: "https://api.example", onProxyReq: (outgoing, req) => {
                    outgoing.setHeader("Authorization", req.headers.authorization) // !
                }}))
                """
            ]),
        Self(
            "an authentication flow of an HTTP client",
            [
                "main.py": """
                import httpx
                class BearerAuth(httpx.Auth):
                    def __init__(self, token):
                        self.token = token
                    def auth_flow(self, request):
                        request.headers["Authorization"] = f"Bearer {self.token}" # !
                        yield request
                async def orders(request):
                    token = request.headers["authorization"][7:]
                    async with httpx.AsyncClient(auth=BearerAuth(token)) as client:
                        return (await client.get("https://orders.example")).json()
                """
            ]),
        Self(
            "the environment of a program that a tool starts",
            [
                "main.py": """
                import os, subprocess
                from mcp.server.fastmcp import FastMCP, Context
                mcp = FastMCP("repositories")
                @mcp.tool()
                def repositories(ctx: Context) -> str:
                    token = ctx.request_context.request.headers["authorization"].split()[1]
                    environment = {**os.environ, "TRACKER_TOKEN": token}
                    return subprocess.run(["tracker", "list"], env=environment, capture_output=True).stdout.decode() # !
                """
            ]),
        Self(
            "the transport of a client of another MCP server",
            [
                "gateway.ts": """
                import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js"
                app.post("/mcp", async (req, res) => {
                    const transport = new StreamableHTTPClientTransport(new URL("https://other.example/mcp"), {
                        requestInit: { headers: { Authorization: req.headers.authorization ?? "" } }, // !
                    })
                    await client.connect(transport)
                })
                """
            ]),
    ]

    private static let told: [Self] = [
        Self(
            "names and sizes of headers are no secrets, their values are",
            [
                "sizes.py": """
                import logging
                async def middleware(scope, receive, send):
                    for name, value in scope["headers"]:
                        logging.debug("header %s is %d bytes long", name, len(value))
                def names(request):
                    for name in request.headers:
                        logging.info("header %s", name)
                def values(request):
                    for name, value in request.headers.items():
                        logging.info("header %s: %s", name, value) # !
                """
            ]),
        Self(
            "the scheme of a header is no secret",
            [
                "scheme.py": """
                import logging
                def scheme(request):
                    header = request.headers["authorization"]
                    kind, token = header.split(" ")
                    logging.info("%s", kind)
                    logging.info("%s", header.split(" ", 1)[0])
                    logging.info("%s", token) # !
                """
            ]),
        Self(
            "only the header that is asked for is the token",
            [
                "pick.ts": """
                export function pick(req) {
                    for (const [name, value] of Object.entries(req.headers)) {
                        if (name === "authorization") console.log(value) // !
                        if (name !== "authorization") console.log(value)
                    }
                }
                """
            ]),
    ]

    private static let kept: [Self] = [
        Self(
            "a header left out while all are copied",
            [
                "forward.ts": """
                export async function forward(req) {
                    const headers = new Headers()
                    for (const [name, value] of Object.entries(req.headers)) {
                        if (name === "authorization") continue
                        headers.set(name, value)
                    }
                    const others = Object.fromEntries(Object.entries(req.headers).filter(([name]) => !["host", "authorization"].includes(name)))
                    await fetch("https://backend.example", { headers: others })
                    return fetch("https://backend.example", { headers })
                }
                export async function careless(req) {
                    const headers = new Headers()
                    for (const [name, value] of Object.entries(req.headers)) headers.set(name, value)
                    return fetch("https://backend.example", { headers }) // !
                }
                """
            ]),
        Self(
            "a token that goes back to whoever issued it",
            [
                "issuer.py": """
                import httpx
                class Verifier:
                    async def verify_token(self, token: str):
                        async with httpx.AsyncClient() as client:
                            answer = await client.get(f"{self.issuer}/userinfo", headers={"Authorization": f"Bearer {token}"})
                        return answer.json()
                async def sign_out(request):
                    headers = {"Authorization": request.headers["authorization"]}
                    async with httpx.AsyncClient() as client:
                        await client.post("https://id.example/oauth2/revoke", headers=headers)
                """
            ]),
        Self(
            "a list of the headers that may pass",
            [
                "allowed.py": """
                import httpx
                FORWARDED = {"accept", "content-type", "mcp-session-id"}
                async def forward(request):
                    headers = {name: value for name, value in request.headers.items() if name.lower() in FORWARDED}
                    async with httpx.AsyncClient() as client:
                        return await client.post("https://backend.example", headers=headers)
                """
            ]),
        Self(
            "another header that is looked for among all of them",
            [
                "tenants.py": """
                import logging
                TENANT_HEADER = "X-Tenant-Id"
                def tenant_of(headers):
                    wanted = TENANT_HEADER.lower()
                    for name, value in headers.items():
                        if isinstance(name, str) and name.lower() == wanted:
                            return value
                    return None
                async def handle(request):
                    tenant = tenant_of(dict(request.headers))
                    logging.warning("no tenant %s in the request's headers", tenant)
                """
            ]),
        Self(
            "a record of the request that is no client of anything",
            [
                "hooks.py": """
                from acme.hooks import BeforePayload, HeadersPayload
                async def before(request, hooks):
                    return await hooks.run(payload=BeforePayload(path=request.url.path, headers=HeadersPayload(root=dict(request.headers))))
                """
            ]),
        Self(
            "a request that a client is making has no caller",
            [
                "client.py": """
                import httpx
                class OwnToken(httpx.Auth):
                    async def async_auth_flow(self, request):
                        request.headers["Authorization"] = f"Bearer {self.tokens.access_token}"
                        yield request
                """
            ]),
        Self(
            "a client's own credentials, on their way to the authorization server",
            [
                "pushed.ts": """
                export async function pushed(req, res, config) {
                    const headers = { "Content-Type": "application/x-www-form-urlencoded" }
                    const authorization = req.get("authorization")
                    if (authorization) headers["Authorization"] = authorization
                    const upstream = config.upstreamParEndpoint
                    const answer = await fetch(upstream, { method: "POST", headers, body: req.body })
                    res.status(answer.status).send(await answer.text())
                }
                """
            ]),
        Self(
            "claims that were verified are no token",
            [
                "claims.py": """
                import json, logging
                import jwt
                def verify_token(token):
                    payload = jwt.decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                    logging.info("claims %s", json.dumps(payload))
                    return payload
                """
            ]),
        Self(
            "a page that signs in keeps what it is given",
            [
                "page.ts": """
                export async function exchangeAuthorizationCode(params) {
                    const answer = await fetch("/api/exchange", { method: "POST", body: JSON.stringify(params) })
                    const data = await answer.json()
                    return { success: true, tokens: { access_token: data.access_token } }
                }
                """
            ]),
    ]
}
