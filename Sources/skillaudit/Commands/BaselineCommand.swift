import ArgumentParser
import AuditRules

/// `skillaudit baseline`: writes down what is found today, so that only what is new fails from now on.
struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Writes the fingerprints of all findings to a file; an audit with --baseline marks them and fails on new ones alone.",
        discussion: """
            A fingerprint is made of the rule, the path, the function around and the flagged expression without white space: edits elsewhere in a file do not change \
            it. What comments and the configuration suppress is not written.
            """)

    @Argument(help: "Folders, files, a git repository (bare or not), or the address of one.", completion: .file())
    var targets: [String] = ["."]

    @Option(
        help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"), completion: .file(extensions: ["json"]))
    var output: String = Baseline.usualFile

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Configuration")
    var configuration: ConfigurationOptions

    @OptionGroup(title: "Running")
    var running: RunOptions

    func run() throws {
        let input = Input(
            targets: targets, revision: input.revision, selection: try input.selection(), configuration: configuration.choice,
            isOffline: input.offline)
        var audit = Audit()
        audit.limits = input.selection.limits
        audit.trustsClones = configuration.trustsClones
        if let jobs = running.jobs { audit.jobs = jobs }
        // The old one is about to be replaced: what it says must not matter, and it need not be there yet.
        audit.baseline = Baseline(path: "", entries: [])

        let (report, isConfigured, phases) = try Threads.run { [audit] () throws(Failure) -> (Report, Bool, Phases) in
            var phases = Phases()
            let root = try input.open()
            phases.end("open and list", "\(root.entries.count) entries")
            return (try audit.report(on: root, named: input.name, &phases), root.configuration.baseline != nil, phases)
        }
        let text = Baseline.text(of: report)
        if output == "-" {
            try StandardOutput.write(text)
        } else {
            try OutputFile.write(text, to: output)
            let count = report.active.count
            StandardError.line("skillaudit: \(output) holds \(count) \(count == 1 ? "finding" : "findings")")
            if !isConfigured, !running.quiet {
                StandardError.line("help: audit with --baseline \(output), or write `baseline: \(output)` into skillaudit.yml")
            }
        }
        if running.timing { for line in phases.lines + [phases.total] { StandardError.line(line) } }
    }
}
