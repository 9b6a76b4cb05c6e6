/// Splits Swift source into tokens.
///
/// A `>` is always a token of its own, so that `[String: Set<Foo<Bar>>]` needs no splitting; the parser joins `>>` and `>=` where it reads
/// an operator. `#name` is one token. A bracket that is never closed gets a closing token of no width where its surroundings end, and a closing
/// bracket that nothing opened is `unknown`: in the list every bracket has its partner.
package enum SwiftTokenizer {
    package static func tokenize(_ file: SourceFile) -> TokenList {
        var scanner = SwiftScanner(file.bytes)
        scanner.scan()
        return TokenList(tokens: scanner.tokens, comments: scanner.comments)
    }
}

/// The state of one pass over a file's bytes.
struct SwiftScanner {
    let bytes: [UInt8]
    let count: Int
    private let table = SwiftWordTable.shared
    var offset = 0
    /// What lies between the previous token and the next one.
    var gap: Token.Flags = []
    var tokens: [Token] = []
    /// One word for each token.
    var words: [SwiftWord] = []
    var comments: [ByteRange] = []
    var nesting: [SwiftOpening] = []
    var openBraces = 0
    /// No `/…/` that begins before this offset finds its end.
    var regexHorizon = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        count = bytes.count
        tokens.reserveCapacity(bytes.count / 5 + 16)
        words.reserveCapacity(bytes.count / 5 + 16)
    }

    mutating func scan() {
        if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
        if peek(0) == UInt8(ascii: "#"), peek(1) == UInt8(ascii: "!") { scanLineComment() }
        while true {
            skipBlanks()
            guard offset < count else { break }
            scanToken()
        }
        while !nesting.isEmpty { closeInnermost() }
        append(.endOfFile, from: count)
    }

    /// The byte at a distance, 0 behind the end.
    @inline(__always) func peek(_ distance: Int) -> UInt8 { offset + distance < count ? bytes[offset + distance] : 0 }

    @inline(__always) mutating func append(_ kind: Token.Kind, from start: Int, word: SwiftWord = .other, flags: Token.Flags = []) {
        tokens.append(Token(kind, start: start, end: offset, flags: gap.union(flags)))
        words.append(word)
        gap = []
    }

    /// A third of all bytes are blanks: they pass without a dispatch.
    @inline(__always) private mutating func skipBlanks() {
        var next = offset
        while next < count {
            let byte = bytes[next]
            if byte == 0x20 || byte == 0x09 {
                gap.insert(.afterSpace)
            } else if byte == 0x0A || byte == 0x0D {
                gap = [.afterNewline, .afterSpace]
            } else {
                break
            }
            next += 1
        }
        offset = next
    }

    private mutating func scanToken() {
        let byte = bytes[offset]
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): scanName()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
        case UInt8(ascii: "("): open(.parenthesis)
        case UInt8(ascii: "["): open(.bracket)
        case UInt8(ascii: "{"): open(.brace)
        case UInt8(ascii: ")"): close(.parenthesis)
        case UInt8(ascii: "]"): close(.bracket)
        case UInt8(ascii: "}"): close(.brace)
        case UInt8(ascii: ","): mark(.comma)
        case UInt8(ascii: ":"): mark(.colon)
        case UInt8(ascii: ";"): mark(.semicolon)
        case UInt8(ascii: "@"): mark(.at)
        case UInt8(ascii: "\\"): mark(.backslash)
        case UInt8(ascii: "."):
            if peek(1) == UInt8(ascii: ".") { scanOperator() } else { mark(.dot) }
        case UInt8(ascii: ">"): mark(.greater)
        case UInt8(ascii: "?"):
            if isLeftBound { mark(.postfixQuestion) } else { scanOperator() }
        case UInt8(ascii: "!"):
            if isLeftBound, peek(1) != UInt8(ascii: "=") { mark(.exclamation) } else { scanOperator() }
        case UInt8(ascii: "/"): scanSlash()
        case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "<"),
            UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "~"):
            scanOperator()
        case UInt8(ascii: "\""): scanString(hashes: 0)
        case UInt8(ascii: "#"): scanHash()
        case UInt8(ascii: "`"): scanQuotedName()
        case UInt8(ascii: "$"): scanName()
        case 0, 0x0B, 0x0C:
            offset += 1
            gap.insert(.afterSpace)
        case 0x80...: scanNonASCII()
        default: scanUnknown()
        }
    }

    private mutating func mark(_ word: SwiftWord) {
        offset += 1
        append(.punctuation, from: offset - 1, word: word)
    }

    private mutating func scanUnknown() {
        offset += 1
        append(.unknown, from: offset - 1)
    }

    /// Whether the byte here touches an operand or an operator on its left: what Swift calls left-bound.
    var isLeftBound: Bool {
        guard gap.isEmpty, let last = tokens.last, let word = words.last else { return false }
        switch last.kind {
        case .open, .interpolationStart: return false
        default: return word != .comma && word != .colon && word != .semicolon
        }
    }
}

