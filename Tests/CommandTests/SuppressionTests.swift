import AuditRules
import Foundation
import SourceScanner
import Testing

@testable import skillaudit

/// Suppressions in comments: where they stand, what they say, and what is none.
@Suite struct SuppressionCommentTests {
    private func read(_ source: String, _ path: String = "src/a.ts") -> (
        comments: [SuppressionComment], mistakes: [SuppressionComment.Mistake]
    ) {
        let language = Language(path: path) ?? .typeScript
        return SuppressionComment.all(in: parse(SourceFile(path: path, language: language, bytes: [UInt8](source.utf8))))
    }

    @Test(arguments: [
        ("a.ts", "// skillaudit: ignore[missing-audience] -- r\nf()", 2),
        ("a.ts", "f() // skillaudit: ignore[missing-audience] -- r", 1),
        ("a.ts", "/* skillaudit: ignore[missing-audience] -- r */ f()", 1),
        ("a.ts", "/*\n * Why.\n * skillaudit: ignore[missing-audience] -- r\n */\nf()", 5),
        ("a.ts", "// skillaudit: ignore[missing-audience] -- r\n// and more\n/* still more */\nf()", 4),
        ("a.ts", "// eslint-disable-next-line // skillaudit: ignore[missing-audience] -- r\nf()", 2),
        ("a.ts", "const x = '//'; f() // skillaudit:ignore[missing-audience]-- r", 1),
        ("a.py", "# skillaudit: ignore[missing-audience] -- r\nf()", 2),
        ("a.py", "f()  # noqa: E501  # skillaudit: ignore[missing-audience] -- r", 1),
        ("a.py", "def g():\n    # skillaudit: ignore[missing-audience] — r\n    f()", 3),
        ("a.swift", "/// Documented.\n/// skillaudit: ignore[missing-audience] -- r\nf()", 3),
        ("a.swift", "/* /* nested */ */ // skillaudit: ignore[missing-audience] -- r\nf()", 2),
        ("a.ts", "// skillaudit: ignore[missing-audience] -- r\r\nf()\r\n", 2),
    ])
    func speakForTheirLineOrTheOneBelow(_ path: String, _ source: String, _ line: Int) throws {
        let found = read(source, path)
        #expect(found.mistakes.isEmpty)
        #expect(found.comments.map(\.line) == [line])
        #expect(found.comments.map(\.reason) == ["r"])
    }

    @Test(arguments: [
        ("a.ts", "const s = \"// skillaudit: ignore[missing-audience] -- r\"; f()"),
        ("a.ts", "const s = `\n// skillaudit: ignore[missing-audience] -- r\n`; f()"),
        ("a.ts", "const r = /\\/\\/ skillaudit: ignore[missing-audience] -- r/; f()"),
        ("a.tsx", "const m = <p>// skillaudit: ignore[missing-audience] -- r</p>"),
        ("a.py", "s = '# skillaudit: ignore[missing-audience] -- r'\nf()"),
        ("a.py", "def g():\n    \"\"\"\n    # skillaudit: ignore[missing-audience] -- r\n    \"\"\"\n    f()"),
        ("a.swift", "let s = \"// skillaudit: ignore[missing-audience] -- r\"; f()"),
        ("a.swift", "let s = #\"\"\"\n// skillaudit: ignore[missing-audience] -- r\n\"\"\"#\nf()"),
        ("a.ts", "// write skillaudit: ignore[missing-audience] -- r above the line\nf()"),
    ])
    func wordsInAStringOrASentenceAreNone(_ path: String, _ source: String) {
        let found = read(source, path)
        #expect(found.comments.isEmpty && found.mistakes.isEmpty)
    }

    @Test func aBlankLinePartsACommentFromTheCodeBelow() {
        #expect(read("// skillaudit: ignore[missing-audience] -- r\n\nf()").comments.map(\.line) == [nil])
        #expect(read("f()\n// skillaudit: ignore[missing-audience] -- r").comments.map(\.line) == [nil])
    }

