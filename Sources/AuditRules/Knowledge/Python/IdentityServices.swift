extension Knowledge {
    /// The SDKs of identity services: scalekit-sdk-python 2.21.0, clerk-backend-api 7.0.0, supabase-auth 2.34.1, cognitojwt 1.4.1.
    static let identityServices: [TokenAPI] = [
        scalekit("validate_access_token", result: .boolean),
        scalekit("validate_access_token_and_get_claims", result: .claims),
        scalekit("validate_token", result: .claims),
        TokenAPI(
            library: "clerk-backend-api", name: "authenticate_request", kind: .verify,
            callees: [
                .method("clerk_backend_api*", "Clerk", "authenticate_request"),
                .method("clerk_backend_api*", "Clerk", "authenticate_request_async"),
                .function("clerk_backend_api*", "authenticate_request"), .function("clerk_backend_api*", "authenticate_request_async"),
            ], parameters: ["request", "options"], token: "request",
            audience: ClaimOption(["options.audience", "options.authorized_parties"], omitted: .closedIfPresent), issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent), result: .testable,
            inbound: true, keysBindIssuer: true,
            note: "`authorized_parties` is compared with azp; the key is the instance's own (security/verifytoken.py:51)."),
        TokenAPI(
            library: "clerk-backend-api", name: "verify_token", kind: .verify,
            callees: [.function("clerk_backend_api*", "verify_token"), .function("clerk_backend_api*", "verify_token_async")],
            parameters: ["token", "options"], token: "token",
            audience: ClaimOption(["options.audience", "options.authorized_parties"], omitted: .closedIfPresent), issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent), keysBindIssuer: true,
            note: "As authenticate_request (security/verifytoken.py:51)."),
        TokenAPI(
            library: "supabase", name: "auth.get_user", kind: .introspect,
            callees: [.member(["auth"], "get_user", labels: nil, importing: "supabase")], parameters: ["jwt"], token: "jwt",
            audience: ClaimOption([], omitted: .unknown), issuer: .fixed, expiry: ExpiryOption(.required), when: [.given("jwt")],
            result: .member(["user"]),
            note: "Asks the project's server, which knows only its own tokens (supabase_auth/_sync/gotrue_client.py:673)."),
        TokenAPI(
            library: "supabase", name: "auth.get_claims", kind: .verify,
            callees: [.member(["auth"], "get_claims", labels: nil, importing: "supabase")], parameters: ["jwt", "jwks"], token: "jwt",
            audience: .unsupported, issuer: .unsupported, algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required), when: [.given("jwt")], result: .member(["claims"]), keysBindIssuer: true,
            note: "The project's own keys; no claim but exp is read (supabase_auth/_sync/gotrue_client.py:1338)."),
        TokenAPI(
            library: "cognitojwt", name: "decode", kind: .verify,
            callees: [.function("cognitojwt", "decode"), .function("cognitojwt", "decode_async")],
            parameters: ["token", "region", "userpool_id", "app_client_id", "testmode"], token: "token",
            audience: ClaimOption(["app_client_id"], omitted: .open), issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required, off: [.true("testmode")]),
            keysBindIssuer: true, note: "Without `app_client_id` a token of any client of the pool passes (jwt_sync.py:38)."),
    ]

    private static func scalekit(_ method: String, result: TokenAPI.Result) -> TokenAPI {
        TokenAPI(
            library: "scalekit-sdk-python", name: method, kind: .verify, callees: [.method("scalekit*", "ScalekitClient", method)],
            parameters: ["token", "options", "audience"], token: "token",
            audience: ClaimOption(["options.audience", "audience"], omitted: .open, emptyList: .open),
            issuer: ClaimOption(["options.issuer"], omitted: .open, emptyString: .open, emptyList: .open),
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent), result: result,
            keysBindIssuer: true, note: "`aud` and `iss` are compared only where the options name them (scalekit/client.py:387).")
    }
}
