/// Reads a file into a tree. Never fails: what cannot be read becomes `unknown` nodes.
package func parse(_ file: SourceFile) -> SyntaxTree {
    switch file.language {
    case .typeScript, .javaScript: TypeScriptParser.parse(file)
    case .python: PythonParser.parse(file)
    case .swift: SwiftParser.parse(file)
    }
}

/// The same; nil where the file has more tokens than `mostTokens`.
package func parse(_ file: SourceFile, mostTokens: Int) -> SyntaxTree? {
    // A token has a byte, but for the ends of Python's blocks and of the file.
    if file.bytes.count / 2 > mostTokens / 2, tokenize(file).tokens.count > mostTokens { return nil }
    return parse(file)
}

/// The tokens of a file, in order, brackets paired. Never fails.
package func tokenize(_ file: SourceFile) -> TokenList {
    switch file.language {
    case .typeScript, .javaScript: TypeScriptTokenizer.tokenize(file)
    case .python: PythonTokenizer.tokenize(file)
    case .swift: SwiftTokenizer.tokenize(file)
    }
}
