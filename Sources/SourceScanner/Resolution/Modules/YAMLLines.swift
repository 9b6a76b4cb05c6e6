/// The lines of a YAML file, enough to read plain lists and maps below a key of the first level.
struct YAMLLines {
    private let lines: [TextLine]

    init(_ bytes: [UInt8]) { lines = TextLine.lines(of: bytes).filter { !$0.isEmpty && $0.first != UInt8(ascii: "#") } }

    /// The items below a key, as `- item` lines or as `[item, item]`.
    func list(under key: String) -> [String] {
        var items = [String]()
        for line in below(key) {
            var text = line.string
            if let comment = text.firstIndex(of: "#") { text = String(text[..<comment]) }
            if line.first == UInt8(ascii: "-") {
                items.append(Self.unquoted(text.dropFirst()))
            } else if line.first == UInt8(ascii: "[") {
                items += text.split { "[],".contains($0) }.map { Self.unquoted($0) }.filter { !$0.isEmpty }
            }
        }
        return items
    }

    /// The `name: value` lines below a key, at any depth.
    func entries(under key: String) -> [(key: String, value: String)] {
        below(key).compactMap { line in
            let text = line.string
            guard let colon = text.lastIndex(of: ":") else { return nil }
            let value = Self.unquoted(text[text.index(after: colon)...])
            return value.isEmpty ? nil : (Self.unquoted(text[..<colon]), value)
        }
    }

    private func below(_ key: String) -> [TextLine] {
        guard let start = lines.firstIndex(where: { $0.indent == 0 && $0.starts(with: key + ":") }) else { return [] }
        let sameLine = lines[start].dropping(key.utf8.count + 1)
        let rest = lines[(start + 1)...].prefix { $0.indent > 0 || $0.first == UInt8(ascii: "-") }
        return (sameLine.isEmpty ? [] : [sameLine]) + rest
    }

    private static func unquoted(_ text: Substring) -> String {
        let isFrame: (Character) -> Bool = { $0 == " " || $0 == "'" || $0 == "\"" }
        var text = text.drop(while: isFrame)
        while let last = text.last, isFrame(last) { text.removeLast() }
        return String(text)
    }
}
