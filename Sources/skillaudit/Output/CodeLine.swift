/// One line of source as a terminal shows it: tabs widened, indentation gone, cut around the flagged piece, which carets underline.
struct CodeLine {
    let text: String
    let carets: String

    private static let tabWidth = 4

    init(_ line: String, mark: Range<Int>, width: Int, ellipsis: String) {
        var scalars: [Unicode.Scalar] = []
        var start = 0
        var end = 0
        for (index, scalar) in line.unicodeScalars.enumerated() {
            if index == mark.lowerBound { start = scalars.count }
            if scalar == "\t" {
                scalars.append(contentsOf: repeatElement(" ", count: Self.tabWidth))
            } else {
                scalars.append(scalar)
            }
            if index < mark.upperBound { end = scalars.count }
        }
        if mark.lowerBound >= line.unicodeScalars.count { start = scalars.count }
        let indentation = min(scalars.prefix { $0 == " " }.count, start)
        scalars.removeFirst(indentation)
        start -= indentation
        end = max(end - indentation, start + 1)

        let room = max(width, 20)
        var first = 0
        if TextWidth.of(String(scalars: scalars)) > room, start > room / 2 { first = start - room / 3 }
        var shown = first > 0 ? ellipsis : ""
        var under = String(repeating: " ", count: TextWidth.of(shown))
        var used = TextWidth.of(shown)
        var index = first
        let reserve = TextWidth.of(ellipsis)
        while index < scalars.count {
            let columns = TextWidth.of(scalars[index])
            let isLast = index == scalars.count - 1
            if used + columns + (isLast ? 0 : reserve) > room {
                shown += ellipsis
                break
            }
            shown.unicodeScalars.append(scalars[index])
            under += String(repeating: index >= start && index < end ? "^" : " ", count: columns)
            used += columns
            index += 1
        }
        if start >= scalars.count { under += String(repeating: " ", count: max(0, min(start, room) - TextWidth.of(under))) + "^" }
        text = shown
        while under.last == " " { under.removeLast() }
        carets = under
    }
}
