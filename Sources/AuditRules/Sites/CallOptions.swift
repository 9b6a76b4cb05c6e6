import SourceScanner

/// The arguments of one call as its entry names them.
struct CallOptions {
    let api: TokenAPI
    let call: Syntax
    let frame: Frame?
    let evaluator: Evaluator
    /// Arguments in front of the API's own: 1 for `to_thread(jwt.decode, token, …)`.
    var skipped = 0
    /// A receiver whose construction holds the options (`new OAuth2Client({…})`).
    var root: Resolved?
    var registrations: Registrations?

    /// What stands at a path.
    enum Found {
        case value(Resolved, isConditional: Bool)
        /// Nothing does.
        case absent
        /// The object that would hold it is not known as a whole.
        case open([Syntax])
    }

    func found(_ path: OptionPath) -> Found {
        if let colon = path.firstIndex(of: ":") {
            let rest = String(path[path.index(after: colon)...])
            switch path[..<colon] {
            case "chain": return chained(rest)
            case "receiver": return received(rest)
            case "environment": return .value(Resolved(.environment(rest, isRequired: false), [call]), isConditional: false)
            case "setting": return registrations?.setting(rest) ?? .absent
            case "registration":
                let namespace = call.child(.callee).flatMap { api.namespace(in: $0.unwrapped) }
                return registrations?.found(rest, library: api.library, namespace: namespace) ?? .absent
            default: return .absent
            }
        }
        var names = path.split(separator: ".").map(String.init)
        guard !names.isEmpty else { return .absent }
        if let root { return lookUp(names, in: .value(root, isConditional: false)) }
        let first = names.removeFirst()
        return lookUp(names, in: argument(first))
    }

    /// An argument of the constructor that made the method's receiver.
    private func received(_ path: String) -> Found {
        guard let base = call.child(.callee)?.child(.base) else { return .absent }
        for alternative in evaluator.value(of: base, in: frame).value.alternatives {
            guard case .externalInstance(_, let made?) = alternative.bare else { continue }
            var inner = api
            inner.parameters =
                api.receiverParameters.isEmpty ? [path.split(separator: ".").first.map(String.init) ?? path] : api.receiverParameters
            let found = CallOptions(api: inner, call: made, frame: frame, evaluator: evaluator, registrations: registrations).found(path)
            if case .absent = found { continue }
            return found
        }
        return .absent
    }

    private func lookUp(_ names: [String], in start: Found) -> Found {
        var current = start
        for name in names {
            guard case .value(let resolved, let isConditional) = current else { return current }
            if name.hasSuffix("()") {
                current = called(String(name.dropLast(2)), of: resolved, isConditional)
                continue
            }
            current = member(name, of: resolved, isConditional)
        }
        return current
    }

    /// What a factory under a name gives back: `useFactory: (config) => ({ … })`.
    private func called(_ name: String, of resolved: Resolved, _ isConditional: Bool) -> Found {
        guard case .value(let factory, _) = member(name, of: resolved, isConditional),
            case .function(let function, let made) = factory.value.bare
        else { return .absent }
        return .value(evaluator.returned(by: function, in: made), isConditional: isConditional)
    }

