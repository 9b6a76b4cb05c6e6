import SourceScanner

/// The methods by which an SDK asks a program whether a token is good: their names, and the classes that they must stand under.
enum VerifierContract {
    private static let methods: [String: Set<String>] = [
        "verify_token": ["TokenVerifier", "AuthProvider", "OAuthProvider", "RemoteAuthProvider", "BearerAuthProvider"],
        "load_access_token": ["OAuthAuthorizationServerProvider", "OAuthProvider", "OAuthServerProvider", "AuthProvider"],
        "verifyAccessToken": ["OAuthTokenVerifier", "OAuthServerProvider", "ProxyOAuthServerProvider"],
    ]

    /// In the order of the alphabet.
    static let names = methods.keys.sorted()

    /// Whether a framework calls the function to judge the tokens of requests.
    static func isFulfilled(by function: Syntax, _ evaluator: Evaluator) -> Bool {
        guard let contracts = methods[Evaluator.callName(of: function)] else { return false }
        guard let type = function.enclosingClass, function.role == .member else {
            // `{ verifyAccessToken: async (token) => … }`
            return function.tree.language.isECMAScript && function.parent?.kind == .property
        }
        if type.has(.protocolType) { return false }
        let names =
            evaluator.bases(of: type).compactMap(\.path.last)
            + type.children(.base).map(\.name.behindLastDot)
        return names.contains { name in contracts.contains { name.hasSuffix($0) } }
    }
}
