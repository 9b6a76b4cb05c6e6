/// Members, subscripts, classes and their instances.
extension Evaluator {
    func member(_ syntax: Syntax, _ frame: Frame?) -> Resolved {
        guard let base = syntax.child(.base) else { return implicitMember(syntax, frame) }
        if let variable = Environment.variable(syntax, self, frame) { return Resolved(variable, [syntax]) }
        if let time = Times.member(syntax, self, frame) { return Resolved(time, [syntax]) }
        if base.kind == .selfReference, let result = selfMember(syntax.name, at: syntax, frame) { return result }
        let receiver = value(of: base, in: frame)
        if let method = soleMethod(syntax, of: receiver.value.bare) { return Resolved(.function(method, nil), receiver.trail) }
        return refined(project(receiver, syntax.name, at: syntax, frame), at: syntax)
    }

    func subscripted(_ syntax: Syntax, _ frame: Frame?) -> Resolved {
        guard let base = syntax.child(.base) else { return .unknown }
        if let variable = Environment.variable(syntax, self, frame) { return Resolved(variable, [syntax]) }
        let container = value(of: base, in: frame)
        if let key = key(of: syntax, frame) { return refined(project(container, key, at: syntax, frame), at: syntax) }
        if case .list(let elements, let isOpen) = container.value.bare, !isOpen, let argument = syntax.child(.argument),
            let index = value(of: argument.child(.value) ?? argument, in: frame).value.double, index >= 0, index < Double(elements.count)
        {
            return elements[Int(index)]
        }
        return Resolved(.unknown, container.trail)
    }

    /// A member whose absence the surrounding code refuses counts as there.
    private func refined(_ resolved: Resolved, at syntax: Syntax) -> Resolved {
        guard resolved.value.mayBeNothing else { return resolved }
        let function = syntax.enclosingFunction ?? syntax.tree.top
        let text = syntax.text
        let isRefused = function.descendants.contains { other in
            other.kind == syntax.kind && other.range.start < syntax.range.start && other.symbol == syntax.symbol && other.text == text
                && refusesAbsence(of: other)
        }
        return isRefused || isRefusedWhereMade(syntax, resolved) ? Resolved(resolved.value.something, resolved.trail) : resolved
    }

    /// The module that made a setting refuses to start without it: `if (!config.auth.audience) throw` beside the code that reads the environment.
    private func isRefusedWhereMade(_ syntax: Syntax, _ resolved: Resolved) -> Bool {
        guard syntax.tree.language.isECMAScript, syntax.kind == .member, let group = syntax.child(.base)?.unwrapped.name, !group.isEmpty
        else { return false }
        guard isAskedAlone else {
            _ = cutShort()
            return false
        }
        var trees: [SyntaxTree] = []
        for place in resolved.trail where place.tree !== syntax.tree && !trees.contains(where: { $0 === place.tree }) {
            trees.append(place.tree)
        }
        return trees.contains { refusedMembers(in: $0).contains(group + "." + syntax.name) }
    }

    /// The members (`auth.audience`) whose absence a file refuses.
    private func refusedMembers(in tree: SyntaxTree) -> Set<String> {
        if let known = refusedByPath[tree.file.path] { return known }
        let scopes = program.scopes(of: tree)
        let found = scopes.syntax(scopes.members).compactMap { member -> String? in
            guard member.kind == .member, let group = member.child(.base)?.unwrapped.name, !group.isEmpty, refusesAbsence(of: member) else {
                return nil
            }
            return group + "." + member.name
        }
        let result = Set(found)
        refusedByPath[tree.file.path] = result
        return result
    }

