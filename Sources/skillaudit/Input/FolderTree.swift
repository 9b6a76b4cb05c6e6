import SourceScanner

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The files of a folder on disk. Symlinks are never followed; nothing but folders and regular files is ever opened.
enum FolderTree {
    /// Lists the folder at `root`. In a work tree, files that ignore rules name and git does not track are left out, as a clone would not have them.
    static func list(_ root: String, workTree: WorkTree?, scopes: Scopes, selection: Selection) throws(Failure) -> TreeListing {
        let descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: root, why: SystemError.current) }
        defer { close(descriptor) }
        var listing = TreeListing(scopes: scopes, selection: selection)
        var pending = [listing.root()]
        var rules = workTree
        while let folder = pending.popLast() {
            guard var items = items(of: folder.path, below: descriptor) else {
                listing.skip(folder.path.text + "/", .unreadable(SystemError.current))
                continue
            }
            // libgit2 would follow the link, or open the pipe and wait for ever.
            if rules != nil, let ignoring = items.first(where: { $0.name.text == ".gitignore" }) {
                let path = folder.path.appending(ignoring.name)
                if ignoring.kind != .file || !IgnoreRules.areHarmless("\(root)/\(path.text)") {
                    listing.skip(path.text, .unusedRules)
                    rules = nil
                }
            }
            if let submodules = workTree?.submodules, !submodules.isEmpty {
                items = items.map { item in
                    let isSubmodule = item.kind == .folder && submodules.contains(folder.path.appending(item.name).text)
                    return isSubmodule ? TreeListing.Item(name: item.name, kind: .submodule) : item
                }
            }
            pending += listing.visit(items, in: folder, isIgnored: { rules?.ignores($0, $1, scopes) ?? false }) { item in
                linkTarget(folder.path.appending(item.name), below: descriptor)
            }
        }
        return listing
    }

    /// The contents of a folder in the order in which git sorts a tree; nil where it cannot be read.
    private static func items(of path: FilePath, below root: Int32) -> [TreeListing.Item]? {
        let descriptor = path.withCString { openat(root, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        guard descriptor >= 0 else { return nil }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            return nil
        }
        defer { closedir(stream) }
        var items: [TreeListing.Item] = []
        while let entry = readdir(stream) {
            let type = entry.pointee.d_type
            let item: TreeListing.Item? = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    if name[0] == 0x2E, name[1] == 0 || (name[1] == 0x2E && name[2] == 0) { return nil }
                    return TreeListing.Item(name: FileName(cString: name), kind: kind(type, name, in: descriptor))
                }
            }
            if let item { items.append(item) }
        }
        return items.sorted { key($0).lexicographicallyPrecedes(key($1)) }
    }

    /// Git sorts a folder as if its name ended with a slash; so do the paths of what is in it.
    private static func key(_ item: TreeListing.Item) -> some Sequence<UInt8> {
        (item.kind == .folder ? item.name.text + "/" : item.name.text).utf8
    }

    private static func kind(_ type: UInt8, _ name: UnsafePointer<CChar>, in folder: Int32) -> TreeListing.Item.Kind {
        switch Int32(type) {
        case Int32(DT_REG): return .file
        case Int32(DT_DIR): return .folder
        case Int32(DT_LNK): return .symlink
        case Int32(DT_UNKNOWN):
            var status = stat()
            guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .special }
            switch status.st_mode & S_IFMT {
            case S_IFREG: return .file
            case S_IFDIR: return .folder
            case S_IFLNK: return .symlink
            default: return .special
            }
        default: return .special
        }
    }

    private static func linkTarget(_ path: FilePath, below root: Int32) -> String? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let length = buffer.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { start in
                path.withCString { readlinkat(root, $0, start.assumingMemoryBound(to: CChar.self), bytes.count) }
            } ?? -1
        }
        return length < 0 ? nil : String(decoding: buffer.prefix(length), as: UTF8.self)
    }
}

/// What git knows of the folder that is listed: which files it tracks, and which rules name the others. Belongs to one thread.
final class WorkTree {
    private let files: Set<String>
    private let folders: Set<String>
    let submodules: Set<String>
    private let repository: GitRepository
    private let root: String

    /// `root`: the folder that the paths are below.
    init(_ repository: consuming GitRepository, root: String) throws(GitError) {
        let tracked = try repository.trackedPaths()
        files = Set(tracked.files)
        submodules = tracked.submodules
        var folders: Set<String> = []
        for path in tracked.files {
            var parent = Substring(path)
            while let slash = parent.utf8.lastIndex(of: UInt8(ascii: "/")) {
                parent = parent[..<slash]
                guard folders.insert(String(parent)).inserted else { break }
            }
        }
        self.folders = folders
        self.root = root
        self.repository = repository
    }

    /// Whether libgit2 may be asked about a path before the folders around it were listed: it opens whatever is named `.gitignore`.
    private func rulesAreFiles(above path: String) -> Bool {
        TreePath.upward(from: TreePath.directory(of: path)).allSatisfy { folder in
            var status = stat()
            let rules = "\(root)/\(TreePath.child(".gitignore", of: folder))"
            return lstat(rules, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
        }
    }

    /// Whether a path is ignored, and nothing in it is tracked.
    func ignoresAll(_ path: String) -> Bool {
        !path.isEmpty && rulesAreFiles(above: path) && !files.contains(path) && !folders.contains(path)
            && (repository.ignores(path) || repository.ignores(path + "/"))
    }

    /// Whether a clone would not have a path. What was named on the command line is never ignored.
    func ignores(_ path: FilePath, _ kind: TreeListing.Item.Kind, _ scopes: Scopes) -> Bool {
        if scopes.isOnTheWay(path.text) { return false }
        if kind == .folder { return !folders.contains(path.text) && repository.ignores(path.text + "/") }
        return !files.contains(path.text) && repository.ignores(path.text)
    }
}
