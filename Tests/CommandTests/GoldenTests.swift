import AuditRules
import Foundation
import Testing

@testable import skillaudit

/// The reports on the repositories in `Fixtures`, as a reader has last approved them. `make golden` writes them anew.
@Suite struct GoldenReports {
    @Test(arguments: GoldenScenario.all) func areWhatAReaderApproved(_ scenario: GoldenScenario) throws {
        let report = try scenario.audit(jobs: 2)
        // SARIF lists all rules in use: those that found nothing are left out, lest every new rule change every golden report.
        let found = Set(report.findings.map(\.rule))
        let brief = try scenario.audit(jobs: 2, rules: Rule.all.filter { found.contains($0.id) })
        for format in [OutputFormat.text, .json, .sarif] {
            let text = render(format == .sarif ? brief : report, as: format, style: .plain)
            let golden = scenario.golden.appending(path: "report.\(format == .text ? "txt" : format.rawValue)")
            if GoldenScenario.isWriting {
                try FileManager.default.createDirectory(at: scenario.golden, withIntermediateDirectories: true)
                try Data(text.utf8).write(to: golden)
            } else {
                let approved = try String(contentsOf: golden, encoding: .utf8)
                #expect(text == approved, "\(golden.lastPathComponent) of \(scenario):\n\(LineDifference(from: approved, to: text))")
            }
        }
    }

    @Test(arguments: GoldenScenario.all) func doNotDependOnTheNumberOfThreads(_ scenario: GoldenScenario) throws {
        let alone = render(try scenario.audit(jobs: 1), as: .json, style: .plain)
        let together = render(try scenario.audit(jobs: 7), as: .json, style: .plain)
        #expect(alone == together, "\(LineDifference(from: alone, to: together))")
    }

    @Test func standBesideTheirRepositoriesAndNowhereElse() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: GoldenScenario.folder.path)
        let orphans = names.filter { $0.hasSuffix(".golden") }.map { String($0.dropLast(".golden".count)) }.filter { !names.contains($0) }
        #expect(orphans.isEmpty, "reports without a repository: \(orphans)")
        #expect(GoldenScenario.all.count >= 12)
    }
}

/// One small repository of `Fixtures`, audited as its own root.
struct GoldenScenario: CustomTestStringConvertible, CustomStringConvertible, Sendable {
    let name: String

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures", directoryHint: .isDirectory)
    static let all: [GoldenScenario] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
        .filter { !$0.hasPrefix(".") && !$0.contains(".") }.map(GoldenScenario.init)
    static let isWriting = ProcessInfo.processInfo.environment["SKILLAUDIT_GOLDEN"] == "write"

    var golden: URL { Self.folder.appending(path: "\(name).golden", directoryHint: .isDirectory) }
    var description: String { name }
    var testDescription: String { name }

    /// Audits a copy outside of this repository's work tree: a golden report must not change with every commit.
    func audit(jobs: Int, rules: [Rule] = Rule.all) throws -> Report {
        let copy = FileManager.default.temporaryDirectory.appending(path: "golden-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.copyItem(at: Self.folder.appending(path: name), to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        let root = try Input(targets: [copy.path]).open()
        var audit = Audit()
        audit.jobs = jobs
        audit.rules = rules
        return try Threads.run { [audit] () throws(Failure) -> Report in
            var phases = Phases()
            return try audit.report(on: root, named: name, &phases)
        }
    }
}

/// What changed between two texts, line by line: `-` for lines that are gone, `+` for new ones, with their numbers.
struct LineDifference: CustomStringConvertible {
    let description: String

    init(from old: String, to new: String, limit: Int = 60) {
        let difference = Self.lines(new).difference(from: Self.lines(old))
        let changes = (difference.removals + difference.insertions).map { change in
            switch change {
            case .remove(let offset, let line, _): (offset, 0, "- \(offset + 1)  \(line)")
            case .insert(let offset, let line, _): (offset, 1, "+ \(offset + 1)  \(line)")
            }
        }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
        let more = changes.count > limit ? ["… and \(changes.count - limit) more changed lines"] : []
        description = (changes.prefix(limit) + more).joined(separator: "\n")
    }

    private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}
