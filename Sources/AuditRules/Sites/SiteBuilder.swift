import SourceScanner

/// Builds the site of one recognised call: its facts from the options, from the callers of the function around it, and from comparisons made by hand.
struct SiteBuilder {
    let api: TokenAPI
    var call: Syntax
    let evaluator: Evaluator
    /// What each path is for.
    let surfaces: (String) -> Surface
    let skipped: Int
    let registrations: Registrations
    /// The object is one of a class of the program whose initializer calls the library's.
    var inherited: InheritedInitializer?

    private var surface: Surface { surfaces(call.tree.file.path) }

    /// Whether the entry speaks of this call at all.
    var applies: Bool {
        var options = options(nil)
        if let inherited {
            options = CallOptions(
                api: api, call: inherited.call, frame: inherited.frame, evaluator: evaluator, registrations: registrations)
        }
        return api.when.allSatisfy { options.state(of: $0).isOn || options.state(of: $0).isMaybe }
            && !api.unless.contains { options.state(of: $0).isOn || ($0.value == .present && options.state(of: $0).isMaybe) }
            && (api.kind != .settings || api.payload == nil || setsCredential)
    }

    private static let credentials: Set<String> = [
        "token", "tokens", "jwt", "session", "sid", "auth", "access", "refresh", "bearer", "credential", "credentials", "authorization",
        "login",
    ]

    /// The name or the value of a cookie says that it is a credential; one for a theme or a language may live as long as it likes.
    private var setsCredential: Bool {
        let texts = call.children(.argument).prefix(3).map { argument in
            argument.text.prefix(120) + " " + (argument.child(.value).flatMap { evaluator.value(of: $0).value.text } ?? "")
        }
        return texts.contains { text in
            SettingName.words(String(text)).contains { word in
                Self.credentials.contains(word) || word.hasSuffix("token") || word.hasSuffix("session")
            }
        }
    }

    /// The site of the call, or of `use`, a call on the verifier that it made; and the calls of a wrapper that decide what it enforces.
    func sites(at use: Syntax? = nil) -> [TokenSite] {
        if let inherited { return [made(through: inherited, at: use ?? call)] }
        let frames: [Frame] = call.enclosingFunction.map { evaluator.frames(of: $0) }?.compactMap(relevant) ?? []
        let alone = bare(in: nil)
        var site = alone
        var inFrames: [(frame: Frame, site: TokenSite)] = []
        if !frames.isEmpty, dependsOnCaller(site) {
            inFrames = frames.map { ($0, bare(in: $0)) }
            site = joined(inFrames.map(\.site), into: site)
        }
        // Decided by whoever makes the object: see `made(through:at:)`.
        site.isEcho = call.isSuperInitializer && !frames.isEmpty && ![.missing, .disabled].contains(alone.audience.state)
        addChecksByHand(&site, from: use ?? call)
        if let use {
            site.syntax = use
            site.location = Location(callee: use)
            site.evidence.append(Evidence(Location(callee: call), "the verifier is made here"))
        }
        return [site] + otherLifetimes(inFrames, site) + wrappers(inFrames, alone, site)
    }

    /// One call that mints access and refresh tokens: the refresh tokens as a site of their own.
    private func otherLifetimes(_ frames: [(frame: Frame, site: TokenSite)], _ whole: TokenSite) -> [TokenSite] {
        guard api.kind == .issue, let lifetime = whole.lifetime, lifetime.subject == .access else { return [] }
        let refreshing = frames.compactMap(\.site.lifetime).filter { $0.subject == .refresh && $0.seconds != nil }
        guard let longest = refreshing.max(by: { ($0.seconds ?? 0) < ($1.seconds ?? 0) }), longest.seconds != lifetime.seconds else {
            return []
        }
        var site = whole
        site.api += " (refresh)"
        site.lifetime = longest
        return [site]
    }

