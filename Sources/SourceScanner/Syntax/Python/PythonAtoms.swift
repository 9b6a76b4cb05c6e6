/// Names, literals, displays and comprehensions.
extension PythonReader {
    mutating func readAtom() -> NodeID {
        switch current {
        case .name: return readIdentifier()
        case .number: return readNumber()
        case .string, .stringStart: return readStrings()
        case .openParenthesis: return readParenthesized()
        case .openSquare: return readList()
        case .openBrace: return readBraces()
        case .true: return readWord(.boolean, names.true)
        case .false: return readWord(.boolean, names.false)
        case .none: return readWord(.null, names.none)
        case .ellipsis: return readWord(.identifier, names.ellipsis)
        // In the wrong place, but harmless: `x = *a`, `a + lambda: b`, `a == yield`.
        case .lambda, .yield, .star, .doubleStar:
            guard enter() else {
                leave()
                return skipExpression()
            }
            defer { leave() }
            return current == .lambda ? readLambda() : readElement()
        default: return .none
        }
    }

    private mutating func readWord(_ kind: NodeKind, _ name: Symbol) -> NodeID {
        let first = start
        advance()
        return make(kind, from: first, name: name)
    }

    /// A name; the object itself where it is the first parameter of the method around.
    mutating func readIdentifier() -> NodeID {
        let first = start
        let name = symbol()
        advance()
        if name == scopes[scopes.count - 1].selfName { return make(.selfReference, from: first) }
        if name == names.superName, current == .openParenthesis { return make(.superReference, from: first) }
        return make(.identifier, from: first, name: name)
    }

    private mutating func readNumber() -> NodeID {
        let (first, end) = (start, Int(token.end))
        var name = Symbol.empty
        if bytes[first..<end].contains(UInt8(ascii: "_")) {
            name = builder.intern(decoded: bytes[first..<end].filter { $0 != UInt8(ascii: "_") })
        } else {
            name = symbol()
        }
        advance()
        return make(.number, from: first, name: name)
    }

    /// A tuple, a generator, or an expression, whose parentheses leave nothing.
    private mutating func readParenthesized() -> NodeID {
        let first = start
        let closing = partner(at: index)
        advance()
        var node = NodeID.none
        var isTuple = current == .close
        var isGenerator = false
        let elementStart = start
        if !current.endsBracket {
            node = readElement()
            isGenerator = isComprehensionClause
            if isGenerator { node = readComprehension(of: node, from: first) }
            isTuple = current == .comma
        }
        if isTuple {
            let tuple = builder.make(.array, first, first, flags: .tuple)
            attach(node, as: .element, to: tuple)
            readElements(of: tuple)
            node = tuple
        } else if !current.endsBracket || !node.exists {
            let unknown = builder.make(.unknown, elementStart, elementStart)
            attach(node, as: .element, to: unknown)
            readElements(of: unknown)
            node = unknown
        }
        move(to: closing)
        advance()
        if isTuple || isGenerator { close(node) }
        return node
    }

    /// `a, b`, up to the closing bracket.
    private mutating func readElements(of node: NodeID) {
        while !current.endsBracket {
            if skip(.comma) { continue }
            attach(readElement(), as: .element, to: node)
            readJunk(in: node)
        }
    }

    private mutating func readList() -> NodeID {
        let first = start
        let closing = partner(at: index)
        advance()
        let element = current.endsBracket || current == .comma ? NodeID.none : readElement()
        let node: NodeID
        if isComprehensionClause {
            node = readComprehension(of: element, from: first)
        } else {
            node = builder.make(.array, first, first)
            attach(element, as: .element, to: node)
            readJunk(in: node)
            readElements(of: node)
        }
        move(to: closing)
        advance()
        close(node)
        return node
    }

    /// A dict or a set, written out or comprehended.
    private mutating func readBraces() -> NodeID {
        let first = start
        let closing = partner(at: index)
        advance()
        let element = current.endsBracket || current == .comma ? NodeID.none : readEntry()
        let node: NodeID
        if isComprehensionClause {
            node = readComprehension(of: element, from: first)
        } else {
            let isSet = element.exists && builder[element].kind != .property && !builder[element].flags.contains(.keyword)
            node = builder.make(isSet ? .array : .object, first, first)
            attach(element, as: .element, to: node)
            readJunk(in: node)
            while !current.endsBracket {
                if skip(.comma) { continue }
                attach(readEntry(), as: .element, to: node)
                readJunk(in: node)
            }
        }
        move(to: closing)
        advance()
        close(node)
        return node
    }

    /// `key: value` of a dict, or an element of a set.
    private mutating func readEntry() -> NodeID {
        let first = start
        var name = Symbol.empty
        var key = NodeID.none
        if current == .string, next == .colon, !token.flags.contains(.bytes) {
            name = literalSymbol(token)
            advance()
        } else {
            key = readElement()
            guard current == .colon else { return key }
        }
        advance()
        let value = current.startsExpression ? readElement() : NodeID.none
        let node = make(.property, from: first, name: name)
        attach(key, as: .key, to: node)
        attach(value, as: .value, to: node)
        return node
    }

    // MARK: Comprehensions

    @inline(__always) var isComprehensionClause: Bool { current == .for || current == .async && next == .for }

    /// `value for target in iterated if condition …`, up to the closing bracket.
    mutating func readComprehension(of value: NodeID, from first: Int) -> NodeID {
        let node = builder.make(.comprehension, first, first)
        attach(value, as: .value, to: node)
        guard enter() else {
            leave()
            while !current.endsBracket { skipOne() }
            close(node)
            return node
        }
        defer { leave() }
        while isComprehensionClause {
            let clause = builder.make(.loop, start, start, flags: current == .async ? .isAsync : [])
            if current == .async { advance() }
            advance()
            attach(readTargetList(), as: .target, to: clause)
            if skip(.in) { attach(readComprehended(), as: .value, to: clause) }
            while skip(.if) { attach(readComprehended(), as: .condition, to: clause) }
            close(clause)
            attach(clause, as: .clause, to: node)
        }
        readJunk(in: node)
        close(node)
        return node
    }

    private mutating func readComprehended() -> NodeID {
        guard current == .lambda || current == .star else {
            let first = start
            let value = readBinary(Self.or)
            guard current == .walrus else { return value }
            advance()
            let assigned = readBinary(Self.or)
            let node = make(.assignment, from: first, name: names.walrus)
            attach(value, as: .target, to: node)
            attach(assigned, as: .value, to: node)
            return node
        }
        return readElement()
    }
}
