import AuditRules
import SourceScanner

/// Everything there is to say about one rule, for `explain` and for `docs/rules`.
struct RulePage {
    private let rule: Rule

    init(_ rule: Rule) { self.rule = rule }

    /// For a terminal: one vulnerable and one fixed program in each language.
    func text(_ style: TextStyle = .plain) -> String {
        var text = style.paint(rule.id, .bold) + "\n" + Self.wrapped(rule.title, "", style) + "\n"
        for row in facts { text += "  \(row.name)\(String(repeating: " ", count: 9 - row.name.count))  \(row.value)\n" }
        for section in sections {
            text += "\n" + style.paint(section.heading, .bold) + "\n" + Self.wrapped(section.body, "  ", style)
        }
        for family in Language.Family.allCases {
            for (heading, isFlagged) in [("Vulnerable", true), ("Fixed", false)] {
                guard let example = examples(family, isFlagged: isFlagged).first else { continue }
                text += "\n" + style.paint("\(heading) (\(example.language.shownName))", .bold) + "\n"
                for line in Self.lines(of: example) { text += (line.isFlagged ? "  > " : "    ") + line.text + "\n" }
                for file in example.files.sorted(by: { $0.key < $1.key }) {
                    text += "    (\(file.key))\n" + Self.lines(file.value).map { "    \($0)\n" }.joined()
                }
            }
        }
        text += "\n" + style.paint("References", .bold) + "\n"
        for source in sources { text += "  \(style.link(source.title, to: source.url))\n    \(source.url)\n" }
        return text
    }

    /// For `docs/rules`: all programs.
    var markdown: String {
        var text = "# `\(rule.id)`\n\n\(rule.title).\n\n| | |\n|---|---|\n"
        for row in facts { text += "| \(row.name) | \(row.value) |\n" }
        for section in sections { text += "\n## \(section.heading)\n\n\(section.body)\n" }
        for family in Language.Family.allCases {
            for (heading, isFlagged) in [("Vulnerable", true), ("Fixed", false)] {
                let examples = examples(family, isFlagged: isFlagged)
                guard !examples.isEmpty else { continue }
                text += "\n## \(heading): \(family.rawValue)\n"
                for example in examples {
                    text += "\n```\(example.language.fenceName)\n" + Self.lines(of: example).map { "\($0.text)\n" }.joined() + "```\n"
                    for file in example.files.sorted(by: { $0.key < $1.key }) {
                        text += "\nwith `\(file.key)`:\n\n```\n" + Self.lines(file.value).map { "\($0)\n" }.joined() + "```\n"
                    }
                }
            }
        }
        text += "\n## References\n\n" + sources.map { "- [\($0.title)](\($0.url))\n" }.joined()
        return text
    }

    // MARK: What is said

    private var facts: [(name: String, value: String)] {
        [
            ("axis", "\(rule.axis.rawValue): \(rule.axis.question)"),
            ("severity", "\(rule.severity.rawValue): \(rule.severity.meaning)"),
            ("points", "\(rule.points) for the first finding, a third for each further one, \(2 * rule.points) at most"),
        ]
    }

    private var sections: [(heading: String, body: String)] {
        [
            ("What it is", rule.explanation), ("Why it matters for MCP", rule.axis.stakeForMCP), ("What to do", rule.remedy),
            ("How it is found", rule.detection), ("What it cannot see", rule.limits),
        ].filter { !$0.1.isEmpty }
    }

    private var sources: [(title: String, url: String)] {
        rule.references.map { ($0.title, $0.url) }
            + rule.cwe.map { ("CWE-\($0)", "https://cwe.mitre.org/data/definitions/\($0).html") }
    }

    // MARK: Examples

    private func examples(_ family: Language.Family, isFlagged: Bool) -> [Rule.Example] {
        rule.examples.filter { $0.isFlagged == isFlagged && $0.language.family == family }
    }

    /// The lines of an example without its mark; the marked one is where the finding stands.
    private static func lines(of example: Rule.Example) -> [(text: String, isFlagged: Bool)] {
        lines(example.source).map { ($0.replacing("↓", with: ""), $0.contains("↓")) }
    }

    private static func lines(_ source: String) -> [String] {
        var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func wrapped(_ text: String, _ indent: String, _ style: TextStyle) -> String {
        TextWidth.wrap(text, to: min(style.width, 100) - indent.count).map { "\(indent)\($0)\n" }.joined()
    }
}

extension Language {
    fileprivate var shownName: String {
        switch self {
        case .typeScript: "TypeScript"
        case .javaScript: "JavaScript"
        case .python: "Python"
        case .swift: "Swift"
        }
    }

    fileprivate var fenceName: String { rawValue.lowercased() }
}
