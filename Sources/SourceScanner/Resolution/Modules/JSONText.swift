/// A value of a JSON file as people write it: with comments, trailing commas and a byte-order mark allowed.
package indirect enum JSONText: Sendable, Equatable {
    /// One entry of an object.
    package struct Member: Sendable, Equatable {
        package let key: String
        package let value: JSONText

        package init(key: String, value: JSONText) {
            self.key = key
            self.value = value
        }
    }

    case object([Member])
    case array([JSONText])
    case string(String)
    /// As written; also any other bare word.
    case number(String)
    case bool(Bool)
    case null

    /// The first value of a text, as far as it can be read; nil where it holds none.
    package static func parse(_ bytes: [UInt8]) -> JSONText? {
        var reader = JSONReader(bytes)
        return reader.value(depth: 0)
    }

    package subscript(key: String) -> JSONText? { members.first { $0.key == key }?.value }

    package var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    package var elements: [JSONText] {
        if case .array(let elements) = self { elements } else { [] }
    }

    package var string: String? {
        if case .string(let string) = self { string } else { nil }
    }

    /// The strings of a list, or the one string that stands instead of a list.
    package var strings: [String] { string.map { [$0] } ?? elements.compactMap(\.string) }
}

/// Reads JSON text from left to right and gives back what it understood when it meets something else.
private struct JSONReader {
    private let bytes: [UInt8]
    private var offset = 0
    private static let deepest = 96

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func value(depth: Int) -> JSONText? {
        skipBlank()
        guard let byte, depth < Self.deepest else {
            offset = bytes.count
            return nil
        }
        switch byte {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(string(quote: byte))
        default:
            let word = word()
            switch word {
            case "": return nil
            case "true": return .bool(true)
            case "false": return .bool(false)
            case "null": return .null
            default: return .number(word)
            }
        }
    }

    private mutating func object(depth: Int) -> JSONText {
        offset += 1
        var members: [JSONText.Member] = []
        while true {
            skipBlank(alsoCommas: true)
            guard let byte else { break }
            if byte == UInt8(ascii: "}") {
                offset += 1
                break
            }
            let isQuoted = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
            let key = isQuoted ? string(quote: byte) : word()
            skipBlank()
            guard isQuoted || !key.isEmpty, self.byte == UInt8(ascii: ":") else {
                offset = bytes.count
                break
            }
            offset += 1
            guard let value = value(depth: depth + 1) else {
                offset = bytes.count
                break
            }
            members.append(JSONText.Member(key: key, value: value))
        }
        return .object(members)
    }

    private mutating func array(depth: Int) -> JSONText {
        offset += 1
        var elements: [JSONText] = []
        while true {
            skipBlank(alsoCommas: true)
            guard let byte else { break }
            if byte == UInt8(ascii: "]") {
                offset += 1
                break
            }
            guard let value = value(depth: depth + 1) else {
                offset = bytes.count
                break
            }
            elements.append(value)
        }
        return .array(elements)
    }

    private mutating func string(quote: UInt8) -> String {
        offset += 1
        let start = offset
        while let byte, byte != quote, byte != UInt8(ascii: "\\") { offset += 1 }
        if byte == quote {
            offset += 1
            return String(decoding: bytes[start..<offset - 1], as: UTF8.self)
        }
        var text = Array(bytes[start..<offset])
        while let byte, byte != quote {
            offset += 1
            guard byte == UInt8(ascii: "\\"), let escaped = self.byte else {
                text.append(byte)
                continue
            }
            offset += 1
            switch escaped {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "u"): text += Array(String(unicodeEscape()).utf8)
            default: text.append(escaped)
            }
        }
        offset = min(offset + 1, bytes.count)
        return String(decoding: text, as: UTF8.self)
    }

    /// The scalar of the four digits after `\u`; a surrogate pair counts as one.
    private mutating func unicodeEscape() -> Character {
        guard let high = hexadecimal() else { return "\u{FFFD}" }
        var scalar = high
        if (0xD800..<0xDC00).contains(high), offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
            bytes[offset + 1] == UInt8(ascii: "u")
        {
            offset += 2
            guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
            scalar = 0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00)
        }
        return Unicode.Scalar(scalar).map(Character.init) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() -> UInt32? {
        guard offset + 4 <= bytes.count else { return nil }
        let digits = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
        offset += 4
        return UInt32(digits, radix: 16)
    }

    private mutating func word() -> String {
        let start = offset
        while let byte, !isBlank(byte), !isPunctuation(byte) { offset += 1 }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: ":"),
            UInt8(ascii: "\""), UInt8(ascii: "/"):
            true
        default: false
        }
    }

    private mutating func skipBlank(alsoCommas: Bool = false) {
        while let byte {
            if isBlank(byte) || (alsoCommas && byte == UInt8(ascii: ",")) {
                offset += 1
            } else if byte == UInt8(ascii: "/"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "/") {
                while let next = self.byte, next != 0x0A { _ = next; offset += 1 }
            } else if byte == UInt8(ascii: "/"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "*") {
                offset += 2
                while offset < bytes.count,
                    !(bytes[offset] == UInt8(ascii: "*") && offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "/"))
                { offset += 1 }
                offset = min(offset + 2, bytes.count)
            } else {
                return
            }
        }
    }
}
