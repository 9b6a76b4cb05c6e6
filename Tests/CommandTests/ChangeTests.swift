import AuditRules
import Foundation
import Testing

@testable import skillaudit

/// Change mode: what is new, fixed and unchanged, between commits, against the index, and between reports.
@Suite struct ChangeTests {
    let workshop: Workshop

    private static let unbound =
        "import { jwtVerify } from 'jose';\nexport const check = (t, k) => jwtVerify(t, k, { issuer: 'https://id.example', algorithms: ['RS256'] });\n"
    private static let bound = unbound.replacing("issuer:", with: "audience: 'https://mcp.example', issuer:")
    private static let unverified = """
        import jwt

        def login(request):
            return jwt.decode(request.headers['authorization'], options={'verify_signature': False})['sub']

        """

    /// Two commits on `main`: a file with a fault, then one more file with another.
    init() throws {
        workshop = try Workshop()
        try workshop.git("init", "-q")
        try workshop.write("src/auth.ts", Self.unbound)
        try commit("one")
        try workshop.git("branch", "start")
    }

    private func commit(_ message: String) throws {
        try workshop.git("add", "-A")
        try workshop.git("commit", "-q", "-m", message)
    }

    private func json(_ outcome: Workshop.Outcome) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    /// Rules that are new, fixed and unchanged.
    private func changes(_ arguments: String...) throws -> (new: Set<String>, fixed: Set<String>, unchanged: Set<String>, code: Int32) {
        let outcome = try workshop.run(Workshop.binary, ["--format", "json"] + arguments)
        let report = try json(outcome)
        let rules = Dictionary(
            uniqueKeysWithValues: try #require(report["findings"] as? [[String: Any]]).map {
                ($0["id"] as? String ?? "", $0["rule"] as? String ?? "")
            })
        let changes = try #require(report["changes"] as? [String: Any])
        func named(_ key: String) -> Set<String> { Set((changes[key] as? [String] ?? []).map { rules[$0] ?? "an id that no finding has" }) }
        let fixed = Set((changes["fixed"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String })
        return (named("new"), fixed, named("unchanged"), outcome.code)
    }

    @Test func whatCameWhatWentAndWhatStayed() throws {
        try workshop.write("src/login.py", Self.unverified)
        try commit("two")
        let worse = try changes("--diff", "start")
        #expect(worse.new.contains("unverified-token") && worse.fixed.isEmpty && worse.unchanged.contains("missing-audience"))
        #expect(worse.code == 1)

        try workshop.write("src/auth.ts", Self.bound)
        try FileManager.default.removeItem(atPath: workshop.path("src/login.py"))
        let better = try changes("--diff", "HEAD")
        #expect(better.new.isEmpty && better.fixed.isSuperset(of: ["unverified-token", "missing-audience"]) && better.code == 0)
    }

    @Test func onlyWhatIsNewFailsTheGate() throws {
        let whole = try workshop.audit("--fail-under", "A")
        #expect(whole.code == 1)
        for gate in [["--fail-under", "A"], ["--fail-on", "note"], []] {
            #expect(try workshop.run(Workshop.binary, ["--diff", "HEAD"] + gate).code == 0)
        }
        try workshop.write("src/login.py", Self.unverified)
        let worse = try workshop.audit("--diff", "HEAD", "--fail-under", "A")
        #expect(worse.code == 1)
        #expect(worse.lastLine.contains("the new findings alone make grade"))
        let advisory = try workshop.audit("--diff", "HEAD", "--exit-zero")
        #expect(advisory.code == 0)
        #expect(advisory.lastLine.contains("new finding"))
    }

    @Test func editsElsewhereAndMovesChangeNothing() throws {
        try workshop.write("src/auth.ts", "// a comment\nconst other = 1;\n" + Self.unbound)
        #expect(try changes("--diff", "HEAD").new.isEmpty)
        try workshop.git("mv", "src/auth.ts", "src/tokens.ts")
        let moved = try changes("--diff", "HEAD")
        #expect(moved.new.isEmpty && moved.fixed.isEmpty && moved.unchanged.contains("missing-audience"))
    }

    /// The call is another text than before, and so is its fingerprint; what it lacks beside the audience is nothing new.
    @Test func mendingOneFaultOfACallMakesItsOthersNotNew() throws {
        try workshop.write("src/auth.ts", Self.bound)
        let mended = try changes("--diff", "HEAD", "--fail-on", "note")
        #expect(mended.new.isEmpty && mended.fixed == ["missing-audience"] && mended.unchanged.contains("missing-dpop") && mended.code == 0)
    }

