// Declarations of variables, functions, types and namespaces.
extension TypeScriptReader {
    /// A declaration with the flags that an `export` before it gives; false if none stands here.
    mutating func declaration(in parent: NodeID, as role: Role, flags: NodeFlags) -> Bool {
        if variableKeyword() != nil, !(at(.constWord) && ahead(1, .enumWord)) {
            let last = declarators(in: parent, as: role, flags: flags)
            setEnd(last)
            endStatement(in: parent, as: role)
            return true
        }
        guard let word = TypeScriptWord(rawValue: words[position]) else { return false }
        let node: NodeID
        switch word {
        case .functionWord: node = function(flags)
        case .asyncWord where ahead(1, .functionWord) && !isAfterNewline(ahead: 1): node = function(flags)
        case .classWord: node = classDeclaration(flags)
        case .at: node = decoratedClass(flags)
        case .enumWord, .constWord: node = enumeration(flags)
        case .abstractWord where ahead(1, .classWord): node = classDeclaration(flags)
        case .interfaceWord where startsNamed: node = interface(flags)
        case .typeWord where startsNamed: node = typeAlias(flags)
        case .namespaceWord where startsNamed: node = namespace(flags)
        case .moduleWord where startsNamed || ahead(1, .string) && !isAfterNewline(ahead: 1): node = namespace(flags)
        case .globalWord where ahead(1, .openBrace): node = namespace(flags)
        case .declareWord where ahead(1, .identifier) && !isAfterNewline(ahead: 1):
            let before = position
            advance()
            if declaration(in: parent, as: role, flags: flags) { return true }
            position = before
            return false
        default: return false
        }
        attach(node, as: role, to: parent)
        if builder[node].kind == .function, builder.firstChild(of: node, .body) == .none { endStatement(in: parent, as: role) }
        if builder[node].kind == .typeAlias { endStatement(in: parent, as: role) }
        return true
    }

    /// A contextual keyword and the name that it declares on the same line.
    private var startsNamed: Bool {
        guard ahead(1, .identifier), !isAfterNewline(ahead: 1) else { return false }
        switch word(at: position + 1) {
        case .inWord, .instanceofWord, .asWord, .satisfiesWord, .ofWord:
            // `type of = …` declares, `type of xs` does not.
            return word(at: position + 2) == .assign
        default: return true
        }
    }

    // MARK: Variables

    /// The flags and the number of words of `var`, `let`, `const`, `using` or `await using`.
    func variableKeyword() -> (flags: NodeFlags, length: Int)? {
        switch TypeScriptWord(rawValue: words[position]) {
        case .varWord: return (.functionScoped, 1)
        case .constWord: return (.constant, 1)
        case .letWord:
            guard
                ahead(1, .identifier) && !ahead(1, .inWord) && !ahead(1, .instanceofWord) || ahead(1, .openBrace) || ahead(1, .openBracket)
            else { return nil }
            return ([], 1)
        case .usingWord:
            guard ahead(1, .identifier), !isAfterNewline(ahead: 1), !ahead(1, .inWord), !ahead(1, .instanceofWord), !ahead(1, .asWord)
            else { return nil }
            if ahead(1, .ofWord), !ahead(2, .assign) { return nil }
            return ([.constant, .managed], 1)
        case .awaitWord:
            guard ahead(1, .usingWord), ahead(2, .identifier), !isAfterNewline(ahead: 1), !isAfterNewline(ahead: 2), !ahead(2, .inWord)
            else { return nil }
            return ([.constant, .managed, .isAsync], 2)
        default: return nil
        }
    }

    /// One node for each declarator; returns the last. The first begins with the keyword.
    @discardableResult
    mutating func declarators(in parent: NodeID, as role: Role, flags: NodeFlags) -> NodeID {
        guard let (kind, length) = variableKeyword() else { return missing() }
        var start = start
        position += length
        var last = NodeID.none
        repeat {
            let before = position
            let node = builder.make(.variable, start, start, flags: flags.union(kind))
            attach(pattern(binds: true), as: .target, to: node)
            if at(.exclamation) { advance() }
            if eat(.colon) { attach(type(), as: .type, to: node) }
            if eat(.assign) { attach(assignment(), as: .value, to: node) }
            last = end(node)
            attach(last, as: role, to: parent)
            if position == before { break }
            guard at(.comma) else { break }
            advance()
            start = self.start
        } while true
        return last
    }

    // MARK: Types and namespaces

    private mutating func typeAlias(_ flags: NodeFlags) -> NodeID {
        let node = builder.make(.typeAlias, start, start, flags: flags)
        advance()
        name(node, Key(name: Symbol(words[position]), start: start))
        advance()
        skipTypeParameters()
        if eat(.assign) { attach(type(), as: .type, to: node) }
        return end(node)
    }

    private mutating func interface(_ flags: NodeFlags) -> NodeID {
        let node = builder.make(.classDeclaration, start, start, flags: flags.union(.protocolType))
        advance()
        name(node, Key(name: Symbol(words[position]), start: start))
        advance()
        skipTypeParameters()
        if eat(.extendsWord) { baseTypes(of: node) }
        if at(.openBrace) { members(of: node, areTypes: true) }
        return end(node)
    }

    mutating func baseTypes(of node: NodeID) {
        repeat { attach(type(), as: .base, to: node) } while eat(.comma)
    }

    private mutating func enumeration(_ flags: NodeFlags) -> NodeID {
        let node = builder.make(.classDeclaration, start, start, flags: flags.union(.enumeration))
        _ = eat(.constWord)
        advance()
        if kind == .identifier {
            name(node, Key(name: Symbol(words[position]), start: start))
            advance()
        }
        guard at(.openBrace) else { return end(node) }
        let close = partner
        let context = enterBrackets()
        advance()
        while position < close {
            let before = position
            let member = builder.make(.enumCase, start, start)
            name(member, propertyKey())
            if eat(.assign) { attach(assignment(), as: .value, to: member) }
            attach(end(member), as: .member, to: node)
            guard eat(.comma), position > before else { break }
        }
        leaveBrackets(context)
        self.close(close, in: node)
        return node
    }

    private mutating func namespace(_ flags: NodeFlags) -> NodeID {
        let node = builder.make(.classDeclaration, start, start, flags: flags.union(.namespace))
        if !at(.globalWord) { advance() }
        if kind == .string {
            name(node, propertyKey())
        } else {
            let start = start
            name(node, Key(name: dottedName(), start: start))
        }
        guard at(.openBrace) else {
            _ = eat(.semicolon)
            return end(node)
        }
        let close = partner
        let context = enterBrackets()
        advance()
        statements(until: close, in: node, as: .member)
        leaveBrackets(context)
        self.close(close, in: node)
        return node
    }
}
