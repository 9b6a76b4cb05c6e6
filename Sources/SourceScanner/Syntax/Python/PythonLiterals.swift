/// String literals: what their bytes say, next to each other, and with fields in them.
extension PythonReader {
    /// Names longer than this are cut.
    static let textLimit = 4096

    /// One or more literals side by side: one string when none has fields, else a template of their parts.
    mutating func readStrings() -> NodeID {
        if current == .string, next != .string, next != .stringStart {
            let (first, name) = (start, literalSymbol(token))
            let flags: NodeFlags = token.flags.contains(.bytes) ? .bytes : []
            advance()
            return make(.string, from: first, name: name, flags: flags)
        }
        return hasFields ? readTemplate() : readPlainStrings()
    }

    /// Whether the literals from here on have a field among them.
    private var hasFields: Bool {
        var ahead = index
        while ahead < tokens.count {
            switch tokens[ahead].kind {
            case .string, .stringText, .stringStart, .stringEnd: ahead += 1
            case .interpolationStart: return true
            default: return false
            }
        }
        return false
    }

    private mutating func readPlainStrings() -> NodeID {
        let first = start
        var text: [UInt8] = []
        var flags: NodeFlags = []
        var isRaw = false
        while true {
            switch current {
            case .string:
                if token.flags.contains(.bytes) { flags.insert(.bytes) }
                let (start, end) = contents(of: token)
                decode(start, end, isRaw: token.flags.contains(.raw), isFormatted: false, into: &text)
            case .stringStart: isRaw = token.flags.contains(.raw)
            case .stringText: decode(Int(token.start), Int(token.end), isRaw: isRaw, isFormatted: true, into: &text)
            case .stringEnd: break
            default:
                let name = builder.intern(decoded: text)
                return make(.string, from: first, name: name, flags: flags)
            }
            advance()
        }
    }

    private mutating func readTemplate() -> NodeID {
        let template = builder.make(.template, start, start)
        while true {
            switch current {
            case .string:
                let (first, name) = (start, literalSymbol(token))
                let flags: NodeFlags = token.flags.contains(.bytes) ? .bytes : []
                advance()
                attach(make(.string, from: first, name: name, flags: flags), as: .part, to: template)
            case .stringStart: readInterpolated(into: template)
            default:
                close(template)
                return template
            }
        }
    }

    /// An f-string from its opening to its closing quote.
    private mutating func readInterpolated(into template: NodeID) {
        let isRaw = token.flags.contains(.raw)
        let closing = partner(at: index)
        advance()
        while index < closing {
            switch current {
            case .stringText:
                var text: [UInt8] = []
                decode(start, Int(token.end), isRaw: isRaw, isFormatted: true, into: &text)
                let first = start
                advance()
                attach(make(.string, from: first, name: builder.intern(decoded: text)), as: .part, to: template)
            case .interpolationStart: readField(into: template)
            default: advance()
            }
        }
        move(to: closing)
        advance()
    }

    /// `{value=!r:>{width}}`: the value and the values in its format are parts.
    private mutating func readField(into template: NodeID) {
        let closing = partner(at: index)
        advance()
        if enter() {
            if current.startsExpression { attach(readExpressionList(), as: .part, to: template) }
            _ = skip(.assign)
            if skip(.exclamation), current == .name { advance() }
            if skip(.colon) {
                while index < closing {
                    if current == .interpolationStart {
                        readField(into: template)
                    } else if current == .stringText {
                        advance()
                    } else {
                        break
                    }
                }
            }
            if index < closing { attach(readUnknown { $0.endsBracket }, as: .part, to: template) }
        }
        leave()
        move(to: closing)
        advance()
    }

    // MARK: Decoding

    /// The bytes of a plain literal without prefix and quotes.
    @inline(__always) func contents(of token: Token) -> (start: Int, end: Int) {
        var start = Int(token.start)
        let end = Int(token.end)
        while start < end, bytes[start] != UInt8(ascii: "\""), bytes[start] != UInt8(ascii: "'") { start += 1 }
        guard start < end else { return (end, end) }
        let quote = bytes[start]
        let isTriple = end - start >= 3 && bytes[start + 1] == quote && bytes[start + 2] == quote
        let opening = start + (isTriple ? 3 : 1)
        let closing = token.flags.contains(.unterminated) ? end : end - (isTriple ? 3 : 1)
        return (min(opening, end), max(min(opening, end), closing))
    }

