#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Where progress, times and failures go.
enum StandardError {
    static func write(_ text: String) { _ = Stream.write(text, to: STDERR_FILENO) }
    static func line(_ text: String) {
        StatusLine.clear()
        write(text + "\n")
    }
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// Where the report goes.
enum StandardOutput {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static func write(_ text: String) throws(Failure) {
        StatusLine.clear()
        if let why = Stream.write(text, to: STDOUT_FILENO) { throw .cannotWrite(path: "standard output", why: why) }
    }

    /// Columns of the terminal; nil where there is none.
    static var width: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}

/// What happens when nobody reads the report any more (`| head`): the process ends by the signal as it would by itself, but leaves nothing behind.
enum BrokenPipe {
    /// What the signal did when the program was started: whoever ignores it is told by an error.
    private static let usual = signal(SIGPIPE, SIG_IGN)

    /// From now on writing into a broken pipe, or to a server that hung up, is an error of that call.
    static func watch() { _ = usual }

    fileprivate static func end() {
        TemporaryFolder.removeAll()
        signal(SIGPIPE, usual)
        raise(SIGPIPE)
    }
}

/// A file that a report is written to.
enum OutputFile {
    /// Replaces the file, as a whole or not at all where that can be had, or adds to its end.
    static func write(_ text: String, to path: String, appending: Bool = false) throws(Failure) {
        if !appending, let replacement = FileReplacement(of: path) {
            if let why = Stream.write(text, to: replacement.descriptor) ?? replacement.takePlace() {
                throw .cannotWrite(path: path, why: why)
            }
            return
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (appending ? O_APPEND : O_TRUNC), 0o644)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, why: SystemError.current) }
        let problem = Stream.write(text, to: descriptor)
        let isClosed = close(descriptor) == 0
        if let why = problem ?? (isClosed ? nil : SystemError.current) { throw .cannotWrite(path: path, why: why) }
    }
}

extension OutputFile {
    /// Makes the folders around a file, below one that is there.
    static func makeFolders(for path: String, in folder: String) throws(Failure) {
        var folder = folder
        for name in path.split(separator: "/").dropLast() {
            folder += "/" + name
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw .cannotWrite(path: folder, why: SystemError.current) }
        }
    }

    /// Whether standard output is this file and its last line has no end: whatever is written next would become part of that line.
    static func isTornStandardOutput(_ path: String) -> Bool {
        var output = stat()
        var file = stat()
        guard fstat(STDOUT_FILENO, &output) == 0, stat(path, &file) == 0, output.st_dev == file.st_dev, output.st_ino == file.st_ino,
            file.st_size > 0
        else { return false }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var last: UInt8 = 0
        return pread(descriptor, &last, 1, file.st_size - 1) == 1 && last != UInt8(ascii: "\n")
    }
}

private enum Stream {
    /// Writes all of a text; nil, or why it could not be written.
    static func write(_ text: String, to descriptor: Int32) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = UnsafeBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self) { systemWrite(descriptor, $0) }
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EPIPE, descriptor == STDOUT_FILENO { BrokenPipe.end() }
                guard count > 0 else { return SystemError.current }
                rest = rest.dropFirst(count)
            }
            return nil
        }
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        #if canImport(Darwin)
        Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
