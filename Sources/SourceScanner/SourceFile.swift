/// One file of the audited repository: its path and its bytes, wherever they came from.
package struct SourceFile: Sendable {
    /// Relative to the root of the repository, with `/` between the parts.
    package let path: String
    package let language: Language
    /// Any bytes at all; usually UTF-8, possibly with a byte-order mark.
    package let bytes: [UInt8]

    package init(path: String, language: Language, bytes: [UInt8]) {
        self.path = path
        self.language = language
        self.bytes = bytes
    }

    /// Whether the same bytes under another path, in another language, have the same syntax tree.
    package func isReadLike(path: String, language: Language) -> Bool {
        language == self.language && Self.allowsMarkup(path, language) == allowsMarkup
    }

    /// Only `.ts`, `.mts` and `.cts` read `<T>x` as a cast; everywhere else in TypeScript and JavaScript it opens an element.
    var allowsMarkup: Bool { Self.allowsMarkup(path, language) }

    private static func allowsMarkup(_ path: String, _ language: Language) -> Bool {
        language == .javaScript || path.utf8.suffix(4).elementsEqual(".tsx".utf8)
    }
}

/// Offsets of a piece of a source file, in UTF-8 bytes from its start; `end` is one past the last.
package struct ByteRange: Hashable, Sendable {
    package var start: Int
    package var end: Int

    @inlinable
    package init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    package func contains(_ other: ByteRange) -> Bool { start <= other.start && other.end <= end }
}

/// A place as people count it: lines and columns from 1, a column being one Unicode scalar.
package struct SourcePosition: Hashable, Sendable, Comparable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: Self, right: Self) -> Bool { (left.line, left.column) < (right.line, right.column) }
}

/// Turns byte offsets of one file into lines and columns.
package struct LineIndex: Sendable {
    private let bytes: [UInt8]
    private let lineStarts: [Int]

    package init(_ bytes: [UInt8]) {
        var starts = [0]
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte == 0x0A {
                starts.append(offset)
            } else if byte == 0x0D {
                if offset < bytes.count, bytes[offset] == 0x0A { offset += 1 }
                starts.append(offset)
            }
        }
        self.bytes = bytes
        self.lineStarts = starts
    }

    /// The line that holds an offset, from 1. Takes O(log lines).
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    package func position(at offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        let line = line(at: offset)
        var column = 1
        for byte in bytes[lineStarts[line - 1]..<offset] where byte & 0xC0 != 0x80 { column += 1 }
        return SourcePosition(line: line, column: column)
    }

    /// The bytes of a line (from 1) without its line ending.
    package func range(ofLine line: Int) -> ByteRange {
        guard line >= 1, line <= lineStarts.count else { return ByteRange(0, 0) }
        let start = lineStarts[line - 1]
        var end = line < lineStarts.count ? lineStarts[line] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return ByteRange(start, end)
    }

    package var lineCount: Int { lineStarts.count }
}
