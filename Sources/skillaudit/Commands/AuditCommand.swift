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

    @OptionGroup(title: "Change")
    var change: ChangeOptions

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

    func validate() throws {
        if change.staged, input.revision != nil { throw ValidationError("--staged and --revision exclude each other") }
    }

    func run() throws {
        if running.quiet { StatusLine.silence() }
        let base = change.diff.map(BaseRevision.init)
        let input = Input(
            targets: targets, revision: input.revision, isStaged: change.staged, needsHistory: base != nil,
            selection: try input.selection(),
            configuration: configuration.choice,
            isOffline: input.offline)
        let destinations = try output.destinations()
        let gate = try gate.gate()
        var audit = Audit()
        audit.endsWithProcess = true
        audit.trustsClones = configuration.trustsClones
        try suppression.apply(to: &audit)
        audit.limits = input.selection.limits
        if let jobs = running.jobs { audit.jobs = jobs }
        guard !self.input.listFiles else { return try listFiles(of: input) }

        let (report, root, phases) = try Threads.run { [audit] () throws(Failure) -> (Report, SourceRoot, Phases) in
            var phases = Phases()
            let root = try input.open()
            phases.end("open and list", "\(root.entries.count) entries")
            var report = try audit.report(on: root, named: input.name, &phases)
            if let base {
                let before = try audit.snapshot(of: base, for: root, input, &phases)
                report.changes = Changes(from: before, to: Snapshot(report, named: input.name))
            }
            return (report, root, phases)
        }
        try publish(report, of: root, to: destinations, phases)

        if running.verbose { for line in RunLog(report: report, root: root).lines { StandardError.line("skillaudit: \(line)") } }
        let log = SuppressionLog(report: report, isRepeated: destinations.contains { $0.path == nil && $0.format == .text })
        if !running.quiet { for line in log.lines { StandardError.line("skillaudit: \(line)") } }
        let wanted = root.configuration

        let completed = gate.completed(
            by: wanted, hasBaseline: suppression.baseline != nil || wanted.baseline != nil, isChange: base != nil)
        guard let broken = completed.failure(of: report) else { return }
        StandardError.line("skillaudit: \(broken)")
        if !gate.isAdvisory { throw ExitCode(1) }
    }

    private func listFiles(of input: Input) throws {
        let root = try input.open()
        let paths = root.entries.filter(\.isAudited).map { CleanText(Array($0.path.unicodeScalars), masked: []).text + "\n" }
        guard !paths.isEmpty else { throw Failure.nothingToAudit(input.name, skipped: root.skipped.count) }
        try StandardOutput.write(paths.joined())
    }

    private func publish(_ report: Report, of root: SourceRoot, to destinations: [Destination], _ phases: Phases) throws(Failure) {
        var phases = phases
        for destination in destinations {
            var style = destination.path == nil ? TextStyle.standardOutput(output.colors.choice) : .plain
            if case .folder(let folder) = root.store { style.folder = folder }
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

/// What `--verbose` tells beside the report.
struct RunLog {
    let report: Report
    let root: SourceRoot

    var lines: [String] {
        var lines = ["audited \(report.target.input), \(report.target.kind.rawValue)" + (report.target.revision.map { " at \($0)" } ?? "")]
        lines.append(report.configured.map { "configured by \($0.path)\($0.isUsed ? "" : ", which is not used")" } ?? "no configuration")
        lines.append(
            "\(report.extent.files) \(report.extent.files == 1 ? "file" : "files") read, \(report.extent.filesParsed) parsed, "
                + "\(report.sites.count) \(report.sites.count == 1 ? "place" : "places") where tokens are handled, \(report.rules.count) rules in use"
        )
        return lines + report.skipped.map { "not read: \($0.path): \($0.reason)" }
    }
}
