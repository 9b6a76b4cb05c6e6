extension Knowledge {
    /// The MCP TypeScript SDK 1.29.0 and 2.0.0 (`modelcontextprotocol/typescript-sdk`).
    static let mcpTypeScriptSDK: [TokenAPI] = mcpSDKGuards + mcpSDKServers + mcpSDKClients

    private static let mcpSDKGuards: [TokenAPI] = [
        TokenAPI(
            library: "@modelcontextprotocol/sdk", name: "requireBearerAuth", kind: .verify,
            callees: [
                .function("@modelcontextprotocol/sdk*", "requireBearerAuth"),
                .function("@modelcontextprotocol/server-legacy*", "requireBearerAuth"),
            ], parameters: ["options"], key: "options.verifier", audience: .unsupported, issuer: .unsupported,
            expiry: ExpiryOption(.required), scope: ["options.requiredScopes"], result: .guardian, inbound: true,
            versions: VersionRange(from: [1, 15, 1]),
            note: "The verifier decides all: `AuthInfo.resource` is never compared, `expiresAt` must be a number. Bearer only, no DPoP "
                + "(src/server/auth/middleware/bearerAuth.ts:40)."),
        TokenAPI(
            library: "@modelcontextprotocol/sdk", name: "requireBearerAuth", kind: .verify,
            callees: [.function("@modelcontextprotocol/sdk*", "requireBearerAuth")], parameters: ["options"], key: "options.verifier",
            audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.checkedIfPresent), scope: ["options.requiredScopes"],
            result: .guardian, inbound: true, versions: VersionRange(below: [1, 15, 1]),
            note: "A verifier that gives no `expiresAt` was believed before 1.15.1 (8714f2154)."),
        TokenAPI(
            library: "@modelcontextprotocol/server", name: "requireBearerAuth", kind: .verify,
            callees: [
                .function("@modelcontextprotocol/server*", "requireBearerAuth"),
                .function("@modelcontextprotocol/express*", "requireBearerAuth"),
                .function("@modelcontextprotocol/node*", "requireBearerAuth"),
                .function("@modelcontextprotocol/hono*", "requireBearerAuth"),
            ], parameters: ["options"], key: "options.verifier", audience: .unsupported, issuer: .unsupported,
            expiry: ExpiryOption(.required), scope: ["options.requiredScopes"], result: .guardian, inbound: true,
            note: "The web form gives the answer to refuse with, or the `AuthInfo`: both must be told apart "
                + "(packages/server/src/server/middleware/bearerAuth.ts:94)."),
        TokenAPI(
            library: "@modelcontextprotocol/server", name: "verifyBearerToken", kind: .verify,
            callees: [.function("@modelcontextprotocol/server*", "verifyBearerToken")], parameters: ["header", "options"], token: "header",
            key: "options.verifier", audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.required),
            scope: ["options.requiredScopes"], inbound: true,
            note: "Believes its verifier; throws (packages/server/src/server/middleware/bearerAuth.ts:185)."),
    ]

    private static let mcpSDKServers: [TokenAPI] = [
        TokenAPI(
            library: "@modelcontextprotocol/sdk", name: "ProxyOAuthServerProvider", kind: .verify,
            callees: [
                .constructor("@modelcontextprotocol/sdk*", "ProxyOAuthServerProvider"),
                .constructor("@modelcontextprotocol/server-legacy*", "ProxyOAuthServerProvider"),
                .subclass("@modelcontextprotocol/sdk*", "ProxyOAuthServerProvider"),
            ], parameters: ["options"], key: "options.verifyAccessToken", audience: .unsupported, issuer: .unsupported, result: .guardian,
            inbound: true,
            note:
                "The upstream server's tokens go straight to the MCP client, `resource` is forwarded only if the client sent one, PKCE is left "
                + "to upstream (src/server/auth/providers/proxyProvider.ts:47)."),
        TokenAPI(
            library: "@modelcontextprotocol/sdk", name: "mcpAuthRouter", kind: .settings,
            callees: [
                .function("@modelcontextprotocol/sdk*", "mcpAuthRouter"),
                .function("@modelcontextprotocol/server-legacy*", "mcpAuthRouter"),
            ], parameters: ["options"], audience: .notApplicable, issuer: .notApplicable, scope: ["options.scopesSupported"], result: .none,
            inbound: true,
            note: "Routes of an authorization server; lifetimes are what the provider answers, token exchange is not spoken "
                + "(src/server/auth/router.ts:129)."),
        TokenAPI(
            library: "@modelcontextprotocol/sdk", name: "mcpAuthMetadataRouter", kind: .settings,
            callees: [
                .function("@modelcontextprotocol/sdk*", "mcpAuthMetadataRouter"),
                .function("@modelcontextprotocol/express*", "mcpAuthMetadataRouter"),
            ], parameters: ["options"], scope: ["options.scopesSupported"], result: .none, inbound: true,
            note: "Publishes metadata, guards nothing (src/server/auth/router.ts)."),
    ]

    private static let mcpSDKClients: [TokenAPI] = [
        TokenAPI(
            library: "@modelcontextprotocol/client", name: "requestJwtAuthorizationGrant", kind: .exchange,
            callees: [
                .function("@modelcontextprotocol/client*", "requestJwtAuthorizationGrant"),
                .function("@modelcontextprotocol/client*", "discoverAndRequestJwtAuthGrant"),
                .function("@modelcontextprotocol/sdk/client*", "requestJwtAuthorizationGrant"),
            ], parameters: ["options"], token: "options.idToken",
            audience: ClaimOption(["options.audience", "options.resource"], omitted: .closed),
            scope: ["options.scope"], result: .token, inbound: false,
            note: "Asks for an ID-JAG; audience and resource are mandatory (packages/client/src/client/crossAppAccess.ts:124)."),
        TokenAPI(
            library: "@modelcontextprotocol/client", name: "exchangeJwtAuthGrant", kind: .exchange,
            callees: [.function("@modelcontextprotocol/client*", "exchangeJwtAuthGrant")], parameters: ["options"],
            token: "options.jwtAuthGrant", audience: .fixed, scope: ["options.scope"], result: .token, inbound: false,
            note: "The second hop: the grant itself names audience and resource (packages/client/src/client/crossAppAccess.ts)."),
        TokenAPI(
            library: "@modelcontextprotocol/client", name: "createPrivateKeyJwtAuth", kind: .issue,
            callees: [
                .function("@modelcontextprotocol/client*", "createPrivateKeyJwtAuth"),
                .function("@modelcontextprotocol/sdk/client*", "createPrivateKeyJwtAuth"),
            ], parameters: ["options"], key: "options.privateKey", audience: .fixed, issuer: .fixed,
            algorithms: AlgorithmOption(["options.alg"], omitted: .closed),
            lifetime: LifetimeOption([.init("options.lifetimeSeconds")], omittedSeconds: 300, subject: .other), result: .guardian,
            inbound: false, note: "A client assertion, not an access token (packages/client/src/client/authExtensions.ts:27)."),
        TokenAPI(
            library: "@modelcontextprotocol/client", name: "PrivateKeyJwtProvider", kind: .issue,
            callees: [
                .constructor("@modelcontextprotocol/client*", "PrivateKeyJwtProvider"),
                .constructor("@modelcontextprotocol/sdk/client*", "PrivateKeyJwtProvider"),
            ], parameters: ["options"], key: "options.privateKey", audience: .fixed, issuer: .fixed,
            algorithms: AlgorithmOption(["options.algorithm"], omitted: .closed),
            lifetime: LifetimeOption([.init("options.jwtLifetimeSeconds")], omittedSeconds: 300, subject: .other), result: .guardian,
            inbound: false, note: "As `createPrivateKeyJwtAuth` (packages/client/src/client/authExtensions.ts:88)."),
    ]
}
