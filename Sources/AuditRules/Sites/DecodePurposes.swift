import SourceScanner

/// Tells harmless readings of unverified tokens from those that decide access.
struct DecodePurposes {
    private let sites: [TokenSite]
    private let evaluator: Evaluator
    private let surface: (String) -> Surface
    /// Functions that verify a token, themselves or through what they call.
    private let verifying: Set<Syntax>

    /// Whether the server's own verifier lets requests through, in JavaScript's languages and in the others.
    private let guardsECMAScript: Bool
    private let guardsOthers: Bool

    init(_ sites: [TokenSite], _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.sites = sites
        self.evaluator = evaluator
        self.surface = surface
        verifying = Verifying.functions(sites, evaluator)
        let guards = sites.filter { site in
            site.kind == .verify && site.surface == .production && site.signature == .verified && site.inbound == true
                && Self.frameworks.contains(site.library)
        }
        guardsECMAScript = guards.contains { $0.language.isECMAScript }
        guardsOthers = guards.contains { !$0.language.isECMAScript }
    }

    func settled() -> [TokenSite] {
        let taken = Set(sites.map(\.syntax))
        return sites.flatMap { site -> [TokenSite] in
            guard site.kind == .decode else { return [site] }
            var result = site
            let calls = wrapperCalls(of: site).filter { !taken.contains($0) }
            guard !calls.isEmpty else {
                result.purpose = purpose(of: site)
                return [result]
            }
            // Each caller answers for what it does with the claims.
            result.purpose = .display
            return [result]
                + calls.map { call in
                    var outer = site
                    outer.syntax = call
                    outer.location = Location(callee: call)
                    outer.surface = surface(call.tree.file.path)
                    outer.api = call.child(.callee)?.name ?? site.api
                    outer.inbound = Purpose.isInbound(outer, evaluator)
                    outer.evidence = [Evidence(Location(callee: site.syntax), "the token is read here, and not verified")]
                    outer.purpose = purpose(of: outer)
                    return outer
                }
        }
    }

    /// The calls of a function that does nothing but read the token it is given: `decode(token)`.
    private func wrapperCalls(of site: TokenSite) -> [Syntax] {
        guard site.syntax.tree.language != .python, let function = site.syntax.enclosingFunction, function.child(.body) != nil,
            !verifying.contains(function), !checksSignature(function),
            ["decode", "parse", "unsafe", "payload", "claims", "jwt"].contains(
                where: Evaluator.callName(of: function).lowercased().contains)
        else { return [] }
        let names = Set(function.children(.parameter).map(\.name))
        let readsParameter =
            site.syntax.descendants.contains { $0.kind == .identifier && names.contains($0.name) }
            || function.descendants.contains { node in
                guard node.kind == .call, node.child(.callee)?.name == "split", let base = node.child(.callee)?.child(.base) else {
                    return false
                }
                return names.contains(base.name)
            }
        guard readsParameter else { return [] }
        let leaves =
            Flow.uses(of: site.syntax, evaluator: evaluator, hops: 0).contains { use in
                use.syntax.parent?.kind == .returnStatement || use.syntax.unwrappedUpwards.isImplicitlyReturned
                    || (function.has(.expressionBody) && use.syntax.role == .body)
            } || (function.has(.expressionBody) && function.child(.body).map(site.syntax.isInside) == true)
            || site.syntax.unwrappedUpwards.isImplicitlyReturned
            || site.syntax.ancestors.prefix { $0.kind != .block }.contains { $0.kind == .returnStatement }
        guard leaves else { return [] }
        return WrapperCalls(of: function, evaluator, surface).calls
    }

    private func purpose(of site: TokenSite) -> DecodePurpose {
        if site.isEcho { return .display }
        if site.api.lowercased().contains("header") { return .routing }
        if isVerifiedAround(site.syntax) { return .routing }
        guard site.inbound != false, site.surface != .test, isTokenOfRequest(site) else { return .display }
        if isBehindGuard(site) { return .display }
        let uses =
            Flow.uses(of: site.syntax, evaluator: evaluator, hops: 3)
            + Flow.uses(of: site.syntax, member: ["payload"], evaluator: evaluator, hops: 3)
        return uses.contains(where: isDecision) ? .decidesAccess : .display
    }

    /// The function around it, one of its callers, or something that it calls verifies.
    private func isVerifiedAround(_ call: Syntax) -> Bool {
        if let function = call.enclosingFunction, checksSignature(function) { return true }
        var frontier = [call.enclosingFunction ?? call.tree.top]
        var outer = frontier[0].enclosingFunction
        while let current = outer {
            frontier.append(current)
            outer = current.enclosingFunction
        }
        var seen: Set<Syntax> = Set(frontier)
        for _ in 0..<4 {
            if frontier.contains(where: { verifying.contains($0) || dependsOnVerification($0) }) { return true }
            var next: [Syntax] = []
            for function in frontier where function.kind == .function {
                for caller in evaluator.calls(of: function) {
                    if let route = Route(mounting: caller) {
                        // What sets up a server runs before any request: only the guards of the route count.
                        if route.isGuarded(by: verifying, evaluator) { return true }
                        continue
                    }
                    // `() => async (request) => …`: whoever makes the handler runs it.
                    for around in caller.ancestors where around.kind == .function && seen.insert(around).inserted { next.append(around) }
                }
            }
            frontier = next
        }
        return verifiesByName(call)
    }

