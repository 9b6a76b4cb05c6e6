import AuditRules
import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@testable import skillaudit

/// The pages that are made from the rules and the knowledge. `make docs` writes them anew.
@Suite struct GeneratedPages {
    private static let docs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs", directoryHint: .isDirectory)

    @Test(arguments: GenerateDocsCommand.pages.map(\.path)) func areUpToDate(_ path: String) throws {
        let page = try #require(GenerateDocsCommand.pages.first { $0.path == path })
        let written = try String(contentsOf: Self.docs.appending(path: path), encoding: .utf8)
        #expect(written == page.text, "run `make docs`:\n\(LineDifference(from: written, to: page.text))")
    }

    @Test func theFormatsAreShownAsTheyAre() throws {
        let pages = try FormatsPage(fixture: Self.docs.appending(path: "../Fixtures/mcp-python-unbound").path).pages
        #expect(pages.count == OutputFormat.allCases.count + 2)
        for page in pages {
            let written = try String(contentsOf: Self.docs.appending(path: page.path), encoding: .utf8)
            #expect(written == page.text, "\(page.path): run `make docs`:\n\(LineDifference(from: written, to: page.text))")
        }
        let picture = try #require(pages.first { $0.path == "formats/terminal.svg" })
        #expect(XMLParser(data: Data(picture.text.utf8)).parse())
    }

    @Test func noneIsLeftOfARuleThatIsGone() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.docs.appending(path: "rules").path)
        #expect(Set(names.map { "rules/\($0)" }).isSubset(of: GenerateDocsCommand.pages.map(\.path)))
    }

    @Test(arguments: Rule.all.map(\.id)) func showVulnerableAndFixedCodeInEachLanguageOfARule(_ id: String) throws {
        let rule = try #require(Rule.all.first { $0.id == id })
        let text = RulePage(rule).text()
        #expect(text.contains("\nWhy it matters for MCP\n") && text.contains("\nWhat it cannot see\n") && !text.contains("↓"))
        for (heading, isFlagged) in [("Vulnerable", true), ("Fixed", false)]
        where rule.examples.contains(where: { $0.isFlagged == isFlagged }) {
            #expect(text.contains("\n\(heading) ("))
        }
        for line in text.split(separator: "\n") where !line.hasPrefix("    ") && !line.hasPrefix("  >") {
            #expect(line.count <= 110, "\(line)")
        }
    }

    @Test func aMistypedRuleIsRecognised() {
        let ids = ["missing-audience", "missing-issuer", "unverified-token"]
        #expect(RuleName("missing_audience").nearest(among: ids) == "missing-audience")
        #expect(RuleName("mising-isuer").nearest(among: ids) == "missing-issuer")
        #expect(RuleName("audience").nearest(among: ids) == "missing-audience")
        #expect(RuleName("xyzzy").nearest(among: ids) == nil)
        #expect(RuleName("").nearest(among: ids) == nil)
        #expect(RuleName(String(repeating: "a", count: 10_000)).nearest(among: ids) == nil)
    }

    @Test func theRubricNamesEverythingThatAGradeIsMadeOf() throws {
        let text = Rubric(Rule.all).text
        for rule in Rule.all { #expect(text.contains(rule.id)) }
        for word in ["a third", "twice", "at most \(Grade.mostPointsOutsideProduction)", "½", "¼", "A  from 90"] {
            #expect(text.contains(word))
        }
        let json = try JSONSerialization.jsonObject(with: Data(Rubric(Rule.all).json.utf8)) as? [String: Any]
        #expect((json?["rules"] as? [[String: Any]])?.count == Rule.all.count)
        #expect((json?["letters"] as? [[String: Any]])?.count == 5)
    }
}
