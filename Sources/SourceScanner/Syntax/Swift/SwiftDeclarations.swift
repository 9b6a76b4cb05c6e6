// Declarations: which one begins here, and what stands in front of it.
extension SwiftReader {
    /// Whether attributes, modifiers or a keyword at a token introduce a declaration.
    func isDeclaration(at index: Int, _ surroundings: Surroundings) -> Bool {
        var index = index
        // More modifiers than these are no declaration, and looking at all of them for each would be quadratic.
        let limit = min(last, index + 32)
        let isMemberList = surroundings == .members || surroundings == .enumMembers
        while index < limit {
            let word = words[index]
            switch word {
            case .at: return isMemberList || leadsToDeclaration(behindAttributes: index)
            case .`init`, .subscript: return isMemberList
            case .actor: return isNamed(index, before: [.brace, .colon, .less, .where])
            case .macro: return isNamed(index, before: [.parenthesis, .less])
            case .using: return false
            case .class: return true
            case .case: return surroundings == .enumMembers
            default: break
            }
            if word.isDeclarationKeyword || word.isReservedModifier { return true }
            guard word.isContextualModifier else { return false }
            index += 1
            if index < last, words[index] == .parenthesis, isModifierDetail(index) { index = behind(index) }
            // `open` or `optional` before an accessor or a name are names themselves.
            guard index < last, tokens[index].kind == .identifier || words[index] == .at else { return false }
        }
        return false
    }

    /// `unowned(safe)`, `nonisolated(unsafe)`, `private(set)`: one word in parentheses.
    private func isModifierDetail(_ index: Int) -> Bool {
        index + 2 <= last && tokens[index + 1].kind == .identifier && tokens[index + 2].kind == .close
    }

    private func isNamed(_ index: Int, before words: [SwiftWord]) -> Bool {
        index + 2 <= last && tokens[index + 1].kind == .identifier && !tokens[index + 1].flags.contains(.afterNewline)
            && words.contains(self.words[index + 2])
    }

    /// Attributes stand before closures and types as well.
    private func leadsToDeclaration(behindAttributes index: Int) -> Bool {
        var index = index
        var steps = 0
        while index < last, steps < 32, words[index] == .at || words[index].isDirective {
            steps += 1
            if words[index].isDirective {
                index = endOfDirective(index)
                continue
            }
            index = endOfAttribute(index)
        }
        return isDeclaration(at: index, .members)
    }

    /// The token behind `@Name.Of.It<Arguments>(…)`.
    func endOfAttribute(_ index: Int) -> Int {
        var index = min(index + 1, last)
        while index < last, tokens[index].kind == .identifier {
            index += 1
            guard words[index] == .dot else { break }
            index += 1
        }
        if words[index] == .less { index = endOfParameterClause(index, limit: 64) }
        if words[index] == .parenthesis, !tokens[index].flags.contains(.afterSpace) { index = behind(index) }
        return index
    }

    mutating func readDeclaration(into parent: NodeID, as role: Role, _ surroundings: Surroundings) {
        var head = DeclarationHead(start: start)
        readHead(&head)
        switch word {
        case .import: attach(readImport(head), head, as: role, to: parent)
        case .struct, .class, .enum, .protocol, .extension, .actor: builder.attach(readTypeDeclaration(head), as: role, to: parent)
        case .func, .macro: builder.attach(readFunction(head), as: role, to: parent)
        case .`init`, .deinit: builder.attach(readInitializer(head), as: role, to: parent)
        case .subscript: builder.attach(readSubscript(head), as: role, to: parent)
        case .let, .var: readVariables(head, into: parent, as: role)
        case .case: readEnumCases(head, into: parent, as: role)
        case .typealias, .associatedtype: builder.attach(readTypeAlias(head), as: role, to: parent)
        case .operatorDeclaration, .precedenceGroup: skipOperatorDeclaration()
        default:
            // Attributes of nothing: a macro's expansion, or a file that is being written.
            for decorator in head.decorators { builder.attach(decorator, as: role, to: parent) }
        }
    }

