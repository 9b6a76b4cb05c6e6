/// What a type that is written down stands for, and what a class descends from.
extension Evaluator {
    struct Superclass {
        /// A class of the program, or
        let type: Syntax?
        /// one from outside.
        let reference: Reference?
        var isProject: Bool { type != nil }
    }

    func superclass(of type: Syntax) -> Superclass? {
        for base in type.children(.base) where base.kind != .argument {
            let resolved = resolveType(base)
            switch resolved {
            case .type(let declaration): if declaration != type { return Superclass(type: declaration, reference: nil) }
            case .external(let reference): return Superclass(type: nil, reference: reference)
            default: continue
            }
        }
        return nil
    }

    /// A class of the program has an initializer, its own or one from a class of the program.
    package func hasInitializer(_ type: Syntax) -> Bool { declaredMember("init", ofType: type) != nil }

    /// The class of the program that a class inherits from first. Nil: none, or one from outside.
    package func projectSuperclass(of type: Syntax) -> Syntax? { superclass(of: type)?.type }

    /// All bases of a class, its own ones first, through the classes of the program; bounded.
    package func bases(of type: Syntax) -> [Reference] {
        var result: [Reference] = []
        var queue = [type] + (type.tree.language == .swift ? extensions(of: type) : [])
        var seen: Set<Syntax> = Set(queue)
        while let next = queue.popLast(), seen.count < 40 {
            for base in next.children(.base) where base.kind != .argument {
                switch resolveType(base) {
                case .type(let declaration): if seen.insert(declaration).inserted { queue.append(declaration) }
                case .external(let reference): result.append(reference)
                default: result.append(Reference("", [base.name]))
                }
            }
        }
        return result
    }

    /// What a type's name means: a class of the program or an outside reference; nil where that is not known, or leads back to the type itself.
    package func resolveType(_ type: Syntax) -> Value? {
        guard beginType(type) else { return nil }
        defer { endType() }
        if type.kind == .call, let argument = type.child(.argument)?.child(.value) {
            // A mixin: `class JwtStrategy extends PassportStrategy(Strategy)`.
            let made = value(of: type).value.bare
            if case .result(.external, _) = made { return value(of: argument).value.bare }
            return made
        }
        if type.kind != .typeReference { return value(of: type).value.bare }
        if type.child(.member) != nil { return .type(type) }
        if type.name == "&" { return intersection(type) }
        if let indexed = indexedType(type) { return resolveType(indexed) }
        if type.name == "|" || type.name.isEmpty {
            return type.children(.typeArgument).lazy.compactMap { self.resolveType($0) }.first
        }
        let parts = type.name.split(separator: ".").map(String.init)
        guard let head = parts.first else { return nil }
        if ["Optional", "Promise", "Readonly", "Partial", "Annotated", "Awaitable", "Required"].contains(type.name),
            let inner = type.child(.typeArgument)
        {
            return resolveType(inner)
        }
        let scopes = program.scopes(of: type.tree)
        var current: Resolved
        if let symbol = scopes.symbol(head) {
            let declarations = typeDeclarations(of: symbol, from: type, scopes)
            current = declarations.isEmpty ? fallbackType(head, type) : bound(declarations, usedAt: type, nil)
        } else {
            current = fallbackType(head, type)
        }
        for part in parts.dropFirst() { current = project(current, part, at: type, nil) }
        return current.value.bare
    }

    /// Whether an expression or a type says this name of a type from outside, by itself, behind the name of its module, or by an alias of the program.
    package func mentions(_ type: String, in syntax: Syntax) -> Bool {
        if syntax.text.contains(type) { return true }
        return syntax.descendants.contains { node in
            let meant: Value? =
                switch node.kind {
                case .identifier: value(of: node).value.bare
                case .typeReference: resolveType(node)
                default: nil
                }
            guard case .external(let reference)? = meant else { return false }
            return reference.path.last == type
        }
    }

    /// What a name in a type is declared as. Parameters are no types: in `open(store: store.Client)` the type is the module's.
    private func typeDeclarations(of name: Symbol, from type: Syntax, _ scopes: Scopes) -> [Syntax] {
        var place: Syntax? = type
        while let from = place {
            let found = scopes.declarations(of: name, from: from)
            guard let first = found.first,
                let parameter = first.kind == .parameter ? first : first.ancestors.first(where: { $0.kind == .parameter }),
                first.kind == .parameter || first.kind == .identifier
            else { return found }
            place = parameter.enclosingFunction?.parent
        }
        return []
    }

    /// `Base & { audience?: string }`: a type with the members of all its parts, unless one of them is from outside.
    private func intersection(_ type: Syntax) -> Value? {
        let parts = type.children(.typeArgument).compactMap { resolveType($0) }
        let foreign = parts.first { if case .external(let reference) = $0 { !reference.module.isEmpty } else { false } }
        return foreign ?? (parts.isEmpty ? nil : .type(type))
    }

    /// `Config['auth']`: the type of that member.
    private func indexedType(_ type: Syntax) -> Syntax? {
        let parts = type.children(.typeArgument)
        guard type.name.isEmpty, parts.count == 2, let key = parts[1].child(.value)?.stringValue,
            case .type(let holder)? = resolveType(parts[0])
        else { return nil }
        return declaredMember(key, ofType: holder)?.child(.type)
    }

    private func fallbackType(_ name: String, _ place: Syntax) -> Resolved {
        if place.tree.language == .swift, let type = program.swiftType(name, seenFrom: place.tree) { return Resolved(.type(type)) }
        if place.tree.language == .swift {
            let imports = program.module(of: place.tree).imports.sorted()
            if let module = imports.first(where: { !["Foundation", "FoundationNetworking", "Dispatch", "Darwin", "Glibc"].contains($0) }) {
                return Resolved(.external(Reference(module, [name])))
            }
        }
        return Resolved(.external(Reference("", [name])))
    }

    func instance(ofType type: Syntax) -> Value? {
        switch resolveType(type) {
        case .type(let declaration): .instance(of: declaration, nil)
        case .external(let reference) where !reference.module.isEmpty: .externalInstance(of: reference, made: nil)
        default: nil
        }
    }
}
