// Statements.
extension SwiftReader {
    mutating func readStatements(into parent: NodeID, as role: Role, until end: Int, _ surroundings: Surroundings) {
        while index < end {
            if surroundings == .switchCase, isAtSwitchCase { return }
            let before = index
            readStatement(into: parent, as: role, surroundings)
            if index == before { builder.attach(readUnknown(), as: role, to: parent) }
            // A closing bracket that is not this list's: only broken nesting leads here.
            if index == before { advance() }
        }
    }

    /// `{ … }`
    mutating func readBlock(flags: NodeFlags = []) -> NodeID {
        guard word == .brace else { return .none }
        guard enter() else { return readUnknown() }
        defer { depth -= 1 }
        let block = builder.make(.block, start, start, flags: flags)
        insideBrackets { reader, close in
            reader.patternForm = .none
            reader.readStatements(into: block, as: .statement, until: close, .code)
        }
        finish(block)
        return block
    }

    mutating func readStatement(into parent: NodeID, as role: Role, _ surroundings: Surroundings) {
        switch word {
        case .semicolon: advance()
        case .poundIf, .poundElseif, .poundElse, .poundEndif: skipDirectives()
        case .if, .guard, .for, .while, .do, .defer, .switch: builder.attach(readCompound(), as: role, to: parent)
        case .repeat where wordAhead(1) == .brace: builder.attach(readRepeat(), as: role, to: parent)
        case .return, .throw: builder.attach(readExit(word == .return ? .returnStatement : .throwStatement), as: role, to: parent)
        case .break, .continue, .fallthrough: builder.attach(readJump(), as: role, to: parent)
        case .yield where startsOperand(index + 1): builder.attach(readYield(), as: role, to: parent)
        case .case where surroundings == .enumMembers:
            readDeclaration(into: parent, as: role, surroundings)
        default:
            if kind == .identifier, wordAhead(1) == .colon, isLabelled(index + 2) {
                index += 2
                return readStatement(into: parent, as: role, surroundings)
            }
            if isDeclaration(at: index, surroundings) {
                readDeclaration(into: parent, as: role, surroundings)
            } else {
                builder.attach(readExpression(), as: role, to: parent)
            }
        }
    }

    private func isLabelled(_ index: Int) -> Bool {
        guard index <= last else { return false }
        switch words[index] {
        case .for, .while, .repeat, .if, .switch, .do: return true
        default: return false
        }
    }

    /// Whether the token is on the same line as the one before it and begins an operand: `yield x` is a statement, `yield = x` is not.
    private func startsOperand(_ index: Int) -> Bool {
        guard index <= last, !tokens[index].flags.contains(.afterNewline) else { return false }
        switch tokens[index].kind {
        case .identifier: return !words[index].isReserved
        case .number, .string, .stringStart: return true
        case .punctuation: return words[index] == .ampersand && index < last && !tokens[index + 1].flags.contains(.afterSpace)
        default: return false
        }
    }

    /// A statement that is also read where an expression stands.
    mutating func readCompound() -> NodeID {
        switch word {
        case .if: readIf()
        case .guard: readGuard()
        case .for: readFor()
        case .while: readWhile()
        case .do: readDo()
        case .defer: readDefer()
        default: readSwitch()
        }
    }

    private mutating func readExit(_ kind: NodeKind) -> NodeID {
        let node = builder.make(kind, start, start)
        advance()
        if endsStatement == false { builder.attach(readExpression(), as: .value, to: node) }
        finish(node)
        return node
    }

    /// Whether `return` stands alone: its value may be on the next line, but no statement keyword is one.
    private var endsStatement: Bool {
        switch kind {
        case .close, .endOfFile, .interpolationEnd: return true
        case .identifier where word == .if || word == .switch || word == .do: return isAtLineStart
        case .identifier: return word.isReserved || isAtLineStart && isDeclaration(at: index, .code)
        default: return word == .semicolon
        }
    }

    private mutating func readJump() -> NodeID {
        let node = builder.make(.jump, start, start, name: symbol(index))
        let takesLabel = word != .fallthrough
        advance()
        if takesLabel, kind == .identifier, !isAtLineStart, !word.isReserved { advance() }
        finish(node)
        return node
    }

    private mutating func readYield() -> NodeID {
        let node = builder.make(.yieldExpression, start, start, name: symbol(index))
        advance()
        builder.attach(readExpression(), as: .value, to: node)
        finish(node)
        return node
    }

    /// `if … else if … else …`: a loop, so that a long chain needs no stack.
    private mutating func readIf() -> NodeID {
        let root = builder.make(.ifStatement, start, start)
        var current = root
        var chain: [NodeID] = []
        while true {
            advance()
            readConditions(into: current, .statement)
            builder.attach(readBlock(), as: .then, to: current)
            guard take(.else) else { break }
            guard word == .if else {
                builder.attach(readBlock(), as: .otherwise, to: current)
                break
            }
            chain.append(current)
            current = builder.make(.ifStatement, start, start)
        }
        finish(current)
        while let outer = chain.popLast() {
            builder.attach(current, as: .otherwise, to: outer)
            current = outer
        }
        return root
    }

    private mutating func readGuard() -> NodeID {
        let node = builder.make(.ifStatement, start, start, flags: .guardStatement)
        advance()
        readConditions(into: node, .guardStatement)
        _ = take(.else)
        builder.attach(readBlock(), as: .otherwise, to: node)
        finish(node)
        return node
    }

