import AuditRules
import SourceScanner
import Testing

@testable import skillaudit

/// Every flagged example of every rule under a comment that accepts it.
@Suite struct SuppressedExamples {
    struct Flagged: Sendable, CustomStringConvertible {
        let rule: Rule
        let example: Rule.Example
        let number: Int
        var description: String { "\(rule.id) \(example.language.rawValue) #\(number)" }

        static let all: [Flagged] = Rule.all.flatMap { rule in
            rule.examples.enumerated().filter(\.element.isFlagged).map { Flagged(rule: rule, example: $1, number: $0 + 1) }
        }

        private var path: String {
            switch example.language {
            case .typeScript: "src/main.ts"
            case .javaScript: "src/main.js"
            case .python: "src/main.py"
            case .swift: "Sources/App/main.swift"
            }
        }

        /// The example with a line of comment above the one that is marked.
        private func source(under comment: String) -> String {
            let mark = example.language == .python ? "# " : "// "
            return example.source.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
                guard line.contains("↓") else { return [String(line)] }
                let indent = String(line.prefix { $0 == " " || $0 == "\t" })
                return [indent + mark + comment, String(line).replacing("↓", with: "")]
            }.joined(separator: "\n")
        }

        /// What the rule finds under a comment, with what is suppressed marked as such.
        func findings(under comment: String) -> [Finding] {
            var contents = example.files.mapValues { [UInt8]($0.utf8) }
            contents[path] = [UInt8](source(under: comment).utf8)
            let paths = contents.keys.sorted()
            let files = contents
            let trees = paths.compactMap { path in
                Language(path: path).map { parse(SourceFile(path: path, language: $0, bytes: files[path] ?? [])) }
            }
            let program = Program(repository: Repository(paths: paths, read: { files[$0] }), trees: trees)
            var findings = Findings(rule: rule)
            rule.check(Survey.inventory(of: program) { _ in .production }, &findings)
            guard let day = CalendarDay("2026-01-31") else { return findings.found }
            return Suppressions(in: trees, .defaults, baseline: nil, today: day, trustsComments: true)
                .applied(to: findings.found, rules: [rule]) { _ in true }.findings
        }
    }

    @Test(arguments: Flagged.all) func isAcceptedByACommentThatNamesItsRuleAndByNoOther(_ flagged: Flagged) {
        let accepted = flagged.findings(under: "skillaudit: ignore[\(flagged.rule.id)] -- known")
        #expect(accepted.map { $0.suppression?.reason } == ["known"], "\(accepted.map(\.location.start.line))")
        let other = Rule.all.first { $0.id != flagged.rule.id }?.id ?? ""
        let kept = flagged.findings(under: "skillaudit: ignore[\(other)] -- known")
        #expect(kept.count == 1 && kept.allSatisfy { $0.suppression == nil })
    }
}
