/// Ranges of versions as npm, pip, Poetry and Swift write them.
enum VersionRange {
    /// The lowest version in a range; nil where it has no lower end or names no version (`latest`, `*`, `file:../x`).
    static func floor(of range: String) -> [Int]? {
        var text = range[...]
        for prefix in ["workspace:", "npm:", "jsr:"] where text.hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
            // `npm:other@^1.2`
            if prefix != "workspace:", let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) { text = text[text.utf8.index(after: at)...] }
        }
        guard !text.utf8.contains(UInt8(ascii: ":")) else { return nil }
        var lowest: [Int]?
        for alternative in text.utf8.split(separator: UInt8(ascii: "|")) {
            guard let floor = floor(ofComparators: Array(alternative)) else { return nil }
            if let known = lowest, !floor.lexicographicallyPrecedes(known) { continue }
            lowest = floor
        }
        return lowest
    }

    /// The numbers at the start of a version; nil where it starts otherwise.
    static func numbers(_ text: some StringProtocol) -> [Int]? {
        var offset = 0
        return numbers(Array(text.utf8), &offset)
    }

    /// The highest of the lower ends of all comparators.
    private static func floor(ofComparators bytes: [UInt8]) -> [Int]? {
        var highest: [Int]?
        var offset = 0
        while offset < bytes.count {
            var operators: [UInt8] = []
            while offset < bytes.count, !isDigit(bytes[offset]), bytes[offset] != UInt8(ascii: ",") {
                if bytes[offset] > 0x20 { operators.append(bytes[offset]) }
                offset += 1
            }
            let isLower: Bool =
                switch String(decoding: operators, as: UTF8.self) {
                case "", "^", "~", "~>", "~=", "=", "==", "===", ">=", ">", "v", "=v", "^v", ">=v": true
                default: false
                }
            let version = numbers(bytes, &offset)
            // What follows the numbers: a pre-release, a build, `.x`, `.*`.
            while offset < bytes.count, bytes[offset] > 0x20, bytes[offset] != UInt8(ascii: ",") { offset += 1 }
            while offset < bytes.count, bytes[offset] <= 0x20 || bytes[offset] == UInt8(ascii: ",") { offset += 1 }
            if isLower, let version, highest.map({ $0.lexicographicallyPrecedes(version) }) ?? true { highest = version }
            if operators.isEmpty, offset < bytes.count, bytes[offset] == UInt8(ascii: "-") { break }
        }
        return highest
    }

    private static func numbers(_ bytes: [UInt8], _ offset: inout Int) -> [Int]? {
        var numbers: [Int] = []
        while offset < bytes.count, isDigit(bytes[offset]) {
            var number = 0
            while offset < bytes.count, isDigit(bytes[offset]) {
                // Calendar versions and hashes must not overflow.
                number = min(number * 10 + Int(bytes[offset] - 0x30), 1_000_000_000)
                offset += 1
            }
            numbers.append(number)
            guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "."), isDigit(bytes[offset + 1]) else { break }
            offset += 1
        }
        return numbers.isEmpty ? nil : numbers
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