    /// A parameter that a framework fills by a function which verifies: `user = Depends(current_user)`.
    private func dependsOnVerification(_ function: Syntax) -> Bool {
        guard function.kind == .function, function.tree.language == .python else { return false }
        return function.children(.parameter).contains { parameter in
            parameter.descendants.contains { node in
                guard node.kind == .identifier, node.parent?.kind == .argument,
                    case .function(let target, _) = evaluator.value(of: node).value.bare
                else { return false }
                return verifying.contains(target)
            }
        }
    }

    private static let primitives: Set<String> = [
        "createHmac", "timingSafeEqual", "compare_digest", "verifySignature", "createVerify", "isValidAuthenticationCode",
        "isValidSignature", "verifyHmac",
    ]

    /// A primitive checks what was decoded: a signed cookie, a token made by hand.
    private func checksSignature(_ function: Syntax) -> Bool {
        function.descendants.contains { node in
            switch node.kind {
            case .call:
                let name = node.child(.callee)?.name ?? ""
                let lower = name.lowercased()
                if Self.primitives.contains(name) || lower.contains("constanttime") || lower.contains("timingsafe") { return true }
                guard ["equal", "compare", "verif"].contains(where: lower.contains) else { return false }
                return node.children(.argument).contains { $0.child(.value)?.name.lowercased().contains("signature") ?? false }
            case .binary where ["==", "===", "!=", "!=="].contains(node.name):
                return [node.child(.left), node.child(.right)].contains { $0?.name.lowercased().contains("signature") ?? false }
            default: return false
            }
        }
    }

    /// A call whose code is not here, but whose name says that it verifies, on the same token.
    private func verifiesByName(_ call: Syntax) -> Bool {
        guard let function = call.enclosingFunction, let token = call.child(.argument)?.child(.value)?.text else { return false }
        return function.descendants.contains { other in
            guard other.kind == .call, other != call, let name = other.child(.callee)?.name.lowercased() else { return false }
            guard ["verif", "validat", "introspect", "authenticat"].contains(where: name.contains) else { return false }
            return other.children(.argument).contains { $0.child(.value)?.text == token }
        }
    }

    /// How a tool of an MCP server reaches the request that it answers. Such a request has passed the server's guard, where there is one.
    private static let toolWords = [
        "request_context", "get_http_headers", "get_http_request", "get_access_token", "requestinfo", "authinfo", "get_context",
    ]

    /// A tool reads the token again that the server's own verifier let through.
    private func isBehindGuard(_ site: TokenSite) -> Bool {
        guard let function = site.syntax.enclosingFunction, !Self.hooks.contains(Evaluator.callName(of: function).lowercased()) else {
            return false
        }
        return (site.language.isECMAScript ? guardsECMAScript : guardsOthers)
            && function.descendants.contains { node in
                (node.kind == .member || node.kind == .identifier) && Self.toolWords.contains(node.name.lowercased())
            }
    }

    private static let frameworks: Set<String> = [
        "fastmcp", "mcp", "@modelcontextprotocol/sdk", "@modelcontextprotocol/server", "mcp-handler",
    ]

    private static let requestWords = [
        "authorization", "bearer", "headers", "cookies", "cookie", "getheader", "get_access_token", "httpbearer", "oauth2_scheme",
    ]
    private static let hooks: Set<String> = [
        "verifyaccesstoken", "verify_token", "verify_access_token", "verifytoken", "validate_token", "validatetoken", "authenticate",
        "get_current_user", "getcurrentuser", "load_access_token", "authmiddleware", "requireauth",
        "authenticatetoken", "isauthenticated", "authorize", "canactivate", "authguard", "checkauth", "verifyauth", "verify_jwt",
    ]

    /// The token came with a request: read from a header, or handed to a function whose job is to judge it.
    private func isTokenOfRequest(_ site: TokenSite) -> Bool {
        guard let token = site.syntax.child(.argument)?.child(.value) else { return false }
        if let function = site.syntax.enclosingFunction, Self.hooks.contains(Evaluator.callName(of: function).lowercased()) { return true }
        // The server that gave it has just been asked for it.
        if FetchedValue.isAnswer(token, evaluator) { return false }
        let sources = [token] + evaluator.value(of: token).trail.map(\.orGiver)
        var texts = sources.map { $0.text.prefix(200).description } + sources.flatMap(givers).map { $0.text.prefix(600).description }
        if let function = site.syntax.enclosingFunction {
            for caller in evaluator.calls(of: function).prefix(4) {
                let arguments = caller.children(.argument).map(\.text)
                texts += arguments
                texts += (caller.enclosingFunction?.children(.parameter) ?? []).filter {
                    arguments.contains($0.name) || arguments.contains($0.child(.target)?.text ?? "")
                }.map(\.text)
            }
        }
        return texts.contains { text in
            let lower = text.lowercased()
            return Self.requestWords.contains { lower.contains($0) }
        }
    }

