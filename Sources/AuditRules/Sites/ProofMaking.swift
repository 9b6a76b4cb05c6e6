import SourceScanner

/// Finds the places where a client makes DPoP proofs, and which claims each proof carries: RFC 9449 §4.2.
struct ProofMaking {
    private let evaluator: Evaluator
    private let surface: (String) -> Surface

    init(_ evaluator: Evaluator, _ surface: @escaping (String) -> Surface) {
        self.evaluator = evaluator
        self.surface = surface
    }

    /// The same sites, proofs told apart from other tokens that are issued, and proofs that are made without a known library.
    /// `mentioning`: the trees that mention proofs.
    func completed(_ sites: [TokenSite], in mentioning: [SyntaxTree]) -> [TokenSite] {
        var result = sites.map(withoutNeedlessHash)
        for tree in mentioning {
            var done: Set<Syntax> = []
            for index in tree.nodes.indices {
                let node = Syntax(tree: tree, id: NodeID(Int32(index)))
                guard let beginning = beginning(node) else { continue }
                let function = node.enclosingFunction ?? tree.top
                guard !done.contains(function) else { continue }
                done.insert(function)
                if result.contains(where: {
                    $0.kind == .dpopClient && $0.syntax.enclosingFunction == node.enclosingFunction && $0.syntax.tree === tree
                }) {
                    continue
                }
                if let issued = issueSite(in: function, claims: beginning.claims, result) {
                    result[issued] = proof(
                        at: result[issued].syntax, library: result[issued].library, api: result[issued].api,
                        location: result[issued].location, beginning.claims)
                } else if beginning.isHeader || signs(function, around: beginning.claims ?? node),
                    !result.contains(where: {
                        $0.kind == .dpopVerify && $0.syntax.enclosingFunction == node.enclosingFunction && $0.syntax.tree === tree
                    })
                {
                    let place = signing(of: beginning.claims ?? node, in: function)
                    result.append(
                        proof(
                            at: place, library: "hand-written", api: place.child(.callee)?.name ?? "DPoP proof",
                            location: place.kind == .call ? Location(callee: place) : Location(place), beginning.claims))
                }
            }
        }
        return result
    }

    // MARK: Beginnings

    /// An object with `htm` and `htu`, or a header with the type of proofs.
    private func beginning(_ node: Syntax) -> (claims: Syntax?, isHeader: Bool)? {
        switch node.kind {
        case .object:
            let names = keys(of: node)
            return names.contains("htm") && names.contains("htu") && !isSchema(node) ? (node, false) : nil
        case .call:
            let labels = Set(node.children(.argument).map(\.name))
            return labels.contains("htm") && labels.contains("htu") && !isVerification(node) ? (node, false) : nil
        case .assignment:
            // claims["htm"] = method
            guard let target = node.child(.target), target.kind == .subscripted || target.kind == .member, let base = target.child(.base),
                base.kind == .identifier
            else { return nil }
            let name = target.kind == .member ? target.name : evaluator.key(of: target, nil) ?? ""
            return name == "htm" ? (base, false) : nil
        case .string where node.name == "dpop+jwt":
            guard let parent = node.parent,
                parent.kind == .property || parent.kind == .argument || (parent.kind == .assignment && node.role == .value)
            else { return nil }
            if parent.kind == .argument, parent.name.isEmpty, !(parent.parent?.child(.callee)?.name.lowercased().contains("typ") ?? false) {
                return nil
            }
            guard !node.ancestors.prefix(12).contains(where: { $0.kind == .call && isVerification($0) }),
                let claims = claimsObject(near: node)
            else { return parent.kind == .argument && parent.name.lowercased().contains("typ") ? (nil, true) : nil }
            return (claims, true)
        default: return nil
        }
    }

    private func keys(of object: Syntax) -> Set<String> {
        var result: Set<String> = []
        for element in object.children(.element) where element.kind == .property {
            if !element.name.isEmpty {
                result.insert(element.name)
            } else if let key = element.child(.key), key.kind == .member || key.kind == .identifier,
                let text = evaluator.value(of: key).value.text
            {
                result.insert(text)
            }
        }
        return result
    }

