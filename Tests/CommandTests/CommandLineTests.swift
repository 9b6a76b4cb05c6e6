import AuditRules
import Foundation
import Testing

@testable import skillaudit

/// The command line: exit codes, streams, gates.
@Suite struct CommandLineTests {
    let workshop: Workshop
    init() throws {
        workshop = try Workshop()
        try workshop.write("clean/a.ts")
        try workshop.write(
            "bad/auth.py",
            "import jwt\n\ndef login(request):\n    return jwt.decode(request.headers['authorization'], options={'verify_signature': False})['sub']\n"
        )
    }

    @Test func auditIsTheDefault() throws {
        let plain = try workshop.audit("clean", "--format", "json")
        #expect(plain.code == 0)
        #expect(plain.errors.isEmpty)
        #expect(try workshop.audit("audit", "clean", "--format", "json").output == plain.output)
        #expect(try workshop.audit("--format", "json", in: "clean").output.replacing("\".\"", with: "\"clean\"") == plain.output)
    }

    @Test func versionNamesTheLibrary() throws {
        let outcome = try workshop.audit("--version")
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("skillaudit \(Version.number)"))
        #expect(outcome.output.contains("libgit2 \(GitLibrary.version)"))
    }

    @Test(arguments: [
        ["--nonsense"], ["clean", "--format", "pdf"], ["clean", "--output", "json"], ["clean", "--output", "pdf=x"],
        ["clean", "--fail-under", "E"],
        ["clean", "--fail-on", "awful"], ["clean", "--jobs", "0"], ["clean", "--jobs", "many"], ["clean", "--max-file-size", "big"],
        ["explain", "no-such-rule"],
        ["clean", "--output", "json=/nonexistent/report.json"], ["clean", "http://127.0.0.1/x"],
    ])
    func aMistakeIsCode2WithHelp(_ arguments: [String]) throws {
        let outcome = try workshop.run(Workshop.binary, arguments)
        #expect(outcome.code == 2)
        #expect(outcome.errors.hasPrefix("skillaudit: "))
        #expect(outcome.lastLine.hasPrefix("help: "))
        #expect(outcome.errors.split(separator: "\n").count == 2)
    }

    @Test(arguments: [
        ("audot", "did you mean `skillaudit audit`?"),
        ("acme/server", "GitHub's repository of that name is https://github.com/acme/server"),
        ("bad/auht.py", "help: check the spelling; relative paths start at the current folder\n"),
    ])
    func aPathThatIsNoneIsUnderstood(_ row: (path: String, help: String)) throws {
        let outcome = try workshop.audit(row.path)
        #expect(outcome.code == 4 && outcome.errors.contains(row.help), "\(outcome.errors)")
    }

    @Test func aBaselineTellsHowItIsUsed() throws {
        #expect(try workshop.audit("baseline", "bad").lastLine.hasPrefix("help: audit with --baseline skillaudit-baseline.json"))
        try workshop.write("bad/skillaudit.yml", "baseline: known.json\n")
        #expect(try workshop.audit("baseline", "bad", "--output", "bad/known.json").lastLine.hasSuffix("holds 1 finding"))
    }

    @Test func aFailureCommandsNoTerminal() throws {
        let outcome = try workshop.audit("none\u{1B}[31m\u{202E}\u{7}")
        #expect(outcome.code == 4)
        #expect(outcome.errors.hasPrefix("skillaudit: none\\u{1b}[31m\\u{202e}\\u{7} does not exist\n"))
    }

    @Test func nothingToAuditIsCode3() throws {
        try workshop.write("empty/readme.md")
        let outcome = try workshop.audit("empty", "--format", "json")
        #expect(outcome.code == 3)
        #expect(outcome.output.isEmpty)
        #expect(outcome.lastLine.hasPrefix("help: "))
        // Where something should have been read, that is what the sentence is about.
        try workshop.write("empty/large.ts", String(repeating: "x", count: 600))
        let unread = try workshop.audit("empty", "--max-file-size", "500")
        #expect(
            unread.code == 3 && unread.errors.contains("; large.ts: larger than 500 bytes\nhelp: check the permissions"), "\(unread.errors)"
        )
    }

    @Test func unreachableIsCode4() throws {
        for arguments in [["missing"], ["clean", "--revision", "main"], ["/dev/null"], ["git://example.com/x"]] {
            #expect(try workshop.run(Workshop.binary, arguments).code == 4)
        }
    }

    @Test func aReportGoesToEveryDestination() throws {
        let outcome = try workshop.audit("clean", "--format", "json", "--output", "sarif=out.sarif", "--output", "json=out.json")
        #expect(outcome.code == 0)
        #expect(try String(contentsOfFile: workshop.path("out.json"), encoding: .utf8) == outcome.output)
        #expect(try String(contentsOfFile: workshop.path("out.sarif"), encoding: .utf8).contains("\"version\": \"2.1.0\""))
    }

    @Test func filesAreListedWithoutAnAudit() throws {
        try workshop.write("list/b.ts")
        try workshop.write("list/node_modules/c.ts")
        try workshop.write("list/a.py", "x = 1\n")
        try workshop.write("list/readme.md")
        let outcome = try workshop.audit("list", "--list-files", "--exclude", "b.ts")
        #expect(outcome.code == 0 && outcome.output == "a.py\n" && outcome.errors.isEmpty)
        #expect(try workshop.audit("list", "--list-files", "--include", "none").code == 3)
    }

    @Test func quietAndVerboseChangeNothingButStandardError() throws {
        let usual = try workshop.audit("bad", "--format", "json")
        let verbose = try workshop.audit("bad", "--format", "json", "--verbose")
        let quiet = try workshop.audit("bad", "--format", "json", "--quiet")
        #expect(verbose.output == usual.output && quiet.output == usual.output)
        #expect(verbose.errors.contains("1 file read, 1 parsed"))
        #expect(quiet.lastLine.hasPrefix("skillaudit: gate failed") && quiet.code == 1)
        #expect(try workshop.audit("bad", "--quiet", "--verbose").code == 2)
    }

    @Test func aMistypedOptionIsRecognised() throws {
        let outcome = try workshop.audit("bad", "--formt", "json")
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("--formt") && outcome.errors.contains("'--format'"))
    }

    @Test func colourIsAskedForByAWord() throws {
        #expect(try workshop.audit("bad", "--color", "always").output.contains("\u{1B}["))
        #expect(try !workshop.audit("bad", "--color", "never", environment: ["CLICOLOR_FORCE": "1"]).output.contains("\u{1B}["))
        #expect(try workshop.audit("compare", "main", "main", "--color", "sometimes").errors.contains("'always'"))
    }

    @Test func timesGoToStandardErrorAlone() throws {
        let timed = try workshop.audit("clean", "--format", "json", "--timing")
        #expect(timed.output == (try workshop.audit("clean", "--format", "json").output))
        #expect(timed.lastLine.hasSuffix("in all"))
    }

    @Test func schemaAndRulesArePrinted() throws {
        #expect(try workshop.audit("schema").output == ReportSchema.text)
        let rules = try #require(
            try JSONSerialization.jsonObject(with: Data(try workshop.audit("rules", "--format", "json").output.utf8)) as? [String: Any])
        let list = try #require(rules["rules"] as? [[String: Any]])
        #expect(list.compactMap { $0["id"] as? String } == Rule.all.map(\.id))
        #expect(list.allSatisfy { $0["axis"] is String && $0["severity"] is String && $0["points"] is Int && $0["title"] is String })
        #expect(try workshop.audit("explain", "missing-audience").output.hasPrefix("missing-audience\n"))
    }
}

