// Statements.
extension TypeScriptReader {
    /// Statements up to the token at an index, which is not read.
    mutating func statements(until end: Int, in parent: NodeID, as role: Role) {
        while position < end, !isAtEnd {
            let before = position
            statement(in: parent, as: role)
            if position == before {
                let node = builder.make(.unknown, start, Int(token.end))
                skipGroup()
                setEnd(node)
                attach(node, as: role, to: parent)
            }
        }
    }

    mutating func block() -> NodeID {
        let node = builder.make(.block, start, start)
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            attach(skipped(), as: .element, to: node)
            return end(node)
        }
        let close = partner
        let context = enterBrackets()
        advance()
        statements(until: close, in: node, as: .statement)
        leaveBrackets(context)
        self.close(close, in: node)
        return node
    }

    /// The body of an `if` or a loop; a single statement gets a block of its own.
    private mutating func body() -> NodeID {
        if at(.openBrace) { return block() }
        let node = builder.make(.block, start, start)
        statement(in: node, as: .statement)
        return end(node)
    }

    /// Reads one statement and attaches what it makes: nothing, one node, or one for each declarator.
    mutating func statement(in parent: NodeID, as role: Role) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { return attach(skipped(), as: role, to: parent) }
        guard let word = TypeScriptWord(rawValue: words[position]) else { return simpleStatement(in: parent, as: role) }
        switch word {
        case .semicolon: advance()
        case .openBrace: attach(block(), as: role, to: parent)
        case .ifWord: attach(ifStatement(), as: role, to: parent)
        case .forWord: attach(forStatement(), as: role, to: parent)
        case .whileWord: attach(whileStatement(), as: role, to: parent)
        case .doWord: attach(doStatement(), as: role, to: parent)
        case .switchWord: attach(switchStatement(), as: role, to: parent)
        case .tryWord: attach(tryStatement(), as: role, to: parent)
        case .withWord: attach(withStatement(), as: role, to: parent)
        case .returnWord: attach(valueStatement(.returnStatement), as: role, to: parent)
        case .throwWord: attach(valueStatement(.throwStatement), as: role, to: parent)
        case .breakWord, .continueWord, .debuggerWord: attach(jump(), as: role, to: parent)
        case .importWord where !ahead(1, .openParenthesis) && !ahead(1, .dot): importDeclaration(in: parent, as: role)
        case .exportWord: exportDeclaration(in: parent, as: role)
        default:
            if declaration(in: parent, as: role, flags: []) { return }
            if exportAssignment(in: parent, as: role) { return }
            simpleStatement(in: parent, as: role)
        }
    }

    /// A label, or an expression.
    private mutating func simpleStatement(in parent: NodeID, as role: Role) {
        if kind == .identifier, ahead(1, .colon) {
            position += 2
            return statement(in: parent, as: role)
        }
        let before = position
        let node = expression()
        if builder[node].kind == .unknown {
            if position > before { attach(node, as: role, to: parent) }
            return
        }
        attach(node, as: role, to: parent)
        endStatement(in: parent, as: role)
    }

    /// `;`, a line's end, or a closing bracket. What else stands there is no part of any statement.
    mutating func endStatement(in parent: NodeID, as role: Role) {
        if eat(.semicolon) || isStatementEnd { return }
        let node = builder.make(.unknown, start, start)
        while !isStatementEnd {
            let before = position
            let piece = expression()
            if position == before { skipGroup() } else { attach(piece, as: .element, to: node) }
        }
        _ = eat(.semicolon)
        attach(end(node), as: role, to: parent)
    }

    /// For a statement that is a node already: what no production fits becomes its own last child.
    mutating func endStatement(of node: NodeID) -> NodeID {
        let result = end(node)
        endStatement(in: node, as: .element)
        return result
    }

    // MARK: Conditions and loops

    /// What stands in parentheses behind `if`, `while`, `switch`, `with`.
    private mutating func head() -> NodeID {
        guard at(.openParenthesis) else { return missing() }
        let close = partner
        let context = enterBrackets()
        advance()
        let node = expression()
        leaveBrackets(context)
        guard position < close else {
            goBehind(close)
            return node
        }
        let unknown = builder.make(.unknown, start, start)
        attach(node, as: .element, to: unknown)
        self.close(close, in: unknown)
        return unknown
    }

    /// A chain of `else if` is read in a loop and put together from its end.
    private mutating func ifStatement() -> NodeID {
        var chain: [NodeID] = []
        var last = NodeID.none
        while true {
            let node = builder.make(.ifStatement, start, start)
            advance()
            attach(head(), as: .condition, to: node)
            attach(body(), as: .then, to: node)
            chain.append(end(node))
            guard eat(.elseWord) else { break }
            guard at(.ifWord) else {
                last = body()
                break
            }
        }
        while let node = chain.popLast() {
            attach(last, as: .otherwise, to: node)
            last = node
        }
        return last
    }

    private mutating func whileStatement() -> NodeID {
        let node = builder.make(.loop, start, start)
        advance()
        attach(head(), as: .condition, to: node)
        attach(body(), as: .body, to: node)
        return end(node)
    }

    private mutating func doStatement() -> NodeID {
        let node = builder.make(.loop, start, start)
        advance()
        attach(body(), as: .body, to: node)
        if eat(.whileWord) { attach(head(), as: .condition, to: node) }
        _ = eat(.semicolon)
        return end(node)
    }

    private mutating func withStatement() -> NodeID {
        let node = builder.make(.block, start, start)
        advance()
        attach(head(), as: .statement, to: node)
        attach(body(), as: .statement, to: node)
        return end(node)
    }

    /// `for (x of xs)`: target and value. `for (a; b; c)`: the first and the last part are statements of the loop, the second its condition.
    private mutating func forStatement() -> NodeID {
        let node = builder.make(.loop, start, start)
        advance()
        if eat(.awaitWord) { builder.addFlags(.isAsync, to: node) }
        if at(.openParenthesis) {
            let close = partner
            let context = enterBrackets()
            advance()
            allowsIn = false
            forHead(of: node)
            leaveBrackets(context)
            self.close(close, in: node)
        }
        attach(body(), as: .body, to: node)
        return end(node)
    }

    private mutating func forHead(of node: NodeID) {
        if let (flags, length) = variableKeyword(), isTargetOfIteration(position + length) {
            position += length
            builder.addFlags(flags.intersection([.functionScoped, .constant, .managed]), to: node)
            attach(pattern(binds: true), as: .target, to: node)
            return iterated(by: node)
        }
        if !at(.semicolon) {
            if variableKeyword() != nil {
                declarators(in: node, as: .statement, flags: [])
            } else if kind == .open, !at(.openParenthesis), word(at: partner + 1) == .ofWord || word(at: partner + 1) == .inWord {
                attach(pattern(binds: false), as: .target, to: node)
            } else {
                let first = expression()
                attach(first, as: at(.ofWord) || at(.inWord) ? .target : .statement, to: node)
            }
        }
        if at(.ofWord) || at(.inWord) { return iterated(by: node) }
        allowsIn = true
        guard eat(.semicolon) else { return }
        if !at(.semicolon), kind != .close { attach(expression(), as: .condition, to: node) }
        guard eat(.semicolon) else { return }
        if kind != .close { attach(expression(), as: .statement, to: node) }
    }

    /// Whether a binding and then `of` or `in` stand at an index.
    private func isTargetOfIteration(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        let behind = tokens[index].kind == .open ? Int(tokens[index].partner) + 1 : index + 1
        return word(at: behind) == .ofWord || word(at: behind) == .inWord
    }

    private mutating func iterated(by node: NodeID) {
        advance()
        allowsIn = true
        attach(expression(), as: .value, to: node)
    }

    // MARK: Other statements

    private mutating func switchStatement() -> NodeID {
        let node = builder.make(.switchStatement, start, start)
        advance()
        attach(head(), as: .value, to: node)
        guard at(.openBrace) else { return end(node) }
        let close = partner
        let context = enterBrackets()
        advance()
        while position < close, at(.caseWord) || at(.defaultWord) { attach(switchCase(until: close), as: .element, to: node) }
        leaveBrackets(context)
        self.close(close, in: node)
        return node
    }

    private mutating func switchCase(until close: Int) -> NodeID {
        let node = builder.make(.switchCase, start, start)
        if eat(.defaultWord) {
            builder.addFlags(.defaultCase, to: node)
        } else {
            advance()
            isBeforeColon = true
            attach(expression(), as: .pattern, to: node)
            isBeforeColon = false
        }
        _ = eat(.colon)
        let bodyStart = max(previousEnd, Int(builder[node].end))
        let body = builder.make(.block, bodyStart, bodyStart)
        while position < close, !at(.caseWord), !(at(.defaultWord) && ahead(1, .colon)) {
            let before = position
            statement(in: body, as: .statement)
            if position == before {
                let unknown = builder.make(.unknown, start, start)
                skipGroup()
                attach(end(unknown), as: .statement, to: body)
            }
        }
        attach(body, as: .body, to: node)
        return end(node)
    }

    private mutating func tryStatement() -> NodeID {
        let node = builder.make(.tryStatement, start, start)
        advance()
        if at(.openBrace) { attach(block(), as: .body, to: node) }
        if at(.catchWord) {
            let handler = builder.make(.catchClause, start, start)
            advance()
            if at(.openParenthesis) {
                let close = partner
                advance()
                attach(pattern(binds: true), as: .target, to: handler)
                if eat(.colon) { attach(type(), as: .type, to: handler) }
                self.close(close, in: handler)
            }
            if at(.openBrace) { attach(block(), as: .body, to: handler) }
            attach(end(handler), as: .handler, to: node)
        }
        if eat(.finallyWord), at(.openBrace) { attach(block(), as: .finally, to: node) }
        return end(node)
    }

    private mutating func valueStatement(_ kind: NodeKind) -> NodeID {
        let node = builder.make(kind, start, start)
        advance()
        setEnd(node)
        if !isStatementEnd { attach(expression(), as: .value, to: node) }
        return endStatement(of: node)
    }

    private mutating func jump() -> NodeID {
        let node = leaf(.jump)
        if kind == .identifier, !isAfterNewline { advance() }
        return endStatement(of: node)
    }
}
