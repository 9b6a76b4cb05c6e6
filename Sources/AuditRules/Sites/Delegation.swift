import SourceScanner

/// Guards and verifier classes that ask a verification elsewhere in the program: what that one enforces holds for them, and what it lacks is its own fault.
struct Delegation {
    private let sites: [TokenSite]
    private let evaluator: Evaluator
    private let verifying: Set<Syntax>

    init(_ sites: [TokenSite], _ evaluator: Evaluator) {
        self.sites = sites
        self.evaluator = evaluator
        verifying = sites.contains(where: \.delegates) ? Verifying.functions(sites.filter { !$0.delegates }, evaluator) : []
    }

    func settled() -> [TokenSite] {
        let judges = sites.filter { site in
            (site.kind == .verify || site.kind == .introspect) && !site.delegates && site.inbound == true && site.surface == .production
        }
        guard !judges.isEmpty else { return sites }
        return sites.map { site in
            guard site.delegates, site.syntax.kind != .classDeclaration || reachesVerification(site.syntax) else { return site }
            var result = site
            result.audience = answer(site.audience, judges.map(\.audience), judges)
            result.issuer = answer(site.issuer, judges.map(\.issuer), judges)
            if site.expiry.state == .ignored {
                result.expiry = ExpiryAnswer(judges.allSatisfy { $0.expiry.state == .enforced } ? .enforced : .notApplicable)
            }
            return result
        }
    }

    private func answer(_ own: Answer, _ answers: [Answer], _ judges: [TokenSite]) -> Answer {
        guard own.state == .missing else { return own }
        guard answers.allSatisfy({ $0.state == .enforced }) else { return Answer(.notApplicable) }
        return Answer(.enforced, judges.prefix(1).map { Evidence($0.location, "the verification that decides") })
    }

    /// A method verifies, or hands on a function that does (`run_sync(claims_of, token)`).
    private func reachesVerification(_ type: Syntax) -> Bool {
        type.descendants.contains { node in
            switch node.kind {
            case .function: verifying.contains(node)
            case .identifier,
                .member where node.parent?.kind == .argument:
                evaluator.value(of: node).value.alternatives.contains {
                    if case .function(let function, _) = $0.bare { verifying.contains(function) } else { false }
                }
            default: false
            }
        }
    }
}
