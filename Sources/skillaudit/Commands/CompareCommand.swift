import ArgumentParser
import AuditRules

/// `skillaudit compare A B`: what came and went between two revisions or two JSON reports.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compares two revisions, or two JSON reports: findings that are new, fixed and unchanged.",
        discussion: """
            A and B are revisions of a repository or files with JSON reports, in any combination. Exit code 1: B has a finding that A has not, of the severity of \
            --fail-on or worse.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, markdown }

    @Argument(help: "The earlier revision, or JSON report.", completion: .file())
    var base: String

    @Argument(help: "The later revision, or JSON report.", completion: .file())
    var head: String

    @Option(help: ArgumentHelp("The repository of the revisions: a path or an address.", valueName: "repository"), completion: .directory)
    var repository = "."

    @Option(help: ArgumentHelp("text, json or markdown.", valueName: "format"))
    var format: Format = .text

    @OptionGroup
    var colors: ColorOptions

    @Option(help: ArgumentHelp("Fail on new findings of this severity or worse: note, low, medium, high, critical.", valueName: "severity"))
    var failOn = Severity.low.rawValue

    @Flag(help: "Exit with 0 where the gate fails; the last line still says so.")
    var exitZero = false

    func run() throws {
        guard let severity = Severity(rawValue: failOn.lowercased()) else {
            throw Failure.usage("--fail-on \(failOn) is not a severity", help: "severities are note, low, medium, high and critical")
        }
        let (base, head) = (base, head)
        let sides = Sides(repository: repository)
        let report = try Threads.run { () throws(Failure) -> ComparisonReport in
            ComparisonReport(from: try sides.snapshot(of: base), to: try sides.snapshot(of: head))
        }
        switch format {
        case .text: try StandardOutput.write(report.text(.standardOutput(colors.choice)))
        case .json: try StandardOutput.write(report.json)
        case .markdown: try StandardOutput.write(report.markdown)
        }
        guard let broken = NewFindingsGate(severity: severity).failure(of: report.changes) else { return }
        StandardError.line("skillaudit: gate failed: \(broken)")
        if !exitZero { throw ExitCode(1) }
    }

    /// Where the sides of a comparison come from.
    private struct Sides: Sendable {
        let repository: String

        func snapshot(of side: String) throws(Failure) -> Snapshot {
            if LocalPath.isFile(side) { return try Snapshot(reportAt: side) }
            let input = Input(targets: [repository], revision: side)
            var phases = Phases()
            do {
                return Snapshot(try Audit().report(on: try input.open(), named: input.name, &phases), named: side)
            } catch .nothingToAudit {
                return .empty(named: side, revision: nil)
            } catch .notARepository {
                throw .usage(
                    "\(side) is neither a JSON report nor a revision: \(repository) is in no repository", help: "name it with --repository")
            }
        }
    }
}

/// The gate of a comparison: nothing new of some severity.
struct NewFindingsGate: Sendable {
    let severity: Severity

    /// Nil where it holds.
    func failure(of changes: Changes) -> String? {
        let counted = changes.new.filter { $0.severity >= severity && $0.isCounted }
        guard let worst = counted.max(by: { $0.severity < $1.severity }) else { return nil }
        return
            "\(counted.count) new \(counted.count == 1 ? "finding" : "findings") of severity \(severity.rawValue) or worse since \(changes.baseName), "
            + "the worst \(worst.severity.rawValue)"
    }
}
