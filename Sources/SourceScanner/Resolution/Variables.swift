/// Variables: what was written to them before they are read.
extension Evaluator {
    /// The value of a variable that is declared in the same file, as seen at a place.
    func variable(_ declarations: [Syntax], usedAt use: Syntax, _ frame: Frame?) -> Resolved {
        guard let first = declarations.first, begin(first) else { return .unknown }
        defer { end(first) }
        var frame = frame
        // A variable of an outer function is seen in that function's frame.
        if let function = first.enclosingFunction, let outer = self.frame(of: function, in: frame) { frame = outer }

        let found = lastWritten(writes(to: declarations, before: use), declarations, usedAt: use, frame)
        let results = found.values
        let isCertain = found.isCertain
        if results.isEmpty { return typed(first) ?? Resolved(.unknown, [first]) }
        var result = joined(results)
        if !isCertain, declaredWithoutValue(first) { result = Resolved(.oneOf([.null, result.value]), result.trail) }
        // What a class's objects can do says more than the call; a list of fields says less than where they come from.
        if case .result = result.value, let typed = typed(first), !typed.value.isShape { result = Resolved(typed.value, result.trail) }
        result = Resolved(
            lengthened(filled(result.value, declarations, usedAt: use, frame), declarations, usedAt: use, frame), result.trail)
        if result.value.mayBeNothing, isGuarded(declarations, usedAt: use) { result = Resolved(result.value.something, result.trail) }
        return result.along(first)
    }

    /// A parameter at a place: what was passed, unless the function writes something else to it first, or fills it.
    func parameter(_ declarations: [Syntax], usedAt use: Syntax, _ frame: Frame?) -> Resolved {
        let passed = parameter(declarations[0], frame)
        guard use.kind != .file else { return passed }
        let writes = writes(to: declarations, before: use).filter { begin($0.statement) }
        var result = passed
        if !writes.isEmpty {
            defer { writes.forEach { end($0.statement) } }
            var values: [Resolved] = []
            let found = lastWritten(writes, declarations, usedAt: use, frame)
            if !found.isCertain { values.append(found.fillsAbsence ? Resolved(passed.value.assuming, passed.trail) : passed) }
            values += found.values
            if !values.isEmpty { result = joined(values) }
        }
        return Resolved(filled(result.value, declarations, usedAt: use, frame), result.trail)
    }

    /// What a variable may hold at a place by the writes before it.
    private struct LastWritten {
        /// In file order.
        var values: [Resolved] = []
        /// One of the writes is made on every path.
        var isCertain = false
        /// Behind the writes the variable is there, whatever it held before.
        var fillsAbsence = false
    }

    /// What the last writes before a use give, in file order: back to the first one that is made on every path.
    private func lastWritten(_ writes: [Write], _ declarations: [Syntax], usedAt use: Syntax, _ frame: Frame?, sums: Int = 0)
        -> LastWritten
    {
        var values: [Resolved] = []
        var fillsAbsence = false
        for (index, write) in writes.enumerated().reversed() {
            // Only arguments decide a branch that is there at all.
            let isReached = frame == nil ? nil : isReached(write.statement, before: use, in: frame)
            if isReached == false { continue }
            let isPassedOver = isReached != true && isConditional(write.statement, relativeTo: use, declaration: declarations[0])
            func known(_ resolved: Resolved) -> Resolved {
                fillsAbsence ? Resolved(resolved.value.assuming, resolved.trail) : resolved
            }
            if let change = write.change {
                // What was there before is worked out once: with each further addition it would be twice as often.
                let before =
                    sums < Self.sumLimit
                    ? lastWritten(Array(writes[..<index]), declarations, usedAt: use, frame, sums: sums + 1) : LastWritten()
                let base = before.values.isEmpty ? Resolved.unknown : joined(before.values)
                values.append(known(change.applied(to: base, by: value(of: write.value, in: frame)).along(write.statement)))
                guard isPassedOver else { return LastWritten(values: values.reversed(), isCertain: true, fillsAbsence: fillsAbsence) }
                return LastWritten(
                    values: before.values.map(known) + values.reversed(), isCertain: before.isCertain,
                    fillsAbsence: fillsAbsence || before.fillsAbsence)
            }
            if let resolved = written(write, frame) { values.append(known(resolved)) }
            guard isPassedOver else { return LastWritten(values: values.reversed(), isCertain: true, fillsAbsence: fillsAbsence) }
            fillsAbsence = fillsAbsence || self.fillsAbsence(write)
        }
        return LastWritten(values: values.reversed(), fillsAbsence: fillsAbsence)
    }

