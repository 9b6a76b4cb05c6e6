extension Knowledge {
    /// @fastify/jwt 10.2.0, formerly fastify-jwt (`fastify/fastify-jwt`).
    static let fastify: [TokenAPI] = fastifyPackages.flatMap { package in
        [
            TokenAPI(
                library: "@fastify/jwt", name: "register", kind: .settings,
                callees: [.member([], "register", labels: nil, importing: package)], parameters: ["plugin", "options"],
                key: "options.secret",
                lifetime: LifetimeOption(
                    [.init("options.sign.expiresIn", unit: .seconds, bareStringUnit: .milliseconds)], omittedSeconds: nil),
                when: [Switch("plugin", .symbol(package, "default"))], result: .none, namespace: "options.namespace",
                note: "`verify` and `sign` are the defaults of requests and replies (index.js:31)."),
            TokenAPI(
                library: "@fastify/jwt", name: "request.jwtVerify", kind: .verify,
                callees: [
                    .member([], "jwtVerify", labels: nil, importing: package), .member([], "*JwtVerify", labels: nil, importing: package),
                ], parameters: ["options"],
                key: "registration:options.secret",
                audience: FastJWTOptions.claim("allowedAud", in: ["options.verify", "options", "registration:options.verify"]),
                issuer: FastJWTOptions.claim("allowedIss", in: ["options.verify", "options", "registration:options.verify"]),
                algorithms: FastJWTOptions.algorithms(in: ["options.verify", "options", "registration:options.verify"]),
                expiry: FastJWTOptions.expiry(in: ["options.verify", "options", "registration:options.verify"]), inbound: true,
                note: "Merges its options with the plugin's; a token without `aud` passes unless `requiredClaims` names it (index.js:458)."),
            TokenAPI(
                library: "@fastify/jwt", name: "fastify.jwt.verify", kind: .verify,
                callees: fastifyMethod("verify", package), parameters: ["token", "options"], token: "token",
                key: "options.key", audience: FastJWTOptions.claim("allowedAud", in: ["options"]),
                issuer: FastJWTOptions.claim("allowedIss", in: ["options"]), algorithms: FastJWTOptions.algorithms(in: ["options"]),
                expiry: FastJWTOptions.expiry(in: ["options"]), when: [Switch("options", .present)],
                note: "Options given here replace the plugin's `verify`, its `allowedAud` and `allowedIss` included (index.js:339)."),
            TokenAPI(
                library: "@fastify/jwt", name: "fastify.jwt.verify", kind: .verify,
                callees: fastifyMethod("verify", package), parameters: ["token", "options"], token: "token",
                key: "registration:options.secret", audience: FastJWTOptions.claim("allowedAud", in: ["registration:options.verify"]),
                issuer: FastJWTOptions.claim("allowedIss", in: ["registration:options.verify"]),
                algorithms: FastJWTOptions.algorithms(in: ["registration:options.verify"]),
                expiry: FastJWTOptions.expiry(in: ["registration:options.verify"]), unless: [Switch("options", .present)],
                note: "Without options the plugin's `verify` holds (index.js:301)."),
            TokenAPI(
                library: "@fastify/jwt", name: "decode", kind: .decode,
                callees: fastifyMethod("decode", package) + [
                    .member([], "jwtDecode", labels: nil, importing: package), .member([], "*JwtDecode", labels: nil, importing: package),
                ], parameters: ["token", "options"], token: "token", note: "Verifies nothing (index.js:221, 424)."),
            fastifySign("fastify.jwt.sign", fastifyMethod("sign", package)),
            fastifySign(
                "reply.jwtSign",
                [.member([], "jwtSign", labels: nil, importing: package), .member([], "*JwtSign", labels: nil, importing: package)]),
        ]
    }

    private static let fastifyPackages = ["@fastify/jwt", "fastify-jwt"]

    /// `fastify.jwt.verify` and, of a plugin that is registered for a namespace, `fastify.jwt.access.verify` (index.js:137).
    private static func fastifyMethod(_ name: String, _ package: String) -> [Callee] {
        [.member(["jwt"], name, labels: nil, importing: package), .member(["jwt", "*"], name, labels: nil, importing: package)]
    }

    private static func fastifySign(_ name: String, _ callees: [Callee]) -> TokenAPI {
        let holders = ["options", "options.sign", "registration:options.sign"]
        return TokenAPI(
            library: "@fastify/jwt", name: name, kind: .issue, callees: callees, parameters: ["payload", "options"],
            key: "registration:options.secret", payload: "payload",
            audience: ClaimOption(holders.map { "\($0).aud" } + ["payload.aud"], omitted: .open),
            issuer: ClaimOption(holders.map { "\($0).iss" } + ["payload.iss"], omitted: .open),
            algorithms: AlgorithmOption(holders.map { "\($0).algorithm" }, omitted: .libraryDefault),
            lifetime: LifetimeOption(
                holders.map { .init("\($0).expiresIn", .duration, unit: .seconds, bareStringUnit: .milliseconds) }
                    + [.init("payload.exp", .deadline)],
                omittedSeconds: 0), result: .token,
            note: "A number is seconds, the plugin multiplies it for fast-jwt; no `exp` by default (index.js:31).")
    }

    /// fast-jwt 6.3.2 (`nearform/fast-jwt`).
    static let fastJWT: [TokenAPI] = [
        TokenAPI(
            library: "fast-jwt", name: "createVerifier", kind: .verify, callees: [.function("fast-jwt", "createVerifier")],
            parameters: ["options"], key: "options.key", audience: FastJWTOptions.claim("allowedAud", in: ["options"]),
            issuer: FastJWTOptions.claim("allowedIss", in: ["options"]), algorithms: FastJWTOptions.algorithms(in: ["options"]),
            expiry: FastJWTOptions.expiry(in: ["options"]), result: .guardian,
            note: "Makes the function that verifies. A claim that the token lacks is not compared unless `requiredClaims` names it "
                + "(src/verifier.js:304)."),
        TokenAPI(
            library: "fast-jwt", name: "createSigner", kind: .issue, callees: [.function("fast-jwt", "createSigner")],
            parameters: ["options"], key: "options.key", audience: ClaimOption(["options.aud"], omitted: .open),
            issuer: ClaimOption(["options.iss"], omitted: .open),
            algorithms: AlgorithmOption(["options.algorithm"], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("options.expiresIn", unit: .milliseconds, bareStringUnit: .milliseconds)], omittedSeconds: 0),
            result: .guardian, note: "Makes the function that signs; numbers are milliseconds, no `exp` by default (src/signer.js:93)."),
        TokenAPI(
            library: "fast-jwt", name: "createDecoder", kind: .decode, callees: [.function("fast-jwt", "createDecoder")],
            parameters: ["options"], result: .guardian, note: "Makes a function that verifies nothing (src/decoder.js:80)."),
    ]
}

/// What fast-jwt makes of its options, wherever a plugin keeps them.
enum FastJWTOptions {
    static func claim(_ name: String, in holders: [OptionPath]) -> ClaimOption {
        ClaimOption(
            holders.map { "\($0).\(name)" }, omitted: .open, null: .open, emptyString: .open, emptyList: .closedIfPresent,
            claimAbsent: .open,
            requires: holders.map { "\($0).requiredClaims" })
    }

    static func algorithms(in holders: [OptionPath]) -> AlgorithmOption {
        AlgorithmOption(holders.map { "\($0).algorithms" }, omitted: .anyOfKeyType)
    }

    static func expiry(in holders: [OptionPath]) -> ExpiryOption {
        ExpiryOption(
            .checkedIfPresent, off: holders.map { .true("\($0).ignoreExpiration") }, requires: holders.map { "\($0).requiredClaims" },
            leeway: holders.first.map { ("\($0).clockTolerance", .milliseconds) })
    }
}
