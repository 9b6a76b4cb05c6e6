extension Knowledge {
    /// @cloudflare/workers-oauth-provider 0.10.3 (`cloudflare/workers-oauth-provider`).
    static let workersOAuthProvider: [TokenAPI] = [
        TokenAPI(
            library: "@cloudflare/workers-oauth-provider", name: "OAuthProvider", kind: .introspect, callees: workersConstructors,
            parameters: ["options"], audience: ClaimOption(["options.resourceMetadata.resource"], omitted: .closedIfPresent),
            issuer: .fixed,
            expiry: ExpiryOption(.required), result: .guardian, inbound: true,
            note: "Guards `apiRoute` with opaque tokens; one without audience passes unless `resourceMetadata.resource` is set, and so do "
                + "external tokens (src/oauth-provider.ts:3880, 3961)."),
        TokenAPI(
            library: "@cloudflare/workers-oauth-provider", name: "OAuthProvider accessTokenTTL", kind: .settings,
            callees: workersConstructors,
            parameters: ["options"], lifetime: LifetimeOption([.init("options.accessTokenTTL")], omittedSeconds: 3600), result: .none,
            note: "Seconds; the exchange callback may shorten or lengthen it (src/oauth-provider.ts:394)."),
        TokenAPI(
            library: "@cloudflare/workers-oauth-provider", name: "OAuthProvider refreshTokenTTL", kind: .settings,
            callees: workersConstructors,
            parameters: ["options"],
            lifetime: LifetimeOption([.init("options.refreshTokenTTL")], omittedSeconds: 2_592_000, nullSeconds: 0, subject: .refresh),
            result: .none, note: "Seconds; undefined in so many words never ends, 0 gives no refresh token (src/oauth-provider.ts:4653)."),
        TokenAPI(
            library: "@cloudflare/workers-oauth-provider", name: "exchangeToken", kind: .exchange,
            callees: [.member(["OAUTH_PROVIDER"], "exchangeToken", labels: nil, importing: "@cloudflare/workers-oauth-provider")],
            parameters: ["options"], token: "options.subjectToken", payload: "options",
            audience: ClaimOption(["options.aud", "options.resource"], omitted: .open),
            lifetime: LifetimeOption([.init("options.expiresIn")], omittedSeconds: nil), scope: ["options.scope"], result: .token,
            note: "Left out, audience and scopes are inherited; scopes and lifetime can only shrink (src/oauth-provider.ts:2995)."),
    ]

    private static let workersConstructors: [Callee] = [
        .constructor("@cloudflare/workers-oauth-provider", "default"), .constructor("@cloudflare/workers-oauth-provider", "OAuthProvider"),
    ]

    /// @tsndr/cloudflare-worker-jwt 3.2.1 (`tsndr/cloudflare-worker-jwt`).
    static let cloudflareWorkerJWT: [TokenAPI] = [
        TokenAPI(
            library: "@tsndr/cloudflare-worker-jwt", name: "verify", kind: .verify, callees: workerFunction("verify"),
            parameters: ["token", "key", "options"], token: "token", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["options.algorithm", "options"], omitted: .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, leeway: ("options.clockTolerance", .seconds)), unless: [.true("options.throwError")],
            result: .testable, note: "Answers undefined (version 2: false) for a bad token, HS256 by default (src/index.ts:190)."),
        TokenAPI(
            library: "@tsndr/cloudflare-worker-jwt", name: "verify throwing", kind: .verify, callees: workerFunction("verify"),
            parameters: ["token", "key", "options"], token: "token", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["options.algorithm"], omitted: .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, leeway: ("options.clockTolerance", .seconds)), when: [.true("options.throwError")],
            note: "Throws for a bad token."),
        TokenAPI(
            library: "@tsndr/cloudflare-worker-jwt", name: "decode", kind: .decode, callees: workerFunction("decode"),
            parameters: ["token"],
            token: "token", result: .member(["payload"]), note: "Verifies nothing."),
        TokenAPI(
            library: "@tsndr/cloudflare-worker-jwt", name: "sign", kind: .issue, callees: workerFunction("sign"),
            parameters: ["payload", "key", "options"], key: "key", payload: "payload",
            audience: ClaimOption(["payload.aud"], omitted: .open),
            issuer: ClaimOption(["payload.iss"], omitted: .open),
            algorithms: AlgorithmOption(["options.algorithm", "options"], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("payload.exp", .deadline)], omittedSeconds: 0), result: .token, note: "No `exp` by default."),
    ]

    private static func workerFunction(_ name: String) -> [Callee] { [.function("@tsndr/cloudflare-worker-jwt", name)] }
}
