/// The audited tree as resolution sees it: which files there are, and what they hold.
///
/// Paths are relative to the root and use `/`; the root itself is the empty path.
package struct Repository: Sendable {
    package let paths: [String]
    private let files: Set<String>
    private let directories: [String: Directory]
    private let contents: @Sendable (String) -> [UInt8]?

    /// What lies directly in one directory.
    private struct Directory {
        var files: [String] = []
        var folders: [String] = []
    }

    package init(paths: [String], read: @escaping @Sendable (String) -> [UInt8]?) {
        var directories = ["": Directory()]
        for path in paths {
            var (parent, name) = TreePath.split(path)
            let isNew = directories[parent] == nil
            directories[parent, default: Directory()].files.append(name)
            guard isNew else { continue }
            while !parent.isEmpty {
                (parent, name) = TreePath.split(parent)
                let isKnown = directories[parent] != nil
                directories[parent, default: Directory()].folders.append(name)
                if isKnown { break }
            }
        }
        self.paths = paths
        self.files = Set(paths)
        self.directories = directories
        self.contents = read
    }

    package func contains(_ path: String) -> Bool { files.contains(path) }

    package func isDirectory(_ path: String) -> Bool { directories[path] != nil }

    /// The bytes of a file of this tree; nil for any other path.
    package func read(_ path: String) -> [UInt8]? { files.contains(path) ? contents(path) : nil }

    /// The names of the files that lie directly in a directory.
    package func fileNames(in directory: String) -> [String] { directories[directory]?.files ?? [] }

    /// The names of the directories that lie directly in a directory.
    package func folderNames(in directory: String) -> [String] { directories[directory]?.folders ?? [] }

    /// All directories but those that hold installed copies of other people's packages, sorted.
    package var ownDirectories: [String] { directories.keys.filter { !TreePath.isInstalled($0) }.sorted() }

    /// All files below a directory, sorted.
    package func files(below directory: String) -> [String] {
        var found: [String] = []
        var pending = [directory]
        while let next = pending.popLast() {
            guard let entry = directories[next] else { continue }
            for name in entry.files { found.append(TreePath.child(name, of: next)) }
            for name in entry.folders { pending.append(TreePath.child(name, of: next)) }
        }
        return found.sorted()
    }
}

/// Arithmetic on paths of the audited tree.
package enum TreePath {
    /// The directory of a path and its last part.
    package static func split(_ path: String) -> (directory: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return ("", path) }
        return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
    }

    package static func directory(of path: String) -> String { split(path).directory }

    package static func child(_ name: String, of directory: String) -> String {
        directory.isEmpty ? name : name.isEmpty ? directory : directory + "/" + name
    }

    /// A relative path read from a directory, with `.` and `..` worked out; nil where it leaves the tree.
    package static func join(_ directory: String, _ relative: some StringProtocol) -> String? {
        var parts = directory.utf8.split(separator: 0x2F).map(Substring.init)
        for part in String(relative).utf8.split(separator: 0x2F).map(Substring.init) where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    /// A directory and all directories around it, innermost first, the root last.
    package static func upward(from directory: String) -> [String] {
        var found = [directory]
        var current = directory
        while !current.isEmpty {
            current = TreePath.directory(of: current)
            found.append(current)
        }
        return found
    }

    /// The part of a path below a directory; nil where the path lies elsewhere.
    package static func relative(_ path: String, to directory: String) -> String? {
        if directory.isEmpty { return path }
        if path == directory { return "" }
        guard path.utf8.count > directory.utf8.count, path.hasPrefix(directory) else { return nil }
        let rest = path.utf8.dropFirst(directory.utf8.count)
        return rest.first == 0x2F ? String(Substring(rest.dropFirst())) : nil
    }

    /// How many leading directories two paths share.
    package static func nearness(_ left: String, _ right: String) -> Int {
        zip(left.utf8.split(separator: 0x2F), right.utf8.split(separator: 0x2F)).prefix { $0.elementsEqual($1) }.count
    }

    /// Whether a directory belongs to a package that an installer put there.
    package static func isInstalled(_ directory: String) -> Bool {
        directory.utf8.split(separator: 0x2F).contains { installed.contains(String(Substring($0))) }
    }

    private static let installed: Set<String> = [
        "node_modules", "bower_components", ".yarn", ".venv", "venv", "site-packages", ".tox", ".build", "Pods", "Carthage",
    ]
}
