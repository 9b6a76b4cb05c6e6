// Functions, arrow functions, parameters, patterns.
extension TypeScriptReader {
    /// `function name(…) { … }`, as a declaration or an expression.
    mutating func function(_ flags: NodeFlags) -> NodeID {
        let node = builder.make(.function, start, start, flags: flags)
        if eat(.asyncWord) { builder.addFlags(.isAsync, to: node) }
        advance()
        _ = eat(.star)
        if kind == .identifier {
            name(node, Key(name: Symbol(words[position]), start: start))
            advance()
        }
        signatureAndBody(of: node)
        return node
    }

    /// Type parameters, parameters, return type, and the body where there is one.
    mutating func signatureAndBody(of function: NodeID) {
        let context = enterBrackets()
        typeParameters(of: function)
        if at(.openParenthesis) { parameters(of: function) }
        if eat(.colon) { attach(returnType(), as: .type, to: function) }
        if at(.openBrace) { attach(block(), as: .body, to: function) }
        leaveBrackets(context)
        setEnd(function)
    }

    mutating func parameters(of function: NodeID) {
        let close = partner
        advance()
        while position < close {
            let before = position
            attach(parameter(), as: .parameter, to: function)
            guard eat(.comma), position > before else { break }
        }
        self.close(close, in: function)
    }

    private mutating func parameter() -> NodeID {
        let node = builder.make(.parameter, start, start)
        while at(.at) { attach(decorator(), as: .decorator, to: node) }
        while let word = TypeScriptWord(rawValue: words[position]), word.isParameterModifier,
            ahead(1, .identifier) || ahead(1, .openBrace) || ahead(1, .openBracket)
        {
            builder.addFlags(.parameterProperty, to: node)
            if word == .readonlyWord { builder.addFlags(.constant, to: node) }
            advance()
        }
        if eat(.ellipsis) { builder.addFlags(.spread, to: node) }
        if kind == .identifier {
            name(node, Key(name: Symbol(words[position]), start: start))
            advance()
        } else {
            attach(pattern(binds: true), as: .target, to: node)
        }
        if eat(.question) { builder.addFlags(.optional, to: node) }
        if eat(.colon) { attach(type(), as: .type, to: node) }
        if eat(.assign) { attach(assignment(), as: .value, to: node) }
        return end(node)
    }

    mutating func decorator() -> NodeID {
        let node = builder.make(.decorator, start, start)
        advance()
        let start = start
        attach(postfix(start, primary()), as: .value, to: node)
        return end(node)
    }

    // MARK: Arrow functions

    /// An arrow function or `yield`, if one stands here.
    mutating func arrowFunctionOrYield() -> NodeID? {
        if kind == .identifier {
            if ahead(1, .arrow) { return arrowFunction(isAsync: false) }
            if at(.asyncWord), !isAfterNewline(ahead: 1) {
                if ahead(1, .identifier), ahead(2, .arrow) { return arrowFunction(isAsync: true) }
                if ahead(1, .openParenthesis), isArrow(parenthesis: position + 1) { return arrowFunction(isAsync: true) }
                if ahead(1, .less), isGenericArrow(position + 1) { return arrowFunction(isAsync: true) }
            }
            if at(.yieldWord) { return yieldExpression() }
            return nil
        }
        if at(.openParenthesis) { return isArrow(parenthesis: position) ? arrowFunction(isAsync: false) : nil }
        if at(.less), token.partner < 0, isGenericArrow(position) { return arrowFunction(isAsync: false) }
        return nil
    }

    private mutating func yieldExpression() -> NodeID? {
        switch word(at: position + 1) {
        case .assign, .dot, .colon: return nil
        default: break
        }
        let node = builder.make(.yieldExpression, start, start, name: TypeScriptWord.yieldWord.symbol)
        advance()
        if at(.star), !isAfterNewline {
            builder[node].name = TypeScriptWord.yieldStar.symbol
            advance()
        }
        if !isAfterNewline, expressionFollows() { attach(assignment(), as: .value, to: node) }
        return end(node)
    }

    private mutating func arrowFunction(isAsync: Bool) -> NodeID {
        let node = builder.make(.function, start, start, flags: isAsync ? [.arrow, .isAsync] : .arrow)
        if isAsync { advance() }
        if kind == .identifier {
            let parameter = leaf(.parameter)
            attach(parameter, as: .parameter, to: node)
        } else {
            let context = enterBrackets()
            typeParameters(of: node)
            if at(.openParenthesis) { parameters(of: node) }
            leaveBrackets(context)
            if eat(.colon) { attach(returnType(), as: .type, to: node) }
        }
        _ = eat(.arrow)
        if at(.openBrace) {
            let context = enterBrackets()
            attach(block(), as: .body, to: node)
            leaveBrackets(context)
        } else {
            builder.addFlags(.expressionBody, to: node)
            attach(assignment(), as: .body, to: node)
        }
        return end(node)
    }

