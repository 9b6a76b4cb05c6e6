import SourceScanner

/// A place where a member of a proof's claims or header is read.
struct ProofRead {
    /// The claim's registered name (`htm`), whatever the program calls it.
    let name: String
    let syntax: Syntax
    /// What it is read from, as written.
    let base: String
    let function: Syntax
}

/// Finds reads of claims by their names: `claims.htm`, `claims["htm"]`, `claims.get("htm")`, `const { htm } = claims`, a field with that coding key.
final class ProofReads {
    let evaluator: Evaluator
    /// Fields that stand for a claim under another name.
    private var aliases: [String: String] = [:]
    private var readsByFunction: [Syntax: [ProofRead]] = [:]

    static let claims: Set<String> = ["htm", "htu", "jti", "iat", "ath", "typ", "alg", "jwk", "jkt", "kty", "crv"]
    /// Claims that no other token has.
    static let distinctive: Set<String> = ["htm", "htu", "ath", "jkt"]

    /// The base of fields that are read inside of the payload type itself.
    static let ownFields = "self of a proof"

    init(_ evaluator: Evaluator, _ trees: [SyntaxTree]) {
        self.evaluator = evaluator
        for tree in trees where tree.language != .typeScript && tree.language != .javaScript {
            for index in tree.nodes.indices {
                switch tree.nodes[index].kind {
                case .enumCase:
                    let item = Syntax(tree: tree, id: NodeID(Int32(index)))
                    if let raw = item.child(.value)?.stringValue, Self.claims.contains(raw), raw != item.name { aliases[item.name] = raw }
                case .variable where tree.language == .python:
                    let field = Syntax(tree: tree, id: NodeID(Int32(index)))
                    guard field.role == .member, let call = field.child(.value), call.kind == .call,
                        let raw = call.children(.argument).first(where: { $0.name == "alias" })?.child(.value)?.stringValue,
                        Self.claims.contains(raw)
                    else { continue }
                    if let name = field.child(.target)?.name { aliases[name] = raw }
                default: continue
                }
            }
        }
    }

    private func claim(_ name: String) -> String? { Self.claims.contains(name) ? name : aliases[name] }

    /// All reads in a function, closures inside it included.
    func reads(in function: Syntax) -> [ProofRead] {
        if let known = readsByFunction[function] { return known }
        var result: [ProofRead] = []
        let fields = fields(around: function)
        for node in function.descendants {
            switch node.kind {
            case .member where node.role != .callee && !isWritten(node):
                guard let claim = claim(node.name) else { continue }
                let isOwn = !fields.isEmpty && node.child(.base)?.kind == .selfReference
                result.append(ProofRead(name: claim, syntax: node, base: isOwn ? Self.ownFields : base(node), function: function))
            case .subscripted where !isWritten(node):
                if let key = key(of: node), let claim = claim(key) {
                    result.append(ProofRead(name: claim, syntax: node, base: base(node), function: function))
                }
            case .call:
                guard let callee = node.child(.callee), callee.kind == .member, ["get", "getClaim", "claim", "pop"].contains(callee.name),
                    let key = node.child(.argument)?.child(.value)?.stringValue, let claim = claim(key)
                else { continue }
                result.append(ProofRead(name: claim, syntax: node, base: base(callee), function: function))
            case .patternElement:
                guard let claim = claim(node.name), let target = node.child(.target) else { continue }
                let base = source(of: node)
                for reference in references(to: target) {
                    result.append(ProofRead(name: claim, syntax: reference, base: base, function: function))
                }
            case .identifier where !fields.isEmpty && node.role != .target && node.role != .label && node.role != .callee:
                if let claim = claim(node.name), fields.contains(node.name),
                    evaluator.program.scopes(of: node.tree).declarations(of: node).allSatisfy({ $0.kind != .parameter })
                {
                    result.append(ProofRead(name: claim, syntax: node, base: Self.ownFields, function: function))
                }
            default: continue
            }
        }
        readsByFunction[function] = result
        return result
    }

    /// Swift: inside a payload type its fields are named without `self`.
    private func fields(around function: Syntax) -> Set<String> {
        guard function.tree.language == .swift, let type = function.enclosingClass else { return [] }
        let bodies = [type] + (evaluator.program.index.classes[type.name] ?? [])
        let names = Set(bodies.flatMap { $0.children(.member) }.filter { $0.kind == .variable }.compactMap { $0.child(.target)?.name })
        return names.contains { ["htm", "htu"].contains(claim($0) ?? "") } ? names : []
    }

    private func isWritten(_ node: Syntax) -> Bool { node.role == .target }

    private func key(of node: Syntax) -> String? {
        guard let index = node.child(.argument) else { return nil }
        let expression = index.kind == .argument ? index.child(.value) ?? index : index
        if let text = expression.stringValue { return text }
        guard expression.kind == .member || expression.kind == .identifier else { return nil }
        return evaluator.value(of: expression).value.text
    }

    private func base(_ node: Syntax) -> String { node.child(.base)?.unwrapped.text ?? "" }

    /// What a pattern takes apart.
    private func source(of element: Syntax) -> String {
        for ancestor in element.ancestors {
            switch ancestor.kind {
            case .variable, .assignment: return ancestor.child(.value)?.unwrapped.text ?? ""
            case .parameter: return "parameter:\(ancestor.range.start)"
            case .objectPattern, .patternElement, .arrayPattern: continue
            default: return ""
            }
        }
        return ""
    }

    private func references(to target: Syntax) -> [Syntax] {
        guard target.kind == .identifier else { return [] }
        let scopes = evaluator.program.scopes(of: target.tree)
        return scopes.references(to: scopes.declarations(of: target)).filter { $0.role != .target }
    }
}
