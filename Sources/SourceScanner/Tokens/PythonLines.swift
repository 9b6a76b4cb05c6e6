/// Lines and blocks: where a statement ends, and how far the next one stands to the right.
extension PythonScanner {
    /// Reads blank lines, comment lines and the indentation up to the first token of a logical line.
    mutating func startLine() {
        var column = 0
        var continued: Int?
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20: column += 1
            case 0x09: column = (column / 8 + 1) * 8
            case 0x0C: column = 0
            case 0x0A, 0x0D:
                column = 0
                continued = nil
            case UInt8(ascii: "#"):
                skipComment()
                continue
            case UInt8(ascii: "\\") where Self.isLineEnd(byte(at: offset + 1)):
                continued = continued ?? column
                column = 0
                offset = behindLineEnd(at: offset + 1)
                continue
            default:
                gap.insert(.afterNewline)
                indent(to: continued ?? column)
                return
            }
            offset += 1
        }
    }

    /// Opens or closes blocks. A column between two blocks (broken source) becomes the column of the inner one.
    mutating func indent(to column: Int) {
        guard let innermost = indents.last, column != innermost else { return }
        if column > innermost {
            indents.append(column)
            emit(.indent, from: offset, to: offset)
            return
        }
        while indents.count > 1, indents[indents.count - 1] > column {
            if indents[indents.count - 2] < column {
                indents[indents.count - 1] = column
            } else {
                indents.removeLast()
                emit(.dedent, from: offset, to: offset)
            }
        }
    }

    /// A line ending: the end of a statement, or white space inside brackets.
    mutating func endLine() {
        let start = offset
        let next = behindLineEnd(at: start)
        if !frames.isEmpty {
            guard startsStatement(behind: next) else {
                offset = next
                gap = [.afterSpace, .afterNewline]
                return
            }
            closeAllFrames(at: start)
        }
        offset = next
        endLogicalLine(from: start, to: next)
        startLine()
    }

    mutating func endLogicalLine(from start: Int, to end: Int) {
        switch tokens.last?.kind {
        case nil, .newline, .indent, .dedent: return
        default: emit(.newline, from: start, to: end)
        }
    }

    /// `\` before a line ending joins two lines; anywhere else it means nothing.
    mutating func scanContinuation() {
        guard Self.isLineEnd(byte(at: offset + 1)) else {
            emit(.unknown, from: offset, to: offset + 1)
            offset += 1
            return
        }
        offset = behindLineEnd(at: offset + 1)
        gap = [.afterSpace, .afterNewline]
    }

    mutating func skipComment() {
        let start = offset
        while offset < bytes.count, !Self.isLineEnd(bytes[offset]) { offset += 1 }
        comments.append(ByteRange(start, offset))
        gap.insert(.afterSpace)
    }

    @inline(__always) static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// The offset behind the line ending that starts at `offset`.
    func behindLineEnd(at offset: Int) -> Int {
        min(byte(at: offset) == 0x0D && byte(at: offset + 1) == 0x0A ? offset + 2 : offset + 1, bytes.count)
    }

    /// Whether a line starts with a word that never stands inside brackets: then the brackets that are open were forgotten.
    private func startsStatement(behind lineEnd: Int) -> Bool {
        var start = lineEnd
        while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        guard start < bytes.count, bytes[start] >= UInt8(ascii: "a"), bytes[start] <= UInt8(ascii: "w") else { return false }
        var end = start
        while end < bytes.count, end - start < 9, Self.continuesName(bytes[end]) { end += 1 }
        switch PythonKeywords.shared.lexeme(of: bytes, start, end) {
        case .def, .class, .import, .return, .with, .try, .while, .raise, .del, .global, .nonlocal, .pass, .break, .continue, .assert,
            .elif,
            .except, .finally:
            return true
        case .async: return word(behind: end) == .def
        case .from: return lineHoldsImport(behind: end)
        default: return false
        }
    }

    private func word(behind offset: Int) -> PythonLexeme {
        var start = offset
        while byte(at: start) == 0x20 { start += 1 }
        var end = start
        while end < bytes.count, end - start < 9, Self.continuesName(bytes[end]) { end += 1 }
        return PythonKeywords.shared.lexeme(of: bytes, start, end)
    }

    /// `from a.b import`, as opposed to the second line of `yield from`.
    private func lineHoldsImport(behind offset: Int) -> Bool {
        var end = offset
        while end < bytes.count, bytes[end] == 0x20 || bytes[end] == UInt8(ascii: ".") || Self.continuesName(bytes[end]) {
            if bytes[end] == 0x20, byte(at: end + 1) != 0x20, word(behind: end) == .import { return true }
            end += 1
        }
        return false
    }
}
