import Synchronization

/// One line at the end of the terminal that says what is going on. It is on standard error, only where that is a terminal, and gone before anything else is
/// printed.
enum StatusLine {
    private struct State {
        var isShown = false
        var nextTime: ContinuousClock.Instant
    }

    private static let isSilenced = Atomic(false)
    private static let isPossible = StandardError.isTerminal && Environment["TERM"] != "dumb"
    /// What is over before anybody reads it is not shown at all.
    private static let state = Mutex(State(nextTime: ContinuousClock.now + .milliseconds(300)))

    /// Nothing is shown from now on.
    static func silence() {
        isSilenced.store(true, ordering: .relaxed)
        clear()
    }

    static var isEnabled: Bool { isPossible && !isSilenced.load(ordering: .relaxed) }

    /// Replaces the line, ten times a second at most.
    static func show(_ text: @autoclosure () -> String) {
        guard isEnabled else { return }
        let now = ContinuousClock.now
        state.withLock { state in
            guard now >= state.nextTime else { return }
            state = State(isShown: true, nextTime: now + .milliseconds(100))
            StandardError.write("\r\u{1B}[K" + text())
        }
    }

    static func clear() {
        guard isPossible else { return }
        state.withLock { state in
            guard state.isShown else { return }
            state.isShown = false
            StandardError.write("\r\u{1B}[K")
        }
    }
}