    /// So many additions to one variable are summed up.
    private static let sumLimit = 6

    /// `if audience is None: audience = …`: behind it the variable is there, whatever it was before.
    private func fillsAbsence(_ write: Write) -> Bool {
        guard let branch = write.statement.ancestors.first(where: { $0.kind == .ifStatement }), !branch.has(.guardStatement),
            let then = branch.child(.then), write.statement.isInside(then), let condition = branch.child(.condition)?.unwrapped,
            write.statement.ancestors.first(where: { $0.kind == .ifStatement || $0.kind == .loop }) == branch
        else { return false }
        switch condition.kind {
        case .unary: return condition.name == "!" && condition.child(.value)?.unwrapped.symbol == write.name.symbol
        case .binary where ["==", "===", "is"].contains(condition.name):
            let sides = [condition.child(.left), condition.child(.right)].compactMap { $0?.unwrapped }
            return sides.contains { $0.kind == .null } && sides.contains { $0.kind == .identifier && $0.symbol == write.name.symbol }
        default: return false
        }
    }

    struct Write {
        let name: Syntax
        let value: Syntax
        let statement: Syntax
        /// Where the old value is changed, not replaced.
        var change: ValueChange?
    }

    /// Everything that gives the variable a value, in file order, that can come before the use.
    private func writes(to declarations: [Syntax], before use: Syntax) -> [Write] {
        let scopes = program.scopes(of: declarations[0].tree)
        var result: [Write] = []
        let useFunction = use.enclosingFunction
        let isLocal = declarations[0].enclosingFunction == useFunction && declarations[0].tree === use.tree
        func add(_ name: Syntax, _ holder: Syntax, _ value: Syntax?, _ change: ValueChange? = nil) {
            guard let value else { return }
            // A later write is seen by an earlier use only around a loop or from another function.
            if use.kind != .file {
                if isLocal, holder.range.start > use.range.start { return }
                // A function inside the value runs once the variable has it.
                if use.isInside(holder), !(useFunction?.isInside(holder) ?? false) { return }
            }
            result.append(Write(name: name, value: value, statement: holder, change: change))
        }
        for declaration in declarations where declaration.kind != .parameter {
            if let holder = declaration.ancestors.first(where: { $0.kind == .variable || $0.kind == .loop }), holder.kind == .variable {
                add(declaration, holder, holder.child(.value))
            }
        }
        for reference in scopes.references(to: declarations) {
            guard let holder = reference.parent else { continue }
            switch holder.kind {
            case .assignment where reference.role == .target:
                switch holder.name {
                case "=", "??=", "||=", ":=": add(reference, holder, holder.child(.value))
                case "+=": add(reference, holder, holder.child(.value), ValueChange(operation: "+"))
                case "-=": add(reference, holder, holder.child(.value), ValueChange(operation: "-"))
                default: continue
                }
            case .member where reference.role == .base && holder.role == .callee:
                if let call = holder.parent, let moved = ValueChange.moving(holder, call) {
                    add(reference, call.statement ?? call, moved.amount, moved.change)
                }
            default: continue
            }
        }
        return result.sorted { $0.statement.range.start < $1.statement.range.start }
    }

