import SourceScanner

/// Where a verification's (or a signature's) key comes from.
struct KeyAnswers {
    let evaluator: Evaluator

    func answer(_ expression: Syntax?, in frame: Frame?) -> KeyAnswer {
        guard let expression else { return KeyAnswer(.unknown) }
        return answer(evaluator.value(of: expression, in: frame), depth: 0)
    }

    func answer(_ resolved: Resolved, depth: Int) -> KeyAnswer {
        guard depth < 6 else { return KeyAnswer(.unknown) }
        let alternatives = resolved.value.alternatives.map(\.bare)
        var literal: Int?
        var environment: String?
        for alternative in alternatives {
            switch alternative {
            case .string(let text): literal = max(literal ?? 0, text.utf8.count)
            case .environment(let name, _): environment = name
            default: continue
            }
        }
        let evidence = resolved.trail.last.map { [Evidence($0, "the key comes from here")] } ?? []
        if let literal {
            if literal > 60, resolved.value.strings.contains(where: { $0.contains("BEGIN") && !$0.contains("PRIVATE KEY") }) {
                return KeyAnswer(.publicKey, evidence, identity: identity(resolved))
            }
            let literals = resolved.value.strings
            if environment != nil || alternatives.count > 1 {
                return KeyAnswer(
                    .environmentOrLiteral(byteCount: literal), evidence, identity: environment.map { "env:" + $0 } ?? identity(resolved),
                    literals: literals)
            }
            return KeyAnswer(.literal(byteCount: literal), evidence, identity: identity(resolved), literals: literals)
        }
        if let environment { return KeyAnswer(.environment, evidence, identity: "env:" + environment) }
        // Where a key may be one of several, or not be there yet, the one that says most.
        let answers = alternatives.compactMap { one($0, resolved, depth) }
        return answers.first { ![.unknown, .none].contains($0.source) } ?? answers.first { $0.source == .unknown } ?? answers.first
            ?? KeyAnswer(.unknown, evidence, identity: identity(resolved))
    }

    /// What one of the possible values says; nil: nothing at all.
    private func one(_ value: Value, _ resolved: Resolved, _ depth: Int) -> KeyAnswer? {
        let evidence = resolved.trail.last.map { [Evidence($0, "the key comes from here")] } ?? []
        switch value {
        case .result(let callee, let call): return made(by: callee, call, resolved, depth)
        case .externalInstance(let type, let made):
            guard let made else { return KeyAnswer(.unknown, evidence, identity: identity(resolved)) }
            return self.made(by: .external(type), made, resolved, depth)
        case .function(let function, _): return callback(function, resolved)
        case .projection(let base, let name, let declaration):
            if name == "jwk" { return KeyAnswer(.embedded, evidence) }
            if let declaration { return KeyAnswer(.unknown, evidence, identity: place(declaration)) }
            let inner = answer(Resolved(base, resolved.trail), depth: depth + 1)
            return inner.source == .unknown ? KeyAnswer(.unknown, evidence, identity: identity(resolved)) : inner
        case .external(let reference):
            if reference.path.last == "EmbeddedJWK" { return KeyAnswer(.embedded, evidence) }
            return KeyAnswer(.unknown, evidence, identity: reference.dotted)
        case .null: return KeyAnswer(.none, evidence)
        case .parameter(let parameter): return KeyAnswer(.unknown, evidence, identity: place(parameter))
        default: return nil
        }
    }

    private static let keySets: Set<String> = [
        "createRemoteJWKSet", "createLocalJWKSet", "PyJWKClient", "jwksClient", "JwksClient", "JwksRsa", "passportJwtSecret",
        "expressJwtSecret", "buildJwks", "JWKSClient", "jwks",
        "hapiJwt2Key", "koaJwtSecret",
    ]
    private static let wrappers: Set<String> = [
        "encode", "from", "createSecretKey", "importPKCS8", "importSPKI", "importX509", "importJWK", "createPublicKey", "createPrivateKey",
        "TextEncoder", "OctKey", "import_key", "to_bytes", "bytes",
        "encode_bytes", "construct", "SymmetricKey", "HMACKey", "PublicKey", "PrivateKey", "hs256", "hs384", "hs512", "toString", "str",
        "b64decode", "Data", "ES256PrivateKey", "ES384PrivateKey", "ES512PrivateKey",
    ]

