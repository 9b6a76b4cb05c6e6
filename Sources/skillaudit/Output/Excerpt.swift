import AuditRules
import SourceScanner

/// The lines around a finding, cleaned, with the flagged piece marked.
struct Excerpt: Sendable {
    struct Line: Sendable {
        let number: Int
        let text: String
    }
    let lines: [Line]
    /// Index of the line on which the finding starts.
    let flagged: Int
    /// The flagged piece of that line, in scalars of the cleaned text; never empty.
    let mark: Range<Int>

    private static let longestLine = 400
    private static let context = 3

    /// `file` is the finding's file where its bytes are at hand; else there is no context.
    init(_ location: Location, in file: LinedFile?, _ redaction: Redaction) {
        let clean = redaction.clean(location.snippet)
        let start = clean.offset(of: location.start.column - 1)
        let sameLine = location.end.line == location.start.line
        let end = sameLine ? clean.offset(of: location.end.column - 1) : clean.offset(of: Int.max)
        mark = start..<max(start + 1, end)
        var before: [Line] = []
        var after: [Line] = []
        if let file {
            let last = min(location.start.line + Self.context, file.lines.lineCount)
            // A file of another revision may end before the finding.
            let first = min(max(1, location.start.line - Self.context), last + 1)
            for number in first..<(last + 1) where number != location.start.line {
                let line = Line(number: number, text: redaction.clean(file.text(ofLine: number, longest: Self.longestLine)).text)
                if number < location.start.line { before.append(line) } else { after.append(line) }
            }
            // The empty line behind the last line ending is nobody's context.
            if after.last?.text.isEmpty == true { after.removeLast() }
        }
        flagged = before.count
        lines = before + [Line(number: location.start.line, text: clean.text)] + after
    }

    var flaggedLine: Line { lines[flagged] }
}

/// A file whose lines can be found.
struct LinedFile: Sendable {
    let bytes: [UInt8]
    let lines: LineIndex

    func text(ofLine number: Int, longest: Int) -> String {
        let range = lines.range(ofLine: number)
        let text = String(decoding: bytes[range.start..<min(range.end, range.start + 4 * longest)], as: UTF8.self)
        return String(scalars: text.unicodeScalars.prefix(longest))
    }
}
