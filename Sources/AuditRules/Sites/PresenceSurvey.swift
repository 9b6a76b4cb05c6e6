import SourceScanner

/// Gates that ask whether a request carries a bearer token, and never which: whatever stands behind `Bearer ` opens them.
///
/// Only where nothing else in the program looks at the header or judges a token: what a gate lets pass may be judged further in, or by the service that
/// the token is sent on to.
struct PresenceSurvey {
    private let program: Program
    private let evaluator: Evaluator
    private let surface: (String) -> Surface

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
    }

    func sites(besides known: [TokenSite]) -> [TokenSite] {
        let judges: Set<TokenSite.Kind> = [.verify, .introspect, .compare, .dpopVerify, .decode]
        guard !known.contains(where: { judges.contains($0.kind) && $0.surface == .production }) else { return [] }
        var reads: [Syntax] = []
        for tree in program.relevant where surface(tree.file.path) == .production {
            for index in tree.nodes.indices {
                let node = Syntax(tree: tree, id: NodeID(Int32(index)))
                if node.readsAuthorization { reads.append(node) }
            }
        }
        let functions = Set(reads.compactMap(\.enclosingFunction))
        guard functions.count == 1, let gate = functions.first, let test = test(in: gate, reads) else { return [] }
        var site = TokenSite(
            kind: .verify, library: "hand-written",
            api: Evaluator.callName(of: gate).isEmpty ? "bearer check" : Evaluator.callName(of: gate),
            syntax: test, location: Location(test.child(.condition) ?? test), surface: surface(gate.tree.file.path))
        site.inbound = true
        site.signature = .notVerified
        site.audience = Answer(.missing)
        site.issuer = Answer(.missing)
        site.expiry = ExpiryAnswer(.ignored)
        site.evidence = reads.prefix(1).map { Evidence(Location($0), "the header is read here") }
        return [site]
    }

    /// The condition that refuses requests without the header, if all that is ever done with it is such a test.
    private func test(in gate: Syntax, _ reads: [Syntax]) -> Syntax? {
        var found: Syntax?
        for read in reads {
            for use in Flow.uses(of: read, evaluator: evaluator, hops: 1) where use.path.isEmpty {
                switch Fate(use.syntax) {
                case .tested(let statement):
                    if refuses(statement) { found = found ?? statement }
                case .passing: continue
                case .used: return nil
                }
            }
        }
        return found
    }

    /// One of the branches answers 401 or throws.
    private func refuses(_ statement: Syntax) -> Bool {
        guard let then = statement.child(.then) else { return statement.has(.guardStatement) }
        guard BranchEnd.of(then, program) != .goesOn else { return false }
        return then.descendants.contains {
            ($0.kind == .number && $0.name == "401") || $0.kind == .throwStatement || $0.name == "UNAUTHORIZED"
        }
    }

    /// What becomes of one read of the header.
    private enum Fate {
        case tested(Syntax)
        /// It goes into a variable whose own uses count, or into a log.
        case passing
        case used

        init(_ use: Syntax) {
            var below = use
            for ancestor in use.ancestors {
                switch ancestor.kind {
                case .unary, .cast, .awaitExpression: break
                case .binary where ["&&", "||", "??"].contains(ancestor.name): break
                case .binary where ["===", "==", "!==", "!=", "is", "is not", "<", ">", "not in", "in"].contains(ancestor.name):
                    // With a word or nothing, not with a secret.
                    guard
                        [ancestor.child(.left), ancestor.child(.right)].contains(where: {
                            [.string, .null, .number].contains($0?.kind ?? .unknown)
                        })
                    else {
                        self = .used
                        return
                    }
                case .member where below.role == .base: break
                case .subscripted where below.role == .base: break
                case .call where below.role == .callee:
                    guard Self.harmless.contains(below.name) else {
                        self = .used
                        return
                    }
                case .ifStatement where below.role == .condition:
                    self = .tested(ancestor)
                    return
                case .variable where below.role == .value,
                    .assignment where below.role == .value && ancestor.child(.target)?.kind == .identifier:
                    self = .passing
                    return
                case .argument:
                    guard let callee = ancestor.parent?.child(.callee), Logging.isLog(callee) || callee.name == "Boolean" else {
                        self = .used
                        return
                    }
                    self = .passing
                    return
                case .block, .file, .function:
                    self = .passing
                    return
                default:
                    self = .used
                    return
                }
                below = ancestor
            }
            self = .passing
        }

        private static let harmless: Set<String> = [
            "startsWith", "startswith", "split", "trim", "strip", "toLowerCase", "lower", "slice", "substring", "replace", "includes",
            "toString",
        ]
    }
}

extension Syntax {
    /// `req.headers.authorization`, `headers["authorization"]`, `req.get("Authorization")`, `request.headers.get("authorization")`.
    fileprivate var readsAuthorization: Bool {
        switch kind {
        case .member: name == "authorization" && child(.base)?.unwrapped.name == "headers"
        case .subscripted:
            child(.base)?.unwrapped.name == "headers" && Self.isAuthorization(child(.argument)?.child(.value) ?? child(.argument))
        case .call:
            ["get", "header", "getHeader"].contains(child(.callee)?.name ?? "") && Self.isAuthorization(child(.argument)?.child(.value))
        default: false
        }
    }

    private static func isAuthorization(_ key: Syntax?) -> Bool { key?.stringValue?.lowercased() == "authorization" }
}
