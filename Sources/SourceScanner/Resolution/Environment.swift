/// How each language reads the process environment.
enum Environment {
    /// `process.env.X`, `process.env['X']`, `import.meta.env.X`, `Bun.env.X`, `os.environ['X']`, `ProcessInfo.processInfo.environment["X"]`.
    static func variable(_ syntax: Syntax, _ evaluator: Evaluator, _ frame: Frame?) -> Value? {
        guard let base = syntax.child(.base) else { return nil }
        let name: String?
        switch syntax.kind {
        case .member: name = syntax.name
        case .subscripted: name = evaluator.key(of: syntax, frame)
        default: name = nil
        }
        guard let name else { return nil }
        switch syntax.tree.language {
        case .typeScript, .javaScript:
            return isECMAScriptEnvironment(base) ? .environment(name, isRequired: false) : nil
        case .python:
            if syntax.kind == .subscripted, base.name == "config", ConfiguredValues.isFlaskConfiguration(base, evaluator) {
                return ConfiguredValues(evaluator).flask(name, askedAt: syntax)
            }
            // os.environ["X"] raises KeyError.
            guard syntax.kind == .subscripted, isPythonEnvironment(base) else { return nil }
            return .environment(name, isRequired: true)
        case .swift:
            guard syntax.kind == .subscripted, base.kind == .member, base.name == "environment", base.child(.base)?.name == "processInfo"
            else { return nil }
            return .environment(name, isRequired: false)
        }
    }

    /// `os.getenv("X", d)`, `os.environ.get("X", d)`, `Deno.env.get("X")`, Vapor's `Environment.get("X")`, `config("X", default=d)` of starlette and decouple, `env.str("X", default=d)` of environs, `ConfigService.get`.
    static func call(_ syntax: Syntax, _ evaluator: Evaluator, _ frame: Frame?) -> Resolved? {
        guard let callee = syntax.child(.callee), callee.kind == .member || callee.kind == .identifier else { return nil }
        let arguments = syntax.children(.argument)
        func name() -> String? { arguments.first?.child(.value).flatMap { evaluator.value(of: $0, in: frame).value.text } }
        func fallback(_ labels: Set<String>) -> Syntax? {
            arguments.first { labels.contains($0.name) }?.child(.value)
                ?? (arguments.count > 1 && arguments[1].name.isEmpty ? arguments[1].child(.value) : nil)
        }
        func result(_ other: Syntax?, isRequired: Bool) -> Resolved? {
            guard let name = name() else { return nil }
            guard let other else { return Resolved(.environment(name, isRequired: isRequired), [syntax]) }
            let value = evaluator.value(of: other, in: frame)
            let variable = Value.environment(name, isRequired: value.value.presence == .never ? false : true)
            return Resolved(value.value.presence == .never ? variable : .oneOf([variable, value.value]), [syntax])
        }
        let base = callee.child(.base)
        switch (syntax.tree.language, callee.name) {
        case (.python, "getenv") where base?.name == "os" || base == nil: return result(fallback(["default"]), isRequired: false)
        case (.python, "get") where base.map(isPythonEnvironment) == true: return result(fallback(["default"]), isRequired: false)
        case (.python, "get") where base?.name == "config":
            guard let base, let name = name(), ConfiguredValues.isFlaskConfiguration(base, evaluator) else { return nil }
            return ConfiguredValues(evaluator).flask(name, askedAt: syntax).map { Resolved($0, [syntax]) }
        case (.python, "config") where callee.kind == .identifier, (.python, "env") where callee.kind == .identifier:
            guard case .externalInstance(let type, _) = evaluator.value(of: callee, in: frame).value.bare,
                ["Config", "Env", "AutoConfig"].contains(type.path.last ?? "")
            else {
                guard case .external(let reference) = evaluator.value(of: callee, in: frame).value.bare, reference.module == "decouple"
                else { return nil }
                return result(fallback(["default"]), isRequired: true)
            }
            return result(fallback(["default"]), isRequired: true)
        // `env.str("X", default=d)`, `env.int("X", 60)` of environs and django-environ: a method for each type.
        case (.python, _) where callee.kind == .member && base.map { isTypedReader($0, evaluator, frame) } == true:
            return result(fallback(["default"]), isRequired: true)
        case (.swift, "get") where base.map({ isVaporsEnvironment($0, evaluator) }) == true: return result(nil, isRequired: false)
        case (.typeScript, "get"), (.javaScript, "get"):
            guard let base else { return nil }
            if base.kind == .member, base.name == "env", base.child(.base)?.name == "Deno" { return result(nil, isRequired: false) }
            guard isConfigService(base, evaluator, frame) else { return nil }
            return fallback([]) == nil
                ? configured(syntax, name(), evaluator) ?? result(nil, isRequired: false) : result(fallback([]), isRequired: false)
        case (.typeScript, "getOrThrow"), (.javaScript, "getOrThrow"):
            guard let base, isConfigService(base, evaluator, frame) else { return nil }
            return configured(syntax, name(), evaluator) ?? result(fallback([]), isRequired: true)
        default: return nil
        }
    }

    /// Vapor's type by its name or by an alias.
    private static func isVaporsEnvironment(_ base: Syntax, _ evaluator: Evaluator) -> Bool {
        if base.name == "Environment" { return true }
        guard base.kind == .identifier, case .external(let reference) = evaluator.value(of: base).value.bare else { return false }
        return reference.path.last == "Environment"
    }

    /// What the program's own configuration says for a key that Nest's service is asked for.
    private static func configured(_ call: Syntax, _ key: String?, _ evaluator: Evaluator) -> Resolved? {
        guard let key else { return nil }
        if let known = evaluator.configuredByKey[key] { return known.map { Resolved($0, [call]) } }
        let found = ConfiguredValues(evaluator).nest(key)
        evaluator.configuredByKey[key] = .some(found)
        return found.map { Resolved($0, [call]) }
    }

    private static func isECMAScriptEnvironment(_ base: Syntax) -> Bool {
        let base = base.unwrapped
        guard base.kind == .member, base.name == "env", let owner = base.child(.base) else {
            // `const { env } = process`, Cloudflare's `env: Env` binding.
            return false
        }
        return owner.name == "process" || owner.name == "Bun" || owner.text == "import.meta" || owner.name == "meta"
    }

    private static func isPythonEnvironment(_ base: Syntax) -> Bool {
        base.name == "environ" && (base.kind == .identifier || base.child(.base)?.name == "os")
    }

    private static func isTypedReader(_ base: Syntax, _ evaluator: Evaluator, _ frame: Frame?) -> Bool {
        guard case .externalInstance(let type, _) = evaluator.value(of: base, in: frame).value.bare else { return false }
        return ["environs", "environ"].contains(type.module) && type.path.last?.hasSuffix("Env") == true
    }

    private static func isConfigService(_ base: Syntax, _ evaluator: Evaluator, _ frame: Frame?) -> Bool {
        switch evaluator.value(of: base, in: frame).value.bare {
        case .externalInstance(let type, _): type.path.last == "ConfigService"
        case .parameter(let parameter): parameter.child(.type)?.name == "ConfigService"
        default: base.name.lowercased() == "configservice"
        }
    }
}
