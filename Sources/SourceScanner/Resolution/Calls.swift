/// Calls: functions of the program are followed, well-known functions of the language are understood, all others are opaque.
extension Evaluator {
    private static let factories: Set<String> = ["create", "getInstance", "build", "newInstance", "from_settings", "from_config", "shared"]

    /// At most this many calls deep.
    private static let callDepth = 7

    func call(_ syntax: Syntax, _ frame: Frame?) -> Resolved {
        guard let callee = syntax.child(.callee) else { return .unknown }
        if let variable = Environment.call(syntax, self, frame) { return variable }
        let inferred = inferredType(of: syntax, frame)
        if inferred == nil, let known = Intrinsics.call(syntax, callee, self, frame) { return known }
        let target = inferred.map { Resolved(.type($0), [syntax]) } ?? value(of: callee, in: frame)
        if let known = mappingMethod(syntax, callee, target.value, frame) { return known }
        for alternative in target.value.alternatives {
            switch alternative.bare {
            case .function(let function, let made):
                guard (frame?.depth ?? 0) < Self.callDepth else { return Resolved(.result(of: alternative, call: syntax), target.trail) }
                let receiver = callee.child(.base).map { value(of: $0, in: frame).value }
                let inner = Frame(function: function, call: syntax, caller: frame ?? made, receiver: receiver.flatMap(Self.receiver))
                let result = returned(by: function, in: inner)
                if case .unknown = result.value { return Resolved(.result(of: alternative, call: syntax), target.trail) }
                return Resolved(result.value, target.trail + result.trail)
            case .type(let type):
                let initializer = self.initializer(of: type, for: syntax)
                let made = initializer.map { Frame(function: $0, call: syntax, caller: frame, receiver: .instance(of: type, nil)) }
                if initializer == nil, let fields = memberwise(type, syntax, frame) { return Resolved(.object(fields), [syntax]) }
                return Resolved(.instance(of: type, made), [syntax])
            case .external(let reference):
                if let decoded = instance(decodedBy: syntax, callee, frame) { return Resolved(decoded, [syntax]) }
                if let name = reference.path.last, Self.makesInstance(syntax, name) {
                    return Resolved(.externalInstance(of: reference, made: syntax), [syntax])
                }
                // A factory of a class: `CognitoJwtVerifier.create({ … })`.
                if let name = reference.path.last, Self.factories.contains(name), let type = reference.path.dropLast().last,
                    type.first?.isUppercase == true
                {
                    return Resolved(
                        .externalInstance(of: Reference(reference.module, Array(reference.path.dropLast())), made: syntax), [syntax])
                }
                return Resolved(.result(of: alternative, call: syntax), [syntax])
            default: continue
            }
        }
        if let decoded = instance(decodedBy: syntax, callee, frame) { return Resolved(decoded, [syntax]) }
        return Resolved(.result(of: target.value, call: syntax), target.trail)
    }

    /// `claims.get("exp", 60)` and `claims.copy()` of a dict that is known: it has no member of that name, or may have one.
    private func mappingMethod(_ call: Syntax, _ callee: Syntax, _ member: Value, _ frame: Frame?) -> Resolved? {
        guard call.tree.language == .python, callee.kind == .member, callee.name == "get" || callee.name == "copy" else { return nil }
        switch member {
        case .null, .unknown, .choice: break
        default: return nil
        }
        guard let base = callee.child(.base), case let receiver = value(of: base, in: frame),
            case .object(let object) = receiver.value.bare,
            object.type == nil
        else { return nil }
        let arguments = call.children(.argument).compactMap { $0.child(.value) }
        if callee.name == "copy" { return arguments.isEmpty ? receiver : nil }
        guard let key = arguments.first.flatMap({ value(of: $0, in: frame).value.text }) else { return nil }
        let found = project(receiver, key, at: callee, frame)
        guard arguments.count > 1 else { return found }
        switch found.value.presence {
        case .always: return found
        case .never: return value(of: arguments[1], in: frame)
        case .maybe, .unknown: return joined([Resolved(found.value.assuming, found.trail), value(of: arguments[1], in: frame)])
        }
    }

