import ArgumentParser
import AuditRules

/// `skillaudit rules`: the rubric, so that a grade can be reproduced by hand.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Lists the rules with their axes, severities and points.")

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, markdown }

    @Option(help: ArgumentHelp("text, json or markdown.", valueName: "format"))
    var format: Format = .text

    func run() throws { try StandardOutput.write(RuleList(Rule.all).text(as: format)) }
}

/// The rules as a table.
struct RuleList {
    private let rules: [Rule]

    init(_ rules: [Rule]) { self.rules = rules }

    func text(as format: RulesCommand.Format) -> String {
        switch format {
        case .text: table
        case .markdown: markdown
        case .json: json
        }
    }

    private var table: String {
        let idWidth = rules.map(\.id.count).max() ?? 0
        var text = "Rubric \(Grade.rubricVersion): every axis starts at 100.\n"
        for axis in Axis.allCases {
            let members = rules.filter { $0.axis == axis }
            guard !members.isEmpty else { continue }
            text += "\n\(axis.rawValue)\n"
            for rule in members {
                text +=
                    "  \(rule.id.padded(to: idWidth))  \(rule.severity.rawValue.padded(to: 8))  \(String(rule.points).leftPadded(to: 3))  \(rule.title)\n"
            }
        }
        return text
    }

    private var markdown: String {
        "| rule | axis | severity | points | title |\n|---|---|---|---|---|\n"
            + rules.map {
                "| `\($0.id)` | \($0.axis.rawValue) | \($0.severity.rawValue) | \($0.points) | \($0.title.replacing("|", with: "\\|")) |\n"
            }.joined()
    }

    private var json: String {
        JSON.object([
            ("rubricVersion", .string(Grade.rubricVersion)),
            (
                "rules",
                .array(
                    rules.map { rule in
                        [
                            "id": .string(rule.id), "axis": .string(rule.axis.rawValue), "severity": .string(rule.severity.rawValue),
                            "points": .int(rule.points), "title": .string(rule.title), "remedy": .string(rule.remedy),
                            "references": .strings(rule.references.map(\.title)), "cwe": .strings(rule.cwe.map { "CWE-\($0)" }),
                        ]
                    })
            ),
        ]).text
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
