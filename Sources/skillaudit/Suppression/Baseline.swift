import AuditRules
import SourceScanner

/// The findings that were there when somebody began to look, by fingerprint: they are marked, and only others fail a run.
struct Baseline: Sendable {
    static let version = 1
    static let usualFile = "skillaudit-baseline.json"
    private static let largest = 16 << 20

    struct Entry: Sendable {
        var id = ""
        var rule = ""
        var path = ""
        var message = ""
        /// In the file, from 1.
        var line = 1
    }

    /// As messages name the file.
    let path: String
    let entries: [Entry]
    private let ids: Set<String>

    init(path: String, entries: [Entry]) {
        self.path = path
        self.entries = entries
        ids = Set(entries.map(\.id))
    }

    /// The baseline in a file of this disk.
    init(file path: String) throws(Failure) {
        guard let bytes = try LocalFile.read(path, largest: Self.largest, followsLinks: true) else {
            throw .unusableFile(path: path, why: "it does not exist")
        }
        try self.init(bytes, path: path)
    }

    init(_ bytes: [UInt8], path: String) throws(Failure) {
        var problems: [ConfigurationProblem] = []
        do throws(ConfigurationProblem) {
            // JSON is YAML, and this reader knows lines and columns.
            if let document = try ConfigurationNode.document(bytes) {
                if let read = ConfigurationType<Document>.baseline.read(document, &problems), problems.isEmpty {
                    self.init(path: path, entries: read.findings)
                    return
                }
            } else {
                problems = [ConfigurationProblem(SourcePosition(line: 1, column: 1), "the file is empty")]
            }
        } catch {
            problems = [error]
        }
        throw .baseline(path: path, problems.sorted { $0.position < $1.position })
    }

    func knows(_ finding: Finding) -> Bool { ids.contains(finding.id) }

    /// The text of a baseline of everything that a report does not suppress for another reason.
    static func text(of report: Report) -> String {
        let findings = report.findings.filter { $0.suppression == nil || $0.suppression?.origin == .baseline }
        let document: JSON = [
            "version": .int(version), "tool": .string("\(Report.toolName) \(report.toolVersion)"),
            "rubricVersion": .string(Grade.rubricVersion),
            "findings": .array(
                findings.map {
                    ["id": .string($0.id), "rule": .string($0.rule), "path": .string($0.location.path), "message": .string($0.message)]
                }),
        ]
        return document.text
    }

    fileprivate struct Document: Sendable {
        var version = 0
        var tool: String?
        var rubricVersion: String?
        var findings: [Entry] = []
    }
}

extension ConfigurationType where Value == Baseline.Document {
    fileprivate static let baseline = record(
        "a baseline",
        [
            ConfigurationKey(
                "version", .number(Baseline.version...Baseline.version), \.version, isRequired: true, "The version of this format."),
            ConfigurationKey("tool", .text, \.tool, "What wrote it."),
            ConfigurationKey("rubricVersion", .text, \.rubricVersion, "The rubric by which it was made."),
            ConfigurationKey("findings", .list(of: .entry, "a list of findings"), \.findings, isRequired: true, "What is known."),
        ], empty: Baseline.Document())
}

extension ConfigurationType where Value == Baseline.Entry {
    fileprivate static let entry = record(
        "a finding",
        [
            ConfigurationKey("id", .text, \.id, isRequired: true, "The fingerprint."),
            ConfigurationKey("rule", .text, \.rule, isRequired: true, "The rule's id."),
            ConfigurationKey("path", .text, \.path, isRequired: true, "The file."),
            ConfigurationKey("message", .text, \.message, "What was found."),
        ], empty: Baseline.Entry(), finish: { entry, node, _ in entry.line = node.position.line })
}
