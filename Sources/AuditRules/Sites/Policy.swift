/// What the owner of a program asks of it beyond what its source can say: how long tokens may live, and whom they must be meant for.
package struct Policy: Sendable {
    package var lifetimes: [LifetimeAnswer.Subject: LifetimeLimits]
    /// The audiences that tokens for this program carry; empty: not told.
    package var audiences: [String]
    /// The issuers that this program trusts; empty: not told.
    package var issuers: [String]

    package init(
        lifetimes: [LifetimeAnswer.Subject: LifetimeLimits] = LifetimeLimits.standard, audiences: [String] = [], issuers: [String] = []
    ) {
        self.lifetimes = lifetimes
        self.audiences = audiences
        self.issuers = issuers
    }

    /// The limits of the rubric, and no opinion on names.
    package static let standard = Policy()
}

/// How long a kind of token may live, in seconds.
package struct LifetimeLimits: Sendable, Equatable {
    /// A longer life is a finding of severity `medium`.
    package let medium: Double
    /// A longer life is one of severity `high`.
    package let high: Double

    package init(medium: Double, high: Double) {
        self.medium = medium
        self.high = high
    }

    package static let standard: [LifetimeAnswer.Subject: LifetimeLimits] = [
        .access: LifetimeLimits(medium: 3_600, high: 86_400), .session: LifetimeLimits(medium: 86_400, high: 30 * 86_400),
        .refresh: LifetimeLimits(medium: 30 * 86_400, high: 180 * 86_400),
        .authorizationCode: LifetimeLimits(medium: 600, high: 3_600), .dpopProof: LifetimeLimits(medium: 300, high: 3_600),
        .identity: LifetimeLimits(medium: 86_400, high: 30 * 86_400),
        .other: LifetimeLimits(medium: 86_400, high: 30 * 86_400),
    ]
}
