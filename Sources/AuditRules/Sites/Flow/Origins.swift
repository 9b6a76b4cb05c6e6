import SourceScanner

/// An expression or a parameter in which a token first appears.
struct Origin {
    enum Source {
        /// The caller's token, as it came with the request.
        case caller
        /// A token that this program was given by an authorization server.
        case upstream
    }
    let syntax: Syntax
    /// Where in its value the token lies.
    let inside: [String]
    let source: Source
    let remark: String
    /// Called a token and nothing more: worth following only to where it is issued as this server's own.
    var isVague = false
    /// The SDK hands it on once it was verified.
    var isJudged = false
}

/// Finds where tokens enter a program: a request's headers, a framework's request object, a verifier's parameter, an authorization server's answer.
struct Origins {
    let program: Program
    let evaluator: Evaluator
    let recognizer: InboundRecognizer

    init(_ program: Program, _ evaluator: Evaluator) {
        self.program = program
        self.evaluator = evaluator
        recognizer = InboundRecognizer(program, evaluator)
    }

    func all(surface: (String) -> Surface) -> [Origin] {
        var result: [Origin] = []
        for tree in program.relevant where ![.test, .docs].contains(surface(tree.file.path)) {
            var found: [Origin] = []
            for index in tree.nodes.indices {
                let kind = tree.nodes[index].kind
                guard kind == .member || kind == .subscripted || kind == .call || kind == .parameter else { continue }
                let node = Syntax(tree: tree, id: NodeID(Int32(index)))
                if let origin = origin(of: node, kind) { found.append(origin) }
            }
            // In the order in which they are worked out, `req.auth` before `req.auth.token`: of trails that meet, the first is told.
            result += found.sorted { ($0.syntax.range.end, $1.syntax.range.start) < ($1.syntax.range.end, $0.syntax.range.start) }
        }
        return result
    }

    private func origin(of node: Syntax, _ kind: NodeKind) -> Origin? {
        guard node.role != .target else { return nil }
        switch kind {
        case .member:
            if node.name == "headers", isRequest(node.child(.base)) {
                return Origin(syntax: node, inside: ["authorization"], source: .caller, remark: "the caller's headers are read here")
            }
            if node.name == "META", isRequest(node.child(.base)) {
                return Origin(syntax: node, inside: ["authorization"], source: .caller, remark: "the caller's headers are read here")
            }
            if node.name == "token", let base = node.child(.base)?.unwrapped, isAuthInfo(base) {
                var result = caller(node, [])
                result.isJudged = true
                return result
            }
            if node.name == "token", node.role != .callee, let base = node.child(.base), isAnswer(base) {
                var result = upstream(node)
                result.isVague = true
                return result
            }
            if Self.issued.contains(node.name), node.role != .callee, let base = node.child(.base), isAnswer(base) { return upstream(node) }
            // Logged or sent as a whole, it takes the token with it.
            if node.name == "auth", node.role != .base, let base = node.child(.base)?.unwrapped, ["req", "request"].contains(base.name),
                program.index.calls["requireBearerAuth"] != nil
            {
                return Origin(
                    syntax: node, inside: ["token"], source: .caller, remark: "the SDK keeps the caller's token here", isJudged: true)
            }
            return recognizer.origin(of: node)
        case .subscripted:
            guard let index = node.child(.argument)?.child(.value), index.kind == .string else { return nil }
            let key = index.name
            if key == "headers", node.tree.language == .python, node.child(.base)?.name == "scope" { return rawHeaders(node) }
            if key.lowercased() == "authorization", let base = node.child(.base), isHeaderParameter(base) { return caller(node, []) }
            if Self.issued.contains(key), let base = node.child(.base), isAnswer(base) { return upstream(node) }
            return nil
        case .call: return call(node)
        case .parameter: return parameter(node)
        default: return nil
        }
    }

