/// Expressions, from the loosest binding to the tightest. Each reads at least one token where an expression can start, else gives `none`.
extension PythonReader {
    /// `a, *b`: one expression, or a tuple without parentheses.
    mutating func readExpressionList() -> NodeID {
        let first = start
        let element = readElement()
        guard current == .comma else { return element }
        let tuple = builder.make(.array, first, first, flags: .tuple)
        attach(element, as: .element, to: tuple)
        while skip(.comma), current.startsExpression { attach(readElement(), as: .element, to: tuple) }
        close(tuple)
        return tuple
    }

    /// What can stand between commas: an expression, `*a`, `**a`, `yield`; in a pattern also `a as b`.
    mutating func readElement() -> NodeID {
        switch current {
        case .star, .doubleStar:
            let first = start
            let flags: NodeFlags = current == .doubleStar ? .keyword : []
            advance()
            let value = enter() ? readBinary(Self.bitwiseOr) : skipExpression()
            leave()
            let node = make(.spread, from: first, flags: flags)
            attach(value, as: .value, to: node)
            return node
        case .yield: return readYield()
        default: return isInPattern ? readNamedPattern() : readExpression()
        }
    }

    private mutating func readYield() -> NodeID {
        let first = start
        advance()
        let isDelegating = skip(.from)
        var value = NodeID.none
        if current.startsExpression {
            value = enter() ? readExpressionList() : skipExpression()
            leave()
        }
        let node = make(.yieldExpression, from: first, name: isDelegating ? names.yieldFrom : names.yield)
        attach(value, as: .value, to: node)
        return node
    }

    mutating func readExpression() -> NodeID {
        guard enter() else {
            leave()
            return skipExpression()
        }
        defer { leave() }
        let first = start
        if current == .lambda { return readLambda() }
        let value = readBinary(Self.or)
        if current == .if { return readConditional(first, value) }
        guard current == .walrus else { return value }
        advance()
        let assigned = readExpression()
        let node = make(.assignment, from: first, name: names.walrus)
        attach(value, as: .target, to: node)
        attach(assigned, as: .value, to: node)
        return node
    }

    /// `a if b else c if d else …`, read as a loop and put together from its end.
    private mutating func readConditional(_ first: Int, _ value: NodeID) -> NodeID {
        var branches: [(start: Int, then: NodeID, condition: NodeID)] = []
        var start = first
        var last = value
        while current == .if {
            advance()
            branches.append((start, last, readBinary(Self.or)))
            last = .none
            guard skip(.else) else { break }
            start = self.start
            last = current == .lambda ? readLambda() : readBinary(Self.or)
        }
        for branch in branches.reversed() {
            let node = make(.conditional, from: branch.start)
            attach(branch.then, as: .then, to: node)
            attach(branch.condition, as: .condition, to: node)
            attach(last, as: .otherwise, to: node)
            last = node
        }
        return last
    }

    // MARK: Binary operators

    static let or = 1
    static let bitwiseOr = 5
    private static let comparison = 4

    /// How tightly an operator binds, and of how many tokens it consists; nil where there is none.
    @inline(__always) private func binaryOperator() -> (precedence: Int, length: Int)? {
        switch current {
        case .or: (Self.or, 1)
        case .and: (2, 1)
        case .less, .greater, .equal, .notEqual, .lessEqual, .greaterEqual, .in: (Self.comparison, 1)
        case .is: (Self.comparison, next == .not ? 2 : 1)
        case .not: next == .in ? (Self.comparison, 2) : nil
        case .bar: (Self.bitwiseOr, 1)
        case .caret: (6, 1)
        case .ampersand: (7, 1)
        case .shiftLeft, .shiftRight: (8, 1)
        case .plus, .minus: (9, 1)
        case .star, .slash, .doubleSlash, .percent, .at: (10, 1)
        default: nil
        }
    }

    private mutating func operatorName(_ length: Int) -> Symbol {
        switch current {
        case .or: names.or
        case .and: names.and
        case .not: names.notIn
        case .is: length == 2 ? names.isNot : symbol()
        default: symbol()
        }
    }

    /// Operators that bind at least this tightly. A chain of equal precedence is a loop.
    mutating func readBinary(_ minimum: Int) -> NodeID {
        let first = start
        var left = current == .not ? readNot() : readUnary()
        while let (precedence, length) = binaryOperator(), precedence >= minimum {
            let name = operatorName(length)
            let nameStart = start
            for _ in 0..<length { advance() }
            let right = readBinary(precedence + 1)
            let node = make(.binary, from: first, name: name, nameStart: nameStart)
            attach(left, as: .left, to: node)
            attach(right, as: .right, to: node)
            left = node
        }
        return left
    }

