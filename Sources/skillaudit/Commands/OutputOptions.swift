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

    @OptionGroup
    var colors: ColorOptions

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
}

/// When text is coloured.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never

    /// REPORT, "Streams": `--color` > `NO_COLOR` > `FORCE_COLOR`/`CLICOLOR_FORCE` > `CLICOLOR=0` > terminal. An empty variable counts as unset.
    func usesColor(isTerminal: Bool, environment: (String) -> String?) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto: break
        }
        if environment("NO_COLOR") != nil { return false }
        if let force = environment("FORCE_COLOR") ?? environment("CLICOLOR_FORCE"), force != "0" { return true }
        if environment("CLICOLOR") == "0" { return false }
        return isTerminal && environment("TERM") != "dumb"
    }
}

struct ColorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Colour in text: auto, always or never. auto asks NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR and the terminal.",
            valueName: "when"))
    var color: ColorChoice = .auto

    @Flag(help: "The same as --color never.")
    var noColor = false

    var choice: ColorChoice { noColor ? .never : color }
}

extension TextStyle {
    /// What suits whoever reads standard output.
    static func standardOutput(_ colors: ColorChoice) -> TextStyle {
        let isTerminal = StandardOutput.isTerminal
        let usesColor = colors.usesColor(isTerminal: isTerminal) { Environment[$0] }
        let width = StandardOutput.width ?? Environment["COLUMNS"].flatMap(Int.init) ?? 100
        return TextStyle(
            width: width, usesColor: usesColor, usesHyperlinks: isTerminal && usesColor && terminalTakesLinks,
            usesUnicode: !isTerminal || isUnicode)
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
