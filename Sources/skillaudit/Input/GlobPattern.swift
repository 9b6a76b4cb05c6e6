/// A pattern for paths, as in `.gitignore`: `*` within a name, `**` across folders, `?`, `[abc]`; without `/` it means a name at any depth; a folder stands for
/// all that is in it.
struct GlobPattern: Sendable {
    let text: String
    private let parts: [[UInt8]]
    /// The names of the folder from which the pattern counts.
    private let folder: [[UInt8]]

    init(_ text: String) { self.init(text, below: "") }

    /// `folder`: where the pattern counts from; empty for the root.
    init(_ text: String, below folder: String) {
        self.text = text
        self.folder = folder.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
        var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true).map(Array.init)
        if parts.first == Array(".".utf8) { parts.removeFirst() }
        let isAnchored = parts.count > 1 || text.hasPrefix("/")
        self.parts = isAnchored ? parts : [Array("**".utf8)] + parts
    }

    /// Whether the pattern means a path, or a folder around it.
    func matches(_ path: String) -> Bool {
        let names = path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
        guard names.starts(with: folder) else { return false }
        return Self.matches(parts[...], names.dropFirst(folder.count))
    }

    private static func matches(_ parts: ArraySlice<[UInt8]>, _ names: ArraySlice<[UInt8]>) -> Bool {
        // One row of a table over (part, name): linear in both, whatever the pattern.
        var reachable = Array(repeating: false, count: names.count + 1)
        reachable[0] = true
        for part in parts {
            var next = Array(repeating: false, count: names.count + 1)
            if part == [UInt8(ascii: "*"), UInt8(ascii: "*")] {
                var isReached = false
                for index in 0...names.count {
                    isReached = isReached || reachable[index]
                    next[index] = isReached
                }
            } else {
                for index in 0..<names.count where reachable[index] && matchesName(part, names[names.startIndex + index]) {
                    next[index + 1] = true
                }
            }
            reachable = next
        }
        // What is left of the path lies in a folder that matched; `**` at the end needs something to stand for.
        return reachable.dropFirst().contains(true)
    }

    private static func matchesName(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
        var (position, offset) = (0, 0)
        var retry: (position: Int, offset: Int)?
        while offset < name.count {
            if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
                retry = (position + 1, offset)
                position += 1
            } else if position < pattern.count, let length = matchLength(pattern[position...], name[offset]) {
                position += length
                offset += 1
            } else if let again = retry {
                retry = (again.position, again.offset + 1)
                (position, offset) = (again.position, again.offset + 1)
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    /// How many bytes of the pattern mean this one byte of a name; nil where they do not.
    private static func matchLength(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> Int? {
        guard let first = pattern.first else { return nil }
        if first == UInt8(ascii: "?") { return 1 }
        if first == UInt8(ascii: "["), let end = pattern.dropFirst(2).firstIndex(of: UInt8(ascii: "]")) {
            var members = pattern[(pattern.startIndex + 1)..<end]
            let isNegated = members.first == UInt8(ascii: "!") || members.first == UInt8(ascii: "^")
            if isNegated { members = members.dropFirst() }
            var isMember = false
            var index = members.startIndex
            while index < members.endIndex {
                if index + 2 < members.endIndex, members[index + 1] == UInt8(ascii: "-") {
                    isMember = isMember || (members[index] <= byte && byte <= members[index + 2])
                    index += 3
                } else {
                    isMember = isMember || members[index] == byte
                    index += 1
                }
            }
            return isMember != isNegated ? end - pattern.startIndex + 1 : nil
        }
        if first == UInt8(ascii: "\\"), let next = pattern.dropFirst().first { return next == byte ? 2 : nil }
        return first == byte ? 1 : nil
    }
}
