// Types. Constraints are passed over: no question of this tool needs them.
extension SwiftReader {
    /// A type, or `none` where none begins.
    mutating func readType() -> NodeID {
        guard enter() else { return readDeepType() }
        defer { depth -= 1 }
        skipTypeSpecifiers()
        let start = start
        let first = readOperandType()
        guard first.exists else { return .none }
        var type = first
        if word == .ampersand, wordAhead(1) != .close {
            type = builder.make(.typeReference, start, start, name: builder.intern("&"))
            builder.attach(first, as: .typeArgument, to: type)
            while take(.ampersand) {
                skipTypeSpecifiers()
                builder.attach(readOperandType(), as: .typeArgument, to: type)
            }
            finish(type)
        }
        guard isBeforeArrow else { return type }
        skipEffects()
        advance()
        let function = builder.make(.typeReference, start, start)
        builder.attach(type, as: .typeArgument, to: function)
        builder.attach(readType(), as: .typeArgument, to: function)
        finish(function)
        return function
    }

    private mutating func readDeepType() -> NodeID {
        let start = start
        _ = skipTypes(from: &index)
        return builder.make(.typeReference, start, max(start, previousEnd))
    }

    /// `->`, `async throws ->`, `throws(E) ->`
    var isBeforeArrow: Bool {
        var index = index
        while index < last, words[index] == .async || words[index] == .throws || words[index] == .rethrows || words[index] == .reasync {
            index += 1
            if words[index] == .parenthesis { index = behind(index) }
        }
        return words[index] == .arrow
    }

    private mutating func skipTypeSpecifiers() { index = endOfTypeSpecifiers(index) }

    /// The token behind `@escaping`, `inout`, `any`, `~` and the like.
    private func endOfTypeSpecifiers(_ index: Int) -> Int {
        var index = index
        while index < last {
            switch words[index] {
            case .at: index = endOfAttribute(index)
            case .tilde: index += 1
            case .nonisolated where index + 1 < last && words[index + 1] == .parenthesis: index = behind(index + 1)
            default:
                guard words[index].isTypeSpecifier, index + 1 < last else { return index }
                switch tokens[index + 1].kind {
                case .identifier where !words[index + 1].isReserved, .open where words[index + 1] != .brace: index += 1
                case .punctuation where words[index + 1] == .at || words[index + 1] == .tilde: index += 1
                default: return index
                }
            }
        }
        return index
    }

    /// A type without `&` and `->`, with its `?` and `.Type`.
    private mutating func readOperandType() -> NodeID {
        var type: NodeID
        switch kind {
        case .identifier where !word.isReserved || word == .class: type = readNamedType()
        case .open where word == .bracket: type = readCollectionType()
        case .open where word == .parenthesis: type = readTupleType()
        case .number:
            type = builder.make(.typeReference, start, Int(tokens[index].end), name: symbol(index))
            advance()
        default: return .none
        }
        while isAdjacent || word == .dot {
            if word == .postfixQuestion || word == .exclamation {
                builder.addFlags(.optional, to: type)
            } else if word == .dot, kindAhead(1) == .identifier, !isAtLineStart {
                advance()
            } else {
                break
            }
            advance()
            finish(type)
        }
        return type
    }

    /// `A.B<C>.D`, named `A.B.D`.
    private mutating func readNamedType() -> NodeID {
        let first = index
        let node = builder.make(.typeReference, start, start)
        var isContiguous = true
        var name: [UInt8] = []
        appendName(&name)
        advance()
        while true {
            if word == .less, isAdjacent {
                isContiguous = false
                for argument in readTypeArguments() { builder.attach(argument, as: .typeArgument, to: node) }
            }
            let separator = isModuleSelector ? 2 : 1
            guard word == .dot && !isAtLineStart || separator == 2, kindAhead(separator) == .identifier else { break }
            isContiguous = isContiguous && isAdjacent && separator == 1 && !tokens[index + 1].flags.contains(.afterSpace)
            index += separator
            name.append(UInt8(ascii: "."))
            appendName(&name)
            advance()
        }
        finish(node)
        let (start, end) = (Int(tokens[first].start), previousEnd)
        builder[node].name = isContiguous && name.count == end - start ? builder.intern(start, end) : builder.intern(decoded: name)
        return node
    }

    /// `Module::Name`
    var isModuleSelector: Bool {
        word == .colon && wordAhead(1) == .colon && isAdjacent && index + 2 <= last && tokens[index + 2].kind == .identifier
            && tokens[index + 1].flags.isEmpty && tokens[index + 2].flags.isEmpty
    }

    private func appendName(_ name: inout [UInt8]) {
        let (start, end) = (Int(tokens[index].start), Int(tokens[index].end))
        let isQuoted = end > start + 2 && bytes[start] == UInt8(ascii: "`")
        name.append(contentsOf: isQuoted ? bytes[start + 1..<end - 1] : bytes[start..<end])
    }

