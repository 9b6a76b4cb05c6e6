/// Fields of Python's settings classes, models and dataclasses, where the object itself is not known.
extension Evaluator {
    /// A field of a settings class (pydantic, dataclass): its default, or the environment variable that fills it.
    func valueOfSettingsField(_ declaration: Syntax, in type: Syntax) -> Value? {
        guard type.tree.language == .python, declaration.kind == .variable, declaration.child(.type) != nil else { return nil }
        let names = bases(of: type).map { $0.path.last ?? "" }
        let isSettings = names.contains { $0.contains("Settings") }
        guard isSettings || names.contains("BaseModel") || type.decoratorNames.contains("dataclass") else { return nil }
        let name = declaration.child(.target)?.name ?? ""
        guard let initial = declaration.child(.value) else { return isSettings ? .environment(name.uppercased(), isRequired: true) : nil }
        var fallback = value(of: initial).value
        if initial.kind == .call, ["Field", "field"].contains(initial.child(.callee)?.name ?? "") {
            guard let given = initial.children(.argument).first(where: { $0.name == "default" || $0.name.isEmpty }),
                let expression = given.child(.value)
            else {
                if let factory = initial.children(.argument).first(where: { $0.name == "default_factory" })?.child(.value) {
                    return value(of: factory).value.called(self) ?? .unknown
                }
                return isSettings ? .environment(name.uppercased(), isRequired: true) : nil
            }
            fallback = expression.text == "..." ? .environment(name.uppercased(), isRequired: true) : value(of: expression).value
        }
        if isSettings {
            return fallback.presence == .never
                ? .environment(name.uppercased(), isRequired: false)
                : .oneOf([.environment(name.uppercased(), isRequired: true), fallback])
        }
        guard fallback.presence == .never else { return fallback }
        return passed(name, toMakersOf: type)
            ?? .choice([.assured(.projection(.instance(of: type, nil), name, declaration: declaration)), .null])
    }

    /// What the program passes for an optional field wherever it makes an object of the type, at most four times. Nil: nobody passes anything.
    private func passed(_ name: String, toMakersOf type: Syntax) -> Value? {
        guard begin(type) else { return nil }
        defer { end(type) }
        var values: [Value] = []
        var isPassed = false
        // `cls(…)` in a method of the class.
        let own = type.descendants.filter { $0.kind == .call && $0.child(.callee)?.kind == .selfReference }
        for call in own + (program.index.calls[type.name] ?? []) where values.count < 4 && !isTrial(call.tree.file.path) {
            guard let callee = call.child(.callee)?.unwrapped,
                callee.kind == .selfReference || (callee.kind == .identifier && value(of: callee).value.isType(type))
            else { continue }
            let arguments = call.children(.argument)
            if let given = arguments.first(where: { $0.name == name })?.child(.value) {
                isPassed = true
                let found = value(of: given).value
                values.append(found.presence == .unknown ? .choice([found, .null]) : found)
            } else if arguments.contains(where: { $0.has(.spread) || $0.has(.keyword) || $0.name.isEmpty }) {
                return nil
            } else {
                values.append(.null)
            }
        }
        return isPassed ? .oneOf(values) : nil
    }
}

extension Value {
    fileprivate func isType(_ declaration: Syntax) -> Bool {
        if case .type(declaration) = bare { return true }
        return false
    }
}
