extension Knowledge {
    /// PyJWT 2.15.1 and 1.7.1 (`import jwt`).
    static let pyJWT: [TokenAPI] = [
        pyJWTDecode(
            "jwt.decode", [.function("jwt", "decode"), .function("jwt.api_jwt", "decode")],
            ["jwt", "key", "algorithms", "options", "verify", "detached_payload", "audience", "subject", "issuer", "leeway"],
            note: "`aud` of \"\" or [] counts as absent; `verify=False` does nothing since 2.0 (jwt/api_jwt.py:522, jwt/api_jws.py:247)."),
        TokenAPI(
            library: "PyJWT", name: "jwt.decode", kind: .verify, callees: [.function("jwt", "decode"), .function("jwt.api_jwt", "decode")],
            parameters: ["jwt", "key", "verify", "algorithms", "options", "audience", "issuer", "leeway"], token: "jwt", key: "key",
            audience: ClaimOption(
                ["audience"], omitted: .closedIfPresent, emptyString: .closed, off: [.false("options.verify_aud")]),
            issuer: ClaimOption(["issuer"], omitted: .open, emptyString: .closed, off: [.false("options.verify_iss")]),
            algorithms: AlgorithmOption(["algorithms"], omitted: .any),
            expiry: ExpiryOption(
                .checkedIfPresent, off: [.false("options.verify_exp")], requires: ["options.require_exp"], leeway: ("leeway", .seconds)),
            signatureOff: [.false("verify"), .false("options.verify_signature")], versions: VersionRange(below: [2]),
            note: "1.x: `algorithms` may be left out, and `verify` as the third argument skips the signature."),
        pyJWTDecode(
            "jwt.decode_complete", [.function("jwt", "decode_complete"), .function("jwt.api_jwt", "decode_complete")],
            ["jwt", "key", "algorithms", "options", "verify", "detached_payload", "audience", "issuer", "subject", "leeway"],
            result: .member(["payload"]), note: "`issuer` stands before `subject` here, after it in `decode` (jwt/api_jwt.py:176)."),
        pyJWTDecode(
            "PyJWT.decode", [.method("jwt*", "PyJWT", "decode")],
            ["jwt", "key", "algorithms", "options", "verify", "detached_payload", "audience", "subject", "issuer", "leeway"],
            constructorOptions: true,
            note: "`verify_aud` and its like given to the constructor hold, `verify_signature` there does not (jwt/api_jwt.py:263)."),
        pyJWTDecode(
            "PyJWT.decode_complete", [.method("jwt*", "PyJWT", "decode_complete")],
            ["jwt", "key", "algorithms", "options", "verify", "detached_payload", "audience", "issuer", "subject", "leeway"],
            constructorOptions: true, result: .member(["payload"]), note: "As `PyJWT.decode` (jwt/api_jwt.py:176)."),
        TokenAPI(
            library: "PyJWT", name: "PyJWS.decode", kind: .verify,
            callees: [.method("jwt*", "PyJWS", "decode"), .function("jwt.api_jws", "decode")],
            parameters: ["jwt", "key", "algorithms", "options"], token: "jwt", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["algorithms"], omitted: .closed), expiry: ExpiryOption(.unchecked),
            signatureOff: [.false("options.verify_signature")], note: "Signature only: an expired token passes (jwt/api_jws.py:218)."),
        TokenAPI(
            library: "PyJWT", name: "PyJWS.decode_complete", kind: .verify,
            callees: [.method("jwt*", "PyJWS", "decode_complete"), .function("jwt.api_jws", "decode_complete")],
            parameters: ["jwt", "key", "algorithms", "options"], token: "jwt", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["algorithms"], omitted: .closed), expiry: ExpiryOption(.unchecked),
            signatureOff: [.false("options.verify_signature")], result: .member(["payload"]), note: "Signature only (jwt/api_jws.py:218)."),
        TokenAPI(
            library: "PyJWT", name: "jwt.get_unverified_header", kind: .decode,
            callees: [
                .function("jwt", "get_unverified_header"), .function("jwt.api_jws", "get_unverified_header"),
                .method("jwt*", "PyJWS", "get_unverified_header"),
            ], parameters: ["jwt"], token: "jwt", result: .none,
            note: "Header only; a list of algorithms made from its `alg` pins nothing (jwt/api_jws.py)."),
        TokenAPI(
            library: "PyJWT", name: "jwt.encode", kind: .issue,
            callees: [.function("jwt", "encode"), .function("jwt.api_jwt", "encode"), .method("jwt*", "PyJWT", "encode")],
            parameters: ["payload", "key", "algorithm", "headers", "json_encoder", "sort_headers"], key: "key", payload: "payload",
            audience: ClaimOption(["payload.aud"], omitted: .open), issuer: ClaimOption(["payload.iss"], omitted: .open),
            algorithms: AlgorithmOption(["headers.alg", "algorithm"], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("payload.exp", .deadline)], omittedSeconds: 0), result: .token,
            note: "HS256 unless told otherwise; `algorithm=None` makes an unsigned token (jwt/api_jws.py:140)."),
    ]

    /// The shape shared by the decoders of PyJWT 2.
    private static func pyJWTDecode(
        _ name: String, _ callees: [Callee], _ parameters: [String], constructorOptions: Bool = false, result: TokenAPI.Result = .claims,
        note: String
    ) -> TokenAPI {
        let options: [OptionPath] = constructorOptions ? ["options", "receiver:options"] : ["options"]
        func off(_ key: String) -> [Switch] { options.map { .false("\($0).\(key)") } + [.false("options.verify_signature")] }
        return TokenAPI(
            library: "PyJWT", name: name, kind: .verify, callees: callees, parameters: parameters,
            receiverParameters: constructorOptions ? ["options"] : [], token: "jwt", key: "key",
            audience: ClaimOption(
                ["audience"], omitted: .closedIfPresent, emptyString: .closed, emptyList: .closed, off: off("verify_aud"),
                requires: options.map { "\($0).require" }),
            issuer: ClaimOption(
                ["issuer"], omitted: .open, emptyString: .closed, off: off("verify_iss"), requires: options.map { "\($0).require" }),
            algorithms: AlgorithmOption(["algorithms"], omitted: .closed),
            expiry: ExpiryOption(
                .checkedIfPresent, off: off("verify_exp"), requires: options.map { "\($0).require" }, leeway: ("leeway", .seconds)),
            signatureOff: [.false("options.verify_signature")], result: result, versions: VersionRange(from: [2]), note: note)
    }
}
