import Synchronization

/// The threads that a caller lends for work that falls apart into many pieces. What comes of the work never depends on how many they are.
package struct Workers: Sendable {
    private let count: Int
    /// Runs a body once on each of so many threads and comes back when all of them are done.
    private let run: @Sendable (_ threads: Int, _ body: @escaping @Sendable () -> Void) -> Void

    /// The caller's own thread.
    package static let callerAlone = Workers(1) { _, body in body() }

    package init(_ count: Int, run: @escaping @Sendable (_ threads: Int, _ body: @escaping @Sendable () -> Void) -> Void) {
        self.count = count
        self.run = run
    }

    /// A value of each item, in the order of the items. For fewer than `worthwhile` of them for each thread no thread is started.
    package func map<Item: Sendable, Value: Sendable>(
        _ items: [Item], worthwhile: Int = 16, _ work: @escaping @Sendable (Item) -> Value
    ) -> [Value] {
        let threads = min(count, items.count / max(1, worthwhile))
        guard threads > 1 else { return items.map(work) }
        // Small enough that threads end together, large enough that they seldom meet.
        let batch = max(1, min(16, items.count / 64))
        let made = Made<Value>()
        run(threads) {
            var mine: [Batch<Value>] = []
            while case let start = made.next.add(batch, ordering: .relaxed).oldValue, start < items.count {
                mine.append(Batch(start: start, values: items[start..<min(start + batch, items.count)].map(work)))
            }
            let result = mine
            made.batches.withLock { $0 += result }
        }
        return made.batches.withLock { $0.sorted { $0.start < $1.start }.flatMap(\.values) }
    }

    private struct Batch<Value: Sendable>: Sendable {
        let start: Int
        let values: [Value]
    }

    private final class Made<Value: Sendable>: Sendable {
        let next = Atomic(0)
        let batches = Mutex<[Batch<Value>]>([])
    }
}
