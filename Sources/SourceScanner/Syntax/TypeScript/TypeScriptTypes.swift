// Types: as much of them as says which named types a value has.
extension TypeScriptReader {
    mutating func type() -> NodeID {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { return skipped() }
        let start = start
        let checked = union()
        guard at(.extendsWord), !isInExtends, !isAfterNewline else { return checked }
        let node = typeNode(start)
        attach(checked, as: .typeArgument, to: node)
        advance()
        isInExtends = true
        attach(type(), as: .typeArgument, to: node)
        isInExtends = false
        if eat(.question) { attach(type(), as: .typeArgument, to: node) }
        if eat(.colon) { attach(type(), as: .typeArgument, to: node) }
        return end(node)
    }

    /// A type, or a predicate: `x is T`, `asserts x`, `asserts x is T`.
    mutating func returnType() -> NodeID {
        let start = start
        let asserts = at(.assertsWord) && ahead(1, .identifier) && !isAfterNewline(ahead: 1) && !ahead(1, .isWord)
        guard asserts || kind == .identifier && ahead(1, .isWord) && !isAfterNewline(ahead: 1) else { return type() }
        let node = typeNode(start)
        if asserts { advance() }
        advance()
        if at(.isWord), !isAfterNewline {
            advance()
            attach(type(), as: .typeArgument, to: node)
        }
        return end(node)
    }

    /// A type without a name, so far.
    private mutating func typeNode(_ start: Int) -> NodeID { builder.make(.typeReference, start, start) }

    private mutating func union() -> NodeID {
        let start = start
        _ = eat(.bar)
        let first = intersection()
        guard at(.bar) else { return first }
        let node = typeNode(start)
        builder[node].name = TypeScriptWord.bar.symbol
        attach(alternative: first, to: node)
        while eat(.bar) { attach(alternative: intersection(), to: node) }
        return end(node)
    }

    /// One side of a union; with `null` or `undefined` among them a value of the type may be absent.
    private mutating func attach(alternative: NodeID, to node: NodeID) {
        let name = alternative.exists ? builder[alternative].name : .empty
        if name == TypeScriptWord.nullWord.symbol || name == TypeScriptWord.undefinedWord.symbol { builder.addFlags(.optional, to: node) }
        attach(alternative, as: .typeArgument, to: node)
    }

    private mutating func intersection() -> NodeID {
        let start = start
        _ = eat(.ampersand)
        let first = postfixType()
        guard at(.ampersand) else { return first }
        let node = typeNode(start)
        builder[node].name = TypeScriptWord.ampersand.symbol
        attach(first, as: .typeArgument, to: node)
        while eat(.ampersand) { attach(postfixType(), as: .typeArgument, to: node) }
        return end(node)
    }

    /// `T[]`, `T['key']`.
    private mutating func postfixType() -> NodeID {
        let start = start
        var element = primaryType()
        while at(.openBracket), !isAfterNewline {
            let close = partner
            let node = typeNode(start)
            attach(element, as: .typeArgument, to: node)
            advance()
            if close == position {
                builder[node].name = TypeScriptWord.arrayWord.symbol
            } else {
                let outer = isInExtends
                isInExtends = false
                attach(type(), as: .typeArgument, to: node)
                isInExtends = outer
            }
            self.close(close, in: node)
            element = node
        }
        return element
    }

    private mutating func primaryType() -> NodeID {
        let start = start
        switch kind {
        case .identifier: return namedType()
        case .string, .stringStart:
            let node = typeNode(start)
            if kind == .string { attach(string(), as: .value, to: node) } else { skipGroup() }
            return end(node)
        case .number:
            advance()
            return end(typeNode(start))
        case .open:
            switch word(at: position) {
            case .openParenthesis: return startsFunctionType ? functionType() : parenthesizedType()
            case .openBracket: return tupleType()
            default: return typeLiteral()
            }
        case .punctuation:
            if at(.less) { return functionType() }
            if at(.minus) {
                advance()
                if kind == .number { advance() }
                return end(typeNode(start))
            }
            return missing()
        default: return missing()
        }
    }

