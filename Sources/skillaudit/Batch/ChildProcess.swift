import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A run of this program in a process of its own, so that a limit that is hit ends that run alone.
struct ChildProcess {
    /// What a child may use.
    struct Limits: Sendable {
        /// Nil: as long as it takes.
        var time: Duration?
        /// Bytes of memory that are in use at one time; nil: what the machine has.
        var memory: Int?
    }

    /// How it ended.
    enum End: Sendable, Equatable {
        case exited(Int32)
        case outOfTime
        case outOfMemory
        case crashed(signal: Int32)
    }

    private let id: pid_t

    /// Starts this program with arguments; its output goes to files.
    init(_ arguments: [String], output: String, errors: String) throws(Failure) {
        let program = try Self.ownPath()
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var id = pid_t()
        let code = Self.running.withLock { running in
            let code = posix_spawn(&id, program, &actions, nil, words, environ)
            if code == 0 { running.insert(id) }
            return code
        }
        guard code == 0 else { throw .unreadable(path: program, why: String(cString: strerror(code))) }
        self.id = id
    }

    /// Waits for the end, and brings it about where a limit is hit.
    func wait(_ limits: Limits) -> End {
        let start = ContinuousClock.now
        var pause: UInt32 = 2_000
        var verdict: End?
        while true {
            var status: Int32 = 0
            let ended = Self.running.withLock { running in
                // Off the list as soon as its number may be given to somebody else.
                let ended = waitpid(id, &status, WNOHANG)
                if ended != 0 { running.remove(id) }
                return ended
            }
            if ended == id { return verdict ?? Self.end(status) }
            if ended < 0, errno != EINTR { return verdict ?? .crashed(signal: 0) }
            if verdict == nil {
                if let time = limits.time, ContinuousClock.now - start > time { verdict = .outOfTime }
                if let memory = limits.memory, Self.memory(of: id) > memory { verdict = .outOfMemory }
                if verdict != nil { kill(id, SIGTERM) }
            } else if let time = limits.time, ContinuousClock.now - start > time + .seconds(2) {
                kill(id, SIGKILL)
            } else if verdict == .outOfMemory {
                kill(id, SIGKILL)
            }
            usleep(pause)
            pause = min(pause * 2, 50_000)
        }
    }

    private static func end(_ status: Int32) -> End {
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .crashed(signal: signal)
    }

    // MARK: All of them

    private static let running = Mutex<Set<pid_t>>([])

    /// Ends all children that run: the parent is about to end itself.
    static func endAll() { running.withLock { for id in $0 { kill(id, SIGTERM) } } }

    // MARK: The machine

    private static func ownPath() throws(Failure) -> String {
        #if canImport(Darwin)
        var size = UInt32(4_096)
        var buffer = [CChar](repeating: 0, count: Int(size))
        guard _NSGetExecutablePath(&buffer, &size) == 0 else { throw .unreadable(path: "skillaudit", why: "its path is too long") }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        #else
        return "/proc/self/exe"
        #endif
    }

    /// Bytes that a process holds in memory; 0 where that cannot be known.
    private static func memory(of id: pid_t) -> Int {
        #if canImport(Darwin)
        var usage = rusage_info_v2()
        let code = withUnsafeMutablePointer(to: &usage) { pointer in
            pointer.withMemoryRebound(to: rusage_info_t?.self, capacity: 1) { proc_pid_rusage(id, RUSAGE_INFO_V2, $0) }
        }
        return code == 0 ? Int(clamping: usage.ri_phys_footprint) : 0
        #else
        let descriptor = open("/proc/\(id)/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = read(descriptor, &buffer, buffer.count)
        // Pages: all that is mapped, then what is resident.
        let numbers = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
        guard numbers.count > 1, let pages = Int(numbers[1]) else { return 0 }
        return pages * sysconf(Int32(_SC_PAGESIZE))
        #endif
    }
}
