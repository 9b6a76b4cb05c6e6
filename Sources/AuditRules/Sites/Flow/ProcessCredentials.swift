import SourceScanner

/// A credential of the whole process that a tool uses for whoever calls it.
package struct ProcessCredential: Sendable {
    /// Where the request is sent, or the client used.
    package let syntax: Syntax
    package let location: Location
    package let surface: Surface
    /// The variable or constant that holds it.
    package let name: String
    package let evidence: [Evidence]
}

/// Finds requests that tools send with a credential from the environment or a constant, without looking at the caller.
struct ProcessCredentials {
    let program: Program
    let evaluator: Evaluator
    let places: TokenPlaces
    let surface: (String) -> Surface

    func found() -> [ProcessCredential] {
        guard !places.tools.isEmpty else { return [] }
        var result: [ProcessCredential] = []
        var names: Set<String> = []
        var steps: [Syntax: [Step]] = [:]
        let tools = places.tools.sorted { ($0.tree.file.path, $0.range.start) < ($1.tree.file.path, $1.range.start) }
        for tool in tools where ![.test, .docs].contains(surface(tool.tree.file.path)) && !looksAtCaller(tool) {
            for call in requests(of: tool, &steps) {
                guard let (name, source) = credential(of: call), names.insert(name).inserted else { continue }
                let evidence = [
                    Evidence(Location(source), "the credential of the whole process"),
                    Evidence(Location(tool.tree, ByteRange(tool.range.start, tool.range.start)), "the tool that uses it for every caller"),
                ]
                result.append(
                    ProcessCredential(
                        syntax: call, location: Location(callee: call), surface: surface(call.tree.file.path), name: name,
                        evidence: evidence))
            }
        }
        return result
    }

    private static let callers: Set<String> = [
        "authInfo", "auth_info", "get_access_token", "get_http_headers", "get_http_request", "requestInfo", "session", "scopes", "auth",
        "request_context", "headers", "current_user", "userId", "user_id", "getAuthInfo",
    ]

    /// The tool asks who calls.
    private func looksAtCaller(_ tool: Syntax) -> Bool {
        tool.descendants.contains { node in
            switch node.kind {
            case .member: Self.callers.contains(node.name) && node.name != "headers"
            case .identifier, .patternElement, .parameter: Self.callers.contains(node.name) && node.name != "headers" && node.name != "auth"
            default: false
            }
        }
    }

    /// The requests that a tool sends, itself or through functions of the program.
    private func requests(of tool: Syntax, _ known: inout [Syntax: [Step]]) -> [Syntax] {
        var result: [Syntax] = []
        var seen: Set<Syntax> = [tool]
        var frontier = [tool]
        for _ in 0..<3 {
            var next: [Syntax] = []
            for function in frontier {
                let steps = known[function] ?? steps(of: function)
                known[function] = steps
                for step in steps {
                    switch step {
                    case .request(let call): result.append(call)
                    case .enters(let target): if seen.insert(target).inserted { next.append(target) }
                    }
                }
            }
            frontier = next
            if seen.count > 60 { break }
        }
        return result
    }

    /// What a function does on the way to a request; the same for every tool that comes by.
    private enum Step {
        case request(Syntax)
        case enters(Syntax)
    }

    private func steps(of function: Syntax) -> [Step] {
        var result: [Step] = []
        for call in function.descendants where call.kind == .call {
            guard let callee = call.child(.callee) else { continue }
            if HTTPCall(call, evaluator)?.isCertain == true {
                result.append(.request(call))
            } else if case .function(let target, _) = evaluator.value(of: callee).value.bare, !looksAtCaller(target) {
                result.append(.enters(target))
            }
        }
        return result
    }

    /// The credential from outside the request that a call, or the client it is made on, sends along.
    private func credential(of call: Syntax) -> (String, Syntax)? {
        if let found = credential(inArgumentsOf: call) ?? credential(writtenFor: call) { return found }
        guard let base = call.child(.callee)?.child(.base) else { return nil }
        for alternative in evaluator.value(of: base).value.alternatives {
            switch alternative.bare {
            case .externalInstance(_, let made): if let made, let found = credential(inArgumentsOf: made) { return found }
            case .result(_, let made): if let found = credential(inArgumentsOf: made) { return found }
            default: continue
            }
        }
        return nil
    }

    /// The request that is handed over, or the client, was given its header before.
    private func credential(writtenFor call: Syntax) -> (String, Syntax)? {
        let writes = HeaderWrites(evaluator: evaluator)
        var written: [Syntax] = call.child(.callee)?.child(.base).map { writes.credentials(of: $0) } ?? []
        for argument in call.children(.argument).compactMap({ $0.child(.value) }) {
            written += argument.kind == .function ? writes.credentials(in: argument) : writes.credentials(of: argument)
        }
        for expression in written {
            // `BearerAuthorization(token: secret)`
            let parts = expression.kind == .call ? expression.children(.argument).compactMap { $0.child(.value) } : []
            for part in [expression] + parts {
                if let name = evaluator.value(of: part).value.alternatives.lazy.compactMap(variable).first { return (name, part) }
            }
        }
        return nil
    }

    private func credential(inArgumentsOf call: Syntax) -> (String, Syntax)? {
        for argument in call.children(.argument) {
            guard let expression = argument.child(.value), !["json", "data", "body", "params"].contains(argument.name),
                case .object(let object) = evaluator.value(of: expression).value.bare
            else { continue }
            if let found = credential(in: object) { return found }
            if case .object(let headers)? = object.lookup("headers")?.resolved.value.bare, let found = credential(in: headers) {
                return found
            }
        }
        return nil
    }

    private func credential(in headers: ObjectValue) -> (String, Syntax)? {
        for property in headers.properties where property.name.lowercased() == "authorization" {
            for alternative in property.resolved.value.alternatives {
                if let name = variable(in: alternative), let place = property.resolved.trail.first { return (name, place) }
            }
        }
        return nil
    }

    /// The environment variable that a value is, or that a text contains.
    private func variable(in value: Value) -> String? {
        switch value.bare {
        case .environment(let name, _): name
        case .template(let parts): parts.lazy.compactMap { variable(in: $0) }.first
        case .choice(let values): values.lazy.compactMap { variable(in: $0) }.first
        default: nil
        }
    }
}
