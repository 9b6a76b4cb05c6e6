import SourceScanner

/// A value that came over the network: the request behind `(await fetch(url)).json()` or `JSONDecoder().decode(JWKS.self, from: data)`.
enum FetchedValue {
    /// Calls that make another form of what they are given.
    private static let parsers: Set<String> = [
        "decode", "parse", "loads", "jsonObject", "JWKS", "PyJWKSet", "from_dict", "from_json", "import_key_set",
    ]

    /// The request whose answer an expression is made of.
    static func request(behind expression: Syntax, _ evaluator: Evaluator, depth: Int = 0) -> HTTPCall? {
        guard depth < 8 else { return nil }
        let inner = expression.unwrapped
        switch inner.kind {
        case .call:
            if let request = HTTPCall(inner, evaluator), request.isCertain { return request }
            guard let callee = inner.child(.callee) else { return nil }
            if let base = callee.child(.base), let found = request(behind: base, evaluator, depth: depth + 1) { return found }
            guard parsers.contains(callee.name) else { return nil }
            return inner.children(.argument).lazy.compactMap { $0.child(.value) }
                .compactMap { request(behind: $0, evaluator, depth: depth + 1) }.first
        case .member, .subscripted: return inner.child(.base).flatMap { request(behind: $0, evaluator, depth: depth + 1) }
        case .identifier:
            return evaluator.program.scopes(of: inner.tree).declarations(of: inner).lazy.compactMap { declaration -> HTTPCall? in
                let variable = ([declaration] + Array(declaration.ancestors.prefix(3))).first { $0.kind == .variable }
                return variable?.child(.value).flatMap { request(behind: $0, evaluator, depth: depth + 1) }
            }.first
        default: return nil
        }
    }
}
