/// Where a value goes: from the expression that makes it, forward through variables, members, arguments, returns and callbacks.
package struct Flow {
    /// A place where the followed value, or a member of it, is read.
    package struct Use: Sendable {
        /// The expression whose value it is.
        package let syntax: Syntax
        /// Which member of the followed value: empty for itself.
        package let path: [String]
        /// How it got here, for evidence: calls and declarations it passed.
        package let trail: [Syntax]

        package init(syntax: Syntax, path: [String], trail: [Syntax]) {
            self.syntax = syntax
            self.path = path
            self.trail = trail
        }
    }

    private let evaluator: Evaluator
    /// Members deeper than this are not told apart.
    private let pathLimit: Int
    private var seen: Set<String> = []
    private var queue: [(syntax: Syntax, path: [String], wanted: [String], hops: Int, trail: [Syntax])] = []
    private(set) var uses: [Use] = []
    private var budget = 3_000

    /// All uses of the value of `start`. `wanted` names the member of it that is followed (`payload` of jose's result); `hops` bounds how many functions it may cross.
    package static func uses(of start: Syntax, member wanted: [String] = [], evaluator: Evaluator, hops: Int = 4, pathLimit: Int = 2)
        -> [Use]
    {
        var flow = Flow(evaluator: evaluator, pathLimit: pathLimit)
        flow.push(start, [], wanted, hops, [])
        flow.run()
        return flow.uses
    }

    /// All uses of what a parameter receives.
    package static func uses(
        ofParameter parameter: Syntax, member wanted: [String] = [], evaluator: Evaluator, hops: Int = 4, pathLimit: Int = 2
    ) -> [Use] {
        var flow = Flow(evaluator: evaluator, pathLimit: pathLimit)
        flow.enter(parameter, [], wanted, hops, [])
        flow.run()
        return flow.uses
    }

    private init(evaluator: Evaluator, pathLimit: Int) {
        self.evaluator = evaluator
        self.pathLimit = pathLimit
    }

    private mutating func push(_ syntax: Syntax, _ path: [String], _ wanted: [String], _ hops: Int, _ trail: [Syntax]) {
        guard hops >= 0, path.count <= pathLimit, seen.insert("\(syntax.tree.file.path):\(syntax.id.raw):\(path):\(wanted)").inserted else {
            return
        }
        queue.append((syntax, path, wanted, hops, trail))
    }

    private mutating func run() {
        while let item = queue.popLast(), budget > 0 {
            budget -= 1
            if item.wanted.isEmpty { uses.append(Use(syntax: item.syntax, path: item.path, trail: item.trail)) }
            step(item.syntax, item.path, item.wanted, item.hops, item.trail)
        }
        uses.sort { ($0.syntax.tree.file.path, $0.syntax.range.start) < ($1.syntax.tree.file.path, $1.syntax.range.start) }
    }

    private mutating func select(_ name: String, _ at: Syntax, _ path: [String], _ wanted: [String], _ hops: Int, _ trail: [Syntax]) {
        if let first = wanted.first {
            if first == name { push(at, path, Array(wanted.dropFirst()), hops, trail) }
        } else {
            push(at, path + [name], [], hops, trail)
        }
    }

    private mutating func step(_ syntax: Syntax, _ path: [String], _ wanted: [String], _ hops: Int, _ trail: [Syntax]) {
        guard let parent = syntax.parent else { return }
        switch parent.kind {
        case .awaitExpression, .tryExpression, .cast, .conditional:
            if syntax.role != .condition, syntax.role != .type { push(parent, path, wanted, hops, trail) }
        case .binary where ["||", "??", "&&"].contains(parent.name): push(parent, path, wanted, hops, trail)
        case .member where syntax.role == .base:
            if let call = parent.parent, call.kind == .call, parent.role == .callee {
                called(parent, call, path, wanted, hops, trail)
            } else {
                select(parent.name, parent, path, wanted, hops, trail)
            }
        case .subscripted where syntax.role == .base:
            if let key = evaluator.key(of: parent, nil) { select(key, parent, path, wanted, hops, trail) }
        case .variable where syntax.role == .value:
            if let target = parent.child(.target) { bind(target, path, wanted, hops, trail + [parent]) }
        case .assignment where syntax.role == .value:
            if let target = parent.child(.target) { bind(target, path, wanted, hops, trail + [parent]) }
        case .patternElement where syntax.role == .value: break
        case .loop where syntax.role == .value:
            if let target = parent.child(.target) { bind(target, path, wanted, hops, trail) }
        case .returnStatement: leave(parent, path, wanted, hops, trail)
        case .function where syntax.role == .body && parent.has(.expressionBody): leave(syntax, path, wanted, hops, trail)
        case .argument: passed(parent, path, wanted, hops, trail)
        case .property where syntax.role == .value:
            if let object = parent.parent, object.kind == .object { push(object, path, [parent.name] + wanted, hops, trail) }
        case .array, .comprehension: push(parent, path, wanted, hops, trail)
        case .spread:
            if let object = parent.parent, object.kind == .object { push(object, path, wanted, hops, trail) }
            if let argument = parent.parent, argument.kind == .array { push(argument, path, wanted, hops, trail) }
        case .block where parent.parent?.kind == .function && parent.children(.statement).count == 1 && parent.tree.language == .swift:
            leave(syntax, path, wanted, hops, trail)
        default: break
        }
    }

    /// A method called on the value.
    private mutating func called(_ member: Syntax, _ call: Syntax, _ path: [String], _ wanted: [String], _ hops: Int, _ trail: [Syntax]) {
        switch member.name {
        case "then":
            if let callback = call.child(.argument)?.child(.value) { callBack(callback, 0, path, wanted, hops, trail) }
            push(call, path, wanted, hops, trail)
        case "trim", "strip", "rstrip", "lstrip", "toLowerCase", "lower", "casefold", "lowercased", "replace", "split", "toString",
            "removesuffix", "flat":
            push(call, path, wanted, hops, trail)
        case "catch", "finally", "copy", "model_dump", "dict", "get_or_throw", "unwrap": push(call, path, wanted, hops, trail)
        case "get", "pop", "getClaim", "getOrDefault", "claim":
            if let key = call.child(.argument)?.child(.value)?.stringValue { select(key, call, path, wanted, hops, trail) }
        case "map", "forEach", "filter", "some", "every", "find", "contains", "allSatisfy":
            if let callback = call.child(.argument)?.child(.value), callback.kind == .function {
                callBack(callback, 0, path, wanted, hops, trail)
            }
        default:
            // A method of a class of the program whose `self` is the value.
            if wanted.isEmpty, case .function(let function, _) = evaluator.value(of: member).value.bare, hops > 0 {
                for reference in function.descendants where reference.kind == .selfReference {
                    push(reference, path, wanted, hops - 1, trail + [call])
                }
            }
        }
    }

    private mutating func callBack(_ callback: Syntax, _ index: Int, _ path: [String], _ wanted: [String], _ hops: Int, _ trail: [Syntax]) {
        let target: Syntax
        if callback.kind == .function {
            target = callback
        } else if case .function(let function, _) = evaluator.value(of: callback).value.bare {
            target = function
        } else {
            return
        }
        let parameters = target.children(.parameter)
        if index < parameters.count {
            enter(parameters[index], path, wanted, hops - (callback.kind == .function ? 0 : 1), trail + [callback])
        }
    }

    /// Follows the names of a pattern, or of a member that is written.
    private mutating func bind(_ target: Syntax, _ path: [String], _ wanted: [String], _ hops: Int, _ trail: [Syntax]) {
        switch target.kind {
        case .identifier:
            let scopes = evaluator.program.scopes(of: target.tree)
            let declarations = scopes.declarations(of: target)
            for reference in scopes.references(to: declarations) where !isWritten(reference) {
                push(reference, path, wanted, hops, trail)
            }
        case .objectPattern:
            for element in target.children(.element) {
                guard let inner = element.child(.target) else { continue }
                if element.has(.spread) {
                    bind(inner, path, wanted, hops, trail)
                } else if let first = wanted.first {
                    if first == element.name { bind(inner, path, Array(wanted.dropFirst()), hops, trail) }
                } else {
                    bindMember(inner, path + [element.name], hops, trail)
                }
            }
        case .arrayPattern, .array:
            for element in target.children(.element) {
                bind(element.kind == .patternElement ? element.child(.target) ?? element : element, path, wanted, hops, trail)
            }
        case .cast: if let inner = target.child(.value) { bind(inner, path, wanted, hops, trail) }
        case .member, .subscripted:
            let name = target.kind == .member ? target.name : evaluator.key(of: target, nil) ?? ""
            guard !name.isEmpty, hops > 0 else { return }
            readers(of: name, like: target).forEach { push($0, path, wanted, hops - 1, trail) }
        default: break
        }
    }

    private mutating func bindMember(_ target: Syntax, _ path: [String], _ hops: Int, _ trail: [Syntax]) {
        bind(target, path, [], hops, trail)
    }

    private func isWritten(_ reference: Syntax) -> Bool {
        reference.role == .target && (reference.parent?.kind == .assignment || reference.parent?.kind == .variable)
    }

    /// Reads of the same member on a receiver written the same way, in the same file: `req.auth`, `this.claims`.
    private func readers(of name: String, like target: Syntax) -> [Syntax] {
        let base = target.child(.base)
        let scopes = evaluator.program.scopes(of: target.tree)
        return scopes.syntax(scopes.members).filter { other in
            guard other != target, !isWritten(other), other.child(.base)?.text == base?.text else { return false }
            return (other.kind == .member ? other.name : evaluator.key(of: other, nil)) == name
        }
    }

    /// Out of a function: to its callers.
    private mutating func leave(_ statement: Syntax, _ path: [String], _ wanted: [String], _ hops: Int, _ trail: [Syntax]) {
        guard hops > 0, let function = statement.enclosingFunction else { return }
        // A callback given to `then`, `map`, `run`: its result is (part of) the call's.
        if let argument = function.parent, argument.kind == .argument, let call = argument.parent, call.kind == .call {
            push(call, path, wanted, hops - 1, trail)
        }
        for call in evaluator.calls(of: function) { push(call, path, wanted, hops - 1, trail + [call]) }
    }

    /// Into a function: as an argument.
    private mutating func passed(_ argument: Syntax, _ path: [String], _ wanted: [String], _ hops: Int, _ trail: [Syntax]) {
        guard let call = argument.parent, call.kind == .call, let callee = call.child(.callee) else { return }
        switch callee.name {
        case "resolve", "Set", "Array", "from", "concat", "of", "list", "set", "freeze", "String", "str", "isArray", "dict", "tuple":
            push(call, path, wanted, hops, trail)
        case "loads" where callee.child(.base)?.name == "json", "parse" where callee.child(.base)?.name == "JSON":
            push(call, path, wanted, hops, trail)
        case "append", "extend", "push", "add", "insert", "union", "unshift", "formUnion":
            // Into a list or set that has a name: from there on with it.
            if callee.kind == .member, let list = callee.child(.base), list.kind == .identifier { bind(list, path, wanted, hops, trail) }
        default: break
        }
        guard hops > 0 else { return }
        for alternative in evaluator.value(of: callee).value.alternatives {
            let function: Syntax
            switch alternative.bare {
            case .function(let target, _): function = target
            case .type(let type):
                guard let initializer = evaluator.declaredMember("init", ofType: type) else { continue }
                function = initializer
            default: continue
            }
            guard let parameter = function.parameter(taking: argument, orRest: true) else { continue }
            enter(parameter, path, wanted, hops - 1, trail + [call])
        }
    }

    private mutating func enter(_ parameter: Syntax, _ path: [String], _ wanted: [String], _ hops: Int, _ trail: [Syntax]) {
        if let target = parameter.child(.target) {
            bind(target, path, wanted, hops, trail)
        } else {
            let scopes = evaluator.program.scopes(of: parameter.tree)
            for reference in scopes.references(to: [parameter]) where !isWritten(reference) { push(reference, path, wanted, hops, trail) }
        }
        if parameter.has(.parameterProperty) { readersOfSelf(parameter.name, parameter).forEach { push($0, path, wanted, hops, trail) } }
    }

    private func readersOfSelf(_ name: String, _ place: Syntax) -> [Syntax] {
        let scopes = evaluator.program.scopes(of: place.tree)
        return scopes.syntax(scopes.members).filter {
            $0.kind == .member && $0.name == name && $0.child(.base)?.kind == .selfReference && !isWritten($0)
        }
    }
}
