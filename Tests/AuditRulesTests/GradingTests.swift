import SourceScanner
import Testing

@testable import AuditRules

@Suite struct GradingTests {
    @Test func nothingFoundIsAnA() {
        let grade = Grade(findings: [], rules: [rule("missing-audience")])
        #expect(grade.score == 100)
        #expect(grade.letter == .a)
        #expect(grade.withWorstRuleFixed == nil)
    }

    @Test func anAxisWithoutRulesIsNotAssessedAndTakesNoPart() {
        let grade = Grade(findings: [], rules: [rule("missing-audience")])
        #expect(grade.axes.map(\.axis) == Axis.allCases)
        #expect(grade[.permissions]?.isAssessed == true)
        #expect(grade[.maintenance]?.score == nil)
        #expect(grade[.maintenance]?.letter == nil)
    }

    @Test func withoutRulesThereIsNoGrade() {
        let grade = Grade(findings: [], rules: [])
        #expect(grade.score == nil)
        #expect(grade.letter == nil)
    }

    @Test func aMissingAudienceCostsFifteenAndForbidsAnA() {
        let grade = Grade(findings: [finding(points: 15)], rules: [rule("missing-audience")])
        #expect(grade.score == 85)
        #expect(grade.letter == .b)
        #expect(grade[.permissions]?.deductions == [Deduction(rule: "missing-audience", points: 15, pointsBeforeCap: 15, findings: ["1"])])
        #expect(grade.withWorstRuleFixed == Grade.Fixed(rule: "missing-audience", score: 100, letter: .a))
    }

    @Test(arguments: [
        (points: 15, count: 2, taken: 20), (15, 3, 25), (15, 4, 30), (15, 9, 30), (10, 2, 14), (10, 3, 18), (10, 4, 20), (5, 2, 7),
        (5, 3, 9), (5, 4, 10),
        (3, 2, 4), (3, 9, 6), (1, 2, 2), (1, 9, 2),
    ])
    func repeatsTakeAThirdUpToTwiceOne(_ row: (points: Int, count: Int, taken: Int)) {
        let findings = (1...row.count).map { finding("\($0)", severity: .low, points: row.points, line: $0) }
        #expect(Grade(findings: findings, rules: []).score == 100 - row.taken)
    }

    @Test(arguments: [
        (surface: Surface.production, points: 15, worth: 15), (.script, 15, 8), (.script, 10, 5), (.example, 15, 4), (.example, 3, 1),
        (.docs, 15, 0),
        (.test, 25, 0),
    ])
    func theSurfaceWeighsAndFractionsAreRoundedUpOnce(_ row: (surface: Surface, points: Int, worth: Int)) {
        #expect(finding(points: row.points, surface: row.surface).worth == row.worth)
    }

    @Test(arguments: [
        (points: 15, surface: Surface.production, worth: 8), (10, .production, 5), (15, .script, 4), (3, .example, 1), (15, .test, 0),
    ])
    func merelyPossibleTakesHalf(_ row: (points: Int, surface: Surface, worth: Int)) {
        #expect(finding(points: row.points, confidence: .possible, surface: row.surface).worth == row.worth)
    }

    @Test func theDearestFindingIsTheFirstWhateverItsPlace() {
        let findings = [
            finding("cheap", points: 3, line: 1), finding("example", points: 15, surface: .example, line: 2),
            finding("dear", points: 15, line: 9),
        ]
        let deduction = Grade(findings: findings, rules: [])[.permissions]?.deductions.first
        #expect(deduction?.findings == ["dear", "example", "cheap"])
        #expect(deduction?.points == 15 + 2 + 1)
    }

    @Test func outsideProductionTakesTenAtMostOverAllRules() {
        let findings = [
            finding("a", rule: "first", points: 15, surface: .script), finding("b", rule: "second", points: 15, surface: .script),
            finding("c", rule: "third", severity: .low, points: 5),
        ]
        let grade = Grade(findings: findings, rules: [])
        #expect(grade.score == 100 - 10 - 5)
        #expect(grade[.permissions]?.deductions.map(\.points) == [8, 2, 5])
        #expect(grade[.permissions]?.deductions.map(\.pointsBeforeCap) == [8, 8, 5])
    }

    @Test func theCapIsPerAxis() {
        let findings = [
            finding("a", points: 25, surface: .script), finding("b", rule: "other", axis: .security, points: 25, surface: .script),
        ]
        let grade = Grade(findings: findings, rules: [])
        #expect(grade[.permissions]?.score == 90)
        #expect(grade[.security]?.score == 90)
        #expect(grade.score == 90)
    }

