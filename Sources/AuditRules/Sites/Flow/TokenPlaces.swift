import SourceScanner

/// Where in a program tokens are looked for and carried across functions: members by name, request state, dependencies, tools.
final class TokenPlaces {
    private let program: Program
    private let evaluator: Evaluator
    /// Members by name, over all relevant files.
    var members: [String: [Syntax]] { program.index.members }
    /// Subscripts with a written key, by key.
    private let subscripts: [String: [Syntax]]
    /// Parameters whose default or type asks for a dependency, by the name of the function that provides it.
    private let dependencies: [String: [Syntax]]
    /// What FastMCP for TypeScript hands its tools of what `authenticate` gave back.
    private(set) var sessions: [Syntax] = []
    /// Functions that answer a tool call.
    private(set) var tools: Set<Syntax> = []
    private var stripped: [Syntax: Bool] = [:]
    /// Answers of `readers`, by class and member: many tokens are put into one class.
    private var readersByMember: [Syntax: [String: [Syntax]]] = [:]
    /// What arguments and properties of a name are given, where it may be a function or a class.
    private lazy var labelled = findLabelled()

    /// Names of objects that live as long as a request.
    static let states: Set<String> = [
        "state", "storage", "locals", "req", "request", "ctx", "context", "c", "g", "extra", "session", "scope", "app", "store",
    ]