    /// `.name` of a value.
    package func project(_ base: Resolved, _ name: String, at place: Syntax, _ frame: Frame?) -> Resolved {
        switch base.value {
        case .object(let object):
            if let found = object.lookup(name) {
                var resolved = found.resolved
                if found.isConditional { resolved.value = .oneOf([resolved.value, object.isOpen ? .unknown : .null]) }
                return resolved
            }
            if let type = object.type, let found = memberValue(name, ofType: type, isStatic: false, nil) { return found }
            return object.isOpen ? Resolved(openMember(object, name), base.trail) : Resolved(.null, base.trail)
        case .assured(let inner): return project(Resolved(inner, base.trail), name, at: place, frame)
        case .choice(let values):
            let parts = values.filter { $0.presence != .never }.map { project(Resolved($0, []), name, at: place, frame) }
            if parts.isEmpty { return Resolved(.null, base.trail) }
            var result = joined(parts)
            // `a?.b` of something that may be absent may be absent.
            if place.has(.optionalChain), values.contains(where: { $0.presence == .never }) {
                result.value = .oneOf([result.value, .null])
            }
            return Resolved(result.value, base.trail + result.trail)
        case .external(let reference): return Resolved(.external(reference.appending(name)), base.trail)
        case .externalInstance(let type, _): return Resolved(.external(type.appending(name)), base.trail)
        case .module(let files, let specifier):
            for file in files {
                if let found = exported(name, inFile: file, visited: []) { return found }
            }
            if place.tree.language == .python {
                let nested = program.files(for: specifier + (specifier.hasSuffix(".") ? "" : ".") + name, from: place.tree)
                if !nested.isEmpty { return Resolved(.module(nested, specifier: specifier + "." + name)) }
            }
            return .unknown
        case .type(let type):
            if let found = memberValue(name, ofType: type, isStatic: true, frame) { return Resolved(found.value, base.trail + found.trail) }
            if type.tree.language == .swift, name == "self" { return base }
            if let base = superclass(of: type), let reference = base.reference {
                return Resolved(.external(reference.appending(name)), [type])
            }
            return .unknown
        case .instance(let type, let made):
            if let found = memberValue(name, ofType: type, isStatic: false, made) { return Resolved(found.value, base.trail + found.trail) }
            if let parent = superclass(of: type), let reference = parent.reference {
                return Resolved(.external(reference.appending(name)), [type])
            }
            return Resolved(.projection(base.value, name, declaration: nil), base.trail)
        case .parameter(let parameter):
            if let known = typed(parameter) {
                if case .instance(let type, _) = known.value, let declaration = declaredMember(name, ofType: type) {
                    if let found = valueOfSettingsField(declaration, in: type) { return Resolved(found, [declaration]) }
                    if declaration.kind == .function { return Resolved(.function(declaration, nil), [declaration]) }
                    return Resolved(.projection(base.value, name, declaration: declaration), base.trail + [declaration])
                }
                if case .externalInstance(let type, _) = known.value { return Resolved(.external(type.appending(name)), base.trail) }
            }
            return Resolved(.projection(base.value, name, declaration: inlineTypeMember(name, of: parameter)), base.trail)
        case .projection(_, _, let declaration):
            if let declaration, let known = typed(declaration) { return project(Resolved(known.value, base.trail), name, at: place, frame) }
            return Resolved(.projection(base.value, name, declaration: nil), base.trail)
        case .function(let function, _):
            if name == "bind" || name == "call" { return base }
            return Resolved(.projection(.function(function, nil), name, declaration: nil), base.trail)
        case .result(let callee, let call):
            if let field = Schemas.field(name, of: callee, call, self, frame) { return Resolved(field, base.trail) }
            return Resolved(.projection(base.value, name, declaration: nil), base.trail)
        case .null: return base
        // A case of an enumeration was resolved to its value already.
        case .string where name == "value" && place.tree.language == .python,
            .number where name == "value" && place.tree.language == .python:
            return base
        case .environment, .unknown: return Resolved(.projection(base.value, name, declaration: nil), base.trail)
        default: return Resolved(.projection(base.value, name, declaration: nil), base.trail)
        }
    }

    /// A member of an object that may hold more than is known: the member of what was spread into it, if that is known in part.
    private func openMember(_ object: ObjectValue, _ name: String) -> Value {
        guard let opening = object.openings.last else { return .unknown }
        return .oneOf([.projection(opening.value, name, declaration: nil), .null])
    }

    // MARK: Classes