    /// An object of the program's own class: the options are those that its initializer hands on.
    private func made(through inherited: InheritedInitializer, at place: Syntax) -> TokenSite {
        var inner = self
        inner.call = inherited.call
        var site = inner.bare(in: inherited.frame)
        let alone = inner.bare(in: nil)
        // What the initializer leaves out whatever it is given is said once, there.
        site.isEcho = alone.audience.state == .missing || alone.audience.state == .disabled
        site.syntax = place
        site.location = Location(callee: place)
        site.evidence.append(Evidence(Location(callee: inherited.call), "the initializer hands its arguments on here"))
        if place != call { addChecksByHand(&site, from: place) }
        return site
    }

    /// Tests of production code say nothing about what production gives it: a frame that begins in one begins where production does.
    private func relevant(_ frame: Frame) -> Frame? {
        guard surface == .production else { return frame }
        if let path = frame.call?.tree.file.path, surfaces(path) == .test { return nil }
        guard let outer = frame.caller, relevant(outer) == nil else { return frame }
        return Frame(function: frame.function, call: frame.call, caller: nil, receiver: frame.receiver)
    }

    /// Calls of the function around, where its parameters decide: a function that hands its parameters to a verifier is a verifier.
    private func wrappers(_ frames: [(frame: Frame, site: TokenSite)], _ alone: TokenSite, _ whole: TokenSite) -> [TokenSite] {
        // Where an object of the class is made, it is a site already.
        guard api.kind == .verify, let function = call.enclosingFunction, !frames.isEmpty, !call.isSuperInitializer else { return [] }
        let states = Set(frames.map(\.site.audience.state) + frames.map(\.site.issuer.state))
        guard
            frames.contains(where: { $0.site.audience.state != alone.audience.state || $0.site.issuer.state != alone.issuer.state })
                || [alone.audience, alone.issuer].contains(where: { !$0.isCertain && ($0.state == .enforced || $0.state == .conditional) })
                || (states.contains(.conditional) && !alone.audience.isCertain)
        else { return [] }
        var calls: [Syntax] = []
        for (frame, _) in frames where frame.function == function {
            if let caller = frame.call, !calls.contains(caller) { calls.append(caller) }
        }
        let inside = claimUses(from: call) + usesOfOtherReadings()
        var sites = calls.map { caller in
            let mine = frames.filter { $0.frame.call == caller }
            var site = joined(mine.map(\.site), into: mine[0].site)
            site.syntax = caller
            site.location = Location(callee: caller)
            site.surface = surfaces(caller.tree.file.path)
            site.api = Evaluator.name(of: function, calledBy: caller)
            site.wrapped = call
            // What another caller does with the claims is its own affair.
            let uses = inside.filter { use in !use.trail.contains { $0 != caller && calls.contains($0) } }
            let checks = ByHand(evaluator: evaluator, frame: mine[0].frame).checks(uses)
            if let found = checks[.audience] { site.audience = merged(site.audience, found) }
            if let found = checks[.issuer] { site.issuer = merged(site.issuer, found) }
            site.evidence.append(Evidence(Location(callee: call), "the token is verified here"))
            return site
        }
        // What all callers lack alike is said once, where the token is verified.
        if sites.allSatisfy({ $0.audience.state == whole.audience.state && $0.issuer.state == whole.issuer.state }) {
            for index in sites.indices { sites[index].isEcho = true }
        }
        return sites
    }

    /// The classes of the program whose objects stand at a path.
    func types(at path: OptionPath) -> [Syntax] {
        guard case .value(let resolved, _) = options(nil).found(path) else { return [] }
        return resolved.value.alternatives.compactMap { if case .instance(let type, _) = $0.bare { type } else { nil } }
    }

    /// What a call that refuses bad claims by itself is given: the claims, or the object that has them.
    var judgedClaims: Syntax? {
        guard api.kind == .compare, case .none = api.result else { return nil }
        return options(nil).expression(api.token) ?? call.child(.callee)?.child(.base)
    }

    private func options(_ frame: Frame?) -> CallOptions {
        CallOptions(api: api, call: call, frame: frame, evaluator: evaluator, skipped: skipped, registrations: registrations)
    }