    private static func receiver(_ value: Value) -> Value? {
        switch value.bare {
        case .instance, .type, .object, .externalInstance: value
        default: nil
        }
    }

    /// `new X()`, or a call of a capitalised name in the languages without `new`.
    static func makesInstance(_ call: Syntax, _ name: String) -> Bool {
        call.has(.new) || (!call.tree.language.isECMAScript && name.utf8.first.map { $0 >= 65 && $0 <= 90 } == true)
    }

    /// The initializer that a call means: in Swift the one with its labels.
    package func initializer(of type: Syntax, for call: Syntax) -> Syntax? {
        guard type.tree.language == .swift else { return declaredMember("init", ofType: type) }
        let bodies = [type] + extensions(of: type)
        let all = bodies.flatMap { $0.children(.member) }.filter { $0.has(.initializer) && $0.kind == .function }
        let labels = call.children(.argument).filter { !$0.has(.trailingClosure) }.map(\.name)
        return all.first { initializer in
            var rest = labels[...]
            for parameter in initializer.children(.parameter) {
                let label = parameter.child(.label)?.name ?? parameter.name
                if rest.first == (label == "_" ? "" : label) {
                    rest = rest.dropFirst()
                } else if parameter.child(.value) == nil {
                    return false
                }
            }
            return rest.isEmpty
        }
    }

    /// An object of a class without initializer (dataclass, struct): its fields from the labelled arguments and the defaults.
    private func memberwise(_ type: Syntax, _ call: Syntax, _ frame: Frame?) -> ObjectValue? {
        guard !type.tree.language.isECMAScript else { return nil }
        let names = bases(of: type).map { $0.path.last ?? "" }
        if names.contains(where: { $0.contains("Settings") }) { return nil }
        guard
            type.tree.language == .swift || type.decoratorNames.contains("dataclass") || names.contains("BaseModel")
                || names.contains("NamedTuple")
        else { return nil }
        var object = ObjectValue(origin: call)
        object.type = type
        var positional = call.children(.argument).filter { $0.name.isEmpty && !$0.has(.spread) }[...]
        for field in type.children(.member) where field.kind == .variable && !field.has(.isStatic) && field.child(.accessor) == nil {
            guard let name = field.child(.target)?.name, !name.isEmpty else { continue }
            if let argument = call.children(.argument).first(where: { $0.name == name })
                ?? (type.tree.language == .python ? positional.popFirst() : nil),
                let expression = argument.child(.value)
            {
                object.set(name, value(of: expression, in: frame).along(argument))
            } else if let initial = field.child(.value) {
                object.set(name, value(of: initial).along(field))
            }
        }
        for argument in call.children(.argument) where argument.has(.spread) {
            if let inner = argument.child(.value) { spread(value(of: inner, in: frame), into: &object) }
        }
        return object
    }

    /// What a function of the program gives back: the join of its `return`s (or its expression body).
    package func returned(by function: Syntax, in frame: Frame?) -> Resolved {
        guard begin(function) else { return .unknown }
        defer { end(function) }
        guard let body = function.child(.body) else { return .unknown }
        if function.has(.expressionBody) { return value(of: body, in: frame) }
        var results: [Resolved] = []
        for node in returns(of: function, body) {
            let isReached = isReached(node, before: function, in: frame)
            guard let expression = node.child(.value), isReached != false else { continue }
            results.append(value(of: expression, in: frame))
            if isReached == true || results.count == 8 { break }
        }
        if results.isEmpty {
            let statements = body.children(.statement)
            if statements.count == 1, let only = statements.first, function.tree.language == .swift { return value(of: only, in: frame) }
            return .unknown
        }
        return joined(results)
    }

