/// What all findings together say about a program: a score per axis, an overall score and its letter.
///
/// The steps of RUBRIC.md ("From findings to a grade") in the order in which they are applied:
/// 1. A finding's worth is its points × the weight of its surface, halved if merely possible, rounded up to a whole point. Suppressed findings and
///    findings in tests and documentation are worth nothing.
/// 2. Per rule the dearest finding takes its worth, every further one a third of its own worth (rounded up); together at most twice the dearest's worth.
/// 3. What findings outside production take from one axis, over all rules, is at most 10; the limit is used up in the order in which deductions are listed.
/// 4. The axis has 100 minus the deductions, not below 0. An axis is assessed when a rule in use looks at it.
/// 5. The overall score is that of the lowest assessed axis. Its letter is no A while an unsuppressed `high` or `critical` finding stands in production code, and F with a
///    `critical` one.
package struct Grade: Sendable, Equatable {
    package static let rubricVersion = "1"
    /// What findings outside production take from one axis at most.
    package static let mostPointsOutsideProduction = 10

    /// All six axes, in the order of `Axis`.
    package let axes: [AxisGrade]
    /// What would be the grade if all findings of one rule were gone: the rule whose absence helps most. Nil where nothing takes points.
    package let withWorstRuleFixed: Fixed?

    /// The grade without the findings of one rule.
    package struct Fixed: Sendable, Equatable {
        package let rule: String
        package let score: Int
        package let letter: Letter
    }

    /// `findings` carry their ids; `rules` are those in use, whether they found something or not.
    package init(findings: [Finding], rules: [Rule]) {
        let assessed = Set(rules.map(\.axis)).union(findings.map(\.axis))
        let axes = Axis.allCases.map { axis in
            AxisGrade(axis: axis, isAssessed: assessed.contains(axis), findings: findings.filter { $0.axis == axis })
        }
        self.axes = axes
        let candidates = axes.flatMap { axis in
            axis.deductions.map { deduction in
                let without = AxisGrade(
                    axis: axis.axis, isAssessed: true, findings: findings.filter { $0.axis == axis.axis && $0.rule != deduction.rule })
                let changed = axes.map { $0.axis == axis.axis ? without : $0 }
                return (
                    taken: deduction.points,
                    fixed: Fixed(
                        rule: deduction.rule, score: Self.lowestScore(of: changed) ?? 100, letter: Self.lowestLetter(of: changed) ?? .a)
                )
            }
        }
        withWorstRuleFixed =
            candidates.max { left, right in
                if left.fixed.letter != right.fixed.letter { return left.fixed.letter < right.fixed.letter }
                if left.fixed.score != right.fixed.score { return left.fixed.score < right.fixed.score }
                if left.taken != right.taken { return left.taken < right.taken }
                return left.fixed.rule > right.fixed.rule
            }?.fixed
    }

    /// Nil where no axis is assessed.
    package var score: Int? { Self.lowestScore(of: axes) }
    package var letter: Letter? { Self.lowestLetter(of: axes) }

    package subscript(axis: Axis) -> AxisGrade? { axes.first { $0.axis == axis } }

    private static func lowestScore(of axes: [AxisGrade]) -> Int? { axes.compactMap(\.score).min() }
    private static func lowestLetter(of axes: [AxisGrade]) -> Letter? { axes.compactMap(\.letter).min() }
}

/// The grade of one axis, with the arithmetic behind it.
package struct AxisGrade: Sendable, Equatable {
    package let axis: Axis
    /// A rule in use looks at this axis.
    package let isAssessed: Bool
    /// The most expensive first; rules that take nothing are not listed.
    package let deductions: [Deduction]
    /// What the worst unsuppressed finding in production code leaves possible.
    private let highestLetter: Letter

    init(axis: Axis, isAssessed: Bool, findings: [Finding]) {
        self.axis = axis
        self.isAssessed = isAssessed
        let shares = Dictionary(grouping: findings, by: \.rule).map { Deduction.Share(rule: $0.key, findings: $0.value) }
            .filter { $0.points > 0 }
            .sorted { $0.points != $1.points ? $0.points > $1.points : $0.rule < $1.rule }
        var left = Grade.mostPointsOutsideProduction
        deductions = shares.map { share in
            let elsewhere = min(share.elsewhere, left)
            left -= elsewhere
            return Deduction(
                rule: share.rule, points: share.production + elsewhere, pointsBeforeCap: share.points, findings: share.findings)
        }
        let worst = findings.filter { $0.suppression == nil && $0.surface == .production }.map(\.severity).max()
        highestLetter =
            switch worst {
            case .critical: .f
            case .high: .b
            default: .a
            }
    }

    package var deducted: Int { deductions.reduce(0) { $0 + $1.points } }
    package var score: Int? { isAssessed ? max(0, 100 - deducted) : nil }
    package var letter: Letter? { score.map { min(Letter(score: $0), highestLetter) } }
    /// The letter is lower than the score alone would earn.
    package var isLimitedBySeverity: Bool { score.map { Letter(score: $0) > highestLetter } ?? false }
}