    func extensions(of type: Syntax) -> [Syntax] {
        (program.index.classes[type.name] ?? []).filter { $0.has(.typeExtension) && $0 != type }
    }

    /// The declaration of a member in a class, its extensions or its bases.
    package func declaredMember(_ name: String, ofType type: Syntax) -> Syntax? {
        for holder in lineage(of: type) {
            let bodies = holder.tree.language == .swift ? [holder] + extensions(of: holder) : [holder]
            for body in bodies {
                for member in body.children(.member) {
                    if member.kind == .variable, let target = member.child(.target), target.kind == .identifier, target.name == name {
                        return member
                    }
                    if (member.kind == .function || member.kind == .classDeclaration || member.kind == .enumCase) && member.name == name {
                        return member
                    }
                }
                if let initializer = body.children(.member).first(where: { $0.has(.initializer) }),
                    let parameter = initializer.children(.parameter).first(where: { $0.has(.parameterProperty) && $0.name == name })
                {
                    return parameter
                }
            }
        }
        return nil
    }

    /// A class and the classes of the program that it inherits from, nearest first; at most 16.
    private func lineage(of type: Syntax) -> [Syntax] {
        var result = [type]
        var index = 0
        while index < result.count, result.count < 16 {
            let type = result[index]
            for base in type.kind == .typeReference ? type.children(.typeArgument) : type.children(.base) where base.kind != .argument {
                if case .type(let declaration)? = resolveType(base), !result.contains(declaration) { result.append(declaration) }
            }
            index += 1
        }
        return result
    }

    package func method(_ name: String, ofType type: Syntax) -> Syntax? {
        declaredMember(name, ofType: type).flatMap { $0.kind == .function ? $0 : nil }
    }

    /// The value of a class's member in an object made in `frame` (the initializer's frame).
    func memberValue(_ name: String, ofType type: Syntax, isStatic: Bool, _ frame: Frame?) -> Resolved? {
        let declaration = declaredMember(name, ofType: type)
        if let declaration {
            switch declaration.kind {
            case .function:
                if declaration.has(.getter) || declaration.decoratorNames.contains("property")
                    || declaration.decoratorNames.contains("cached_property")
                {
                    return returned(by: declaration, in: Frame(function: declaration, call: nil, caller: frame))
                }
                return Resolved(.function(declaration, frame), [declaration])
            case .classDeclaration: return Resolved(.type(declaration), [declaration])
            case .enumCase:
                return declaration.child(.value).map { value(of: $0, in: nil).along(declaration) } ?? Resolved(.string(name), [declaration])
            case .parameter: return parameter(declaration, frame).along(declaration)
            default: break
            }
            if let getter = declaration.children(.accessor).first(where: { $0.has(.getter) }) {
                return returned(by: getter, in: Frame(function: getter, call: nil, caller: frame))
            }
            if let setting = valueOfSettingsField(declaration, in: type), frame == nil { return Resolved(setting, [declaration]) }
        }
        var values: [Resolved] = []
        if let declaration, let initial = declaration.child(.value) { values.append(value(of: initial, in: nil).along(declaration)) }
        let writes = writesToMember(name, of: type)
        var isCertain = false
        for write in writes.prefix(8) {
            guard let assigned = write.child(.value) else { continue }
            let function = write.enclosingFunction
            if let frame, let function, function.has(.initializer), frame.function.has(.initializer), frame.function != function,
                type.tree.language == .swift
            {
                continue
            }
            let conditional = isConditional(write, relativeTo: function ?? write, declaration: nil)
            if function?.has(.initializer) == true, !conditional { isCertain = true }
            values.append(value(of: assigned, in: frame).along(write))
        }
        if isCertain, declaration?.child(.value) != nil, values.count > 1 { values.removeFirst() }
        guard !values.isEmpty else {
            guard let declaration else { return nil }
            if frame == nil || declaration.tree.language != .swift, let known = typed(declaration) { return known }
            return Resolved(.projection(.instance(of: type, nil), name, declaration: declaration), [declaration])
        }
        var result = joined(values)
        if values.count > 1 || !isCertain, let declaration, declaration.child(.value) == nil,
            declaration.child(.type)?.has(.optional) == true || declaration.has(.optional)
        {
            result.value = .oneOf([result.value, .null])
        }
        // A field with a type that says more than the value does.
        if let declaration, let known = typed(declaration) {
            switch result.value.bare {
            case .parameter, .unknown, .result: result.value = known.value
            default: break
            }
        }
        return result
    }

