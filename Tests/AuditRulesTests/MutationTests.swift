import AuditRules
import SourceScanner
import Testing

/// Whether the examples would notice if a rule, or what it is told, were wrong.
@Suite struct Mutations {
    /// Without the rule, each of its flagged examples comes out wrong, and its clean ones show nothing.
    @Test(arguments: ExampleCase.all) func aRuleThatIsSwitchedOffFailsItsFlaggedExamples(_ example: ExampleCase) {
        let registry = Rule.all.filter { $0.id != example.rule.id }
        #expect(example.run(by: registry).isRight(for: example.example) == !example.example.isFlagged)
    }

    /// A rule that finds what it lets pass, and lets pass what it finds, fails every example of its own.
    @Test(arguments: ExampleCase.all) func aRuleThatIsInvertedFailsAllItsExamples(_ example: ExampleCase) {
        let registry = Rule.all.map { $0.id == example.rule.id ? $0.inverted : $0 }
        #expect(!example.run(by: registry).isRight(for: example.example))
    }

    /// A rule that calls every site guilty fails every clean example that has one.
    @Test(arguments: ExampleCase.all.filter { !$0.example.isFlagged }) func aRuleThatFindsEverythingFailsItsCleanExamples(
        _ example: ExampleCase
    ) {
        let registry = Rule.all.map { $0.id == example.rule.id ? $0.suspicious : $0 }
        let hasSites = !example.inventory(MarkedSource(example.example.source)).sites.isEmpty
        #expect(example.run(by: registry).isRight(for: example.example) == !hasSites)
    }

    /// A fact that a rule reads decides at least one of its examples: with the fact replaced at every site, that example no longer comes out right.
    @Test(arguments: Rule.all.map(\.id).filter { id in !rewordings.contains { $0.rule == id } })
    func eachFactThatARuleReadsDecidesAnExample(_ id: String) throws {
        let surveyed = Surveyed.examples(of: id)
        let deciding = FactMutation.all.filter { mutation in surveyed.contains { !$0.isRight(after: mutation) } }.map(\.name)
        let wanted = try #require(Self.readings[id], "which facts does \(id) read?")
        let missed = wanted.filter { !deciding.contains($0) }
        #expect(missed.isEmpty, "\(id) is decided by \(deciding)")
    }

    /// A rule that reads the program's words instead of its sites is decided by those words.
    @Test(arguments: rewordings) func eachWordThatARuleReadsDecidesAnExample(_ rewording: Rewording) {
        let changed = ExampleCase.flagged.filter { $0.rule.id == rewording.rule && $0.example.source.contains(rewording.word) }
        #expect(!changed.isEmpty)
        for example in changed {
            let outcome = example.run(example.example.source.replacing(rewording.word, with: rewording.other))
            #expect(!outcome.isRight(for: example.example), "\(example)")
        }
    }

    struct Rewording: Sendable, CustomStringConvertible {
        let rule: String
        let word: String
        let other: String
        var description: String { "\(rule): \(word) becomes \(other)" }
    }

    static let rewordings = [
        Rewording(rule: "excessive-scope", word: "admin", other: "profile"),
        Rewording(rule: "excessive-scope", word: "files:*", other: "files:read"),
        Rewording(rule: "missing-authentication", word: "0.0.0.0", other: "127.0.0.1"),
    ]

