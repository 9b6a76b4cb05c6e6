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
        payload: OptionPath? = nil, keysAreAdded: Bool = false, audience: ClaimOption = .notApplicable,
        issuer: ClaimOption = .notApplicable,
        algorithms: AlgorithmOption = .notApplicable, expiry: ExpiryOption = .notApplicable, lifetime: LifetimeOption? = nil,
        signatureOff: [Switch] = [],
        when: [Switch] = [], unless: [Switch] = [], shields: [OptionPath] = [], proofChecks: [ProofCheck: ClaimOption] = [:],
        scope: [OptionPath] = [], anonymous: Admission = .never,
        result: Result = .claims, inbound: Bool? = nil, keysBindIssuer: Bool = false, mintsUnder: OptionPath? = nil,
        namespace: OptionPath? = nil,
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

/// How a call is recognised once its callee is resolved.
///
/// Names may be dotted: `.function("aws-jwt-verify", "CognitoJwtVerifier.create")` is a static member or a member of an exported object.
/// `.function("firebase-admin/auth", "getAuth().verifyIdToken")` is a method of what an exported function answers.
/// In JavaScript the name `default` is a module's default export, or the module itself where `module.exports` is the function or class.
/// A module counts without registry and version: `npm:jose@5`, `https://deno.land/x/jose@v5/index.ts` and `esm.sh/jose` are `jose`, `jsr:@panva/jose` is `@panva/jose`.
package enum Callee: Sendable, Hashable {
    /// An exported function, or a member of the exported object: `.function("jose", "jwtVerify")`, `.function("jsonwebtoken", "verify")` (default, namespace or named import alike).
    /// Python: every module that exports it, `.function("jwt", "decode")`, `.function("jwt.api_jwt", "decode")`. A module matches itself and, with a trailing `*`, what is below it.
    case function(_ module: String, _ name: String)
    /// A method on an instance of an exported class: `.method("@nestjs/jwt", "JwtService", "verifyAsync")`.
    case method(_ module: String, _ type: String, _ name: String)
    /// Making an instance: `.constructor("passport-jwt", "Strategy")`, Python `.constructor("fastmcp.server.auth*", "JWTVerifier")`.
    case constructor(_ module: String, _ type: String)
    /// A subclass of an exported class or a conformance to an exported protocol is itself the site: `.subclass("JWTKit", "JWTPayload")`.
    case subclass(_ module: String, _ type: String)
    /// A member call on a receiver whose type the source does not show: the last names of the receiver's path (empty: any), and the module that the file or program
    /// must import: `.member(["jwt"], "verify", labels: nil, importing: "JWT")` is `req.jwt.verify(…)` in a program that imports JWT.
    /// A `*` in front of the name, or as the receiver's last name, is the namespace under which a registration put the call
    /// (`.member([], "*JwtVerify", …)` is `request.accessJwtVerify()`).
    /// `labels`: Swift argument labels in order, `_` for none; nil: any.
    case member(_ receiver: [String], _ name: String, labels: [String]?, importing: String)
    /// A setting: an assignment to a name, a dictionary key or a member with that name (`SIMPLE_JWT`, `app.config["JWT_ACCESS_TOKEN_EXPIRES"]`), in a program that depends on the package.
    case setting(_ name: String, package: String)
    /// A decorator of this name, imported from the module.
    case decorator(_ module: String, _ name: String)
    /// A function of the audited program itself, `Type.method` for a method, by the file that declares it: what its user says about it counts, not what is in it.
    case own(_ path: String, _ name: String)
}

/// A path from a call's arguments to a value: names joined with dots. The first name is a parameter (by label, or by its position in `parameters`);
/// further names are keys of the object found there (`options.audience`): the labels, if the object is made by a call, and the members' names, if it
/// is a list of member calls (`validators.aud.expectedAudience` in `validators: [.aud(expectedAudience: me)]`).
/// - `payload.exp` looks into the claims to be signed.
/// - `chain:setAudience` is the first argument of a method called on the call's result, at once (a builder) or through a variable; it is present once
///   the method is called.
/// - `receiver:audience` is an argument of the constructor that made the method's receiver, by label or by its position in `receiverParameters`.
/// - `setting:JWT_DECODE_AUDIENCE` is what the program assigns to that setting anywhere, `setting:SIMPLE_JWT.AUDIENCE` a key of it,
///   `setting:jwt.google.applicationIdentifier` a member of that path.
/// - `registration:options.verifyOptions.audience` is that path in any call of the program which a `settings` entry of the same library matches
///   (`JwtModule.register`, a plugin's registration): it holds where the call itself says nothing.
/// - `options.useFactory().secret` looks into what the function found there returns.
/// - `environment:FASTMCP_SERVER_AUTH_JWT_AUDIENCE` is a variable from which the library itself takes what the call leaves out.
/// - `self.x` in an entry with callee `.subclass` is a class attribute.
/// An entry with callee `.setting` has the setting's keys as first names, and `value` for a setting that is no dictionary.
package typealias OptionPath = String

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

/// An option at a path with a value that switches something.
package struct Switch: Sendable, Hashable {
    package enum Value: Sendable, Hashable {
        case boolean(Bool)
        case null
        case string(String)
        /// A list that contains the string.
        case contains(String)
        /// A list without the string (`claims_to_verify=("iss",)` and `aud`).
        case lacks(String)
        /// A type or a member whose last name is this (`as: AppleIdentityToken.self`, `verifier: .none`).
        case name(String)
        /// Given at all.
        case present
        /// The value is this export of this module (`EmbeddedJWK` as a key, a plugin in `register(plugin, …)`); names as in `Callee`.
        case symbol(_ module: String, _ name: String)
        case absent
        /// A function that says yes to everything: `() => true`.
        case consenting
    }
    package var path: OptionPath
    package var value: Value

    package init(_ path: OptionPath, _ value: Value) {
        self.path = path
        self.value = value
    }

    package static func `false`(_ path: OptionPath) -> Switch { Switch(path, .boolean(false)) }
    package static func `true`(_ path: OptionPath) -> Switch { Switch(path, .boolean(true)) }
    package static func given(_ path: OptionPath) -> Switch { Switch(path, .present) }
}

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

/// Versions of a package, the first included, the last excluded.
package struct VersionRange: Sendable, Hashable {
    package var from: [Int]?
    package var below: [Int]?

    package init(from: [Int]? = nil, below: [Int]? = nil) {
        self.from = from
        self.below = below
    }
}
