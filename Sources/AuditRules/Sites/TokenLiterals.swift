import SourceScanner

/// The words of which a file that handles a token has at least one. A file without any is read once and never parsed, unless another file imports it.
package enum TokenLiterals {
    /// The words of the trade, and for every entry of `Knowledge` that has none of them what stands in a file of those languages that uses it.
    static func all(in family: Language.Family) -> [String] {
        // What a server's files import of its own: `../mcp/tools`, `./mcp`.
        let modules = family == .ecmaScript ? ["mcp\"", "mcp'", "mcp/"] : []
        return words + modules + literals(of: Knowledge.entries(in: family), in: family)
    }

    /// What stands, beside the words of the trade, in files that use an entry; written in `family`, in any language without one.
    package static func literals(of apis: [TokenAPI], in family: Language.Family? = nil) -> [String] {
        Set(apis.flatMap { $0.callees.flatMap { literals(of: $0, in: family) }.filter { !isCovered($0) } }).sorted()
    }

    /// Words that other trades have too, which tell something beside a `companion` alone: a database's schema is introspected, a theme is kept in a cookie, a
    /// user is looked up by their number.
    static let ambiguous: Set<String> = [
        "introspect", "ntrospection", "elegation", "cookie\"", "cookie'", "setCookie", "cookies.set", "response.cookie", "res.cookie",
        "get_user",
        "ApiClient", "AsyncLocalStorage", "ContextVar", "headers.items()", "import Authentication", "from Authentication", "BaseAuth",
        "mcp\"", "mcp'", "mcp/",
    ]

    /// Words for a token or for what stands in its place. `auth` is not one of them: `author` stands in every other file.
    static let companions = [
        "oken", "TOKEN", "ession", "SESSION", "redential", "CREDENTIAL", "earer", "BEARER", "uthoriz", "jwt", "JWT", "Jwt", "api_key",
        "apiKey", "API_KEY",
    ]

    /// Capitals are left off where they vary (`Audience`, `audience`). Words that stand in every other file (`token`, `auth`) are not here.
    private static let words = [
        "jwt", "Jwt", "JWT", "jwk", "Jwk", "JWK", "jose", "Jose", "JOSE", "introspect", "ntrospection", "erifyToken", "erify_token",
        "alidateToken", "alidate_token",
        "oken_verifier",
        "okenVerifier", "udience", "earer", "uthorization", "DPoP", "dpop", "Dpop", "ccess_token", "ccessToken", "efresh_token",
        "efreshToken",
        "subject_token", "token-exchange", "elegation", "OAuth", "oauth", "FastMCP", "fastmcp", "McpServer", "oidc", "OIDC", "OpenID",
        "openid",
        "ACCESS_TOKEN",
        "uthProvider", "auth_provider", "authlib", "jsonwebtoken", "itsdangerous", "passport", "SecretKey",
        "createHmac", "hmac.new", "createDecipheriv", "HMAC<", "AES.GCM", ".authenticator()",
        // All headers at once, and what carries a token between files that name it.
        "headers.items()", "dict(request.headers", "headers=request.headers", "headers: req.headers", "headers: request.headers",
        "entries(req.headers", "...req.headers", "AsyncLocalStorage", "ContextVar",
    ]

    /// Words that matter only where a request is answered or sent: no trail is followed from a test, no tool in it serves anybody.
    static let wordsOfServers: Set<String> = [
        "earer", "uthorization", "OAuth", "oauth", "FastMCP", "fastmcp", "McpServer", "MCPServer", "mcp\"", "mcp'", "mcp/", "import mcp",
        "from mcp", "passport", "oidc", "OIDC", "OpenID", "openid", "headers.items()", "dict(request.headers", "headers=request.headers",
        "headers: req.headers", "headers: request.headers",
        "entries(req.headers", "...req.headers", "AsyncLocalStorage", "ContextVar", "uthProvider", "auth_provider",
        ".authenticator()",
    ]

    /// What stands in a file that reaches a callee, as far as it tells anything: the callee's own name, or the import of its module.
    private static func literals(of callee: Callee, in family: Language.Family?) -> [String] {
        switch callee {
        case .function(let module, let name), .decorator(let module, let name), .constructor(let module, let name),
            .subclass(let module, let name):
            if isCovered(module) { return [] }
            let last = name.behindLastDot
            return isTelling(last) ? [last] : imports(of: module, in: family)
        case .method(let module, let type, let name):
            if isCovered(module) || isCovered(type) { return [] }
            let names = [type, name.behindLastDot].filter(isTelling)
            return names.isEmpty ? imports(of: module, in: family) : names
        case .member(let receiver, let name, _, _):
            let last = name.behindLastDot
            if isTelling(last) { return [last] }
            // `verify` on anything stands everywhere; such a call is seen in files that are relevant for another reason.
            return receiver.last.map { ["\($0).\(last)"] } ?? []
        case .setting(let name, _):
            let last = name.behindLastDot
            return isTelling(last) ? [last] : []
        case .own(_, let name): return [name.behindLastDot]
        }
    }

    private static let base = Sweep(literals: words)
    private static func isCovered(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { base.isRelevant(UnsafeRawBufferPointer($0)) }
    }

    /// How the import of a module ends in the languages that quote it, and how it begins in those that do not.
    private static func imports(of module: String, in family: Language.Family?) -> [String] {
        let stem = module.hasSuffix("*") ? String(module.dropLast()) : module
        let quoted = ["\(stem)\"", "\(stem)'"] + (module.hasSuffix("*") ? ["\(stem)/"] : [])
        let bare = ["import \(stem)", "from \(stem)"]
        return switch family {
        case .ecmaScript: quoted
        case .python, .swift: bare
        case nil: quoted + bare
        }
    }

    /// Whether a name is made up of several words: `verify` stands everywhere, `verifyIdToken` does not.
    private static func isTelling(_ name: String) -> Bool {
        name.utf8.count > 7
            && name.utf8.dropFirst().contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || $0 == UInt8(ascii: "_") }
    }
}

extension String {
    /// The last of several names that are joined by dots. Asked of every entry of `Knowledge` at every start.
    var behindLastDot: String {
        guard let dot = utf8.lastIndex(of: UInt8(ascii: ".")) else { return self }
        return String(self[utf8.index(after: dot)...])
    }
}
