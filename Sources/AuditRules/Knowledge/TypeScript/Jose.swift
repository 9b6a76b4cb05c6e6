extension Knowledge {
    /// jose 6.2.10, 6.2.4 and 2.0.7 (`panva/jose`).
    static let jose: [TokenAPI] = joseClaims + joseSignatures + joseUnsigned + joseIssuers + jose2

    private static let joseClaims: [TokenAPI] = [
        TokenAPI(
            library: "jose", name: "jwtVerify", kind: .verify, callees: joseCallees("jwtVerify", "jose/jwt/verify"),
            parameters: ["token", "key", "options"], token: "token", key: "key", audience: joseClaim("audience", comparesEmpty: true),
            issuer: joseClaim("issuer", comparesEmpty: true), algorithms: joseAlgorithms, expiry: joseExpiry, unless: [joseEmbeddedKey],
            result: .member(["payload"]), versions: VersionRange(from: [6, 2, 5]),
            note:
                "undefined is open, null and '' are closed since 6.2.5; `exp` and `typ` only if asked for (src/lib/jwt_claims_set.ts:140)."),
        TokenAPI(
            library: "jose", name: "jwtVerify", kind: .verify, callees: joseCallees("jwtVerify", "jose/jwt/verify"),
            parameters: ["token", "key", "options"], token: "token", key: "key", audience: joseClaim("audience", comparesEmpty: false),
            issuer: joseClaim("issuer", comparesEmpty: false), algorithms: joseAlgorithms, expiry: joseExpiry, unless: [joseEmbeddedKey],
            result: .member(["payload"]), versions: VersionRange(from: [3], below: [6, 2, 5]),
            note: "null or '' only asks for the claim's presence before 6.2.5 (eb869569, src/lib/jwt_claims_set.ts)."),
        TokenAPI(
            library: "jose", name: "jwtVerify with EmbeddedJWK", kind: .dpopVerify, callees: joseCallees("jwtVerify", "jose/jwt/verify"),
            parameters: ["token", "key", "options"], token: "token", key: "key", algorithms: joseAlgorithms,
            expiry: ExpiryOption(.checkedIfPresent, requires: ["options.maxTokenAge"], leeway: ("options.clockTolerance", .seconds)),
            when: [joseEmbeddedKey],
            proofChecks: [
                .signature: .fixed, .type: ClaimOption(["options.typ"], omitted: .open),
                .algorithm: ClaimOption(["options.algorithms"], omitted: .fixed),
                .issuedAt: ClaimOption(["options.maxTokenAge"], omitted: .open),
            ], result: .member(["payload"]), versions: VersionRange(from: [3]),
            note: "The header's own key: a DPoP proof. Private and symmetric keys are refused; htm, htu, jti, ath and jkt are the caller's "
                + "(src/jwk/embedded.ts:44)."),
        TokenAPI(
            library: "jose", name: "jwtDecrypt", kind: .verify, callees: joseCallees("jwtDecrypt", "jose/jwt/decrypt"),
            parameters: ["token", "key", "options"], token: "token", key: "key", audience: joseClaim("audience", comparesEmpty: true),
            issuer: joseClaim("issuer", comparesEmpty: true),
            algorithms: AlgorithmOption(["options.keyManagementAlgorithms"], omitted: .anyOfKeyType), expiry: joseExpiry,
            result: .member(["payload"]), versions: VersionRange(from: [6, 2, 5]),
            note:
                "Encryption to a public key says nothing about who made the token; PBES2 is refused unless listed (src/jwt/decrypt.ts:97)."),
        TokenAPI(
            library: "jose", name: "jwtDecrypt", kind: .verify, callees: joseCallees("jwtDecrypt", "jose/jwt/decrypt"),
            parameters: ["token", "key", "options"], token: "token", key: "key", audience: joseClaim("audience", comparesEmpty: false),
            issuer: joseClaim("issuer", comparesEmpty: false),
            algorithms: AlgorithmOption(["options.keyManagementAlgorithms"], omitted: .anyOfKeyType), expiry: joseExpiry,
            result: .member(["payload"]), versions: VersionRange(from: [3], below: [6, 2, 5]),
            note: "As `jwtVerify` before 6.2.5 (src/lib/jwe_decrypt.ts:265)."),
    ]

    private static let joseSignatures: [TokenAPI] = ["compact", "flattened", "general"].map { form in
        TokenAPI(
            library: "jose", name: "\(form)Verify", kind: .verify, callees: joseCallees("\(form)Verify", "jose/jws/\(form)/verify"),
            parameters: ["jws", "key", "options"], token: "jws", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: joseAlgorithms, expiry: ExpiryOption(.unchecked), result: .member(["payload"]),
            note: "Signature only; the payload is bytes (src/jws/compact/verify.ts:87).")
    }

    private static let joseUnsigned: [TokenAPI] = [
        TokenAPI(
            library: "jose", name: "decodeJwt", kind: .decode, callees: joseCallees("decodeJwt", "jose/jwt/decode"),
            parameters: ["token"], token: "token", note: "Reads the claims, verifies nothing (src/util/decode_jwt.ts:33)."),
        TokenAPI(
            library: "jose", name: "decodeProtectedHeader", kind: .decode,
            callees: joseCallees("decodeProtectedHeader", "jose/util/decode_protected_header") + [
                .function("jose/decode/protected_header", "default")
            ],
            parameters: ["token"], token: "token", result: .none, note: "Header only: harmless to find a key, no claims."),
        TokenAPI(
            library: "jose", name: "UnsecuredJWT.decode", kind: .decode, callees: joseCallees("UnsecuredJWT.decode"),
            parameters: ["token", "options"], token: "token", audience: joseClaim("audience", comparesEmpty: true),
            issuer: joseClaim("issuer", comparesEmpty: true), expiry: joseExpiry, result: .member(["payload"]),
            versions: VersionRange(from: [6, 2, 5]),
            note: "Unsigned tokens, claims checked; sound only for claims that came from a trusted answer (src/jwt/unsecured.ts:89)."),
        TokenAPI(
            library: "jose", name: "UnsecuredJWT.decode", kind: .decode, callees: joseCallees("UnsecuredJWT.decode"),
            parameters: ["token", "options"], token: "token", audience: joseClaim("audience", comparesEmpty: false),
            issuer: joseClaim("issuer", comparesEmpty: false), expiry: joseExpiry, result: .member(["payload"]),
            versions: VersionRange(from: [3], below: [6, 2, 5]), note: "Unsigned tokens; claims as `jwtVerify` before 6.2.5."),
    ]

    private static let joseIssuers: [TokenAPI] = [
        TokenAPI(
            library: "jose", name: "SignJWT", kind: .issue, callees: joseConstructors("SignJWT", "jose/jwt/sign"), parameters: ["payload"],
            key: "chain:sign", payload: "payload", audience: ClaimOption(["chain:setAudience", "payload.aud"], omitted: .open),
            issuer: ClaimOption(["chain:setIssuer", "payload.iss"], omitted: .open),
            algorithms: AlgorithmOption(["chain:setProtectedHeader.alg"], omitted: .closed), lifetime: joseLifetime, result: .token,
            note: "No `exp` unless set. A string is relative and needs a unit, a number is an absolute epoch second (src/jwt/sign.ts:124)."),
        TokenAPI(
            library: "jose", name: "EncryptJWT", kind: .issue, callees: joseConstructors("EncryptJWT", "jose/jwt/encrypt"),
            parameters: ["payload"], key: "chain:encrypt", payload: "payload",
            audience: ClaimOption(["chain:setAudience", "payload.aud"], omitted: .open),
            issuer: ClaimOption(["chain:setIssuer", "payload.iss"], omitted: .open),
            algorithms: AlgorithmOption(["chain:setProtectedHeader.alg"], omitted: .closed), lifetime: joseLifetime, result: .token,
            note: "Lifetime as `SignJWT` (src/lib/jwt_claims_set.ts:283)."),
        TokenAPI(
            library: "jose", name: "UnsecuredJWT", kind: .issue, callees: joseConstructors("UnsecuredJWT", "jose/jwt/unsecured"),
            parameters: ["payload"], payload: "payload", audience: ClaimOption(["chain:setAudience", "payload.aud"], omitted: .open),
            issuer: ClaimOption(["chain:setIssuer", "payload.iss"], omitted: .open), algorithms: AlgorithmOption([], omitted: .anyAndNone),
            lifetime: joseLifetime, result: .token, note: "Makes unsigned tokens (src/jwt/unsecured.ts)."),
    ]

    /// The classes of jose 0 to 2.
    private static let jose2: [TokenAPI] = [
        TokenAPI(
            library: "jose", name: "JWT.verify", kind: .verify, callees: joseCallees("JWT.verify"),
            parameters: ["token", "key", "options"],
            token: "token", key: "key", audience: ClaimOption(["options.audience"], omitted: .open, null: .closed),
            issuer: ClaimOption(["options.issuer"], omitted: .open, null: .closed), algorithms: joseAlgorithms,
            expiry: ExpiryOption(.checkedIfPresent, off: [.true("options.ignoreExp")], requires: ["options.maxTokenAge"]),
            versions: VersionRange(below: [3]), note: "'' counts as not given; times are strings (v2.0.7:lib/jwt/verify.js:138)."),
        TokenAPI(
            library: "jose", name: "JWT.decode", kind: .decode, callees: joseCallees("JWT.decode"), parameters: ["token", "options"],
            token: "token", versions: VersionRange(below: [3]), note: "Verifies nothing (v2.0.7:lib/jwt/decode.js)."),
        TokenAPI(
            library: "jose", name: "JWT.sign", kind: .issue, callees: joseCallees("JWT.sign"), parameters: ["payload", "key", "options"],
            key: "key", payload: "payload", audience: ClaimOption(["options.audience", "payload.aud"], omitted: .open),
            issuer: ClaimOption(["options.issuer", "payload.iss"], omitted: .open),
            algorithms: AlgorithmOption(["options.algorithm"], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("options.expiresIn"), .init("payload.exp", .deadline)], omittedSeconds: 0), result: .token,
            versions: VersionRange(below: [3]), note: "`expiresIn` is a string with unit (v2.0.7:lib/jwt/sign.js:68)."),
    ]

    static let joseKeys: [KeySource] = [
        KeySource(
            library: "jose", callees: joseCallees("createRemoteJWKSet", "jose/jwks/remote"), parameters: ["url", "options"], address: "url",
            gives: .fixedKeySet, isAsymmetric: true, note: "HMAC and unknown algorithms are refused (src/jwks/local.ts:183)."),
        KeySource(
            library: "jose", callees: joseCallees("createLocalJWKSet", "jose/jwks/local"), parameters: ["jwks"], address: "jwks",
            gives: .fixedKeySet, isAsymmetric: true, note: "As the remote set (src/jwks/local.ts:24)."),
        KeySource(
            library: "jose", callees: joseCallees("EmbeddedJWK", "jose/jwk/embedded"), gives: .embedded, isAsymmetric: true,
            note: "Whoever made the token chose the key: right for a DPoP proof, a bypass for an access token (src/jwk/embedded.ts:44)."),
        KeySource(
            library: "jose", callees: joseCallees("importSPKI") + joseCallees("importX509"), parameters: ["material", "algorithm"],
            address: "material", gives: .publicKey, isAsymmetric: true, note: "A PEM public key."),
        KeySource(
            library: "jose", callees: joseCallees("importJWK"), parameters: ["material", "algorithm"], address: "material", gives: .unknown,
            note: "Takes symmetric keys as well: with a header's `jwk` the caller must refuse them."),
    ]

    private static let joseAlgorithms = AlgorithmOption(["options.algorithms"], omitted: .anyOfKeyType)

    private static let joseExpiry = ExpiryOption(
        .checkedIfPresent, requires: ["options.requiredClaims", "options.maxTokenAge"], leeway: ("options.clockTolerance", .seconds))

    private static let joseLifetime = LifetimeOption(
        [.init("chain:setExpirationTime", .durationOrDeadline), .init("payload.exp", .deadline)], omittedSeconds: 0)

    private static let joseEmbeddedKey = Switch("key", .symbol("jose*", "EmbeddedJWK"))

    private static func joseClaim(_ name: String, comparesEmpty: Bool) -> ClaimOption {
        let empty: Effect = comparesEmpty ? .closed : .presenceOnly
        return ClaimOption(
            ["options.\(name)"], omitted: .open, null: empty, emptyString: empty, requires: ["options.requiredClaims"],
            misread: [.pattern: .closed, .object: .closed])
    }

    /// `subpath`: the module of jose 3 whose default export is the function.
    private static func joseCallees(_ name: String, _ subpath: String? = nil) -> [Callee] {
        [.function("jose*", name), .function("@panva/jose*", name)] + (subpath.map { [.function($0, "default")] } ?? [])
    }

    private static func joseConstructors(_ name: String, _ subpath: String) -> [Callee] {
        [.constructor("jose*", name), .constructor("@panva/jose*", name), .constructor(subpath, "default")]
    }
}
