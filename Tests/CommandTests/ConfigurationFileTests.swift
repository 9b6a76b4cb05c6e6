import AuditRules
import Foundation
import Testing

@testable import skillaudit

/// Where a configuration is found, and what it does to a run.
@Suite struct ConfigurationFileTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        for folder in ["project/app", "project/legacy"] {
            try workshop.write(
                "\(folder)/auth.py",
                "import jwt\n\ndef login(token):\n    return jwt.decode(token, KEY, algorithms=['RS256'], issuer='https://id.example')\n")
        }
    }

    private func report(_ arguments: String..., environment: [String: String] = [:]) throws -> [String: Any] {
        let outcome = try workshop.run(Workshop.binary, arguments + ["--format", "json", "--exit-zero"], environment: environment)
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome.errors)")
    }

    private func paths(_ report: [String: Any]) -> Set<String> {
        Set((report["sites"] as? [[String: Any]] ?? []).compactMap { ($0["location"] as? [String: Any])?["path"] as? String })
    }

    private func path(_ report: [String: Any]) -> String? { (report["configuration"] as? [String: Any])?["path"] as? String }

    @Test func theNearestOneUpwardsCountsAlone() throws {
        try workshop.git("init", "-q", "project")
        #expect(path(try report("project")) == nil)
        try workshop.write("project/skillaudit.yml", "exclude: [legacy]\n")
        #expect(paths(try report("project")) == ["app/auth.py"])
        #expect(path(try report("project/app")) == "skillaudit.yml")
        try workshop.write("project/app/.skillaudit.yaml", "exclude: [auth.py]\ninclude: ['*.py']\n")
        try workshop.write("project/app/plain.py", "x = 1\n")
        // One in a folder below is not that folder's owner's word on the whole.
        #expect(paths(try report("project")) == ["app/auth.py"])
        let below = try report("project/app")
        #expect(path(below) == "app/.skillaudit.yaml" && paths(below).isEmpty)
        #expect((below["skipped"] as? [[String: Any]])?.contains { $0["path"] as? String == "app/auth.py" } == true)
        #expect(path(try report("project/app", "project/legacy")) == "skillaudit.yml")
        #expect(path(try report("project/app", "--no-config")) == nil)
    }

    @Test func nothingAboveTheRootIsLookedAt() throws {
        try workshop.write("skillaudit.yml", "nonsense: 1\n")
        #expect(path(try report("project")) == nil)
        try workshop.git("init", "-q", "project")
        #expect(path(try report("project/app")) == nil)
    }

    @Test func aRevisionIsReadWithItsOwn() throws {
        try workshop.git("init", "-q", "project")
        try workshop.write("project/skillaudit.yml", "exclude: [legacy]\n")
        try workshop.git("add", "-A", in: "project")
        try workshop.git("commit", "-q", "-m", "one", in: "project")
        try workshop.write("project/skillaudit.yml", "exclude: [app]\n")
        #expect(paths(try report("project")) == ["legacy/auth.py"])
        #expect(paths(try report("project", "--revision", "HEAD")) == ["app/auth.py"])
        try workshop.git("clone", "-q", "--bare", "project", "bare.git")
        let bare = try report("bare.git")
        #expect(paths(bare) == ["app/auth.py"] && path(bare) == "skillaudit.yml")
        #expect(try workshop.audit("config", "bare.git").output == "# from skillaudit.yml\nexclude:\n  - \"legacy\"\n")
    }

    @Test func theCommandLineComesFirst() throws {
        try workshop.write(
            "project/skillaudit.yml",
            "include: [legacy]\nexclude: [nothing]\ngate: { fail-under: A, fail-on: low }\nlimits: { max-file-size: 10 }\n")
        #expect(try workshop.audit("project").code == 3)
        #expect(paths(try report("project", "--max-file-size", "2MB")) == ["legacy/auth.py"])
        #expect(paths(try report("project", "--max-file-size", "2MB", "--include", "app")) == ["app/auth.py"])
        #expect(try workshop.audit("project", "--max-file-size", "2MB", "--exclude", "legacy").code == 3)

        try workshop.write("project/skillaudit.yml", "gate: { fail-under: A, fail-on: low }\n")
        let both = try workshop.audit("project")
        #expect(both.code == 1 && both.lastLine.contains("--fail-under A") && both.lastLine.contains("--fail-on low"))
        #expect(try workshop.audit("project", "--fail-under", "F", "--fail-on", "critical").code == 0)
    }

    @Test func rulesSeveritiesAndSurfacesAreThoseOfTheConfiguration() throws {
        func rules(_ report: [String: Any]) -> [String: String] {
            let found = (report["findings"] as? [[String: Any]] ?? []).map {
                ($0["rule"] as? String ?? "", $0["severity"] as? String ?? "")
            }
            return Dictionary(found) { first, _ in first }
        }
        let usual = rules(try report("project"))
        #expect(usual["missing-audience"] == "medium" && usual["missing-dpop"] == "low")
        try workshop.write(
            "project/skillaudit.yml",
            "rules: { disabled: [missing-dpop], severities: { missing-audience: low } }\nsurfaces: { test: [legacy] }\n")
        let chosen = try report("project")
        #expect(rules(chosen)["missing-audience"] == "low" && rules(chosen)["missing-dpop"] == nil)
        let configuration = try #require(chosen["configuration"] as? [String: Any])
        #expect(configuration["disabledRules"] as? [String] == ["missing-dpop"] && configuration["used"] as? Bool == true)
        #expect(configuration["severities"] as? [String: String] == ["missing-audience": "low"])
        let surfaces = (chosen["sites"] as? [[String: Any]] ?? []).compactMap { $0["surface"] as? String }
        #expect(surfaces == ["production", "test"])
        try workshop.write("project/skillaudit.yml", "rules: { enabled: [missing-dpop] }\n")
        #expect(rules(try report("project")).keys.sorted() == ["missing-dpop"])
    }

    @Test func aFileOfOnesOwnMayLieAnywhere() throws {
        try workshop.write("project/skillaudit.yml", "nonsense: 1\n")
        try workshop.write("mine.yml", "exclude: [legacy]\n")
        let own = try report("project", "--config", "mine.yml")
        #expect(paths(own) == ["app/auth.py"] && path(own) == "mine.yml")
        #expect(try workshop.audit("project", "--config", "none.yml").code == 2)
        #expect(try workshop.audit("project", "--config", "mine.yml", "--no-config").code == 2)
    }

    @Test func aMistakeIsCode2WithItsPlace() throws {
        try workshop.write("project/skillaudit.yml", "gate:\n  fail-undr: A\nrules: 1\n")
        for command in [["audit", "project"], ["baseline", "project", "--output", "-"], ["config", "project"]] {
            let outcome = try workshop.run(Workshop.binary, command)
            #expect(outcome.code == 2 && outcome.output.isEmpty)
            #expect(
                outcome.errors.hasPrefix(
                    "skillaudit: skillaudit.yml:2:3: there is no key `fail-undr`; did you mean `fail-under`?\nskillaudit: skillaudit.yml:3:8: "
                ))
            #expect(outcome.lastLine.hasPrefix("help: "))
        }
        try FileManager.default.removeItem(atPath: workshop.path("project/skillaudit.yml"))
        try workshop.link("project/skillaudit.yml", to: "/etc/passwd")
        let outcome = try workshop.audit("project")
        #expect(outcome.code == 2 && outcome.errors.contains("it is a symlink"))
    }

    @Test func initWritesWhatAnAuditReads() throws {
        #expect(try workshop.audit("init", "project").code == 0)
        #expect(path(try report("project")) == "skillaudit.yml")
        try workshop.write("project/skillaudit.yml", "exclude: [legacy]\n")
        let again = try workshop.audit("init", "project")
        #expect(again.code == 0 && again.errors.contains("was left as it is"))
        #expect(paths(try report("project")) == ["app/auth.py"])
        #expect(try workshop.audit("init", "project", "--force").code == 0)
        #expect(paths(try report("project")).count == 2)
        #expect(try workshop.audit("init", "nowhere").code == 4)
    }

    @Test func theSchemaIsPrinted() throws {
        #expect(try workshop.audit("schema", "config").output == ConfigurationPage.schema)
        #expect(try workshop.audit("schema", "report").output == ReportSchema.text)
    }
}
