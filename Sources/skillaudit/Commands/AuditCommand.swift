import ArgumentParser
import AuditRules

/// `skillaudit audit`, also without the word.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Audits folders, files, a git repository or its address.",
        discussion: """
            Exit codes: 0 audited and the gate passed, 1 the gate failed, 2 a mistake in options or configuration, 3 nothing to audit, 4 the input cannot be \
            reached. The default gate is --fail-under C.
            """)

    @Argument(help: "Folders, files, a git repository (bare or not), or the address of one.", completion: .file())
    var targets: [String] = ["."]

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Configuration")
    var configuration: ConfigurationOptions

    @OptionGroup(title: "Known findings")
    var suppression: SuppressionOptions

    @OptionGroup(title: "Report")
    var output: OutputOptions

    @OptionGroup(title: "Gate")
    var gate: GateOptions

    @OptionGroup(title: "Running")
    var running: RunOptions

    func run() throws {
        let input = Input(
            targets: targets, revision: input.revision, selection: try input.selection(), configuration: configuration.choice,
            isOffline: input.offline)
        let destinations = try output.destinations()
        let gate = try gate.gate()
        var audit = Audit()
        audit.trustsClones = configuration.trustsClones
        try suppression.apply(to: &audit)
        audit.largestFile = input.selection.largestFile
        if let jobs = running.jobs { audit.jobs = jobs }

        let (report, wanted, phases) = try Threads.run { [audit] () throws(Failure) -> (Report, Configuration, Phases) in
            var phases = Phases()
            let root = try input.open()
            phases.end("open and list", "\(root.entries.count) entries")
            return (try audit.report(on: root, named: input.name, &phases), root.configuration, phases)
        }
        try publish(report, to: destinations, phases)

        let log = SuppressionLog(report: report, isRepeated: destinations.contains { $0.path == nil && $0.format == .text })
        for line in log.lines { StandardError.line("skillaudit: \(line)") }

        let completed = gate.completed(by: wanted, hasBaseline: suppression.baseline != nil || wanted.baseline != nil)
        guard let broken = completed.failure(of: report) else { return }
        StandardError.line("skillaudit: \(broken)")
        if !gate.isAdvisory { throw ExitCode(1) }
    }

    private func publish(_ report: Report, to destinations: [Destination], _ phases: Phases) throws(Failure) {
        var phases = phases
        for destination in destinations {
            let style = destination.path == nil ? output.style : .plain
            let text = render(report, as: destination.format, style: style)
            if let path = destination.path { try OutputFile.write(text, to: path) } else { try StandardOutput.write(text) }
            if destination.format == .github, let summary = Environment["GITHUB_STEP_SUMMARY"] {
                try OutputFile.write(GitHubReport.jobSummary(report), to: summary, appending: true)
            }
            phases.end("write \(destination.format.rawValue)")
        }
        if running.timing { for line in phases.lines + [phases.total] { StandardError.line(line) } }
    }
}

struct InputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Audit a branch, tag or commit instead of the files as they are.", valueName: "rev"))
    var revision: String?

    @Option(help: ArgumentHelp("Audit only paths that match (as in .gitignore; may be repeated).", valueName: "glob"))
    var include: [String] = []

    @Option(help: ArgumentHelp("Leave out paths that match (as in .gitignore; may be repeated).", valueName: "glob"))
    var exclude: [String] = []

    @Option(help: ArgumentHelp("Skip files larger than this (default: 2MB).", valueName: "size"))
    var maxFileSize: String?

    @Flag(help: "Never use the network.")
    var offline = false

    func selection() throws(Failure) -> Selection {
        var selection = Selection(include: include.map { GlobPattern($0) }, exclude: exclude.map { GlobPattern($0) })
        if let maxFileSize {
            guard let bytes = ByteCount.parse(maxFileSize), bytes <= 1 << 30 else {
                throw .usage("--max-file-size \(maxFileSize) is not a size up to 1GB", help: "write it as 500KB, 2MB or a number of bytes")
            }
            selection.largestFile = bytes
        }
        return selection
    }
}

struct RunOptions: ParsableArguments {
    @Option(name: [.short, .long], help: ArgumentHelp("Threads that read and parse (default: all processors).", valueName: "n"))
    var jobs: Int?

    @Flag(help: "Print how long each phase took to standard error.")
    var timing = false

    func validate() throws {
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 256, not \(jobs)") }
    }
}
