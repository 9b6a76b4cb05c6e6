import CGit2

/// The tree of one revision, listed from the object database.
enum GitTree {
    /// Lists the tree of a commit in the repository at `directory`.
    static func list(_ commit: git_oid, in directory: String, scopes: Scopes, selection: Selection) throws(GitError) -> TreeListing {
        let repository = try GitRepository(at: directory)
        let objects = try GitObjects(at: directory)
        var listing = TreeListing(scopes: scopes, selection: selection)
        var pending = [listing.root(try repository.tree(of: commit))]
        while let folder = pending.popLast() {
            guard let id = folder.id else { continue }
            do {
                let items = try objects.withObject(id) { (bytes) throws(GitError) in self.items(of: bytes) }
                pending += listing.visit(items, in: folder) { item in
                    guard let id = item.id else { return nil }
                    return try? objects.withObject(id) { (bytes) throws(GitError) in String(decoding: bytes.prefix(4_096), as: UTF8.self) }
                }
            } catch {
                listing.skip(folder.path.text + "/", .unreadable(error.message))
            }
        }
        return listing
    }

    /// The bytes of a file in the tree of a commit; nil where there is no such file, or it is larger than `largest` bytes.
    static func file(_ path: String, of commit: git_oid, in directory: String, largest: Int) throws(GitError) -> [UInt8]? {
        let repository = try GitRepository(at: directory)
        let objects = try GitObjects(at: directory)
        var id = try repository.tree(of: commit)
        let names = path.split(separator: "/")
        for (index, name) in names.enumerated() {
            let items = try objects.withObject(id) { (bytes) throws(GitError) in self.items(of: bytes) }
            let kind: TreeListing.Item.Kind = index == names.count - 1 ? .file : .folder
            guard let next = items.first(where: { $0.kind == kind && $0.name.text == name })?.id else { return nil }
            id = next
        }
        return try objects.withObject(id) { (bytes) throws(GitError) -> [UInt8]? in bytes.count <= largest ? Array(bytes) : nil }
    }

    /// A tree object: mode, space, name, zero byte, 20 bytes of id, and so on; in the order of its names. A damaged one ends where it stops making sense.
    static func items(of bytes: UnsafeRawBufferPointer) -> [TreeListing.Item] {
        var items: [TreeListing.Item] = []
        var offset = 0
        while offset < bytes.count {
            var mode = 0
            while offset < bytes.count, case let digit = bytes[offset], digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "7") {
                mode = (mode << 3 | Int(digit - UInt8(ascii: "0"))) & 0xFFFFFF
                offset += 1
            }
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: " ") else { break }
            let start = offset + 1
            guard let end = bytes[start...].firstIndex(of: 0), end > start, bytes.count - end > 20 else { break }
            let name = FileName(UnsafeBufferPointer(rebasing: bytes[start..<end].bindMemory(to: UInt8.self)[...]))
            var id = git_oid()
            withUnsafeMutableBytes(of: &id) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[(end + 1)..<(end + 21)])) }
            let kind: TreeListing.Item.Kind =
                switch mode & 0o170000 {
                case 0o040000: .folder
                case 0o120000: .symlink
                case 0o160000: .submodule
                case 0o100000: .file
                default: .special
                }
            // No checkout would write such a name.
            if !["..", "."].contains(name.text), !name.text.utf8.contains(UInt8(ascii: "/")) {
                items.append(TreeListing.Item(name: name, kind: kind, id: id))
            }
            offset = end + 21
        }
        return items
    }
}
