import SourceScanner

/// A small program whose `probe(…)` call shows what an expression is worked out to be.
struct ResolvedProgram {
    private let program: Program
    private let evaluator: Evaluator
    private let main: SyntaxTree

    /// `main` is the source of the file with the probe; `others` are files beside it. Only `main` is relevant from the start, unless `all` are: the others
    /// are read when asked for.
    init(_ main: String, _ others: [String: String] = [:], path: String = "src/main.ts", all: Bool = false) {
        var files = others.mapValues { [UInt8]($0.utf8) }
        files[path] = [UInt8](main.utf8)
        let contents = files
        self.main = parse(SourceFile(path: path, language: Language(path: path) ?? .typeScript, bytes: contents[path] ?? []))
        let paths = contents.keys.sorted()
        let beside = paths.filter { all && $0 != path }.compactMap { other in
            Language(path: other).map { parse(SourceFile(path: other, language: $0, bytes: contents[other] ?? [])) }
        }
        program = Program(repository: Repository(paths: paths, read: { contents[$0] }), trees: [self.main] + beside)
        evaluator = Evaluator(program)
    }

    /// What the first argument of `probe(…)` is.
    var probed: String {
        let scopes = program.scopes(of: main)
        guard let call = scopes.syntax(scopes.calls).first(where: { $0.child(.callee)?.name == "probe" }),
            let value = call.child(.argument)?.child(.value)
        else { return "no probe" }
        return Self.text(evaluator.value(of: value).value)
    }

    /// A value on one line. `?` stands behind what may be absent, `…` where something open ends.
    private static func text(_ value: Value) -> String {
        switch value {
        case .string(let text): return "'\(text)'"
        case .number(let number): return number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
        case .boolean(let isTrue): return "\(isTrue)"
        case .null: return "null"
        case .template(let parts): return "`" + parts.map(text).joined(separator: "+") + "`"
        case .list(let elements, let isOpen):
            return "[" + (elements.map { text($0.value) } + (isOpen ? ["…"] : [])).joined(separator: ", ") + "]"
        case .object(let object):
            let properties = object.properties.map { "\($0.name)\($0.isConditional ? "?" : ""): \(text($0.resolved.value))" }
            return "{" + (properties + (object.isOpen ? ["…"] : [])).joined(separator: ", ") + "}"
        case .duration(let seconds): return "\(Int(seconds)) s"
        case .moment(let offset, let scale): return "now + \(Int(offset / scale)) s"
        case .pattern(let pattern): return "/\(pattern)/"
        case .function(let function, _): return "function \(Evaluator.callName(of: function))"
        case .type(let type): return "class \(type.name)"
        case .module(let files, _): return "module \(files.joined(separator: ","))"
        case .external(let reference): return reference.dotted
        case .instance(let type, _): return "a \(type.name)"
        case .externalInstance(let reference, _): return "a \(reference.dotted)"
        case .environment(let name, let isRequired): return "env \(name)\(isRequired ? "" : "?")"
        case .parameter(let parameter): return "parameter \(parameter.name)\(value.presence == .maybe ? "?" : "")"
        case .projection(let base, let name, _): return "\(text(base)).\(name)\(value.presence == .maybe ? "?" : "")"
        case .result(let callee, _): return "\(text(callee))()"
        case .assured(let inner): return "some \(text(inner))"
        case .choice(let values): return values.map(text).joined(separator: " | ")
        case .unknown: return "unknown"
        }
    }
}
