// Conditions and patterns.
extension SwiftReader {
    /// `a, let b = c, case .d(let e) = f, #available(…)`
    mutating func readConditions(into node: NodeID, _ form: ConditionForm) {
        repeat {
            let before = index
            builder.attach(readCondition(form), as: .condition, to: node)
            if index == before { return }
        } while take(.comma)
    }

    private mutating func readCondition(_ form: ConditionForm) -> NodeID {
        switch word {
        case .let, .var: readOptionalBinding(form)
        case .case: readCaseCondition(form)
        default: readConditionValue(form)
        }
    }

    /// An expression that a `{` ends.
    mutating func readConditionValue(_ form: ConditionForm) -> NodeID {
        let outer = (condition, patternForm)
        condition = form
        patternForm = .none
        defer { (condition, patternForm) = outer }
        return readExpression(Precedence.ternary)
    }

    private mutating func readOptionalBinding(_ form: ConditionForm) -> NodeID {
        let node = builder.make(.variable, start, start, flags: word == .let ? [.optionalBinding, .constant] : .optionalBinding)
        advance()
        let name = index
        let target = readBindingTarget()
        if target.exists { builder[node].nameStart = builder[target].start }
        builder.attach(target, as: .target, to: node)
        if take(.colon) { builder.attach(readType(), as: .type, to: node) }
        if take(.equal) {
            builder.attach(readConditionValue(form), as: .value, to: node)
        } else if index == name + 1, tokens[name].kind == .identifier {
            builder.addFlags(.shorthand, to: node)
            let kind: NodeKind = words[name] == .selfValue ? .selfReference : .identifier
            let (start, end) = (Int(tokens[name].start), Int(tokens[name].end))
            let value = builder.make(kind, start, end, name: kind == .identifier ? symbol(name) : .empty)
            builder.attach(value, as: .value, to: node)
        }
        finish(node)
        return node
    }

    private mutating func readCaseCondition(_ form: ConditionForm) -> NodeID {
        let node = builder.make(.variable, start, start, flags: .constant)
        advance()
        builder.attach(readPattern(), as: .target, to: node)
        if take(.colon) { builder.attach(readType(), as: .type, to: node) }
        if take(.equal) { builder.attach(readConditionValue(form), as: .value, to: node) }
        finish(node)
        return node
    }

    /// A pattern of `case` or `catch`: an expression in which `let x`, and every bare name behind a `let` around it, is a `variable`.
    mutating func readPattern() -> NodeID {
        let outer = patternForm
        patternForm = .expression
        defer { patternForm = outer }
        if word == .is {
            let node = builder.make(.cast, start, start, name: symbol(index))
            advance()
            builder.attach(readType(), as: .type, to: node)
            finish(node)
            return node
        }
        return readExpression(Precedence.ternary)
    }

    /// What stands behind `let` or `for`: a name, or a tuple of such.
    mutating func readBindingTarget() -> NodeID {
        if kind == .identifier, !word.isReserved {
            let node = builder.make(.identifier, start, Int(tokens[index].end), name: symbol(index))
            advance()
            return node
        }
        guard word == .parenthesis, enter() else { return word == .parenthesis ? readUnknown() : .none }
        defer { depth -= 1 }
        let node = builder.make(.arrayPattern, start, start)
        insideBrackets { reader, close in
            while reader.index < close {
                let before = reader.index
                let element = reader.builder.make(.patternElement, reader.start, reader.start)
                if reader.kind == .identifier, reader.wordAhead(1) == .colon {
                    reader.builder[element].name = reader.symbol(reader.index)
                    reader.index += 2
                }
                _ = reader.word == .let || reader.word == .var ? reader.take(reader.word) : false
                reader.builder.attach(reader.readBindingTarget(), as: .target, to: element)
                reader.finish(element)
                reader.builder.attach(element, as: .element, to: node)
                if !reader.take(.comma), reader.index == before { reader.skip() }
                if reader.index == before { break }
            }
        }
        finish(node)
        return node
    }
}
