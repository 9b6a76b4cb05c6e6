/// Strings: prefixes, quotes, and the text between the fields of an f-string (PEP 701).
extension PythonScanner {
    /// Up to three letters of `r`, `b`, `u`, `f`, `t` in any case.
    func isStringPrefix(_ start: Int, _ end: Int) -> Bool {
        for offset in start..<end {
            switch bytes[offset] | 0x20 {
            case UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "u"), UInt8(ascii: "f"), UInt8(ascii: "t"): continue
            default: return false
            }
        }
        return true
    }

    mutating func scanString(from start: Int, quoteAt quoteOffset: Int) {
        let quote = bytes[quoteOffset]
        let isTriple = byte(at: quoteOffset + 1) == quote && byte(at: quoteOffset + 2) == quote
        var flags: Token.Flags = []
        var isInterpolated = false
        for prefix in start..<quoteOffset {
            switch bytes[prefix] | 0x20 {
            case UInt8(ascii: "r"): flags.insert(.raw)
            case UInt8(ascii: "b"): flags.insert(.bytes)
            case UInt8(ascii: "f"), UInt8(ascii: "t"): isInterpolated = true
            default: break
            }
        }
        offset = quoteOffset + (isTriple ? 3 : 1)
        if isInterpolated {
            push(
                Frame(
                    kind: .string, token: Int32(truncatingIfNeeded: tokens.count), quote: quote, isTriple: isTriple,
                    isRaw: flags.contains(.raw)))
            emit(.stringStart, from: start, to: offset, flags: flags)
            return
        }
        let isClosed = isTriple ? skipTripleQuoted(quote) : skipQuoted(quote)
        if !isClosed { flags.insert(.unterminated) }
        emit(.string, from: start, to: offset, flags: flags)
        if !isClosed { closeLineStrings(at: offset) }
    }

    /// Moves behind the closing quote, or to the end of the line when there is none.
    private mutating func skipQuoted(_ quote: UInt8) -> Bool {
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == quote {
                offset += 1
                return true
            }
            if byte == UInt8(ascii: "\\") {
                skipEscape()
            } else if Self.isLineEnd(byte) {
                return false
            } else {
                offset += 1
            }
        }
        return false
    }

    private mutating func skipTripleQuoted(_ quote: UInt8) -> Bool {
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == quote, self.byte(at: offset + 1) == quote, self.byte(at: offset + 2) == quote {
                offset += 3
                return true
            }
            if byte == UInt8(ascii: "\\") { skipEscape() } else { offset += 1 }
        }
        return false
    }

    /// A backslash and what it protects: one byte, or a line ending. Raw strings keep both, but end no earlier.
    private mutating func skipEscape() {
        offset = Self.isLineEnd(byte(at: offset + 1)) ? behindLineEnd(at: offset + 1) : min(offset + 2, bytes.count)
    }

    /// The text of an f-string, or of a format specification, up to the next field or the end.
    mutating func scanText() {
        guard let frame = frames.last else { return }
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\\"): skipTextEscape(frame)
            case UInt8(ascii: "{"):
                if frame.kind == .string, byte(at: offset + 1) == UInt8(ascii: "{") {
                    offset += 2
                } else {
                    emitText(from: start)
                    push(.interpolation, token: tokens.count)
                    emit(.interpolationStart, from: offset, to: offset + 1)
                    offset += 1
                    return
                }
            case UInt8(ascii: "}"):
                if frame.kind == .format {
                    emitText(from: start)
                    return endField()
                }
                // One alone is an error; it stays text.
                offset += byte(at: offset + 1) == UInt8(ascii: "}") ? 2 : 1
            case frame.quote:
                guard let length = closingQuoteLength(frame) else {
                    offset += 1
                    continue
                }
                emitText(from: start)
                return endString(length)
            case 0x0A, 0x0D:
                if !frame.isTriple {
                    emitText(from: start)
                    return closeLineStrings(at: offset)
                }
                // A format ends with its line, a string with three quotes does not.
                if frame.kind == .format {
                    emitText(from: start)
                    return pop(from: offset, to: offset)
                }
                offset += 1
            default: offset += 1
            }
        }
        emitText(from: start)
    }

    private mutating func emitText(from start: Int) {
        if start < offset { emit(.stringText, from: start, to: offset) }
    }

    private func closingQuoteLength(_ frame: Frame) -> Int? {
        guard frame.isTriple else { return 1 }
        return byte(at: offset + 1) == frame.quote && byte(at: offset + 2) == frame.quote ? 3 : nil
    }

    /// The `}` behind a format specification.
    private mutating func endField() {
        pop(from: offset, to: offset)
        pop(from: offset, to: offset + 1)
        offset += 1
    }

    /// The closing quote; a format in which it stands was forgotten to be closed.
    private mutating func endString(_ length: Int) {
        while let top = frames.last, top.kind != .string { pop(from: offset, to: offset) }
        pop(from: offset, to: offset + length)
        offset += length
    }

    private mutating func skipTextEscape(_ frame: Frame) {
        let next = byte(at: offset + 1)
        if next == UInt8(ascii: "{") || next == UInt8(ascii: "}") {
            offset += 1
        } else if !frame.isRaw, next == UInt8(ascii: "N"), byte(at: offset + 2) == UInt8(ascii: "{") {
            offset += 3
            while offset < bytes.count, bytes[offset] != UInt8(ascii: "}"), bytes[offset] != frame.quote, !Self.isLineEnd(bytes[offset]) {
                offset += 1
            }
            if byte(at: offset) == UInt8(ascii: "}") { offset += 1 }
        } else {
            skipEscape()
        }
    }
}