    @Test func aSecondFaultOfTheSameKindIsNew() throws {
        try workshop.write("src/auth.ts", Self.unbound + Self.unbound.split(separator: "\n")[1].replacing("check", with: "again") + "\n")
        let twice = try changes("--diff", "HEAD")
        #expect(twice.new.contains("missing-audience") && twice.unchanged.contains("missing-audience"))
    }

    @Test func theMergeBaseIsWhereABranchWasLeft() throws {
        try workshop.git("checkout", "-q", "-b", "feature")
        try workshop.write("src/more.ts")
        try commit("feature")
        try workshop.git("checkout", "-q", "main")
        try workshop.write("src/auth.ts", Self.bound)
        try commit("main goes on")
        try workshop.git("checkout", "-q", "feature")
        // Against main itself the branch would seem to bring the fault back.
        #expect(try changes("--diff", "main").new.contains("missing-audience"))
        #expect(try changes("--diff", "merge-base:main").new.isEmpty)
        #expect(try changes("--diff", "merge-base:main", "--revision", "feature").new.isEmpty)
    }

    @Test func unrelatedHistoriesHaveNoMergeBase() throws {
        try workshop.git("checkout", "-q", "--orphan", "island")
        try commit("island")
        let outcome = try workshop.audit("--diff", "merge-base:main")
        #expect(outcome.code == 4)
        #expect(outcome.errors.contains("no commit in common"))
        let unknown = try workshop.audit("--diff", "nowhere")
        #expect(unknown.code == 4 && unknown.errors.contains("has no revision nowhere"))
    }

    @Test func stagedIsWhatTheNextCommitWillHold() throws {
        try workshop.write("src/login.py", Self.unverified)
        #expect(try changes("--staged", "--diff", "HEAD").new.isEmpty)
        try workshop.git("add", "src/login.py")
        try workshop.write("src/login.py", "pass\n")
        let staged = try changes("--staged", "--diff", "HEAD")
        #expect(staged.new.contains("unverified-token") && staged.code == 1)
        #expect(try changes("--diff", "HEAD").new.isEmpty)
    }

