// The values of literals.
extension SwiftReader {
    /// The longest decoded value that a symbol keeps.
    private static let longestValue = 4096

    mutating func readString() -> NodeID {
        let node = builder.make(.string, start, Int(tokens[index].end), name: stringSymbol(index))
        advance()
        return node
    }

    mutating func readInterpolatedString() -> NodeID {
        let end = min(max(Int(tokens[index].partner), index), last)
        let node = builder.make(.template, start, start)
        guard enter() else {
            index = min(end + 1, last)
            finish(node)
            return node
        }
        defer { depth -= 1 }
        let form = literalForm(index, end: end)
        let outer = (condition, patternForm)
        (condition, patternForm) = (.none, .none)
        advance()
        while index < end {
            let before = index
            switch kind {
            case .stringText:
                let isLast = index + 1 == end
                let isFirst = tokens[index - 1].kind == .stringStart
                let (start, stop) = (start, Int(tokens[index].end))
                let value = decode(start, stop, form, isFirst: isFirst, isLast: isLast)
                if !value.isEmpty {
                    builder.attach(builder.make(.string, start, stop, name: builder.intern(decoded: value)), as: .part, to: node)
                }
                advance()
            case .interpolationStart: readInterpolation(into: node)
            default: skip()
            }
            if index == before { break }
        }
        (condition, patternForm) = outer
        index = min(end + 1, last)
        finish(node)
        return node
    }

    /// `\(value, label: detail)`: the value is a part of the string, what follows it are arguments.
    private mutating func readInterpolation(into node: NodeID) {
        let close = min(max(Int(tokens[index].partner), index), last)
        advance()
        if kind == .identifier, wordAhead(1) == .colon, wordAhead(2) != .colon { index += 2 }
        builder.attach(readElement(until: close), as: .part, to: node)
        if take(.comma) { readArgumentList(into: node, until: close) }
        index = min(close + 1, last)
    }

    mutating func stringSymbol(_ index: Int) -> Symbol {
        let form = literalForm(index, end: index)
        if !form.isMultiline {
            // Most strings say what they mean: no copy.
            var end = form.contentStart
            let limit = min(form.contentEnd, form.contentStart + Self.longestValue)
            while end < limit, bytes[end] != UInt8(ascii: "\\") { end += 1 }
            if end == form.contentEnd { return builder.intern(form.contentStart, form.contentEnd) }
        }
        return builder.intern(decoded: decode(form.contentStart, form.contentEnd, form, isFirst: true, isLast: true))
    }

    mutating func digits(_ index: Int) -> Symbol {
        let (start, end) = (Int(tokens[index].start), Int(tokens[index].end))
        guard bytes[start..<end].contains(UInt8(ascii: "_")) else { return builder.intern(start, end) }
        return builder.intern(decoded: bytes[start..<end].filter { $0 != UInt8(ascii: "_") })
    }

    mutating func regexPattern(_ index: Int) -> Symbol {
        var (start, end) = (Int(tokens[index].start), Int(tokens[index].end))
        let isTerminated = !tokens[index].flags.contains(.unterminated)
        while start < end, bytes[start] == UInt8(ascii: "#") {
            start += 1
            if isTerminated, end > start { end -= 1 }
        }
        if start < end { start += 1 }
        if isTerminated, end > start { end -= 1 }
        return builder.intern(start, min(end, start + Self.longestValue))
    }

    /// What is needed to decode a literal: its hashes, where its text lies, and the indentation that a multi-line one leaves out.
    private struct LiteralForm {
        var hashes = 0
        var isMultiline = false
        var contentStart: Int
        var contentEnd: Int
        var indentation = 0..<0
    }

    private func literalForm(_ index: Int, end endIndex: Int) -> LiteralForm {
        let start = Int(tokens[index].start)
        let end = Int(tokens[endIndex].end)
        var form = LiteralForm(contentStart: start, contentEnd: end)
        while form.contentStart < end, bytes[form.contentStart] == UInt8(ascii: "#") { form.contentStart += 1 }
        form.hashes = form.contentStart - start
        let isTerminated = !tokens[endIndex].flags.contains(.unterminated)
        let afterQuotes = form.contentStart + 3
        if afterQuotes <= bytes.count, bytes[form.contentStart..<afterQuotes].allSatisfy({ $0 == UInt8(ascii: "\"") }) {
            form.isMultiline = form.hashes == 0 || isLineEnd(afterQuotes)
        }
        let quotes = form.isMultiline ? 3 : 1
        form.contentStart = min(form.contentStart + quotes, end)
        if isTerminated { form.contentEnd = max(form.contentStart, end - quotes - form.hashes) }
        if form.isMultiline, isTerminated {
            var lineStart = form.contentEnd
            while lineStart > form.contentStart, bytes[lineStart - 1] == 0x20 || bytes[lineStart - 1] == 0x09 { lineStart -= 1 }
            form.indentation = lineStart..<form.contentEnd
        }
        return form
    }

