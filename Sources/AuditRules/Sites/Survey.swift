import SourceScanner

/// Makes the inventory of a program: finds every place where a token is handled and works out what it enforces.
package struct Survey {
    let program: Program
    let evaluator: Evaluator
    let recognizer: Recognizer
    let surface: (String) -> Surface
    private(set) var sites: [TokenSite] = []
    private var taken: Set<Syntax> = []
    private let registrations: Registrations
    private let heirs: LibraryHeirs
    private let hasDeclarations: Bool
    /// Calls of functions for which a declaration of the user speaks, with the functions.
    private var declared: [Syntax: Syntax] = [:]
    private var pending: [SiteBuilder] = []
    /// Calls on an object that a factory or an initializer made: whether that was a verifier shows once every call was seen.
    private var onMade: [(call: Syntax, made: Syntax)] = []
    /// Classes whose objects are handed to a proxy that shields them: what they judge, the proxy fetched itself.
    private(set) var shielded: Set<Syntax> = []

    /// The inventory of a program. `surface` says what a path is for; the first entry of `knowledge` that fits counts.
    package static func inventory(
        of program: Program, knowledge: @autoclosure () -> KnowledgeIndex = .standard, policy: Policy = .standard,
        surface: @escaping (String) -> Surface
    ) -> Inventory {
        let surface = RememberedSurfaces(surface).callAsFunction
        let evaluator = Evaluator(program) { surface($0) == .test }
        guard !program.relevant.isEmpty else {
            return Inventory(
                sites: [], processCredentials: [], program: program, evaluator: evaluator, policy: policy, surface: surface)
        }
        var survey = Survey(program, evaluator, knowledge(), surface)
        for tree in program.relevant { survey.visit(tree) }
        survey.build()
        survey.sites += LifetimeSettings(program, evaluator, surface).sites(besides: survey.sites)
        let seals = SealSurvey(program, evaluator, surface).found(besides: survey.sites)
        survey.sites += seals.sites
        survey.sites += HandIssuance(program, evaluator, surface).sites(besides: survey.sites)
        survey.sites += VerifierFunctions(program, evaluator, surface).sites(besides: survey.sites)
        survey.sites += OpaqueSurvey(program, evaluator, surface).sites(besides: survey.sites, opened: seals.opened)
        survey.sites += HandVerification(program, evaluator, surface).sites(besides: survey.sites)
        survey.sites = ReadingWrappers(evaluator, surface).completed(survey.sites)
        survey.sites += HookSurvey(program, evaluator, surface).sites(besides: survey.sites)
        survey.sites += PresenceSurvey(program, evaluator, surface).sites(besides: survey.sites)
        var payloads = PayloadSurvey(program, evaluator, surface)
        survey.sites += payloads.sites(recognizer: survey.recognizer)
        survey.sites = payloads.joined(survey.sites)
        survey.sites += ExchangeSurvey(program, evaluator, surface).sites(besides: survey.sites)
        let mentioning = program.relevant(where: ProofSurvey.mentionsProof)
        survey.sites = ProofSurvey(program, evaluator, surface).completed(survey.sites, in: mentioning)
        survey.sites = ProofMaking(evaluator, surface).completed(survey.sites, in: mentioning)
        let flows = FlowSurvey(program, evaluator, surface)
        survey.sites += flows.sites(besides: survey.sites)
        survey.sites = Standing.settle(survey.sites, evaluator, shielded: survey.shielded)
        survey.sites = Delegation(survey.sites, evaluator).settled()
        survey.sites = DecodePurposes(survey.sites, evaluator, surface).settled()
        let judged: Set<TokenSite.Kind> = [.verify, .decode, .introspect, .issue]
        survey.sites = survey.sites.filter { !judged.contains($0.kind) || !survey.isInsideDeclared($0.syntax) }
        let order = survey.sites.sorted {
            ($0.location.path, $0.location.start, $0.kind.rawValue, $0.api) < (
                $1.location.path, $1.location.start, $1.kind.rawValue, $1.api
            )
        }
        return Inventory(
            sites: order, processCredentials: flows.processCredentials(), program: program, evaluator: evaluator, policy: policy,
            surface: surface)
    }

    private init(_ program: Program, _ evaluator: Evaluator, _ index: KnowledgeIndex, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
        recognizer = Recognizer(program: program, index: index)
        hasDeclarations = index.hasDeclarations
        registrations = Registrations(program, evaluator)
        heirs = LibraryHeirs(program, index)
    }

    private mutating func visit(_ tree: SyntaxTree) {
        let names = InterestingNames(tree, recognizer.index, heirs)
        for index in tree.nodes.indices {
            let node = tree.nodes[index]
            switch node.kind {
            case .call:
                let call = Syntax(tree: tree, id: NodeID(Int32(index)))
                guard let callee = call.child(.callee) else { continue }
                if callee.kind == .superReference || call.isSuperInitializer {
                    visitSuper(call)
                } else if names.contains(callee.unwrapped.symbol) {
                    visit(call, callee)
                } else {
                    visitDelegated(call, names)
                }
            case .decorator:
                visitDecorator(Syntax(tree: tree, id: NodeID(Int32(index))))
            case .classDeclaration:
                visitClass(Syntax(tree: tree, id: NodeID(Int32(index))))
            case .variable, .assignment, .property:
                visitSetting(Syntax(tree: tree, id: NodeID(Int32(index))))
            default: continue
            }
        }
    }

    // MARK: Calls

    private mutating func visit(_ call: Syntax, _ callee: Syntax) {
        let resolved = evaluator.value(of: callee)
        var sawProject = false
        for alternative in resolved.value.alternatives {
            switch alternative.bare {
            case .external(let reference):
                let apis = recognizer.match(reference, call: call)
                if !apis.isEmpty { return add(apis, call) }
            case .function(let function, _):
                let apis = recognizer.match(function)
                if !apis.isEmpty {
                    declared[call] = function
                    return add(apis, call)
                }
                sawProject = true
            case .instance: sawProject = true
            case .type(let type):
                // A class of the program made from one of the library's.
                for base in evaluator.bases(of: type) {
                    let apis = recognizer.match(base, call: call)
                    if !apis.isEmpty { return add(apis, call, through: InheritedInitializer(of: type, madeBy: call, evaluator)) }
                }
                sawProject = true
            default: continue
            }
        }
        if let base = callee.child(.base), Self.judgements.contains(callee.name) {
            for alternative in evaluator.value(of: base).value.alternatives {
                if case .externalInstance(_, let made?) = alternative.bare { onMade.append((call, made)) }
            }
        }
        guard !sawProject else { return }
        add(recognizer.matchMember(call, callee), call)
    }

    /// Methods by which a verifier object judges a token.
    private static let judgements: Set<String> = [
        "verify", "verifySync", "verifyAccessToken", "validate", "authenticate", "verify_token", "verify_access_token", "validate_token",
        "validate_access_token", "verifyToken", "validateToken",
    ]

    /// `super({ … })`, `super().__init__(…)`: the initializer of the library's class.
    private mutating func visitSuper(_ call: Syntax) {
        // Python's `super()` by itself only names the object.
        guard let type = call.enclosingClass, type.tree.language != .python || call.isSuperInitializer, heirs.mayBe(type) else { return }
        if type.tree.language == .python, evaluator.projectSuperclass(of: type).map(evaluator.hasInitializer) == true { return }
        for base in evaluator.bases(of: type) {
            let apis = recognizer.match(base, call: call)
            if !apis.isEmpty { return add(apis, call) }
        }
    }

    private static let delegations: Set<String> = ["to_thread", "run_in_executor", "run_sync", "partial", "run_in_threadpool"]

    /// `to_thread(jwt.decode, token, …)`: the callee is an argument.
    private mutating func visitDelegated(_ call: Syntax, _ names: InterestingNames) {
        guard Self.delegations.contains(call.child(.callee)?.name ?? "") else { return }
        for (index, argument) in call.children(.argument).enumerated() where index < 2 {
            guard let expression = argument.child(.value), expression.kind == .member || expression.kind == .identifier,
                names.contains(expression.symbol),
                case .external(let reference) = evaluator.value(of: expression).value.bare,
                case let apis = recognizer.match(reference, call: call).filter({ $0.kind == .verify || $0.kind == .decode }), !apis.isEmpty
            else { continue }
            return add(apis, call, skipped: index + 1)
        }
    }

    private mutating func add(_ apis: [TokenAPI], _ call: Syntax, skipped: Int = 0, through inherited: InheritedInitializer? = nil) {
        guard !apis.isEmpty, taken.insert(call).inserted else { return }
        for api in apis {
            let options = CallOptions(
                api: api, call: call, frame: nil, evaluator: evaluator, skipped: skipped, registrations: registrations)
            if api.kind == .settings { registrations.register(options) }
            pending.append(
                SiteBuilder(
                    api: api, call: call, evaluator: evaluator, surfaces: surface, skipped: skipped, registrations: registrations,
                    inherited: inherited))
        }
    }

    /// Registrations are complete once every call was seen: only then are sites built.
    private mutating func build() {
        let applicable = pending.filter(\.applies)
        var verifiers: [Syntax: SiteBuilder] = [:]
        for builder in applicable {
            if builder.api.result.isGuard { verifiers[builder.call] = builder }
            for path in builder.api.shields { shielded.formUnion(builder.types(at: path)) }
        }
        // A verifier object is judged where it judges, not where it is made.
        var used: Set<Syntax> = []
        for (call, made) in onMade where !taken.contains(call) {
            guard let verifier = verifiers[made], verifier.api.kind == .verify else { continue }
            used.insert(made)
            sites += verifier.sites(at: call)
        }
        var judgements: [ClaimsJudgement] = []
        for builder in applicable where !used.contains(builder.call) && !isInsideDeclared(builder.call) {
            var made = builder.sites()
            if let claims = builder.judgedClaims { judgements += made.map { ClaimsJudgement(site: $0, claims: claims) } }
            if let function = declared[builder.call] {
                let name = ByteRange(function.nameStart, function.nameStart + function.name.utf8.count)
                let evidence = Evidence(Location(function.tree, name), "the configuration says what this function does with a token")
                for index in made.indices { made[index].evidence.append(evidence) }
            }
            sites += made
        }
        sites = ClaimsJudgement.joined(judgements, to: sites, evaluator)
        pending = []
    }

    /// Whether a place is in a function for which a declaration of the user speaks: what it makes of tokens was told, and is judged where it is called.
    private func isInsideDeclared(_ syntax: Syntax) -> Bool {
        guard hasDeclarations else { return false }
        return syntax.ancestors.contains { $0.kind == .function && !recognizer.match($0).isEmpty }
    }

    // MARK: Decorators, classes, settings

    private mutating func visitDecorator(_ decorator: Syntax) {
        guard let value = decorator.child(.value) else { return }
        let expression = value.kind == .call ? value.child(.callee) ?? value : value
        let candidates = recognizer.index.decorators[expression.name] ?? []
        guard !candidates.isEmpty, case .external(let reference) = evaluator.value(of: expression).value.bare else { return }
        let fitting = candidates.filter { entry in
            guard case .decorator(let module, let name) = entry.callee else { return false }
            return reference.path.last == name
                && (Program.matches(reference.module, module)
                    || Program.matches(([reference.module] + reference.path.dropLast()).joined(separator: "."), module))
        }
        guard let api = recognizer.pick(fitting, value) else { return }
        pending.append(
            SiteBuilder(
                api: api, call: value, evaluator: evaluator, surfaces: surface, skipped: 0, registrations: registrations))
    }

    private mutating func visitClass(_ type: Syntax) {
        guard type.child(.base) != nil, heirs.mayBe(type) else { return }
        for reference in evaluator.bases(of: type) {
            // Swift's payloads have a survey of their own.
            guard let name = reference.path.last, name != "JWTPayload", !isConformedElsewhere(type, to: name) else { continue }
            let fitting = (recognizer.index.subclasses[name] ?? []).filter { entry in
                guard case .subclass(let module, _) = entry.callee else { return false }
                if type.tree.language == .swift { return program.imports(module, in: type.tree) || program.importsAnywhere(module) }
                return Program.matches(reference.module, module)
                    || Program.matches(([reference.module] + reference.path.dropLast()).joined(separator: "."), module)
            }
            guard let api = recognizer.pick(fitting, type) else { continue }
            // `super({ … })` holds the options: that call is the site.
            if api.callees.contains(where: { if case .constructor = $0 { true } else { false } }), type.callsSuper { return }
            var site = TokenSite(
                kind: api.kind, library: api.library, api: api.name, syntax: type,
                location: Location(type.tree, ByteRange(type.nameStart, type.nameStart + type.name.utf8.count)),
                surface: surface(type.tree.file.path))
            site.inbound = api.inbound
            if api.mintedHere {
                site.selfIssued = true
                site.key = KeyAnswer(.none)
            }
            site.audience = ClaimAnswers(
                options: CallOptions(
                    api: api, call: type, frame: nil, evaluator: evaluator, root: Resolved(.instance(of: type, nil)),
                    registrations: registrations)
            ).answer(for: api.audience, claim: "audience")
            let options = CallOptions(
                api: api, call: type, frame: nil, evaluator: evaluator, root: Resolved(.instance(of: type, nil)),
                registrations: registrations)
            site.issuer = ClaimAnswers(options: options).answer(for: api.issuer, claim: "issuer")
            site.algorithm = TimeAnswers(options: options).algorithm(api.algorithms)
            site.expiry = TimeAnswers(options: options).expiry(api.expiry)
            site.signature = api.kind == .verify && !api.mintedHere ? .verified : .unknown
            site.delegates = api.delegates
            sites.append(site)
            return
        }
    }

    /// A Swift type is reported where it says that it conforms, in itself or in an extension of it.
    private func isConformedElsewhere(_ type: Syntax, to name: String) -> Bool {
        guard type.tree.language == .swift, !type.conforms(to: name) else { return false }
        return program.index.classes[type.name]?.contains { $0 != type && $0.conforms(to: name) } ?? false
    }

    private mutating func visitSetting(_ holder: Syntax) {
        let name: String
        switch holder.kind {
        case .property: name = holder.name
        default:
            guard let target = holder.child(.target) else { return }
            name = target.kind == .subscripted ? evaluator.key(of: target, nil) ?? "" : target.name
        }
        guard !name.isEmpty, let candidates = recognizer.index.settings[name], let value = holder.child(.value) else { return }
        let fitting = candidates.filter { entry in
            guard case .setting(_, let package) = entry.callee else { return false }
            return program.dependencies.mentions(package, for: holder.tree.file.path)
                || program.importsAnywhere(package.replacingDashes + "*") || name == name.uppercased()
        }
        for api in recognizer.pickEach(fitting, holder) { addSetting(api, holder, name, value) }
    }

    private mutating func addSetting(_ api: TokenAPI, _ holder: Syntax, _ name: String, _ value: Syntax) {
        let whole = evaluator.value(of: value)
        var root = ObjectValue()
        root.set("value", whole)
        var resolved = Resolved(.object(root), [holder])
        if case .object(var object) = whole.value.bare {
            object.set("value", whole)
            resolved = Resolved(.object(object), [holder])
        }
        let options = CallOptions(api: api, call: holder, frame: nil, evaluator: evaluator, root: resolved, registrations: registrations)
        guard api.when.allSatisfy({ options.state(of: $0).isOn || options.state(of: $0).isMaybe }),
            !api.unless.contains(where: { options.state(of: $0).isOn })
        else { return }
        var site = TokenSite(
            kind: api.kind, library: api.library, api: api.name, syntax: holder,
            location: Location(holder.tree, ByteRange(holder.range.start, holder.range.start + max(name.utf8.count, 1))),
            surface: surface(holder.tree.file.path))
        site.location = Location(holder)
        // An entry about one key of the dictionary stands where that key is written.
        if let key = api.when.first?.path, let written = value.children(.element).first(where: { $0.kind == .property && $0.name == key }) {
            site.location = Location(written)
        }
        site.inbound = api.inbound
        // What configures the lifetime and the audience at once both mints and verifies.
        if api.lifetime != nil, api.audience.isApplicable { site.selfIssued = true }
        let claims = ClaimAnswers(options: options)
        site.audience = claims.answer(for: api.audience, claim: "audience")
        site.issuer = claims.answer(for: api.issuer, claim: "issuer")
        let times = TimeAnswers(options: options)
        site.algorithm = times.algorithm(api.algorithms)
        site.expiry = times.expiry(api.expiry)
        if let lifetime = api.lifetime { site.lifetime = times.lifetime(lifetime, subject: lifetime.subject) }
        sites.append(site)
    }
}

