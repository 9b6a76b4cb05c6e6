import AuditRules
import Foundation
import SourceScanner
import Testing

@testable import skillaudit

/// What a configuration says, and what is said about a wrong one.
@Suite struct ConfigurationTests {
    static func read(_ text: String, folder: String = "") throws -> Configuration {
        try Configuration([UInt8](text.utf8), origin: Configuration.Origin(path: "skillaudit.yml", folder: folder, isInTree: true))
    }

    /// `line:column message` of everything that is wrong.
    static func problems(_ bytes: [UInt8]) -> [String] {
        do {
            _ = try Configuration(bytes, origin: Configuration.Origin(path: "x.yml", folder: "", isInTree: true))
            return []
        } catch {
            guard case .configuration(_, let problems) = error else { return ["\(error)"] }
            return problems.map { "\($0.position.line):\($0.position.column) \($0.message)\($0.help.map { "; \($0)" } ?? "")" }
        }
    }

    // MARK: Mistakes

    @Test(arguments: [
        ("excludes: [x]", "1:1 there is no key `excludes`; did you mean `exclude`?"),
        ("rules:\n  disabled: [missing-audiance]", "2:14 there is no rule `missing-audiance`; did you mean `missing-audience`?"),
        ("rules:\n  severities: { missing-issuer: lowest }", "2:33 there is no value `lowest`; did you mean `low`?"),
        ("rules:\n  severities: { no-rule-at-all: low }", "2:17 there is no rule `no-rule-at-all`"),
        ("include: { a: b }", "1:10 a list of path patterns is expected here, not a mapping"),
        ("include:\n  - [a]", "2:5 text is expected here, not a list"),
        ("gate: strict", "1:7 a mapping is expected here (gates), not `strict`"),
        ("gate:\n  fail-under: E", "2:15 there is no value `E`; it is one of A, B, C, D, F"),
        ("lifetimes: { access: 15x }", "1:22 a duration is expected here, not `15x`; write it as 90s, 15m, 1h, 7d or a number of seconds"),
        ("lifetimes: { acess: 15m }", "1:14 there is no value `acess`; did you mean `access`?"),
        ("limits: { max-file-size: 0 }", "1:26 a size up to 1GB is expected here, not `0`; write it as 500KB, 2MB or a number of bytes"),
        ("suppressions:\n  - path: a\n    rule: missing-audience", "2:5 `reason` is missing here"),
        ("suppressions:\n  - { path: a, rule: [], reason: b }", "2:5 a suppression names at least one path and one rule"),
        (
            "suppressions: [{ path: a, rule: missing-audience, reason: b, until: 2027-02-29 }]",
            "1:69 a day as in 2027-01-31 is expected here, not `2027-02-29`"
        ),
        ("wrappers: [{ file: a.ts, function: f, kind: verfy }]", "1:45 there is no value `verfy`; did you mean `verify`?"),
        ("wrappers: [{ file: a.ts, function: f, kind: verify, inbound: yes }]", "1:62 true or false is expected here, not `yes`"),
        (
            "libraries: [{ library: a, kind: verify, calls: { module: b } }]",
            "1:48 one way to reach a call is expected here; write one of function, type with method, constructor, subclass, decorator, member or setting beside module"
        ),
        (
            "libraries: [{ library: a, kind: verify, versions: { from: 1.x }, calls: { module: b, function: c } }]",
            "1:59 a version as in 9.1 is expected here, not `1.x`"
        ),
        ("- a", "1:1 a mapping is expected here (a configuration), not a list"),
        ("gate: {}\ngate: {}", "1:1 `gate` is written twice; a key stands once in a mapping"),
        (
            "exclude: [*.ts]",
            "1:12 this is no YAML: did not find expected alphabetic or numeric character; put a pattern that begins with `*` in quotes"
        ),
        ("include: &a [x]\nexclude: *a", "1:10 anchors (`&name`) and aliases (`*name`) are not read; write the value out"),
        ("include: [x]\n---\ninclude: [y]", "2:1 a second document begins here"),
        ("include: [", "1:11 this is no YAML: did not find expected node content"),
    ])
    func aMistakeIsToldWithItsPlace(_ text: String, _ problem: String) { #expect(Self.problems([UInt8](text.utf8)) == [problem]) }

    @Test func allMistakesAreToldInTheOrderOfTheirPlaces() {
        let found = Self.problems([UInt8]("gate: { fail-on: worst }\nnonsense: 1\nrules: { enabled: [x] }\n".utf8))
        #expect(found.map { $0.prefix { $0 != " " } } == ["1:18", "2:1", "3:20"])
    }

    @Test func bytesThatAreNoTextAreTold() {
        #expect(Self.problems([UInt8]("a: \"é".utf8) + [0xFF]) == ["1:6 these bytes are not UTF-8"])
        #expect(Self.problems([UInt8]("gate: {} # \u{1}".utf8)) == ["1:12 control characters are not allowed"])
    }

    /// Whatever the bytes are, they are read or refused: never a trap, never more than a moment.
    @Test func anyBytesAreReadOrRefused() {
        var generator = SystemRandomNumberGenerator()
        let example = [UInt8](ConfigurationPage.example.utf8)
        let spice = [UInt8]("&*[]{}:-?!|>'\"%@`,#~\n\t \u{FEFF}é0<<".utf8) + [0, 0xFF, 0xC3, 0x0D]
        for _ in 0..<1_500 {
            var bytes = example
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let at = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[at] = spice.randomElement(using: &generator) ?? 0
                case 1: bytes.insert(spice.randomElement(using: &generator) ?? 0, at: at)
                default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...30, using: &generator)))
                }
            }
            _ = Self.problems(bytes)
        }
        for end in example.indices { _ = Self.problems(Array(example[..<end])) }
        _ = Self.problems(Array(repeating: UInt8(ascii: "["), count: 100_000))
        _ = Self.problems([UInt8](String(repeating: "- ", count: 50_000).utf8))
    }

    /// A few lines of aliases can stand for more nodes than memory holds.
    @Test func aBombOfAliasesIsRefused() {
        let bomb =
            "a: &a [x, x]\n"
            + (0..<40).map { "b\($0): &b\($0) [*\($0 == 0 ? "a" : "b\($0 - 1)"), *\($0 == 0 ? "a" : "b\($0 - 1)")]\n" }.joined()
            + "? *b39\n: x\n"
        #expect(Self.problems([UInt8](bomb.utf8)).count == 1)
    }

    @Test func anEmptyFileIsTheDefaults() throws {
        for text in ["", "\n", "# nothing\n", "gate:\nrules:\n", "\u{FEFF}# nothing"] {
            let configuration = try Self.read(text)
            #expect(configuration.shown.isEmpty)
            #expect(configuration.chosen(of: Rule.all).count == Rule.all.count)
        }
    }

    // MARK: Keys

    /// Every key of every mapping, with a value that is not its default.
    static let everything = """
        include: [src]
        exclude: "**/old"
        surfaces: { production: [examples/server], test: [qa] }
        rules:
          enabled: [missing-audience, missing-issuer]
          disabled: [missing-issuer]
          severities: { missing-audience: critical }
        lifetimes:
          access: { limit: 15m, high: 2h }
          refresh: 14d
        expected: { audience: a, issuer: [b, c] }
        gate: { fail-under: B, fail-on: high }
        baseline: known.json
        suppressions: [{ path: a, rule: missing-audience, reason: because, until: 2027-01-31 }]
        wrappers:
          - file: src/a.ts
            function: A.f
            name: f
            language: typescript
            kind: verify
            parameters: [token]
            receiver-parameters: [options]
            token: token
            key: key
            payload: payload
            audience:
              paths: [options.audience]
              omitted: open
              null-value: closed
              empty-text: closed-if-present
              empty-list: open
              claim-absent: presence-only
              disabled-by: [{ path: a, is: false }, { path: b, contains: x }, { path: c, lacks: y }, { path: d, name: z }, { path: e, given: true }]
              enabled-by: { path: a, is: null }
              requires: options.require
            issuer: unsupported
            algorithms: { paths: [options.algorithms], omitted: any }
            expiry:
              default: required
              disabled-by: { path: a, is: text }
              enabled-by: { path: a, given: false }
              requires: [b]
              leeway: { path: c, unit: minutes }
            lifetime: { sources: [{ path: exp, meaning: deadline, unit: hours, text-unit: days }], omitted: 1h, subject: refresh }
            signature-off: { path: verify, is: false }
            when: { path: a, is: true }
            unless: { path: a, is: true }
            scope: [scope]
            result: boolean
            inbound: true
            keys-bind-issuer: true
            versions: { from: 9.1, below: "10" }
            note: a note
        libraries:
          - library: acme
            kind: decode
            calls:
              - { module: a, function: f }
              - { module: a, type: T, method: m }
              - { module: a, constructor: C }
              - { module: a, subclass: S }
              - { module: a, decorator: D }
              - { module: a, member: m, receiver: [r], labels: [_, x] }
              - { module: a, setting: S }
        limits:
          max-file-size: 3MB
          max-files: 5000
          max-total-size: 500MB
          max-depth: 50
          max-tokens: 900000
          max-file-time: 20
          max-time: 300
          max-steps: 900000
          max-findings: 900
          max-clone-size: 500MB
          max-clone-time: 200
          max-clone-idle: 20
        """

    @Test func everyKeyIsReadAndShown() throws {
        let configuration = try Self.read(Self.everything)
        var seen: Set<String> = []
        func look(_ value: JSON, _ mapping: ConfigurationMapping) {
            switch value {
            case .array(let elements): for element in elements { look(element, mapping) }
            case .object(let members):
                let keys = mapping.keys.filter { key in members.contains { $0.0 == key.name } }
                // A table has names of its own around its values.
                if keys.isEmpty { for member in members { look(member.1, mapping) } }
                for key in keys {
                    seen.insert("\(mapping.phrase): \(key.name)")
                    for (name, value) in members where name == key.name { if let inner = key.mapping { look(value, inner) } }
                }
            default: break
            }
        }
        let root = try #require(ConfigurationType<Configuration>.configuration.mapping)
        look(configuration.shown, root)
        let declared = Set(root.all.flatMap { mapping in mapping.keys.map { "\(mapping.phrase): \($0.name)" } })
        // A library's call shares the other keys with a function of the program.
        let shared = declared.filter { key in
            key.hasPrefix("a call of a library: ")
                && declared.contains(key.replacing("a call of a library", with: "a function of the program"))
        }
        #expect(declared.subtracting(seen).subtracting(shared).sorted() == [])

        let again = try Self.read(configuration.shown.yaml)
        #expect(again.shown.text == configuration.shown.text)
        let asJSON = try Self.read(configuration.shown.text)
        #expect(asJSON.shown.text == configuration.shown.text)
    }

    @Test func keysMeanWhatTheirPageSays() throws {
        let configuration = try Self.read(Self.everything, folder: "app")
        let selection = configuration.completing(Selection())
        #expect(selection.include.count == 1 && selection.include[0].matches("app/src/a.ts") && !selection.include[0].matches("src/a.ts"))
        #expect(selection.exclude[0].matches("app/x/old/a.ts"))
        #expect(selection.limits[.fileSize] == 3 << 20)
        let surface = configuration.surface()
        #expect(surface("app/examples/server/a.ts", "app/examples/server/a.ts") == .production)
        #expect(surface("app/examples/a.ts", "app/examples/a.ts") == .example)
        #expect(surface("app/qa/a.ts", "app/qa/a.ts") == .test)
        #expect(configuration.chosen(of: Rule.all).map(\.id) == ["missing-audience"])
        #expect(configuration.chosen(of: Rule.all).map(\.severity) == [.critical])
        #expect(configuration.policy.lifetimes[.access] == LifetimeLimits(medium: 900, high: 7_200))
        #expect(configuration.policy.lifetimes[.refresh] == LifetimeLimits(medium: 14 * 86_400, high: 180 * 86_400))
        #expect(configuration.policy.lifetimes[.session] == LifetimeLimits.standard[.session])
        #expect(configuration.policy.audiences == ["a"] && configuration.policy.issuers == ["b", "c"])
        #expect(configuration.gate.failUnder == .b && configuration.gate.failOn == .high)
        #expect(configuration.suppressions.map(\.line) == [14])

        let wrapper = try #require(configuration.knowledge.first)
        #expect(wrapper.callees == [.own("app/src/a.ts", "A.f")])
        #expect(wrapper.library == "hand-written" && wrapper.name == "f" && wrapper.language == .typeScript)
        #expect(wrapper.audience.omitted == .open && wrapper.audience.null == .closed && wrapper.audience.emptyString == .closedIfPresent)
        #expect(
            wrapper.audience.off
                == [
                    .false("a"), Switch("b", .contains("x")), Switch("c", .lacks("y")), Switch("d", .name("z")), .given("e"),
                ])
        #expect(wrapper.audience.on == [Switch("a", .null)])
        #expect(wrapper.issuer.isApplicable && wrapper.issuer.omitted == .unsupported)
        #expect(wrapper.expiry.leeway?.path == "c" && wrapper.expiry.on == [Switch("a", .absent)])
        #expect(wrapper.lifetime?.omittedSeconds == 3_600 && wrapper.lifetime?.sources.first?.bareStringUnit == .days)
        #expect(wrapper.versions == VersionRange(from: [9, 1], below: [10]))
        let library = try #require(configuration.knowledge.last)
        #expect(library.name == "f" && !library.audience.isApplicable)
        #expect(
            library.callees
                == [
                    .function("a", "f"), .method("a", "T", "m"), .constructor("a", "C"), .subclass("a", "S"), .decorator("a", "D"),
                    .member(["r"], "m", labels: ["_", "x"], importing: "a"), .setting("S", package: "a"),
                ])
    }

    @Test func whatIsPublishedAgreesWithWhatIsRead() throws {
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(ConfigurationPage.schema.utf8)) as? [String: Any])
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        let root = try #require(ConfigurationType<Configuration>.configuration.mapping)
        for mapping in root.all {
            let described = mapping.phrase == root.phrase ? schema : try #require(definitions[mapping.name], "\(mapping.name)")
            #expect(Set(try #require(described["properties"] as? [String: Any]).keys) == Set(mapping.keys.map(\.name)))
            #expect(described["additionalProperties"] as? Bool == false)
        }
        #expect(definitions.count == root.all.count - 1, "two mappings under one name")
        for match in ConfigurationPage.schema.matches(of: /#\/\$defs\/([a-z-]+)/) { #expect(definitions[String(match.output.1)] != nil) }
        #expect(Self.problems([UInt8](ConfigurationPage.example.utf8)) == [])
        for key in root.all.flatMap(\.keys) { #expect(ConfigurationPage.markdown.contains("`\(key.name)`")) }
    }

    /// A key that other readers of YAML take for a truth or for nothing would be refused by every editor.
    @Test func noKeyIsAWordOfYAML() throws {
        let words: Set = ["on", "off", "yes", "no", "y", "n", "true", "false", "null"]
        let root = try #require(ConfigurationType<Configuration>.configuration.mapping)
        #expect(root.all.flatMap(\.keys).map(\.name).filter(words.contains) == [])
    }

    @Test func whatInitWritesChangesNothingUntilItIsUncommented() throws {
        #expect(try Self.read(ConfigurationTemplate.text).shown.isEmpty)
        let lines = ConfigurationTemplate.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.isEmpty || $0.hasPrefix("#") })
        let uncommented = lines.filter { !$0.hasPrefix("# ") || $0.hasPrefix("#  ") }.map { $0.drop { $0 == "#" } }.joined(separator: "\n")
        #expect(Self.problems([UInt8](uncommented.utf8)).isEmpty)
    }

    @Test func daysAreThoseOfACalendar() {
        #expect(CalendarDay("2028-02-29")?.text == "2028-02-29")
        for text in [
            "2027-02-29", "2100-02-29", "2027-13-01", "2027-00-10", "2027-1-01", "2027-01-00", "27-01-01", "2027-01-01x", "", "२०२७-०१-०१",
        ] {
            #expect(CalendarDay(text) == nil, "\(text)")
        }
        #expect(CalendarDay(secondsSince1970: 0).text == "1970-01-01")
        #expect(CalendarDay(secondsSince1970: 951_782_400).text == "2000-02-29")
        #expect(CalendarDay(secondsSince1970: 1_798_761_599).text == "2026-12-31")
        #expect(CalendarDay(secondsSince1970: .max).text == "9999-12-31")
        #expect(CalendarDay(secondsSince1970: .min).text == "1970-01-01")
    }
}

