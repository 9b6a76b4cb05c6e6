/// Text as it stands in HTML, SVG and XML.
enum Markup {
    /// Escaped scalar by scalar: a combining mark behind a quote would hide it from a comparison of characters. XML knows no U+FFFE and U+FFFF at all.
    static func escape(_ text: String) -> String {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".utf8)
            case "<": escaped.append(contentsOf: "&lt;".utf8)
            case ">": escaped.append(contentsOf: "&gt;".utf8)
            case "\"": escaped.append(contentsOf: "&quot;".utf8)
            case "'": escaped.append(contentsOf: "&#39;".utf8)
            case "\u{FFFE}", "\u{FFFF}": escaped.append(contentsOf: "?".utf8)
            default: escaped.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
