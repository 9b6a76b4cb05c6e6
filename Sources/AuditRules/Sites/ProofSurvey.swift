import SourceScanner

/// Finds the places where DPoP proofs are verified, by library, by what the code does and by hand, and fills in what each of them checks.
struct ProofSurvey {
    private let program: Program
    private let evaluator: Evaluator
    private let surface: (String) -> Surface
    private let regions: ProofRegions
    private let reads: ProofReads

    init(_ program: Program, _ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.program = program
        self.evaluator = evaluator
        self.surface = surface
        regions = ProofRegions(evaluator)
        reads = ProofReads(evaluator, program.relevant)
    }

    /// The same sites, proofs' verifications told apart and completed, and those that no library's call shows; `mentioning`: the trees that mention proofs.
    func completed(_ sites: [TokenSite], in mentioning: [SyntaxTree]) -> [TokenSite] {
        guard !mentioning.isEmpty else { return sites.map { $0.kind == .dpopVerify ? demoted($0) : $0 } }
        var result = sites.map(reclassified)
        let others = Set(result.filter { $0.kind == .verify }.map(\.syntax))
        var held: [ProofRegion] = []
        for index in result.indices where result[index].kind == .dpopVerify {
            let region = regions.region(around: result[index].syntax)
            held.append(region)
            result[index] = filled(result[index], region, result, others)
        }
        result = unverifiedReadings(result, &held, others)
        for function in checkingFunctions(mentioning) where !held.contains(where: { $0.contains(function) }) {
            let root = root(of: function, others)
            let region = regions.region(around: root)
            held.append(region)
            guard !held.dropLast().contains(where: { $0.inner.contains(root) || region.inner.contains($0.inner[0]) }) else { continue }
            result.append(filled(handWritten(root, region, others), region, result, others))
        }
        for tree in mentioning where surface(tree.file.path) != .test {
            for call in opaqueVerifications(tree) where !held.contains(where: { $0.contains(call.enclosingFunction ?? call.tree.top) }) {
                guard !result.contains(where: { $0.kind == .dpopVerify && $0.syntax == call }) else { continue }
                result.append(OpaqueProofVerification(call, evaluator).site(surface: surface(tree.file.path)))
            }
        }
        return result
    }

    /// `dpop` in every mixture of capitals: one pass over the bytes instead of a search in each string.
    private static let proofWords = Sweep(
        literals: (0..<16).map { capitals in String(zip("dpop", 0..<4).map { capitals >> $1 & 1 == 1 ? Character($0.uppercased()) : $0 }) })
    private static let proofNames: Set<String> = ["htm", "htu", "jkt", "EmbeddedJWK"]
    private static let proofNameLengths = [3, 11]

    static func mentionsProof(_ tree: SyntaxTree) -> Bool {
        if tree.symbols.contains(where: { proofNameLengths.contains($0.utf8.count) && proofNames.contains($0) }) { return true }
        return proofWords.isRelevant(tree.file.bytes) && tree.symbols.contains { $0.lowercased().contains("dpop") }
    }

    // MARK: Calls of libraries

    /// A verification whose token is a proof, by its key, its claims, its type or its name.
    private func reclassified(_ site: TokenSite) -> TokenSite {
        if site.kind == .dpopVerify { return Self.mentionsProof(site.syntax.tree) ? site : demoted(site) }
        guard site.kind == .verify, site.syntax.kind == .call, Self.mentionsProof(site.syntax.tree) else { return site }
        guard
            isProofByName(site.syntax) || hasProofType(site.syntax)
                || claims(of: site.syntax).contains(where: { ["htm", "htu"].contains($0.path.last ?? "") })
        else { return site }
        var result = site
        result.kind = .dpopVerify
        result.audience = Answer(.notApplicable)
        result.issuer = Answer(.notApplicable)
        return result
    }

    /// A key taken from a token's own header, in code that has nothing to do with DPoP: key proofs of other protocols.
    private func demoted(_ site: TokenSite) -> TokenSite {
        guard case .embedded = site.key.source, site.proofChecks.count < 6 else { return site }
        var result = site
        result.kind = .verify
        result.proofChecks = [:]
        result.inbound = false
        return result
    }

