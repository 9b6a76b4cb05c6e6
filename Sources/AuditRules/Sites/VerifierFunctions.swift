import SourceScanner

/// Verifiers that a Swift program wrote itself: functions that take a token apart, compare its claims and check its signature without a token library.
struct VerifierFunctions {
    private let program: Program
    private let evaluator: Evaluator
    private let surface: (String) -> Surface
    private let judgement: VerifierJudgement
    /// Functions that take a token apart, and those that call them.
    private let splitting: Set<Syntax>

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
        let functions = program.relevant.filter { $0.language == .swift && surface($0.file.path) != .test }.flatMap { tree in
            program.scopes(of: tree).syntax(program.scopes(of: tree).functions).filter { $0.child(.body) != nil }
        }
        splitting = Self.callers(of: functions.filter(Dots.areSplit), among: functions, program)
        judgement = VerifierJudgement(
            evaluator: evaluator,
            reaching: splitting.isEmpty ? [] : Self.callers(of: functions.filter(VerifierJudgement.touches), among: functions, program))
    }

    /// Functions, and those that call something of their names, three calls back.
    private static func callers(of functions: [Syntax], among all: [Syntax], _ program: Program) -> Set<Syntax> {
        let trees = Set(all.map { ObjectIdentifier($0.tree) })
        var result = Set(functions)
        var frontier = functions
        for _ in 0..<3 {
            var next: [Syntax] = []
            for name in Set(frontier.map(Evaluator.callName)) where !name.isEmpty {
                for call in program.index.calls[name] ?? [] where trees.contains(ObjectIdentifier(call.tree)) {
                    var around = call.enclosingFunction
                    while let function = around {
                        if result.insert(function).inserted { next.append(function) }
                        around = function.enclosingFunction
                    }
                }
            }
            frontier = next
        }
        return result
    }

    private typealias Check = VerifierJudgement.Check

    func sites(besides known: [TokenSite]) -> [TokenSite] {
        let verifying = Verifying.functions(known, evaluator)
        var checks: [Syntax: [Check]] = [:]
        for function in judgement.reaching where !verifying.contains(function) && !belongsToLibrary(function) {
            let found = judgement.checks(of: function, in: declared(function))
            if !found.isEmpty { checks[function] = found }
        }
        let candidates = checks.keys.sorted { ($0.tree.file.path, $0.range.start) < ($1.tree.file.path, $1.range.start) }
        // Who takes the token as it came and judges it, not merely hands it to somebody who does.
        var entries: [Syntax] = []
        for function in candidates where takesToken(function) && splitting.contains(function) && isJudgement(checks[function] ?? []) {
            entries.append(function)
        }
        let entrySet = Set(entries)
        entries = entries.filter { function in !calls(function).contains { $0 != function && entrySet.contains($0) } }
        var result: [TokenSite] = []
        for entry in entries { result += sites(of: entry, checks[entry] ?? []) }
        let covered = Set(entries.compactMap { owner(of: $0) })
        for function in candidates where !entrySet.contains(function) {
            let own = (checks[function] ?? []).filter { $0.function == function }
            guard let type = owner(of: function), !covered.contains(type), handlesTokens(type, function),
                let site = step(function, own)
            else { continue }
            result.append(site)
        }
        return result
    }

    /// The frame of a method of a type that others may make as well: what they pass is not known.
    private func declared(_ function: Syntax) -> Frame? {
        guard function.role == .member, let extended = function.enclosingClass,
            let type = program.index.classes[extended.name]?.first(where: { !$0.has(.typeExtension) }),
            let initializer = type.children(.member).first(where: { $0.has(.initializer) }), initializer.has(.exported)
        else { return nil }
        let construction = Frame(function: initializer, call: nil, caller: nil)
        return Frame(function: function, call: nil, caller: nil, receiver: .instance(of: type, construction))
    }

    // MARK: Which functions

    /// The body of a payload type, or a function about proofs: others judge those.
    private func belongsToLibrary(_ function: Syntax) -> Bool {
        if let type = function.enclosingClass,
            (program.index.classes[type.name] ?? []).contains(where: { $0.children(.base).contains { $0.name.hasSuffix("JWTPayload") } })
        {
            return true
        }
        return function.descendants.contains { $0.name == "htm" || $0.name == "htu" || $0.name == "jkt" }
    }

    private func takesToken(_ function: Syntax) -> Bool {
        function.children(.parameter).contains { parameter in
            let type = parameter.child(.type)?.name ?? ""
            let words = SettingName.words(parameter.name + " " + (parameter.child(.label)?.name ?? ""))
            return ["String", "Substring", "Data", "BearerAuthorization"].contains(type)
                && ["token", "jwt", "bearer", "authorization", "jws", "credential", "credentials", "raw"].contains(where: words.contains)
        }
    }

    /// A signature is checked, or two claims are compared: reading `exp` alone is no verification.
    private func isJudgement(_ checks: [Check]) -> Bool {
        let subjects = Set(checks.map(\.subject))
        return subjects.contains(.signature) || subjects.contains(.claim(.audience))
            || (subjects.contains(.claim(.issuer)) && subjects.contains(.claim(.expiry)))
    }

    private func calls(_ function: Syntax) -> [Syntax] {
        function.descendants.filter { $0.kind == .call }.flatMap { call -> [Syntax] in
            guard let callee = call.child(.callee) else { return [] }
            return evaluator.value(of: callee).value.alternatives.compactMap { alternative in
                switch alternative.bare {
                case .function(let target, _) where target.tree.language == .swift: target
                case .type(let type): evaluator.initializer(of: type, for: call)
                default: nil
                }
            }
        }
    }

    private func owner(of function: Syntax) -> String? { function.enclosingClass?.name ?? function.tree.file.path }

    /// The type around it (or its file) knows what a token looks like.
    private func handlesTokens(_ type: String, _ function: Syntax) -> Bool {
        let bodies = program.index.classes[type] ?? [function.tree.top]
        return bodies.contains { Dots.areSplit(in: $0) }
    }

    // MARK: Sites

    /// A verifier, and the places that configure it, where it matters how.
    private func sites(of entry: Syntax, _ checks: [Check]) -> [TokenSite] {
        let base = site(of: entry, checks)
        var result = [base]
        guard let type = entry.enclosingClass else { return result }
        let isOpen =
            [base.audience.state, base.issuer.state].contains { $0 == .conditional || $0 == .missing } || base.signature != .verified
        for call in program.index.calls[type.name] ?? [] where isOpen && surface(call.tree.file.path) == .production {
            guard let callee = call.child(.callee), case .type(let made) = evaluator.value(of: callee).value.bare, made.name == type.name,
                call.enclosingClass?.name != type.name, !call.children(.argument).isEmpty
            else { continue }
            let receiver = evaluator.value(of: call).value.bare
            let found = judgement.checks(of: entry, in: Frame(function: entry, call: nil, caller: nil, receiver: receiver))
            var site = site(of: entry, found)
            guard (site.audience.state, site.issuer.state, site.signature) != (base.audience.state, base.issuer.state, base.signature)
            else { continue }
            site.syntax = call
            site.location = Location(callee: call)
            site.api = type.name + "(" + call.children(.argument).map { ($0.name.isEmpty ? "_" : $0.name) + ":" }.joined() + ")"
            result.append(site)
        }
        return result
    }

    private func site(of function: Syntax, _ checks: [Check]) -> TokenSite {
        var site = start(function)
        site.audience = best(.claim(.audience), checks) ?? Answer(.missing)
        site.issuer = best(.claim(.issuer), checks) ?? Answer(.missing)
        expiry(&site, checks)
        algorithm(&site, checks)
        switch best(.signature, checks) {
        case let found? where found.state == .enforced: site.signature = .verified
        case let found?:
            site.signature = .notVerified
            site.signatureCondition = found.evidence.last
            site.evidence += found.evidence
        case nil: site.signature = .notVerified
        }
        if checks.contains(where: { usesKeySet($0.function) }) { site.key = KeyAnswer(.fixedKeySet) }
        return site
    }

    /// A step of a verification that others put together: the claims, or the signature.
    private func step(_ function: Syntax, _ own: [Check]) -> TokenSite? {
        var site = start(function)
        let subjects = Set(own.map(\.subject))
        if subjects.contains(.claim(.audience)) || (subjects.contains(.claim(.issuer)) && subjects.contains(.claim(.expiry))) {
            site.audience = best(.claim(.audience), own) ?? Answer(.missing)
            site.issuer = best(.claim(.issuer), own) ?? Answer(.missing)
            expiry(&site, own)
            site.signature = subjects.contains(.signature) ? .verified : .unknown
            if subjects.contains(.signature) { algorithm(&site, own) }
            return site
        }
        guard subjects.contains(.signature) else { return nil }
        site.signature = .verified
        algorithm(&site, own)
        return site
    }

    private func start(_ function: Syntax) -> TokenSite {
        let name = Evaluator.callName(of: function)
        let owner = function.enclosingClass.map { $0.name + (function.has(.initializer) ? ".init" : "." + name) } ?? name
        var site = TokenSite(
            kind: .verify, library: "hand-written", api: owner, syntax: function, location: Evidence(named: function, "").location,
            surface: surface(function.tree.file.path))
        site.issuer = Answer(.notApplicable)
        return site
    }

    private func expiry(_ site: inout TokenSite, _ checks: [Check]) {
        let found = best(.claim(.expiry), checks)
        site.expiry =
            found.map { $0.state == .enforced || $0.state == .conditional ? ExpiryAnswer(.enforced, $0.evidence) : ExpiryAnswer(.ignored) }
            ?? ExpiryAnswer(.ignored)
    }

    private func algorithm(_ site: inout TokenSite, _ checks: [Check]) {
        if let mixture = KeyRing(checks.compactMap(\.key)).mixture {
            site.algorithm = mixture
            return
        }
        site.algorithm =
            best(.algorithm, checks).map { AlgorithmAnswer(.pinned, $0.evidence) }
            ?? (checks.contains { $0.subject == .signature }
                ? AlgorithmAnswer(.libraryDefault, reach: .libraryDefault) : AlgorithmAnswer(.unknown))
    }

    private func best(_ subject: Check.Subject, _ checks: [Check]) -> Answer? {
        checks.filter { $0.subject == subject }.map(\.answer).min {
            ($0.state.rank, $0.reaction == .rejects ? 0 : 1) < ($1.state.rank, $1.reaction == .rejects ? 0 : 1)
        }
    }

    private func usesKeySet(_ function: Syntax) -> Bool {
        function.descendants.contains { $0.kind == .identifier && $0.name.lowercased().contains("jwk") }
    }
}

extension Evidence {
    /// The name of a function.
    init(named function: Syntax, _ remark: String) {
        let name = Evaluator.callName(of: function)
        let length = function.has(.initializer) ? 4 : max(name.utf8.count, 1)
        self.init(Location(function.tree, ByteRange(function.nameStart, function.nameStart + length)), remark)
    }
}

/// The form of a compact token: parts between dots.
enum Dots {
    private static let splitters: Set<String> = ["split", "components"]

    static func areSplit(in syntax: Syntax) -> Bool {
        syntax.descendants.contains { node in
            node.kind == .call && splitters.contains(node.child(.callee)?.name ?? "")
                && [".", "\\."].contains(node.child(.argument)?.child(.value)?.stringValue ?? "")
        }
    }
}
