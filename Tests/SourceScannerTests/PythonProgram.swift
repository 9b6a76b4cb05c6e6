import SourceScanner

/// A small Python program, and what the interpreter makes of the last `answer = …` of its main file.
struct PythonProgram {
    private let program: Program
    private let main: SyntaxTree

    init(_ source: String, files: [String: String] = [:], mainPath: String = "main.py") {
        var contents = files
        contents[mainPath] = source
        let bytes = contents.mapValues { [UInt8]($0.utf8) }
        let trees = bytes.keys.sorted().filter { $0.hasSuffix(".py") }.map {
            parse(SourceFile(path: $0, language: .python, bytes: bytes[$0] ?? []))
        }
        program = Program(repository: Repository(paths: bytes.keys.sorted(), read: { bytes[$0] }), trees: trees)
        main = trees.first { $0.file.path == mainPath } ?? parse(SourceFile(path: mainPath, language: .python, bytes: []))
    }

    var answer: String {
        let assigned = main.top.descendants.filter {
            ($0.kind == .variable || $0.kind == .assignment) && $0.child(.target)?.name == "answer"
        }
        guard let expression = assigned.last?.child(.value) else { return "no answer" }
        return Self.text(Evaluator(program).value(of: expression).value)
    }

    /// A value in short: `"text"`, `900`, `900 s`, `now + 900`, `env X` (`env X?` where it may be unset), alternatives in the order of the alphabet.
    static func text(_ value: Value) -> String {
        switch value {
        case .string(let text): "\"\(text)\""
        case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
        case .boolean(let known): "\(known)"
        case .null: "none"
        case .template(let parts): "template(\(parts.map(text).joined(separator: " ")))"
        case .list(let elements, let isOpen):
            "[" + (elements.map { text($0.value) } + (isOpen ? ["…"] : [])).joined(separator: ", ") + "]"
        case .object(let object):
            "{"
                + (object.properties.map { "\($0.name)\($0.isConditional ? "?" : ""): \(text($0.resolved.value))" }
                + (object.isOpen ? ["…"] : [])).joined(separator: ", ") + "}"
        case .duration(let seconds): "\(Int(seconds)) s"
        case .moment(let offset, let scale): "now + \(Int(offset / scale))"
        case .environment(let name, let isRequired): "env \(name)\(isRequired ? "" : "?")"
        case .parameter(let parameter): "parameter \(parameter.name)"
        case .choice(let values): values.map(text).sorted().joined(separator: " | ")
        case .assured(let inner): text(inner)
        case .external(let reference): reference.dotted
        case .externalInstance(let type, _): "\(type.dotted)()"
        case .instance(let type, _): "\(type.name)()"
        case .function(let function, _): "function \(function.name)"
        case .type(let type): "class \(type.name)"
        default: "unknown"
        }
    }
}
