/// Types that Swift infers from what stands around an expression: `.init(…)`, `decode(T.self)`, a method that only one type has.
extension Evaluator {
    /// The type of the program that an implicit `.init(…)` makes, by what the value is for. Nil: none, or not known.
    func inferredType(of call: Syntax, _ frame: Frame?, nested: Int = 0) -> Syntax? {
        guard nested < 4, let callee = call.child(.callee), Self.isImplicitInitializer(callee),
            let type = expectedType(at: call, frame, nested),
            case .type(let declaration) = resolveType(type)
        else { return nil }
        return declaration
    }

    private static func isImplicitInitializer(_ callee: Syntax) -> Bool {
        callee.tree.language == .swift && callee.kind == .member && callee.name == "init" && callee.child(.base) == nil
    }

    /// The written type of the variable, result or parameter that an expression becomes.
    private func expectedType(at expression: Syntax, _ frame: Frame?, _ nested: Int) -> Syntax? {
        var below = expression
        for ancestor in expression.ancestors.prefix(6) {
            switch ancestor.kind {
            case .tryExpression, .awaitExpression, .cast: break
            case .returnStatement: return ancestor.enclosingFunction?.child(.type)
            case .variable: return below.role == .value ? ancestor.child(.type) : nil
            case .block:
                guard ancestor.children(.statement).count == 1, let function = ancestor.parent, function.kind == .function else {
                    return nil
                }
                return function.child(.type)
            case .function: return ancestor.has(.expressionBody) ? ancestor.child(.type) : nil
            case .argument:
                guard let call = ancestor.parent, call.kind == .call, let callee = call.child(.callee) else { return nil }
                return parameterType(of: ancestor, call, callee, frame, nested)
            default: return nil
            }
            below = ancestor
        }
        return nil
    }

    private func parameterType(of argument: Syntax, _ call: Syntax, _ callee: Syntax, _ frame: Frame?, _ nested: Int) -> Syntax? {
        let function: Syntax?
        if let type = inferredType(of: call, frame, nested: nested + 1) ?? declaration(value(of: callee, in: frame).value.bare) {
            function = initializer(of: type, for: call)
            if function == nil {
                return type.children(.member).first { $0.kind == .variable && $0.child(.target)?.name == argument.name }?.child(.type)
            }
        } else if case .function(let called, _) = value(of: callee, in: frame).value.bare {
            function = called
        } else {
            return nil
        }
        return function?.parameter(taking: argument)?.child(.type)
    }

    private func declaration(_ value: Value) -> Syntax? { if case .type(let type) = value { type } else { nil } }

    /// `req.auth.require(User.self)`, `req.content.decode(Login.self)`: an instance of the type that is named.
    func instance(decodedBy call: Syntax, _ callee: Syntax, _ frame: Frame?) -> Value? {
        guard call.tree.language == .swift, callee.kind == .member, ["require", "decode", "get"].contains(callee.name),
            call.children(.argument).count == 1, let named = call.child(.argument)?.child(.value), named.kind == .member,
            named.name == "self",
            case .type(let type) = value(of: named, in: frame).value.bare
        else { return nil }
        return .instance(of: type, nil)
    }

    /// The method that a call on an object of unknown type means: the only one of that name in the program.
    func soleMethod(_ member: Syntax, of base: Value) -> Syntax? {
        guard member.tree.language == .swift, member.role == .callee, Self.isDistinctive(member.name) else { return nil }
        switch base {
        case .projection, .result, .unknown: break
        default: return nil
        }
        let named = (program.index.functions[member.name] ?? []).filter { $0.tree.language == .swift && $0.child(.body) != nil }
        guard named.count == 1, let method = named.first, method.role == .member, !method.has(.isStatic) else { return nil }
        return method
    }

    /// Made up of several words: `generateToken`, where `sign` and `create` may be anybody's.
    private static func isDistinctive(_ name: String) -> Bool {
        name.utf8.count >= 8 && name.utf8.dropFirst().contains { $0 >= 65 && $0 <= 90 }
    }
}
