import CGit2

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Reads the entries of a root one after another, into a buffer that it keeps. Belongs to one thread.
final class EntryReader {
    private let store: Opened
    private let largest: Int
    private var buffer: [UInt8] = []

    private enum Opened: ~Copyable {
        case folder(Int32)
        case objects(GitObjects)
    }

    /// `largest`: files of more bytes are not read.
    init(_ root: SourceRoot, largest: Int) throws(Failure) {
        self.largest = largest
        switch root.store {
        case .folder(let path):
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .unreadable(path: path, why: SystemError.current) }
            store = .folder(descriptor)
        case .objects(let directory, _):
            do { store = .objects(try GitObjects(at: directory)) } catch { throw .git(error, path: directory) }
        }
    }

    deinit {
        switch store {
        case .folder(let descriptor): close(descriptor)
        case .objects: break
        }
    }

    /// Lends the bytes of an entry, or says why they cannot be had.
    func read<Value>(_ entry: SourceRoot.Entry, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Result<Value, Refusal> {
        switch store {
        case .folder(let folder):
            guard case .file(let raw) = entry.place else { return .failure(Refusal(.unreadable("stored elsewhere"))) }
            let length: Int
            switch fill(FilePath(text: entry.path, raw: raw), below: folder) {
            case .success(let count): length = count
            case .failure(let refusal): return .failure(refusal)
            }
            return .success(buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<length])) })
        case .objects(let objects):
            guard case .blob(let id) = entry.place else { return .failure(Refusal(.unreadable("stored elsewhere"))) }
            do {
                guard try objects.size(of: id) <= largest else { return .failure(Refusal(.tooLarge(limit: largest))) }
                return .success(try objects.withObject(id) { (bytes) throws(GitError) in body(bytes.bindMemory(to: UInt8.self)) })
            } catch {
                return .failure(Refusal(.unreadable(error.isNotFound ? "the object is not in this repository" : error.message)))
            }
        }
    }

    struct Refusal: Error {
        let reason: SkipReason
        init(_ reason: SkipReason) { self.reason = reason }
    }

    private func fill(_ path: FilePath, below folder: Int32) -> Result<Int, Refusal> {
        // Not blocking: what was a file when the folder was listed may be a pipe by now.
        let descriptor = path.withCString { openat(folder, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) }
        guard descriptor >= 0 else {
            return .failure(Refusal(errno == ELOOP ? .symlink : .unreadable(SystemError.current)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .failure(Refusal(.unreadable(SystemError.current))) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .failure(Refusal(.special)) }
        guard status.st_size <= largest else { return .failure(Refusal(.tooLarge(limit: largest))) }
        if buffer.count <= Int(status.st_size) { buffer = Array(repeating: 0, count: max(256 << 10, Int(status.st_size) + 4_096)) }
        var length = 0
        while true {
            if length == buffer.count { buffer += Array(repeating: 0, count: buffer.count) }
            let count = buffer.withUnsafeMutableBytes { bytes in
                bytes.baseAddress.map { systemRead(descriptor, $0 + length, bytes.count - length) } ?? 0
            }
            if count < 0 {
                if errno == EINTR { continue }
                return .failure(Refusal(.unreadable(SystemError.current)))
            }
            length += count
            // A file as long as it said needs no second call to see its end.
            if count == 0 || length == Int(status.st_size) { break }
            guard length <= largest else { return .failure(Refusal(.tooLarge(limit: largest))) }
        }
        return .success(length)
    }
}

/// `read(2)`, under a name that methods called `read` do not hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int { read(descriptor, buffer, count) }
