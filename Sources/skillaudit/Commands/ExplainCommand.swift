import ArgumentParser
import AuditRules

/// `skillaudit explain RULE`: everything about one rule.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explains a rule: what is wrong, what to do, how it is found and what it cannot see.")

    @Argument(help: ArgumentHelp("The rule's id.", valueName: "rule"), completion: .list(Rule.all.map(\.id)))
    var id: String

    func run() throws {
        guard let rule = Rule.all.first(where: { $0.id == id.lowercased() }) else {
            throw Failure.usage(
                "there is no rule \(id)", help: nearest.map { "did you mean \($0)? " } ?? "" + "`skillaudit rules` lists them all")
        }
        try StandardOutput.write(RulePage(rule).text)
    }

    private var nearest: String? { Rule.all.map(\.id).first { $0.contains(id.lowercased()) || id.lowercased().contains($0) } }
}

/// What there is to say about a rule, as text.
struct RulePage {
    private let rule: Rule

    init(_ rule: Rule) { self.rule = rule }

    var text: String {
        var text = "\(rule.id): \(rule.title)\n\(rule.axis.rawValue), \(rule.severity.rawValue), \(rule.points) points\n"
        for (heading, body) in [
            ("Why it matters", rule.explanation), ("What to do", rule.remedy), ("How it is found", rule.detection),
            ("What it cannot see", rule.limits),
        ] where !body.isEmpty {
            text += "\n\(heading)\n  \(body)\n"
        }
        for (heading, isFlagged) in [("Flagged", true), ("Clean", false)] {
            for example in rule.examples where example.isFlagged == isFlagged {
                text += "\n\(heading) (\(example.language.rawValue))\n"
                text += example.source.replacing("↓", with: "").split(separator: "\n", omittingEmptySubsequences: false).map {
                    "    \($0)\n"
                }.joined()
            }
        }
        if !rule.references.isEmpty { text += "\nReferences\n" + rule.references.map { "  \($0.title)  \($0.url)\n" }.joined() }
        return text
    }
}
