import AuditRules
import Foundation
import SourceScanner
import Testing

/// Every example of every rule, run as a program.
@Suite struct RuleExamples {
    @Test(arguments: ExampleCase.all) func aFlaggedExampleHasOneFindingAtItsArrowAndACleanOneHasNone(_ example: ExampleCase) {
        let outcome = example.run(example.example.source)
        #expect((outcome.mark != nil) == example.example.isFlagged, "a flagged example needs its arrow")
        #expect(outcome.isRight(for: example.example), "\(outcome.explanation)")
    }

    /// A process that audits again and again must not grow: what was worked out goes with its inventory.
    @Test func nothingOfAProgramOutlivesItsInventory() {
        weak var program: Program?
        var leaking: [String] = []
        for example in ExampleCase.all {
            do {
                let inventory = example.inventory(MarkedSource(example.example.source))
                var findings = Findings(rule: example.rule)
                example.rule.check(inventory, &findings)
                program = inventory.program
            }
            if program != nil { leaking.append("\(example)") }
        }
        #expect(leaking.isEmpty, "\(leaking.joined(separator: "\n"))")
    }

    @Test(arguments: ExampleCase.all) func silentInsideAComment(_ example: ExampleCase) {
        let found = example.run(example.example.asComment).findings.filter { $0.location.path == example.path }
        #expect(found.isEmpty, "\(found.map(\.message))")
    }

    @Test(arguments: ExampleCase.all) func silentInsideAString(_ example: ExampleCase) {
        let found = example.run(example.example.asString).findings.filter { $0.location.path == example.path }
        #expect(found.isEmpty, "\(found.map(\.message))")
    }

    @Test(arguments: ExampleCase.all) func theSameBehindEmoji(_ example: ExampleCase) {
        let outcome = example.run(example.example.behindEmoji)
        #expect(outcome.isRight(for: example.example), "\(outcome.explanation)")
    }

    @Test(arguments: ExampleCase.all) func theSameWithWindowsLineEnds(_ example: ExampleCase) {
        let outcome = example.run(example.example.source.replacing("\n", with: "\r\n"))
        #expect(outcome.findings.map(\.location.start.line) == [outcome.mark?.line].compactMap(\.self), "\(outcome.explanation)")
    }

    @Test(arguments: ExampleCase.all) func theSameBehindAByteOrderMark(_ example: ExampleCase) {
        let outcome = example.run("\u{FEFF}" + example.example.source)
        #expect(outcome.isRight(for: example.example), "\(outcome.explanation)")
    }

    @Test(arguments: ExampleCase.all) func theSameUnderAnImportAlias(_ example: ExampleCase) {
        guard let source = example.example.underAlias else { return }
        let outcome = example.run(source)
        #expect(outcome.isRight(for: example.example), "\(outcome.explanation)\n\(source)")
    }

    @Test(arguments: ExampleCase.all.filter { $0.example.language == .swift }) func theSameUnderATypeAliasAndBehindAModulesName(
        _ example: ExampleCase
    ) {
        for source in example.example.underSwiftAliases {
            let outcome = example.run(source)
            #expect(outcome.isRight(for: example.example), "\(outcome.explanation)\n\(source)")
        }
    }
}

/// What the list of rules and the folder of rules owe each other.
@Suite struct RuleCatalogue {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("Sources/AuditRules/Rules")

    @Test func everyFileOfTheFolderIsARuleOfTheList() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".swift") && $0 != "Rule.swift" && $0 != "AllRules.swift"
        }
        let named = Set(files.map { $0.dropLast(".swift".count).lowercased() })
        let listed = Set(Rule.all.map { $0.id.replacing("-", with: "") })
        #expect(named == listed)
    }

    @Test func idsAreUniqueAndSpeltInOneWay() {
        #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
        for rule in Rule.all { #expect(rule.id.wholeMatch(of: #/[a-z]+(-[a-z0-9]+)*/#) != nil, "\(rule.id)") }
    }

    @Test(arguments: Rule.all.map(\.id)) func aRuleShowsTwoVicesAndTwoCuresInEachLanguage(_ id: String) throws {
        let rule = try #require(Rule.all.first { $0.id == id })
        for family in Language.Family.allCases {
            let examples = rule.examples.filter { $0.language.family == family }
            #expect(examples.count(where: \.isFlagged) >= 2 && examples.count(where: { !$0.isFlagged }) >= 2, "\(family.rawValue)")
        }
        #expect(
            !rule.explanation.isEmpty && !rule.remedy.isEmpty && !rule.detection.isEmpty && !rule.limits.isEmpty && !rule.references.isEmpty
        )
        #expect(rule.points > 0 && !rule.title.isEmpty && !rule.title.hasSuffix("."))
    }
}
