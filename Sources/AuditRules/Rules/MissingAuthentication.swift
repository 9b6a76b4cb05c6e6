import SourceScanner

extension Rule {
    static let missingAuthentication = Rule(
        id: "missing-authentication", axis: .security, severity: .high, points: 20,
        title: "Tools served to the network without authentication",
        explanation:
            "An MCP server over HTTP that asks nobody who they are runs its tools for everybody who reaches the port: with the server's files, database and credentials.",
        remedy: "Put the SDK's bearer authentication in front of the MCP route, or bind the server to 127.0.0.1.",
        detection:
            "Finds MCP transports over HTTP that are bound to all interfaces (an explicit `0.0.0.0` or `::`, or Node's `listen` without a host) in a program in which nothing "
            + "reads an authorization header, verifies a token or asks for an API key.",
        limits:
            "A proxy or network policy in front of the server is not visible in the source; where the repository configures one, nothing is reported.",
        references: [
            .mcp("authorization#overview"),
            .other(
                title: "MCP security best practices",
                url: "https://modelcontextprotocol.io/specification/draft/basic/security_best_practices"),
        ],
        cwe: [306],
        examples: AuthenticationExample.all,
        check: { inventory, findings in
            guard !inventory.asksWhoCalls, !inventory.hasGateway else { return }
            var isReported = false
            for tree in inventory.program.relevant {
                let surface = inventory.surface(tree.file.path)
                guard surface != .test, surface != .docs else { continue }
                guard let exposed = ExposedTransport(tree, inventory).place, !isReported else { continue }
                isReported = true
                let message = "The MCP server's tools are served on all interfaces, and nothing asks who calls"
                // Tools that use no credential of the server give a stranger little: dice, a clock.
                if inventory.hasSecrets {
                    findings.add(
                        exposed.call, at: Location(callee: exposed.call), surface: surface, message, exposed.evidence,
                        confidence: exposed.isCertain ? .certain : .likely)
                } else {
                    findings.add(
                        exposed.call, at: Location(callee: exposed.call), surface: surface, message + "; its tools use no credential",
                        exposed.evidence, severity: .low, points: 5, confidence: exposed.isCertain ? .certain : .likely)
                }
            }
        })
}

extension Inventory {
    private static let secrets = ["key", "secret", "password", "token", "credential", "dsn", "database_url", "connection_string"]

    /// The program holds something worth protecting: a credential, a database, files, a shell.
    fileprivate var hasSecrets: Bool {
        if !processCredentials.isEmpty || !sites.isEmpty { return true }
        return program.relevant.contains { tree in
            tree.symbols.contains { symbol in
                let lower = symbol.lowercased()
                return Self.secrets.contains { lower.hasSuffix("_" + $0) || lower == $0 || lower.hasSuffix($0) && lower.contains("api") }
                    || ["exec", "spawn", "subprocess", "readFile", "writeFile", "query", "execute", "open", "Process"].contains(symbol)
            }
        }
    }

    private static let words = [
        "authoriz", "bearer", "apikey", "authenticat", "requireauth", "basicauth", "authmiddleware", "verifytoken", "checktoken", "oauth",
        "sessioncookie", "passport", "authprovider", "tokenverifier",
    ]

    /// The repository configures something that stands in front of the server.
    fileprivate var hasGateway: Bool {
        program.repository.paths.contains { path in
            let lower = path.lowercased()
            return ["gateway", "nginx", "envoy", "traefik", "pomerium", "oauth2-proxy", "caddyfile", "ingress"].contains(
                where: lower.contains)
        }
    }

    /// Somewhere the program wants to know its callers.
    fileprivate var asksWhoCalls: Bool {
        if sites.contains(where: { [.verify, .introspect, .dpopVerify, .compare].contains($0.kind) && $0.surface != .test }) {
            return true
        }
        return program.relevant.contains { tree in
            guard surface(tree.file.path) != .test else { return false }
            return tree.symbols.contains { symbol in
                guard symbol.utf8.count < 60 else { return false }
                let lower = symbol.lowercased().filter { $0 != "_" && $0 != "-" }
                return lower == "auth" || Self.words.contains(where: lower.contains)
            }
        }
    }
}

