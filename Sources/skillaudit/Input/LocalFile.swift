#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file of this disk that the tool itself reads whole: a configuration, a baseline.
enum LocalFile {
    /// The bytes of a file; nil where there is none. Neither pipes nor devices are read, and symlinks only where the user named the path.
    static func read(_ path: String, largest: Int, followsLinks: Bool) throws(Failure) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW))
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .unusableFile(path: path, why: errno == ELOOP ? "it is a symlink" : SystemError.current)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unusableFile(path: path, why: SystemError.current) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unusableFile(path: path, why: "it is not a regular file") }
        var bytes: [UInt8] = []
        var piece = Array(repeating: UInt8(0), count: 64 << 10)
        while true {
            let count = piece.withUnsafeMutableBytes { systemRead(descriptor, $0) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .unusableFile(path: path, why: SystemError.current)
            }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= largest else { throw .unusableFile(path: path, why: "it is larger than \(ByteCount.text(largest))") }
        }
    }
}

/// `read(2)`, under a name that the function above does not hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    buffer.baseAddress.map { read(descriptor, $0, buffer.count) } ?? 0
}
