import Foundation
import Testing

@testable import skillaudit

/// Cloning from a server of this machine, over smart HTTP.
@Suite(.serialized) struct CloneTests {
    let workshop: Workshop
    /// Where the program makes its temporary folders.
    let scratch: String

    init() throws {
        workshop = try Workshop()
        scratch = workshop.path("scratch")
        try workshop.write("scratch/.keep")
        try workshop.git("init", "-q", "work")
        try workshop.write(
            "work/src/auth.ts", "import { jwtVerify } from 'jose';\nawait jwtVerify(t, k, { issuer: 'https://id.example' });\n")
        try workshop.git("add", "-A", in: "work")
        try workshop.git("commit", "-q", "-m", "one", in: "work")
        try workshop.git("branch", "old", in: "work")
        try workshop.write("work/src/more.py", "import jwt\njwt.decode(t, k, algorithms=['RS256'])\n")
        try workshop.git("add", "-A", in: "work")
        try workshop.git("commit", "-q", "-m", "two", in: "work")
        try workshop.git("clone", "-q", "--bare", "work", "served/demo.git")
    }

    private func serving(login: String? = nil, _ body: (String) throws -> Void) throws { try workshop.serving(login: login, body) }

    private func audit(_ target: String, _ arguments: String..., environment: [String: String] = [:]) throws -> Workshop.Outcome {
        try workshop.run(
            Workshop.binary, [target, "--format", "json", "--exit-zero"] + arguments,
            environment: environment.merging(["TMPDIR": scratch]) { $1 })
    }