    static let readings: [String: [String]] = [
        "audience-not-required": [
            "audience taken as compared", "audience taken as optional",
            "token taken as another's", "token taken as one's own",
        ],
        "missing-audience": [
            "audience taken as compared", "audience taken as not compared", "audience mismatch taken as logged",
            "token taken as another's",
        ],
        "disabled-audience-check": ["audience taken as compared", "token taken as another's"],
        "ignored-audience-mismatch": [
            "audience mismatch taken as refused", "audience mismatch taken as logged",
            "token taken as another's",
        ],
        "loose-audience-match": [
            "audience taken as not compared", "audience comparison taken as exact", "audience comparison taken as loose",
            "audience mismatch taken as logged", "token taken as another's",
        ],
        "missing-issuer": [
            "issuer taken as compared", "issuer taken as not compared", "signature taken as not verified",
            "token taken as another's",
        ],
        "disabled-issuer-check": [
            "issuer taken as compared", "issuer taken as switched off",
            "token taken as another's",
        ],
        "missing-dpop": ["signature taken as not verified", "token taken as another's"],
        "loose-issuer-match": [
            "issuer taken as not compared", "issuer taken as switched off", "issuer comparison taken as exact",
            "issuer comparison taken as loose", "token taken as another's",
        ],
        "unverified-dpop": ["site is of another kind"],
        "incomplete-dpop-proof": ["proof's checks taken as all there", "proof's checks taken as all missing"],
        "incomplete-dpop": ["proof's checks taken as all there", "proof's checks taken as all missing"],
        "dpop-downgrade": ["site is of another kind"],
        "unbound-token-exchange": ["audience taken as compared", "audience taken as not compared"],
        "unscoped-token-exchange": ["scope taken as asked for", "scope taken as not asked for"],
        "ambient-authority": ["token taken as another's"],
        "token-passthrough": ["token taken as not let out"],
        "unverified-token": ["claims taken as deciding access", "claims taken as routing"],
        "accepted-none-algorithm": [
            "algorithm taken as unpinned", "algorithms taken as one", "algorithms taken as mixed", "algorithms taken as none",
        ],
        "missing-scope-check": ["token taken as another's", "token taken as one's own"],
        "mixed-key-algorithms": [
            "signature taken as not verified", "algorithm taken as unpinned", "algorithms taken as one",
            "algorithms taken as mixed", "algorithms taken as none", "key taken as kept outside", "key taken as a short literal",
            "key taken as a published set", "key taken as named by the token",
        ],
        "unpinned-algorithm": [
            "signature taken as not verified", "algorithm taken as pinned", "algorithm taken as unpinned",
            "key taken as kept outside", "key taken as a short literal", "key taken as a published set",
            "key taken as named by the token",
        ],
        "ignored-expiry": [
            "expiry taken as checked", "expiry taken as ignored", "leeway taken as none",
            "leeway taken as an hour", "token taken as another's",
        ],
        "issuer-from-token": [
            "key taken as kept outside", "key taken as a short literal", "key taken as a published set",
            "key taken as named by the token",
        ],
        "unsafe-token-comparison": ["comparison taken as constant in time", "comparison taken as leaking time"],
        "long-token-lifetime": ["lifetime taken as a minute", "lifetime taken as a year", "lifetime taken as endless"],
        "token-without-expiry": ["lifetime taken as a minute", "lifetime taken as a year", "lifetime taken as endless"],
        "hardcoded-signing-secret": [
            "signature taken as not verified", "key taken as kept outside", "key taken as a short literal",
            "key taken as a published set", "key taken as named by the token",
        ],
        "weak-signing-secret": [
            "signature taken as not verified", "key taken as kept outside", "key taken as a short literal",
            "key taken as a published set", "key taken as named by the token",
        ],
        "token-in-tool-output": ["token taken as not let out", "token taken as logged", "token taken as sent on"],
        "token-in-log": ["token taken as not let out", "token taken as sent on"],
        "token-in-url": ["token taken as not let out", "token taken as logged", "token taken as sent on"],
        "token-in-plain-storage": ["token taken as not let out", "token taken as logged", "token taken as sent on"],
    ]
}

extension Rule {
    /// Finds one thing where this rule finds nothing, and nothing where it finds something.
    fileprivate var inverted: Rule {
        var result = self
        result.check = { inventory, findings in
            var own = Findings(rule: self)
            check(inventory, &own)
            guard own.found.isEmpty, let place = inventory.sites.first?.syntax ?? inventory.program.trees.first?.top else { return }
            findings.add(place, at: Location(place), surface: .production, "inverted")
        }
        return result
    }

    /// Finds something at every site.
    fileprivate var suspicious: Rule {
        var result = self
        result.check = { inventory, findings in for site in inventory.sites { findings.add(at: site, "suspected") } }
        return result
    }
}

extension ExampleCase {
    /// What the rule of that id in a list of rules finds.
    fileprivate func run(by registry: [Rule]) -> Outcome {
        let source = MarkedSource(example.source)
        let inventory = inventory(source)
        let found = registry.filter { $0.id == rule.id }.flatMap { rule in
            var findings = Findings(rule: rule)
            rule.check(inventory, &findings)
            return findings.found
        }
        return Outcome(findings: found, mark: source.mark, path: path)
    }
}

/// One wrong fact, put in the place of a right one at every site of a program.
struct FactMutation: Sendable {
    let name: String
    let change: @Sendable (inout TokenSite) -> Void

    init(_ name: String, _ change: @escaping @Sendable (inout TokenSite) -> Void) {
        self.name = name
        self.change = change
    }

    static let all =
        claims + token + proof + outlets + [
            FactMutation("site lies in a test") { $0.surface = .test },
            FactMutation("site is of another kind") { $0.kind = $0.kind == .compare ? .decode : .compare },
        ]

    private static let claims: [FactMutation] = [
        FactMutation("audience taken as compared") { if gaps.contains($0.audience.state) { $0.audience.state = .enforced } },
        FactMutation("audience taken as not compared") { if $0.audience.state == .enforced { $0.audience.state = .missing } },
        FactMutation("audience taken as optional") { if $0.audience.state == .enforced { $0.audience.state = .conditional } },
        FactMutation("audience comparison taken as exact") { $0.audience.strictness = .exact },
        FactMutation("audience comparison taken as loose") { $0.audience.strictness = .prefix },
        FactMutation("audience mismatch taken as refused") { $0.audience.reaction = .rejects },
        FactMutation("audience mismatch taken as logged") { $0.audience.reaction = .onlyLogs },
        FactMutation("issuer taken as compared") { if gaps.contains($0.issuer.state) { $0.issuer.state = .enforced } },
        FactMutation("issuer taken as not compared") { if $0.issuer.state == .enforced { $0.issuer.state = .missing } },
        FactMutation("issuer taken as switched off") { if $0.issuer.state == .enforced { $0.issuer.state = .disabled } },
        FactMutation("issuer comparison taken as exact") { $0.issuer.strictness = .exact },
        FactMutation("issuer comparison taken as loose") { $0.issuer.strictness = .prefix },
        FactMutation("scope taken as asked for") { if gaps.contains($0.scope.state) { $0.scope.state = .enforced } },
        FactMutation("scope taken as not asked for") { if $0.scope.state == .enforced { $0.scope.state = .missing } },
    ]
    private static let gaps: Set<Answer.State> = [.missing, .conditional, .disabled]