    /// The `return`s of a function itself, those of the functions inside it left out.
    private func returns(of function: Syntax, _ body: Syntax) -> [Syntax] {
        if let known = returnsByFunction[function] { return known }
        let found = body.descendants.filter { $0.kind == .returnStatement && $0.enclosingFunction == function }
        returnsByFunction[function] = found
        return found
    }

    /// The argument that a call gives to a parameter, in the caller's frame. Nil: none.
    func argument(for parameter: Syntax, of function: Syntax, in frame: Frame) -> Resolved? {
        look(at: frame)
        guard let call = frame.call else { return nil }
        let caller = frame.caller
        if let written = function.argument(of: call, for: parameter), let expression = written.child(.value) {
            return value(of: expression, in: caller).along(written)
        }
        let arguments = call.children(.argument)
        let parameters = function.passedParameters
        guard let index = parameters.firstIndex(of: parameter) else { return nil }
        if parameter.has(.keyword) {
            var object = ObjectValue(origin: call)
            let taken = Set(parameters.map(\.name))
            for argument in arguments where !argument.name.isEmpty && !taken.contains(argument.name) {
                if let expression = argument.child(.value) { object.set(argument.name, value(of: expression, in: caller)) }
            }
            for argument in arguments where argument.has(.keyword) {
                if let expression = argument.child(.value) { spread(value(of: expression, in: caller), into: &object) }
            }
            return Resolved(.object(object), [call])
        }
        if parameter.tree.language == .swift, !parameter.isPositional { return nil }
        if parameter.has(.spread) {
            let rest = arguments.filter { $0.name.isEmpty && !$0.has(.keyword) }.dropFirst(index)
            return Resolved(
                .list(rest.compactMap { $0.child(.value).map { value(of: $0, in: caller) } }, isOpen: rest.contains { $0.has(.spread) }),
                [call])
        }
        if let spreadArgument = arguments.first(where: { $0.has(.keyword) }), let expression = spreadArgument.child(.value) {
            let whole = value(of: expression, in: caller)
            if case .object(let object) = whole.value.bare {
                if let found = object.lookup(parameter.name) {
                    return found.isConditional ? Resolved(.oneOf([found.resolved.value, .null]), found.resolved.trail) : found.resolved
                }
                return object.isOpen ? Resolved(.unknown, whole.trail) : nil
            }
            return Resolved(.unknown, whole.trail)
        }
        return nil
    }

    /// A parameter of an initializer or a factory whose arguments are known because the program calls it in few places: dependency injection by construction.
    func injected(_ parameter: Syntax) -> Resolved? {
        guard let function = parameter.enclosingFunction, function.has(.initializer), let type = function.enclosingClass,
            begin(parameter)
        else { return nil }
        defer { end(parameter) }
        var values: [Resolved] = []
        let isTried = isTrial(type.tree.file.path)
        for call in constructions(of: type) where values.count < 4 && (isTried || !isTrial(call.tree.file.path)) {
            let frame = Frame(function: function, call: call, caller: nil)
            if let argument = argument(for: parameter, of: function, in: frame) {
                values.append(argument)
            } else if let fallback = parameter.child(.value) {
                values.append(value(of: fallback))
            } else {
                values.append(Resolved(.null, [call]))
            }
        }
        return values.isEmpty ? nil : joined(values)
    }

    /// ASGI frameworks make the object themselves, with themselves as its first argument and what stands behind the class.
    private static let middlewareMakers = ["add_middleware", "Middleware"]

    /// The calls by which objects of a class are made: `C(…)`, `app.add_middleware(C, …)`.
    private func constructions(of type: Syntax) -> [Syntax] {
        func makes(_ expression: Syntax?) -> Bool {
            guard let expression, case .type(let made) = value(of: expression).value.bare else { return false }
            return made == type
        }
        let direct = (program.index.calls[type.name] ?? []).filter { makes($0.child(.callee)) }
        guard type.tree.language == .python else { return direct }
        return direct
            + Self.middlewareMakers.flatMap { program.index.calls[$0] ?? [] }.filter { call in
                guard let first = call.child(.argument)?.child(.value), first.name == type.name else { return false }
                return makes(first)
            }
    }

