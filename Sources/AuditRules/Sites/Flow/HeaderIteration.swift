import SourceScanner

/// Loops over all headers: which of their values is the token's, and whether the loop leaves it out.
extension TokenTrail {
    /// Stands where a name in a value would: one of all values of a container, the token's among them.
    static let each = "<each>"

    /// `for (k, v) of headers.entries()`, `for k, v in scope["headers"]`; a single target over headers is given names only.
    mutating func iterate(_ loop: Syntax, _ target: Syntax, _ step: Step) {
        guard let first = step.inside.first else { return }
        let elements = target.children(.element)
        if target.kind == .arrayPattern || target.kind == .array, elements.count == 2 {
            let names = elements.map { $0.kind == .patternElement ? $0.child(.target) ?? $0 : $0 }
            // A comprehension's conditions stand in its clause, what they decide about around it.
            pair(names[1], under: names[0], within: loop.role == .clause ? loop.parent ?? loop : loop, step)
        } else if !HeaderName.isCredential(first) {
            bind(target, step)
        }
    }

    /// A call that hands each pair to a function: `entries.map(([k, v]) => …)`, `headers.forEach((v, k) => …)`.
    mutating func iterate(_ callback: Syntax, _ step: Step) {
        let parameters = callback.children(.parameter)
        guard let first = parameters.first else { return }
        if let pattern = first.child(.target), pattern.kind == .arrayPattern {
            iterate(callback, pattern, step)
        } else if parameters.count == 2, parameters[0].child(.target) == nil {
            pair(first, under: parameters[1], within: callback, step)
        }
    }

    private mutating func pair(_ value: Syntax, under key: Syntax, within scope: Syntax, _ step: Step) {
        guard let name = step.inside.first else { return }
        let rest = Array(step.inside.dropFirst())
        if name == "*" || name == Self.each { return follow(value, step.at(value, inside: rest)) }
        let choices = HeaderChoice.all(in: scope, of: name, under: key.name, evaluator)
        if choices.isEmpty { return follow(value, step.at(value, inside: [Self.each] + rest)) }
        let isAskedFor = choices.contains(where: \.namesIt)
        let declarations = value.kind == .parameter ? [value] : evaluator.program.scopes(of: value.tree).declarations(of: value)
        for reference in references(to: declarations, from: value) {
            let around = choices.filter { reference.isInside($0.branch) }
            if around.contains(where: { !$0.isTaken }) { continue }
            let isChosen = around.contains(where: \.namesIt)
            if isAskedFor && !isChosen { continue }
            push(step.at(reference, inside: isChosen ? rest : [Self.each] + rest))
        }
    }

    private mutating func follow(_ value: Syntax, _ step: Step) {
        if value.kind == .parameter { enter(value, step) } else { bind(value, step) }
    }

    /// What a value becomes inside a container when it is put there under a name. One of all headers is found again where its name is not written out.
    func placed(_ inside: [String], under name: String) -> [String]? {
        guard inside.first == Self.each else { return [name] + inside }
        return name == "*" ? ["authorization"] + inside.dropFirst() : nil
    }

    /// A callback that keeps only some headers keeps this one.
    func keeps(_ callback: Syntax, _ inside: [String]) -> Bool {
        guard let name = inside.first, HeaderName.isCredential(name) else { return true }
        return HeaderChoice.all(in: callback, of: name, under: nil, evaluator).allSatisfy(\.isTaken)
    }
}

/// A condition that decides by a header's name what is done with its value, seen for one header.
struct HeaderChoice {
    /// What is done where the condition holds.
    let branch: Syntax
    /// The condition holds for that header.
    let isTaken: Bool
    /// It names that header; else it lists others.
    let namesIt: Bool

