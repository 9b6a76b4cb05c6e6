extension Knowledge {
    /// google-auth 2.62.2.
    static let googleAuth: [TokenAPI] = [
        TokenAPI(
            library: "google-auth", name: "id_token.verify_oauth2_token", kind: .verify,
            callees: [.function("google.oauth2.id_token", "verify_oauth2_token")],
            parameters: ["id_token", "request", "audience", "clock_skew_in_seconds"], token: "id_token",
            audience: ClaimOption(["audience"], omitted: .open, emptyString: .closed), issuer: .fixed,
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, leeway: ("clock_skew_in_seconds", .seconds)),
            keysBindIssuer: true,
            note: "Without `audience` an ID token made for any Google client passes "
                + "(google/oauth2/id_token.py:206)."),
        TokenAPI(
            library: "google-auth", name: "id_token.verify_token", kind: .verify,
            callees: [.function("google.oauth2.id_token", "verify_token")],
            parameters: ["id_token", "request", "audience", "certs_url", "clock_skew_in_seconds"], token: "id_token",
            audience: ClaimOption(["audience"], omitted: .open, emptyString: .closed), issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, leeway: ("clock_skew_in_seconds", .seconds)),
            keysBindIssuer: true,
            note: "No issuer check; a `certs_url` that serves a JWK Set changes the rules to PyJWT's (google/oauth2/id_token.py:163)."),
        TokenAPI(
            library: "google-auth", name: "id_token.verify_firebase_token", kind: .verify,
            callees: [.function("google.oauth2.id_token", "verify_firebase_token")],
            parameters: ["id_token", "request", "audience", "clock_skew_in_seconds"], token: "id_token",
            audience: ClaimOption(["audience"], omitted: .open, emptyString: .closed), issuer: ClaimOption(["audience"], omitted: .open),
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, leeway: ("clock_skew_in_seconds", .seconds)),
            keysBindIssuer: true,
            note: "The issuer is derived from the token's own aud, so without `audience` any project passes (id_token.py:238)."),
        TokenAPI(
            library: "google-auth", name: "jwt.decode", kind: .verify, callees: [.function("google.auth.jwt", "decode")],
            parameters: ["token", "certs", "verify", "audience", "clock_skew_in_seconds"], token: "token", key: "certs",
            audience: ClaimOption(["audience"], omitted: .open, emptyString: .closed), issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, off: [.false("verify")], leeway: ("clock_skew_in_seconds", .seconds)),
            signatureOff: [.false("verify")],
            note: "`verify=False` reads without verifying (google/auth/jwt.py:316)."),
        TokenAPI(
            library: "google-auth", name: "sts.Client.exchange_token", kind: .exchange,
            callees: [.method("google.oauth2.sts", "Client", "exchange_token")],
            parameters: ["request", "grant_type", "subject_token", "subject_token_type", "resource", "audience", "scopes"],
            token: "subject_token", audience: ClaimOption(["audience", "resource"], omitted: .open), scope: ["scopes"], result: .none,
            note: "Audience, resource and scopes are all optional (google/oauth2/sts.py:99)."),
    ]

    /// firebase-admin 7.7.0.
    static let firebaseAdmin: [TokenAPI] = [
        TokenAPI(
            library: "firebase-admin", name: "auth.verify_id_token", kind: .verify,
            callees: [.function("firebase_admin.auth", "verify_id_token"), .method("firebase_admin*", "Client", "verify_id_token")],
            parameters: ["id_token", "app", "check_revoked", "clock_skew_seconds"], token: "id_token", audience: .fixed, issuer: .fixed,
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, leeway: ("clock_skew_seconds", .seconds)),
            keysBindIssuer: true,
            note: "FIREBASE_AUTH_EMULATOR_HOST in the environment switches the signature off (firebase_admin/_token_gen.py:338)."),
        TokenAPI(
            library: "firebase-admin", name: "auth.verify_session_cookie", kind: .verify,
            callees: [
                .function("firebase_admin.auth", "verify_session_cookie"), .method("firebase_admin*", "Client", "verify_session_cookie"),
            ],
            parameters: ["session_cookie", "check_revoked", "app", "clock_skew_seconds"], token: "session_cookie", audience: .fixed,
            issuer: .fixed,
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, leeway: ("clock_skew_seconds", .seconds)),
            keysBindIssuer: true, note: "As verify_id_token (firebase_admin/_token_gen.py:338)."),
        TokenAPI(
            library: "firebase-admin", name: "auth.create_session_cookie", kind: .issue,
            callees: [.function("firebase_admin.auth", "create_session_cookie")],
            parameters: ["id_token", "expires_in", "app"], token: "id_token",
            lifetime: LifetimeOption([.init("expires_in")], omittedSeconds: nil, subject: .session), result: .token,
            note: "Five minutes to 14 days, enforced (firebase_admin/_token_gen.py:187)."),
        TokenAPI(
            library: "firebase-admin", name: "auth.create_custom_token", kind: .issue,
            callees: [.function("firebase_admin.auth", "create_custom_token")],
            parameters: ["uid", "developer_claims", "app"], payload: "developer_claims",
            lifetime: LifetimeOption([], omittedSeconds: 3600, subject: .other), result: .token,
            note: "One hour, not to be changed (firebase_admin/_token_gen.py:14)."),
    ]
}
