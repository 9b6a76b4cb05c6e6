// Names, numbers and what lies outside ASCII.
extension TypeScriptScanner {
    /// Letters, digits, `$` and `_`; and every byte outside ASCII, to be looked at more closely.
    @inline(__always)
    static func continuesName(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return true }
        let mask: UInt64 = byte < 0x40 ? 0x03FF_0010_0000_0000 : 0x07FF_FFFE_87FF_FFFE
        return (mask >> UInt64(byte & 0x3F)) & 1 != 0
    }

    @inline(__always)
    mutating func identifier() {
        let start = offset
        while offset < bytes.count {
            let current = bytes[offset]
            if current < 0x80, Self.continuesName(current) {
                offset += 1
            } else if current >= 0x80 || current == UInt8(ascii: "\\") {
                let length = current >= 0x80 ? nameScalar(at: offset) : escapeLength(at: offset)
                if length == 0 { break }
                offset += length
            } else {
                break
            }
        }
        if offset == start {
            offset += 1
            append(.unknown, from: start)
        } else {
            append(.identifier, from: start)
        }
    }

    mutating func privateName() {
        let start = offset
        offset += 1
        guard Self.continuesName(byte(offset)) || byte(offset) == UInt8(ascii: "\\") else { return append(.unknown, from: start) }
        let before = (tokens.count, flags)
        flags = []
        identifier()
        if tokens.count > before.0 {
            tokens[before.0].start = UInt32(truncatingIfNeeded: start)
            tokens[before.0].flags = before.1
        }
    }

    /// The length of `\u0041` or `\u{41}`, 0 if it is neither.
    private func escapeLength(at start: Int) -> Int {
        guard byte(start + 1) == UInt8(ascii: "u") else { return 0 }
        var end = start + 2
        if byte(end) == UInt8(ascii: "{") {
            end += 1
            while Self.isHexDigit(byte(end)), end - start < 12 { end += 1 }
            return byte(end) == UInt8(ascii: "}") && end > start + 3 ? end + 1 - start : 0
        }
        while end < start + 6, Self.isHexDigit(byte(end)) { end += 1 }
        return end == start + 6 ? 6 : 0
    }

    static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }

    mutating func number() {
        let start = offset
        let second = byte(offset + 1) | 0x20
        let hasRadix = bytes[offset] == 0x30 && (second == UInt8(ascii: "x") || second == UInt8(ascii: "b") || second == UInt8(ascii: "o"))
        var hasDot = false
        while offset < bytes.count {
            let current = bytes[offset]
            if current == UInt8(ascii: ".") {
                if hasDot || hasRadix { break }
                hasDot = true
                offset += 1
            } else if current < 0x80, Self.continuesName(current) {
                offset += 1
                let sign = byte(offset)
                if !hasRadix, current | 0x20 == UInt8(ascii: "e"), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
            } else {
                break
            }
        }
        append(.number, from: start)
    }

    // MARK: Outside ASCII

    /// The scalar that begins here and its length in bytes; nil for bytes that are no UTF-8.
    private func scalar(at start: Int) -> (value: UInt32, length: Int)? {
        let first = byte(start)
        let length: Int
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
        default: return nil
        }
        for index in 1..<length {
            let next = byte(start + index)
            guard next & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(next & 0x3F)
        }
        guard let scalar = Unicode.Scalar(value), scalar.value >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000) else { return nil }
        return (scalar.value, length)
    }

    /// The length of a scalar that may stand in a name, 0 if there is none.
    private func nameScalar(at start: Int) -> Int {
        guard let (value, length) = scalar(at: start), let scalar = Unicode.Scalar(value) else { return 0 }
        return scalar.properties.isIDContinue || value == 0x200C || value == 0x200D ? length : 0
    }

    /// A byte that no other family takes: white space outside ASCII, a name outside ASCII, or nothing known.
    mutating func unusualByte() {
        let start = offset
        guard let (value, length) = scalar(at: start) else {
            offset += 1
            while offset < bytes.count, bytes[offset] >= 0x80, scalar(at: offset) == nil { offset += 1 }
            return append(.unknown, from: start)
        }
        switch value {
        case 0x2028, 0x2029:
            offset += length
            flags.formUnion([.afterSpace, .afterNewline])
        case 0xA0, 0xFEFF, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
            offset += length
            flags.insert(.afterSpace)
        default:
            if nameScalar(at: start) > 0 { return identifier() }
            offset += length
            append(.unknown, from: start)
        }
    }
}