// Names and numbers.
extension SwiftScanner {
    @inline(__always) private func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
    }

    private mutating func scanName(firstLength: Int = 1) {
        let start = offset
        var next = offset + firstLength
        while next < count {
            let byte = bytes[next]
            if isNameByte(byte) {
                next += 1
                continue
            }
            guard byte >= 0x80 else { break }
            offset = next
            guard scalarClass() == .name else { break }
            next += scalarLength
        }
        offset = next
        append(.identifier, from: start, word: word(from: start))
    }

    /// `#name`, whose hash is the byte here.
    mutating func scanHashName() { scanName(firstLength: 2) }

    /// The keyword that `start..<offset` spells.
    @inline(__always) private func word(from start: Int) -> SwiftWord {
        guard table.mayHold(length: offset - start, first: bytes[start]) else { return .other }
        var (low, high): (UInt64, UInt64) = (0, 0)
        var shift: UInt64 = 0
        for index in start..<offset {
            let byte = UInt64(bytes[index])
            if shift < 64 { low |= byte &<< shift } else { high |= byte &<< (shift &- 64) }
            shift &+= 8
        }
        return table.word(low, high)
    }

    private mutating func scanQuotedName() {
        let start = offset
        var end = offset + 1
        while end < count, bytes[end] != UInt8(ascii: "`"), bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        guard end < count, bytes[end] == UInt8(ascii: "`"), end > start + 1 else {
            // Going on behind the whole line would lose its names; what was looked at is bounded by them being names.
            offset = unclosedQuote(upTo: end)
            append(.unknown, from: start, flags: .unterminated)
            return
        }
        offset = end + 1
        append(.identifier, from: start)
    }

    /// A back quote without its partner: only itself is passed over, with all that follow it directly.
    private func unclosedQuote(upTo end: Int) -> Int {
        var next = offset + 1
        while next < end, bytes[next] == UInt8(ascii: "`") { next += 1 }
        return next
    }

    private mutating func scanNumber() {
        let start = offset
        // `pair.0.1` is two members, no fraction.
        let isIndex = words.last == .dot && gap.isEmpty
        let radix = peek(1)
        if bytes[offset] == UInt8(ascii: "0"), radix == UInt8(ascii: "x") || radix == UInt8(ascii: "b") || radix == UInt8(ascii: "o") {
            offset += 2
            skipDigits()
            if radix == UInt8(ascii: "x") { skipFraction(exponents: (UInt8(ascii: "p"), UInt8(ascii: "P"))) }
        } else {
            skipDecimalDigits()
            if !isIndex { skipFraction(exponents: (UInt8(ascii: "e"), UInt8(ascii: "E"))) }
            skipDigits()
        }
        append(.number, from: start)
    }

    private mutating func skipDecimalDigits() {
        while offset < count, bytes[offset] &- 48 < 10 || bytes[offset] == UInt8(ascii: "_") { offset += 1 }
    }

    private mutating func skipDigits() {
        while offset < count, isNameByte(bytes[offset]) { offset += 1 }
    }

    private mutating func skipFraction(exponents: (UInt8, UInt8)) {
        if peek(0) == UInt8(ascii: "."), peek(1) &- 48 < 10 || exponents.0 == UInt8(ascii: "p") && isHexFraction {
            offset += 1
            if exponents.0 == UInt8(ascii: "p") { skipDigits() } else { skipDecimalDigits() }
        }
        let previous = offset > 0 ? bytes[offset - 1] : 0
        let isBehindExponent = previous == UInt8(ascii: "p") || previous == UInt8(ascii: "P")
        if peek(0) == exponents.0 || peek(0) == exponents.1 {
            let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
            guard peek(sign ? 2 : 1) &- 48 < 10 else { return }
            offset += sign ? 2 : 1
            skipDecimalDigits()
        } else if exponents.0 == UInt8(ascii: "p"), isBehindExponent, peek(0) == UInt8(ascii: "+") || peek(0) == UInt8(ascii: "-") {
            offset += 1
            skipDecimalDigits()
        }
    }

    /// `0x1.fp3` is a fraction, `0x1.description` a member: only an exponent tells.
    private var isHexFraction: Bool {
        var end = offset + 1
        while end < count, end < offset + 40, bytes[end] &- 48 < 10 || (bytes[end] | 0x20) &- 97 < 6 { end += 1 }
        guard end + 1 < count, end > offset + 1, bytes[end] | 0x20 == UInt8(ascii: "p") else { return false }
        return bytes[end + 1] &- 48 < 10 || bytes[end + 1] == UInt8(ascii: "-") || bytes[end + 1] == UInt8(ascii: "+")
    }
}

