import ArgumentParser

/// `skillaudit schema`: the JSON Schema of the JSON report.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "schema", abstract: "Prints the JSON Schema of the JSON report.")

    func run() throws { try StandardOutput.write(ReportSchema.text) }
}
