#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Why a system call failed, in the system's words.
enum SystemError {
    static var current: String { text(errno) }

    static let diskIsFull = text(ENOSPC)

    static func text(_ code: Int32) -> String {
        let text = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
