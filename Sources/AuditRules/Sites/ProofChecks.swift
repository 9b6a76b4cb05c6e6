import SourceScanner

/// What one verification of a proof checks, found in the region around it: RFC 9449 §4.3.
struct ProofChecks {
    let region: ProofRegion
    let evaluator: Evaluator
    let reads: [ProofRead]
    private let tests: ProofTests
    /// What the proof's own claims and header are called.
    private let own: Set<Key>

    init(_ region: ProofRegion, _ source: ProofReads, claims: [Flow.Use]) {
        self.region = region
        evaluator = source.evaluator
        tests = ProofTests(evaluator: evaluator)
        let inner = region.inner.flatMap(source.reads)
        let outer = region.outer.flatMap(source.reads)
        let proofs = Set(inner.filter { ["htm", "htu", "ath"].contains($0.name) }.map { Key($0) })
        let headers = Set(inner.filter { $0.name == "jwk" }.map { Key($0) })
        var kept: [ProofRead] = []
        var seen: Set<Syntax> = []
        func keep(_ read: ProofRead) { if seen.insert(read.syntax).inserted { kept.append(read) } }
        for use in claims {
            guard let name = use.path.last, ProofReads.claims.contains(name) else { continue }
            keep(ProofRead(name: name, syntax: use.syntax, base: "", function: use.syntax.enclosingFunction ?? use.syntax.tree.top))
        }
        for read in inner {
            if ProofReads.distinctive.contains(read.name) || read.name == "kty" || read.name == "crv" || read.name == "jwk" { keep(read) }
            if proofs.contains(Key(read)) || read.base == ProofReads.ownFields, read.name == "jti" || read.name == "iat" { keep(read) }
            if headers.contains(Key(read)) || read.base.lowercased().contains("header"), read.name == "typ" || read.name == "alg" {
                keep(read)
            }
        }
        for read in outer where ProofReads.distinctive.contains(read.name) { keep(read) }
        let outerProofs = Set(outer.filter { ["htm", "htu", "ath"].contains($0.name) }.map { Key($0) })
        for read in outer where outerProofs.contains(Key(read)) && (read.name == "jti" || read.name == "iat") { keep(read) }
        reads = kept
        own = proofs.union(headers).union(outerProofs)
    }

    /// An expression that reads the proof itself: whoever makes proofs chooses what it says.
    private func isOfProof(_ expression: Syntax) -> Bool {
        var root = expression.unwrapped
        while let inner = root.child(.base) ?? (root.kind == .call ? root.child(.callee) : nil) { root = inner.unwrapped }
        return root != expression && root.kind == .identifier && own.contains { $0.base == root.text && expression.isInside($0.function) }
    }

    /// Where and from what a claim is read: claims of one object stand together.
    private struct Key: Hashable {
        let function: Syntax
        let base: String
        init(_ read: ProofRead) {
            function = read.function
            base = read.base
        }
    }

    // MARK: One claim

    struct Verdict {
        let read: ProofRead
        let test: ProofTest
        let answer: Answer
    }

    func verdicts(_ name: String) -> [Verdict] {
        reads.filter { $0.name == name }.flatMap { read in verdicts(read, of: read.syntax, name) }
    }

    private func verdicts(_ read: ProofRead, of start: Syntax, _ name: String) -> [Verdict] {
        tests.tests(of: start).compactMap { test in
            if let expected = test.comparison?.expected, isShapeTest(expected, test) { return nil }
            let outcome = Outcome.of(test.test, evaluator)
            var evidence = test.trail.filter { $0.kind == .call }.prefix(2).map {
                Evidence(Location(callee: $0), "the proof's claims go through here")
            }
            evidence.append(Evidence(Location(test.test), "\(name) is tested here"))
            let strictness = test.comparison?.strictness ?? .exact
            switch outcome.kind {
            case .rejects:
                let isOptional = passesWithout(read, test)
                return Verdict(
                    read: read, test: test,
                    answer: Answer(isOptional ? .conditional : .enforced, evidence, strictness: strictness, isCertain: outcome.isCertain))
            case .onlyLogs:
                return Verdict(read: read, test: test, answer: Answer(.missing, evidence, strictness: strictness, reaction: .onlyLogs))
            case .swallowed:
                return Verdict(read: read, test: test, answer: Answer(.missing, evidence, strictness: strictness, reaction: .swallowed))
            case .nothing: return nil
            }
        }
    }

