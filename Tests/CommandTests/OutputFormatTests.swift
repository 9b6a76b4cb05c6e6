import AuditRules
import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@testable import skillaudit

@Suite struct OutputFormatTests {
    private let report = OutputSample.report()

    private func text(_ format: OutputFormat, _ report: Report? = nil) -> String {
        render(report ?? self.report, as: format, style: .plain)
    }
    private func json(_ format: OutputFormat, _ report: Report? = nil) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text(format, report).utf8))
    }

    @Test func formatsHaveTheNamesOfTheCommandLine() {
        let names = [
            "text", "json", "jsonl", "sarif", "gitlab-codequality", "gitlab-sast", "junit", "github", "markdown", "csv", "badge", "html",
        ]
        #expect(OutputFormat.allCases.map(\.rawValue) == names)
    }

    // MARK: SARIF

    private func run() throws -> [String: Any] {
        let log = try #require(try json(.sarif) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        return try #require((log["runs"] as? [[String: Any]])?.first)
    }

    @Test func sarifRulesCarryWhatCodeScanningReads() throws {
        let driver = try #require(((try run())["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.map { $0["id"] as? String } == OutputSample.rules.map(\.id))
        let properties = try #require(rules[0]["properties"] as? [String: Any])
        #expect(properties["security-severity"] as? String == "8.0")
        #expect((properties["tags"] as? [String])?.contains("external/cwe/cwe-345") == true)
        #expect(rules[0]["name"] as? String == "MissingAudience")
    }

    @Test func sarifResultsHaveAllFourRegionFieldsAndFlows() throws {
        let results = try #require((try run())["results"] as? [[String: Any]])
        #expect(results.count == 5)
        for result in results {
            let location = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
            let region = try #require(location?["region"] as? [String: Any])
            #expect(Set(region.keys).isSuperset(of: ["startLine", "startColumn", "endLine", "endColumn"]))
            #expect((result["partialFingerprints"] as? [String: String])?["skillaudit/v1"]?.count == 64)
        }
        let audience = try #require(results.first { $0["ruleId"] as? String == "missing-audience" })
        let flow = (audience["codeFlows"] as? [[String: Any]])?.first?["threadFlows"] as? [[String: Any]]
        #expect((flow?.first?["locations"] as? [Any])?.count == 2)
        let suppressed = try #require(results.first { $0["ruleId"] as? String == "unverified-token" })
        #expect((suppressed["suppressions"] as? [[String: String]])?.first?["kind"] == "inSource")
    }

    @Test func moreResultsThanGitHubShowsAreAnnounced() throws {
        func notes(_ count: Int) throws -> [String] {
            let place = OutputSample.place(OutputSample.auth, "jwtVerify(token")
            let findings = (0..<count).map { OutputSample.finding("missing-audience", place, "message \($0)") }
            let log = try #require(try json(.sarif, OutputSample.report(findings: findings, skipped: [])) as? [String: Any])
            let run = try #require((log["runs"] as? [[String: Any]])?.first)
            #expect((run["results"] as? [Any])?.count == count)
            let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
            return (invocation["toolExecutionNotifications"] as? [[String: Any]] ?? []).compactMap {
                ($0["message"] as? [String: String])?["text"]
            }
        }
        #expect(try notes(5_000).isEmpty)
        #expect(try notes(5_001).contains { $0.hasPrefix("5001 results: GitHub code scanning shows the 5000") })
    }

    @Test func theRunIsNamedWithOneSlashAtItsEnd() throws {
        #expect(((try run())["automationDetails"] as? [String: String])?["id"] == "skillaudit/")
    }

    @Test(arguments: [
        ("src/a.ts", "src/a.ts"), ("a b/ü%.ts", "a%20b/%C3%BC%25.ts"), ("c:x/a.ts", "./c:x/a.ts"), ("src/c:x.ts", "src/c:x.ts"),
        ("a#b?.py", "a%23b%3F.py"),
    ])
    func pathsBecomeRelativeReferences(_ row: (path: String, uri: String)) {
        #expect(SARIFReport.uri(row.path) == row.uri)
    }

    /// The expectations are those of GitHub's own action.
    @Test(arguments: [
        ("", ["c129715d7a2bc9a3:1"]),
        (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
        (
            " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
            [
                "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1",
                "c8e28b0b4002a3a0:1",
                "c129715d7a2bc9a3:1",
            ]
        ),
        (
            String(repeating: "Lorem ipsum dolor sit amet.\n", count: 10),
            [
                "a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5",
                "a7f2ff13bc495cf2:6",
                "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
            ]
        ),
    ])
    func lineHashesAreGitHubs(_ row: (source: String, hashes: [String])) {
        let hashes = LineHash.hashes(of: Array(row.source.utf8), lines: Set(1...20))
        #expect((1...row.hashes.count).map { hashes[$0] } == row.hashes.map(Optional.some))
        #expect(hashes.count == row.hashes.count)
    }

    // MARK: GitLab

    @Test func codeQualityIsAnEmptyListWhenClean() throws {
        #expect(text(.gitLabCodeQuality, OutputSample.clean) == "[]\n")
        let entries = try #require(try json(.gitLabCodeQuality) as? [[String: Any]])
        #expect(entries.count == 4)
        #expect(Set(entries.compactMap { $0["fingerprint"] as? String }).count == 4)
        #expect(entries.allSatisfy { Set($0.keys) == ["description", "check_name", "fingerprint", "severity", "location"] })
    }

    @Test func sastVulnerabilitiesHaveIdentifiers() throws {
        let document = try #require(try json(.gitLabSAST) as? [String: Any])
        let vulnerabilities = try #require(document["vulnerabilities"] as? [[String: Any]])
        #expect(vulnerabilities.count == 4)
        for vulnerability in vulnerabilities { #expect((vulnerability["identifiers"] as? [[String: String]] ?? []).count == 2) }
    }

    // MARK: XML

    @Test(arguments: [OutputFormat.junit, .badge])
    func xmlIsWellFormed(_ format: OutputFormat) {
        for report in [report, OutputSample.clean] {
            let parser = XMLParser(data: Data(text(format, report).utf8))
            #expect(parser.parse(), "\(String(describing: parser.parserError))")
        }
    }

    @Test func junitHasOneCasePerFindingAndOnePassingCaseWhenClean() {
        let xml = text(.junit)
        #expect(xml.ranges(of: "<testcase").count == 5)
        #expect(xml.ranges(of: "<failure").count == 4)
        #expect(xml.ranges(of: "<skipped").count == 1)
        #expect(xml.ranges(of: "<testsuite ").count == 2)
        #expect(text(.junit, OutputSample.clean).contains(#"<testcase name="no findings""#))
    }

    // MARK: GitHub

    @Test func annotationsAreEscapedAndTenPerLevel() {
        #expect(GitHubReport.escape("50%,\r\n:", isProperty: true) == "50%25%2C%0D%0A%3A")
        #expect(GitHubReport.escape("50%,\r\n:", isProperty: false) == "50%25,%0D%0A:")
        let findings = (1...14).map { number in
            OutputSample.finding("missing-audience", OutputSample.place(OutputSample.auth, "jwtVerify(token"), "message \(number)")
        }
        let text = text(.github, OutputSample.report(findings: findings))
        #expect(text.ranges(of: "::error ").count == 10)
        #expect(text.contains("4 more findings"))
    }

    @Test func columnsAreGivenOnOneLineOnly() {
        let place = OutputSample.place(OutputSample.auth, "jwtVerify(token, keys, options);\n    return payload")
        #expect(
            !text(.github, OutputSample.report(findings: [OutputSample.finding("missing-audience", place, "message")])).contains("col="))
        #expect(text(.github).contains("col=31,endColumn=62"))
    }

    // MARK: Markdown

    @Test func markdownKeepsWithinTheLimitOfAComment() {
        let findings = (1...900).map { number in
            OutputSample.finding("missing-audience", OutputSample.place(OutputSample.auth, "jwtVerify(token"), "message \(number)")
        }
        let text = text(.markdown, OutputSample.report(findings: findings))
        #expect(text.utf8.count < 65_000)
        #expect(text.contains("more findings"))
        #expect(text.hasPrefix(MarkdownReport.marker))
    }

    @Test(arguments: [
        ("@team see #12", "@<!-- -->team see #<!-- -->12"), ("a `b|c` <i>", "a `b|c` &lt;i&gt;"),
        ("[x](https://e.example)", "\\[x\\]\\(https:<!-- -->//e.example\\)"),
        ("odd ` tick", "odd \\` tick"), ("https:/\u{34C}/e", "https:/\u{34C}/e"), ("https://\u{34C}e", "https:<!-- -->//\u{34C}e"),
    ])
    func markdownFromOutsideStaysText(_ row: (text: String, markdown: String)) {
        #expect(MarkdownText.prose(row.text) == row.markdown)
    }

    @Test func codeCannotLeaveItsSpan() {
        #expect(MarkdownText.code("a|\u{34C}b", inTable: true) == "`a\\|\u{34C}b`")
        #expect(MarkdownText.code("a``b") == "``` a``b ```")
        #expect(MarkdownText.block("```\nx", language: "") == "````\n```\nx\n````")
    }

    @Test func suppressionsToLookAtStandWhereverPeopleRead() {
        let remark = SuppressionRemark(
            kind: .malformed, path: "src/a|b <c>.ts", line: 7, rule: nil, message: "`ignore[x|y]` has no reason <script> @team")
        let report = OutputSample.report(remarks: [remark])
        #expect(text(.text, report).contains("src/a|b <c>.ts:7 malformed: "))
        #expect(
            text(.markdown, report).contains(
                """
                <details><summary>Suppressions to look at (1)</summary>

                - `src/a|b <c>.ts:7` malformed: `ignore[x|y]` has no reason &lt;script&gt; @<!-- -->team

                </details>
                """))
        #expect(
            text(.html, report).contains(
                "<span class=\"mono\">src/a|b &lt;c&gt;.ts:7</span> malformed: <code>ignore[x|y]</code> has no reason &lt;script&gt; @team</li>"
            ))
        for format in [OutputFormat.text, .markdown, .html] { #expect(!text(format).contains("uppressions to look at")) }
    }

    // MARK: CSV

    @Test(arguments: [
        ("=1+1", "\"'=1+1\""), ("+a", "\"'+a\""), ("-a", "\"'-a\""), ("@a", "\"'@a\""), ("  =a", "\"'  =a\""), ("a,b", "\"a,b\""),
        ("a\"b", "\"a\"\"b\""), ("a\"\u{34C}b", "\"a\"\"\u{34C}b\""),
        ("plain", "plain"), ("", ""),
    ])
    func noCellBeginsAFormula(_ row: (text: String, cell: String)) {
        #expect(CSVReport.cell(row.text) == row.cell)
    }

    @Test func csvHasOneRowPerSite() {
        let lines = text(.csv).split(separator: "\r\n")
        #expect(lines.count == 1 + OutputSample.sites.count)
        #expect(lines[0].hasPrefix("path,line,column,kind"))
    }

    @Test func markupIsEscapedScalarByScalar() {
        #expect(Markup.escape("\"\u{301}<\u{301}&'") == "&quot;\u{301}&lt;\u{301}&amp;&#39;")
    }
}
