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
