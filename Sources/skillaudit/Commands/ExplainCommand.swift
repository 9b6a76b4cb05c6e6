import ArgumentParser
import AuditRules

/// `skillaudit explain RULE`: everything about one rule.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains a rule: what is wrong, why it matters, vulnerable and fixed code, how it is found and what it cannot see.")

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, markdown }

    @Argument(help: ArgumentHelp("The rule's id.", valueName: "rule"), completion: .list(Rule.all.map(\.id)))
    var id: String

    @Option(help: ArgumentHelp("text or markdown.", valueName: "format"))
    var format: Format = .text

    @OptionGroup
    var colors: ColorOptions

    func run() throws {
        guard let rule = Rule.all.first(where: { $0.id == id.lowercased() }) else {
            let suggestion = RuleName(id).nearest(among: Rule.all.map(\.id)).map { "did you mean \($0)? " } ?? ""
            throw Failure.usage("there is no rule \(id)", help: suggestion + "`skillaudit rules` lists them all")
        }
        let page = RulePage(rule)
        try StandardOutput.write(format == .text ? page.text(.standardOutput(colors.choice)) : page.markdown)
    }
}

/// A rule's id as somebody typed it.
struct RuleName {
    private let typed: [UInt8]

    init(_ typed: String) { self.typed = Array(typed.lowercased().replacing("_", with: "-").utf8.prefix(100)) }

    /// The id that is meant, if one is close: it has the typed words, or differs by few letters.
    func nearest(among ids: [String]) -> String? {
        let text = String(decoding: typed, as: UTF8.self)
        if text.utf8.count >= 3, let id = ids.first(where: { $0.contains(text) || text.contains($0) }) { return id }
        let ranked = ids.map { (id: $0, distance: distance(to: Array($0.utf8))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= 1 + typed.count / 3 else { return nil }
        return best.id
    }

    /// Letters to be changed, added or removed (Levenshtein).
    private func distance(to other: [UInt8]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in typed.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, candidate) in other.enumerated() {
                let changed = diagonal + (letter == candidate ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, row[column] + 1, diagonal + 1)
            }
        }
        return row[other.count]
    }
}