    private func caller(_ node: Syntax, _ inside: [String]) -> Origin {
        Origin(syntax: node, inside: inside, source: .caller, remark: "the caller's token is read here")
    }
    /// The pairs of bytes that an ASGI server hands over.
    private func rawHeaders(_ node: Syntax) -> Origin {
        Origin(syntax: node, inside: ["authorization"], source: .caller, remark: "the caller's headers are read here")
    }
    private func upstream(_ node: Syntax) -> Origin {
        Origin(syntax: node, inside: [], source: .upstream, remark: "the authorization server's token is read here")
    }

    // MARK: Requests

    private static let requests: Set<String> = [
        "req", "request", "ctx", "context", "c", "event", "evt", "requestinfo", "raw", "rawrequest", "httprequest", "incoming", "handshake",
        "nextrequest", "_req", "_request", "http_request", "conn", "r", "info", "requestcontext",
    ]
    private static let requestCalls: Set<String> = ["get_http_request", "getRequest", "useRequest", "getHttpRequest", "get_request"]

    private func isRequest(_ base: Syntax?) -> Bool {
        guard let base = base?.unwrapped else { return false }
        if base.kind == .call { return Self.requestCalls.contains(base.child(.callee)?.name ?? "") }
        guard base.kind == .identifier || base.kind == .member, Self.requests.contains(base.name.lowercased()) else { return false }
        return !isMadeHere(base) && OutgoingRequest(holding: base, evaluator) == nil
    }

    /// A request that this program makes itself is none that it serves.
    private func isMadeHere(_ base: Syntax) -> Bool {
        for alternative in evaluator.value(of: base).value.alternatives {
            switch alternative.bare {
            case .object, .result, .instance, .externalInstance: return true
            case .parameter(let parameter):
                // `axios.interceptors.request.use((request) => …)`, `httpx.Client(event_hooks=…)`
                if let argument = parameter.parent?.parent, argument.kind == .argument, let callee = argument.parent?.child(.callee),
                    callee.name == "use", callee.child(.base)?.name == "request"
                {
                    return true
                }
                let type = parameter.child(.type)?.name ?? ""
                if [
                    "URLRequest", "ClientRequest", "AxiosRequestConfig", "InternalAxiosRequestConfig", "PreparedRequest",
                    "HTTPClientRequest", "RequestInit",
                ].contains(type) || type.hasPrefix("httpx.") || type.hasPrefix("requests.") {
                    return true
                }
            default: continue
            }
        }
        return false
    }

    private func isAuthInfo(_ base: Syntax) -> Bool {
        if ["authInfo", "auth_info"].contains(base.name) { return base.kind == .member || base.kind == .identifier }
        return base.kind == .member && base.name == "auth" && ["req", "request", "extra"].contains(base.child(.base)?.name ?? "")
    }

    /// A parameter that holds headers, or a name of which nothing else is known.
    private func isHeaderParameter(_ base: Syntax) -> Bool {
        let base = base.unwrapped
        guard base.kind == .identifier, base.name.lowercased().hasSuffix("headers") else { return false }
        switch evaluator.value(of: base).value.bare {
        case .parameter(let parameter): return parameter.child(.type)?.name != "HeadersInit"
        default: return false
        }
    }

    private static let headerReads: Set<String> = ["get", "header", "getHeader", "first", "value", "get_header"]

    private func call(_ node: Syntax) -> Origin? {
        guard let callee = node.child(.callee) else { return nil }
        if callee.kind == .member, Self.headerReads.contains(callee.name), let base = callee.child(.base),
            let key = node.child(.argument)?.child(.value)
        {
            if callee.name == "get", key.stringValue == "headers", base.name == "scope", node.tree.language == .python {
                return rawHeaders(node)
            }
            let text =
                key.kind == .string ? key.name.lowercased() : (key.kind == .member && key.child(.base) == nil ? key.name.lowercased() : "")
            if text == "authorization" {
                // `req.header("authorization")`, `c.req.header(…)`, `headers().get(…)`; reads of `request.headers` are reached from there.
                if isRequest(base) || isHeaderParameter(base) { return caller(node, []) }
                if base.unwrapped.kind == .call, base.unwrapped.child(.callee)?.name == "headers" { return caller(node, []) }
            }
            if Self.issued.contains(key.stringValue ?? ""), callee.name == "get", isAnswer(base) { return upstream(node) }
        }
        return recognizer.origin(of: node)
    }

