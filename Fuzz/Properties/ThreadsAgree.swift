import Foundation
import Fuzzing

@testable import skillaudit

/// A whole audit of a folder ends with the same report for any number of threads.
@main
struct ThreadsAgree {
    /// In memory where there is such a file system: an audit reads files, and thousands of them are written.
    private static let folder: URL = {
        let base =
            FileManager.default.isWritableFile(atPath: "/dev/shm") ? URL(filePath: "/dev/shm") : FileManager.default.temporaryDirectory
        return base.appending(path: "skillaudit-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
    }()

    static func main() {
        atexit { try? FileManager.default.removeItem(at: ThreadsAgree.folder) }
        fuzz { bytes in
            typealias File = RepositoryInput.File
            let files = RepositoryInput(bytes).files
            guard !files.isEmpty else { return }
            try? FileManager.default.removeItem(at: folder)
            // Threads share the work sixteen files at a time.
            let filler = (0..<40).map { File(path: "filler/\($0).ts", bytes: Array("export const jwt = \($0);\n".utf8)) }
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
