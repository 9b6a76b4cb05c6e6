/// What one file declares and where it names it: made from its tree alone, so that the outlines of many files can be made at once.
package final class Outline: Sendable {
    struct Declaration {
        let scope: NodeID
        let node: NodeID
    }

    let tree: SyntaxTree
    /// Those of one name in the order of their scopes: a name that is declared in a thousand functions is still found quickly.
    let declared: BySymbol<Declaration>
    /// Identifier nodes by name: uses and targets alike.
    let mentions: BySymbol<NodeID>
    let calls: [NodeID]
    let classes: [NodeID]
    let functions: [NodeID]
    let assignments: [NodeID]
    let members: [NodeID]
    let importBindings: [NodeID]

    package init(_ tree: SyntaxTree) {
        var reading = Reading(tree)
        for index in tree.nodes.indices { reading.take(NodeID(Int32(index))) }
        let declarations = reading.declarations
        let order = declarations.indices.sorted { (declarations[$0].1.scope.raw, $0) < (declarations[$1].1.scope.raw, $1) }
        self.tree = tree
        declared = BySymbol(order.map { declarations[$0] }, symbols: tree.symbols.count)
        mentions = BySymbol(reading.mentions, symbols: tree.symbols.count)
        calls = reading.calls
        classes = reading.classes
        functions = reading.functions
        assignments = reading.assignments
        members = reading.members
        importBindings = reading.importBindings
    }

    /// What has been found so far, while a tree is read node by node.
    private struct Reading {
        private let tree: SyntaxTree
        private(set) var declarations: [(Symbol, Declaration)] = []
        private(set) var mentions: [(Symbol, NodeID)] = []
        private(set) var calls: [NodeID] = []
        private(set) var classes: [NodeID] = []
        private(set) var functions: [NodeID] = []
        private(set) var assignments: [NodeID] = []
        private(set) var members: [NodeID] = []
        private(set) var importBindings: [NodeID] = []

        init(_ tree: SyntaxTree) { self.tree = tree }

        mutating func take(_ id: NodeID) {
            let node = tree.nodes[Int(id.raw)]
            switch node.kind {
            case .identifier: mentions.append((node.name, id))
            case .call: calls.append(id)
            case .assignment: assignments.append(id)
            case .member, .subscripted: members.append(id)
            case .importBinding:
                importBindings.append(id)
                declare(id, node.name, in: enclosing(id, holdsDeclarations))
            case .variable:
                if node.role == .member { return }
                let target = Syntax(tree: tree, id: id).child(.target)
                var scope = node.flags.contains(.functionScoped) ? enclosing(id, Outline.isFunctionScope) : enclosing(id, Outline.isScope)
                if node.flags.contains(.optionalBinding) { scope = scopeOfOptionalBinding(id) }
                if let target { declare(pattern: target, in: scope) }
            case .parameter:
                let function = enclosing(id) { $0 == .function }
                let parameter = Syntax(tree: tree, id: id)
                if let target = parameter.child(.target) {
                    declare(pattern: target, in: function)
                } else {
                    declare(id, node.name, in: function)
                }
            case .function:
                functions.append(id)
                if node.role != .member, node.name != .empty { declare(id, node.name, in: enclosing(id, holdsDeclarations)) }
            case .classDeclaration:
                classes.append(id)
                if !node.flags.contains(.typeExtension) { declare(id, node.name, in: enclosing(id, holdsDeclarations)) }
            case .typeAlias: declare(id, node.name, in: enclosing(id, holdsDeclarations))
            case .loop, .catchClause:
                if let target = Syntax(tree: tree, id: id).child(.target) {
                    declare(pattern: target, in: node.role == .clause ? node.parent : id)
                }
            default: break
            }
        }

        // Python's blocks are no scopes: what `try:` and `if TYPE_CHECKING:` import or define is there behind them.
        private func holdsDeclarations(_ kind: NodeKind) -> Bool {
            tree.language == .python ? Outline.isFunctionScope(kind) : Outline.isScope(kind)
        }

        private func enclosing(_ id: NodeID, _ matches: (NodeKind) -> Bool) -> NodeID {
            var current = tree.nodes[Int(id.raw)].parent
            while current.exists, !matches(tree.nodes[Int(current.raw)].kind) { current = tree.nodes[Int(current.raw)].parent }
            return current.exists ? current : tree.root
        }

        /// `guard let` is visible behind the statement, `if let` inside it.
        private func scopeOfOptionalBinding(_ id: NodeID) -> NodeID {
            let statement = tree.nodes[Int(id.raw)].parent
            guard statement.exists, tree.nodes[Int(statement.raw)].kind == .ifStatement else { return enclosing(id, Outline.isScope) }
            return tree.nodes[Int(statement.raw)].flags.contains(.guardStatement) ? enclosing(statement, Outline.isScope) : statement
        }

        private mutating func declare(_ id: NodeID, _ name: Symbol, in scope: NodeID) {
            guard name != .empty else { return }
            declarations.append((name, Declaration(scope: scope, node: id)))
        }

        private mutating func declare(pattern: Syntax, in scope: NodeID) {
            switch pattern.kind {
            case .identifier: declare(pattern.id, pattern.symbol, in: scope)
            case .objectPattern, .arrayPattern, .patternElement, .array, .spread, .cast, .call, .argument, .unary:
                for child in pattern.children where child.role != .value || pattern.kind != .patternElement {
                    declare(pattern: child, in: scope)
                }
            default: break
            }
        }
    }

    static func isScope(_ kind: NodeKind) -> Bool {
        switch kind {
        case .file, .function, .block, .loop, .catchClause, .switchCase, .comprehension, .classDeclaration: true
        default: false
        }
    }

    private static func isFunctionScope(_ kind: NodeKind) -> Bool { kind == .file || kind == .function || kind == .classDeclaration }
}

/// Values of one file grouped by symbol, each group in the order in which they came: two arrays instead of a dictionary of arrays.
struct BySymbol<Value: Sendable>: Sendable {
    private let values: [Value]
    /// Where the group of a symbol begins; the next symbol's group begins where it ends.
    private let starts: [Int32]

    init(_ pairs: [(Symbol, Value)], symbols: Int) {
        var ends = [Int32](repeating: 0, count: symbols + 1)
        for (symbol, _) in pairs { ends[Int(symbol.raw) + 1] += 1 }
        for symbol in 0..<symbols { ends[symbol + 1] += ends[symbol] }
        starts = ends
        var order = [Int32](repeating: 0, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            order[Int(ends[Int(pair.0.raw)])] = Int32(truncatingIfNeeded: index)
            ends[Int(pair.0.raw)] += 1
        }
        values = order.map { pairs[Int($0)].1 }
    }

    subscript(symbol: Symbol) -> ArraySlice<Value> {
        let index = Int(symbol.raw)
        guard index + 1 < starts.count else { return [] }
        return values[Int(starts[index])..<Int(starts[index + 1])]
    }
}
