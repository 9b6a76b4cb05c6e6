extension Knowledge {
    /// next-auth and @auth/core @ a1a16a5a (`nextauthjs/next-auth`).
    static let nextAuth: [TokenAPI] = [
        TokenAPI(
            library: "next-auth", name: "NextAuth", kind: .settings,
            callees: [
                .function("next-auth", "default"), .function("next-auth", "NextAuth"), .function("@auth/core", "Auth"),
                .function("@auth/express", "ExpressAuth"), .function("@auth/sveltekit", "SvelteKitAuth"),
            ], parameters: ["options"], key: "options.secret",
            lifetime: LifetimeOption(
                [.init("options.jwt.maxAge"), .init("options.session.maxAge")], omittedSeconds: 2_592_000, subject: .session),
            result: .guardian,
            note: "Seconds, 30 days by default; sessions, not access tokens (packages/core/src/jwt.ts:48, lib/init.ts:71)."),
        TokenAPI(
            library: "next-auth", name: "getToken", kind: .verify, callees: nextAuthFunction("getToken"), parameters: ["options"],
            token: "options.req", key: "options.secret", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required), unless: [.true("options.raw")],
            result: .testable, inbound: true,
            note: "Decrypts and authenticates the session; null if there is none (packages/core/src/jwt.ts:76)."),
        TokenAPI(
            library: "next-auth", name: "getToken raw", kind: .decode, callees: nextAuthFunction("getToken"), parameters: ["options"],
            token: "options.req", when: [.true("options.raw")], result: .none, note: "The cookie's text as it came, unverified."),
        TokenAPI(
            library: "next-auth", name: "decode", kind: .verify, callees: nextAuthFunction("decode"), parameters: ["options"],
            token: "options.token", key: "options.secret", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required), inbound: true,
            note: "Decrypts and authenticates, in spite of its name (packages/core/src/jwt.ts:76)."),
        TokenAPI(
            library: "next-auth", name: "encode", kind: .issue, callees: nextAuthFunction("encode"), parameters: ["options"],
            key: "options.secret", payload: "options.token",
            lifetime: LifetimeOption([.init("options.maxAge")], omittedSeconds: 2_592_000, subject: .session), result: .token,
            note: "Seconds (packages/core/src/jwt.ts:57)."),
    ]

    private static func nextAuthFunction(_ name: String) -> [Callee] {
        [.function("next-auth/jwt", name), .function("@auth/core/jwt", name)]
    }
}
