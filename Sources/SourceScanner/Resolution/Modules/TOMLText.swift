/// The tables of a TOML file, read loosely: enough to find out what a manifest declares.
package struct TOMLText: Sendable {
    /// The entries below one `[name]` or `[[name]]`, or those before the first.
    package struct Table: Sendable {
        package let name: String
        package var entries: [JSONText.Member] = []

        package subscript(key: String) -> JSONText? { entries.first { $0.key == key }?.value }
    }

    package let tables: [Table]

    package init(_ bytes: [UInt8]) {
        var reader = TOMLReader(bytes)
        tables = reader.tables()
    }

    /// All entries of the tables with a name.
    package func entries(of name: String) -> [JSONText.Member] { tables.filter { $0.name == name }.flatMap(\.entries) }
}

/// Reads TOML from left to right; a line that it does not understand is skipped.
private struct TOMLReader {
    private let bytes: [UInt8]
    private var offset = 0
    private static let deepest = 32

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func tables() -> [TOMLText.Table] {
        var tables = [TOMLText.Table(name: "")]
        while true {
            skipBlank()
            guard let byte else { return tables }
            if byte == UInt8(ascii: "[") {
                while self.byte == UInt8(ascii: "[") { offset += 1 }
                tables.append(TOMLText.Table(name: key(until: UInt8(ascii: "]"))))
                skipLine()
                continue
            }
            let name = key(until: UInt8(ascii: "="))
            guard self.byte == UInt8(ascii: "=") else {
                skipLine()
                continue
            }
            offset += 1
            if let value = value(depth: 0) {
                tables[tables.count - 1].entries.append(JSONText.Member(key: name, value: value))
            }
            skipLine()
        }
    }

    /// A dotted key without quotes and blanks, up to a byte that is left unread.
    private mutating func key(until end: UInt8) -> String {
        var text: [UInt8] = []
        while let byte, byte != end, byte != 0x0A {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                text += Array(string(quote: byte).utf8)
                continue
            }
            if byte != 0x20, byte != 0x09, byte != 0x0D { text.append(byte) }
            offset += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func value(depth: Int) -> JSONText? {
        skipSpaces()
        guard let byte, depth < Self.deepest else { return nil }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(string(quote: byte))
        case UInt8(ascii: "["):
            offset += 1
            var elements: [JSONText] = []
            while true {
                skipBlank(alsoCommas: true)
                guard let next = self.byte else { return .array(elements) }
                if next == UInt8(ascii: "]") {
                    offset += 1
                    return .array(elements)
                }
                guard let element = value(depth: depth + 1) else { return .array(elements) }
                elements.append(element)
            }
        case UInt8(ascii: "{"):
            offset += 1
            var members: [JSONText.Member] = []
            while true {
                skipBlank(alsoCommas: true)
                guard let next = self.byte else { return .object(members) }
                if next == UInt8(ascii: "}") {
                    offset += 1
                    return .object(members)
                }
                let name = key(until: UInt8(ascii: "="))
                guard self.byte == UInt8(ascii: "=") else { return .object(members) }
                offset += 1
                guard let value = value(depth: depth + 1) else { return .object(members) }
                members.append(JSONText.Member(key: name, value: value))
            }
        default:
            let start = offset
            while let next = self.byte, next != 0x0A, next != UInt8(ascii: ","), next != UInt8(ascii: "]"), next != UInt8(ascii: "}"),
                next != UInt8(ascii: "#")
            { offset += 1 }
            let word = String(decoding: bytes[start..<offset].filter { $0 > 0x20 }, as: UTF8.self)
            return word.isEmpty ? nil : word == "true" ? .bool(true) : word == "false" ? .bool(false) : .number(word)
        }
    }

    private mutating func string(quote: UInt8) -> String {
        let isLong = offset + 2 < bytes.count && bytes[offset + 1] == quote && bytes[offset + 2] == quote
        offset += isLong ? 3 : 1
        var text: [UInt8] = []
        while let byte {
            if byte == quote {
                guard isLong else { break }
                if offset + 2 < bytes.count, bytes[offset + 1] == quote, bytes[offset + 2] == quote { break }
            } else if byte == 0x0A, !isLong {
                return String(decoding: text, as: UTF8.self)
            } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), offset + 1 < bytes.count {
                offset += 1
            }
            text.append(bytes[offset])
            offset += 1
        }
        offset = min(offset + (isLong ? 3 : 1), bytes.count)
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func skipLine() {
        while let byte, byte != 0x0A { _ = byte; offset += 1 }
    }

    private mutating func skipSpaces() {
        while byte == 0x20 || byte == 0x09 { offset += 1 }
    }

    private mutating func skipBlank(alsoCommas: Bool = false) {
        while let byte {
            if byte == UInt8(ascii: "#") {
                skipLine()
            } else if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || (alsoCommas && byte == UInt8(ascii: ",")) {
                offset += 1
            } else {
                return
            }
        }
    }
}
