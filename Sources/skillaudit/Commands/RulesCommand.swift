import ArgumentParser
import AuditRules

/// `skillaudit rules`: the rubric, so that a grade can be reproduced by hand.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Prints the rubric: rules with axes, severities and points, and how findings become a grade.")

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, markdown }

    @Option(help: ArgumentHelp("text, json or markdown.", valueName: "format"))
    var format: Format = .text

    func run() throws {
        let rubric = Rubric(Rule.all)
        switch format {
        case .text: try StandardOutput.write(rubric.text)
        case .json: try StandardOutput.write(rubric.json)
        case .markdown: try StandardOutput.write(rubric.markdown)
        }
    }
}
