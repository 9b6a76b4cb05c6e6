import SourceScanner

/// The names of the program's classes that may descend from a library's class that is known: told from names alone, before anything is resolved.
///
/// A chain through a file that was not relevant is missed: such a file names no library itself.
struct LibraryHeirs {
    private var names: Set<String> = []

    init(_ program: Program, _ index: KnowledgeIndex) {
        // What is written below a name: classes by their bases, imports by what they rename.
        var below: [String: [String]] = [:]
        var found: [String] = []
        for (name, declarations) in program.index.classes {
            for base in declarations.flatMap({ $0.children(.base) }) {
                for part in base.descendants {
                    let written = Self.lastPart(of: part.name)
                    guard !written.isEmpty else { continue }
                    if index.knows(written) || index.subclasses[written] != nil { found.append(name) }
                    below[written, default: []].append(name)
                }
            }
        }
        for (original, imports) in program.index.renamed {
            for binding in imports {
                // What a default import means is not told by its name.
                let isOpaque = original == "default" && program.index.classes[binding.name] == nil
                if isOpaque || index.knows(original) || index.subclasses[original] != nil { found += below[binding.name] ?? [] }
                below[original, default: []].append(binding.name)
            }
        }
        while let name = found.popLast() {
            if names.insert(name).inserted { found += below[name] ?? [] }
        }
    }

    func contains(_ name: String) -> Bool { names.contains(name) }

    /// Whether a class may be one; a class without a name always may.
    func mayBe(_ type: Syntax) -> Bool { type.name.isEmpty || names.contains(type.name) }

    private static func lastPart(of name: String) -> String {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return name }
        return String(name[name.utf8.index(after: dot)...])
    }
}
