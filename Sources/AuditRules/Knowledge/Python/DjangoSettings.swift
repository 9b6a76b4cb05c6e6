extension Knowledge {
    /// djangorestframework-simplejwt 5.5.1 (`SIMPLE_JWT`).
    static let simpleJWT: [TokenAPI] = [
        TokenAPI(
            library: "djangorestframework-simplejwt", name: "SIMPLE_JWT", kind: .settings,
            callees: [.setting("SIMPLE_JWT", package: "djangorestframework-simplejwt")], key: "SIGNING_KEY",
            audience: ClaimOption(["AUDIENCE"], omitted: .open), issuer: ClaimOption(["ISSUER"], omitted: .open),
            algorithms: AlgorithmOption(["ALGORITHM"], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, leeway: ("LEEWAY", .seconds)),
            lifetime: LifetimeOption([.init("ACCESS_TOKEN_LIFETIME")], omittedSeconds: 300), result: .none, inbound: true,
            note: "AUDIENCE of None switches `verify_aud` off; the key defaults to Django's SECRET_KEY (backends.py:168)."),
        simpleJWTLifetime("REFRESH_TOKEN_LIFETIME", seconds: 86_400, subject: .refresh),
        simpleJWTLifetime("SLIDING_TOKEN_LIFETIME", seconds: 300, subject: .access),
        simpleJWTLifetime("SLIDING_TOKEN_REFRESH_LIFETIME", seconds: 86_400, subject: .refresh),
        TokenAPI(
            library: "djangorestframework-simplejwt", name: "AccessToken", kind: .verify,
            callees: [
                .constructor("rest_framework_simplejwt*", "AccessToken"), .constructor("rest_framework_simplejwt*", "RefreshToken"),
                .constructor("rest_framework_simplejwt*", "SlidingToken"), .constructor("rest_framework_simplejwt*", "UntypedToken"),
            ], parameters: ["token", "verify"], token: "token", key: "setting:SIMPLE_JWT.SIGNING_KEY",
            audience: ClaimOption(["setting:SIMPLE_JWT.AUDIENCE"], omitted: .open),
            issuer: ClaimOption(["setting:SIMPLE_JWT.ISSUER"], omitted: .open),
            algorithms: AlgorithmOption(["setting:SIMPLE_JWT.ALGORITHM"], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, off: [.false("verify")]), signatureOff: [.false("verify")], when: [.given("token")],
            note: "UntypedToken takes refresh tokens as well (tokens.py)."),
        TokenAPI(
            library: "djangorestframework-simplejwt", name: "TokenBackend.decode", kind: .verify,
            callees: [
                .method("rest_framework_simplejwt*", "TokenBackend", "decode"),
                .function("rest_framework_simplejwt.state.token_backend", "decode"),
            ], parameters: ["token", "verify"], receiverParameters: ["algorithm", "signing_key", "verifying_key", "audience", "issuer"],
            token: "token", key: "receiver:signing_key",
            audience: ClaimOption(["receiver:audience", "setting:SIMPLE_JWT.AUDIENCE"], omitted: .open),
            issuer: ClaimOption(["receiver:issuer", "setting:SIMPLE_JWT.ISSUER"], omitted: .open),
            algorithms: AlgorithmOption(["receiver:algorithm", "setting:SIMPLE_JWT.ALGORITHM"], omitted: .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, off: [.false("verify")]), signatureOff: [.false("verify")],
            note: "backends.py, `decode`."),
        TokenAPI(
            library: "djangorestframework-simplejwt", name: "AccessToken.for_user", kind: .issue,
            callees: [.method("rest_framework_simplejwt*", "AccessToken", "for_user")], parameters: ["user"],
            audience: ClaimOption(["setting:SIMPLE_JWT.AUDIENCE"], omitted: .open),
            issuer: ClaimOption(["setting:SIMPLE_JWT.ISSUER"], omitted: .open),
            lifetime: LifetimeOption([.init("setting:SIMPLE_JWT.ACCESS_TOKEN_LIFETIME")], omittedSeconds: 300), result: .token,
            note: "tokens.py."),
        TokenAPI(
            library: "djangorestframework-simplejwt", name: "RefreshToken.for_user", kind: .issue,
            callees: [.method("rest_framework_simplejwt*", "RefreshToken", "for_user")], parameters: ["user"],
            audience: ClaimOption(["setting:SIMPLE_JWT.AUDIENCE"], omitted: .open),
            issuer: ClaimOption(["setting:SIMPLE_JWT.ISSUER"], omitted: .open),
            lifetime: LifetimeOption([.init("setting:SIMPLE_JWT.REFRESH_TOKEN_LIFETIME")], omittedSeconds: 86_400, subject: .refresh),
            result: .token, note: "tokens.py."),
        TokenAPI(
            library: "djangorestframework-simplejwt", name: "set_exp", kind: .issue,
            callees: [
                .method("rest_framework_simplejwt*", "AccessToken", "set_exp"),
                .method("rest_framework_simplejwt*", "RefreshToken", "set_exp"),
            ], parameters: ["claim", "from_time", "lifetime"], lifetime: LifetimeOption([.init("lifetime")], omittedSeconds: nil),
            result: .none,
            note: "Overrides the setting for one token (tokens.py)."),
        TokenAPI(
            library: "djangorestframework-simplejwt", name: "token class", kind: .issue,
            callees: [.subclass("rest_framework_simplejwt*", "AccessToken"), .subclass("rest_framework_simplejwt*", "Token")],
            lifetime: LifetimeOption([.init("self.lifetime")], omittedSeconds: nil), result: .token,
            note: "A subclass may set the class attribute `lifetime` (tokens.py)."),
    ]

    private static func simpleJWTLifetime(_ key: String, seconds: Double, subject: LifetimeAnswer.Subject) -> TokenAPI {
        TokenAPI(
            library: "djangorestframework-simplejwt", name: "SIMPLE_JWT \(key)", kind: .settings,
            callees: [.setting("SIMPLE_JWT", package: "djangorestframework-simplejwt")],
            lifetime: LifetimeOption([.init(key)], omittedSeconds: seconds, subject: subject), when: [.given(key)], result: .none,
            inbound: true,
            note: "rest_framework_simplejwt/settings.py, DEFAULTS.")
    }

    /// django-oauth-toolkit 3.4.1 (`OAUTH2_PROVIDER`).
    static let djangoOAuthToolkit: [TokenAPI] = [
        TokenAPI(
            library: "django-oauth-toolkit", name: "OAUTH2_PROVIDER", kind: .settings,
            callees: [.setting("OAUTH2_PROVIDER", package: "django-oauth-toolkit")],
            audience: ClaimOption(["RESOURCE_SERVER_TOKEN_RESOURCE_VALIDATOR"], omitted: .open, claimAbsent: .open), issuer: .unsupported,
            expiry: ExpiryOption(.required), lifetime: LifetimeOption([.init("ACCESS_TOKEN_EXPIRE_SECONDS")], omittedSeconds: 36_000),
            result: .none, inbound: true,
            note: "Ten hours; a token without a resource indicator is good anywhere (oauth2_provider/models.py:672)."),
        djangoOAuthLifetime("REFRESH_TOKEN_EXPIRE_SECONDS", seconds: 0, subject: .refresh),
        djangoOAuthLifetime("AUTHORIZATION_CODE_EXPIRE_SECONDS", seconds: 60, subject: .authorizationCode),
        djangoOAuthLifetime("ID_TOKEN_EXPIRE_SECONDS", seconds: 36_000, subject: .identity),
        TokenAPI(
            library: "django-oauth-toolkit", name: "OAuth2Authentication", kind: .verify,
            callees: [
                .decorator("oauth2_provider*", "protected_resource"), .decorator("oauth2_provider*", "rw_protected_resource"),
                .constructor("oauth2_provider*", "OAuth2Authentication"), .subclass("oauth2_provider*", "OAuth2Authentication"),
                .subclass("oauth2_provider*", "ProtectedResourceView"), .subclass("oauth2_provider*", "ScopedProtectedResourceView"),
            ], parameters: ["scopes"],
            audience: ClaimOption(["setting:OAUTH2_PROVIDER.RESOURCE_SERVER_TOKEN_RESOURCE_VALIDATOR"], omitted: .open, claimAbsent: .open),
            issuer: .unsupported, expiry: ExpiryOption(.required), scope: ["scopes"], result: .guardian, inbound: true,
            note: "With introspection the answer is kept for RESOURCE_SERVER_TOKEN_CACHING_SECONDS, ten hours (oauth2_validators.py:640)."),
    ]

    private static func djangoOAuthLifetime(_ key: String, seconds: Double, subject: LifetimeAnswer.Subject) -> TokenAPI {
        TokenAPI(
            library: "django-oauth-toolkit", name: "OAUTH2_PROVIDER \(key)", kind: .settings,
            callees: [.setting("OAUTH2_PROVIDER", package: "django-oauth-toolkit")],
            lifetime: LifetimeOption([.init(key)], omittedSeconds: seconds, subject: subject), result: .none, inbound: true,
            note: "oauth2_provider/settings.py:63.")
    }
}
