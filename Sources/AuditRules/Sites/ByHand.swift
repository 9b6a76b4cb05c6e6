import SourceScanner

/// Comparisons that the program makes itself on the claims of a token: which claim, with what, and what happens on a mismatch.
struct ByHand {
    let evaluator: Evaluator
    /// The call whose arguments are known: expected values may be parameters.
    var frame: Frame? = nil

    enum Claim: String, CaseIterable {
        case audience, issuer, expiry

        var names: Set<String> {
            switch self {
            case .audience: ["aud", "audience", "resource", "azp", "client_id", "clientId", "appid"]
            case .issuer: ["iss", "issuer"]
            case .expiry: ["exp", "expires_at", "expiresAt", "expiration", "expires", "expiry"]
            }
        }
    }

    struct Check {
        let claim: Claim
        let answer: Answer
    }

    /// The best comparison of each claim among the uses of a token's claims.
    func checks(_ uses: [Flow.Use]) -> [Claim: Answer] {
        var result: [Claim: Answer] = [:]
        for use in uses {
            guard let name = use.path.last, let claim = Claim.allCases.first(where: { $0.names.contains(name) }) else { continue }
            guard let answer = judge(use, claim) else { continue }
            if let known = result[claim], rank(known) <= rank(answer) { continue }
            result[claim] = answer
        }
        return result
    }

    private func rank(_ answer: Answer) -> Int {
        var rank = answer.state.rank * 4
        if answer.strictness != .exact { rank += 1 }
        if answer.reaction != .rejects { rank += 2 }
        return rank
    }

    /// `iss.startsWith("did:web:")`, `aud.startsWith("https://")`: of what kind a name is, and not whose.
    private static func isScheme(_ expected: Syntax) -> Bool {
        guard let text = expected.stringValue, let end = text.firstIndex(of: ":") else { return false }
        let rest = text[text.index(after: end)...]
        return rest.isEmpty || rest == "//" || (text.hasPrefix("did:") && rest.last == ":" && !rest.dropLast().contains(":"))
    }

    /// How one use of a claim restrains it. Nil: it does not.
    func judge(_ use: Flow.Use, _ claim: Claim) -> Answer? {
        guard let comparison = Comparison(use.syntax, evaluator) else { return nil }
        if let expected = comparison.expected {
            if expected.kind == .null || expected.kind == .boolean { return nil }
            if claim != .expiry, isAboutItself(expected, use.syntax) { return nil }
            // `iss.includes("#")` asks for a form, not for a name.
            if claim != .expiry, let text = expected.stringValue, !text.contains(where: \.isLetter) { return nil }
            if claim != .expiry, comparison.strictness == .prefix, Self.isScheme(expected) { return nil }
            if claim != .expiry, expected.kind == .string, ["string", "object", "undefined", "number"].contains(expected.name) {
                return nil
            }
        }
        let outcome = Outcome.of(comparison.test, evaluator)
        var evidence: [Evidence] = use.trail.filter { $0.kind == .call }.prefix(3).map {
            Evidence(Location(callee: $0), "the claims go through here")
        }
        evidence.append(Evidence(Location(comparison.test), "\(claim.rawValue) compared by hand"))
        var state: Answer.State
        var reaction = Answer.Reaction.rejects
        switch outcome.kind {
        case .rejects: state = .enforced
        case .onlyLogs:
            state = .missing
            reaction = .onlyLogs
        case .swallowed:
            state = .missing
            reaction = .swallowed
        case .nothing: return nil
        }
        if state == .enforced {
            // Nothing is a member of nothing, and nothing is in no list: only an equality holds between two absent values.
            if let expected = comparison.expected, claim != .expiry, comparison.isEquality,
                evaluator.value(of: expected, in: frame).value.presence == .maybe
            {
                state = .conditional
            }
            switch gate(of: comparison.test, use, claim, comparison.expected) {
            case .none: break
            case .mayBeShut: state = .conditional
            case .shut: return nil
            }
            switch gated(comparison) {
            case .never: return nil
            case .maybe: state = .conditional
            case .always, .unknown: break
            }
        }
        var answer = Answer(
            state, evidence, strictness: comparison.strictness, reaction: reaction, otherwise: .open, isCertain: outcome.isCertain)
        if claim != .expiry, let expected = comparison.expected { answer.accepted = evaluator.value(of: expected, in: frame).value.strings }
        return answer
    }

    /// `if let expected { … }`: whether the value that the comparison waits for is there.
    private func gated(_ comparison: Comparison) -> Presence {
        let gates = Gates(evaluator: evaluator)
        let names = Set((comparison.expected.map { Array($0.descendants) } ?? []).filter { $0.kind == .identifier }.map(\.name))
        var result = Presence.always
        for gate in gates.around(comparison.test) where !gate.names.isDisjoint(with: names) {
            switch gates.presence(of: gate, in: frame) {
            case .never: return .never
            case .maybe: result = .maybe
            // What is bound as an optional is one, unless a conversion makes it so.
            case .unknown where gate.isOptional: result = .maybe
            case .always, .unknown: continue
            }
        }
        return result
    }

    /// The expected value is read from the token that it should judge.
    private func isAboutItself(_ expected: Syntax, _ use: Syntax) -> Bool {
        guard let root = root(of: use), let other = self.root(of: expected) else { return false }
        if root.text == other.text, root.kind == .identifier, expected.kind == .member || expected.kind == .subscripted { return true }
        return TokenDerived.isDerived(expected, evaluator)
    }

    private func root(of syntax: Syntax) -> Syntax? {
        var current = syntax.unwrapped
        while let base = current.child(.base) ?? (current.kind == .call ? current.child(.callee) : nil) { current = base.unwrapped }
        return current
    }

    /// A condition under which alone the comparison is made.
    private enum Gate { case none, mayBeShut, shut }

