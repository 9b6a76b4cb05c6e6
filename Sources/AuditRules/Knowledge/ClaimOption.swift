/// What happens to a token.
package enum Effect: Sendable, Hashable {
    /// Accepted without the comparison.
    case open
    /// Rejected, or the call refuses to be made.
    case closed
    /// Accepted if the token lacks the claim, rejected if it carries one (PyJWT and `aud`).
    case closedIfPresent
    /// The claim must be there; its value is not compared.
    case presenceOnly
    /// The library compares with a value of its own configuration.
    case fixed
    /// There is no such option: only a comparison by hand can do it.
    case unsupported
    case unknown
}

/// An option of a verifier that names the expected value of a claim.
package struct ClaimOption: Sendable {
    /// Paths at which the expected value may stand; any of them counts.
    package var paths: [OptionPath]
    package var omitted: Effect
    /// Defaults: as omitted.
    package var null: Effect
    package var emptyString: Effect
    /// Default: closed.
    package var emptyList: Effect
    /// The expected value is given, the token has no such claim.
    package var claimAbsent: Effect
    /// Options that switch the comparison off even though a value is given.
    package var off: [Switch]
    /// Options that must have this value for the comparison to be made at all (python-jose `options.require_aud` is not one: that is `requires`).
    package var on: [Switch]
    /// Option that makes the claim mandatory (`options.require` containing `aud`).
    package var requires: [OptionPath]
    /// Shapes of value that the library takes without a word and does not compare as one would think.
    package var misread: [ValueShape: Effect]
    package var isApplicable: Bool

    package init(
        _ paths: [OptionPath], omitted: Effect, null: Effect? = nil, emptyString: Effect? = nil, emptyList: Effect = .closed,
        claimAbsent: Effect = .closed,
        off: [Switch] = [], on: [Switch] = [], requires: [OptionPath] = [], misread: [ValueShape: Effect] = [:]
    ) {
        self.paths = paths
        self.omitted = omitted
        self.null = null ?? omitted
        self.emptyString = emptyString ?? omitted
        self.emptyList = emptyList
        self.claimAbsent = claimAbsent
        self.off = off
        self.on = on
        self.requires = requires
        self.misread = misread
        isApplicable = true
    }

    private init() {
        self.init([], omitted: .unknown)
        isApplicable = false
    }

    package static let notApplicable = ClaimOption()
    /// No option for it: only a comparison by hand can do it.
    package static let unsupported = ClaimOption([], omitted: .unsupported)
    /// Compared with built-in configuration.
    package static let fixed = ClaimOption([], omitted: .fixed)
}

/// The shape of a value that is given for a claim.
package enum ValueShape: Sendable, Hashable {
    case string
    /// With at least one element.
    case list
    /// A list with an element that is null or undefined at run time.
    case listWithNull
    case pattern
    /// Neither of them: `new URL(…)`, a set.
    case object
}
