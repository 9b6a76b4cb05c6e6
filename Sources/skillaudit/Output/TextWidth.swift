/// How many terminal columns text takes: nothing for marks that combine, two for wide East Asian characters and emoji, one for the rest.
enum TextWidth {
    static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

    static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x300: 1
        case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x610...0x61A, 0x64B...0x65F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x200B...0x200D,
            0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0x1F3FB...0x1F3FF:
            0
        case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x2614...0x2615, 0x26A1, 0x2705, 0x274C, 0x2753...0x2755,
            0x2795...0x2797,
            0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
            0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// The text filled with blanks up to a width; longer text stays as it is.
    static func pad(_ text: String, to width: Int, isRight: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - of(text)))
        return isRight ? blanks + text : text + blanks
    }

    /// The text cut to a width; `…` shows where. Paths lose their beginning, everything else its end.
    static func cut(_ text: String, to width: Int, keepingEnd: Bool = false, ellipsis: String = "…") -> String {
        guard of(text) > width else { return text }
        let room = max(0, width - of(ellipsis))
        var kept: [Unicode.Scalar] = []
        var used = 0
        for scalar in keepingEnd ? Array(text.unicodeScalars.reversed()) : Array(text.unicodeScalars) {
            used += of(scalar)
            if used > room { break }
            kept.append(scalar)
        }
        return keepingEnd ? ellipsis + String(scalars: kept.reversed()) : String(scalars: kept) + ellipsis
    }

    /// The text in lines of a width at most, broken at blanks; a word that is longer than a line is broken where the line ends.
    static func wrap(_ text: String, to width: Int) -> [String] {
        let width = max(width, 8)
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init) {
            if !line.isEmpty, of(line) + 1 + of(word) <= width {
                line += " " + word
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = word
            while of(line) > width {
                let head = cut(line, to: width, ellipsis: "")
                guard !head.isEmpty else { break }
                lines.append(head)
                line = String(scalars: line.unicodeScalars.dropFirst(head.unicodeScalars.count))
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }
}
