/// What is where, over all relevant files: for questions that no import answers. Nodes of one name stand in the order of file and place.
package final class ProgramIndex: Sendable {
    /// Calls by the last name of their callee.
    package let calls: [String: [Syntax]]
    package let classes: [String: [Syntax]]
    package let functions: [String: [Syntax]]
    /// Member assignments by the member's name.
    package let memberAssignments: [String: [Syntax]]
    /// Members by their own name; subscripts are none.
    package let members: [String: [Syntax]]
    /// Imports under another name than their own, by their own name, in order of file and place.
    let renamedImports: [String: [RenamedImport]]

    /// The same for others: the bindings alone.
    package var renamed: some Sequence<(key: String, value: [Syntax])> { renamedImports.lazy.map { ($0.key, $0.value.map(\.binding)) } }

    /// `import { verify as check }`, `import check from "…"`.
    struct RenamedImport {
        /// Where it stands among all of the program.
        let rank: Int
        let binding: Syntax
    }

    init(_ files: [Outline], _ workers: Workers) {
        // Of a few files a table is made sooner than a thread.
        let tables = (files.count < 64 ? .callerAlone : workers).map(Subject.allCases, worthwhile: 1) { subject in
            subject.table(over: files)
        }
        calls = tables[Subject.calls.rawValue]
        classes = tables[Subject.classes.rawValue]
        functions = tables[Subject.functions.rawValue]
        memberAssignments = tables[Subject.memberAssignments.rawValue]
        members = tables[Subject.members.rawValue]
        var renamed: [String: [RenamedImport]] = [:]
        var count = 0
        for file in files {
            for id in file.importBindings {
                let binding = Syntax(tree: file.tree, id: id)
                guard let imported = binding.child(.imported)?.name, imported != binding.name else { continue }
                renamed[imported, default: []].append(RenamedImport(rank: count, binding: binding))
                count += 1
            }
        }
        renamedImports = renamed
    }

    /// What is looked up by name. Tables of different subjects have nothing in common and are made at the same time; the largest come first.
    private enum Subject: Int, CaseIterable {
        case calls, members, functions, memberAssignments, classes

        func table(over files: [Outline]) -> [String: [Syntax]] {
            var table: [String: [Syntax]] = [:]
            for file in files {
                // Names are hashed as numbers first, once per use, and as text once per file.
                var nodes: [Symbol: [NodeID]] = [:]
                for id in ids(in: file) {
                    guard let name = name(of: Syntax(tree: file.tree, id: id)) else { continue }
                    nodes[name, default: []].append(id)
                }
                for (symbol, ids) in nodes {
                    table[file.tree.symbols[Int(symbol.raw)], default: []] += ids.lazy.map { Syntax(tree: file.tree, id: $0) }
                }
            }
            return table
        }

        private func ids(in file: Outline) -> [NodeID] {
            switch self {
            case .calls: file.calls
            case .members: file.members
            case .functions: file.functions
            case .memberAssignments: file.assignments
            case .classes: file.classes
            }
        }

        /// Nil for what is not listed.
        private func name(of node: Syntax) -> Symbol? {
            switch self {
            case .calls: return node.child(.callee)?.unwrapped.symbol
            case .members: return node.kind == .member ? node.symbol : nil
            case .functions: return node.symbol == .empty ? nil : node.symbol
            case .memberAssignments:
                guard let target = node.child(.target), target.kind == .member else { return nil }
                return target.symbol
            case .classes: return node.symbol
            }
        }
    }
}