    private func isArrow(parenthesis index: Int) -> Bool {
        let close = Int(tokens[index].partner)
        guard close > index else { return false }
        if word(at: close + 1) == .arrow { return true }
        guard word(at: close + 1) == .colon, isTyped, let arrow = arrow(behindType: close + 2) else { return false }
        return !isBeforeColon || hasColon(behind: arrow)
    }

    private func isGenericArrow(_ index: Int) -> Bool {
        guard let end = typeParametersEnd(index, limit: 200), word(at: end) == .openParenthesis else { return false }
        return isArrow(parenthesis: end)
    }

    /// The index of the first `=>` behind something that reads like a type.
    private func arrow(behindType index: Int) -> Int? {
        var index = index
        var depth = 0
        var hasCondition = false
        for _ in 0..<400 {
            guard index < tokens.count else { return nil }
            switch tokens[index].kind {
            case .identifier:
                switch word(at: index) {
                case .extendsWord: hasCondition = true
                case .typeofWord, .voidWord, .nullWord, .trueWord, .falseWord, .thisWord, .newWord, .importWord: break
                case let word? where word.isReserved: return nil
                default: break
                }
            case .string, .number: break
            case .open, .stringStart: index = max(index, Int(tokens[index].partner))
            case .punctuation:
                switch word(at: index) {
                case .less: depth += 1
                case .greater: depth -= 1
                case .arrow:
                    if depth == 0 { return index }
                case .dot, .bar, .ampersand, .minus: break
                case .comma:
                    if depth == 0 { return nil }
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

    /// Whether the `:` of the conditional around still comes behind an index.
    private func hasColon(behind index: Int) -> Bool {
        var index = index + 1
        var conditions = 0
        for _ in 0..<400 {
            guard index < tokens.count else { return false }
            switch tokens[index].kind {
            case .open, .stringStart: index = max(index, Int(tokens[index].partner))
            case .close, .endOfFile, .interpolationEnd: return false
            default:
                switch word(at: index) {
                case .comma, .semicolon: return false
                case .question: conditions += 1
                case .colon:
                    if conditions == 0 { return true }
                    conditions -= 1
                default: break
                }
            }
            index += 1
        }
        return false
    }

    // MARK: Patterns

    /// `{ … }`, `[ … ]`, or what else may be assigned to. One that `binds` declares its names.
    mutating func pattern(binds: Bool) -> NodeID {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { return skipped() }
        if at(.openBrace) { return objectPattern(binds: binds) }
        if at(.openBracket) { return arrayPattern(binds: binds) }
        if binds { return kind == .identifier ? leaf(.identifier) : missing() }
        return unary()
    }

    private mutating func objectPattern(binds: Bool) -> NodeID {
        let node = builder.make(.objectPattern, start, start)
        let close = partner
        let context = enterBrackets()
        advance()
        while position < close {
            let before = position
            let element = builder.make(.patternElement, start, start)
            if eat(.ellipsis) {
                builder.addFlags(.spread, to: element)
                attach(elementTarget(binds: binds), as: .target, to: element)
            } else {
                let first = position
                let key = propertyKey()
                name(element, key)
                if eat(.colon) {
                    attach(elementTarget(binds: binds), as: .target, to: element)
                } else if tokens[first].kind == .identifier {
                    let name = tokens[first]
                    attach(builder.make(.identifier, Int(name.start), Int(name.end), name: key.name), as: .target, to: element)
                }
            }
            if eat(.assign) { attach(assignment(), as: .value, to: element) }
            attach(end(element), as: .element, to: node)
            guard eat(.comma), position > before else { break }
        }
        leaveBrackets(context)
        self.close(close, in: node)
        return node
    }

    private mutating func arrayPattern(binds: Bool) -> NodeID {
        let node = builder.make(.arrayPattern, start, start)
        let close = partner
        let context = enterBrackets()
        advance()
        while position < close {
            let before = position
            let element = builder.make(.patternElement, start, start)
            if !at(.comma) {
                if eat(.ellipsis) { builder.addFlags(.spread, to: element) }
                attach(elementTarget(binds: binds), as: .target, to: element)
                if eat(.assign) { attach(assignment(), as: .value, to: element) }
            }
            attach(end(element), as: .element, to: node)
            guard eat(.comma), position > before else { break }
        }
        leaveBrackets(context)
        self.close(close, in: node)
        return node
    }

    /// In an assignment `[a].b` and `{}.c` are targets too, so brackets make a pattern only when nothing follows them.
    private mutating func elementTarget(binds: Bool) -> NodeID {
        guard !binds, kind == .open else { return pattern(binds: binds) }
        switch word(at: partner + 1) {
        case .comma, .assign, .closeBrace, .closeBracket: return pattern(binds: false)
        default: return unary()
        }
    }
}

extension TypeScriptWord {
    fileprivate var isParameterModifier: Bool {
        switch self {
        case .publicWord, .privateWord, .protectedWord, .readonlyWord, .overrideWord: true
        default: false
        }
    }
}
