import SourceScanner
import Synchronization

/// The trees of one audit while files are read. Files of the same bytes are parsed once and share what was read: repositories hold the same generated
/// declarations in every package, and the same sources in every step of a course.
final class ParsedFiles: Sendable {
    private let limits: Limits
    /// By the hash of their bytes: comparing with every file of the same size would take as long as there are such files.
    private let known = Mutex<[Int: [SyntaxTree]]>([:])

    init(_ limits: Limits) { self.limits = limits }

    func tree(path: String, language: Language, bytes: UnsafeBufferPointer<UInt8>) -> Result<SyntaxTree, EntryReader.Refusal> {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        let hash = hasher.finalize()
        let alike = known.withLock { $0[hash] ?? [] }
        if let original = alike.first(where: { $0.file.isReadLike(path: path, language: language) && $0.file.bytes.elementsEqual(bytes) }) {
            return .success(SyntaxTree(original, path: path))
        }
        let allowed = Deadline(after: limits[.fileTime])
        guard let tree = parse(SourceFile(path: path, language: language, bytes: Array(bytes)), mostTokens: limits[.tokens]) else {
            return .failure(EntryReader.Refusal(.tooManyTokens(limit: limits[.tokens])))
        }
        // A file that was slow to parse would be slow in all that follows.
        if allowed.isOver { return .failure(EntryReader.Refusal(.tooSlow(limit: limits[.fileTime]))) }
        known.withLock { $0[hash, default: []].append(tree) }
        return .success(tree)
    }
}
