// Whether an operand or an operator comes next: what tells a regular expression from a division and an element from a comparison.
// Asked only at `/` and `<`, and answered from the tokens already read.
extension TypeScriptScanner {
    var expectsOperand: Bool { expectsOperand(behind: tokens.count - 1) }

    private func expectsOperand(behind index: Int) -> Bool {
        guard index >= 0 else { return true }
        let token = tokens[index]
        let start = Int(token.start)
        switch token.kind {
        case .identifier: return isOperandKeyword(index)
        case .number, .string, .stringEnd, .regularExpression, .markupText: return false
        case .close:
            switch byte(start) {
            case UInt8(ascii: ")"): return closesControl(token)
            case UInt8(ascii: "]"): return false
            default: return !closesObject(token)
            }
        case .punctuation:
            switch byte(start) {
            case UInt8(ascii: "."): return token.end - token.start == 3
            case UInt8(ascii: "+"), UInt8(ascii: "-"): return token.end - token.start == 1 || byte(start + 1) == UInt8(ascii: "=")
            case UInt8(ascii: "?"): return byte(start + 1) != UInt8(ascii: ".") || token.end - token.start == 1
            case UInt8(ascii: "!") where token.end - token.start == 1 && !token.flags.contains(.afterSpace):
                // `x! / 2` forces, `(!/x/.test(y))` negates.
                return index == 0 || tokens[index - 1].kind == .punctuation || expectsOperand(behind: index - 1)
            default: return true
            }
        case .unknown: return byte(start) != UInt8(ascii: ")") && byte(start) != UInt8(ascii: "]")
        default: return true
        }
    }

    /// `new <T>() => T` is a type.
    var followsNew: Bool {
        guard let last = tokens.last, last.kind == .identifier else { return false }
        return last.end - last.start == 3 && hasWord("new", at: Int(last.start))
    }

    /// Whether these bytes stand here. Whether the name ends there is the caller's question.
    func hasWord(_ word: StaticString, at start: Int) -> Bool {
        guard start + word.utf8CodeUnitCount <= bytes.count else { return false }
        return word.withUTF8Buffer { $0.elementsEqual(bytes[start..<start + word.utf8CodeUnitCount]) }
    }

    private func isOperandKeyword(_ index: Int) -> Bool {
        let token = tokens[index]
        let start = Int(token.start)
        let length = Int(token.end) - start
        guard length >= 2, length <= 10, isKeyword(start, length) else { return false }
        guard index > 0 else { return true }
        let previous = tokens[index - 1]
        if previous.kind == .punctuation, byte(Int(previous.end) - 1) == UInt8(ascii: "."), previous.end - previous.start < 3 {
            return false
        }
        // `of` is a keyword only behind the variable of a loop.
        return !(length == 2 && bytes[start] == UInt8(ascii: "o")) || previous.kind == .identifier || previous.kind == .close
    }

    private func isKeyword(_ start: Int, _ length: Int) -> Bool {
        switch bytes[start] {
        case UInt8(ascii: "r"): length == 6 && hasWord("return", at: start)
        case UInt8(ascii: "t"): length == 6 && hasWord("typeof", at: start) || length == 5 && hasWord("throw", at: start)
        case UInt8(ascii: "i"): length == 2 && hasWord("in", at: start) || length == 10 && hasWord("instanceof", at: start)
        case UInt8(ascii: "o"): length == 2 && hasWord("of", at: start)
        case UInt8(ascii: "n"): length == 3 && hasWord("new", at: start)
        case UInt8(ascii: "d"):
            length == 2 && hasWord("do", at: start) || length == 6 && hasWord("delete", at: start)
                || length == 7 && hasWord("default", at: start)
        case UInt8(ascii: "v"): length == 4 && hasWord("void", at: start)
        case UInt8(ascii: "c"): length == 4 && hasWord("case", at: start)
        case UInt8(ascii: "e"): length == 4 && hasWord("else", at: start)
        case UInt8(ascii: "y"): length == 5 && hasWord("yield", at: start)
        case UInt8(ascii: "a"): length == 5 && hasWord("await", at: start)
        default: false
        }
    }

    /// Whether `)` ends the head of an `if`, `while`, `for` or `with`, behind which a statement follows.
    private func closesControl(_ close: Token) -> Bool {
        let index = Int(close.partner) - 1
        guard index >= 0, tokens[index].kind == .identifier else { return false }
        if index > 0, byte(Int(tokens[index - 1].end) - 1) == UInt8(ascii: ".") { return false }
        let start = Int(tokens[index].start)
        switch Int(tokens[index].end) - start {
        case 2: return hasWord("if", at: start)
        case 3: return hasWord("for", at: start)
        case 4: return hasWord("with", at: start)
        case 5:
            if hasWord("while", at: start) { return true }
            return hasWord("await", at: start) && index > 0 && hasWord("for", at: Int(tokens[index - 1].start))
        default: return false
        }
    }

    /// Whether `}` ends an object literal (an operand) and not a block, from what stands before its `{`.
    private func closesObject(_ close: Token) -> Bool {
        let index = Int(close.partner) - 1
        guard index >= 0 else { return false }
        let token = tokens[index]
        switch token.kind {
        case .identifier:
            let start = Int(token.start)
            let length = Int(token.end) - start
            if length == 2 && hasWord("do", at: start) || length == 4 && hasWord("else", at: start) { return false }
            return isOperandKeyword(index)
        case .interpolationStart: return true
        case .open: return byte(Int(token.start)) != UInt8(ascii: "{")
        case .punctuation:
            switch byte(Int(token.start)) {
            case UInt8(ascii: ";"), UInt8(ascii: ">"): return false
            case UInt8(ascii: "="): return byte(Int(token.start) + 1) != UInt8(ascii: ">")
            default: return true
            }
        default: return false
        }
    }
}
