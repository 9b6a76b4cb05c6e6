import ArgumentParser

/// Where one report goes; standard output where there is no path.
struct Destination: Sendable, Equatable {
    let format: OutputFormat
    let path: String?
}

extension OutputFormat: ExpressibleByArgument {}

struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The form of the report on standard output: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "format"))
    var format: OutputFormat = .text

    @Option(help: ArgumentHelp("Write a further report to a file (may be repeated).", valueName: "format=file"))
    var output: [String] = []

    @Flag(inversion: .prefixedNo, help: "Colour, whatever the terminal and the environment say.")
    var color: Bool?

    func destinations() throws(Failure) -> [Destination] {
        var all = [Destination(format: format, path: nil)]
        for text in output {
            guard let equals = text.firstIndex(of: "="), let format = OutputFormat(rawValue: String(text[..<equals])),
                text.index(after: equals) < text.endIndex
            else {
                throw .usage(
                    "--output \(text) is not FORMAT=FILE", help: "formats: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            let path = String(text[text.index(after: equals)...])
            if path == "-" { all[0] = Destination(format: format, path: nil) } else { all.append(Destination(format: format, path: path)) }
        }
        return all
    }

    /// How text looks on standard output.
    var style: TextStyle {
        let isTerminal = StandardOutput.isTerminal
        let usesColor = Self.usesColor(option: color, isTerminal: isTerminal) { Environment[$0] }
        let width = StandardOutput.width ?? Environment["COLUMNS"].flatMap(Int.init) ?? 100
        return TextStyle(
            width: width, usesColor: usesColor, usesHyperlinks: isTerminal && usesColor && Self.terminalTakesLinks,
            usesUnicode: !isTerminal || Self.isUnicode)
    }

    /// REPORT, "Streams": `--color` > `NO_COLOR` > `FORCE_COLOR`/`CLICOLOR_FORCE` > `CLICOLOR=0` > terminal. An empty variable counts as unset.
    static func usesColor(option: Bool?, isTerminal: Bool, environment: (String) -> String?) -> Bool {
        if let option { return option }
        if environment("NO_COLOR") != nil { return false }
        if let force = environment("FORCE_COLOR") ?? environment("CLICOLOR_FORCE"), force != "0" { return true }
        if environment("CLICOLOR") == "0" { return false }
        return isTerminal && environment("TERM") != "dumb"
    }

    private static var isUnicode: Bool {
        let locale = (Environment["LC_ALL"] ?? Environment["LC_CTYPE"] ?? Environment["LANG"] ?? "").uppercased()
        return locale.contains("UTF-8") || locale.contains("UTF8")
    }

    private static var terminalTakesLinks: Bool {
        ["iTerm.app", "vscode", "WezTerm", "ghostty"].contains(Environment["TERM_PROGRAM"] ?? "") || Environment["VTE_VERSION"] != nil
            || Environment["WT_SESSION"] != nil || Environment["KITTY_WINDOW_ID"] != nil
    }
}
