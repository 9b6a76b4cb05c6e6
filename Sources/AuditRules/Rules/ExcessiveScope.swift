import SourceScanner

extension Rule {
    static let excessiveScope = Rule(
        id: "excessive-scope", axis: .permissions, severity: .medium, points: 10,
        title: "More rights asked for than a tool needs",
        explanation:
            "A wildcard or an administrator's scope makes every token of this server worth stealing, and every mistake of a tool as bad as it can be. MCP asks servers for "
            + "the least set of scopes that a call needs.",
        remedy: "Ask for the scopes that the tools use, one by one, and for more only when a tool needs it.",
        detection:
            "Resolves the scopes of authorization, token and exchange requests, of providers' registrations and of issued tokens: wildcards (`*`, `files:*`), `admin` and its "
            + "variants, and `repo` where no tool of the program writes.",
        limits:
            "What a scope opens is known by its name only. A scope that a route demands of its callers is not judged: a route for administrators may ask for `admin`.",
        references: [.rfc(9700, "2.3"), .rfc(6749, "3.3"), .mcp("authorization#scope-minimization")], cwe: [250, 272],
        examples: ScopeExample.all,
        check: { inventory, findings in
            let requests = ScopeRequests(inventory)
            for request in requests.all() {
                findings.add(
                    request.place, at: Location(request.place), surface: request.surface,
                    "The scope `\(request.scope)` is asked for: \(request.reason)", confidence: .likely)
            }
        })
}

/// Scopes that the program asks for, or puts into tokens, and that go too far.
private struct ScopeRequests {
    struct Request {
        let place: Syntax
        let scope: String
        let reason: String
        let surface: Surface
    }

    private let inventory: Inventory
    private static let names: Set<String> = [
        "scope", "scopes", "default_scope", "defaultScope", "default_scopes", "defaultScopes", "required_scopes", "requiredScopes",
    ]
    /// What stands beside the scopes of a request, a registration or a token.
    private static let companions: Set<String> = [
        "client_secret", "clientSecret", "grant_type", "response_type", "responseType", "redirect_uri", "redirectUri", "redirect_uris",
        "redirectURI", "authorizationURL", "authorizationUrl", "tokenURL",
        "callbackURL", "subject_token",
    ]

    init(_ inventory: Inventory) { self.inventory = inventory }

    func all() -> [Request] {
        var result: [Request] = []
        for tree in inventory.program.relevant {
            let surface = inventory.surface(tree.file.path)
            guard surface != .test, surface != .docs, tree.symbols.contains(where: Self.names.contains) else { continue }
            for index in tree.nodes.indices where tree.nodes[index].kind == .property || tree.nodes[index].kind == .argument {
                let node = Syntax(tree: tree, id: NodeID(Int32(index)))
                guard Self.names.contains(node.name), let value = node.child(.value), isOfRequest(node) else { continue }
                let texts = inventory.evaluator.value(of: value).value.strings.flatMap {
                    $0.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
                }
                for text in texts.prefix(60) {
                    guard let reason = reason(text) else { continue }
                    result.append(Request(place: node, scope: text, reason: reason, surface: surface))
                    break
                }
            }
        }
        return result
    }

    private func isOfRequest(_ node: Syntax) -> Bool {
        guard let holder = node.parent else { return false }
        let names = Set(holder.children.map(\.name))
        return !names.isDisjoint(with: Self.companions)
    }

    private func reason(_ scope: String) -> String? {
        guard scope.utf8.count <= 80 else { return nil }
        if scope == "*" || scope.hasSuffix(":*") || scope.hasSuffix(".*") || scope.hasSuffix("/*") || scope == "all" {
            return "it stands for every right"
        }
        let pieces = scope.lowercased().split(whereSeparator: { ":./_-".contains($0) })
        if pieces.first == "admin" || pieces.last == "admin" || ["superuser", "full_access", "root"].contains(scope.lowercased()) {
            return "it makes every tool an administrator"
        }
        if scope == "repo", !writes { return "it allows writing, and no tool of the program writes" }
        return nil
    }

    private static let verbs = [
        "create", "update", "delete", "write", "push", "merge", "add", "remove", "edit", "set", "commit", "comment", "close", "upload",
        "put", "post", "star", "fork",
    ]

    /// Some function or tool changes something, by its name.
    private var writes: Bool {
        inventory.program.index.functions.keys.contains { name in Self.verbs.contains { name.lowercased().hasPrefix($0) } }
            || inventory.program.relevant.contains { tree in
                tree.symbols.contains { name in
                    name.utf8.count < 40 && (name.contains("_") || name.contains("-"))
                        && Self.verbs.contains { name.lowercased().hasPrefix($0 + "_") || name.lowercased().hasPrefix($0 + "-") }
                }
            }
    }
}

private enum ScopeExample {
    static let all: [Rule.Example] = [
        .flagged(
            .typeScript,
            """
            export const login = () => new URLSearchParams({
                response_type: "code", client_id: "mcp", redirect_uri: "https://mcp.example/callback", ↓scope: "openid admin:org",
            })
            """),
        .flagged(.javaScript, "export const provider = { clientId: \"mcp\", clientSecret: process.env.SECRET, ↓scopes: [\"files:*\"] }\n"),
        .flagged(
            .python,
            """
            SCOPES = ["openid", "*"]
            def token_request(code):
                return {"grant_type": "authorization_code", "client_id": "mcp", "code": code, ↓"scope": " ".join(SCOPES), ↓"scopes": SCOPES}
            """.replacing("↓\"scope\": \" \".join(SCOPES), ", with: "")),
        .flagged(
            .python,
            """
            from fastmcp.server.auth.providers.github import GitHubProvider
            auth = GitHubProvider(client_id="mcp", client_secret=SECRET, base_url="https://mcp.example", ↓required_scopes=["repo"])
            """),
        .flagged(
            .swift, "let form: [String: String] = [\"grant_type\": \"client_credentials\", \"client_id\": \"mcp\", ↓\"scope\": \"admin\"]\n"
        ),
        .flagged(.swift, "let flow = LoginFlow(clientId: \"mcp\", redirectUri: callback, ↓scope: \"openid mail.*\")\n"),
        .clean(
            .typeScript,
            """
            export const login = () => new URLSearchParams({
                response_type: "code", client_id: "mcp", redirect_uri: "https://mcp.example/callback", scope: "openid files:read",
            })
            """),
        .clean(.javaScript, "export const route = { path: \"/users\", scopes: [\"admin\"] }\n"),
        .clean(
            .python,
            """
            SCOPES = ["openid", "files:read"]
            def token_request(code):
                return {"grant_type": "authorization_code", "client_id": "mcp", "code": code, "scopes": SCOPES}
            """),
        .clean(
            .python,
            """
            from fastmcp.server.auth.providers.github import GitHubProvider
            auth = GitHubProvider(client_id="mcp", client_secret=SECRET, base_url="https://mcp.example", required_scopes=["repo"])
            def create_issue(title):
                return github.post(title)
            """),
        .clean(
            .swift,
            "let form: [String: String] = [\"grant_type\": \"client_credentials\", \"client_id\": \"mcp\", \"scope\": \"files:read\"]\n"),
        .clean(.swift, "let flow = LoginFlow(clientId: \"mcp\", redirectUri: callback, scope: \"openid mail.read\")\n"),
    ]
}
