/// A JSON value whose keys keep their order, so that a report is the same, byte for byte, on every run.
enum JSON: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([(String, JSON)])

    /// With two spaces of indentation and a final line ending.
    var text: String {
        var writer = JSONWriter()
        writer.write(self, indent: 0)
        return writer.text + "\n"
    }

    /// On one line, without a line ending.
    var line: String {
        var writer = JSONWriter(isCompact: true)
        writer.write(self, indent: 0)
        return writer.text
    }

    /// An object with further members, those that there are.
    func adding(_ further: [(String, JSON)?]) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members + further.compactMap { $0 })
    }

    static func strings(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }
    static func optional(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    static func optional(_ value: Int?) -> JSON { value.map { .int($0) } ?? .null }
    static func optional(_ value: Bool?) -> JSON { value.map { .bool($0) } ?? .null }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .int(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements) }
}

/// Writes JSON values into one growing buffer of bytes.
private struct JSONWriter {
    var isCompact = false
    private var bytes: [UInt8] = []

    init(isCompact: Bool = false) { self.isCompact = isCompact }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func write(_ value: JSON, indent: Int) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .int(let value): append(String(value))
        case .number(let value): writeNumber(value)
        case .string(let value): writeString(value)
        case .array(let elements):
            writeList("[", "]", elements, indent: indent) { $0.write($1, indent: $2) }
        case .object(let members):
            writeList("{", "}", members, indent: indent) { writer, member, indent in
                writer.writeString(member.0)
                writer.append(writer.isCompact ? ":" : ": ")
                writer.write(member.1, indent: indent)
            }
        }
    }

    private mutating func writeList<Element>(
        _ open: String, _ close: String, _ elements: [Element], indent: Int, _ writeElement: (inout JSONWriter, Element, Int) -> Void
    ) {
        append(open)
        for (index, element) in elements.enumerated() {
            if index > 0 { append(",") }
            breakLine(indent + 1)
            writeElement(&self, element, indent + 1)
        }
        if !elements.isEmpty { breakLine(indent) }
        append(close)
    }

    private mutating func breakLine(_ indent: Int) {
        guard !isCompact else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * indent))
    }

    /// Whole numbers without a fraction; what JSON has no number for becomes null.
    private mutating func writeNumber(_ value: Double) {
        if let whole = Int(exactly: value) {
            append(String(whole))
        } else {
            append(value.isFinite ? "\(value)" : "null")
        }
    }

    private mutating func writeString(_ value: String) {
        bytes.append(0x22)
        for byte in value.utf8 {
            switch byte {
            case 0x22: append("\\\"")
            case 0x5C: append("\\\\")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20, 0x7F:
                append("\\u00")
                if byte < 0x10 { append("0") }
                append(String(byte, radix: 16))
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

extension JSON {
    /// The same as YAML, in blocks; texts stand in double quotes, whose escapes are those of JSON.
    var yaml: String { yamlLines.joined(separator: "\n") + "\n" }

    private var yamlLines: [String] {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            elements.flatMap { element in
                element.yamlLines.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
            }
        case .object(let members) where !members.isEmpty:
            members.flatMap { name, value in
                let lines = value.yamlLines
                return value.isBlock ? ["\(name):"] + lines.map { "  " + $0 } : ["\(name): \(lines[0])"]
            }
        default: [line]
        }
    }

    private var isBlock: Bool {
        switch self {
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        default: false
        }
    }
}
