/// Decodes the escapes of string literals.
enum TypeScriptText {
    /// A symbol keeps no more than this of a literal.
    static let longest = 4096

    /// What the bytes `start..<end` mean, without their quotes.
    static func decoded(_ bytes: [UInt8], _ start: Int, _ end: Int) -> [UInt8] {
        var result: [UInt8] = []
        var offset = start
        result.reserveCapacity(min(end - start, longest))
        while offset < end, result.count < longest {
            let byte = bytes[offset]
            offset += 1
            guard byte == UInt8(ascii: "\\"), offset < end else {
                result.append(byte)
                continue
            }
            let escape = bytes[offset]
            offset += 1
            switch escape {
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "v"): result.append(0x0B)
            case UInt8(ascii: "0"): result.append(0)
            case 0x0A: break
            case 0x0D:
                if offset < end, bytes[offset] == 0x0A { offset += 1 }
            case UInt8(ascii: "x"):
                append(hexadecimal(bytes, &offset, end, digits: 2), to: &result)
            case UInt8(ascii: "u"):
                append(unicode(bytes, &offset, end), to: &result)
            default: result.append(escape)
            }
        }
        return result
    }

    private static func append(_ value: UInt32?, to result: inout [UInt8]) {
        let scalar = value.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private static func hexadecimal(_ bytes: [UInt8], _ offset: inout Int, _ end: Int, digits: Int) -> UInt32? {
        var value: UInt32 = 0
        var count = 0
        while offset < end, count < digits, let digit = digit(bytes[offset]) {
            value = value << 4 | digit
            offset += 1
            count += 1
        }
        return count == digits ? value : nil
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x41 + 10)
        case 0x61...0x66: UInt32(byte - 0x61 + 10)
        default: nil
        }
    }

    /// Behind `\u`: `0041`, `{1F600}`, or two halves of a surrogate pair.
    private static func unicode(_ bytes: [UInt8], _ offset: inout Int, _ end: Int) -> UInt32? {
        if offset < end, bytes[offset] == UInt8(ascii: "{") {
            offset += 1
            var value: UInt32 = 0
            while offset < end, let digit = digit(bytes[offset]) {
                value = min(value << 4 | digit, 0x11_0000)
                offset += 1
            }
            if offset < end, bytes[offset] == UInt8(ascii: "}") { offset += 1 }
            return value
        }
        guard let high = hexadecimal(bytes, &offset, end, digits: 4) else { return nil }
        guard (0xD800..<0xDC00).contains(high), offset + 5 < end, bytes[offset] == UInt8(ascii: "\\"),
            bytes[offset + 1] == UInt8(ascii: "u")
        else { return high }
        var next = offset + 2
        guard let low = hexadecimal(bytes, &next, end, digits: 4), (0xDC00..<0xE000).contains(low) else { return nil }
        offset = next
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
}
