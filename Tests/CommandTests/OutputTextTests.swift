import AuditRules
import Foundation
import Testing

@testable import skillaudit

@Suite struct OutputTextTests {
    @Test func pathsAreLinksWhereTheTerminalTakesThem() {
        var style = TextStyle(usesHyperlinks: true)
        style.folder = "/home/me/my server"
        let text = render(OutputSample.report(), as: .text, style: style)
        #expect(text.contains("\u{1B}]8;;file:///home/me/my%20server/src/auth.ts\u{1B}\\src/auth.ts\u{1B}]8;;\u{1B}\\"))
        style.folder = nil
        #expect(!render(OutputSample.report(), as: .text, style: style).contains("file://"))
        #expect(!render(OutputSample.report(), as: .text, style: .plain).contains("\u{1B}"))
    }

    @Test(arguments: [60, 80, 100, 132, 200])
    func noLineIsWiderThanTheTerminal(_ width: Int) {
        let text = render(OutputSample.report(), as: .text, style: TextStyle(width: width))
        for line in text.split(separator: "\n") { #expect(TextWidth.of(String(line)) <= width, "\(line)") }
    }

    @Test func colourAddsNothingButColour() throws {
        let plain = render(OutputSample.report(), as: .text, style: TextStyle(width: 100))
        let coloured = render(OutputSample.report(), as: .text, style: TextStyle(width: 100, usesColor: true))
        #expect(coloured.contains("\u{1B}["))
        let sequences = try Regex("\u{1B}\\[[0-9;]*m")
        let stripped = coloured.replacing(sequences, with: "").split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.reversed().drop { $0 == " " }.reversed().map(String.init).joined() }
        #expect(stripped.joined(separator: "\n") == plain)
    }

    @Test func caretsStandUnderTheFlaggedPiece() {
        let lines = render(OutputSample.report(), as: .text, style: .plain).split(separator: "\n").map(String.init)
        guard let row = lines.firstIndex(where: { $0.contains("await jwtVerify(token") }) else {
            Issue.record("the flagged line is not shown")
            return
        }
        let code = Array(lines[row])
        let carets = Array(lines[row + 1])
        let marked = zip(code, carets).filter { $0.1 == "^" }.map(\.0)
        #expect(String(marked) == "jwtVerify(token, keys, options)")
    }

    @Test func caretsCountWideCharactersTwiceAndTabsAsBlanks() {
        let line = CodeLine("\t漢字 🙂 x = f(1)", mark: 10..<14, width: 60, ellipsis: "…")
        #expect(line.text == "漢字 🙂 x = f(1)")
        #expect(line.carets == "            ^^^^")
    }

    @Test func aLongLineIsCutAroundTheFlaggedPiece() {
        let source = String(repeating: "a", count: 300) + "BAD" + String(repeating: "z", count: 300)
        let line = CodeLine(source, mark: 300..<303, width: 60, ellipsis: "…")
        #expect(TextWidth.of(line.text) <= 60)
        #expect(line.text.hasPrefix("…a") && line.text.hasSuffix("z…"))
        #expect(String(zip(line.text, line.carets).filter { $0.1 == "^" }.map(\.0)) == "BAD")
    }

    @Test func aMarkBehindTheLineIsHarmless() {
        #expect(CodeLine("short", mark: 700..<720, width: 60, ellipsis: "…").carets.last == "^")
        #expect(CodeLine("", mark: 0..<1, width: 60, ellipsis: "…").text.isEmpty)
    }

    @Test func theGradeItsArithmeticAndTheNextStepAreSaid() {
        let text = render(OutputSample.report(), as: .text, style: TextStyle(width: 120))
        #expect(text.contains("Grade C  70/100"))
        #expect(text.contains("credentials    100 − 20 hardcoded-signing-secret − 10 long-token-lifetime = 70"))
        #expect(text.contains("maintenance    not assessed"))
        #expect(text.contains("1 suppressed"))
        #expect(text.contains("3 not read"))
        #expect(text.contains("2 minified: dist/a.min.js, dist/x.min.js"))
        #expect(
            text.contains("Next: fix hardcoded-signing-secret in src/auth.ts:14 and the grade becomes B (80)") || text.contains("Next: fix")
        )
    }

    @Test func asciiTerminalsGetAscii() {
        let text = render(OutputSample.clean, as: .text, style: TextStyle(usesUnicode: false))
        #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    }

    @Test func linksAreWrittenOnlyWhereAsked() {
        #expect(
            render(OutputSample.report(), as: .text, style: TextStyle(usesHyperlinks: true)).contains(
                "\u{1B}]8;;https://www.rfc-editor.org/rfc/rfc8725#section-3.9"))
        #expect(!render(OutputSample.report(), as: .text, style: .plain).contains("\u{1B}"))
    }

    @Test func aCleanProgramSaysSo() {
        let text = render(OutputSample.clean, as: .text, style: .plain)
        #expect(text.contains("Grade A  100/100   no findings"))
        #expect(text.contains("Nothing to fix."))
    }

    @Test(arguments: [
        ("a b c", 3, ["a b", "c"]), ("", 10, [""]), ("abcdefghijkl", 8, ["abcdefgh", "ijkl"]), ("漢字漢字漢字", 8, ["漢字漢字", "漢字"]),
    ])
    func textIsWrapped(_ row: (text: String, width: Int, lines: [String])) {
        #expect(TextWidth.wrap(row.text, to: row.width) == (row.width < 8 ? [row.text] : row.lines))
    }

    @Test(arguments: [
        (90.0, "1.5 min"), (3600, "1 h"), (86_400, "24 h"), (2_592_000, "30 d"), (5, "5 s"), (5400, "1.5 h"), (1e300, "1e+300 s"),
    ])
    func durationsAreReadable(_ row: (seconds: Double, text: String)) {
        #expect(SiteRow.duration(row.seconds) == row.text)
    }
}
