/// The smallest piece of source text that the parsers look at.
///
/// The tokens of a file stand in order and do not overlap; what lies between them is white space, a comment, or bytes that mean nothing.
package struct Token: Sendable, Equatable {
    package enum Kind: UInt8, Sendable {
        /// A name or a keyword: which of the two is the parser's question, since most keywords are contextual.
        case identifier
        case number
        /// A whole string without interpolation, quotes included.
        case string
        /// The opening quote of a string that has interpolations; `stringText`, `interpolationStart … interpolationEnd` and `stringEnd` follow.
        case stringStart
        case stringText
        case interpolationStart
        case interpolationEnd
        case stringEnd
        case regularExpression
        /// An operator or separator of one or more bytes.
        case punctuation
        /// `(`, `[`, `{`; `partner` is the index of the token that closes it.
        case open
        case close
        /// The end of a logical line (Python).
        case newline
        case indent
        case dedent
        /// Literal text between JSX tags.
        case markupText
        /// Bytes that start no token; the tokenizer goes on behind them.
        case unknown
        case endOfFile
    }

    package struct Flags: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// A line ending stands between the previous token and this one.
        package static let afterNewline = Flags(rawValue: 1)
        /// White space or a comment stands between the previous token and this one.
        package static let afterSpace = Flags(rawValue: 2)
        /// The string or comment was never closed; it ends with its line or with the file.
        package static let unterminated = Flags(rawValue: 4)
        /// A raw string: a backslash means itself.
        package static let raw = Flags(rawValue: 8)
        /// A bytes literal (Python).
        package static let bytes = Flags(rawValue: 16)
    }

    package var kind: Kind
    package var flags: Flags
    /// UTF-8 offsets into the file.
    package var start: UInt32
    package var end: UInt32
    /// For `open` and `close`: the index of its partner in the token list, or -1. For `stringStart`/`stringEnd` and the interpolation pair likewise.
    package var partner: Int32

    package init(_ kind: Kind, start: Int, end: Int, flags: Flags = [], partner: Int32 = -1) {
        self.kind = kind
        self.flags = flags
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.partner = partner
    }
}

extension [Token] {
    /// Where the brackets and strings open that tokenizers closed only since the file was over, innermost first.
    func openAtEnd(_ length: Int) -> [Int] {
        var result: [Int] = []
        for token in reversed() {
            // What closes them has no bytes of its own.
            guard Int(token.start) >= length else {
                if token.flags.contains(.unterminated), Int(token.end) >= length { result.append(Int(token.start)) }
                break
            }
            if indices.contains(Int(token.partner)) { result.append(Int(self[Int(token.partner)].start)) }
        }
        return result
    }
}

/// All tokens of a file, its brackets paired, and its comments apart. The last token is `endOfFile`.
package struct TokenList: Sendable {
    package var tokens: [Token]
    /// In file order, with their delimiters.
    package var comments: [ByteRange]

    package init(tokens: [Token], comments: [ByteRange]) {
        self.tokens = tokens
        self.comments = comments
    }
}
