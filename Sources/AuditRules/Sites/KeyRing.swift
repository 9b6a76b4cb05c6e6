import SourceScanner

/// The keys that a program put into the object which verifies: `JWTKeyCollection().add(rsa: key, …)`, `keys.add(jwks: set)`, `signers.use(.hs256(key: secret))`.
struct KeyRing {
    /// One call that puts in a key.
    struct Entry {
        let call: Syntax
        /// By its JWA name, where the call fixes it.
        let algorithm: String?
        let key: KeyAnswer
    }

    let entries: [Entry]

    init(_ entries: [Entry]) { self.entries = entries }

    private static let adders: Set<String> = ["add", "use"]
    /// The family of algorithms that a label stands for; the digest is another argument.
    private static let labels: [String: String] = [
        "hmac": "HS256", "rsa": "RS256", "pss": "PS256", "ecdsa": "ES256", "eddsa": "EdDSA", "mldsa": "ML-DSA-65",
    ]

    /// The ring that a method is called on.
    init(of receiver: Syntax, _ evaluator: Evaluator) {
        let keys = KeyAnswers(evaluator: evaluator)
        entries = ChainedCalls(evaluator: evaluator).calls(on: receiver).compactMap { call, _ in
            guard Self.adders.contains(call.child(.callee)?.name ?? ""), let first = call.child(.argument), let key = first.child(.value)
            else { return nil }
            let algorithm = Self.labels[first.name] ?? (first.name.isEmpty ? Self.algorithm(of: key) : nil)
            return Entry(call: call, algorithm: algorithm, key: keys.answer(key, in: nil))
        }
    }

    /// `.hs256(key: secret)`: the signer's own name.
    private static func algorithm(of signer: Syntax) -> String? {
        guard let name = signer.child(.callee)?.name, name.count == 5, ["hs", "rs", "ps", "es"].contains(name.prefix(2)) else { return nil }
        return name.uppercased()
    }

    /// The key that a cryptographic primitive checks a signature with.
    static func entry(of primitive: Syntax, _ evaluator: Evaluator, in frame: Frame?) -> Entry? {
        let holder = primitive.child(.callee)?.child(.base)
        let key = primitive.children(.argument).first { $0.name == "using" }?.child(.value) ?? holder
        guard let key else { return nil }
        // The type's name says it: `HMAC<SHA256>`, `P256.Signing.PublicKey`; a variable is what it was made from.
        let resolved = evaluator.value(of: holder ?? key, in: frame)
        let made = resolved.trail.map(\.text) + [holder?.text ?? "", maker(of: resolved.value.bare)]
        let algorithm = primitives.first { word in made.contains { $0.contains(word.name) } }?.algorithm
        return Entry(call: primitive, algorithm: algorithm, key: KeyAnswers(evaluator: evaluator).answer(key, in: frame))
    }

    /// The type or function that a value comes from, by the name that its module gives it.
    private static func maker(of value: Value) -> String {
        switch value {
        case .external(let reference), .externalInstance(let reference, _): reference.path.joined(separator: ".")
        case .result(let callee, _): maker(of: callee.bare)
        default: ""
        }
    }

    private static let primitives: [(name: String, algorithm: String)] = [
        ("HMAC", "HS256"), ("P256.", "ES256"), ("P384.", "ES384"), ("P521.", "ES512"), ("Curve25519.", "EdDSA"), ("RSA.", "RS256"),
    ]

    /// Where its keys come from; nil where from several places. A key that the source writes down is told where it is put in.
    var key: KeyAnswer? {
        if let named = entries.first(where: { $0.key.source == .namedByToken }) { return named.key }
        guard let first = entries.first?.key, entries.allSatisfy({ $0.key.source == first.source }) else { return nil }
        let identity = entries.count == 1 ? first.identity : nil
        switch first.source {
        case .literal, .environmentOrLiteral: return KeyAnswer(.unknown, first.evidence, identity: identity)
        default: return KeyAnswer(first.source, first.evidence, identity: identity)
        }
    }

    /// Symmetric and asymmetric algorithms for which one and the same key was put in.
    var mixture: AlgorithmAnswer? {
        for entry in entries {
            guard let identity = entry.key.identity, let algorithm = entry.algorithm, algorithm.hasPrefix("HS") else { continue }
            for other in entries where other.key.identity == identity {
                guard let foreign = other.algorithm, !foreign.hasPrefix("HS") else { continue }
                let evidence = [entry, other].map {
                    Evidence(Location(callee: $0.call), "the key is put in here for \($0.algorithm ?? "")")
                }
                return AlgorithmAnswer(.pinned, evidence, allowed: [algorithm, foreign])
            }
        }
        return nil
    }
}
