import SourceScanner

/// Judges where a followed token arrives: another service, a log, the model, an address, a file.
struct Outlets {
    let evaluator: Evaluator
    let places: TokenPlaces
    let surface: (String) -> Surface
    let logsAreRedacted: Bool

    func sites(of carrier: Carrier, from origin: Origin) -> [TokenSite] {
        let found = reached(by: carrier, from: origin)
        if origin.isVague { return found.filter { $0.outlet?.way == .issuedAsOwn } }
        return found + found.compactMap { handover(before: $0, carrier, origin) }
    }

    /// Where one file chooses the caller's token as a service's credential and another sends it, the choice is what has to change, and whoever reads
    /// the sending file must see it too: both are places.
    private func handover(before sending: TokenSite, _ carrier: Carrier, _ origin: Origin) -> TokenSite? {
        guard sending.kind == .passthrough, sending.outlet?.way == .service, let place = carrier.handover,
            place.tree.file.path != sending.location.path
        else { return nil }
        var result = site(.passthrough, .service, place, carrier, origin, at: Location(place), library: sending.library)
        result.api = sending.api
        result.evidence.append(Evidence(sending.location, "the token is sent here"))
        return result
    }

    private func reached(by carrier: Carrier, from origin: Origin) -> [TokenSite] {
        guard let parent = carrier.syntax.parent else { return [] }
        switch parent.kind {
        case .argument where parent.parent?.kind == .call:
            return parent.parent.map { argument(parent, of: $0, carrier, origin) } ?? []
        case .member where carrier.syntax.role == .base && parent.name == "encodeResponse" && parent.parent?.kind == .call:
            return origin.source == .upstream ? answered(parent.parent ?? parent, carrier, origin) : []
        case .returnStatement: return returned(parent, by: parent.enclosingFunction, carrier, origin)
        case .function where carrier.syntax.role == .body && parent.has(.expressionBody):
            return returned(carrier.syntax, by: parent, carrier, origin)
        case .block where parent.tree.language == .swift && parent.parent?.kind == .function && parent.children(.statement).count == 1:
            return returned(carrier.syntax, by: parent.parent, carrier, origin)
        case .template: return inAddress(parent, before: carrier.syntax, carrier, origin)
        case .binary where parent.name == "+" && carrier.syntax.role == .right:
            return inAddress(parent, before: carrier.syntax, carrier, origin)
        case .assignment where carrier.syntax.role == .value, .variable where carrier.syntax.role == .value:
            return assigned(parent, carrier, origin)
        default: return []
        }
    }

    // MARK: Arguments

    private func argument(_ argument: Syntax, of call: Syntax, _ carrier: Carrier, _ origin: Origin) -> [TokenSite] {
        guard let callee = call.child(.callee) else { return [] }
        let name = callee.unwrapped.name
        if Logging.isLog(callee) || name == "NSLog" {
            if !carrier.inside.isEmpty, logsAreRedacted { return [] }
            guard Self.agrees(argument, carrier) else { return [] }
            // Python's `exception`, `dict.update` and the like have no place for it.
            return [leak(.log, call, carrier, origin, at: Location(callee: call))]
        }
        guard !carrier.isShortened else { return [] }
        if let found = address(argument, call, callee, carrier, origin) { return [found] }
        if PlainStorage.writes(call, argument, evaluator) { return [leak(.storage, call, carrier, origin, at: Location(callee: call))] }
        if origin.source == .upstream { return answer(argument, call, name, carrier, origin) }
        if let found = service(argument, call, callee, carrier, origin) { return [found] }
        return []
    }

    private static let secretWords: Set<String> = [
        "token", "tokens", "auth", "authorization", "bearer", "jwt", "header", "headers", "credential", "credentials", "secret", "cookie",
        "cookies", "request", "req", "key", "assertion",
    ]
    private static let holders: Set<String> = [
        "headers", "header", "req", "request", "event", "ctx", "context", "scope", "META", "raw", "tokens", "credentials", "extra",
    ]

    /// A trail over functions, or of something that merely holds the token, is believed where the words at its end agree: not for a `user` that
    /// was made from the request somewhere.
    private static func agrees(_ argument: Syntax, _ carrier: Carrier) -> Bool {
        guard !carrier.inside.isEmpty || carrier.crossings > 0, carrier.inside.first != TokenTrail.each else { return true }
        if carrier.inside.isEmpty, isNamedByCaller(carrier) { return true }
        guard !carrier.inside.isEmpty else { return saysSecret(argument) }
        return argument.descendants.contains { node in
            (node.kind == .identifier || node.kind == .member)
                && (holders.contains(node.name) || node.name.lowercased().hasSuffix("headers"))
        }
    }