    /// The site as the call itself shows it, with the arguments of one frame.
    private func bare(in frame: Frame?) -> TokenSite {
        let options = options(frame)
        var site = TokenSite(
            kind: api.kind, library: api.library, api: api.name, syntax: call, location: Location(callee: call), surface: surface)
        site.inbound = api.inbound
        site.delegates = api.delegates
        let claims = ClaimAnswers(options: options)
        let times = TimeAnswers(options: options)
        site.audience = claims.answer(for: api.audience, claim: "audience")
        site.issuer = claims.answer(for: api.issuer, claim: "issuer")
        if !api.scope.isEmpty { site.scope = claims.answer(for: ClaimOption(api.scope, omitted: .open), claim: "scope") }
        for (check, option) in api.proofChecks { site.proofChecks[check] = claims.answer(for: option, claim: check.rawValue) }
        site.algorithm = times.algorithm(api.algorithms)
        site.expiry = times.expiry(api.expiry)
        if let lifetime = api.lifetime {
            site.lifetime = times.lifetime(lifetime, subject: subject(lifetime.subject, in: frame))
            // A setting stands where it is written, however long the call around it.
            if api.kind == .settings, site.lifetime?.seconds != nil, let path = lifetime.sources.first?.path,
                let written = call.children(.argument).first(where: { $0.name == path })
            {
                site.location = Location(written)
            }
        }
        if let key = api.key, case .value(let resolved, _) = options.found(key) {
            site.key = KeyAnswers(evaluator: evaluator).answer(resolved, depth: 0)
        }
        if api.keysAreAdded, let receiver = call.child(.callee)?.child(.base) {
            let ring = KeyRing(of: receiver, evaluator)
            site.key = ring.key ?? site.key
            site.algorithm = ring.mixture ?? site.algorithm
        }
        site.issuerIdentity = issuerIdentity(options)
        if api.keysBindIssuer, site.key.source == .unknown { site.key = KeyAnswer(.fixedKeySet) }
        switch api.kind {
        case .verify, .introspect, .dpopVerify:
            site.signature = .verified
            for off in api.signatureOff {
                let state = options.state(of: off)
                guard state.isOn || state.isMaybe else { continue }
                site.signature = .notVerified
                site.evidence += state.trail.last.map { [Evidence($0, "the signature check is switched off here")] } ?? []
                // Without a signature the call only reads the token.
                if state.isOn, api.kind == .verify {
                    site.kind = .decode
                    if !(api.expiry.off.isEmpty) { site.expiry = ExpiryAnswer(.ignored) }
                }
            }
        case .decode: site.signature = .notVerified
        case .settings: site.signature = api.result.isGuard ? .verified : .unknown
        default: break
        }
        if case .embedded = site.key.source, api.kind == .verify { site.kind = .dpopVerify }
        return site
    }

    /// The issuer that is expected or minted under, as far as it can be told from others.
    private func issuerIdentity(_ options: CallOptions) -> String? {
        let paths = api.mintsUnder.map { [$0] } ?? ([.verify, .introspect, .issue].contains(api.kind) ? api.issuer.paths : [])
        return paths.lazy.compactMap { path -> String? in
            guard case .value(let resolved, _) = options.found(path) else { return nil }
            return Identity.of(resolved)
        }.first
    }

