/// A language that the scanner reads; decided by a file's name alone.
package enum Language: String, Sendable, CaseIterable {
    case typeScript = "typescript"
    case javaScript = "javascript"
    case python
    case swift

    /// The language of a path by its extension, or nil where this tool does not read it.
    package init?(path: some StringProtocol) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        switch path[path.index(after: dot)...].lowercased() {
        case "ts", "tsx", "mts", "cts": self = .typeScript
        case "js", "jsx", "mjs", "cjs": self = .javaScript
        case "py", "pyi": self = .python
        case "swift": self = .swift
        default: return nil
        }
    }

    /// TypeScript and JavaScript share a grammar, module rules and libraries.
    package var isECMAScript: Bool { self == .typeScript || self == .javaScript }

    package var family: Family {
        switch self {
        case .typeScript, .javaScript: .ecmaScript
        case .python: .python
        case .swift: .swift
        }
    }

    /// Languages that share their libraries, and with them their vices.
    package enum Family: String, Sendable, CaseIterable {
        case ecmaScript = "TypeScript and JavaScript"
        case python = "Python"
        case swift = "Swift"
    }
}
