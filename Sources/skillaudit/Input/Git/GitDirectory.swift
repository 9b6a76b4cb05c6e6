import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The folder in which a repository keeps objects and references, looked at before libgit2 opens it: libgit2 waits for whoever may write into a pipe, goes
/// wherever a `.git` file points, and reads whatever the configuration names.
enum GitDirectory {
    /// Paths that were found harmless. Threads open the same repository again.
    private static let checked = Mutex<Set<String>>([])
    private static let mostEntries = 2_000_000

    /// Fails where a repository is not to be opened, and says why. `path`: a git directory, or a folder with a `.git`.
    static func check(_ path: String) throws(GitError) {
        guard !checked.withLock({ $0.contains(path) }) else { return }
        let mark = path + "/.git"
        switch FileKind(mark, followsLinks: false) {
        case .folder:
            try checkContents(of: mark)
            try checkConfiguration(of: mark, workTree: path)
        case .file: try checkContents(of: try repository(namedBy: mark, in: path))
        case .missing:
            try checkContents(of: path)
            try checkConfiguration(of: path, workTree: nil)
        case .link: throw refusal("its .git is a symlink")
        case .other: throw refusal("its .git is neither a folder nor a file")
        }
        checked.withLock { _ = $0.insert(path) }
    }

    /// The git directory that a linked work tree's or a submodule's `.git` file names. It must name this folder as well: a folder that somebody else made
    /// could name any repository of this disk.
    private static func repository(namedBy mark: String, in folder: String) throws(GitError) -> String {
        guard let text = text(of: mark), text.hasPrefix("gitdir:") else { throw refusal("its .git file names no repository") }
        let name = String(text.dropFirst(7)).trimmed
        guard let directory = resolved(name, from: folder), FileKind(directory) == .folder else {
            throw refusal("its .git file names no folder")
        }
        let isWorkTree =
            Self.text(of: directory + "/gitdir").flatMap { resolved($0.trimmed, from: directory) } == resolved(mark, from: folder)
        let isSubmodule =
            value(of: "worktree", in: Self.text(of: directory + "/config") ?? "").flatMap { resolved($0, from: directory) } == folder
        guard isWorkTree || isSubmodule else { throw refusal("its .git file names a repository that does not know this folder") }
        var common = directory
        if let text = Self.text(of: directory + "/commondir") {
            guard let found = resolved(text.trimmed, from: directory), directory.hasPrefix(found + "/") else {
                throw refusal("its objects are said to lie elsewhere (commondir)")
            }
            common = found
            try checkContents(of: common)
        }
        try checkConfiguration(of: common, workTree: isSubmodule ? folder : nil)
        return directory
    }

    /// Pipes and devices would be opened like files. Sockets cannot be: git's own monitor has one.
    private static func checkContents(of directory: String) throws(GitError) {
        guard FileKind(directory) == .folder else { throw refusal("it is no folder") }
        if FileKind(directory + "/commondir", followsLinks: false) != .missing, FileKind(directory + "/gitdir") == .missing {
            throw refusal("its objects are said to lie elsewhere (commondir)")
        }
        var pending = [directory]
        var left = mostEntries
        while let folder = pending.popLast() { pending += try checkEntries(of: folder, within: directory, left: &left) }
        for alternate in try objectFolders(of: directory).dropFirst() {
            var left = mostEntries
            for name in objectFolderNames { _ = try checkEntries(of: "\(alternate)/\(name)", within: alternate, left: &left) }
        }
    }

