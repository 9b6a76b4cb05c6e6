import SourceScanner

/// The conditions under which a check is made at all: values that must be there, flags that must be set. Where one of them fails, everything is let through.
struct Gates {
    let evaluator: Evaluator

    struct Gate {
        /// The value that must be there, or the flag that must be true.
        let value: Syntax
        /// The names that the condition gives to the value.
        let names: Set<String>
        let isFlag: Bool
        /// It is bound as an optional, and not the result of a conversion that may fail (`URL(string:)`, `as? String`).
        var isOptional: Bool {
            !isFlag && !names.isEmpty && [.identifier, .member, .binary, .subscripted].contains(value.kind)
        }
    }

    /// The gates around a place, up to the function that it stands in, innermost first.
    func around(_ place: Syntax) -> [Gate] {
        var result: [Gate] = []
        var below = place
        for ancestor in place.ancestors {
            switch ancestor.kind {
            case .function, .classDeclaration, .file: return result
            case .ifStatement where below.role == .then: result += ancestor.children(.condition).flatMap { held(by: $0) }
            case .block:
                for statement in ancestor.children(.statement) where statement.range.end <= below.range.start {
                    result += passedOver(by: statement)
                }
            default: break
            }
            below = ancestor
        }
        return result
    }

    /// Whether a gate holds in a frame; unknown values count as there.
    func presence(of gate: Gate, in frame: Frame?) -> Presence {
        let value = evaluator.value(of: gate.value, in: frame).value
        guard gate.isFlag else { return value.presence }
        let alternatives = value.alternatives
        let isFalse = alternatives.map { if case .boolean(false) = $0.bare { true } else { false } }
        if isFalse.allSatisfy(\.self) { return alternatives.isEmpty ? .unknown : .never }
        if isFalse.contains(true) { return .maybe }
        if case .parameter = value.bare { return .maybe }
        return .unknown
    }

    /// What a condition demands to be there.
    private func held(by condition: Syntax) -> [Gate] {
        switch condition.kind {
        case .variable:
            guard condition.has(.optionalBinding), let target = condition.child(.target) else { return [] }
            let names = Set(target.descendants.filter { $0.kind == .identifier }.map(\.name))
            return [Gate(value: condition.child(.value) ?? target, names: names, isFlag: false)]
        case .binary where condition.name == "&&":
            return [condition.child(.left), condition.child(.right)].compactMap { $0 }.flatMap(held)
        case .binary where condition.name == "!=":
            guard let value = compared(condition) else { return [] }
            return [Gate(value: value, names: [value.name], isFlag: false)]
        case .identifier, .member: return [Gate(value: condition, names: [], isFlag: true)]
        default: return []
        }
    }

    /// `guard let expected else { return }`, `if expected == nil { return }`: without the value, the rest is passed over and nothing is refused.
    private func passedOver(by statement: Syntax) -> [Gate] {
        guard statement.kind == .ifStatement else { return [] }
        if statement.has(.guardStatement) {
            guard let otherwise = statement.child(.otherwise), letsThrough(otherwise) else { return [] }
            return statement.children(.condition).flatMap { held(by: $0) }
        }
        guard let then = statement.child(.then), statement.child(.otherwise) == nil, letsThrough(then) else { return [] }
        return statement.children(.condition).compactMap { condition in
            guard condition.kind == .binary, condition.name == "==", let value = compared(condition) else { return nil }
            return Gate(value: value, names: [value.name], isFlag: false)
        }
    }

    private func letsThrough(_ branch: Syntax) -> Bool {
        guard let last = branch.children(.statement).last, last.kind == .returnStatement else { return false }
        guard let value = last.child(.value) else { return true }
        return value.kind == .boolean && value.name == "true"
    }

    private func compared(_ test: Syntax) -> Syntax? {
        guard let left = test.child(.left), let right = test.child(.right) else { return nil }
        return right.kind == .null ? left : left.kind == .null ? right : nil
    }
}