    private let surface: (String) -> Surface

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.surface = surface
        self.program = program
        self.evaluator = evaluator
        var subscripts: [String: [Syntax]] = [:]
        var dependencies: [String: [Syntax]] = [:]
        for tree in program.relevant {
            let scopes = program.scopes(of: tree)
            for id in scopes.members where tree.nodes[Int(id.raw)].kind == .subscripted {
                let node = scopes.syntax(id)
                guard let index = node.child(.argument)?.child(.value), let key = index.stringValue ?? TokenTrail.typeKey(index) else {
                    continue
                }
                subscripts[key, default: []].append(node)
            }
        }
        var aliases: [String: String] = [:]
        for name in ["Depends", "Security"] {
            for call in program.index.calls[name] ?? [] {
                guard let provider = call.child(.argument)?.child(.value) else { continue }
                if let parameter = call.ancestors.first(where: { $0.kind == .parameter }) {
                    dependencies[provider.name, default: []].append(parameter)
                } else if let target = call.ancestors.first(where: { $0.kind == .variable })?.child(.target), target.kind == .identifier {
                    // `CallerToken = Annotated[str, Depends(caller_token)]`
                    aliases[target.name] = provider.name
                }
            }
        }
        if !aliases.isEmpty {
            for function in program.index.functions.values.joined() where function.tree.language == .python {
                for parameter in function.children(.parameter) {
                    guard let provider = parameter.child(.type).flatMap({ aliases[$0.name] }) else { continue }
                    dependencies[provider, default: []].append(parameter)
                }
            }
        }
        self.subscripts = subscripts
        self.dependencies = dependencies
        findTools()
        findSessions()
    }

    /// Tests call what production code calls, with tokens of their own.
    func isTest(_ syntax: Syntax) -> Bool { surface(syntax.tree.file.path) == .test }

    /// Reads of `key` on an object of the same last name, anywhere in the program.
    func reads(of key: String, on holder: String, like language: Language) -> [Syntax] {
        var result = ((members[key] ?? []) + (subscripts[key] ?? [])).filter { node in
            guard let base = node.child(.base), let name = Self.lastName(of: base), !TokenTrail.isWritten(node) else { return false }
            return Self.isSameState(name, holder)
                && node.tree.language.family == language.family
        }
        if language == .python {
            for call in program.index.calls["getattr"] ?? [] {
                let arguments = call.children(.argument)
                guard arguments.count >= 2, arguments[1].child(.value)?.stringValue == key, let base = arguments[0].child(.value),
                    let name = Self.lastName(of: base), Self.isSameState(name, holder)
                else { continue }
                result.append(call)
            }
        }
        return result
    }

    /// Reads of a member of a class, found once.
    func readers(of name: String, in type: Syntax, _ find: () -> [Syntax]) -> [Syntax] {
        if let known = readersByMember[type]?[name] { return known }
        let found = find()
        readersByMember[type, default: [:]][name] = found
        return found
    }

    private static func isSameState(_ left: String, _ right: String) -> Bool {
        left == right || (["req", "request"].contains(left) && ["req", "request"].contains(right))
            || (["ctx", "context", "c"].contains(left) && ["ctx", "context", "c"].contains(right))
    }

    /// `c.get("token")` for what `c.set("token", …)` put there.
    func gets(of key: String, on holder: String) -> [Syntax] {
        ["get", "get_state", "var"].flatMap { program.index.calls[$0] ?? [] }.filter { call in
            guard let callee = call.child(.callee), let base = callee.child(.base), let name = Self.lastName(of: base),
                Self.isSameState(name, holder)
            else { return false }
            return call.child(.argument)?.child(.value)?.stringValue == key
        }
    }

    /// Functions and classes that the program hands over under a label of that name: what a member of the name calls when nothing else is known of it.
    func callables(labelled label: String, like language: Language) -> [Syntax] {
        var types: Set<Syntax> = []
        var functions: Set<Syntax> = []
        for value in (labelled[label] ?? []).prefix(12) where value.tree.language == language {
            switch evaluator.value(of: value).value.bare {
            case .function(let function, _): functions.insert(function)
            case .type(let type): types.insert(type)
            default: continue
            }
        }
        // Any of some classes may be meant; of several functions of one label none is known to be.
        if functions.count > 1 || types.count > 4 { return [] }
        return (types.union(functions)).sorted { ($0.tree.file.path, $0.range.start) < ($1.tree.file.path, $1.range.start) }
    }

    private func findLabelled() -> [String: [Syntax]] {
        var result: [String: [Syntax]] = [:]
        for tree in program.relevant {
            for index in tree.nodes.indices {
                let node = tree.nodes[index]
                guard node.kind == .argument || node.kind == .property, node.name != .empty,
                    let value = Syntax(tree: tree, id: NodeID(Int32(index))).child(.value),
                    [.identifier, .member, .function].contains(value.kind)
                else { continue }
                result[tree.symbols[Int(node.name.raw)], default: []].append(value)
            }
        }
        return result
    }

    func dependents(of function: Syntax) -> [Syntax] { function.name.isEmpty ? [] : dependencies[function.name] ?? [] }

    /// Whether the header is taken out of a container again: `delete h.authorization`, `h.pop(name)`, `h.delete("authorization")`, `del h["authorization"]`.
    func strips(_ header: String, from receiver: Syntax) -> Bool {
        guard header.lowercased() == "authorization", receiver.kind == .identifier, let function = receiver.enclosingFunction else {
            return false
        }
        if let known = stripped[receiver] { return known }
        let name = receiver.name
        let result = function.descendants.contains { node in
            switch node.kind {
            case .unary where node.name == "delete" || node.name == "del":
                guard let value = node.child(.value), value.child(.base)?.name == name else { return false }
                return isHeader(evaluator.key(of: value, nil) ?? value.name)
            case .call:
                guard let callee = node.child(.callee), ["pop", "delete", "remove", "discard", "removeValue"].contains(callee.name),
                    callee.child(.base)?.name == name
                else { return false }
                guard let key = node.child(.argument)?.child(.value) else { return false }
                return evaluator.value(of: key).value.text.map(isHeader) ?? true
            default: return false
            }
        }
        stripped[receiver] = result
        return result
    }

    private func isHeader(_ name: String) -> Bool { name.isEmpty || name.lowercased() == "authorization" }

    /// The name that a reader sees last: a member's, a variable's, a written key.
    static func lastName(of expression: Syntax) -> String? {
        let expression = expression.unwrapped
        switch expression.kind {
        case .member, .identifier: return expression.name
        case .subscripted: return expression.child(.argument)?.child(.value)?.stringValue
        case .call: return expression.child(.callee)?.name
        case .selfReference: return "self"
        default: return nil
        }
    }

    // MARK: Tools

    private static let registrations = ["tool", "registerTool", "addTool", "add_tool", "createTool", "defineTool", "from_function"]
    private static let handlers: Set<String> = ["execute", "handler", "callback", "cb", "run", "fn", "call"]

    private func findTools() {
        for name in Self.registrations {
            for call in program.index.calls[name] ?? [] { call.children(.argument).forEach { addTool($0.child(.value), depth: 0) } }
        }
        for call in program.index.calls["setRequestHandler"] ?? [] {
            let arguments = call.children(.argument)
            guard arguments.count >= 2, let subject = arguments[0].child(.value),
                subject.name == "CallToolRequestSchema" || subject.stringValue == "tools/call"
            else { continue }
            addTool(arguments[1].child(.value), depth: 0)
        }
        for call in program.index.calls["withMethodHandler"] ?? []
        where call.children(.argument).first?.child(.value).map({ evaluator.mentions("CallTool", in: $0) }) == true {
            call.children(.argument).dropFirst().forEach { addTool($0.child(.value), depth: 0) }
        }
        for function in program.index.functions.values.joined() where function.tree.language == .python {
            if function.decoratorNames.contains(where: {
                $0 == "tool" || $0 == "call_tool" || $0.hasSuffix(".tool") || $0.hasSuffix(".call_tool")
            }) {
                tools.insert(function)
            }
        }
    }

    private func addTool(_ expression: Syntax?, depth: Int) {
        guard let expression = expression?.unwrapped, depth < 3 else { return }
        switch expression.kind {
        case .function: tools.insert(expression)
        case .object:
            for property in expression.children(.element) where Self.handlers.contains(property.name) {
                addTool(property.child(.value), depth: depth + 1)
            }
        case .identifier, .member:
            if case .function(let function, _) = evaluator.value(of: expression).value.bare { tools.insert(function) }
        case .call:
            // `registerTool(name, schema, withLogging(async () => …))`
            expression.children(.argument).forEach { addTool($0.child(.value), depth: depth + 1) }
        default: break
        }
    }

    private func findSessions() {
        for tool in tools where tool.tree.language.isECMAScript {
            let parameters = tool.children(.parameter)
            guard parameters.count >= 2 else { continue }
            if let pattern = parameters[1].child(.target) {
                sessions += pattern.children(.element).filter { $0.name == "session" }
            } else {
                let references = program.scopes(of: tool.tree).references(to: [parameters[1]])
                sessions += references.compactMap { $0.parent }.filter { $0.kind == .member && $0.name == "session" }
            }
        }
        sessions.sort { ($0.tree.file.path, $0.range.start) < ($1.tree.file.path, $1.range.start) }
    }

    /// Whether what a function gives back goes to the model.
    func isTool(_ function: Syntax) -> Bool { tools.contains(function) }
}