    private func isLineEnd(_ start: Int) -> Bool {
        var index = start
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index >= bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0D
    }

    /// The text that a piece of a literal stands for.
    private func decode(_ start: Int, _ end: Int, _ form: LiteralForm, isFirst: Bool, isLast: Bool) -> [UInt8] {
        var index = start
        var end = end
        if form.isMultiline {
            if isFirst {
                while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
                index = behindLineEnd(index, end)
                if index > start { index = behindIndentation(index, end, form) }
            }
            if isLast, !form.indentation.isEmpty || end > start {
                // The line ending before the closing quotes is not part of the text.
                end = max(index, min(end, form.indentation.lowerBound > 0 ? form.indentation.lowerBound : end))
                if end > index, bytes[end - 1] == 0x0A { end -= 1 }
                if end > index, bytes[end - 1] == 0x0D { end -= 1 }
            }
        }
        var result: [UInt8] = []
        result.reserveCapacity(min(end - index, Self.longestValue))
        while index < end, result.count < Self.longestValue {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\"), isEscape(index, end, form) {
                index = decodeEscape(index + 1 + form.hashes, end, form, into: &result)
            } else if byte == 0x0A || byte == 0x0D, form.isMultiline {
                result.append(0x0A)
                index = behindIndentation(behindLineEnd(index, end), end, form)
            } else {
                result.append(byte)
                index += 1
            }
        }
        return result
    }

    private func isEscape(_ index: Int, _ end: Int, _ form: LiteralForm) -> Bool {
        let next = index + 1 + form.hashes
        return next < end && (form.hashes == 0 || bytes[index + 1..<next].allSatisfy { $0 == UInt8(ascii: "#") })
    }

    private func behindLineEnd(_ index: Int, _ end: Int) -> Int {
        guard index < end else { return index }
        if bytes[index] == 0x0D { return index + 1 < end && bytes[index + 1] == 0x0A ? index + 2 : index + 1 }
        return bytes[index] == 0x0A ? index + 1 : index
    }

    private func behindIndentation(_ start: Int, _ end: Int, _ form: LiteralForm) -> Int {
        var index = start
        for expected in form.indentation {
            guard index < end, bytes[index] == bytes[expected] else { break }
            index += 1
        }
        return index
    }

    /// Decodes what stands behind a backslash; an escape that Swift does not know stands for itself.
    private func decodeEscape(_ index: Int, _ end: Int, _ form: LiteralForm, into result: inout [UInt8]) -> Int {
        switch bytes[index] {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "0"): result.append(0)
        case UInt8(ascii: "u"): return decodeScalar(index + 1, end, into: &result)
        case 0x0A, 0x0D, 0x20, 0x09:
            var next = index
            while next < end, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
            guard form.isMultiline, next < end, bytes[next] == 0x0A || bytes[next] == 0x0D else {
                result.append(bytes[index])
                return index + 1
            }
            return behindIndentation(behindLineEnd(next, end), end, form)
        default: result.append(bytes[index])
        }
        return index + 1
    }

    /// `{1F600}`
    private func decodeScalar(_ start: Int, _ end: Int, into result: inout [UInt8]) -> Int {
        guard start < end, bytes[start] == UInt8(ascii: "{") else { return start }
        var index = start + 1
        var value: UInt32 = 0
        while index < end, index < start + 9, let digit = hexDigit(bytes[index]) {
            value = value << 4 | digit
            index += 1
        }
        guard index < end, bytes[index] == UInt8(ascii: "}"), let scalar = Unicode.Scalar(value) else { return index }
        result.append(contentsOf: Array(String(Character(scalar)).utf8))
        return index + 1
    }

    private func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 48
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 87
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 55
        default: nil
        }
    }
}
