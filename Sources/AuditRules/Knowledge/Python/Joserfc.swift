extension Knowledge {
    /// joserfc 1.8.0: `decode` and the claims registry are two calls.
    static let joserfc: [TokenAPI] = [
        TokenAPI(
            library: "joserfc", name: "jwt.decode", kind: .verify, callees: [.function("joserfc.jwt", "decode")],
            parameters: ["value", "key", "algorithms", "registry", "decoder_cls"], token: "value", key: "key", audience: .unsupported,
            issuer: .unsupported, algorithms: AlgorithmOption(["algorithms", "registry.algorithms"], omitted: .libraryDefault),
            expiry: ExpiryOption(.unchecked), result: .member(["claims"]),
            note: "Signature only; HS256, RS256 and ES256 when no algorithm is named (joserfc/jwt.py:87, _rfc7515/registry.py:85)."),
        TokenAPI(
            library: "joserfc", name: "JWTClaimsRegistry.validate", kind: .compare,
            callees: [.method("joserfc*", "JWTClaimsRegistry", "validate")],
            parameters: ["claims"], receiverParameters: ["now", "leeway"], token: "claims",
            audience: ClaimOption(
                ["receiver:aud.value", "receiver:aud.values"], omitted: .open, emptyList: .open, claimAbsent: .open,
                requires: ["receiver:aud.essential"]),
            issuer: ClaimOption(
                ["receiver:iss.value", "receiver:iss.values"], omitted: .open, emptyList: .open, claimAbsent: .open,
                requires: ["receiver:iss.essential"]),
            expiry: ExpiryOption(.checkedIfPresent, requires: ["receiver:exp.essential"], leeway: ("receiver:leeway", .seconds)),
            result: .none,
            note: "`essential` without a value asks for presence only; exp, nbf and iat are read in any case (_rfc7519/claims.py:96)."),
        TokenAPI(
            library: "joserfc", name: "jws.extract_compact", kind: .decode, callees: [.function("joserfc.jws", "extract_compact")],
            parameters: ["value", "registry"], token: "value", result: .member(["payload"]),
            note: "Unverified until `jws.validate_compact` (joserfc/jws.py)."),
        TokenAPI(
            library: "joserfc", name: "jws.deserialize_compact", kind: .verify, callees: [.function("joserfc.jws", "deserialize_compact")],
            parameters: ["value", "public_key", "algorithms", "registry"], token: "value", key: "public_key", audience: .unsupported,
            issuer: .unsupported, algorithms: AlgorithmOption(["algorithms"], omitted: .libraryDefault), expiry: ExpiryOption(.unchecked),
            result: .member(["payload"]), note: "Signature only (joserfc/jws.py)."),
        TokenAPI(
            library: "joserfc", name: "jws.validate_compact", kind: .verify, callees: [.function("joserfc.jws", "validate_compact")],
            parameters: ["obj", "public_key", "algorithms", "registry"], token: "obj", key: "public_key", audience: .unsupported,
            issuer: .unsupported, algorithms: AlgorithmOption(["algorithms"], omitted: .libraryDefault), expiry: ExpiryOption(.unchecked),
            result: .boolean, note: "Completes an `extract_compact`; the answer must be tested (joserfc/jws.py)."),
        TokenAPI(
            library: "joserfc", name: "jwt.encode", kind: .issue, callees: [.function("joserfc.jwt", "encode")],
            parameters: ["header", "claims", "key", "algorithms", "registry"], key: "key", payload: "claims",
            audience: ClaimOption(["claims.aud"], omitted: .open), issuer: ClaimOption(["claims.iss"], omitted: .open),
            algorithms: AlgorithmOption(["header.alg", "algorithms"], omitted: .closed),
            lifetime: LifetimeOption([.init("claims.exp", .deadline)], omittedSeconds: 0), result: .token,
            note: "The header stands first, the claims second (joserfc/jwt.py:57)."),
    ]

    /// jwcrypto 1.6.1: one class that verifies, reads or issues, by its arguments.
    static let jwcrypto: [TokenAPI] = [
        jwcryptoVerify(
            "JWT", [.constructor("jwcrypto*", "JWT")],
            parameters: [
                "header", "claims", "jwt", "key", "algs", "default_claims", "check_claims", "expected_type", "strict_serialization",
            ], options: "", when: [.given("jwt"), .given("key")],
            note: "`check_claims` without an `exp` key switches the expiry off; False switches everything off (jwcrypto/jwt.py:480)."),
        TokenAPI(
            library: "jwcrypto", name: "JWT without key", kind: .decode, callees: [.constructor("jwcrypto*", "JWT")],
            parameters: ["header", "claims", "jwt", "key"], token: "jwt", when: [.given("jwt")],
            unless: [.given("key"), .given("chain:validate"), .given("chain:deserialize")], result: .member(["token"]),
            note: "`.token.objects['payload']` is there before any key was used."),
        jwcryptoVerify(
            "JWT.validate", [.method("jwcrypto*", "JWT", "validate")], parameters: ["key"], options: "receiver:", when: [],
            note: "As the constructor (jwcrypto/jwt.py)."),
        jwcryptoVerify(
            "JWT.deserialize", [.method("jwcrypto*", "JWT", "deserialize")], parameters: ["jwt", "key"], options: "receiver:",
            when: [.given("key")], note: "As the constructor (jwcrypto/jwt.py)."),
        TokenAPI(
            library: "jwcrypto", name: "JWT.make_signed_token", kind: .issue, callees: [.method("jwcrypto*", "JWT", "make_signed_token")],
            parameters: ["key"], receiverParameters: ["header", "claims"], key: "key", payload: "receiver:claims",
            audience: ClaimOption(["receiver:claims.aud"], omitted: .open),
            issuer: ClaimOption(["receiver:claims.iss"], omitted: .open),
            algorithms: AlgorithmOption(["receiver:header.alg"], omitted: .closed),
            lifetime: LifetimeOption(
                [.init("receiver:claims.exp", .deadline), .init("receiver:default_claims.exp", .deadline)], omittedSeconds: 0,
                nullSeconds: 600),
            result: .none, note: "`default_claims={'exp': None}` means ten minutes (jwcrypto/jwt.py:219)."),
        TokenAPI(
            library: "jwcrypto", name: "JWS.verify", kind: .verify, callees: [.method("jwcrypto*", "JWS", "verify")],
            parameters: ["key", "alg", "detached_payload"], key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["alg", "receiver:allowed_algs"], omitted: .anyOfKeyType), expiry: ExpiryOption(.unchecked),
            result: .none,
            note: "Signature only (jwcrypto/jws.py)."),
        TokenAPI(
            library: "jwcrypto", name: "JWS.deserialize", kind: .verify, callees: [.method("jwcrypto*", "JWS", "deserialize")],
            parameters: ["raw_jws", "key", "alg"], token: "raw_jws", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["alg", "receiver:allowed_algs"], omitted: .anyOfKeyType), expiry: ExpiryOption(.unchecked),
            when: [.given("key")], result: .none, note: "Signature only, and only where a key is given (jwcrypto/jws.py)."),
    ]

    private static func jwcryptoVerify(
        _ name: String, _ callees: [Callee], parameters: [String], options: String, when: [Switch], note: String
    ) -> TokenAPI {
        func claim(_ name: String) -> ClaimOption {
            ClaimOption(["\(options)check_claims.\(name)"], omitted: .open, null: .presenceOnly, off: [.false("\(options)check_claims")])
        }
        return TokenAPI(
            library: "jwcrypto", name: name, kind: .verify, callees: callees, parameters: parameters,
            receiverParameters: [
                "header", "claims", "jwt", "key", "algs", "default_claims", "check_claims", "expected_type", "strict_serialization",
            ],
            token: parameters.contains("jwt") ? "jwt" : "receiver:jwt", key: "key", audience: claim("aud"), issuer: claim("iss"),
            algorithms: AlgorithmOption(["\(options)algs"], omitted: .anyOfKeyType),
            expiry: ExpiryOption(.checkedIfPresent, off: [.given("\(options)check_claims")], requires: ["\(options)check_claims.exp"]),
            when: when,
            result: parameters.first == "header" ? .member(["claims"]) : .none, note: note)
    }
}
