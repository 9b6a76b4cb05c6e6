extension Knowledge {
    /// djwt for Deno @ 9b1bf0d (`Zaubrik/djwt`).
    static let djwt: [TokenAPI] = [
        TokenAPI(
            library: "djwt", name: "verify", kind: .verify, callees: djwtFunction("verify"), parameters: ["token", "key", "options"],
            token: "token", key: "key", audience: ClaimOption(["options.audience"], omitted: .open, emptyString: .closed),
            issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, off: [.true("options.ignoreExp")], leeway: ("options.expLeeway", .seconds)),
            signatureOff: [Switch("key", .null)],
            note: "The algorithm is bound to the key; a null key accepts unsigned tokens (algorithm.ts:41). Issuer by `predicates` only."),
        TokenAPI(
            library: "djwt", name: "create", kind: .issue, callees: djwtFunction("create"), parameters: ["header", "payload", "key"],
            key: "key",
            payload: "payload", audience: ClaimOption(["payload.aud"], omitted: .open),
            issuer: ClaimOption(["payload.iss"], omitted: .open),
            algorithms: AlgorithmOption(["header.alg"], omitted: .closed),
            lifetime: LifetimeOption([.init("payload.exp", .deadline)], omittedSeconds: 0), result: .token,
            note: "No `exp` by default; `getNumericDate(n)` is now and n seconds (mod.ts:253)."),
        TokenAPI(
            library: "djwt", name: "decode", kind: .decode, callees: djwtFunction("decode") + djwtFunction("validate"),
            parameters: ["token"],
            token: "token", note: "No signature; `validate` looks at the claims' types and times (mod.ts:145)."),
    ]

    private static func djwtFunction(_ name: String) -> [Callee] { ["djwt*", "@zaubrik/djwt*"].map { .function($0, name) } }

    /// jwt-simple 0.5.6 (`hokaccha/node-jwt-simple`).
    static let jwtSimple: [TokenAPI] = [
        TokenAPI(
            library: "jwt-simple", name: "decode", kind: .verify, callees: [.function("jwt-simple", "decode")],
            parameters: ["token", "key", "noVerify", "algorithm"], token: "token", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["algorithm"], omitted: .any), expiry: ExpiryOption(.checkedIfPresent),
            signatureOff: [.true("noVerify")],
            note: "Verifies in spite of its name; the header's `alg` counts where none is given (lib/jwt.js:58)."),
        TokenAPI(
            library: "jwt-simple", name: "encode", kind: .issue, callees: [.function("jwt-simple", "encode")],
            parameters: ["payload", "key", "algorithm"], key: "key", payload: "payload",
            audience: ClaimOption(["payload.aud"], omitted: .open),
            issuer: ClaimOption(["payload.iss"], omitted: .open), algorithms: AlgorithmOption(["algorithm"], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("payload.exp", .deadline)], omittedSeconds: 0), result: .token,
            note: "HS256 and no `exp` by default."),
    ]

    /// jws 4 (`brianloveswords/node-jws`).
    static let jws: [TokenAPI] = [
        TokenAPI(
            library: "jws", name: "verify", kind: .verify, callees: [.function("jws", "verify")],
            parameters: ["token", "algorithm", "key"],
            token: "token", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["algorithm"], omitted: .closed),
            expiry: ExpiryOption(.unchecked), when: [.given("key")], result: .boolean,
            note: "The signature alone (lib/verify-stream.js:44)."),
        TokenAPI(
            library: "jws", name: "verify(token, key)", kind: .verify, callees: [.function("jws", "verify")],
            parameters: ["token", "key", "none"], token: "token", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .any), expiry: ExpiryOption(.unchecked), unless: [.given("none")], result: .boolean,
            note: "Below 3.0 there is no algorithm to give: the token's own header names it (index.js, `jwsVerify`)."),
        TokenAPI(
            library: "jws", name: "decode", kind: .decode, callees: [.function("jws", "decode")], parameters: ["token", "options"],
            token: "token",
            result: .member(["payload"]), note: "Verifies nothing."),
        TokenAPI(
            library: "jws", name: "sign", kind: .issue, callees: [.function("jws", "sign")], parameters: ["options"], key: "options.secret",
            payload: "options.payload", audience: ClaimOption(["options.payload.aud"], omitted: .open),
            issuer: ClaimOption(["options.payload.iss"], omitted: .open),
            algorithms: AlgorithmOption(["options.header.alg"], omitted: .closed),
            lifetime: LifetimeOption([.init("options.payload.exp", .deadline)], omittedSeconds: 0), result: .token,
            note: "Signs what it is given."),
    ]

    /// jsrsasign (`kjur/jsrsasign`), read from its published sources.
    static let jsrsasign: [TokenAPI] = [
        TokenAPI(
            library: "jsrsasign", name: "JWS.verifyJWT", kind: .verify,
            callees: [.function("jsrsasign", "KJUR.jws.JWS.verifyJWT"), .function("jsrsasign", "jws.JWS.verifyJWT")],
            parameters: ["token", "key", "accepted"], token: "token", key: "key", audience: jsrsasignClaim("aud"),
            issuer: jsrsasignClaim("iss"),
            algorithms: AlgorithmOption(["accepted.alg"], omitted: .closed),
            expiry: ExpiryOption(
                .checkedIfPresent, off: [Switch("accepted.verifyAt", .present)], leeway: ("accepted.gracePeriod", .seconds)),
            result: .boolean, note: "`aud` and `iss` must be lists, a string is ignored; a token without them passes (jws-3.3.js:677)."),
        TokenAPI(
            library: "jsrsasign", name: "JWS.verify", kind: .verify,
            callees: [.function("jsrsasign", "KJUR.jws.JWS.verify"), .function("jsrsasign", "jws.JWS.verify")],
            parameters: ["token", "key", "algorithms"], token: "token", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["algorithms"], omitted: .any), expiry: ExpiryOption(.unchecked), result: .boolean,
            note: "The signature alone."),
        TokenAPI(
            library: "jsrsasign", name: "JWS.parse", kind: .decode,
            callees: [.function("jsrsasign", "KJUR.jws.JWS.parse"), .function("jsrsasign", "jws.JWS.parse")], parameters: ["token"],
            token: "token", result: .member(["payloadObj"]), note: "Verifies nothing."),
    ]

    private static func jsrsasignClaim(_ name: String) -> ClaimOption {
        ClaimOption(["accepted.\(name)"], omitted: .open, claimAbsent: .open, misread: [.string: .open, .pattern: .open, .object: .open])
    }

    /// @elysiajs/jwt 1.4.2 (`elysiajs/elysia-jwt`).
    static let elysia: [TokenAPI] = [
        TokenAPI(
            library: "@elysiajs/jwt", name: "jwt", kind: .settings,
            callees: [.function("@elysiajs/jwt", "jwt"), .function("@elysiajs/jwt", "default")], parameters: ["options"],
            key: "options.secret",
            lifetime: LifetimeOption([.init("options.exp", .durationOrDeadline)], omittedSeconds: nil), result: .none,
            note: "`aud` and `iss` here are for signing, `verify` compares neither (src/index.ts:302)."),
        TokenAPI(
            library: "@elysiajs/jwt", name: "jwt.verify", kind: .verify,
            callees: [.member(["jwt"], "verify", labels: nil, importing: "@elysiajs/jwt")], parameters: ["token", "options"],
            token: "token",
            key: "registration:options.secret", audience: ClaimOption(["options.audience"], omitted: .open),
            issuer: ClaimOption(["options.issuer"], omitted: .open),
            algorithms: AlgorithmOption(["options.algorithms"], omitted: .anyOfKeyType),
            expiry: ExpiryOption(.checkedIfPresent, requires: ["options.requiredClaims", "options.maxTokenAge"]), result: .testable,
            inbound: true,
            note: "Answers false for a bad token (src/index.ts:351)."),
        TokenAPI(
            library: "@elysiajs/jwt", name: "jwt.sign", kind: .issue,
            callees: [.member(["jwt"], "sign", labels: nil, importing: "@elysiajs/jwt")], parameters: ["payload"],
            key: "registration:options.secret", payload: "payload",
            audience: ClaimOption(["payload.aud", "registration:options.aud"], omitted: .open),
            issuer: ClaimOption(["payload.iss", "registration:options.iss"], omitted: .open),
            algorithms: AlgorithmOption(["registration:options.alg"], omitted: .libraryDefault),
            lifetime: LifetimeOption(
                [.init("payload.exp", .durationOrDeadline), .init("registration:options.exp", .durationOrDeadline)], omittedSeconds: 0),
            result: .token, note: "Times as jose: a string is relative, a number absolute (src/index.ts:302)."),
    ]
}
