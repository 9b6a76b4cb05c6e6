// Operators and their operands. Chains of operators are read with two stacks of the reader, so that their length costs no call depth.
extension SwiftReader {
    /// An expression whose operators bind at least as tightly as `minimum`, or `none` where none begins.
    mutating func readExpression(_ minimum: UInt8 = Precedence.assignment) -> NodeID {
        guard enter() else { return readDeepExpression() }
        defer { depth -= 1 }
        let operandFloor = operands.count
        let operatorFloor = operators.count
        let first = readOperand()
        guard first.exists else { return .none }
        operands.append(first)
        while var pending = infixOperator(), pending.precedence >= minimum {
            while operators.count > operatorFloor, let top = operators.last,
                top.precedence > pending.precedence || top.precedence == pending.precedence && !pending.isRightAssociative
            {
                reduce()
            }
            index = min(index + pending.width, last)
            switch pending.form {
            case .cast:
                readCast(pending)
                continue
            case .ternary:
                pending.middle = readTernaryMiddle()
            default: break
            }
            let right = readOperand()
            operators.append(pending)
            operands.append(right)
            if !right.exists { break }
        }
        while operators.count > operatorFloor { reduce() }
        let result = operands.last ?? .none
        operands.removeSubrange(operandFloor...)
        return result
    }

    /// Passes over what is nested too deeply, up to the end of the element or the line.
    private mutating func readDeepExpression() -> NodeID {
        switch kind {
        case .close, .interpolationEnd, .endOfFile: return .none
        default: break
        }
        let start = start
        skip()
        while word != .comma, word != .colon, word != .semicolon, !isAtLineStart {
            let before = index
            skip()
            if index == before { break }
        }
        return builder.make(.unknown, start, previousEnd)
    }

    /// Applies the innermost operator to the two operands before it.
    private mutating func reduce() {
        guard let pending = operators.popLast(), let right = operands.popLast(), let left = operands.popLast() else { return }
        let start = Int(builder[left].start)
        let node: NodeID
        switch pending.form {
        case .ternary:
            node = builder.make(.conditional, start, pending.end)
            builder.attach(left, as: .condition, to: node)
            builder.attach(pending.middle, as: .then, to: node)
            builder.attach(right, as: .otherwise, to: node)
        case .assignment:
            node = builder.make(.assignment, start, pending.end, name: builder.intern(pending.start, pending.end), nameStart: pending.start)
            makePattern(left)
            builder.attach(left, as: .target, to: node)
            builder.attach(right, as: .value, to: node)
        default:
            node = builder.make(.binary, start, pending.end, name: builder.intern(pending.start, pending.end), nameStart: pending.start)
            builder.attach(left, as: .left, to: node)
            builder.attach(right, as: .right, to: node)
        }
        operands.append(node)
    }

    private mutating func readTernaryMiddle() -> NodeID {
        let outer = (condition, patternForm)
        (condition, patternForm) = (.none, .none)
        let middle = readExpression()
        (condition, patternForm) = outer
        _ = take(.colon)
        return middle
    }

    /// `as T`, `as? T`, `as! T`, `is T`
    private mutating func readCast(_ pending: PendingOperator) {
        guard let value = operands.popLast() else { return }
        var end = pending.end
        if isAdjacent, word == .postfixQuestion || word == .exclamation || word == .question {
            end = Int(tokens[index].end)
            advance()
        }
        let node = builder.make(
            .cast, Int(builder[value].start), end, name: builder.intern(pending.start, end), nameStart: pending.start)
        builder.attach(value, as: .value, to: node)
        builder.attach(readType(), as: .type, to: node)
        finish(node)
        operands.append(node)
    }

    /// A tuple on the left of `=` takes values apart.
    private mutating func makePattern(_ node: NodeID) {
        guard node.exists, builder[node].kind == .array, builder[node].flags.contains(.tuple) else { return }
        builder[node].kind = .arrayPattern
        builder[node].flags.remove(.tuple)
        var previous = NodeID.none
        var child = builder[node].firstChild
        while child.exists {
            let next = builder[child].nextSibling
            var element = child
            if builder[child].kind == .property {
                builder[child].kind = .patternElement
                let value = builder[child].firstChild
                if value.exists { builder[value].role = .target }
            } else {
                let read = builder[child]
                element = builder.make(.patternElement, Int(read.start), Int(read.end))
                builder[element].role = .element
                builder[element].parent = node
                builder[element].firstChild = child
                builder[element].nextSibling = next
                builder[child].parent = element
                builder[child].role = .target
                builder[child].nextSibling = .none
                if previous.exists { builder[previous].nextSibling = element } else { builder[node].firstChild = element }
            }
            previous = element
            child = next
        }
    }