    private var leftovers: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: scratch).filter { $0 != ".keep" }) ?? ["unreadable"]
    }

    @Test func aStrangersConfigurationAndCommentsCountOnlyWhereTheyAreTrusted() throws {
        try workshop.write("work/skillaudit.yml", "rules: { disabled: [missing-dpop] }\n")
        try workshop.write(
            "work/src/auth.ts",
            "import { jwtVerify } from 'jose';\n// skillaudit: ignore[missing-audience] -- trust me\nawait jwtVerify(t, k, { issuer: 'https://id.example' });\n"
        )
        try workshop.git("add", "-A", in: "work")
        try workshop.git("commit", "-q", "-m", "three", in: "work")
        try workshop.git("clone", "-q", "--bare", "work", "served/own.git")
        func seen(_ outcome: Workshop.Outcome) throws -> (suppressed: Int?, isUsed: Bool?, remarks: [String], rules: [String]) {
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome.errors)")
            return (
                (report["summary"] as? [String: Any])?["suppressed"] as? Int, (report["configuration"] as? [String: Any])?["used"] as? Bool,
                (report["suppressionRemarks"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String },
                (report["findings"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }
            )
        }
        try serving { host in
            let untrusted = try audit("http://\(host)/own.git")
            let first = try seen(untrusted)
            #expect(first.suppressed == 0 && first.isUsed == false && first.remarks == ["untrusted"])
            #expect(first.rules.contains("missing-dpop") && first.rules.contains("missing-audience"))
            #expect(untrusted.errors.contains("skillaudit: note: skillaudit.yml is not used"))
            let trusted = try audit("http://\(host)/own.git", "--trust-config")
            let second = try seen(trusted)
            #expect(second.suppressed == 1 && second.isUsed == true && second.remarks.isEmpty && !second.rules.contains("missing-dpop"))
            #expect(!trusted.errors.contains("not used"))
        }
    }

    @Test func aCloneGivesTheReportOfTheRepository() throws {
        let expected = try audit(workshop.path("served/demo.git"))
        try serving { host in
            let outcome = try audit("http://\(host)/demo.git")
            #expect(outcome.code == 0)
            #expect(outcome.errors == expected.errors)
            let text = outcome.output.replacing("http://\(host)/demo.git", with: workshop.path("served/demo.git"))
            #expect(text.replacing("\"kind\": \"url\"", with: "\"kind\": \"repository\"") == expected.output)
            #expect(leftovers.isEmpty)
        }
    }

    @Test(arguments: ["old", "main~1", "refs/heads/old"])
    func aRevisionOfAClone(_ revision: String) throws {
        let commit = try workshop.git("rev-parse", "old", in: "work")
        try serving { host in
            for name in [revision, commit] {
                let outcome = try audit("http://\(host)/demo.git", "--revision", name)
                #expect(outcome.output.contains("\"revision\": \"\(commit)\""))
                #expect(outcome.output.contains("\"files\": 1,"))
            }
        }
    }

    @Test(arguments: ["old", "merge-base:old"])
    func aChangeWithinAClone(_ base: String) throws {
        let commit = try workshop.git("rev-parse", "old", in: "work")
        try serving { host in
            let outcome = try audit("http://\(host)/demo.git", "--diff", base)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("\"name\": \"\(base)\",\n      \"revision\": \"\(commit)\""))
            #expect(leftovers.isEmpty)
        }
    }

    @Test func aRedirectAtTheStartIsFollowed() throws {
        try serving { host in
            let outcome = try audit("http://\(host)/elsewhere/demo.git")
            #expect(outcome.code == 0)
        }
    }

    @Test func failuresHaveOneSentenceAHelpLineAndCode4() throws {
        try serving { host in
            for (target, arguments, expected) in [
                ("http://\(host)/missing.git", [], "there is no git repository at http://\(host)/missing.git"),
                ("http://\(host)/demo.git", ["--revision", "nope"], "http://\(host)/demo.git has no revision nope"),
                ("http://127.0.0.1:1/x.git", [], "http://127.0.0.1:1/x.git cannot be cloned"),
                ("http://\(host)/demo.git", ["--offline"], "is not fetched because of --offline"),
            ] {
                let outcome = try workshop.run(Workshop.binary, [target] + arguments, environment: ["TMPDIR": scratch])
                #expect(outcome.code == 4)
                #expect(outcome.output.isEmpty)
                #expect(outcome.errors.contains(expected))
                #expect(outcome.lastLine.hasPrefix("help: "))
            }
            #expect(leftovers.isEmpty)
        }
    }

    @Test func aLoginComesFromTheEnvironmentAndIsNeverShown() throws {
        try serving(login: "robot:sesame-open-1") { host in
            let refused = try audit("http://\(host)/demo.git")
            #expect(refused.code == 4)
            #expect(refused.errors.contains("asks for a login"))

            let environment = [
                "SKILLAUDIT_GIT_HOST": "127.0.0.1", "SKILLAUDIT_GIT_USERNAME": "robot", "SKILLAUDIT_GIT_PASSWORD": "sesame-open-1",
            ]
            #expect(try audit("http://\(host)/demo.git", environment: environment).code == 0)

            let elsewhere = try audit(
                "http://\(host)/demo.git", environment: environment.merging(["SKILLAUDIT_GIT_HOST": "example.com"]) { $1 })
            #expect(elsewhere.code == 4)

            let embedded = try audit("http://robot:sesame-open-1@\(host)/demo.git")
            #expect(embedded.code == 0)
            #expect(!embedded.output.contains("sesame") && !embedded.output.contains("robot"))

            let wrong = try audit("http://robot:wrong-password@\(host)/demo.git")
            #expect(wrong.code == 4)
            #expect(wrong.errors.contains("refused the login"))
            #expect(!wrong.errors.contains("wrong-password"))
            #expect(leftovers.isEmpty)
        }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func aSignalLeavesNothingBehind(_ signal: Int32) throws {
        try serving { host in
            // Every time a little later: while the folder is made, while libgit2 fills it, while it waits for the server.
            for pause in [0, 0.001, 0.01, 0.1] {
                let running = try workshop.started(
                    Workshop.binary, ["http://\(host)/slow/demo.git"], environment: ["TMPDIR": scratch], obeying: signal)
                for _ in 0..<30_000 where leftovers.isEmpty { Thread.sleep(forTimeInterval: 0.001) }
                #expect(!leftovers.isEmpty)
                Thread.sleep(forTimeInterval: pause)
                kill(running.process.processIdentifier, signal)
                let outcome = try running.finish()
                #expect(outcome.code == -signal)
                // What fails because its files are gone is no failure to tell.
                #expect(outcome.errors.isEmpty)
                #expect(leftovers.isEmpty)
            }
        }
    }
}

