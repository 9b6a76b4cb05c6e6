extension Knowledge {
    /// @clerk/backend 3.16.10 (`clerk/javascript`).
    static let clerk: [TokenAPI] = [
        clerkVerify(
            audience: ClaimOption(["options.audience"], omitted: .open, emptyList: .open, claimAbsent: .open),
            unless: [Switch("options.authorizedParties", .present)],
            note: "A token without `aud` passes even with an audience, and so does all with [] (packages/backend/src/jwt/assertions.ts:10)."
        ),
        clerkVerify(
            audience: ClaimOption(["options.authorizedParties", "options.audience"], omitted: .open, emptyList: .open),
            when: [Switch("options.authorizedParties", .present)],
            note: "`authorizedParties` compares `azp`, which must be there (packages/backend/src/jwt/assertions.ts:86)."),
    ]

    private static func clerkVerify(audience: ClaimOption, when: [Switch] = [], unless: [Switch] = [], note: String) -> TokenAPI {
        TokenAPI(
            library: "@clerk/backend", name: "verifyToken", kind: .verify,
            callees: [
                "@clerk/backend*", "@clerk/nextjs/server", "@clerk/express", "@clerk/fastify", "@clerk/hono", "@clerk/remix/api.server",
            ].map { .function($0, "verifyToken") },
            parameters: ["token", "options"], token: "token", key: "options.jwtKey", audience: audience, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, leeway: ("options.clockSkewInMs", .milliseconds)), when: when, unless: unless, inbound: true,
            keysBindIssuer: true, note: note)
    }

    /// @supabase/supabase-js (`supabase/supabase-js` @ 381bded5).
    static let supabase: [TokenAPI] = [
        TokenAPI(
            library: "@supabase/supabase-js", name: "auth.getClaims", kind: .verify, callees: supabaseAuth("getClaims"),
            parameters: ["token", "options"], token: "token", key: "options.jwks", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, off: [.true("options.allowExpired")]),
            result: .testable, inbound: true, keysBindIssuer: true,
            note: "Answers `{data, error}`; neither `aud` nor `iss` is compared (packages/core/auth-js/src/GoTrueClient.ts:6450)."),
        TokenAPI(
            library: "@supabase/supabase-js", name: "auth.getUser", kind: .introspect, callees: supabaseAuth("getUser"),
            parameters: ["token"], token: "token", audience: .unsupported, issuer: .fixed, expiry: ExpiryOption(.required),
            result: .testable, inbound: true, note: "Asks the project's own server; answers `{data, error}`."),
    ]

    private static func supabaseAuth(_ name: String) -> [Callee] {
        ["@supabase/supabase-js", "@supabase/ssr", "@supabase/auth-js"].map { .member(["auth"], name, labels: nil, importing: $0) }
    }

    /// @scalekit-sdk/node 2.10 (`scalekit-inc/scalekit-sdk-node`).
    static let scalekit: [TokenAPI] = [("validateToken", TokenAPI.Result.claims), ("validateAccessToken", .boolean)].map { name, result in
        TokenAPI(
            library: "@scalekit-sdk/node", name: name, kind: .verify,
            callees: [
                .method("@scalekit-sdk/node", "ScalekitClient", name), .method("@scalekit-sdk/node", "Scalekit", name),
                .member(["scalekit"], name, labels: nil, importing: "@scalekit-sdk/node"),
                .member(["scalekitClient"], name, labels: nil, importing: "@scalekit-sdk/node"),
            ], parameters: ["token", "options"], token: "token",
            audience: ClaimOption(["options.audience"], omitted: .open), issuer: ClaimOption(["options.issuer"], omitted: .open),
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.checkedIfPresent),
            scope: ["options.requiredScopes"], result: result, inbound: true, keysBindIssuer: true,
            note: "Keys of the environment; `validateAccessToken` answers true or false (src/scalekit.ts:623).")
    }

    /// @descope/node-sdk 2.14 (`descope/node-sdk`).
    static let descope: [TokenAPI] = [
        descopeValidation("validateSession", parameters: ["token", "options"]),
        descopeValidation("validateJwt", parameters: ["token", "options"]),
        descopeValidation("validateAndRefreshSession", parameters: ["token", "refreshToken", "options"]),
    ]

    private static func descopeValidation(_ name: String, parameters: [String]) -> TokenAPI {
        TokenAPI(
            library: "@descope/node-sdk", name: name, kind: .verify,
            callees: ["descope", "descopeClient", "descopeSdk"].map { .member([$0], name, labels: nil, importing: "@descope/node-sdk") },
            parameters: parameters, token: "token", audience: ClaimOption(["options.audience"], omitted: .open), issuer: .fixed,
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.checkedIfPresent), inbound: true,
            keysBindIssuer: true, note: "The issuer is the project, the audience optional (lib/index.ts:210).")
    }
}
