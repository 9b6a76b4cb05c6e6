import SourceScanner

/// A value that came over the network: the request behind `(await fetch(url)).json()` or `JSONDecoder().decode(JWKS.self, from: data)`.
enum FetchedValue {
    /// Calls that make another form of what they are given.
    private static let parsers: Set<String> = [
        "decode", "parse", "loads", "jsonObject", "JWKS", "PyJWKSet", "from_dict", "from_json", "import_key_set",
    ]

    /// The expression is a part of what another server answered: `(await res.json()).access_token`, where the program asked for `res` itself.
    static func isAnswer(_ expression: Syntax, _ evaluator: Evaluator, depth: Int = 0) -> Bool {
        guard depth < 6 else { return false }
        let inner = expression.unwrapped
        switch inner.kind {
        case .call:
            guard let callee = inner.child(.callee), callee.kind == .member, callee.name == "json",
                let response = callee.child(.base)?.unwrapped
            else { return false }
            if response.kind == .call { return true }
            return response.kind == .identifier && value(boundTo: response, evaluator)?.unwrapped.kind == .call
        case .member, .subscripted: return inner.child(.base).map { isAnswer($0, evaluator, depth: depth + 1) } ?? false
        case .identifier: return value(boundTo: inner, evaluator).map { isAnswer($0, evaluator, depth: depth + 1) } ?? false
        default: return false
        }
    }

    /// What the variable was given that a name stands for, as a whole or in parts.
    private static func value(boundTo name: Syntax, _ evaluator: Evaluator) -> Syntax? {
        evaluator.program.scopes(of: name.tree).declarations(of: name).lazy.compactMap { declaration in
            ([declaration] + Array(declaration.ancestors.prefix(4))).first { $0.kind == .variable }?.child(.value)
        }.first
    }

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
