import ArgumentParser

/// `skillaudit schema`: the JSON Schema of what the program writes, or of what it reads.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON Schema of the JSON report, or of the configuration.")

    enum Subject: String, CaseIterable, ExpressibleByArgument { case report, config }

    @Argument(help: ArgumentHelp("report or config.", valueName: "subject"))
    var subject: Subject = .report

    func run() throws {
        switch subject {
        case .report: try StandardOutput.write(ReportSchema.text)
        case .config: try StandardOutput.write(ConfigurationPage.schema)
        }
    }
}
