import SourceScanner

/// What protects a string with a key that one program alone holds: a message authentication code (RFC 2104) or authenticated encryption.
struct SealPrimitive {
    enum Way { case code, cipher }
    enum Direction {
        case makes
        case opens
    }

    /// The call that names the primitive (`createHmac(…)`, `hmac.new(…)`).
    let call: Syntax
    let way: Way
    /// A code that is made may be compared afterwards: only ciphers and calls that check a code by themselves say which way they go.
    let direction: Direction
    let key: Syntax?
    /// The algorithm as JWA names it (RFC 7518 §3.1, §5.1), where it is written.
    let algorithm: String?

    init?(_ call: Syntax, _ evaluator: Evaluator) {
        guard call.kind == .call, let callee = call.child(.callee) else { return nil }
        let arguments = call.children(.argument)
        func value(_ index: Int) -> Syntax? { index < arguments.count ? arguments[index].child(.value) : nil }
        func named(_ names: String...) -> Syntax? { arguments.first { names.contains($0.name) }?.child(.value) }
        let base = callee.child(.base)
        let baseText = base?.text ?? ""
        switch callee.name {
        case "createHmac":
            self.init(call, .code, .makes, key: value(1), algorithm: Self.code(value(0)?.stringValue))
        case "new" where baseText == "hmac", "digest" where baseText == "hmac":
            self.init(
                call, .code, .makes, key: named("key") ?? value(0), algorithm: Self.code((named("digestmod", "digest") ?? value(2))?.text))
        case "authenticationCode" where baseText.hasPrefix("HMAC"):
            self.init(call, .code, .makes, key: named("using"), algorithm: Self.code(baseText))
        case "isValidAuthenticationCode" where baseText.hasPrefix("HMAC"):
            self.init(call, .code, .opens, key: named("using"), algorithm: Self.code(baseText))
        case "sign" where baseText.hasSuffix("subtle"), "verify" where baseText.hasSuffix("subtle"):
            guard value(0)?.text.contains("HMAC") == true else { return nil }
            self.init(call, .code, callee.name == "sign" ? .makes : .opens, key: value(1), algorithm: "HS256")
        case "encrypt" where baseText.hasSuffix("subtle"), "decrypt" where baseText.hasSuffix("subtle"):
            self.init(call, .cipher, callee.name == "encrypt" ? .makes : .opens, key: value(1), algorithm: "A256GCM")
        case "createCipheriv", "createDecipheriv":
            guard let name = value(0).flatMap({ evaluator.value(of: $0).value.strings.first }), Self.isAuthenticated(name) else {
                return nil
            }
            self.init(call, .cipher, callee.name == "createCipheriv" ? .makes : .opens, key: value(1), algorithm: "A256GCM")
        case "seal" where Self.isAuthenticated(baseText), "open" where Self.isAuthenticated(baseText):
            self.init(call, .cipher, callee.name == "seal" ? .makes : .opens, key: named("using"), algorithm: "A256GCM")
        case "encrypt", "decrypt":
            guard let base, let made = Self.cipher(base, evaluator) else { return nil }
            self.init(
                call, .cipher, callee.name == "encrypt" ? .makes : .opens, key: made.child(.argument)?.child(.value), algorithm: "A256GCM")
        default: return nil
        }
    }

    private init(_ call: Syntax, _ way: Way, _ direction: Direction, key: Syntax?, algorithm: String?) {
        self.call = call
        self.way = way
        self.direction = direction
        self.key = key
        self.algorithm = algorithm
    }

    private static func code(_ text: String?) -> String? {
        guard let lower = text?.lowercased() else { return nil }
        return ["256", "384", "512"].first(where: lower.contains).map { "HS" + $0 }
    }

    private static func isAuthenticated(_ text: String) -> Bool {
        let lower = text.lowercased()
        return lower.contains("gcm") || lower.contains("chacha")
    }

    /// `Fernet(key)`, `AESGCM(key)`: the call that made the object whose method is called.
    private static func cipher(_ base: Syntax, _ evaluator: Evaluator) -> Syntax? {
        for alternative in evaluator.value(of: base).value.alternatives {
            if case .externalInstance(let type, let made?) = alternative.bare,
                ["Fernet", "MultiFernet", "AESGCM", "ChaCha20Poly1305"].contains(type.path.last ?? "")
            {
                return made
            }
        }
        return nil
    }
}
