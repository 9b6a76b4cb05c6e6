import SourceScanner

/// Tokens that a program seals itself, without a token library: a payload, and a code or a cipher over it that only its own key makes.
///
/// A function that serializes what it is given and protects it is a *sealing* function, and each of its calls issues something; a function that checks the
/// protection and parses the payload is an *opening* function, and each of its calls verifies something. What it is (an access token, an authorization code, a
/// state) is told by the words around the call.
struct SealSurvey {
    private let program: Program
    private let evaluator: Evaluator
    private let surface: (String) -> Surface

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
    }

    /// A function that seals or opens, and the primitive by which it does.
    private struct Seal {
        let function: Syntax
        let primitive: SealPrimitive
        /// Where the payload is serialized or parsed.
        let payload: Syntax
    }

    /// What was found, and the calls that parse an opened payload: no unverified readings, whatever they look like.
    func found(besides known: [TokenSite]) -> (sites: [TokenSite], opened: Set<Syntax>) {
        let taken = Set(known.map(\.syntax))
        var sealing: [Seal] = []
        var opening: [Seal] = []
        for function in functions() {
            if let seal = opens(function) {
                opening.append(seal)
            } else if let seal = seals(function) {
                sealing.append(seal)
            }
        }
        let sites = (sealing.flatMap(issued) + opening.flatMap(verified)).filter { !taken.contains($0.syntax) }
        return (sites, Set(opening.map(\.payload)))
    }

    /// Functions that reach a primitive, themselves or through a function that they call; in order of path.
    private func functions() -> [Syntax] {
        var result: [Syntax] = []
        var seen: Set<Syntax> = []
        for tree in program.relevant {
            let scopes = program.scopes(of: tree)
            for call in scopes.syntax(scopes.calls) {
                guard SealPrimitive(call, evaluator) != nil, let function = call.enclosingFunction else { continue }
                if seen.insert(function).inserted { result.append(function) }
                for caller in evaluator.calls(of: function).compactMap(\.enclosingFunction) where seen.insert(caller).inserted {
                    result.append(caller)
                }
            }
        }
        return result
    }

    // MARK: What a function does

    private static let serializers: Set<String> = ["stringify", "dumps", "encode"]
    private static let parsers: Set<String> = ["parse", "loads", "decode"]

    private func seals(_ function: Syntax) -> Seal? {
        guard let primitive = primitive(in: function, where: { $0.direction == .makes }),
            let payload = function.ownCalls.first(where: { isJSON($0, Self.serializers) }), returnsText(function),
            !function.ownCalls.contains(where: { isJSON($0, Self.parsers) })
        else { return nil }
        return Seal(function: function, primitive: primitive, payload: payload)
    }

    private func opens(_ function: Syntax) -> Seal? {
        guard let payload = function.ownCalls.first(where: { isJSON($0, Self.parsers) }), !function.children(.parameter).isEmpty,
            !function.ownCalls.contains(where: { isJSON($0, Self.parsers) && readsHeader($0) }),
            let primitive = primitive(in: function, where: { $0.way == .code || $0.direction == .opens })
        else { return nil }
        if primitive.way == .code {
            // The code stands in the string that it protects: `payload.code`, `header.payload.code`. A webhook's stands in a header.
            guard splits(function), primitive.direction == .opens || compares(function) else { return nil }
        }
        return Seal(function: function, primitive: primitive, payload: payload)
    }

    private func primitive(in function: Syntax, where fits: (SealPrimitive) -> Bool) -> SealPrimitive? {
        for call in function.ownCalls {
            if let primitive = SealPrimitive(call, evaluator), fits(primitive) { return primitive }
        }
        for call in function.ownCalls {
            guard let callee = call.child(.callee), case .function(let target, _) = evaluator.value(of: callee).value.bare else { continue }
            // A helper that only makes the code; one that serializes or parses too is a seal of its own.
            guard !target.ownCalls.contains(where: { isJSON($0, Self.parsers) || isJSON($0, Self.serializers) }) else { continue }
            for inner in target.ownCalls {
                if let primitive = SealPrimitive(inner, evaluator), fits(primitive) { return primitive }
            }
        }
        return nil
    }

    /// A header beside the payload makes it a JWT: those are judged as such.
    private func readsHeader(_ parsing: Syntax) -> Bool {
        parsing.statement?.child(.target).map { SettingName.words($0.name).contains("header") } ?? false
    }

    /// `JSON.stringify(…)`, `json.loads(…)`, `JSONDecoder().decode(…)`.
    private func isJSON(_ call: Syntax, _ names: Set<String>) -> Bool {
        guard let callee = call.child(.callee), names.contains(callee.name), let base = callee.child(.base) else { return false }
        return ["JSON", "json", "orjson", "ujson", "JSONEncoder", "JSONDecoder"].contains { base.text.hasPrefix($0) }
            // JavaScript's encoders are those of text.
            || (!call.tree.language.isECMAScript && ["encoder", "decoder"].contains { base.name.lowercased().hasSuffix($0) })
    }

    private func returnsText(_ function: Syntax) -> Bool {
        function.descendants.contains { $0.kind == .returnStatement && $0.child(.value) != nil } || function.has(.expressionBody)
    }

    /// Takes a string apart at a mark.
    private func splits(_ function: Syntax) -> Bool {
        function.ownCalls.contains { call in
            ["split", "rsplit", "partition", "rpartition", "indexOf", "lastIndexOf", "index", "rindex", "find", "rfind", "components"]
                .contains(
                    call.child(.callee)?.name ?? "")
                && [".", "|", ":", "~", "-", "_", "--", "b."].contains(call.child(.argument)?.child(.value)?.name ?? "")
        }
    }

    /// Compares what it made with what it was given.
    private func compares(_ function: Syntax) -> Bool {
        function.descendants.contains { node in
            switch node.kind {
            case .call:
                ["timingSafeEqual", "compare_digest", "constantTimeEqual", "safeEqual", "safeCompare", "timingSafeCompare"].contains(
                    node.child(.callee)?.name ?? "")
            case .binary:
                ["==", "===", "!=", "!=="].contains(node.name) && node.child(.right).map { $0.kind != .number && $0.kind != .null } == true
            default: false
            }
        }
    }

    // MARK: Issuing

    private func issued(_ seal: Seal) -> [TokenSite] {
        let calls = evaluator.calls(of: seal.function)
        let places = calls.isEmpty ? [seal.primitive.call] : calls
        return places.compactMap { place in
            guard let subject = Subject(of: place, in: seal.function) else { return nil }
            let lifetime = lifetime(subject.lifetime, of: seal, at: place)
            // What is encrypted and carries no expiry of its own is data at rest, not a token.
            if seal.primitive.way == .cipher, lifetime.seconds == nil { return nil }
            var site = site(.issue, seal, at: place)
            site.inbound = false
            site.lifetime = lifetime
            let claims = claims(given: place) + claims(writtenIn: seal.function)
            site.audience = Answer(claims.contains { ["aud", "audience", "resource"].contains($0) } ? .enforced : .missing)
            site.issuer = Answer(claims.contains { ["iss", "issuer"].contains($0) } ? .enforced : .missing)
            return site
        }
    }

    private func site(_ kind: TokenSite.Kind, _ seal: Seal, at place: Syntax) -> TokenSite {
        var site = TokenSite(
            kind: kind, library: "hand-written", api: place.child(.callee)?.name ?? Evaluator.callName(of: seal.function), syntax: place,
            location: Location(callee: place), surface: surface(place.tree.file.path))
        site.key = key(of: seal, at: place)
        site.algorithm = AlgorithmAnswer(
            .pinned, [Evidence(Location(callee: seal.primitive.call), "the program seals with this primitive alone")],
            allowed: seal.primitive.algorithm.map { [$0] } ?? [])
        return site
    }

    /// The key, which the call may hand over.
    private func key(of seal: Seal, at place: Syntax) -> KeyAnswer {
        guard let key = seal.primitive.key else { return KeyAnswer(.unknown) }
        let isOwn = seal.primitive.call.enclosingFunction == seal.function
        let frame = isOwn && place != seal.primitive.call ? Frame(function: seal.function, call: place, caller: nil, receiver: nil) : nil
        return KeyAnswers(evaluator: evaluator).answer(key, in: frame)
    }

    private static let expiryNames: Set<String> = [
        "exp", "expiresAt", "expires_at", "expires", "expiry", "expiration", "expireAt", "exp_at", "expiresIn", "expires_in",
    ]

    /// The payload's own expiry: in what the call gives, or as the function adds it.
    private func lifetime(_ subject: LifetimeAnswer.Subject, of seal: Seal, at place: Syntax) -> LifetimeAnswer {
        func answer(_ resolved: Resolved, _ at: Syntax) -> LifetimeAnswer? {
            let seconds = resolved.value.alternatives.compactMap { alternative -> Double? in
                switch alternative.bare {
                case .moment(let offset, let scale): offset / scale
                case .duration(let seconds): seconds
                default: nil
                }
            }.max()
            guard let seconds, seconds > 0 else { return nil }
            return LifetimeAnswer(subject, seconds: seconds, evidence: [Evidence(at, "the lifetime is set here")])
        }
        for argument in place.children(.argument) {
            guard let value = argument.child(.value), case .object(let object) = evaluator.value(of: value).value.bare else { continue }
            for property in object.properties where Self.expiryNames.contains(property.name) {
                if let found = answer(property.resolved, property.resolved.trail.first ?? value) { return found }
            }
        }
        let isCall = place != seal.primitive.call
        let frame = isCall ? Frame(function: seal.function, call: place, caller: nil, receiver: nil) : nil
        for node in seal.function.descendants where node.kind == .property && Self.expiryNames.contains(node.name) {
            guard let value = node.child(.value) else { continue }
            if let found = answer(evaluator.value(of: value, in: frame), value) { return found }
        }
        return LifetimeAnswer(subject, seconds: nil)
    }

    private func claims(given place: Syntax) -> [String] {
        place.children(.argument).flatMap { argument -> [String] in
            guard let value = argument.child(.value), case .object(let object) = evaluator.value(of: value).value.bare else { return [] }
            return object.properties.map(\.name)
        }
    }

    private func claims(writtenIn function: Syntax) -> [String] { function.descendants.filter { $0.kind == .property }.map(\.name) }

    // MARK: Verifying

    private func verified(_ seal: Seal) -> [TokenSite] {
        let inside = Flow.uses(of: seal.payload, evaluator: evaluator, hops: 0)
        let calls = evaluator.calls(of: seal.function)
        let judging = calls.filter { Subject(of: $0, in: seal.function)?.isCredential == true }
        // Where all calls open something else (a state, a code), nothing of this decides access.
        guard calls.isEmpty ? Subject(of: seal.payload, in: seal.function) != nil : !judging.isEmpty else { return [] }
        return (judging.isEmpty ? [seal.payload] : judging).compactMap { place in
            let outside = place == seal.payload ? [] : Flow.uses(of: place, evaluator: evaluator, hops: 2)
            // What is decrypted and never judged is data at rest.
            if seal.primitive.way == .cipher, !(inside + outside).contains(where: judgesTime) { return nil }
            var site = site(.verify, seal, at: place)
            site.signature = .verified
            site.audience = Answer(.missing)
            site.issuer = Answer(.missing)
            site.expiry = ExpiryAnswer(.ignored)
            site.take(ByHand(evaluator: evaluator).checks(inside + outside))
            site.byHand = site.audience.state == .enforced
            return site
        }
    }

    private func judgesTime(_ use: Flow.Use) -> Bool {
        guard let name = use.path.last else { return false }
        return Self.expiryNames.contains(name) && Comparison(use.syntax, evaluator) != nil
    }
}

