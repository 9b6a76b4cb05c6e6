import Foundation
import Testing

@testable import skillaudit

/// Writes the sample report in every format into the folder that `SKILLAUDIT_SAMPLES` names, for validators that are no Swift packages and for eyes.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SKILLAUDIT_SAMPLES"] != nil))
struct OutputSamples {
    @Test(arguments: OutputFormat.allCases)
    func areWritten(_ format: OutputFormat) throws {
        let folder = URL(filePath: ProcessInfo.processInfo.environment["SKILLAUDIT_SAMPLES"] ?? ".", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, report) in [("sample", OutputSample.report()), ("clean", OutputSample.clean), ("change", ChangeOutputTests.report)] {
            let text = render(report, as: format, style: .plain)
            try Data(text.utf8).write(to: folder.appending(path: "\(name).\(format.rawValue)"))
        }
    }
}
