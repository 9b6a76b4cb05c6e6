import SourceScanner

/// Tokens handled without any library: random strings that are handed out and stored, tokens that another server is asked about, payloads that are decoded by hand.
struct OpaqueSurvey {
    private let program: Program
    private let evaluator: Evaluator
    private let surface: (String) -> Surface

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
    }

    /// `opened`: calls that parse what a check of this program let through.
    func sites(besides known: [TokenSite], opened: Set<Syntax>) -> [TokenSite] {
        let taken = Set(known.map(\.syntax)).union(opened)
        let issuance = OpaqueIssuance(
            evaluator: evaluator, surface: surface, minting: Set(known.filter { $0.kind == .issue }.compactMap(\.syntax.enclosingFunction)))
        var result: [TokenSite] = []
        var asking: [Syntax: [Syntax]] = [:]
        for tree in program.relevant {
            for call in program.scopes(of: tree).syntax(program.scopes(of: tree).calls) where !taken.contains(call) {
                guard let site = issuance.site(of: call) ?? introspected(call) ?? decoded(call) ?? judgedByPackage(call) else { continue }
                if site.kind == .introspect, let function = call.enclosingFunction {
                    // Who the bearer is was asked already: what else the function wants to know of them is no second judgement.
                    let earlier = asking[function, default: []]
                    guard earlier.allSatisfy({ Self.isAlternative(call, to: $0) }) else { continue }
                    asking[function] = earlier + [call]
                }
                result.append(site)
            }
        }
        return result
    }

    /// Of two places in one function, whether only one is reached: they stand in different branches.
    private static func isAlternative(_ place: Syntax, to other: Syntax) -> Bool {
        var below = place
        for ancestor in place.ancestors {
            if other.isInside(ancestor) {
                guard [.ifStatement, .conditional, .switchStatement].contains(ancestor.kind), below.role != .condition else { return false }
                return !ancestor.children(.condition).contains(where: other.isInside)
            }
            below = ancestor
        }
        return false
    }

    // MARK: Introspection

    private static let requests: Set<String> = [
        "fetch", "post", "request", "get", "data", "axios", "got", "send", "fetchWithTimeout", "dataTask",
    ]

    /// A token is sent to a server that says whether it is good: RFC 7662, or an identity provider's user-info endpoint.
    private func introspected(_ call: Syntax) -> TokenSite? {
        guard let callee = call.child(.callee), Self.requests.contains(callee.name), let function = call.enclosingFunction else {
            return nil
        }
        // `@router.post("/introspect")`, `app.post("/introspect", handler)`: the endpoint itself.
        if call.parent?.kind == .decorator || call.children(.argument).contains(where: { $0.child(.value).map(isHandler) ?? false }) {
            return nil
        }
        let address = call.children(.argument).first?.child(.value)
        let resolved = address.map { evaluator.value(of: $0) }
        let text = ([address?.text ?? ""] + (resolved?.trail.map(\.text) ?? []) + (resolved?.value.alternatives.map(\.setting) ?? []))
            .joined(separator: " ").lowercased()
        guard RemoteJudgement(call: call, function: function, address: text, evaluator: evaluator).isMade else { return nil }
        var site = TokenSite(
            kind: .introspect, library: callee.name, api: "introspection", syntax: call, location: Location(callee: call),
            surface: surface(call.tree.file.path))
        // A request that was built before it is sent: its address is what a reader looks for.
        if let address, case .externalInstance(_, let made?) = evaluator.value(of: address).value.bare, made.enclosingFunction == function {
            site.location = Location(callee: made)
        }
        site.signature = .verified
        site.key = KeyAnswer(.fixedKeySet)
        site.audience = Answer(.missing, otherwise: .open)
        site.issuer = Answer(.notApplicable)
        site.expiry = ExpiryAnswer(.enforced)
        // The answer's body: `await response.json()`, `response.json()`.
        var uses = Flow.uses(of: call, evaluator: evaluator, hops: 2)
        for use in uses where use.path.isEmpty {
            guard let member = use.syntax.parent, member.kind == .member, let body = member.parent, body.kind == .call,
                ["json", "body", "data"].contains(member.name)
            else { continue }
            uses += Flow.uses(of: body, evaluator: evaluator)
        }
        uses += Flow.uses(of: call, member: ["data"], evaluator: evaluator)
        let checks = ByHand(evaluator: evaluator).checks(uses.filter { !["client_id", "clientId", "azp"].contains($0.path.last ?? "") })
        if let found = checks[.audience] { site.audience = found }
        if let found = checks[.issuer] { site.issuer = found }
        return site
    }

    private func isHandler(_ argument: Syntax) -> Bool {
        if argument.kind == .function { return true }
        guard argument.kind == .identifier || argument.kind == .member else { return false }
        if case .function = evaluator.value(of: argument).value.bare { return true }
        return false
    }

    // MARK: Verifying by a package that nobody described

    /// `client.verify_token(token)` of an outside package without an entry: that it judges is all that its name says.
    private func judgedByPackage(_ call: Syntax) -> TokenSite? {
        guard let callee = call.child(.callee), Self.promisesJudgement(callee.name),
            call.children(.argument).contains(where: { Self.mentionsToken($0) })
        else { return nil }
        let package = evaluator.value(of: callee).value.alternatives.lazy.compactMap { alternative -> String? in
            switch alternative.bare {
            case .external(let reference) where !reference.module.isEmpty: reference.module
            default: nil
            }
        }.first
        guard let package, !package.hasPrefix("."), !Self.testing.contains(where: package.hasPrefix) else { return nil }
        var site = TokenSite(
            kind: .verify, library: package.split(separator: ".").first.map(String.init) ?? package, api: callee.name, syntax: call,
            location: Location(callee: call), surface: surface(call.tree.file.path))
        site.audience = Answer(.unknown, otherwise: .unknown, isCertain: false)
        site.issuer = Answer(.unknown, otherwise: .unknown, isCertain: false)
        site.algorithm = AlgorithmAnswer(.unknown)
        site.expiry = ExpiryAnswer(.unknown)
        return site
    }

    private static let testing = ["unittest", "pytest", "mock", "vitest", "jest", "sinon", "typing"]

    private static func promisesJudgement(_ name: String) -> Bool {
        // The shortest names that say both.
        guard name.utf8.count >= "verifyJwt".utf8.count else { return false }
        let words = SettingName.words(name)
        return words.contains { ["verify", "validate", "introspect", "authenticate"].contains($0) }
            && words.contains { ["token", "jwt", "session", "bearer"].contains($0) } && !words.contains("csrf")
    }

    private static func mentionsToken(_ argument: Syntax) -> Bool {
        let words = Set(SettingName.words(String(argument.text.prefix(120))))
        return !words.isDisjoint(with: ["token", "jwt", "bearer", "credentials", "authorization", "request", "req", "session"])
    }

    // MARK: Decoding by hand

    /// `JSON.parse(atob(token.split(".")[1]))`, `json.loads(base64.urlsafe_b64decode(token.split(".")[1]))`.
    private func decoded(_ call: Syntax) -> TokenSite? {
        guard let callee = call.child(.callee), callee.name == "parse" || callee.name == "loads" || callee.name == "decode",
            let argument = call.child(.argument)
        else { return nil }
        // Decoders of text are no readers of claims: `JSON.parse(new TextDecoder().decode(…))`.
        let base = callee.child(.base)?.unwrapped
        guard ["JSON", "json", "JSONDecoder"].contains((base?.kind == .call ? base?.child(.callee)?.name : base?.name) ?? "") else {
            return nil
        }
        guard let function = call.enclosingFunction else { return nil }
        func mentionsDecoding(_ syntax: Syntax) -> Bool {
            syntax.descendants.contains { node in
                (node.kind == .call
                    && ["atob", "urlsafe_b64decode", "b64decode", "base64UrlDecode", "decodeBase64Url", "base64url_decode"].contains(
                        node.child(.callee)?.name ?? ""))
                    || (node.kind == .string && ["base64url", "base64"].contains(node.name))
            }
        }
        let value = argument.child(.value) ?? argument
        var sources = [value]
        sources += evaluator.value(of: value).trail.compactMap { $0.kind == .identifier ? $0.parent : $0 }.filter { $0.tree === call.tree }
        guard sources.contains(where: mentionsDecoding) else { return nil }
        // The second part of something that was split at its dots.
        guard function.splitsAtDots || function.parent.map({ $0.enclosingFunction?.splitsAtDots ?? false }) == true else { return nil }
        var site = TokenSite(
            kind: .decode, library: "hand-written",
            api: Evaluator.callName(of: function).isEmpty ? "JSON.parse" : Evaluator.callName(of: function), syntax: call,
            location: Location(callee: call), surface: surface(call.tree.file.path))
        site.signature = .notVerified
        return site
    }
}

extension Value {
    /// The name under which a value is configured elsewhere: a variable of the environment, a member of an outside module.
    fileprivate var setting: String {
        switch bare {
        case .environment(let name, _): name
        case .external(let reference): reference.dotted
        case .projection(_, let name, _): name
        default: ""
        }
    }
}

extension Evaluator {
    /// The words of a node's own text, lower-cased and short: what it is about.
    func surroundings(of syntax: Syntax) -> String { String(syntax.text.prefix(400)).lowercased() }
}
