import SourceScanner

/// A call that sends a request to another service.
struct HTTPCall {
    let call: Syntax
    let library: String
    /// The client is known, not guessed by the names of the call and its receiver.
    let isCertain: Bool
    /// What names the address.
    let address: Syntax?

    private static let modules: Set<String> = [
        "axios", "got", "ky", "node-fetch", "undici", "superagent", "request", "request-promise", "request-promise-native", "needle",
        "ofetch", "cross-fetch", "isomorphic-fetch", "http", "https", "node:http", "node:https", "wretch",
        "bent", "redaxios", "gaxios", "make-fetch-happen", "@nestjs/axios", "phin", "requests", "httpx", "aiohttp", "urllib3", "urllib",
        "curl_cffi", "niquests", "treq",
    ]
    private static let verbs: Set<String> = [
        "get", "post", "put", "patch", "delete", "head", "options", "request", "send", "fetch", "stream", "del", "urlopen", "build_request",
        "execute", "ws_connect",
    ]
    private static let receivers: Set<String> = [
        "client", "http", "httpclient", "http_client", "session", "axios", "axiosinstance", "httpservice", "api", "apiclient", "api_client",
        "_client", "_session", "_http", "instance", "requests", "fetcher", "asyncclient",
    ]
    private static let makers: Set<String> = [
        "AsyncClient", "Client", "ClientSession", "Session", "PoolManager", "create", "extend", "defaults",
    ]

    init?(_ call: Syntax, _ evaluator: Evaluator) {
        guard call.kind == .call, let callee = call.child(.callee)?.unwrapped else { return nil }
        let arguments = call.children(.argument)
        let first =
            arguments.first { ["url", "to", "uri"].contains($0.name) }
            ?? arguments.first { $0.name.isEmpty || ["for", "with", "from"].contains($0.name) }
        address = first?.child(.value)
        self.call = call
        if call.tree.language == .swift {
            let base = callee.child(.base)
            switch callee.name {
            case "data", "dataTask", "upload", "download", "bytes", "uploadTask", "dataTaskPublisher":
                guard let label = arguments.first?.name, ["for", "with", "from"].contains(label) else { return nil }
                library = "URLSession"
                isCertain = base.map { evaluator.mentions("URLSession", in: $0) } == true
            case "execute":
                guard let base, arguments.count >= 1 else { return nil }
                library = "async-http-client"
                isCertain = evaluator.mentions("HTTPClient", in: base) || base.name == "httpClient"
            case "get", "post", "put", "patch", "delete", "send":
                guard let base, base.name == "client" || base.name == "httpClient" else { return nil }
                library = "vapor"
                isCertain = true
            default: return nil
            }
            return
        }
        if callee.kind == .identifier || callee.kind == .member {
            for alternative in evaluator.value(of: callee).value.alternatives {
                guard case .external(let reference) = alternative.bare else { continue }
                if reference.module.isEmpty,
                    reference.path == ["fetch"] || reference.path == ["$fetch"] || reference.path == ["globalThis", "fetch"],
                    call.tree.language.isECMAScript
                {
                    library = "fetch"
                    isCertain = true
                    return
                }
                if let module = Self.client(reference) {
                    library = module
                    isCertain = true
                    return
                }
            }
        }
        guard callee.kind == .member, Self.verbs.contains(callee.name), let base = callee.child(.base) else { return nil }
        for alternative in evaluator.value(of: base).value.alternatives {
            if let module = Self.client(alternative.bare) {
                library = module
                isCertain = true
                return
            }
        }
        guard let name = TokenPlaces.lastName(of: base)?.lowercased(),
            Self.receivers.contains(name) || name.hasSuffix("client") || name.hasSuffix("session")
        else { return nil }
        library = "http"
        isCertain = false
    }

    private static func client(_ reference: Reference) -> String? {
        let whole = reference.module.isEmpty ? "" : reference.module
        if modules.contains(whole) { return whole }
        let head = whole.split(separator: ".").first.map(String.init) ?? whole
        return modules.contains(head) && !whole.contains("parse") && reference.path.first != "parse" ? head : nil
    }

    /// The module of the client that a value is, if it is one.
    static func client(_ value: Value) -> String? {
        switch value.bare {
        case .external(let reference): return client(reference)
        case .externalInstance(let type, _): return client(type)
        case .result(let callee, let call):
            guard makers.contains(call.child(.callee)?.unwrapped.name ?? "") else { return nil }
            return client(callee)
        default: return nil
        }
    }
}

/// Addresses of the authorization server itself: a token sent there comes home.
enum IssuerAddress {
    private static let words = [
        "introspect", "revoke", "revocation", "jwks", ".well-known", "tokeninfo", "token_info", "oauth/token", "oauth2/token",
        "oauth/access_token", "token_endpoint", "tokenendpoint", "token_url", "tokenurl", "token_uri", "debug_token",
        "verify", "validate", "/token", "check_token", "checktoken", "identity_url", "/session", "auth_url", "authurl", "auth_service",
        "authservice", "login", "logout", "signout", "/applications/", "parendpoint", "par_endpoint", "oauth/par", "pushed_authorization",
        "pushedauthorization", "registrationendpoint", "registration_endpoint", "authorizationendpoint", "authorization_endpoint",
        "/register", "/authorize",
    ]
    private static let judges = [
        "verif", "validat", "authenticat", "introspect", "authorize", "getuser", "get_user", "current_user", "currentuser", "userinfo",
        "user_info", "check_token", "checktoken", "checkauth", "check_auth", "requireauth", "require_auth", "login", "getsession",
        "get_session",
        "checksession", "check_session", "loadsession", "load_session",
        "whoami", "resolve_user", "resolveuser", "load_access_token", "loaduser", "load_user", "fetchuser", "fetch_user", "lookup_user",
        "userprofile", "user_profile", "identify", "revoke", "logout", "isadmin", "is_admin", "authmiddleware",
    ]

