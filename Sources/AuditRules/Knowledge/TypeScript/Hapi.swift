extension Knowledge {
    /// @hapi/jwt 3.2.3 (`hapijs/jwt`).
    static let hapi: [TokenAPI] = [
        TokenAPI(
            library: "@hapi/jwt", name: "auth strategy", kind: .verify,
            callees: [.member(["auth"], "strategy", labels: nil, importing: "@hapi/jwt")], parameters: ["name", "scheme", "options"],
            key: "options.keys",
            audience: ClaimOption(["options.verify.aud"], omitted: .closed, off: [.false("options.verify.aud"), .false("options.verify")]),
            issuer: ClaimOption(["options.verify.iss"], omitted: .closed, off: [.false("options.verify.iss"), .false("options.verify")]),
            algorithms: AlgorithmOption(["options.keys.algorithms"], omitted: .anyOfKeyType),
            expiry: ExpiryOption(
                .checkedIfPresent, off: [.false("options.verify.exp"), .false("options.verify")], requires: ["options.verify.maxAgeSec"],
                leeway: ("options.verify.timeSkewSec", .seconds)), signatureOff: [.false("options.verify")],
            when: [Switch("scheme", .string("jwt"))], result: .guardian, inbound: true,
            note: "`aud`, `iss` and `sub` must be given, false opens each; `verify: false` needs a `validate` (lib/plugin.js:118)."),
        TokenAPI(
            library: "@hapi/jwt", name: "token.verify", kind: .verify, callees: [.function("@hapi/jwt", "token.verify")],
            parameters: ["token", "key", "options"], token: "token", key: "key", audience: ClaimOption(["options.aud"], omitted: .open),
            issuer: ClaimOption(["options.iss"], omitted: .open), algorithms: AlgorithmOption(["key.algorithms"], omitted: .anyOfKeyType),
            expiry: ExpiryOption(
                .checkedIfPresent, off: [.false("options.exp")], requires: ["options.maxAgeSec"],
                leeway: ("options.timeSkewSec", .seconds)), result: .none,
            note: "Takes what `token.decode` made; open where the strategy is strict (lib/token.js:122)."),
        TokenAPI(
            library: "@hapi/jwt", name: "token.verifySignature", kind: .verify, callees: [.function("@hapi/jwt", "token.verifySignature")],
            parameters: ["token", "key"], token: "token", key: "key", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["key.algorithms"], omitted: .anyOfKeyType), expiry: ExpiryOption(.unchecked), result: .none,
            note: "The signature alone (lib/token.js:138)."),
        TokenAPI(
            library: "@hapi/jwt", name: "token.decode", kind: .decode, callees: [.function("@hapi/jwt", "token.decode")],
            parameters: ["token", "options"], token: "token", result: .member(["decoded", "payload"]), note: "Verifies nothing."),
        TokenAPI(
            library: "@hapi/jwt", name: "token.generate", kind: .issue, callees: [.function("@hapi/jwt", "token.generate")],
            parameters: ["payload", "key", "options"], key: "key", payload: "payload",
            audience: ClaimOption(["payload.aud"], omitted: .open),
            issuer: ClaimOption(["payload.iss"], omitted: .open), algorithms: AlgorithmOption(["key.algorithm"], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("options.ttlSec"), .init("payload.exp", .deadline)], omittedSeconds: 0), result: .token,
            note: "Seconds; no `exp` by default (lib/token.js:37)."),
    ]

    /// hapi-auth-jwt2 11 (`dwyl/hapi-auth-jwt2`).
    static let hapiAuthJWT2: [TokenAPI] = [
        TokenAPI(
            library: "hapi-auth-jwt2", name: "auth strategy", kind: .verify,
            callees: [.member(["auth"], "strategy", labels: nil, importing: "hapi-auth-jwt2")], parameters: ["name", "scheme", "options"],
            key: "options.key", audience: JSONWebTokenOptions.audience(in: ["options.verifyOptions"]),
            issuer: JSONWebTokenOptions.issuer(in: ["options.verifyOptions"]),
            algorithms: JSONWebTokenOptions.algorithms(in: ["options.verifyOptions"]),
            expiry: JSONWebTokenOptions.expiry(in: ["options.verifyOptions"]), when: [Switch("scheme", .string("jwt"))],
            unless: [Switch("options.verify", .present)], result: .guardian, inbound: true,
            note: "Options of jsonwebtoken (lib/index.cjs:77)."),
        TokenAPI(
            library: "hapi-auth-jwt2", name: "auth strategy with own verify", kind: .decode,
            callees: [.member(["auth"], "strategy", labels: nil, importing: "hapi-auth-jwt2")], parameters: ["name", "scheme", "options"],
            when: [Switch("scheme", .string("jwt")), Switch("options.verify", .present)], result: .guardian, inbound: true,
            note: "Decodes only and hands the claims to the `verify` function (lib/index.cjs:234)."),
    ]
}
