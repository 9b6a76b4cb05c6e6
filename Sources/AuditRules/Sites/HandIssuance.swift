import SourceScanner

/// Tokens that a program writes without a token library: a header and a payload joined with a dot, and a signature over both joined behind them.
///
/// Codes that only the program itself can check are `SealSurvey`'s; here the key may be of any kind, and the call that signs may belong to any package.
struct HandIssuance {
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
        var functions = Set(known.compactMap { $0.kind == .issue ? $0.syntax.enclosingFunction : nil })
        var result: [TokenSite] = []
        for tree in program.relevant where tree.language != .swift {
            let scopes = program.scopes(of: tree)
            for call in scopes.syntax(scopes.calls) where call.child(.callee)?.name == "sign" && !taken.contains(call) {
                guard let function = call.enclosingFunction, !functions.contains(function), let claims = claims(signedIn: function) else {
                    continue
                }
                functions.insert(function)
                result.append(site(at: call, claims, in: nil))
                // Whoever passes the expiry decides it.
                result += evaluator.calls(of: function).filter { !taken.contains($0) && Self.passesExpiry($0) }.map { caller in
                    site(at: caller, claims, in: Frame(function: function, call: caller, caller: nil))
                }
            }
        }
        return result
    }

    /// The claims that a function writes beside a header with an algorithm, in what it joins with dots. Nil: it writes no token, or a proof of possession.
    private func claims(signedIn function: Syntax) -> [Syntax]? {
        let properties = function.descendants.filter { $0.kind == .property }
        let names = Set(properties.map(\.name))
        guard names.contains("alg"), names.intersection(["iss", "aud", "sub", "exp", "iat"]).count >= 2,
            names.isDisjoint(with: ["htm", "htu"]),
            function.descendants.contains(where: { Self.joinsWithDots($0) })
        else { return nil }
        return properties
    }

    /// `` `${header}.${payload}` ``, `[header, payload].join(".")`, `header + "." + payload`.
    private static func joinsWithDots(_ node: Syntax) -> Bool {
        switch node.kind {
        case .template: node.children(.part).contains { $0.stringValue == "." }
        case .call:
            // The text joins in Python, the list in JavaScript.
            node.child(.callee)?.name == "join"
                && [node.child(.argument)?.child(.value), node.child(.callee)?.child(.base)].contains { $0?.stringValue == "." }
        case .binary: node.name == "+" && [node.child(.left), node.child(.right)].contains { $0?.stringValue == "." }
        default: false
        }
    }

    private static func passesExpiry(_ call: Syntax) -> Bool {
        call.descendants.contains { $0.kind == .property && expiryNames.contains($0.name) }
    }

    private static let expiryNames: Set<String> = ["exp", "expiresAt", "expires_at", "expiresIn", "expires_in"]

    private func site(at place: Syntax, _ claims: [Syntax], in frame: Frame?) -> TokenSite {
        var site = TokenSite(
            kind: .issue, library: "hand-written", api: place.child(.callee)?.name ?? "", syntax: place, location: Location(callee: place),
            surface: surface(place.tree.file.path))
        site.inbound = false
        let names = Set(claims.map(\.name))
        site.audience = Answer(names.contains("aud") ? .enforced : .missing)
        site.issuer = Answer(names.contains("iss") ? .enforced : .missing)
        site.algorithm = AlgorithmAnswer(.libraryDefault, reach: .libraryDefault)
        site.lifetime = lifetime(claims, in: frame)
        if let frame { site.evidence = [Evidence(frame.function, "the token is signed here")] }
        return site
    }

    private func lifetime(_ claims: [Syntax], in frame: Frame?) -> LifetimeAnswer {
        for claim in claims where claim.name == "exp" {
            guard let value = claim.child(.value) else { continue }
            let seconds = evaluator.value(of: value, in: frame).value.alternatives.compactMap { alternative -> Double? in
                switch alternative.bare {
                case .moment(let offset, let scale): offset / scale
                default: nil
                }
            }.max()
            return LifetimeAnswer(.access, seconds: seconds, evidence: [Evidence(value, "the expiry is written here")])
        }
        return LifetimeAnswer(.access, seconds: nil)
    }
}