/// What an address means, and what of it may be printed.
@Suite struct CloneAddressTests {
    private func meaning(_ text: String) throws(Failure) -> GitAddress.Meaning { try GitAddress.meaning(of: text) { $0 == "there:1" } }

    private func address(_ text: String) throws -> GitAddress? {
        guard case .address(let address) = try meaning(text) else { return nil }
        return address
    }

    @Test func addressesAndPathsAreToldApart() throws {
        #expect(try address("https://Example.com/a/b.git")?.host == "example.com")
        #expect(try address("git@example.com:a/b.git")?.location == "git@example.com:a/b.git")
        #expect(try address("ssh://git@example.com:22/a/b")?.user == "git")
        for path in [".", "src/a:b", "there:1", "/a/b", "a.git"] {
            guard case .path(path) = try meaning(path) else {
                Issue.record("\(path) is a path")
                continue
            }
        }
        guard case .path("/srv/a b.git") = try meaning("file:///srv/a%20b.git") else {
            Issue.record("a file address is a path")
            return
        }
    }

    @Test(arguments: [
        "ext::sh -c id", "git://example.com/x", "ftp://example.com/x", "ssh://-oProxyCommand=id/x", "file://example.com/x", "https:///x",
        "http://a b/x",
    ])
    func unsafeAddressesAreRefused(_ text: String) { #expect(throws: Failure.self) { try meaning(text) } }

    @Test func nothingSecretIsShown() throws {
        let secret = try #require(try address("https://user:hunter-22@example.com/x.git?token=abc#frag"))
        #expect(secret.display == "https://example.com/x.git")
        #expect(secret.password == "hunter-22")
        #expect(try address("ssh://git:hunter-22@example.com/x")?.display == "ssh://git@example.com/x")
        #expect(Input(targets: ["https://t0ken@example.com/x"]).name == "https://example.com/x")
        #expect(GitAddress.redacted("git://u:p@example.com/x") == "git://example.com/x")
        // A combining mark makes one character of itself and what stands before it.
        #expect(!GitAddress.redacted("https://u:hunter-22@example.com/\u{300}a@b").contains("hunter"))
        #expect(!GitAddress.redacted("https://\u{300}u:hunter-22@example.com/a").contains("hunter"))
        #expect(GitAddress.redacted("user:hunter-22@example.com/a") == "example.com/a")
        #expect(throws: Failure.self) { try meaning("user:hunter-22@example.com/a") }
    }

    /// A password with a slash, a question mark or a number sign in it ends the host for whoever reads the address by the book.
    @Test(arguments: [
        "https://user:hunter/22@example.com/x", "https://user:hunter?22@example.com/x", "https://user:hunter#22@example.com/x",
        "ssh://user:hunter/22@example.com/x", "https://user:hunter/2@2@example.com:8080/x", "file://user:hunter-22@example.com/x",
        "https://[::1]:hunter/22@example.com/x", "git@://user:hunter-22@example.com/x", "://user:hunter-22@example.com/x",
        "user:\u{301}hunter-22@example.com:x", "x:://user:hunter-22@example.com/x",
    ])
    func anAddressWhosePasswordCutsItIsRefusedWithoutIt(_ text: String) throws {
        do {
            _ = try meaning(text)
            Issue.record("\(text) is refused")
        } catch {
            #expect(!error.sentence.contains("hunter") && error.sentence.contains("example.com"), "\(error.sentence)")
        }
    }

    @Test func aTokenGoesToItsHostAlone() throws {
        let environment = [
            "GITHUB_TOKEN": "gh-secret-1", "GITLAB_TOKEN": "gl-secret-1", "CI_JOB_TOKEN": "job-secret-1",
            "CI_SERVER_HOST": "git.example.org",
        ]
        func secrets(_ text: String) throws -> Set<String> {
            Set(GitLogin(for: try #require(try address(text))) { environment[$0] }.secrets.filter { $0.contains("secret") })
        }
        #expect(try secrets("https://github.com/a/b") == ["gh-secret-1"])
        #expect(try secrets("https://git.example.org/a/b") == ["gl-secret-1", "job-secret-1"])
        #expect(try secrets("https://github.com.example.net/a/b") == [])
        #expect(try secrets("http://github.com/a/b") == [])
        #expect(try secrets("https://gitlab.com/a/b") == [])
    }
}
