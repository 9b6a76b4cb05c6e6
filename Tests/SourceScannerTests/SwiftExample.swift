import Testing

@testable import SourceScanner

/// A piece of Swift and the tree it must be read as.
struct SwiftExample: Sendable, CustomTestStringConvertible {
    let source: String
    let expected: String

    var testDescription: String { source }
    var tree: SyntaxTree { SourceScanner.parse(SourceFile(path: "example.swift", language: .swift, bytes: Array(source.utf8))) }
    /// The outlines of the top-level statements.
    var outline: String { tree.top.children.map(\.outline).joined(separator: " ") }

    /// Examples parted by empty lines: the source, then the outline behind `→`, whose lines are joined.
    static func parse(_ text: String) -> [SwiftExample] {
        var examples: [SwiftExample] = []
        var source: [Substring] = []
        var expected: [Substring] = []
        for line in (text + "\n").split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                let outline = expected.joined(separator: " ")
                examples.append(SwiftExample(source: source.joined(separator: "\n"), expected: outline == "(nothing)" ? "" : outline))
                (source, expected) = ([], [])
            } else if line.hasPrefix("→ ") {
                expected.append(line.dropFirst(2))
            } else if expected.isEmpty {
                source.append(line)
            } else {
                expected.append(line.drop { $0 == " " })
            }
        }
        return examples
    }
}

func swiftTree(_ source: String) -> SyntaxTree { swiftTree(Array(source.utf8)) }

func swiftTree(_ bytes: [UInt8]) -> SyntaxTree {
    SourceScanner.parse(SourceFile(path: "example.swift", language: .swift, bytes: bytes))
}

func swiftTokens(_ source: String) -> TokenList { swiftTokens(Array(source.utf8)) }

func swiftTokens(_ bytes: [UInt8]) -> TokenList {
    SourceScanner.tokenize(SourceFile(path: "example.swift", language: .swift, bytes: bytes))
}
