/// Statements that hold blocks, except functions and classes.
extension PythonReader {
    /// `if`, `elif`, …: read as a loop and put together from its end, for chains may be long.
    mutating func readIf() -> NodeID {
        var branches: [NodeID] = []
        while true {
            let node = builder.make(.ifStatement, start, start)
            advance()
            attach(readExpression(), as: .condition, to: node)
            attach(readBlock(), as: .then, to: node)
            branches.append(node)
            guard current == .elif else { break }
        }
        var otherwise = readOtherwise()
        for branch in branches.reversed() {
            attach(otherwise, as: .otherwise, to: branch)
            otherwise = branch
        }
        return otherwise
    }

    /// `else: …`, or nothing.
    private mutating func readOtherwise() -> NodeID {
        guard current == .else else { return .none }
        advance()
        return readBlock()
    }

    mutating func readFor(from first: Int, flags: NodeFlags = []) -> NodeID {
        let node = builder.make(.loop, first, first, flags: flags)
        advance()
        attach(readTargetList(), as: .target, to: node)
        if skip(.in) { attach(readExpressionList(), as: .value, to: node) }
        attach(readBlock(), as: .body, to: node)
        attach(readOtherwise(), as: .otherwise, to: node)
        return node
    }

    mutating func readWhile() -> NodeID {
        let node = builder.make(.loop, start, start)
        advance()
        attach(readExpression(), as: .condition, to: node)
        attach(readBlock(), as: .body, to: node)
        attach(readOtherwise(), as: .otherwise, to: node)
        return node
    }

    // MARK: try

    mutating func readTry() -> NodeID {
        let node = builder.make(.tryStatement, start, start)
        advance()
        attach(readBlock(), as: .body, to: node)
        while current == .except { attach(readHandler(), as: .handler, to: node) }
        attach(readOtherwise(), as: .otherwise, to: node)
        if current == .finally {
            advance()
            attach(readBlock(), as: .finally, to: node)
        }
        return node
    }

    /// `except (A, B) as error:`, `except* A:`, or `except:`.
    private mutating func readHandler() -> NodeID {
        let node = builder.make(.catchClause, start, start)
        advance()
        _ = skip(.star)
        if current.startsExpression { builder.addFlags(.typed, to: node) }
        readCaughtTypes(of: node)
        if skip(.as), current == .name {
            let (first, name) = (start, symbol())
            advance()
            attach(make(.identifier, from: first, name: name), as: .target, to: node)
        }
        attach(readBlock(), as: .body, to: node)
        return node
    }

    private mutating func readCaughtTypes(of node: NodeID) {
        let closing = current == .openParenthesis ? partner(at: index) : nil
        let behind = closing.map { lexeme(at: $0 + 1) }
        if let closing, behind == .colon || behind == .as {
            advance()
            while !current.endsBracket {
                if skip(.comma) { continue }
                attach(readTypeOrExpression(), as: .type, to: node)
                readJunk(in: node)
            }
            move(to: closing)
            advance()
            return
        }
        while current.startsExpression {
            attach(readTypeOrExpression(), as: .type, to: node)
            guard skip(.comma) else { return }
        }
    }

    // MARK: with

    /// A block that begins with what it manages.
    mutating func readWith(from first: Int, flags: NodeFlags = []) -> NodeID {
        let block = builder.make(.block, first, first, flags: flags.union(.managed))
        advance()
        // Parentheses around all items, not around the beginning of the first one.
        if current == .openParenthesis, lexeme(at: partner(at: index) + 1) == .colon {
            let closing = partner(at: index)
            advance()
            while !current.endsBracket {
                if skip(.comma) { continue }
                attach(readManaged(), as: .statement, to: block)
                readJunk(in: block)
            }
            move(to: closing)
            advance()
        } else {
            repeat { attach(readManaged(), as: .statement, to: block) } while skip(.comma)
        }
        readSuite(into: block)
        return block
    }

    /// `value` or `value as target`.
    private mutating func readManaged() -> NodeID {
        let first = start
        var value = readElement()
        if isComprehensionClause { value = readComprehension(of: value, from: first) }
        guard skip(.as) else { return value }
        let target = readBinary(Self.bitwiseOr)
        makePattern(target)
        let node = makeAssignment(to: target, from: first)
        attach(value, as: .value, to: node)
        attach(target, as: .target, to: node)
        return node
    }

    // MARK: match

    /// `match subject:` with a `case` below; `match` is a name anywhere else.
    var isMatchStatement: Bool {
        guard tokenText(at: index, equals: "match") else { return false }
        switch next {
        case .assign, .dot, .comma, .colon, .newline, .endOfFile: return false
        default: break
        }
        var ahead = index + 1
        while ahead < tokens.count, tokens[ahead].kind != .newline {
            ahead = max(ahead, Int(tokens[ahead].partner)) + 1
        }
        return lexeme(at: ahead - 1) == .colon && lexeme(at: ahead + 1) == .indent && tokenText(at: ahead + 2, equals: "case")
    }

    mutating func readMatch() -> NodeID {
        let node = builder.make(.switchStatement, start, start)
        advance()
        attach(readExpressionList(), as: .value, to: node)
        if current != .colon { attach(readUnknown { $0 == .colon || $0.endsLine }, as: .element, to: node) }
        _ = skip(.colon)
        _ = skip(.newline)
        guard skip(.indent) else { return node }
        let canNest = enter()
        while !canNest || current != .dedent, current != .endOfFile {
            if canNest, tokenText(at: index, equals: "case") {
                attach(readCase(), as: .element, to: node)
            } else if canNest {
                let stray = builder.make(.block, start, start)
                readStatements(into: stray)
                attach(stray, as: .body, to: node)
            } else {
                attach(skipBlock(), as: .element, to: node)
                break
            }
        }
        leave()
        _ = skip(.dedent)
        return node
    }

    private mutating func readCase() -> NodeID {
        let node = builder.make(.switchCase, start, start)
        advance()
        if next == .colon, tokenText(at: index, equals: "_") {
            advance()
            builder.addFlags(.defaultCase, to: node)
        } else {
            isInPattern = true
            attach(readExpressionList(), as: .pattern, to: node)
            isInPattern = false
            if skip(.if) { attach(readExpression(), as: .condition, to: node) }
        }
        attach(readBlock(), as: .body, to: node)
        return node
    }

    /// `pattern` or `pattern as name`, the latter a `binary` node named `as`.
    mutating func readNamedPattern() -> NodeID {
        let first = start
        let pattern = enter() ? readBinary(Self.bitwiseOr) : skipExpression()
        leave()
        guard skip(.as) else { return pattern }
        let name = readAtom()
        let node = make(.binary, from: first, name: names.asName)
        attach(pattern, as: .left, to: node)
        attach(name, as: .right, to: node)
        return node
    }
}