    private func subject(_ known: LifetimeAnswer.Subject, in frame: Frame?) -> LifetimeAnswer.Subject {
        if known == .other, api.kind == .settings { return named(by: call.children(.argument).prefix(3).map(\.text)) ?? known }
        guard known == .access else { return known }
        var name = Evaluator.callName(of: call.enclosingFunction ?? call) + " " + (call.statement?.child(.target)?.text ?? "")
        // A payload that signs itself: its type says what it is.
        if call.child(.argument)?.child(.value)?.kind == .selfReference {
            name += call.ancestors.filter { $0.kind == .classDeclaration }.map { " " + $0.name }.joined()
        }
        // Registered for tokens of one kind, or a call of what was.
        if let path = api.namespace, case .value(let resolved, _) = options(frame).found(path) { name += " " + (resolved.value.text ?? "") }
        if let callee = call.child(.callee), let namespace = api.namespace(in: callee.unwrapped) { name += " " + namespace }
        name = name.lowercased()
        if name.contains("refresh") { return .refresh }
        if name.contains("session") { return .session }
        if name.contains("access") { return known }
        // One function mints both: what its caller asks for, or the caller's caller.
        var next = frame
        for _ in 0..<4 {
            guard let caller = next?.call else { break }
            let asked = (caller.text.prefix(200) + " " + (caller.statement?.child(.target)?.text ?? "")).lowercased()
            let around = Evaluator.callName(of: caller.enclosingFunction ?? caller).lowercased()
            for text in [asked, around] {
                if text.contains("access") { return known }
                if text.contains("refresh") { return .refresh }
            }
            next = next?.caller
        }
        return known
    }

    /// A cookie is for what its name, or the value that it gets, says.
    private func named(by texts: [String]) -> LifetimeAnswer.Subject? {
        let words = texts.joined(separator: " ").lowercased()
        return words.contains("refresh") ? .refresh : words.contains("session") ? .session : nil
    }

    private func dependsOnCaller(_ site: TokenSite) -> Bool {
        guard let function = call.enclosingFunction else { return false }
        let parameters = function.children(.parameter)
        guard !parameters.isEmpty else { return false }
        let names = Set(
            parameters.flatMap { $0.child(.target).map { $0.descendants.filter { $0.kind == .identifier }.map(\.name) } ?? [$0.name] })
        return call.children(.argument).contains { argument in
            argument.descendants.contains { $0.kind == .identifier && names.contains($0.name) }
        } || site.lifetime?.seconds == nil || api.kind == .issue
    }

    /// One site from the frames of all callers: what all of them enforce is enforced, what some do is conditional.
    private func joined(_ sites: [TokenSite], into base: TokenSite) -> TokenSite {
        var result = base
        result.audience = join(sites.map(\.audience), base.audience)
        result.issuer = join(sites.map(\.issuer), base.issuer)
        if let algorithm = sites.map(\.algorithm).first(where: { $0.state != .unknown }), base.algorithm.state == .unknown {
            result.algorithm = algorithm
        }
        if base.algorithm.state == .pinned, base.algorithm.allowed.isEmpty { result.algorithm.allowed = sites.flatMap(\.algorithm.allowed) }
        if let lifetimes = base.lifetime, lifetimes.seconds == nil || lifetimes.isDefault || api.kind == .issue {
            let all = sites.compactMap(\.lifetime).filter { $0.seconds != nil }
            // What lives as its name says; where only refresh tokens are made, those.
            let own = all.filter { $0.subject == lifetimes.subject }
            let known = own.isEmpty ? all : own
            if let longest = known.max(by: { ($0.seconds ?? 0) < ($1.seconds ?? 0) }),
                all.count == sites.count || lifetimes.seconds == nil || own.count < all.count
            {
                result.lifetime = longest
            }
        }
        if base.key.source == .unknown, let key = sites.map(\.key).first(where: { $0.source != .unknown }) { result.key = key }
        if sites.allSatisfy({ $0.signature == .notVerified }) { result.signature = .notVerified }
        return result
    }

    private func join(_ answers: [Answer], _ base: Answer) -> Answer {
        guard base.state != .notApplicable, let first = answers.first else { return base }
        let states = Set(answers.map(\.state))
        if states.count == 1 {
            var result = first
            result.evidence = base.evidence + first.evidence.filter { !base.evidence.contains($0) }
            return result
        }
        var result = base
        result.state =
            states.contains(.enforced) || states.contains(.conditional) ? .conditional : states.contains(.missing) ? .missing : base.state
        result.evidence = base.evidence + (answers.first { $0.state == .missing }?.evidence ?? [])
        return result
    }

    // MARK: By hand