    // MARK: Parameters

    private static let tokenNames: Set<String> = [
        "token", "access_token", "accessToken", "bearerToken", "bearer_token", "jwt", "rawToken", "raw_token",
    ]
    /// Hooks that an SDK or a framework calls with the token of a request.
    private static let hooks: Set<String> = [
        "verify_token", "verify_access_token", "verifyAccessToken", "verifyToken", "load_access_token", "validate_token", "validateToken",
        "verifyBearerToken", "verify_bearer_token",
    ]

    private func parameter(_ node: Syntax) -> Origin? {
        guard let function = node.parent, function.kind == .function else { return nil }
        let name = node.name
        if Self.tokenNames.contains(name), Self.hooks.contains(Evaluator.callName(of: function)) { return caller(node, []) }
        guard node.tree.language == .python else { return nil }
        let words = (node.child(.value)?.text ?? "") + " " + (node.child(.type)?.text ?? "")
        if name == "authorization", words.contains("Header(") { return caller(node, []) }
        guard words.contains("Depends(") || words.contains("Security(") else { return nil }
        if words.contains("HTTPAuthorizationCredentials") {
            return Origin(syntax: node, inside: ["credentials"], source: .caller, remark: "the caller's token is read here")
        }
        let lower = words.lowercased()
        if Self.tokenNames.contains(name), lower.contains("oauth2") || lower.contains("bearer") || lower.contains("scheme") {
            return caller(node, [])
        }
        return nil
    }

    // MARK: Answers of authorization servers

    private static let issued: Set<String> = ["access_token", "accessToken"]
    private static let answerCalls: Set<String> = [
        "authorize_access_token", "fetch_access_token", "fetch_token", "acquireTokenByCode", "acquire_token_by_authorization_code",
        "acquireTokenOnBehalfOf", "acquire_token_on_behalf_of", "acquireTokenSilent", "authorizationCodeGrant",
        "refresh_token", "refreshTokenGrant", "exchangeCode", "exchange_code", "exchangeCodeForToken", "exchangeCodeForTokens",
        "exchange_code_for_token", "exchangeRefreshToken", "getToken", "acquireTokenByRefreshToken",
    ]

    /// The body of an HTTP answer from a token endpoint, or the result of a client's token request.
    private func isAnswer(_ base: Syntax) -> Bool {
        for alternative in evaluator.value(of: base).value.alternatives {
            var value = alternative.bare
            for _ in 0..<4 {
                if case .projection(let inner, let name, _) = value, ["data", "tokens", "body", "content", "res", "token"].contains(name) {
                    value = inner.bare
                } else {
                    break
                }
            }
            guard case .result(_, var call) = value, var callee = call.child(.callee) else { continue }
            // `answer.json().catch(() => ({}))`
            while callee.name == "catch" || callee.name == "finally", let inner = callee.child(.base)?.unwrapped, inner.kind == .call,
                let next = inner.child(.callee)
            {
                (call, callee) = (inner, next)
            }
            if Self.answerCalls.contains(callee.name) { return true }
            if callee.name == "json" || callee.name == "decode" || callee.name == "loads" || HTTPCall(call, evaluator)?.isCertain == true {
                return true
            }
        }
        return false
    }
}

/// Matches expressions with what is known of frameworks' ways to the caller's token.
struct InboundRecognizer {
    private let program: Program
    private let evaluator: Evaluator
    private let byName: [String: [InboundToken]]
    private let recognizer: Recognizer
    /// A proxy of the SDK stands between: what its accessors give is the upstream's token already.
    private let isExchanged: Bool

