/// Coloured terminal output as an SVG picture, for documentation. Knows the few escape sequences that `TextStyle` writes.
struct TerminalPicture {
    private let lines: [[Run]]
    private let columns: Int

    /// Text of one look.
    private struct Run {
        var text: String
        let codes: [Int]
    }

    private static let lineHeight = 19
    private static let letterWidth = 8.0
    private static let margin = 16

    init(_ output: String) {
        lines = output.split(separator: "\n", omittingEmptySubsequences: false).map { Self.runs(of: $0) }
        columns = lines.map { line in line.reduce(0) { $0 + TextWidth.of($1.text) } }.max() ?? 0
    }

    private static func runs(of line: Substring) -> [Run] {
        var runs: [Run] = []
        var codes: [Int] = []
        for (index, piece) in line.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated() {
            var text = piece
            if index > 0, let end = piece.firstIndex(of: "m") {
                codes = piece[..<end].split(separator: ";").compactMap { Int($0) }.filter { $0 != 0 }
                text = piece[piece.index(after: end)...]
            }
            if !text.isEmpty { runs.append(Run(text: String(text), codes: codes)) }
        }
        return runs
    }

    /// `label`: what a screen reader says instead of the letters.
    func svg(label: String) -> String {
        var shown = lines
        while shown.last?.isEmpty == true { shown.removeLast() }
        let width = Int(Double(columns) * Self.letterWidth) + 2 * Self.margin
        let height = shown.count * Self.lineHeight + 2 * Self.margin
        var text: [String] = []
        for (number, line) in shown.enumerated() {
            let y = Self.margin + number * Self.lineHeight + 14
            var column = 0
            for run in line {
                let length = TextWidth.of(run.text)
                let x = Double(Self.margin) + Double(column) * Self.letterWidth
                column += length
                guard run.text.contains(where: { $0 != " " }) else { continue }
                // The length keeps columns in line, whatever the font; blanks that may break would be folded.
                text.append(
                    "<text x=\"\(x)\" y=\"\(y)\" textLength=\"\(Double(length) * Self.letterWidth)\"\(Self.look(run.codes))>\(Markup.escape(run.text.replacing(" ", with: "\u{A0}")))</text>"
                )
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img" aria-label="\(Markup.escape(label))">
            <title>\(Markup.escape(label))</title>
            <rect width="\(width)" height="\(height)" rx="8" fill="#10151b"/>
            <g fill="#e6eaf0" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace" font-size="13">
            \(text.joined(separator: "\n"))
            </g>
            </svg>

            """
    }

    private static func look(_ codes: [Int]) -> String {
        codes.map { code in
            switch code {
            case 1: " font-weight=\"700\""
            case 2: " fill=\"#9aa5b1\""
            case 4: " text-decoration=\"underline\""
            case 31: " fill=\"#ff7b78\""
            case 32: " fill=\"#57c573\""
            case 33: " fill=\"#e0a73a\""
            case 34: " fill=\"#6cb0ff\""
            case 35: " fill=\"#d2a8ff\""
            case 36: " fill=\"#56d4dd\""
            default: ""
            }
        }.joined()
    }
}