    /// Where the claims of the token come out of the call.
    func claimUses(from call: Syntax) -> [Flow.Use] {
        var uses: [Flow.Use] = []
        switch api.result {
        case .claims, .testable: uses = Flow.uses(of: call, evaluator: evaluator)
        case .member(let path): uses = Flow.uses(of: call, member: path, evaluator: evaluator)
        case .guardian where call != self.call: uses = Flow.uses(of: call, evaluator: evaluator)
        case .boolean, .guardian, .token, .none: break
        }
        // Node-style callbacks: (error, claims) => …
        if let callback = call.children(.argument).last?.child(.value), callback.kind == .function || callback.kind == .identifier,
            call.tree.language.isECMAScript
        {
            let function: Syntax? =
                if callback.kind == .function { callback } else if case .function(let target, _) = evaluator.value(of: callback).value.bare
                { target } else { nil }
            if let parameter = function?.children(.parameter).dropFirst().first {
                uses += Flow.uses(ofParameter: parameter, evaluator: evaluator)
            }
        }
        return uses
    }

    private func addChecksByHand(_ site: inout TokenSite, from call: Syntax) {
        guard site.kind == .verify || site.kind == .introspect || site.kind == .dpopVerify else { return }
        let open =
            [site.audience, site.issuer].contains { $0.state != .enforced && $0.state != .notApplicable } || site.expiry.state != .enforced
        guard open else { return }
        var uses = claimUses(from: call)
        uses += usesOfOtherReadings()
        let checks = ByHand(evaluator: evaluator).checks(uses)
        if let found = checks[.audience] {
            site.byHand = found.state == .enforced && site.audience.state != .enforced
            site.audience = merged(site.audience, found)
        }
        if let found = checks[.issuer] { site.issuer = merged(site.issuer, found) }
        if let found = checks[.expiry], site.expiry.state == .ignored || site.expiry.state == .unknown,
            found.state == .enforced || found.state == .conditional
        {
            site.expiry = ExpiryAnswer(.enforced, found.evidence)
        }
    }

    /// Decodes of the same token in the same function: `const d = decode(token); if (d.aud !== X) throw; verify(token)`.
    private func usesOfOtherReadings() -> [Flow.Use] {
        guard let token = options(nil).expression(api.token), let function = call.enclosingFunction else { return [] }
        let text = token.text
        var uses: [Flow.Use] = []
        for other in function.descendants where other.kind == .call && other != call {
            guard let name = other.child(.callee)?.name, name.lowercased().contains("decode") || name.contains("unverified"),
                other.children(.argument).first?.child(.value)?.text == text
            else { continue }
            uses += Flow.uses(of: other, evaluator: evaluator) + Flow.uses(of: other, member: ["payload"], evaluator: evaluator)
        }
        return uses
    }

    /// What the options enforce and what the hand enforces: the better of both.
    private func merged(_ option: Answer, _ hand: Answer) -> Answer {
        guard option.state != .enforced, option.state != .notApplicable else { return option }
        if hand.state.rank < option.state.rank || hand.reaction != .rejects {
            var result = hand
            result.otherwise = option.otherwise
            if hand.state == .missing, option.state == .disabled { result.state = .disabled }
            if hand.state == .missing, option.state == .conditional { return option }
            result.evidence = option.evidence + hand.evidence
            return result
        }
        return option
    }
}

extension TokenAPI.Result {
    var isGuard: Bool {
        if case .guardian = self { return true }
        return false
    }
}

extension TokenAPI {
    /// Mounts or configures what somebody else verifies.
    var delegates: Bool {
        // The payload's type or the kept record judges.
        guard token == nil, payload == nil, !mintedHere,
            kind == .settings || (kind == .verify && result.isGuard) || callees.contains(where: \.isSubclass)
        else {
            return false
        }
        return !audience.isApplicable || audience.omitted == .unsupported || kind == .settings
    }
}

extension Callee {
    var isSubclass: Bool { if case .subclass = self { true } else { false } }
}
