import SourceScanner
import Synchronization
import Testing

@Suite struct WorkersTests {
    /// What a set of workers was asked for.
    private final class Asked: Sendable {
        let threads = Mutex<[Int]>([])
        let body = Mutex<(@Sendable () -> Void)?>(nil)
    }

    @Test(arguments: [32, 33, 63, 64, 1_000])
    func valuesStandInTheOrderOfTheirItems(count: Int) {
        let asked = Asked()
        let workers = Workers(2) { _, body in
            asked.body.withLock { $0 = body }
            body()
        }
        // While the first item is worked on, the second thread does all the others and is done before.
        let values = workers.map(Array(0..<count)) { item in
            if item == 0, let second = asked.body.withLock({ $0.take() }) { second() }
            return item * 3
        }
        #expect(asked.body.withLock { $0 == nil })
        #expect(values == (0..<count).map { $0 * 3 })
    }

    @Test func noThreadIsAskedForWhatOneDoesSooner() {
        let asked = Asked()
        let workers = Workers(4) { threads, body in
            asked.threads.withLock { $0.append(threads) }
            body()
        }
        for count in [0, 1, 16, 31, 32, 48, 1_000] { #expect(workers.map(Array(0..<count)) { $0 }.count == count) }
        #expect(asked.threads.withLock { $0 } == [2, 3, 4])
        #expect(Workers.callerAlone.map([1, 2, 3], worthwhile: 1) { $0 } == [1, 2, 3])
    }
}