    private mutating func attach(_ node: NodeID, _ head: DeclarationHead, as role: Role, to parent: NodeID) {
        builder.attach(node, as: role, to: parent)
    }

    private mutating func readHead(_ head: inout DeclarationHead) {
        while index < last {
            switch word {
            case .at:
                head.isReexported = head.isReexported || text(at: min(index + 1, last), is: "_exported")
                let before = index
                head.decorators.append(readAttribute())
                if index == before { return }
            case .poundIf, .poundElseif, .poundElse, .poundEndif:
                guard !head.decorators.isEmpty else { return }
                skipDirectives()
            case .class where isClassModifier:
                head.flags.insert(.isStatic)
                advance()
            case .static:
                head.flags.insert(.isStatic)
                advance()
            default:
                guard word.isReservedModifier || word.isContextualModifier else { return }
                if word == .async { head.flags.insert(.isAsync) }
                if word == .public { head.flags.insert(.exported) }
                advance()
                if word == .parenthesis, isModifierDetail(index) { index = behind(index) }
            }
        }
    }

    /// `class` before another keyword says `static`.
    private var isClassModifier: Bool {
        let next = wordAhead(1)
        return next == .func || next == .var || next == .let || next == .subscript || next.isReservedModifier
            || next.isContextualModifier && isDeclaration(at: index + 1, .members)
    }

    mutating func readAttribute() -> NodeID {
        let node = builder.make(.decorator, start, start)
        advance()
        guard kind == .identifier else {
            finish(node)
            return node
        }
        // Attributes of the language are written in small letters, and their arguments have grammars of their own.
        let first = bytes[start]
        let isBuiltIn = first >= UInt8(ascii: "_")
        let valueStart = start
        var value = builder.make(.identifier, start, Int(tokens[index].end), name: symbol(index))
        advance()
        while word == .dot, kindAhead(1) == .identifier {
            advance()
            let member = builder.make(.member, valueStart, Int(tokens[index].end), name: symbol(index), nameStart: start)
            builder.attach(value, as: .base, to: member)
            value = member
            advance()
        }
        let types = word == .less ? readTypeArguments() : []
        if word == .parenthesis, isAdjacent {
            if isBuiltIn {
                skip()
            } else {
                value = readCall(value, start: valueStart, types)
            }
        }
        builder.attach(value, as: .value, to: node)
        if builder[value].kind != .call { for type in types { builder.attach(type, as: .typeArgument, to: value) } }
        finish(node)
        return node
    }

    private mutating func skipOperatorDeclaration() {
        let isGroup = word == .precedenceGroup
        advance()
        while index < last, kind != .close, !isAtLineStart, word != .semicolon, word != .brace { skip() }
        if isGroup || word == .brace && !isAtLineStart, word == .brace { skip() }
    }
}

/// What was read in front of a declaration's keyword.
struct DeclarationHead {
    var start: Int
    var decorators: [NodeID] = []
    var flags: NodeFlags = []
    /// `@_exported`
    var isReexported = false
}

// Imports, types and their cases.
extension SwiftReader {
    mutating func attachDecorators(_ head: DeclarationHead, to node: NodeID) {
        for decorator in head.decorators { builder.attach(decorator, as: .decorator, to: node) }
    }

