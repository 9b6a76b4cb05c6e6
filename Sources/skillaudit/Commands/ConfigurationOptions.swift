import ArgumentParser
import AuditRules

/// Where the configuration comes from.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp("Use this configuration instead of the skillaudit.yml of the audited project.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var file: String?

    @Flag(name: .customLong("no-config"), help: "Use no configuration.")
    var isOff = false

    @Flag(
        name: .customLong("trust-config"),
        help: "Where an address is audited: let the repository's own skillaudit.yml and its comments suppress findings.")
    var trustsClones = false

    func validate() throws {
        if isOff, file != nil { throw ValidationError("--config and --no-config contradict each other") }
    }

    var choice: ConfigurationChoice { ConfigurationChoice(file: file, isOff: isOff, trustsClones: trustsClones) }
}

/// What is known and accepted beyond the configuration.
struct SuppressionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Mark the findings of this file as known; only new ones fail (written by `skillaudit baseline`).", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var baseline: String?

    @Option(help: ArgumentHelp("The day with which `until` is compared (default: today in UTC, or SOURCE_DATE_EPOCH).", valueName: "day"))
    var today: String?

    func apply(to audit: inout Audit) throws(Failure) {
        if let baseline { audit.baseline = try Baseline(file: baseline) }
        if let today {
            guard let day = CalendarDay(today) else { throw .usage("--today \(today) is not a day", help: "write it as 2027-01-31") }
            audit.today = day
        }
    }
}

/// What standard error tells about configuration and suppressions: what was not used, and what somebody should look at.
struct SuppressionLog {
    let report: Report
    /// Whether the report on standard output tells the same.
    let isRepeated: Bool

    var lines: [String] {
        var lines: [String] = []
        if let configured = report.configured, !configured.isUsed {
            lines.append("note: \(configured.path) is not used: nobody but the audited repository vouches for it (--trust-config uses it)")
        }
        guard !isRepeated else { return lines }
        return lines + report.remarks.map { "warning: \($0.path):\($0.line): \($0.message)" }
    }
}
