import AuditRules
import SourceScanner
import Testing

/// What tests try out says nothing about the program.
@Suite struct TrialFiles {
    private func rules(_ caller: String) throws -> [String] {
        let rule = try #require(Rule.all.first { $0.id == "hardcoded-signing-secret" })
        let files = [
            "src/tokens.js": """
            const jwt = require("jsonwebtoken")
            const issue = (user, secret = process.env.JWT_SECRET) => jwt.sign({ sub: user }, secret, { expiresIn: "15m" })
            module.exports = { issue }
            """,
            caller: """
            const { issue } = require("../src/tokens")
            exports.forged = () => issue("somebody", "a secret of nobody")
            """,
        ].mapValues { [UInt8]($0.utf8) }
        let paths = files.keys.sorted()
        let trees = paths.compactMap { path in
            Language(path: path).map { parse(SourceFile(path: path, language: $0, bytes: files[path] ?? [])) }
        }
        let program = Program(repository: Repository(paths: paths, read: { files[$0] }), trees: trees)
        var findings = Findings(rule: rule)
        rule.check(Survey.inventory(of: program) { Surface(path: $0) }, &findings)
        return findings.found.map(\.rule)
    }

    @Test func aSecretThatOnlyATestHandsOverIsNotTheProgramsOwn() throws { #expect(try rules("tests/tokens.js").isEmpty) }

    @Test func aSecretThatAnotherFileHandsOverIs() throws { #expect(try rules("src/accounts.js") == ["hardcoded-signing-secret"]) }
}
