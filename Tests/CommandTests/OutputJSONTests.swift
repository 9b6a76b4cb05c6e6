import AuditRules
import Foundation
import SourceScanner
import Testing

@testable import skillaudit

@Suite struct OutputJSONTests {
    @Test func theEmbeddedSchemaIsTheFile() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = try String(contentsOf: root.appending(path: "docs/schema/report-1.0.schema.json"), encoding: .utf8)
        #expect(ReportSchema.text == file)
    }

    @Test func keysStandInTheOrderOfTheDocumentation() {
        let text = render(OutputSample.report(), as: .json, style: .plain)
        let keys = [
            "schemaVersion", "tool", "target", "grade", "score", "axes", "withWorstRuleFixed", "findings", "sites", "skipped", "summary",
        ]
        let places = keys.compactMap { text.range(of: "\n  \"\($0)\":")?.lowerBound }
        #expect(places.count == keys.count)
        #expect(places == places.sorted())
    }

    @Test func scoresAndArithmeticAgree() throws {
        let report = try object(OutputSample.report())
        let axes = try #require(report["axes"] as? [[String: Any]])
        #expect(axes.count == 6)
        for axis in axes where axis["assessed"] as? Bool == true {
            let deducted = (axis["deductions"] as? [[String: Any]] ?? []).reduce(0) { $0 + ($1["points"] as? Int ?? 0) }
            #expect(axis["score"] as? Int == max(0, 100 - deducted))
        }
        let scores = axes.compactMap { $0["score"] as? Int }
        #expect(report["score"] as? Int == scores.min())
        let ids = Set((report["findings"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String })
        for deduction in axes.flatMap({ $0["deductions"] as? [[String: Any]] ?? [] }) {
            #expect(ids.isSuperset(of: deduction["findings"] as? [String] ?? []))
        }
    }

    @Test func suppressedFindingsStayAndAreCountedApart() throws {
        let report = try object(OutputSample.report())
        let findings = try #require(report["findings"] as? [[String: Any]])
        #expect(findings.count == 5)
        let suppressed = try #require(findings.first { $0["rule"] as? String == "unverified-token" })
        #expect((suppressed["suppression"] as? [String: Any])?["origin"] as? String == "comment")
        let summary = try #require(report["summary"] as? [String: Any])
        #expect(summary["suppressed"] as? Int == 1)
        #expect((summary["bySeverity"] as? [String: Int]) == ["high": 3, "low": 1])
    }

    @Test func findingsAndSitesStandInReadingOrder() throws {
        let report = try object(OutputSample.report())
        for key in ["findings", "sites", "skipped"] {
            let paths = (report[key] as? [[String: Any]] ?? []).compactMap { ($0["location"] as? [String: Any] ?? $0)["path"] as? String }
            #expect(paths == paths.sorted())
            #expect(!paths.isEmpty)
        }
    }

    @Test func lifetimesAreNumbersOrNull() throws {
        let sites = try #require(try object(OutputSample.report())["sites"] as? [[String: Any]])
        let facts = sites.compactMap { $0["facts"] as? [String: Any] }
        #expect(facts.compactMap { $0["lifetimeSeconds"] as? Int } == [2_592_000])
        #expect(facts.allSatisfy { $0.keys.contains("lifetimeSeconds") })
    }

    @Test func aReportOnOneLineSaysTheSame() throws {
        let line = JSONReport.renderLine(OutputSample.report())
        #expect(!line.contains("\n"))
        let one = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary
        #expect(one == (try object(OutputSample.report()) as NSDictionary))
    }

    @Test(arguments: [
        (JSON.number(3600), "3600"), (.number(0.5), "0.5"), (.number(.nan), "null"), (.string("a\"\\\n\u{1}"), #""a\"\\\n\u0001""#),
        (.array([]), "[]"),
    ])
    func valuesAreWritten(_ row: (value: JSON, text: String)) {
        #expect(row.value.line == row.text)
    }

    @Test func fingerprintsSurviveEditsElsewhere() {
        let before = Fingerprint.assigned(to: [finding(auth: OutputSample.auth)])
        let after = Fingerprint.assigned(to: [finding(auth: "// a new line\n\n" + OutputSample.auth)])
        #expect(before[0].id == after[0].id)
        #expect(before[0].location.start.line + 2 == after[0].location.start.line)
        #expect(before[0].id.count == 64)
    }

    @Test func equalFindingsAreToldApartByACounter() {
        let ids = Fingerprint.assigned(to: [finding(auth: OutputSample.auth), finding(auth: "\n" + OutputSample.auth)]).map(\.id)
        #expect(Set(ids).count == 2)
    }

    @Test func fingerprintsDoNotDependOnSuppression() {
        var suppressed = finding(auth: OutputSample.auth)
        suppressed.suppression = Suppression(origin: .baseline, reason: "known")
        #expect(Fingerprint.assigned(to: [suppressed])[0].id == Fingerprint.assigned(to: [finding(auth: OutputSample.auth)])[0].id)
    }

    private func finding(auth: String) -> Finding {
        OutputSample.finding("missing-audience", OutputSample.place(auth, "jwtVerify(token, keys, options)"), "message")
    }

    private func object(_ report: Report) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(render(report, as: .json, style: .plain).utf8)) as? [String: Any])
    }
}
