import SourceScanner

/// Places that keep what they are given readable for whoever gets at the disk or runs a script in the page.
enum PlainStorage {
    private static let fileWrites: Set<String> = [
        "writeFile", "writeFileSync", "appendFile", "appendFileSync", "outputFile", "outputJson", "writeJson", "writeJSON", "write_text",
        "writeTextFile",
    ]
    private static let words = ["token", "jwt", "bearer", "dpop"]
    private static let otherTokens = [
        "csrf", "xsrf", "fcm", "push", "device", "tokencount", "token_count", "tokens_used", "tokenlimit", "max_token", "maxtoken",
        "tokenizer", "expir", "type", "mapbox", "recaptcha", "captcha", "design",
    ]

    /// The call writes this argument into a plain file or the browser's local storage.
    static func writes(_ call: Syntax, _ argument: Syntax, _ evaluator: Evaluator) -> Bool {
        guard let callee = call.child(.callee)?.unwrapped else { return false }
        let arguments = call.children(.argument)
        if callee.name == "setItem" { return isLocalStorage(callee) && arguments.count == 2 && argument == arguments[1] }
        if fileWrites.contains(callee.name) {
            guard callee.name == "write_text" || (arguments.count >= 2 && argument == arguments[1]) else { return false }
            return !isGuarded(call)
        }
        if callee.name == "set", callee.child(.base).map({ evaluator.mentions("UserDefaults", in: $0) }) == true {
            return argument == arguments.first
        }
        return false
    }

    private static func isLocalStorage(_ callee: Syntax) -> Bool { callee.child(.base)?.unwrapped.name == "localStorage" }

    /// Readable for its owner alone, or encrypted.
    private static func isGuarded(_ call: Syntax) -> Bool {
        let text = (call.enclosingFunction ?? call).text.lowercased()
        return ["0o600", "0600", "384", "encrypt", "cipher", "chmod", "keychain", "safestorage"].contains { text.contains($0) }
    }

    /// A call that stores what its key or its value names as a token, whoever's token it is.
    static func storesNamedToken(_ call: Syntax, _ evaluator: Evaluator) -> Bool {
        guard let callee = call.child(.callee)?.unwrapped else { return false }
        let arguments = call.children(.argument)
        switch callee.name {
        case "setItem":
            guard isLocalStorage(callee), arguments.count == 2, let key = arguments[0].child(.value), let value = arguments[1].child(.value)
            else { return false }
            return names(evaluator.value(of: key).value.text ?? key.name) && isFilled(value)
        case "set":
            guard callee.child(.base).map({ evaluator.mentions("UserDefaults", in: $0) }) == true, arguments.count == 2,
                arguments[1].name == "forKey",
                let key = arguments[1].child(.value), let value = arguments[0].child(.value)
            else { return false }
            return names(evaluator.value(of: key).value.text ?? key.name) && isFilled(value)
        case "writeFile", "writeFileSync", "write_text":
            let value = callee.name == "write_text" ? arguments.first : arguments.dropFirst().first
            guard let value = value?.child(.value), isFilled(value), !isGuarded(call) else { return false }
            let path = callee.name == "write_text" ? callee.child(.base) : arguments.first?.child(.value)
            return names(path?.text.prefix(80).description ?? "")
                && value.descendants.contains { ($0.kind == .identifier || $0.kind == .member) && names($0.name) }
        default: return false
        }
    }

    private static func names(_ text: String) -> Bool {
        let lower = text.lowercased().filter { $0 != "-" && $0 != "_" }
        return words.contains(where: lower.contains) && !otherTokens.contains { word in lower.contains(word.filter { $0 != "_" }) }
    }

    private static func isFilled(_ value: Syntax) -> Bool {
        let value = value.unwrapped
        if value.kind == .null || value.kind == .boolean || value.kind == .number { return false }
        return value.stringValue == nil
    }
}
