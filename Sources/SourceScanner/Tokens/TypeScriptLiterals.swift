// Strings, templates, regular expressions.
extension TypeScriptScanner {
    mutating func string(quote: UInt8) {
        let start = offset
        offset += 1
        while offset < bytes.count {
            let current = bytes[offset]
            if current == quote {
                offset += 1
                return append(.string, from: start)
            }
            if current == UInt8(ascii: "\\") {
                offset += 2
                if byte(offset - 1) == 0x0D, byte(offset) == 0x0A { offset += 1 }
            } else if current == 0x0A || current == 0x0D {
                break
            } else {
                offset += 1
            }
        }
        offset = min(offset, bytes.count)
        flags.insert(.unterminated)
        append(.string, from: start)
    }

    mutating func template() {
        let start = offset
        offset += 1
        switch templateText() {
        case .end:
            offset += 1
            append(.string, from: start)
        case .interpolation:
            let textEnd = offset
            offset = start + 1
            append(.stringStart, from: start)
            interpolation(text: start + 1, end: textEnd, template: tokens.count - 1)
        case .missing:
            flags.insert(.unterminated)
            append(.string, from: start)
        }
    }

    private enum TextEnd {
        case end, interpolation, missing
    }

    /// Moves to the backtick, the `${` or the end of the file behind a piece of template text.
    private mutating func templateText() -> TextEnd {
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "`"): return .end
            case UInt8(ascii: "\\"): offset += 2
            case UInt8(ascii: "$"):
                if byte(offset + 1) == UInt8(ascii: "{") { return .interpolation }
                offset += 1
            default: offset += 1
            }
        }
        offset = bytes.count
        return .missing
    }

    private mutating func interpolation(text start: Int, end: Int, template: Int) {
        if start < end {
            offset = end
            append(.stringText, from: start)
        }
        pushBarrier(.interpolation, token: tokens.count, template: template)
        offset = end + 2
        append(.interpolationStart, from: end)
    }

    /// Goes on with the text behind the `}` of an interpolation.
    mutating func continueTemplate(_ template: Int) {
        let start = offset
        let end = templateText()
        let textEnd = offset
        if end == .interpolation { return interpolation(text: start, end: textEnd, template: template) }
        if start < textEnd { append(.stringText, from: start) }
        offset = min(textEnd + 1, bytes.count)
        if end == .missing { flags.insert(.unterminated) }
        tokens[template].partner = Int32(truncatingIfNeeded: tokens.count)
        append(.stringEnd, from: textEnd)
        tokens[tokens.count - 1].partner = Int32(truncatingIfNeeded: template)
    }

    /// A regular expression literal, unless its line ends before it does.
    mutating func regularExpression() -> Bool {
        guard offset >= noRegularExpressionBefore else { return false }
        var end = offset + 1
        var isInClass = false
        scan: while true {
            switch byte(end) {
            case 0x0A, 0x0D: break scan
            case 0 where end >= bytes.count: break scan
            case UInt8(ascii: "\\"):
                // A backslash does not hide the end of the line.
                end += byte(end + 1) == 0x0A || byte(end + 1) == 0x0D ? 1 : 2
            case UInt8(ascii: "["):
                isInClass = true
                end += 1
            case UInt8(ascii: "]"):
                isInClass = false
                end += 1
            case UInt8(ascii: "/") where !isInClass:
                end += 1
                while byte(end) < 0x80, Self.continuesName(byte(end)), end < bytes.count { end += 1 }
                let start = offset
                offset = end
                append(.regularExpression, from: start)
                return true
            default: end += 1
            }
        }
        noRegularExpressionBefore = end
        return false
    }
}
