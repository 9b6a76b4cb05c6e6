/// A file of ignore rules, looked at before libgit2 matches them: its time grows with the length of a name to the power of a pattern's stars.
enum IgnoreRules {
    private static let mostStars = 4

    /// Whether no pattern has more stars than names can be matched with in time. `**` counts as one.
    static func areHarmless(_ path: String) -> Bool {
        guard let bytes = try? LocalFile.read(path, largest: 1 << 20, followsLinks: false) else { return false }
        return bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
            guard line.first != UInt8(ascii: "#") else { return true }
            let stars = line.indices.count { line[$0] == UInt8(ascii: "*") && ($0 == line.startIndex || line[$0 - 1] != UInt8(ascii: "*")) }
            return stars <= mostStars
        }
    }
}
