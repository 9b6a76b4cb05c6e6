import AuditRules
import SourceScanner

/// `skillaudit: ignore[rule] -- reason` in a comment: what it suppresses, and where.
struct SuppressionComment: Sendable {
    let path: String
    /// Where the directive stands.
    let position: SourcePosition
    /// The line whose findings it is about; nil where no code follows it.
    let line: Int?
    let rules: [String]
    let reason: String
    let until: CalendarDay?

    /// Something that was meant to be one, and why it is none.
    struct Mistake: Error, Sendable {
        let position: SourcePosition
        let message: String
    }

    /// The directives in a file's comments, in reading order.
    static func all(in tree: SyntaxTree) -> (comments: [SuppressionComment], mistakes: [Mistake]) {
        var found: [SuppressionComment] = []
        var mistakes: [Mistake] = []
        let bytes = tree.file.bytes
        for (index, comment) in tree.comments.enumerated() {
            for start in directives(in: comment, of: bytes) {
                let end = bytes[start..<comment.end].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? comment.end
                var text = String(decoding: bytes[start..<end], as: UTF8.self)
                if end == comment.end, text.hasSuffix("*/") { text.removeLast(2) }
                let position = tree.lines.position(at: start)
                do throws(Malformed) {
                    let directive = try Directive(text)
                    found.append(
                        SuppressionComment(
                            path: tree.file.path, position: position, line: line(meantBy: index, in: tree), rules: directive.rules,
                            reason: directive.reason, until: directive.until))
                } catch {
                    mistakes.append(Mistake(position: position, message: error.message))
                }
            }
        }
        return (found, mistakes)
    }

    static let word = "skillaudit:"

    /// The offsets of the word where it begins a comment, a line of one, or what follows another tool's directive (`# noqa # skillaudit: …`).
    private static func directives(in comment: ByteRange, of bytes: [UInt8]) -> [Int] {
        let word = Array(word.utf8)
        guard comment.start >= 0, comment.end <= bytes.count, comment.end - comment.start > word.count else { return [] }
        return (comment.start..<(comment.end - word.count)).filter { start in
            guard bytes[start] == word[0], bytes[start..<(start + word.count)].elementsEqual(word) else { return false }
            let before = bytes[comment.start..<start].last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            return before.map { "/*#!\r\n".utf8.contains($0) } ?? true
        }
    }

    /// The line of code that a comment is about: its own, or the one below where it stands alone. A blank line parts them.
    private static func line(meantBy index: Int, in tree: SyntaxTree) -> Int? {
        let comment = tree.comments[index]
        let first = tree.lines.line(at: comment.start)
        var line = tree.lines.line(at: max(comment.start, comment.end - 1))
        if tree.hasCode(onLine: first) { return first }
        while line <= tree.lines.lineCount {
            if tree.hasCode(onLine: line) { return line }
            line += 1
            guard line <= tree.lines.lineCount, !tree.isBlank(line: line) else { return nil }
        }
        return nil
    }
}

extension SyntaxTree {
    fileprivate func isBlank(line: Int) -> Bool {
        let range = lines.range(ofLine: line)
        return file.bytes[range.start..<range.end].allSatisfy { $0 <= 0x20 }
    }

    /// Whether something other than comments and blanks stands on a line.
    fileprivate func hasCode(onLine line: Int) -> Bool {
        let range = lines.range(ofLine: line)
        var offset = range.start
        var next = firstComment(endingBehind: range.start)
        while offset < range.end {
            if next < comments.count, comments[next].start <= offset {
                offset = max(offset + 1, comments[next].end)
                next += 1
            } else if file.bytes[offset] > 0x20 {
                return true
            } else {
                offset += 1
            }
        }
        return false
    }

    /// The index of the first comment that reaches beyond an offset. Takes O(log comments).
    private func firstComment(endingBehind offset: Int) -> Int {
        var low = 0
        var high = comments.count
        while low < high {
            let middle = (low + high) / 2
            if comments[middle].end <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

private struct Malformed: Error { let message: String }

/// The text of a directive, taken apart.
private struct Directive {
    let rules: [String]
    let reason: String
    let until: CalendarDay?

    private static let form = "write `skillaudit: ignore[rule] -- reason`"

    init(_ text: String) throws(Malformed) {
        var rest = Substring(text).dropFirst(SuppressionComment.word.count).trimmed
        guard rest.hasPrefix("ignore") else {
            throw Malformed(message: "`\(rest.prefix { !$0.isWhitespace && $0 != "[" }.prefix(40))` is no directive: \(Self.form)")
        }
        rest = rest.dropFirst("ignore".count).trimmed
        guard rest.first == "[", let close = rest.firstIndex(of: "]") else {
            throw Malformed(message: "the rule is not named: \(Self.form)")
        }
        let names = rest[..<close].dropFirst().split(separator: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
        guard !names.isEmpty else { throw Malformed(message: "the rule is not named: \(Self.form)") }
        for name in names where !Rule.all.contains(where: { $0.id == name }) {
            let nearest = RuleName(name).nearest(among: Rule.all.map(\.id)).map { ", did you mean `\($0)`?" } ?? ""
            throw Malformed(message: "there is no rule `\(name.prefix(60))`\(nearest)")
        }
        rules = names
        rest = rest[rest.index(after: close)...].trimmed

        var day: CalendarDay?
        if rest.hasPrefix("until") {
            rest = rest.dropFirst("until".count).trimmed
            let word = rest.prefix { !$0.isWhitespace }
            guard let known = CalendarDay(word) else { throw Malformed(message: "`\(word.prefix(20))` is no day: write it as 2027-01-31") }
            day = known
            rest = rest.dropFirst(word.count).trimmed
        }
        guard rest.hasPrefix("--") || rest.hasPrefix("—") else { throw Malformed(message: "the reason is missing: \(Self.form)") }
        var reason = rest.drop { $0 == "-" || $0 == "—" }.trimmed
        if day == nil, let ending = Self.ending(of: reason) {
            day = ending.day
            reason = ending.reason
        }
        guard reason.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw Malformed(message: "the reason is missing: \(Self.form)")
        }
        self.reason = String(reason)
        until = day
    }

    /// `reason until 2027-01-31` taken apart, whatever punctuation is about the last two words.
    private static func ending(of text: Substring) -> (reason: Substring, day: CalendarDay)? {
        func isDecoration(_ letter: Character) -> Bool { letter.isWhitespace || "(),.;[]".contains(letter) }
        func withoutDecoration(_ text: Substring) -> Substring {
            var text = text
            while let last = text.last, isDecoration(last) { text.removeLast() }
            return text
        }
        var rest = withoutDecoration(text)
        guard let day = CalendarDay(rest.suffix(10)) else { return nil }
        rest = withoutDecoration(rest.dropLast(10))
        guard rest.hasSuffix("until") else { return nil }
        return (withoutDecoration(rest.dropLast("until".count)), day)
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
