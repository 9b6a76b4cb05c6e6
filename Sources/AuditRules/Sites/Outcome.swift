import SourceScanner

/// What a test's failure leads to.
struct Outcome {
    enum Kind { case rejects, onlyLogs, swallowed, nothing }
    let kind: Kind
    let isCertain: Bool

    static func of(_ test: Syntax, _ evaluator: Evaluator, depth: Int = 0) -> Outcome {
        guard depth < 5 else { return Outcome(kind: .nothing, isCertain: false) }
        var current = test
        while let parent = current.parent {
            switch parent.kind {
            case .unary, .cast, .awaitExpression, .tryExpression: current = parent
            case .binary
            where ["&&", "||", "==", "===", "!=", "!==", "<", ">", "<=", ">=", "in", "not in", "is", "is not"].contains(parent.name):
                current = parent
            case .argument:
                guard let call = parent.parent, let callee = call.child(.callee) else { return Outcome(kind: .nothing, isCertain: false) }
                switch callee.name {
                case "assert", "invariant", "ok", "precondition", "equal", "strictEqual": return Outcome(kind: .rejects, isCertain: true)
                case "any", "all", "bool", "Boolean", "some", "every", "not": current = call
                case "push", "append", "add": return Outcome(kind: .rejects, isCertain: false)
                default: return Outcome(kind: .nothing, isCertain: false)
                }
            case .comprehension: current = parent
            case .loop where current.role == .condition && parent.role == .clause: current = parent
            case .conditional:
                if current.role == .condition {
                    // `kind === "service" ? "a" : "b"` only chooses.
                    let branches = [parent.child(.then), parent.child(.otherwise)].compactMap { $0?.unwrapped.kind }
                    let chooses = branches.allSatisfy { [.string, .template, .number].contains($0) }
                    return Outcome(kind: chooses ? .nothing : .rejects, isCertain: false)
                }
                current = parent
            case .member:
                guard let call = parent.parent, call.kind == .call else { return Outcome(kind: .nothing, isCertain: false) }
                current = call
            case .function where current.role == .body:
                // The body of a callback given to `some`, `every`, `find`, `filter`: the call is the test then.
                if let argument = parent.parent, argument.kind == .argument, let call = argument.parent,
                    let name = call.child(.callee)?.name
                {
                    guard ["some", "every", "find", "filter", "contains", "allSatisfy", "any"].contains(name) else {
                        return Outcome(kind: .rejects, isCertain: false)
                    }
                    current = call
                } else {
                    return predicate(parent, evaluator, depth)
                }
            case .returnStatement:
                guard let function = parent.enclosingFunction else { return Outcome(kind: .nothing, isCertain: false) }
                return predicate(function, evaluator, depth)
            case .ifStatement:
                guard current.role == .condition else { return Outcome(kind: .nothing, isCertain: false) }
                return branch(parent, evaluator)
            case .assertStatement: return Outcome(kind: current.role == .condition ? .rejects : .nothing, isCertain: true)
            case .variable, .assignment:
                guard current.role == .value, let target = parent.child(.target), target.kind == .identifier else {
                    return Outcome(kind: .nothing, isCertain: false)
                }
                let scopes = evaluator.program.scopes(of: target.tree)
                var best = Outcome(kind: .nothing, isCertain: false)
                for reference in scopes.references(to: scopes.declarations(of: target)) where reference.role != .target {
                    let outcome = of(reference, evaluator, depth: depth + 1)
                    if outcome.kind == .rejects { return outcome }
                    if outcome.kind != .nothing { best = outcome }
                }
                return best
            case .property: return Outcome(kind: .rejects, isCertain: false)
            case .block, .file:
                // A call that throws by itself: `try aud.verifyIntendedAudience(includes:)`.
                if test.kind == .call, test.child(.callee)?.name.hasPrefix("verify") == true {
                    return swallowing(test) ?? Outcome(kind: .rejects, isCertain: true)
                }
                return Outcome(kind: .nothing, isCertain: false)
            default: return Outcome(kind: .nothing, isCertain: false)
            }
        }
        return Outcome(kind: .nothing, isCertain: false)
    }

    /// A function whose result is the test: what its callers do with it.
    private static func predicate(_ function: Syntax, _ evaluator: Evaluator, _ depth: Int) -> Outcome {
        var best: Outcome?
        for call in evaluator.calls(of: function) {
            let outcome = of(call, evaluator, depth: depth + 1)
            if outcome.kind == .rejects { return outcome }
            if outcome.kind != .nothing { best = outcome }
        }
        return best ?? Outcome(kind: .rejects, isCertain: false)
    }

    private static func branch(_ statement: Syntax, _ evaluator: Evaluator) -> Outcome {
        if statement.has(.guardStatement) { return swallowing(statement) ?? Outcome(kind: .rejects, isCertain: true) }
        let branches = [statement.child(.then), statement.child(.otherwise)].compactMap { $0 }
        for branch in branches {
            switch BranchEnd.of(branch, evaluator.program) {
            case .refuses: return swallowing(branch) ?? Outcome(kind: .rejects, isCertain: true)
            case .returns: return Outcome(kind: .rejects, isCertain: true)
            case .goesOn: continue
            }
        }
        // Nothing leaves: a list of errors, a flag, a status code still refuse; a log line does not.
        let effects = branches.flatMap { Array($0.descendants) }
        if effects.contains(where: {
            $0.kind == .assignment || $0.kind == .variable || $0.kind == .throwStatement || $0.kind == .returnStatement
        }) {
            return Outcome(kind: .rejects, isCertain: false)
        }
        let calls = effects.filter { $0.kind == .call }.compactMap { $0.child(.callee) }
        if calls.contains(where: { !Logging.isLog($0) }) { return Outcome(kind: .rejects, isCertain: false) }
        return calls.isEmpty ? Outcome(kind: .nothing, isCertain: false) : Outcome(kind: .onlyLogs, isCertain: true)
    }

    /// A refusal that an enclosing `catch` of the same function takes back.
    private static func swallowing(_ place: Syntax) -> Outcome? {
        var below = place
        for ancestor in place.ancestors {
            if ancestor.kind == .function { return nil }
            if ancestor.kind == .tryStatement, below.role == .body {
                let handlers = ancestor.children(.handler)
                let goesOn = handlers.contains { handler in
                    guard let body = handler.child(.body), !handler.has(.typed) else { return false }
                    let leaves = body.descendants.contains { [.throwStatement, .returnStatement, .jump, .assignment].contains($0.kind) }
                    let calls = body.descendants.filter { $0.kind == .call }.compactMap { $0.child(.callee) }
                    return !leaves && calls.allSatisfy(Logging.isLog)
                }
                if goesOn, let rest = ancestor.parent?.children(.statement).filter({ $0.range.start > ancestor.range.end }) {
                    let refusesLater = rest.contains { statement in
                        statement.kind == .throwStatement
                            || (statement.kind == .returnStatement && [.null, .boolean].contains(statement.child(.value)?.kind ?? .null))
                    }
                    if !refusesLater { return Outcome(kind: .swallowed, isCertain: true) }
                }
            }
            below = ancestor
        }
        return nil
    }
}

extension Syntax {
    /// In Swift the only expression of a function is what it returns.
    var isImplicitlyReturned: Bool {
        guard tree.language == .swift, role == .statement, let block = parent, block.kind == .block, block.children(.statement).count == 1
        else { return false }
        return block.parent?.kind == .function
    }
}