    // MARK: Modules

    func moduleValue(_ specifier: String, from tree: SyntaxTree) -> Value {
        let files = program.files(for: specifier, from: tree)
        return files.isEmpty ? .external(Reference(Self.normalised(specifier, tree.language), [])) : .module(files, specifier: specifier)
    }

    /// `npm:jose@5`, `https://deno.land/x/jose@v5/index.ts`, `jsr:@panva/jose` all mean a package that has a name of its own.
    static func normalised(_ specifier: String, _ language: Language) -> String {
        guard language.isECMAScript else { return specifier }
        var name = specifier[...]
        for prefix in [
            "npm:", "jsr:", "node:", "https://esm.sh/", "https://cdn.skypack.dev/", "https://deno.land/x/", "https://deno.land/",
        ] where name.hasPrefix(prefix) {
            name = name.dropFirst(prefix.count)
        }
        if let version = name.dropFirst().firstIndex(of: "@") {
            let rest = name[version...].firstIndex(of: "/").map { name[$0...] } ?? ""
            name = specifier.hasPrefix("https://deno.land") ? name[..<version] : name[..<version] + rest
        }
        return String(name)
    }

    func imported(_ binding: Syntax) -> Resolved {
        guard let declaration = binding.parent else { return .unknown }
        let specifier = declaration.name
        let tree = binding.tree
        if tree.language == .swift { return Resolved(.external(Reference(specifier, [])), [binding]) }
        guard let name = binding.child(.imported)?.name, !binding.has(.namespace) else {
            if tree.language == .python, binding.name != specifier, specifier.hasPrefix(binding.name + ".") {
                // `import a.b` binds `a`.
                return Resolved(moduleValue(binding.name, from: tree), [binding])
            }
            return Resolved(moduleValue(specifier, from: tree), [binding])
        }
        if let found = exported(name, specifier: specifier, from: tree) { return found.along(binding) }
        return Resolved(.external(Reference(Self.normalised(specifier, tree.language), name == "default" ? [] : [name])), [binding])
    }

    /// A name exported by a module of the program. Nil: the module is outside, or exports no such name.
    func exported(_ name: String, specifier: String, from tree: SyntaxTree) -> Resolved? {
        for file in program.files(for: specifier, from: tree) {
            if let found = exported(name, inFile: file, visited: []) { return found }
        }
        if tree.language == .python {
            let joinedName = specifier + (specifier.hasSuffix(".") ? "" : ".") + name
            let nested = program.files(for: joinedName, from: tree)
            if !nested.isEmpty { return Resolved(.module(nested, specifier: joinedName)) }
        }
        return nil
    }

    func exported(_ name: String, inFile path: String, visited: Set<String>) -> Resolved? {
        guard !visited.contains(path), visited.count < 24, let module = program.module(at: path) else { return nil }
        let visited = visited.union([path])
        let tree = module.tree
        if tree.language == .python || tree.language == .swift {
            let declarations = module.scopes.fileDeclarations(of: name)
            if !declarations.isEmpty { return bound(declarations, usedAt: endOf(tree), nil) }
        } else if let export = module.exports[name] {
            switch export {
            case .declaration(let declarations): return declarations.isEmpty ? nil : bound(declarations, usedAt: endOf(tree), nil)
            case .expression(let expression): return value(of: expression)
            case .forwarded(let specifier, let original):
                if original.isEmpty { return Resolved(moduleValue(specifier, from: tree)) }
                for file in program.files(for: specifier, from: tree) {
                    if let found = exported(original, inFile: file, visited: visited) { return found }
                }
                return program.files(for: specifier, from: tree).isEmpty
                    ? Resolved(.external(Reference(Self.normalised(specifier, tree.language), original == "default" ? [] : [original])))
                    : nil
            }
        } else if name == "default", let object = commonJSExports(module) {
            return object
        } else if let export = module.exports["default"], case .expression(let expression) = export,
            module.tree.nodes.contains(where: { $0.kind == .exportDeclaration && $0.flags.contains(.defaultExport) })
        {
            // `module.exports = { verify }`, imported by name.
            if case .object(let object) = value(of: expression).value.bare, let found = object.lookup(name) { return found.resolved }
        }
        for specifier in module.wholesale {
            for file in program.files(for: specifier, from: tree) {
                if let found = exported(name, inFile: file, visited: visited) { return found }
            }
        }
        return nil
    }

