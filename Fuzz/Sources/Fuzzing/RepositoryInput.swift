import AuditRules
import SourceScanner

@testable import skillaudit

/// A small repository made of fuzzed bytes: lines that begin with `=== ` name a file, what follows is its text.
package struct RepositoryInput {
    package struct File {
        package var path: String
        package var bytes: [UInt8]
    }
    package var files: [File] = []

    private static let mark = Array("=== ".utf8)

    package init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.starts(with: Self.mark), files.count < 12 {
                let name = String(decoding: line.dropFirst(4), as: UTF8.self)
                // The root of a repository has no names that lead out of it; the listing's tests are about those.
                let path = TreePath.join("", name) ?? ""
                if !path.isEmpty, !files.contains(where: { $0.path == path }) { files.append(File(path: path, bytes: [])) }
            } else if !files.isEmpty {
                files[files.count - 1].bytes += line + [UInt8(ascii: "\n")]
            }
        }
    }

    package var repository: Repository {
        let contents = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
        return Repository(paths: files.map(\.path)) { contents[$0] }
    }

    package var trees: [SyntaxTree] {
        files.compactMap { file in
            Language(path: file.path).map { parse(SourceFile(path: file.path, language: $0, bytes: file.bytes)) }
        }
        .sorted { $0.file.path < $1.file.path }
    }

    /// What the rules say, as the command works it out, but for files and threads.
    package var findings: [Finding] {
        let program = Program(repository: repository, trees: trees)
        let inventory = Survey.inventory(of: program) { Surface(path: $0) }
        let found = Rule.all.flatMap { rule in
            var findings = Findings(rule: rule)
            rule.check(inventory, &findings)
            return findings.found
        }
        return Fingerprint.assigned(to: found)
    }
}
