/// Reads Swift tokens into the shared tree.
package enum SwiftParser {
    package static func parse(_ file: SourceFile) -> SyntaxTree {
        let list = SwiftTokenizer.tokenize(file)
        var builder = TreeBuilder(file: file, expectedTokens: list.tokens.count)
        let root = builder.make(.file, 0, file.bytes.count)
        return builder.finish(root: root, comments: list.comments)
    }
}
