import SourceScanner

/// A request by which another server is asked whether a token is good: RFC 7662, an identity provider's own endpoint, or any that knows the bearer.
struct RemoteJudgement {
    /// The request, and the function that makes it.
    let call: Syntax
    let function: Syntax
    /// The words of the address and of what it is made from, in lower case.
    let address: String
    let evaluator: Evaluator

    var isMade: Bool {
        guard !Self.otherwise.contains(where: address.contains) else { return false }
        if address.contains("introspect") { return mentionsToken }
        if ["userinfo", "tokeninfo"].contains(where: address.contains), Self.judging.contains(where: name.contains) {
            return mentionsToken
        }
        return asksAboutToken || presentsToken
    }

    /// Endpoints that take a token for something else.
    private static let otherwise = ["revoke", "logout", "refresh", "register", "/authorize"]
    private static let judging = ["verif", "validat", "introspect", "authenticat"]

    private var name: String { Evaluator.callName(of: function).lowercased() }

    private var mentionsToken: Bool {
        function.descendants.contains {
            ($0.kind == .property || $0.kind == .string || $0.kind == .identifier) && $0.name.lowercased().contains("token")
        }
    }

    /// `post(VERIFY_URL, json={"token": token})`: the body is about a token and asks for none.
    private var asksAboutToken: Bool {
        let around = ([function] + function.ancestors.filter { $0.kind == .function }).map { Evaluator.callName(of: $0).lowercased() }
        guard Self.judging.contains(where: { word in address.contains(word) || around.contains { $0.contains(word) } }) else {
            return false
        }
        return call.children(.argument).contains { argument in
            guard ["", "json", "data", "body"].contains(argument.name), let expression = argument.child(.value) else { return false }
            var body = evaluator.value(of: expression).value.bare
            // fetch(url, { body: JSON.stringify({ token }) })
            if case .object(let options) = body, let inner = options.lookup("body")?.resolved {
                body = inner.value.bare
                if case .result(_, let made) = body, let written = made.child(.argument)?.child(.value) {
                    body = evaluator.value(of: written).value.bare
                }
            }
            guard case .object(let object) = body else { return false }
            return object.lookup("token") != nil && object.lookup("grant_type") == nil
        }
    }

    /// `get(url, headers={"Authorization": f"Bearer {token}"})` in a function that judges the token it was given, and whose answer decides.
    private var presentsToken: Bool {
        let given = Set(
            function.children(.parameter).map(\.name).filter { name in
                ["token", "credential", "jwt", "authorization"].contains(where: name.lowercased().contains)
            })
        guard !given.isEmpty, isAnswerTested else { return false }
        let presents = call.children(.argument).contains { argument in
            guard let expression = argument.child(.value), case .object(let object) = evaluator.value(of: expression).value.bare else {
                return false
            }
            var headers = object
            if let inner = object.lookup("headers")?.resolved, case .object(let nested) = inner.value.bare { headers = nested }
            guard let header = headers.lookup("Authorization") ?? headers.lookup("authorization") else { return false }
            return holdsParameter(header.resolved.value, given)
        }
        // Who asks for the request takes longest to find out.
        return presents && (judges(function) || isAsked)
    }

    private func judges(_ function: Syntax) -> Bool {
        let name = Evaluator.callName(of: function).lowercased()
        return Self.judging.contains(where: name.contains) || name.contains("current_user")
            || VerifierContract.isFulfilled(by: function, evaluator)
    }

    /// A request of the class's own, made for nobody but methods that judge the token they hand on: `this.fetchJson(token, "/session")`.
    private var isAsked: Bool {
        guard let type = function.enclosingClass, function.enclosingFunction == nil else { return false }
        let calls = evaluator.calls(of: function)
        return !calls.isEmpty
            && calls.allSatisfy { call in
                guard let caller = call.enclosingFunction, caller.enclosingClass == type else { return false }
                return judges(caller)
            }
    }

    private func holdsParameter(_ value: Value, _ names: Set<String>) -> Bool {
        switch value.bare {
        case .parameter(let parameter): names.contains(parameter.name)
        case .projection(let base, _, _): holdsParameter(base, names)
        case .template(let parts): parts.contains { holdsParameter($0, names) }
        case .choice(let values): values.contains { holdsParameter($0, names) }
        default: false
        }
    }

    /// The function looks at how the other server answered.
    private var isAnswerTested: Bool {
        function.descendants.contains {
            $0.kind == .member && ["status_code", "status", "ok", "is_success", "raise_for_status", "is_error"].contains($0.name)
        }
    }
}
