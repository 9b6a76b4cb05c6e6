/// Reads TypeScript and JavaScript tokens into the shared tree.
package enum TypeScriptParser {
    package static func parse(_ file: SourceFile) -> SyntaxTree {
        var reader = TypeScriptReader(file)
        let root = reader.file()
        return reader.finish(root)
    }
}

/// A recursive descent over the tokens of one file. Each production leaves `position` behind what it read and returns a node without parent.
///
/// It never fails: a production that finds nothing returns an `unknown` node, and every list goes on behind the bracket that closes it.
struct TypeScriptReader {
    /// How deep productions may nest; what lies deeper is one `unknown` node.
    static let deepest = 250

    let bytes: [UInt8]
    let tokens: [Token]
    let comments: [ByteRange]
    /// The symbol of each token that is a name, a keyword or punctuation.
    let words: [UInt32]
    var builder: TreeBuilder
    var position = 0
    var depth = 0
    /// `in` is an operator here: everywhere but in the head of a `for`.
    var allowsIn = true
    /// Between `?` and `:` of a conditional, where `(a): b =>` need not be an arrow function.
    var isBeforeColon = false
    /// Between `extends` and `?` of a conditional type.
    var isInExtends = false
    /// Type arguments may stand in expressions.
    let isTyped: Bool

    init(_ file: SourceFile) {
        let list = TypeScriptTokenizer.tokenize(file)
        isTyped = file.language == .typeScript
        bytes = file.bytes
        tokens = list.tokens
        comments = list.comments
        builder = TreeBuilder(file: file, expectedTokens: tokens.count, symbols: TypeScriptWord.symbols)
        let single = TypeScriptWord.ofByte
        var words = [UInt32](repeating: 0, count: tokens.count)
        for index in tokens.indices {
            let token = tokens[index]
            switch token.kind {
            case .identifier: words[index] = builder.intern(nameIn: file.bytes, token).raw
            case .punctuation, .open, .close:
                let start = Int(token.start)
                let length = Int(token.end) - start
                if length == 1 {
                    words[index] = single[Int(file.bytes[start])]
                } else if length > 1 {
                    words[index] = builder.intern(start, start + length).raw
                }
            default: break
            }
        }
        self.words = words
    }

    mutating func file() -> NodeID {
        let root = builder.make(.file, 0, bytes.count)
        statements(until: tokens.count - 1, in: root, as: .statement)
        return root
    }

    consuming func finish(_ root: NodeID) -> SyntaxTree { builder.finish(root: root, tokens: tokens, comments: comments) }

    // MARK: The token at hand

    var token: Token { tokens[position] }
    var kind: Token.Kind { tokens[position].kind }
    var start: Int { Int(tokens[position].start) }
    /// The end of the token before.
    var previousEnd: Int { position > 0 ? Int(tokens[position - 1].end) : 0 }
    var isAfterNewline: Bool { tokens[position].flags.contains(.afterNewline) }
    var isAtEnd: Bool { position >= tokens.count - 1 }

    @inline(__always)
    func at(_ word: TypeScriptWord) -> Bool { words[position] == word.rawValue }

    /// Whether a word stands `distance` tokens ahead.
    @inline(__always)
    func ahead(_ distance: Int, _ word: TypeScriptWord) -> Bool {
        position + distance < tokens.count && words[position + distance] == word.rawValue
    }

    @inline(__always)
    func ahead(_ distance: Int, _ kind: Token.Kind) -> Bool {
        position + distance < tokens.count && tokens[position + distance].kind == kind
    }

    func isAfterNewline(ahead distance: Int) -> Bool {
        position + distance < tokens.count && tokens[position + distance].flags.contains(.afterNewline)
    }

    @inline(__always)
    mutating func advance() {
        if position < tokens.count - 1 { position += 1 }
    }

    @inline(__always)
    mutating func eat(_ word: TypeScriptWord) -> Bool {
        guard words[position] == word.rawValue else { return false }
        advance()
        return true
    }

    /// Whether a statement may end here without `;`.
    var isStatementEnd: Bool {
        kind == .endOfFile || kind == .close || kind == .interpolationEnd || at(.semicolon) || isAfterNewline
    }

    /// The index of the token that closes the bracket at hand.
    var partner: Int {
        let partner = Int(token.partner)
        return partner > position ? partner : position
    }

    // MARK: Nodes

    mutating func attach(_ child: NodeID, as role: Role, to parent: NodeID) { builder.attach(child, as: role, to: parent) }

    /// Makes a node end where the last token ended.
    mutating func end(_ node: NodeID) -> NodeID {
        let end = UInt32(truncatingIfNeeded: previousEnd)
        if builder[node].end < end { builder[node].end = end }
        return node
    }

    mutating func setEnd(_ node: NodeID) { _ = end(node) }

    /// A node for the one token at hand.
    mutating func leaf(_ kind: NodeKind, name: Symbol? = nil) -> NodeID {
        let token = token
        let node = builder.make(kind, Int(token.start), Int(token.end), name: name ?? Symbol(words[position]))
        advance()
        return node
    }

    /// A node of no width where something is missing.
    mutating func missing() -> NodeID { builder.make(.unknown, start, start) }

    /// One node for everything up to the bracket that closes here, or to the next separator.
    mutating func skipped() -> NodeID {
        let node = builder.make(.unknown, start, start)
        while !isAtEnd, kind != .close, kind != .interpolationEnd, !at(.comma), !at(.semicolon) { skipGroup() }
        return end(node)
    }

    /// Moves behind the token at hand, or behind its whole bracket, template or element.
    mutating func skipGroup() {
        let partner = Int(token.partner)
        position = partner > position ? partner : position
        advance()
    }

    /// Takes what is left before a closing bracket as pieces of an `unknown` node, and goes behind the bracket.
    mutating func close(_ index: Int, in parent: NodeID) {
        if position < index {
            let node = builder.make(.unknown, start, start)
            while position < index {
                let before = position
                if at(.comma) || at(.semicolon) || kind == .unknown { advance() } else { attach(expression(), as: .element, to: node) }
                if position == before { skipGroup() }
            }
            attach(end(node), as: .element, to: parent)
        }
        goBehind(index)
        setEnd(parent)
    }

    /// Moves behind the token at an index, never back.
    mutating func goBehind(_ index: Int) {
        guard position <= index else { return }
        position = index
        advance()
    }
}

extension TreeBuilder {
    /// The symbol of a name; one that is written with `\u` escapes is decoded.
    fileprivate mutating func intern(nameIn bytes: [UInt8], _ token: Token) -> Symbol {
        let (start, end) = (Int(token.start), Int(token.end))
        guard end - start >= 6, bytes[start..<end].contains(UInt8(ascii: "\\")) else { return intern(start, end) }
        return intern(decoded: TypeScriptText.decoded(bytes, start, end))
    }
}
