/// Which branches run, where the arguments of a call decide it.
extension Evaluator {
    /// Whether a statement runs on the way to the use, as far as the conditions around it are known in the frame. Nil: that depends.
    func isReached(_ statement: Syntax, before use: Syntax, in frame: Frame?) -> Bool? {
        var below = statement
        var isCertain = true
        for ancestor in statement.ancestors {
            if ancestor.kind == .function || ancestor.kind == .file || ancestor.kind == .classDeclaration { break }
            switch ancestor.kind {
            case .ifStatement where below.role == .then || below.role == .otherwise:
                if ancestor.has(.guardStatement) { break }
                if below.range.contains(use.range), below.tree === use.tree { break }
                switch holds(ancestor.children(.condition), frame) {
                case .some(let known): if known != (below.role == .then) { return false }
                case nil: isCertain = false
                }
            case .switchCase:
                if below.range.contains(use.range), below.tree === use.tree { break }
                switch isChosen(ancestor, frame) {
                case .some(let known): if !known { return false }
                case nil: isCertain = false
                }
            // What stands in a `try` may end early, but not on the way to a use that stands in it too.
            case .loop, .catchClause, .tryStatement:
                if below.role == .body, !(below.tree === use.tree && below.range.contains(use.range)) { isCertain = false }
            case .binary, .conditional: isCertain = false
            default: break
            }
            below = ancestor
        }
        return isCertain ? true : nil
    }

    /// Whether all of some conditions hold. Nil: not known.
    private func holds(_ conditions: [Syntax], _ frame: Frame?) -> Bool? {
        var all: Bool? = true
        for condition in conditions {
            guard let known = holds(condition, frame) else {
                all = nil
                continue
            }
            if !known { return false }
        }
        return all
    }

    private func holds(_ condition: Syntax, _ frame: Frame?) -> Bool? {
        switch condition.kind {
        case .unary where condition.name == "!": return condition.child(.value).flatMap { holds($0, frame) }.map { !$0 }
        case .binary:
            guard let left = condition.child(.left), let right = condition.child(.right) else { return nil }
            switch condition.name {
            case "&&":
                let parts = [holds(left, frame), holds(right, frame)]
                return parts.contains(false) ? false : parts.contains(nil) ? nil : true
            case "||":
                let parts = [holds(left, frame), holds(right, frame)]
                return parts.contains(true) ? true : parts.contains(nil) ? nil : false
            case "==", "===", "is": return agree(left, right, frame) ?? lengthComparison(condition.name, left, right, frame)
            case "!=", "!==", "is not": return agree(left, right, frame).map { !$0 } ?? lengthComparison(condition.name, left, right, frame)
            default: return answer(to: condition, frame)
            }
        case .identifier, .member, .boolean: return truth(of: value(of: condition, in: frame).value)
        case .call: return answer(to: condition, frame)
        default: return nil
        }
    }

    /// What evaluating the condition gives: `isEnabled()`, `list.length > 0` of a list that is never empty.
    private func answer(to condition: Syntax, _ frame: Frame?) -> Bool? {
        if case .boolean(let known) = value(of: condition, in: frame).value { return known }
        return nil
    }

    private func agree(_ left: Syntax, _ right: Syntax, _ frame: Frame?) -> Bool? {
        let first = value(of: left, in: frame).value
        let second = value(of: right, in: frame).value
        switch (first.bare, second.bare) {
        case (.string(let one), .string(let other)): return one == other
        case (.null, .null): return true
        case (.null, _): return second.presence == .always ? false : nil
        case (_, .null): return first.presence == .always ? false : nil
        default: return nil
        }
    }

    private func truth(of value: Value) -> Bool? {
        switch value.bare {
        case .null: false
        case .boolean(let known): known
        case .string(let text): !text.isEmpty
        case .number(let number): number != 0
        case .duration, .moment, .template: true
        default: nil
        }
    }

    /// Whether a `match` takes a case, by the strings that its pattern lists.
    private func isChosen(_ candidate: Syntax, _ frame: Frame?) -> Bool? {
        guard candidate.tree.language == .python, let statement = candidate.parent, let subject = statement.child(.value),
            let text = value(of: subject, in: frame).value.text
        else { return nil }
        for other in statement.children(.element) where other.kind == .switchCase {
            guard other.child(.condition) == nil else { return nil }
            if other.has(.defaultCase) { return other == candidate }
            guard let pattern = other.child(.pattern), let texts = literals(pattern, frame) else { return nil }
            if texts.contains(text) { return other == candidate }
        }
        return false
    }

    /// The strings of a pattern: a literal, a constant's member, several joined by `|`. Nil: it may match more.
    private func literals(_ pattern: Syntax, _ frame: Frame?) -> [String]? {
        if pattern.kind == .binary, pattern.name == "|", let left = pattern.child(.left), let right = pattern.child(.right) {
            guard let first = literals(left, frame), let second = literals(right, frame) else { return nil }
            return first + second
        }
        // A bare name takes anything.
        guard pattern.kind == .string || pattern.kind == .member, let text = value(of: pattern, in: frame).value.text else { return nil }
        return [text]
    }
}
