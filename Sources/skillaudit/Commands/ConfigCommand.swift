import ArgumentParser

/// `skillaudit config`: what an audit of a target would be configured with.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Checks the configuration of a target and prints it as it is understood, with the file that it comes from.")

    enum Format: String, CaseIterable, ExpressibleByArgument { case yaml, json }

    @Argument(help: "A folder, a file, a git repository (bare or not), or the address of one.", completion: .file())
    var target: String = "."

    @Option(help: ArgumentHelp("yaml or json.", valueName: "format"))
    var format: Format = .yaml

    @Option(help: ArgumentHelp("Look into a branch, tag or commit instead of the files as they are.", valueName: "rev"))
    var revision: String?

    @Flag(help: "Never use the network.")
    var offline = false

    @OptionGroup(title: "Configuration")
    var options: ConfigurationOptions

    func run() throws {
        let input = Input(targets: [target], revision: revision, configuration: options.choice, isOffline: offline)
        let configuration = try Threads.run { () throws(Failure) -> Configuration in try input.open().configuration }
        let text = configuration.shown
        switch format {
        case .json: try StandardOutput.write(text.text)
        case .yaml: try StandardOutput.write("# \(configuration.source)\n" + (text.isEmpty ? "" : text.yaml))
        }
    }
}

extension Configuration {
    /// All that it says, in the order of the keys.
    var shown: JSON { ConfigurationType<Configuration>.configuration.show(self) ?? .object([]) }

    fileprivate var source: String {
        if let untrusted { return "\(untrusted) is not used: nobody but the audited repository vouches for it (--trust-config uses it)" }
        return origin.map { "from \($0.path)" } ?? "no configuration: the defaults"
    }
}
