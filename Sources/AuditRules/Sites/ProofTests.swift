import SourceScanner

/// A test that a value of a proof, or something computed from it, decides.
struct ProofTest {
    let test: Syntax
    /// The place where the value meets the test.
    let use: Syntax
    /// Nil: the test asks only whether something is there.
    let comparison: Comparison?
    /// Calls and operations between the value and the test, first to last.
    let derivation: [Syntax]
    let trail: [Syntax]
}

/// Follows a value through variables, helpers and computations to the tests that it decides.
struct ProofTests {
    let evaluator: Evaluator

    /// Conversions and shape checks: what comes out of them says nothing new about the value.
    private static let shapes: Set<String> = [
        "string", "str", "isinstance", "len", "boolean", "bool", "isstring", "isempty", "isuuid", "uuid", "test", "match", "fullmatch",
        "trim", "strip", "type", "hasattr", "array", "isarray",
        "isnan", "isfinite", "isinteger", "isnumber", "issafeinteger", "safeparse", "parse", "count",
    ]

    func tests(of start: Syntax) -> [ProofTest] {
        var result: [ProofTest] = []
        var queue: [(syntax: Syntax, derivation: [Syntax], trail: [Syntax])] = [(start, [], [])]
        var seen: Set<Syntax> = [start]
        var budget = 400
        while let item = queue.popLast(), budget > 0 {
            for use in Flow.uses(of: item.syntax, evaluator: evaluator, hops: 3, pathLimit: 3) {
                budget -= 1
                let trail = item.trail + use.trail
                // `store.set(jti, …) is None` asks about the answer, not about the value.
                if let comparison = Comparison(use.syntax, evaluator),
                    comparison.expected?.kind != .null || derived(from: use.syntax) == nil
                {
                    result.append(
                        ProofTest(test: comparison.test, use: use.syntax, comparison: comparison, derivation: item.derivation, trail: trail)
                    )
                    if comparison.test.kind == .binary { continue }
                }
                if !item.derivation.isEmpty, standsInCondition(use.syntax) {
                    result.append(ProofTest(test: use.syntax, use: use.syntax, comparison: nil, derivation: item.derivation, trail: trail))
                    continue
                }
                guard item.derivation.count < 5, let derived = derived(from: use.syntax), seen.insert(derived).inserted else { continue }
                queue.append((derived, item.derivation + [derived], trail))
            }
        }
        return result
    }

    /// What is computed from a value at the place where it is used.
    private func derived(from use: Syntax) -> Syntax? {
        var current = use
        while let parent = current.parent {
            switch parent.kind {
            case .cast, .awaitExpression, .tryExpression: current = parent
            case .argument:
                guard let call = parent.parent, call.kind == .call, let callee = call.child(.callee), !Logging.isLog(callee) else {
                    return nil
                }
                return Self.shapes.contains(callee.name.lowercased()) && !Self.converts(callee) ? nil : call
            case .property, .object, .array: current = parent
            case .spread: return nil
            case .member where current.role == .base:
                guard parent.role == .callee, let call = parent.parent, call.kind == .call else { return nil }
                return ["trim", "strip", "isEmpty", "match", "search", "matches", "test"].contains(parent.name) ? nil : call
            case .binary where ["-", "+", "*", "/", "%"].contains(parent.name): return parent
            case .template: return parent
            case .unary where parent.name == "-": return parent
            case .subscripted where current.role == .argument: return parent
            default: return nil
            }
        }
        return nil
    }

    /// `String(iat)`, `URL.parse(htu)`: the value itself in another shape, worth following.
    private static func converts(_ callee: Syntax) -> Bool {
        switch callee.name {
        case "String", "str", "UUID", "uuid": true
        case "parse": ["URL", "url", "Url", "URLComponents"].contains(callee.child(.base)?.name ?? "")
        default: false
        }
    }

    /// The truth of the expression decides a branch.
    private func standsInCondition(_ syntax: Syntax) -> Bool {
        var current = syntax
        while let parent = current.parent {
            switch parent.kind {
            case .unary where parent.name == "!": current = parent
            case .cast, .awaitExpression, .tryExpression: current = parent
            case .binary where ["&&", "||"].contains(parent.name): current = parent
            case .binary where parent.child(.right)?.kind == .null || parent.child(.left)?.kind == .null: current = parent
            case .ifStatement, .conditional: return current.role == .condition
            case .assertStatement: return current.role == .condition
            case .returnStatement: return true
            default: return false
            }
        }
        return false
    }
}