    init(_ program: Program, _ evaluator: Evaluator, known: [InboundToken] = Knowledge.inboundTokens) {
        self.program = program
        self.evaluator = evaluator
        byName = Dictionary(grouping: known) { entry in
            switch entry.callee {
            case .function(_, let name), .method(_, _, let name), .member(_, let name, _, _): name
            default: ""
            }
        }
        recognizer = Recognizer(program: program, index: KnowledgeIndex([]))
        isExchanged = program.relevant.contains { tree in
            tree.nodes.contains { node in
                guard (node.kind == .identifier && node.role == .imported) || node.kind == .importBinding else { return false }
                return Knowledge.exchangingProxies.contains(tree.symbols[Int(node.name.raw)])
            }
        }
    }

    func origin(of node: Syntax) -> Origin? {
        let callee = node.kind == .call ? node.child(.callee) : node
        guard let callee, callee.role != .callee || node.kind == .call, let candidates = byName[callee.name] else { return nil }
        for entry in candidates
        where matches(entry, callee, node) && entry.whenAny.isEmpty
            || matches(entry, callee, node) && entry.whenAny.contains(where: { holds($0, node) })
        {
            if entry.isExchangedByProxies, isExchanged { return nil }
            let inside = entry.holdsHeaders ? (entry.members + ["authorization"]) : entry.members
            return Origin(syntax: node, inside: inside, source: .caller, remark: "the caller's token is read here")
        }
        return nil
    }

    private func matches(_ entry: InboundToken, _ callee: Syntax, _ node: Syntax) -> Bool {
        switch entry.callee {
        case .function(let module, let name):
            guard node.kind == .call else { return false }
            for alternative in evaluator.value(of: callee).value.alternatives {
                guard case .external(let reference) = alternative.bare,
                    reference.path.last(where: { $0 != "default" }) == name || reference.dotted.hasSuffix("." + name)
                else { continue }
                let full = callee.tree.language == .python ? String(reference.dotted.dropLast(name.utf8.count + 1)) : reference.module
                if Program.matches(full, module) { return fits(entry, node, module) }
            }
            return false
        case .member(let receiver, let name, let labels, let module):
            guard callee.kind == .member, callee.name == name else { return false }
            if labels != nil, node.kind != .call { return false }
            if labels == nil, node.kind == .call { return false }
            var base = callee.child(.base)?.unwrapped
            for part in receiver.reversed() {
                guard let current = base, current.name == part else { return false }
                base = current.child(.base)?.unwrapped
            }
            return (program.imports(module, in: node.tree) || program.importsAnywhere(module)) && fits(entry, node, module)
        default: return false
        }
    }

    private func fits(_ entry: InboundToken, _ node: Syntax, _ module: String) -> Bool {
        guard let versions = entry.versions else { return true }
        guard let version = program.dependencies.version(of: entry.library, for: node.tree.file.path) else { return versions.below == nil }
        return versions.contains(version)
    }

    private func holds(_ condition: Switch, _ call: Syntax) -> Bool {
        let arguments = call.children(.argument)
        let candidates = condition.path == "name" ? arguments.filter { $0.name.isEmpty } : arguments.filter { $0.name == condition.path }
        return candidates.contains { argument in argument.child(.value).map { holds(condition, evaluator.value(of: $0).value) } ?? false }
    }

    private func holds(_ condition: Switch, _ value: Value) -> Bool {
        switch condition.value {
        case .boolean(let wanted): if case .boolean(let known) = value.bare { return known == wanted } else { return false }
        case .string(let wanted): return value.text?.lowercased() == wanted.lowercased()
        case .contains(let wanted): return value.strings.contains { $0.lowercased() == wanted }
        default: return true
        }
    }
}
