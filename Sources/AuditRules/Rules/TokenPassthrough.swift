import SourceScanner

extension Rule {
    static let tokenPassthrough = Rule(
        id: "token-passthrough", axis: .permissions, severity: .high, points: 15,
        title: "Caller's token sent on to another service",
        explanation:
            "The token that a client sends to this server was issued for this server. Handed on, it makes the other service accept a token that was not meant for it "
            + "(or shows that this server accepts tokens meant for the other one), and whatever the other service logs or leaks opens this server too. The MCP authorization "
            + "specification forbids it: a server must not pass through the token that it received. The same holds backwards: an upstream's access token handed to the client as "
            + "this server's own lets the client act upstream without this server.",
        remedy:
            "Exchange the token (RFC 8693, or the provider's on-behalf-of flow) for one that names the other service as its audience, or use a credential of this server's own. "
            + "Issue tokens of your own to clients and keep the upstream's tokens on the server.",
        detection:
            "The caller's token is followed from the request (its headers, the framework's request object, the SDK's accessors) through variables, texts, header objects, arguments, "
            + "results, context variables, request state, records kept under a key, interceptors and other hooks to the headers of an outgoing request, to the credential of another service's client, "
            + "or to the environment of a program that is started. Where one file hands the token over as a credential and another sends it, both places are shown. Introspection, revocation, key sets, "
            + "user information asked for by a verifier, and token exchanges are not findings, nor is a token that an SDK's OAuth proxy has already exchanged.",
        limits:
            "Whether the other service shares this server's audience by design is not visible. Tokens that travel through a database, a queue or another process are not followed.",
        references: [.mcp("authorization#access-token-privilege-restriction"), .rfc(8693, ""), .rfc(9700, "4.9")], cwe: [441, 863],
        examples: [
            .flagged(
                .typeScript,
                """
                import express from "express"
                const app = express()
                app.get("/files", async (req, res) => {
                    const token = req.headers.authorization?.split(" ")[1]
                    const answer = await fetch("https://drive.example/v1/files", { headers: { ↓Authorization: `Bearer ${token}` } })
                    res.json(await answer.json())
                })
                """),
            .flagged(
                .typeScript,
                """
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"
                import { Calendar } from "./calendar.js"
                const server = new McpServer({ name: "calendar", version: "1.0.0" })
                server.registerTool("events", { description: "Lists events" }, async (args, extra) => {
                    const headers = { ↓Authorization: "Bearer " + extra.authInfo.token }
                    const answer = await fetch("https://calendar.example/events", { headers })
                    return { content: [{ type: "text", text: await answer.text() }] }
                })
                """),
            .flagged(
                .javaScript,
                """
                const axios = require("axios")
                module.exports = async (req, res) => {
                    const answer = await axios.↓get("https://orders.example/v1/orders", { headers: req.headers })
                    res.json(answer.data)
                }
                """),
            .flagged(
                .python,
                """
                import httpx
                from fastmcp import FastMCP
                from fastmcp.server.dependencies import get_access_token
                mcp = FastMCP("files")
                @mcp.tool()
                async def list_files() -> str:
                    token = get_access_token().token
                    async with httpx.AsyncClient() as client:
                        answer = await client.get("https://drive.example/v1/files", headers={↓"Authorization": f"Bearer {token}"})
                        return answer.text
                """),
            .flagged(
                .python,
                """
                import requests
                from fastapi import FastAPI, Request
                app = FastAPI()
                def orders(token):
                    headers = {"Accept": "application/json"}
                    ↓headers["Authorization"] = "Bearer " + token
                    return requests.get("https://orders.example/v1/orders", headers=headers).json()
                @app.get("/orders")
                def list_orders(request: Request):
                    token = request.headers.get("Authorization").removeprefix("Bearer ")
                    return orders(token)
                """),
            .flagged(
                .swift,
                """
                import Vapor
                func files(_ req: Request) async throws -> String {
                    guard let bearer = req.headers.bearerAuthorization else { throw Abort(.unauthorized) }
                    var request = URLRequest(url: URL(string: "https://drive.example/v1/files")!)
                    request.↓setValue("Bearer \\(bearer.token)", forHTTPHeaderField: "Authorization")
                    let (data, _) = try await URLSession.shared.data(for: request)
                    return String(decoding: data, as: UTF8.self)
                }
                """),
            .flagged(
                .swift,
                """
                import Vapor
                func orders(_ req: Request) async throws -> ClientResponse {
                    guard let token = req.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                    var headers = HTTPHeaders()
                    headers.↓add(name: .authorization, value: "Bearer \\(token)")
                    return try await req.client.get("https://orders.example/v1/orders", headers: headers)
                }
                """),
            .flagged(
                .typeScript,
                """
                import axios from "axios"
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"
                const server = new McpServer({ name: "orders", version: "1.0.0" })
                class Orders {
                    private readonly http = axios.create({ baseURL: "https://orders.example" })
                    constructor(private readonly token: string) {
                        this.http.interceptors.request.use(config => {
                            ↓config.headers.Authorization = `Bearer ${this.token}`
                            return config
                        })
                    }
                    async open() { return (await this.http.get("/v1/orders")).data }
                }
                server.tool("orders", {}, async (_args, { authInfo }) => {
                    const orders = await new Orders(authInfo!.token).open()
                    return { content: [{ type: "text", text: JSON.stringify(orders) }] }
                })
                """),
            .flagged(
                .typeScript,
                """
                const finished = new Map<string, { upstream: string }>()
                export async function handleCallback(request: Request) {
                    const answer = await fetch("https://login.example/oauth2/token", { method: "POST" })
                    const tokens = await answer.json()
                    const code = crypto.randomUUID()
                    finished.set(code, { upstream: tokens.access_token })
                    return Response.redirect(`https://client.example/callback?code=${code}`)
                }
                export async function handleToken(request: Request) {
                    const found = finished.get(await code(request))
                    const answer = { ↓access_token: found.upstream, token_type: "Bearer" }
                    return { status: 200, body: JSON.stringify(answer) }
                }
                """),
            .flagged(
                .python,
                """
                from typing import Annotated
                import httpx
                from fastapi import Depends, FastAPI, Request
                app = FastAPI()
                async def caller_token(request: Request) -> str:
                    scheme, _, token = request.headers["authorization"].partition(" ")
                    return token
                CallerToken = Annotated[str, Depends(caller_token)]
                @app.get("/invoices")
                async def invoices(token: CallerToken) -> list[dict]:
                    async with httpx.AsyncClient(base_url="https://billing.example") as client:
                        answer = await client.get("/v1/invoices", headers={↓"Authorization": f"Bearer {token}"})
                        return answer.json()
                """),
            .flagged(
                .python,
                """
                import httpx
                from fastapi import FastAPI, Request, Response
                app = FastAPI()
                HOP_BY_HOP = {"host", "connection", "transfer-encoding"}
                @app.api_route("/{path:path}", methods=["GET", "POST"])
                async def forward(path: str, request: Request) -> Response:
                    headers = {name: value for name, value in request.headers.items() if name not in HOP_BY_HOP}
                    async with httpx.AsyncClient(base_url="https://backend.example") as client:
                        answer = await client.↓request(request.method, path, headers=headers, content=await request.body())
                        return Response(answer.content, answer.status_code)
                """),
            .flagged(
                .swift,
                """
                import Vapor
                struct Orders {
                    let client: any Client
                    let token: String
                    func open() async throws -> ClientResponse {
                        try await client.get("https://orders.example/v1/orders") { request in
                            ↓request.headers.bearerAuthorization = BearerAuthorization(token: token)
                        }
                    }
                }
                func orders(_ req: Request) async throws -> ClientResponse {
                    guard let token = req.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                    return try await Orders(client: req.client, token: token).open()
                }
                """),
            .clean(
                .typeScript,
                """
                import express from "express"
                const app = express()
                app.get("/files", async (req, res) => {
                    const token = req.headers.authorization?.split(" ")[1]
                    const exchanged = await exchange(token, "https://drive.example")
                    const answer = await fetch("https://drive.example/v1/files", { headers: { Authorization: `Bearer ${exchanged}` } })
                    res.json(await answer.json())
                })
                """),
            .clean(
                .javaScript,
                """
                const axios = require("axios")
                async function introspect(req) {
                    const answer = await axios.post("https://id.example/oauth2/introspect", "token=x", { headers: { Authorization: req.headers.authorization } })
                    return answer.data.active
                }
                module.exports = async (req, res) => {
                    const { authorization, host, ...headers } = req.headers
                    const answer = await axios.get("https://orders.example/v1/orders", { headers })
                    res.json({ active: await introspect(req), orders: answer.data })
                }
                """),
            .clean(
                .python,
                """
                import httpx
                from fastmcp import FastMCP
                from fastmcp.server.auth.providers.github import GitHubProvider
                from fastmcp.server.dependencies import get_access_token
                mcp = FastMCP("repositories", auth=GitHubProvider(client_id="id", client_secret=SECRET, base_url="https://mcp.example"))
                @mcp.tool()
                async def list_repositories() -> str:
                    async with httpx.AsyncClient() as client:
                        answer = await client.get("https://api.github.com/user/repos", headers={"Authorization": f"Bearer {get_access_token().token}"})
                        return answer.text
                """),
            .clean(
                .python,
                """
                import httpx
                from fastapi import Request
                async def forward(request: Request):
                    headers = dict(request.headers)
                    headers.pop("authorization", None)
                    async with httpx.AsyncClient() as client:
                        return await client.get("https://orders.example/v1/orders", headers=headers)
                async def verify_token(token):
                    async with httpx.AsyncClient() as client:
                        answer = await client.get("https://id.example/userinfo", headers={"Authorization": f"Bearer {token}"})
                        return answer.json()
                """),
            .clean(
                .python,
                """
                import httpx
                from fastapi import FastAPI, Request, Response
                app = FastAPI()
                NOT_FORWARDED = {"host", "authorization", "transfer-encoding"}
                @app.api_route("/{path:path}", methods=["GET", "POST"])
                async def forward(path: str, request: Request) -> Response:
                    headers = {name: value for name, value in request.headers.items() if name not in NOT_FORWARDED}
                    async with httpx.AsyncClient(base_url="https://backend.example") as client:
                        answer = await client.request(request.method, path, headers=headers, content=await request.body())
                        return Response(answer.content, answer.status_code)
                """),
            .clean(
                .python,
                """
                from azure.identity.aio import OnBehalfOfCredential
                from azure.storage.blob.aio import BlobServiceClient
                from fastapi import FastAPI, Request
                app = FastAPI()
                @app.get("/files")
                async def files(request: Request) -> list[str]:
                    token = request.headers["authorization"].removeprefix("Bearer ")
                    credential = OnBehalfOfCredential(TENANT, CLIENT, client_secret=SECRET, user_assertion=token)
                    service = BlobServiceClient("https://files.example", credential=credential)
                    return [container.name async for container in service.list_containers()]
                """),
            .clean(
                .swift,
                """
                import Vapor
                func files(_ req: Request) async throws -> String {
                    guard let bearer = req.headers.bearerAuthorization else { throw Abort(.unauthorized) }
                    try await verifier.verify(bearer.token)
                    var request = URLRequest(url: URL(string: "https://drive.example/v1/files")!)
                    request.setValue("Bearer \\(serviceToken)", forHTTPHeaderField: "Authorization")
                    let (data, _) = try await URLSession.shared.data(for: request)
                    return String(decoding: data, as: UTF8.self)
                }
                """),
            .clean(
                .swift,
                """
                import Vapor
                func introspect(_ req: Request) async throws -> Bool {
                    guard let token = req.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                    let answer = try await req.client.post("https://id.example/oauth2/introspect") { outgoing in
                        outgoing.headers.bearerAuthorization = BearerAuthorization(token: token)
                    }
                    return answer.status == .ok
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.sites(.passthrough) where site.surface != .test && site.surface != .docs {
                guard let outlet = site.outlet else { continue }
                let message =
                    outlet.way == .issuedAsOwn
                    ? "the access token of an upstream is handed to the client as this server's own"
                    : "the caller's token becomes the credential for another service (\(site.api))"
                findings.add(at: site, message, site.evidence, confidence: outlet.isCertain ? .certain : .likely)
            }
        })
}