    /// Whether parameters stand in these parentheses: in `(x): (() => T) => body` the second arrow belongs to the outer function.
    private var startsFunctionType: Bool {
        guard word(at: partner + 1) == .arrow else { return false }
        if ahead(1, .closeParenthesis) || ahead(1, .ellipsis) { return true }
        let behind: Int
        if ahead(1, .identifier) {
            behind = position + 2
        } else if ahead(1, .openBrace) || ahead(1, .openBracket) {
            behind = Int(tokens[position + 1].partner) + 1
        } else {
            return false
        }
        switch word(at: behind) {
        case .colon, .comma, .question, .assign, .closeParenthesis: return true
        default: return false
        }
    }

    private mutating func functionType() -> NodeID {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { return skipped() }
        let node = typeNode(start)
        skipTypeParameters()
        if at(.openParenthesis) { skipGroup() }
        if eat(.arrow) {
            // `extends <T>() => T extends U ? 1 : 2 ? …`: what is returned may ask for itself.
            let outer = isInExtends
            isInExtends = false
            attach(returnType(), as: .typeArgument, to: node)
            isInExtends = outer
        }
        return end(node)
    }

    private mutating func parenthesizedType() -> NodeID {
        let close = partner
        let outer = isInExtends
        isInExtends = false
        advance()
        let inner = type()
        isInExtends = outer
        goBehind(close)
        return inner
    }

    private mutating func tupleType() -> NodeID {
        let node = typeNode(start)
        builder.addFlags(.tuple, to: node)
        let close = partner
        let outer = isInExtends
        isInExtends = false
        advance()
        while position < close {
            let before = position
            _ = eat(.ellipsis)
            if kind == .identifier {
                if ahead(1, .colon) { position += 2 } else if ahead(1, .question), ahead(2, .colon) { position += 3 }
            }
            attach(type(), as: .typeArgument, to: node)
            _ = eat(.question)
            guard eat(.comma), position > before else { break }
        }
        isInExtends = outer
        self.close(close, in: node)
        return node
    }

    /// `{ audience: string; issuer?: string }`: what has such a type has these members. A mapped type has none of its own.
    private mutating func typeLiteral() -> NodeID {
        let node = typeNode(start)
        let outer = isInExtends
        isInExtends = false
        if isMapped { skipGroup() } else { members(of: node, areTypes: true) }
        isInExtends = outer
        return end(node)
    }

    /// `{ [K in Keys]: T }`, `{ readonly [K in Keys]?: T }`, `{ -readonly [K in Keys]-?: T }`.
    private var isMapped: Bool {
        var offset = 1
        if ahead(offset, .plus) || ahead(offset, .minus) { offset += 1 }
        if ahead(offset, .readonlyWord) { offset += 1 }
        return ahead(offset, .openBracket) && ahead(offset + 2, .inWord)
    }

    private mutating func namedType() -> NodeID {
        let start = start
        switch TypeScriptWord(rawValue: words[position]) {
        case .typeofWord:
            let node = typeNode(start)
            advance()
            attach(namedType(), as: .typeArgument, to: node)
            return end(node)
        case .keyofWord, .uniqueWord, .readonlyWord, .inferWord:
            guard isTypeOperator else { break }
            let isTransparent = at(.uniqueWord) || at(.readonlyWord)
            let isInferred = at(.inferWord)
            advance()
            depth += 1
            let inner = depth > Self.deepest ? skipped() : postfixType()
            depth -= 1
            if isTransparent { return inner }
            let node = typeNode(start)
            attach(inner, as: .typeArgument, to: node)
            if isInferred, at(.extendsWord) { inferConstraint(of: node) }
            return end(node)
        case .newWord:
            advance()
            return functionType()
        case .abstractWord where ahead(1, .newWord):
            position += 2
            return functionType()
        case .importWord: return importedType()
        default: break
        }
        let node = builder.make(.typeReference, start, start, name: dottedName())
        if at(.less), !isAfterNewline { typeArguments(in: node) }
        return end(node)
    }

