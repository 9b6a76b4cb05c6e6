import SourceScanner

/// What surrounds a verification of a proof: whether an access token comes with it, and whether its caller is here at all.
struct ProofContext {
    let hasAccessToken: Bool
    /// The function gives the claims back to callers that are not part of the program.
    let handsClaimsOn: Bool
    /// It compares nothing itself: a wrapper around the signature check.
    let isBare: Bool

    /// A parameter called token, where the proof is something else: another parameter, or a header that is read.
    private static func isGivenToken(_ function: Syntax) -> Bool {
        let parameters = function.children(.parameter).map { $0.name.lowercased() }
        guard parameters.contains("token") || parameters.contains("jwt") else { return false }
        return parameters.contains { $0.contains("proof") || $0.contains("dpop") }
            || function.descendants.contains { $0.kind == .string && $0.name.lowercased() == "dpop" }
    }

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
        let others = sites.filter {
            ($0.kind == .verify || $0.kind == .introspect) && region.contains($0.syntax.enclosingFunction ?? $0.syntax.tree.top)
        }
        let verifies = !others.isEmpty
        if !mentions { mentions = Self.isGivenToken(region.inner[0]) }
        // A token endpoint makes the token that the proof's key will be bound to.
        hasAccessToken = verifies || (mentions && !issues && !writesConfirmation)

        let root = region.inner[0]
        let parameters = Set(root.children(.parameter).map { $0.name.lowercased() })
        let isHandler = !parameters.isDisjoint(with: ["next", "res", "response", "ctx", "c", "call_next", "reply"])
        let returns = root.descendants.contains { node in
            node.kind == .returnStatement && node.enclosingFunction == root
                && [.identifier, .object, .member, .call, .awaitExpression].contains(node.child(.value)?.kind ?? .null)
                // What the access token says is no proof's claim.
                && node.child(.value).map { value in
                    let trail = evaluator.value(of: value).trail
                    return !others.contains { other in trail.contains { other.syntax == $0 || other.syntax.isInside($0) } }
                } == true
        }
        handsClaimsOn = root.kind == .function && !isHandler && returns && evaluator.calls(of: root).isEmpty
        isBare = root.kind == .function && !root.descendants.contains { $0.kind == .ifStatement }
    }
}
