import AuditRules
import Foundation

/// A line that a batch writes: a report, or why there is none; both say which target they are about.
enum BatchLine {
    /// Why a target has no report.
    enum Reason: String, CaseIterable { case audit, line, time, memory, crash }

    /// Adds the target to a report that is one line of JSON already.
    static func report(_ line: String, for target: BatchTarget) -> String? {
        var line = line
        while line.last?.isWhitespace == true { line.removeLast() }
        guard line.hasPrefix("{"), line.hasSuffix("}") else { return nil }
        return line.dropLast() + ",\"batch\":\(target.json.line)}"
    }

    static func failure(_ reason: Reason, code: Int32, _ message: String, help: String, for target: BatchTarget) -> String {
        let document: JSON = [
            "schemaVersion": .string(Report.schemaVersion),
            "tool": JSONReport.tool(Version.number),
            "error": ["reason": .string(reason.rawValue), "code": .int(Int(code)), "message": .string(message), "help": .string(help)],
            "batch": target.json,
        ]
        return document.line
    }

    /// The targets that have a report in an earlier output. Failures are tried again; a line that was cut off counts for nothing.
    static func finished(in path: String) throws(Failure) -> Set<BatchTarget> {
        struct Line: Decodable {
            struct Target: Decodable {
                let target: String
                let revision: String?
            }
            struct Problem: Decodable {}
            let batch: Target
            let error: Problem?
        }
        guard LocalPath.exists(path) else { return [] }
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw .unreadable(path: path, why: SystemError.current) }
        let decoder = JSONDecoder()
        var finished: Set<BatchTarget> = []
        for line in data.split(separator: UInt8(ascii: "\n")) {
            guard let line = try? decoder.decode(Line.self, from: line), line.error == nil else { continue }
            finished.insert(BatchTarget(target: line.batch.target, revision: line.batch.revision))
        }
        return finished
    }
}