    /// Whether the token goes back to whoever issued it, or is only being judged.
    static func isIssuer(_ address: Syntax?, in place: Syntax, isTool: (Syntax) -> Bool, _ evaluator: Evaluator) -> Bool {
        if let address {
            let text = (address.text.prefix(300) + " " + literals(evaluator.value(of: address).value, depth: 0)).lowercased()
            if words.contains(where: text.contains) { return true }
            let given = arguments(for: address, evaluator)
            if !given.isEmpty, given.allSatisfy({ argument in words.contains { argument.contains($0) } }) { return true }
        }
        return isJudged(place, isTool, evaluator, depth: 0)
    }

    /// What callers give for an address that is a parameter.
    private static func arguments(for address: Syntax, _ evaluator: Evaluator) -> [String] {
        guard case .parameter(let parameter) = evaluator.value(of: address).value.bare, let function = parameter.parent,
            function.kind == .function
        else { return [] }
        return evaluator.calls(of: function).compactMap { call in
            guard let expression = function.argument(of: call, for: parameter)?.child(.value) else { return nil }
            return (expression.text.prefix(300) + " " + literals(evaluator.value(of: expression).value, depth: 0)).lowercased()
        }
    }

    /// The function exists to find out whom a token belongs to. A tool does not, whatever its name.
    private static func isJudged(_ place: Syntax, _ isTool: (Syntax) -> Bool, _ evaluator: Evaluator, depth: Int) -> Bool {
        for function in place.ancestors where function.kind == .function {
            if isTool(function) { return false }
            let name = Evaluator.callName(of: function).lowercased()
            if !name.isEmpty, isJudge(name) {
                return !evaluator.calls(of: function).contains { call in call.ancestors.contains { $0.kind == .function && isTool($0) } }
            }
            if depth < 2, !name.isEmpty {
                let callers = evaluator.calls(of: function)
                if !callers.isEmpty, callers.allSatisfy({ isJudged($0, isTool, evaluator, depth: depth + 1) }) { return true }
            }
        }
        return false
    }

    /// `authenticate(token)` judges; `authenticatedFetch(token)` and `createAuthorizedClient(token)` use what was judged.
    private static func isJudge(_ name: String) -> Bool {
        var name = name
        if !name.hasPrefix("is") {
            for word in ["authenticated", "authorized"] where name.contains(word) {
                name = name.split(separator: word, omittingEmptySubsequences: false).joined(separator: " ")
            }
        }
        return judges.contains(where: name.contains)
    }

    private static func literals(_ value: Value, depth: Int) -> String {
        guard depth < 5 else { return "" }
        switch value {
        case .string(let text): return text
        case .template(let parts): return parts.map { literals($0, depth: depth + 1) }.joined()
        case .choice(let values): return values.map { literals($0, depth: depth + 1) }.joined(separator: " ")
        case .assured(let inner): return literals(inner, depth: depth + 1)
        case .environment(let name, _): return " " + name + " "
        case .result(_, let call): return call.text.prefix(200).description
        case .projection(_, let name, _): return " " + name + " "
        default: return ""
        }
    }
}

/// Names of headers and parameters that carry credentials.
enum HeaderName {
    private static let headers: Set<String> = [
        "authorization", "x-api-key", "x-auth-token", "x-access-token", "private-token", "x-goog-iam-authorization-token",
        "x-amz-security-token", "x-user-token", "bearerauthorization", "x-forwarded-access-token",
    ]
    private static let parameters: Set<String> = [
        "access_token", "accesstoken", "auth_token", "authtoken", "bearer_token", "bearertoken", "jwt", "jwt_token", "jwttoken", "bearer",
        "token", "id_token", "refresh_token", "x-access-token", "oauth_token", "api_token",
    ]
    /// Names that say by themselves that the value opens something.
    private static let plain: Set<String> = [
        "access_token", "accesstoken", "auth_token", "authtoken", "bearer_token", "bearertoken", "jwt", "jwt_token", "jwttoken",
        "refresh_token", "refreshtoken", "oauth_token",
    ]

    static func isCredential(_ name: String) -> Bool { headers.contains(name.lowercased()) }
    static func isParameter(_ name: String) -> Bool { parameters.contains(name.lowercased()) }
    static func isPlain(_ name: String) -> Bool {
        if plain.contains(name.lowercased()) { return true }
        let words = SettingName.words(name)
        return words.count == 3 && kinds.contains(words[0]) && plain.contains(words.dropFirst().joined())
    }
    /// Words in front of a token's name that make it no less a token.
    private static let kinds: Set<String> = ["new", "tfa", "user", "admin", "raw", "current", "signed", "google", "github", "my", "old"]

    /// The parameter that a piece of an address ends with: `https://x/y?access_token=`.
    static func parameter(before text: String) -> String? {
        guard text.hasSuffix("=") else { return nil }
        let body = text.dropLast()
        guard let mark = body.lastIndex(where: { $0 == "?" || $0 == "&" }) else { return nil }
        let name = String(body[body.index(after: mark)...])
        return isParameter(name) ? name : nil
    }
}
