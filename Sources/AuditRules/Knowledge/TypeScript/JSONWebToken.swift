extension Knowledge {
    /// jsonwebtoken 9.0.2 and 8.5.1 (`auth0/node-jsonwebtoken`).
    static let jsonWebToken: [TokenAPI] = [
        jsonWebTokenVerify(
            algorithms: .anyOfKeyType, versions: VersionRange(from: [9]),
            note: "undefined, null and '' are open; an `issuer` that is neither string nor list is ignored; expiry is tested before both "
                + "(verify.js:185)."),
        jsonWebTokenVerify(
            algorithms: .anyOfKeyType, versions: VersionRange(from: [4, 2], below: [9]),
            note:
                "The default list follows the look of the key (PEM or secret); an unsigned token with a falsy key is accepted (v8.5.1:verify.js:109)."
        ),
        jsonWebTokenVerify(
            algorithms: .any, versions: VersionRange(below: [4, 2]),
            note: "The token's own header names the algorithm, there is no option for it (v4.0.0:index.js:101)."),
        TokenAPI(
            library: "jsonwebtoken", name: "decode", kind: .decode,
            callees: [.function("jsonwebtoken", "decode"), .function("jsonwebtoken/decode*", "default")], parameters: ["token", "options"],
            token: "token", note: "Verifies nothing, null if malformed; `complete` for the header's `kid` is harmless (decode.js:3)."),
        jsonWebTokenSign(
            lifetime: JSONWebTokenOptions.lifetime(in: ["options"]), versions: VersionRange(from: [5, 2]),
            note: "HS256 and no `exp` by default; a bare string of `expiresIn` is milliseconds, '1M' one minute (lib/timespan.js:3)."),
        jsonWebTokenSign(
            lifetime: LifetimeOption(
                [
                    .init("options.expiresInMinutes", .duration, unit: .minutes),
                    .init("options.expiresInSeconds", .duration, unit: .seconds), .init("payload.exp", .deadline, unit: .seconds),
                ], omittedSeconds: 0), versions: VersionRange(below: [5, 2]),
            note: "`expiresIn` is not read: without `expiresInMinutes` or `expiresInSeconds` there is no `exp` (v5.0.0:index.js:45)."),
    ]

    private static func jsonWebTokenSign(lifetime: LifetimeOption, versions: VersionRange, note: String) -> TokenAPI {
        TokenAPI(
            library: "jsonwebtoken", name: "sign", kind: .issue,
            callees: [.function("jsonwebtoken", "sign"), .function("jsonwebtoken/sign*", "default")],
            parameters: ["payload", "key", "options", "callback"], key: "key", payload: "payload",
            audience: ClaimOption(["options.audience", "payload.aud"], omitted: .open),
            issuer: ClaimOption(["options.issuer", "payload.iss"], omitted: .open),
            algorithms: AlgorithmOption(["options.algorithm", "options.header.alg"], omitted: .libraryDefault), lifetime: lifetime,
            result: .token, versions: versions, note: note)
    }

    private static func jsonWebTokenVerify(algorithms: AlgorithmReach, versions: VersionRange, note: String) -> TokenAPI {
        TokenAPI(
            library: "jsonwebtoken", name: "verify", kind: .verify,
            callees: [.function("jsonwebtoken", "verify"), .function("jsonwebtoken/verify*", "default")],
            parameters: ["token", "key", "options", "callback"], token: "token", key: "key",
            audience: JSONWebTokenOptions.audience(in: ["options"]), issuer: JSONWebTokenOptions.issuer(in: ["options"]),
            algorithms: AlgorithmOption(["options.algorithms"], omitted: algorithms), expiry: JSONWebTokenOptions.expiry(in: ["options"]),
            versions: versions, note: note)
    }
}

/// What jsonwebtoken makes of its options, wherever a wrapper keeps them (`in`: the paths of the objects that hold them).
enum JSONWebTokenOptions {
    static func audience(in holders: [OptionPath]) -> ClaimOption {
        ClaimOption(
            holders.map { "\($0).audience" }, omitted: .open, null: .open, emptyString: .open, emptyList: .closed,
            misread: [.listWithNull: .closedIfPresent])
    }

    /// Only strings and lists are compared (verify.js:209-217).
    static func issuer(in holders: [OptionPath]) -> ClaimOption {
        ClaimOption(
            holders.map { "\($0).issuer" }, omitted: .open, null: .open, emptyString: .open, emptyList: .closed,
            misread: [.pattern: .open, .object: .open])
    }

    static func algorithms(in holders: [OptionPath]) -> AlgorithmOption {
        AlgorithmOption(holders.map { "\($0).algorithms" }, omitted: .anyOfKeyType)
    }

    /// `maxAge` needs `iat`, so it bounds a token without `exp` too.
    static func expiry(in holders: [OptionPath], off: [Switch] = []) -> ExpiryOption {
        ExpiryOption(
            .checkedIfPresent, off: holders.map { .true("\($0).ignoreExpiration") } + off, requires: holders.map { "\($0).maxAge" },
            leeway: holders.first.map { ("\($0).clockTolerance", .seconds) })
    }

    /// Numbers are seconds, bare strings go through `ms` and are milliseconds (lib/timespan.js:3-17).
    static func lifetime(in holders: [OptionPath], payload: OptionPath? = "payload") -> LifetimeOption {
        LifetimeOption(
            holders.map { .init("\($0).expiresIn", .duration, unit: .seconds, bareStringUnit: .milliseconds) }
                + (payload.map { [.init("\($0).exp", .deadline, unit: .seconds)] } ?? []),
            omittedSeconds: 0)
    }
}