/// Other severities than the rubric's.
@Suite struct SeverityChoiceTests {
    private let rule = OutputSample.rules[0]

    private func rated(_ severity: Severity, points: Int, to wanted: Severity, surface: Surface = .production) -> (Severity, Int) {
        var finding = OutputSample.findings[0]
        finding.severity = severity
        finding.points = points
        finding.surface = surface
        let rated = finding.rated(wanted, insteadOf: .high)
        return (rated.severity, rated.points)
    }

    @Test func pointsFollowTheSeverity() {
        #expect(rated(.high, points: 15, to: .low) == (.low, 3))
        #expect(rated(.high, points: 15, to: .critical) == (.critical, 25))
        #expect(rated(.high, points: 20, to: .high) == (.high, 20))
        #expect(rated(.high, points: 15, to: .note) == (.note, 0))
    }

    @Test func whatIsMildStaysMild() {
        #expect(rated(.low, points: 3, to: .critical) == (.low, 3))
        #expect(rated(.medium, points: 10, to: .low) == (.low, 3))
        #expect(rated(.note, points: 0, to: .critical) == (.note, 0))
    }

    @Test func outsideProductionNothingIsMoreThanLow() {
        #expect(rated(.low, points: 15, to: .critical, surface: .example) == (.low, 25))
        #expect(rated(.low, points: 15, to: .medium, surface: .script) == (.low, 10))
        #expect(rated(.low, points: 15, to: .note, surface: .example) == (.note, 0))
    }

    @Test func theRuleItselfIsShownAsItIsUsed() {
        #expect(rule.rated(.low).severity == .low && rule.rated(.low).points == 3)
    }
}
