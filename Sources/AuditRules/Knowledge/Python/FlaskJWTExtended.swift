extension Knowledge {
    /// Flask-JWT-Extended 4.7.4: everything is in `app.config`.
    static let flaskJWTExtended: [TokenAPI] = [
        TokenAPI(
            library: "Flask-JWT-Extended", name: "jwt_required", kind: .verify,
            callees: [.decorator("flask_jwt_extended", "jwt_required"), .function("flask_jwt_extended", "verify_jwt_in_request")],
            parameters: ["optional", "fresh", "refresh", "locations", "verify_type", "skip_revocation_check"],
            key: "setting:JWT_SECRET_KEY", audience: flaskAudience, issuer: flaskIssuer, algorithms: flaskAlgorithms,
            expiry: ExpiryOption(.checkedIfPresent, leeway: ("setting:JWT_DECODE_LEEWAY", .seconds)), anonymous: .ifSet(.true("optional")),
            result: .guardian, inbound: true,
            note: "`optional=True` lets requests without a token in; a token without a type counts as access token (view_decorators.py)."),
        TokenAPI(
            library: "Flask-JWT-Extended", name: "decode_token", kind: .verify, callees: [.function("flask_jwt_extended", "decode_token")],
            parameters: ["encoded_token", "csrf_value", "allow_expired"], token: "encoded_token", key: "setting:JWT_SECRET_KEY",
            audience: flaskAudience, issuer: flaskIssuer, algorithms: flaskAlgorithms,
            expiry: ExpiryOption(.checkedIfPresent, off: [.true("allow_expired")], leeway: ("setting:JWT_DECODE_LEEWAY", .seconds)),
            note: "No audience in the settings means none is compared, even one that is there (jwt_manager.py:552)."),
        TokenAPI(
            library: "Flask-JWT-Extended", name: "create_access_token", kind: .issue,
            callees: [.function("flask_jwt_extended", "create_access_token")],
            parameters: ["identity", "fresh", "expires_delta", "additional_claims", "additional_headers"], key: "setting:JWT_SECRET_KEY",
            payload: "additional_claims", audience: ClaimOption(["setting:JWT_ENCODE_AUDIENCE", "additional_claims.aud"], omitted: .open),
            issuer: ClaimOption(["setting:JWT_ENCODE_ISSUER", "additional_claims.iss"], omitted: .open),
            algorithms: AlgorithmOption(["setting:JWT_ALGORITHM"], omitted: .libraryDefault),
            lifetime: LifetimeOption(
                [.init("expires_delta"), .init("setting:JWT_ACCESS_TOKEN_EXPIRES")], omittedSeconds: 900, nullSeconds: 0), result: .token,
            note: "False means no exp at all; None asks the settings (tokens.py:63)."),
        TokenAPI(
            library: "Flask-JWT-Extended", name: "create_refresh_token", kind: .issue,
            callees: [.function("flask_jwt_extended", "create_refresh_token")],
            parameters: ["identity", "expires_delta", "additional_claims", "additional_headers"], key: "setting:JWT_SECRET_KEY",
            payload: "additional_claims", audience: ClaimOption(["setting:JWT_ENCODE_AUDIENCE", "additional_claims.aud"], omitted: .open),
            issuer: ClaimOption(["setting:JWT_ENCODE_ISSUER", "additional_claims.iss"], omitted: .open),
            algorithms: AlgorithmOption(["setting:JWT_ALGORITHM"], omitted: .libraryDefault),
            lifetime: LifetimeOption(
                [.init("expires_delta"), .init("setting:JWT_REFRESH_TOKEN_EXPIRES")], omittedSeconds: 2_592_000, nullSeconds: 0,
                subject: .refresh),
            result: .token, note: "30 days by default (tokens.py:63)."),
        flaskSetting(
            "JWT_ACCESS_TOKEN_EXPIRES", lifetime: LifetimeOption([.init("value")], omittedSeconds: 900, nullSeconds: 0),
            note: "A timedelta, seconds, or False for ever (config.py)."),
        flaskSetting(
            "JWT_REFRESH_TOKEN_EXPIRES",
            lifetime: LifetimeOption([.init("value")], omittedSeconds: 2_592_000, nullSeconds: 0, subject: .refresh),
            note: "As JWT_ACCESS_TOKEN_EXPIRES (config.py)."),
        flaskSetting(
            "JWT_DECODE_AUDIENCE", audience: ClaimOption(["value"], omitted: .open),
            note: "None switches `verify_aud` off (jwt_manager.py:552)."),
        flaskSetting("JWT_DECODE_ISSUER", issuer: ClaimOption(["value"], omitted: .open), note: "None: not compared (jwt_manager.py:188)."),
        flaskSetting(
            "JWT_DECODE_ALGORITHMS", algorithms: AlgorithmOption(["value"], omitted: .libraryDefault),
            note: "JWT_ALGORITHM is always added to the list (config.py)."),
        flaskSetting(
            "JWT_ALGORITHM", algorithms: AlgorithmOption(["value"], omitted: .libraryDefault), note: "HS256 by default (config.py)."),
        flaskSetting(
            "JWT_DECODE_LEEWAY", expiry: ExpiryOption(.checkedIfPresent, leeway: ("value", .seconds)), note: "Seconds (config.py)."),
    ]

    private static var flaskAudience: ClaimOption { ClaimOption(["setting:JWT_DECODE_AUDIENCE"], omitted: .open) }
    private static var flaskIssuer: ClaimOption { ClaimOption(["setting:JWT_DECODE_ISSUER"], omitted: .open) }
    private static var flaskAlgorithms: AlgorithmOption {
        AlgorithmOption(["setting:JWT_DECODE_ALGORITHMS", "setting:JWT_ALGORITHM"], omitted: .libraryDefault)
    }

    private static func flaskSetting(
        _ name: String, audience: ClaimOption = .notApplicable, issuer: ClaimOption = .notApplicable,
        algorithms: AlgorithmOption = .notApplicable, expiry: ExpiryOption = .notApplicable, lifetime: LifetimeOption? = nil, note: String
    ) -> TokenAPI {
        TokenAPI(
            library: "Flask-JWT-Extended", name: name, kind: .settings, callees: [.setting(name, package: "Flask-JWT-Extended")],
            audience: audience, issuer: issuer, algorithms: algorithms, expiry: expiry, lifetime: lifetime, result: .none, inbound: true,
            note: note)
    }
}