    private mutating func readNot() -> NodeID {
        var starts: [Int] = []
        while current == .not {
            starts.append(start)
            advance()
        }
        return wrap(readBinary(Self.comparison), in: starts.map { ($0, names.not) })
    }

    private mutating func readUnary() -> NodeID {
        guard current == .minus || current == .plus || current == .tilde else { return readPower() }
        var operators: [(Int, Symbol)] = []
        while current == .minus || current == .plus || current == .tilde {
            operators.append((start, symbol()))
            advance()
        }
        return wrap(readPower(), in: operators)
    }

    private mutating func wrap(_ operand: NodeID, in operators: [(start: Int, name: Symbol)]) -> NodeID {
        var value = operand
        for (start, name) in operators.reversed() {
            let node = make(.unary, from: start, name: name)
            attach(value, as: .value, to: node)
            value = node
        }
        return value
    }

    private mutating func readPower() -> NodeID {
        let first = start
        let base = current == .await ? readAwait() : readPrimary()
        guard current == .doubleStar else { return base }
        let name = symbol()
        let nameStart = start
        advance()
        let exponent = enter() ? readUnary() : skipExpression()
        leave()
        let node = make(.binary, from: first, name: name, nameStart: nameStart)
        attach(base, as: .left, to: node)
        attach(exponent, as: .right, to: node)
        return node
    }

    private mutating func readAwait() -> NodeID {
        var starts: [Int] = []
        while current == .await {
            starts.append(start)
            advance()
        }
        var value = readPrimary()
        for start in starts.reversed() {
            let node = make(.awaitExpression, from: start)
            attach(value, as: .value, to: node)
            value = node
        }
        return value
    }

    // MARK: Chains

    /// An atom and what is called, taken or asked of it: `a.b(c)[d]`.
    mutating func readPrimary() -> NodeID {
        let first = start
        var node = readAtom()
        guard node.exists else { return node }
        while true {
            switch current {
            case .dot:
                guard isName(at: index + 1) else { return node }
                advance()
                let nameStart = start
                let name = symbol()
                advance()
                let member = make(.member, from: first, name: name, nameStart: nameStart)
                attach(node, as: .base, to: member)
                node = member
            case .openParenthesis:
                let call = builder.make(.call, first, first)
                attach(node, as: .callee, to: call)
                readArguments(of: call)
                node = call
            case .openSquare:
                let subscripted = builder.make(.subscripted, first, first)
                attach(node, as: .base, to: subscripted)
                readSubscripts(of: subscripted)
                node = subscripted
            default: return node
            }
        }
    }

    /// `(a, *b, c=d, **e)`, brackets included.
    mutating func readArguments(of call: NodeID) {
        advance()
        while !current.endsBracket {
            if skip(.comma) { continue }
            attach(readArgument(), as: .argument, to: call)
            readJunk(in: call)
        }
        if current == .close { advance() }
        close(call)
    }

    mutating func readArgument() -> NodeID {
        let first = start
        var flags: NodeFlags = []
        var label = Symbol.empty
        if current == .star || current == .doubleStar {
            flags = current == .star ? .spread : [.spread, .keyword]
            advance()
        } else if isName(at: index), next == .assign {
            label = symbol()
            advance()
            advance()
        }
        let node = builder.make(.argument, first, first, name: label, flags: flags)
        let valueStart = start
        let value = readElement()
        if isComprehensionClause {
            attach(readComprehension(of: value, from: valueStart), as: .value, to: node)
        } else {
            attach(value, as: .value, to: node)
        }
        close(node)
        return node
    }

    private mutating func readSubscripts(of node: NodeID) {
        advance()
        while !current.endsBracket {
            if skip(.comma) { continue }
            let argument = builder.make(.argument, start, start)
            attach(readSlice(), as: .value, to: argument)
            close(argument)
            attach(argument, as: .argument, to: node)
            readJunk(in: node)
        }
        if current == .close { advance() }
        close(node)
    }

    /// `a:b:c` as `binary` nodes named `:`, each side optional; or a plain expression.
    private mutating func readSlice() -> NodeID {
        let first = start
        let lower = current == .colon ? NodeID.none : readElement()
        guard current == .colon else { return lower }
        var node = readSliceBound(behind: lower, from: first)
        if current == .colon {
            if next.endsBracket || next == .comma { advance() } else { node = readSliceBound(behind: node, from: first) }
        }
        return node
    }

    private mutating func readSliceBound(behind left: NodeID, from first: Int) -> NodeID {
        let nameStart = start
        advance()
        let right = current.startsExpression ? readExpression() : NodeID.none
        let node = make(.binary, from: first, name: names.colon, nameStart: nameStart)
        attach(left, as: .left, to: node)
        attach(right, as: .right, to: node)
        return node
    }
}
