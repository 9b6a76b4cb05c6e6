// JSX: elements, tags, and the text between them.
extension TypeScriptScanner {
    mutating func openElement() {
        pushBarrier(.tag, token: tokens.count)
        punctuation(1)
        mode = .tag
        isClosingTag = false
        angleDepth = 0
    }

    mutating func tagTokens() {
        while mode == .tag, offset < bytes.count {
            let first = bytes[offset]
            switch first {
            case 0x20, 0x09, 0x0B, 0x0C:
                offset += 1
                flags.insert(.afterSpace)
            case 0x0A, 0x0D:
                offset += 1
                flags.formUnion([.afterSpace, .afterNewline])
            case UInt8(ascii: ">"):
                punctuation(1)
                if angleDepth > 0 { angleDepth -= 1 } else { endTag() }
            case UInt8(ascii: "/"): tagSlash()
            case UInt8(ascii: "\""), UInt8(ascii: "'"): attributeString(quote: first)
            case UInt8(ascii: "{") where !isClosingTag:
                pushBarrier(.attributeExpression, token: tokens.count)
                let start = offset
                offset += 1
                append(.open, from: start)
                mode = .script
            case UInt8(ascii: "<"):
                if tokens.last.map({ bytes[Int($0.start)] == UInt8(ascii: "=") }) ?? false {
                    openElement()
                } else {
                    angleDepth += 1
                    punctuation(1)
                }
            case UInt8(ascii: "\\"), 0x80...0xFF: unusualByte()
            default:
                if Self.continuesName(first) { tagName() } else { punctuation(1) }
            }
        }
    }

    /// A name in a tag may have `-` and `:` inside.
    private mutating func tagName() {
        let start = offset
        while offset < bytes.count,
            Self.continuesName(bytes[offset]) || bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: ":")
        {
            offset += 1
        }
        append(.identifier, from: start)
    }

    private mutating func tagSlash() {
        switch byte(offset + 1) {
        case UInt8(ascii: ">"):
            punctuation(2)
            if angleDepth > 0 { angleDepth = 0 }
            endElement()
        case UInt8(ascii: "/"): lineComment()
        case UInt8(ascii: "*"): blockComment()
        default: punctuation(1)
        }
    }

    private mutating func attributeString(quote: UInt8) {
        let start = offset
        offset += 1
        while offset < bytes.count, bytes[offset] != quote { offset += 1 }
        if offset < bytes.count { offset += 1 } else { flags.insert(.unterminated) }
        flags.insert(.raw)
        append(.string, from: start)
    }

    private mutating func endTag() {
        if isClosingTag { return endElement() }
        if let index = frames.indices.last { frames[index].kind = .children }
        mode = .children
    }

    private mutating func endElement() {
        isClosingTag = false
        if let top = frames.popLast() {
            open = top.outer
            tokens[Int(top.token)].partner = Int32(truncatingIfNeeded: tokens.count - 1)
        }
        switch frames.last?.kind {
        case .tag: mode = .tag
        case .children: mode = .children
        default: mode = .script
        }
    }

    /// Text up to the next tag or expression. Text of white space alone makes no token.
    mutating func markupChildren() {
        let start = offset
        var isBlank = true
        while offset < bytes.count {
            let current = bytes[offset]
            if current == UInt8(ascii: "{") || current == UInt8(ascii: "<") && opensTag(byte(offset + 1)) { break }
            if current > 0x20 { isBlank = false }
            if isBlank { flags.formUnion(current == 0x0A || current == 0x0D ? [.afterSpace, .afterNewline] : .afterSpace) }
            offset += 1
        }
        if !isBlank { append(.markupText, from: start) }
        guard offset < bytes.count else { return }
        if bytes[offset] == UInt8(ascii: "{") {
            pushBarrier(.childExpression, token: tokens.count)
            let brace = offset
            offset += 1
            append(.open, from: brace)
            mode = .script
        } else if byte(offset + 1) == UInt8(ascii: "/") {
            punctuation(2)
            isClosingTag = true
            mode = .tag
        } else {
            openElement()
        }
    }

    private func opensTag(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") || Self.continuesName(byte) && !(0x30...0x39).contains(byte)
    }

    /// Whether `<` begins an element: an operand must be expected and the text behind it must not read like type parameters.
    func opensElement(at start: Int) -> Bool {
        let first = byte(start + 1)
        guard first == UInt8(ascii: ">") || Self.continuesName(first) && !(0x30...0x39).contains(first) else { return false }
        // The second half of `<<`.
        if start > 0, bytes[start - 1] == UInt8(ascii: "<") { return false }
        guard expectsOperand, !followsNew else { return false }
        var end = start + 1
        while end < bytes.count, Self.continuesName(bytes[end]) { end += 1 }
        let nameEnd = end
        while byte(end) == 0x20 || byte(end) == 0x0A || byte(end) == 0x0D || byte(end) == 0x09 { end += 1 }
        switch byte(end) {
        case UInt8(ascii: ","), UInt8(ascii: "="): return false
        case UInt8(ascii: "e") where hasWord("extends", at: end):
            let next = byte(end + 7)
            return next == UInt8(ascii: "=") || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
        case UInt8(ascii: ">"): return !(isTyped && opensSignature(at: end + 1))
        default: return !(isTyped && nameEnd - start == 6 && hasWord("const", at: start + 1) && end > nameEnd)
        }
    }

    /// Whether `(…)` and then `=>` follow: `<T>(x: T) => T` is a function type where an element would be `<T>(text)</T>`.
    private func opensSignature(at start: Int) -> Bool {
        guard byte(start) == UInt8(ascii: "(") else { return false }
        var end = start
        var depth = 0
        let limit = min(bytes.count, start + 512)
        while end < limit {
            if bytes[end] == UInt8(ascii: "(") { depth += 1 }
            if bytes[end] == UInt8(ascii: ")") { depth -= 1 }
            end += 1
            if depth == 0 { break }
        }
        while byte(end) == 0x20 || byte(end) == 0x0A || byte(end) == 0x0D { end += 1 }
        if byte(end) == UInt8(ascii: "=") { return byte(end + 1) == UInt8(ascii: ">") }
        guard byte(end) == UInt8(ascii: ":"), let last = tokens.last else { return false }
        switch bytes[Int(last.start)] {
        case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","): return true
        default: return false
        }
    }
}
