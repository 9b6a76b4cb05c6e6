extension Knowledge {
    /// @node-oauth/oauth2-server 5.3.0 and its predecessors (`node-oauth/node-oauth2-server`).
    static let nodeOAuthServer: [TokenAPI] = {
        let lifetimes: [(option: String, seconds: Double, subject: LifetimeAnswer.Subject)] = [
            ("accessTokenLifetime", 3600, .access), ("refreshTokenLifetime", 1_209_600, .refresh),
            ("authorizationCodeLifetime", 300, .authorizationCode),
        ]
        let settings: [TokenAPI] = lifetimes.map { lifetime in
            TokenAPI(
                library: "@node-oauth/oauth2-server", name: "OAuth2Server \(lifetime.option)", kind: .settings,
                callees: nodeOAuthModules.flatMap { [.constructor($0, "default"), .constructor($0, "OAuth2Server")] },
                parameters: ["options"],
                lifetime: LifetimeOption(
                    [.init("options.\(lifetime.option)")], omittedSeconds: lifetime.seconds, subject: lifetime.subject), result: .guardian,
                note: "Seconds; a client's own lifetime from the model wins (lib/server.js:236, lib/handlers/token-handler.js:249).")
        }
        let guards: [TokenAPI] = [
            TokenAPI(
                library: "@node-oauth/oauth2-server", name: "authenticate", kind: .introspect, callees: nodeOAuthMembers("authenticate"),
                parameters: ["request", "response", "options"], token: "request", audience: .unsupported, issuer: .unsupported,
                expiry: ExpiryOption(.required), scope: ["options.scope"], inbound: true,
                note: "The model looks an opaque token up; there is no audience (lib/handlers/authenticate-handler.js:232)."),
            TokenAPI(
                library: "@node-oauth/oauth2-server", name: "token", kind: .issue, callees: nodeOAuthMembers("token"),
                parameters: ["request", "response", "options"], receiverParameters: ["options"], audience: .unsupported,
                lifetime: LifetimeOption(
                    [.init("options.accessTokenLifetime"), .init("receiver:options.accessTokenLifetime")], omittedSeconds: 3600),
                result: .token, note: "Options of the call replace the server's (lib/server.js:236)."),
        ]
        return settings + guards
    }()

    private static let nodeOAuthModules = [
        "@node-oauth/oauth2-server", "oauth2-server", "@node-oauth/express-oauth-server", "express-oauth-server",
    ]

    private static func nodeOAuthMembers(_ name: String) -> [Callee] {
        nodeOAuthModules.flatMap { module -> [Callee] in
            [
                .method(module, "default", name), .method(module, "OAuth2Server", name),
                .member(["oauth"], name, labels: nil, importing: module),
            ]
        }
    }
}
