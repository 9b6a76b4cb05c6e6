// Members, calls, subscripts and trailing closures: one loop, so that a chain of any length needs no stack.
extension SwiftReader {
    mutating func readPostfix() -> NodeID {
        let chainStart = start
        var node = readPrimary()
        guard node.exists else { return .none }
        var types: [NodeID] = []
        var isOptional = false
        var openDirectives = 0
        while index < last {
            switch word {
            case .dot:
                node = readMember(of: node, start: chainStart, isOptional: isOptional, &types)
                isOptional = false
                continue
            case .colon where isModuleSelector && builder[node].kind == .identifier && patternForm == .none:
                advance()
                node = readMember(of: node, start: chainStart, isOptional: false, &types)
                continue
            case .postfixQuestion:
                isOptional = true
                advance()
                continue
            case .exclamation where isAdjacent && isPostfixHere:
                let cast = builder.make(.cast, chainStart, Int(tokens[index].end), name: symbol(index), nameStart: start)
                builder.attach(node, as: .value, to: cast)
                advance()
                node = cast
                continue
            case .less where isAdjacent && isGenericHere(node):
                types = readTypeArguments()
                continue
            case .parenthesis where !isAtLineStart:
                if isCompoundName {
                    skip()
                } else {
                    node = readCall(node, start: chainStart, types, isOptional: isOptional)
                    types = []
                    isOptional = false
                }
                continue
            case .bracket where !isAtLineStart:
                attachTypes(&types, to: node)
                node = readSubscript(of: node, start: chainStart, isOptional: isOptional)
                isOptional = false
                continue
            case .brace where isCallable(node) && isTrailingClosure:
                node = readTrailingClosures(node, start: chainStart, types, isOptional: isOptional)
                types = []
                isOptional = false
                continue
            case .poundIf where isAtLineStart && words[endOfDirective(index)] == .dot:
                openDirectives += 1
                index = endOfDirective(index)
                continue
            case .poundElseif, .poundElse, .poundEndif:
                guard openDirectives > 0 else { break }
                if word == .poundEndif { openDirectives -= 1 }
                index = endOfDirective(index)
                continue
            case .operator, .ampersand, .tilde, .less, .greater:
                guard let postfix = readPostfixOperator(node, start: chainStart) else { break }
                node = postfix
                continue
            default: break
            }
            break
        }
        attachTypes(&types, to: node)
        return patternForm == .binding ? bound(node, isOptional: isOptional) : optionalPattern(node, isOptional)
    }

    /// Behind `let`, a bare name is bound.
    private mutating func bound(_ node: NodeID, isOptional: Bool) -> NodeID {
        guard builder[node].kind == .identifier, !isWildcard(node) else { return optionalPattern(node, isOptional) }
        let name = builder[node]
        let flags: NodeFlags = isOptional ? [.constant, .optionalBinding] : .constant
        let variable = builder.make(.variable, Int(name.start), Int(name.end), flags: flags)
        builder.attach(node, as: .target, to: variable)
        return variable
    }

    private mutating func optionalPattern(_ node: NodeID, _ isOptional: Bool) -> NodeID {
        if isOptional, patternForm != .none, builder[node].kind == .variable { builder.addFlags(.optionalBinding, to: node) }
        return node
    }

    private func isWildcard(_ node: NodeID) -> Bool {
        let (start, end) = (Int(builder[node].start), Int(builder[node].end))
        return end == start + 1 && bytes[start] == UInt8(ascii: "_")
    }

    /// Type arguments that no call followed belong to the name before them.
    private mutating func attachTypes(_ types: inout [NodeID], to node: NodeID) {
        for type in types { builder.attach(type, as: .typeArgument, to: node) }
        types = []
    }

    private mutating func readMember(of base: NodeID, start: Int, isOptional: Bool, _ types: inout [NodeID]) -> NodeID {
        attachTypes(&types, to: base)
        advance()
        let member = builder.make(.member, start, previousEnd, flags: isOptional ? .optionalChain : [])
        builder.attach(base, as: .base, to: member)
        readMemberName(into: member)
        return member
    }

    mutating func readMemberName(into member: NodeID) {
        builder[member].nameStart = UInt32(truncatingIfNeeded: start)
        guard kind == .identifier || kind == .number, !isAtLineStart || isAdjacentLine else {
            // `base.` with nothing behind it, or a tuple or subscript in a macro's argument.
            builder[member].nameStart = UInt32(truncatingIfNeeded: previousEnd)
            return
        }
        builder[member].name = symbol(index)
        advance()
        finish(member)
    }