// Operators and comments.
extension SwiftScanner {
    @inline(__always) private func isOperatorByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "%"),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "~"),
            UInt8(ascii: "?"), UInt8(ascii: "/"):
            true
        default: false
        }
    }

    private mutating func scanOperator() {
        let start = offset
        let allowsDots = bytes[start] == UInt8(ascii: ".")
        while offset < count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "/") {
                if peek(1) == UInt8(ascii: "/") || peek(1) == UInt8(ascii: "*") { break }
                offset += 1
            } else if isOperatorByte(byte) || allowsDots && byte == UInt8(ascii: ".") {
                offset += 1
            } else if byte >= 0x80, scalarClass() == .operation {
                offset += scalarLength
            } else {
                break
            }
        }
        // `foo(x: [Int]=[])`, `Foo<Bar>=`: an operator of one byte is never lost.
        if offset == start { offset += 1 }
        append(.punctuation, from: start, word: operatorWord(start))
    }

    private func operatorWord(_ start: Int) -> SwiftWord {
        switch offset - start {
        case 1:
            switch bytes[start] {
            case UInt8(ascii: "="): return .equal
            case UInt8(ascii: "<"): return .less
            case UInt8(ascii: "&"): return .ampersand
            case UInt8(ascii: "!"): return .exclamation
            case UInt8(ascii: "?"): return .question
            case UInt8(ascii: "~"): return .tilde
            default: return .operator
            }
        case 2: return bytes[start] == UInt8(ascii: "-") && bytes[start + 1] == UInt8(ascii: ">") ? .arrow : .operator
        default: return .operator
        }
    }

    private mutating func scanSlash() {
        switch peek(1) {
        case UInt8(ascii: "/"): scanLineComment()
        case UInt8(ascii: "*"): scanBlockComment()
        default:
            if let end = plainRegexEnd() {
                let start = offset
                offset = end
                append(.regularExpression, from: start)
            } else {
                scanOperator()
            }
        }
    }

    private mutating func scanLineComment() {
        let start = offset
        while offset < count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
        comments.append(ByteRange(start, offset))
        gap.insert(.afterSpace)
    }

    private mutating func scanBlockComment() {
        let start = offset
        var depth = 1
        offset += 2
        while offset < count, depth > 0 {
            switch bytes[offset] {
            case UInt8(ascii: "*") where peek(1) == UInt8(ascii: "/"):
                depth -= 1
                offset += 2
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
                depth += 1
                offset += 2
            case 0x0A, 0x0D:
                gap.insert(.afterNewline)
                offset += 1
            default: offset += 1
            }
        }
        comments.append(ByteRange(start, offset))
        gap.insert(.afterSpace)
    }
}

// Scalars outside ASCII.
extension SwiftScanner {
    private enum ScalarClass { case name, operation, space, invalid }

    private mutating func scanNonASCII() {
        switch scalarClass() {
        case .name: scanName(firstLength: scalarLength)
        case .operation: scanOperator()
        case .space:
            offset += scalarLength
            gap.insert(.afterSpace)
        case .invalid: scanUnknown()
        }
    }

    /// Bytes of the scalar here as its first byte announces them; 1 where no scalar begins so.
    private var announcedLength: Int {
        switch bytes[offset] {
        case 0xC2..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0..<0xF5: 4
        default: 1
        }
    }

    /// The same, never beyond the end.
    private var scalarLength: Int { min(announcedLength, count - offset) }

    private func scalarClass() -> ScalarClass {
        let length = announcedLength
        guard length > 1, offset + length <= count else { return .invalid }
        var value = UInt32(bytes[offset]) & (0x7F >> UInt32(length))
        for index in offset + 1..<offset + length {
            guard bytes[index] & 0xC0 == 0x80 else { return .invalid }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        // No more bytes than the scalar needs, and no half of a pair.
        guard Unicode.Scalar(value) != nil, value >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000) else { return .invalid }
        switch value {
        case 0xA1...0xA7, 0xA9, 0xAB, 0xAC, 0xAE, 0xB0...0xB1, 0xB6, 0xBB, 0xBF, 0xD7, 0xF7, 0x2016...0x2017, 0x2020...0x2027,
            0x2030...0x203E, 0x2041...0x2053, 0x2055...0x205E, 0x2190...0x23FF, 0x2500...0x2775, 0x2794...0x2BFF, 0x2E00...0x2E7F,
            0x3001...0x3003, 0x3008...0x3030:
            return .operation
        case 0x80...0xA0, 0x2000...0x200A, 0x2028...0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: return .space
        default: return .name
        }
    }
}
