import Foundation
import Fuzzing

@testable import skillaudit

/// A whole audit of a folder ends with the same report for any number of threads.
@main
struct ThreadsAgree {
    static func main() {
        // Memory where there is such a file system: an audit reads files, and the fuzzer writes thousands a second.
        let base = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : FileManager.default.temporaryDirectory.path
        let folder = URL(filePath: base).appending(path: "skillaudit-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
        atexit_b { try? FileManager.default.removeItem(at: folder) }
        fuzz { bytes in
            let files = RepositoryInput(bytes).files
            guard !files.isEmpty else { return }
            try? FileManager.default.removeItem(at: folder)
            // Threads share the work sixteen files at a time.
            let filler = (0..<40).map { RepositoryInput.File(path: "filler/\($0).ts", bytes: Array("export const jwt = \($0);\n".utf8)) }
            for file in files + filler {
                let url = folder.appending(path: file.path)
                try? FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try? Data(file.bytes).write(to: url)
            }
            let reports = [1, 3].map { report(on: folder.path, jobs: $0) }
            require(reports[0] == reports[1], "one thread and three disagree:\n\(reports[0])\n\(reports[1])")
        }
    }

    private static func report(on folder: String, jobs: Int) -> String {
        do throws(Failure) {
            var audit = Audit()
            audit.jobs = jobs
            var phases = Phases()
            let root = try Input(targets: [folder]).open()
            return JSONReport.render(try audit.report(on: root, named: "folder", &phases))
        } catch {
            return error.sentence
        }
    }
}