    /// The folders in a folder; fails where something else than files and folders lies there.
    private static func checkEntries(of folder: String, within directory: String, left: inout Int) throws(GitError) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var folders: [String] = []
        while let entry = readdir(stream) {
            left -= 1
            guard left > 0 else { throw refusal("it holds more than \(mostEntries) files") }
            let type = Int32(entry.pointee.d_type)
            guard type != DT_REG, type != DT_SOCK else { continue }
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            let path = folder + "/" + name
            switch FileKind(path, followsLinks: false) {
            case .file, .missing: continue
            case .folder: folders.append(path)
            case .link: if FileKind(path) == .other { throw refusal("\(path.dropFirst(directory.count + 1)) leads to a pipe or a device") }
            case .other: throw refusal("\(path.dropFirst(directory.count + 1)) is a pipe or a device")
            }
        }
        return folders
    }

    /// What of a folder of objects libgit2 reads.
    private static let objectFolderNames =
        ["info", "pack"] + (0...255).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }

    /// Where a repository's objects lie: in a folder of its own, and in those that it borrows from (`info/alternates`), as libgit2 looks for them. Fails where
    /// they are not to be told.
    static func objectFolders(of directory: String) throws(GitError) -> [String] {
        let own = directory + (directory.hasSuffix("/") ? "objects" : "/objects")
        var found = [own]
        var seen: Set<String> = [resolved(own, from: "/") ?? own]
        var level = [own]
        for depth in 0..<deepestAlternate {
            var next: [String] = []
            for folder in level {
                for line in try alternates(of: folder) where !line.hasPrefix("#") {
                    // Only those of the repository itself may be relative.
                    let path = line.hasPrefix(".") && depth == 0 ? "\(own)/\(line)" : line
                    guard let real = resolved(path, from: "."), FileKind(real) == .folder, seen.insert(real).inserted else { continue }
                    next.append(real)
                    guard seen.count <= mostAlternates else { throw refusal("it borrows objects from more than \(mostAlternates) folders") }
                }
            }
            found += next
            level = next
        }
        return found
    }

    private static let deepestAlternate = 6
    private static let mostAlternates = 100

    /// The lines of a list of other folders. What cannot be told exactly is refused: libgit2 would go where nobody has looked.
    private static func alternates(of folder: String) throws(GitError) -> [String] {
        let bytes: [UInt8]?
        do { bytes = try LocalFile.read(folder + "/info/alternates", largest: 1 << 20, followsLinks: true) } catch {
            throw refusal("its list of borrowed objects (alternates) cannot be read")
        }
        var lines: [String] = []
        for line in (bytes ?? []).split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            guard let text = String(validating: line, as: UTF8.self) else {
                throw refusal("it borrows objects from a folder whose name is no text")
            }
            lines.append(text)
        }
        return lines
    }

    /// What in a configuration makes libgit2 read elsewhere.
    private static func checkConfiguration(of directory: String, workTree: String?) throws(GitError) {
        guard let text = text(of: directory + "/config")?.lowercased() else { return }
        if text.contains("[include") { throw refusal("its configuration includes other files") }
        for key in ["excludesfile", "attributesfile"] where text.contains(key) {
            throw refusal("its configuration names files elsewhere (core.\(key))")
        }
        // The value's letters count, so it is read from the text as it stands.
        if let value = Self.text(of: directory + "/config").flatMap({ value(of: "worktree", in: $0) }) {
            guard let workTree, resolved(value, from: directory) == workTree else {
                throw refusal("its configuration names a work tree elsewhere")
            }
        }
    }

    /// `key = value` on a line of its own, whatever its section.
    private static func value(of key: String, in configuration: String) -> String? {
        for line in configuration.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmed }
            let name = parts[0].split(separator: "]").last.map { String($0).trimmed } ?? ""
            if parts.count == 2, name.lowercased() == key { return parts[1].filter { $0 != "\"" } }
        }
        return nil
    }

    private static func text(of path: String) -> String? {
        guard let bytes = try? LocalFile.read(path, largest: 1 << 20, followsLinks: true) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func resolved(_ path: String, from folder: String) -> String? {
        guard let found = realpath(path.hasPrefix("/") ? path : folder + "/" + path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    private static func refusal(_ why: String) -> GitError { GitError(code: -1, part: 0, message: why) }

    private enum FileKind {
        case file, folder, link, other, missing

        init(_ path: String, followsLinks: Bool = true) {
            var status = stat()
            guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else {
                self = .missing
                return
            }
            switch status.st_mode & S_IFMT {
            case S_IFREG: self = .file
            case S_IFDIR: self = .folder
            case S_IFLNK: self = .link
            case S_IFSOCK: self = .file
            default: self = .other
            }
        }
    }
}

extension String {
    /// Without blanks and line endings around it.
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
