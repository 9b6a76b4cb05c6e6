/// Text from outside as every report prints it: on one line, secrets masked, and nothing in it that a terminal, a browser or a reader's eye would obey.
struct CleanText {
    private(set) var text = ""
    /// Where each scalar of the original begins in `text`, counted in scalars; one entry more than scalars, for the end.
    private var offsets: [Int] = []
    private var count = 0

    /// `masked` are ranges of `scalars`, in order, that must not be shown.
    init(_ scalars: [Unicode.Scalar], masked: [(range: Range<Int>, mask: String)]) {
        offsets.reserveCapacity(scalars.count + 1)
        var next = 0
        var index = 0
        while index < scalars.count {
            if next < masked.count, masked[next].range.lowerBound <= index {
                for _ in index..<max(index + 1, masked[next].range.upperBound) { offsets.append(count) }
                index = max(index + 1, masked[next].range.upperBound)
                append(masked[next].mask)
                next += 1
                continue
            }
            offsets.append(count)
            let scalar = scalars[index]
            if CleanText.isHarmless(scalar) {
                text.unicodeScalars.append(scalar)
                count += 1
            } else {
                append(CleanText.escape(scalar))
            }
            index += 1
        }
        offsets.append(count)
    }

    private mutating func append(_ piece: String) {
        text.append(piece)
        count += piece.unicodeScalars.count
    }

    /// The place in `text` of a scalar of the original; places behind the end are the end.
    func offset(of original: Int) -> Int {
        guard original >= 0, original < offsets.count else { return count }
        return offsets[original]
    }

    /// Control characters and everything that is invisible or turns the reading direction become visible.
    static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: true
        case 0..<0x20, 0x7F..<0xA0, 0xAD: false
        case 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: false
        case 0xE0000...0xE0FFF: false
        default: true
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        default: "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}
