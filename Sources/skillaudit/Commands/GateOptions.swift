import ArgumentParser
import AuditRules

struct GateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Fail if the grade is worse than this: A, B, C, D or F. With --diff: the grade that the new findings alone would give.",
            valueName: "grade"))
    var failUnder: String?

    @Option(
        help: ArgumentHelp(
            "Fail if there is a finding of this severity or worse: note, low, medium, high, critical. With --diff: a new finding (default: low).",
            valueName: "severity"))
    var failOn: String?

    @Flag(help: "Exit with 0 where the gate fails; the last line still says so.")
    var exitZero = false

    func gate() throws(Failure) -> Gate {
        var gate = Gate(isAdvisory: exitZero)
        if let failUnder {
            guard let letter = Letter(rawValue: failUnder.uppercased()) else {
                throw .usage("--fail-under \(failUnder) is not a grade", help: "grades are A, B, C, D and F")
            }
            gate.lowestGrade = letter
        }
        if let failOn {
            guard let severity = Severity(rawValue: failOn.lowercased()) else {
                throw .usage("--fail-on \(failOn) is not a severity", help: "severities are note, low, medium, high and critical")
            }
            gate.worstSeverity = severity
        }
        return gate
    }
}

/// What a report must hold up to for the run to count as passed.
struct Gate: Sendable {
    var lowestGrade: Letter?
    /// Findings of this severity or worse fail, except in tests and documentation, which weigh nothing.
    var worstSeverity: Severity?
    /// Findings that the baseline does not know pass; otherwise those of severity `low` or worse fail.
    var allowsNew = true
    /// A failure is only told.
    var isAdvisory = false

    init(lowestGrade: Letter? = nil, worstSeverity: Severity? = nil, isAdvisory: Bool = false) {
        self.lowestGrade = lowestGrade
        self.worstSeverity = worstSeverity
        self.isAdvisory = isAdvisory
    }

    /// The gate with what the configuration asks for where the command line asks for nothing. Without any gate a grade of at least C is asked for; with a baseline,
    /// and of a change (`isChange`), that nothing new is found.
    func completed(by configuration: Configuration = .defaults, hasBaseline: Bool = false, isChange: Bool = false) -> Gate {
        var gate = self
        gate.lowestGrade = lowestGrade ?? configuration.gate.failUnder
        gate.worstSeverity = worstSeverity ?? configuration.gate.failOn
        if gate.lowestGrade == nil, gate.worstSeverity == nil {
            if isChange { gate.worstSeverity = .low } else if hasBaseline { gate.allowsNew = false } else { gate.lowestGrade = .c }
        }
        return gate
    }

    /// Which gate failed and by how much; nil where all held.
    func failure(of report: Report) -> String? {
        if let changes = report.changes { return failure(of: report, changes) }
        var reasons: [String] = []
        if let lowestGrade, let letter = report.grade.letter, letter < lowestGrade {
            let score = report.grade.score ?? 0
            let missing = lowestGrade.lowestScore - score
            reasons.append(
                "grade \(letter.rawValue) (\(score)) is under \(lowestGrade.rawValue)"
                    + (missing > 0
                        ? ", \(missing) \(missing == 1 ? "point" : "points") short" : ", held down by the severity of its findings")
                    + " (--fail-under \(lowestGrade.rawValue))")
        }
        if let worstSeverity {
            let counted = report.active.filter { $0.severity >= worstSeverity && $0.surface != .test && $0.surface != .docs }
            if let worst = counted.max(by: { $0.severity < $1.severity }) {
                reasons.append(
                    "\(counted.count) \(counted.count == 1 ? "finding" : "findings") of severity \(worstSeverity.rawValue) or worse, the worst \(worst.severity.rawValue)"
                        + " (--fail-on \(worstSeverity.rawValue))")
            }
        }
        if !allowsNew {
            let counted = report.active.filter { $0.severity >= .low && $0.surface != .test && $0.surface != .docs }
            if let worst = counted.max(by: { $0.severity < $1.severity }) {
                reasons.append(
                    "\(counted.count) new \(counted.count == 1 ? "finding" : "findings"), the worst \(worst.severity.rawValue) (--baseline)"
                )
            }
        }
        return reasons.isEmpty ? nil : "gate failed: " + reasons.joined(separator: "; ")
    }

    /// Of a change only what is new counts: its findings, and the grade that they alone would give.
    private func failure(of report: Report, _ changes: Changes) -> String? {
        var reasons: [String] = []
        if let lowestGrade {
            let grade = Grade(findings: report.active.filter { changes.isNew($0.id) }, rules: report.rules)
            if let letter = grade.letter, letter < lowestGrade {
                reasons.append(
                    "the new findings alone make grade \(letter.rawValue) (\(grade.score ?? 0)), which is under \(lowestGrade.rawValue) (--fail-under "
                        + "\(lowestGrade.rawValue))")
            }
        }
        if let worstSeverity, let reason = NewFindingsGate(severity: worstSeverity).failure(of: changes) { reasons.append(reason) }
        return reasons.isEmpty ? nil : "gate failed: " + reasons.joined(separator: "; ")
    }
}
