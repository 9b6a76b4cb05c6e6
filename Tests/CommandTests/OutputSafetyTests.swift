import AuditRules
import SourceScanner
import Testing

@testable import skillaudit

@Suite struct OutputSafetyTests {
    @Test(arguments: OutputFormat.allCases)
    func noControlOrBidiCharacterGetsThrough(_ format: OutputFormat) {
        let text = render(OutputSample.report(), as: format, style: .plain)
        for scalar in text.unicodeScalars where !CleanText.isHarmless(scalar) && scalar != "\n" && scalar != "\r" {
            Issue.record("U+\(String(scalar.value, radix: 16)) in \(format.rawValue)")
        }
        if !text.contains("\u{1B}") { return }
        Issue.record("an escape character in \(format.rawValue)")
    }

    @Test(arguments: OutputFormat.allCases)
    func noSecretGetsThrough(_ format: OutputFormat) {
        let text = render(OutputSample.report(), as: format, style: TextStyle(width: 200))
        #expect(!text.contains("correct-horse"))
        #expect(!text.contains("user:secret"))
    }

    @Test(arguments: OutputFormat.allCases)
    func everyFormatIsTheSameOnEveryRun(_ format: OutputFormat) {
        let first = render(OutputSample.report(), as: format, style: .plain)
        let second = render(
            OutputSample.report(findings: OutputSample.findings.reversed(), sites: OutputSample.sites.reversed()), as: format, style: .plain
        )
        #expect(first == second)
    }

    @Test(arguments: [
        "const t = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'", "token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.",
        "key = \"ghp_abcdefghij1234567890ABCD\"",
        "K = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c'", "let k = \"vK3xQ9wLr2TzYb7NcM5sHd8F\"",
        "-----BEGIN RSA PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA7\\n-----END RSA PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----MIIEvQIBADANBg",
        "fetch(base + '&key=sk_live_4eC39HqLyjWDarjtT1zdp7dc')", "get(\"https://git.example/ghp_abcdefghij1234567890ABCD/x\")",
        "connect('postgres://admin:hunter@db.example/x')", "clone(`https://robot:a@b:c@git.example/x`)",
    ])
    func secretsAreMasked(_ line: String) {
        #expect(Redaction().clean(line).text.contains("[redacted sha256:"))
    }

    @Test(arguments: [
        "https://login.example/11111111-2222-3333-4444-555555555555/v2.0", "'11111111-2222-4333-8444-a55555555555'",
        "getOAuth2AuthorizationServerMetadata",
        "\"/.well-known/oauth-authorization-server\"", "'oauth2-authorization-server-metadata-v2'", "-----BEGIN PUBLIC KEY-----MIIBIjANBg",
        "import x from './a/b/c.js'",
        "audience: \"https://mcp.example/api/v1\"", "eyJ", "const eyJ = decode.eyJabcdefgh",
        "import t from './locales/sk-translations-of-all.js'", "connect(`postgres://admin:${PASSWORD}@db.example/x`)",
        "connect(f'postgres://admin:{password}@db.example/x')", "fetch('https://id.example:8443/@scope/name')", "'https://me@id.example/x'",
    ])
    func ordinaryTextIsNotMasked(_ line: String) {
        #expect(Redaction().clean(line).text == line)
    }

    @Test func equalSecretsGetEqualMasks() {
        let one = Redaction().clean("a = 'ghp_abcdefghij1234567890ABCD'").text
        #expect(one.dropFirst(5) == Redaction().clean("b = 'ghp_abcdefghij1234567890ABCD'").text.dropFirst(5))
    }

    @Test func theLiteralOfAFindingIsMaskedInEveryOtherLineToo() {
        let report = OutputSample.report()
        #expect(report.findings.contains { $0.message.contains("[redacted sha256:") })
        #expect(report.findings.first { $0.rule == "long-token-lifetime" }?.location.snippet.contains("[redacted") == true)
        #expect(report.findings.first { $0.rule == "long-token-lifetime" }?.location.snippet.contains("\"30d\"") == true)
    }

