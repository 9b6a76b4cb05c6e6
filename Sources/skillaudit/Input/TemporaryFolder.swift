import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A new folder that is gone when nobody holds it any more, when the process exits, or when a signal ends it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws(Failure) {
        let parent = Environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        // Known to the watch before it exists: a signal in between finds it.
        path = "\(parent)/skillaudit-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        Leftovers.add(path)
        guard mkdir(path, 0o700) == 0 else {
            let why = SystemError.current
            Leftovers.forget(path)
            throw .cannotWrite(path: parent, why: why)
        }
    }

    deinit { Leftovers.remove(path) }

    /// Removes all that there are, before the process ends in the middle of its work.
    static func removeAll() { Leftovers.removeAll() }
}

/// A new file beside another whose place it takes when it is whole. One that never is whole is gone, as after a signal, and the other stays as it was.
final class FileReplacement: Sendable {
    let descriptor: Int32
    private let path: String
    private let place: String

    /// Nil where the file has to be written in place: it is no ordinary file, or its folder takes no other.
    init?(of place: String) {
        var old = stat()
        let exists = lstat(place, &old) == 0
        if exists {
            // A link, a device and a file of several names or of somebody else are more than their bytes.
            guard old.st_mode & S_IFMT == S_IFREG, old.st_nlink == 1, old.st_uid == geteuid(), access(place, W_OK) == 0 else { return nil }
        }
        path = "\(place).\(String(UInt64.random(in: .min ... .max), radix: 36))"
        self.place = place
        Leftovers.add(path)
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            Leftovers.forget(path)
            return nil
        }
        if exists { fchmod(descriptor, old.st_mode & 0o7777) }
    }

    /// Nil, or why it could not be done.
    func takePlace() -> String? { rename(path, place) == 0 ? nil : SystemError.current }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        Leftovers.remove(path)
    }
}

/// The temporary folders and files that still exist.
private enum Leftovers {
    private static let paths = Mutex<Set<String>>([])
    private static let hooks: Void = {
        atexit {
            SignalWatch.standBack()
            Leftovers.removeAll()
        }
        SignalWatch.beforeEnd { Leftovers.removeAll() }
    }()

    static func add(_ path: String) {
        _ = hooks
        paths.withLock { _ = $0.insert(path) }
    }

    /// Takes a folder off the list that was never made, or is somebody else's.
    static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }

    static func remove(_ path: String) {
        removeFolder(path)
        paths.withLock { _ = $0.remove(path) }
    }

    static func removeAll() {
        let all = paths.withLock { $0 }
        for path in all { remove(path) }
    }

    /// Removes a file, or a folder and what is in it; tried again while another thread still writes into it.
    private static func removeFolder(_ path: String) {
        guard unlink(path) != 0 else { return }
        for _ in 0..<50 {
            empty(path, depth: 0)
            if rmdir(path) == 0 || errno == ENOENT { return }
        }
    }

    private static func empty(_ path: String, depth: Int) {
        guard depth < 64, let stream = opendir(path) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            let child = path + "/" + name
            guard unlink(child) != 0 else { continue }
            empty(child, depth: depth + 1)
            _ = rmdir(child)
        }
    }
}

/// Runs something before a signal ends the process. The handler only writes a byte; a thread that waits for it does the work.
enum SignalWatch {
    nonisolated(unsafe) private static var pipeEnd: Int32 = -1
    private static let duties = Mutex<[@Sendable () -> Void]>([])
    private static let watch: Void = start()
    /// Set by the handler, and so before anything is taken away from under the other threads.
    private static let isEnding = Atomic(false)

    /// Returns at once, or never where a signal is ending the process: what fails from now on fails because its files are removed, and is not to be told.
    static func standBack() {
        while isEnding.load(ordering: .acquiring) { pause() }
    }

    /// The latest first.
    static func beforeEnd(_ duty: @escaping @Sendable () -> Void) {
        duties.withLock { $0.insert(duty, at: 0) }
        _ = watch
    }

    private static func start() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        // A handler must find it made.
        isEnding.store(false, ordering: .releasing)
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        pipeEnd = ends[1]
        let readEnd = ends[0]
        let watched = [SIGINT, SIGTERM, SIGHUP]
        let isWatched = Threads.detach {
            // Whoever started the process may have blocked the signals; one thread that takes them is enough.
            var set = sigset_t()
            sigemptyset(&set)
            for number in watched { sigaddset(&set, number) }
            pthread_sigmask(SIG_UNBLOCK, &set, nil)
            var number: UInt8 = 0
            while read(readEnd, &number, 1) != 1 { guard errno == EINTR else { return } }
            for duty in duties.withLock({ $0 }) { duty() }
            signal(Int32(number), SIG_DFL)
            kill(getpid(), Int32(number))
        }
        // Without the thread a signal ends the process as it always does.
        guard isWatched else { return }
        for number in watched {
            // Who started the process with a signal ignored (nohup) wants it ignored.
            var current = sigaction()
            sigaction(number, nil, &current)
            guard !isIgnored(current) else { continue }
            signal(number) { number in
                SignalWatch.isEnding.store(true, ordering: .releasing)
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(SignalWatch.pipeEnd, &byte, 1)
            }
        }
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        #if canImport(Darwin)
        unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == 1
        #else
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
        #endif
    }
}

/// The environment's variables.
enum Environment {
    /// A variable's value; nil where it is unset or empty.
    static subscript(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }
}
