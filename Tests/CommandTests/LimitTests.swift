import Foundation
import Testing

@testable import skillaudit

/// Every limit that can be reached is told in every format, and `--strict` fails.
@Suite struct LimitTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.write("target/auth.py", HostileCase.neighbour)
        try workshop.write("target/z/deep/er/more.py", HostileCase.neighbour)
        try workshop.write("target/z/second.ts", "import { jwtVerify } from 'jose';\n" + String(repeating: "jwtVerify(t, k);\n", count: 40))
    }

    struct Reached: Sendable, CustomTestStringConvertible {
        let option: String
        let value: String
        let path: String
        let reason: String
        var testDescription: String { option }
    }

    static let reached = [
        Reached(option: "--max-file-size", value: "500", path: "z/second.ts", reason: "larger than 500 bytes"),
        Reached(
            option: "--max-files", value: "2", path: "z/deep/", reason: "left out with all that follows: more than 2 files and folders"),
        Reached(option: "--max-total-size", value: "300", path: "z/second.ts", reason: "left out: more than 300 bytes in all"),
        Reached(option: "--max-depth", value: "2", path: "z/deep/er/", reason: "more than 2 folders deep"),
        Reached(option: "--max-tokens", value: "100", path: "z/second.ts", reason: "more than 100 tokens"),
        Reached(
            option: "--max-steps", value: "3", path: ".",
            reason: "some values are unknown: working them out took more than 3 steps"),
        Reached(option: "--max-findings", value: "1", path: ".", reason: "findings are left out: more than 1"),
    ]

    @Test(arguments: reached)
    func aLimitIsNamedAndStrictFails(_ limit: Reached) throws {
        let audit = try workshop.reported([Workshop.target, limit.option, limit.value])
        #expect(audit.skipped[limit.path]?.hasSuffix(limit.reason) == true, "\(audit.skipped)")
        #expect(audit.code == 0)
        let strict = try workshop.audit(Workshop.target, "--fail-under", "F", "--strict", limit.option, limit.value)
        #expect(strict.code == 1)
        #expect(strict.lastLine.contains("gate failed: not everything was looked at: "))
        #expect(strict.lastLine.contains(limit.reason))
        #expect(try workshop.audit(Workshop.target, "--fail-under", "F", "--strict").code == 0)
    }

    @Test(arguments: OutputFormat.allCases)
    func aLimitIsVisibleInEveryFormat(_ format: OutputFormat) throws {
        let whole = try workshop.audit(Workshop.target, "--format", format.rawValue, "--exit-zero")
        let cut = try workshop.audit(Workshop.target, "--format", format.rawValue, "--exit-zero", "--max-tokens", "100")
        #expect(whole.code == 0 && cut.code == 0)
        let sign = format == .badge ? "incomplete" : "more than 100 tokens"
        #expect(cut.output.contains(sign))
        #expect(!whole.output.contains(sign))
    }

    /// Threads share the reading; which files are left out does not depend on how many there are.
    @Test func theCutIsTheSameForAnyNumberOfThreads() throws {
        for index in 0..<200 { try workshop.write("many/\(index).ts", String(repeating: "// jwt \(index)\n", count: index)) }
        for option in [["--max-total-size", "50KB"], ["--max-files", "77"], ["--max-file-size", "1KB"]] {
            let reports = try ["1", "2", "7"].map { try workshop.reported(["many", "--jobs", $0] + option).output }
            #expect(Set(reports).count == 1)
        }
    }

    @Test func theConfigurationSetsEveryLimit() throws {
        let keys = Limits.Kind.allCases.map { kind in
            "  \(kind.rawValue): \(kind.unit == .bytes ? "3MB" : kind.unit == .seconds ? "90s" : "7")"
        }
        let text = "limits:\n" + keys.joined(separator: "\n") + "\n"
        let origin = Configuration.Origin(path: "skillaudit.yml", folder: "", isInTree: true)
        let limits = try Configuration(Array(text.utf8), origin: origin).limits
        for kind in Limits.Kind.allCases {
            #expect(limits[kind] == (kind.unit == .bytes ? 3 << 20 : kind.unit == .seconds ? 90 : 7))
        }
        var asked = Limits()
        asked[chosen: .files] = 5
        #expect(asked.completed(by: limits)[.files] == 5)
        #expect(asked.completed(by: limits)[.depth] == 7)
    }

    @Test(arguments: Limits.Kind.allCases)
    func aLimitThatIsNoneIsAMistake(_ kind: Limits.Kind) throws {
        for value in ["0", "-1", "many", "1TB", "99999999999999999999"] {
            let outcome = try workshop.audit(Workshop.target, "--\(kind.rawValue)=\(value)")
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains("--\(kind.rawValue)"))
        }
    }

    @Test func anAuditThatIsOutOfTimeSaysSo() throws {
        let root = try openRoot(workshop.path(Workshop.target))
        var audit = Audit()
        audit.limits[chosen: .time] = 0
        var phases = Phases()
        // Nothing was read in no time at all.
        #expect(throws: Failure.self) { try audit.report(on: root, named: "x", &phases) }
        audit.limits[chosen: .time] = nil
        audit.limits[chosen: .fileTime] = 0
        let report = try audit.report(on: root, named: "x", &phases)
        #expect(report.shortfalls.map(\.reason).allSatisfy { $0 == "took longer than 0 s to parse" })
        #expect(report.shortfalls.count == 3)
    }
}
