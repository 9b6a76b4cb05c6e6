/// The parts of a tree that were asked for: folders or files below its root.
struct Scopes: Sendable {
    /// Paths; the empty one is everything.
    let paths: [String]
    let coversEverything: Bool

    static let everything = Scopes([""])

    init(_ paths: [String]) {
        self.paths = paths
        coversEverything = paths.contains("")
    }

    func contains(_ path: String) -> Bool { coversEverything || paths.contains { path == $0 || path.isBelow($0) } }

    /// Whether a folder was asked for itself, or leads to one that was: such a folder is never skipped for its name.
    func isOnTheWay(_ folder: String) -> Bool { paths.contains { $0 == folder || $0.isBelow(folder) } }

    /// A path as seen from the folder that was asked for: by it a file's surface is judged, so that an example audited for its own sake is no example.
    func relative(_ path: String) -> String {
        guard !coversEverything, let scope = paths.filter({ path.isBelow($0) }).max(by: { $0.utf8.count < $1.utf8.count }) else {
            return path
        }
        return String(path.dropFirst(scope.count + 1))
    }
}

extension String {
    fileprivate func isBelow(_ folder: String) -> Bool {
        folder.isEmpty
            || (utf8.count > folder.utf8.count && utf8.starts(with: folder.utf8)
                && utf8.dropFirst(folder.utf8.count).first == UInt8(ascii: "/"))
    }
}
