/// Assignments: what declares a name of this function, and what changes something that is there.
extension PythonReader {
    /// An expression, `a = b = value`, `a: T = value`, or `a += value`.
    mutating func readExpressionStatement(into parent: NodeID) {
        let first = start
        let firstIndex = index
        let expression = readExpressionList()
        guard expression.exists else { return }
        switch current {
        case .assign: readAssignments(to: expression, at: firstIndex, into: parent)
        case .augmentedAssign:
            let (name, nameStart) = (symbol(), start)
            advance()
            let value = readExpressionList()
            let node = make(.assignment, from: first, name: name, nameStart: nameStart)
            attach(expression, as: .target, to: node)
            attach(value, as: .value, to: node)
            attachStatement(node, to: parent)
        case .colon where isAnnotatable(expression): attachStatement(readAnnotated(expression, from: first), to: parent)
        default: attachStatement(expression, to: parent)
        }
    }

    private func isAnnotatable(_ node: NodeID) -> Bool {
        switch builder[node].kind {
        case .identifier, .selfReference, .member, .subscripted: true
        default: false
        }
    }

    private mutating func readAnnotated(_ target: NodeID, from first: Int) -> NodeID {
        advance()
        let type = readType()
        let value = skip(.assign) ? readExpressionList() : NodeID.none
        let node = makeAssignment(to: target, from: first)
        attach(target, as: .target, to: node)
        attach(type, as: .type, to: node)
        attach(value, as: .value, to: node)
        return node
    }

    /// A `variable` for a name or a pattern; an `assignment` for everything that exists already.
    mutating func makeAssignment(to target: NodeID, from first: Int) -> NodeID {
        guard target.exists else { return make(.variable, from: first, flags: .functionScoped) }
        let node = builder[target]
        switch node.kind {
        case .identifier where !scopes[scopes.count - 1].outer.contains(node.name), .arrayPattern:
            return make(.variable, from: first, flags: .functionScoped)
        default:
            return make(.assignment, from: first, name: names.assign)
        }
    }

    /// `a = b = value`: one node has the value, the others refer to its target.
    private mutating func readAssignments(to expression: NodeID, at firstIndex: Int, into parent: NodeID) {
        var targets: [(node: NodeID, index: Int)] = [(expression, firstIndex)]
        while skip(.assign) {
            let valueIndex = index
            targets.append((readExpressionList(), valueIndex))
        }
        let value = targets.removeLast().node
        let holder = targets.firstIndex { $0.node.exists && builder[$0.node].kind == .identifier } ?? 0
        // It stands in front of the others in the tree, so it begins where the first of them does.
        attachStatement(makeAssignment(of: value, to: targets[holder].node, from: firstIndex), to: parent)
        for (position, target) in targets.enumerated() where position != holder && target.node.exists {
            let reference = makeReference(to: targets[holder].node, at: targets[holder].index)
            attachStatement(makeAssignment(of: reference, to: target.node, from: target.index), to: parent)
        }
    }

    /// Target and value in the order in which they stand in the file: a reference to another target may stand in front.
    private mutating func makeAssignment(of value: NodeID, to target: NodeID, from firstIndex: Int) -> NodeID {
        let first = Int(tokens[firstIndex].start)
        makePattern(target)
        let node = makeAssignment(to: target, from: first)
        builder[node].end = max(builder[target].end, value.exists ? builder[value].end : 0)
        let isValueFirst = value.exists && builder[value].start < builder[target].start
        if isValueFirst { attach(value, as: .value, to: node) }
        attach(target, as: .target, to: node)
        if !isValueFirst { attach(value, as: .value, to: node) }
        return node
    }

    /// The target of another assignment once more, as a value; nothing where reading it again would call something twice.
    private mutating func makeReference(to target: NodeID, at targetIndex: Int) -> NodeID {
        let node = builder[target]
        if node.kind == .identifier { return builder.make(.identifier, Int(node.start), Int(node.end), name: node.name) }
        guard node.kind == .member else { return .none }
        let position = index
        var ahead = targetIndex
        while ahead < min(position, targetIndex + 16), isName(at: ahead) || lexeme(at: ahead) == .dot { ahead += 1 }
        guard lexeme(at: ahead) == .assign else { return .none }
        move(to: targetIndex)
        let reference = readPrimary()
        move(to: position)
        return reference
    }

    // MARK: Targets

    /// `a, *b` in front of `in`: a name, a place, or a pattern.
    mutating func readTargetList() -> NodeID {
        let first = start
        let target = readTarget()
        guard current == .comma else {
            makePattern(target)
            return target
        }
        let tuple = builder.make(.array, first, first, flags: .tuple)
        attach(target, as: .element, to: tuple)
        while skip(.comma), current.startsExpression { attach(readTarget(), as: .element, to: tuple) }
        close(tuple)
        makePattern(tuple)
        return tuple
    }

    private mutating func readTarget() -> NodeID { current == .star ? readElement() : readBinary(Self.bitwiseOr) }

    /// Turns the tuple or list that was read as an expression into a pattern, with what is in it.
    mutating func makePattern(_ node: NodeID) {
        guard node.exists, builder[node].kind == .array else { return }
        builder[node].kind = .arrayPattern
        builder[node].flags.remove(.tuple)
        var pending = [node]
        while let pattern = pending.popLast() {
            var element = builder[pattern].firstChild
            while element.exists {
                let target = makePatternElement(element)
                if target.exists, builder[target].kind == .array {
                    builder[target].kind = .arrayPattern
                    builder[target].flags.remove(.tuple)
                    pending.append(target)
                }
                element = builder[element].nextSibling
            }
        }
    }

    /// Turns an element into a `patternElement` in the same place, around a copy of itself; gives the copy.
    private mutating func makePatternElement(_ element: NodeID) -> NodeID {
        let node = builder[element]
        if node.kind == .spread {
            builder[element].kind = .patternElement
            builder[element].flags = .spread
            let target = node.firstChild
            if target.exists { builder[target].role = .target }
            return target
        }
        let copy = builder.make(
            node.kind, Int(node.start), Int(node.end), name: node.name, nameStart: Int(node.nameStart), flags: node.flags)
        builder[copy].firstChild = node.firstChild
        var child = node.firstChild
        while child.exists {
            builder[child].parent = copy
            child = builder[child].nextSibling
        }
        builder[element].kind = .patternElement
        builder[element].name = .empty
        builder[element].nameStart = node.start
        builder[element].flags = []
        builder[element].firstChild = copy
        builder[copy].parent = element
        builder[copy].role = .target
        return copy
    }
}
