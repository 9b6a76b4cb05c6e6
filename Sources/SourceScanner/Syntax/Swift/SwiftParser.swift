/// Reads Swift tokens into the shared tree.
package enum SwiftParser {
    package static func parse(_ file: SourceFile) -> SyntaxTree {
        var scanner = SwiftScanner(file.bytes)
        scanner.scan()
        var reader = SwiftReader(file: file, tokens: scanner.tokens, words: scanner.words)
        let root = reader.readFile()
        return reader.builder.finish(root: root, tokens: scanner.tokens, comments: scanner.comments)
    }
}

/// The state of reading one file: a position in its tokens, and the tree so far.
///
/// The readers below share three rules. A list inside brackets ends at the bracket's partner and nothing inside moves beyond it. Every
/// list makes progress: what no production takes becomes an `unknown` node. A node is attached when it is complete.
struct SwiftReader {
    /// How deeply expressions, types and blocks may nest; what lies deeper is passed over as one `unknown` node.
    static let nestingLimit = 200

    let bytes: [UInt8]
    let tokens: [Token]
    let words: [SwiftWord]
    let last: Int
    var builder: TreeBuilder
    var index = 0
    var depth = 0
    /// Inside the condition of a statement, where `{` begins the statement's body.
    var condition = ConditionForm.none
    /// Inside a pattern, where `let` may stand in an expression's place.
    var patternForm = PatternForm.none
    var operands: [NodeID] = []
    var operators: [PendingOperator] = []
    /// For each `<` that was looked at: the index of its `>`, or -1. Empty until one is.
    var angles: [Int32] = []

    enum ConditionForm { case none, statement, guardStatement }
    enum PatternForm { case none, expression, binding }
    /// Where a statement stands: it decides what `case`, `init` and `default` mean.
    enum Surroundings { case code, members, enumMembers, switchCase }

    init(file: SourceFile, tokens: [Token], words: [SwiftWord]) {
        bytes = file.bytes
        self.tokens = tokens
        self.words = words
        last = tokens.count - 1
        builder = TreeBuilder(file: file, expectedTokens: tokens.count)
    }

    mutating func readFile() -> NodeID {
        let root = builder.make(.file, 0, bytes.count)
        readStatements(into: root, as: .statement, until: last, .code)
        return root
    }
}

// The cursor.
extension SwiftReader {
    var word: SwiftWord { words[index] }
    var kind: Token.Kind { tokens[index].kind }
    var start: Int { Int(tokens[index].start) }
    /// The end of the token before this one.
    var previousEnd: Int { index > 0 ? Int(tokens[index - 1].end) : 0 }
    var isAtLineStart: Bool { tokens[index].flags.contains(.afterNewline) }
    /// Nothing stands between the previous token and this one.
    var isAdjacent: Bool { !tokens[index].flags.contains(.afterSpace) }

    func wordAhead(_ distance: Int) -> SwiftWord { index + distance <= last ? words[index + distance] : .other }
    func kindAhead(_ distance: Int) -> Token.Kind { index + distance <= last ? tokens[index + distance].kind : .endOfFile }

    mutating func advance() { if index < last { index += 1 } }
    mutating func take(_ word: SwiftWord) -> Bool {
        guard words[index] == word else { return false }
        advance()
        return true
    }

    /// The token behind a bracket's partner, or behind a string's end; the next token for any other.
    func behind(_ index: Int) -> Int {
        let token = tokens[index]
        switch token.kind {
        case .open, .stringStart, .interpolationStart: return min(max(Int(token.partner), index) + 1, last)
        default: return min(index + 1, last)
        }
    }

    /// Passes over one token or one pair of brackets; a closing bracket belongs to whoever opened it.
    mutating func skip() {
        switch kind {
        case .close, .interpolationEnd, .stringEnd, .endOfFile: return
        default: index = behind(index)
        }
    }

    /// Reads the inside of the bracket pair that begins here, and leaves behind it.
    mutating func insideBrackets(_ body: (inout SwiftReader, Int) -> Void) {
        let close = min(max(Int(tokens[index].partner), index), last)
        let outer = (condition, patternForm)
        condition = .none
        advance()
        body(&self, close)
        (condition, patternForm) = outer
        index = min(close + 1, last)
    }

    mutating func symbol(_ index: Int) -> Symbol {
        let token = tokens[index]
        let (start, end) = (Int(token.start), Int(token.end))
        guard end > start + 2, bytes[start] == UInt8(ascii: "`") else { return builder.intern(start, end) }
        return builder.intern(start + 1, end - 1)
    }

    func text(at index: Int, is text: StaticString) -> Bool {
        let token = tokens[index]
        let length = Int(token.end) - Int(token.start)
        guard length == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[Int(token.start)..<Int(token.end)]) }
    }

    /// Lets a node reach up to the last token that was read.
    mutating func finish(_ node: NodeID) {
        let end = UInt32(truncatingIfNeeded: previousEnd)
        if builder[node].end < end { builder[node].end = end }
    }

    /// Whether one more level of nesting may be read. The caller gives it back with `depth -= 1`.
    mutating func enter() -> Bool {
        guard depth < Self.nestingLimit else { return false }
        depth += 1
        return true
    }

    /// One token or one pair of brackets that is not read.
    mutating func readUnknown() -> NodeID {
        let start = start
        skip()
        return builder.make(.unknown, start, max(start, previousEnd))
    }
}

// Conditional compilation: all branches are read as if they stood one behind the other.
extension SwiftReader {
    /// The token behind `#if condition`, `#elseif condition`, `#else` or `#endif`.
    func endOfDirective(_ index: Int) -> Int {
        let hasCondition = words[index] == .poundIf || words[index] == .poundElseif
        var next = min(index + 1, last)
        guard hasCondition else { return next }
        while next < last, !tokens[next].flags.contains(.afterNewline) {
            switch tokens[next].kind {
            case .close, .interpolationEnd: return next
            default: next = behind(next)
            }
        }
        return next
    }

    mutating func skipDirectives() {
        while word.isDirective { index = endOfDirective(index) }
    }
}
