import SourceScanner
import Testing

@testable import skillaudit

@Suite struct ParsedFilesTests {
    private let files = ParsedFiles(Limits())

    private func tree(_ path: String, _ source: String) throws -> SyntaxTree {
        try Array(source.utf8).withUnsafeBufferPointer { bytes in
            try files.tree(path: path, language: #require(Language(path: path)), bytes: bytes).get()
        }
    }

    private func place(_ tree: SyntaxTree) -> UnsafePointer<Node>? { tree.nodes.withUnsafeBufferPointer(\.baseAddress) }

    @Test func filesOfTheSameBytesShareTheirNodes() throws {
        let (one, copy, other) = try (tree("a.ts", "f(token)"), tree("b/a.ts", "f(token)"), tree("c.ts", "f(tokem)"))
        #expect(place(one) == place(copy))
        #expect(copy.file.path == "b/a.ts")
        #expect(copy.top.outline == one.top.outline)
        #expect(place(other) != place(one))
        #expect(other.top.outline != one.top.outline)
    }

    @Test func theSameBytesAreReadAnewWhereTheirEndingMeansSomethingElse() throws {
        let (types, markup) = try (tree("a.ts", "let x = <T>y"), tree("a.tsx", "let x = <T>y"))
        #expect(types.top.outline == parse(types.file).top.outline)
        #expect(markup.top.outline == parse(markup.file).top.outline)
        #expect(types.top.outline != markup.top.outline)
    }
}
