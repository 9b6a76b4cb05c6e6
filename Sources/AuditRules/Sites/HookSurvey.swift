import SourceScanner

/// Functions that a framework calls to judge an inbound token, where no library verifies it: a store is asked, or nobody is.
struct HookSurvey {
    private let program: Program
    private let evaluator: Evaluator
    private let surface: (String) -> Surface

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
    }

    func sites(besides known: [TokenSite]) -> [TokenSite] {
        let verifying = Verifying.functions(known, evaluator)
        let readings = known.filter { $0.kind == .decode }.map(\.syntax)
        var result: [TokenSite] = []
        for name in VerifierContract.names {
            for function in program.functions(called: name) where function.child(.body) != nil {
                guard VerifierContract.isFulfilled(by: function, evaluator), !verifying.contains(function),
                    !callsVerifying(function, verifying, depth: 0)
                else { continue }
                if let site = site(of: function, readings) { result.append(site) }
            }
        }
        return result
    }

    /// What it calls verifies: a method of its own class, a helper.
    private func callsVerifying(_ function: Syntax, _ verifying: Set<Syntax>, depth: Int) -> Bool {
        guard depth < 3 else { return false }
        for node in function.descendants where node.kind == .call {
            guard let callee = node.child(.callee) else { continue }
            for alternative in evaluator.value(of: callee).value.alternatives {
                guard case .function(let target, _) = alternative.bare, target != function else { continue }
                if verifying.contains(target) || callsVerifying(target, verifying, depth: depth + 1) { return true }
            }
        }
        return false
    }

    private func site(of function: Syntax, _ readings: [Syntax]) -> TokenSite? {
        guard let parameter = tokenParameter(of: function), let body = function.child(.body) else { return nil }
        // A body that only refuses, or hands over to its base class, judges nothing.
        let statements = body.descendants.filter { $0.kind == .returnStatement || $0.kind == .throwStatement }
        if statements.allSatisfy({ $0.kind == .throwStatement || $0.child(.value).map { $0.kind == .null || $0.kind == .boolean } ?? true })
        {
            return nil
        }
        if body.descendants.contains(where: { $0.kind == .superReference || ($0.kind == .identifier && $0.name == "super") }) { return nil }

        let uses = Flow.uses(ofParameter: parameter, evaluator: evaluator, hops: 2)
        let asked = uses.lazy.filter(\.path.isEmpty).compactMap { lookup($0.syntax, in: function) }.first { !readings.contains($0) }
        let place = asked ?? function
        let start = function.nameStart
        let location =
            asked.map { Location(callee: $0) }
            ?? Location(function.tree, ByteRange(start, start + max(Evaluator.callName(of: function).utf8.count, 1)))
        var site = TokenSite(
            kind: .verify, library: asked == nil ? "hand-written" : "opaque-store",
            api: asked?.child(.callee)?.name ?? Evaluator.callName(of: function), syntax: place, location: location,
            surface: surface(function.tree.file.path))
        site.inbound = true
        site.audience = Answer(.missing, otherwise: .open, isCertain: asked != nil)
        site.issuer = Answer(.notApplicable)
        site.evidence = [Evidence(Location(function.tree, ByteRange(start, start + 1)), "the framework asks here whether a token is good")]
        guard let asked else {
            // Compared, or handed to anything that may judge it: a request, a helper.
            let isUsed = uses.contains { Comparison($0.syntax, evaluator) != nil || isJudged($0.syntax, readings) }
            if isUsed { return nil }
            site.signature = .notVerified
            site.issuer = Answer(.missing)
            // The reading that stands in for a verification, where there is one.
            if let reading = readings.first(where: { $0.isInside(function) }) { site.location = Location(callee: reading) }
            let isDated = accepted(in: function).contains { $0.kind == .call && isReadFromToken(deadline(of: $0)) }
            site.expiry = ExpiryAnswer(isDated ? .enforced : .ignored)
            return site
        }
        site.signature = .unknown
        if ["verify", "validate"].contains(where: (asked.child(.callee)?.name.lowercased() ?? "").hasPrefix) {
            // What it is asked of was given from outside: it judges, and nobody sees how.
            site.audience = Answer(.unknown)
            site.issuer = Answer(.unknown)
            site.expiry = ExpiryAnswer(.unknown)
            return site
        }
        site.selfIssued = true
        let checks = ByHand(evaluator: evaluator).checks(Flow.uses(of: asked, evaluator: evaluator))
        if let found = checks[.audience] { site.audience = found }
        // A record without a deadline is kept for ever on purpose; one that has it is refused once it is past.
        let kept = RecordDeadline(record: asked, evaluator: evaluator)
        site.expiry = kept.compared(checks[.expiry]) ?? kept.tested() ?? expiry(ofRecordsLike: function)
        return site
    }

    // MARK: What the SDK compares

    /// The SDK refuses an `AccessToken` whose `expires_at` is past, and an `AuthInfo` whose `expiresAt` is: whether the program fills it decides.
    private func expiry(ofRecordsLike function: Syntax) -> ExpiryAnswer {
        var records = accepted(in: function)
        if records.isEmpty, function.tree.language == .python {
            records = program.index.calls["AccessToken"]?.filter { surface($0.tree.file.path) == surface(function.tree.file.path) } ?? []
        }
        guard !records.isEmpty else { return ExpiryAnswer(.unknown) }
        let deadlines = records.map(deadline)
        // The SDK for TypeScript refuses what has no end, in its newer versions.
        if deadlines.allSatisfy({ $0 == nil }) { return ExpiryAnswer(function.tree.language.isECMAScript ? .unknown : .ignored) }
        guard let dated = deadlines.compactMap({ $0 }).first else { return ExpiryAnswer(.unknown) }
        return ExpiryAnswer(.enforced, [Evidence(dated, "the SDK compares this with the clock")])
    }

    /// The objects that stand for an accepted token in a function.
    private func accepted(in function: Syntax) -> [Syntax] {
        function.descendants.filter { node in
            switch node.kind {
            case .call: node.child(.callee)?.name == "AccessToken"
            // { token, clientId, scopes, expiresAt }
            case .object: Set(["clientId", "scopes"]).isSubset(of: node.children(.element).map(\.name))
            default: false
            }
        }
    }

    /// The deadline that such an object is given; nil: none.
    private func deadline(of record: Syntax) -> Syntax? {
        let fields = record.kind == .object ? record.children(.element) : record.children(.argument)
        guard let field = fields.first(where: { $0.name == "expires_at" || $0.name == "expiresAt" }) else { return nil }
        let given = field.child(.value) ?? field
        return given.kind == .null ? nil : given
    }

    /// The deadline is a claim of the token, however little that is worth unverified, and no constant of the program.
    private func isReadFromToken(_ deadline: Syntax?) -> Bool {
        guard let deadline else { return false }
        return ([deadline] + evaluator.value(of: deadline).trail).contains { place in
            place.orGiver.descendants.contains {
                $0.stringValue == "exp" || ($0.kind == .member && $0.name == "exp")
            }
        }
    }

    private func tokenParameter(of function: Syntax) -> Syntax? {
        let parameters = function.children(.parameter).filter { !["self", "cls"].contains($0.name) }
        return parameters.first { $0.name.lowercased().contains("token") } ?? parameters.first
    }

    /// The call that is asked about the token: `store.get(token)`, `tokens.find(…)`, `this.tokens[token]`.
    private func lookup(_ use: Syntax, in function: Syntax) -> Syntax? {
        guard use.tree === function.tree, use.isInside(function) else { return nil }
        if let argument = use.parent, argument.kind == .argument, let call = argument.parent, call.kind == .call,
            let callee = call.child(.callee)
        {
            let name = callee.name.lowercased()
            guard callee.kind == .member || callee.kind == .identifier,
                ["get", "find", "load", "lookup", "fetch", "query", "read", "select", "hget", "has", "verify", "validate"].contains(
                    where: name.hasPrefix), !Logging.isLog(callee)
            else { return nil }
            return call
        }
        if let subscripted = use.ancestors.first(where: { $0.kind == .subscripted }), use.isInside(subscripted),
            subscripted.child(.base).map({ !use.isInside($0) }) == true
        {
            return subscripted
        }
        return nil
    }

    /// Inside an argument, however deep, of a call that is no log line, no unverified reading and not the making of the result.
    private func isJudged(_ use: Syntax, _ readings: [Syntax]) -> Bool {
        let around = use.ancestors.prefix { $0.kind != .function && $0.kind != .block }
        // Put into a header or a body that is sent later.
        if around.contains(where: { $0.kind == .template || $0.kind == .object }),
            around.contains(where: { $0.kind == .variable || $0.kind == .assignment })
        {
            return true
        }
        return around.contains { ancestor in
            guard ancestor.kind == .argument, let call = ancestor.parent, let callee = call.child(.callee) else { return false }
            let isMade = callee.name.first?.isUppercase == true || ["len", "str", "bool"].contains(callee.name)
            return !isMade && !Logging.isLog(callee) && !readings.contains(call)
        }
    }
}

