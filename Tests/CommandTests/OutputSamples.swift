import Foundation
import Testing

@testable import skillaudit

/// Writes the sample report in every format into the folder that `SKILLAUDIT_SAMPLES` names, for validators that are no Swift packages and for eyes.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SKILLAUDIT_SAMPLES"] != nil))
struct OutputSamples {
    private func write(_ text: String, as name: String) throws {
        let folder = URL(filePath: ProcessInfo.processInfo.environment["SKILLAUDIT_SAMPLES"] ?? ".", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    @Test(arguments: OutputFormat.allCases)
    func areWritten(_ format: OutputFormat) throws {
        for (name, report) in [("sample", OutputSample.report()), ("clean", OutputSample.clean), ("change", ChangeOutputTests.report)] {
            try write(render(report, as: format, style: .plain), as: "\(name).\(format.rawValue)")
        }
    }

    @Test(arguments: BatchLine.Reason.allCases)
    func linesOfABatchAreWritten(_ reason: BatchLine.Reason) throws {
        let target = BatchTarget(target: "acme/server", revision: "main")
        try write(BatchLine.failure(reason, code: 4, "it failed", help: "mend it", for: target), as: "\(reason.rawValue).batch")
        let line = render(OutputSample.report(), as: .jsonLine, style: .plain)
        try write(try #require(BatchLine.report(line, for: target)), as: "report.batch")
    }

    @Test func aComparisonIsWritten() throws {
        let base = Snapshot(OutputSample.report(findings: Array(OutputSample.findings.dropFirst(2))), named: "main")
        try write(ComparisonReport(from: base, to: Snapshot(ChangeOutputTests.report, named: ".")).json, as: "change.compare")
    }
}