    @Test(
        arguments: [
            ("ignore[missing-audience, missing-issuer] -- two of them", ["missing-audience", "missing-issuer"], "two of them", nil),
            ("ignore[missing-audience] until 2027-01-31 -- soon", ["missing-audience"], "soon", "2027-01-31"),
            ("ignore[missing-audience] -- soon, until 2027-01-31", ["missing-audience"], "soon", "2027-01-31"),
            ("ignore[missing-audience] -- soon (until 2027-01-31).", ["missing-audience"], "soon", "2027-01-31"),
            ("ignore[missing-audience] -- not until 2027-02-30", ["missing-audience"], "not until 2027-02-30", nil),
            ("ignore[missing-audience] -- since 2027-01-31", ["missing-audience"], "since 2027-01-31", nil),
        ] as [(String, [String], String, String?)])
    func sayRulesReasonAndDay(_ text: String, _ rules: [String], _ reason: String, _ day: String?) throws {
        let comment = try #require(read("// skillaudit: \(text)\nf()").comments.first)
        #expect(comment.rules == rules && comment.reason == reason && comment.until?.text == day)
    }

    @Test(arguments: [
        ("ignore[missing-audience]", "the reason is missing"), ("ignore[missing-audience] -- ", "the reason is missing"),
        ("ignore[missing-audience] -- --", "the reason is missing"), ("ignore[missing-audience] because", "the reason is missing"),
        ("ignore[missing-audience] -- until 2027-01-31", "the reason is missing"),
        ("ignore -- r", "the rule is not named"), ("ignore[] -- r", "the rule is not named"),
        ("ignore[missing-audience -- r", "the rule is not named"),
        ("ignore[missing-audiance] -- r", "did you mean `missing-audience`?"), ("disable", "`disable` is no directive"),
        ("ignore[missing-audience] until soon -- r", "`soon` is no day"),
    ])
    func aMistakeIsTold(_ text: String, _ message: String) {
        let found = read("f()\n  // skillaudit: \(text)\nf()")
        #expect(found.comments.isEmpty)
        #expect(found.mistakes.map(\.position) == [SourcePosition(line: 2, column: 6)])
        #expect(found.mistakes.allSatisfy { $0.message.contains(message) }, "\(found.mistakes)")
    }

    @Test func anyBytesAreSurvived() {
        let source = [UInt8]("/* skillaudit: ignore[missing-audience] until 2027-01-31 -- r */ f() // skillaudit:\n".utf8)
        for path in ["a.ts", "a.py", "a.swift"] {
            for end in source.indices {
                for tail in [[], [0xFF], [0x0D], [UInt8(ascii: "["), 0xC3]] as [[UInt8]] {
                    let language = Language(path: path) ?? .swift
                    _ = SuppressionComment.all(in: parse(SourceFile(path: path, language: language, bytes: Array(source[..<end]) + tail)))
                }
            }
        }
    }
}

/// Suppressions as the whole command applies them.
@Suite struct SuppressionTests {
    let workshop: Workshop
    init() throws { workshop = try Workshop() }

    private static let verify = "const { payload } = await jwtVerify(token, keys, { issuer: \"https://id.example\" })"

    private func source(_ comment: String, statement: String = verify) -> String {
        """
        import { jwtVerify, createRemoteJWKSet } from "jose"
        const keys = createRemoteJWKSet(new URL("https://id.example/jwks"))
        export async function authenticate(token: string) {
          \(comment)
          \(statement)
          return payload
        }

        """
    }

    private struct Seen {
        let report: [String: Any]
        let outcome: Workshop.Outcome

        func findings(_ rule: String = "missing-audience") -> [[String: Any]] {
            (report["findings"] as? [[String: Any]] ?? []).filter { $0["rule"] as? String == rule }
        }
        func origin(_ rule: String = "missing-audience") -> String? {
            (findings(rule).first?["suppression"] as? [String: Any])?["origin"] as? String
        }
        var remarks: [String] {
            (report["suppressionRemarks"] as? [[String: Any]] ?? []).map { "\($0["path"] ?? ""):\($0["line"] ?? 0) \($0["kind"] ?? "")" }
        }
        var score: Int { report["score"] as? Int ?? -1 }
    }

