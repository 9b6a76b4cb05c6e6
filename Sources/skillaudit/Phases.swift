#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// How long each part of a run took, on the clock and in processor time of all threads; printed by `--timing`, never part of a report.
struct Phases: Sendable {
    /// A point in a run.
    private struct Moment {
        let wall = ContinuousClock.now
        let processor = Self.processorTime

        /// Time that the processors spent on this process so far.
        private static var processorTime: Duration {
            var time = timespec()
            guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return .zero }
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
    }

    private let start = Moment()
    private var last: Moment
    private(set) var lines: [String] = []

    init() { last = start }

    mutating func end(_ phase: String, _ remark: String = "") {
        let now = Moment()
        lines.append(Self.line(from: last, to: now, remark.isEmpty ? phase : "\(phase): \(remark)"))
        last = now
    }

    var total: String { Self.line(from: start, to: last, "in all") }

    private static func line(from start: Moment, to end: Moment, _ text: String) -> String {
        "\(milliseconds(end.wall - start.wall)), CPU\(milliseconds(end.processor - start.processor))  \(text)"
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        let text = "\(microseconds / 1_000).\(String(microseconds % 1_000 + 1_000).dropFirst()) ms"
        return String(repeating: " ", count: max(0, 13 - text.count)) + text
    }
}
