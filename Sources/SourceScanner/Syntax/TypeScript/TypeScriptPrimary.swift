// Operands: names, literals, functions, classes, what stands in brackets.
extension TypeScriptReader {
    mutating func primary() -> NodeID {
        switch kind {
        case .identifier: return wordOperand()
        case .number: return leaf(.number, name: numberName(token))
        case .string: return string()
        case .stringStart:
            let node = builder.make(.template, start, start)
            template(into: node, isTagged: false)
            return node
        case .regularExpression: return regularExpression()
        case .open:
            switch word(at: position) {
            case .openParenthesis: return parenthesized()
            case .openBracket: return array()
            default: return object()
            }
        case .punctuation:
            if at(.less), token.partner >= 0 { return markup() }
            if at(.at) { return decoratedClass() }
            return missing()
        case .unknown: return leaf(.unknown)
        default: return missing()
        }
    }

    private mutating func wordOperand() -> NodeID {
        guard let word = TypeScriptWord(rawValue: words[position]) else { return leaf(.identifier) }
        switch word {
        case .thisWord: return leaf(.selfReference, name: .empty)
        case .superWord: return leaf(.superReference, name: .empty)
        case .nullWord, .undefinedWord: return leaf(.null)
        case .trueWord, .falseWord: return leaf(.boolean)
        case .functionWord: return function([])
        case .asyncWord where ahead(1, .functionWord) && !isAfterNewline(ahead: 1): return function([])
        case .classWord: return classDeclaration([])
        case .newWord: return newExpression()
        case .importWord: return importOperand()
        case .requireWord where ahead(1, .openParenthesis) && ahead(2, .string) && ahead(3, .closeParenthesis): return moduleReference()
        default: return word.isReserved ? missing() : leaf(.identifier)
        }
    }

    private mutating func importOperand() -> NodeID {
        if ahead(1, .dot) { return importMember() }
        guard ahead(1, .openParenthesis) else { return missing() }
        guard ahead(2, .string), ahead(3, .closeParenthesis) || ahead(3, .comma) else { return leaf(.identifier) }
        return moduleReference()
    }

    /// `require('x')`, `import('x')`, `import('x', { with: … })`.
    mutating func moduleReference() -> NodeID {
        let node = builder.make(.moduleReference, start, start, name: stringSymbol(position + 2))
        goBehind(Int(tokens[position + 1].partner))
        return end(node)
    }

    /// What stands in parentheses leaves no node of its own.
    private mutating func parenthesized() -> NodeID {
        let close = partner
        let context = enterBrackets()
        advance()
        let inner = expression()
        leaveBrackets(context)
        guard position < close else {
            goBehind(close)
            return inner
        }
        let node = builder.make(.unknown, start, start)
        attach(inner, as: .element, to: node)
        self.close(close, in: node)
        return node
    }

    private mutating func array() -> NodeID {
        let node = builder.make(.array, start, start)
        let close = partner
        let context = enterBrackets()
        advance()
        while position < close {
            let before = position
            if at(.comma) {
                // A hole counts as an element.
                attach(builder.make(.null, start, start, name: TypeScriptWord.undefinedWord.symbol), as: .element, to: node)
            } else {
                attach(at(.ellipsis) ? spread() : assignment(), as: .element, to: node)
            }
            guard eat(.comma), position > before else { break }
        }
        leaveBrackets(context)
        self.close(close, in: node)
        return node
    }

    mutating func spread() -> NodeID {
        let node = builder.make(.spread, start, start)
        advance()
        attach(assignment(), as: .value, to: node)
        return end(node)
    }

    // MARK: Object literals

    private mutating func object() -> NodeID {
        let node = builder.make(.object, start, start)
        let close = partner
        let context = enterBrackets()
        advance()
        while position < close {
            let before = position
            attach(at(.ellipsis) ? spread() : property(), as: .element, to: node)
            guard eat(.comma), position > before else { break }
        }
        leaveBrackets(context)
        self.close(close, in: node)
        return node
    }