    private static let verifying = [
        "verify", "validat", "check", "decode", "expect", "assert", "schema", "object", "shape", "equal", "model", "interface", "parse",
    ]

    private func isVerification(_ call: Syntax) -> Bool {
        guard let name = call.child(.callee)?.name.lowercased() else { return false }
        return Self.verifying.contains { name.contains($0) }
    }

    /// A description of proofs (`z.object({ htm: z.string() })`) or what a verification is told to expect.
    private func isSchema(_ object: Syntax) -> Bool {
        if let argument = object.parent, argument.kind == .argument, let call = argument.parent, call.kind == .call, isVerification(call) {
            return true
        }
        guard let value = object.children(.element).first(where: { $0.name == "htm" })?.child(.value)?.unwrapped else { return false }
        if value.kind == .object || value.kind == .null || value.kind == .boolean { return true }
        guard value.kind == .call, let callee = value.child(.callee) else { return false }
        return ["string", "optional", "literal", "enum"].contains(callee.name) && callee.child(.base) != nil
    }

    private func claimsObject(near header: Syntax) -> Syntax? {
        let function = header.enclosingFunction ?? header.tree.top
        return function.descendants.first { node in
            switch node.kind {
            case .object: keys(of: node).contains("htm") && !isSchema(node)
            case .call: node.children(.argument).contains { $0.name == "htm" }
            case .assignment:
                node.child(.target)?.kind == .subscripted && node.child(.target).flatMap { evaluator.key(of: $0, nil) } == "htm"
            default: false
            }
        }
    }

    // MARK: The site

    /// The issuing call that signs these claims.
    private func issueSite(in function: Syntax, claims: Syntax?, _ sites: [TokenSite]) -> Int? {
        let candidates = sites.indices.filter { index in
            let site = sites[index]
            return site.kind == .issue && site.syntax.tree === function.tree
                && (site.syntax.enclosingFunction ?? site.syntax.tree.top) == function && site.library != "opaque-store"
        }
        if candidates.count == 1 { return candidates[0] }
        return candidates.first { index in
            let call = sites[index].syntax
            if let claims, claims.isInside(call) { return true }
            return call.children(.argument).prefix(4).contains { argument in
                guard let value = argument.child(.value), case .object(let object) = evaluator.value(of: value).value.bare else {
                    return false
                }
                return object.lookup("htm") != nil
            }
        }
    }

    private static let signers: Set<String> = [
        "sign", "createJwt", "encode", "JWS", "compactSign", "CompactSign", "SignJWT", "signature", "signDPoP", "signJwt", "generateProof",
        "makeJWT", "jws",
    ]

    /// The call that the claims go into, or one that signs in the same function.
    private func signing(of claims: Syntax, in function: Syntax) -> Syntax {
        if let argument = claims.parent, argument.kind == .argument, let call = argument.parent, call.kind == .call,
            !["stringify", "dumps", "encode"].contains(call.child(.callee)?.name ?? "")
        {
            return call
        }
        let calls = function.descendants.filter { $0.kind == .call && Self.signers.contains($0.child(.callee)?.name ?? "") }
        return calls.last { ["sign", "signature", "createJwt", "JWS"].contains($0.child(.callee)?.name ?? "") } ?? calls.last ?? claims
    }

    /// Something signs: the call that takes the claims says so, or the function names the type of proofs or calls a signer.
    private func signs(_ function: Syntax, around claims: Syntax) -> Bool {
        if let call = claims.ancestors.first(where: { $0.kind == .call }), let name = call.child(.callee)?.name.lowercased(),
            call.enclosingFunction == claims.enclosingFunction,
            ["sign", "dpop", "proof", "jwt", "jws"].contains(where: name.contains)
        {
            return true
        }
        return function.descendants.contains { node in
            node.kind == .string && node.name == "dpop+jwt"
                || node.kind == .call && Self.signers.contains(node.child(.callee)?.name ?? "")
                    && !["encode", "generateProof"].contains(node.child(.callee)?.name ?? "")
        }
    }

