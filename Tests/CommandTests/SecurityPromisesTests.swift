import Foundation
import Testing

/// SECURITY.md names the proof of each promise; this checks that the proofs exist.
@Suite struct SecurityPromisesTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func text(_ path: String) throws -> String { try String(contentsOf: root.appending(path: path), encoding: .utf8) }

    /// Suites and their tests, as the sources declare them: `Suite.test` and `Suite`.
    private func declaredTests() throws -> Set<String> {
        let folder = root.appending(path: "Tests").resolvingSymlinksInPath()
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var found: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            var suite = ""
            var isTest = false
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                if let name = line.firstMatch(of: /(?:struct|extension) ([A-Za-z]+Tests)\b/)?.1 {
                    suite = String(name)
                    found.insert(suite)
                }
                if line.contains("@Test") { isTest = true }
                if isTest, let name = line.firstMatch(of: /func ([A-Za-z0-9_]+)\(/)?.1 {
                    found.insert("\(suite).\(name)")
                    isTest = false
                }
            }
        }
        return found
    }

    @Test func everyPromiseNamesATestThatExists() throws {
        let declared = try declaredTests()
        let rows = try text("SECURITY.md").split(separator: "\n").filter { $0.hasPrefix("|") && $0.contains("Tests") }
        #expect(rows.count >= 20)
        for row in rows {
            let proof = row.split(separator: "|").last ?? ""
            let names = proof.matches(of: /`([A-Za-z]+Tests(?:\.[A-Za-z0-9_]+)?)`/).map { String($0.1) }
            #expect(!names.isEmpty, "no proof in \(row)")
            for name in names { #expect(declared.contains(name), "SECURITY.md names \(name), which is no test") }
        }
    }

    @Test func everyRowOfThePromisesHasAProof() throws {
        let lines = try text("SECURITY.md").split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex(of: "| promise | defence | proof |"))
        let rows = lines[(start + 2)...].prefix { $0.hasPrefix("|") }
        #expect(rows.count >= 20)
        for row in rows { #expect(row.contains("Tests"), "\(row)") }
    }

    @Test func everyFuzzerIsListedInItsPackage() throws {
        let package = try text("Fuzz/Package.swift")
        let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Fuzz/Properties").path(percentEncoded: false))
        #expect(names.count >= 10)
        for name in names { #expect(package.contains("\"\(name.replacing(".swift", with: ""))\""), "\(name)") }
    }

    /// The fuzzers have entry points of their own, so what holds the program's is left out; nothing else may need it.
    @Test func nothingNeedsWhatTheFuzzersLeaveOut() throws {
        let package = try text("Fuzz/Package.swift")
        let list = try #require(package.firstMatch(of: /exclude: \[([^\]]+)\]/)?.1)
        let left = list.matches(of: /"([^"]+)"/).map { String($0.1) }
        let types = try left.flatMap {
            try text("Sources/skillaudit/\($0)").matches(of: /(?m)^(?:struct|enum|final class) ([A-Za-z]+)/).map { String($0.1) }
        }
        #expect(left.count >= 1 && types.count >= 1)
        let folder = root.appending(path: "Sources/skillaudit").resolvingSymlinksInPath()
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" && !left.contains(where: { file.path.hasSuffix("/\($0)") }) {
            let words = Set(try String(contentsOf: file, encoding: .utf8).matches(of: /\b([A-Z][A-Za-z]+)\b[.(]/).map { String($0.1) })
            for type in types {
                #expect(!words.contains(type), "\(file.lastPathComponent) needs \(type), which Fuzz/Package.swift leaves out")
            }
        }
    }
}
