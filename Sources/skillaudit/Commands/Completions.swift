import ArgumentParser

/// The scripts by which shells complete the command line.
///
/// The parser's own leave out the options of a default subcommand, which are those that people type most: here the program has them itself, beside its subcommands.
enum Completions {
    static let option = "--generate-completion-script"

    /// The script that a command line asks for; nil where it asks for something else, or for a shell that nobody knows.
    static func asked(by arguments: [String]) -> String? {
        guard arguments.count == 2, arguments[0] == option, let shell = CompletionShell(rawValue: arguments[1]) else { return nil }
        return withPaths(Program.completionScript(for: shell), for: shell) + "\n"
    }

    /// The first word may be a path as well as a subcommand; the parser's scripts know the one or the other.
    private static func withPaths(_ script: String, for shell: CompletionShell) -> String {
        let name = Program.configuration.commandName ?? ""
        return switch shell {
        case .bash: script.replacing("complete -o filenames -F _\(name) ", with: "complete -o filenames -o default -F _\(name) ")
        case .zsh:
            script.replacing(
                "_describe -V subcommand subcommands && ret=0", with: "{ _describe -V subcommand subcommands || _files } && ret=0"
            )
            .replacing(
                "            \"_\(name)_${words[1]}\" && ret=0\n            ;;\n",
                with: "            \"_\(name)_${words[1]}\" && ret=0\n            ;;\n        *) _files && ret=0 ;;\n")
        case .fish:
            script + "\ncomplete -c '\(name)' -n '__\(name)_should_offer_completions_for_positional \"\(name)\" -ge 1' -F"
        default: script
        }
    }

    private struct Program: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: SkillAudit.configuration.commandName, abstract: SkillAudit.configuration.abstract, version: Version.text,
            subcommands: SkillAudit.configuration.subcommands)

        @OptionGroup var input: InputOptions
        @OptionGroup var change: ChangeOptions
        @OptionGroup var configuration: ConfigurationOptions
        @OptionGroup var suppression: SuppressionOptions
        @OptionGroup var output: OutputOptions
        @OptionGroup var gate: GateOptions
        @OptionGroup var running: RunOptions
    }
}
