import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Ends a fetch that receives too much, takes too long, or hears nothing from the server any more.
///
/// libgit2 waits in calls that nothing interrupts (before 1.7 it has no time limits at all), so a thread that watches ends the process: there is nothing to report
/// without the repository. What was received is removed first.
final class FetchWatch: Sendable {
    private struct State {
        var lastSign: ContinuousClock.Instant
        var isDone = false
    }

    private let address: String
    private let limits: Limits
    private let state = Mutex(State(lastSign: .now))

    /// Watches from now on.
    init(_ address: String, _ limits: Limits) throws(Failure) {
        self.address = address
        self.limits = limits
        let total = Deadline(after: limits[.cloneTime])
        let isWatched = Threads.detach { [self] in
            while true {
                usleep(50_000)
                let (lastSign, isDone) = state.withLock { ($0.lastSign, $0.isDone) }
                if isDone { return }
                if total.isOver { end("it takes longer than \(limits[.cloneTime]) s (--\(Limits.Kind.cloneTime.rawValue))") }
                if lastSign.duration(to: .now) >= .seconds(limits[.cloneIdle]) {
                    end("the server says nothing for \(limits[.cloneIdle]) s (--\(Limits.Kind.cloneIdle.rawValue))")
                }
            }
        }
        guard isWatched else {
            throw .unreachable(address, why: "nothing is fetched without a thread that watches the limits: \(SystemError.text(EAGAIN))")
        }
    }

    /// The other side is there.
    func seeSign() { state.withLock { $0.lastSign = .now } }

    /// Why a fetch that received so many bytes goes no further; nil where it may.
    func refusal(received bytes: Int) -> Failure? {
        guard bytes > limits[.cloneSize] else { return nil }
        return .unreachable(
            address, why: "it is larger than \(ByteCount.text(limits[.cloneSize])) (--\(Limits.Kind.cloneSize.rawValue))")
    }

    func finish() { state.withLock { $0.isDone = true } }

    private func end(_ why: String) -> Never {
        SignalWatch.standBack()
        let failure = Failure.unreachable(address, why: why)
        TemporaryFolder.removeAll()
        failure.tell()
        _exit(failure.exitCode)
    }
}
