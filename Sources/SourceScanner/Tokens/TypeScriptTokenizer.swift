/// Splits TypeScript and JavaScript source, JSX included, into tokens.
///
/// `>` is always a token of its own (`>>`, `>=` are read together by the parser), because only the parser knows where type arguments end.
/// The `<` that opens a JSX element has the element's last token as its `partner`; any other `<` has none.
package enum TypeScriptTokenizer {
    package static func tokenize(_ file: SourceFile) -> TokenList {
        var scanner = TypeScriptScanner(bytes: file.bytes, allowsMarkup: file.allowsMarkup, isTyped: file.language == .typeScript)
        scanner.scan()
        return TokenList(tokens: scanner.tokens, comments: scanner.comments)
    }
}

/// The state of one pass over a file: where it is, what is open, and which of the three sublanguages it reads.
struct TypeScriptScanner {
    enum Mode: UInt8 {
        case script
        /// Between `<name` and `>`.
        case tag
        /// Between an element's tags.
        case children
    }

    /// Something that is open. Brackets cannot be closed across a `barrier` (an interpolation, an element), which therefore keeps what was open around it.
    struct Frame {
        enum Kind: UInt8 {
            case parenthesis, bracket, brace
            case interpolation, attributeExpression, childExpression, tag, children
        }

        var kind: Kind
        var token: Int32
        /// Index of the `stringStart` of an interpolation's template.
        var template: Int32 = -1
        var outer = OpenBrackets()
    }

    struct OpenBrackets {
        var parentheses: Int32 = 0
        var brackets: Int32 = 0
        var braces: Int32 = 0
    }

    let bytes: [UInt8]
    let allowsMarkup: Bool
    let isTyped: Bool
    var tokens: [Token] = []
    var comments: [ByteRange] = []
    var offset = 0
    var flags: Token.Flags = []
    var mode = Mode.script
    var frames: [Frame] = []
    var open = OpenBrackets()
    /// The tag being read is `</name>`.
    var isClosingTag = false
    /// Depth of type arguments in a tag.
    var angleDepth = 0
    /// A regular expression that began before this offset was found to have no end in its line.
    var noRegularExpressionBefore = 0

    init(bytes: [UInt8], allowsMarkup: Bool, isTyped: Bool) {
        self.bytes = bytes
        self.allowsMarkup = allowsMarkup
        self.isTyped = isTyped
        tokens.reserveCapacity(bytes.count / 5 + 16)
    }

    mutating func scan() {
        if byte(0) == 0xEF, byte(1) == 0xBB, byte(2) == 0xBF { offset = 3 }
        if byte(offset) == UInt8(ascii: "#"), byte(offset + 1) == UInt8(ascii: "!") { lineComment() }
        while offset < bytes.count {
            switch mode {
            case .script: scriptTokens()
            case .tag: tagTokens()
            case .children: markupChildren()
            }
        }
        closeAllFrames()
        tokens.append(Token(.endOfFile, start: bytes.count, end: bytes.count, flags: flags))
    }

    /// The byte at an offset, 0 behind the end.
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    @inline(__always)
    mutating func append(_ kind: Token.Kind, from start: Int) {
        tokens.append(Token(kind, start: start, end: offset, flags: flags))
        flags = []
    }

    @inline(__always)
    mutating func punctuation(_ length: Int) {
        let start = offset
        offset += length
        append(.punctuation, from: start)
    }