    private func made(by callee: Value, _ call: Syntax, _ resolved: Resolved, _ depth: Int) -> KeyAnswer {
        var name = call.child(.callee)?.name ?? ""
        // An alias is called by what it stands for.
        if case .external(let reference) = callee, let meant = reference.path.last, meant != "default" { name = meant }
        let evidence = [Evidence(call, "the key comes from here")]
        if Self.keySets.contains(name) || name.lowercased().contains("jwks") {
            let address = address(of: call)
            if address.map(isNamedByToken) == true { return KeyAnswer(.namedByToken, evidence) }
            return KeyAnswer(.fixedKeySet, evidence, identity: address.map { "jwks:" + $0.text } ?? identity(resolved))
        }
        if ["get_signing_key_from_jwt", "get_signing_key", "getSigningKey", "getSigningKeyAsync", "get_signing_keys"].contains(name) {
            let base = call.child(.callee)?.child(.base).map { evaluator.value(of: $0) } ?? .unknown
            let inner = answer(base, depth: depth + 1)
            return inner.source == .unknown ? KeyAnswer(.fixedKeySet, evidence) : inner
        }
        if Self.wrappers.contains(name) || name.isEmpty {
            // The others name encodings and algorithms, as those of `toString` do.
            if name != "toString", let key = call.child(.argument)?.child(.value) {
                let inner = answer(evaluator.value(of: key), depth: depth + 1)
                if inner.source != .unknown || inner.identity != nil { return inner }
            }
            if let base = call.child(.callee)?.child(.base) { return answer(evaluator.value(of: base), depth: depth + 1) }
        }
        if let request = FetchedValue.request(behind: call, evaluator), let address = request.address {
            let evidence = [Evidence(Location(callee: request.call), "the keys are fetched here")]
            if isNamedByToken(address) { return KeyAnswer(.namedByToken, evidence) }
            if evaluator.value(of: address).value.bare.isFixed {
                return KeyAnswer(.fixedKeySet, evidence, identity: "jwks:" + address.text)
            }
        }
        if name == "getPublicKey" || name == "publicKey" || name == "public_key", let base = call.child(.callee)?.child(.base) {
            let inner = answer(evaluator.value(of: base), depth: depth + 1)
            if inner.source == .fixedKeySet { return inner }
        }
        return KeyAnswer(.unknown, evidence, identity: identity(resolved))
    }

    /// A key callback: what it looks the key up in.
    private func callback(_ function: Syntax, _ resolved: Resolved) -> KeyAnswer {
        let evidence = [Evidence(Location(function), "the key is looked up here")]
        for node in function.descendants {
            if node.kind == .call, let name = node.child(.callee)?.name,
                ["getSigningKey", "getSigningKeyAsync", "get_signing_key", "getKey"].contains(name) || Self.keySets.contains(name)
            {
                return KeyAnswer(.fixedKeySet, evidence)
            }
        }
        return KeyAnswer(.unknown, evidence, identity: place(function))
    }

    private func address(of call: Syntax) -> Syntax? {
        guard let first = call.child(.argument)?.child(.value)?.unwrapped else { return nil }
        if first.kind == .object {
            return first.children(.element).first { ["jwksUri", "jwks_uri", "uri", "url"].contains($0.name) }?.child(.value) ?? first
        }
        if first.kind == .call, first.child(.callee)?.name == "URL" { return first.child(.argument)?.child(.value) ?? first }
        return first
    }

    /// The address contains a claim that nobody has verified yet.
    private func isNamedByToken(_ address: Syntax) -> Bool { TokenDerived.isDerived(address, evaluator) }

    private func identity(_ resolved: Resolved) -> String? { resolved.trail.first.map(place) }
    private func place(_ syntax: Syntax) -> String { Identity.place(syntax) }
}

extension Value {
    /// The same for every token: written down, or set from outside.
    fileprivate var isFixed: Bool {
        switch self {
        case .string, .environment: true
        case .template(let parts): parts.allSatisfy(\.bare.isFixed)
        case .externalInstance(_, let made?), .result(_, let made):
            made.children(.argument).allSatisfy { $0.child(.value)?.kind == .string }
        default: false
        }
    }
}
