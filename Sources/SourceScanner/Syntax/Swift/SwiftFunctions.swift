// Functions, their parameters, variables and accessors.
extension SwiftReader {
    enum ParameterList { case function, associatedValues, closure }

    mutating func readFunction(_ head: DeclarationHead) -> NodeID {
        let node = builder.make(.function, head.start, head.start, flags: head.flags)
        attachDecorators(head, to: node)
        let isMacro = word == .macro
        advance()
        readFunctionName(into: node)
        readSignature(into: node)
        if isMacro, take(.equal) {
            builder.addFlags(.expressionBody, to: node)
            builder.attach(readExpression(), as: .body, to: node)
            skipWhereClause()
        }
        if word == .brace { builder.attach(readBlock(), as: .body, to: node) }
        finish(node)
        return node
    }

    /// A name or an operator. `==<T>` is the operator `==` and a generic clause.
    private mutating func readFunctionName(into node: NodeID) {
        let nameStart = start
        builder[node].nameStart = UInt32(truncatingIfNeeded: nameStart)
        if kind == .identifier {
            builder[node].name = symbol(index)
            advance()
            if word == .less { skipParameterClause() }
            return
        }
        var end = nameStart
        while kind == .punctuation, word.isOperator || word == .postfixQuestion || word == .dot, end == nameStart || isAdjacent {
            end = Int(tokens[index].end)
            advance()
        }
        if kind == .identifier, end > nameStart + 1, bytes[end - 1] == UInt8(ascii: "<") {
            end -= 1
            index = endOfParameterClause(index - 1)
        } else if word == .less {
            skipParameterClause()
        }
        builder[node].name = builder.intern(nameStart, end)
    }

    /// Parameters, effects and the returned type.
    private mutating func readSignature(into node: NodeID) {
        if word == .less { skipParameterClause() }
        if word == .parenthesis { readParameters(into: node, .function) }
        builder.addFlags(skipEffects(), to: node)
        if take(.arrow) { builder.attach(readType(), as: .type, to: node) }
        skipWhereClause()
    }

    /// `async`, `throws(E)`, `rethrows`
    @discardableResult mutating func skipEffects() -> NodeFlags {
        var flags: NodeFlags = []
        while true {
            switch word {
            case .async, .reasync: flags.insert(.isAsync)
            case .throws, .rethrows, .throw: break
            default: return flags
            }
            let takesType = word == .throws
            advance()
            if takesType, word == .parenthesis { skip() }
        }
    }

    mutating func readInitializer(_ head: DeclarationHead) -> NodeID {
        let isInitializer = word == .`init`
        let node = builder.make(
            .function, head.start, head.start, name: symbol(index), nameStart: start,
            flags: isInitializer ? head.flags.union(.initializer) : head.flags)
        attachDecorators(head, to: node)
        advance()
        if isAdjacent, word == .postfixQuestion || word == .exclamation || word == .question {
            builder.addFlags(.optional, to: node)
            advance()
        }
        readSignature(into: node)
        if word == .brace { builder.attach(readBlock(), as: .body, to: node) }
        finish(node)
        return node
    }

    mutating func readSubscript(_ head: DeclarationHead) -> NodeID {
        let node = builder.make(.function, head.start, head.start, name: symbol(index), nameStart: start, flags: head.flags)
        attachDecorators(head, to: node)
        advance()
        readSignature(into: node)
        if word == .brace {
            if isAccessorList(index) { readAccessors(into: node) } else { builder.attach(readBlock(), as: .body, to: node) }
        }
        finish(node)
        return node
    }

    mutating func readParameters(into node: NodeID, _ list: ParameterList) {
        insideBrackets { reader, close in
            reader.patternForm = .none
            while reader.index < close {
                let before = reader.index
                reader.skipDirectives()
                guard reader.index < close else { return }
                reader.builder.attach(reader.readParameter(list), as: .parameter, to: node)
                if !reader.take(.comma), reader.index == before {
                    reader.skip()
                    if reader.index == before { return }
                }
            }
        }
    }

    private mutating func readParameter(_ list: ParameterList) -> NodeID {
        let first = index
        let node = builder.make(.parameter, start, start)
        while word == .at {
            let before = index
            builder.attach(readAttribute(), as: .decorator, to: node)
            if index == before { break }
        }
        while word.isTypeSpecifier, kindAhead(1) == .identifier, wordAhead(2) == .colon || kindAhead(2) == .identifier { advance() }
        readParameterNames(into: node, list)
        if list == .associatedValues, !builder[node].name.raw.isNonZero, !builder.firstChild(of: node, .label).exists || word != .colon {
            if word == .colon { advance() }
            builder.attach(readType(), as: .type, to: node)
        } else if take(.colon) {
            builder.attach(readType(), as: .type, to: node)
        }
        if word == .operator, text(at: index, is: "...") {
            builder.addFlags(.spread, to: node)
            advance()
        }
        if take(.equal) { builder.attach(readExpression(Precedence.ternary), as: .value, to: node) }
        if index == first { builder[node].kind = .unknown }
        finish(node)
        return node
    }

