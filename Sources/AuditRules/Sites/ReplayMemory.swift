import SourceScanner

/// The collections in which verifiers remember the `jti` of proofs that they have seen, and how long these live: RFC 9449 §11.1.
struct ReplayMemory {
    let evaluator: Evaluator

    /// A collection that is created by the very call that asks it, so that it never holds anything.
    func isMadePerCall(_ store: Syntax, at test: Syntax) -> Bool { isMadePerCall(store, at: test, depth: 0) }

    private func isMadePerCall(_ store: Syntax, at test: Syntax, depth: Int) -> Bool {
        guard depth < 3 else { return false }
        let root = store.unwrapped
        switch root.kind {
        case .identifier:
            let declarations = evaluator.program.scopes(of: root.tree).declarations(of: root)
            guard let declaration = declarations.first else {
                // A field of the object, named without `self`.
                return root.enclosingClass.map { holdsFresh(root.name, $0) && isMadePerUse($0) } ?? false
            }
            if declaration.kind == .parameter || declaration.parent?.kind == .parameter {
                let parameter = declaration.kind == .parameter ? declaration : declaration.parent ?? declaration
                guard let function = parameter.enclosingFunction else { return false }
                if let fallback = parameter.child(.value), isFresh(fallback), parameter.tree.language != .python,
                    evaluator.calls(of: function).allSatisfy({ function.argument(of: $0, for: parameter) == nil })
                {
                    return true
                }
                let arguments = evaluator.calls(of: function).compactMap { function.argument(of: $0, for: parameter)?.child(.value) }
                return !arguments.isEmpty && arguments.allSatisfy { isFresh($0) || isMadePerCall($0, at: $0, depth: depth + 1) }
            }
            let around = sequence(first: declaration, next: \.parent)
            guard let holder = around.first(where: { $0.kind == .variable }), let value = holder.child(.value),
                isFresh(value)
            else { return false }
            guard let function = declaration.enclosingFunction, function == test.enclosingFunction, !function.has(.initializer) else {
                return false
            }
            return true
        case .member where root.child(.base)?.kind == .selfReference:
            guard let type = root.enclosingClass else { return false }
            return holdsFresh(root.name, type) && isMadePerUse(type)
        default: return isFresh(root)
        }
    }

    private static let collections: Set<String> = [
        "Map", "Set", "WeakMap", "WeakSet", "set", "dict", "list", "OrderedDict", "defaultdict", "Dictionary", "Array", "TTLCache",
        "LRUCache", "deque",
    ]

    private func isFresh(_ value: Syntax) -> Bool {
        let inner = value.unwrapped
        switch inner.kind {
        case .array, .object: return inner.child(.element) == nil
        case .call:
            guard let callee = inner.child(.callee) else { return false }
            if Self.collections.contains(callee.name) { return true }
            // An object of the program that begins with an empty collection of its own.
            guard inner.child(.argument) == nil, case .type(let type) = evaluator.value(of: callee).value.bare else { return false }
            return holdsFresh(nil, type)
        default: return false
        }
    }

    /// A field of that name, or any, begins as an empty collection with every object of the type.
    private func holdsFresh(_ field: String?, _ type: Syntax) -> Bool {
        type.descendants.contains { node in
            guard node.kind == .variable || node.kind == .assignment, field.map({ $0 == node.child(.target)?.name }) ?? true else {
                return false
            }
            return switch node.kind {
            case .variable:
                node.role == .member && !node.has(.isStatic) && node.tree.language != .python
                    && node.child(.value).map(isFresh) == true
            case .assignment:
                node.child(.target)?.child(.base)?.kind == .selfReference && node.child(.value).map(isFresh) == true
                    && node.enclosingFunction?.has(.initializer) == true
            default: false
            }
        }
    }

    /// Every object of the class lives for one call only.
    private func isMadePerUse(_ type: Syntax) -> Bool {
        let made = (evaluator.program.index.calls[type.name] ?? []).filter { call in
            if case .type(let known) = evaluator.value(of: call.child(.callee) ?? call).value.bare { return known == type }
            return false
        }
        return !made.isEmpty
            && made.allSatisfy { call in
                guard call.enclosingFunction != nil else { return false }
                if call.parent?.kind == .member, call.parent?.role == .callee { return true }
                guard let holder = call.parent?.kind == .variable ? call.parent : nil, let target = holder.child(.target),
                    target.kind == .identifier
                else { return false }
                let scopes = evaluator.program.scopes(of: target.tree)
                return scopes.references(to: scopes.declarations(of: target)).allSatisfy { reference in
                    reference.enclosingFunction == call.enclosingFunction && reference.role == .base && reference.parent?.role == .callee
                }
            }
    }
}
