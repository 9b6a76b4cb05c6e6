import SourceScanner

/// Middlewares that ask whether a bearer token is there, and let every request with any token through.
///
/// Only a middleware is judged whose whole dealing with the header is visible: it looks at the header's form, may note or log the token, and hands the
/// request on. Where anything else gets the token, or anything near it verifies, somebody may judge it: in a program that verifies nowhere, such a
/// middleware is a site of which nothing is known.
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
        let verifications = known.filter {
            [.verify, .introspect, .compare].contains($0.kind) && $0.signature != .notVerified && $0.surface != .test && !$0.delegates
        }
        let isJudgedAnywhere = known.contains {
            ([.verify, .introspect, .compare, .passthrough, .dpopVerify].contains($0.kind) || ($0.kind == .settings && $0.inbound == true))
                && $0.surface != .test
        }
        let judged = Set(verifications.map { Self.folder(of: $0.location.path) })
        var result: [TokenSite] = []
        var seen: Set<Syntax> = []
        for tree in program.relevant where surface(tree.file.path) != .test {
            let folder = Self.folder(of: tree.file.path)
            guard !judged.contains(where: { $0 == folder || $0.hasPrefix(folder + "/") || folder.hasPrefix($0 + "/") }) else { continue }
            for call in program.scopes(of: tree).syntax(program.scopes(of: tree).calls) {
                guard let middleware = handedOn(by: call), seen.insert(middleware).inserted else { continue }
                if let test = presenceTest(in: middleware) {
                    result.append(site(middleware, test))
                } else if !isJudgedAnywhere, let test = firstRefusal(in: middleware) {
                    result.append(unjudged(middleware, test))
                }
            }
        }
        return result
    }

    private static func folder(of path: String) -> String { path.split(separator: "/").dropLast().joined(separator: "/") }

    /// The middleware that hands a request on by this call: `await call_next(request)`, `next()`, `await self.app(scope, receive, send)`.
    private func handedOn(by call: Syntax) -> Syntax? {
        guard let callee = call.child(.callee) else { return nil }
        if callee.kind == .member, callee.name == "app", callee.child(.base)?.kind == .selfReference,
            call.children(.argument).last?.child(.value)?.name == "send"
        {
            return call.enclosingFunction
        }
        guard callee.kind == .identifier, callee.name == "call_next" || callee.name == "next",
            let function = call.enclosingFunction, function.children(.parameter).contains(where: { $0.name == callee.name })
        else { return nil }
        return function
    }

    /// The test that refuses a request without the header, where no other use of the header can refuse one.
    private func presenceTest(in middleware: Syntax) -> Syntax? {
        let reads = middleware.descendants.filter(isHeader)
        guard !reads.isEmpty else { return nil }
        var test: Syntax?
        for use in reads.flatMap({ uses(of: $0) }) {
            guard use.isInside(middleware), isHarmless(use) else { return nil }
            if test == nil { test = refusal(over: use) }
        }
        guard let test, !middleware.descendants.contains(where: mayJudge) else { return nil }
        return test
    }

    /// The first test that refuses a request for want of the header, whatever else becomes of it.
    private func firstRefusal(in middleware: Syntax) -> Syntax? {
        let reads = middleware.descendants.filter(isHeader).flatMap { uses(of: $0) }.filter { $0.isInside(middleware) }
        // Compared with something of the program's own, it is judged.
        guard !reads.contains(where: isComparedWithMore) else { return nil }
        return reads.lazy.compactMap(refusal).first
    }

    /// Uses of the header, and of what is cut out of it: `parts = header.split(" ")`, `token = parts[1]`.
    private func uses(of value: Syntax, depth: Int = 0) -> [Syntax] {
        Flow.uses(of: value, evaluator: evaluator, hops: 1).flatMap { use in
            let piece = cutOut(use.syntax)
            return [use.syntax] + (piece != use.syntax && depth < 3 ? uses(of: piece, depth: depth + 1) : [])
        }
    }

    /// `headers.get("authorization")`, `headers["authorization"]`, `req.headers.authorization`.
    private func isHeader(_ node: Syntax) -> Bool {
        switch node.kind {
        case .call:
            guard let callee = node.child(.callee), ["get", "header"].contains(callee.name),
                node.child(.argument)?.child(.value)?.stringValue?.lowercased() == "authorization"
            else { return false }
            return callee.kind == .member
        case .subscripted: return evaluator.key(of: node, nil)?.lowercased() == "authorization"
        case .member: return node.name == "authorization" && node.child(.base)?.name == "headers"
        default: return false
        }
    }

    private static let notes: Set<String> = [
        "set", "len", "str", "bool", "isinstance", "setattr", "String", "Boolean", "startswith", "startsWith", "split",
    ]

    /// `header.split(" ")[1]`, `header.slice(7).trim()` of a use of `header`: the token as it is cut out.
    private func cutOut(_ use: Syntax) -> Syntax {
        var result = use
        while let parent = result.parent {
            switch parent.kind {
            case .subscripted where result.role == .base, .awaitExpression, .cast: result = parent
            case .member where result.role == .base && parent.role == .callee && TokenTrail.isKept(by: parent.name):
                guard let call = parent.parent else { return result }
                result = call
            default: return result
            }
        }
        return result
    }

    /// Compared with more than nothing, the scheme's name or a length.
    private func isComparedWithMore(_ use: Syntax) -> Bool {
        guard let expected = Comparison(cutOut(use), evaluator)?.expected, expected.kind != .null, expected.kind != .number else {
            return false
        }
        guard let text = expected.stringValue?.lowercased() else { return true }
        return !(text.isEmpty || text.hasPrefix("bearer"))
    }

    /// The use looks at the form of the value, keeps it in a variable or logs it.
    private func isHarmless(_ use: Syntax) -> Bool {
        guard !isComparedWithMore(use) else { return false }
        for ancestor in use.ancestors {
            switch ancestor.kind {
            case .argument:
                guard let call = ancestor.parent, let callee = call.child(.callee) else { return false }
                return Logging.isLog(callee) || Self.notes.contains(callee.name)
            case .returnStatement, .property: return false
            // `req.token = token` hands the token on to whoever may judge it.
            case .assignment: return ancestor.child(.target)?.kind == .identifier
            case .block, .function, .variable, .ifStatement: return true
            default: continue
            }
        }
        return true
    }

    /// The condition that the use is part of, where its branch refuses.
    private func refusal(over use: Syntax) -> Syntax? {
        guard let statement = use.ancestors.first(where: { $0.kind == .ifStatement || $0.kind == .function }),
            statement.kind == .ifStatement,
            statement.children(.condition).contains(where: use.isInside), let branch = statement.child(.then),
            BranchEnd.of(branch, program) != .goesOn
        else { return nil }
        let isLetThrough = branch.descendants.contains {
            $0.kind == .call && ["call_next", "next"].contains($0.child(.callee)?.name ?? "")
        }
        return isLetThrough ? nil : statement.child(.condition)
    }

    private static let judging = [
        "verif", "valid", "decode", "introspect", "authenticate", "lookup", "getuser", "get_user", "check", "compare",
    ]

    /// A call whose name promises a judgement, on whatever.
    private func mayJudge(_ node: Syntax) -> Bool {
        guard node.kind == .call, let callee = node.child(.callee), !Logging.isLog(callee) else { return false }
        let name = callee.name.lowercased()
        return Self.judging.contains(where: name.contains)
    }

    /// The token goes on to somebody who may judge it, in a way that cannot be seen.
    private func unjudged(_ middleware: Syntax, _ test: Syntax) -> TokenSite {
        var site = site(middleware, test)
        site.signature = .unknown
        site.audience = Answer(.unknown, otherwise: .unknown, isCertain: false)
        site.issuer = Answer(.unknown, otherwise: .unknown, isCertain: false)
        site.algorithm = AlgorithmAnswer(.unknown)
        site.expiry = ExpiryAnswer(.unknown)
        site.evidence = [Evidence(test, "the token is asked for here and handed on; nothing in the program was seen to judge it")]
        return site
    }

    private func site(_ middleware: Syntax, _ test: Syntax) -> TokenSite {
        let name = Evaluator.callName(of: middleware)
        var site = TokenSite(
            kind: .verify, library: "hand-written", api: name.isEmpty ? "middleware" : name, syntax: middleware, location: Location(test),
            surface: surface(middleware.tree.file.path))
        site.inbound = true
        site.selfIssued = false
        site.signature = .notVerified
        site.audience = Answer(.missing, otherwise: .open, isCertain: false)
        site.issuer = Answer(.missing, otherwise: .open, isCertain: false)
        site.expiry = ExpiryAnswer(.ignored)
        site.evidence = [Evidence(test, "all that is asked is whether a token is there")]
        return site
    }
}