    /// `if (aud && aud !== X)`, `if (X) { if (aud !== X) throw }`: passes when the claim or the expected value is absent.
    private func gate(of test: Syntax, _ use: Flow.Use, _ claim: Claim, _ expected: Syntax?) -> Gate {
        var below = test
        for ancestor in test.ancestors {
            switch ancestor.kind {
            case .function, .file, .classDeclaration: return .none
            case .binary where ancestor.name == "&&":
                guard let other = below.role == .left ? ancestor.child(.right) : ancestor.child(.left) else { break }
                if mentions(other, use.syntax.text), isPresenceTest(other), !isTypeTest(other) { return .mayBeShut }
                if let expected, mentions(other, expected.text), isPresenceTest(other) {
                    let gate = gate(by: expected)
                    if gate != .none { return gate }
                }
                if let flag = flag(other) {
                    let gate = gate(by: flag.value, whenSet: flag.opens)
                    if gate != .none { return gate }
                }
            case .ifStatement where below.role == .then || below.role == .otherwise:
                let conditions = ancestor.children(.condition)
                if below.role == .then {
                    for flag in conditions.compactMap(flag) {
                        let gate = gate(by: flag.value, whenSet: flag.opens)
                        if gate != .none { return gate }
                    }
                }
                if conditions.contains(where: {
                    (mentions($0, use.syntax.text) || reads(claim, in: $0)) && !isTypeTest($0) && isPresenceTest($0)
                }) {
                    return .mayBeShut
                }
                if let expected, expected.text.count > 1, conditions.contains(where: { mentions($0, expected.text) && isPresenceTest($0) })
                {
                    let gate = gate(by: expected)
                    if gate != .none { return gate }
                }
            default: break
            }
            below = ancestor
        }
        return .none
    }

    /// What a test of the expected value's presence lets through. A parameter that is tested may be absent, whatever its type says, until a call shows it.
    private func gate(by expected: Syntax) -> Gate {
        let value = evaluator.value(of: expected, in: frame).value
        switch value.presence {
        case .never: return frame == nil ? .mayBeShut : .shut
        case .always:
            if frame == nil, case .parameter = value.bare { return .mayBeShut }
            return .none
        case .maybe, .unknown: return .mayBeShut
        }
    }

    private static let switches: Set<String> = ["skip", "ignore", "bypass", "disable", "disabled", "enforce", "validate", "strict"]

    /// `!options.skipAudienceCheck`, `config.enforceAudience`: a switch, and whether the comparison is made when it is set.
    private func flag(_ condition: Syntax) -> (value: Syntax, opens: Bool)? {
        let isNegated = condition.kind == .unary && condition.name == "!"
        let value = (isNegated ? condition.child(.value) ?? condition : condition).unwrapped
        guard value.kind == .identifier || value.kind == .member else { return nil }
        let words = Set(SettingName.words(value.name))
        guard !words.isDisjoint(with: Self.switches), words.count > 1 else { return nil }
        return (value, !isNegated)
    }

    /// What a switch lets through: whoever calls may set it, unless it is known how it is set.
    private func gate(by flag: Syntax, whenSet opens: Bool) -> Gate {
        let value = evaluator.value(of: flag, in: frame).value
        switch value.bare {
        case .boolean(let isSet): return isSet == opens ? .none : .shut
        case .null: return opens ? .shut : .none
        case .parameter, .projection, .environment, .choice: return .mayBeShut
        default: return .none
        }
    }

    private func mentions(_ syntax: Syntax, _ text: String) -> Bool {
        syntax.text == text
            || syntax.descendants.contains {
                ($0.kind == .member || $0.kind == .identifier || $0.kind == .subscripted || $0.kind == .call)
                    && ($0.text == text || ($0.has(.optionalChain) && $0.text.replacing("?.", with: ".") == text))
            }
    }

    /// `payload.get("iss")`: the claim under its own name, whatever the variable is called that is compared.
    private func reads(_ claim: Claim, in condition: Syntax) -> Bool {
        condition.descendants.contains {
            $0.kind == .string && claim.names.contains($0.name)
                && ($0.parent?.kind == .argument && $0.parent?.parent?.child(.callee)?.name == "get" || $0.parent?.kind == .subscripted)
        }
    }

    private func isTypeTest(_ syntax: Syntax) -> Bool {
        syntax.descendants.contains {
            ($0.kind == .unary && $0.name == "typeof")
                || ($0.kind == .call && ["isArray", "isinstance"].contains($0.child(.callee)?.name ?? ""))
        }
    }

    /// No comparison with a value: only whether something is there.
    private func isPresenceTest(_ syntax: Syntax) -> Bool {
        switch syntax.kind {
        case .identifier, .member, .subscripted, .call, .variable: return true
        case .unary: return syntax.name != "!"
        case .binary:
            if ["&&", "||"].contains(syntax.name) {
                return syntax.child(.left).map(isPresenceTest) == true || syntax.child(.right).map(isPresenceTest) == true
            }
            if [">", "!=", "!=="].contains(syntax.name), syntax.child(.right)?.text == "0" { return true }
            return ["!=", "!==", "is not"].contains(syntax.name)
                && (syntax.child(.right)?.kind == .null || syntax.child(.left)?.kind == .null)
        default: return false
        }
    }
}

extension TokenSite {
    /// Takes over what comparisons by hand enforce. An expiry is enforced if it is checked where it is present.
    mutating func take(_ checks: [ByHand.Claim: Answer]) {
        if let found = checks[.audience] { audience = found }
        if let found = checks[.issuer] { issuer = found }
        if let found = checks[.expiry], found.state == .enforced || found.state == .conditional {
            expiry = ExpiryAnswer(.enforced, found.evidence)
        }
    }
}