    /// A name on the line below its dot is still the member's, unless a keyword shows that the dot was left unfinished.
    private var isAdjacentLine: Bool { !word.isReserved && !isDeclaration(at: index, .code) }

    /// `x!` and not the operator of `x != y` or `x !== y`.
    private var isPostfixHere: Bool { Int(tokens[index].end) - Int(tokens[index].start) == 1 }

    /// `rest...`, `value%`: an operator that touches its operand and nothing else.
    private mutating func readPostfixOperator(_ node: NodeID, start: Int) -> NodeID? {
        guard isLeftBound(index) else { return nil }
        let width = operatorWidth(at: index)
        guard !isRightBound(index + width, isLeftBound: true) else { return nil }
        let operatorStart = self.start
        let end = Int(tokens[index + width - 1].end)
        let unary = builder.make(.unary, start, end, name: builder.intern(operatorStart, end), nameStart: operatorStart)
        builder.attach(node, as: .value, to: unary)
        index = min(index + width, last)
        return unary
    }

    private mutating func readSubscript(of base: NodeID, start: Int, isOptional: Bool) -> NodeID {
        let node = builder.make(.subscripted, start, previousEnd, flags: isOptional ? .optionalChain : [])
        builder.attach(base, as: .base, to: node)
        let outer = patternForm
        patternForm = .none
        readArguments(into: node)
        patternForm = outer
        finish(node)
        return node
    }
}

// Calls.
extension SwiftReader {
    /// `callee(…)` with the closures behind it; the parenthesis is here.
    mutating func readCall(_ callee: NodeID, start: Int, _ types: [NodeID], isOptional: Bool = false) -> NodeID {
        let call = builder.make(.call, start, previousEnd, flags: isOptional ? .optionalChain : [])
        builder.attach(callee, as: .callee, to: call)
        for type in types { builder.attach(type, as: .typeArgument, to: call) }
        readArguments(into: call)
        finish(call)
        if word == .brace, isTrailingClosure { readTrailingClosures(into: call) }
        return call
    }

    private mutating func readTrailingClosures(_ callee: NodeID, start: Int, _ types: [NodeID], isOptional: Bool) -> NodeID {
        let call = builder.make(.call, start, previousEnd, flags: isOptional ? .optionalChain : [])
        builder.attach(callee, as: .callee, to: call)
        for type in types { builder.attach(type, as: .typeArgument, to: call) }
        readTrailingClosures(into: call)
        return call
    }

    /// `{ … } label: { … }`
    private mutating func readTrailingClosures(into call: NodeID) {
        attachTrailingClosure(to: call, start: start, name: .empty)
        while kind == .identifier, wordAhead(1) == .colon, wordAhead(2) == .brace, word != .default {
            let label = (start, symbol(index))
            index += 2
            attachTrailingClosure(to: call, start: label.0, name: label.1)
        }
        finish(call)
    }

    private mutating func attachTrailingClosure(to call: NodeID, start: Int, name: Symbol) {
        let argument = builder.make(.argument, start, start, name: name, flags: .trailingClosure)
        builder.attach(readClosure(), as: .value, to: argument)
        finish(argument)
        builder.attach(argument, as: .argument, to: call)
    }

    /// The arguments between the brackets that begin here.
    private mutating func readArguments(into node: NodeID) {
        // A pattern's arguments are patterns.
        insideBrackets { reader, close in reader.readArgumentList(into: node, until: close) }
    }

    mutating func readArgumentList(into node: NodeID, until close: Int) {
        while index < close {
            let before = index
            skipDirectives()
            guard index < close else { return }
            let argument = builder.make(.argument, start, start)
            if kind == .identifier, wordAhead(1) == .colon, !isSelectorHere {
                builder[argument].name = symbol(index)
                index += 2
            }
            builder.attach(readElement(until: close), as: .value, to: argument)
            finish(argument)
            builder.attach(argument, as: .argument, to: node)
            skipDirectives()
            if !take(.comma), index == before {
                skip()
                if index == before { return }
            }
        }
    }

    /// `Module::name`, which is no label.
    private var isSelectorHere: Bool {
        wordAhead(2) == .colon && tokens[index + 1].flags.isEmpty && tokens[index + 2].flags.isEmpty
    }

    /// An element of a list inside brackets: an expression, and where something is left before the comma, an `unknown` around both.
    mutating func readElement(until close: Int) -> NodeID {
        let elementStart = start
        let value = word == .is && patternForm != .none ? readPattern() : readExpression()
        if value.exists, index >= close || word == .comma || word == .colon || word.isDirective { return value }
        if !value.exists, index >= close || word == .comma { return .none }
        let unknown = builder.make(.unknown, elementStart, max(elementStart, previousEnd))
        builder.attach(value, as: .element, to: unknown)
        while index < close, word != .comma, !word.isDirective {
            let before = index
            builder.attach(readExpression(), as: .element, to: unknown)
            if index == before { skip() }
            if index == before { break }
        }
        finish(unknown)
        return unknown
    }

