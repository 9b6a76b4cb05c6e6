/// What the findings of one rule take from one axis.
package struct Deduction: Sendable, Equatable {
    package let rule: String
    /// What is taken in the end, after every limit.
    package let points: Int
    /// What would be taken without the limit on findings outside production.
    package let pointsBeforeCap: Int
    /// The ids of the findings that count, the dearest first.
    package let findings: [String]
}

extension Finding {
    /// Whole points that this finding takes when it is its rule's first: points × weight of the surface, halved if merely possible, rounded up once.
    ///
    /// Rounded up, since a finding that weighs something should never come free; rounded here, so that every later figure is a whole number.
    package var worth: Int {
        guard suppression == nil, points > 0, surface.quarters > 0 else { return 0 }
        let (scaled, overflow) = points.multipliedReportingOverflow(by: surface.quarters)
        guard !overflow else { return Deduction.mostPoints }
        let divisor = confidence == .possible ? 8 : 4
        return min((scaled - 1) / divisor + 1, Deduction.mostPoints)
    }
}

extension Deduction {
    /// Configured points are taken seriously up to here: an axis has 100.
    static let mostPoints = 1_000

    /// The share of one rule, split by where the findings stand, so that the limit outside production can be applied over all rules.
    struct Share {
        var rule: String
        var production = 0
        var elsewhere = 0
        var findings: [String] = []

        /// `findings` are one rule's on one axis.
        init(rule: String, findings: [Finding]) {
            self.rule = rule
            // The dearest is the first, whatever file it stands in; among equals production, then reading order, so that the split is the same on every machine.
            let counted = findings.filter { $0.worth > 0 }.sorted { left, right in
                if left.worth != right.worth { return left.worth > right.worth }
                if left.surface.quarters != right.surface.quarters { return left.surface.quarters > right.surface.quarters }
                return left.isBefore(right)
            }
            guard let first = counted.first else { return }
            var left = 2 * first.worth
            for (index, finding) in counted.enumerated() {
                let points = min(index == 0 ? finding.worth : (finding.worth - 1) / 3 + 1, left)
                left -= points
                if finding.surface == .production { production += points } else { elsewhere += points }
                self.findings.append(finding.id)
            }
        }

        var points: Int { production + elsewhere }
    }
}

extension Finding {
    /// Reading order: path, line, column, rule, id.
    package func isBefore(_ other: Finding) -> Bool {
        if location.path != other.location.path { return location.path.utf8.lexicographicallyPrecedes(other.location.path.utf8) }
        if location.start != other.location.start { return location.start < other.location.start }
        if location.end != other.location.end { return location.end < other.location.end }
        if rule != other.rule { return rule < other.rule }
        if id != other.id { return id < other.id }
        return message < other.message
    }
}