    @Test func aHookSeesTheCommitInTheMaking() throws {
        try workshop.write(".git/hooks/pre-commit", "#!/bin/sh\nexec '\(Workshop.binary)' --staged --diff HEAD --format github\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: workshop.path(".git/hooks/pre-commit"))
        try workshop.write("src/auth.ts", Self.unbound + Self.unbound.split(separator: "\n")[1].replacing("check", with: "again") + "\n")
        // `-a` stages into an index of its own, which git tells the hook about.
        let refused = try workshop.run(
            "/usr/bin/env", ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-qam", "bad"])
        #expect(refused.code == 1)
        #expect(refused.errors.contains("new finding"))
    }

    @Test func thereIsAFirstCommitToo() throws {
        let fresh = try Workshop()
        try fresh.git("init", "-q")
        try fresh.write("auth.ts", Self.unbound)
        try fresh.git("add", "-A")
        let outcome = try fresh.audit("--staged", "--diff", "HEAD")
        #expect(outcome.code == 1)
        #expect(outcome.lastLine.contains("since HEAD"))
    }

    /// The base knows neither the configuration nor its baseline yet.
    @Test func bothSidesHaveTheConfigurationOfTheLaterOne() throws {
        try workshop.write("src/login.py", Self.unverified)
        try commit("two")
        try workshop.write("skillaudit.yml", "baseline: known.json\nrules:\n  disabled: [missing-dpop]\n")
        try workshop.write("known.json", "")
        _ = try workshop.audit("baseline", "--output", "known.json", "--no-config")
        let configured = try workshop.audit("--diff", "start", "--format", "json")
        #expect(configured.code == 0, "\(configured.errors)")
        let changes = try #require(try json(configured)["changes"] as? [String: Any])
        #expect((changes["new"] as? [String])?.isEmpty == true && (changes["fixed"] as? [Any])?.isEmpty == true)
        // What is configured only in the work tree is not what will be committed.
        #expect(try workshop.audit("--staged", "--diff", "start", "--format", "json").code == 1)
        try workshop.git("add", "-A")
        #expect(try workshop.audit("--staged", "--diff", "start", "--format", "json").code == 0)
    }

    @Test func stagedNeedsAWorkTree() throws {
        let bare = try Workshop()
        try bare.git("init", "-q", "--bare", "x.git")
        try bare.write("folder/a.ts")
        for target in ["x.git", "folder", "http://127.0.0.1:1/x"] {
            let outcome = try bare.audit(target, "--staged")
            #expect(outcome.code == 2, "\(target): \(outcome.errors)")
            #expect(outcome.errors.contains("--staged"))
        }
        #expect(try workshop.audit("--staged", "--revision", "HEAD").code == 2)
    }

    @Test func theIndexGivesTheReportOfTheCommit() throws {
        try workshop.write("lib/deep/er/a.py", Self.unverified)
        try workshop.link("lib/link.ts", to: "../src/auth.ts")
        try commit("two")
        let committed = try workshop.audit("--revision", "HEAD", "--format", "json", "--exit-zero").output
        let staged = try workshop.audit("--staged", "--format", "json", "--exit-zero").output
        let commit = try workshop.git("rev-parse", "HEAD")
        #expect(staged == committed.replacing("\"\(commit)\"", with: "null"))
    }

    // MARK: Compare

    @Test func revisionsAndReportsAreComparedAlike() throws {
        try workshop.write("src/login.py", Self.unverified)
        try commit("two")
        for (revision, file) in [("start", "before.json"), ("HEAD", "after.json")] {
            _ = try workshop.audit("--revision", revision, "--exit-zero", "--output", "json=\(file)")
        }
        var seen: Set<[String]> = []
        for (base, head) in [("start", "HEAD"), ("before.json", "after.json"), ("start", "after.json")] {
            let outcome = try workshop.audit("compare", base, head, "--format", "json")
            #expect(outcome.code == 1)
            let report = try json(outcome)
            seen.insert(
                ["new", "fixed", "unchanged"].map { key in
                    (report[key] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }.joined(separator: " ")
                })
        }
        #expect(seen.count == 1)
        #expect(try #require(seen.first).first?.isEmpty == false)
        let back = try workshop.audit("compare", "after.json", "before.json")
        #expect(back.code == 0)
        #expect(back.output.contains("Fixed") && !back.output.contains("\nNew"))
    }

    @Test func whatIsNoReportIsRefused() throws {
        try workshop.write("broken.json", "{\"schemaVersion\": ")
        try workshop.write("other.json", "{\"schemaVersion\": \"1.0\", \"findings\": []}")
        try workshop.write(
            "future.json", try workshop.audit("--format", "json", "--exit-zero").output.replacing("\"1.0\"", with: "\"2.0\""))
        for (file, why) in [("broken.json", "it is not JSON"), ("other.json", "it has no `tool`"), ("future.json", "schema 2.0")] {
            let outcome = try workshop.audit("compare", file, "HEAD")
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains(why), "\(outcome.errors)")
        }
        #expect(try workshop.audit("compare", "nowhere", "HEAD").code == 4)
    }
}

/// What the formats say of a change.
@Suite struct ChangeOutputTests {
    /// The sample, compared with itself less its first finding and plus one that is gone.
    private static let report: Report = {
        var report = OutputSample.report()
        let base = OutputSample.report(findings: Array(OutputSample.findings.dropFirst()) + [gone])
        report.changes = Changes(from: Snapshot(base, named: "main"), to: Snapshot(report, named: "."))
        return report
    }()
    private static let gone = OutputSample.finding(
        "unverified-token", OutputSample.place(OutputSample.auth, "return payload", path: "src/old.ts"),
        "claims of `payload` were read unverified")

    @Test func thisSampleHasAllThree() throws {
        let changes = try #require(Self.report.changes)
        #expect(changes.new.map(\.rule) == ["missing-audience"])
        #expect(changes.fixed.map(\.rule) == ["unverified-token"])
        #expect(changes.unchanged.count == 3)
    }

    @Test func annotationsAndFailuresAreOnlyForWhatIsNew() {
        let annotations = render(Self.report, as: .github, style: .plain).split(separator: "\n").filter { $0.hasPrefix("::") }
        #expect(annotations.count == 1 && annotations[0].contains("missing-audience"))
        let junit = render(Self.report, as: .junit, style: .plain)
        #expect(junit.ranges(of: "<failure").count == 1 && junit.ranges(of: "unchanged since main").count == 3)
    }

    @Test(arguments: [OutputFormat.text, .markdown, .html])
    func pagesForPeopleNameTheChange(_ format: OutputFormat) {
        let text = render(Self.report, as: format, style: .plain)
        #expect(text.contains("1 new, 1 fixed, 3 unchanged"))
        #expect(text.contains("were read unverified"))
    }

    @Test func sarifKnowsTheState() throws {
        let text = render(Self.report, as: .sarif, style: .plain)
        #expect(text.ranges(of: #""baselineState": "new""#).count == 1)
        #expect(text.ranges(of: #""baselineState": "unchanged""#).count == 3)
        #expect(!render(OutputSample.report(), as: .sarif, style: .plain).contains("baselineState"))
    }

    @Test func theNextStepIsSomethingNew() throws {
        let sentence = try #require(NextStep(Self.report)).sentence
        #expect(
            sentence.hasPrefix(
                "Next: fix missing-audience in src/auth.ts:9, which is new since main (4f1d6e0c9a); without it the grade is "))
    }
}