    /// `key`: what the names of the headers are called there.
    static func all(in scope: Syntax, of name: String, under key: String?, _ evaluator: Evaluator) -> [HeaderChoice] {
        let question = Question(name: name.lowercased(), key: key, evaluator: evaluator)
        return scope.descendants.flatMap { node -> [HeaderChoice] in
            let branch: Syntax?
            switch node.kind {
            case .ifStatement, .conditional: branch = node.child(.then)
            case .loop where node.role == .clause: branch = node.parent
            case .function where node == scope && node.has(.expressionBody): branch = node
            default: return []
            }
            guard let branch else { return [] }
            let conditions = node.kind == .function ? [node.child(.body)].compactMap { $0 } : node.children(.condition)
            return conditions.compactMap { condition in
                question.answer(condition, depth: 0).map { HeaderChoice(branch: branch, isTaken: $0.isTrue, namesIt: $0.namesIt) }
            }
        }
    }

    /// Whether a condition is true of one header.
    private struct Question {
        /// In lower case.
        let name: String
        let key: String?
        let evaluator: Evaluator

        typealias Answer = (isTrue: Bool, namesIt: Bool)

        /// nil: it cannot be known, or the condition does not ask for names.
        func answer(_ condition: Syntax, depth: Int) -> Answer? {
            guard depth < 6 else { return nil }
            let condition = condition.unwrapped
            switch condition.kind {
            case .unary where condition.name == "!" || condition.name == "not":
                return condition.child(.value).flatMap { answer($0, depth: depth + 1) }.map { (!$0.isTrue, $0.namesIt) }
            case .binary:
                let sides = [condition.child(.left), condition.child(.right)].compactMap { $0 }
                switch condition.name {
                case "&&", "||", "and", "or": return sides.lazy.compactMap { answer($0, depth: depth + 1) }.first
                case "==", "===", "is": return equals(sides)
                case "!=", "!==", "is not": return equals(sides).map { (!$0.isTrue, $0.namesIt) }
                case "in": return condition.child(.right).flatMap(names).map { ($0, $0) }
                case "not in": return condition.child(.right).flatMap(names).map { (!$0, $0) }
                default: return nil
                }
            case .call:
                guard let callee = condition.child(.callee), ["has", "includes", "contains"].contains(callee.name),
                    let base = callee.child(.base)
                else { return nil }
                return names(base).map { ($0, $0) }
            default: return nil
            }
        }

        /// Compared with its name, or with another text that is known: then it is another header that is looked for.
        private func equals(_ sides: [Syntax]) -> Answer? {
            if sides.contains(where: { names($0) == true }) { return (true, true) }
            guard let key, sides.count == 2, let asked = sides.firstIndex(where: { $0.descendants.contains { $0.name == key } }) else {
                return nil
            }
            let texts = texts(of: sides[1 - asked].unwrapped)
            return texts.isEmpty || texts.contains(name) ? nil : (false, false)
        }

        /// What an expression may say, in lower case; nothing where any of it is not known.
        private func texts(of expression: Syntax) -> [String] {
            let alternatives = evaluator.value(of: expression).value.alternatives.map(\.bare)
            let texts = alternatives.compactMap { if case .string(let text) = $0 { text.lowercased() } else { nil } }
            return texts.count == alternatives.count ? texts : []
        }

        /// Whether a literal is that name, or a list or set of literals has it among them; nil where what it holds is not known.
        private func names(_ expression: Syntax) -> Bool? {
            let expression = expression.unwrapped
            if expression.kind == .string { return expression.name.lowercased() == name }
            let value = evaluator.value(of: expression)
            if value.value.strings.contains(where: { $0.lowercased() == name }) { return true }
            // Sets and frozen sets are calls, for the evaluator results of something outside.
            let holder = value.trail.last ?? expression
            let statement = holder.kind == .variable ? holder : holder.parent?.kind == .variable ? holder.parent : nil
            let made = (statement?.child(.value) ?? holder).unwrapped
            let literals = made.descendants.filter { $0.kind == .string }
            if literals.contains(where: { $0.name.lowercased() == name }) { return true }
            let isClosed = !made.descendants.contains { [.identifier, .spread, .comprehension].contains($0.kind) && $0.role != .callee }
            return isClosed && !literals.isEmpty ? false : nil
        }
    }
}