    private mutating func scriptTokens() {
        while mode == .script, offset < bytes.count {
            let first = bytes[offset]
            switch first {
            case 0x20, 0x09, 0x0B, 0x0C:
                offset += 1
                flags.insert(.afterSpace)
            case 0x0A, 0x0D: lineBreak()
            case 0x41...0x5A, 0x61...0x7A, 0x24, 0x5F: identifier()
            case UInt8(ascii: "\\"): identifier()
            case 0x30...0x39: number()
            case UInt8(ascii: "\""), UInt8(ascii: "'"): string(quote: first)
            case UInt8(ascii: "`"): template()
            case UInt8(ascii: "("): openBracket(.parenthesis)
            case UInt8(ascii: "["): openBracket(.bracket)
            case UInt8(ascii: "{"): openBracket(.brace)
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): closeBracket(first)
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "~"), UInt8(ascii: "@"), UInt8(ascii: ">"):
                punctuation(1)
            case UInt8(ascii: "."): dot()
            case UInt8(ascii: "="): equals()
            case UInt8(ascii: "/"): slash()
            case UInt8(ascii: "<"): less()
            case UInt8(ascii: "#"): privateName()
            case UInt8(ascii: "!"): punctuation(byte(offset + 1) == 0x3D ? (byte(offset + 2) == 0x3D ? 3 : 2) : 1)
            case UInt8(ascii: "?"): questionMark()
            case UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "*"): doubledOperator(first)
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                let second = byte(offset + 1)
                punctuation(second == first || second == 0x3D ? 2 : 1)
            case UInt8(ascii: "%"), UInt8(ascii: "^"): punctuation(byte(offset + 1) == 0x3D ? 2 : 1)
            default: unusualByte()
            }
        }
    }

    @inline(__always)
    private mutating func lineBreak() {
        offset += 1
        flags.formUnion([.afterSpace, .afterNewline])
        while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
    }

    // MARK: Operators

    private mutating func dot() {
        let second = byte(offset + 1)
        if second >= 0x30, second <= 0x39 { return number() }
        punctuation(second == UInt8(ascii: ".") && byte(offset + 2) == UInt8(ascii: ".") ? 3 : 1)
    }

    private mutating func equals() {
        switch byte(offset + 1) {
        case UInt8(ascii: "="): punctuation(byte(offset + 2) == UInt8(ascii: "=") ? 3 : 2)
        case UInt8(ascii: ">"): punctuation(2)
        default: punctuation(1)
        }
    }

    private mutating func questionMark() {
        switch byte(offset + 1) {
        case UInt8(ascii: "?"): punctuation(byte(offset + 2) == UInt8(ascii: "=") ? 3 : 2)
        case UInt8(ascii: "."):
            let third = byte(offset + 2)
            punctuation(third >= 0x30 && third <= 0x39 ? 1 : 2)
        default: punctuation(1)
        }
    }

    /// `&`, `&&`, `&&=`, `&=` and their like.
    private mutating func doubledOperator(_ first: UInt8) {
        if byte(offset + 1) == first {
            punctuation(byte(offset + 2) == 0x3D ? 3 : 2)
        } else {
            punctuation(byte(offset + 1) == 0x3D ? 2 : 1)
        }
    }

    private mutating func less() {
        if allowsMarkup, opensElement(at: offset) { return openElement() }
        punctuation(byte(offset + 1) == UInt8(ascii: "=") ? 2 : 1)
    }

    private mutating func slash() {
        switch byte(offset + 1) {
        case UInt8(ascii: "/"): lineComment()
        case UInt8(ascii: "*"): blockComment()
        default:
            if expectsOperand, regularExpression() { return }
            punctuation(byte(offset + 1) == UInt8(ascii: "=") ? 2 : 1)
        }
    }

    // MARK: Comments

    mutating func lineComment() {
        let start = offset
        while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
        comments.append(ByteRange(start, offset))
        flags.insert(.afterSpace)
    }

    mutating func blockComment() {
        let start = offset
        flags.insert(.afterSpace)
        offset += 2
        while offset < bytes.count {
            let current = bytes[offset]
            offset += 1
            if current == UInt8(ascii: "*"), byte(offset) == UInt8(ascii: "/") {
                offset += 1
                break
            }
            if current == 0x0A || current == 0x0D { flags.insert(.afterNewline) }
        }
        comments.append(ByteRange(start, offset))
    }
}