extension Syntax {
    /// The name stands in the declaration's own list.
    fileprivate func conforms(to name: String) -> Bool {
        children(.base).contains { $0.name.behindLastDot == name }
    }

    fileprivate var callsSuper: Bool {
        children(.member).first { $0.has(.initializer) }?.descendants.contains {
            $0.kind == .call && $0.child(.callee)?.kind == .superReference
        } ?? false
    }
}

extension String {
    /// A distribution's name as its module is mostly called.
    fileprivate var replacingDashes: String { String(map { $0 == "-" ? "_" : $0 }) }
}

/// What paths are for, worked out once for each: every survey and rule asks of every site.
private final class RememberedSurfaces {
    private let surface: (String) -> Surface
    private var known: [String: Surface] = [:]

    init(_ surface: @escaping (String) -> Surface) { self.surface = surface }

    func callAsFunction(_ path: String) -> Surface {
        if let answer = known[path] { return answer }
        let answer = surface(path)
        known[path] = answer
        return answer
    }
}

/// The local names of a file that may mean something of a token library: what is imported, and what is made from it.
final class InterestingNames {
    private var local: Set<Symbol> = []
    private let tree: SyntaxTree
    private let heirs: LibraryHeirs
    private let index: KnowledgeIndex
    /// What was answered before, by symbol.
    private var known: [Symbol: Bool] = [:]

