import SourceScanner

/// Whether the record that a store keeps about a token is still believed once it is past.
struct RecordDeadline {
    /// The look-up that finds the record.
    let record: Syntax
    let evaluator: Evaluator

    /// A field of the record is compared by hand.
    func compared(_ check: Answer?) -> ExpiryAnswer? {
        guard let check, check.state == .enforced || check.state == .conditional else { return nil }
        return ExpiryAnswer(.enforced, check.evidence)
    }

    /// The query itself asks for records that have not expired.
    func queried(besides token: Syntax) -> ExpiryAnswer? {
        let condition = record.descendants.first { node in
            guard !token.isInside(node) else { return false }
            switch node.kind {
            case .property, .member, .string, .argument:
                return node.name.lowercased().contains("expire") || node.name.lowercased().contains("expiry")
            default: return false
            }
        }
        return condition.map { ExpiryAnswer(.enforced, [Evidence($0, "expired records are not found")]) }
    }

    /// `if (expiresAt < Date.now()) throw`, where the end was worked out from what the record says: `record.issuedAt + record.ttl`.
    func tested() -> ExpiryAnswer? {
        guard let function = record.enclosingFunction else { return nil }
        let test = function.descendants.first { node in
            guard node.kind == .binary, ["<", "<=", ">", ">="].contains(node.name), node.range.start > record.range.end,
                node.enclosingFunction == function, let left = node.child(.left), let right = node.child(.right)
            else { return false }
            return ((isEnd(left) && readsClock(right)) || (isEnd(right) && readsClock(left)))
                && Outcome.of(node, evaluator).kind == .rejects
        }
        return test.map { ExpiryAnswer(.enforced, [Evidence($0, "the record's end is compared with the time here")]) }
    }

    /// Named as an end, and made of something that stands in the function.
    private func isEnd(_ syntax: Syntax) -> Bool {
        let isNamed = syntax.descendants.contains { node in
            guard node.kind == .identifier || node.kind == .member else { return false }
            return SettingName.words(node.name).contains { $0.hasPrefix("expir") || $0 == "exp" }
        }
        return isNamed && !readsClock(syntax)
    }

    /// The present, whatever unit it is turned into and whatever leeway it is given.
    private func readsClock(_ syntax: Syntax) -> Bool {
        if case .moment = evaluator.value(of: syntax).value.bare { return true }
        return false
    }
}
