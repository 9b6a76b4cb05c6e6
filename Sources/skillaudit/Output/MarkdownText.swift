/// Text from outside inside Markdown: nothing in it becomes markup, a link, a mention or a reference.
enum MarkdownText {
    /// `code` between backticks stays code; everything else is plain text.
    static func prose(_ text: String) -> String {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        // An odd number of backticks pairs nothing up.
        guard pieces.count % 2 == 1 else { return escape(text) }
        return pieces.enumerated().map { index, piece in index % 2 == 0 ? escape(String(piece)) : code(String(piece)) }.joined()
    }

    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            // A comment between the sign and the name: a backslash would not keep GitHub from notifying people.
            case "@": escaped += "@<!-- -->"
            case "#": escaped += "#<!-- -->"
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "!", "|", "~", "$": escaped += "\\\(scalar)"
            case "\t", "\n": escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        // Bare addresses become links without any markup.
        return String(escaped.unicodeScalars.replacing("://".unicodeScalars, with: ":<!-- -->//".unicodeScalars))
    }

    /// A code span; fenced by more backticks than the text holds.
    static func code(_ text: String, inTable: Bool = false) -> String {
        guard !text.isEmpty else { return "" }
        var longest = 0
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let blank = longest > 0 ? " " : ""
        let body = inTable ? String(text.unicodeScalars.replacing("|".unicodeScalars, with: "\\|".unicodeScalars)) : text
        return fence + blank + body + blank + fence
    }

    /// A block of code whose fence its text cannot close.
    static func block(_ text: String, language: String) -> String {
        var fence = "```"
        while text.contains(fence) { fence += "`" }
        return "\(fence)\(language)\n\(text)\n\(fence)"
    }
}