    private func writesToMember(_ name: String, of type: Syntax) -> [Syntax] {
        let bodies = lineage(of: type) + (type.tree.language == .swift ? extensions(of: type) : [])
        return (program.index.memberAssignments[name] ?? localMemberAssignments(name, type)).filter { assignment in
            guard let target = assignment.child(.target), target.child(.base)?.kind == .selfReference,
                let holder = assignment.enclosingClass
            else { return false }
            return bodies.contains(holder)
        }
    }

    /// For classes of files that were read on demand, which the index does not know.
    private func localMemberAssignments(_ name: String, _ type: Syntax) -> [Syntax] {
        let scopes = program.scopes(of: type.tree)
        return scopes.syntax(scopes.assignments).filter { $0.child(.target)?.kind == .member && $0.child(.target)?.name == name }
    }

    // MARK: self

    func selfValue(_ syntax: Syntax, _ frame: Frame?) -> Resolved {
        if let receiver = receiver(at: syntax, frame) { return Resolved(receiver) }
        guard let type = syntax.enclosingClass else { return .unknown }
        return Resolved(.instance(of: fullType(type), construction(of: type, frame)))
    }

    private func selfMember(_ name: String, at syntax: Syntax, _ frame: Frame?) -> Resolved? {
        let whole = selfValue(syntax, frame)
        guard case .instance(let type, let made) = whole.value.bare else { return nil }
        // Inside the initializer itself, members are what was written so far.
        return memberValue(name, ofType: type, isStatic: false, made ?? frame)
    }

    /// Swift's members without `self`: of the object in whose method the name stands, or of the type.
    func ownMember(_ name: Syntax, _ frame: Frame?) -> Resolved? {
        guard let type = name.enclosingClass else { return nil }
        if let receiver = receiver(at: name, frame), declaredMember(name.name, ofType: fullType(type)) != nil {
            return project(Resolved(receiver, []), name.name, at: name, frame)
        }
        return memberValue(name.name, ofType: type, isStatic: false, frame)
    }

    /// What `self` is in the method around a place, where a call of it is under way and says so.
    private func receiver(at place: Syntax, _ frame: Frame?) -> Value? {
        guard frame != nil, let method = enclosingMethod(place), let own = self.frame(of: method, in: frame) else { return nil }
        look(at: own)
        return own.receiver
    }

    func enclosingMethod(_ syntax: Syntax) -> Syntax? { syntax.ancestors.first { $0.kind == .function && $0.role == .member } }

    private func fullType(_ type: Syntax) -> Syntax {
        type.has(.typeExtension) ? program.index.classes[type.name]?.first { !$0.has(.typeExtension) } ?? type : type
    }

    private func construction(of type: Syntax, _ frame: Frame?) -> Frame? {
        guard let initializer = type.children(.member).first(where: { $0.has(.initializer) }) else { return nil }
        return self.frame(of: initializer, in: frame)
    }

    private func implicitMember(_ syntax: Syntax, _ frame: Frame?) -> Resolved {
        Resolved(Times.member(syntax, self, frame) ?? .external(Reference("", [syntax.name])), [syntax])
    }

    /// A member of a type literal written at the parameter itself.
    private func inlineTypeMember(_ name: String, of parameter: Syntax) -> Syntax? {
        parameter.child(.type)?.descendants.first { $0.kind == .variable && $0.child(.target)?.name == name }
    }
}

extension Syntax {
    /// Names of the decorators or attributes, without their arguments.
    package var decoratorNames: [String] {
        children(.decorator).compactMap { decorator in
            guard let value = decorator.child(.value) else { return nil }
            return value.kind == .call ? value.child(.callee)?.name : value.name
        }
    }
}
