extension Knowledge {
    /// @okta/jwt-verifier 4.1.0 (`okta/okta-jwt-verifier-js`).
    static let okta: [TokenAPI] = [
        TokenAPI(
            library: "@okta/jwt-verifier", name: "OktaJwtVerifier", kind: .settings,
            callees: [.constructor("@okta/jwt-verifier", "default"), .constructor("@okta/jwt-verifier", "OktaJwtVerifier")],
            parameters: ["options"], issuer: ClaimOption(["options.issuer"], omitted: .closed), result: .guardian,
            note: "`assertClaims` only adds to what the calls demand (lib.js:180)."),
        TokenAPI(
            library: "@okta/jwt-verifier", name: "verifyAccessToken", kind: .verify, callees: oktaVerifier("verifyAccessToken"),
            parameters: ["token", "audience"], receiverParameters: ["options"], token: "token", key: "receiver:options.jwksUri",
            audience: ClaimOption(["audience"], omitted: .closed), issuer: ClaimOption(["receiver:options.issuer"], omitted: .closed),
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent), inbound: true,
            keysBindIssuer: true, note: "RS256; a falsy audience throws, a token without `exp` passes (lib.js:121, 246)."),
        TokenAPI(
            library: "@okta/jwt-verifier", name: "verifyIdToken", kind: .verify, callees: oktaVerifier("verifyIdToken"),
            parameters: ["token", "clientId", "nonce"], receiverParameters: ["options"], token: "token", key: "receiver:options.jwksUri",
            audience: ClaimOption(["clientId"], omitted: .closed), issuer: ClaimOption(["receiver:options.issuer"], omitted: .closed),
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent), keysBindIssuer: true,
            note: "For ID tokens (lib.js:262)."),
    ]

    private static func oktaVerifier(_ name: String) -> [Callee] {
        [
            .method("@okta/jwt-verifier", "default", name), .method("@okta/jwt-verifier", "OktaJwtVerifier", name),
            .member(["oktaJwtVerifier"], name, labels: nil, importing: "@okta/jwt-verifier"),
            .member(["jwtVerifier"], name, labels: nil, importing: "@okta/jwt-verifier"),
        ]
    }

    /// njwt 2.0.1 (`jwtk/njwt`).
    static let njwt: [TokenAPI] = [
        TokenAPI(
            library: "njwt", name: "verify", kind: .verify, callees: [.function("njwt", "verify")],
            parameters: ["token", "key", "algorithm", "callback"], token: "token", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["algorithm"], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent),
            when: [Switch("key", .present)], result: .member(["body"]), note: "HS256 by default (index.js:458)."),
        TokenAPI(
            library: "njwt", name: "verify without key", kind: .verify, callees: [.function("njwt", "verify")],
            parameters: ["token", "key", "algorithm", "callback"], token: "token", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .anyAndNone), expiry: ExpiryOption(.checkedIfPresent),
            unless: [Switch("key", .present)],
            result: .member(["body"]), note: "No key, or a callback in its place: unsigned tokens pass (index.js:458-480)."),
        TokenAPI(
            library: "njwt", name: "createVerifier", kind: .verify,
            callees: [.function("njwt", "createVerifier"), .constructor("njwt", "Verifier")],
            token: "chain:verify", key: "chain:setSigningKey", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["chain:setSigningAlgorithm"], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent),
            result: .guardian, note: "No claim options (index.js:346)."),
        TokenAPI(
            library: "njwt", name: "create", kind: .issue, callees: [.function("njwt", "create")],
            parameters: ["payload", "key", "algorithm"], key: "key", payload: "payload",
            audience: ClaimOption(["chain:setAudience", "payload.aud"], omitted: .open),
            issuer: ClaimOption(["chain:setIssuer", "payload.iss"], omitted: .open),
            algorithms: AlgorithmOption(["algorithm"], omitted: .libraryDefault),
            lifetime: LifetimeOption(
                [.init("chain:setExpiration", .deadline, unit: .milliseconds), .init("payload.exp", .deadline)], omittedSeconds: 3600,
                nullSeconds: 0), result: .token,
            note: "One hour by default; `setExpiration()` with nothing removes `exp`; its numbers are milliseconds (index.js:189, 484)."),
    ]
}
