import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// CPU time of this thread's process: on a shared machine the wall clock measures the neighbours too.
enum Clock {
    static var cpu: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The median of the CPU seconds that each round takes.
    static func median(rounds: Int, _ body: () -> Void) -> Double {
        let times = (0..<rounds).map { _ in
            let start = cpu
            body()
            return cpu - start
        }.sorted()
        return times[rounds / 2]
    }

    private static let kept = Atomic(0)

    /// Uses a result, so that the work that made it is not optimised away.
    @inline(never)
    static func keep(_ value: Int) { kept.add(value, ordering: .relaxed) }

    static func milliseconds(_ seconds: Double) -> String {
        let hundredths = Int(seconds * 100_000)
        let text = "\(hundredths / 100).\(String(hundredths % 100 + 100).dropFirst())"
        return String(repeating: " ", count: max(0, 10 - text.count)) + text
    }
}

/// A thread with room for deep recursion, as the auditor uses.
enum DeepThread {
    static func run<Value>(_ body: () -> Value) -> Value {
        withoutActuallyEscaping(body) { body in
            let work = Work { body() }
            var attributes = pthread_attr_t()
            pthread_attr_init(&attributes)
            pthread_attr_setstacksize(&attributes, 256 << 20)
            let context = Unmanaged.passUnretained(work as Runnable).toOpaque()
            #if canImport(Darwin)
            var thread: pthread_t?
            let code = pthread_create(
                &thread, &attributes,
                {
                    Unmanaged<Runnable>.fromOpaque($0).takeUnretainedValue().run(); return nil
                }, context)
            if code == 0, let thread { pthread_join(thread, nil) } else { work.run() }
            #else
            var thread = pthread_t()
            let code = pthread_create(
                &thread, &attributes,
                { context in
                    if let context { Unmanaged<Runnable>.fromOpaque(context).takeUnretainedValue().run() }
                    return nil
                }, context)
            if code == 0 { pthread_join(thread, nil) } else { work.run() }
            #endif
            pthread_attr_destroy(&attributes)
            return work.result ?? body()
        }
    }

    private class Runnable {
        func run() {}
    }

    private final class Work<Value>: Runnable {
        private let body: () -> Value
        private(set) var result: Value?
        init(_ body: @escaping () -> Value) { self.body = body }
        override func run() { result = body() }
    }
}