/// Gates and colours: the decisions, without running anything.
@Suite struct CommandDecisionTests {
    @Test func theGateTellsWhichFailedAndByHowMuch() throws {
        let report = OutputSample.report()
        let letter = try #require(report.grade.letter)
        #expect(Gate(lowestGrade: .f).failure(of: report) == nil)
        #expect(Gate(lowestGrade: letter).failure(of: report) == nil)
        if letter < .a {
            let text = try #require(Gate(lowestGrade: .a).failure(of: report))
            #expect(text.hasPrefix("gate failed: grade \(letter.rawValue)"))
            #expect(text.contains("(--fail-under A)"))
        }
        let worst = try #require(report.active.filter { $0.surface != .test && $0.surface != .docs }.map(\.severity).max())
        #expect(try #require(Gate(worstSeverity: worst).failure(of: report)).contains("(--fail-on \(worst.rawValue))"))
        #expect(Gate(worstSeverity: .note).failure(of: OutputSample.clean) == nil)
    }

    @Test func withoutAGateTheGradeMustBeC() throws {
        #expect(try GateOptions.parse([]).gate().completed().lowestGrade == .c)
        let severity = try GateOptions.parse(["--fail-on", "HIGH", "--exit-zero"]).gate()
        #expect(severity.lowestGrade == nil && severity.worstSeverity == .high && severity.isAdvisory)
        #expect(try GateOptions.parse(["--fail-under", "b"]).gate().lowestGrade == .b)
    }

