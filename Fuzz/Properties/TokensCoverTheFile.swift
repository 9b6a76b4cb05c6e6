import Fuzzing
import SourceScanner

/// Tokens and comments stand in order without overlap, end where the file ends, and leave out nothing but white space.
@main
struct TokensCoverTheFile {
    static func main() {
        fuzz { bytes in
            guard let file = SourceInput(bytes)?.file else { return }
            let list = tokenize(file)
            let count = file.bytes.count
            require(list.tokens.last?.kind == .endOfFile, "the last token is the end of the file")
            var isCovered = [Bool](repeating: false, count: count)
            var end = 0
            for token in list.tokens {
                require(
                    Int(token.start) >= end && token.end >= token.start && Int(token.end) <= count, "\(token) behind \(end) of \(count)")
                end = Int(token.end)
                for offset in Int(token.start)..<end { isCovered[offset] = true }
            }
            end = 0
            for comment in list.comments {
                require(
                    comment.start >= end && comment.end >= comment.start && comment.end <= count, "\(comment) behind \(end) of \(count)")
                end = comment.end
                for offset in comment.start..<end {
                    require(!isCovered[offset], "offset \(offset) belongs to a token and a comment")
                    isCovered[offset] = true
                }
            }
            let rest = isCovered.indices.filter { !isCovered[$0] }.map { file.bytes[$0] }
            let text = String(decoding: rest, as: UTF8.self).unicodeScalars
            // Control characters separate tokens as white space does; those of Latin-1 too.
            let stray = text.first {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control && $0 != "\u{FEFF}" && $0 != "\\"
            }
            require(stray == nil, "\(stray.map { String($0.value, radix: 16) } ?? "") belongs to nothing")
        }
    }
}
