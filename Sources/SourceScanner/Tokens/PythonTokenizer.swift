/// Splits Python source into tokens.
///
/// Every `open`, `stringStart` and `interpolationStart` gets a partner: where the source forgets one, a token without bytes stands for it.
package enum PythonTokenizer {
    package static func tokenize(_ file: SourceFile) -> TokenList {
        var scanner = PythonScanner(file.bytes)
        scanner.run()
        return TokenList(tokens: scanner.tokens, comments: scanner.comments)
    }
}

/// The state of one pass over the bytes of a Python file: what was found, and what is still open.
struct PythonScanner {
    let bytes: [UInt8]
    var offset = 0
    var tokens: [Token] = []
    var comments: [ByteRange] = []
    /// What stands between the last token and the next.
    var gap: Token.Flags = []
    /// The columns of the enclosing blocks; the first is 0.
    var indents = [0]
    /// Brackets, strings and interpolations that are open, the innermost last.
    var frames: [Frame] = []
    /// The innermost frame is the text of a string or of a format specification.
    var isInText = false
    /// Brackets that are open since the innermost interpolation began, and the counts that it hides.
    var openBrackets = BracketCounts()
    var hiddenBrackets: [BracketCounts] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count / 5 + 16)
    }

    mutating func run() {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
        startLine()
        while offset < bytes.count {
            if isInText { scanText() } else { scanToken() }
        }
        closeAllFrames(at: bytes.count)
        endLogicalLine(from: bytes.count, to: bytes.count)
        indent(to: 0)
        emit(.endOfFile, from: bytes.count, to: bytes.count)
    }

    /// The byte at an offset, or zero behind the end.
    @inline(__always) func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    @inline(__always) mutating func emit(_ kind: Token.Kind, from start: Int, to end: Int, flags: Token.Flags = [], partner: Int32 = -1) {
        tokens.append(Token(kind, start: start, end: end, flags: flags.union(gap), partner: partner))
        gap = []
    }

    @inline(__always) private mutating func scanToken() {
        // Most tokens have one space before them.
        if bytes[offset] == 0x20 {
            offset += 1
            gap.insert(.afterSpace)
            if offset == bytes.count { return }
        }
        switch bytes[offset] {
        case 0x20, 0x09, 0x0C:
            offset += 1
            gap.insert(.afterSpace)
        case 0x0A, 0x0D: endLine()
        case UInt8(ascii: "#"): skipComment()
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...0xFF: scanWord()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
        case UInt8(ascii: ".") where Self.isDecimal(byte(at: offset + 1)): scanNumber()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): scanString(from: offset, quoteAt: offset)
        case UInt8(ascii: "("): open(.parenthesis)
        case UInt8(ascii: "["): open(.square)
        case UInt8(ascii: "{"): open(.brace)
        case UInt8(ascii: ")"): close(.parenthesis)
        case UInt8(ascii: "]"): close(.square)
        case UInt8(ascii: "}"): close(.brace)
        case UInt8(ascii: "\\"): scanContinuation()
        default: scanOperator()
        }
    }

    // MARK: Words

    /// A name, a keyword, or the prefix of a string.
    @inline(__always) private mutating func scanWord() {
        let start = offset
        var end = start + 1
        while end < bytes.count, Self.continuesName(bytes[end]) { end += 1 }
        if end < bytes.count, end - start <= 3, bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'"),
            isStringPrefix(start, end)
        {
            scanString(from: start, quoteAt: end)
        } else {
            offset = end
            emit(.identifier, from: start, to: end)
        }
    }

    /// Digits, letters and `_`; every byte outside ASCII counts as a letter.
    @inline(__always) static func continuesName(_ byte: UInt8) -> Bool {
        if byte >= 0x80 { return true }
        let digits: UInt64 = 0x03FF_0000_0000_0000
        let letters: UInt64 = 0x07FF_FFFE_87FF_FFFE
        return ((byte < 64 ? digits : letters) >> UInt64(byte & 63)) & 1 == 1
    }

    // MARK: Operators

    private mutating func scanOperator() {
        let start = offset
        let length = operatorLength()
        offset += max(length, 1)
        emit(length == 0 ? .unknown : .punctuation, from: start, to: offset)
        // A colon right inside an interpolation starts its format: `f"{value:>{width}}"`; so does the first half of `:=` (PEP 701).
        if bytes[start] == UInt8(ascii: ":"), let top = frames.last, top.kind == .interpolation { push(.format, token: -1) }
    }

    /// How many bytes the operator at the offset has; zero when there is none.
    @inline(__always) private func operatorLength() -> Int {
        let second = byte(at: offset + 1)
        let isAssigned = second == UInt8(ascii: "=")
        switch bytes[offset] {
        case UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: ">"):
            if second == bytes[offset] { return byte(at: offset + 2) == UInt8(ascii: "=") ? 3 : 2 }
            return isAssigned ? 2 : 1
        case UInt8(ascii: "<"):
            if second == UInt8(ascii: "<") { return byte(at: offset + 2) == UInt8(ascii: "=") ? 3 : 2 }
            return isAssigned || second == UInt8(ascii: ">") ? 2 : 1
        case UInt8(ascii: "-"): return isAssigned || second == UInt8(ascii: ">") ? 2 : 1
        case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "+"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "|"),
            UInt8(ascii: "^"), UInt8(ascii: "@"):
            return isAssigned ? 2 : 1
        case UInt8(ascii: ":"): return isAssigned && frames.last?.kind != .interpolation ? 2 : 1
        case UInt8(ascii: "."): return dotLength(second)
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "~"): return 1
        default: return 0
        }
    }

    private func dotLength(_ second: UInt8) -> Int { second == UInt8(ascii: ".") && byte(at: offset + 2) == UInt8(ascii: ".") ? 3 : 1 }
}