    @Test(
        arguments: [
            ("--color=always", false, ["NO_COLOR": "1"], true), ("--color=never", true, ["FORCE_COLOR": "1"], false),
            ("--no-color", true, ["FORCE_COLOR": "1"], false), ("--color=auto", true, ["NO_COLOR": "1"], false),
            ("", true, ["NO_COLOR": "1", "FORCE_COLOR": "1"], false),
            ("", false, ["FORCE_COLOR": "1"], true), ("", false, ["CLICOLOR_FORCE": "1", "CLICOLOR": "0"], true),
            ("", true, ["CLICOLOR": "0"], false),
            ("", true, [:], true), ("", false, [:], false), ("", true, ["TERM": "dumb"], false),
        ] as [(String, Bool, [String: String], Bool)])
    func colour(_ option: String, _ isTerminal: Bool, _ environment: [String: String], _ expected: Bool) throws {
        let choice = try OutputOptions.parse(option.isEmpty ? [] : [option]).colors.choice
        #expect(choice.usesColor(isTerminal: isTerminal) { environment[$0] } == expected)
    }

    @Test func sizes() {
        #expect(ByteCount.parse("2MB") == 2 << 20)
        #expect(ByteCount.parse("500 kb") == 500 << 10)
        #expect(ByteCount.parse("17") == 17)
        for bad in ["", "x", "0", "-1", "1TB", "99999999999999999999", "9999999999GB"] { #expect(ByteCount.parse(bad) == nil) }
        #expect(ByteCount.text(2 << 20) == "2 MB")
        #expect(ByteCount.text(1_500) == "1500 bytes")
    }

    @Test(arguments: [
        ("src/server/auth.ts", Surface.production), ("src/tools/search.ts", .production), ("src/contest/a.py", .production),
        ("app/latest/x.ts", .production),
        ("tests/test_auth.py", .test), ("src/auth.test.ts", .test), ("Tests/AppTests/X.swift", .test), ("src/__tests__/a.ts", .test),
        ("conftest.py", .test), ("load/locustfile_mcp.py", .test),
        ("examples/a/test/x.ts", .test), ("pkg/auth_test.py", .test), ("Sources/App/AuthTests.swift", .test),
        ("docs/guide/a.ts", .docs), ("docs/examples/a.py", .docs), ("examples/server/a.ts", .example), ("packages/demo/src/a.ts", .example),
        ("scripts/seed.ts", .script), ("setup.py", .script), ("vite.config.ts", .script), ("tools/release.py", .script),
        (".github/x.js", .script),
        ("benchmarks/a.py", .script), ("src/scripts/a.ts", .script),
    ])
    func surfaces(_ path: String, _ surface: Surface) { #expect(Surface(path: path) == surface) }
}
