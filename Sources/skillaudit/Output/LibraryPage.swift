import AuditRules

/// What is known about token libraries: per call, what it means to leave an option out.
struct LibraryPage {
    private let apis: [TokenAPI]
    private let gaps: [(library: String, api: String, reason: String)]

    init(
        _ apis: [TokenAPI] = Knowledge.all,
        gaps: [(library: String, api: String, reason: String)] = Knowledge.typeScriptNotCovered + Knowledge.pythonSwiftNotCovered
    ) {
        self.apis = apis
        self.gaps = gaps
    }

    var markdown: String {
        var text = """
            # What happens when an option is left out

            Generated from `Sources/AuditRules/Knowledge`. A call of this list is a *site*; the columns say what the library does with a token \
            when nothing is written about it.

            - **accepts**: no comparison is made, every value passes.
            - **rejects**: the token, or the call itself, is refused.
            - **accepts if absent**: a token without the claim passes, one that carries it is refused.
            - **by hand**: there is no option; only a comparison in the program can do it.
            - **built in**: compared with the library's own configuration.
            - **presence only**: the claim must be there, its value is not compared.
            - **·**: not a question for this call.


            """
        for library in libraries {
            let entries = apis.filter { $0.library == library }
            text += "## \(Self.cell(library))\n\n"
            text += "| call | versions | kind | audience | issuer | algorithm | expiry | lifetime |\n|---|---|---|---|---|---|---|---|\n"
            for api in entries {
                let columns = [
                    "`\(api.name)`", api.versions?.text ?? "all", api.kind.rawValue, api.audience.omittedText, api.issuer.omittedText,
                    api.algorithms.omittedText, api.expiry.defaultText, api.lifetime?.omittedText ?? "·",
                ]
                text += "| " + columns.map(Self.cell).joined(separator: " | ") + " |\n"
            }
            let notes = entries.filter { !$0.note.isEmpty }
            if !notes.isEmpty { text += "\n" + notes.map { "- `\($0.name)`: \($0.note)\n" }.joined() }
            text += "\n"
        }
        text += "## Not covered\n\nWhat is known and not followed, and why.\n\n| library | what | why |\n|---|---|---|\n"
        text += gaps.map { "| \(Self.cell($0.library)) | `\(Self.cell($0.api.replacing("`", with: "'")))` | \(Self.cell($0.reason)) |\n" }
            .joined()
        return text
    }

    /// In the order of first mention.
    private var libraries: [String] {
        var seen: Set<String> = []
        return apis.map(\.library).filter { seen.insert($0).inserted }
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|").replacing("\n", with: " ") }
}

extension Effect {
    fileprivate var text: String {
        switch self {
        case .open: "**accepts**"
        case .closed: "rejects"
        case .closedIfPresent: "accepts if absent"
        case .presenceOnly: "presence only"
        case .fixed: "built in"
        case .unsupported: "by hand"
        case .unknown: "not known"
        }
    }
}

extension ClaimOption {
    fileprivate var omittedText: String {
        guard isApplicable else { return "·" }
        let options = paths.isEmpty ? "" : " (\(paths.prefix(3).map { "`\($0)`" }.joined(separator: ", "))\(paths.count > 3 ? ", …" : ""))"
        return omitted.text + options
    }
}

extension AlgorithmOption {
    fileprivate var omittedText: String {
        guard isApplicable else { return "·" }
        let reach =
            switch omitted {
            case .libraryDefault: "the library's list"
            case .anyOfKeyType: "any for the key's type"
            case .any: "**any**"
            case .anyAndNone: "**any, and none**"
            case .closed: "rejects"
            case .unknown: "not known"
            }
        return reach + (paths.first.map { " (`\($0)`)" } ?? "")
    }
}

extension ExpiryOption {
    fileprivate var defaultText: String {
        guard isApplicable else { return "·" }
        switch byDefault {
        case .checkedIfPresent: return "checked if present"
        case .required: return "checked, and required"
        case .unchecked: return on.isEmpty ? "**not checked**" : "**not checked** unless asked"
        case .unknown: return "not known"
        }
    }
}

extension LifetimeOption {
    fileprivate var omittedText: String {
        guard let seconds = omittedSeconds else { return "not known" }
        guard seconds > 0 else { return "**no expiry**" }
        for (unit, name) in [(86_400.0, "d"), (3_600, "h"), (60, "min")] where seconds.truncatingRemainder(dividingBy: unit) == 0 {
            return "\(Int(seconds / unit)) \(name)"
        }
        return "\(Int(seconds)) s"
    }
}

extension VersionRange {
    fileprivate var text: String {
        func dotted(_ parts: [Int]) -> String { parts.map(String.init).joined(separator: ".") }
        switch (from, below) {
        case (let from?, let below?): return "≥ \(dotted(from)), < \(dotted(below))"
        case (let from?, nil): return "≥ \(dotted(from))"
        case (nil, let below?): return "< \(dotted(below))"
        case (nil, nil): return "all"
        }
    }
}
