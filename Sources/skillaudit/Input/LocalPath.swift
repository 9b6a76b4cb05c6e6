#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file or folder of this machine that the user named.
struct LocalPath: Sendable {
    /// As the user wrote it.
    let shown: String
    /// Absolute, without symlinks.
    let path: String
    let isFolder: Bool

    init(_ shown: String) throws(Failure) {
        self.shown = shown
        guard let resolved = realpath(shown, nil) else {
            throw errno == ENOENT || errno == ENOTDIR ? .missingPath(shown) : .unreadable(path: shown, why: SystemError.current)
        }
        path = String(cString: resolved)
        free(resolved)
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unreadable(path: shown, why: SystemError.current) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: isFolder = true
        case S_IFREG: isFolder = false
        default: throw .unreadable(path: shown, why: "it is neither a file nor a folder")
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a folder holds a repository's objects and references itself: a bare repository, or a work tree's `.git`.
    static func isGitDirectory(_ path: String) -> Bool {
        exists(path + "/HEAD") && isDirectory(path + "/objects") && isDirectory(path + "/refs")
    }

    /// This path as seen from a folder around it; empty if it is that folder.
    func relative(to folder: String) -> String {
        if path == folder { return "" }
        return String(path.dropFirst(folder == "/" ? 1 : folder.count + 1))
    }

    private var folder: String { isFolder ? path : Self.parent(of: path) }

    private static func parent(of path: String) -> String {
        let parent = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        return parent.isEmpty ? "/" : String(parent)
    }

    /// This path's folder and those around it, the innermost first.
    private var folders: [String] {
        var all = [folder]
        while let last = all.last, last != "/" { all.append(Self.parent(of: last)) }
        return all
    }

    /// The innermost folder around this path that has a `.git`: a directory, or the file that a submodule and a linked work tree have.
    var enclosingWorkTree: String? { folders.first { Self.exists(($0 == "/" ? "" : $0) + "/.git") } }

    /// The folder of the project that a file belongs to: where a manifest is, or the file's own.
    var projectFolder: String {
        let home = Environment["HOME"]
        let near = folders.prefix(12).prefix { $0 != "/" && $0 != "/tmp" && $0 != home }
        let manifests = ["package.json", "pyproject.toml", "setup.py", "setup.cfg", "Package.swift", "requirements.txt", "deno.json"]
        return near.first { folder in manifests.contains { Self.exists(folder + "/" + $0) } } ?? folder
    }

    /// The innermost folder around all of them.
    static func commonFolder(of places: [LocalPath]) -> String {
        guard let first = places.first else { return "/" }
        return first.folders.first { folder in
            places.allSatisfy { $0.folder == folder || folder == "/" || $0.folder.hasPrefix(folder + "/") }
        } ?? "/"
    }
}
