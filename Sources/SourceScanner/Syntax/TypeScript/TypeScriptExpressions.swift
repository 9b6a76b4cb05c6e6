// Expressions from the comma down to the unary operators.
extension TypeScriptReader {
    /// What holds inside brackets and function bodies whatever stands around them. Returns what to restore behind them.
    mutating func enterBrackets() -> (allowsIn: Bool, isBeforeColon: Bool) {
        let context = (allowsIn, isBeforeColon)
        (allowsIn, isBeforeColon) = (true, false)
        return context
    }

    mutating func leaveBrackets(_ context: (allowsIn: Bool, isBeforeColon: Bool)) { (allowsIn, isBeforeColon) = context }

    /// One or more assignments with commas between them.
    mutating func expression() -> NodeID {
        let start = start
        var left = assignment()
        while at(.comma) {
            advance()
            left = binaryNode(start, left, .comma, assignment())
        }
        return left
    }

    func expressionFollows() -> Bool {
        switch kind {
        case .identifier:
            switch TypeScriptWord(rawValue: words[position]) {
            case .inWord, .instanceofWord, .elseWord, .caseWord, .catchWord, .finallyWord: return false
            default: return true
            }
        case .number, .string, .stringStart, .regularExpression, .open, .unknown: return true
        case .punctuation:
            switch TypeScriptWord(rawValue: words[position]) {
            case .exclamation, .tilde, .plus, .minus, .increment, .decrement, .less, .at: return true
            default: return false
            }
        default: return false
        }
    }

    /// Everything but the comma.
    mutating func assignment() -> NodeID {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { return skipped() }
        let start = start
        if let special = arrowFunctionOrYield() { return special }
        if kind == .open, !at(.openParenthesis), word(at: partner + 1) == .assign { return patternAssignment() }
        let left = binary(above: 0)
        if at(.question) { return conditional(start, left) }
        guard let (name, length) = assignmentOperator() else { return left }
        position += length
        let node = builder.make(.assignment, start, start, name: name.symbol)
        attach(left, as: .target, to: node)
        attach(assignment(), as: .value, to: node)
        return end(node)
    }

    func word(at index: Int) -> TypeScriptWord? {
        index < words.count ? TypeScriptWord(rawValue: words[index]) : nil
    }

    private mutating func patternAssignment() -> NodeID {
        let node = builder.make(.assignment, start, start, name: TypeScriptWord.assign.symbol)
        attach(pattern(binds: false), as: .target, to: node)
        advance()
        attach(assignment(), as: .value, to: node)
        return end(node)
    }

    /// `a ? b : c ? d : e …`: the chain is read in a loop and put together from its end.
    private mutating func conditional(_ start: Int, _ condition: NodeID) -> NodeID {
        var condition = condition
        var conditionStart = start
        var pending: [NodeID] = []
        var last: NodeID
        let outer = (allowsIn, isBeforeColon)
        repeat {
            let node = builder.make(.conditional, conditionStart, conditionStart)
            pending.append(node)
            attach(condition, as: .condition, to: node)
            advance()
            (allowsIn, isBeforeColon) = (true, true)
            attach(assignment(), as: .then, to: node)
            (allowsIn, isBeforeColon) = outer
            guard eat(.colon) else {
                last = missing()
                break
            }
            conditionStart = self.start
            let special = arrowFunctionOrYield()
            last = special ?? elseOperand()
            condition = last
            if special != nil { break }
        } while at(.question)
        while let node = pending.popLast() {
            attach(last, as: .otherwise, to: node)
            last = end(node)
        }
        return last
    }

    /// What stands behind the colon: another condition, or a whole assignment.
    private mutating func elseOperand() -> NodeID {
        let start = start
        if kind == .open, !at(.openParenthesis), word(at: partner + 1) == .assign { return patternAssignment() }
        let operand = binary(above: 0)
        guard let (name, length) = assignmentOperator() else { return operand }
        position += length
        let node = builder.make(.assignment, start, start, name: name.symbol)
        attach(operand, as: .target, to: node)
        attach(assignment(), as: .value, to: node)
        return end(node)
    }

    // MARK: Binary operators

    mutating func binaryNode(_ start: Int, _ left: NodeID, _ name: TypeScriptWord, _ right: NodeID) -> NodeID {
        let node = builder.make(.binary, start, start, name: name.symbol)
        attach(left, as: .left, to: node)
        attach(right, as: .right, to: node)
        return end(node)
    }