    @Test func onlyTheKeyIsMaskedInItsLine() {
        #expect(
            Self.masked(#"jwt.encode(claims, "correct-horse", headers={"kid": "2026-a"})"#, keys: ["correct-horse"]) == ["correct-horse"])
        #expect(
            Self.masked(#"jwt.encode(claims, "correct" + "-horse", algorithm="HS256")"#, keys: ["correct-horse"]) == ["correct", "-horse"])
        #expect(
            Self.masked(#"KEYS = ["correct-horse", "caf\u00e9"]"#, keys: ["correct-horse", "café"]) == ["correct-horse", #"caf\u00e9"#])
    }

    /// The literals of a flagged line that are masked, when the key may be one of `keys`.
    private static func masked(_ line: String, keys: [String]) -> [String] {
        var finding = OutputSample.findings[0]
        finding.rule = "hardcoded-signing-secret"
        finding.location.snippet = line
        finding.location.start.column = 1
        finding.location.end = finding.location.start
        finding.location.end.column = line.count + 1
        finding.evidence = []
        var site = OutputSample.sites[0]
        site.key = KeyAnswer(.literal(byteCount: 1), literals: keys)
        let redaction = Redaction(findings: [finding], sites: [site])
        let scalars = Array(line.unicodeScalars)
        return redaction.secrets(in: scalars).map { String(scalars: scalars[$0]) }
    }

    @Test func theMarkStandsRightBehindAMask() {
        let line = "f('ghp_abcdefghij1234567890ABCD', x)"
        let clean = Redaction().clean(line)
        let marked = Array(clean.text.unicodeScalars)[clean.offset(of: 34)...]
        #expect(String(scalars: marked) == "x)")
    }

    @Test func invisibleCharactersAreWrittenOut() {
        #expect(Redaction().clean("a\u{202E}b\u{1B}[2Jc\u{200B}d\ne\u{7F}").text == "a\\u{202e}b\\u{1b}[2Jc\\u{200b}d\\ne\\u{7f}")
        #expect(Redaction().clean("Ünï 漢字 👩‍👧\t.").text == "Ünï 漢字 👩‍👧\t.")
    }

    @Test func aFindingBehindTheEndOfItsFileIsHarmless() {
        var far = OutputSample.findings[0]
        far.location.start.line = 4000
        far.location.end.line = 3000
        far.location.path = "other.ts"
        let short = SourceFile(path: "other.ts", language: .typeScript, bytes: Array("x".utf8))
        let report = Report(
            toolVersion: "1", target: Report.Target(input: ".", kind: .folder, revision: nil), findings: [far], sites: [], skipped: [],
            extent: Report.Extent(files: 1, bytes: 1, filesParsed: 1), rules: OutputSample.rules, source: { _ in short })
        for format in OutputFormat.allCases { #expect(!render(report, as: format, style: .plain).isEmpty || format == .csv) }
    }

    @Test func anyTextAtAllIsCleaned() {
        var seed: UInt64 = 42
        for _ in 0..<300 {
            let bytes = (0..<60).map { _ -> UInt8 in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1
                return UInt8(truncatingIfNeeded: seed >> 40)
            }
            let line = String(decoding: bytes, as: UTF8.self) + "\u{202E}'ghp_abcdefghij1234567890ABCD'"
            let clean = Redaction().clean(line)
            #expect(clean.text.unicodeScalars.allSatisfy { CleanText.isHarmless($0) })
            #expect(!clean.text.contains("ghp_"))
            for column in [-1, 0, 5, 70, Int.max] { #expect((0...clean.text.unicodeScalars.count).contains(clean.offset(of: column))) }
            _ = CodeLine(clean.text, mark: 3..<40, width: 60, ellipsis: "…")
        }
    }
}
