import Foundation
import Testing

@testable import skillaudit

/// The scripts behind the GitHub action, the GitLab template and the container image, run as a runner runs them; `gh` and `docker` are stand-ins that write
/// down what they are asked for.
@Suite struct ContinuousIntegrationTests {
    let workshop: Workshop
    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .path(percentEncoded: false)

    init() throws {
        workshop = try Workshop()
        try workshop.git("init", "-q", "repo")
        try workshop.write("repo/src/auth.ts", Self.unbound(1))
        try workshop.git("add", "-A", in: "repo")
        try workshop.git("commit", "-q", "-m", "one", in: "repo")
        try workshop.write("runner/.keep")
        try workshop.link("tools", to: URL(filePath: Workshop.binary).deletingLastPathComponent().path(percentEncoded: false))
    }

    /// As many verifications without audience.
    private static func unbound(_ count: Int) -> String {
        "import { jwtVerify } from 'jose';\n"
            + (1...count).map {
                "export const check\($0) = (t, k) => jwtVerify(t, k, { issuer: 'https://id.example', algorithms: ['RS256'] });\n"
            }
            .joined()
    }

    /// Puts a program on the path that writes its arguments into `calls`, one call a line, and then does what `body` says.
    private func standIn(_ name: String, _ body: String = "") throws {
        try workshop.write("stand-ins/\(name)", "#!/bin/sh\nprintf '%s\\n' \"$*\" >> '\(workshop.path("calls"))'\n\(body)\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: workshop.path("stand-ins/\(name)"))
    }

    private var calls: [String] {
        ((try? String(contentsOfFile: workshop.path("calls"), encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }

    private func text(_ name: String) throws -> String { try String(contentsOfFile: workshop.path(name), encoding: .utf8) }

    /// Runs a script of `ci` in the checked-out repository.
    private func script(
        _ name: String, _ environment: [String: String] = [:], isInstalled: Bool = true, in folder: String = "repo",
        _ arguments: [String] = []
    ) throws
        -> Workshop.Outcome
    {
        let path = ["stand-ins"] + (isInstalled ? ["tools"] : [])
        let runner = [
            "PATH": (path.map(workshop.path) + ["/usr/bin:/bin:/usr/local/bin"]).joined(separator: ":"),
            "RUNNER_TEMP": workshop.path("runner"),
            "GITHUB_OUTPUT": workshop.path("output"), "GITHUB_PATH": workshop.path("path"), "GITHUB_WORKSPACE": workshop.path("repo"),
            "GITHUB_REPOSITORY": "acme/server", "GITHUB_STEP_SUMMARY": workshop.path("summary"),
        ]
        return try workshop.run("\(Self.root)/ci/\(name)", arguments, in: folder, environment: runner.merging(environment) { $1 })
    }

    // MARK: GitHub

    @Test func theActionWritesEveryReportAndLeavesTheVerdictToItsLastStep() throws {
        let outcome = try script("github/audit.sh", ["FAIL_UNDER": "A"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("::error file=src/auth.ts,line=2"))
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(try text("runner/skillaudit/skillaudit.json").utf8)) as? [String: Any])
        let (grade, score) = (try #require(report["grade"] as? String), try #require(report["score"] as? Int))
        #expect(try text("summary").contains("## skillaudit: grade \(grade)"))
        #expect(
            try text("output") == "code=1\ngrade=\(grade)\nscore=\(score)\nreports=\(workshop.path("runner"))/skillaudit\n")
        for (name, start) in [
            ("json", "{\n  \"schemaVersion\""), ("sarif", "{\n  \"$schema\""), ("md", "<!-- skillaudit -->"), ("html", "<!DOCTYPE"),
        ] {
            #expect(try text("runner/skillaudit/skillaudit.\(name)").hasPrefix(start))
        }
    }

    @Test func aPullRequestIsJudgedByWhatItBrings() throws {
        let base = try workshop.git("rev-parse", "HEAD", in: "repo")
        let environment = ["BASE": "auto", "PULL_REQUEST_BASE": base]
        _ = try script("github/audit.sh", environment)
        #expect(try text("output").hasPrefix("code=0\n"))
        try workshop.write("repo/src/auth.ts", Self.unbound(2))
        let worse = try script("github/audit.sh", environment)
        #expect(try text("output").contains("\ncode=1\n"))
        #expect(worse.output.split(separator: "\n").count { $0.hasPrefix("::error") } == 1)
    }

    @Test func aBaseThatAShallowCheckoutLacksIsFetched() throws {
        let base = try workshop.git("rev-parse", "HEAD", in: "repo")
        try workshop.write("repo/src/auth.ts", Self.unbound(2))
        try workshop.git("commit", "-q", "-a", "-m", "two", in: "repo")
        try workshop.git("config", "uploadpack.allowAnySHA1InWant", "true", in: "repo")
        try workshop.git("clone", "-q", "--depth=1", "file://\(workshop.path("repo"))", "shallow")
        let environment = ["BASE": "auto", "PULL_REQUEST_BASE": base]
        #expect(try script("github/audit.sh", environment, in: "shallow").code == 0)
        #expect(try text("output").hasPrefix("code=1\n"))

        // Where it cannot be had, the step fails instead of passing.
        try workshop.git("clone", "-q", "--depth=1", "file://\(workshop.path("repo"))", "alone")
        try FileManager.default.moveItem(atPath: workshop.path("repo"), toPath: workshop.path("gone"))
        #expect(try script("github/audit.sh", environment, in: "alone").code != 0)
    }

    @Test func outsideOfPullRequestsTheWholeIsJudged() throws {
        _ = try script("github/audit.sh", ["BASE": "auto", "FAIL_ON": "high"])
        #expect(try text("output").hasPrefix("code=1\n"))
    }

    @Test func optionsAndTargetsAreNeverSplitOrRun() throws {
        try workshop.write("repo/a b; touch $(touched)/x.py", "x = 1\n")
        _ = try script("github/audit.sh", ["TARGET": "a b; touch $(touched)", "OPTIONS": "--exclude\n*.ts; touch touched\n\n--exit-zero"])
        #expect(try text("output").hasPrefix("code=0\ngrade=A\n"))
        #expect(!FileManager.default.fileExists(atPath: workshop.path("repo/touched")))
        _ = try script("github/audit.sh", ["TARGET": "--version"])
        #expect(try text("output").contains("\ncode=4\ngrade=\n"))
    }

    @Test func theFirstCommentIsWrittenAndTheSecondReplacesIt() throws {
        try workshop.write("comment.md", "<!-- skillaudit -->\nhello\n")
        let environment = ["PULL_REQUEST": "7", "COMMENT": workshop.path("comment.md"), "GH_TOKEN": "x"]
        try standIn("gh")
        #expect(try script("github/comment.sh", environment).code == 0)
        #expect(calls.count == 2 && calls[0].hasPrefix("api --paginate repos/acme/server/issues/7/comments --jq"))
        #expect(calls.last == "api --method POST repos/acme/server/issues/7/comments --field body=@\(workshop.path("comment.md")) --silent")
        try standIn("gh", "case \"$2\" in --paginate) echo 41; echo 42;; esac")
        #expect(try script("github/comment.sh", environment).code == 0)
        #expect(
            calls.last == "api --method PATCH repos/acme/server/issues/comments/41 --field body=@\(workshop.path("comment.md")) --silent")
    }

    @Test func aTokenThatMayNotWriteIsAWarning() throws {
        try standIn("gh", "case \"$2\" in --method) exit 1;; esac")
        let outcome = try script("github/comment.sh", ["PULL_REQUEST": "7", "COMMENT": "/dev/null"])
        #expect(outcome.code == 0)
        #expect(outcome.output.hasPrefix("::warning"))
    }

    @Test func whatIsInstalledIsUsed() throws {
        try standIn("docker")
        let outcome = try script("github/setup.sh")
        #expect(outcome.code == 0 && outcome.output.hasPrefix("skillaudit \(Version.number)"))
        #expect(calls.isEmpty)
    }

    @Test func withoutOneTheImageOfTheReleaseIsPulledAndElseBuilt() throws {
        try standIn("docker")
        let environment = ["ACTION_REPOSITORY": "Acme/skillaudit", "ACTION_REF": "v1", "ACTION_PATH": "/action"]
        #expect(try script("github/setup.sh", environment, isInstalled: false).code == 0)
        #expect(calls.first == "pull --quiet ghcr.io/acme/skillaudit:v1")
        #expect(
            calls.count == 2 && calls[1].hasPrefix("run --rm --network none") && calls[1].hasSuffix("ghcr.io/acme/skillaudit:v1 --version"))
        #expect(try text("path") == "\(workshop.path("runner"))/skillaudit/bin\n")

        try standIn("docker", "[ \"$1\" != pull ]")
        #expect(try script("github/setup.sh", environment, isInstalled: false).code == 0)
        #expect(calls.suffix(2).first == "build --quiet --tag skillaudit:local /action")
        #expect(try script("github/setup.sh", ["IMAGE": "mine:1"], isInstalled: false).code != 0)
    }

    // MARK: init

    @Test func initWritesWhatTheFolderUses() throws {
        try workshop.write("repo/.gitlab-ci.yml", "stages: [test]\n")
        let gitLab = try workshop.audit("init", in: "repo")
        #expect(gitLab.code == 0)
        #expect(FileManager.default.fileExists(atPath: workshop.path("repo/.gitlab/skillaudit.yml")))
        #expect(!FileManager.default.fileExists(atPath: workshop.path("repo/.github")))
        #expect(gitLab.lastLine.hasPrefix("help: add `include:"))

        let gitHub = try workshop.audit("init", "--ci", "github", "--owner", "acme", in: "repo")
        #expect(gitHub.errors.contains("skillaudit.yml is there already"))
        #expect(try text("repo/.github/workflows/skillaudit.yml").contains("- uses: acme/skillaudit@v\(Version.number)\n"))
        #expect(try workshop.audit("config", in: "repo").code == 0)
        #expect(try workshop.audit("init", "missing").code == 4)
    }

    @Test func theTemplateIsTheFile() throws {
        let file = try String(contentsOfFile: "\(Self.root)/ci/gitlab/skillaudit.yml", encoding: .utf8)
        #expect(ContinuousIntegration.gitlab.file(owner: ContinuousIntegration.unknownOwner)?.text == file)
    }

    // MARK: GitLab and the image

    @Test func gitLabGetsItsReports() throws {
        let whole = try script("gitlab/audit.sh", [:], ["--fail-under", "A"])
        #expect(whole.code == 1)
        #expect(try text("repo/gl-code-quality-report.json").contains("\"check_name\": \"missing-audience\""))
        #expect(try text("repo/gl-sast-report.json").contains("\"type\": \"sast\""))
        #expect(try text("repo/skillaudit-junit.xml").contains("<testsuites"))
        let change = try script("gitlab/audit.sh", ["CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"], ["--fail-under", "A"])
        #expect(change.code == 0, "\(change.errors)")
    }

    #if os(Linux)
    /// Needs the right to enter another root folder.
    @Test(.enabled(if: geteuid() == 0 && !Workshop.isSanitized, "only root may enter another root folder, and no sanitizer works there"))
    func theImageHoldsAllThatTheProgramNeeds() throws {
        let collected = try script("image/collect.sh", [:], [Workshop.binary, workshop.path("image")])
        #expect(collected.code == 0, "\(collected.errors)")
        try FileManager.default.copyItem(atPath: workshop.path("repo/src"), toPath: workshop.path("image/repository/src"))
        let outcome = try workshop.run(
            "/usr/sbin/chroot", [workshop.path("image"), "/usr/bin/skillaudit", "/repository", "--format", "json"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("missing-audience"))
    }
    #endif
}