    /// `import A.B`, `import struct A.B`: the latter binds `B` of the module `A`.
    private mutating func readImport(_ head: DeclarationHead) -> NodeID {
        let node = builder.make(.importDeclaration, head.start, head.start, flags: head.isReexported ? .exported : [])
        advance()
        var bindsMember = false
        switch word {
        case .struct, .class, .enum, .protocol, .typealias, .func, .let, .var:
            bindsMember = kindAhead(1) == .identifier && !tokens[index + 1].flags.contains(.afterNewline)
        default: break
        }
        if bindsMember { advance() }
        let first = start
        builder[node].nameStart = UInt32(truncatingIfNeeded: first)
        var end = first
        var lastName = index
        while kind == .identifier || word.isOperator && bindsMember {
            lastName = index
            advance()
            guard word == .dot, !isAtLineStart else { break }
            end = previousEnd
            advance()
        }
        let wholeEnd = max(first, previousEnd)
        if bindsMember, end > first {
            builder[node].name = builder.intern(first, end)
            let (start, stop) = (Int(tokens[lastName].start), Int(tokens[lastName].end))
            let binding = builder.make(.importBinding, start, stop, name: symbol(lastName))
            builder.attach(builder.make(.identifier, start, stop, name: symbol(lastName)), as: .imported, to: binding)
            builder.attach(binding, as: .binding, to: node)
        } else {
            builder[node].name = builder.intern(first, wholeEnd)
        }
        finish(node)
        return node
    }

    private mutating func readTypeDeclaration(_ head: DeclarationHead) -> NodeID {
        let keyword = word
        let node = builder.make(.classDeclaration, head.start, head.start, flags: head.flags)
        attachDecorators(head, to: node)
        advance()
        builder[node].nameStart = UInt32(truncatingIfNeeded: start)
        switch keyword {
        case .extension:
            builder.addFlags(.typeExtension, to: node)
            readExtendedName(into: node)
        case .protocol: builder.addFlags(.protocolType, to: node)
        case .enum: builder.addFlags(.enumeration, to: node)
        default: break
        }
        if keyword != .extension, kind == .identifier {
            builder[node].name = symbol(index)
            advance()
        }
        if word == .less { skipParameterClause() }
        if take(.colon) { readInheritance(into: node) }
        skipWhereClause()
        if word == .brace { readMembers(into: node, keyword == .enum ? .enumMembers : .members) }
        finish(node)
        return node
    }

    /// The extended type as it is written; `extension [Token]` extends `Array`.
    private mutating func readExtendedName(into node: NodeID) {
        let type = readType()
        guard type.exists else { return }
        builder[node].name = builder[type].name
    }

    private mutating func readInheritance(into node: NodeID) {
        repeat {
            if take(.class) { continue }
            let before = index
            builder.attach(readType(), as: .base, to: node)
            if index == before { return }
        } while take(.comma)
    }

    private mutating func readMembers(into node: NodeID, _ surroundings: Surroundings) {
        guard enter() else {
            builder.attach(readUnknown(), as: .member, to: node)
            return
        }
        insideBrackets { reader, close in
            reader.patternForm = .none
            reader.readStatements(into: node, as: .member, until: close, surroundings)
        }
        depth -= 1
    }

    /// `case a, b(x: Int), c = "d"`: one node each.
    private mutating func readEnumCases(_ head: DeclarationHead, into parent: NodeID, as role: Role) {
        advance()
        var isFirst = true
        repeat {
            guard kind == .identifier, !word.isReserved || word == .default else { return }
            let node = builder.make(.enumCase, isFirst ? head.start : start, start, name: symbol(index), nameStart: start)
            if isFirst { attachDecorators(head, to: node) }
            isFirst = false
            advance()
            if word == .parenthesis { readParameters(into: node, .associatedValues) }
            if take(.equal) { builder.attach(readExpression(Precedence.ternary), as: .value, to: node) }
            finish(node)
            builder.attach(node, as: role, to: parent)
        } while take(.comma)
    }

    private mutating func readTypeAlias(_ head: DeclarationHead) -> NodeID {
        let node = builder.make(.typeAlias, head.start, head.start)
        attachDecorators(head, to: node)
        advance()
        if kind == .identifier {
            builder[node].name = symbol(index)
            builder[node].nameStart = UInt32(truncatingIfNeeded: start)
            advance()
        }
        if word == .less { skipParameterClause() }
        if take(.colon) {
            // What an associated type conforms to is a constraint.
            repeat {
                guard skipTypes(from: &index) else { break }
            } while take(.comma)
        }
        if take(.equal) { builder.attach(readType(), as: .type, to: node) }
        skipWhereClause()
        finish(node)
        return node
    }
}
