/// Who calls a function of the program.
extension Evaluator {
    /// The name by which a function is called: its own, or that of the variable, field or property that holds it.
    package static func callName(of function: Syntax) -> String {
        if !function.name.isEmpty { return function.has(.initializer) ? function.enclosingClass?.name ?? "" : function.name }
        var holder = function.parent
        while let current = holder {
            switch current.kind {
            case .cast, .awaitExpression: holder = current.parent
            case .call:
                // `const f = useCallback(async () => …)`, `asyncHandler(…)`: still that name.
                holder = current.parent
            case .argument: holder = current.parent
            case .variable: return current.child(.target).flatMap { $0.kind == .identifier ? $0.name : nil } ?? ""
            case .property, .exportBinding: return current.name
            case .assignment: return current.child(.target)?.name ?? ""
            default: return ""
            }
        }
        return ""
    }

    /// The calls of a function, in the relevant files, at most 16: those of its own file first, then the nearest. A call whose receiver cannot be resolved
    /// counts where no other function has the name.
    package func calls(of function: Syntax) -> [Syntax] {
        if let known = callsByFunction[function] { return known }
        callsByFunction[function] = []
        let name = Self.callName(of: function)
        guard !name.isEmpty, name != "init" else { return [] }
        let namesakes = program.index.functions[name]?.filter { $0.child(.body) != nil } ?? []
        let isUnique = namesakes.count <= 1
        let isTried = isTrial(function.tree.file.path)
        var result: [Syntax] = []
        for call in nearest(to: function, (program.index.calls[name] ?? []) + aliasedCalls(of: function, name))
        where result.count < Self.mostCalls {
            guard let callee = call.child(.callee), !call.isInside(function), isTried || !isTrial(call.tree.file.path) else { continue }
            switch value(of: callee).value.bare {
            case .function(let target, _): if target == function || isDeclaration(target, of: function) { result.append(call) }
            case .type(let type): if function.has(.initializer), function.enclosingClass == type { result.append(call) }
            case .projection(_, _, let declaration):
                if let declaration, declaration == function {
                    result.append(call)
                } else if isUnique, callee.kind == .member, isPlausible(call, function) {
                    result.append(call)
                }
            case .result, .unknown, .parameter: if isUnique, callee.kind == .member, isPlausible(call, function) { result.append(call) }
            case .external(let reference):
                if isUnique, callee.kind == .member, reference.module.isEmpty || call.tree.language == .swift, isPlausible(call, function) {
                    result.append(call)
                }
            default: continue
            }
        }
        callsByFunction[function] = result
        return result
    }

    /// The calls in the order of how near they are to the function: a file of tests in front of it must not use up the places.
    private func nearest(to function: Syntax, _ calls: [Syntax]) -> [Syntax] {
        guard calls.count > Self.mostCalls else { return calls }
        let home = TreePath.directory(of: function.tree.file.path)
        var distances: [ObjectIdentifier: Int] = [ObjectIdentifier(function.tree): Int.max]
        let measured = calls.enumerated().map { position, call in
            let tree = ObjectIdentifier(call.tree)
            let distance = distances[tree] ?? TreePath.nearness(TreePath.directory(of: call.tree.file.path), home)
            distances[tree] = distance
            return (distance, position, call)
        }
        return measured.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map(\.2)
    }

    private static let mostCalls = 16

    /// A method of a protocol or interface that the function's class conforms to.
    private func isDeclaration(_ target: Syntax, of function: Syntax) -> Bool {
        guard target.child(.body) == nil, target.name == function.name, let type = function.enclosingClass,
            let contract = target.enclosingClass
        else { return false }
        return type.children(.base).contains { $0.name == contract.name }
    }

    private func isPlausible(_ call: Syntax, _ function: Syntax) -> Bool {
        guard call.tree.language == function.tree.language || (call.tree.language.isECMAScript && function.tree.language.isECMAScript)
        else { return false }
        let given = call.children(.argument).count
        let wanted = function.children(.parameter).count
        return given <= wanted || function.children(.parameter).contains { $0.has(.spread) }
    }

    /// Calls under another name: `import { verify as check }`.
    private func aliasedCalls(of function: Syntax, _ name: String) -> [Syntax] {
        guard function.tree.language != .swift, function.role != .member else { return [] }
        let index = program.index
        let named = index.renamedImports[name] ?? []
        let defaults = name == "default" ? [] : index.renamedImports["default"] ?? []
        var result: [Syntax] = []
        for renamed in named.isEmpty ? defaults : defaults.isEmpty ? named : (named + defaults).sorted(by: { $0.rank < $1.rank }) {
            let binding = renamed.binding
            guard binding.name != name,
                binding.tree.language == function.tree.language
                    || binding.tree.language.isECMAScript == function.tree.language.isECMAScript
            else { continue }
            result += (index.calls[binding.name] ?? []).filter { $0.tree === binding.tree }
        }
        return result
    }

    /// The frames in which a function may run, one per known call and up to `depth` callers back; empty where no call is known.
    package func frames(of function: Syntax, depth: Int = 2) -> [Frame] {
        var result: [Frame] = []
        for call in calls(of: function) {
            var outer: [Frame?] = [nil]
            if depth > 1, let around = call.enclosingFunction, around != function {
                let further = frames(of: around, depth: depth - 1)
                if !further.isEmpty { outer = Array(further.prefix(3)) }
            }
            for caller in outer where result.count < Self.mostCalls {
                let receiver = call.child(.callee)?.child(.base).map { value(of: $0, in: caller).value.bare }
                var known: Value?
                if case .instance? = receiver { known = receiver }
                result.append(Frame(function: function, call: call, caller: caller, receiver: known))
            }
        }
        return result
    }
}
