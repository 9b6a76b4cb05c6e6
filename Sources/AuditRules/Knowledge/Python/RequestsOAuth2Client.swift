extension Knowledge {
    /// jwskate 0.12, requests_oauth2client 1.8 and the Descope SDK.
    static let requestsOAuth2Client: [TokenAPI] = [
        TokenAPI(
            library: "jwskate", name: "SignedJwt.validate", kind: .verify, callees: [.method("jwskate*", "SignedJwt", "validate")],
            parameters: ["key"], key: "key", audience: ClaimOption(["audience"], omitted: .open),
            issuer: ClaimOption(["issuer"], omitted: .open),
            algorithms: AlgorithmOption(["alg", "algs"], omitted: .anyOfKeyType),
            expiry: ExpiryOption(.required, off: [.false("check_exp")]),
            result: .none, note: "The key's own `alg` where none is named (jwskate/jwt/signed.py:359)."),
        TokenAPI(
            library: "jwskate", name: "SignedJwt.verify_signature", kind: .verify,
            callees: [.method("jwskate*", "SignedJwt", "verify_signature")],
            parameters: ["key"], key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["alg", "algs"], omitted: .anyOfKeyType), expiry: ExpiryOption(.unchecked), result: .boolean,
            note: "Signature only, and the answer must be tested (jwskate/jwt/signed.py)."),
        TokenAPI(
            library: "jwskate", name: "JwtVerifier", kind: .verify, callees: [.constructor("jwskate*", "JwtVerifier")],
            parameters: ["jwkset"],
            key: "jwkset", audience: ClaimOption(["audience"], omitted: .open),
            issuer: ClaimOption(["issuer"], omitted: .closed, null: .open),
            algorithms: AlgorithmOption(["alg", "algs"], omitted: .anyOfKeyType),
            expiry: ExpiryOption(.checkedIfPresent, leeway: ("leeway", .seconds)), result: .guardian,
            note: "`issuer` must be passed but may be None; a token without exp passes (jwskate/jwt/verifier.py)."),
        TokenAPI(
            library: "requests_oauth2client", name: "validate_dpop_proof", kind: .dpopVerify,
            callees: [.function("requests_oauth2client*", "validate_dpop_proof")], parameters: ["proof"], token: "proof",
            algorithms: AlgorithmOption(["alg", "algs"], omitted: .anyOfKeyType),
            proofChecks: [
                .signature: .fixed, .type: .fixed, .algorithm: ClaimOption(["alg", "algs"], omitted: .open),
                .method: ClaimOption(["htm"], omitted: .closed),
                .uri: ClaimOption(["htu"], omitted: .closed), .issuedAt: .fixed, .accessTokenHash: ClaimOption(["ath"], omitted: .open),
            ], inbound: true,
            note: "jti is asked for but not remembered; jkt is the caller's to compare (requests_oauth2client/dpop.py:363)."),
        TokenAPI(
            library: "requests_oauth2client", name: "OAuth2Client.token_exchange", kind: .exchange,
            callees: [.method("requests_oauth2client*", "OAuth2Client", "token_exchange")], parameters: ["subject_token"],
            token: "subject_token",
            audience: ClaimOption(["audience", "resource"], omitted: .open), scope: ["scope"], result: .none,
            note: "Audience and scope are passed on as they come (requests_oauth2client/client.py:881)."),
        TokenAPI(
            library: "descope", name: "DescopeClient.validate_session", kind: .verify,
            callees: [.method("descope*", "DescopeClient", "validate_session")], parameters: ["session_token", "audience"],
            token: "session_token",
            audience: ClaimOption(["audience"], omitted: .closedIfPresent), issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent), inbound: true,
            keysBindIssuer: true,
            note: "The project's id stands in for an audience only where the token names it (descope/_auth_base.py:315)."),
    ]
}
