import Fuzzing
import SourceScanner

/// Blank lines, comments and unrelated files change no finding's fingerprint.
@main
struct FingerprintsHold {
    static func main() {
        fuzz { bytes in
            let input = RepositoryInput(bytes)
            guard !input.files.isEmpty else { return }
            var edited = input
            for index in edited.files.indices {
                guard let language = Language(path: edited.files[index].path) else { continue }
                let bytes = edited.files[index].bytes
                // These mean what they mean only at the very start of a file.
                guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]), !bytes.starts(with: "#!".utf8) else { continue }
                let comment = language == .python ? "\n\n# a remark\n" : "\n\n// a remark\n"
                edited.files[index].bytes = Array(comment.utf8) + bytes
            }
            edited.files.append(.init(path: "unrelated/words.ts", bytes: Array("export const unrelatedWords = 1;\n".utf8)))
            let before = input.findings.map(\.id).sorted()
            let after = edited.findings.map(\.id).sorted()
            require(before == after, "\(before.count) findings became \(after.count): \(Set(before).symmetricDifference(after))")
        }
    }
}
