import SourceScanner

/// Whether an expression takes its value from a token that was decoded without verification.
enum TokenDerived {
    private static let decoders: Set<String> = [
        "decodeJwt", "decode", "decodeProtectedHeader", "get_unverified_claims", "get_unverified_header", "jwtDecode", "jwt_decode",
        "parseJwt", "unverified",
    ]
    /// What makes an address or a request out of a text.
    private static let wrappers: Set<String> = ["URL", "URLRequest", "Request", "HTTPClientRequest", "URI", "String", "str"]

    static func isDerived(_ expression: Syntax, _ evaluator: Evaluator) -> Bool {
        expression.descendants.contains { node in
            guard node.kind == .identifier || node.kind == .member || node.kind == .subscripted, !isIndex(node, within: expression) else {
                return false
            }
            return isDerived(evaluator.value(of: node).value, evaluator, depth: 0)
        }
    }

    /// `TRUSTED[claims.iss]`: the claim only chooses among what the program lists itself.
    private static func isIndex(_ node: Syntax, within expression: Syntax) -> Bool {
        for ancestor in [node] + Array(node.ancestors) {
            if ancestor == expression { return false }
            guard let parent = ancestor.parent else { return false }
            if parent.kind == .subscripted, ancestor.role == .argument { return true }
            if parent.kind == .call, ancestor.role == .argument, ["get", "find"].contains(parent.child(.callee)?.name ?? "") {
                return true
            }
        }
        return false
    }

    private static func isDerived(_ value: Value, _ evaluator: Evaluator, depth: Int) -> Bool {
        guard depth < 6 else { return false }
        return switch value {
        case .projection(let base, _, _), .assured(let base): isDerived(base, evaluator, depth: depth + 1)
        case .result(_, let call), .externalInstance(_, let call?):
            decodes(call)
                || (wrappers.contains(call.child(.callee)?.name ?? "")
                    && call.children(.argument).contains { argument in
                        guard let inner = argument.child(.value) else { return false }
                        return isDerived(evaluator.value(of: inner).value, evaluator, depth: depth + 1)
                    })
        case .choice(let values): values.contains { isDerived($0, evaluator, depth: depth + 1) }
        case .template(let parts): parts.contains { isDerived($0, evaluator, depth: depth + 1) }
        default: false
        }
    }

    /// The call reads a token and verifies nothing. Other things have a `decode` as well: text in Python, JSON in Swift.
    private static func decodes(_ call: Syntax) -> Bool {
        guard let name = call.child(.callee)?.name, decoders.contains(name) else { return false }
        guard name == "decode" else { return true }
        switch call.tree.language {
        case .python: return call.text.contains("verify_signature") || call.text.contains("verify=False")
        case .swift: return call.child(.argument)?.name == "jwt"
        case .typeScript, .javaScript: return true
        }
    }
}
