import SourceScanner

/// Functions that only read a token for whoever calls them: a function that hands its parameter to a decoder and gives back what it gets is a decoder.
struct ReadingWrappers {
    private let evaluator: Evaluator
    private let surface: (String) -> Surface

    init(_ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.evaluator = evaluator
        self.surface = surface
    }

    /// The known sites, the calls of such functions among them; the reading inside one is judged at its calls.
    func completed(_ known: [TokenSite]) -> [TokenSite] {
        var taken = Set(known.map(\.syntax))
        let verifying = Verifying.functions(known, evaluator)
        var result = known
        // A decoder may be made of decoders.
        var level = known.indices.filter { known[$0].kind == .decode }
        for _ in 0..<3 where !level.isEmpty {
            var next: [Int] = []
            for index in level {
                let reading = result[index]
                guard let function = reading.syntax.enclosingFunction, !verifying.contains(function), handsOn(function, reading.syntax)
                else {
                    continue
                }
                let calls = evaluator.calls(of: function).filter { taken.insert($0).inserted }
                guard !calls.isEmpty else { continue }
                result[index].isEcho = true
                next += result.count..<result.count + calls.count
                result += calls.map { site(of: $0, function, reading) }
            }
            level = next
        }
        return result
    }

    private func site(of call: Syntax, _ function: Syntax, _ reading: TokenSite) -> TokenSite {
        var site = TokenSite(
            kind: .decode, library: reading.library, api: Evaluator.callName(of: function), syntax: call,
            location: Location(callee: call), surface: surface(call.tree.file.path))
        site.signature = .notVerified
        site.audience = reading.audience
        site.issuer = reading.issuer
        site.expiry = reading.expiry
        site.evidence = [Evidence(reading.location, "the token is only read here")]
        return site
    }

    /// A parameter goes into the reading, and all that is read comes out.
    private func handsOn(_ function: Syntax, _ reading: Syntax) -> Bool {
        let parameters = function.children(.parameter).filter { !["self", "cls"].contains($0.name) }
        guard let first = parameters.first else { return false }
        let isGiven =
            Flow.uses(ofParameter: first, evaluator: evaluator, hops: 0).contains { $0.syntax.isInside(reading) }
            || ["token", "jwt"].contains(where: first.name.lowercased().contains)
        guard isGiven else { return false }
        return Flow.uses(of: reading, evaluator: evaluator, hops: 0).contains { use in
            use.path.isEmpty && (use.syntax.parent?.kind == .returnStatement || use.syntax.role == .body)
        }
    }
}