    /// `heirs`: classes whose objects may be the library's in all but name.
    init(_ tree: SyntaxTree, _ index: KnowledgeIndex, _ heirs: LibraryHeirs) {
        self.tree = tree
        self.index = index
        self.heirs = heirs
        for id in tree.nodes.indices {
            let node = tree.nodes[id]
            switch node.kind {
            case .importBinding:
                let binding = Syntax(tree: tree, id: NodeID(Int32(id)))
                let imported = binding.child(.imported)?.name ?? ""
                if index.knows(imported) || index.knowsModule(binding.parent?.name ?? "") { local.insert(binding.symbol) }
            case .typeAlias:
                let alias = Syntax(tree: tree, id: NodeID(Int32(id)))
                if let name = alias.child(.type)?.name, index.knows(name.behindLastDot) {
                    local.insert(alias.symbol)
                }
            case .variable, .patternElement, .assignment:
                let holder = Syntax(tree: tree, id: NodeID(Int32(id)))
                // `this.verify = jose.jwtVerify` too.
                guard let target = holder.child(.target), target.kind == .identifier || (node.kind == .assignment && target.kind == .member)
                else { continue }
                if node.kind == .patternElement {
                    if knows(holder.symbol) { local.insert(target.symbol) }
                } else if let value = holder.child(.value) {
                    // `const verify = promisify(jwt.verify)`
                    let inner = value.unwrapped
                    let last = inner.kind == .call ? inner.child(.argument)?.child(.value)?.symbol ?? .empty : inner.symbol
                    if knows(last) { local.insert(target.symbol) }
                }
            default: continue
            }
        }
    }

    /// Whether a name of this file is one.
    func contains(_ symbol: Symbol) -> Bool {
        if local.contains(symbol) { return true }
        if let answer = known[symbol] { return answer }
        let answer = knows(symbol) || heirs.contains(tree.symbols[Int(symbol.raw)])
        known[symbol] = answer
        return answer
    }

    private func knows(_ symbol: Symbol) -> Bool { index.knows(tree.symbols[Int(symbol.raw)]) }
}