    private func isProofByName(_ call: Syntax) -> Bool {
        guard let text = call.child(.argument)?.child(.value)?.text.lowercased(), text.utf8.count < 80 else { return false }
        return text.contains("dpop") && !text.contains("accesstoken") && !text.contains("access_token") && !text.contains("bound")
    }

    private func hasProofType(_ call: Syntax) -> Bool {
        call.children(.argument).contains { argument in
            argument.descendants.contains {
                $0.kind == .property && $0.name == "typ"
                    && $0.child(.value).map { evaluator.value(of: $0).value.strings.contains("dpop+jwt") } == true
            }
        }
    }

    private func claims(of call: Syntax) -> [Flow.Use] { Flow.uses(of: call, evaluator: evaluator, hops: 3, pathLimit: 3) }

    /// Readings of a proof's claims that no verification of the same region backs.
    private func unverifiedReadings(_ sites: [TokenSite], _ held: inout [ProofRegion], _ others: Set<Syntax>) -> [TokenSite] {
        var result = sites
        for index in sites.indices {
            let site = sites[index]
            guard site.kind == .decode, site.surface != .test, site.syntax.kind == .call, Self.mentionsProof(site.syntax.tree) else {
                continue
            }
            let function = site.syntax.enclosingFunction ?? site.syntax.tree.top
            guard !held.contains(where: { $0.contains(function) }) else { continue }
            let region = regions.region(around: site.syntax)
            let checks = ProofChecks(region, reads, claims: claims(of: site.syntax))
            let answers = [checks.method(), checks.uri(), checks.accessTokenHash(isApplicable: true)]
            let made = answers.filter { $0.state != .missing || $0.reaction != .rejects }
            // What a proof's verification elsewhere compares is that one's.
            let functions = held.flatMap(\.inner)
            guard made.contains(where: { answer in !answer.evidence.contains { place in functions.contains { $0.holds(place.location) } } })
            else { continue }
            held.append(region)
            var proof = site
            proof.kind = .dpopVerify
            proof.key = KeyAnswer(.unknown)
            result[index] = filled(proof, region, sites, others)
        }
        return result
    }

    // MARK: By hand

    /// Functions that compare `htm` or `htu` themselves.
    private func checkingFunctions(_ trees: [SyntaxTree]) -> [Syntax] {
        var result: [Syntax] = []
        for tree in trees where surface(tree.file.path) != .test {
            let scopes = program.scopes(of: tree)
            for function in scopes.syntax(scopes.functions) {
                let own = reads.reads(in: function).filter { ["htm", "htu"].contains($0.name) && $0.syntax.enclosingFunction == function }
                guard !own.isEmpty else { continue }
                let checks = ProofChecks(ProofRegion(inner: [function], outer: []), reads, claims: [])
                if [checks.method(), checks.uri()].contains(where: {
                    $0.state == .enforced || $0.state == .conditional || $0.reaction != .rejects
                }) {
                    result.append(function)
                }
            }
        }
        return result
    }

    /// The function that verifies the whole proof: the nearest one, upwards, that reaches a check of a signature.
    private func root(of function: Syntax, _ others: Set<Syntax>) -> Syntax {
        var frontier = [function]
        for _ in 0..<3 {
            if let found = frontier.first(where: { signatureCheck(in: regions.reach(of: $0), besides: others) != nil }) { return found }
            frontier = frontier.flatMap { evaluator.calls(of: $0).compactMap(\.enclosingFunction) }
            if frontier.isEmpty { break }
        }
        return function
    }

    private func handWritten(_ root: Syntax, _ region: ProofRegion, _ others: Set<Syntax>) -> TokenSite {
        let check = signatureCheck(in: region.inner, besides: others)
        let name = ByteRange(root.nameStart, root.nameStart + max(root.name.utf8.count, 1))
        var site = TokenSite(
            kind: .dpopVerify, library: "hand-written",
            api: check?.child(.callee)?.name ?? (root.name.isEmpty ? "DPoP verification" : root.name), syntax: check ?? root,
            location: check.map { Location(callee: $0) } ?? Location(root.tree, name), surface: surface((check ?? root).tree.file.path))
        site.key = KeyAnswer(.embedded)
        return site
    }

