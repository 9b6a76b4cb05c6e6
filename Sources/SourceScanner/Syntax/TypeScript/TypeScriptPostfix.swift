// Members, calls, subscripts: what may follow an operand, read in a loop.
extension TypeScriptReader {
    mutating func postfix(_ start: Int, _ operand: NodeID, allowsCalls: Bool = true) -> NodeID {
        var node = operand
        while let word = TypeScriptWord(rawValue: words[position]) {
            switch word {
            case .dot: node = member(start, node, [])
            case .optionalDot:
                guard allowsCalls else { return node }
                node = optionalChain(start, node)
            case .openBracket: node = subscriptNode(start, node, [])
            case .openParenthesis:
                guard allowsCalls else { return node }
                node = call(start, node, [])
            case .exclamation:
                guard !isAfterNewline else { return node }
                advance()
                let cast = builder.make(.cast, start, start, name: word.symbol)
                attach(node, as: .value, to: cast)
                node = end(cast)
            case .increment, .decrement:
                guard allowsCalls, !isAfterNewline else { return node }
                advance()
                let unary = builder.make(.unary, start, start, name: word.symbol)
                attach(node, as: .value, to: unary)
                return end(unary)
            case .less:
                guard let end = typeArgumentsEnd(position), followsTypeArguments(end) else { return node }
                guard self.word(at: end) == .openParenthesis || isTemplate(end) else {
                    position = end
                    continue
                }
                guard allowsCalls || isTemplate(end) else { return node }
                node = isTemplate(end) ? tagged(start, node) : call(start, node, [])
            case .none:
                guard isTemplate(position) else { return node }
                node = tagged(start, node)
            default: return node
            }
        }
        return node
    }

    private func isTemplate(_ index: Int) -> Bool {
        guard index < tokens.count, tokens[index].kind == .string || tokens[index].kind == .stringStart else { return false }
        let start = Int(tokens[index].start)
        return start < bytes.count && bytes[start] == UInt8(ascii: "`")
    }

    private mutating func member(_ start: Int, _ base: NodeID, _ flags: NodeFlags) -> NodeID {
        advance()
        guard kind == .identifier else {
            let node = builder.make(.member, start, previousEnd, nameStart: previousEnd, flags: flags)
            attach(base, as: .base, to: node)
            return node
        }
        let name = token
        let node = builder.make(
            .member, start, Int(name.end), name: Symbol(words[position]), nameStart: Int(name.start), flags: flags)
        attach(base, as: .base, to: node)
        advance()
        return node
    }

    private mutating func optionalChain(_ start: Int, _ base: NodeID) -> NodeID {
        switch word(at: position + 1) {
        case .openParenthesis, .less:
            advance()
            return call(start, base, .optionalChain)
        case .openBracket:
            advance()
            return subscriptNode(start, base, .optionalChain)
        default: return member(start, base, .optionalChain)
        }
    }

    private mutating func subscriptNode(_ start: Int, _ base: NodeID, _ flags: NodeFlags) -> NodeID {
        let node = builder.make(.subscripted, start, start, flags: flags)
        attach(base, as: .base, to: node)
        let close = partner
        let context = enterBrackets()
        advance()
        let argument = builder.make(.argument, self.start, self.start)
        attach(expression(), as: .value, to: argument)
        attach(argument, as: .argument, to: node)
        leaveBrackets(context)
        self.close(close, in: node)
        return node
    }

    /// Type arguments, if any, and the arguments in parentheses.
    mutating func call(_ start: Int, _ callee: NodeID, _ flags: NodeFlags) -> NodeID {
        let node = builder.make(.call, start, start, flags: flags)
        attach(callee, as: .callee, to: node)
        if at(.less) { typeArguments(in: node) }
        if at(.openParenthesis) { arguments(in: node) }
        return end(node)
    }

    mutating func arguments(in call: NodeID) {
        let close = partner
        let context = enterBrackets()
        advance()
        while position < close {
            let before = position
            let node = builder.make(.argument, start, start)
            if eat(.ellipsis) { builder.addFlags(.spread, to: node) }
            attach(assignment(), as: .value, to: node)
            attach(end(node), as: .argument, to: call)
            guard eat(.comma), position > before else { break }
        }
        leaveBrackets(context)
        self.close(close, in: call)
    }

    private mutating func tagged(_ start: Int, _ tag: NodeID) -> NodeID {
        let node = builder.make(.template, start, start)
        attach(tag, as: .callee, to: node)
        if at(.less) { typeArguments(in: node) }
        template(into: node, isTagged: true)
        return end(node)
    }

    /// Behind `new`.
    mutating func newExpression() -> NodeID {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { return skipped() }
        let start = start
        if ahead(1, .dot) {
            let base = leaf(.identifier)
            return member(start, base, [])
        }
        let node = builder.make(.call, start, start, flags: .new)
        advance()
        let calleeStart = self.start
        let callee = at(.newWord) ? newExpression() : primary()
        attach(postfix(calleeStart, callee, allowsCalls: false), as: .callee, to: node)
        if at(.less) { typeArguments(in: node) }
        if at(.openParenthesis) { arguments(in: node) }
        return end(node)
    }

    /// `import.meta`
    mutating func importMember() -> NodeID {
        let start = start
        let base = leaf(.identifier)
        return member(start, base, [])
    }

    // MARK: Type arguments

    /// The index behind the `>` of what may be type arguments; nil where an operator says that it is a comparison.
    func typeArgumentsEnd(_ index: Int) -> Int? {
        guard isTyped else { return nil }
        var index = index
        var depth = 0
        var hasCondition = false
        // Long enough for real type arguments; a bound because every `<` of `a < b < c < …` asks.
        for _ in 0..<120 {
            guard index < tokens.count else { return nil }
            switch tokens[index].kind {
            case .identifier:
                switch word(at: index) {
                case .extendsWord: hasCondition = true
                case .typeofWord, .voidWord, .nullWord, .trueWord, .falseWord, .thisWord, .newWord, .importWord, .inWord, .constWord: break
                case let word? where word.isReserved: return nil
                default: break
                }
            case .string, .number: break
            case .open, .stringStart: index = max(index, Int(tokens[index].partner))
            case .punctuation:
                switch word(at: index) {
                case .less: depth += 1
                case .greater:
                    depth -= 1
                    if depth == 0 { return index + 1 }
                case .dot, .comma, .bar, .ampersand, .arrow, .minus: break
                case .question, .colon:
                    if !hasCondition { return nil }
                default: return nil
                }
            default: return nil
            }
            index += 1
        }
        return nil
    }

    /// Whether what stands behind `>` shows that type arguments ended there.
    private func followsTypeArguments(_ index: Int) -> Bool {
        guard index < tokens.count else { return true }
        if isTemplate(index) || tokens[index].flags.contains(.afterNewline) { return true }
        switch tokens[index].kind {
        case .close, .endOfFile, .interpolationEnd: return true
        case .open: return word(at: index) == .openParenthesis
        case .identifier: return word(at: index) == .asWord || word(at: index) == .satisfiesWord
        case .punctuation:
            switch word(at: index) {
            case .less, .greater, .plus, .minus, .exclamation, .tilde, .increment, .decrement, .slash: return false
            default: return true
            }
        default: return false
        }
    }
}