/// Functions that verify a token, themselves or through what they call.
enum Verifying {
    static func functions(_ sites: [TokenSite], _ evaluator: Evaluator) -> Set<Syntax> {
        var verifying: Set<Syntax> = []
        var frontier: [Syntax] = []
        for site in sites where [.verify, .introspect, .dpopVerify].contains(site.kind) && site.signature != .notVerified {
            var function = site.syntax.kind == .function ? site.syntax : site.syntax.enclosingFunction
            while let current = function {
                if verifying.insert(current).inserted { frontier.append(current) }
                function = current.enclosingFunction
            }
        }
        for _ in 0..<3 {
            var next: [Syntax] = []
            for function in frontier {
                for call in evaluator.calls(of: function) {
                    if let around = call.enclosingFunction, verifying.insert(around).inserted { next.append(around) }
                }
            }
            frontier = next
        }
        return verifying
    }
}

extension Program {
    /// Functions of the relevant files with this name, or held by a property or field with it; in order of path.
    func functions(called name: String) -> [Syntax] {
        var result = index.functions[name] ?? []
        for tree in relevant where tree.language.isECMAScript {
            for id in tree.nodes.indices where tree.nodes[id].kind == .function && tree.nodes[id].name == .empty {
                let function = Syntax(tree: tree, id: NodeID(Int32(id)))
                if Evaluator.callName(of: function) == name { result.append(function) }
            }
        }
        return result
    }
}
