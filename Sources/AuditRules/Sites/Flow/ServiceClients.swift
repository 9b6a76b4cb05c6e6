import SourceScanner

/// Clients of other services that are made with a credential.
enum ServiceClient {
    private static let labels: Set<String> = [
        "auth", "token", "access_token", "accessToken", "api_key", "apiKey", "bearer_token", "bearerToken", "personal_access_token",
        "oauth_access_token", "oauth_token", "auth_token", "authToken", "credentials", "bearer", "api_token",
    ]
    private static let endings = ["client", "api", "sdk", "octokit", "gitlab", "github", "connection"]
    /// Sends the headers that it is given; a payload or an event merely holds them.
    private static let senders = endings + ["transport", "session", "server", "service", "proxy", "toolset"]
    private static let addresses: Set<String> = [
        "url", "base_url", "baseUrl", "baseURL", "server", "host", "hostname", "endpoint", "instance_url", "instanceUrl", "site", "domain",
        "api_url", "apiUrl",
    ]
    /// What holds headers and sends nothing.
    private static let messages: Set<String> = [
        "Response", "Request", "NextResponse", "NextRequest", "Headers", "HTTPHeaders", "HTTPResponse", "JSONResponse", "HTTPException",
        "Map",
        "URLRequest", "HTTPFields", "MockRequest", "TestClient",
    ]
    /// Services that are the token's own issuer and recipient: a row-level-security client acts in the caller's name by design.
    private static let ownIssuers = ["@supabase", "supabase", "convex", "firebase", "@firebase"]
    /// Modules of this program's own authentication, not of other services.
    private static let ownSide = [
        "mcp", "@modelcontextprotocol", "fastmcp", "fastapi", "starlette", "express", "jose", "jsonwebtoken", "jwt", "passport",
        "azure.identity", "@azure/identity", "msal", "@azure/msal", "auth0", "google.auth", "langchain",
    ]

    /// A name that says by itself that what it holds opens a service.
    static func isCredential(_ label: String) -> Bool {
        labels.contains(label) && !["auth", "token", "credentials", "bearer"].contains(label)
    }

    static func takes(_ argument: Syntax, of call: Syntax, _ inside: [String], _ evaluator: Evaluator) -> Bool {
        guard let callee = call.child(.callee)?.unwrapped, let initial = callee.name.first,
            initial.isUppercase || call.has(.new) || callee.name.hasPrefix("create")
        else { return false }
        let label = inside.last ?? argument.name
        let lower = callee.name.lowercased()
        let isClient = endings.contains { lower.hasSuffix($0) }
        let isHeader = HeaderName.isCredential(label)
        let isSender = isHeader && senders.contains { lower.hasSuffix($0) }
        guard isSender || isClient || isAddressed(call), !(isHeader && messages.contains(callee.name)),
            labels.contains(label) || (label.isEmpty && argument.name.isEmpty && isClient) || isHeader
        else { return false }
        for alternative in evaluator.value(of: callee).value.alternatives {
            guard case .external(let reference) = alternative.bare, !reference.module.isEmpty || call.tree.language == .swift else {
                continue
            }
            let module = reference.module
            // Headers are given to what sends them, even by one's own side: an MCP client is one of another server.
            if isHeader, lower.hasSuffix("client") || lower.hasSuffix("transport") { return true }
            if HTTPCall.client(alternative) != nil { return HeaderName.isCredential(label) || ["auth", "token"].contains(label) }
            return !(ownIssuers + ownSide).contains {
                module == $0 || module.hasPrefix($0 + "/") || module.hasPrefix($0 + ".") || module.hasPrefix($0 + "_")
                    || module.hasPrefix($0 + "-")
            }
        }
        return false
    }

    /// `Tracker(url=…, token=…)`
    private static func isAddressed(_ call: Syntax) -> Bool {
        call.children(.argument).contains { addresses.contains($0.name) }
            || call.child(.argument)?.child(.value)?.children(.element).contains { addresses.contains($0.name) } ?? false
    }

    static func library(_ call: Syntax, _ evaluator: Evaluator) -> String {
        guard let callee = call.child(.callee) else { return "hand-written" }
        for alternative in evaluator.value(of: callee).value.alternatives {
            if case .external(let reference) = alternative.bare, !reference.module.isEmpty { return reference.module }
        }
        return "hand-written"
    }
}

/// Programs that are started with a credential in their environment.
enum ChildProcess {
    private static let starters: Set<String> = [
        "run", "Popen", "check_output", "check_call", "call", "spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork",
        "execa", "create_subprocess_exec", "create_subprocess_shell", "StdioClientTransport", "StdioServerParameters",
    ]

    /// `subprocess.run(…, env={"TRACKER_TOKEN": token})`, `spawn(file, args, { env: { … } })`
    static func isGiven(_ inside: [String], _ argument: Syntax, _ call: Syntax) -> Bool {
        guard let key = inside.last, ChildProcess.isCredential(key), let callee = call.child(.callee),
            starters.contains(callee.unwrapped.name)
        else { return false }
        return argument.name == "env" || inside.first == "env"
    }

    /// The name of a variable from which programs take a credential: `TRACKER_TOKEN`.
    static func isCredential(_ name: String) -> Bool {
        let words = SettingName.words(name)
        return name == name.uppercased() && (words.last == "token" || words.last == "authorization" || words.suffix(2) == ["api", "key"])
    }

    /// `os.environ`, `process.env`
    static func isEnvironment(_ base: Syntax?) -> Bool {
        guard let base = base?.unwrapped, base.kind == .member, let owner = base.child(.base)?.name else { return false }
        return (base.name == "environ" && owner == "os") || (base.name == "env" && owner == "process")
    }
}

/// Functions whose result is the answer to a request.
enum Answering {
    private static let contracts: Set<String> = [
        "exchangeAuthorizationCode", "exchange_authorization_code", "exchangeRefreshToken", "exchange_refresh_token",
    ]
    private static let routes: Set<String> = ["get", "post", "put", "patch", "api_route", "route", "custom_route"]

    static func answers(_ function: Syntax, with place: Syntax, _ inside: [String]) -> Bool {
        if isContract(function) { return true }
        if inside.first == "body", let value = place.child(.value) ?? Optional(place), isMessage(value) { return true }
        switch function.tree.language {
        case .python:
            return function.children(.decorator).contains { decorator in
                guard let call = decorator.child(.value), call.kind == .call, let callee = call.child(.callee), callee.kind == .member
                else {
                    return false
                }
                return routes.contains(callee.name) && call.child(.argument)?.child(.value)?.kind == .string
            }
        case .swift: return function.children(.parameter).contains { $0.child(.type)?.name.behindLastDot == "Request" }
        default: return false
        }
    }

    /// A method of an SDK's authorization server, which is given the registered client first.
    static func isContract(_ function: Syntax) -> Bool {
        contracts.contains(Evaluator.callName(of: function))
            && function.children(.parameter).prefix(2).contains { $0.name.lowercased().hasSuffix("client") }
    }

    /// `{ status: 200, headers, body }`
    private static func isMessage(_ value: Syntax) -> Bool {
        let names = Set(value.unwrapped.children(.element).map(\.name))
        return names.contains("body") && !names.isDisjoint(with: ["status", "statusCode", "headers"])
    }
}