    private static let token: [FactMutation] = [
        FactMutation("signature taken as verified") { if $0.signature == .notVerified { $0.signature = .verified } },
        FactMutation("signature taken as not verified") { if $0.signature == .verified { $0.signature = .notVerified } },
        FactMutation("algorithm taken as pinned") { if $0.algorithm.state == .unpinned { $0.algorithm = AlgorithmAnswer(.pinned) } },
        FactMutation("algorithm taken as unpinned") {
            if $0.algorithm.state == .pinned { $0.algorithm = AlgorithmAnswer(.unpinned, reach: .any) }
        },
        FactMutation("algorithms taken as one") { $0.algorithm.allowed = ["RS256"] },
        FactMutation("algorithms taken as mixed") { $0.algorithm.allowed = ["RS256", "HS256"] },
        FactMutation("algorithms taken as none") { $0.algorithm.allowed = ["none"] },
        FactMutation("expiry taken as checked") { if $0.expiry.state == .ignored { $0.expiry.state = .enforced } },
        FactMutation("expiry taken as ignored") { if $0.expiry.state == .enforced { $0.expiry.state = .ignored } },
        FactMutation("leeway taken as none") { $0.expiry.leewaySeconds = nil },
        FactMutation("leeway taken as an hour") { $0.expiry.leewaySeconds = 3_600 },
        FactMutation("lifetime taken as a minute") { $0.lifetime?.seconds = 60 },
        FactMutation("lifetime taken as a year") { $0.lifetime?.seconds = 31_536_000 },
        FactMutation("lifetime taken as endless") { $0.lifetime?.seconds = 0 },
        FactMutation("token taken as another's") { $0.inbound = false },
        FactMutation("token taken as the caller's") { $0.inbound = true },
        FactMutation("token taken as one's own") { $0.selfIssued = true },
        FactMutation("key taken as kept outside") { $0.key = KeyAnswer(.environment, identity: "env:KEY") },
        FactMutation("key taken as a short literal") { $0.key = KeyAnswer(.literal(byteCount: 8)) },
        FactMutation("key taken as a published set") { $0.key = KeyAnswer(.fixedKeySet) },
        FactMutation("key taken as named by the token") { $0.key = KeyAnswer(.namedByToken) },
        FactMutation("claims taken as deciding access") { $0.purpose = .decidesAccess },
        FactMutation("claims taken as routing") { $0.purpose = .routing },
        FactMutation("comparison taken as constant in time") { $0.isConstantTime = true },
        FactMutation("comparison taken as leaking time") { $0.isConstantTime = false },
    ]

    private static let proof: [FactMutation] = [
        FactMutation("proof taken as verified") { $0.dpop = .verified },
        FactMutation("proof taken as absent") { $0.dpop = .absent },
        FactMutation("proof's checks taken as all there") { site in
            for check in site.proofChecks.keys { site.proofChecks[check] = Answer(.enforced) }
        },
        FactMutation("proof's checks taken as all missing") { site in
            for check in site.proofChecks.keys { site.proofChecks[check] = Answer(.missing) }
        },
    ]

    private static let outlets: [FactMutation] = [
        FactMutation("token taken as not let out") { $0.outlet = nil },
        FactMutation("token taken as logged") { $0.outlet?.way = .log },
        FactMutation("token taken as sent on") { $0.outlet?.way = .service },
    ]
}

/// An example with its survey, made once: a mutation only replaces facts of its sites.
struct Surveyed {
    let example: ExampleCase
    let source: MarkedSource
    let inventory: Inventory

    static func examples(of rule: String) -> [Surveyed] { ExampleCase.all.filter { $0.rule.id == rule }.map { Surveyed($0) } }

    init(_ example: ExampleCase) {
        self.example = example
        source = MarkedSource(example.example.source)
        inventory = example.inventory(source)
    }

    func isRight(after mutation: FactMutation) -> Bool {
        let sites = inventory.sites.map { site in
            var site = site
            mutation.change(&site)
            return site
        }
        return outcome(inventory.with(sites)).isRight(for: example.example)
    }

    private func outcome(_ inventory: Inventory) -> ExampleCase.Outcome {
        var findings = Findings(rule: example.rule)
        example.rule.check(inventory, &findings)
        return ExampleCase.Outcome(findings: findings.found, mark: source.mark, path: example.path)
    }
}

extension Inventory {
    /// The same program with other sites.
    fileprivate func with(_ sites: [TokenSite]) -> Inventory {
        Inventory(sites: sites, processCredentials: processCredentials, program: program, evaluator: evaluator, surface: surface)
    }
}
