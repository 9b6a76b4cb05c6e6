extension Knowledge {
    /// passport-jwt 4.0.1 (`mikenicholson/passport-jwt`).
    static let passportJWT: [TokenAPI] = [
        TokenAPI(
            library: "passport-jwt", name: "Strategy", kind: .verify,
            callees: [.constructor("passport-jwt", "Strategy"), .subclass("passport-jwt", "Strategy")], parameters: ["options", "verify"],
            token: "options.jwtFromRequest", key: "options.secretOrKey", audience: JSONWebTokenOptions.audience(in: ["options"]),
            issuer: JSONWebTokenOptions.issuer(in: ["options"]), algorithms: JSONWebTokenOptions.algorithms(in: ["options"]),
            expiry: ExpiryOption(
                .checkedIfPresent, off: [.true("options.ignoreExpiration")], requires: ["options.jsonWebTokenOptions.maxAge"],
                leeway: ("options.jsonWebTokenOptions.clockTolerance", .seconds)),
            result: .guardian, inbound: true,
            note:
                "Only top-level options count: `audience`, `issuer`, `algorithms` and `ignoreExpiration` inside `jsonWebTokenOptions` are "
                + "overwritten, be it with undefined (lib/strategy.js:59). In Nest the options are those of `super(…)`.")
    ]

    /// passport-azure-ad 4.3, archived (`AzureAD/passport-azure-ad`).
    static let passportAzureAD: [TokenAPI] = [
        TokenAPI(
            library: "passport-azure-ad", name: "BearerStrategy", kind: .verify,
            callees: [.constructor("passport-azure-ad", "BearerStrategy"), .subclass("passport-azure-ad", "BearerStrategy")],
            parameters: ["options", "verify"], audience: ClaimOption(["options.audience", "options.clientID"], omitted: .fixed),
            issuer: ClaimOption(["options.issuer"], omitted: .fixed, off: [.false("options.validateIssuer")]),
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, off: [.true("options.ignoreExpiration")], leeway: ("options.clockSkew", .seconds)),
            scope: ["options.scope"], result: .guardian, inbound: true, keysBindIssuer: true,
            note: "The audience defaults to the client id and its `spn:` form; `loggingNoPII: false` logs token data "
                + "(lib/bearerstrategy.js:207).")
    ]
}
