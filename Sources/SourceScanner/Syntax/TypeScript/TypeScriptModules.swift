// Imports and exports, of ECMAScript and of CommonJS.
extension TypeScriptReader {
    mutating func importDeclaration(in parent: NodeID, as role: Role) {
        let node = builder.make(.importDeclaration, start, start)
        advance()
        if at(.typeWord), ahead(1, .openBrace) || ahead(1, .star) || ahead(1, .identifier) && (!ahead(1, .fromWord) || ahead(2, .fromWord))
        {
            builder.addFlags(.typeOnly, to: node)
            advance()
        } else if at(.deferWord), ahead(1, .star) {
            advance()
        }
        if kind == .string {
            moduleName(of: node)
        } else if kind == .identifier, ahead(1, .assign) {
            return importAssignment(node, in: parent, as: role, flags: [])
        } else {
            importClause(of: node)
            if eat(.fromWord) { moduleName(of: node) }
        }
        attach(endStatement(of: node), as: role, to: parent)
    }

    private mutating func importClause(of node: NodeID) {
        let flags = builder[node].flags
        repeat {
            if at(.openBrace) {
                let close = partner
                advance()
                while position < close {
                    let before = position
                    importSpecifier(of: node, flags: flags)
                    guard eat(.comma), position > before else { break }
                }
                self.close(close, in: node)
            } else if at(.star) {
                let binding = builder.make(.importBinding, start, start, flags: flags.union(.namespace))
                advance()
                _ = eat(.asWord)
                name(binding, exportName())
                attach(end(binding), as: .binding, to: node)
            } else if kind == .identifier, !at(.fromWord) || ahead(1, .fromWord) || ahead(1, .comma) {
                let (start, end) = (start, Int(token.end))
                let binding = leaf(.importBinding)
                builder.addFlags(flags, to: binding)
                attach(builder.make(.identifier, start, end, name: TypeScriptWord.defaultWord.symbol), as: .imported, to: binding)
                attach(binding, as: .binding, to: node)
            }
        } while eat(.comma)
    }

    /// `a`, `a as b`, `type a`, `"name" as b`
    private mutating func importSpecifier(of node: NodeID, flags: NodeFlags) {
        let binding = builder.make(.importBinding, start, start, flags: flags)
        eatTypeModifier(of: binding)
        let (imported, local) = renamed()
        name(binding, local.key)
        attach(builder.make(.identifier, imported.key.start, imported.end, name: imported.key.name), as: .imported, to: binding)
        attach(end(binding), as: .binding, to: node)
    }

    private mutating func eatTypeModifier(of binding: NodeID) {
        guard at(.typeWord), ahead(1, .identifier) || ahead(1, .string) else { return }
        // `type as x` renames something called `type`; `type as as x` does not.
        if ahead(1, .asWord), !(ahead(2, .asWord) || ahead(2, .comma) || ahead(2, .closeBrace)) { return }
        builder.addFlags(.typeOnly, to: binding)
        advance()
    }

    /// `a` or `a as b`: both names.
    private mutating func renamed() -> (first: (key: Key, end: Int), second: (key: Key, end: Int)) {
        let first = (key: exportName(), end: previousEnd)
        guard eat(.asWord) else { return (first, first) }
        return (first, (key: exportName(), end: previousEnd))
    }

    private mutating func exportName() -> Key {
        kind == .identifier || kind == .string ? propertyKey() : Key(start: start)
    }

    private mutating func moduleName(of node: NodeID) {
        guard kind == .string else { return }
        builder[node].name = stringSymbol(position)
        builder[node].nameStart = UInt32(truncatingIfNeeded: start)
        advance()
        // Import attributes.
        if at(.withWord) || at(.assertWord) && !isAfterNewline, ahead(1, .openBrace) {
            advance()
            skipGroup()
        }
        setEnd(node)
    }

    /// `import x = require('m')`, `import x = A.B`
    private mutating func importAssignment(_ node: NodeID, in parent: NodeID, as role: Role, flags: NodeFlags) {
        let (start, end) = (start, Int(token.end))
        let name = Symbol(words[position])
        position += 2
        if at(.requireWord), ahead(1, .openParenthesis), ahead(2, .string) {
            builder[node].name = stringSymbol(position + 2)
            builder[node].nameStart = tokens[position + 2].start
            builder.addFlags(flags, to: node)
            let binding = builder.make(.importBinding, start, end, name: name, flags: .namespace)
            attach(binding, as: .binding, to: node)
            _ = moduleReference()
        } else {
            builder[node].kind = .variable
            builder.addFlags(flags.union(.constant), to: node)
            attach(builder.make(.identifier, start, end, name: name), as: .target, to: node)
            attach(assignment(), as: .value, to: node)
        }
        attach(endStatement(of: node), as: role, to: parent)
    }

    // MARK: Exports

