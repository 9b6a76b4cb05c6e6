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

    /// The name under which a call calls a function: its own, or, where it has none, the one that it was imported under.
    package static func name(of function: Syntax, calledBy call: Syntax) -> String {
        let own = callName(of: function)
        return own.isEmpty ? call.child(.callee)?.unwrapped.name ?? "" : own
    }

    /// The calls of a function, in the relevant files, at most 16: those of its own file first, then the nearest. A call whose receiver cannot be resolved
    /// counts where no other function has the name.
    package func calls(of function: Syntax) -> [Syntax] {
        if let known = callsByFunction[function] { return known }
        let found = findCalls(of: function)
        callsByFunction[function] = found
        return found
    }

    private func findCalls(of function: Syntax) -> [Syntax] {
        var name = Self.callName(of: function)
        // `export default async (token) => …` is called by the names that files import it under.
        if name.isEmpty, function.parent?.kind == .exportDeclaration || function.has(.defaultExport) { name = "default" }
        guard !name.isEmpty, name != "init" else { return [] }
        let isUnique = (program.index.functions[name]?.count { $0.child(.body) != nil } ?? 0) <= 1
        var lists = [callsByTarget(named: name, countsTrials: isTrial(function.tree.file.path))]
        if function.tree.language != .swift, function.role != .member {
            lists += [name, "default"].map { callsByTarget(renamedFrom: $0, countsTrials: isTrial(function.tree.file.path)) }
        }
        var found: [CallsByTarget.Call] = []
        var seen: Set<Syntax> = []
        for list in lists {
            var mine = list.certain[function] ?? []
            if function.has(.initializer), let type = function.enclosingClass { mine += list.certain[type] ?? [] }
            for (target, calls) in list.contracts where isDeclaration(target, of: function) { mine += calls }
            if isUnique { mine += list.open.filter { isPlausible($0.syntax, function) } }
            found += mine.filter { !$0.syntax.isInside(function) && seen.insert($0.syntax).inserted }
        }
        found.sort { $0.rank < $1.rank }
        if lists.reduce(0, { $0 + $1.count }) > Self.mostCalls { found = nearest(to: function, found) }
        return found.prefix(Self.mostCalls).map(\.syntax)
    }

    /// The calls of a name, sorted out. `countsTrials`: those in files where things are tried out as well.
    private func callsByTarget(named name: String, countsTrials: Bool) -> CallsByTarget {
        sortedOut(.init(name: name, isRenamed: false, countsTrials: countsTrials)) {
            (program.index.calls[name] ?? []).enumerated().map { CallsByTarget.Call(syntax: $1, rank: (0, 0, $0)) }
        }
    }

    /// The calls under another name: `import { verify as check }`, `import check from "…"`.
    private func callsByTarget(renamedFrom name: String, countsTrials: Bool) -> CallsByTarget {
        sortedOut(.init(name: name, isRenamed: true, countsTrials: countsTrials)) {
            (program.index.renamedImports[name] ?? []).flatMap { renamed in
                (program.index.calls[renamed.binding.name] ?? []).filter { $0.tree === renamed.binding.tree }.enumerated()
                    .map { CallsByTarget.Call(syntax: $1, rank: (1, renamed.rank, $0)) }
            }
        }
    }

    private func sortedOut(_ key: CallsByTarget.Key, _ calls: () -> [CallsByTarget.Call]) -> CallsByTarget {
        if let known = callsByTarget[key] { return known }
        var result = CallsByTarget()
        for call in calls() where key.countsTrials || !isTrial(call.syntax.tree.file.path) {
            guard let callee = call.syntax.child(.callee) else { continue }
            result.add(call, on: callee, value(of: callee).value.bare)
        }
        callsByTarget[key] = result
        return result
    }

    /// The calls in the order of how near they are to the function: a file of tests in front of it must not use up the places.
    private func nearest(to function: Syntax, _ calls: [CallsByTarget.Call]) -> [CallsByTarget.Call] {
        let home = TreePath.directory(of: function.tree.file.path)
        var distances: [ObjectIdentifier: Int] = [ObjectIdentifier(function.tree): Int.max]
        let measured = calls.enumerated().map { position, call in
            let tree = ObjectIdentifier(call.syntax.tree)
            let distance = distances[tree] ?? TreePath.nearness(TreePath.directory(of: call.syntax.tree.file.path), home)
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
        guard call.tree.language.family == function.tree.language.family else { return false }
        let given = call.children(.argument)
        let wanted = function.children(.parameter)
        if given.isEmpty, let needed = function.passedParameters.first, needed.child(.value) == nil, !needed.has(.spread),
            !needed.has(.keyword), !needed.has(.optional)
        {
            return false
        }
        return given.count <= wanted.count || wanted.contains { $0.has(.spread) }
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

/// The calls of one name by what they call: each callee is resolved once, however many functions have the name.
struct CallsByTarget {
    struct Key: Hashable {
        let name: String
        let isRenamed: Bool
        let countsTrials: Bool
    }

    struct Call {
        let syntax: Syntax
        /// Where it stands among all of the program: calls under the name itself first.
        let rank: (Int, Int, Int)
    }

    /// By the function or class that is called.
    private(set) var certain: [Syntax: [Call]] = [:]
    /// Methods of protocols and interfaces that are called: whoever fulfils them is called too.
    private(set) var contracts: [Syntax: [Call]] = [:]
    /// Calls on a receiver of which too little is known.
    private(set) var open: [Call] = []
    private(set) var count = 0

    mutating func add(_ call: Call, on callee: Syntax, _ value: Value) {
        count += 1
        switch value {
        case .function(let target, _):
            if target.child(.body) == nil { contracts[target, default: []].append(call) }
            certain[target, default: []].append(call)
        case .type(let type): certain[type, default: []].append(call)
        case .projection(_, _, let declaration):
            if let declaration { certain[declaration, default: []].append(call) }
            if callee.kind == .member { open.append(call) }
        case .result, .unknown, .parameter: if callee.kind == .member { open.append(call) }
        case .external(let reference):
            if callee.kind == .member, reference.module.isEmpty || call.syntax.tree.language == .swift { open.append(call) }
        default: break
        }
    }
}