    private static let signatureCalls: Set<String> = [
        "verify", "isValidSignature", "SecKeyVerifySignature", "verify_signature", "verifySignature", "checkSignature", "jwtVerify",
        "compactVerify", "verify_and_decode", "deserialize_compact",
    ]

    /// A call outside of the program that checks a signature, and not that of the access token.
    private func signatureCheck(in functions: [Syntax], besides others: Set<Syntax>) -> Syntax? {
        for function in functions {
            for node in function.descendants where node.kind == .call && !others.contains(node) {
                guard let callee = node.child(.callee), Self.signatureCalls.contains(callee.name), node.child(.argument) != nil else {
                    continue
                }
                if case .function(let target, _) = evaluator.value(of: callee).value.bare, target.child(.body) != nil { continue }
                return node
            }
        }
        return nil
    }

    // MARK: Functions of which only the name is known

    private func opaqueVerifications(_ tree: SyntaxTree) -> [Syntax] {
        let scopes = program.scopes(of: tree)
        return scopes.syntax(scopes.calls).filter { call in
            guard let callee = call.child(.callee), callee.kind == .identifier || callee.kind == .member else { return false }
            let name = callee.name.lowercased().filter { $0 != "_" }
            guard name.contains("dpop"), ["verify", "validate", "check", "assert"].contains(where: name.hasPrefix),
                !call.children(.argument).isEmpty
            else { return false }
            switch evaluator.value(of: callee).value.bare {
            case .function(let function, _): return function.child(.body) == nil
            case .type, .instance: return false
            default: return true
            }
        }
    }

    // MARK: The nine checks

    private func filled(_ site: TokenSite, _ region: ProofRegion, _ sites: [TokenSite], _ others: Set<Syntax>) -> TokenSite {
        var result = site
        result.audience = Answer(.notApplicable)
        result.issuer = Answer(.notApplicable)
        // A library that does all of it: nothing is left to the program.
        if site.proofChecks.count >= 6 {
            for check in ProofCheck.allCases where result.proofChecks[check] == nil { result.proofChecks[check] = Answer(.missing) }
            result.dpop = Self.standing(result)
            return result
        }
        let checks = ProofChecks(region, reads, claims: site.syntax.kind == .call ? claims(of: site.syntax) : [])
        let context = ProofContext(region, sites, evaluator)
        var found: [ProofCheck: Answer] = [:]
        found[.signature] = signature(site, region, others)
        found[.type] = hasProofType(site.syntax) ? Answer(.enforced, [Evidence(site.location, "typ is given here")]) : checks.type()
        found[.algorithm] = algorithm(site, checks)
        found[.method] = checks.method()
        found[.uri] = checks.uri()
        found[.issuedAt] = checks.issuedAt()
        found[.replay] = checks.replay()
        found[.accessTokenHash] = checks.accessTokenHash(isApplicable: context.hasAccessToken)
        found[.thumbprint] = checks.thumbprint(isApplicable: context.hasAccessToken)
        for (check, answer) in found {
            if let known = result.proofChecks[check], known.state.rank <= answer.state.rank { continue }
            result.proofChecks[check] = answer
        }
        if context.handsClaimsOn {
            for check in [ProofCheck.replay, .thumbprint, .issuedAt, .method, .uri]
            where result.proofChecks[check]?.state == .missing && result.proofChecks[check]?.evidence.isEmpty == true {
                if check == .replay || check == .thumbprint || context.isBare {
                    result.proofChecks[check] = Answer(.unknown, isCertain: false)
                }
            }
        }
        if result.proofChecks[.signature]?.state == .missing {
            result.signature = .notVerified
        } else if result.proofChecks[.signature]?.state == .enforced {
            result.signature = .verified
        }
        result.dpop = Self.standing(result)
        return result
    }