    mutating func exportDeclaration(in parent: NodeID, as role: Role) {
        let exportStart = start
        advance()
        switch TypeScriptWord(rawValue: words[position]) {
        case .defaultWord: exportDefault(exportStart, in: parent, as: role)
        case .assign:
            advance()
            let node = builder.make(.exportDeclaration, exportStart, exportStart, flags: .defaultExport)
            attach(expression(), as: .value, to: node)
            attach(endStatement(of: node), as: role, to: parent)
        case .importWord where ahead(1, .identifier) && ahead(2, .assign):
            let node = builder.make(.importDeclaration, exportStart, exportStart)
            advance()
            importAssignment(node, in: parent, as: role, flags: .exported)
        case .openBrace, .star: attach(exportList(exportStart, []), as: role, to: parent)
        case .typeWord where ahead(1, .openBrace) || ahead(1, .star):
            advance()
            attach(exportList(exportStart, .typeOnly), as: role, to: parent)
        case .asWord where ahead(1, .namespaceWord):
            position += 2
            let node = builder.make(.exportDeclaration, exportStart, exportStart, flags: .namespace)
            if kind == .identifier { advance() }
            attach(endStatement(of: node), as: role, to: parent)
        default:
            let before = position
            if declaration(in: parent, as: role, flags: .exported) { return }
            position = before
            let node = builder.make(.unknown, exportStart, exportStart)
            attach(endStatement(of: node), as: role, to: parent)
        }
    }

    /// A function or class keeps its own node, with flags; any other expression is the value of an export.
    private mutating func exportDefault(_ exportStart: Int, in parent: NodeID, as role: Role) {
        advance()
        let isDeclaration: Bool
        switch TypeScriptWord(rawValue: words[position]) {
        case .functionWord, .classWord, .at: isDeclaration = true
        case .asyncWord: isDeclaration = ahead(1, .functionWord) && !isAfterNewline(ahead: 1)
        case .abstractWord: isDeclaration = ahead(1, .classWord)
        case .interfaceWord: isDeclaration = ahead(1, .identifier) && !isAfterNewline(ahead: 1)
        default: isDeclaration = false
        }
        if isDeclaration, declaration(in: parent, as: role, flags: [.exported, .defaultExport]) { return }
        let node = builder.make(.exportDeclaration, exportStart, exportStart, flags: .defaultExport)
        attach(assignment(), as: .value, to: node)
        attach(endStatement(of: node), as: role, to: parent)
    }

    private mutating func exportList(_ exportStart: Int, _ flags: NodeFlags) -> NodeID {
        let node = builder.make(.exportDeclaration, exportStart, exportStart, flags: flags)
        if at(.star) {
            let starStart = start
            advance()
            if eat(.asWord) {
                let binding = builder.make(.exportBinding, starStart, starStart, flags: flags.union(.namespace))
                name(binding, exportName())
                attach(end(binding), as: .binding, to: node)
            } else {
                builder.addFlags(.namespace, to: node)
            }
        } else {
            let close = partner
            advance()
            while position < close {
                let before = position
                let binding = builder.make(.exportBinding, start, start, flags: flags)
                eatTypeModifier(of: binding)
                let (local, exported) = renamed()
                name(binding, exported.key)
                attach(builder.make(.identifier, local.key.start, local.end, name: local.key.name), as: .imported, to: binding)
                attach(end(binding), as: .binding, to: node)
                guard eat(.comma), position > before else { break }
            }
            self.close(close, in: node)
        }
        if eat(.fromWord) { moduleName(of: node) }
        return endStatement(of: node)
    }

    // MARK: CommonJS

    /// `module.exports = …`, `exports.a = …`, `module.exports.a = …`, and chains of them; false for anything else.
    mutating func exportAssignment(in parent: NodeID, as role: Role) -> Bool {
        guard at(.moduleWord) || at(.exportsWord), exportTarget() != nil else { return false }
        let node = builder.make(.exportDeclaration, start, start)
        var bindings: [NodeID] = []
        while let target = exportTarget() {
            if let name = target.name {
                let token = tokens[name]
                let symbol = token.kind == .string ? stringSymbol(name) : Symbol(words[name])
                bindings.append(builder.make(.exportBinding, start, start, name: symbol, nameStart: Int(token.start)))
            } else {
                builder.addFlags(.defaultExport, to: node)
            }
            position = target.end
        }
        let value = assignment()
        if builder[node].flags.contains(.defaultExport) {
            attach(value, as: .value, to: node)
            for binding in bindings { attach(binding, as: .binding, to: node) }
        } else {
            for binding in bindings.dropLast() { attach(binding, as: .binding, to: node) }
            if let last = bindings.last {
                attach(value, as: .value, to: last)
                attach(last, as: .binding, to: node)
            }
        }
        setEnd(node)
        attach(node, as: role, to: parent)
        if at(.comma) {
            advance()
            attach(expression(), as: role, to: parent)
        }
        endStatement(in: parent, as: role)
        return true
    }

    /// The index behind the `=` of an assignment to an export, and the index of the exported name's token.
    private func exportTarget() -> (end: Int, name: Int?)? {
        var index = position
        if word(at: index) == .moduleWord {
            guard word(at: index + 1) == .dot, word(at: index + 2) == .exportsWord else { return nil }
            index += 3
        } else if word(at: index) == .exportsWord {
            index += 1
        } else {
            return nil
        }
        var name: Int?
        if word(at: index) == .dot, index + 1 < tokens.count, tokens[index + 1].kind == .identifier {
            name = index + 1
            index += 2
        } else if word(at: index) == .openBracket, index + 1 < tokens.count, tokens[index + 1].kind == .string,
            word(at: index + 2) == .closeBracket
        {
            name = index + 1
            index += 3
        }
        guard word(at: index) == .assign, index + 1 < tokens.count else { return nil }
        return (index + 1, name)
    }
}