/// An MCP transport over HTTP that the whole network reaches.
private struct ExposedTransport {
    private(set) var place: (call: Syntax, evidence: [Evidence], isCertain: Bool)?
    private static let everywhere: Set<String> = ["0.0.0.0", "::", "[::]"]
    private static let transports: Set<String> = [
        "StreamableHTTPServerTransport", "SSEServerTransport", "NodeStreamableHTTPServerTransport", "StatelessHTTPServerTransport",
        "StatefulHTTPServerTransport", "WebStandardStreamableHTTPServerTransport",
    ]

    init(_ tree: SyntaxTree, _ inventory: Inventory) {
        switch tree.language {
        case .typeScript, .javaScript: node(tree, inventory)
        case .python: python(tree, inventory)
        case .swift: swift(tree, inventory)
        }
    }

    /// `app.listen(port)` in a file that mounts a transport.
    private mutating func node(_ tree: SyntaxTree, _ inventory: Inventory) {
        let scopes = inventory.program.scopes(of: tree)
        let calls = scopes.syntax(scopes.calls)
        guard let transport = calls.first(where: { $0.has(.new) && Self.transports.contains($0.child(.callee)?.name ?? "") }) else {
            return
        }
        for call in calls {
            guard let callee = call.child(.callee), callee.kind == .member, callee.name == "listen" else { continue }
            let arguments = call.children(.argument).compactMap { $0.child(.value) }.filter { $0.kind != .function }
            guard let first = arguments.first else { continue }
            let evidence = [Evidence(Location(callee: transport), "the MCP transport is made here")]
            if first.kind == .object {
                guard let host = first.children(.element).first(where: { $0.name == "host" || $0.name == "hostname" })?.child(.value) else {
                    return place = (call, evidence, true)
                }
                if isEverywhere(host, inventory) { return place = (call, evidence, false) }
                continue
            }
            // A second argument that is a name may be the host, the backlog or the callback.
            guard arguments.count == 1 else {
                if isEverywhere(arguments[1], inventory) { return place = (call, evidence, false) }
                if arguments[1].kind == .identifier, case .function = inventory.evaluator.value(of: arguments[1]).value.bare {
                    return place = (call, evidence, true)
                }
                continue
            }
            return place = (call, evidence, true)
        }
    }

    /// `mcp.run(transport="http", host="0.0.0.0")`, `uvicorn.run(mcp.streamable_http_app(), host="0.0.0.0")`
    private mutating func python(_ tree: SyntaxTree, _ inventory: Inventory) {
        guard inventory.program.imports("mcp*", in: tree) || inventory.program.imports("fastmcp*", in: tree) else { return }
        let scopes = inventory.program.scopes(of: tree)
        let calls = scopes.syntax(scopes.calls)
        let servers = calls.filter { $0.child(.callee)?.name == "FastMCP" }
        for call in calls {
            guard let callee = call.child(.callee), callee.kind == .member,
                ["run", "run_async", "run_http_async", "serve"].contains(callee.name)
            else { continue }
            var isServer = false
            if case .external(let reference) = inventory.evaluator.value(of: callee).value.bare {
                isServer = reference.dotted == "uvicorn.run"
            }
            if isServer {
                guard
                    tree.symbols.contains(where: {
                        ["streamable_http_app", "http_app", "sse_app", "StreamableHTTPSessionManager", "SseServerTransport"].contains($0)
                    })
                else { continue }
            } else {
                guard
                    let transport = argument("transport", of: call) ?? call.children(.argument).first(where: \.name.isEmpty)?.child(.value),
                    inventory.evaluator.value(of: transport).value.strings.contains(where: {
                        ["http", "streamable-http", "sse"].contains($0)
                    })
                else { continue }
            }
            let hosts = [argument("host", of: call)] + (isServer ? [] : servers.map { argument("host", of: $0) })
            guard let host = hosts.compactMap({ $0 }).first, isEverywhere(host, inventory) else { continue }
            place = (call, [Evidence(host, "the server listens on all interfaces")], inventory.evaluator.value(of: host).value.text != nil)
            return
        }
    }

