extension Knowledge {
    /// oidc-provider 9.11.4 (`panva/node-oidc-provider`): one entry per lifetime.
    static let oidcProvider: [TokenAPI] = oidcLifetimes + oidcFeatures

    private typealias Lifetime = (key: String, seconds: Double, subject: LifetimeAnswer.Subject)

    private static let oidcLifetimes: [TokenAPI] = {
        let lifetimes: [Lifetime] = [
            ("AccessToken", 3600, .access), ("ClientCredentials", 600, .access), ("IdToken", 3600, .identity),
            ("RefreshToken", 1_209_600, .refresh), ("AuthorizationCode", 60, .authorizationCode), ("DeviceCode", 600, .other),
            ("Session", 1_209_600, .session), ("Grant", 1_209_600, .refresh), ("Interaction", 3600, .other),
        ]
        return lifetimes.map { lifetime in
            TokenAPI(
                library: "oidc-provider", name: "Provider ttl.\(lifetime.key)", kind: .settings, callees: oidcCallees,
                parameters: ["issuer", "options"], issuer: .fixed,
                lifetime: LifetimeOption(
                    [.init("options.ttl.\(lifetime.key)")], omittedSeconds: lifetime.seconds, subject: lifetime.subject), result: .guardian,
                mintsUnder: "issuer",
                note: "Seconds, or a function that answers them (lib/helpers/defaults.js:354).")
        }
    }()

    private static let oidcFeatures: [TokenAPI] = [
        TokenAPI(
            library: "oidc-provider", name: "Provider resourceIndicators", kind: .settings, callees: oidcCallees,
            parameters: ["issuer", "options"],
            audience: ClaimOption(
                ["options.features.resourceIndicators.getResourceServerInfo"], omitted: .closed,
                off: [.false("options.features.resourceIndicators.enabled")]),
            issuer: .fixed,
            lifetime: LifetimeOption(
                [.init("options.features.resourceIndicators.getResourceServerInfo().accessTokenTTL")], omittedSeconds: nil),
            result: .guardian,
            note: "On by default; the audience is the resource, and no resource is known until `getResourceServerInfo` says so "
                + "(lib/helpers/defaults.js:2240)."),
        TokenAPI(
            library: "oidc-provider", name: "Provider features.dPoP", kind: .dpopVerify, callees: oidcCallees,
            parameters: ["issuer", "options"], unless: [.false("options.features.dPoP.enabled")],
            proofChecks: ProofCheckers.all(except: [.replay, .algorithm]).merging(
                [
                    .replay: ClaimOption([], omitted: .fixed, off: [.true("options.features.dPoP.allowReplay")]),
                    .algorithm: ClaimOption(["options.enabledJWA.dPoPSigningAlgValues"], omitted: .fixed),
                ], uniquingKeysWith: { $1 }), result: .guardian, inbound: true,
            note: "On by default and complete, at the authorization server's own endpoints (lib/helpers/validate_dpop.js:16)."),
        TokenAPI(
            library: "oidc-provider", name: "registerGrantType", kind: .settings,
            callees: [
                .method("oidc-provider", "Provider", "registerGrantType"), .method("oidc-provider", "default", "registerGrantType"),
                .member(["provider"], "registerGrantType", labels: nil, importing: "oidc-provider"),
            ], parameters: ["grantType", "handler", "parameters", "duplicates"], result: .none, inbound: true,
            note: "There is no token exchange built in: the handler itself validates the subject token and bounds audience and scope "
                + "(docs/README.md:210)."),
    ]

    private static let oidcCallees: [Callee] = [.constructor("oidc-provider", "Provider"), .constructor("oidc-provider", "default")]
}