    /// `label name`, `name`, `_ name`, `_`; nothing before a bare type.
    private mutating func readParameterNames(into node: NodeID, _ list: ParameterList) {
        guard kind == .identifier else { return }
        let first = index
        let hasSecond = kindAhead(1) == .identifier && (list != .associatedValues || wordAhead(2) == .colon)
        let isNamed = hasSecond || wordAhead(1) == .colon || list != .associatedValues
        guard isNamed else { return }
        let nameIndex = hasSecond ? first + 1 : first
        if hasSecond || words[first] == .underscore && list == .function {
            let label = builder.make(.identifier, Int(tokens[first].start), Int(tokens[first].end), name: symbol(first))
            builder.attach(label, as: .label, to: node)
        }
        if hasSecond || words[first] != .underscore || list == .closure {
            builder[node].name = symbol(nameIndex)
            builder[node].nameStart = tokens[nameIndex].start
        }
        index = nameIndex
        advance()
    }

    /// `let a = b, (c, d): T { … }`: one node for each declarator.
    mutating func readVariables(_ head: DeclarationHead, into parent: NodeID, as role: Role) {
        let flags = word == .let ? head.flags.union(.constant) : head.flags
        var nodeStart = head.start
        advance()
        var isFirst = true
        repeat {
            if !isFirst { nodeStart = start }
            let before = index
            let node = builder.make(.variable, nodeStart, nodeStart, nameStart: start, flags: flags)
            if isFirst { attachDecorators(head, to: node) }
            builder.attach(readBindingTarget(), as: .target, to: node)
            if take(.colon) { builder.attach(readType(), as: .type, to: node) }
            let hasValue = take(.equal)
            if hasValue { builder.attach(readExpression(Precedence.ternary), as: .value, to: node) }
            if word == .brace, !hasValue || isAccessorList(index) { readAccessors(into: node) }
            finish(node)
            builder.attach(node, as: role, to: parent)
            isFirst = false
            if index == before { return }
        } while take(.comma)
    }
}

extension UInt32 {
    fileprivate var isNonZero: Bool { self != 0 }
}

// Accessors.
extension SwiftReader {
    /// Whether the braces that open at a token hold `get`, `set`, `willSet` and the like rather than statements.
    func isAccessorList(_ open: Int) -> Bool {
        guard words[open] == .brace else { return false }
        var index = open + 1
        while index < last {
            let word = words[index]
            if word == .at {
                index = endOfAttribute(index)
            } else if word.isDirective {
                index = endOfDirective(index)
            } else if word.isContextualModifier, index + 1 < last, tokens[index + 1].kind == .identifier {
                index += 1
            } else {
                break
            }
        }
        guard index < last, words[index].isAccessor || words[index] == .`init` else { return false }
        let isInit = words[index] == .`init`
        let takesParameter = [.set, .willSet, .didSet, .`init`].contains(words[index])
        index += 1
        switch words[index] {
        case .brace, .async: return true
        case .throws, .rethrows: return true
        case .parenthesis:
            // `set(value) { … }`, and not a call.
            return takesParameter && index + 2 < last && tokens[index + 1].kind == .identifier && words[behind(index)] == .brace
        case .get, .set, .underscoredModify, .modify, .read, .underscoredRead, .nonmutating, .mutating:
            return !isInit
        case .close: return words[index - 1] == .get || words[index - 1] == .set
        default: return false
        }
    }

    /// `{ get … set … }`, or the braces of a property that is only read.
    mutating func readAccessors(into node: NodeID) {
        guard isAccessorList(index) else {
            let getter = builder.make(.function, start, start, name: builder.intern("get"), flags: .getter)
            builder.attach(readBlock(), as: .body, to: getter)
            finish(getter)
            builder.attach(getter, as: .accessor, to: node)
            return
        }
        guard enter() else {
            builder.attach(readUnknown(), as: .accessor, to: node)
            return
        }
        insideBrackets { reader, close in
            reader.patternForm = .none
            while reader.index < close {
                let before = reader.index
                reader.skipDirectives()
                guard reader.index < close else { return }
                if reader.word == .semicolon {
                    reader.advance()
                } else {
                    reader.builder.attach(reader.readAccessor(), as: .accessor, to: node)
                }
                if reader.index == before { reader.builder.attach(reader.readUnknown(), as: .accessor, to: node) }
                if reader.index == before { return }
            }
        }
        depth -= 1
    }

    private mutating func readAccessor() -> NodeID {
        let nodeStart = start
        var decorators: [NodeID] = []
        while word == .at { decorators.append(readAttribute()) }
        while word.isContextualModifier, kindAhead(1) == .identifier { advance() }
        // Any name before a brace is one, be it of a later Swift.
        guard word.isAccessor || word == .`init` || kind == .identifier && wordAhead(1) == .brace else {
            // Not an accessor after all: whatever was read stays under a node of its own.
            guard !decorators.isEmpty else { return .none }
            let unknown = builder.make(.unknown, nodeStart, previousEnd)
            for decorator in decorators { builder.attach(decorator, as: .element, to: unknown) }
            return unknown
        }
        let flags: NodeFlags =
            switch word {
            case .get, .read, .underscoredRead, .address: .getter
            case .`init`: .initializer
            default: .setter
            }
        let node = builder.make(.function, nodeStart, nodeStart, name: symbol(index), nameStart: start, flags: flags)
        for decorator in decorators { builder.attach(decorator, as: .decorator, to: node) }
        advance()
        if word == .parenthesis { readParameters(into: node, .closure) }
        builder.addFlags(skipEffects(), to: node)
        if word == .brace { builder.attach(readBlock(), as: .body, to: node) }
        finish(node)
        return node
    }
}
