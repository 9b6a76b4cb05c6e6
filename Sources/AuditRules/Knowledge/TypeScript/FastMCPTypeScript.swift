extension Knowledge {
    /// fastmcp for TypeScript (`punkpeye/fastmcp` @ a97c5eb).
    static let fastMCPTypeScript: [TokenAPI] =
        [
            TokenAPI(
                library: "fastmcp", name: "JWKSVerifier", kind: .verify, callees: [.constructor("fastmcp*", "JWKSVerifier")],
                parameters: ["options"], token: "chain:verify", key: "options.jwksUri",
                audience: ClaimOption(["options.audience"], omitted: .open), issuer: ClaimOption(["options.issuer"], omitted: .open),
                algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.checkedIfPresent), result: .guardian,
                inbound: true, keysBindIssuer: true, note: "Never throws: `verify` answers `{valid}` (src/auth/utils/jwks.ts:83)."),
            TokenAPI(
                library: "fastmcp", name: "JWKSVerifier.verify", kind: .verify, callees: [.method("fastmcp*", "JWKSVerifier", "verify")],
                parameters: ["token"], receiverParameters: ["options"], token: "token", key: "receiver:options.jwksUri",
                audience: ClaimOption(["receiver:options.audience"], omitted: .open),
                issuer: ClaimOption(["receiver:options.issuer"], omitted: .open), algorithms: AlgorithmOption([], omitted: .anyOfKeyType),
                expiry: ExpiryOption(.checkedIfPresent), result: .testable, inbound: true, keysBindIssuer: true,
                note: "The answer's `valid` must be tested (src/auth/utils/jwks.ts:139)."),
            TokenAPI(
                library: "fastmcp", name: "FastMCP", kind: .verify, callees: [.constructor("fastmcp", "FastMCP")], parameters: ["options"],
                key: "options.authenticate", audience: .unsupported, issuer: .unsupported, when: [Switch("options.authenticate", .present)],
                result: .guardian, inbound: true,
                note: "Any truthy answer of `authenticate` but `{authenticated: false}` lets the caller in (src/FastMCP.ts:3464)."),
        ] + fastMCPProxies

    /// The proxies that make their own tokens, one entry per lifetime.
    private static let fastMCPProxies: [TokenAPI] = [
        ("access", "accessTokenTtl", 3600, LifetimeAnswer.Subject.access), ("refresh", "refreshTokenTtl", 2_592_000, .refresh),
    ].map { (what: String, option: String, seconds: Double, subject: LifetimeAnswer.Subject) in
        TokenAPI(
            library: "fastmcp", name: "OAuthProxy \(what) tokens", kind: .settings,
            callees: ["OAuthProxy", "OAuthProvider", "GoogleProvider", "GitHubProvider", "AzureProvider"].map {
                .constructor("fastmcp*", $0)
            },
            parameters: ["options"], key: "options.jwtSigningKey", audience: .fixed, issuer: .fixed,
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("options.\(option)")], omittedSeconds: seconds, subject: subject), result: .guardian,
            inbound: true,
            note: "Own HS256 tokens for `baseUrl`. An access token lasts a year where upstream names no `expires_in` and no refresh token "
                + "(src/auth/OAuthProxy.ts:681).")
    }
}