    /// `x === undefined`, `typeof x === "string"`: nothing is compared.
    private func isShapeTest(_ expected: Syntax, _ test: ProofTest) -> Bool {
        if expected.kind == .null || expected.kind == .boolean { return test.derivation.isEmpty }
        if expected.kind == .string, ["string", "object", "undefined", "number", ""].contains(expected.name) { return true }
        return false
    }

    /// `if (claims.ath && claims.ath !== expected) throw`, `guard claims.ath == nil || claims.ath == expected`: a proof without the claim passes, unless its absence is refused elsewhere.
    private func passesWithout(_ read: ProofRead, _ test: ProofTest) -> Bool {
        let names = Set([read.syntax.text, test.use.text])
        var below = test.test
        var isGated = false
        for ancestor in test.test.ancestors {
            if ancestor.kind == .function || ancestor.kind == .file { break }
            switch ancestor.kind {
            case .binary where ancestor.name == "&&":
                if let other = below.role == .left ? ancestor.child(.right) : ancestor.child(.left),
                    isPresence(other, names) || isMembership(other, of: read.name)
                {
                    isGated = true
                }
            case .binary where ["||", "or"].contains(ancestor.name) && isAgreement(test.test):
                if let other = below.role == .left ? ancestor.child(.right) : ancestor.child(.left), isAbsence(other, names) {
                    isGated = true
                }
            case .ifStatement where below.role == .then:
                if ancestor.children(.condition).contains(where: { isPresence($0, names) || isMembership($0, of: read.name) }) {
                    isGated = ancestor.child(.otherwise).map { BranchEnd.of($0, evaluator.program) == .goesOn } ?? true
                }
            default: break
            }
            below = ancestor
        }
        guard isGated else { return false }
        return !reads.contains { $0.name == read.name && refusesAbsence(of: $0) } && !isListedAsRequired(read.name)
    }

    /// The test holds where the values agree.
    private func isAgreement(_ test: Syntax) -> Bool {
        test.kind == .binary ? ["==", "===", "in"].contains(test.name) : test.parent.map { $0.kind != .unary } ?? true
    }

    /// `claims.ath == nil`, `claims.get("ath") is None`
    private func isAbsence(_ condition: Syntax, _ names: Set<String>) -> Bool {
        guard condition.kind == .binary, ["==", "===", "is"].contains(condition.name), let left = condition.child(.left),
            let right = condition.child(.right)
        else { return false }
        return right.kind == .null && names.contains(left.text) || left.kind == .null && names.contains(right.text)
    }

    /// `"ath" in claims`
    private func isMembership(_ condition: Syntax, of name: String) -> Bool {
        condition.kind == .binary && condition.name == "in" && condition.child(.left)?.stringValue == name
    }

    private func isPresence(_ condition: Syntax, _ names: Set<String>) -> Bool {
        switch condition.kind {
        case .identifier, .member, .subscripted, .call: return names.contains(condition.unwrapped.text)
        case .variable: return condition.has(.optionalBinding) && condition.child(.value).map { names.contains($0.unwrapped.text) } == true
        case .binary:
            if ["&&"].contains(condition.name) {
                return [condition.child(.left), condition.child(.right)].contains { $0.map { isPresence($0, names) } == true }
            }
            guard ["!=", "!==", "is not"].contains(condition.name), let left = condition.child(.left), let right = condition.child(.right)
            else { return false }
            return right.kind == .null && names.contains(left.text) || left.kind == .null && names.contains(right.text)
        default: return false
        }
    }

    private func refusesAbsence(of read: ProofRead) -> Bool {
        if evaluator.refusesAbsence(of: read.syntax) { return true }
        return Flow.uses(of: read.syntax, evaluator: evaluator, hops: 1).contains {
            $0.path.isEmpty && evaluator.refusesAbsence(of: $0.syntax)
        }
    }

    /// `["iat", "htm", "htu", "jti"]` in the region: the names of claims that must be there.
    private func isListedAsRequired(_ name: String) -> Bool {
        region.all.contains { function in
            function.descendants.contains { node in
                guard node.kind == .array || node.kind == .object else { return false }
                let texts = node.children(.element).compactMap(\.stringValue)
                return texts.count > 1 && texts.contains(name) && !Set(texts).isDisjoint(with: ["htm", "htu"])
            }
        }
    }

    func best(_ verdicts: [Verdict]) -> Answer? {
        verdicts.map(\.answer).min { first, second in rank(first) < rank(second) }
    }

    private func rank(_ answer: Answer) -> Int {
        answer.state.rank * 4 + (answer.strictness == .exact || answer.strictness == .caseFolded ? 0 : 1)
    }

    var nothing: Answer { Answer(.missing) }

    // MARK: The checks

