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

    /// How one use of a claim restrains it. Nil: it does not.
    func judge(_ use: Flow.Use, _ claim: Claim) -> Answer? {
        guard let comparison = Comparison(use.syntax, evaluator) else { return nil }
        if let expected = comparison.expected {
            if expected.kind == .null || expected.kind == .boolean { return nil }
            if claim != .expiry, isAboutItself(expected, use.syntax) { return nil }
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
            switch gate(of: comparison.test, use, comparison.expected) {
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
    private func gate(of test: Syntax, _ use: Flow.Use, _ expected: Syntax?) -> Gate {
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
            case .ifStatement where below.role == .then || below.role == .otherwise:
                let conditions = ancestor.children(.condition)
                if conditions.contains(where: { mentions($0, use.syntax.text) && !isTypeTest($0) && isPresenceTest($0) }) {
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

    private func mentions(_ syntax: Syntax, _ text: String) -> Bool {
        syntax.text == text
            || syntax.descendants.contains {
                ($0.kind == .member || $0.kind == .identifier || $0.kind == .subscripted || $0.kind == .call) && $0.text == text
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

/// A test in which a value is compared with an expected one.
struct Comparison {
    /// The whole test: its truth or falsehood decides.
    let test: Syntax
    let expected: Syntax?
    let strictness: Answer.Strictness

    /// Two values are compared as a whole; else one is looked for in the other.
    var isEquality: Bool {
        test.kind == .binary
            ? !["in", "not in", "&"].contains(test.name) : !Self.memberships.contains(test.child(.callee)?.name ?? "")
    }

    private static let memberships: Set<String> = [
        "includes", "contains", "has", "indexOf", "isSuperset", "issuperset", "isSubset", "issubset", "isdisjoint", "intersection",
        "equals", "isEqual", "__contains__",
    ]
    private static let folding: Set<String> = ["toLowerCase", "lower", "casefold", "lowercased"]
    private static let opaque: Set<String> = [
        "timingSafeEqual", "compare_digest", "constantTimeEqual", "safeEqual", "safeCompare", "isEqual", "equal", "equals",
        "checkResourceAllowed", "check_resource_allowed",
    ]

    init?(_ value: Syntax, _ evaluator: Evaluator) {
        var current = value
        var folded = value.kind == .call && Self.folding.contains(value.child(.callee)?.name ?? "")
        // Through `.toLowerCase()`, `.value`, `String(x)` and the like.
        while let parent = current.parent {
            if parent.kind == .cast || parent.kind == .awaitExpression
                || (parent.kind == .binary && ["*", "/", "+", "-"].contains(parent.name))
            {
                current = parent
            } else if parent.kind == .member, current.role == .base, let call = parent.parent, call.kind == .call, parent.role == .callee,
                [
                    "timeIntervalSince", "addingTimeInterval", "distance", "compare", "toLowerCase", "lower", "casefold", "lowercased",
                    "toString", "getTime", "valueOf", "timestamp", "trim", "strip", "rstrip", "replace", "split", "map",
                    "filter", "flat",
                ].contains(parent.name)
            {
                folded = folded || Self.folding.contains(parent.name)
                current = call
            } else if parent.kind == .member, current.role == .base,
                ["value", "first", "length", "rawValue", "timeIntervalSince1970", "timeIntervalSinceNow"].contains(parent.name),
                parent.role != .callee
            {
                if parent.name == "length" { return nil }
                current = parent
            } else if parent.kind == .array
                || (parent.kind == .argument
                    && [
                        "set", "Set", "list", "Array", "String", "str", "concat", "Date", "fromtimestamp", "utcfromtimestamp", "Number",
                        "int", "float", "Int", "Double", "TimeInterval", "timeIntervalSince", "distance", "compare",
                    ].contains(parent.parent?.child(.callee)?.name ?? ""))
            {
                current = parent.kind == .array ? parent : parent.parent ?? parent
            } else {
                break
            }
        }
        guard let parent = current.parent else { return nil }
        let plain: Answer.Strictness = folded ? .caseFolded : .exact
        switch parent.kind {
        case .binary:
            guard let other = current.role == .left ? parent.child(.right) : parent.child(.left) else { return nil }
            switch parent.name {
            case "==", "===", "!=", "!==", "<", "<=", ">", ">=", "is", "is not":
                self.init(test: parent, expected: other, strictness: plain)
            case "in", "not in": self.init(test: parent, expected: other, strictness: plain)
            case "&": self.init(test: parent, expected: other, strictness: plain)
            case "-", "+": return nil
            default: return nil
            }
        case .member where current.role == .base:
            guard let call = parent.parent, call.kind == .call, parent.role == .callee else { return nil }
            let expected = call.child(.argument)?.child(.value)
            switch parent.name {
            case "startsWith", "startswith", "hasPrefix": self.init(test: call, expected: expected, strictness: .prefix)
            case "endsWith", "endswith", "hasSuffix": self.init(test: call, expected: expected, strictness: .substring)
            case "match", "search", "matches": self.init(test: call, expected: expected, strictness: .pattern)
            case let name where Self.memberships.contains(name): self.init(test: call, expected: expected, strictness: plain)
            case "verifyIntendedAudience", "verifyNotExpired", "verifyNotBefore":
                self.init(test: call, expected: expected, strictness: .exact)
            default: return nil
            }
        case .argument:
            guard let call = parent.parent, call.kind == .call, let callee = call.child(.callee) else { return nil }
            if callee.kind == .member, Self.memberships.contains(callee.name) {
                self.init(test: call, expected: callee.child(.base), strictness: plain)
            } else if callee.kind == .member, ["test", "match", "fullmatch", "search", "exec"].contains(callee.name) {
                self.init(test: call, expected: callee.child(.base), strictness: callee.name == "fullmatch" ? .exact : .pattern)
            } else if callee.kind == .member, ["startsWith", "startswith", "hasPrefix"].contains(callee.name) {
                self.init(test: call, expected: callee.child(.base), strictness: .prefix)
            } else if Self.opaque.contains(callee.name) {
                self.init(test: call, expected: call.children(.argument).first { $0 != parent }?.child(.value), strictness: plain)
            } else {
                return nil
            }
        case .property:
            // checkResourceAllowed({ requestedResource: aud, configuredResource: X })
            guard let object = parent.parent, let argument = object.parent, argument.kind == .argument, let call = argument.parent,
                Self.opaque.contains(call.child(.callee)?.name ?? "")
            else { return nil }
            self.init(test: call, expected: object.children(.element).first { $0 != parent }?.child(.value), strictness: plain)
        case .switchStatement: return nil
        default: return nil
        }
    }

    private init(test: Syntax, expected: Syntax?, strictness: Answer.Strictness) {
        self.test = test
        self.expected = expected
        self.strictness = strictness
    }
}

/// What a test's failure leads to.
struct Outcome {
    enum Kind { case rejects, onlyLogs, swallowed, nothing }
    let kind: Kind
    let isCertain: Bool

    static func of(_ test: Syntax, _ evaluator: Evaluator, depth: Int = 0) -> Outcome {
        guard depth < 5 else { return Outcome(kind: .nothing, isCertain: false) }
        var current = test
        while let parent = current.parent {
            switch parent.kind {
            case .unary, .cast, .awaitExpression, .tryExpression: current = parent
            case .binary where ["&&", "||", "==", "===", "!=", "!==", "<", ">", "<=", ">=", "in", "not in"].contains(parent.name):
                current = parent
            case .argument:
                guard let call = parent.parent, let callee = call.child(.callee) else { return Outcome(kind: .nothing, isCertain: false) }
                switch callee.name {
                case "assert", "invariant", "ok", "precondition", "equal", "strictEqual": return Outcome(kind: .rejects, isCertain: true)
                case "any", "all", "bool", "Boolean", "some", "every", "not": current = call
                case "push", "append", "add": return Outcome(kind: .rejects, isCertain: false)
                default: return Outcome(kind: .nothing, isCertain: false)
                }
            case .comprehension: current = parent
            case .loop where current.role == .condition && parent.role == .clause: current = parent
            case .conditional:
                if current.role == .condition { return Outcome(kind: .rejects, isCertain: false) }
                current = parent
            case .member:
                guard let call = parent.parent, call.kind == .call else { return Outcome(kind: .nothing, isCertain: false) }
                current = call
            case .function where current.role == .body:
                // The body of a callback given to `some`, `every`, `find`, `filter`: the call is the test then.
                if let argument = parent.parent, argument.kind == .argument, let call = argument.parent,
                    let name = call.child(.callee)?.name
                {
                    guard ["some", "every", "find", "filter", "contains", "allSatisfy", "any"].contains(name) else {
                        return Outcome(kind: .rejects, isCertain: false)
                    }
                    current = call
                } else {
                    return predicate(parent, evaluator, depth)
                }
            case .returnStatement:
                guard let function = parent.enclosingFunction else { return Outcome(kind: .nothing, isCertain: false) }
                return predicate(function, evaluator, depth)
            case .ifStatement:
                guard current.role == .condition else { return Outcome(kind: .nothing, isCertain: false) }
                return branch(parent, evaluator)
            case .assertStatement: return Outcome(kind: current.role == .condition ? .rejects : .nothing, isCertain: true)
            case .variable, .assignment:
                guard current.role == .value, let target = parent.child(.target), target.kind == .identifier else {
                    return Outcome(kind: .nothing, isCertain: false)
                }
                let scopes = evaluator.program.scopes(of: target.tree)
                var best = Outcome(kind: .nothing, isCertain: false)
                for reference in scopes.references(to: scopes.declarations(of: target)) where reference.role != .target {
                    let outcome = of(reference, evaluator, depth: depth + 1)
                    if outcome.kind == .rejects { return outcome }
                    if outcome.kind != .nothing { best = outcome }
                }
                return best
            case .property: return Outcome(kind: .rejects, isCertain: false)
            case .block, .file:
                // A call that throws by itself: `try aud.verifyIntendedAudience(includes:)`.
                if test.kind == .call, test.child(.callee)?.name.hasPrefix("verify") == true {
                    return swallowing(test) ?? Outcome(kind: .rejects, isCertain: true)
                }
                return Outcome(kind: .nothing, isCertain: false)
            default: return Outcome(kind: .nothing, isCertain: false)
            }
        }
        return Outcome(kind: .nothing, isCertain: false)
    }

    /// A function whose result is the test: what its callers do with it.
    private static func predicate(_ function: Syntax, _ evaluator: Evaluator, _ depth: Int) -> Outcome {
        var best: Outcome?
        for call in evaluator.calls(of: function) {
            let outcome = of(call, evaluator, depth: depth + 1)
            if outcome.kind == .rejects { return outcome }
            if outcome.kind != .nothing { best = outcome }
        }
        return best ?? Outcome(kind: .rejects, isCertain: false)
    }

    private static func branch(_ statement: Syntax, _ evaluator: Evaluator) -> Outcome {
        if statement.has(.guardStatement) { return swallowing(statement) ?? Outcome(kind: .rejects, isCertain: true) }
        let branches = [statement.child(.then), statement.child(.otherwise)].compactMap { $0 }
        for branch in branches {
            switch BranchEnd.of(branch, evaluator.program) {
            case .refuses: return swallowing(branch) ?? Outcome(kind: .rejects, isCertain: true)
            case .returns: return Outcome(kind: .rejects, isCertain: true)
            case .goesOn: continue
            }
        }
        // Nothing leaves: a list of errors, a flag, a status code still refuse; a log line does not.
        let effects = branches.flatMap { Array($0.descendants) }
        if effects.contains(where: {
            $0.kind == .assignment || $0.kind == .variable || $0.kind == .throwStatement || $0.kind == .returnStatement
        }) {
            return Outcome(kind: .rejects, isCertain: false)
        }
        let calls = effects.filter { $0.kind == .call }.compactMap { $0.child(.callee) }
        if calls.contains(where: { !Logging.isLog($0) }) { return Outcome(kind: .rejects, isCertain: false) }
        return calls.isEmpty ? Outcome(kind: .nothing, isCertain: false) : Outcome(kind: .onlyLogs, isCertain: true)
    }

    /// A refusal that an enclosing `catch` of the same function takes back.
    private static func swallowing(_ place: Syntax) -> Outcome? {
        var below = place
        for ancestor in place.ancestors {
            if ancestor.kind == .function { return nil }
            if ancestor.kind == .tryStatement, below.role == .body {
                let handlers = ancestor.children(.handler)
                let goesOn = handlers.contains { handler in
                    guard let body = handler.child(.body), !handler.has(.typed) else { return false }
                    let leaves = body.descendants.contains { [.throwStatement, .returnStatement, .jump, .assignment].contains($0.kind) }
                    let calls = body.descendants.filter { $0.kind == .call }.compactMap { $0.child(.callee) }
                    return !leaves && calls.allSatisfy(Logging.isLog)
                }
                if goesOn, let rest = ancestor.parent?.children(.statement).filter({ $0.range.start > ancestor.range.end }) {
                    let refusesLater = rest.contains { statement in
                        statement.kind == .throwStatement
                            || (statement.kind == .returnStatement && [.null, .boolean].contains(statement.child(.value)?.kind ?? .null))
                    }
                    if !refusesLater { return Outcome(kind: .swallowed, isCertain: true) }
                }
            }
            below = ancestor
        }
        return nil
    }
}

/// Calls that only write a log line.
package enum Logging {
    private static let methods: Set<String> = [
        "log", "debug", "info", "warn", "warning", "error", "trace", "critical", "exception", "notice", "fatal", "verbose", "silly",
    ]
    private static let functions: Set<String> = ["print", "NSLog", "os_log", "debugPrint", "pprint", "dump"]
    private static let receivers = ["console", "log", "logger", "logging", "winston", "pino"]

    package static func isLog(_ callee: Syntax) -> Bool {
        if callee.kind == .identifier { return functions.contains(callee.name) }
        guard callee.kind == .member, methods.contains(callee.name), let base = callee.child(.base) else { return false }
        let name = base.kind == .call ? base.child(.callee)?.name ?? "" : base.name
        let lower = name.lowercased()
        return receivers.contains(lower) || lower.hasSuffix("log") || lower.hasSuffix("logger") || lower.hasPrefix("log")
    }
}
