import SourceScanner

/// Everything known about token libraries.
package enum Knowledge {
    /// All entries, in the order of `docs/libraries.md`.
    package static let all: [TokenAPI] = typeScript + python + swift

    /// The entries of languages that share their libraries.
    static func entries(in family: Language.Family) -> [TokenAPI] {
        switch family {
        case .ecmaScript: typeScript
        case .python: python
        case .swift: swift
        }
    }
}