    /// A parameter with a neutral name (`text`, `value`) whose caller says a token's name for it.
    private static func isNamedByCaller(_ carrier: Carrier) -> Bool {
        guard let call = carrier.passed.last(where: { $0.kind == .call }), let function = carrier.syntax.enclosingFunction else {
            return false
        }
        let names = Set(carrier.syntax.descendants.filter { $0.kind == .identifier }.map(\.name))
        return function.children(.parameter).contains { parameter in
            names.contains(parameter.name) && function.argument(of: call, for: parameter).map(saysSecret) == true
        }
    }

    private static func saysSecret(_ expression: Syntax) -> Bool {
        expression.descendants.contains { node in
            (node.kind == .identifier || node.kind == .member) && !secretWords.isDisjoint(with: SettingName.words(node.name))
        }
    }

    /// The header of a request to another service, or the credential of its client.
    private func service(_ argument: Syntax, _ call: Syntax, _ callee: Syntax, _ carrier: Carrier, _ origin: Origin) -> TokenSite? {
        if let http = HTTPCall(call, evaluator) {
            guard sends(argument, carrier), !IssuerAddress.isIssuer(http.address, in: call, isTool: places.isTool, evaluator) else {
                return nil
            }
            if carrier.mark == nil, !http.isCertain || replacesHeader(around: call) { return nil }
            return passthrough(call, http.library, carrier, origin)
        }
        // session.headers.update({"Authorization": …})
        if callee.kind == .member, ["update", "set", "setdefault"].contains(callee.name), let headers = callee.child(.base),
            headers.name == "headers", let client = headers.child(.base),
            let module = evaluator.value(of: client).value.alternatives.lazy.compactMap(HTTPCall.client).first,
            !IssuerAddress.isIssuer(nil, in: call, isTool: places.isTool, evaluator)
        {
            return passthrough(call, module, carrier, origin)
        }
        if ChildProcess.isGiven(carrier.inside, argument, call) { return passthrough(call, callee.text, carrier, origin) }
        if callee.kind == .member, Self.headerSetters.contains(callee.name), let key = call.child(.argument)?.child(.value),
            HeaderName.isCredential(key.kind == .string ? key.name : evaluator.value(of: key).value.text ?? key.name),
            let base = callee.child(.base), let outgoing = OutgoingRequest(holding: base, evaluator)
        {
            guard !isIssuer(outgoing, in: call) else { return nil }
            return passthrough(call, outgoing.library, carrier, origin)
        }
        if ServiceClient.takes(argument, of: call, carrier.inside, evaluator),
            !IssuerAddress.isIssuer(nil, in: call, isTool: places.isTool, evaluator)
        {
            return passthrough(call, ServiceClient.library(call, evaluator), carrier, origin)
        }
        return nil
    }

    private static let headerSetters: Set<String> = ["set", "setHeader", "append", "add", "replaceOrAdd", "setValue", "addValue"]

    private func isIssuer(_ outgoing: OutgoingRequest, in place: Syntax) -> Bool {
        let address = outgoing.call.flatMap { HTTPCall($0, evaluator)?.address }
        return IssuerAddress.isIssuer(address, in: place, isTool: places.isTool, evaluator)
    }

    /// All headers are sent on, but the one that matters was given another value before.
    private func replacesHeader(around call: Syntax) -> Bool {
        guard let function = call.enclosingFunction else { return false }
        return function.descendants.contains { node in
            switch node.kind {
            case .call:
                guard let name = node.child(.callee)?.name, ["set", "setHeader", "setValue"].contains(name) else { return false }
                return node.children(.argument).contains { $0.child(.value)?.stringValue?.lowercased() == "authorization" }
            case .assignment:
                guard let target = node.child(.target), target.kind == .member || target.kind == .subscripted else { return false }
                return (target.kind == .member ? target.name : evaluator.key(of: target, nil) ?? "").lowercased() == "authorization"
            default: return false
            }
        }
    }

    private func sends(_ argument: Syntax, _ carrier: Carrier) -> Bool {
        if let last = carrier.inside.last {
            if ["json", "data", "body", "form", "params", "content"].contains(argument.name)
                || carrier.inside.contains(where: { ["body", "json", "data", "form", "params", "searchParams"].contains($0) })
            {
                return false
            }
            return HeaderName.isCredential(last)
        }
        return ["auth", "token", "bearer"].contains(argument.name)
    }

