import ArgumentParser

/// `skillaudit schema`: the JSON Schema of what the program writes and reads.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON Schema of what the program writes and reads.")

    enum Subject: String, CaseIterable, ExpressibleByArgument { case report, config, batch, compare }

    @Argument(help: ArgumentHelp("report, config, batch (one line of it) or compare.", valueName: "subject"))
    var subject: Subject = .report

    func run() throws {
        switch subject {
        case .report: try StandardOutput.write(ReportSchema.text)
        case .config: try StandardOutput.write(ConfigurationPage.schema)
        case .batch: try StandardOutput.write(BatchSchema.text)
        case .compare: try StandardOutput.write(ComparisonSchema.text)
        }
    }
}