    /// Verified: every check that applies is made.
    static func standing(_ site: TokenSite) -> TokenSite.Proof {
        ProofCheck.allCases.allSatisfy { [.enforced, .notApplicable].contains(site.proofChecks[$0]?.state ?? .missing) }
            ? .verified : .partial
    }

    private func signature(_ site: TokenSite, _ region: ProofRegion, _ others: Set<Syntax>) -> Answer {
        if site.signature == .verified { return Answer(.enforced, [Evidence(site.location, "the signature is checked here")]) }
        if let check = signatureCheck(in: region.inner, besides: others) ?? signatureCheck(in: region.outer, besides: others) {
            let isIgnored = check.unwrappedUpwards.role == .statement && check.child(.callee)?.name != "verify" || isDiscardedPromise(check)
            return isIgnored
                ? Answer(.missing, [Evidence(Location(callee: check), "the result of the signature check is thrown away")])
                : Answer(.enforced, [Evidence(Location(callee: check), "the signature is checked here")])
        }
        if site.signature == .notVerified { return Answer(.missing, [Evidence(site.location, "the proof is only decoded")]) }
        let decoding = region.all.lazy.compactMap { Self.decoding(in: $0) }.first
        return decoding.map { Answer(.missing, [Evidence($0, "the proof is only decoded")]) } ?? Answer(.unknown, isCertain: false)
    }

    /// `await crypto.subtle.verify(…)` as a statement: false is no refusal.
    private func isDiscardedPromise(_ check: Syntax) -> Bool {
        guard check.tree.language.isECMAScript, check.child(.callee)?.name == "verify", check.unwrappedUpwards.role == .statement else {
            return false
        }
        return ["subtle", "crypto", "ed", "ed25519"].contains(check.child(.callee)?.child(.base)?.name ?? "")
    }

    private static let decoders: Set<String> = [
        "decodeJwt", "decode", "jwtDecode", "jwt_decode", "atob", "b64decode", "urlsafe_b64decode", "base64url_decode",
        "get_unverified_claims", "from",
    ]

    private static func decoding(in function: Syntax) -> Syntax? {
        function.descendants.first { node in
            guard node.kind == .call, let callee = node.child(.callee) else { return false }
            if callee.name == "split" || callee.name == "components" { return node.child(.argument)?.child(.value)?.stringValue == "." }
            return decoders.contains(callee.name) && callee.name != "from" && callee.name != "decode"
        }
    }

    private func algorithm(_ site: TokenSite, _ checks: ProofChecks) -> Answer {
        if let hand = checks.algorithm(), hand.state == .enforced { return hand }
        switch site.algorithm.state {
        case .pinned:
            let symmetric = site.algorithm.allowed.contains { $0.hasPrefix("HS") || $0.lowercased() == "none" }
            return Answer(symmetric ? .missing : .enforced, site.algorithm.evidence)
        case .notApplicable:
            if site.syntax.kind == .call, namesAlgorithm(site.syntax) {
                return Answer(.enforced, [Evidence(site.location, "the algorithm is fixed here")])
            }
            return site.library == "hand-written" && site.syntax.kind == .call ? Answer(.unknown, isCertain: false) : Answer(.missing)
        default: return Answer(.missing, site.algorithm.evidence)
        }
    }

    /// A signature check by hand names one scheme: `{ name: "ECDSA", … }`, `P256.Signing`, `ec.ECDSA(…)`.
    private func namesAlgorithm(_ call: Syntax) -> Bool {
        let around = call.enclosingFunction ?? call
        let words = ["ECDSA", "P256", "P-256", "P384", "ES256", "RS256", "PS256", "Ed25519", "EdDSA", "PKCS1", "RSASSA"]
        return around.descendants.contains { node in
            [.string, .identifier, .member].contains(node.kind) && words.contains { node.name.contains($0) }
        }
    }
}

extension Syntax {
    fileprivate func holds(_ location: Location) -> Bool { tree.file.path == location.path && range.contains(location.range) }

    /// The expression around this one that has the same value: `await`, `try` and casts.
    var unwrappedUpwards: Syntax {
        var current = self
        while let parent = current.parent, [.awaitExpression, .tryExpression, .cast].contains(parent.kind) { current = parent }
        return current
    }
}
