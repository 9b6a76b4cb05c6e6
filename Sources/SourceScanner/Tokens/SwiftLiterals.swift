// Strings and regular expressions: the literals whose end depends on how they began.
extension SwiftScanner {
    /// `#"…"#`, `#/…/#`, `#name`, or a run of hashes that means nothing.
    mutating func scanHash() {
        var hashes = 1
        while peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
        let start = offset
        switch peek(hashes) {
        case UInt8(ascii: "\""): scanString(hashes: hashes)
        case UInt8(ascii: "/"): scanDelimitedRegex(hashes: hashes)
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            if hashes == 1 {
                scanHashName()
            } else {
                offset += hashes - 1
                append(.unknown, from: start)
            }
        default:
            offset += hashes
            append(.unknown, from: start)
        }
    }

    mutating func scanString(hashes: Int) {
        let start = offset
        offset += hashes
        var form = SwiftStringForm(hashes: hashes, isMultiline: false, token: -1, start: start)
        if peek(1) == UInt8(ascii: "\""), peek(2) == UInt8(ascii: "\""), hashes == 0 || isBlankUntilLineEnd(offset + 3) {
            form.isMultiline = true
            offset += 3
        } else {
            offset += 1
        }
        scanStringBody(form)
    }

    /// `#"""#` is one quote, not the start of a multi-line string: that needs its line to end behind the quotes.
    private func isBlankUntilLineEnd(_ start: Int) -> Bool {
        var index = start
        while index < count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index >= count || bytes[index] == 0x0A || bytes[index] == 0x0D
    }

    /// Goes on inside a string, at its beginning or behind an interpolation, up to the next interpolation or its end.
    mutating func scanStringBody(_ form: SwiftStringForm) {
        let textStart = offset
        while offset < count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                if form.isMultiline, peek(1) != UInt8(ascii: "\"") || peek(2) != UInt8(ascii: "\"") {
                    offset += 1
                    continue
                }
                let quotes = form.isMultiline ? 3 : 1
                let found = countHashes(from: offset + quotes, upTo: form.hashes)
                guard found == form.hashes else {
                    offset += form.isMultiline ? 1 : 1 + found
                    continue
                }
                let quoteStart = offset
                offset += quotes + found
                finishString(form, textStart: textStart, quoteStart: quoteStart)
                return
            case UInt8(ascii: "\\"):
                let found = countHashes(from: offset + 1, upTo: form.hashes)
                guard found == form.hashes else {
                    offset += 1 + found
                    continue
                }
                if peek(1 + found) == UInt8(ascii: "(") {
                    beginInterpolation(form, textStart: textStart, width: found + 2)
                    return
                }
                // An escaped line ending does not end a multi-line string, and does end a broken single-line one.
                let escaped = peek(1 + found)
                offset += escaped == 0x0A || escaped == 0x0D ? 1 + found : 2 + found
            case 0x0A, 0x0D:
                guard form.isMultiline else {
                    finishString(form, textStart: textStart, quoteStart: offset, flags: .unterminated)
                    return
                }
                offset += 1
            default: offset += 1
            }
        }
        offset = count
        finishString(form, textStart: min(textStart, count), quoteStart: count, flags: .unterminated)
    }

    private func countHashes(from start: Int, upTo limit: Int) -> Int {
        var found = 0
        while found < limit, start + found < count, bytes[start + found] == UInt8(ascii: "#") { found += 1 }
        return found
    }

    private mutating func finishString(_ form: SwiftStringForm, textStart: Int, quoteStart: Int, flags: Token.Flags = []) {
        let raw: Token.Flags = form.hashes > 0 ? flags.union(.raw) : flags
        guard form.token >= 0 else {
            append(.string, from: form.start, flags: raw)
            return
        }
        let end = offset
        if quoteStart > textStart {
            offset = quoteStart
            append(.stringText, from: textStart)
            offset = end
        }
        endString(form, from: quoteStart, flags: raw)
    }

    private mutating func beginInterpolation(_ form: SwiftStringForm, textStart: Int, width: Int) {
        var form = form
        let interpolation = offset
        if form.token < 0 {
            form.token = tokens.count
            offset = textStart
            append(.stringStart, from: form.start, flags: form.hashes > 0 ? .raw : [])
        }
        if interpolation > textStart {
            offset = interpolation
            append(.stringText, from: textStart)
        }
        offset = interpolation + width
        nesting.append(SwiftOpening(word: .parenthesis, token: tokens.count, string: form))
        append(.interpolationStart, from: interpolation)
    }

    /// Where `/…/` that begins here ends, or nil if the slash is an operator.
    mutating func plainRegexEnd() -> Int? {
        guard offset >= regexHorizon, !followsOperand else { return nil }
        switch peek(1) {
        case 0, 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "="): return nil
        default: break
        }
        var index = offset + 1
        var depth = 0
        while index < count {
            switch bytes[index] {
            case UInt8(ascii: "/"): return depth == 0 && bytes[index - 1] != 0x20 && bytes[index - 1] != 0x09 ? index + 1 : nil
            case UInt8(ascii: "\\"): index += index + 1 < count && bytes[index + 1] != 0x0A && bytes[index + 1] != 0x0D ? 2 : 1
            case UInt8(ascii: "("):
                depth += 1
                index += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth < 0 { return nil }
                index += 1
            case 0x0A, 0x0D:
                regexHorizon = index
                return nil
            default: index += 1
            }
        }
        regexHorizon = count
        return nil
    }

    /// Whether the previous token can end an expression, so that a slash divides it.
    private var followsOperand: Bool {
        guard let last = tokens.last, let word = words.last else { return false }
        switch last.kind {
        case .identifier:
            switch word {
            case .return, .in, .case, .if, .guard, .while, .where, .try, .await, .else, .throw, .for, .switch: return false
            default: return !gap.contains(.afterNewline)
            }
        case .number, .string, .stringEnd, .close, .regularExpression, .unknown: return !gap.contains(.afterNewline)
        case .punctuation:
            // `&/`, `x!/y`, `x?/y`: an operator that touches the slash and its own operand is postfix.
            return gap.isEmpty && (word == .exclamation || word == .postfixQuestion) || word == .dot || word == .operator && gap.isEmpty
        default: return false
        }
    }

    private mutating func scanDelimitedRegex(hashes: Int) {
        let start = offset
        offset += hashes + 1
        let isMultiline = isBlankUntilLineEnd(offset)
        while offset < count {
            switch bytes[offset] {
            case UInt8(ascii: "/"):
                let found = countHashes(from: offset + 1, upTo: hashes)
                offset += 1 + found
                if found == hashes {
                    append(.regularExpression, from: start, flags: .raw)
                    return
                }
            case UInt8(ascii: "\\"):
                let next = peek(1)
                offset += offset + 1 < count && (isMultiline || next != 0x0A && next != 0x0D) ? 2 : 1
            case 0x0A, 0x0D:
                guard isMultiline else {
                    append(.regularExpression, from: start, flags: [.raw, .unterminated])
                    return
                }
                offset += 1
            default: offset += 1
            }
        }
        append(.regularExpression, from: start, flags: [.raw, .unterminated])
    }
}
