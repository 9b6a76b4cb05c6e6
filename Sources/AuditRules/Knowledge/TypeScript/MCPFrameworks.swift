extension Knowledge {
    /// mcp-auth 0.2.0 (`mcp-auth/js`).
    static let mcpAuthJavaScript: [TokenAPI] = [
        TokenAPI(
            library: "mcp-auth", name: "bearerAuth", kind: .verify,
            callees: [
                .method("mcp-auth", "MCPAuth", "bearerAuth"), .member(["mcpAuth"], "bearerAuth", labels: nil, importing: "mcp-auth"),
            ], parameters: ["verifier", "options"], key: "verifier", audience: ClaimOption(["options.audience"], omitted: .open),
            issuer: .fixed,
            algorithms: AlgorithmOption(["options.jwtVerify.algorithms"], omitted: .anyOfKeyType),
            expiry: ExpiryOption(.checkedIfPresent, requires: ["options.jwtVerify.requiredClaims", "options.jwtVerify.maxTokenAge"]),
            scope: ["options.requiredScopes"], result: .guardian, inbound: true, keysBindIssuer: true,
            note: "The issuer is always compared; `resource` is not taken as audience (src/handlers/handle-bearer-auth.ts:337).")
    ]

    /// mcp-handler 1.0.2, formerly @vercel/mcp-adapter (`vercel/mcp-adapter`).
    static let mcpHandler: [TokenAPI] = [
        TokenAPI(
            library: "mcp-handler", name: "withMcpAuth", kind: .verify,
            callees: ["mcp-handler", "@vercel/mcp-adapter"].flatMap { module -> [Callee] in
                [.function(module, "withMcpAuth"), .function(module, "experimental_withMcpAuth")]
            }, parameters: ["handler", "verifyToken", "options"], key: "verifyToken", audience: .unsupported, issuer: .unsupported,
            expiry: ExpiryOption(.checkedIfPresent), scope: ["options.requiredScopes"], anonymous: .unlessSet(.true("options.required")),
            result: .guardian, inbound: true,
            note: "`required` is false by default: without a token, or with one that `verifyToken` answers undefined for, the handler runs "
                + "(src/auth/auth-wrapper.ts:21-80).")
    ]

    /// mcp-use for TypeScript (`mcp-use/mcp-use`).
    static let mcpUse: [TokenAPI] = [
        TokenAPI(
            library: "mcp-use", name: "createJwtVerifier", kind: .verify, callees: [.function("mcp-use*", "createJwtVerifier")],
            parameters: ["options"], key: "options.jwksUrl",
            audience: ClaimOption(
                ["options.audience", "options.resource"], omitted: .closed, off: [.true("options.issuerBoundAccessTokens")]),
            issuer: ClaimOption(["options.issuer"], omitted: .closed),
            algorithms: AlgorithmOption(["options.algorithms"], omitted: .anyOfKeyType), expiry: ExpiryOption(.required), result: .guardian,
            inbound: true, keysBindIssuer: true,
            note: "`exp` and `sub` are mandatory (libraries/typescript/packages/server/src/oauth/jwt.ts:22).")
    ]

    /// xmcp @ 648e38f7 (`basementstudio/xmcp`), its adapters and plugins.
    static let xmcp: [TokenAPI] = [
        TokenAPI(
            library: "xmcp", name: "jwtAuthMiddleware", kind: .verify, callees: [.function("xmcp", "jwtAuthMiddleware")],
            parameters: ["options"], key: "options.secret", audience: JSONWebTokenOptions.audience(in: ["options"]),
            issuer: JSONWebTokenOptions.issuer(in: ["options"]), algorithms: JSONWebTokenOptions.algorithms(in: ["options"]),
            expiry: JSONWebTokenOptions.expiry(in: ["options"]), result: .guardian, inbound: true,
            note: "What is not `secret` are options of jsonwebtoken (packages/xmcp/src/auth/jwt.ts:4)."),
        TokenAPI(
            library: "xmcp", name: "cloudflareJwtAuthMiddleware", kind: .verify,
            callees: [.function("xmcp/cloudflare", "jwtAuthMiddleware"), .function("xmcp*", "cloudflareJwtAuthMiddleware")],
            parameters: ["options"], key: "options.secret", audience: ClaimOption(["options.audience"], omitted: .open),
            issuer: ClaimOption(["options.issuer"], omitted: .open), algorithms: AlgorithmOption(["options.algorithms"], omitted: .any),
            expiry: ExpiryOption(.checkedIfPresent, requires: ["options.maxAge"]), result: .guardian, inbound: true,
            note: "Without `algorithms` the key is imported for the header's `alg` "
                + "(packages/xmcp/src/runtime/platforms/cloudflare/middlewares/jwt.ts:98)."),
        TokenAPI(
            library: "@xmcp/adapter", name: "withAuth", kind: .verify, callees: [.function("@xmcp/adapter", "withAuth")],
            parameters: ["handler", "options"], key: "options.verifyToken", audience: .unsupported, issuer: .unsupported,
            expiry: ExpiryOption(.checkedIfPresent), scope: ["options.requiredScopes"], anonymous: .unlessSet(.true("options.required")),
            result: .guardian, inbound: true,
            note: "`required` is false by default; a missing `expiresAt` passes (packages/xmcp/src/runtime/adapters/nextjs/auth.ts:112)."),
        TokenAPI(
            library: "@xmcp/adapter", name: "createMcpAuthGuard", kind: .verify,
            callees: [.function("@xmcp/adapter*", "createMcpAuthGuard")],
            parameters: ["options"], key: "options.verifyToken", audience: .unsupported, issuer: .unsupported,
            expiry: ExpiryOption(.checkedIfPresent), scope: ["options.requiredScopes"], anonymous: .unlessSet(.true("options.required")),
            result: .guardian, inbound: true, note: "For Nest, as `withAuth` (packages/xmcp/src/runtime/adapters/nestjs/xmcp.guard.ts:24)."),
        TokenAPI(
            library: "@xmcp-dev/scalekit", name: "verifyScalekitToken", kind: .verify,
            callees: [.function("@xmcp-dev/scalekit*", "verifyScalekitToken")], parameters: ["token", "options"], token: "token",
            audience: ClaimOption(["options.audience"], omitted: .open), issuer: .fixed, expiry: ExpiryOption(.checkedIfPresent),
            result: .testable, inbound: true, keysBindIssuer: true,
            note: "Answers `{ok}`; the audience is optional (packages/plugins/scalekit/src/jwt.ts:8)."),
        TokenAPI(
            library: "@xmcp-dev/workos", name: "verifyWorkOSToken", kind: .verify,
            callees: [.function("@xmcp-dev/workos*", "verifyWorkOSToken")],
            parameters: ["token", "options"], token: "token", audience: .fixed, issuer: .fixed, expiry: ExpiryOption(.checkedIfPresent),
            result: .testable, inbound: true, keysBindIssuer: true,
            note: "Answers `{ok}`; the audience is the client id (packages/plugins/workos/src/jwt.ts:19)."),
        TokenAPI(
            library: "@xmcp-dev/clerk", name: "verifyToken", kind: .introspect, callees: [.function("@xmcp-dev/clerk*", "verifyToken")],
            parameters: ["token", "options"], token: "token", audience: .unsupported, issuer: .fixed,
            expiry: ExpiryOption(.checkedIfPresent),
            result: .testable, inbound: true,
            note: "Asks Clerk, and makes an expiry of one hour up where the answer has none (packages/plugins/clerk/src/jwt.ts:65)."),
    ]
}