    func method() -> Answer { best(verdicts("htm")) ?? nothing }

    /// `htu` must equal the whole address; a suffix, a prefix or the path alone leave room for another server's proofs.
    func uri() -> Answer {
        let all = verdicts("htu").filter { $0.test.comparison?.strictness != .pattern }
        let parts = Set(all.compactMap(part))
        let isPathAlone = !parts.isEmpty && parts.isSubset(of: Self.paths)
        let found = all.map { verdict in
            guard isLoose(verdict) || (isPathAlone && part(verdict) != nil) else { return verdict.answer }
            var answer = verdict.answer
            if answer.state == .enforced { answer.state = .conditional }
            if answer.strictness == .exact || answer.strictness == .caseFolded { answer.strictness = .substring }
            return answer
        }
        return found.min { rank($0) < rank($1) } ?? nothing
    }

    private static let paths: Set<String> = ["path", "pathname", "query", "search"]
    private static let hosts: Set<String> = ["host", "hostname", "origin", "netloc", "authority", "port", "href"]

    /// `new URL(htu).pathname`, `urlsplit(htu).path`: which part of the address is compared.
    private func part(_ verdict: Verdict) -> String? {
        var current: Syntax? = verdict.test.use
        while let node = current, node != verdict.test.test {
            if node.kind == .member, Self.paths.contains(node.name) || Self.hosts.contains(node.name),
                node.child(.base)?.kind != .identifier
                    || !verdict.test.derivation.isEmpty
            {
                return node.name
            }
            current = node.parent
        }
        return nil
    }

    private static let partial: Set<String> = [
        "startsWith", "startswith", "hasPrefix", "endsWith", "endswith", "hasSuffix", "includes", "contains", "indexOf",
    ]

    private func isLoose(_ verdict: Verdict) -> Bool {
        if let last = verdict.test.derivation.last, last.kind == .call, let callee = last.child(.callee),
            Self.partial.contains(callee.name), let base = callee.child(.base)
        {
            return !["includes", "contains"].contains(callee.name) || verdict.read.syntax.isInside(base) || isText(base)
        }
        guard let comparison = verdict.test.comparison else { return false }
        switch comparison.strictness {
        case .prefix, .substring, .pattern: return true
        default: break
        }
        if comparison.test.kind == .call, let callee = comparison.test.child(.callee),
            ["includes", "contains", "indexOf"].contains(callee.name), let base = callee.child(.base)
        {
            return verdict.test.use.isInside(base) || isText(base)
        }
        if comparison.test.kind == .binary, comparison.test.name == "in" || comparison.test.name == "not in" {
            guard let right = comparison.test.child(.right) else { return false }
            return verdict.test.use.isInside(right) || isText(right)
        }
        return false
    }

    private func isText(_ syntax: Syntax) -> Bool {
        if syntax.kind == .string || syntax.kind == .template { return true }
        switch evaluator.value(of: syntax).value.bare {
        case .string, .template: return true
        default: return false
        }
    }

    func accessTokenHash(isApplicable: Bool) -> Answer {
        if let found = best(verdicts("ath")) { return found }
        return isApplicable ? nothing : Answer(.notApplicable)
    }

    // MARK: Replay

    private static let storeWords = [
        "replay", "jti", "nonce", "seen", "used", "consume", "unique", "once", "remember", "reuse", "claim", "insert", "create", "execute",
        "record", "track",
    ]

    /// Writing alone refuses nobody.
    private static let writers: Set<String> = [
        "set", "add", "put", "append", "push", "delete", "expire", "setex", "setEx", "update", "save",
    ]

    func replay() -> Answer {
        let memory = ReplayMemory(evaluator: evaluator)
        var result: Answer?
        func take(_ answer: Answer) { if result.map({ rank(answer) < rank($0) }) ?? true { result = answer } }
        for verdict in verdicts("jti") {
            guard let store = store(of: verdict.test) else { continue }
            if let cache = store.syntax, memory.isMadePerCall(cache, at: verdict.test.test) {
                take(Answer(.missing, verdict.answer.evidence + [Evidence(cache, "the memory of used proofs is made anew for every call")]))
            } else {
                take(verdict.answer)
            }
        }
        if let result, result.state == .enforced { return result }
        // A store that refuses by itself: its call throws.
        for read in reads where read.name == "jti" {
            for use in Flow.uses(of: read.syntax, evaluator: evaluator, hops: 3) {
                guard let call = statementCall(holding: use.syntax), let callee = call.child(.callee), !Logging.isLog(callee) else {
                    continue
                }
                if case .function(let function, _) = evaluator.value(of: callee).value.bare, function.child(.body) != nil { continue }
                guard !Self.writers.contains(callee.name) else { continue }
                let name = callee.text.lowercased()
                guard Self.storeWords.contains(where: name.contains) else { continue }
                take(Answer(.enforced, [Evidence(Location(callee: call), "jti is remembered here")], isCertain: false))
            }
        }
        return result ?? nothing
    }

