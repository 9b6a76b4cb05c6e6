/// Which names a file declares, and where each of them can be seen.
package final class Scopes {
    private struct Declaration {
        let scope: NodeID
        let node: NodeID
    }

    private let tree: SyntaxTree
    /// Those of one name in the order of their scopes: a name that is declared in a thousand functions is still found quickly.
    private var declared: BySymbol<Declaration>
    /// Identifier nodes by name: uses and targets alike.
    private var mentions: BySymbol<NodeID>
    private lazy var symbolsByText = SymbolIndex(tree.symbols)
    /// Answers given before: both questions are asked again and again for the same names.
    private var known: [NodeID: [Syntax]] = [:]
    private var knownReferences: [NodeID: [Syntax]] = [:]
    private var knownMentions: [Symbol: [NodeID: [NodeID]]] = [:]
    package private(set) var calls: [NodeID] = []
    package private(set) var classes: [NodeID] = []
    package private(set) var functions: [NodeID] = []
    package private(set) var assignments: [NodeID] = []
    package private(set) var members: [NodeID] = []
    package private(set) var importBindings: [NodeID] = []

    package init(_ tree: SyntaxTree) {
        self.tree = tree
        declared = BySymbol([], symbols: 0)
        self.mentions = BySymbol([], symbols: 0)
        var mentions: [(Symbol, NodeID)] = []
        // Python's blocks are no scopes: what `try:` and `if TYPE_CHECKING:` import or define is there behind them.
        let holdsDeclarations = tree.language == .python ? isFunctionScope : isScope
        for index in tree.nodes.indices {
            let id = NodeID(Int32(index))
            let node = tree.nodes[index]
            switch node.kind {
            case .identifier: mentions.append((node.name, id))
            case .call: calls.append(id)
            case .assignment: assignments.append(id)
            case .member, .subscripted: members.append(id)
            case .importBinding:
                importBindings.append(id)
                declare(id, node.name, in: enclosing(id, holdsDeclarations))
            case .variable:
                if node.role == .member { continue }
                let target = Syntax(tree: tree, id: id).child(.target)
                var scope = node.flags.contains(.functionScoped) ? enclosing(id, isFunctionScope) : enclosing(id, isScope)
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
        self.mentions = BySymbol(mentions, symbols: tree.symbols.count)
        let order = declarations.indices.sorted { (declarations[$0].1.scope.raw, $0) < (declarations[$1].1.scope.raw, $1) }
        declared = BySymbol(order.map { declarations[$0] }, symbols: tree.symbols.count)
        declarations = []
    }

    /// The declarations found so far, while the file is read.
    private var declarations: [(Symbol, Declaration)] = []

    private func isScope(_ kind: NodeKind) -> Bool {
        switch kind {
        case .file, .function, .block, .loop, .catchClause, .switchCase, .comprehension, .classDeclaration: true
        default: false
        }
    }

    private func isFunctionScope(_ kind: NodeKind) -> Bool { kind == .file || kind == .function || kind == .classDeclaration }

    private func enclosing(_ id: NodeID, _ matches: (NodeKind) -> Bool) -> NodeID {
        var current = tree.nodes[Int(id.raw)].parent
        while current.exists, !matches(tree.nodes[Int(current.raw)].kind) { current = tree.nodes[Int(current.raw)].parent }
        return current.exists ? current : tree.root
    }

    /// `guard let` is visible behind the statement, `if let` inside it.
    private func scopeOfOptionalBinding(_ id: NodeID) -> NodeID {
        let statement = tree.nodes[Int(id.raw)].parent
        guard statement.exists, tree.nodes[Int(statement.raw)].kind == .ifStatement else { return enclosing(id, isScope) }
        return tree.nodes[Int(statement.raw)].flags.contains(.guardStatement) ? enclosing(statement, isScope) : statement
    }

    private func declare(_ id: NodeID, _ name: Symbol, in scope: NodeID) {
        guard name != .empty else { return }
        declarations.append((name, Declaration(scope: scope, node: id)))
    }

    private func declare(pattern: Syntax, in scope: NodeID) {
        switch pattern.kind {
        case .identifier: declare(pattern.id, pattern.symbol, in: scope)
        case .objectPattern, .arrayPattern, .patternElement, .array, .spread, .cast, .call, .argument, .unary:
            for child in pattern.children where child.role != .value || pattern.kind != .patternElement {
                declare(pattern: child, in: scope)
            }
        default: break
        }
    }

    /// The nodes that declare a name as seen from a place: identifiers in targets, parameters, functions, classes, import bindings. Several where it is declared again.
    package func declarations(of name: Symbol, from place: Syntax) -> [Syntax] {
        let candidates = declared[name]
        guard name != .empty, let scope = scope(of: candidates, from: place.id) else { return [] }
        return declared(candidates, in: scope)
    }

    /// The innermost scope around a place that has any of these declarations.
    private func scope(of candidates: ArraySlice<Declaration>, from place: NodeID) -> NodeID? {
        if candidates.isEmpty { return nil }
        let around = tree.nodes[Int(place.raw)].parent
        let binding = tree.language == .swift ? optionalBinding(around: place) : nil
        var current = place
        while current.exists {
            let node = tree.nodes[Int(current.raw)]
            let isVisible = node.kind != .classDeclaration || tree.language == .swift || current == around
            if isVisible, isScope(node.kind) || node.kind == .ifStatement {
                let here = Self.part(of: candidates, in: current)
                if !here.isEmpty {
                    guard let binding, !here.contains(where: { !isPart($0.node, of: binding) }) else { return current }
                }
            }
            current = node.parent
        }
        return nil
    }

    private func declared(_ candidates: ArraySlice<Declaration>, in scope: NodeID) -> [Syntax] {
        Self.part(of: candidates, in: scope).map { Syntax(tree: tree, id: $0.node) }
    }

    /// The declarations of one name that stand in a scope.
    private static func part(of candidates: ArraySlice<Declaration>, in scope: NodeID) -> ArraySlice<Declaration> {
        var (low, high) = (candidates.startIndex, candidates.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if candidates[middle].scope.raw < scope.raw { low = middle + 1 } else { high = middle }
        }
        return candidates[low...].prefix { $0.scope == scope }
    }

    /// `if let x = f(x)`, `guard let x`: what the value means is outside of what it is bound to.
    private func optionalBinding(around place: NodeID) -> NodeID? {
        var below = place
        while true {
            let id = tree.nodes[Int(below.raw)].parent
            guard id.exists else { return nil }
            let node = tree.nodes[Int(id.raw)]
            switch node.kind {
            case .variable: return node.flags.contains(.optionalBinding) && tree.nodes[Int(below.raw)].role == .value ? id : nil
            case .function, .block, .ifStatement, .file, .classDeclaration: return nil
            default: below = id
            }
        }
    }

    private func isPart(_ node: NodeID, of whole: NodeID) -> Bool {
        let (inner, outer) = (tree.nodes[Int(node.raw)], tree.nodes[Int(whole.raw)])
        return outer.start <= inner.start && inner.end <= outer.end
    }

    package func declarations(of identifier: Syntax) -> [Syntax] {
        if let answer = known[identifier.id] { return answer }
        let answer = declarations(of: identifier.symbol, from: identifier)
        known[identifier.id] = answer
        return answer
    }

    /// What the file itself declares under a name.
    package func fileDeclarations(of name: String) -> [Syntax] {
        guard let symbol = symbolsByText[name] else { return [] }
        return declared(declared[symbol], in: tree.root)
    }

    /// Every identifier that means one of these declarations, declarations' own identifiers excepted; in file order.
    package func references(to declarations: [Syntax]) -> [Syntax] {
        guard let first = declarations.first else { return [] }
        if let answer = knownReferences[first.id] { return answer }
        let ids = Set(declarations.map(\.id))
        let scopes = Set(declared[first.symbol].lazy.filter { ids.contains($0.node) }.map(\.scope))
        let byScope = mentionsByScope(of: first.symbol)
        var found = scopes.flatMap { byScope[$0] ?? [] }
        if scopes.count > 1 { found.sort { $0.raw < $1.raw } }
        let answer = found.filter { !ids.contains($0) }.map { Syntax(tree: tree, id: $0) }
        knownReferences[first.id] = answer
        return answer
    }

    /// The mentions of a name by the scope whose declaration they mean: worked out once, since a common name is declared in many scopes.
    private func mentionsByScope(of symbol: Symbol) -> [NodeID: [NodeID]] {
        if let known = knownMentions[symbol] { return known }
        let candidates = declared[symbol]
        var result: [NodeID: [NodeID]] = [:]
        for id in mentions[symbol] {
            let role = tree.nodes[Int(id.raw)].role
            guard role != .imported, role != .label, let scope = scope(of: candidates, from: id) else { continue }
            result[scope, default: []].append(id)
        }
        knownMentions[symbol] = result
        return result
    }

    package func mentions(of name: String) -> [Syntax] {
        guard let symbol = symbolsByText[name] else { return [] }
        return mentions[symbol].map { Syntax(tree: tree, id: $0) }
    }

    package func symbol(_ text: String) -> Symbol? { symbolsByText[text] }
    package func text(of symbol: Symbol) -> String { tree.symbols[Int(symbol.raw)] }
    package func syntax(_ id: NodeID) -> Syntax { Syntax(tree: tree, id: id) }
    package func syntax(_ ids: [NodeID]) -> [Syntax] { ids.map { Syntax(tree: tree, id: $0) } }
}

/// Values of one file grouped by symbol, each group in the order in which they came: two arrays instead of a dictionary of arrays.
private struct BySymbol<Value> {
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
