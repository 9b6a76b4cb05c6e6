import SourceScanner

/// Comparisons of a caller's secret with an expected one: in constant time, or character by character.
struct Comparisons {
    let program: Program
    let evaluator: Evaluator
    let surface: (String) -> Surface

    private static let constant: Set<String> = [
        "timingSafeEqual", "compare_digest", "constant_time_compare", "safeCompare", "constantTimeEqual", "constantTimeCompare", "tsscmp",
        "safe_str_cmp", "timingSafeCompare", "secureCompare", "bytes_eq", "constantTimeEquals",
    ]
    private static let words = [
        "token", "secret", "apikey", "api_key", "bearer", "password", "key", "auth", "provided", "expected", "credential",
    ]
    private static let others = ["challenge", "signature", "hmac", "state", "digest", "code", "nonce", "jkt", "thumbprint", "sig"]

    /// Comparisons by a function made for it.
    func constantTime() -> [TokenSite] {
        var result: [TokenSite] = []
        for name in Self.constant.sorted() {
            for call in program.index.calls[name] ?? [] where surface(call.tree.file.path) != .test {
                let arguments = call.children(.argument).map { $0.text.lowercased() }
                guard arguments.count >= 2, isSecret(arguments) else { continue }
                var site = TokenSite(
                    kind: .compare, library: library(call), api: name, syntax: call, location: Location(callee: call),
                    surface: surface(call.tree.file.path))
                site.inbound = true
                site.isConstantTime = true
                result.append(site)
            }
        }
        return result
    }

    private func isSecret(_ texts: [String]) -> Bool {
        texts.contains { text in Self.words.contains(where: text.contains) }
            && !texts.contains { text in Self.others.contains(where: text.contains) }
    }

    private func library(_ call: Syntax) -> String {
        guard let callee = call.child(.callee), case .external(let reference) = evaluator.value(of: callee).value.bare,
            !reference.module.isEmpty
        else { return "hand-written" }
        return reference.module
    }

    /// A comparison that a carrier of the caller's token stands in.
    func plain(_ carrier: Carrier, _ origin: Origin) -> TokenSite? {
        guard origin.source == .caller, carrier.inside.isEmpty, !carrier.isShortened, let test = carrier.syntax.parent,
            test.kind == .binary, ["==", "===", "!=", "!=="].contains(test.name),
            let other = carrier.syntax.role == .left ? test.child(.right) : test.child(.left), isExpectedSecret(other)
        else { return nil }
        var site = TokenSite(
            kind: .compare, library: "hand-written", api: test.name, syntax: test, location: Location(test),
            surface: surface(test.tree.file.path))
        site.inbound = true
        site.isConstantTime = false
        site.evidence = [Evidence(origin.syntax, origin.remark), Evidence(other, "the expected secret")]
        return site
    }

    private static let secrets = ["token", "secret", "apikey", "api_key", "password"]
    /// What stands for a token that is not there.
    private static let absences: Set<String> = ["undefined", "anonymous", "unauthenticated"]

    /// A secret that is no text in the source: from the environment, a configuration, or given to a guard when it is made.
    private func isGivenSecret(_ value: Value) -> Bool {
        switch value {
        case .environment: return true
        case .projection(_, let name, _): return Self.secrets.contains(where: name.lowercased().contains)
        case .parameter(let parameter):
            let lower = parameter.name.lowercased()
            if lower.contains("expected") || lower.contains("secret") { return true }
            return parameter.enclosingFunction?.has(.initializer) == true && Self.secrets.contains(where: lower.contains)
        default: return false
        }
    }

    private func isExpectedSecret(_ expression: Syntax) -> Bool {
        let expression = expression.unwrapped
        if expression.kind == .null || expression.kind == .boolean || expression.kind == .number { return false }
        // What the program keeps for itself, however it came there: `this.authToken`.
        if expression.kind == .member, expression.child(.base)?.unwrapped.kind == .selfReference,
            Self.secrets.contains(where: expression.name.lowercased().contains)
        {
            return true
        }
        for alternative in evaluator.value(of: expression).value.alternatives {
            switch alternative.bare {
            case .string(let text): if text.utf8.count >= 8, !text.contains(" "), !Self.absences.contains(text.lowercased()) { return true }
            case .template(let parts):
                // `Bearer ${SECRET}`
                if parts.contains(where: { isGivenSecret($0.bare) }) { return true }
            case let other where isGivenSecret(other): return true
            default: continue
            }
        }
        return expression.kind == .template
            && expression.descendants.contains { if case .environment = evaluator.value(of: $0).value.bare { true } else { false } }
    }
}
