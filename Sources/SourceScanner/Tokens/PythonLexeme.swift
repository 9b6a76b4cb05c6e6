/// What a Python token is to the grammar: its kind, or which keyword or operator it spells.
enum PythonLexeme: UInt8, Sendable {
    case name, number, string, stringStart, stringText, interpolationStart, interpolationEnd, stringEnd
    case newline, indent, dedent, endOfFile, unknown
    case openParenthesis, openSquare, openBrace, close

    case `false`, none, `true`, and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`, except, finally,
        `for`
    case from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise, `return`, `try`, `while`, with, yield

    case comma, colon, semicolon, dot, ellipsis, arrow, assign, walrus, exclamation
    case augmentedAssign
    case less, greater, equal, notEqual, lessEqual, greaterEqual
    case bar, caret, ampersand, shiftLeft, shiftRight, plus, minus, star, slash, doubleSlash, percent, at, tilde, doubleStar

    var isKeyword: Bool { rawValue >= Self.false.rawValue && rawValue <= Self.yield.rawValue }
    /// What ends every expression, whatever it is inside of.
    var endsExpression: Bool {
        switch self {
        case .newline, .indent, .dedent, .endOfFile, .close, .interpolationEnd, .stringEnd, .stringText, .comma, .semicolon: true
        default: false
        }
    }
}

/// The reserved words of Python, found by their bytes. `match`, `case` and `type` are names to it.
struct PythonKeywords: Sendable {
    static let shared = PythonKeywords()

    private static let all: [(word: StaticString, lexeme: PythonLexeme)] = [
        ("False", .false), ("None", .none), ("True", .true), ("and", .and), ("as", .as), ("assert", .assert), ("async", .async),
        ("await", .await), ("break", .break), ("class", .class), ("continue", .continue), ("def", .def), ("del", .del), ("elif", .elif),
        ("else", .else), ("except", .except), ("finally", .finally), ("for", .for), ("from", .from), ("global", .global), ("if", .if),
        ("import", .import), ("in", .in), ("is", .is), ("lambda", .lambda), ("nonlocal", .nonlocal), ("not", .not), ("or", .or),
        ("pass", .pass), ("raise", .raise), ("return", .return), ("try", .try), ("while", .while), ("with", .with), ("yield", .yield),
    ]

    /// Words of up to eight bytes, packed into a number, at the slot of their hash.
    private var words = [UInt64](repeating: 0, count: 256)
    private var lexemes = [PythonLexeme](repeating: .name, count: 256)

    private init() {
        for (word, lexeme) in Self.all {
            let bytes = Array("\(word)".utf8)
            let packed = Self.pack(bytes, 0, bytes.count)
            var slot = Self.slot(packed)
            while words[slot] != 0 { slot = (slot + 1) & 255 }
            words[slot] = packed
            lexemes[slot] = lexeme
        }
    }

    @inline(__always) private static func pack(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt64 {
        var word: UInt64 = 0
        for offset in start..<end { word = word << 8 | UInt64(bytes[offset]) }
        return word
    }

    @inline(__always) private static func slot(_ word: UInt64) -> Int { Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 56) }

    /// The keyword that the bytes spell, or `name`.
    @inline(__always) func lexeme(of bytes: [UInt8], _ start: Int, _ end: Int) -> PythonLexeme {
        guard end - start >= 2, end - start <= 8 else { return .name }
        let word = Self.pack(bytes, start, end)
        var slot = Self.slot(word)
        while words[slot] != 0 {
            if words[slot] == word { return lexemes[slot] }
            slot = (slot + 1) & 255
        }
        return .name
    }
}

extension PythonLexeme {
    /// What each token is to the grammar.
    static func lexemes(of tokens: [Token], _ bytes: [UInt8]) -> [PythonLexeme] {
        let keywords = PythonKeywords.shared
        var lexemes: [PythonLexeme] = []
        lexemes.reserveCapacity(tokens.count)
        for token in tokens { lexemes.append(lexeme(of: token, bytes, keywords)) }
        return lexemes
    }

    @inline(__always) private static func lexeme(of token: Token, _ bytes: [UInt8], _ keywords: PythonKeywords) -> PythonLexeme {
        switch token.kind {
        case .identifier: keywords.lexeme(of: bytes, Int(token.start), Int(token.end))
        case .punctuation: punctuation(bytes, Int(token.start), Int(token.end))
        case .number: .number
        case .string: .string
        case .stringStart: .stringStart
        case .stringText: .stringText
        case .interpolationStart: .interpolationStart
        case .interpolationEnd: .interpolationEnd
        case .stringEnd: .stringEnd
        case .open: opening(bytes[Int(token.start)])
        case .close: .close
        case .newline: .newline
        case .indent: .indent
        case .dedent: .dedent
        case .endOfFile: .endOfFile
        case .unknown, .regularExpression, .markupText: .unknown
        }
    }

    private static func opening(_ byte: UInt8) -> PythonLexeme {
        switch byte {
        case UInt8(ascii: "("): .openParenthesis
        case UInt8(ascii: "["): .openSquare
        default: .openBrace
        }
    }

    /// The operator or separator that the bytes spell.
    static func punctuation(_ bytes: [UInt8], _ start: Int, _ end: Int) -> PythonLexeme {
        let last = bytes[end - 1]
        let length = end - start
        if length == 1 { return single(last) }
        let first = bytes[start]
        if length == 2 { return double(first, last) }
        return first == UInt8(ascii: ".") ? .ellipsis : .augmentedAssign
    }

    private static func single(_ byte: UInt8) -> PythonLexeme {
        switch byte {
        case UInt8(ascii: ","): .comma
        case UInt8(ascii: ":"): .colon
        case UInt8(ascii: "."): .dot
        case UInt8(ascii: "="): .assign
        case UInt8(ascii: ";"): .semicolon
        case UInt8(ascii: "!"): .exclamation
        case UInt8(ascii: "<"): .less
        case UInt8(ascii: ">"): .greater
        case UInt8(ascii: "|"): .bar
        case UInt8(ascii: "^"): .caret
        case UInt8(ascii: "&"): .ampersand
        case UInt8(ascii: "+"): .plus
        case UInt8(ascii: "-"): .minus
        case UInt8(ascii: "*"): .star
        case UInt8(ascii: "/"): .slash
        case UInt8(ascii: "%"): .percent
        case UInt8(ascii: "@"): .at
        case UInt8(ascii: "~"): .tilde
        default: .unknown
        }
    }

    private static func double(_ first: UInt8, _ second: UInt8) -> PythonLexeme {
        switch (first, second) {
        case (UInt8(ascii: "="), _): .equal
        case (UInt8(ascii: "!"), _), (UInt8(ascii: "<"), UInt8(ascii: ">")): .notEqual
        case (UInt8(ascii: "<"), UInt8(ascii: "=")): .lessEqual
        case (UInt8(ascii: ">"), UInt8(ascii: "=")): .greaterEqual
        case (UInt8(ascii: ":"), _): .walrus
        case (UInt8(ascii: "-"), UInt8(ascii: ">")): .arrow
        case (UInt8(ascii: "*"), UInt8(ascii: "*")): .doubleStar
        case (UInt8(ascii: "/"), UInt8(ascii: "/")): .doubleSlash
        case (UInt8(ascii: "<"), _): .shiftLeft
        case (UInt8(ascii: ">"), _): .shiftRight
        default: .augmentedAssign
        }
    }
}
