extension Knowledge {
    /// python-jose 3.5.0 (`from jose import jwt`).
    static let pythonJose: [TokenAPI] = [
        pythonJoseDecode(
            .anyOfKeyType, VersionRange(from: [3, 4]),
            note: "`audience` lets a token without `aud` through unless `require_aud` is set; it must be a string (jose/jwt.py:354)."),
        pythonJoseDecode(
            .any, VersionRange(below: [3, 4]), note: "Before 3.4 an HMAC could be made with an OpenSSH public key (jose/jws.py:258)."),
        TokenAPI(
            library: "python-jose", name: "jwt.get_unverified_claims", kind: .decode,
            callees: [.function("jose.jwt", "get_unverified_claims"), .function("jose.jws", "get_unverified_claims")],
            parameters: ["token"],
            token: "token", note: "No signature, no claims (jose/jwt.py)."),
        TokenAPI(
            library: "python-jose", name: "jwt.get_unverified_header", kind: .decode,
            callees: [
                .function("jose.jwt", "get_unverified_header"), .function("jose.jwt", "get_unverified_headers"),
                .function("jose.jws", "get_unverified_header"), .function("jose.jws", "get_unverified_headers"),
            ], parameters: ["token"], token: "token", result: .none, note: "Header only (jose/jwt.py)."),
        TokenAPI(
            library: "python-jose", name: "jws.verify", kind: .verify, callees: [.function("jose.jws", "verify")],
            parameters: ["token", "key", "algorithms", "verify"], token: "token", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["algorithms"], omitted: .anyOfKeyType), expiry: ExpiryOption(.unchecked),
            signatureOff: [.false("verify")],
            note: "Signature only; `algorithms` must be passed but may be None (jose/jws.py)."),
        TokenAPI(
            library: "python-jose", name: "jwt.encode", kind: .issue, callees: [.function("jose.jwt", "encode")],
            parameters: ["claims", "key", "algorithm", "headers", "access_token"], key: "key", payload: "claims",
            audience: ClaimOption(["claims.aud"], omitted: .open), issuer: ClaimOption(["claims.iss"], omitted: .open),
            algorithms: AlgorithmOption(["algorithm"], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("claims.exp", .deadline)], omittedSeconds: 0), result: .token,
            note: "HS256 by default; adds no claim (jose/jwt.py)."),
    ]

    private static func pythonJoseDecode(_ reach: AlgorithmReach, _ versions: VersionRange, note: String) -> TokenAPI {
        TokenAPI(
            library: "python-jose", name: "jwt.decode", kind: .verify, callees: [.function("jose.jwt", "decode")],
            parameters: ["token", "key", "algorithms", "options", "audience", "issuer", "subject", "access_token"], token: "token",
            key: "key",
            audience: ClaimOption(
                ["audience"], omitted: .closedIfPresent, emptyString: .closed, claimAbsent: .open, off: [.false("options.verify_aud")],
                requires: ["options.require_aud"]),
            issuer: ClaimOption(
                ["issuer"], omitted: .open, emptyString: .closed, off: [.false("options.verify_iss")], requires: ["options.require_iss"]),
            algorithms: AlgorithmOption(["algorithms"], omitted: reach),
            expiry: ExpiryOption(
                .checkedIfPresent, off: [.false("options.verify_exp")], requires: ["options.require_exp"],
                leeway: ("options.leeway", .seconds)),
            signatureOff: [.false("options.verify_signature")], versions: versions, note: note)
    }
}
