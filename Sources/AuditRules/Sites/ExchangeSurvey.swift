import SourceScanner

/// Token-exchange requests (RFC 8693) that the program puts together itself: every form, dictionary or body that names the grant.
struct ExchangeSurvey {
    private let program: Program
    private let evaluator: Evaluator
    private let surface: (String) -> Surface

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
    }

    /// The requests that no library's call holds already.
    func sites(besides known: [TokenSite]) -> [TokenSite] {
        let exchanges = known.filter { $0.kind == .exchange }.map(\.syntax)
        var result: [TokenSite] = []
        var taken: Set<Syntax> = []
        for tree in program.relevant(where: Self.mentionsGrant) {
            for index in tree.nodes.indices {
                guard let anchor = anchor(Syntax(tree: tree, id: NodeID(Int32(index)))) else { continue }
                let form = FilledObject(anchor.container, evaluator)
                guard taken.insert(form.place).inserted, !exchanges.contains(where: { form.place.isInside($0) }) else { continue }
                if let site = site(form, grant: anchor.grant) { result.append(site) }
            }
        }
        return result
    }

    /// One pass over the bytes settles nearly every file; searching each of its strings took a third of a whole audit.
    private static let grantWords = Sweep(literals: ["grant_type", "grantType", "token-exchange", "token%2Dexchange"])

    private static func mentionsGrant(_ tree: SyntaxTree) -> Bool {
        guard grantWords.isRelevant(tree.file.bytes) else { return false }
        return tree.symbols.contains {
            $0.contains("grant_type") || $0 == "grantType" || $0.contains("token-exchange") || $0.contains("token%2Dexchange")
        }
    }

    // MARK: The grant's place

    private static let grantNames: Set<String> = ["grant_type", "grantType"]

    /// Where a request says which grant it uses, and the expression that holds its other parameters.
    private func anchor(_ node: Syntax) -> (container: Syntax, grant: Grant)? {
        switch node.kind {
        case .property where Self.grantNames.contains(node.name):
            guard let value = node.child(.value), let object = node.parent, object.kind == .object, let grant = grant(of: value) else {
                return nil
            }
            return (object, grant)
        case .call:
            let arguments = node.children(.argument).compactMap { $0.child(.value) }
            guard arguments.count >= 2, let name = arguments[0].stringValue, Self.grantNames.contains(name),
                let callee = node.child(.callee), let grant = grant(of: arguments[1])
            else { return nil }
            if ["append", "set", "add", "field"].contains(callee.name), let base = callee.child(.base) { return (base, grant) }
            guard callee.name == "URLQueryItem" || callee.name == "init" else { return nil }
            return (node.parent.flatMap { $0.kind == .array ? $0 : nil } ?? node, grant)
        case .array where node.has(.tuple):
            let elements = node.children(.element)
            guard elements.count == 2, let name = elements[0].stringValue, Self.grantNames.contains(name), let outer = node.parent,
                let grant = grant(of: elements[1])
            else { return nil }
            return (outer, grant)
        case .assignment:
            guard let target = node.child(.target), let value = node.child(.value), let base = target.child(.base) else { return nil }
            let name = target.kind == .subscripted ? evaluator.key(of: target, nil) : target.kind == .member ? target.name : nil
            guard let name, Self.grantNames.contains(name), let grant = grant(of: value) else { return nil }
            return (base, grant)
        case .string, .template:
            guard let grant = Grant(body: FilledObject.pieces(of: FilledObject.whole(node)).joined()) else { return nil }
            return node.text.contains("grant_type=") && !node.name.contains(where: \.isWhitespace) ? (FilledObject.whole(node), grant) : nil
        default: return nil
        }
    }

    private func grant(of value: Syntax) -> Grant? {
        let inner = value.unwrapped
        if inner.kind == .string { return Grant(inner.name) }
        guard [.identifier, .member, .conditional, .call].contains(inner.kind) else { return nil }
        for alternative in evaluator.value(of: inner).value.alternatives {
            if let text = alternative.text, let grant = Grant(text) { return grant }
        }
        return nil
    }

    /// What kind of exchange a grant type asks for.
    enum Grant {
        /// RFC 8693.
        case exchange
        /// A provider's own grant, whose recipient is named by other parameters.
        case vendor
        /// A JWT bearer grant, an exchange only when used on behalf of somebody.
        case assertion

        init?(_ text: String) {
            switch text {
            case GrantType.tokenExchange: self = .exchange
            case "urn:ietf:params:oauth:grant-type:jwt-bearer": self = .assertion
            default:
                guard text.hasPrefix("urn:"), text.contains("grant-type:token-exchange:") else { return nil }
                self = .vendor
            }
        }

        init?(body: String) {
            guard body.contains("grant_type=") else { return nil }
            if body.contains("grant-type:token-exchange") || body.contains("grant-type%3Atoken-exchange")
                || body.contains("grant-type%3Atoken%2Dexchange")
            {
                self = .exchange
            } else if body.contains("jwt-bearer"), body.contains("on_behalf_of") {
                self = .assertion
            } else {
                return nil
            }
        }
    }

    // MARK: The site

    private func site(_ form: FilledObject, grant: Grant) -> TokenSite? {
        guard form.names.contains("subject_token") || form.names.contains("subjectToken") || form.names.contains("assertion") || form.isOpen
        else { return nil }
        let place = form.place
        var site = TokenSite(
            kind: .exchange, library: "hand-written", api: "token-exchange request", syntax: place, location: location(of: place),
            surface: surface(place.tree.file.path))
        site.inbound = false
        switch grant {
        case .exchange:
            site.audience = form.answer("audience", "resource")
            site.scope = form.answer("scope", "scopes")
        case .vendor: break
        case .assertion:
            guard form.names.contains("requested_token_use") else { return nil }
            site.api = "on-behalf-of request"
            // The resource is the prefix of the scopes.
            site.audience = form.answer("scope", "resource")
            site.scope = site.audience
        }
        return site
    }

    /// The call that the form is built for, or the form itself.
    private func location(of place: Syntax) -> Location {
        if let argument = place.parent, argument.kind == .argument, let call = argument.parent, call.kind == .call {
            return Location(callee: call)
        }
        if place.kind == .call { return Location(callee: place) }
        return sending(place).map { Location(callee: $0) } ?? Location(place)
    }

    /// The call in the same function that the literal's name is given to: `client.post(url, data=form)`.
    private func sending(_ place: Syntax) -> Syntax? {
        guard let holder = place.parent?.kind == .variable ? place.parent : nil, let target = holder.child(.target),
            target.kind == .identifier
        else { return nil }
        let scopes = program.scopes(of: target.tree)
        for reference in scopes.references(to: scopes.declarations(of: target)) where reference.enclosingFunction == place.enclosingFunction
        {
            guard let argument = reference.parent, argument.kind == .argument, let call = argument.parent, call.kind == .call,
                let callee = call.child(.callee)
            else { continue }
            if ["post", "request", "fetch", "send", "urlopen", "post_form"].contains(callee.name) { return call }
        }
        return nil
    }
}