    @Test func aHighFindingOutsideProductionLeavesTheA() {
        #expect(Grade(findings: [finding(points: 15, surface: .script)], rules: []).letter == .a)
        #expect(Grade(findings: [finding(points: 15, confidence: .possible)], rules: []).letter == .b)
    }

    @Test func aCriticalFindingIsAnFWhateverTheScore() {
        let grade = Grade(findings: [finding(severity: .critical, points: 25)], rules: [])
        #expect(grade.score == 75)
        #expect(grade.letter == .f)
        #expect(grade[.permissions]?.isLimitedBySeverity == true)
        #expect(grade.withWorstRuleFixed?.letter == .a)
    }

    @Test func suppressedFindingsTakeNothing() {
        var suppressed = finding(severity: .critical, points: 25)
        suppressed.suppression = Suppression(origin: .comment, reason: "reviewed")
        let grade = Grade(findings: [suppressed], rules: [])
        #expect(grade.score == 100)
        #expect(grade.letter == .a)
        #expect(grade[.permissions]?.deductions.isEmpty == true)
    }

    @Test func scoresDoNotFallBelowZero() {
        let findings = (1...12).map { finding("\($0)", rule: "rule-\($0)", points: 25) }
        #expect(Grade(findings: findings, rules: []).score == 0)
        #expect(Grade(findings: findings, rules: []).letter == .f)
    }

    @Test func absurdPointsOverflowNothing() {
        let grade = Grade(
            findings: [finding(points: .max), finding("2", points: .max, line: 2), finding("3", points: .min, line: 3)], rules: [])
        #expect(grade.score == 0)
    }

    @Test func theLowestAxisDecides() {
        let findings = [finding("a", points: 15), finding("b", rule: "other", axis: .security, severity: .medium, points: 10)]
        #expect(Grade(findings: findings, rules: []).score == 85)
    }

    @Test func theWorstRuleIsTheOneWhoseFixHelpsMost() {
        // The dearest rule stands on an axis that does not decide.
        let findings = [
            finding("a", rule: "one", points: 15), finding("b", rule: "two", points: 15),
            finding("c", rule: "three", axis: .security, points: 20),
        ]
        let fixed = Grade(findings: findings, rules: []).withWorstRuleFixed
        #expect(fixed == Grade.Fixed(rule: "one", score: 80, letter: .b))
    }

    @Test func theOrderOfFindingsChangesNothing() {
        let findings = (1...20).map { number in
            finding(
                "\(number)", rule: "rule-\(number % 3)", severity: .low, points: 3 + number % 5, surface: Surface.allCases[number % 3],
                line: number)
        }
        #expect(Grade(findings: findings, rules: []) == Grade(findings: findings.reversed(), rules: []))
    }

    @Test(arguments: [(100, Letter.a), (90, .a), (89, .b), (80, .b), (79, .c), (70, .c), (69, .d), (60, .d), (59, .f), (0, .f)])
    func lettersBeginWhereTheRubricSays(_ row: (score: Int, letter: Letter)) {
        #expect(Letter(score: row.score) == row.letter)
    }

    @Test func lettersAreOrderedAsPeopleSayIt() {
        #expect(Letter.f < .d && Letter.d < .c && Letter.c < .b && Letter.b < .a)
    }

    private func rule(_ id: String, axis: Axis = .permissions) -> Rule {
        Rule(
            id: id, axis: axis, severity: .high, points: 15, title: id, explanation: "", remedy: "", detection: "", limits: "",
            references: [], cwe: [],
            examples: [], check: { _, _ in })
    }

    private func finding(
        _ id: String = "1", rule: String = "missing-audience", axis: Axis = .permissions, severity: Severity = .high, points: Int,
        confidence: Confidence = .certain, surface: Surface = .production, line: Int = 1
    ) -> Finding {
        let bytes = Array(String(repeating: "\n", count: line - 1).utf8)
        let tree = parse(SourceFile(path: "a.ts", language: .typeScript, bytes: bytes))
        return Finding(
            rule: rule, axis: axis, severity: severity, confidence: confidence, points: points, message: "",
            location: Location(tree, ByteRange(bytes.count, bytes.count)),
            surface: surface, evidence: [], remedy: "", references: [], cwe: [], enclosingFunction: "", expression: "", id: id)
    }
}
