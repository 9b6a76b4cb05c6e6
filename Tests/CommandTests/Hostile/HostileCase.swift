import Foundation
import Testing

@testable import skillaudit

/// A target that somebody built to break, mislead or use the audit, and what the report must say of it.
///
/// In every target lies `auth.py`, whose finding no neighbour may hide; what is to be run by mistake touches `canary`.
struct HostileCase: Sendable, CustomTestStringConvertible {
    let name: String
    /// Reasons that must stand in the report, by path.
    let skipped: [String: String]
    let lay: @Sendable (Workshop) throws -> Void

    init(_ name: String, skipped: [String: String] = [:], _ lay: @escaping @Sendable (Workshop) throws -> Void) {
        self.name = name
        self.skipped = skipped
        self.lay = lay
    }

    var testDescription: String { name }

    static let neighbour = """
        import jwt

        def login(request):
            return jwt.decode(request.headers['authorization'], options={'verify_signature': False})['sub']

        """
}

/// What the tests read of a JSON report.
struct ReportedAudit {
    let code: Int32
    let errors: String
    let output: String
    /// The paths of findings, in order.
    let findings: [String]
    let skipped: [String: String]
    let files: Int
    let revision: String?
}

extension Workshop {
    static let target = "target"

    /// What an audit may take; sanitizers take ten times as long.
    private static let patience: Double = isSanitized ? 600 : 60

    /// Runs the program for a time only: what hangs is a failure, not a test without end.
    func reported(_ arguments: [String], in folder: String = "", environment: [String: String] = [:], by runner: [String] = []) throws
        -> ReportedAudit
    {
        let command = runner + [Self.binary] + arguments + ["--format", "json", "--exit-zero"]
        let running = try started("/usr/bin/env", command, in: folder, environment: environment)
        let process = running.process.processIdentifier
        let watch = DispatchWorkItem { kill(process, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: watch)
        let outcome = try running.finish()
        watch.cancel()
        try #require(outcome.code != -SIGKILL, "the audit did not end within \(Self.patience) seconds")
        let report = try JSONSerialization.jsonObject(with: Data((outcome.output.isEmpty ? "{}" : outcome.output).utf8))
        let fields = report as? [String: Any] ?? [:]
        let findings = (fields["findings"] as? [[String: Any]] ?? []).compactMap { ($0["location"] as? [String: Any])?["path"] as? String }
        let skipped = (fields["skipped"] as? [[String: String]] ?? []).compactMap { entry in
            entry["path"].flatMap { path in entry["reason"].map { (path, $0) } }
        }
        return ReportedAudit(
            code: outcome.code, errors: outcome.errors, output: outcome.output, findings: findings,
            skipped: Dictionary(skipped) { first, _ in first }, files: (fields["summary"] as? [String: Any])?["files"] as? Int ?? 0,
            revision: (fields["target"] as? [String: Any])?["revision"] as? String)
    }

    /// Audits the target and checks what holds for each of them.
    @discardableResult
    func expectNeighbour(_ hostile: HostileCase, _ arguments: [String] = [target], by runner: [String] = []) throws -> ReportedAudit {
        let audit = try reported(arguments, by: runner)
        #expect(audit.code == 0, "\(audit.errors)")
        #expect(audit.findings.contains("auth.py"))
        #expect(audit.findings.allSatisfy { $0 == "auth.py" || $0.hasPrefix("found") })
        for (path, reason) in hostile.skipped { #expect(audit.skipped[path] == reason, "\(path) in \(audit.skipped)") }
        #expect(!FileManager.default.fileExists(atPath: path("canary")), "something of the target was run")
        #expect(!audit.output.contains("outside-marker"), "something outside of the target was read")
        return audit
    }

    /// Any bytes as a file's name; parents must exist.
    func write(bytes: [UInt8], named name: [UInt8], in folder: String = target) throws {
        let full = Array((path(folder) + "/").utf8) + name + [0]
        let descriptor = full.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { open($0, O_CREAT | O_WRONLY | O_TRUNC, 0o644) } ?? -1
        }
        try #require(descriptor >= 0, "errno \(errno)")
        defer { close(descriptor) }
        try #require(bytes.withUnsafeBytes { writeAll(descriptor, $0) } == bytes.count)
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// A command that would leave its mark.
    var trap: String { "touch \(path("canary"))" }

    // MARK: Repositories

    /// A work tree `target` with the neighbour committed.
    func makeRepository() throws {
        try write("target/auth.py", HostileCase.neighbour)
        try git("init", "-q", Self.target)
        try commit("first")
    }

    func commit(_ message: String) throws {
        try git("add", "-f", "-A", in: Self.target)
        try git("commit", "-q", "--allow-empty", "-m", message, in: Self.target)
    }

    /// One entry of a tree object that no git would write.
    struct TreeEntry {
        let mode: String
        let name: [UInt8]
        let id: String

        init(_ mode: String, _ name: String, _ id: String) {
            self.mode = mode
            self.name = Array(name.utf8)
            self.id = id
        }

        var bytes: [UInt8] {
            let digits = Array(id.utf8)
            let raw = stride(from: 0, to: digits.count - 1, by: 2).map { index in
                UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) ?? 0
            }
            return Array("\(mode) ".utf8) + name + [0] + raw
        }
    }

    /// Stores bytes as an object of any kind, however wrong.
    func object(_ kind: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: url.appending(path: "object"))
        return try git("hash-object", "-w", "--literally", "-t", kind, "../object", in: Self.target)
    }

    func blob(_ text: String) throws -> String { try object("blob", Array(text.utf8)) }
    func tree(_ entries: [TreeEntry]) throws -> String { try object("tree", entries.flatMap(\.bytes)) }

    /// Makes a tree, the neighbour's file in it, the newest commit.
    func commit(tree entries: [TreeEntry]) throws {
        let neighbour = TreeEntry("100644", "auth.py", try blob(HostileCase.neighbour))
        let id = try tree([neighbour] + entries)
        let commit = try git("commit-tree", "-m", "hostile", id, in: Self.target)
        try git("update-ref", "HEAD", commit, in: Self.target)
    }

    /// The file of an object that lies alone.
    func looseObject(_ id: String) -> String { "target/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))" }

    /// Moves an object that lies alone into `lender`, from which the repository borrows it.
    func lend(_ id: String) throws {
        let folder = "lender/\(id.prefix(2))"
        try write("\(folder)/.keep")
        try FileManager.default.moveItem(atPath: path(looseObject(id)), toPath: path("\(folder)/\(id.dropFirst(2))"))
        try write("target/.git/objects/info/alternates", path("lender") + "\n")
    }

    /// Makes HEAD name an object, whatever it is.
    func head(_ id: String) throws { try overwrite("target/.git/HEAD", with: Array((id + "\n").utf8)) }

    /// Leaves the first half of a file.
    func cutShort(_ name: String) throws {
        let bytes = try Data(contentsOf: url.appending(path: name))
        try overwrite(name, with: Array(bytes.prefix(bytes.count / 2)))
    }

    /// Replaces a file that git made read-only.
    func overwrite(_ name: String, with bytes: [UInt8]) throws {
        try FileManager.default.removeItem(atPath: path(name))
        try Data(bytes).write(to: url.appending(path: name))
    }
}

/// `write(2)`, which methods called `write` hide.
private func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int { write(descriptor, bytes.baseAddress, bytes.count) }