    private func audit(_ arguments: String...) throws -> Seen {
        let outcome = try workshop.run(Workshop.binary, ["project", "--format", "json"] + arguments)
        let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        return Seen(report: try #require(report, "\(outcome.errors)"), outcome: outcome)
    }

    @Test func aSuppressedFindingStaysInTheReportAndOutOfTheGrade() throws {
        try workshop.write("project/src/a.ts", source("// nothing"))
        let open = try audit("--fail-on", "high")
        #expect(open.origin() == nil && open.findings().count == 1 && open.outcome.code == 1)
        try workshop.write("project/src/a.ts", source("// skillaudit: ignore[missing-audience] -- the gateway compares it"))
        let closed = try audit("--fail-on", "high")
        #expect(closed.origin() == "comment" && closed.findings().count == 1 && closed.outcome.code == 0)
        #expect(closed.score == open.score + 15)
        #expect((closed.report["summary"] as? [String: Any])?["suppressed"] as? Int == 1)
        #expect(closed.remarks.isEmpty && closed.outcome.errors.isEmpty)
        #expect(closed.findings().first?["id"] as? String == open.findings().first?["id"] as? String)

        let sarif = try workshop.audit("project", "--format", "sarif", "--exit-zero").output
        let log = try #require(try JSONSerialization.jsonObject(with: Data(sarif.utf8)) as? [String: Any])
        let results = try #require(((log["runs"] as? [[String: Any]])?.first)?["results"] as? [[String: Any]])
        let suppressions = results.first { $0["ruleId"] as? String == "missing-audience" }?["suppressions"] as? [[String: Any]]
        #expect(suppressions?.first?["justification"] as? String == "the gateway compares it")
        #expect(suppressions?.first?["kind"] as? String == "inSource")
    }

    @Test func aCommentSpeaksForAllLinesOfItsStatement() throws {
        let statement = "const { payload } = await retried(\n    () => jwtVerify(token, keys, { issuer: \"https://id.example\" }))"
        try workshop.write("project/src/a.ts", source("// skillaudit: ignore[missing-audience] -- r", statement: statement))
        let seen = try audit()
        #expect(seen.findings().count == 1 && seen.origin() == "comment")
    }

    @Test func aCommentSpeaksForNoOtherStatementAndNoOtherRule() throws {
        try workshop.write(
            "project/src/a.ts",
            source("// skillaudit: ignore[missing-issuer] -- r") + "\n// skillaudit: ignore[missing-audience] -- r\nexport const x = 1\n")
        let seen = try audit("--exit-zero")
        #expect(seen.origin() == nil && seen.findings().count == 1)
        #expect(seen.remarks == ["src/a.ts:4 unused", "src/a.ts:9 unused"])
        #expect(seen.outcome.errors.contains("skillaudit: warning: src/a.ts:4: nothing is left to suppress of missing-issuer\n"))
        let text = try workshop.audit("project", "--exit-zero")
        #expect(text.output.contains("Suppressions to look at") && text.errors.isEmpty)
    }

    @Test func aDayIsTheLastOnWhichASuppressionCounts() throws {
        try workshop.write("project/src/a.ts", source("// skillaudit: ignore[missing-audience] until 2027-01-31 -- r"))
        let before = try audit("--exit-zero", "--today", "2027-01-31")
        #expect(before.origin() == "comment" && before.remarks.isEmpty)
        let after = try audit("--exit-zero", "--today", "2027-02-01")
        #expect(after.origin() == nil && after.remarks == ["src/a.ts:4 expired"])
        // 2027-02-01 00:00 UTC, and the second before.
        for (epoch, origin) in [("1801440000", nil), ("1801439999", "comment")] as [(String, String?)] {
            let outcome = try workshop.audit(
                "project", "--format", "json", "--exit-zero", environment: ["SOURCE_DATE_EPOCH": epoch])
            let report = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
            #expect(Seen(report: report, outcome: outcome).origin() == origin)
        }
        #expect(try workshop.audit("project", "--today", "tomorrow").code == 2)
    }

    @Test func aFileWithoutATokensWordIsReadForItsSuppressionsAsWell() throws {
        try workshop.write("project/src/a.ts", source(""))
        try workshop.write("project/src/plain.py", "# skillaudit: ignore[missing-audience] -- r\nx = 1\n")
        #expect(try audit("--exit-zero").remarks == ["src/plain.py:1 unused"])
    }

    @Test func theConfigurationSuppressesByPathAndRule() throws {
        try workshop.write("project/src/a.ts", source(""))
        try workshop.write("project/other/a.ts", source(""))
        try workshop.write(
            "project/skillaudit.yml",
            """
            suppressions:
              - { path: src, rule: [missing-audience, missing-issuer], reason: known }
              - path: "gone/**"
                rule: missing-audience
                reason: known
              - { path: other, rule: missing-audience, reason: known, until: 2027-01-31 }
            """)
        let seen = try audit("--exit-zero", "--today", "2027-06-01")
        let suppressed = seen.findings().filter { $0["suppression"] is [String: Any] }
        #expect(suppressed.compactMap { ($0["location"] as? [String: Any])?["path"] as? String } == ["src/a.ts"])
        #expect(seen.origin() == nil || seen.findings().count == 2)
        #expect(seen.remarks == ["skillaudit.yml:2 unused", "skillaudit.yml:3 unused", "skillaudit.yml:6 expired"])
        // What is not in use is not unused.
        try workshop.write(
            "project/skillaudit.yml",
            "rules: { disabled: [missing-issuer] }\nsuppressions: [{ path: src, rule: missing-issuer, reason: known }]\n")
        #expect(try audit("--exit-zero").remarks.isEmpty)
    }

    // MARK: Baseline

    @Test func aBaselineSurvivesUnrelatedEditsAndFailsOnNewFindings() throws {
        try workshop.write("project/src/a.ts", source(""))
        let written = try workshop.audit("baseline", "project", "--output", "known.json")
        #expect(written.code == 0 && written.output.isEmpty && written.errors.hasPrefix("skillaudit: known.json holds "))
        let same = try audit("--baseline", "known.json")
        #expect(same.outcome.code == 0 && same.origin() == "baseline" && same.score == 100 && same.remarks.isEmpty)

        try workshop.write(
            "project/src/a.ts", "// moved\n\nexport const more = 1\n" + source("// another line").replacing("{ issuer", with: "{   issuer"))
        let moved = try audit("--baseline", "known.json")
        #expect(moved.outcome.code == 0 && moved.origin() == "baseline" && moved.remarks.isEmpty)

        try workshop.write("project/src/b.ts", source(""))
        let grown = try audit("--baseline", "known.json")
        #expect(grown.outcome.code == 1 && grown.outcome.lastLine.contains("new finding"))
        #expect(try audit("--baseline", "known.json", "--exit-zero").outcome.code == 0)
        #expect(try audit("--baseline", "known.json", "--fail-on", "critical").outcome.code == 0)

        try FileManager.default.removeItem(atPath: workshop.path("project/src/a.ts"))
        try workshop.write("project/src/b.ts")
        let gone = try audit("--baseline", "known.json")
        #expect(
            gone.outcome.code == 0 && !gone.remarks.isEmpty
                && gone.remarks.allSatisfy { $0.hasPrefix("known.json:") && $0.hasSuffix(" stale") })
    }

