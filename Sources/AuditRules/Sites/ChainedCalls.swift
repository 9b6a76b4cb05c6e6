import SourceScanner

/// The methods that are called on an object: in one chain where it is made, and through the variable that holds it.
struct ChainedCalls {
    let evaluator: Evaluator

    /// The calls on the object that an expression stands for, each with whether it may be passed over.
    func calls(on object: Syntax) -> [(Syntax, Bool)] {
        let expression = object.unwrapped
        if expression.kind == .identifier {
            let scopes = evaluator.program.scopes(of: expression.tree)
            let declarations = scopes.declarations(of: expression)
            let made = declarations.compactMap { declaration in
                ([declaration] + Array(declaration.ancestors.prefix(2))).first { $0.kind == .variable }?.child(.value)
            }.first.map(Self.maker)
            guard let made else { return onReferences(to: declarations, relativeTo: expression) }
            return calls(from: made)
        }
        return expression.kind == .call ? calls(from: Self.maker(expression)) : []
    }

    /// The calls on what a call made.
    func calls(from made: Syntax) -> [(Syntax, Bool)] {
        var (result, end) = Self.climb(made, isConditional: false)
        while let outer = end.parent, [.awaitExpression, .tryExpression, .cast].contains(outer.kind) { end = outer }
        guard let holder = end.parent, holder.kind == .variable || holder.kind == .assignment, let target = holder.child(.target),
            target.kind == .identifier
        else { return result }
        result += onReferences(to: evaluator.program.scopes(of: target.tree).declarations(of: target), relativeTo: end, declaration: target)
        return result
    }

    private func onReferences(to declarations: [Syntax], relativeTo place: Syntax, declaration: Syntax? = nil) -> [(Syntax, Bool)] {
        evaluator.program.scopes(of: place.tree).references(to: declarations).flatMap { reference in
            let isConditional = evaluator.isConditional(reference.statement ?? reference, relativeTo: place, declaration: declaration)
            return Self.climb(reference, isConditional: isConditional).calls
        }
    }

    /// The calls chained on an expression, and the whole chain.
    private static func climb(_ start: Syntax, isConditional: Bool) -> (calls: [(Syntax, Bool)], end: Syntax) {
        var calls: [(Syntax, Bool)] = []
        var current = start
        while let member = current.parent, member.kind == .member, current.role == .base, let outer = member.parent, outer.kind == .call,
            member.role == .callee
        {
            calls.append((outer, isConditional))
            current = outer
        }
        return (calls, current)
    }

    /// `try await X().add(…)` is a chain on `X()`.
    private static func maker(_ expression: Syntax) -> Syntax {
        var current = expression.unwrapped
        while current.kind == .call, let base = current.child(.callee)?.child(.base)?.unwrapped, base.kind == .call { current = base }
        return current
    }
}
