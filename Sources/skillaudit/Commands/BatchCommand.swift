import ArgumentParser
import Foundation
import Synchronization

/// `skillaudit batch`: many targets, one line of JSON for each.
struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Audits the targets of a list and writes one JSON report a line, as they finish.",
        discussion: """
            A line of the list is a path, an address or owner/name, optionally a revision behind it, or a JSON object with `target` and `revision`. Blank lines and \
            lines that begin with # are left out. A target that fails has a line with `error` instead of a report, and the others go on. Options of `skillaudit \
            audit` may stand behind --.

            Exit codes: 0 every target has a report, 2 a mistake in options, 4 some target has none. Grades fail nothing here.
            """)

    @Argument(help: "The list; - is standard input.", completion: .file())
    var list = "-"

    @Option(help: ArgumentHelp("Leave out targets that have a report in an earlier output.", valueName: "file"), completion: .file())
    var resume: String?

    @Option(help: ArgumentHelp("What owner/name stands for.", valueName: "template"))
    var repositories = "https://github.com/{owner}/{name}"

    @Option(name: [.short, .long], help: ArgumentHelp("Audits at a time (default: all processors).", valueName: "n"))
    var parallel: Int?

    @Option(help: ArgumentHelp("Seconds that each audit may take; 0: any time.", valueName: "seconds"))
    var timeout = 300

    @Option(help: ArgumentHelp("Memory that each audit may take; 0: any.", valueName: "size"))
    var memory = "4GB"

    @Flag(name: [.short, .long], help: "No progress and no summary on standard error.")
    var quiet = false

    @Argument(parsing: .postTerminator, help: ArgumentHelp("Options of `skillaudit audit` for every target.", valueName: "options"))
    var options: [String] = []

    func validate() throws {
        if let parallel, !(1...256).contains(parallel) { throw ValidationError("--parallel takes a number from 1 to 256, not \(parallel)") }
        if timeout < 0 { throw ValidationError("--timeout takes seconds, not \(timeout)") }
        guard repositories.contains("{name}") else { throw ValidationError("--repositories \(repositories) has no {name}") }
        let audit: AuditCommand
        do { audit = try AuditCommand.parse(options) } catch {
            throw ValidationError("behind --: \(AuditCommand.message(for: error).split(separator: "\n").first ?? "")")
        }
        guard audit.targets == ["."], audit.input.revision == nil else {
            throw ValidationError("behind -- stand options; targets stand in the list")
        }
        guard audit.output.format == .text, audit.output.output.isEmpty else {
            throw ValidationError("--format and --output cannot stand behind --: a batch writes lines of JSON")
        }
    }

    func run() throws {
        if quiet { StatusLine.silence() }
        let parallel = parallel ?? Threads.processors
        var limits = ChildProcess.Limits(time: timeout > 0 ? .seconds(timeout) : nil)
        if memory != "0" {
            guard let bytes = ByteCount.parse(memory) else {
                throw Failure.usage("--memory \(memory) is not a size", help: "write it as 500MB, 2GB or 0")
            }
            limits.memory = bytes
        }
        let batch = Batch(
            parallel: parallel, jobs: max(1, Threads.processors / parallel), limits: limits, template: repositories, options: options,
            finished: try resume.map { (path) throws(Failure) in try BatchLine.finished(in: path) } ?? [])
        // A reader that goes away ends the batch by a failed write, not in the middle of everything.
        signal(SIGPIPE, SIG_IGN)
        SignalWatch.beforeEnd { ChildProcess.endAll() }

        let isTorn = resume.map(OutputFile.isTornStandardOutput) ?? false
        if isTorn { try StandardOutput.write("\n") }
        let outcome = try batch.run(try lines()) { (line) throws(Failure) in try StandardOutput.write(line) }
        if let problem = outcome.problem { throw problem }
        let all = outcome.reports + outcome.failures
        if outcome.failures > 0 { StandardError.line("skillaudit: \(outcome.failures) of \(all) targets have no report") }
        if outcome.failures > 0 { throw ExitCode(4) }
    }

    /// The lines of the list, one at a call, as they can be had.
    private func lines() throws(Failure) -> @Sendable () -> String? {
        if list == "-" { return { readLine(strippingNewline: true) } }
        guard LocalPath.exists(list) else { throw .missingPath(list) }
        guard let data = try? Data(contentsOf: URL(filePath: list)) else { throw .unreadable(path: list, why: SystemError.current) }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
        let next = Counter()
        return {
            let index = next.value.add(1, ordering: .relaxed).oldValue
            return index < lines.count ? lines[index] : nil
        }
    }

    private final class Counter: Sendable { let value = Atomic(0) }
}
