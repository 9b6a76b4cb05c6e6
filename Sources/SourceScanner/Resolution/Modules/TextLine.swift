/// One line of a text without its indentation and the blanks at its end.
struct TextLine {
    let indent: Int
    let content: ArraySlice<UInt8>

    /// Calls back for each line of a text, in order.
    static func forEach(in bytes: [UInt8], _ body: (TextLine) -> Void) {
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            body(TextLine(bytes[start..<end]))
            start = end + 1
        }
    }

    static func lines(of bytes: [UInt8]) -> [TextLine] {
        var lines: [TextLine] = []
        forEach(in: bytes) { lines.append($0) }
        return lines
    }

    init(_ line: ArraySlice<UInt8>) {
        var start = line.startIndex
        var end = line.endIndex
        while start < end, line[start] == 0x20 || line[start] == 0x09 { start += 1 }
        while end > start, line[end - 1] <= 0x20 { end -= 1 }
        indent = start - line.startIndex
        content = line[start..<end]
    }

    var isEmpty: Bool { content.isEmpty }
    var first: UInt8? { content.first }
    var last: UInt8? { content.last }
    var string: String { String(decoding: content, as: UTF8.self) }

    func starts(with text: String) -> Bool { content.starts(with: text.utf8) }

    /// The line without its first bytes and the blanks after them.
    func dropping(_ count: Int) -> TextLine { TextLine(content.dropFirst(count)) }

    /// The text between the first two quotes, and what stands after it.
    func quoted() -> (text: String, rest: TextLine)? {
        guard let open = content.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }),
            let close = content[(open + 1)...].firstIndex(of: content[open])
        else { return nil }
        return (String(decoding: content[(open + 1)..<close], as: UTF8.self), TextLine(content[(close + 1)...]))
    }

    /// The offset in `content` after the first occurrence of a text.
    func end(of text: String) -> Int? {
        let wanted = Array(text.utf8)
        guard let first = wanted.first, content.count >= wanted.count else { return nil }
        for start in content.startIndex...(content.endIndex - wanted.count) where content[start] == first {
            if content[start..<start + wanted.count].elementsEqual(wanted) { return start + wanted.count }
        }
        return nil
    }
}
