import SourceScanner

/// What one call of one library does with a token: which arguments matter, and what happens when an option is left out.
///
/// An entry is data. It says nothing about how a program is read; `Sites` joins it with the resolved call. Entries with the same callee and the
/// same name are alternatives by version, the newest first; entries with different names each speak for themselves wherever `when` and `unless`
/// allow. A member callee with receiver names comes before one without.
package struct TokenAPI: Sendable {
    /// The library's name in reports and in `docs/libraries.md`.
    package var library: String
    /// The call's name in reports (`jwtVerify`, `JWTVerifier`).
    package var name: String
    package var kind: TokenSite.Kind
    /// Every way in which the call is reached.
    package var callees: [Callee]
    /// Names of the parameters in order, so that an argument is found by label or by position. `options` objects are parameters too.
    package var parameters: [String]
    /// The same for the constructor that made a method's receiver (`JsonWebToken(["RS256"]).decode(…)`).
    package var receiverParameters: [String]
    /// Paths to the token, the key, the payload to be signed or the type whose own method checks the payload (`as:` of jwt-kit).
    package var token: OptionPath?
    package var key: OptionPath?
    package var payload: OptionPath?
    /// The library's own types for a payload: a claim that the initializer is not given is not in the token.
    package var payloadTypes: Set<String>
    /// The keys were put into the method's receiver before, one call each (`keys.add(rsa: …)`).
    package var keysAreAdded: Bool
    package var audience: ClaimOption
    package var issuer: ClaimOption
    package var algorithms: AlgorithmOption
    package var expiry: ExpiryOption
    package var lifetime: LifetimeOption?
    /// Options which, given the value, make the call skip the signature (`verify=False`, `options.verify_signature`).
    package var signatureOff: [Switch]
    /// The entry speaks of the call only when all of these hold (`JWT(jwt:)` of jwcrypto verifies, `JWT(claims:)` issues).
    package var when: [Switch]
    /// The call is no site when one of these holds (`forward_incoming_headers=False`).
    package var unless: [Switch]
    /// Arguments that hold verifiers of tokens which this API fetched itself: a proxy that mints its own audience-bound tokens and keeps
    /// the others to itself.
    package var shields: [OptionPath]
    /// What a DPoP verifier checks by itself (`.fixed`) or when an option is given; a check that is not listed is not made.
    package var proofChecks: [ProofCheck: ClaimOption]
    /// Paths to the scopes that a guard requires or an exchange asks for; nowhere in the call: empty.
    package var scope: [OptionPath]
    /// Whether a guard lets requests without an accepted token through.
    package var anonymous: Admission
    /// What the call gives back.
    package var result: Result
    /// Whether the tokens that this API handles decide access where it is used: `true` for a resource server's middleware, `false` for a client's ID token.
    package var inbound: Bool?
    /// The keys come from one issuer's published set by construction (a `jwks_uri` or issuer option).
    package var keysBindIssuer: Bool
    /// The program keeps a record of each of these tokens: it minted them itself.
    package var mintedHere: Bool
    /// Path to the issuer under whose name this API mints tokens, at an authorization server that a program runs itself.
    package var mintsUnder: OptionPath?
    /// `settings` entries: where a registration says for which namespace it speaks; nil: for all calls of the library.
    package var namespace: OptionPath?
    /// Which versions of the package this entry speaks of; nil: all.
    package var versions: VersionRange?
    /// The language in which the call is written; nil where the module's name says it.
    package var language: Language?
    /// One sentence for `docs/libraries.md`: surprises, and where they were read (`lib/verify.js:209`).
    package var note: String

    package init(
        library: String, name: String, kind: TokenSite.Kind, callees: [Callee], parameters: [String] = [],
        receiverParameters: [String] = [], token: OptionPath? = nil,
        key: OptionPath? = nil,
        payload: OptionPath? = nil, payloadTypes: Set<String> = [], keysAreAdded: Bool = false, audience: ClaimOption = .notApplicable,
        issuer: ClaimOption = .notApplicable,
        algorithms: AlgorithmOption = .notApplicable, expiry: ExpiryOption = .notApplicable, lifetime: LifetimeOption? = nil,
        signatureOff: [Switch] = [],
        when: [Switch] = [], unless: [Switch] = [], shields: [OptionPath] = [], proofChecks: [ProofCheck: ClaimOption] = [:],
        scope: [OptionPath] = [], anonymous: Admission = .never,
        result: Result = .claims, inbound: Bool? = nil, keysBindIssuer: Bool = false, mintedHere: Bool = false,
        mintsUnder: OptionPath? = nil, namespace: OptionPath? = nil,
        versions: VersionRange? = nil, language: Language? = nil, note: String = ""
    ) {
        self.library = library
        self.name = name
        self.kind = kind
        self.callees = callees
        self.parameters = parameters
        self.receiverParameters = receiverParameters
        self.token = token
        self.key = key
        self.payload = payload
        self.payloadTypes = payloadTypes
        self.keysAreAdded = keysAreAdded
        self.audience = audience
        self.issuer = issuer
        self.algorithms = algorithms
        self.expiry = expiry
        self.lifetime = lifetime
        self.signatureOff = signatureOff
        self.when = when
        self.unless = unless
        self.shields = shields
        self.proofChecks = proofChecks
        self.scope = scope
        self.anonymous = anonymous
        self.result = result
        self.inbound = inbound
        self.keysBindIssuer = keysBindIssuer
        self.mintedHere = mintedHere
        self.mintsUnder = mintsUnder
        self.namespace = namespace
        self.versions = versions
        self.language = language
        self.note = note
    }

    /// What the call gives back, and how a refusal shows.
    package enum Result: Sendable, Equatable {
        /// The claims; a refusal is thrown.
        case claims
        /// An object whose member at this path holds the claims (`payload` of jose); a refusal is thrown.
        case member([String])
        /// Claims or nothing: a refusal is a value that must be tested.
        case testable
        /// True or false.
        case boolean
        /// A middleware, a verifier object, a strategy: it refuses by itself.
        case guardian
        /// A signed token.
        case token
        case none
    }

    /// Whether a guard lets requests without an accepted token through to the handler.
    package struct Admission: Sendable {
        package var byDefault: Bool
        /// Options that open the guard.
        package var on: [Switch]
        /// Options that close a guard which is open by default (`required: true`).
        package var off: [Switch]

        package init(byDefault: Bool, on: [Switch] = [], off: [Switch] = []) {
            self.byDefault = byDefault
            self.on = on
            self.off = off
        }

        package static let never = Admission(byDefault: false)
        package static func ifSet(_ on: Switch...) -> Admission { Admission(byDefault: false, on: on) }
        package static func unlessSet(_ off: Switch...) -> Admission { Admission(byDefault: true, off: off) }
    }
}

/// Versions of a package, the first included, the last excluded.
package struct VersionRange: Sendable, Hashable {
    package var from: [Int]?
    package var below: [Int]?

    package init(from: [Int]? = nil, below: [Int]? = nil) {
        self.from = from
        self.below = below
    }
}
