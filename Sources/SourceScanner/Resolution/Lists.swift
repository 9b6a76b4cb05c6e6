/// Lists: what array methods make of them, how long they are, and what is pushed onto them behind their declaration.
extension Evaluator {
    /// Array methods whose result is an array again, whatever they leave in it.
    private static let arrayMethods: Set<String> = [
        "map", "filter", "flatMap", "flat", "slice", "sort", "toSorted", "reverse", "toReversed", "concat", "splice",
    ]

    /// `list.filter(Boolean)`: a list that holds nobody knows what.
    func arrayMethod(_ call: Syntax, _ callee: Syntax, _ frame: Frame?) -> Resolved? {
        guard call.tree.language.isECMAScript, Self.arrayMethods.contains(callee.name), let base = callee.child(.base) else { return nil }
        let receiver = value(of: base, in: frame)
        guard case .list = receiver.value.bare else { return nil }
        return Resolved(.list([], isOpen: true), receiver.trail)
    }

    /// A comparison of a list's length with a number, where what is known of the list decides it.
    func lengthComparison(_ name: String, _ left: Syntax, _ right: Syntax, _ frame: Frame?) -> Bool? {
        guard let length = length(of: left, frame), let bound = value(of: right, in: frame).value.double else { return nil }
        switch name {
        case "===", "==": return length.most == length.least ? length.least == bound : length.least > bound ? false : nil
        case "!==", "!=": return lengthComparison("===", left, right, frame).map(!)
        case ">": return length.least > bound ? true : length.most.map { $0 <= bound } == true ? false : nil
        case ">=": return length.least >= bound ? true : length.most.map { $0 < bound } == true ? false : nil
        case "<": return lengthComparison(">=", left, right, frame).map(!)
        case "<=": return lengthComparison(">", left, right, frame).map(!)
        default: return nil
        }
    }

    /// How many elements `list.length` counts: at least, and at most where that is known.
    private func length(of expression: Syntax, _ frame: Frame?) -> (least: Double, most: Double?)? {
        guard expression.kind == .member, expression.name == "length", let base = expression.child(.base),
            case .list(let elements, let isOpen) = value(of: base, in: frame).value.bare
        else { return nil }
        return (Double(elements.count), isOpen ? nil : Double(elements.count))
    }

    /// A list with what `push` and `unshift` add before the use. What is added on some paths only leaves the list open, except where the path is that of an
    /// empty list: `if (list.length === 0) list.push(x)` leaves none empty.
    func lengthened(_ value: Value, _ declarations: [Syntax], usedAt use: Syntax, _ frame: Frame?) -> Value {
        guard case .list(var elements, var isOpen) = value.bare, let first = declarations.first, first.tree.language.isECMAScript else {
            return value
        }
        let references = program.scopes(of: first.tree).references(to: declarations)
        charge(references.count / 4)
        for reference in references {
            guard let member = reference.parent, member.kind == .member, reference.role == .base, ["push", "unshift"].contains(member.name),
                let call = member.parent, call.kind == .call, member.role == .callee
            else { continue }
            if use.kind != .file, reference.tree === use.tree, reference.range.start >= use.range.start,
                reference.enclosingFunction == use.enclosingFunction
            {
                continue
            }
            if isConditional(call.statement ?? call, relativeTo: use, declaration: first), !fillsEmptyList(call, reference.name) {
                isOpen = true
                continue
            }
            for argument in call.children(.argument) {
                guard !argument.has(.spread), let inner = argument.child(.value) else {
                    isOpen = true
                    continue
                }
                elements.append(self.value(of: inner, in: frame).along(call))
            }
        }
        return .list(elements, isOpen: isOpen)
    }

    private func fillsEmptyList(_ push: Syntax, _ name: String) -> Bool {
        guard let statement = push.ancestors.first(where: { $0.kind == .ifStatement }), let condition = statement.child(.condition),
            let then = statement.child(.then), push.isInside(then)
        else { return false }
        switch condition.kind {
        case .unary: return condition.name == "!" && condition.child(.value)?.text == name + ".length"
        case .binary:
            return condition.child(.left)?.text == name + ".length"
                && (["===", "=="].contains(condition.name) && condition.child(.right)?.text == "0"
                    || condition.name == "<" && condition.child(.right)?.text == "1")
        default: return false
        }
    }
}
