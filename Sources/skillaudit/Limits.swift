/// How much one audit reads and works, and how much of it was asked for otherwise; what lies beyond is skipped, and every report says so.
struct Limits: Sendable, Equatable {
    /// One limit: its name on the command line (behind `--`) and in the configuration.
    enum Kind: String, Sendable, CaseIterable {
        case fileSize = "max-file-size"
        case files = "max-files"
        case totalSize = "max-total-size"
        case depth = "max-depth"
        case tokens = "max-tokens"
        case fileTime = "max-file-time"
        case time = "max-time"
        case steps = "max-steps"
        case findings = "max-findings"
        case cloneSize = "max-clone-size"
        case cloneTime = "max-clone-time"
        case cloneIdle = "max-clone-idle"

        enum Unit: Sendable { case bytes, seconds, count }

        var unit: Unit {
            switch self {
            case .fileSize, .totalSize, .cloneSize: .bytes
            case .fileTime, .time, .cloneTime, .cloneIdle: .seconds
            case .files, .depth, .tokens, .steps, .findings: .count
            }
        }

        /// Generous: an honest repository of any size in public use stays below.
        var usual: Int {
            switch self {
            case .fileSize: 2 << 20
            case .files: 1_000_000
            case .totalSize: 8 << 30
            case .depth: 400
            case .tokens: 1_000_000
            case .fileTime: 60
            case .time: 3_600
            case .steps: 1_000_000_000
            case .findings: 10_000
            case .cloneSize: 8 << 30
            case .cloneTime: 1_800
            case .cloneIdle: 60
            }
        }

        /// What help and documentation say.
        var summary: String {
            switch self {
            case .fileSize: "Skip files larger than this"
            case .files: "List at most so many files and folders"
            case .totalSize: "Read at most so many bytes of source"
            case .depth: "Enter folders at most so deep"
            case .tokens: "Skip files of more tokens"
            case .fileTime: "Leave out files that take longer to parse; on a slow machine a report may say less"
            case .time: "End the audit after this time with what was found; on a slow machine a report may say less"
            case .steps: "Work out values in at most so many steps; what is left is unknown"
            case .findings: "Report at most so many findings, the worst first"
            case .cloneSize: "Give up a clone that receives more"
            case .cloneTime: "Give up a clone that takes longer"
            case .cloneIdle: "Give up a clone whose server does not answer for so long"
            }
        }

        func text(_ value: Int) -> String {
            switch unit {
            case .bytes: ByteCount.text(value)
            case .seconds: "\(value) s"
            case .count: "\(value)"
            }
        }

        /// A value as people write it; nil where it is none.
        func parse(_ text: String) -> Int? {
            switch unit {
            case .bytes: ByteCount.parse(text)
            case .seconds: Int(text.hasSuffix("s") ? String(text.dropLast()) : text).flatMap { (1...31_536_000).contains($0) ? $0 : nil }
            case .count: Int(text).flatMap { (1...1_000_000_000_000).contains($0) ? $0 : nil }
            }
        }
    }

    private var chosen: [Kind: Int] = [:]

    init(_ chosen: [Kind: Int] = [:]) { self.chosen = chosen }

    subscript(kind: Kind) -> Int { chosen[kind] ?? kind.usual }

    /// What was asked for; nil where nobody said.
    subscript(chosen kind: Kind) -> Int? {
        get { chosen[kind] }
        set { chosen[kind] = newValue }
    }

    /// These, and the others' where these say nothing.
    func completed(by others: Limits) -> Limits { Limits(chosen.merging(others.chosen) { mine, _ in mine }) }
}

/// The moment at which an audit has to come to its end.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(after seconds: Int) { end = .now + .seconds(seconds) }

    var isOver: Bool { .now >= end }
}