    private mutating func readFor() -> NodeID {
        let node = builder.make(.loop, start, start)
        advance()
        while word == .try || word == .await || word == .unsafe && wordAhead(1) != .in {
            if word == .await { builder.addFlags(.isAsync, to: node) }
            advance()
        }
        if take(.case) {
            builder.attach(readPattern(), as: .target, to: node)
        } else {
            _ = word == .let || word == .var ? take(word) : false
            builder.attach(readBindingTarget(), as: .target, to: node)
        }
        if take(.colon) { builder.attach(readType(), as: .type, to: node) }
        if take(.in) { builder.attach(readConditionValue(.statement), as: .value, to: node) }
        if take(.where) { builder.attach(readConditionValue(.statement), as: .condition, to: node) }
        builder.attach(readBlock(), as: .body, to: node)
        finish(node)
        return node
    }

    private mutating func readWhile() -> NodeID {
        let node = builder.make(.loop, start, start)
        advance()
        readConditions(into: node, .statement)
        builder.attach(readBlock(), as: .body, to: node)
        finish(node)
        return node
    }

    private mutating func readRepeat() -> NodeID {
        let node = builder.make(.loop, start, start)
        advance()
        builder.attach(readBlock(), as: .body, to: node)
        if take(.while) { builder.attach(readExpression(), as: .condition, to: node) }
        finish(node)
        return node
    }

    private mutating func readDefer() -> NodeID {
        let start = start
        advance()
        let block = readBlock(flags: .deferred)
        guard block.exists else { return builder.make(.unknown, start, previousEnd) }
        builder[block].start = UInt32(truncatingIfNeeded: start)
        return block
    }

    private mutating func readDo() -> NodeID {
        let start = start
        advance()
        skipEffects()
        let body = readBlock()
        guard word == .catch else { return body.exists ? body : builder.make(.unknown, start, previousEnd) }
        let node = builder.make(.tryStatement, start, start)
        builder.attach(body, as: .body, to: node)
        while word == .catch { builder.attach(readCatch(), as: .handler, to: node) }
        finish(node)
        return node
    }

    private mutating func readCatch() -> NodeID {
        let node = builder.make(.catchClause, start, start)
        advance()
        while word != .brace, word != .where, kind != .endOfFile, kind != .close {
            let before = index
            readCaught(into: node)
            guard take(.comma), index > before else { break }
        }
        if take(.where) { builder.attach(readConditionValue(.statement), as: .condition, to: node) }
        builder.attach(readBlock(), as: .body, to: node)
        finish(node)
        return node
    }

    /// `let error as T`, `is T`, or any other pattern: the types say what is caught, the target how it is called.
    private mutating func readCaught(into node: NodeID) {
        if word == .let || word == .var, kindAhead(1) == .identifier, [.as, .brace, .where].contains(wordAhead(2)) {
            advance()
            builder.attach(builder.make(.identifier, start, Int(tokens[index].end), name: symbol(index)), as: .target, to: node)
            advance()
            guard take(.as) else { return }
            builder.addFlags(.typed, to: node)
            builder.attach(readType(), as: .type, to: node)
        } else if take(.is) {
            builder.addFlags(.typed, to: node)
            builder.attach(readType(), as: .type, to: node)
        } else {
            builder.addFlags(.typed, to: node)
            let outer = condition
            condition = .statement
            builder.attach(readPattern(), as: .pattern, to: node)
            condition = outer
        }
    }
}

// `switch`.
extension SwiftReader {
    var isAtSwitchCase: Bool {
        switch word {
        case .case: true
        case .default: wordAhead(1) == .colon
        case .at: text(at: min(index + 1, last), is: "unknown")
        default: false
        }
    }

    private mutating func readSwitch() -> NodeID {
        let node = builder.make(.switchStatement, start, start)
        advance()
        builder.attach(readConditionValue(.statement), as: .value, to: node)
        guard word == .brace else {
            finish(node)
            return node
        }
        guard enter() else {
            builder.attach(readUnknown(), as: .element, to: node)
            return node
        }
        insideBrackets { reader, close in
            reader.patternForm = .none
            while reader.index < close {
                let before = reader.index
                if reader.word.isDirective {
                    reader.skipDirectives()
                } else if reader.isAtSwitchCase {
                    reader.builder.attach(reader.readSwitchCase(until: close), as: .element, to: node)
                }
                if reader.index == before { reader.builder.attach(reader.readUnknown(), as: .element, to: node) }
                if reader.index == before { break }
            }
        }
        depth -= 1
        finish(node)
        return node
    }

    private mutating func readSwitchCase(until close: Int) -> NodeID {
        let node = builder.make(.switchCase, start, start)
        if take(.at) { advance() }
        if take(.default) {
            builder.addFlags(.defaultCase, to: node)
        } else if take(.case) {
            repeat {
                builder.attach(readPattern(), as: .pattern, to: node)
                if take(.where) { builder.attach(readExpression(Precedence.ternary), as: .condition, to: node) }
            } while take(.comma) && index < close
        }
        while index < close, word != .colon, !isAtLineStart { builder.attach(readUnknown(), as: .element, to: node) }
        _ = take(.colon)
        let body = builder.make(.block, previousEnd, previousEnd)
        if index < close, !isAtSwitchCase {
            builder[body].start = UInt32(truncatingIfNeeded: start)
            builder[body].end = UInt32(truncatingIfNeeded: start)
        }
        readStatements(into: body, as: .statement, until: close, .switchCase)
        finish(body)
        builder.attach(body, as: .body, to: node)
        finish(node)
        return node
    }
}
