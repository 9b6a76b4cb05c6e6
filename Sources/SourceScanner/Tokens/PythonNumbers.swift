extension PythonScanner {
    /// `1_000`, `0xFF`, `1.5e-3`, `2j`. Starts at a digit, or at a point before a digit.
    mutating func scanNumber() {
        let start = offset
        if bytes[offset] == UInt8(ascii: "0"), let isDigit = Self.digits(ofBase: byte(at: offset + 1)) {
            offset += 2
            while offset < bytes.count, bytes[offset] == UInt8(ascii: "_") || isDigit(bytes[offset]) { offset += 1 }
        } else {
            skipDigits()
            if byte(at: offset) == UInt8(ascii: ".") {
                offset += 1
                skipDigits()
            }
            skipExponent()
            if byte(at: offset) | 0x20 == UInt8(ascii: "j") { offset += 1 }
        }
        emit(.number, from: start, to: offset)
    }

    private static func digits(ofBase letter: UInt8) -> ((UInt8) -> Bool)? {
        switch letter | 0x20 {
        case UInt8(ascii: "x"):
            { isDecimal($0) || ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "f")) }
        case UInt8(ascii: "o"), UInt8(ascii: "b"): isDecimal
        default: nil
        }
    }

    @inline(__always) static func isDecimal(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private mutating func skipDigits() {
        while offset < bytes.count, Self.isDecimal(bytes[offset]) || bytes[offset] == UInt8(ascii: "_") { offset += 1 }
    }

    /// Only with a digit behind it, for `1else` is a number and a keyword.
    private mutating func skipExponent() {
        guard byte(at: offset) | 0x20 == UInt8(ascii: "e") else { return }
        let sign = byte(at: offset + 1)
        let digit = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? offset + 2 : offset + 1
        guard Self.isDecimal(byte(at: digit)) else { return }
        offset = digit
        skipDigits()
    }
}