    /// Operands joined by operators that bind more tightly than `minimum`. Chains of one precedence are read in a loop.
    mutating func binary(above minimum: Int) -> NodeID {
        let start = start
        var left = unary()
        while true {
            let (precedence, name, length) = binaryOperator()
            guard precedence > minimum else { return left }
            if name == .asWord || name == .satisfiesWord {
                guard !isAfterNewline else { return left }
                advance()
                let node = builder.make(.cast, start, start, name: name.symbol)
                attach(left, as: .value, to: node)
                attach(type(), as: .type, to: node)
                left = end(node)
                continue
            }
            position += length
            if name == .power {
                depth += 1
                let right = depth > Self.deepest ? skipped() : binary(above: precedence - 1)
                depth -= 1
                left = binaryNode(start, left, name, right)
            } else {
                left = binaryNode(start, left, name, binary(above: precedence))
            }
        }
    }

    /// Precedence, name and number of tokens of the operator at hand; precedence 0 where there is none.
    private func binaryOperator() -> (precedence: Int, name: TypeScriptWord, length: Int) {
        guard let word = TypeScriptWord(rawValue: words[position]) else { return (0, .none, 0) }
        switch word {
        case .coalesce: return (1, word, 1)
        case .or: return (2, word, 1)
        case .and: return (3, word, 1)
        case .bar: return (4, word, 1)
        case .caret: return (5, word, 1)
        case .ampersand: return (6, word, 1)
        case .equal, .notEqual, .identical, .notIdentical: return (7, word, 1)
        case .lessOrEqual, .instanceofWord, .asWord, .satisfiesWord: return (8, word, 1)
        case .inWord: return allowsIn ? (8, word, 1) : (0, .none, 0)
        case .less:
            guard ahead(1, .less) || ahead(1, .lessOrEqual), isAdjacent(1) else { return (8, word, 1) }
            return ahead(1, .less) ? (9, .shiftLeft, 2) : (0, .none, 0)
        case .greater:
            let (name, length) = greater()
            switch name {
            case .greater, .greaterOrEqual: return (8, name, length)
            case .shiftRight, .shiftRightUnsigned: return (9, name, length)
            default: return (0, .none, 0)
            }
        case .plus, .minus: return (10, word, 1)
        case .star, .slash, .percent: return (11, word, 1)
        case .power: return (12, word, 1)
        default: return (0, .none, 0)
        }
    }

    private func isAdjacent(_ distance: Int) -> Bool {
        position + distance < tokens.count && tokens[position + distance].start == tokens[position + distance - 1].end
    }

    /// The operator that begins with the `>` at hand, put together from adjacent tokens.
    private func greater() -> (TypeScriptWord, length: Int) {
        var count = 1
        while count < 3, ahead(count, .greater), isAdjacent(count) { count += 1 }
        if ahead(count, .assign), isAdjacent(count) {
            let name: TypeScriptWord = count == 1 ? .greaterOrEqual : count == 2 ? .shiftRightAssign : .shiftRightUnsignedAssign
            return (name, count + 1)
        }
        return (count == 1 ? .greater : count == 2 ? .shiftRight : .shiftRightUnsigned, count)
    }

    private func assignmentOperator() -> (name: TypeScriptWord, length: Int)? {
        guard let word = TypeScriptWord(rawValue: words[position]) else { return nil }
        switch word {
        case .assign: return (word, 1)
        case .less where ahead(1, .lessOrEqual) && isAdjacent(1): return (.shiftLeftAssign, 2)
        case .greater:
            let (name, length) = greater()
            return name == .shiftRightAssign || name == .shiftRightUnsignedAssign ? (name, length) : nil
        default:
            return word.rawValue >= TypeScriptWord.plusAssign.rawValue && word.rawValue <= TypeScriptWord.coalesceAssign.rawValue
                ? (word, 1) : nil
        }
    }

    // MARK: Unary operators

    mutating func unary() -> NodeID {
        let start = start
        guard let word = TypeScriptWord(rawValue: words[position]) else { return postfix(start, primary()) }
        switch word {
        case .exclamation, .tilde, .plus, .minus, .increment, .decrement, .typeofWord, .voidWord, .deleteWord:
            advance()
            let node = builder.make(.unary, start, start, name: word.symbol)
            attach(nestedUnary(), as: .value, to: node)
            return end(node)
        case .awaitWord:
            position += 1
            let isOperator = expressionFollows()
            position -= 1
            guard isOperator else { return postfix(start, primary()) }
            advance()
            let node = builder.make(.awaitExpression, start, start)
            attach(nestedUnary(), as: .value, to: node)
            return end(node)
        case .less where token.partner < 0:
            advance()
            let node = builder.make(.cast, start, start, name: TypeScriptWord.angleCast.symbol)
            let type = type()
            _ = eat(.greater)
            attach(type, as: .type, to: node)
            attach(nestedUnary(), as: .value, to: node)
            return end(node)
        default: return postfix(start, primary())
        }
    }

    private mutating func nestedUnary() -> NodeID {
        depth += 1
        defer { depth -= 1 }
        return depth > Self.deepest ? skipped() : unary()
    }
}
