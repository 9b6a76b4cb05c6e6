/// A world of packages with its own names, manifests and lock files.
enum Ecosystem: Hashable, CaseIterable {
    case node
    case python
    case swift

    init(_ language: Language) {
        switch language {
        case .typeScript, .javaScript: self = .node
        case .python: self = .python
        case .swift: self = .swift
        }
    }

    /// The spelling under which a package is known: PEP 503 for Python, a package's identity for Swift.
    func normalized(_ name: String) -> String {
        switch self {
        case .node: return name
        case .swift: return SwiftPackageManifest.identity(of: name)
        case .python:
            var text: [UInt8] = []
            for byte in name.utf8 {
                let isSeparator = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
                if isSeparator {
                    if text.last != UInt8(ascii: "-") { text.append(UInt8(ascii: "-")) }
                } else {
                    text.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                }
            }
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// How much a file of this name has to say on what a project declares, less being more; nil where it declares nothing.
    func manifestRank(_ name: String) -> Int? {
        switch self {
        case .node:
            switch name {
            case "package.json": return 0
            case "deno.json", "deno.jsonc", "import_map.json": return 1
            case "pnpm-workspace.yaml": return 2
            default: return nil
            }
        case .python:
            switch name {
            case "pyproject.toml": return 0
            case "setup.cfg": return 1
            case "setup.py": return 2
            case "Pipfile": return 3
            case "requirements.txt", "requirements.in": return 4
            default:
                let isList = name.hasSuffix(".txt") || name.hasSuffix(".in")
                return isList && (name.hasPrefix("requirements") || name.hasSuffix("requirements.txt")) ? 5 : nil
            }
        case .swift: return name == "Package.swift" ? 0 : name.hasPrefix("Package@swift-") && name.hasSuffix(".swift") ? 1 : nil
        }
    }

    func isLock(_ name: String) -> Bool {
        switch self {
        case .node:
            ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "deno.lock"].contains(name)
        case .python: ["uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock"].contains(name)
        case .swift: name == "Package.resolved"
        }
    }
}
