import ArgumentParser

/// `skillaudit init`: the files that a project begins with.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Writes a commented skillaudit.yml into a folder. A file that is there is left as it is.")

    @Argument(help: "The root of the project.", completion: .directory)
    var folder: String = "."

    @Flag(help: "Write over files that are there.")
    var force = false

    func run() throws {
        guard LocalPath.exists(folder) else { throw Failure.missingPath(folder) }
        for file in Self.files {
            let path = "\(folder)/\(file.path)"
            if !force, LocalPath.exists(path) {
                StandardError.line("skillaudit: \(path) is there already and was left as it is (--force writes over it)")
                continue
            }
            try OutputFile.write(file.text, to: path)
            StandardError.line("skillaudit: wrote \(path)")
        }
    }

    /// What is written, by path below the folder.
    static let files: [(path: String, text: String)] = [(ConfigurationChoice.names[0], ConfigurationTemplate.text)]
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