    /// `name(label:other:)`: a function's full name, not a call.
    private var isCompoundName: Bool {
        guard index + 3 <= last, tokens[index + 1].kind == .identifier, words[index + 2] == .colon else { return false }
        return tokens[index + 3].kind == .close || tokens[index + 3].kind == .identifier && wordAhead(4) == .colon
    }

    private func isCallable(_ node: NodeID) -> Bool {
        switch builder[node].kind {
        case .identifier, .member, .subscripted, .cast, .call, .selfReference, .superReference: true
        default: false
        }
    }

    /// Whether the brace here begins a closure that belongs to the call before it.
    private var isTrailingClosure: Bool {
        guard !isAccessorList(index), patternForm == .none else { return false }
        guard wordAhead(1) != .case else { return false }
        if condition == .none { return true }
        // In a condition the brace is the body, unless the line goes on as only an expression could.
        let next = behind(index)
        guard next < last else { return false }
        switch words[next] {
        case .brace, .where, .comma: return !tokens[next].flags.contains(.afterNewline) || words[next] == .comma
        case .else: return condition == .guardStatement
        case .dot: return true
        case .parenthesis, .bracket, .is, .as, .postfixQuestion, .question, .exclamation, .colon, .equal, .operator, .less, .greater:
            return !tokens[next].flags.contains(.afterNewline)
        default: return false
        }
    }
}

// Generic arguments in an expression.
extension SwiftReader {
    /// Whether the `<` here opens type arguments: they must read as types up to their `>`, and what follows must not be an operand.
    private mutating func isGenericHere(_ node: NodeID) -> Bool {
        let kind = builder[node].kind
        guard kind == .identifier || kind == .member, let end = angleEnd(index) else { return false }
        let next = min(end + 1, last)
        let token = tokens[next]
        if token.flags.contains(.afterNewline) { return true }
        switch token.kind {
        case .close, .endOfFile, .interpolationEnd, .open: return true
        case .identifier: return [.as, .is, .in, .where, .else].contains(words[next])
        case .punctuation:
            switch words[next] {
            case .dot, .comma, .semicolon, .colon, .equal, .exclamation, .postfixQuestion, .question: return true
            default: return token.flags.contains(.afterSpace) && next < last && tokens[next + 1].flags.contains(.afterSpace)
            }
        default: return false
        }
    }

    /// The `>` of a `<` if only types stand between them. Each token is looked at once for the whole file: every `<` on the way
    /// is decided together with the one that was asked for.
    private mutating func angleEnd(_ open: Int) -> Int? {
        if angles.isEmpty { angles = [Int32](repeating: 0, count: tokens.count) }
        if angles[open] != 0 { return angles[open] > 0 ? Int(angles[open]) : nil }
        var pending: [(index: Int, depth: Int)] = [(open, 0)]
        var depth = 0
        var index = open + 1
        scan: while index < last, let top = pending.last {
            switch tokens[index].kind {
            case .identifier:
                switch words[index] {
                case .throws, .rethrows, .class: break
                case .true, .false, .nil, .selfValue, .super, .try, .await, .if, .switch, .do, .poundAvailable: break scan
                default: if words[index].isReserved { break scan }
                }
            case .number: break
            case .open:
                if words[index] == .brace { break scan }
                depth += 1
            case .close:
                depth -= 1
                while let unclosed = pending.last, unclosed.depth > depth {
                    angles[unclosed.index] = -1
                    pending.removeLast()
                }
            case .punctuation:
                switch words[index] {
                case .less: pending.append((index, depth))
                case .greater:
                    guard top.depth == depth else { break scan }
                    angles[top.index] = Int32(truncatingIfNeeded: index)
                    pending.removeLast()
                case .comma, .dot, .arrow, .postfixQuestion, .ampersand, .at, .tilde, .exclamation: break
                case .colon: if depth == top.depth, wordAhead(index, 1) != .colon, wordAhead(index, -1) != .colon { break scan }
                case .operator: if !text(at: index, is: "...") { break scan }
                default: break scan
                }
            default: break scan
            }
            index += 1
        }
        for unclosed in pending { angles[unclosed.index] = -1 }
        return angles[open] > 0 ? Int(angles[open]) : nil
    }

    private func wordAhead(_ index: Int, _ distance: Int) -> SwiftWord { words[min(max(index + distance, 0), last)] }
}
