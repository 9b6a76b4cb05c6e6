import SourceScanner

/// What surrounds a verification of a proof: whether an access token comes with it, and whether its caller is here at all.
struct ProofContext {
    let hasAccessToken: Bool
    /// The function gives the claims back to callers that are not part of the program.
    let handsClaimsOn: Bool
    /// It compares nothing itself: a wrapper around the signature check.
    let isBare: Bool

    private static let words = ["accesstoken", "bearer", "authorization", "cnf"]

    init(_ region: ProofRegion, _ sites: [TokenSite], _ evaluator: Evaluator) {
        let issues = sites.contains { $0.kind == .issue && region.contains($0.syntax.enclosingFunction ?? $0.syntax.tree.top) }
        var mentions = false
        var writesConfirmation = false
        for function in region.all {
            for node in function.descendants {
                switch node.kind {
                case .property where node.name == "cnf": writesConfirmation = true
                case .identifier, .member, .string, .parameter, .patternElement:
                    guard node.name.utf8.count < 40 else { continue }
                    let name = node.name.lowercased().filter { $0 != "_" }
                    if Self.words.contains(where: name.contains) { mentions = true }
                default: continue
                }
            }
        }
        let verifies = sites.contains {
            ($0.kind == .verify || $0.kind == .introspect) && region.contains($0.syntax.enclosingFunction ?? $0.syntax.tree.top)
        }
        // A token endpoint makes the token that the proof's key will be bound to.
        hasAccessToken = verifies || (mentions && !issues && !writesConfirmation)

        let root = region.inner[0]
        let parameters = Set(root.children(.parameter).map { $0.name.lowercased() })
        let isHandler = !parameters.isDisjoint(with: ["next", "res", "response", "ctx", "c", "call_next", "reply"])
        let returns = root.descendants.contains { node in
            node.kind == .returnStatement && node.enclosingFunction == root
                && [.identifier, .object, .member, .call, .awaitExpression].contains(node.child(.value)?.kind ?? .null)
        }
        handsClaimsOn = root.kind == .function && !isHandler && returns && evaluator.calls(of: root).isEmpty
        isBare = root.kind == .function && !root.descendants.contains { $0.kind == .ifStatement }
    }
}
