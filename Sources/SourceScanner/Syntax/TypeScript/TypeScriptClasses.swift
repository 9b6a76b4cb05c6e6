// Classes and their members; interfaces have the same members without bodies.
extension TypeScriptReader {
    /// A class behind its decorators, as a statement or an expression.
    mutating func decoratedClass(_ flags: NodeFlags = []) -> NodeID {
        let start = start
        var decorators: [NodeID] = []
        while at(.at) { decorators.append(decorator()) }
        var flags = flags
        if eat(.exportWord) {
            flags.insert(.exported)
            if eat(.defaultWord) { flags.insert(.defaultExport) }
        }
        _ = at(.declareWord) && ahead(1, .identifier) && eat(.declareWord)
        guard at(.classWord) || at(.abstractWord) && ahead(1, .classWord) else {
            let node = builder.make(.unknown, start, start)
            for decorator in decorators { attach(decorator, as: .element, to: node) }
            return end(node)
        }
        return classDeclaration(flags, start: start, decorators: decorators)
    }

    mutating func classDeclaration(_ flags: NodeFlags, start: Int? = nil, decorators: [NodeID] = []) -> NodeID {
        let start = start ?? self.start
        let node = builder.make(.classDeclaration, start, start, flags: flags)
        for decorator in decorators { attach(decorator, as: .decorator, to: node) }
        _ = eat(.abstractWord)
        advance()
        if kind == .identifier, !at(.extendsWord), !(at(.implementsWord) && ahead(1, .identifier)) {
            name(node, Key(name: Symbol(words[position]), start: self.start))
            advance()
        }
        skipTypeParameters()
        if eat(.extendsWord) {
            let baseStart = self.start
            // `extends Base<T> {`: what follows the type arguments here is never a comparison.
            let base = postfix(baseStart, primary())
            attach(base, as: .base, to: node)
            if at(.less), let end = typeParametersEnd(position) { position = end }
            while eat(.comma) { attach(type(), as: .base, to: node) }
        }
        if eat(.implementsWord) { baseTypes(of: node) }
        if at(.openBrace) { members(of: node, areTypes: false) }
        return end(node)
    }

    mutating func members(of node: NodeID, areTypes: Bool) {
        let close = partner
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { return attach(skipped(), as: .element, to: node) }
        let context = enterBrackets()
        advance()
        while position < close {
            if at(.semicolon) || areTypes && at(.comma) {
                advance()
                continue
            }
            let before = position
            attach(member(isType: areTypes), as: .member, to: node)
            if position == before {
                let unknown = builder.make(.unknown, start, start)
                skipGroup()
                attach(end(unknown), as: .member, to: node)
            }
        }
        leaveBrackets(context)
        self.close(close, in: node)
    }

    private mutating func member(isType: Bool) -> NodeID {
        let memberStart = start
        var decorators: [NodeID] = []
        while at(.at) { decorators.append(decorator()) }
        var flags: NodeFlags = []
        while let word = TypeScriptWord(rawValue: words[position]), word.isMemberModifier, isMemberModifier {
            if word == .staticWord, ahead(1, .openBrace) {
                advance()
                let body = block()
                builder.addFlags(.isStatic, to: body)
                return body
            }
            switch word {
            case .staticWord: flags.insert(.isStatic)
            case .asyncWord: flags.insert(.isAsync)
            case .readonlyWord: flags.insert(.constant)
            case .getWord: flags.insert(.getter)
            case .setWord: flags.insert(.setter)
            default: break
            }
            advance()
        }
        _ = eat(.star)
        if at(.openBracket), ahead(1, .identifier), ahead(2, .colon) { return indexSignature(memberStart, flags) }
        let key: Key
        if at(.openParenthesis) || at(.less) {
            key = Key(start: start)
        } else if isType, at(.newWord), ahead(1, .openParenthesis) || ahead(1, .less) {
            key = Key(name: TypeScriptWord.newWord.symbol, start: start)
            advance()
        } else {
            let before = position
            key = propertyKey()
            // Neither modifier nor name: leave it to the caller.
            if position == before {
                return position > 0 && previousEnd > memberStart ? builder.make(.unknown, memberStart, previousEnd) : .none
            }
        }
        if eat(.question) { flags.insert(.optional) } else if at(.exclamation) { advance() }
        guard at(.openParenthesis) || at(.less) else { return endMember(field(memberStart, key, flags, decorators)) }
        let node = method(memberStart, key, flags, decorators)
        return builder.firstChild(of: node, .body).exists ? node : endMember(node)
    }

    /// The word at hand modifies the member behind it and is not its name.
    private var isMemberModifier: Bool {
        if at(.staticWord), ahead(1, .openBrace) { return true }
        if at(.asyncWord) || at(.accessorWord) || at(.declareWord), isAfterNewline(ahead: 1) { return false }
        switch word(at: position + 1) {
        case .openParenthesis, .comma, .colon, .closeBrace, .assign, .less, .semicolon, .question, .exclamation: return false
        case .star: return true
        default:
            guard !ahead(1, .endOfFile) else { return false }
            return ahead(1, .identifier) || ahead(1, .string) || ahead(1, .number) || ahead(1, .openBracket)
        }
    }

    private mutating func method(_ start: Int, _ key: Key, _ flags: NodeFlags, _ decorators: [NodeID]) -> NodeID {
        let node = builder.make(.function, start, start, flags: flags)
        for decorator in decorators { attach(decorator, as: .decorator, to: node) }
        name(node, key)
        if key.name == TypeScriptWord.constructorWord.symbol, !flags.contains(.isStatic) {
            builder[node].name = TypeScriptWord.initWord.symbol
            builder.addFlags(.initializer, to: node)
        }
        signatureAndBody(of: node)
        return node
    }

    private mutating func field(_ start: Int, _ key: Key, _ flags: NodeFlags, _ decorators: [NodeID]) -> NodeID {
        let node = builder.make(.variable, start, start, nameStart: key.start, flags: flags)
        for decorator in decorators { attach(decorator, as: .decorator, to: node) }
        if key.computed.exists {
            attach(key.computed, as: .key, to: node)
        } else {
            attach(builder.make(.identifier, key.start, previousNameEnd(key), name: key.name), as: .target, to: node)
        }
        if eat(.colon) { attach(type(), as: .type, to: node) }
        if eat(.assign) { attach(assignment(), as: .value, to: node) }
        return end(node)
    }

    /// Where the name of a key ends, `?` and `!` behind it left out.
    private func previousNameEnd(_ key: Key) -> Int {
        var index = position - 1
        while index > 0, Int(tokens[index].start) > key.start { index -= 1 }
        return index >= 0 ? max(key.start, Int(tokens[index].end)) : key.start
    }

    /// `[key: string]: T` names no member.
    private mutating func indexSignature(_ start: Int, _ flags: NodeFlags) -> NodeID {
        let node = builder.make(.variable, start, start, flags: flags)
        skipGroup()
        _ = eat(.question)
        if eat(.colon) { attach(type(), as: .type, to: node) }
        return endMember(end(node))
    }

    private mutating func endMember(_ node: NodeID) -> NodeID { at(.comma) ? node : endStatement(of: node) }
}

extension TypeScriptWord {
    fileprivate var isMemberModifier: Bool {
        switch self {
        case .publicWord, .privateWord, .protectedWord, .readonlyWord, .overrideWord, .staticWord, .abstractWord, .declareWord, .asyncWord,
            .getWord, .setWord, .accessorWord:
            true
        default: false
        }
    }
}
