extension Knowledge {
    /// better-auth 1.7.1, 1.6 and 1.4 (`better-auth/better-auth`).
    static let betterAuth: [TokenAPI] = betterAuthGuards + betterAuthProofs + betterAuthSettings

    private static let betterAuthGuards: [TokenAPI] =
        [
            TokenAPI(
                library: "better-auth", name: "withMcpAuth", kind: .introspect, callees: [.function("better-auth*", "withMcpAuth")],
                parameters: ["auth", "handler"], audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.required),
                result: .guardian, inbound: true, versions: VersionRange(from: [1, 6, 17]),
                note: "Looks an opaque token up, without audience (packages/better-auth/src/plugins/mcp/index.ts:922)."),
            TokenAPI(
                library: "better-auth", name: "withMcpAuth", kind: .introspect, callees: [.function("better-auth*", "withMcpAuth")],
                parameters: ["auth", "handler"], audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.unchecked),
                result: .guardian, inbound: true, versions: VersionRange(below: [1, 6, 17]),
                note: "Expired tokens keep working before 1.6.17 (v1.4.18:packages/better-auth/src/plugins/mcp/index.ts:922)."),
            TokenAPI(
                library: "better-auth", name: "getMcpSession", kind: .introspect,
                callees: [.member(["api"], "getMcpSession", labels: nil, importing: "better-auth")], parameters: ["options"],
                token: "options.headers", audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.required), result: .testable,
                inbound: true, versions: VersionRange(from: [1, 6, 17]), note: "Null for an unknown token."),
            TokenAPI(
                library: "better-auth", name: "getMcpSession", kind: .introspect,
                callees: [.member(["api"], "getMcpSession", labels: nil, importing: "better-auth")], parameters: ["options"],
                token: "options.headers", audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.unchecked), result: .testable,
                inbound: true, versions: VersionRange(below: [1, 6, 17]), note: "Does not look at the expiry before 1.6.17."),
        ]
        + ["createMcpProtectedRequestHandler", "requireMcpAuth"].map { name in
            TokenAPI(
                library: "@better-auth/mcp", name: name, kind: .verify, callees: [.function("@better-auth/mcp*", name)],
                parameters: ["options", "handler"], key: "options.jwksUrl",
                audience: ClaimOption(["options.audience"], omitted: .closed, off: [.true("options.remoteVerify.allowMissingAudience")]),
                issuer: ClaimOption(["options.issuer", "options.jwtVerifyOptions.issuer"], omitted: .open),
                algorithms: AlgorithmOption(["options.jwtVerifyOptions.algorithms"], omitted: .anyOfKeyType),
                expiry: ExpiryOption(
                    .checkedIfPresent, requires: ["options.jwtVerifyOptions.requiredClaims", "options.jwtVerifyOptions.maxTokenAge"]),
                scope: ["options.requiredScopes"], result: .guardian, inbound: true, keysBindIssuer: true,
                note:
                    "The audience must be one https address; the issuer is mandatory to the compiler only (packages/mcp/src/handler.ts:68)."
            )
        }

    private static let betterAuthProofs: [TokenAPI] = [
        TokenAPI(
            library: "@better-auth/mcp", name: "createMcpProtectedRequestHandler proof", kind: .dpopVerify,
            callees: [
                .function("@better-auth/mcp*", "createMcpProtectedRequestHandler"), .function("@better-auth/mcp*", "requireMcpAuth"),
            ],
            parameters: ["options", "handler"], when: [Switch("options.dpop", .present)], proofChecks: ProofCheckers.all(),
            result: .guardian,
            inbound: true, note: "As `verifyAccessTokenRequest` (packages/mcp/src/handler.ts:127)."),
        TokenAPI(
            library: "better-auth", name: "verifyAccessTokenRequest", kind: .verify, callees: betterAuthCore("verifyAccessTokenRequest"),
            parameters: ["request", "options"], token: "request", key: "options.jwksUrl",
            audience: ClaimOption(["options.verifyOptions.audience"], omitted: .open),
            issuer: ClaimOption(["options.verifyOptions.issuer"], omitted: .open),
            algorithms: AlgorithmOption(["options.verifyOptions.algorithms"], omitted: .anyOfKeyType),
            expiry: ExpiryOption(.checkedIfPresent), scope: ["options.scopes"], inbound: true, keysBindIssuer: true,
            note: "Audience and issuer are mandatory to the compiler only (packages/core/src/oauth2/verify.ts:619)."),
        TokenAPI(
            library: "better-auth", name: "verifyAccessTokenRequest proof", kind: .dpopVerify,
            callees: betterAuthCore("verifyAccessTokenRequest"),
            parameters: ["request", "options"], token: "request", proofChecks: ProofCheckers.all(), inbound: true,
            note:
                "Complete; replays are remembered in the process unless `dpop.replayStore` is given (packages/core/src/oauth2/dpop.ts:312)."
        ),
        TokenAPI(
            library: "better-auth", name: "verifyDpopProof", kind: .dpopVerify, callees: betterAuthCore("verifyDpopProof"),
            parameters: ["options"], token: "options.proof", proofChecks: ProofCheckers.all(except: [.thumbprint]), inbound: true,
            note: "The caller compares the thumbprint (packages/core/src/oauth2/dpop.ts:312)."),
    ]

    private static let betterAuthSettings: [TokenAPI] = {
        let provider: [(option: String, seconds: Double, subject: LifetimeAnswer.Subject)] = [
            ("accessTokenExpiresIn", 3600, .access), ("m2mAccessTokenExpiresIn", 3600, .access),
            ("refreshTokenExpiresIn", 2_592_000, .refresh),
            ("idTokenExpiresIn", 36000, .identity),
        ]
        let mcp: [(option: String, seconds: Double, subject: LifetimeAnswer.Subject)] = [
            ("accessTokenExpiresIn", 3600, .access), ("refreshTokenExpiresIn", 604_800, .refresh),
            ("codeExpiresIn", 600, .authorizationCode),
        ]
        let jwt = TokenAPI(
            library: "better-auth", name: "jwt plugin", kind: .settings, callees: [.function("better-auth/plugins*", "jwt")],
            parameters: ["options"], audience: ClaimOption(["options.jwt.audience"], omitted: .fixed),
            issuer: ClaimOption(["options.jwt.issuer"], omitted: .fixed),
            lifetime: LifetimeOption([.init("options.jwt.expirationTime", .durationOrDeadline)], omittedSeconds: 900), result: .none,
            note:
                "Audience and issuer default to the base URL; a number is an absolute time (packages/better-auth/src/plugins/jwt/sign.ts:281)."
        )
        return [jwt]
            + provider.map { lifetime in
                TokenAPI(
                    library: "better-auth", name: "oauthProvider \(lifetime.option)", kind: .settings,
                    callees: [.function("@better-auth/oauth-provider*", "oauthProvider")], parameters: ["options"],
                    lifetime: LifetimeOption(
                        [.init("options.\(lifetime.option)")], omittedSeconds: lifetime.seconds, subject: lifetime.subject), result: .none,
                    note: "Seconds; ID tokens last ten hours by default (packages/oauth-provider/src/token.ts:338).")
            }
            + mcp.map { lifetime in
                TokenAPI(
                    library: "better-auth", name: "mcp plugin \(lifetime.option)", kind: .settings,
                    callees: [.function("better-auth/plugins*", "mcp"), .function("better-auth/plugins*", "oidcProvider")],
                    parameters: ["options"],
                    lifetime: LifetimeOption(
                        [.init("options.oidcConfig.\(lifetime.option)"), .init("options.\(lifetime.option)")],
                        omittedSeconds: lifetime.seconds,
                        subject: lifetime.subject), result: .none,
                    note: "Seconds, opaque tokens (v1.4.18:packages/better-auth/src/plugins/mcp/index.ts:157).")
            }
    }()

    private static func betterAuthCore(_ name: String) -> [Callee] {
        ["better-auth*", "@better-auth/core*", "@better-auth/oauth-provider*"].map { .function($0, name) }
    }
}
