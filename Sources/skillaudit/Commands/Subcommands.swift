import ArgumentParser

/// What stands behind `skillaudit`. `audit` is meant where none is named.
enum Subcommands {
    static let all: [any ParsableCommand.Type] = [
        AuditCommand.self, CompareCommand.self, BatchCommand.self, BaselineCommand.self, InitCommand.self, ConfigCommand.self,
        RulesCommand.self, ExplainCommand.self, SchemaCommand.self, GenerateDocsCommand.self,
    ]

    /// Those that help shows.
    static let names: [String] = all.compactMap { command in
        command.configuration.shouldDisplay ? command.configuration.commandName : nil
    }
}