    /// The value of a plain literal. Most need no decoding.
    mutating func literalSymbol(_ token: Token) -> Symbol {
        let (start, end) = contents(of: token)
        let isRaw = token.flags.contains(.raw)
        if end - start <= Self.textLimit {
            var isPlain = true
            for offset in start..<end where bytes[offset] == UInt8(ascii: "\\") && !isRaw || bytes[offset] == 0x0D {
                isPlain = false
                break
            }
            if isPlain { return builder.intern(start, end) }
        }
        var text: [UInt8] = []
        decode(start, end, isRaw: isRaw, isFormatted: false, into: &text)
        return builder.intern(decoded: text)
    }

    /// Appends what the bytes say, up to the limit. `isFormatted`: doubled braces stand for one.
    private func decode(_ start: Int, _ end: Int, isRaw: Bool, isFormatted: Bool, into text: inout [UInt8]) {
        var offset = start
        while offset < end {
            guard text.count < Self.textLimit else { return cut(&text) }
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\\"), !isRaw, offset + 1 < end {
                offset = decodeEscape(at: offset + 1, end, into: &text)
            } else if byte == 0x0D {
                text.append(0x0A)
                offset += offset + 1 < end && bytes[offset + 1] == 0x0A ? 2 : 1
            } else {
                text.append(byte)
                let isDoubled = isFormatted && (byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"))
                offset += isDoubled && offset + 1 < end && bytes[offset + 1] == byte ? 2 : 1
            }
        }
    }

    /// Drops a last character whose end lies behind the limit.
    private func cut(_ text: inout [UInt8]) {
        var lead = text.count - 1
        while lead > 0, text.count - lead < 4, text[lead] & 0xC0 == 0x80 { lead -= 1 }
        guard lead >= 0, text[lead] >= 0xC0 else { return }
        let length = text[lead] >= 0xF0 ? 4 : text[lead] >= 0xE0 ? 3 : 2
        if lead + length > text.count { text.removeSubrange(lead...) }
    }

    /// What follows a backslash; gives the offset behind it. An escape that means nothing keeps its backslash, as Python does.
    private func decodeEscape(at offset: Int, _ end: Int, into text: inout [UInt8]) -> Int {
        switch bytes[offset] {
        case 0x0A: return offset + 1
        case 0x0D: return offset + 1 < end && bytes[offset + 1] == 0x0A ? offset + 2 : offset + 1
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(bytes[offset])
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "a"): text.append(0x07)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "v"): text.append(0x0B)
        case UInt8(ascii: "x"): return decodeNumber(from: offset + 1, digits: 2, base: 16, end, into: &text)
        case UInt8(ascii: "u"): return decodeNumber(from: offset + 1, digits: 4, base: 16, end, into: &text)
        case UInt8(ascii: "U"): return decodeNumber(from: offset + 1, digits: 8, base: 16, end, into: &text)
        case UInt8(ascii: "0")...UInt8(ascii: "7"): return decodeNumber(from: offset, digits: 3, base: 8, end, into: &text)
        default: text += [UInt8(ascii: "\\"), bytes[offset]]
        }
        return offset + 1
    }

    private func decodeNumber(from start: Int, digits: Int, base: UInt32, _ end: Int, into text: inout [UInt8]) -> Int {
        var offset = start
        var value: UInt32 = 0
        while offset < end, offset - start < digits, let digit = Self.digit(bytes[offset]), digit < base {
            value = value &* base &+ digit
            offset += 1
        }
        guard offset > start, base == 8 || offset - start == digits, let scalar = Unicode.Scalar(value) else {
            text += [UInt8(ascii: "\\")] + bytes[(start - (base == 8 ? 0 : 1))..<offset]
            return offset
        }
        text += Array(Character(scalar).utf8)
        return offset
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 48
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 87
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 55
        default: nil
        }
    }
}