    /// `{ params: { access_token } }`, `url.searchParams.set("token", …)`, `URLQueryItem(name: "access_token", value: …)`.
    private func address(_ argument: Syntax, _ call: Syntax, _ callee: Syntax, _ carrier: Carrier, _ origin: Origin) -> TokenSite? {
        let arguments = call.children(.argument)
        let isFound: Bool
        if let last = carrier.inside.last, HeaderName.isParameter(last), HTTPCall(call, evaluator) != nil {
            isFound =
                argument.name == "params" || argument.name == "query"
                || (carrier.inside.count > 1 && ["params", "query", "searchParams"].contains(carrier.inside[0]))
        } else if carrier.inside.isEmpty, let key = arguments.first?.child(.value)?.stringValue, HeaderName.isParameter(key),
            argument != arguments.first
        {
            let receiver = callee.child(.base).flatMap(TokenPlaces.lastName)
            isFound = (["set", "append"].contains(callee.name) && receiver == "searchParams") || callee.name == "URLQueryItem"
        } else {
            isFound = false
        }
        guard isFound, !isIssuerURL(call) else { return nil }
        return leak(.url, call, carrier, origin, at: Location(callee: call))
    }

    private func isIssuerURL(_ place: Syntax) -> Bool {
        let text = (place.statement ?? place).text.prefix(600).lowercased()
        return ["tokeninfo", "introspect", "debug_token", "revoke", "logout", "end_session", "endsession"].contains { text.contains($0) }
    }

    private static let answers: Set<String> = [
        "json", "send", "JSONResponse", "jsonify", "ORJSONResponse", "PlainTextResponse", "encodeResponse", "jsonResponse", "json_response",
    ]

    /// An authorization server's token in this server's own answer.
    private func answer(_ argument: Syntax, _ call: Syntax, _ name: String, _ carrier: Carrier, _ origin: Origin) -> [TokenSite] {
        guard Self.answers.contains(name) else { return [] }
        return answered(call, carrier, origin)
    }

    /// The token stands in the answer under its own name, or in the text that was made of one.
    private func answered(_ place: Syntax, _ carrier: Carrier, _ origin: Origin) -> [TokenSite] {
        let label = self.label(carrier, of: place)
        let name = carrier.inside.last(where: { $0 != "body" }) ?? label.map(Self.name) ?? ""
        guard ["access_token", "accessToken"].contains(name) else { return [] }
        return [
            handedOut(
                place, at: label.map { Location($0) } ?? (place.kind == .call ? Location(callee: place) : Location(place)), carrier, origin)
        ]
    }

    /// Where a reader finds the token in what a function gives out: the property or the argument that holds it, if it is written in that function.
    private func label(_ carrier: Carrier, of place: Syntax) -> Syntax? {
        carrier.label.flatMap { $0.enclosingFunction == place.enclosingFunction ? $0 : nil }
    }

    private static func name(of label: Syntax) -> String {
        if !label.name.isEmpty { return label.name }
        return label.child(.key)?.stringValue ?? label.child(.argument)?.child(.value)?.stringValue ?? ""
    }

    private func handedOut(_ place: Syntax, at location: Location, _ carrier: Carrier, _ origin: Origin) -> TokenSite {
        let words =
            place.ancestors.filter { $0.kind == .function }.map { Evaluator.callName(of: $0).lowercased() }
            + place.ancestors.filter { $0.kind == .call }.compactMap { $0.child(.argument)?.child(.value)?.stringValue?.lowercased() }
        let isTokenEndpoint =
            place.ancestors.contains { $0.kind == .function && Answering.isContract($0) }
            || words.contains {
                $0.hasSuffix("/token") || $0.contains("handletoken") || $0.contains("handle_token") || $0.contains("tokenendpoint")
                    || $0.contains("token_endpoint")
            }
        if isTokenEndpoint { return site(.passthrough, .issuedAsOwn, place, carrier, origin, at: location) }
        return site(.leak, .answer, place, carrier, origin, at: location)
    }

    // MARK: Results

    private func returned(_ place: Syntax, by function: Syntax?, _ carrier: Carrier, _ origin: Origin) -> [TokenSite] {
        guard let function, !carrier.isShortened else { return [] }
        if places.isTool(function) {
            return [leak(.toolOutput, place, carrier, origin, at: Location(label(carrier, of: place) ?? place))]
        }
        guard origin.source == .upstream else { return [] }
        return Answering.answers(function, with: place, carrier.inside) ? answered(place, carrier, origin) : []
    }

    private func inAddress(_ whole: Syntax, before token: Syntax, _ carrier: Carrier, _ origin: Origin) -> [TokenSite] {
        guard carrier.inside.isEmpty, !carrier.isShortened, let text = AddressText.before(token, in: whole),
            HeaderName.parameter(before: text) != nil, !isIssuerURL(whole)
        else { return [] }
        return [leak(.url, whole, carrier, origin, at: Location(whole))]
    }

