import AuditRules
import SourceScanner

/// `Measure stages FOLDER`: how fast each stage is on the sources of a folder.
/// `Measure worst`: what the worst inputs cost per megabyte, against ordinary source text.
@main
enum Measure {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        switch (arguments.first, arguments.dropFirst().first) {
        case ("stages", let folder?): Stages(Corpus(folder)).report()
        case ("worst", nil): DeepThread.run { WorstCases.report() }
        default: print("usage: Measure stages FOLDER | Measure worst")
        }
    }
}