    /// The memory that a test of `jti` asks. Nil: the test asks none.
    private func store(of test: ProofTest) -> (syntax: Syntax?, isKnown: Bool)? {
        for step in test.derivation where step.kind == .call || step.kind == .subscripted {
            if step.kind == .subscripted { return (step.child(.base), true) }
            guard let callee = step.child(.callee), !["String", "str", "UUID", "uuid"].contains(callee.name) else { continue }
            return (callee.child(.base), true)
        }
        guard let comparison = test.comparison, comparison.strictness == .exact else { return nil }
        if comparison.test.kind == .call {
            guard let callee = comparison.test.child(.callee), callee.kind == .member else { return nil }
            return test.use.isInside(comparison.test.child(.argument) ?? comparison.test) ? (callee.child(.base), true) : nil
        }
        guard comparison.test.name == "in" || comparison.test.name == "not in" else { return nil }
        return (comparison.test.child(.right), true)
    }

    /// The outermost call that a value is an argument of, where its result is thrown away.
    private func statementCall(holding use: Syntax) -> Syntax? {
        var call: Syntax?
        var isArgument = false
        for ancestor in use.ancestors {
            switch ancestor.kind {
            case .argument: isArgument = true
            case .call: if isArgument { call = ancestor }
            case .property, .object, .array, .template, .awaitExpression, .tryExpression, .member: break
            default: return nil
            }
            if ancestor.role == .statement { return ancestor.isImplicitlyReturned ? nil : call }
        }
        return nil
    }

    // MARK: Header and key

    /// `typ` compared with `dpop+jwt`.
    func type() -> Answer {
        let found = verdicts("typ")
        if let exact = best(found.filter { verdict in verdict.test.comparison?.expected.map { expectsProof($0) } ?? true }) { return exact }
        // A comparison of something else with the literal: the header went through a helper.
        for function in region.inner {
            for node in function.descendants where node.kind == .string && node.name.lowercased() == "dpop+jwt" {
                guard let parent = node.parent, parent.kind == .binary, ["==", "===", "!=", "!=="].contains(parent.name) else { continue }
                if Outcome.of(parent, evaluator).kind == .rejects { return Answer(.enforced, [Evidence(parent, "typ is tested here")]) }
            }
        }
        return nothing
    }

    private func expectsProof(_ expected: Syntax) -> Bool {
        let value = evaluator.value(of: expected).value
        return value.strings.contains { $0.lowercased() == "dpop+jwt" } || value.presence == .unknown
    }

    /// An allowlist for `alg`, or one type of key only.
    func algorithm() -> Answer? {
        best(
            (verdicts("alg") + verdicts("kty") + verdicts("crv")).filter {
                $0.test.comparison != nil && $0.test.derivation.allSatisfy { $0.kind != .call }
            })
    }

    /// The thumbprint of the proof's key compared with the one in the token.
    func thumbprint(isApplicable: Bool) -> Answer {
        var found = verdicts("jkt").filter { !isOfProof($0.read.syntax) }
        for function in region.all {
            for node in function.descendants {
                let name: String? =
                    switch node.kind {
                    case .call: node.child(.callee)?.name
                    // `header.jwk.thumbprint`, computed by the type.
                    case .member where node.role != .callee && node.role != .target: node.name
                    default: nil
                    }
                guard let name, name.lowercased().contains("thumbprint") || (node.kind == .call && name == "jkt") else { continue }
                found += verdicts(ProofRead(name: "jkt", syntax: node, base: "", function: function), of: node, "the key's thumbprint")
            }
        }
        let bindings = found.filter { isBinding($0.test) }
        if let answer = best(bindings.filter { $0.test.comparison?.expected.map(isOfProof) != true }) { return answer }
        if let itself = bindings.first {
            return Answer(.missing, [Evidence(Location(itself.test.test), "the thumbprint is compared with a value of the proof itself")])
        }
        return isApplicable ? nothing : Answer(.notApplicable)
    }

    /// A comparison, or a lookup by the thumbprint whose emptiness refuses.
    private func isBinding(_ test: ProofTest) -> Bool { test.comparison != nil || test.derivation.contains { $0.kind == .call } }
}