    @Test func whatIsSuppressedOtherwiseIsInNoBaseline() throws {
        try workshop.write("project/src/a.ts", source("// skillaudit: ignore[missing-audience] -- r"))
        let text = try workshop.audit("baseline", "project", "--output", "-").output
        #expect(!text.contains("missing-audience") && text.contains("missing-dpop"))
        // Written over itself it stays as it is.
        try workshop.write("project/known.json", text)
        try workshop.write("project/skillaudit.yml", "baseline: known.json\n")
        #expect(try workshop.audit("baseline", "project", "--output", "-").output == text)
        #expect(try audit().outcome.code == 0)
    }

    @Test(arguments: [
        ("", "1:1: the file is empty"), ("{", "1:2: "), ("[]", "1:1: a mapping is expected here (a baseline), not a list"),
        ("{\"version\": 2, \"findings\": []}", "1:13: a number from 1 to 1 is expected here, not `2`"),
        ("{\"findings\": []}", "1:1: `version` is missing here"),
        ("{\"version\": 1, \"findings\": [\n {\"id\": \"a\", \"rule\": \"b\"}]}", "2:2: `path` is missing here"),
    ])
    func aBaselineThatIsNoneIsRefused(_ text: String, _ problem: String) throws {
        try workshop.write("project/src/a.ts", source(""))
        try workshop.write("known.json", text)
        let outcome = try workshop.audit("project", "--baseline", "known.json")
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("known.json:\(problem)"), "\(outcome.errors)")
        #expect(try workshop.audit("project", "--baseline", "none.json").code == 2)
    }
}
