import SourceScanner

/// One place where a token is handled: a call, a declaration or a settings key, and what it enforces.
package struct TokenSite: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case verify, decode, issue, introspect
        case dpopVerify = "dpop-verify"
        case dpopClient = "dpop-client"
        case exchange, passthrough, leak, compare, settings
    }

    package enum Signature: String, Sendable { case verified, notVerified = "not-verified", unknown }

    package enum Proof: String, Sendable { case verified, partial, absent, notApplicable = "not-applicable" }

    package var kind: Kind
    /// The library's name as the report prints it (`jose`), `hand-written` where there is none.
    package var library: String
    /// The call as the report prints it (`jwtVerify`).
    package var api: String
    /// The node that handles the token: mostly a call.
    package var syntax: Syntax
    package var location: Location
    package var surface: Surface
    /// Acceptance of this token decides access here. Nil where that cannot be known.
    package var inbound: Bool?
    /// This program also mints the token with the same key. Nil where that cannot be known.
    package var selfIssued: Bool?

    package var signature: Signature = .unknown
    /// What must be set for the signature to be checked, where it is checked on some paths only.
    package var signatureCondition: Evidence?
    package var audience = Answer(.notApplicable)
    /// It compares no claims itself: a verifier that the program wrote decides.
    package var delegates = false
    /// The verification that this call leads to, where it is one of the program's own functions.
    package var wrapped: Syntax?
    /// Another site says the same of this one: what is wrong is reported there.
    package var isEcho = false
    /// The audience is enforced by a comparison that the program makes itself.
    package var byHand = false
    package var issuer = Answer(.notApplicable)
    /// Exchanges: whether scopes are asked for. Guards: whether scopes are required.
    package var scope = Answer(.notApplicable)
    package var algorithm = AlgorithmAnswer(.notApplicable)
    package var expiry = ExpiryAnswer(.notApplicable)
    package var dpop: Proof = .notApplicable
    /// RFC 9449 §4.3, for `dpop-verify`; §4.2 for `dpop-client`. Empty elsewhere.
    package var proofChecks: [ProofCheck: Answer] = [:]
    /// What an unverified reading is for, at `decode` sites.
    package var purpose: DecodePurpose = .unknown
    /// Issue and settings sites: what lives how long.
    package var lifetime: LifetimeAnswer?
    /// How the key was found: a literal, a JWK set of one fixed issuer, the token's own header, …
    package var key = KeyAnswer(.unknown)
    /// Identity, across sites, of the issuer that a verification expects or under whose name tokens are minted; nil where it is not known.
    package var issuerIdentity: String?
    /// How the token gets out, at `passthrough` and `leak` sites.
    package var outlet: Outlet?
    /// Whether a comparison at a `compare` site takes the same time for every wrong guess.
    package var isConstantTime: Bool?
    /// What the site's facts rest on, in reading order.
    package var evidence: [Evidence] = []

    package init(kind: Kind, library: String, api: String, syntax: Syntax, location: Location, surface: Surface) {
        self.kind = kind
        self.library = library
        self.api = api
        self.syntax = syntax
        self.location = location
        self.surface = surface
    }

    package var language: Language { syntax.tree.language }
}

/// What a site does about one claim (audience, issuer).
package struct Answer: Sendable {
    package enum State: String, Sendable {
        /// A mismatch is rejected, always.
        case enforced
        /// Nothing compares it.
        case missing
        /// Compared on some paths only, or with a value that may be absent at run time.
        case conditional
        /// Switched off in so many words.
        case disabled
        case unknown
        case notApplicable = "not-applicable"
    }

    /// How a comparison compares.
    package enum Strictness: Sendable { case exact, prefix, substring, caseFolded, pattern, providerConstant }
    /// What a failed comparison does.
    package enum Reaction: Sendable { case rejects, onlyLogs, swallowed }

    package var state: State
    package var evidence: [Evidence]
    package var strictness: Strictness
    package var reaction: Reaction
    /// What the library does by itself where the state is `missing`, `conditional` or `disabled`.
    package var otherwise: Effect
    /// The expected value comes from the token itself and proves nothing.
    package var comparesWithItself: Bool
    /// Every value involved was resolved.
    package var isCertain: Bool
    /// The values that the comparison lets through, as far as they are written in the source.
    package var accepted: [String] = []

    package init(
        _ state: State, _ evidence: [Evidence] = [], strictness: Strictness = .exact, reaction: Reaction = .rejects,
        otherwise: Effect = .open,
        comparesWithItself: Bool = false, isCertain: Bool = true
    ) {
        self.state = state
        self.evidence = evidence
        self.strictness = strictness
        self.reaction = reaction
        self.otherwise = otherwise
        self.comparesWithItself = comparesWithItself
        self.isCertain = isCertain
    }
}

