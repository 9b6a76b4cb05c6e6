import Fuzzing
import SourceScanner

@testable import skillaudit

/// Configurations, baselines and suppressing comments of any bytes are read or refused; what was read is printed as a configuration that reads the same.
@main
struct ConfigurationsAreRead {
    static func main() {
        fuzz { bytes in
            let origin = Configuration.Origin(path: "skillaudit.yml", folder: "", isInTree: true)
            if let configuration = try? Configuration(bytes, origin: origin) {
                let printed = configuration.shown.text
                let reprinted = (try? Configuration(Array(printed.utf8), origin: origin)).map(\.shown.text)
                require(printed == reprinted, "\(printed)\nis read as\n\(reprinted ?? "nothing")")
            }
            if let baseline = try? Baseline(bytes, path: "baseline.json") {
                require(baseline.entries.allSatisfy { $0.line >= 1 }, "an entry has no line")
            }
            for path in ["a.ts", "b.py", "c.swift"] {
                guard let language = Language(path: path) else { continue }
                let tree = parse(SourceFile(path: path, language: language, bytes: bytes))
                for comment in SuppressionComment.all(in: tree).comments {
                    require(!comment.reason.isEmpty, "a finding is suppressed without a reason")
                }
            }
        }
    }
}
