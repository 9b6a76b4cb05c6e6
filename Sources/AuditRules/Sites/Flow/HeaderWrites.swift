import SourceScanner

/// What a program writes step by step into the headers of a request or client that it keeps under a name: `request.setValue(text, forHTTPHeaderField: "Authorization")`,
/// `request.headers.bearerAuthorization = …`, `session.headers["Authorization"] = …`.
struct HeaderWrites {
    let evaluator: Evaluator

    private static let setters: Set<String> = ["set", "setHeader", "append", "add", "replaceOrAdd", "setValue", "addValue"]
    private static let names: Set<String> = ["authorization", "bearerauthorization"]

    /// The expressions that become the credential of what an expression holds.
    func credentials(of holder: Syntax) -> [Syntax] {
        let holder = holder.unwrapped
        guard holder.kind == .identifier else { return [] }
        let scopes = evaluator.program.scopes(of: holder.tree)
        return scopes.references(to: scopes.declarations(of: holder)).compactMap(credential)
    }

    /// The same for a function that is handed the request before it is sent: `client.get(url) { request in … }`.
    func credentials(in preparation: Syntax) -> [Syntax] {
        guard preparation.kind == .function, let request = preparation.children(.parameter).first else { return [] }
        return evaluator.program.scopes(of: preparation.tree).references(to: [request]).compactMap(credential)
    }

    private func credential(writtenOn reference: Syntax) -> Syntax? {
        var place = reference
        while let member = place.parent, member.kind == .member, place.role == .base { place = member }
        if place.role == .callee, let call = place.parent, Self.setters.contains(place.name) {
            let values = call.children(.argument).compactMap { $0.child(.value) }
            guard let name = values.first(where: isCredentialName) else { return nil }
            return values.first { $0 != name }
        }
        var isNamed = Self.names.contains(place.name.lowercased())
        if let subscripted = place.parent, subscripted.kind == .subscripted, place.role == .base {
            isNamed = evaluator.key(of: subscripted, nil).map { Self.names.contains($0.lowercased()) } ?? false
            place = subscripted
        }
        guard isNamed, let assignment = place.parent, assignment.kind == .assignment, place.role == .target else { return nil }
        return assignment.child(.value)
    }

    private func isCredentialName(_ expression: Syntax) -> Bool {
        (evaluator.value(of: expression).value.text ?? expression.name).lowercased() == "authorization"
    }
}
