/// Which names a file declares, and where each of them can be seen: the questions that are asked of its outline, and what was answered.
package final class Scopes {
    private typealias Declaration = Outline.Declaration

    private let tree: SyntaxTree
    let outline: Outline
    private lazy var symbolsByText = SymbolIndex(tree.symbols)
    /// Answers given before: both questions are asked again and again for the same names.
    private var known: [NodeID: [Syntax]] = [:]
    private var knownReferences: [NodeID: [Syntax]] = [:]
    private var knownMentions: [Symbol: [NodeID: [NodeID]]] = [:]
    package var calls: [NodeID] { outline.calls }
    package var classes: [NodeID] { outline.classes }
    package var functions: [NodeID] { outline.functions }
    package var assignments: [NodeID] { outline.assignments }
    package var members: [NodeID] { outline.members }
    package var importBindings: [NodeID] { outline.importBindings }

    package convenience init(_ tree: SyntaxTree) { self.init(Outline(tree)) }

    init(_ outline: Outline) {
        self.outline = outline
        tree = outline.tree
    }

    /// The nodes that declare a name as seen from a place: identifiers in targets, parameters, functions, classes, import bindings. Several where it is declared again.
    package func declarations(of name: Symbol, from place: Syntax) -> [Syntax] {
        let candidates = outline.declared[name]
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
            if isVisible, Outline.isScope(node.kind) || node.kind == .ifStatement {
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
        return declared(outline.declared[symbol], in: tree.root)
    }

    /// Every identifier that means one of these declarations, declarations' own identifiers excepted; in file order.
    package func references(to declarations: [Syntax]) -> [Syntax] {
        guard let first = declarations.first else { return [] }
        if let answer = knownReferences[first.id] { return answer }
        let ids = Set(declarations.map(\.id))
        let scopes = Set(outline.declared[first.symbol].lazy.filter { ids.contains($0.node) }.map(\.scope))
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
        let candidates = outline.declared[symbol]
        var result: [NodeID: [NodeID]] = [:]
        for id in outline.mentions[symbol] {
            let role = tree.nodes[Int(id.raw)].role
            guard role != .imported, role != .label, let scope = scope(of: candidates, from: id) else { continue }
            result[scope, default: []].append(id)
        }
        knownMentions[symbol] = result
        return result
    }

    package func mentions(of name: String) -> [Syntax] {
        guard let symbol = symbolsByText[name] else { return [] }
        return outline.mentions[symbol].map { Syntax(tree: tree, id: $0) }
    }

    package func symbol(_ text: String) -> Symbol? { symbolsByText[text] }
    package func text(of symbol: Symbol) -> String { tree.symbols[Int(symbol.raw)] }
    package func syntax(_ id: NodeID) -> Syntax { Syntax(tree: tree, id: id) }
    package func syntax(_ ids: [NodeID]) -> [Syntax] { ids.map { Syntax(tree: tree, id: $0) } }
}
