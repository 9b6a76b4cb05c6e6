import AuditRules

/// What to do first: the rule whose findings cost most, where its first finding is, and what the grade becomes without them.
struct NextStep {
    private let rule: String
    private let first: Finding
    private let count: Int
    /// " and the grade becomes B (85)"
    private let outcome: String

    /// Nil where nothing takes points. Of a change, something new comes first, whatever older findings cost.
    init?(_ report: Report) {
        if let changes = report.changes, let worst = report.foremost.filter({ $0.worth > 0 }).max(by: Self.isLessUrgent) {
            let grade = Grade(findings: report.active.filter { $0.id != worst.id }, rules: report.rules)
            self.init(
                worst.rule, worst, count: 1,
                outcome: ", which is new since \(changes.baseName); "
                    + (grade.letter.map { "without it the grade is \($0.rawValue) (\(grade.score ?? 0))" } ?? "it alone takes points"))
            return
        }
        guard let fixed = report.grade.withWorstRuleFixed else { return nil }
        let findings = report.active.filter { $0.rule == fixed.rule && $0.worth > 0 }
        guard let first = findings.max(by: Self.isLessUrgent) else { return nil }
        self.init(fixed.rule, first, count: findings.count, outcome: Self.outcome(report.grade, fixed))
    }

    private init(_ rule: String, _ first: Finding, count: Int, outcome: String) {
        self.rule = rule
        self.first = first
        self.count = count
        self.outcome = outcome
    }

    /// The dearest comes first, among equals the first of them.
    private static func isLessUrgent(_ left: Finding, _ right: Finding) -> Bool {
        left.worth != right.worth ? left.worth < right.worth : right.isBefore(left)
    }

    private static func outcome(_ grade: Grade, _ fixed: Grade.Fixed) -> String {
        if fixed.letter != grade.letter { return " and the grade becomes \(fixed.letter.rawValue) (\(fixed.score))" }
        if fixed.score != grade.score { return " and the score becomes \(fixed.score) (still \(fixed.letter.rawValue))" }
        return " first; another axis keeps the grade at \(fixed.letter.rawValue) (\(fixed.score))"
    }

    private var place: String { "\(first.location.path):\(first.location.start.line)" }
    private var more: String { count == 1 ? "" : " and \(count - 1) more place\(count == 2 ? "" : "s")" }

    var sentence: String { "Next: fix \(rule) in \(place)\(more)\(outcome)." }
    /// With backticks around what is code.
    var markedSentence: String { "Next: fix `\(rule)` in `\(place)`\(more)\(outcome)." }
}
