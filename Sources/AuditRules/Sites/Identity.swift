import SourceScanner

/// What makes two values the same across a program, without their being known: one literal, one variable of the environment, one member of one type.
enum Identity {
    static func of(_ resolved: Resolved) -> String? {
        let known = Set(resolved.value.alternatives.compactMap(name))
        return known.count == 1 ? known.first : nil
    }

    private static func name(_ value: Value) -> String? {
        switch value.bare {
        case .string(let text): text.isEmpty ? nil : "text:" + (text.hasSuffix("/") ? String(text.dropLast()) : text)
        case .environment(let name, _): "env:" + name
        case .projection(_, _, let declaration?): place(declaration)
        case .external(let reference): reference.module.isEmpty ? nil : "export:" + reference.dotted
        case .list(let elements, _): elements.count == 1 ? of(elements[0]) : nil
        default: nil
        }
    }

    static func place(_ syntax: Syntax) -> String { "\(syntax.tree.file.path):\(syntax.range.start)" }
}