    private func written(_ write: Write, _ frame: Frame?) -> Resolved? {
        let target = write.statement.child(.target)
        let whole = value(of: write.value, in: frame)
        if target == write.name {
            if write.statement.has(.optionalBinding) { return Resolved(whole.value.assuming, whole.trail) }
            return whole
        }
        guard let target else { return whole }
        return destructured(write.name, from: whole, target, frame)
    }

    private func declaredWithoutValue(_ declaration: Syntax) -> Bool {
        guard let holder = declaration.parent, holder.kind == .variable else { return false }
        return holder.child(.value) == nil && declaration.tree.language != .python
    }

    /// Whether a statement may be passed over on the way to the use: it stands in a branch or loop that does not hold the use.
    package func isConditional(_ statement: Syntax, relativeTo use: Syntax, declaration: Syntax?) -> Bool {
        var below: Syntax = statement
        for ancestor in statement.ancestors {
            if ancestor.kind == .function || ancestor.kind == .file || ancestor.kind == .classDeclaration {
                // Written in another function: whether that ran is not known, unless it is an initializer or the declaration's own.
                if ancestor.kind == .function, !use.isInside(ancestor), !ancestor.has(.initializer) {
                    return declaration?.enclosingFunction != ancestor
                }
                return false
            }
            if use.tree === ancestor.tree, use.isInside(ancestor) && !crosses(ancestor, statement, use) { return false }
            switch ancestor.kind {
            case .ifStatement: if below.role == .then || below.role == .otherwise { return true }
            case .loop: if below.role == .body { return true }
            case .switchCase, .catchClause: return true
            case .conditional: if below.role != .condition { return true }
            case .binary where ancestor.name == "&&" || ancestor.name == "||" || ancestor.name == "??":
                if below.role == .right { return true }
            default: break
            }
            below = ancestor
        }
        return false
    }

    /// Statement and use are both inside `ancestor`, but in different branches of it.
    private func crosses(_ ancestor: Syntax, _ statement: Syntax, _ use: Syntax) -> Bool {
        switch ancestor.kind {
        case .ifStatement, .switchStatement, .conditional, .tryStatement, .binary:
            for child in ancestor.children where child.range.contains(statement.range) {
                return !child.range.contains(use.range) && child.role != .condition
            }
            return false
        default: return false
        }
    }

