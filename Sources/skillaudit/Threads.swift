import SourceScanner
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Threads with room for deep recursion: source text decides how deep a parser goes, and the usual 512 KiB of a worker thread are soon used up.
enum Threads {
    /// Only what is touched takes memory.
    static let stackSize = 256 << 20
    /// What must be left beside a new stack where addresses are limited (`ulimit -v`): memory that cannot be had ends the process, a thread less does not.
    private static let reserve = 512 << 20

    /// Runs `body` once on each of `count` threads and waits for all of them.
    static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let threads = (0..<max(1, count)).map { _ in start(body) }
        for thread in threads {
            if let thread { pthread_join(thread, nil) } else { body() }
        }
    }

    /// So many threads for work that falls apart into pieces.
    static func workers(_ count: Int) -> Workers {
        Workers(count) { threads, body in run(threads, body) }
    }

    /// Runs `body` on a thread of its own and waits for its result.
    static func run<Value: Sendable, Problem: Error>(_ body: @escaping @Sendable () throws(Problem) -> Value) throws(Problem) -> Value {
        let result = Mutex<Result<Value, Problem>?>(nil)
        let box = Box(result: result, body: body)
        run(1) { box.fill() }
        guard let value = box.result.withLock({ $0 }) else { return try body() }
        return try value.get()
    }

    private final class Box<Value: Sendable, Problem: Error>: Sendable {
        let result: Mutex<Result<Value, Problem>?>
        private let body: @Sendable () throws(Problem) -> Value

        init(result: consuming Mutex<Result<Value, Problem>?>, body: @escaping @Sendable () throws(Problem) -> Value) {
            self.result = result
            self.body = body
        }

        func fill() {
            let value = Result(catching: body)
            result.withLock { $0 = value }
        }
    }

    /// Runs `body` on a thread that nobody waits for; false where none can be had.
    static func detach(_ body: @escaping @Sendable () -> Void) -> Bool {
        guard let thread = start(body, stackSize: 1 << 20, reserve: 0) else { return false }
        pthread_detach(thread)
        return true
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Nil where no thread can be had: the caller does the work itself.
    private static func start(_ body: @escaping @Sendable () -> Void, stackSize: Int = stackSize, reserve: Int = reserve) -> pthread_t? {
        guard hasRoom(for: stackSize + reserve) else { return nil }
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        let context = Unmanaged.passRetained(Work(body))
        #if canImport(Darwin)
        var thread: pthread_t?
        let code = pthread_create(
            &thread, &attributes,
            {
                Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body(); return nil
            }, context.toOpaque())
        #else
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, context.toOpaque())
        #endif
        guard code == 0 else {
            context.release()
            return nil
        }
        return thread
    }

    /// Whether so many bytes of addresses can be had.
    private static func hasRoom(for count: Int) -> Bool {
        guard let place = mmap(nil, count, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0), place != MAP_FAILED else { return false }
        munmap(place, count)
        return true
    }

    /// How many threads this machine runs at once.
    static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