    private func member(_ name: String, of resolved: Resolved, _ isConditional: Bool) -> Found {
        switch resolved.value.bare {
        case .object(let object):
            if let found = object.lookup(name) {
                return .value(
                    Resolved(found.resolved.value, resolved.trail + found.resolved.trail),
                    isConditional: isConditional || found.isConditional)
            }
            if let type = object.type, let renamed = evaluator.claimField(name, type) {
                return member(renamed, of: resolved, isConditional)
            }
            return object.isOpen || object.type?.writesItself == true ? .open(resolved.trail) : .absent
        case .choice(let values):
            var some: [Resolved] = []
            var isPartial = isConditional
            var isOpen = false
            for value in values {
                switch member(name, of: Resolved(value, resolved.trail), isConditional) {
                case .value(let inner, let conditional):
                    some.append(inner)
                    isPartial = isPartial || conditional
                case .absent: isPartial = true
                case .open: isOpen = true
                }
            }
            if some.isEmpty { return isOpen ? .open(resolved.trail) : .absent }
            return .value(evaluator.joined(some), isConditional: isPartial || isOpen)
        case .list(let elements, _):
            // A list of member calls: validators: [.aud(expectedAudience: me)].
            for element in elements {
                guard case .result(_, let made) = element.value.bare, let callee = made.child(.callee), callee.name == name else {
                    continue
                }
                var object = ObjectValue(origin: made)
                for argument in made.children(.argument) {
                    if let expression = argument.child(.value) { object.set(argument.name, evaluator.value(of: expression, in: frame)) }
                }
                return .value(Resolved(.object(object), element.trail), isConditional: isConditional)
            }
            return .absent
        case .result(_, let made) where made.children(.argument).contains { $0.name == name }:
            guard let expression = made.children(.argument).first(where: { $0.name == name })?.child(.value) else { return .absent }
            return .value(evaluator.value(of: expression, in: frame), isConditional: isConditional)
        case .string, .number, .duration, .moment:
            // A claim type of one value: `payload.exp.value`.
            return name == "value" || name == "rawValue" ? .value(resolved, isConditional: isConditional) : .absent
        case .null, .boolean, .function: return .absent
        case .instance(let type, let made):
            guard let field = evaluator.memberOfInstance(name, type, made) ?? evaluator.claim(name, type, made) else {
                return type.writesItself ? .open(resolved.trail) : .absent
            }
            return .value(field, isConditional: isConditional)
        case .externalInstance(_, let made?):
            // Options wrapped in a class of the library: TokenValidationOptions(issuer=…, audience=…).
            guard let argument = made.children(.argument).first(where: { $0.name == name })?.child(.value) else {
                if let object = made.child(.argument)?.child(.value), made.child(.argument)?.name.isEmpty == true {
                    return member(name, of: evaluator.value(of: object, in: frame), isConditional)
                }
                return .absent
            }
            return .value(evaluator.value(of: argument, in: frame), isConditional: isConditional)
        case .parameter(let parameter):
            let projected = evaluator.project(resolved, name, at: call, frame)
            if case .projection(_, _, .some) = projected.value.bare {
                let isMaybe = projected.value.presence == .maybe || parameter.has(.optional)
                return .value(projected, isConditional: isConditional || isMaybe)
            }
            return .open(resolved.trail)
        default: return .open(resolved.trail)
        }
    }

    /// The argument of a name: by label, by position, from a spread.
    func argument(_ name: String) -> Found {
        var arguments = call.children(.argument)
        if skipped > 0 { arguments = Array(arguments.dropFirst(skipped)) }
        if let labelled = arguments.first(where: { $0.name == name }), let expression = labelled.child(.value) {
            return .value(evaluator.value(of: expression, in: frame), isConditional: false)
        }
        let positional = arguments.filter { $0.name.isEmpty && !$0.has(.keyword) }
        if let index = api.parameters.firstIndex(of: name), !positional.prefix(index + 1).contains(where: { $0.has(.spread) }) {
            let isLabelOnly = call.tree.language == .swift && index >= 1 && api.parameters.count > 1
            if index < positional.count, !isLabelOnly || positional.count > index, let expression = positional[index].child(.value) {
                return .value(evaluator.value(of: expression, in: frame), isConditional: false)
            }
        }
        if let spreadArgument = arguments.first(where: { $0.has(.keyword) }), let expression = spreadArgument.child(.value) {
            let whole = evaluator.value(of: expression, in: frame)
            switch member(name, of: whole, false) {
            case .open where !isObjectLike(whole): return .open(whole.trail)
            case let found: return found
            }
        }
        if positional.contains(where: { $0.has(.spread) }) { return .open([]) }
        return .absent
    }

    private func isObjectLike(_ resolved: Resolved) -> Bool {
        if case .object = resolved.value.bare { return true }
        return false
    }

    /// The expression of an argument, unevaluated.
    func expression(_ path: OptionPath?) -> Syntax? {
        guard let path, let first = path.split(separator: ".").first.map(String.init) else { return nil }
        let arguments = Array(call.children(.argument).dropFirst(skipped))
        if let labelled = arguments.first(where: { $0.name == first }) { return labelled.child(.value) }
        guard let index = api.parameters.firstIndex(of: first) else { return nil }
        let positional = arguments.filter { $0.name.isEmpty && !$0.has(.spread) }
        return index < positional.count ? positional[index].child(.value) : nil
    }