    /// An object that is filled step by step behind its declaration: `o.audience = …`, `o["audience"] = …`, `o.update(…)`, `Object.assign(o, …)`.
    private func filled(_ value: Value, _ declarations: [Syntax], usedAt use: Syntax, _ frame: Frame?) -> Value {
        var isShaped = false
        var isPassed = false
        for alternative in value.alternatives {
            if case .object = alternative.bare { isShaped = true }
            if case .parameter = alternative.bare { isPassed = true }
        }
        guard isShaped || isPassed || value.presence == .unknown else { return value }
        let scopes = program.scopes(of: declarations[0].tree)
        var object: ObjectValue?
        func current() -> ObjectValue {
            if let object { return object }
            var start = ObjectValue(isOpen: !isShaped)
            if case .object(let known) = value.bare { start = known } else { spread(Resolved(value), into: &start) }
            return start
        }
        let references = scopes.references(to: declarations)
        charge(references.count / 4)
        let useFunction = use.enclosingFunction
        for reference in references {
            if use.kind != .file, reference.tree === use.tree, reference.range.start >= use.range.start,
                reference.enclosingFunction == useFunction
            {
                continue
            }
            guard let parent = reference.parent else { continue }
            // Asked for where something is filled, since most uses fill nothing; nil: the branch is never taken (`if self.audience:` of an object without).
            func mayBePassedOver() -> Bool? {
                let statement = parent.statement ?? parent
                guard isConditional(statement, relativeTo: use, declaration: declarations[0]) else { return false }
                guard let isReached = isReached(statement, before: use, in: frame) else { return true }
                return isReached ? false : nil
            }
            switch parent.kind {
            case .assignment where parent.name == "|=" && reference.role == .target:
                guard let added = parent.child(.value) else { continue }
                var next = current()
                spread(self.value(of: added, in: frame), into: &next)
                object = next
            case .member, .subscripted:
                guard reference.role == .base, let outer = parent.parent else { continue }
                // A request or a response that was passed keeps its own members, whatever is hung on it.
                if isPassed, !isShaped, parent.kind == .member, outer.kind == .assignment { continue }
                if outer.kind == .assignment, parent.role == .target, let assigned = outer.child(.value), outer.name == "=" {
                    let name = parent.kind == .member ? parent.name : key(of: parent, frame)
                    guard let name, let conditional = mayBePassedOver() else { continue }
                    var next = current()
                    next.set(name, self.value(of: assigned, in: frame).along(outer), isConditional: conditional)
                    object = next
                } else if outer.kind == .call, parent.role == .callee, parent.name == "update" || parent.name == "setdefault" {
                    guard let conditional = mayBePassedOver() else { continue }
                    var next = current()
                    for argument in outer.children(.argument) {
                        guard let inner = argument.child(.value) else { continue }
                        let resolved = self.value(of: inner, in: frame)
                        if !argument.name.isEmpty {
                            next.set(argument.name, resolved.along(argument), isConditional: conditional)
                        } else if case .object(let more) = resolved.value.bare {
                            for property in more.properties {
                                next.set(property.name, property.resolved, isConditional: conditional || property.isConditional)
                            }
                        }
                    }
                    object = next
                }
            case .argument:
                guard let call = parent.parent, call.kind == .call, let callee = call.child(.callee), callee.name == "assign",
                    call.child(.argument) == parent
                else { continue }
                var next = current()
                for argument in call.children(.argument).dropFirst() {
                    if let inner = argument.child(.value) { spread(self.value(of: inner, in: frame), into: &next) }
                }
                object = next
            default: continue
            }
        }
        return object.map(Value.object) ?? value
    }

    package func key(of subscripted: Syntax, _ frame: Frame?) -> String? {
        guard let index = subscripted.child(.argument) else { return nil }
        let expression = index.kind == .argument ? index.child(.value) ?? index : index
        return expression.stringValue ?? value(of: expression, in: frame).value.text
    }

    /// A declaration with a type but no value that helps: an object of that type.
    func typed(_ declaration: Syntax) -> Resolved? {
        guard
            let holder = declaration.kind == .parameter
                ? declaration : declaration.ancestors.first(where: { $0.kind == .variable || $0.kind == .parameter }),
            let type = holder.child(.type)
        else { return nil }
        return instance(ofType: type).map { Resolved($0, [holder]) }
    }

    /// An unset variable is refused somewhere before the use: `if (!X) throw`, `guard let`, `assert X`, a `process.exit`.
    func isGuarded(_ declarations: [Syntax], usedAt use: Syntax) -> Bool {
        let scopes = program.scopes(of: declarations[0].tree)
        return scopes.references(to: declarations).contains { reference in
            guard use.kind == .file || reference.range.start < use.range.start || reference.enclosingFunction != use.enclosingFunction
            else { return false }
            return refusesAbsence(of: reference)
        }
    }

