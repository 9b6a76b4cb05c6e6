/// The name of a file or folder: as reports print it, and its bytes where those are not UTF-8.
struct FileName: Sendable {
    let text: String
    /// Nil where `text` says it all.
    let raw: [UInt8]?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let text = String(validating: bytes, as: UTF8.self) {
            self.text = text
            raw = nil
        } else {
            text = Self.escaped(bytes)
            raw = Array(bytes)
        }
    }

    init(cString: UnsafePointer<CChar>) {
        if let text = String(validatingCString: cString) {
            self.text = text
            raw = nil
        } else {
            var length = 0
            while cString[length] != 0 { length += 1 }
            let bytes = (0..<length).map { UInt8(bitPattern: cString[$0]) }
            text = bytes.withUnsafeBufferPointer(Self.escaped)
            raw = bytes
        }
    }

    /// Bytes outside ASCII, and `%` itself, as `%` and two hexadecimal digits: no two names become one.
    private static func escaped(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in bytes {
            if byte < 0x80, byte != UInt8(ascii: "%") {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// A path below the root, `/` between its parts; the root itself is empty.
struct FilePath: Sendable {
    let text: String
    let raw: [UInt8]?

    static let root = FilePath(text: "", raw: nil)

    func appending(_ name: FileName) -> FilePath {
        guard !text.isEmpty else { return FilePath(text: name.text, raw: name.raw) }
        let bytes: [UInt8]? =
            raw == nil && name.raw == nil ? nil : (raw ?? Array(text.utf8)) + [UInt8(ascii: "/")] + (name.raw ?? Array(name.text.utf8))
        return FilePath(text: text + "/" + name.text, raw: bytes)
    }

    /// Lends the path's real bytes as a C string; the root is `.`.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        guard let raw else { return text.isEmpty ? ".".withCString(body) : text.withCString(body) }
        return (raw + [0]).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in characters.baseAddress.map(body) ?? "".withCString(body) }
        }
    }
}

extension String {
    /// The order of bytes, in which every list of paths stands.
    func precedesByBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
