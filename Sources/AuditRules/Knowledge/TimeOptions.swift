/// Whether a verifier looks at `exp`.
package struct ExpiryOption: Sendable {
    package enum Default: Sendable {
        /// Rejected when past; a token without `exp` is accepted.
        case checkedIfPresent
        /// Rejected when past or absent.
        case required
        /// Never looked at.
        case unchecked
        case unknown
    }
    package var byDefault: Default
    /// Options that switch the check off.
    package var off: [Switch]
    /// What must hold for anything to be checked at all (`max_age` of itsdangerous, a call of `validate()` on the claims).
    package var on: [Switch]
    /// Options whose presence makes `exp` mandatory, `off` notwithstanding.
    package var requires: [OptionPath]
    /// Path and unit of the clock leeway.
    package var leeway: (path: OptionPath, unit: TimeUnit)?
    package var isApplicable: Bool

    package init(
        _ byDefault: Default, off: [Switch] = [], on: [Switch] = [], requires: [OptionPath] = [],
        leeway: (path: OptionPath, unit: TimeUnit)? = nil
    ) {
        self.byDefault = byDefault
        self.off = off
        self.on = on
        self.requires = requires
        self.leeway = leeway
        isApplicable = true
    }

    package static let notApplicable: ExpiryOption = {
        var option = ExpiryOption(.unknown)
        option.isApplicable = false
        return option
    }()
}

/// The unit of a bare number.
package enum TimeUnit: Sendable { case milliseconds, seconds, minutes, hours, days }

/// How an issuing call or a setting says how long a token lives.
package struct LifetimeOption: Sendable {
    package enum Meaning: Sendable {
        /// A duration; numbers are in `unit`.
        case duration
        /// A point in time: epoch number in `unit`, or a date (`now + timedelta`, `Date().addingTimeInterval`).
        case deadline
        /// A string is a duration; a number (epoch, in `unit`) or a date is a point in time (jose).
        case durationOrDeadline
    }
    /// One way of writing it.
    package struct Source: Sendable {
        package var path: OptionPath
        package var meaning: Meaning
        package var unit: TimeUnit
        /// What a string without unit counts (`'3600'` is milliseconds for `ms`); nil: refused.
        package var bareStringUnit: TimeUnit?

        package init(_ path: OptionPath, _ meaning: Meaning = .duration, unit: TimeUnit = .seconds, bareStringUnit: TimeUnit? = nil) {
            self.path = path
            self.meaning = meaning
            self.unit = unit
            self.bareStringUnit = bareStringUnit
        }
    }
    package var sources: [Source]
    /// Seconds when nothing is said; 0: no expiry; nil: not known.
    package var omittedSeconds: Double?
    /// Seconds when the value is written as null or false (`JWT_ACCESS_TOKEN_EXPIRES = False`: no expiry).
    package var nullSeconds: Double?
    package var subject: LifetimeAnswer.Subject

    package init(_ sources: [Source], omittedSeconds: Double?, nullSeconds: Double? = nil, subject: LifetimeAnswer.Subject = .access) {
        self.sources = sources
        self.omittedSeconds = omittedSeconds
        self.nullSeconds = nullSeconds ?? omittedSeconds
        self.subject = subject
    }
}
