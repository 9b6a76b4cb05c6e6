/// Values that a program keeps in its configuration and asks for by name: Nest's `ConfigService.get("jwt.expiresIn")`, Flask's `app.config["JWT_LIFETIME"]`.
struct ConfiguredValues {
    private let evaluator: Evaluator

    init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    private var index: ProgramIndex { evaluator.program.index }

    // MARK: Nest

    /// What `ConfigService` answers: from a configuration that is registered or loaded, or a variable's default in the schema or class that validates them.
    func nest(_ key: String) -> Value? {
        let path = key.split(separator: ".").map(String.init)
        return registered(path) ?? loaded(path) ?? (path.count == 1 ? validated(key) : nil)
    }

    /// `registerAs("jwt", () => ({ expiresIn: … }))`
    private func registered(_ path: [String]) -> Value? {
        guard path.count > 1 else { return nil }
        for call in index.calls["registerAs"] ?? [] {
            let arguments = call.children(.argument)
            guard arguments.count == 2, arguments[0].child(.value)?.stringValue == path[0], let factory = arguments[1].child(.value) else {
                continue
            }
            if let found = made(by: factory, at: path.dropFirst()) { return found }
        }
        return nil
    }

    /// `ConfigModule.forRoot({ load: [configuration] })`
    private func loaded(_ path: [String]) -> Value? {
        for factory in options("load").flatMap({ $0.unwrapped.children(.element) }) {
            if let found = made(by: factory, at: path[...]) { return found }
        }
        return nil
    }

    private func options(_ name: String) -> [Syntax] {
        (index.calls["forRoot"] ?? []).compactMap { call in
            guard let object = call.child(.argument)?.child(.value)?.unwrapped, object.kind == .object else { return nil }
            return object.children(.element).first { $0.kind == .property && $0.name == name }?.child(.value)
        }
    }

    private func made(by factory: Syntax, at path: ArraySlice<String>) -> Value? {
        guard case .function(let function, let frame) = evaluator.value(of: factory).value.bare else { return nil }
        var current = evaluator.returned(by: function, in: frame).value
        for name in path {
            guard case .object(let object) = current.bare, let found = object.lookup(name) else { return nil }
            current = found.resolved.value
        }
        return current
    }

    /// `validationSchema: Joi.object({ LIFETIME: Joi.string().default("15m") })`, or a field of the class that class-validator fills.
    private func validated(_ key: String) -> Value? {
        for schema in options("validationSchema") {
            if let found = Schemas.field(key, ofSchema: schema, evaluator) { return found }
        }
        guard Self.isConstant(key) else { return nil }
        // In the order of names: a dictionary's own order differs from run to run.
        for name in index.classes.keys.sorted() {
            for type in index.classes[name] ?? [] where type.tree.language.isECMAScript {
                let field = type.children(.member).first { $0.kind == .variable && $0.child(.target)?.name == key }
                guard let value = field?.child(.value) else { continue }
                return .oneOf([.environment(key, isRequired: true), evaluator.value(of: value).value])
            }
        }
        return nil
    }

    // MARK: Flask

    /// What stands under a key of `app.config`: written there, or as a constant of a module or class from which it is filled.
    func flask(_ key: String, askedAt place: Syntax) -> Value? {
        guard Self.isConstant(key) else { return nil }
        let written = (evaluator.flaskSettings[key] ?? []).filter { Self.configures($0.tree.file.path, place.tree.file.path) }
        let values = written.prefix(4).map { evaluator.value(of: $0).value }
        return values.isEmpty ? nil : .oneOf(values)
    }

    /// Whether a file's constants are those of a program elsewhere in the repository: an example beside a library speaks for itself.
    private static func configures(_ path: String, _ program: String) -> Bool {
        guard let folder = path.split(separator: "/").dropLast().first else { return true }
        if program.hasPrefix(folder + "/") { return true }
        return ["conf", "setting", "instance"].contains(where: folder.lowercased().hasPrefix)
    }

    /// `current_app.config`, `app.config`.
    static func isFlaskConfiguration(_ base: Syntax, _ evaluator: Evaluator) -> Bool {
        guard base.kind == .member, base.name == "config", let app = base.child(.base) else { return false }
        switch evaluator.value(of: app).value.bare {
        case .external(let reference): return reference.module == "flask"
        case .externalInstance(let type, _): return type.path.last == "Flask"
        default: return app.name == "app" || app.name == "current_app"
        }
    }

    /// Names under which settings are kept are written in capitals.
    private static func isConstant(_ name: String) -> Bool {
        name.utf8.count > 2 && name.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
    }

    /// Constants of Python modules and classes, and what is written to `app.config`, by name.
    static func flaskSettings(in program: Program) -> [String: [Syntax]] {
        var result: [String: [Syntax]] = [:]
        guard program.relevant.contains(where: { $0.language == .python }), program.importsAnywhere("flask") else { return result }
        for tree in program.relevant where tree.language == .python {
            for index in tree.nodes.indices where tree.nodes[index].kind == .variable || tree.nodes[index].kind == .assignment {
                let holder = Syntax(tree: tree, id: NodeID(Int32(index)))
                guard let target = holder.child(.target), let value = holder.child(.value) else { continue }
                switch target.kind {
                case .identifier where isConstant(target.name) && holder.enclosingFunction == nil:
                    result[target.name, default: []].append(value)
                case .subscripted where target.child(.base)?.name == "config":
                    if let key = target.child(.argument)?.child(.value)?.stringValue { result[key, default: []].append(value) }
                default: continue
                }
            }
        }
        return result
    }
}
