import ArgumentParser

/// `skillaudit init`: the files that a project begins with.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Writes a commented skillaudit.yml and a CI job into a folder. A file that is there is left as it is.",
        discussion: """
            Without --ci the job is for what the folder uses already: GitLab where there is a .gitlab-ci.yml, pre-commit where there is a .pre-commit-config.yaml, \
            GitHub where there is a .github or nothing else.
            """)

    @Argument(help: "The root of the project.", completion: .directory)
    var folder: String = "."

    @Option(help: ArgumentHelp("github, gitlab, pre-commit or none (may be repeated).", valueName: "system"))
    var ci: [ContinuousIntegration] = []

    @Option(
        help: ArgumentHelp("Who publishes the action or the image that the job uses; without it no job is written.", valueName: "owner"))
    var owner: String?

    @Flag(help: "Write over files that are there.")
    var force = false

    func run() throws {
        guard LocalPath.exists(folder) else { throw Failure.missingPath(folder) }
        let systems = ci.isEmpty ? ContinuousIntegration.used(in: folder) : ci
        try write(ConfigurationChoice.names[0], ConfigurationTemplate.text)
        guard let owner else {
            if let system = systems.first(where: { $0 != .none }) {
                StandardError.line(
                    "help: name who publishes skillaudit for you, and the CI job is written too: skillaudit init --ci \(system.rawValue) --owner NAME"
                )
            }
            return
        }
        for system in systems {
            let isWritten = try system.file(owner: owner).map { file throws(Failure) in try write(file.path, file.text) } ?? true
            if isWritten, let step = system.nextStep(owner: owner) { StandardError.line("help: \(step)") }
        }
    }

    /// Whether it was written.
    @discardableResult
    private func write(_ name: String, _ text: String) throws(Failure) -> Bool {
        let path = "\(folder)/\(name)"
        if !force, LocalPath.exists(path) {
            StandardError.line("skillaudit: \(path) is there already and was left as it is (--force writes over it)")
            return false
        }
        try OutputFile.makeFolders(for: name, in: folder)
        try OutputFile.write(text, to: path)
        StandardError.line("skillaudit: wrote \(path)")
        return true
    }
}

/// The configuration that `skillaudit init` writes: it changes nothing until a line of it is uncommented.
enum ConfigurationTemplate {
    static var text: String {
        let example = ConfigurationPage.example.split(separator: "\n", omittingEmptySubsequences: false)
        var lines = [
            "# How skillaudit looks at this project. Uncomment what you need; `skillaudit config` checks it,",
            "# and `skillaudit schema config` prints what editors need for completion.",
        ]
        let keys = ConfigurationPage.keys
        for line in example {
            if let key = keys.first(where: { line.hasPrefix("\($0.name):") }) {
                lines += [""] + TextWidth.wrap(key.summary, to: 98).map { "# " + $0 }
            }
            lines.append("#" + line)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
