import SourceScanner

/// Another service that is asked about a token by showing it there as it stands. Its answer says that the token is good; for whom it was issued it does not say.
struct OutsideJudge {
    let evaluator: Evaluator
    /// Functions that verify tokens themselves: what they ask besides is about the user.
    let verifying: Set<Syntax>

    /// Whether a request presents the token that a function is to judge: `GET /user` with `Authorization: Bearer ${token}`.
    func isAsked(by call: Syntax, in function: Syntax) -> Bool {
        guard function.tree.language.isECMAScript, !verifying.contains(function) else { return false }
        let judges = [function] + evaluator.calls(of: function).compactMap(\.enclosingFunction)
        guard judges.contains(where: isJudge), !judges.contains(where: verifying.contains) else { return false }
        let tokens = Set(
            function.children(.parameter).map(\.name).filter { name in
                ["token", "bearer", "jwt"].contains(where: name.lowercased().contains)
            })
        guard !tokens.isEmpty else { return false }
        return call.children(.argument).dropFirst().contains { argument in
            guard let value = argument.child(.value) else { return false }
            let places = [value] + evaluator.value(of: value).trail.filter { $0.tree === call.tree && $0.kind == .object }
            return places.contains { place in
                place.descendants.contains { node in
                    node.kind == .property && node.name.lowercased() == "authorization"
                        && node.descendants.contains { $0.kind == .identifier && tokens.contains($0.name) }
                }
            }
        }
    }

    private func isJudge(_ function: Syntax) -> Bool {
        let name = Evaluator.callName(of: function).lowercased()
        return ["verif", "validat", "introspect", "authenticat"].contains(where: name.contains)
            && ["token", "bearer", "auth", "request"].contains(where: name.contains)
    }
}