    /// An operand with what stands before it (`try`, `await`, `-`, `&`) and behind it (members, calls).
    private mutating func readOperand() -> NodeID {
        while word == .at || isPrefixWord {
            if word == .at { index = endOfAttribute(index) } else { advance() }
        }
        switch word {
        case .try: return readTry()
        case .await where kindAhead(1) != .punctuation || wordAhead(1) == .dot || startsPrefixed(index + 1): return readAwait()
        case .let, .var: return patternForm == .none ? .none : readBoundPattern()
        case .less, .greater, .ampersand, .exclamation, .tilde, .operator, .equal, .arrow, .question, .postfixQuestion:
            return readPrefixed()
        default: return readPostfix()
        }
    }

    private mutating func readAwait() -> NodeID {
        let node = builder.make(.awaitExpression, start, start)
        advance()
        builder.attach(readExpression(), as: .value, to: node)
        finish(node)
        return node
    }

    private func startsPrefixed(_ index: Int) -> Bool {
        words[index].isOperator && !tokens[index + 1 <= last ? index + 1 : last].flags.contains(.afterSpace) || words[index] == .backslash
            || words[index] == .at
    }

    /// `any P`, `each x`, `consume x`: the word and its operand stand on one line without anything between them.
    private var isPrefixWord: Bool {
        switch word {
        case .any, .some, .each, .repeat, .consume, .copy, .unsafe, .borrowing, .inout, .sending, .discard: break
        default: return false
        }
        guard index < last, !tokens[index + 1].flags.contains(.afterNewline), tokens[index + 1].flags.contains(.afterSpace) else {
            return false
        }
        switch tokens[index + 1].kind {
        case .identifier: return !words[index + 1].isReserved
        case .open: return word != .consume && word != .copy && words[index + 1] == .parenthesis && word != .discard || word == .any
        default: return false
        }
    }

    /// `try`, `try?`, `try!` reach over everything on their right.
    private mutating func readTry() -> NodeID {
        let node = builder.make(.tryExpression, start, start)
        let nameStart = start
        advance()
        if isAdjacent, word == .postfixQuestion || word == .exclamation || word == .question { advance() }
        builder[node].name = builder.intern(nameStart, previousEnd)
        builder.attach(readExpression(), as: .value, to: node)
        finish(node)
        return node
    }

    /// `let x`, `let (a, b)`, `let .some(x)` inside a pattern.
    private mutating func readBoundPattern() -> NodeID {
        guard enter() else { return readUnknown() }
        defer { depth -= 1 }
        let start = start
        let isConstant = word == .let
        advance()
        let outer = patternForm
        patternForm = .binding
        let pattern = readPostfix()
        patternForm = outer
        guard pattern.exists, builder[pattern].kind == .variable else { return pattern }
        builder[pattern].start = UInt32(truncatingIfNeeded: start)
        if !isConstant { builder[pattern].flags.remove(.constant) }
        return pattern
    }

    /// `-x`, `&x`, `...x`, or an operator that is handed over as a function: `reduce(0, +)`.
    private mutating func readPrefixed() -> NodeID {
        let nodeStart = start
        let width = operatorWidth(at: index)
        let next = min(index + width, last)
        let end = Int(tokens[next - 1].end)
        switch tokens[next].kind {
        case .close, .interpolationEnd: break
        default:
            guard words[next] != .comma, words[next] != .colon || word == .equal else { break }
            guard word != .equal, word != .arrow, word != .question, word != .postfixQuestion else { return .none }
            guard enter() else { return readUnknown() }
            defer { depth -= 1 }
            let node = builder.make(.unary, nodeStart, end, name: builder.intern(nodeStart, end))
            index = next
            builder.attach(readOperand(), as: .value, to: node)
            finish(node)
            return node
        }
        guard word != .equal || tokens[next].kind == .close else { return .none }
        index = next
        return builder.make(.identifier, nodeStart, end, name: builder.intern(nodeStart, end))
    }
}