    /// The expression stands in a condition whose truth (or falsehood) of absence ends the function or the program.
    package func refusesAbsence(of expression: Syntax) -> Bool {
        var current = expression
        var negated = false
        var isOneOfSeveral = false
        for ancestor in expression.ancestors {
            switch ancestor.kind {
            case .unary where ancestor.name == "!": negated.toggle()
            case .member where ancestor.name == "isEmpty" && ancestor.role != .callee: negated.toggle()
            case .binary:
                switch ancestor.name {
                case "&&": if negated { return false }
                case "||": isOneOfSeveral = true
                case "==", "===", "is", "!=", "!==", "is not":
                    guard let other = current.role == .left ? ancestor.child(.right) : ancestor.child(.left),
                        other.kind == .null || other.stringValue == ""
                    else {
                        return false
                    }
                    if ancestor.name == "==" || ancestor.name == "===" || ancestor.name == "is" { negated = true }
                default: return false
                }
            case .ifStatement:
                guard current.role == .condition else { return false }
                if ancestor.has(.guardStatement) { return !negated && !isOneOfSeveral }
                guard negated, let then = ancestor.child(.then) else { return false }
                return BranchEnd.of(then, program) != .goesOn || isListedForRefusal(then)
            case .assertStatement: return !negated && current.role == .condition
            case .argument, .member, .call, .unknown:
                // `[A, B].some(x => !x)` and the like are beyond this; `assert(x)` and `invariant(x)` are not.
                if ancestor.kind == .call, let callee = ancestor.child(.callee)?.name,
                    callee == "assert" || callee == "invariant" || callee == "ok" || callee == "precondition"
                {
                    return !negated
                }
                if ancestor.kind == .call, !["Boolean", "bool", "trim", "strip"].contains(ancestor.child(.callee)?.name ?? "") {
                    return false
                }
            case .cast: break
            default: return false
            }
            current = ancestor
        }
        return false
    }
}

extension Evaluator {
    /// `missing.append("AUDIENCE")`, and behind it `if missing: raise …`: what is absent is collected first and refused at once.
    private func isListedForRefusal(_ branch: Syntax) -> Bool {
        let lists = branch.descendants.compactMap { node -> Syntax? in
            guard node.kind == .call, let callee = node.child(.callee), callee.kind == .member,
                ["append", "push", "add"].contains(callee.name),
                let list = callee.child(.base), list.kind == .identifier
            else { return nil }
            return list
        }
        guard let list = lists.first else { return false }
        let scopes = program.scopes(of: list.tree)
        return scopes.references(to: scopes.declarations(of: list)).contains { reference in
            guard reference.range.start > branch.range.end,
                let statement = reference.ancestors.first(where: { $0.kind == .ifStatement || $0.kind == .block }),
                statement.kind == .ifStatement, statement.children(.condition).contains(where: reference.isInside),
                let then = statement.child(.then)
            else { return false }
            return BranchEnd.of(then, program) == .refuses
        }
    }
}

extension Value {
    /// Known by a type literal alone.
    fileprivate var isShape: Bool { if case .instance(let type, _) = self { type.kind == .typeReference } else { false } }
}

/// How a branch ends: whether what stands behind it is still reached.
package enum BranchEnd: Sendable {
    /// Throws, raises, exits, or gives back a refusal.
    case refuses
    /// Gives back something that need not be a refusal.
    case returns
    case goesOn

    /// Calls after which nothing goes on.
    private static let exits: Set<String> = ["exit", "_exit", "fatalError", "preconditionFailure", "abort", "panic", "reject", "fail"]

    package static func of(_ branch: Syntax, _ program: Program) -> BranchEnd {
        let statements = branch.kind == .block ? branch.children(.statement) : [branch]
        for statement in statements {
            switch statement.kind {
            case .throwStatement: return .refuses
            case .returnStatement: return .returns
            case .jump where statement.name != "pass": return .returns
            case .block:
                let inner = of(statement, program)
                if inner != .goesOn { return inner }
            case .ifStatement:
                guard let then = statement.child(.then), let otherwise = statement.child(.otherwise) else { continue }
                let first = of(then, program)
                let second = of(otherwise, program)
                if first != .goesOn, second != .goesOn { return first == .refuses ? second : first }
            case .call, .awaitExpression, .tryExpression:
                let call = statement.unwrapped
                if call.kind == .call, let callee = call.child(.callee), exits.contains(callee.name) { return .refuses }
            default: continue
            }
        }
        return .goesOn
    }
}