extension SealSurvey {
    /// What a sealed string is for, by the words of its call.
    private struct Subject {
        let lifetime: LifetimeAnswer.Subject
        /// It opens a resource, or renews what does.
        let isCredential: Bool

        private static let others: Set<String> = [
            "state", "code", "nonce", "csrf", "xsrf", "consent", "client", "invite", "reset", "verification", "email", "magic",
            "unsubscribe",
            "webhook", "cursor", "page", "download", "upload", "share", "pkce", "challenge", "flow", "pending", "transaction", "flash",
            "captcha",
        ]

        /// Nil: nothing says that it is a token at all.
        init?(of call: Syntax, in function: Syntax) {
            // Words nearest to the call decide: its text arguments and the name that takes the result, then the functions around.
            let near = Self.words(near: call)
            let around = [call.enclosingFunction.map(Evaluator.callName(of:)) ?? "", call.enclosingClass?.name ?? ""].flatMap(
                SettingName.words)
            let own =
                SettingName.words(Evaluator.callName(of: function)) + (function.enclosingClass.map { SettingName.words($0.name) } ?? [])
            for words in [near, around, own].map(Set.init) {
                if let subject = Self.subject(words) {
                    lifetime = subject
                    isCredential = true
                    return
                }
                if !words.isDisjoint(with: Self.others) {
                    guard words.contains("code") else { return nil }
                    lifetime = .authorizationCode
                    isCredential = false
                    return
                }
            }
            return nil
        }

