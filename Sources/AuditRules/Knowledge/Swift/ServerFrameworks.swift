extension Knowledge {
    /// hummingbird-auth 2.2.0, which has no JWT code of its own.
    static let hummingbirdAuth: [TokenAPI] = [
        TokenAPI(
            library: "hummingbird-auth", name: "AuthenticatorMiddleware", kind: .settings,
            callees: [.subclass("HummingbirdAuth", "AuthenticatorMiddleware")], anonymous: TokenAPI.Admission(byDefault: true),
            result: .guardian, inbound: true,
            note: "Nil from `authenticate` goes on without identity: the route needs `requireIdentity()` (BearerAuthentication.swift:12)."),
        TokenAPI(
            library: "hummingbird-auth", name: "SessionMiddleware", kind: .settings,
            callees: [.constructor("HummingbirdAuth", "SessionMiddleware")],
            parameters: ["storage", "sessionCookie", "defaultSessionExpiration"],
            lifetime: LifetimeOption([.init("defaultSessionExpiration")], omittedSeconds: nil, subject: .session), result: .guardian,
            inbound: true,
            note: "A Duration."),
    ]

    /// Fluent 4 and 3 (vapor/auth): models whose rows are tokens, found by the value that a request presents.
    static let fluentTokens: [TokenAPI] = [
        TokenAPI(
            library: "fluent", name: "ModelTokenAuthenticatable", kind: .verify,
            callees: [.subclass("Fluent", "ModelTokenAuthenticatable")], audience: .unsupported, issuer: .notApplicable,
            expiry: ExpiryOption(.checkedIfPresent, off: [.true("isValid")]), result: .guardian, inbound: true, mintedHere: true,
            note: "A row is good as long as its `isValid` says so; requests without one pass until `guardMiddleware()` "
                + "(ModelTokenAuthenticatable.swift)."),
        TokenAPI(
            library: "fluent", name: "Token", kind: .verify, callees: [.subclass("Authentication", "Token")], audience: .unsupported,
            issuer: .notApplicable, expiry: ExpiryOption(.unknown), result: .guardian, inbound: true, mintedHere: true,
            note: "Vapor 3: a row that is not deleted is good (vapor/auth, Token/Token.swift)."),
    ]

    /// The MCP swift-sdk 0.12.0.
    static let mcpSwiftSDK: [TokenAPI] = [
        TokenAPI(
            library: "mcp-swift-sdk", name: "BearerTokenValidator", kind: .settings, callees: [.constructor("MCP", "BearerTokenValidator")],
            parameters: [
                "resourceMetadataURL", "resourceIdentifier", "tokenValidator", "challengeScopeProvider", "requiresAuthentication",
            ],
            result: .guardian, inbound: true,
            note: "The `tokenValidator` closure verifies; the SDK has no JWT code (HTTPServer/HTTPRequestValidation.swift:526)."),
        TokenAPI(
            library: "mcp-swift-sdk", name: "BearerTokenInfo", kind: .settings, callees: [.constructor("MCP", "BearerTokenInfo")],
            parameters: ["audience", "expiresAt"], audience: ClaimOption(["audience"], omitted: .open), issuer: .unsupported,
            expiry: ExpiryOption(.checkedIfPresent, on: [.given("expiresAt")]), result: .none, inbound: true,
            note: "The validator compares what it finds here with its resource: nil means not compared (OAuthModels.swift:168)."),
        TokenAPI(
            library: "mcp-swift-sdk", name: "StandardValidationPipeline", kind: .settings,
            callees: [.constructor("MCP", "StandardValidationPipeline")],
            parameters: ["validators"], result: .guardian, inbound: true,
            note: "Without a BearerTokenValidator among the validators the transport is open (README)."),
        TokenAPI(
            library: "mcp-swift-sdk", name: "OAuthAuthorizer", kind: .settings,
            callees: [.constructor("MCP", "OAuthAuthorizer"), .constructor("MCP", "OAuthConfiguration")], parameters: ["configuration"],
            audience: .fixed, result: .none, inbound: false,
            note: "A client: sends the server's resource with every token request (OAuthAuthorizer.swift:549)."),
    ]
}
