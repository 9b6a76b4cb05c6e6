import SourceScanner

/// What a function of the program does itself about a token, with all that it calls: which claims it compares, and whether it checks the signature.
struct VerifierJudgement {
    let evaluator: Evaluator
    /// The functions that check something themselves or call, by its name, one that does: no other is entered.
    let reaching: Set<Syntax>

    /// Whether a function reads a registered claim or checks a signature itself.
    static func touches(_ function: Syntax) -> Bool {
        let names = FieldNames(function)
        return function.descendants.contains { node in
            names.claim(of: node) != nil
                || (node.kind == .call && primitives.contains(node.child(.callee)?.name ?? ""))
                || (node.kind == .binary && isSignatureTest(node))
        }
    }

    /// One thing that is checked on the way.
    struct Check {
        enum Subject: Hashable { case signature, algorithm, claim(ByHand.Claim) }
        let subject: Subject
        /// The function in which it is made.
        let function: Syntax
        var answer: Answer
        /// The key of a signature.
        var key: KeyRing.Entry?
    }

    /// All checks that a call of `function` makes, at most four calls deep.
    func checks(of function: Syntax, in frame: Frame? = nil, depth: Int = 0, visited: Set<Syntax> = []) -> [Check] {
        guard let body = function.child(.body), depth < 4, !visited.contains(function) else { return [] }
        var result: [Check] = []
        let names = FieldNames(function)
        for node in body.descendants {
            if let claim = names.claim(of: node) {
                result += compared(node, claim, function, frame)
            } else if node.kind == .member, node.name == "alg" || node.name == "algorithm" {
                result += algorithm(node, function, frame)
            } else if node.kind == .binary, let check = recomputed(node, function) {
                result.append(check)
            } else if node.kind == .call {
                if let check = primitive(node, function, frame) {
                    result.append(check)
                } else {
                    result += called(node, frame, depth: depth, visited: visited.union([function]))
                }
            }
        }
        return result
    }

    // MARK: Claims

    /// The comparisons of one reading of a claim, wherever its value goes.
    private func compared(_ node: Syntax, _ claim: ByHand.Claim, _ function: Syntax, _ frame: Frame?) -> [Check] {
        let hand = ByHand(evaluator: evaluator, frame: frame)
        let name = claim.names.contains(node.name) ? node.name : claim == .audience ? "aud" : claim == .issuer ? "iss" : "exp"
        let own = Flow.Use(syntax: node, path: [name], trail: [])
        let further = Flow.uses(of: node, evaluator: evaluator, hops: 0).filter(\.path.isEmpty).map {
            Flow.Use(syntax: $0.syntax, path: [name], trail: [])
        }
        return ([own] + further).compactMap { use in
            guard use.syntax.tree === function.tree, use.syntax.isInside(function) else { return nil }
            return hand.judge(use, claim).map { Check(subject: .claim(claim), function: function, answer: $0) }
        }
    }

    private func algorithm(_ node: Syntax, _ function: Syntax, _ frame: Frame?) -> [Check] {
        guard let comparison = Comparison(node, evaluator), Outcome.of(comparison.test, evaluator).kind == .rejects,
            let expected = comparison.expected, evaluator.value(of: expected, in: frame).value.text != nil || expected.kind == .member
        else { return [] }
        return [
            Check(
                subject: .algorithm, function: function,
                answer: Answer(.enforced, [Evidence(Location(comparison.test), "the algorithm is compared here")]))
        ]
    }

    // MARK: Signatures

    static let primitives: Set<String> = [
        "isValidSignature", "isValidAuthenticationCode", "SecKeyVerifySignature", "verifySignature", "verifyHmac", "verifyHMAC",
    ]

    private func primitive(_ call: Syntax, _ function: Syntax, _ frame: Frame?) -> Check? {
        guard let callee = call.child(.callee), Self.primitives.contains(callee.name) else { return nil }
        if case .function(let target, _) = evaluator.value(of: callee, in: frame).value.bare, target.child(.body) != nil { return nil }
        var check = signature(call, function)
        check?.key = KeyRing.entry(of: call, evaluator, in: frame)
        return check
    }

    /// `expected == parts[2]`: the signature is made again and compared.
    private func recomputed(_ test: Syntax, _ function: Syntax) -> Check? {
        Self.isSignatureTest(test) ? signature(test, function) : nil
    }

    private static func isSignatureTest(_ test: Syntax) -> Bool {
        guard test.name == "==" || test.name == "!=", let left = test.child(.left), let right = test.child(.right),
            left.kind != .null, right.kind != .null
        else { return false }
        return [left, right].contains { SettingName.words($0.unwrapped.name).contains("signature") }
    }

    private func signature(_ test: Syntax, _ function: Syntax) -> Check? {
        let outcome = Outcome.of(test, evaluator)
        guard outcome.kind == .rejects || test.ancestors.first(where: { $0.kind == .returnStatement || $0.kind == .function }) != nil else {
            return nil
        }
        return Check(
            subject: .signature, function: function,
            answer: Answer(
                outcome.kind == .onlyLogs ? .missing : .enforced, [Evidence(Location(test), "the signature is checked here")]))
    }

