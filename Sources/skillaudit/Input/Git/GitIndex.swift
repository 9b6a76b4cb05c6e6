import CGit2

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The tree that the next commit would have, listed from the index; what is merely in the work tree is not in it.
enum GitIndex {
    /// Lists the index of the repository at `directory`. `file` is the index to read where it is not the repository's usual one.
    static func list(in directory: String, file: String?, scopes: Scopes, selection: Selection) throws(GitError) -> TreeListing {
        let repository = try GitRepository(at: directory)
        let objects = try GitObjects(at: directory)
        let folders = try Folders(of: repository, file: file)
        var listing = TreeListing(scopes: scopes, selection: selection)
        var pending = [listing.root()]
        while let folder = pending.popLast() {
            pending += listing.visit(folders.items(of: folder.path.text), in: folder) { item in
                guard let id = item.id else { return nil }
                return try? objects.withObject(id) { (bytes) throws(GitError) in String(decoding: bytes.prefix(4_096), as: UTF8.self) }
            }
        }
        return listing
    }

    /// The bytes of one file; nil where the index has none of that path, or one of more bytes than `largest`.
    static func file(_ path: String, in directory: String, file: String?, largest: Int) throws(GitError) -> [UInt8]? {
        let repository = try GitRepository(at: directory)
        let index = try opened(of: repository, file: file)
        defer { git_index_free(index) }
        guard let entry = git_index_get_bypath(index, path, 0), entry.pointee.mode & 0o170000 == 0o100000 else { return nil }
        return try GitObjects(at: directory).withObject(entry.pointee.id) { (bytes) throws(GitError) in
            bytes.count <= largest ? Array(bytes) : nil
        }
    }

    /// To be freed by the caller.
    private static func opened(of repository: borrowing GitRepository, file: String?) throws(GitError) -> OpaquePointer? {
        var index: OpaquePointer?
        if let file {
            try check(git_index_open(&index, file))
        } else {
            try check(git_repository_index(&index, repository.pointer))
        }
        return index
    }

    /// The flat list of an index, as folders.
    private struct Folders {
        private var itemsByFolder: [String: [TreeListing.Item]] = [:]
        private var known: Set<String> = []

        init(of repository: borrowing GitRepository, file: String?) throws(GitError) {
            let index = try opened(of: repository, file: file)
            defer { git_index_free(index) }
            for position in 0..<git_index_entrycount(index) {
                // A path in conflict has up to three entries and no content that would be committed.
                guard let entry = git_index_get_byindex(index, position), git_index_entry_is_conflict(entry) == 0,
                    let path = entry.pointee.path
                else { continue }
                add(UnsafeBufferPointer(start: path, count: strlen(path)), entry.pointee.mode, entry.pointee.id)
            }
        }

        /// What is directly in a folder.
        func items(of folder: String) -> [TreeListing.Item] { itemsByFolder[folder] ?? [] }

        private mutating func add(_ path: UnsafeBufferPointer<CChar>, _ mode: UInt32, _ id: git_oid) {
            let parts = path.withMemoryRebound(to: UInt8.self) { bytes in
                bytes.split(separator: UInt8(ascii: "/")).map { FileName(UnsafeBufferPointer(rebasing: $0)) }
            }
            guard let name = parts.last else { return }
            var folder = FilePath.root
            for part in parts.dropLast() {
                let inner = folder.appending(part)
                if known.insert(inner.text).inserted {
                    itemsByFolder[folder.text, default: []].append(TreeListing.Item(name: part, kind: .folder))
                }
                folder = inner
            }
            let kind: TreeListing.Item.Kind =
                switch mode & 0o170000 {
                case 0o120000: .symlink
                case 0o160000: .submodule
                case 0o100000: .file
                default: .special
                }
            itemsByFolder[folder.text, default: []].append(TreeListing.Item(name: name, kind: kind, id: id))
        }
    }
}
