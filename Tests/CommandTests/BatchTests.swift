import Foundation
import Testing

@testable import skillaudit

/// `skillaudit batch`: lines in, lines out, whatever happens to one of them.
@Suite struct BatchTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        for name in ["one", "two", "with blank"] { try workshop.write("\(name)/a.ts") }
        try workshop.git("init", "-q", "acme+server")
        try workshop.write("acme+server/a.py", "x = 1\n")
        try workshop.git("add", "-A", in: "acme+server")
        try workshop.git("commit", "-q", "-m", "one", in: "acme+server")
    }

    private struct Line: Decodable {
        struct Target: Decodable {
            let target: String
            let revision: String?
        }
        struct Problem: Decodable {
            let reason: String
            let code: Int
            let message: String
        }
        let batch: Target
        let error: Problem?
        let grade: String?
    }

    private func lines(_ text: String) throws -> [String: Line] {
        let lines = try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        return Dictionary(lines.map { ($0.batch.target, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func batch(_ list: String, _ arguments: String...) throws -> (outcome: Workshop.Outcome, lines: [String: Line]) {
        try workshop.write("list", list)
        let outcome = try workshop.run(Workshop.binary, ["batch", "list"] + arguments)
        return (outcome, try lines(outcome.output))
    }

    @Test func everyTargetHasOneLineAndAFailureStopsNothing() throws {
        let (outcome, lines) = try batch("one\nmissing\n\n# a comment\ntwo\nx y z\n{\"target\": \"with blank\"}\n")
        #expect(outcome.code == 4)
        #expect(outcome.lastLine == "skillaudit: 2 of 5 targets have no report")
        #expect(Set(lines.keys) == ["one", "two", "with blank", "missing", "x y z"])
        #expect(["one", "two", "with blank"].allSatisfy { lines[$0]?.grade == "A" })
        #expect(lines["missing"]?.error?.code == 4 && lines["missing"]?.error?.message == "missing does not exist")
        #expect(lines["x y z"]?.error?.reason == "line")
    }

    @Test func aLineIsTheReportAndItsTarget() throws {
        let (outcome, _) = try batch("one\n")
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        let alone = try workshop.audit("one", "--format", "jsonl").output
        #expect(outcome.output == alone.replacing("}\n", with: ",\"batch\":{\"target\":\"one\",\"revision\":null}}\n"))
        let pretty = try workshop.audit("one", "--format", "json").output
        let values = try [alone, pretty].map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary) }
        #expect(values[0] == values[1])
    }

    @Test func standardInputIsAListToo() throws {
        let running = try workshop.started(Workshop.binary, ["batch"])
        running.input.fileHandleForWriting.write(Data("one\ntwo".utf8))
        try running.input.fileHandleForWriting.close()
        let outcome = try running.finish()
        #expect(outcome.code == 0)
        #expect(Set(try lines(outcome.output).keys) == ["one", "two"])
    }

    @Test func ownersAndNamesGoThroughTheTemplate() throws {
        let (outcome, lines) = try batch("acme/server main\n", "--repositories", "\(workshop.path)/{owner}+{name}")
        #expect(outcome.code == 0, "\(outcome.output)")
        #expect(lines["acme/server"]?.batch.revision == "main")
        #expect(outcome.output.contains("/acme+server\",\"kind\":\"repository\""))
        #expect(try batch("acme/server\n", "--repositories", "nowhere").outcome.code == 2)
    }

    @Test func anInterruptedBatchIsResumed() throws {
        // The last line was cut off, and a target failed.
        let first = try batch("one\nmissing\n").outcome.output
        try workshop.write("done", first + "{\"schemaVersion\":\"1.0\",\"ba")
        try workshop.write("missing/a.ts")
        try workshop.write("list", "one\nmissing\ntwo\n")
        let outcome = try workshop.run("/bin/sh", ["-c", "exec '\(Workshop.binary)' batch list --resume done >> done"])
        #expect(outcome.code == 0)
        let text = try String(contentsOfFile: workshop.path("done"), encoding: .utf8)
        let added = text.split(separator: "\n").dropFirst(3)
        #expect(Set(try lines(added.joined(separator: "\n")).keys) == ["missing", "two"])
    }

    @Test func limitsEndOneAuditAlone() throws {
        let memory = try batch("one\n", "--memory", "1KB")
        #expect(memory.lines["one"]?.error?.reason == "memory" && memory.outcome.code == 4)

        // A server that accepts and never answers.
        #if canImport(Darwin)
        let server = socket(AF_INET, SOCK_STREAM, 0)
        #else
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        defer { close(server) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(server, $0, size) | listen(server, 1) | getsockname(server, $0, &size)
            }
        }
        try #require(code == 0)
        let port = UInt16(bigEndian: address.sin_port)
        let time = try batch("http://127.0.0.1:\(port)/x.git\n", "--timeout", "1")
        #expect(time.lines["http://127.0.0.1:\(port)/x.git"]?.error?.reason == "time")
    }

    @Test func optionsBehindTheDashesAreForEveryAudit() throws {
        let (_, lines) = try batch("one\n", "--", "--exclude", "*.ts")
        #expect(lines["one"]?.error?.code == 3)
        for wrong in [["--", "--nonsense"], ["--", "--format", "json"], ["--", "--output", "json=x"], ["--", "two"]] {
            #expect(try workshop.run(Workshop.binary, ["batch", "list"] + wrong).code == 2, "\(wrong)")
        }
    }

    @Test func loginsAreNotRepeated() throws {
        let (outcome, lines) = try batch("http://robot:sesame-open@127.0.0.1:1/x.git\n")
        #expect(!outcome.output.contains("sesame"))
        #expect(lines["http://127.0.0.1:1/x.git"]?.error?.code == 4)
    }

    @Test(arguments: [
        ("a/b", "https://x/a/b"), ("./a", "./a"), ("a/b/c", "a/b/c"), ("a", "a"), ("../b", "../b"), ("-a/b", "-a/b"),
        ("there/it", "there/it"),
        ("a/b c", "a/b c"), ("https://y/z", "https://y/z"),
    ])
    func whatIsAnOwnerAndAName(_ target: String, _ expected: String) {
        #expect(BatchTarget(target: target, revision: nil).expanded(by: "https://x/{owner}/{name}") { $0 == "there/it" } == expected)
    }
}