    private mutating func property() -> NodeID {
        let node = builder.make(.property, start, start)
        var flags: NodeFlags = []
        if at(.asyncWord), isModifier, !isAfterNewline(ahead: 1) {
            flags.insert(.isAsync)
            advance()
        } else if at(.getWord) || at(.setWord), isModifier {
            flags.insert(at(.getWord) ? .getter : .setter)
            advance()
        }
        _ = eat(.star)
        let first = position
        let key = propertyKey()
        name(node, key)
        if at(.openParenthesis) || at(.less) {
            // A computed key is a child of the property, and the function begins behind it.
            let begin = key.computed.exists ? start : Int(tokens[first].start)
            let function = builder.make(.function, begin, begin, name: key.name, flags: flags)
            signatureAndBody(of: function)
            attach(function, as: .value, to: node)
        } else if eat(.colon) {
            attach(assignment(), as: .value, to: node)
        } else if position == first + 1, tokens[first].kind == .identifier {
            let name = tokens[first]
            builder.addFlags(.shorthand, to: node)
            let kind: NodeKind = key.name == TypeScriptWord.undefinedWord.symbol ? .null : .identifier
            attach(builder.make(kind, Int(name.start), Int(name.end), name: key.name), as: .value, to: node)
            if eat(.assign) { _ = assignment() }
        }
        return end(node)
    }

    /// The word at hand stands before a name and is not the name itself.
    var isModifier: Bool {
        switch word(at: position + 1) {
        case .openParenthesis, .comma, .colon, .closeBrace, .assign, .less, .semicolon, .question, .exclamation: false
        default: !ahead(1, .endOfFile)
        }
    }

    /// A key as it is written: its name and where that stands, or the expression of a computed key.
    struct Key {
        var name = Symbol.empty
        var start: Int
        var computed = NodeID.none
    }

    mutating func name(_ node: NodeID, _ key: Key) {
        builder[node].name = key.name
        builder[node].nameStart = UInt32(truncatingIfNeeded: key.start)
        attach(key.computed, as: .key, to: node)
    }

    mutating func propertyKey() -> Key {
        var key = Key(start: start)
        switch kind {
        case .identifier:
            key.name = Symbol(words[position])
            advance()
        case .string:
            key.name = stringSymbol(position)
            advance()
        case .number:
            key.name = numberName(token)
            advance()
        case .open where at(.openBracket):
            let close = partner
            let context = enterBrackets()
            advance()
            key.computed = expression()
            leaveBrackets(context)
            goBehind(close)
        default: break
        }
        return key
    }

    // MARK: Literals

    /// The decoded text of the string token at an index.
    mutating func stringSymbol(_ index: Int) -> Symbol {
        guard index < tokens.count, tokens[index].kind == .string else { return .empty }
        let token = tokens[index]
        let start = Int(token.start) + 1
        let end = max(start, Int(token.end) - (token.flags.contains(.unterminated) ? 0 : 1))
        return textSymbol(start, end, isRaw: token.flags.contains(.raw))
    }

    private mutating func textSymbol(_ start: Int, _ end: Int, isRaw: Bool) -> Symbol {
        guard start < end, end <= bytes.count else { return .empty }
        let visible = min(end, start + TypeScriptText.longest)
        if isRaw || !bytes[start..<visible].contains(UInt8(ascii: "\\")) { return builder.intern(start, visible) }
        return builder.intern(decoded: TypeScriptText.decoded(bytes, start, end))
    }

    mutating func string() -> NodeID { leaf(.string, name: stringSymbol(position)) }

    private mutating func numberName(_ token: Token) -> Symbol {
        let (start, end) = (Int(token.start), Int(token.end))
        guard bytes[start..<end].contains(UInt8(ascii: "_")) else { return builder.intern(start, end) }
        return builder.intern(decoded: bytes[start..<end].filter { $0 != UInt8(ascii: "_") })
    }

    private mutating func regularExpression() -> NodeID {
        let token = token
        var end = Int(token.end)
        while end > Int(token.start) + 1, bytes[end - 1] != UInt8(ascii: "/") { end -= 1 }
        return leaf(.regularExpression, name: builder.intern(Int(token.start) + 1, end - 1))
    }

    /// The parts of the template at hand.
    mutating func template(into node: NodeID, isTagged: Bool) {
        // The text that a tag sees is its own affair.
        let flags: NodeFlags = isTagged ? .bytes : []
        guard kind == .stringStart else {
            let part = string()
            builder.addFlags(flags, to: part)
            attach(part, as: .part, to: node)
            return
        }
        let end = partner
        let context = enterBrackets()
        advance()
        while position < end {
            switch kind {
            case .stringText:
                let name = textSymbol(start, Int(token.end), isRaw: false)
                let part = leaf(.string, name: name)
                builder.addFlags(flags, to: part)
                attach(part, as: .part, to: node)
            case .interpolationStart:
                let close = partner
                advance()
                attach(expression(), as: .part, to: node)
                self.close(max(close, position), in: node)
            default: skipGroup()
            }
        }
        leaveBrackets(context)
        goBehind(end)
        setEnd(node)
    }
}

extension TypeScriptWord {
    var isReserved: Bool { rawValue >= TypeScriptWord.breakWord.rawValue && rawValue <= TypeScriptWord.withWord.rawValue }
}
