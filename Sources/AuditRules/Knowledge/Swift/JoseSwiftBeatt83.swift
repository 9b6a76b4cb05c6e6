extension Knowledge {
    /// beatt83/jose-swift 6.0.4, whose default validators are replaced by the ones that are passed.
    static let joseSwiftBeatt83: [TokenAPI] = [
        TokenAPI(
            library: "jose-swift", name: "JWT.verify(jwtString:)", kind: .verify, callees: joseSwiftCallees,
            parameters: ["jwtString", "signerKey", "senderKey", "recipientKey", "nestedKeys", "validators"], token: "jwtString",
            key: "signerKey",
            audience: ClaimOption([], omitted: .open), issuer: ClaimOption([], omitted: .open),
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.checkedIfPresent),
            unless: [.given("validators")],
            result: .member(["payload"]), note: "The default validators: exp where present, and no unsigned token (JWT+Verification.swift)."
        ),
        TokenAPI(
            library: "jose-swift", name: "JWT.verify(jwtString:validators:)", kind: .verify, callees: joseSwiftCallees,
            parameters: ["jwtString", "signerKey", "senderKey", "recipientKey", "nestedKeys", "validators"], token: "jwtString",
            key: "signerKey",
            audience: ClaimOption(["validators.aud.expectedAudience"], omitted: .open),
            issuer: ClaimOption(["validators.iss.expectedIssuer"], omitted: .open),
            algorithms: AlgorithmOption(["validators.blackListedAlgorithms.blackList"], omitted: .anyAndNone),
            expiry: ExpiryOption(.checkedIfPresent, on: [.given("validators.exp")]), when: [.given("validators")],
            result: .member(["payload"]),
            note:
                "Validators replace the defaults: without `.exp` and the blacklist, expired and unsigned tokens "
                + "pass (JWT+Verification.swift)."
        ),
        TokenAPI(
            library: "jose-swift", name: "JWS.verify(key:)", kind: .verify,
            callees: [
                .method("JSONWebSignature", "JWS", "verify"), .method("jose_swift", "JWS", "verify"),
                .member([], "verify", labels: ["key"], importing: "JSONWebSignature"),
            ], parameters: ["key"], key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .anyAndNone),
            expiry: ExpiryOption(.unchecked), result: .boolean,
            note: "True for `alg: none`: the header's algorithm must be compared first (JWS+Verify.swift)."),
    ]

    private static var joseSwiftCallees: [Callee] { [.method("JSONWebToken", "JWT", "verify"), .method("jose_swift", "JWT", "verify")] }
}