package struct AlgorithmAnswer: Sendable {
    package enum State: String, Sendable {
        case pinned, unpinned
        case libraryDefault = "library-default"
        case unknown
        case notApplicable = "not-applicable"
    }
    package var state: State
    package var evidence: [Evidence]
    /// The resolved allowlist, as written (`HS256`, `none`), where known.
    package var allowed: [String]
    /// What the token's own `alg` can choose among where the state is `unpinned`: `anyOfKeyType` is far weaker than `any`.
    package var reach: AlgorithmReach

    package init(_ state: State, _ evidence: [Evidence] = [], allowed: [String] = [], reach: AlgorithmReach = .unknown) {
        self.state = state
        self.evidence = evidence
        self.allowed = allowed
        self.reach = reach
    }
}

package struct ExpiryAnswer: Sendable {
    package enum State: String, Sendable { case enforced, ignored, unknown, notApplicable = "not-applicable" }
    package var state: State
    package var evidence: [Evidence]
    /// Clock leeway in seconds, where written.
    package var leewaySeconds: Double?
    /// A token without `exp` is rejected as well.
    package var claimRequired: Bool

    package init(_ state: State, _ evidence: [Evidence] = [], leewaySeconds: Double? = nil, claimRequired: Bool = false) {
        self.state = state
        self.evidence = evidence
        self.leewaySeconds = leewaySeconds
        self.claimRequired = claimRequired
    }
}

package struct LifetimeAnswer: Sendable {
    /// What lives that long: the limits differ.
    package enum Subject: String, Sendable, CaseIterable {
        case access, session, refresh, authorizationCode = "authorization-code", dpopProof = "dpop-proof", identity, other
    }
    package var subject: Subject
    /// Seconds; 0: no expiry at all; nil: not known, or no number that can be told.
    package var seconds: Double?
    /// The value comes from a library's default.
    package var isDefault: Bool
    package var evidence: [Evidence]

    package init(_ subject: Subject, seconds: Double?, isDefault: Bool = false, evidence: [Evidence] = []) {
        self.subject = subject
        self.seconds = seconds.flatMap { $0.isFinite ? $0 : nil }
        self.isDefault = isDefault
        self.evidence = evidence
    }
}

package struct KeyAnswer: Sendable {
    package enum Source: Sendable, Equatable {
        /// Written in the source; UTF-8 length in bytes.
        case literal(byteCount: Int)
        /// An environment variable with a literal to fall back on; length of the literal in bytes.
        case environmentOrLiteral(byteCount: Int)
        case environment
        /// Keys published by one fixed issuer.
        case fixedKeySet
        /// Keys from an address that the token itself names.
        case namedByToken
        /// The `jwk` in the token's own header (a DPoP proof).
        case embedded
        case publicKey
        case none
        case unknown
    }
    package var source: Source
    package var evidence: [Evidence]
    /// Identity of the key across sites (an environment variable's name, a constant's declaration), for `selfIssued`.
    package var identity: String?
    /// What the key may be where it is written in the source. No report shows it; it tells which literals of a line have to be masked.
    package var literals: [String]

    package init(_ source: Source, _ evidence: [Evidence] = [], identity: String? = nil, literals: [String] = []) {
        self.source = source
        self.evidence = evidence
        self.identity = identity
        self.literals = literals
    }
}

/// RFC 9449 §4.3: what the receiver of a proof checks.
package enum ProofCheck: String, Sendable, CaseIterable {
    case signature, type = "typ", algorithm = "alg", method = "htm", uri = "htu", issuedAt = "iat", replay = "jti", accessTokenHash = "ath",
        thumbprint = "jkt"
}

/// What the claims of a token that was decoded without verification are used for.
package enum DecodePurpose: Sendable {
    /// To choose a key, an issuer, a tenant or a verifier; a real verification of the same token belongs to it.
    case routing
    /// To show or log something, or to read a token of one's own.
    case display
    /// Access is decided by claims that nobody verified.
    case decidesAccess
    case unknown
}

/// How a token leaves the program or is laid open.
package struct Outlet: Sendable {
    package enum Way: String, Sendable {
        /// Sent to another service as that service's credential.
        case service
        /// An upstream's token given to a client as this server's own.
        case issuedAsOwn = "issued-as-own"
        case log
        /// In what a tool gives to the model.
        case toolOutput = "tool-output"
        /// In the answer of a route.
        case answer
        /// Put into a query string.
        case url
        /// Taken from a query string.
        case readFromURL = "read-from-url"
        /// Local storage, a plain file.
        case storage
    }
    package var way: Way
    /// The caller's own token; else one that an authorization server gave to this program.
    package var isCallers: Bool
    /// Only a few characters of it.
    package var isShortened: Bool
    /// As part of a larger value, such as all headers.
    package var isWhole: Bool
    /// Followed inside one function.
    package var isCertain: Bool

    package init(_ way: Way, isCallers: Bool, isShortened: Bool = false, isWhole: Bool = false, isCertain: Bool = true) {
        self.way = way
        self.isCallers = isCallers
        self.isShortened = isShortened
        self.isWhole = isWhole
        self.isCertain = isCertain
    }
}
