/// What the token's own header may choose among.
package enum AlgorithmReach: Sendable, Hashable {
    /// The library's fixed or default list, safe.
    case libraryDefault
    /// Whatever fits the key's type: no HMAC with a public key.
    case anyOfKeyType
    /// Anything, HMAC with a public key included.
    case any
    /// Unsigned tokens too.
    case anyAndNone
    /// The call refuses.
    case closed
    case unknown
}

/// An option of a verifier that names the algorithms which it takes.
package struct AlgorithmOption: Sendable {
    package var paths: [OptionPath]
    package var omitted: AlgorithmReach
    package var isApplicable: Bool

    package init(_ paths: [OptionPath], omitted: AlgorithmReach) {
        self.paths = paths
        self.omitted = omitted
        isApplicable = true
    }

    private init() {
        paths = []
        omitted = .unknown
        isApplicable = false
    }

    package static let notApplicable = AlgorithmOption()
}
