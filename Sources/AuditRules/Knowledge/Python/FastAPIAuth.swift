extension Knowledge {
    /// fastapi-users 15.0.5.
    static let fastAPIUsers: [TokenAPI] = [
        TokenAPI(
            library: "fastapi-users", name: "JWTStrategy", kind: .verify, callees: [.constructor("fastapi_users*", "JWTStrategy")],
            parameters: ["secret", "lifetime_seconds", "token_audience", "algorithm", "public_key"], key: "secret",
            audience: ClaimOption(["token_audience"], omitted: .fixed, null: .closedIfPresent), issuer: .unsupported,
            algorithms: AlgorithmOption(["algorithm"], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent),
            lifetime: LifetimeOption([.init("lifetime_seconds")], omittedSeconds: nil, nullSeconds: 0), result: .guardian, inbound: true,
            note:
                "The default audience is the same in every program that uses the library; None or 0 seconds never expire (strategy/jwt.py)."
        ),
        TokenAPI(
            library: "fastapi-users", name: "generate_jwt", kind: .issue, callees: [.function("fastapi_users.jwt", "generate_jwt")],
            parameters: ["data", "secret", "lifetime_seconds", "algorithm"], key: "secret", payload: "data",
            audience: ClaimOption(["data.aud"], omitted: .open), issuer: ClaimOption(["data.iss"], omitted: .open),
            algorithms: AlgorithmOption(["algorithm"], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("lifetime_seconds")], omittedSeconds: 0, nullSeconds: 0), result: .token,
            note: "No exp unless `lifetime_seconds` is given (fastapi_users/jwt.py)."),
        TokenAPI(
            library: "fastapi-users", name: "decode_jwt", kind: .verify, callees: [.function("fastapi_users.jwt", "decode_jwt")],
            parameters: ["encoded_jwt", "secret", "audience", "algorithms"], token: "encoded_jwt", key: "secret",
            audience: ClaimOption(["audience"], omitted: .closed, null: .closedIfPresent), issuer: .unsupported,
            algorithms: AlgorithmOption(["algorithms"], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent),
            note: "fastapi_users/jwt.py:24."),
        TokenAPI(
            library: "fastapi-users", name: "DatabaseStrategy", kind: .settings,
            callees: [.constructor("fastapi_users*", "DatabaseStrategy"), .constructor("fastapi_users*", "RedisStrategy")],
            parameters: ["database", "lifetime_seconds"],
            lifetime: LifetimeOption([.init("lifetime_seconds")], omittedSeconds: 0, nullSeconds: 0, subject: .session), result: .guardian,
            inbound: true, note: "Opaque tokens that never expire unless told to (authentication/strategy)."),
    ]

    /// fastapi-azure-auth 5.3.0. A malformed token is logged whole at WARNING (auth.py:178).
    static let fastAPIAzureAuth: [TokenAPI] = [
        azureBearer(
            "SingleTenantAzureAuthorizationCodeBearer", issuer: ClaimOption(["tenant_id"], omitted: .closed),
            note: "fastapi_azure_auth/auth.py:216."),
        azureBearer(
            "MultiTenantAzureAuthorizationCodeBearer",
            issuer: ClaimOption(["iss_callable"], omitted: .closed, off: [.false("validate_iss")]),
            note: "`validate_iss=False` accepts any tenant (fastapi_azure_auth/auth.py:284)."),
        azureBearer(
            "B2CMultiTenantAuthorizationCodeBearer", issuer: ClaimOption(["iss_callable"], omitted: .closed, off: [.false("validate_iss")]),
            note: "As the multi-tenant class (fastapi_azure_auth/auth.py)."),
    ]

    private static func azureBearer(_ name: String, issuer: ClaimOption, note: String) -> TokenAPI {
        TokenAPI(
            library: "fastapi-azure-auth", name: name, kind: .verify, callees: [.constructor("fastapi_azure_auth*", name)],
            parameters: ["app_client_id", "tenant_id", "auto_error", "scopes", "leeway", "validate_iss", "iss_callable"],
            audience: ClaimOption(["app_client_id"], omitted: .closed), issuer: issuer,
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, leeway: ("leeway", .seconds)), scope: ["scopes"], anonymous: .ifSet(.false("auto_error")),
            result: .guardian, inbound: true, keysBindIssuer: true,
            note: note)
    }

    /// itsdangerous 2.2.0 and Starlette's signed session: no claims, and an age that the reader decides.
    static let itsdangerous: [TokenAPI] = [
        TokenAPI(
            library: "itsdangerous", name: "URLSafeTimedSerializer.loads", kind: .verify,
            callees: [
                .method("itsdangerous*", "URLSafeTimedSerializer", "loads"), .method("itsdangerous*", "TimedSerializer", "loads"),
                .method("itsdangerous*", "TimestampSigner", "unsign"),
            ], parameters: ["s", "max_age", "return_timestamp", "salt"], receiverParameters: ["secret_key"], token: "s",
            key: "receiver:secret_key",
            expiry: ExpiryOption(.required, on: [.given("max_age")]),
            note: "Without `max_age` it never expires (itsdangerous/timed.py:138)."),
        TokenAPI(
            library: "itsdangerous", name: "URLSafeSerializer.loads", kind: .verify,
            callees: [.method("itsdangerous*", "URLSafeSerializer", "loads"), .method("itsdangerous*", "Serializer", "loads")],
            parameters: ["s", "salt"], receiverParameters: ["secret_key"], token: "s", key: "receiver:secret_key",
            expiry: ExpiryOption(.unchecked),
            note: "Carries no time: `max_age` is swallowed without effect (itsdangerous/serializer.py)."),
        TokenAPI(
            library: "itsdangerous", name: "loads_unsafe", kind: .decode,
            callees: [
                .method("itsdangerous*", "URLSafeTimedSerializer", "loads_unsafe"),
                .method("itsdangerous*", "TimedSerializer", "loads_unsafe"),
                .method("itsdangerous*", "URLSafeSerializer", "loads_unsafe"), .method("itsdangerous*", "Serializer", "loads_unsafe"),
            ], parameters: ["s"], token: "s", note: "Gives the payload even where the signature is wrong."),
        TokenAPI(
            library: "itsdangerous", name: "dumps", kind: .issue,
            callees: [.method("itsdangerous*", "URLSafeTimedSerializer", "dumps"), .method("itsdangerous*", "URLSafeSerializer", "dumps")],
            parameters: ["obj", "salt"], receiverParameters: ["secret_key"], key: "receiver:secret_key", payload: "obj",
            lifetime: LifetimeOption([], omittedSeconds: nil, subject: .other), result: .token,
            note: "The lifetime is the reader's `max_age` (itsdangerous/timed.py)."),
        TokenAPI(
            library: "starlette", name: "SessionMiddleware", kind: .settings,
            callees: [
                .constructor("starlette*", "SessionMiddleware"),
                .member([], "add_middleware", labels: nil, importing: "starlette.middleware.sessions"),
            ], parameters: ["app", "secret_key", "session_cookie", "max_age", "path", "same_site", "https_only"], key: "secret_key",
            lifetime: LifetimeOption([.init("max_age")], omittedSeconds: 1_209_600, nullSeconds: 0, subject: .session),
            when: [.given("secret_key")], result: .guardian, inbound: true,
            note: "Signed, not encrypted: a token in the session is readable by the browser (starlette/middleware/sessions.py:22)."),
    ]
}
