import Foundation
import Testing

@testable import skillaudit

/// The server's program, where this machine has one that can be started.
private enum SSHDaemon {
    static let path = "/usr/sbin/sshd"
    /// Root's daemon wants a folder that the system makes for it.
    static let isThere =
        FileManager.default.isExecutableFile(atPath: path) && (geteuid() != 0 || FileManager.default.fileExists(atPath: "/run/sshd"))
}

/// Cloning over ssh, from a server of this machine that accepts one key; where there is an sshd.
@Suite(.serialized, .enabled(if: SSHDaemon.isThere, "there is no sshd"))
struct SSHTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.git("init", "-q", "work")
        try workshop.write("work/auth.py", HostileCase.neighbour)
        try workshop.git("add", "-A", in: "work")
        try workshop.git("commit", "-q", "-m", "one", in: "work")
        try workshop.git("clone", "-q", "--bare", "work", "demo.git")
    }

    /// Runs `body` with the server's host and port, and with an agent that holds the keys.
    private func serving(keys: [String], _ body: (_ host: String, _ agent: [String: String]) throws -> Void) throws {
        try workshop.serving(by: "ssh-server.py", [workshop.path] + keys) { port in
            try body("\(NSUserName())@127.0.0.1:\(port)", ["SSH_AUTH_SOCK": workshop.path("agent"), "HOME": workshop.path("home")])
        }
    }

    private func audit(_ address: String, _ environment: [String: String]) throws -> Workshop.Outcome {
        try workshop.run(Workshop.binary, [address, "--format", "json", "--exit-zero"], environment: environment)
    }

    @Test func anAgentsKeyOpensTheRepository() throws {
        try serving(keys: ["stranger", "user"]) { host, environment in
            let outcome = try audit("ssh://\(host)\(workshop.path("demo.git"))", environment)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("\"auth.py\""))
            let missing = try audit("ssh://\(host)\(workshop.path("none.git"))", environment)
            #expect(missing.code == 4 && missing.errors.contains("there is no git repository at ssh://"))
            #expect(missing.errors.split(separator: "\n", omittingEmptySubsequences: false).count == 3)
        }
    }

    @Test func withoutAKeyThatFitsTheAgentIsNamed() throws {
        try serving(keys: ["stranger"]) { host, environment in
            let address = "ssh://\(host)\(workshop.path("demo.git"))"
            let refused = try audit(address, environment)
            #expect(refused.code == 4 && refused.errors.contains("accepts no key of the ssh agent"), "\(refused.errors)")
            #expect(refused.lastLine.contains("ssh-add"))
            let alone = try audit(address, environment.merging(["SSH_AUTH_SOCK": ""]) { $1 })
            #expect(alone.code == 4 && alone.errors.contains("no ssh agent is running"), "\(alone.errors)")
        }
    }

    @Test func anUnknownOrChangedHostIsRefused() throws {
        try serving(keys: ["user"]) { host, environment in
            let address = "ssh://\(host)\(workshop.path("demo.git"))"
            let known = try String(contentsOfFile: workshop.path("home/.ssh/known_hosts"), encoding: .utf8)
            let name = known.split(separator: " ").first ?? ""
            let other = try String(contentsOfFile: workshop.path("stranger.pub"), encoding: .utf8)
            for text in ["", "\(name) \(other)"] {
                try workshop.write("home/.ssh/known_hosts", text)
                let outcome = try audit(address, environment)
                #expect(outcome.code == 4 && outcome.errors.contains("known_hosts"), "\(outcome.errors)")
            }
        }
    }
}
