// What an expression begins with.
extension SwiftReader {
    /// The innermost part of an operand, or `none` where none begins.
    mutating func readPrimary() -> NodeID {
        switch kind {
        case .identifier: return readWord()
        case .number:
            let node = builder.make(.number, start, Int(tokens[index].end), name: digits(index))
            advance()
            return node
        case .string: return readString()
        case .stringStart: return readInterpolatedString()
        case .regularExpression:
            let node = builder.make(.regularExpression, start, Int(tokens[index].end), name: regexPattern(index))
            advance()
            return node
        case .open:
            switch word {
            case .parenthesis: return readParentheses()
            case .bracket: return readCollection()
            default: return condition == .none && patternForm == .none ? readClosure() : .none
            }
        case .punctuation:
            switch word {
            case .dot:
                let node = builder.make(.member, start, Int(tokens[index].end))
                advance()
                readMemberName(into: node)
                return node
            case .backslash: return readKeyPath()
            default: return .none
            }
        default: return .none
        }
    }

    private mutating func readWord() -> NodeID {
        let (nodeStart, end) = (start, Int(tokens[index].end))
        switch word {
        case .selfValue:
            advance()
            return builder.make(.selfReference, nodeStart, end)
        case .super:
            advance()
            return builder.make(.superReference, nodeStart, end)
        case .true, .false:
            let name = symbol(index)
            advance()
            return builder.make(.boolean, nodeStart, end, name: name)
        case .nil:
            let name = symbol(index)
            advance()
            return builder.make(.null, nodeStart, end, name: name)
        case .if, .switch:
            return patternForm == .none ? readNestedCompound() : .none
        case .do where wordAhead(1) == .brace || wordAhead(1) == .throws:
            return readNestedCompound()
        case .poundAvailable, .poundUnavailable:
            let node = builder.make(.identifier, nodeStart, end, name: symbol(index))
            advance()
            // Platforms and versions have a grammar of their own.
            if word == .parenthesis { skip() }
            return node
        default:
            guard !word.isReserved else { return .none }
            let node = builder.make(.identifier, nodeStart, end, name: symbol(index))
            advance()
            return node
        }
    }

    /// `if` and `switch` as expressions.
    private mutating func readNestedCompound() -> NodeID {
        guard enter() else { return readUnknown() }
        defer { depth -= 1 }
        let outer = condition
        condition = .none
        defer { condition = outer }
        return readCompound()
    }

    /// A tuple; parentheses around one expression leave no node.
    private mutating func readParentheses() -> NodeID {
        let nodeStart = start
        let close = min(max(Int(tokens[index].partner), index), last)
        // The usual case first: one expression, which needs no list.
        if index + 1 < close, !(kindAhead(1) == .identifier && wordAhead(2) == .colon) {
            let outer = (condition, index)
            condition = .none
            advance()
            let only = readElement(until: close)
            condition = outer.0
            if index >= close, only.exists {
                index = min(close + 1, last)
                return only
            }
            return readTuple(nodeStart, first: only, until: close)
        }
        let outer = condition
        condition = .none
        advance()
        let tuple = readTuple(nodeStart, first: .none, until: close)
        condition = outer
        return tuple
    }

    private mutating func readTuple(_ nodeStart: Int, first: NodeID, until close: Int) -> NodeID {
        let node = builder.make(.array, nodeStart, nodeStart, flags: .tuple)
        builder.attach(first, as: .element, to: node)
        let outer = condition
        condition = .none
        if first.exists { _ = take(.comma) }
        while index < close {
            let before = index
            skipDirectives()
            guard index < close else { break }
            if kind == .identifier, wordAhead(1) == .colon {
                let property = builder.make(.property, start, start, name: symbol(index))
                index += 2
                builder.attach(readElement(until: close), as: .value, to: property)
                finish(property)
                builder.attach(property, as: .element, to: node)
            } else {
                builder.attach(readElement(until: close), as: .element, to: node)
            }
            if !take(.comma), index == before {
                skip()
                if index == before { break }
            }
        }
        condition = outer
        index = min(close + 1, last)
        finish(node)
        return node
    }

    /// `[a, b]`, `[:]`, `[k: v]`
    private mutating func readCollection() -> NodeID {
        let node = builder.make(.array, start, start)
        insideBrackets { reader, close in
            if reader.word == .colon, reader.index + 1 == close {
                reader.builder[node].kind = .object
                reader.advance()
                return
            }
            while reader.index < close {
                let before = reader.index
                reader.skipDirectives()
                guard reader.index < close else { return }
                let element = reader.readCollectionElement(of: node, until: close)
                reader.builder.attach(element, as: .element, to: node)
                reader.skipDirectives()
                if !reader.take(.comma), reader.index == before {
                    reader.skip()
                    if reader.index == before { return }
                }
            }
        }
        finish(node)
        return node
    }

    private mutating func readCollectionElement(of collection: NodeID, until close: Int) -> NodeID {
        let elementStart = start
        if kind == .string, wordAhead(1) == .colon {
            builder[collection].kind = .object
            let property = builder.make(.property, elementStart, elementStart, name: stringSymbol(index))
            index += 2
            builder.attach(readElement(until: close), as: .value, to: property)
            finish(property)
            return property
        }
        let element = readElement(until: close)
        guard word == .colon, index < close else {
            // `[3 of Int]` as a type.
            return element
        }
        builder[collection].kind = .object
        let property = builder.make(.property, elementStart, elementStart)
        advance()
        builder.attach(element, as: .key, to: property)
        builder.attach(readElement(until: close), as: .value, to: property)
        finish(property)
        return property
    }

    /// `\Root.a.b`, named by the text behind the backslash.
    private mutating func readKeyPath() -> NodeID {
        let nodeStart = start
        advance()
        let textStart = previousEnd
        var isFirst = true
        while index < last, isAdjacent {
            switch kind {
            case .identifier, .number: advance()
            case .open where word != .brace && (word == .bracket || isFirst || isMethodOfKeyPath): skip()
            case .punctuation:
                switch word {
                case .dot, .postfixQuestion, .exclamation, .question: advance()
                case .less:
                    let end = endOfParameterClause(index, limit: 64)
                    guard end > index, words[end - 1] == .greater else { return keyPath(nodeStart, textStart) }
                    index = end
                default: return keyPath(nodeStart, textStart)
                }
            default: return keyPath(nodeStart, textStart)
            }
            isFirst = false
        }
        return keyPath(nodeStart, textStart)
    }

    private var isMethodOfKeyPath: Bool { word == .parenthesis && index > 1 && words[index - 2] == .dot }

    private mutating func keyPath(_ start: Int, _ textStart: Int) -> NodeID {
        builder.make(.keyPath, start, previousEnd, name: builder.intern(textStart, previousEnd))
    }
}
