import SourceScanner

extension Rule {
    static let ambientAuthority = Rule(
        id: "ambient-authority", axis: .permissions, severity: .medium, points: 10,
        title: "One credential of the process serves every caller",
        explanation:
            "The server knows who calls, and then acts with a credential of its own that knows nobody: every caller of the tool gets what that credential can reach, and the other service's "
            + "records show the server for all of them. Whoever is allowed to call the tool is thereby allowed everything that the credential allows.",
        remedy:
            "Exchange the caller's token for one for the other service (RFC 8693, on-behalf-of), or keep a credential for each user. Where one credential must serve all, check in the tool what this "
            + "caller may do.",
        detection:
            "A program that verifies its callers has a tool that, itself or through functions of the program, sends a request with an `Authorization` header from an environment variable, and "
            + "that does not look at the caller.",
        limits:
            "Checks outside the tool's functions, and services whose data is the same for everybody, are not recognised. Clients that take their credential in another way are not seen.",
        references: [.mcp("security_best_practices"), .rfc(8693, "1.1"), .rfc(9700, "2.3")], cwe: [441, 250],
        examples: [
            .flagged(
                .typeScript,
                """
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"
                import { jwtVerify } from "jose"
                export const authenticate = (token: string) => jwtVerify(token, keys, { issuer: "https://id.example", audience: "https://mcp.example" })
                const server = new McpServer({ name: "tickets", version: "1.0.0" })
                server.registerTool("tickets", { description: "Lists tickets" }, async ({ query }) => {
                    const answer = await ↓fetch("https://tickets.example/v1", { headers: { Authorization: `Bearer ${process.env.TICKETS_TOKEN}` } })
                    return { content: [{ type: "text", text: await answer.text() }] }
                })
                """),
            .flagged(
                .javaScript,
                """
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"
                import { jwtVerify } from "jose"
                import axios from "axios"
                export const authenticate = (token) => jwtVerify(token, keys, { issuer: "https://id.example", audience: "https://mcp.example" })
                const client = axios.create({ baseURL: "https://tickets.example", headers: { Authorization: "Bearer " + process.env.TICKETS_TOKEN } })
                const list = async () => (await client.↓get("/v1")).data
                const server = new McpServer({ name: "tickets", version: "1.0.0" })
                server.tool("tickets", async () => ({ content: [{ type: "text", text: await list() }] }))
                """),
            .flagged(
                .python,
                """
                import os, httpx, jwt
                from mcp.server.fastmcp import FastMCP
                mcp = FastMCP("tickets")
                TOKEN = os.environ["TICKETS_TOKEN"]
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", audience="https://mcp.example")
                @mcp.tool()
                def tickets(query: str) -> str:
                    return httpx.↓get("https://tickets.example/v1", headers={"Authorization": f"Bearer {TOKEN}"}).text
                """),
            .flagged(
                .python,
                """
                import os, requests, jwt
                from mcp.server.fastmcp import FastMCP
                mcp = FastMCP("tickets")
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", audience="https://mcp.example")
                def ask(path):
                    headers = {"Authorization": "Bearer " + os.environ["TICKETS_TOKEN"]}
                    return requests.↓get("https://tickets.example/" + path, headers=headers)
                @mcp.tool()
                def tickets(query: str) -> str:
                    return ask("v1").text
                """),
            .clean(
                .typeScript,
                """
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"
                const server = new McpServer({ name: "tickets", version: "1.0.0" })
                server.registerTool("tickets", { description: "Lists tickets" }, async ({ query }) => {
                    const answer = await fetch("https://tickets.example/v1", { headers: { Authorization: `Bearer ${process.env.TICKETS_TOKEN}` } })
                    return { content: [{ type: "text", text: await answer.text() }] }
                })
                """),
            .clean(
                .javaScript,
                """
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"
                import { jwtVerify } from "jose"
                export const authenticate = (token) => jwtVerify(token, keys, { issuer: "https://id.example", audience: "https://mcp.example" })
                const server = new McpServer({ name: "tickets", version: "1.0.0" })
                server.tool("tickets", async (extra) => {
                    if (!extra.authInfo.scopes.includes("tickets:read")) throw new Error("not allowed")
                    const answer = await fetch("https://tickets.example/v1", { headers: { Authorization: `Bearer ${process.env.TICKETS_TOKEN}` } })
                    return { content: [{ type: "text", text: await answer.text() }] }
                })
                """),
            .clean(
                .python,
                """
                import httpx, jwt
                from mcp.server.fastmcp import FastMCP
                mcp = FastMCP("weather")
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", audience="https://mcp.example")
                @mcp.tool()
                def forecast(city: str) -> str:
                    return httpx.get(f"https://weather.example/{city}").text
                """),
            .clean(
                .python,
                """
                import os, httpx, jwt
                from mcp.server.fastmcp import FastMCP
                mcp = FastMCP("tickets")
                TOKEN = os.environ["TICKETS_TOKEN"]
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", audience="https://mcp.example")
                def sync():
                    return httpx.get("https://tickets.example/v1", headers={"Authorization": f"Bearer {TOKEN}"}).text
                @mcp.tool()
                def tickets(query: str) -> str:
                    return cached(query)
                """),
            .flagged(
                .swift,
                """
                import Foundation
                import JWTKit
                import MCP
                func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access { try await keys.verify(token, as: Access.self) }
                func register(on server: Server) async {
                    await server.withMethodHandler(CallTool.self) { params in
                        var request = URLRequest(url: URL(string: "https://tickets.example/v1")!)
                        let token = ProcessInfo.processInfo.environment["TICKETS_TOKEN"] ?? ""
                        request.setValue("Bearer \\(token)", forHTTPHeaderField: "Authorization")
                        let (data, _) = try await URLSession.shared.↓data(for: request)
                        return .init(content: [.text(String(decoding: data, as: UTF8.self))])
                    }
                }
                """),
            .flagged(
                .swift,
                """
                import AsyncHTTPClient
                import Foundation
                import JWTKit
                import MCP
                struct Tickets {
                    let token = ProcessInfo.processInfo.environment["TICKETS_TOKEN"]!
                    func list() async throws -> String {
                        var request = HTTPClientRequest(url: "https://tickets.example/v1")
                        request.headers.add(name: "Authorization", value: "Bearer \\(token)")
                        let response = try await HTTPClient.shared.↓execute(request, timeout: .seconds(10))
                        return String(buffer: try await response.body.collect(upTo: 1 << 20))
                    }
                }
                func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access { try await keys.verify(token, as: Access.self) }
                func register(_ tickets: Tickets, on server: Server) async {
                    await server.withMethodHandler(CallTool.self) { params in
                        .init(content: [.text(try await tickets.list())])
                    }
                }
                """),
            .clean(
                .swift,
                """
                import Foundation
                import MCP
                func register(on server: Server) async {
                    await server.withMethodHandler(CallTool.self) { params in
                        var request = URLRequest(url: URL(string: "https://tickets.example/v1")!)
                        request.setValue("Bearer \\(ProcessInfo.processInfo.environment["TICKETS_TOKEN"]!)", forHTTPHeaderField: "Authorization")
                        let (data, _) = try await URLSession.shared.data(for: request)
                        return .init(content: [.text(String(decoding: data, as: UTF8.self))])
                    }
                }
                """),
            .clean(
                .swift,
                """
                import Foundation
                import JWTKit
                import MCP
                func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access { try await keys.verify(token, as: Access.self) }
                func register(on server: Server) async {
                    await server.withMethodHandler(CallTool.self) { params in
                        guard Caller.current.scopes.contains("tickets:read") else { throw MCPError.invalidRequest("scope") }
                        var request = URLRequest(url: URL(string: "https://tickets.example/v1")!)
                        request.setValue("Bearer \\(ProcessInfo.processInfo.environment["TICKETS_TOKEN"]!)", forHTTPHeaderField: "Authorization")
                        let (data, _) = try await URLSession.shared.data(for: request)
                        return .init(content: [.text(String(decoding: data, as: UTF8.self))])
                    }
                }
                """),
        ],
        check: { inventory, findings in
            guard inventory.judged.contains(where: { $0.surface == .production || $0.surface == .example }) else { return }
            for credential in inventory.processCredentials {
                findings.add(
                    credential.syntax, at: credential.location, surface: credential.surface,
                    "`\(credential.name)` of the process is the credential for every caller of the tool", credential.evidence,
                    confidence: .likely)
            }
        })
}
