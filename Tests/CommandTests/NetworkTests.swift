import Foundation
import Testing

@testable import skillaudit

/// What a server, an address or a login may not do.
@Suite(.serialized) struct NetworkTests {
    let workshop: Workshop
    private let login = [
        "SKILLAUDIT_GIT_HOST": "127.0.0.1", "SKILLAUDIT_GIT_USERNAME": "robot", "SKILLAUDIT_GIT_PASSWORD": "sesame-open-1",
    ]

    init() throws {
        workshop = try Workshop()
        try workshop.makeRepository()
        try workshop.write("scratch/.keep")
        try workshop.git("clone", "-q", "--bare", "target", "served/demo.git")
    }

    private func clone(_ arguments: String..., environment: [String: String] = [:]) throws -> ReportedAudit {
        try workshop.reported(arguments, environment: environment.merging(["TMPDIR": workshop.path("scratch")]) { $1 })
    }

    private var leftovers: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: workshop.path("scratch")).filter { $0 != ".keep" }) ?? ["unreadable"]
    }

    private var requests: String { (try? String(contentsOfFile: workshop.path("requests"), encoding: .utf8)) ?? "" }

    @Test func aCloneThatTakesTooLongIsGivenUp() throws {
        try workshop.serving { host in
            let audit = try clone("http://\(host)/slow/demo.git", "--max-clone-time", "1")
            #expect(audit.code == 4)
            #expect(audit.errors.contains("it takes longer than 1 s (--max-clone-time)"))
            #expect(audit.errors.contains("help: "))
            #expect(leftovers.isEmpty)
        }
    }

    @Test(arguments: ["silent", "slow"])
    func aServerThatSaysNothingIsGivenUp(_ kind: String) throws {
        try workshop.serving { host in
            let audit = try clone("http://\(host)/\(kind)/demo.git", "--max-clone-idle", "1")
            #expect(audit.code == 4)
            #expect(audit.errors.contains("the server says nothing for 1 s (--max-clone-idle)"))
            #expect(leftovers.isEmpty)
        }
    }

    @Test func aCloneThatIsTooLargeIsGivenUp() throws {
        // What cannot be compressed: half a megabyte of changing digits.
        var state: UInt64 = 1
        let text = (0..<60_000).map { _ -> String in
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return String(state >> 20, radix: 36)
        }.joined(separator: "\n")
        try workshop.write("target/large.py", text)
        try workshop.commit("large")
        try workshop.git("push", "-q", workshop.path("served/demo.git"), "HEAD:main", in: "target")
        try workshop.serving { host in
            let audit = try clone("http://\(host)/demo.git", "--max-clone-size", "100KB")
            #expect(audit.code == 4)
            #expect(audit.errors.contains("it is larger than 100 KB (--max-clone-size)"))
            #expect(leftovers.isEmpty)
            #expect(try clone("http://\(host)/demo.git", "--max-clone-size", "10MB").code == 0)
        }
    }

    @Test(arguments: [
        "file:///etc/", "ssh://127.0.0.1/", "git://127.0.0.1/", "ext::touch%20canary%20", "ftp://127.0.0.1/", "//127.0.0.1:1/",
        "gopher://127.0.0.1:70/_",
    ])
    func aRedirectCannotLeaveTheWeb(_ target: String) throws {
        try workshop.serving { host in
            let address = target.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let audit = try clone("http://\(host)/redirect/\(address)/demo.git")
            #expect(audit.code == 4)
            #expect(audit.findings.isEmpty)
            #expect(!workshop.exists("canary"))
            #expect(leftovers.isEmpty)
        }
    }

    /// The host of a redirect is another one, even on the same machine.
    @Test func aLoginDoesNotFollowARedirectToAnotherHost() throws {
        try workshop.serving(login: "robot:sesame-open-1") { host in
            let other = host.replacing("127.0.0.1", with: "localhost")
            let target = "http://\(other)/".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let audit = try clone("http://\(host)/redirect/\(target)/demo.git", environment: login)
            #expect(audit.code == 4)
            #expect(requests.contains("localhost"))
            let toOthers = requests.split(separator: "\n").filter { $0.hasPrefix("localhost") }
            #expect(toOthers.allSatisfy { $0.hasSuffix(" -") }, "\(toOthers)")
        }
    }

    @Test func aLoginIsWrittenNowhere() throws {
        try workshop.serving(login: "robot:sesame-open-1") { host in
            for format in OutputFormat.allCases {
                let outcome = try workshop.run(
                    Workshop.binary,
                    ["http://robot:sesame-open-1@\(host)/demo.git", "--format", format.rawValue, "--exit-zero", "--timing"],
                    environment: ["TMPDIR": workshop.path("scratch")])
                #expect(outcome.code == 0)
                #expect(!(outcome.output + outcome.errors).contains("sesame"))
            }
            // While the clone is under way, nothing of the login is on the disk.
            let running = try workshop.started(
                Workshop.binary, ["http://robot:sesame-open-1@\(host)/slow/demo.git"], environment: ["TMPDIR": workshop.path("scratch")])
            for _ in 0..<200 where !requests.contains("POST") && !requests.contains("/slow/demo.git/git-upload-pack") {
                Thread.sleep(forTimeInterval: 0.02)
            }
            let found = try workshop.run("/usr/bin/env", ["grep", "-r", "sesame", workshop.path("scratch")])
            #expect(found.output.isEmpty)
            #expect(!leftovers.isEmpty)
            kill(running.process.processIdentifier, SIGTERM)
            _ = try running.finish()
            #expect(leftovers.isEmpty)
        }
    }

    /// `| head` on the report of a clone.
    @Test func aReaderThatGoesLeavesNoClone() throws {
        for index in 0..<400 { try workshop.write("target/a\(index).py", HostileCase.neighbour) }
        try workshop.commit("many")
        try workshop.git("push", "-q", workshop.path("served/demo.git"), "HEAD:main", in: "target")
        try workshop.serving { host in
            let outcome = try workshop.run(
                "/bin/sh", ["-c", "{ \"$AUDIT\" http://\(host)/demo.git --format json --exit-zero; echo \"code $?\" >&2; } | true"],
                environment: ["AUDIT": Workshop.binary, "TMPDIR": workshop.path("scratch")])
            #expect(outcome.errors.contains("code 141"))
            #expect(leftovers.isEmpty)
        }
    }

    /// There is no terminal to ask on, and none is opened: the audit ends by itself.
    @Test func nothingIsEverAsked() throws {
        try workshop.serving(login: "robot:sesame-open-1") { host in
            let audit = try workshop.reported(
                ["http://\(host)/demo.git"],
                environment: [
                    "TMPDIR": workshop.path("scratch"), "GIT_ASKPASS": workshop.path("ask"), "SSH_ASKPASS": workshop.path("ask"),
                    "GIT_TERMINAL_PROMPT": "1",
                ], by: ["setsid", "-w"])
            #expect(audit.code == 4)
            #expect(audit.errors.contains("asks for a login, and the environment holds none for its host"))
        }
    }

    @Test(arguments: ["http://127.0.0.1:1/x", "https://example.com/x", "ssh://git@example.com/x", "git@example.com:a/b"])
    func offlineMeansNoNetwork(_ address: String) throws {
        let audit = try clone(address, "--offline")
        #expect(audit.code == 4)
        #expect(audit.errors.contains("because of --offline"))
        #expect(leftovers.isEmpty)
    }

    /// A certificate that nobody vouches for.
    @Test func anUnknownCertificateIsRefused() throws {
        let made = try workshop.run(
            "/usr/bin/env",
            [
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj",
                "/CN=127.0.0.1",
            ])
        guard made.code == 0 else {
            withKnownIssue("there is no openssl to make a certificate with") { Issue.record("\(made.errors)") }
            return
        }
        let script = """
            import http.server, ssl, sys, threading
            s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
            c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); c.load_cert_chain("cert.pem", "key.pem"); s.socket = c.wrap_socket(s.socket, server_side=True)
            threading.Thread(target=s.serve_forever, daemon=True).start(); print(s.server_address[1], flush=True); sys.stdin.read()
            """
        let server = try workshop.started("/usr/bin/env", ["python3", "-c", script])
        defer {
            try? server.input.fileHandleForWriting.close()
            _ = try? server.finish()
        }
        var port = ""
        for _ in 0..<200 where port.isEmpty {
            port = server.outputSoFar.trimmingCharacters(in: .whitespacesAndNewlines)
            if port.isEmpty { Thread.sleep(forTimeInterval: 0.05) }
        }
        let audit = try clone("https://127.0.0.1:\(port)/demo.git", "--max-clone-time", "20")
        #expect(audit.code == 4)
        #expect(audit.errors.lowercased().contains("certificate"), "\(audit.errors)")
    }
}