    // MARK: Calls

    /// What the functions of the program check that a call runs, as far as the conditions around it hold.
    private func called(_ call: Syntax, _ frame: Frame?, depth: Int, visited: Set<Syntax>) -> [Check] {
        guard let callee = call.child(.callee), let (target, receiver) = target(of: call, callee, frame), reaching.contains(target),
            !isDropped(call)
        else { return [] }
        let inner = checks(
            of: target, in: Frame(function: target, call: call, caller: frame, receiver: receiver), depth: depth + 1, visited: visited)
        guard !inner.isEmpty else { return [] }
        let gates = Gates(evaluator: evaluator)
        var missing: Evidence?
        for gate in gates.around(call) {
            switch gates.presence(of: gate, in: frame) {
            case .never: return []
            case .maybe: missing = missing ?? Evidence(Location(gate.value), "checked only where this is set")
            case .always, .unknown: continue
            }
        }
        return inner.map { check in
            var check = check
            check.answer.evidence.append(Evidence(Location(callee: call), "the token goes through here"))
            if let missing, check.answer.state == .enforced {
                check.answer.state = .conditional
                check.answer.evidence.append(missing)
            }
            return check
        }
    }

    private func target(of call: Syntax, _ callee: Syntax, _ frame: Frame?) -> (Syntax, Value?)? {
        for alternative in evaluator.value(of: callee, in: frame).value.alternatives {
            switch alternative.bare {
            case .function(let function, _):
                let chosen = overload(of: function, for: call)
                guard chosen.child(.body) != nil else { continue }
                return (chosen, callee.child(.base).map { evaluator.value(of: $0, in: frame).value.bare } ?? frame?.receiver)
            case .type(let type):
                guard let initializer = evaluator.initializer(of: type, for: call) else { continue }
                return (initializer, .instance(of: type, nil))
            default: continue
            }
        }
        return nil
    }

    /// Among methods of one name, the one whose labels the call writes.
    private func overload(of function: Syntax, for call: Syntax) -> Syntax {
        guard function.role == .member, let type = function.enclosingClass else { return function }
        let labels = call.children(.argument).filter { !$0.has(.trailingClosure) }.map(\.name)
        let bodies = evaluator.program.index.classes[type.name] ?? [type]
        let namesakes = bodies.flatMap { $0.children(.member) }.filter { $0.kind == .function && $0.name == function.name }
        return namesakes.first { candidate in
            let wanted = candidate.children(.parameter).map { $0.child(.label)?.name ?? $0.name }.map { $0 == "_" ? "" : $0 }
            return labels.allSatisfy(wanted.contains) && wanted.first == labels.first
        } ?? function
    }

    /// `try? token.validate()` whose answer nobody looks at refuses nothing.
    private func isDropped(_ call: Syntax) -> Bool {
        guard let attempt = call.ancestors.first(where: { $0.kind != .awaitExpression }), attempt.kind == .tryExpression,
            attempt.name == "try?"
        else { return false }
        guard let parent = attempt.parent else { return true }
        return parent.kind == .block || (parent.kind == .assignment && parent.child(.target)?.name == "_")
    }
}

/// How a function's source names the registered claims: members of a payload, its own fields, subscripts.
struct FieldNames {
    private let own: Set<String>

    init(_ function: Syntax) {
        let fields = function.enclosingClass?.children(.member).filter { $0.kind == .variable }.compactMap { $0.child(.target)?.name } ?? []
        own = Set(fields)
    }

    private static let registered: [String: ByHand.Claim] = [
        "aud": .audience, "azp": .audience, "client_id": .audience, "iss": .issuer, "exp": .expiry,
    ]
    private static let spelled: [String: ByHand.Claim] = [
        "audience": .audience, "audiences": .audience, "issuer": .issuer, "expiration": .expiry, "expirationTime": .expiry,
        "expiresAt": .expiry, "expiry": .expiry,
    ]
    private static let holders = ["payload", "claim", "token", "jwt", "body", "decoded", "header"]

    /// The claim that a node reads. A full word counts only where the receiver's name says that it is a token.
    func claim(of node: Syntax) -> ByHand.Claim? {
        switch node.kind {
        case .member:
            guard let base = node.child(.base) else { return nil }
            if let claim = Self.registered[node.name] { return claim }
            guard let claim = Self.spelled[node.name] else { return nil }
            let receiver = (base.unwrapped.kind == .call ? base.unwrapped.child(.callee)?.name ?? "" : base.unwrapped.name).lowercased()
            return Self.holders.contains(where: receiver.contains) ? claim : nil
        case .subscripted:
            guard let key = node.child(.argument).flatMap({ $0.kind == .argument ? $0.child(.value) : $0 })?.stringValue else { return nil }
            return Self.registered[key]
        case .identifier:
            guard own.contains(node.name), node.role != .label, node.role != .target else { return nil }
            return Self.registered[node.name]
        case .call:
            // jwt.claim(name: "aud")
            guard node.child(.callee)?.name == "claim", let name = node.child(.argument)?.child(.value)?.stringValue else { return nil }
            return Self.registered[name]
        default: return nil
        }
    }
}
