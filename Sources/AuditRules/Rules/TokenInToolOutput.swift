import SourceScanner

extension Rule {
    static let tokenInToolOutput = Rule(
        id: "token-in-tool-output", axis: .credentials, severity: .high, points: 20,
        title: "Token in what a tool answers",
        explanation:
            "What a tool gives back becomes part of the model's context: it is kept, summarised, shown, and any instruction hidden in other content can have it sent somewhere. A token in "
            + "there is a token in the hands of whoever can talk to the model.",
        remedy: "Give back what the token was used for, never the token or the headers that carry it.",
        detection:
            "The caller's token, or one that an authorization server gave to the program, is followed into what a tool's function returns. Tools are recognised in the SDKs for TypeScript, "
            + "Python and Swift. An upstream's access token in the JSON answer of a route is reported here too, as medium and possible.",
        limits: "Answers that are put together outside the program, or from the body of another service's answer, are not followed.",
        references: [.mcp("security_best_practices"), .rfc(6750, "5.3"), .rfc(9700, "4.1")], cwe: [200, 522],
        examples: [
            .flagged(
                .typeScript,
                """
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"
                const server = new McpServer({ name: "account", version: "1.0.0" })
                server.registerTool("whoami", { description: "Shows the session" }, async (args, extra) => {
                    const session = { client: extra.authInfo.clientId, ↓token: extra.authInfo.token }
                    return { content: [{ type: "text", text: JSON.stringify(session) }] }
                })
                """),
            .flagged(
                .javaScript,
                """
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"
                const server = new McpServer({ name: "debug", version: "1.0.0" })
                server.tool("headers", async (extra) => {
                    ↓return { content: [{ type: "text", text: `Request: ${JSON.stringify(extra.requestInfo.headers)}` }] }
                })
                """),
            .flagged(
                .python,
                """
                from fastmcp import FastMCP
                from fastmcp.server.dependencies import get_access_token
                mcp = FastMCP("account")
                @mcp.tool()
                def whoami() -> dict:
                    access = get_access_token()
                    return {"client": access.client_id, ↓"token": access.token}
                """),
            .flagged(
                .python,
                """
                from mcp.server.fastmcp import FastMCP, Context
                mcp = FastMCP("debug")
                @mcp.tool()
                async def connection(ctx: Context) -> str:
                    header = ctx.request_context.request.headers.get("authorization")
                    ↓return f"connected with {header}"
                """),
            .flagged(
                .swift,
                """
                import MCP
                import Vapor
                func register(_ server: Server, _ request: Request) async {
                    await server.withMethodHandler(CallTool.self) { params in
                        let token = request.headers.bearerAuthorization?.token ?? ""
                        ↓return .init(content: [.text("token \\(token)")])
                    }
                }
                """),
            .flagged(
                .swift,
                """
                import MCP
                import Vapor
                func describe(_ request: Request) -> String { "bearer " + (request.headers.bearerAuthorization?.token ?? "") }
                func register(_ server: Server, _ request: Request) async {
                    await server.withMethodHandler(CallTool.self) { params in
                        let text = describe(request)
                        ↓return .init(content: [.text(text)])
                    }
                }
                """),
            .clean(
                .typeScript,
                """
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"
                const server = new McpServer({ name: "account", version: "1.0.0" })
                server.registerTool("whoami", { description: "Shows the session" }, async (args, extra) => {
                    return { content: [{ type: "text", text: JSON.stringify({ client: extra.authInfo.clientId, signedIn: Boolean(extra.authInfo.token) }) }] }
                })
                """),
            .clean(
                .javaScript,
                """
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"
                const server = new McpServer({ name: "debug", version: "1.0.0" })
                server.tool("agent", async (extra) => {
                    return { content: [{ type: "text", text: extra.requestInfo.headers["user-agent"] }] }
                })
                """),
            .clean(
                .python,
                """
                from fastmcp import FastMCP
                from fastmcp.server.dependencies import get_access_token
                mcp = FastMCP("account")
                @mcp.tool()
                def whoami() -> dict:
                    access = get_access_token()
                    return {"client": access.client_id, "scopes": access.scopes}
                """),
            .clean(
                .python,
                """
                from mcp.server.fastmcp import FastMCP, Context
                mcp = FastMCP("debug")
                @mcp.tool()
                async def connection(ctx: Context) -> str:
                    header = ctx.request_context.request.headers.get("authorization")
                    return "authenticated" if header else "anonymous"
                """),
            .clean(
                .swift,
                """
                import MCP
                import Vapor
                func register(_ server: Server, _ request: Request) async {
                    await server.withMethodHandler(CallTool.self) { params in
                        let isSignedIn = request.headers.bearerAuthorization != nil
                        return .init(content: [.text("signed in: \\(isSignedIn)")])
                    }
                }
                """),
            .clean(
                .swift,
                """
                import MCP
                import Vapor
                func register(_ server: Server, _ request: Request) async {
                    await server.withMethodHandler(CallTool.self) { params in
                        let token = request.headers.bearerAuthorization?.token ?? ""
                        let user = try await users.find(token)
                        return .init(content: [.text("hello \\(user.name)")])
                    }
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.leaks(.toolOutput) {
                findings.add(
                    at: site, "a tool gives a token to the model", site.evidence,
                    confidence: site.outlet?.isCertain == true ? .certain : .likely)
            }
            for site in inventory.leaks(.answer) {
                findings.add(
                    at: site, "the access token of an upstream is in the answer of a route", site.evidence, severity: .medium, points: 10,
                    confidence: .possible)
            }
        })
}

extension Inventory {
    /// Places outside tests where a token is laid open in one way.
    func leaks(_ ways: Outlet.Way...) -> [TokenSite] {
        sites(.leak).filter { site in site.surface != .test && site.surface != .docs && site.outlet.map { ways.contains($0.way) } ?? false }
    }
}
