import SourceScanner

/// A call that verifies a proof by its name, the function itself being out of sight: what its options say.
struct OpaqueProofVerification {
    private let call: Syntax
    private let evaluator: Evaluator

    init(_ call: Syntax, _ evaluator: Evaluator) {
        self.call = call
        self.evaluator = evaluator
    }

    private static let words: [(check: ProofCheck, names: [String])] = [
        (.method, ["htm", "method"]), (.uri, ["htu", "url", "uri"]), (.thumbprint, ["jkt", "thumbprint", "bound", "publickey"]),
        (.issuedAt, ["age", "iat", "window", "skew", "leeway", "tolerance"]),
        (.accessTokenHash, ["ath", "accesstoken"]), (.replay, ["jti", "replay", "cache", "store", "nonce"]), (.algorithm, ["alg"]),
    ]

    func site(surface: Surface) -> TokenSite {
        var site = TokenSite(
            kind: .dpopVerify, library: "unknown", api: call.child(.callee)?.name ?? "", syntax: call, location: Location(callee: call),
            surface: surface)
        site.key = KeyAnswer(.embedded)
        for check in ProofCheck.allCases { site.proofChecks[check] = Answer(.unknown, isCertain: false) }
        let (options, isOpen) = options()
        var named: Set<ProofCheck> = []
        for option in options {
            guard let check = Self.check(option.name) else { continue }
            named.insert(check)
            let known = evaluator.value(of: option.value).value
            let evidence = [Evidence(option.place, "\(check.rawValue) is given here")]
            if known.presence == .never {
                site.proofChecks[check] = Answer(.missing, evidence)
            } else if check == .issuedAt, let seconds = known.double, seconds > (option.name.lowercased().contains("ms") ? 300_000 : 300) {
                site.proofChecks[check] = Answer(
                    .conditional, [Evidence(option.place, "the window of iat is \(Int(min(seconds, 1e12))) seconds")], strictness: .pattern)
            } else {
                site.proofChecks[check] = Answer(.enforced, evidence, isCertain: false)
            }
        }
        // Options by name, and no word of the function's own defaults: what is not given cannot be compared.
        let basic: Set<ProofCheck> = [.method, .uri, .thumbprint, .issuedAt]
        if !isOpen, isUndeclared, named.intersection(basic).count >= 2 {
            for check in basic.subtracting(named) {
                site.proofChecks[check] = Answer(.missing, [Evidence(site.location, "no option gives it")], isCertain: false)
            }
        }
        site.dpop = ProofSurvey.standing(site)
        return site
    }

    private static func check(_ name: String) -> ProofCheck? {
        let lower = name.lowercased().filter { $0 != "_" }
        return words.first { $0.names.contains(where: lower.contains) }?.check
    }

    private var isUndeclared: Bool {
        guard let callee = call.child(.callee), callee.kind == .identifier else { return false }
        switch evaluator.value(of: callee).value.bare {
        case .unknown: return true
        case .external(let reference): return reference.module.isEmpty
        default: return false
        }
    }

    private func options() -> ([(name: String, value: Syntax, place: Syntax)], isOpen: Bool) {
        var result: [(name: String, value: Syntax, place: Syntax)] = []
        var isOpen = false
        for argument in call.children(.argument) {
            guard let value = argument.child(.value) else { continue }
            if argument.has(.spread) { isOpen = true }
            if !argument.name.isEmpty {
                result.append((argument.name, value, argument))
            } else if value.unwrapped.kind == .object {
                for element in value.unwrapped.children(.element) {
                    if element.kind == .spread {
                        isOpen = true
                    } else if let inner = element.child(.value) {
                        result.append((element.name, inner, element))
                    }
                }
            }
        }
        return (result, isOpen)
    }
}
