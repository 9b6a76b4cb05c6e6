import SourceScanner

/// What the program configures once for many calls: settings by name, and the calls that register a library's options.
final class Registrations {
    private let program: Program
    private let evaluator: Evaluator
    /// Calls of `settings` entries, by library; without these registrations, which would hold themselves.
    private var calls: [String: [CallOptions]] = [:]
    private var settings: [String: [Syntax]]?

    init(_ program: Program, _ evaluator: Evaluator) {
        self.program = program
        self.evaluator = evaluator
    }

    func register(_ options: CallOptions) {
        var options = options
        options.registrations = nil
        calls[options.api.library, default: []].append(options)
    }

    /// A path in any registration of the library for a namespace, or for none.
    func found(_ path: OptionPath, library: String, namespace: String?) -> CallOptions.Found {
        for options in registered(library) where speaks(options, for: namespace) {
            let found = options.found(path)
            if case .absent = found { continue }
            return found
        }
        return .absent
    }

    private func registered(_ library: String) -> [CallOptions] {
        (calls[library] ?? []).map { options in
            var options = options
            options.registrations = self
            return options
        }
    }

    private func speaks(_ options: CallOptions, for namespace: String?) -> Bool {
        guard let path = options.api.namespace else { return true }
        switch options.found(path) {
        case .absent: return namespace == nil
        case .value(let resolved, _): return resolved.value.text.map { $0 == namespace } ?? true
        case .open: return true
        }
    }

    /// What the program assigns to a setting: a name, a key, or a member path (`jwt.google.applicationIdentifier`).
    func setting(_ path: String) -> CallOptions.Found {
        let names = path.split(separator: ".").map(String.init)
        guard let first = names.first else { return .absent }
        for value in assignments(first) {
            var current = evaluator.value(of: value)
            var isThere = true
            for name in names.dropFirst() {
                guard case .object(let object) = current.value.bare, let found = object.lookup(name) else {
                    isThere = false
                    break
                }
                current = found.resolved
            }
            if isThere { return .value(current, isConditional: false) }
        }
        if names.count > 1, let last = names.last {
            for value in assignments(last) {
                guard let target = value.parent?.child(.target), target.kind == .member, target.text.hasSuffix(path) else { continue }
                return .value(evaluator.value(of: value), isConditional: false)
            }
        }
        return .absent
    }

    private func assignments(_ name: String) -> [Syntax] {
        if settings == nil {
            var all: [String: [Syntax]] = [:]
            for tree in program.relevant {
                for index in tree.nodes.indices where tree.nodes[index].kind == .variable || tree.nodes[index].kind == .assignment {
                    let holder = Syntax(tree: tree, id: NodeID(Int32(index)))
                    guard let target = holder.child(.target), let value = holder.child(.value) else { continue }
                    let name = target.kind == .subscripted ? evaluator.key(of: target, nil) ?? "" : target.name
                    if !name.isEmpty { all[name, default: []].append(value) }
                }
            }
            settings = all
        }
        return settings?[name] ?? []
    }
}
