import Testing
import SourceScanner

/// A piece of TypeScript and the outline of its statements.
struct TypeScriptReading: Sendable, CustomTestStringConvertible {
    let source: String
    let outline: String
    let path: String

    init(_ source: String, _ outline: String, path: String = "sample.ts") {
        self.source = source
        self.outline = outline
        self.path = path
    }

    var testDescription: String { source }
    var actual: String { typeScript(source, path: path).top.children.map(\.outline).joined(separator: "\n") }
}

func typeScriptFile(_ source: String, path: String = "sample.ts") -> SourceFile {
    SourceFile(path: path, language: Language(path: path) ?? .typeScript, bytes: Array(source.utf8))
}

func typeScript(_ source: String, path: String = "sample.ts") -> SyntaxTree { parse(typeScriptFile(source, path: path)) }