    /// `session.headers["Authorization"] = …`, `client.defaults.headers.common.Authorization = …` on the client itself.
    private func assigned(_ statement: Syntax, _ carrier: Carrier, _ origin: Origin) -> [TokenSite] {
        guard origin.source == .caller, carrier.inside.isEmpty || carrier.inside == ["token"], !carrier.isShortened,
            let target = statement.child(.target), target.kind == .member || target.kind == .subscripted
        else { return [] }
        let key = target.kind == .member ? target.name : evaluator.key(of: target, nil) ?? ""
        if ChildProcess.isEnvironment(target.child(.base)), ChildProcess.isCredential(key) {
            return [site(.passthrough, .service, statement, carrier, origin, at: Location(target), library: "environment")]
        }
        guard HeaderName.isCredential(key) else { return [] }
        if let outgoing = OutgoingRequest(holding: target, evaluator) {
            guard !isIssuer(outgoing, in: statement) else { return [] }
            return [site(.passthrough, .service, statement, carrier, origin, at: Location(target), library: outgoing.library)]
        }
        guard carrier.inside.isEmpty else { return [] }
        var base = target.child(.base)?.unwrapped
        while let current = base, ["headers", "common", "defaults"].contains(current.name) { base = current.child(.base)?.unwrapped }
        guard let client = base, client != target.child(.base) else { return [] }
        let known = evaluator.value(of: client).value.alternatives.lazy.compactMap(HTTPCall.client).first
        let typed: String? = {
            guard case .parameter(let parameter) = evaluator.value(of: client).value.bare, let type = parameter.child(.type)?.name else {
                return nil
            }
            return ["Session", "requests.Session", "httpx.Client", "httpx.AsyncClient", "AsyncClient", "AxiosInstance"].contains(type)
                ? type : nil
        }()
        guard let module = known ?? typed, !IssuerAddress.isIssuer(nil, in: statement, isTool: places.isTool, evaluator) else { return [] }
        return [site(.passthrough, .service, statement, carrier, origin, at: Location(target), library: module)]
    }

    // MARK: Sites

    private func passthrough(_ call: Syntax, _ library: String, _ carrier: Carrier, _ origin: Origin) -> TokenSite {
        let place = carrier.mark ?? call
        let location = carrier.mark.map { $0.kind == .call ? Location(callee: $0) : Location($0) } ?? Location(callee: call)
        return site(.passthrough, .service, place, carrier, origin, at: location, library: library, reached: call)
    }

    private func leak(_ way: Outlet.Way, _ place: Syntax, _ carrier: Carrier, _ origin: Origin, at location: Location) -> TokenSite {
        site(.leak, way, place, carrier, origin, at: location)
    }

    private func site(
        _ kind: TokenSite.Kind, _ way: Outlet.Way, _ place: Syntax, _ carrier: Carrier, _ origin: Origin, at location: Location,
        library: String = "hand-written", reached: Syntax? = nil
    ) -> TokenSite {
        let call = reached ?? place
        let api = call.kind == .call ? call.child(.callee)?.text.prefix(60).description ?? way.rawValue : way.rawValue
        var result = TokenSite(
            kind: kind, library: library, api: api, syntax: place, location: location, surface: surface(place.tree.file.path))
        result.inbound = origin.source == .caller
        result.outlet = Outlet(
            way, isCallers: origin.source == .caller, isShortened: carrier.isShortened, isWhole: !carrier.inside.isEmpty && way == .log,
            isCertain: carrier.crossings == 0)
        var evidence = [Evidence(origin.syntax, origin.remark)]
        for step in carrier.passed where step.kind == .call {
            evidence.append(Evidence(Location(callee: step), "the token goes through here"))
        }
        if let reached, reached != place { evidence.append(Evidence(Location(callee: reached), "the request is sent here")) }
        result.evidence = Array(evidence.prefix(6))
        return result
    }
}

/// What stands before an expression in a text that is put together.
enum AddressText {
    static func before(_ part: Syntax, in whole: Syntax) -> String? {
        if whole.kind == .template {
            var last: Syntax?
            for other in whole.children(.part) {
                if other == part { return last?.kind == .string ? last?.name : nil }
                last = other
            }
            return nil
        }
        guard let left = whole.child(.left), left != part else { return nil }
        switch left.kind {
        case .string: return left.name
        case .binary: return left.child(.right).flatMap { $0.kind == .string ? $0.name : nil }
        case .template:
            let parts = left.children(.part)
            return parts.last.flatMap { $0.kind == .string ? $0.name : nil }
        default: return nil
        }
    }
}