    /// `infer U extends T` names a constraint unless a `?` shows that `extends` asked for more.
    private mutating func inferConstraint(of node: NodeID) {
        let before = position
        let outer = isInExtends
        isInExtends = true
        advance()
        let constraint = type()
        isInExtends = outer
        if at(.question), !outer { position = before } else { attach(constraint, as: .typeArgument, to: node) }
    }

    private var isTypeOperator: Bool {
        guard !isAfterNewline(ahead: 1) else { return false }
        switch word(at: position + 1) {
        case .openBrace, .openBracket, .openParenthesis: return true
        default: return ahead(1, .identifier) || ahead(1, .string) || ahead(1, .stringStart)
        }
    }

    private mutating func importedType() -> NodeID {
        let node = typeNode(start)
        advance()
        if at(.openParenthesis) { skipGroup() }
        if eat(.dot) { builder[node].name = dottedName() }
        if at(.less), !isAfterNewline { typeArguments(in: node) }
        return end(node)
    }

    /// `a.b.c`, as written.
    mutating func dottedName() -> Symbol {
        let first = position
        advance()
        while at(.dot), ahead(1, .identifier) { position += 2 }
        if position == first + 1 { return Symbol(words[first]) }
        let (start, end) = (Int(tokens[first].start), previousEnd)
        if end - start == tokens[first..<position].reduce(0, { $0 + Int($1.end - $1.start) }) { return builder.intern(start, end) }
        return builder.intern(decoded: tokens[first..<position].flatMap { bytes[Int($0.start)..<Int($0.end)] })
    }

    // MARK: In angle brackets

    mutating func typeArguments(in parent: NodeID) {
        let outer = isInExtends
        isInExtends = false
        advance()
        while !at(.greater), !isAtEnd {
            let before = position
            attach(type(), as: .typeArgument, to: parent)
            guard eat(.comma), position > before else { break }
        }
        _ = eat(.greater)
        isInExtends = outer
        setEnd(parent)
    }

    /// `<T, U extends { audience: string | null } = {}>`: a parameter that is bounded is another name of its bound; the others leave no node.
    mutating func typeParameters(of function: NodeID) {
        guard at(.less), let end = typeParametersEnd(position) else { return }
        advance()
        while position < end - 1 {
            let before = position
            while kind == .identifier, ahead(1, .identifier), !ahead(1, .extendsWord) { advance() }
            let node = builder.make(.typeAlias, start, start)
            if kind == .identifier {
                name(node, Key(name: Symbol(words[position]), start: start))
                advance()
            }
            if eat(.extendsWord) {
                attach(type(), as: .type, to: node)
                attach(self.end(node), as: .typeParameter, to: function)
            }
            if eat(.assign) { _ = type() }
            guard eat(.comma), position > before else { break }
        }
        position = end
    }

    mutating func skipTypeParameters() {
        guard at(.less), let end = typeParametersEnd(position) else { return }
        position = end
    }

    /// The index behind the `>` that belongs to the `<` at an index.
    func typeParametersEnd(_ index: Int, limit: Int = 2000) -> Int? {
        var index = index
        var depth = 0
        for _ in 0..<limit {
            guard index < tokens.count - 1 else { return nil }
            switch tokens[index].kind {
            case .open, .stringStart: index = max(index, Int(tokens[index].partner))
            case .close, .interpolationEnd: return nil
            default:
                switch word(at: index) {
                case .less: depth += 1
                case .greater:
                    depth -= 1
                    if depth == 0 { return index + 1 }
                case .semicolon: return nil
                default: break
                }
            }
            index += 1
        }
        return nil
    }
}
