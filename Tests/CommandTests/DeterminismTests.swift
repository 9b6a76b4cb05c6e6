import Foundation
import Testing

@testable import skillaudit

/// The same bytes, whoever audits on whatever machine.
@Suite struct DeterminismTests {
    let workshop: Workshop

    init() throws {
        workshop = try Workshop()
        try workshop.makeRepository()
        for (index, word) in ["Ärger", "zebra", "Apfel", "i", "I", "ı", "_x", "10", "9"].enumerated() {
            try workshop.write("target/src/\(word)/auth\(index).py", HostileCase.neighbour)
            try workshop.write("target/src/\(word)/auth.ts", "import { jwtVerify } from 'jose';\nawait jwtVerify(t, k, { issuer: 'x' });\n")
        }
        try workshop.commit("more")
    }

    @Test(arguments: ["text", "json", "sarif", "html", "csv", "markdown"])
    func theSurroundingsChangeNothing(_ format: String) throws {
        let environments: [[String: String]] = [
            [:], ["LC_ALL": "C", "TZ": "UTC"], ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Chatham"],
            ["LC_ALL": "de_DE.ISO-8859-1", "HOME": "/nonexistent", "USER": "somebody"],
            ["TZ": ":/etc/passwd", "LANGUAGE": "ar", "COLUMNS": "100"],
        ]
        var reports: Set<String> = []
        for (index, environment) in environments.enumerated() {
            let outcome = try workshop.run(
                Workshop.binary, ["target", "--format", format, "--exit-zero", "--jobs", "\(index + 1)"], environment: environment)
            #expect(outcome.code == 0)
            reports.insert(outcome.output)
        }
        #expect(reports.count == 1)
    }

    @Test func theOrderOfTargetsChangesNothingButTheirNames() throws {
        let names = ["target/src/zebra", "target/src/Apfel", "target/src/i"]
        let reports = try [names, names.reversed(), [names[1], names[0], names[2]]].map { names in
            try workshop.reported(names).output.replacing("\"input\": \"\(names.joined(separator: " "))\"", with: "")
        }
        #expect(Set(reports).count == 1)
        #expect(reports[0].contains("zebra/auth1.py"))
    }

    @Test func theClockChangesNothing() throws {
        let first = try workshop.reported(["target"]).output
        Thread.sleep(forTimeInterval: 1.1)
        try workshop.run("/usr/bin/env", ["find", "target", "-exec", "touch", "-d", "1999-01-01", "{}", "+"])
        #expect(try workshop.reported(["target"]).output == first)
    }

    /// Folder, work tree, bare repository and `file://` address: only the name and the kind of the target differ.
    @Test func whereTheTreeIsStoredChangesNothing() throws {
        try workshop.git("clone", "-q", "--bare", "target", "bare.git")
        try workshop.git("gc", "-q", in: "bare.git")
        try workshop.git("clone", "-q", "target", "copy")
        var reports: Set<String> = []
        for target in ["target", "bare.git", "copy", "copy/.git", "file://" + workshop.path("bare.git")] {
            let audit = try workshop.reported([target])
            #expect(audit.findings.count >= 10)
            reports.insert(audit.output.replacing("\"input\": \"\(target)\"", with: ""))
        }
        #expect(reports.count == 1)
        try FileManager.default.removeItem(atPath: workshop.path("copy/.git"))
        let folder = try workshop.reported(["copy"])
        #expect(folder.findings == (try workshop.reported(["target"]).findings))
    }
}
