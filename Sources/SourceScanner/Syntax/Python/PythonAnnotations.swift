/// Types: annotations, base classes, caught exceptions.
extension PythonReader {
    /// A `typeReference` whatever stands there; what is no type is its value.
    mutating func readType() -> NodeID {
        let first = start
        let type = readTypeOrExpression()
        guard type.exists, builder[type].kind != .typeReference else { return type }
        let node = make(.typeReference, from: first)
        attach(type, as: .value, to: node)
        return node
    }

    /// A type, with `|` between its parts; or any other expression.
    mutating func readTypeOrExpression() -> NodeID {
        let first = start
        guard isType(at: index) else { return readElement() }
        guard lexeme(at: endOfTypeTerm(at: index) ?? index) == .bar else { return readTypeTerm() }
        var parts: [NodeID] = []
        var isOptional = false
        repeat {
            if skip(.none) {
                isOptional = true
            } else {
                parts.append(isTypeTerm(at: index) ? readTypeTerm() : readBinary(Self.bitwiseOr + 1))
            }
        } while skip(.bar)
        return makeUnion(of: parts, isOptional: isOptional, from: first)
    }

    /// `A | B`; what is left of `A | None` is A, optional.
    private mutating func makeUnion(of parts: [NodeID], isOptional: Bool, from first: Int) -> NodeID {
        if parts.count == 1, parts[0].exists, builder[parts[0]].kind == .typeReference {
            if isOptional { builder.addFlags(.optional, to: parts[0]) }
            return parts[0]
        }
        let node = make(.typeReference, from: first, name: names.bar, flags: isOptional ? .optional : [])
        for part in parts { attach(part, as: .typeArgument, to: node) }
        return node
    }

    // MARK: Looking ahead

    /// Whether a type stands here and nothing behind it makes it an expression: `A.b[c]` is one, `A.b[c](d)` and `A + b` are none.
    private func isType(at index: Int) -> Bool {
        guard let end = endOfTypeTerm(at: index) else { return false }
        switch lexeme(at: end) {
        case .comma, .assign, .colon, .semicolon, .newline, .endOfFile, .close, .bar, .as, .interpolationEnd, .dedent, .indent: return true
        default: return false
        }
    }

    private func isTypeTerm(at index: Int) -> Bool {
        guard let end = endOfTypeTerm(at: index) else { return false }
        switch lexeme(at: end) {
        case .openParenthesis, .openSquare, .dot: return false
        default: return true
        }
    }

    /// The token behind a name with its brackets, a string, or `None`.
    private func endOfTypeTerm(at start: Int) -> Int? {
        switch lexeme(at: start) {
        case .none, .ellipsis: return start + 1
        case .string: return tokens[start].flags.contains(.bytes) ? nil : start + 1
        case .name:
            var end = start + 1
            while lexeme(at: end) == .dot, isName(at: end + 1) { end += 2 }
            return lexeme(at: end) == .openSquare ? partner(at: end) + 1 : end
        default: return nil
        }
    }

    // MARK: Terms

    private mutating func readTypeTerm() -> NodeID {
        let first = start
        switch current {
        case .string: return readQuotedType()
        case .none, .ellipsis:
            let name = current == .none ? names.none : names.ellipsis
            advance()
            return make(.typeReference, from: first, name: name)
        default: break
        }
        var last = symbol()
        advance()
        while current == .dot, isName(at: index + 1) {
            advance()
            last = symbol()
            advance()
        }
        let name = spelling(first, lastEnd)
        guard current == .openSquare else { return make(.typeReference, from: first, name: name) }
        return readGeneric(name, last, from: first)
    }

    /// What stands in brackets behind a type. `Optional` and `Union` leave only what is in them.
    private mutating func readGeneric(_ name: Symbol, _ last: Symbol, from first: Int) -> NodeID {
        let closing = partner(at: index)
        let isUnion = last == names.optional || last == names.union
        var isOptional = last == names.optional
        var arguments: [NodeID] = []
        advance()
        let isNested = enter()
        while isNested, !current.endsBracket {
            if skip(.comma) { continue }
            if isUnion, skip(.none) {
                isOptional = true
            } else if last == names.annotated, !arguments.isEmpty {
                arguments.append(readElement())
            } else {
                arguments.append(last == names.literal ? readLiteralType() : readTypeArgument())
            }
            if current != .comma, !current.endsBracket { arguments.append(readUnknown { $0 == .comma || $0.endsBracket }) }
        }
        leave()
        move(to: closing)
        advance()
        if isUnion { return makeUnion(of: arguments, isOptional: isOptional, from: first) }
        let node = make(.typeReference, from: first, name: name)
        for argument in arguments { attach(argument, as: .typeArgument, to: node) }
        return node
    }

    private mutating func readTypeArgument() -> NodeID {
        let first = start
        guard current == .openSquare else {
            if current == .star, isTypeTerm(at: index + 1) { advance() }
            return readTypeOrExpression()
        }
        // The parameters of a callable: `Callable[[A, B], C]`.
        let closing = partner(at: index)
        advance()
        let node = builder.make(.typeReference, first, first)
        if enter() {
            while !current.endsBracket {
                if skip(.comma) { continue }
                attach(readTypeArgument(), as: .typeArgument, to: node)
                readJunk(in: node)
            }
        }
        leave()
        move(to: closing)
        advance()
        close(node)
        return node
    }

    /// An argument of `Literal`: a string there is no name of a type.
    private mutating func readLiteralType() -> NodeID {
        let first = start
        let value = readElement()
        guard value.exists, builder[value].kind == .string || builder[value].kind == .number || builder[value].kind == .boolean else {
            return value
        }
        let node = make(.typeReference, from: first)
        attach(value, as: .value, to: node)
        return node
    }

    /// `"Name"`, `"Name[…]"`, `"Name | None"`: the name inside the quotes.
    private mutating func readQuotedType() -> NodeID {
        let first = start
        let (name, flags) = quotedName(token)
        advance()
        return make(.typeReference, from: first, name: name, flags: flags)
    }

    private mutating func quotedName(_ token: Token) -> (Symbol, NodeFlags) {
        let (start, end) = contents(of: token)
        var (name, rest) = leadingName(start, end)
        var flags: NodeFlags = []
        if Self.isOptional(bytes[name]), rest < end, bytes[rest] == UInt8(ascii: "[") {
            (name, rest) = leadingName(rest + 1, end)
            flags = .optional
        } else if bytes[rest..<end].elementsEqual(" | None".utf8) || bytes[rest..<end].elementsEqual("|None".utf8) {
            flags = .optional
        }
        return (builder.intern(name.lowerBound, name.upperBound), flags)
    }

    private static func isOptional(_ name: ArraySlice<UInt8>) -> Bool {
        name.elementsEqual("Optional".utf8) || name.elementsEqual("typing.Optional".utf8) || name.elementsEqual("t.Optional".utf8)
    }

    /// The name with dots at the beginning of a quoted type, and the offset behind it.
    private func leadingName(_ start: Int, _ end: Int) -> (Range<Int>, Int) {
        var first = start
        while first < end, bytes[first] <= 0x20 { first += 1 }
        var last = first
        while last < end, PythonScanner.continuesName(bytes[last]) || bytes[last] == UInt8(ascii: ".") { last += 1 }
        return (first..<last, last)
    }
}
