import SourceScanner

/// A library's call that judges claims which another call verified: `registry.validate(token.claims)` behind `jwt.decode(…)`. What it enforces holds for that
/// verification.
struct ClaimsJudgement {
    /// The call that judges, with what it enforces.
    let site: TokenSite
    /// What it is given: the claims, or the token that holds them.
    let claims: Syntax

    /// The verifications with what is judged behind them.
    static func joined(_ judgements: [ClaimsJudgement], to sites: [TokenSite], _ evaluator: Evaluator) -> [TokenSite] {
        guard !judgements.isEmpty else { return sites }
        var result = sites
        let verifications = Dictionary(grouping: sites.indices.filter { sites[$0].kind == .verify }) { sites[$0].syntax }
        for judgement in judgements {
            for origin in judgement.origins(evaluator) {
                let isOptional = judgement.isPassedOver(behind: origin, evaluator)
                for index in verifications[origin] ?? [] { judgement.settle(&result[index], isOptional: isOptional) }
            }
        }
        return result
    }

    /// The calls whose results the claims are, in the function itself or in its callers.
    private func origins(_ evaluator: Evaluator) -> Set<Syntax> {
        var result = Set(Self.origins(evaluator.value(of: claims).value))
        if let function = site.syntax.enclosingFunction {
            for frame in evaluator.frames(of: function) { result.formUnion(Self.origins(evaluator.value(of: claims, in: frame).value)) }
        }
        return result
    }

    private static func origins(_ value: Value) -> [Syntax] {
        switch value.bare {
        case .result(_, let call): [call]
        case .projection(let base, _, _): origins(base)
        case .choice(let values): values.flatMap(origins)
        default: []
        }
    }

    /// Whether the claims may go on without being judged: the call stands in a branch that the verification is not in.
    private func isPassedOver(behind verification: Syntax, _ evaluator: Evaluator) -> Bool {
        let function = site.syntax.enclosingFunction
        let start = verification.enclosingFunction == function ? verification : function?.child(.body) ?? verification
        return evaluator.isConditional(site.syntax.statement ?? site.syntax, relativeTo: start, declaration: nil)
    }

    private func settle(_ verification: inout TokenSite, isOptional: Bool) {
        let place = Evidence(site.location, "the claims are judged here")
        func better(_ own: Answer, _ judged: Answer) -> Answer {
            guard own.state != .notApplicable, judged.state == .enforced || judged.state == .conditional, own.state != .enforced else {
                return own
            }
            var answer = judged
            if isOptional { answer.state = .conditional }
            answer.evidence = own.evidence + [place] + judged.evidence
            return answer
        }
        verification.audience = better(verification.audience, site.audience)
        verification.issuer = better(verification.issuer, site.issuer)
        if verification.expiry.state == .ignored, site.expiry.state == .enforced, !isOptional {
            verification.expiry = site.expiry
            verification.expiry.evidence.insert(place, at: 0)
        }
    }
}
