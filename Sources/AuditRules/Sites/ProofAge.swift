import SourceScanner

/// How old a proof may be: RFC 9449 §4.3 and §11.1.
extension ProofChecks {
    /// The window of `iat`: a bound on the age that rejects, at most five minutes away.
    func issuedAt() -> Answer {
        let found = verdicts("iat").filter { verdict in
            guard let comparison = verdict.test.comparison else { return true }
            return comparison.test.kind != .binary || ["<", "<=", ">", ">="].contains(comparison.test.name)
        }
        guard !found.isEmpty else { return nothing }
        if found.allSatisfy(isAboutTheFuture) {
            return Answer(.missing, found.flatMap(\.answer.evidence).prefix(2) + [])
        }
        for verdict in found { if let seconds = window(verdict), seconds > 300 { return widened(verdict.answer, seconds) } }
        return best(found) ?? nothing
    }

    private func widened(_ answer: Answer, _ seconds: Double) -> Answer {
        var result = answer
        result.state = .conditional
        result.strictness = .pattern
        result.evidence =
            answer.evidence.dropLast() + [
                Evidence(
                    answer.evidence.last?.location ?? Location(region.inner[0]), "the window of iat is \(Int(min(seconds, 1e12))) seconds")
            ]
        return result
    }

    /// `iat > now + leeway`: refuses proofs from the future only.
    private func isAboutTheFuture(_ verdict: Verdict) -> Bool {
        guard let comparison = verdict.test.comparison, comparison.test.kind == .binary, verdict.test.derivation.isEmpty,
            !isSubtracted(verdict.test), let left = comparison.test.child(.left),
            let right = comparison.test.child(.right)
        else { return false }
        let isLeft = verdict.test.use.isInside(left)
        let isGreater = comparison.test.name.hasPrefix(">")
        guard isLeft == isGreater else { return false }
        // The same shape says "young enough" where it is what must hold.
        let other = isLeft ? right : left
        return !other.descendants.contains { $0.kind == .binary && $0.name == "-" }
            && evaluator.value(of: other).trail.allSatisfy { !$0.text.contains(" - ") }
    }

    /// `now - iat`: an age.
    private func isSubtracted(_ test: ProofTest) -> Bool {
        var current = test.use
        while current != test.test, let parent = current.parent {
            if parent.kind == .binary, parent.name == "-", current.role == .right { return true }
            current = parent
        }
        return false
    }

    /// The longest age that passes, in seconds, where it is written.
    private func window(_ verdict: Verdict) -> Double? {
        guard let comparison = verdict.test.comparison, let expected = comparison.expected,
            !verdict.test.derivation.isEmpty || isSubtracted(verdict.test)
        else { return nil }
        let seconds: Double?
        switch evaluator.value(of: expected).value.bare {
        case .number(let number): seconds = number
        case .duration(let duration): return duration
        default: seconds = nil
        }
        guard let seconds else { return nil }
        let text = verdict.test.derivation.map(\.text).joined() + comparison.test.text
        let isMilliseconds =
            text.contains("1000") || text.contains("1e3") || (text.contains("Date.now()") && !text.contains("/"))
            || text.contains("getTime")
        return isMilliseconds && seconds > 3_600 ? seconds / 1_000 : seconds
    }
}