    /// `<A, B>`, whose types the caller attaches.
    mutating func readTypeArguments() -> [NodeID] {
        var arguments: [NodeID] = []
        advance()
        while word != .greater, kind != .endOfFile, kind != .close {
            let before = index
            let type = readType()
            if type.exists { arguments.append(type) }
            if !take(.comma), index == before { break }
            if word != .greater, previousEnd == Int(tokens[before].start) { break }
        }
        _ = take(.greater)
        return arguments
    }

    /// `[A]`, `[A: B]`, `[3 of A]`
    private mutating func readCollectionType() -> NodeID {
        let node = builder.make(.typeReference, start, start)
        var name: StaticString = "Array"
        insideBrackets { reader, close in
            reader.builder.attach(reader.readType(), as: .typeArgument, to: node)
            if reader.index < close, reader.word == .colon || reader.word == .of {
                name = reader.word == .of ? "InlineArray" : "Dictionary"
                reader.advance()
                reader.builder.attach(reader.readType(), as: .typeArgument, to: node)
            }
        }
        builder[node].name = builder.intern(name.description)
        finish(node)
        return node
    }

    /// `(A, label: B)`; parentheses around one type leave no node.
    private mutating func readTupleType() -> NodeID {
        let node = builder.make(.typeReference, start, start)
        var only = NodeID.none
        var count = 0
        insideBrackets { reader, close in
            while reader.index < close {
                let before = reader.index
                reader.skipTupleLabel()
                let type = reader.readType()
                count += 1
                if count == 1 {
                    only = type
                } else {
                    if count == 2 { reader.builder.attach(only, as: .typeArgument, to: node) }
                    reader.builder.attach(type, as: .typeArgument, to: node)
                }
                if reader.word == .operator, reader.text(at: reader.index, is: "...") { reader.advance() }
                if !reader.take(.comma), reader.index == before { reader.skip() }
                if reader.index == before { return }
            }
        }
        if count == 1, only.exists, !isBeforeArrow { return only }
        if count == 1 { builder.attach(only, as: .typeArgument, to: node) }
        finish(node)
        return node
    }

    private mutating func skipTupleLabel() {
        guard kind == .identifier else { return }
        if wordAhead(1) == .colon, wordAhead(2) != .colon {
            index += 2
        } else if kindAhead(1) == .identifier, wordAhead(2) == .colon {
            index += 3
        }
    }
}

// What is passed over.
extension SwiftReader {
    /// `<T: P, let n: Int>` behind a declaration's name.
    mutating func skipParameterClause() { index = endOfParameterClause(index) }

    /// The token behind the `>` of a declaration's generic clause. What cannot stand in one ends the search, which keeps it linear.
    func endOfParameterClause(_ open: Int, limit: Int = .max) -> Int {
        var index = open + 1
        var depth = 1
        var steps = 0
        while index < last, depth > 0, steps < limit {
            steps += 1
            switch tokens[index].kind {
            case .close, .interpolationEnd, .string, .stringStart, .unknown: return index
            case .open where words[index] == .brace: return index
            case .identifier where words[index].isDeclarationKeyword && words[index] != .let && words[index] != .class: return index
            default: break
            }
            if words[index] == .less { depth += 1 }
            if words[index] == .greater { depth -= 1 }
            index = behind(index)
        }
        return min(index, last)
    }

    /// `where T: P, U == V`
    mutating func skipWhereClause() {
        guard take(.where) else { return }
        repeat {
            let before = index
            guard skipTypes(from: &index) else { return }
            if word == .colon || word == .less || word == .operator || word == .equal, !isAtLineStart || word == .operator {
                advance()
                _ = skipTypes(from: &index)
            }
            if index == before { return }
        } while take(.comma)
    }

    /// Passes over one type without a stack: any depth of angle brackets is one loop. Says whether a type was there.
    func skipTypes(from index: inout Int) -> Bool {
        let begin = index
        while index < last {
            index = endOfTypeSpecifiers(index)
            switch tokens[index].kind {
            case .identifier where !words[index].isReserved || words[index] == .class: index += 1
            case .open where words[index] != .brace: index = behind(index)
            case .number: index += 1
            default: return index > begin
            }
            while index < last {
                let isAdjacent = !tokens[index].flags.contains(.afterSpace)
                if isAdjacent, words[index] == .postfixQuestion || words[index] == .exclamation {
                    index += 1
                } else if words[index] == .dot, tokens[min(index + 1, last)].kind == .identifier {
                    index = min(index + 2, last)
                } else if words[index] == .less, isAdjacent {
                    index = endOfParameterClause(index)
                } else {
                    break
                }
            }
            while index < last, words[index] == .async || words[index] == .throws || words[index] == .rethrows {
                index += 1
                if words[index] == .parenthesis { index = behind(index) }
            }
            guard words[index] == .ampersand || words[index] == .arrow else { break }
            index += 1
        }
        return index > begin
    }
}