    /// Functions of the program that an expression asks for its value: `tokenFrom(request)`.
    private func givers(_ expression: Syntax) -> [Syntax] {
        expression.descendants.filter { $0.kind == .call && !$0.children(.argument).isEmpty }.prefix(3).compactMap { call in
            guard let callee = call.child(.callee), case .function(let giver, _) = evaluator.value(of: callee).value.bare else {
                return nil
            }
            return giver
        }
    }

    private static let harmless: Set<String> = [
        "kid", "alg", "iss", "exp", "iat", "nbf", "typ", "header", "jti", "tid", "issuer", "length",
    ]
    private static let identity: Set<String> = [
        "sub", "subject", "scope", "scopes", "roles", "role", "email", "user_id", "userId", "uid", "groups", "permissions", "tenant",
        "username",
        "preferred_username", "id", "oid", "scp", "isAdmin", "is_admin",
    ]

    /// Calls that make somebody the user of a request.
    private static let signIns: Set<String> = ["login", "logIn", "login_user", "signIn", "sign_in"]

    /// A claim that names somebody or grants something leaves the function, fills the request's identity or lets somebody in.
    private func isDecision(_ use: Flow.Use) -> Bool {
        if let name = use.path.last, Self.harmless.contains(name) { return false }
        guard use.path.isEmpty || use.path.contains(where: Self.identity.contains) else { return false }
        if !use.path.isEmpty, let comparison = Comparison(use.syntax, evaluator), comparison.expected.map({ $0.kind != .null }) == true,
            Outcome.of(comparison.test, evaluator).kind == .rejects
        {
            return true
        }
        for ancestor in use.syntax.ancestors {
            if ancestor.isImplicitlyReturned { return !use.path.isEmpty }
            switch ancestor.kind {
            case .returnStatement: return !use.path.isEmpty || use.syntax.parent == ancestor
            case .assignment:
                guard let target = ancestor.child(.target), target.kind == .member else { return false }
                return ["user", "auth", "userId", "user_id", "identity", "claims", "principal", "currentUser", "current_user"].contains(
                    target.name)
            case .call:
                guard let callee = ancestor.child(.callee) else { return false }
                if Logging.isLog(callee) { return false }
                if Self.signIns.contains(callee.name) { return true }
            case .function, .file: return false
            default: continue
            }
        }
        return false
    }
}

/// The registration of a handler that a call makes: `app.post("/chat", chat())`.
private struct Route {
    private let call: Syntax
    private let handler: Syntax
    /// Functions that the handler was given to first: one that verifies is a guard as well.
    private var wrappers: [Syntax] = []

    private static let methods: Set<String> = ["get", "post", "put", "patch", "delete", "all", "use"]

    /// Nil where nothing mounts it, itself or wrapped: `app.post("/chat", catching(chat()))`.
    init?(mounting made: Syntax) {
        guard made.tree.language.isECMAScript else { return nil }
        var made = made
        for _ in 0..<3 {
            guard let argument = made.parent, argument.kind == .argument, let call = argument.parent, call.kind == .call,
                let callee = call.child(.callee)
            else { return nil }
            if callee.kind == .member, Self.methods.contains(callee.name), call.children(.argument).first != argument {
                self.call = call
                handler = argument
                return
            }
            wrappers.append(callee)
            made = call
        }
        return nil
    }

    /// Another handler of the same route verifies, or one that is mounted above it.
    func isGuarded(by verifying: Set<Syntax>, _ evaluator: Evaluator) -> Bool {
        func verifies(_ argument: Syntax) -> Bool {
            guard let value = argument.child(.value)?.unwrapped,
                case .function(let function, _) = evaluator.value(of: value.kind == .call ? value.child(.callee) ?? value : value).value
                    .bare
            else { return false }
            return verifying.contains(function)
        }
        if call.children(.argument).contains(where: { $0 != handler && verifies($0) }) { return true }
        if wrappers.contains(where: {
            if case .function(let made, _) = evaluator.value(of: $0).value.bare { verifying.contains(made) } else { false }
        }) {
            return true
        }
        let path = Self.path(of: call) ?? ""
        let around = call.enclosingFunction ?? call.tree.top
        return around.descendants.contains { other in
            guard other.kind == .call, other.child(.callee)?.name == "use", other.range.start < call.range.start,
                path.hasPrefix(Self.path(of: other) ?? "")
            else { return false }
            return other.children(.argument).contains(where: verifies)
        }
    }

    private static func path(of call: Syntax) -> String? { call.child(.argument)?.child(.value)?.stringValue }
}
