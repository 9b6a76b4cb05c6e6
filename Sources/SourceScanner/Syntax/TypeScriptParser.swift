/// Reads TypeScript tokens into the shared tree.
package enum TypeScriptParser {
    package static func parse(_ file: SourceFile) -> SyntaxTree {
        let list = TypeScriptTokenizer.tokenize(file)
        var builder = TreeBuilder(file: file, expectedTokens: list.tokens.count)
        let root = builder.make(.file, 0, file.bytes.count)
        return builder.finish(root: root, comments: list.comments)
    }
}