        private static func subject(_ words: Set<String>) -> LifetimeAnswer.Subject? {
            if words.contains("refresh") { return .refresh }
            if !words.isDisjoint(with: others) { return nil }
            if words.contains("session") { return .session }
            if !words.isDisjoint(with: ["access", "bearer", "accesstoken"]) { return .access }
            return words.isDisjoint(with: ["token", "jwt", "auth", "authenticate", "credential"]) ? nil : .access
        }

        private static func words(near call: Syntax) -> [String] {
            var result: [String] = []
            for argument in call.children(.argument) {
                guard let value = argument.child(.value) else { continue }
                switch value.kind {
                case .string, .identifier, .member: result += SettingName.words(value.name)
                case .object:
                    for property in value.children(.element)
                    where ["type", "kind", "typ", "token_type", "use", "purpose"].contains(property.name) {
                        result += SettingName.words(property.child(.value)?.name ?? "")
                    }
                default: continue
                }
            }
            for ancestor in call.ancestors.prefix(5) {
                switch ancestor.kind {
                case .variable, .assignment: return result + SettingName.words(ancestor.child(.target)?.name ?? "")
                case .property: result += SettingName.words(ancestor.name)
                case .block, .function: return result
                default: continue
                }
            }
            return result
        }
    }
}

extension Syntax {
    /// The calls in a function's own body, those of functions inside it left out.
    fileprivate var ownCalls: [Syntax] { descendants.filter { $0.kind == .call && $0.enclosingFunction == self } }
}
