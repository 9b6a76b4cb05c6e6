import SourceScanner

/// Verifications that a program makes without a token library: a token split at its dots, a primitive that checks its signature, claims compared around it.
struct HandVerification {
    private let program: Program
    private let evaluator: Evaluator
    private let surface: (String) -> Surface

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
    }

    func sites(besides known: [TokenSite]) -> [TokenSite] {
        let taken = Set(known.map(\.syntax))
        var functions: Set<Syntax> = []
        var result: [TokenSite] = []
        // Swift's verifiers are judged as functions: see `VerifierFunctions`.
        for tree in program.relevant where tree.language != .swift {
            let scopes = program.scopes(of: tree)
            for call in scopes.syntax(scopes.calls) where !taken.contains(call) {
                // A second check in one function, with a key that was fetched again, belongs to the first.
                guard Self.isNamedLikeCheck(call), let function = call.enclosingFunction, !functions.contains(function),
                    checksSignature(call, in: function)
                else {
                    continue
                }
                functions.insert(function)
                result += sites(of: call, in: function)
            }
        }
        return result
    }

    private static let signatureChecks: Set<String> = [
        "verify", "isValidSignature", "SecKeyVerifySignature", "verify_signature", "verifyHmac",
    ]

    /// Asked before all else: to evaluate every call of a program takes longer than all the rest.
    private static func isNamedLikeCheck(_ call: Syntax) -> Bool {
        guard let name = call.child(.callee)?.name.lowercased() else { return false }
        return name.contains("verif") || name.contains("sign")
    }

    private func checksSignature(_ call: Syntax, in function: Syntax) -> Bool {
        guard let callee = call.child(.callee) else { return false }
        if case .function(let helper, _) = evaluator.value(of: callee).value.bare {
            // One of the program's own that only asks the primitive: what it is asked of is known here.
            guard asksPrimitive(helper) else { return false }
            return isOverToken(in: [function] + called(by: function, inOtherFiles: true)) || !siblings(of: function, checking: call).isEmpty
        }
        guard isPrimitive(call) else { return false }
        if callee.name == "verify", let base = callee.child(.base), isVerifierOfDigests(base) { return function.mentionsClaims }
        return isOverToken(in: [function] + called(by: function)) || !siblings(of: function, checking: call).isEmpty
    }

    /// `verify(key, jwt.message, jwt.signature)`: what is checked are members of one parameter.
    private func isOfParts(_ check: Syntax, in function: Syntax) -> Bool {
        let parameters = Set(function.children(.parameter).map(\.name)).subtracting([""])
        let parts = check.children(.argument).compactMap { argument -> String? in
            guard let value = argument.child(.value), value.kind == .member, let base = value.child(.base), base.kind == .identifier,
                parameters.contains(base.name)
            else { return nil }
            return base.name
        }
        return parts.count >= 2 && Set(parts).count == 1
    }

    /// The callers of a function that checks the parts of a token, and the functions beside it that took the token apart and compared its claims. Empty: it
    /// is no such function.
    private func siblings(of function: Syntax, checking call: Syntax) -> [Syntax] {
        guard isOfParts(call, in: function) else { return [] }
        let callers = WrapperCalls(of: function, evaluator, surface).calls.prefix(4).compactMap(\.enclosingFunction)
        var scope: [Syntax] = []
        // A caller that takes the token apart by the next call is the verification itself.
        for caller in callers where !scope.contains(caller) && !isOverToken(in: [caller] + called(by: caller, inOtherFiles: true)) {
            scope.append(caller)
            for helper in called(by: caller) where helper != function {
                scope += ([helper] + called(by: helper)).filter { !scope.contains($0) }
            }
        }
        return isOverToken(in: scope) ? scope : []
    }

    /// The primitive's input is the token's own first two parts: "header.payload".
    private func isOverToken(in scope: [Syntax]) -> Bool {
        scope.contains { $0.splitsAtDots } && scope.contains { $0.mentionsClaims }
    }

    /// A call outside the program that says whether a signature fits.
    private func isPrimitive(_ call: Syntax) -> Bool {
        guard let callee = call.child(.callee), Self.signatureChecks.contains(callee.name) || callee.name.hasPrefix("verifySignature"),
            call.children(.argument).count >= 2 || callee.name == "isValidSignature"
        else { return false }
        switch evaluator.value(of: callee).value.bare {
        case .external(let reference):
            return reference.module.isEmpty || ["crypto", "cryptography"].contains(where: reference.module.contains)
        case .function: return false
        default: return true
        }
    }

    /// A function that gives the answer of a primitive, and takes no token apart itself.
    private func asksPrimitive(_ helper: Syntax) -> Bool {
        guard helper.tree.language != .swift, !helper.splitsAtDots else { return false }
        return helper.descendants.contains { node in
            guard node.kind == .call, isPrimitive(node) else { return false }
            return node.ancestors.prefix(while: { $0 != helper }).contains { $0.kind == .returnStatement || $0.kind == .ifStatement }
                || helper.has(.expressionBody)
        }
    }

    /// `crypto.createVerify("RSA-SHA256")`, to which the signed text was given.
    private func isVerifierOfDigests(_ base: Syntax) -> Bool {
        evaluator.value(of: base).value.alternatives.contains {
            if case .result(_, let made) = $0.bare { made.child(.callee)?.name == "createVerify" } else { false }
        }
    }

    /// The site of the check, and the calls of the function around it where its parameters decide what is compared.
    private func sites(of call: Syntax, in function: Syntax) -> [TokenSite] {
        let siblings = siblings(of: function, checking: call)
        let scope = siblings.isEmpty ? [function] + called(by: function) : siblings
        let callers = siblings.isEmpty ? WrapperCalls(of: function, evaluator, surface).calls : []
        let inside = scope.flatMap(claims)
        var site = TokenSite(
            kind: .verify, library: "hand-written", api: call.child(.callee)?.name ?? "", syntax: call, location: Location(callee: call),
            surface: surface(call.tree.file.path))
        site.signature = .verified
        site.algorithm = AlgorithmAnswer(.libraryDefault, reach: .libraryDefault)
        site.audience = Answer(.missing)
        site.issuer = Answer(.missing)
        site.expiry = ExpiryAnswer(.ignored)
        if let lookup = keyLookup(for: call, in: function) ?? siblings.lazy.compactMap(self.keyLookup).first {
            // Nobody but that issuer has the key.
            site.issuer = Answer(.enforced, [Evidence(lookup, "the key is the one of the issuer that the token names")], isCertain: false)
            site.selfIssued = false
        }
        let alone = ByHand(evaluator: evaluator).checks(inside)
        let dependsOnCaller = alone[.audience]?.state == .conditional || alone[.issuer]?.state == .conditional
        let around = dependsOnCaller ? [] : callers.prefix(4).compactMap(\.enclosingFunction).flatMap(claims)
        var whole = site
        whole.take(around.isEmpty ? alone : ByHand(evaluator: evaluator).checks(inside + around))
        guard dependsOnCaller, siblings.isEmpty else { return [whole] }
        return [whole]
            + callers.map { caller in
                var outer = site
                outer.syntax = caller
                outer.location = Location(callee: caller)
                outer.surface = surface(caller.tree.file.path)
                outer.api = Evaluator.name(of: function, calledBy: caller)
                outer.evidence = [Evidence(Location(callee: call), "the token is verified here")]
                let frame = Frame(function: function, call: caller, caller: nil)
                let after = Flow.uses(of: caller, evaluator: evaluator, hops: 2)
                outer.take(ByHand(evaluator: evaluator, frame: frame).checks(inside + handedOn(inside, in: frame) + after))
                return outer
            }
    }

    /// What callbacks do with claims that they are handed: `getSigningKey(payload.iss)`.
    private func handedOn(_ uses: [Flow.Use], in frame: Frame) -> [Flow.Use] {
        uses.flatMap { use -> [Flow.Use] in
            guard let argument = use.syntax.parent, argument.kind == .argument, let call = argument.parent,
                let callee = call.child(.callee),
                case .function(let target, _) = evaluator.value(of: callee, in: frame).value.bare,
                let index = call.children(.argument).firstIndex(of: argument), index < target.children(.parameter).count
            else { return [] }
            return Flow.uses(ofParameter: target.children(.parameter)[index], evaluator: evaluator, hops: 1)
                .map { Flow.Use(syntax: $0.syntax, path: use.path, trail: use.trail + [target]) }
        }
    }

    /// The call that finds the key of a check by the issuer claim; not one that fetches an address which the token names.
    private func keyLookup(for check: Syntax, in function: Syntax) -> Syntax? {
        let given = check.children(.argument).flatMap { argument -> [Syntax] in
            guard let value = argument.child(.value) else { return [] }
            return evaluator.value(of: value).trail.map(\.orGiver) + [value]
        }
        for place in given {
            for node in place.descendants where node.kind == .call && node.isInside(function) {
                guard let callee = node.child(.callee), !["fetch", "get", "URL", "request"].contains(callee.name) else { continue }
                let takesIssuer = node.children(.argument).contains { ["iss", "issuer"].contains($0.child(.value)?.name ?? "") }
                if takesIssuer { return node }
            }
        }
        return nil
    }

    /// The call by which a function finds something of the issuer that a token names, for the key that it goes on with.
    private func keyLookup(in function: Syntax) -> Syntax? {
        guard function.descendants.contains(where: { $0.kind == .call && ($0.child(.callee)?.name.lowercased().contains("key") ?? false) })
        else { return nil }
        return function.descendants.first { node in
            guard node.kind == .call, let callee = node.child(.callee),
                ["resolve", "lookup", "find"].contains(where: callee.name.lowercased().hasPrefix)
            else { return false }
            return node.child(.argument)?.child(.value).map { ["iss", "issuer"].contains($0.name) } ?? false
        }
    }

    /// Reads of registered claims in a function, whatever they are read from, and what the function makes of them before it compares.
    private func claims(in function: Syntax) -> [Flow.Use] {
        function.descendants.flatMap { node -> [Flow.Use] in
            let claim: String?
            switch node.kind {
            case .member: claim = node.name
            case .subscripted: claim = evaluator.key(of: node, nil)
            default: claim = nil
            }
            guard let claim, ["aud", "iss", "exp"].contains(claim) else { return [] }
            return Flow.uses(of: node, evaluator: evaluator, hops: 1).filter(\.path.isEmpty).map {
                Flow.Use(syntax: $0.syntax, path: [claim], trail: $0.trail)
            }
        }
    }

    private func called(by function: Syntax, inOtherFiles: Bool = false) -> [Syntax] {
        var result: [Syntax] = []
        for node in function.descendants where node.kind == .call && result.count < 8 {
            guard let callee = node.child(.callee), case .function(let target, _) = evaluator.value(of: callee).value.bare,
                inOtherFiles || target.tree === function.tree
            else { continue }
            result.append(target)
        }
        return result
    }
}

/// The calls of a function that verifies for others. Tests of production code say nothing about what production gives it.
struct WrapperCalls {
    let calls: [Syntax]

    init(of function: Syntax, _ evaluator: Evaluator, _ surface: (String) -> Surface) {
        let isProduction = surface(function.tree.file.path) == .production
        calls = evaluator.calls(of: function).filter { !isProduction || surface($0.tree.file.path) != .test }
    }
}

extension Syntax {
    /// Takes a string apart at its dots.
    var splitsAtDots: Bool {
        descendants.contains { node in
            node.kind == .call && ["split", "components"].contains(node.child(.callee)?.name ?? "")
                && [".", "\\."].contains(node.child(.argument)?.child(.value)?.stringValue ?? "")
        }
    }

    fileprivate var mentionsClaims: Bool {
        descendants.contains {
            ["aud", "iss", "exp", "sub"].contains($0.name) && ($0.kind == .member || $0.kind == .string || $0.kind == .property)
        }
    }
}
