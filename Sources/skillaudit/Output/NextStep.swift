import AuditRules

/// What to do first: the rule whose findings cost most, where its first finding is, and what the grade becomes without them.
struct NextStep {
    let fixed: Grade.Fixed
    let first: Finding
    let count: Int
    let grade: Grade

    /// Nil where nothing takes points.
    init?(_ report: Report) {
        guard let fixed = report.grade.withWorstRuleFixed else { return nil }
        let findings = report.active.filter { $0.rule == fixed.rule && $0.worth > 0 }
        guard let first = findings.max(by: { ($0.worth, $1.isBefore($0) ? 1 : 0) < ($1.worth, 0) }) else { return nil }
        self.fixed = fixed
        self.first = first
        count = findings.count
        grade = report.grade
    }

    var place: String { "\(first.location.path):\(first.location.start.line)" }

    var sentence: String { "Next: fix \(fixed.rule) in \(place)\(more) \(outcome)." }
    /// With backticks around what is code.
    var markedSentence: String { "Next: fix `\(fixed.rule)` in `\(place)`\(more) \(outcome)." }

    private var more: String { count == 1 ? "" : " and \(count - 1) more place\(count == 2 ? "" : "s")" }

    /// "and the grade becomes B (85)"
    var outcome: String {
        if fixed.letter != grade.letter { return "and the grade becomes \(fixed.letter.rawValue) (\(fixed.score))" }
        if fixed.score != grade.score { return "and the score becomes \(fixed.score) (still \(fixed.letter.rawValue))" }
        return "first; another axis keeps the grade at \(fixed.letter.rawValue) (\(fixed.score))"
    }
}