    private mutating func swift(_ tree: SyntaxTree, _ inventory: Inventory) {
        let scopes = inventory.program.scopes(of: tree)
        let calls = scopes.syntax(scopes.calls)
        guard inventory.program.imports("MCP", in: tree),
            let transport = calls.first(where: { Self.transports.contains($0.child(.callee)?.name ?? "") })
        else { return }
        for call in calls {
            for argument in call.children(.argument) {
                guard let value = argument.child(.value), let text = value.stringValue, Self.everywhere.contains(text) else { continue }
                place = (transport, [Evidence(value, "the server listens on all interfaces")], true)
                return
            }
        }
    }

    private func argument(_ name: String, of call: Syntax) -> Syntax? { call.children(.argument).first { $0.name == name }?.child(.value) }

    private func isEverywhere(_ host: Syntax, _ inventory: Inventory) -> Bool {
        inventory.evaluator.value(of: host).value.alternatives.contains { $0.text.map(Self.everywhere.contains) ?? false }
    }
}

private enum AuthenticationExample {
    static let all: [Rule.Example] = [
        .flagged(
            .typeScript,
            """
            import express from "express"
            import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js"
            const app = express()
            app.post("/mcp", async (req, res) => {
                const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined })
                await server.connect(transport)
                await transport.handleRequest(req, res, req.body)
            })
            app.↓listen(3000)
            """),
        .flagged(
            .javaScript,
            """
            import express from "express"
            import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js"
            const app = express()
            app.get("/sse", async (req, res) => server.connect(new SSEServerTransport("/messages", res)))
            app.↓listen(process.env.PORT, "0.0.0.0", () => console.log("ready"))
            """),
        .flagged(
            .python,
            """
            from fastmcp import FastMCP
            mcp = FastMCP("files")
            mcp.↓run(transport="http", host="0.0.0.0", port=8000)
            """),
        .flagged(
            .python,
            """
            import uvicorn
            from mcp.server.fastmcp import FastMCP
            mcp = FastMCP("files")
            uvicorn.↓run(mcp.streamable_http_app(), host="0.0.0.0", port=8000)
            """),
        .flagged(.swift, swift("0.0.0.0", "router.post(\"mcp\") { request, _ in try await handle(request, transport) }", "↓")),
        .flagged(.swift, swift("::", "router.on(\"mcp\", method: .post) { request, _ in try await handle(request, transport) }", "↓")),
        .clean(
            .typeScript,
            """
            import express from "express"
            import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js"
            import { requireBearerAuth } from "@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js"
            const app = express()
            app.post("/mcp", requireBearerAuth({ verifier }), async (req, res) => {
                const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined })
                await server.connect(transport)
                await transport.handleRequest(req, res, req.body)
            })
            app.listen(3000)
            """),
        .clean(
            .javaScript,
            """
            import express from "express"
            import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js"
            const app = express()
            app.get("/sse", async (req, res) => server.connect(new SSEServerTransport("/messages", res)))
            app.listen(3000, "127.0.0.1")
            """),
        .clean(
            .python,
            """
            from fastmcp import FastMCP
            mcp = FastMCP("files")
            mcp.run(transport="http", port=8000)
            """),
        .clean(
            .python,
            """
            from fastmcp import FastMCP
            from fastmcp.server.auth import JWTVerifier
            mcp = FastMCP("files", auth=JWTVerifier(jwks_uri="https://id.example/jwks", issuer="https://id.example", audience="https://mcp.example"))
            mcp.run(transport="http", host="0.0.0.0", port=8000)
            """),
        .clean(.swift, swift("127.0.0.1", "router.post(\"mcp\") { request, _ in try await handle(request, transport) }", "")),
        .clean(
            .swift,
            swift(
                "0.0.0.0",
                "router.post(\"mcp\") { request, _ in\n    guard request.headers[.authorization] == expected else { throw HTTPError(.unauthorized) }\n    return try await handle(request, transport)\n}",
                "")),
    ]

    private static func swift(_ host: String, _ route: String, _ mark: String) -> String {
        """
        import Hummingbird
        import MCP
        let transport = \(mark)StatelessHTTPServerTransport()
        try await server.start(transport: transport)
        let router = Router()
        \(route)
        let application = Application(router: router, configuration: .init(address: .hostname("\(host)", port: 8080)))
        try await application.runService()
        """
    }
}
