extension Knowledge {
    /// A registered claim that a method of a Swift claim type compares.
    package enum SwiftClaim: String, Sendable, CaseIterable { case audience, issuer, expiry, notBefore, subject, id }

    /// Methods which compare one claim and throw, or are told about one, where a payload type or its user calls them. jwt-kit has none for
    /// `iss`, `sub` and `jti`: those are compared by hand, on `.value`.
    package static let swiftClaimChecks: [(method: String, type: String, claim: SwiftClaim)] = [
        ("verifyIntendedAudience", "AudienceClaim", .audience),
        ("verifyNotExpired", "ExpirationClaim", .expiry),
        ("verifyNotBefore", "NotBeforeClaim", .notBefore),
        ("verifyAudience", "JSONWebToken", .audience),
        ("verifyDate", "JSONWebToken", .expiry),
        ("verifyDate", "JSONWebToken", .notBefore),
        ("validateClaims", "JWT", .expiry),
        ("validateClaims", "JWT", .notBefore),
        ("validateAudience", "ClaimSet", .audience),
        ("validateIssuer", "ClaimSet", .issuer),
        ("validateExpiry", "ClaimSet", .expiry),
        ("validateNotBefore", "ClaimSet", .notBefore),
    ]
}