    /// The first argument of a method called on the call's result, in one chain or through a variable.
    private func chained(_ name: String) -> Found {
        for (link, conditional) in ChainedCalls(evaluator: evaluator).calls(from: call) where link.child(.callee)?.name == name {
            guard let expression = link.child(.argument)?.child(.value) else {
                return .value(Resolved(.assured(.unknown), [link]), isConditional: conditional)
            }
            let resolved = evaluator.value(of: expression, in: frame)
            return .value(Resolved(resolved.value, [link] + resolved.trail), isConditional: conditional)
        }
        return .absent
    }

    /// Whether an option is set so as to switch something.
    func state(of option: Switch) -> (isOn: Bool, isMaybe: Bool, trail: [Syntax]) {
        if case .absent = option.value {
            switch found(option.path) {
            case .absent: return (true, false, [])
            case .open(let trail): return (false, true, trail)
            case .value(let resolved, let isConditional):
                return (resolved.value.presence == .never, isConditional || resolved.value.presence == .maybe, resolved.trail)
            }
        }
        guard case .value(let resolved, let isConditional) = found(option.path) else { return (false, false, []) }
        let alternatives = resolved.value.alternatives
        let hits = alternatives.filter { option.value == .consenting ? consents($0) : option.value.agrees(with: $0) }
        if hits.isEmpty { return (false, false, []) }
        let isWhole = hits.count == alternatives.count && !isConditional
        return (isWhole, !isWhole, resolved.trail)
    }

    private func consents(_ value: Value) -> Bool {
        guard case .function(let function, let made) = value.bare else { return false }
        if case .boolean(true) = evaluator.returned(by: function, in: made).value.bare { return true }
        return false
    }
}

extension Switch.Value {
    fileprivate func agrees(with given: Value) -> Bool {
        let value = given.bare
        return switch (self, value) {
        case (.boolean(let wanted), .boolean(let given)): wanted == given
        case (.null, .null): true
        case (.string(let wanted), .string(let given)): wanted == given
        case (.contains(let wanted), _): value.strings.contains(wanted)
        case (.lacks(let unwanted), .list(_, isOpen: false)): !value.strings.contains(unwanted)
        case (.name(let wanted), .external(let reference)): reference.path.last(where: { $0 != "self" }) == wanted
        case (.name(let wanted), .type(let type)): type.name == wanted
        case (.name(let wanted), .result(_, let call)): call.child(.callee)?.name == wanted
        case (.symbol(let module, let name), .external(let reference)):
            (reference.path.last ?? "default") == name && Program.matches(reference.module, module)
        case (.present, .null): false
        case (.present, _): true
        default: false
        }
    }
}

extension Evaluator {
    /// The field that holds a registered claim under another name: by its type, or by its coding key.
    func claim(_ name: String, _ type: Syntax, _ made: Frame?) -> Resolved? {
        claimField(name, type).flatMap { memberOfInstance($0, type, made) }
    }

    /// The name of that field.
    func claimField(_ name: String, _ type: Syntax) -> String? {
        guard type.tree.language == .swift, let wanted = ["exp": "ExpirationClaim", "aud": "AudienceClaim", "iss": "IssuerClaim"][name]
        else { return nil }
        for member in type.children(.member) where member.kind == .variable && member.child(.type)?.name.hasSuffix(wanted) == true {
            if let field = member.child(.target)?.name, field != name { return field }
        }
        for keys in type.children(.member) where keys.kind == .classDeclaration && keys.has(.enumeration) {
            for item in keys.children(.member) where item.kind == .enumCase && item.child(.value)?.stringValue == name && item.name != name
            { return item.name }
        }
        return nil
    }

    /// A field of an object of the program's own class, as options.
    func memberOfInstance(_ name: String, _ type: Syntax, _ made: Frame?) -> Resolved? {
        guard declaredMember(name, ofType: type) != nil else { return nil }
        return project(Resolved(.instance(of: type, made)), name, at: type, made)
    }
}

extension Syntax {
    /// A type with an `encode(to:)` of its own: what it writes is not what it declares.
    fileprivate var writesItself: Bool { children(.member).contains { $0.kind == .function && $0.name == "encode" } }
}