    private func proof(at place: Syntax, library: String, api: String, location: Location, _ claims: Syntax?) -> TokenSite {
        var site = TokenSite(
            kind: .dpopClient, library: library, api: api, syntax: place, location: location, surface: surface(place.tree.file.path))
        site.inbound = false
        guard let claims else { return site }
        let object = FilledObject(claims, evaluator)
        site.proofChecks[.method] = object.answer("htm")
        site.proofChecks[.uri] = object.answer("htu")
        site.proofChecks[.replay] = completed(object.answer("jti"), by: ["setJti", "jti", "jwtid", "withJWTID"], place)
        site.proofChecks[.issuedAt] =
            Self.stamping.contains(library)
            ? Answer(.enforced) : completed(object.answer("iat"), by: ["setIssuedAt", "issuedAt", "withIssuedAt"], place)
        var hash = object.answer("ath")
        if hash.state == .conditional { hash.state = .enforced }
        if hash.state == .missing, !accompaniesToken(place) { hash = Answer(.notApplicable) }
        site.proofChecks[.accessTokenHash] = hash
        site.dpop = site.proofChecks.values.allSatisfy { $0.state != .missing } ? .verified : .partial
        return site
    }

    /// Libraries that add `iat` by themselves.
    private static let stamping: Set<String> = ["jsonwebtoken", "fast-jwt", "@fastify/jwt", "@nestjs/jwt"]

    /// A builder sets the claim: `.setJti(…)`, or an option of the call does.
    private func completed(_ answer: Answer, by names: [String], _ place: Syntax) -> Answer {
        guard answer.state == .missing else { return answer }
        let statement = place.statement ?? place
        let scope = place.enclosingFunction ?? statement
        for node in scope.descendants {
            if node.kind == .call, let name = node.child(.callee)?.name, names.contains(name) {
                return Answer(.enforced, [Evidence(Location(callee: node), "\(name) is called here")])
            }
            if node.kind == .property, names.contains(node.name), node.isInside(statement) {
                return Answer(.enforced, [Evidence(node, "\(node.name) is set here")])
            }
        }
        return answer
    }

    /// A library's proof without `ath` is right where no access token is sent along.
    private func withoutNeedlessHash(_ site: TokenSite) -> TokenSite {
        guard site.kind == .dpopClient else { return site }
        var result = site
        if result.proofChecks[.accessTokenHash]?.state == .missing, !accompaniesToken(site.syntax) {
            result.proofChecks[.accessTokenHash] = Answer(.notApplicable)
        }
        let required: [ProofCheck] = [.method, .uri, .replay, .issuedAt, .accessTokenHash]
        result.dpop = required.allSatisfy { result.proofChecks[$0]?.state != .missing } ? .verified : .partial
        return result
    }

    /// The function knows the access token, or sends it beside the proof.
    private func accompaniesToken(_ place: Syntax) -> Bool {
        guard let function = place.enclosingFunction else { return false }
        let parameters = function.children(.parameter).flatMap { parameter in
            [parameter.name] + (parameter.child(.target)?.descendants.map(\.name) ?? [])
        }
        if parameters.contains(where: { $0.lowercased().filter { $0 != "_" }.contains("accesstoken") }) { return true }
        return ([function] + evaluator.calls(of: function).compactMap(\.enclosingFunction)).contains(where: sendsToken)
    }

    /// `Authorization: DPoP <token>`
    private func sendsToken(_ function: Syntax) -> Bool {
        function.descendants.contains { node in
            node.kind == .string && node.name.hasPrefix("DPoP ") && node.name.utf8.count == 5
                && (node.parent?.kind == .template || node.parent?.kind == .binary)
        }
    }
}