    /// `exports.a = …` taken as a whole.
    private func commonJSExports(_ module: Module) -> Resolved? {
        let names = module.exports.filter { if case .expression = $0.value { $0.key != "default" } else { false } }
        guard !names.isEmpty else { return nil }
        return Resolved(.module([module.tree.file.path], specifier: module.tree.file.path))
    }

    /// The file itself stands for a place behind everything in it.
    private func endOf(_ tree: SyntaxTree) -> Syntax { tree.top }
}

extension Value {
    /// A factory's value: what calling it gives.
    func called(_ evaluator: Evaluator) -> Value? {
        guard case .function(let function, let frame) = bare else { return nil }
        return evaluator.returned(by: function, in: frame).value
    }
}

extension Syntax {
    /// A function's parameters as its callers count them: without the object that Python's methods are called on.
    var passedParameters: [Syntax] {
        let all = children(.parameter)
        let hasReceiver = role == .member && tree.language == .python && !decoratorNames.contains("staticmethod")
        return hasReceiver ? Array(all.dropFirst()) : all
    }

    /// Swift: a parameter whose arguments have no label.
    fileprivate var isPositional: Bool {
        let label = child(.label)?.name ?? name
        return label == "_" || label.isEmpty
    }

    /// The argument that a call of this function writes down for one of its parameters, by its label or in its place. Nil: none, or it comes out of a
    /// list or a dictionary.
    package func argument(of call: Syntax, for parameter: Syntax) -> Syntax? {
        let arguments = call.children(.argument)
        let label = parameter.child(.label)?.name ?? parameter.name
        if let labelled = arguments.first(where: { !$0.name.isEmpty && $0.name == label }) { return labelled }
        let parameters = passedParameters
        guard let index = parameters.firstIndex(of: parameter), !parameter.has(.keyword), !parameter.has(.spread) else { return nil }
        if parameter.tree.language == .swift, !parameter.isPositional {
            return index == parameters.count - 1 ? arguments.first { $0.has(.trailingClosure) && $0.name.isEmpty } : nil
        }
        let positional = arguments.filter { $0.name.isEmpty && !$0.has(.keyword) }
        let position = parameter.tree.language == .swift ? parameters[..<index].filter(\.isPositional).count : index
        guard position < positional.count, !positional[...position].contains(where: { $0.has(.spread) }) else { return nil }
        return positional[position]
    }

    /// The parameter of this function that takes an argument of one of its calls. `orRest`: one that takes all that is left counts, too.
    package func parameter(taking argument: Syntax, orRest: Bool = false) -> Syntax? {
        if !argument.name.isEmpty { return children(.parameter).first { ($0.child(.label)?.name ?? $0.name) == argument.name } }
        guard let index = argument.parent?.children(.argument).filter(\.name.isEmpty).firstIndex(of: argument) else { return nil }
        let parameters = tree.language == .swift ? children(.parameter).filter { $0.child(.label)?.name == "_" } : passedParameters
        if index < parameters.count { return parameters[index] }
        return orRest ? parameters.last.flatMap { $0.has(.spread) ? $0 : nil } : nil
    }
}
