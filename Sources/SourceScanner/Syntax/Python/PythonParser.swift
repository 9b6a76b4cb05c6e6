/// Reads Python tokens into the shared tree.
package enum PythonParser {
    package static func parse(_ file: SourceFile) -> SyntaxTree {
        let list = PythonTokenizer.tokenize(file)
        var reader = PythonReader(file: file, tokens: list.tokens)
        let root = reader.readFile()
        return reader.builder.finish(root: root, tokens: list.tokens, comments: list.comments)
    }
}

/// A place in the tokens of a Python file, and the tree that grows from what lies before it.
///
/// Expressions descend recursively and chains are loops, so the stack grows only with brackets and blocks, and those have a limit.
struct PythonReader {
    let bytes: [UInt8]
    let tokens: [Token]
    /// What each token is, in the order of `tokens`.
    private let lexemes: [PythonLexeme]
    let names: Names
    var builder: TreeBuilder
    /// The token to be read next, and what it is.
    private(set) var index = 0
    private(set) var current: PythonLexeme = .endOfFile
    /// Where the last token that was read ends; line ends and indentation do not count.
    private(set) var lastEnd = 0
    private var depth = 0
    var scopes = [Scope()]
    /// Inside a `case`: `as` names what was matched, and `if` begins the guard.
    var isInPattern = false

    /// What is nested deeper is skipped: half a megabyte of stack suffices at any input. CPython gives up at 200 brackets and 100 blocks.
    private static let nestingLimit = 150

    init(file: SourceFile, tokens: [Token]) {
        bytes = file.bytes
        self.tokens = tokens
        lexemes = PythonLexeme.lexemes(of: tokens, file.bytes)
        builder = TreeBuilder(file: file, expectedTokens: tokens.count)
        names = Names(&builder)
        current = lexeme(at: 0)
    }

    /// A function's, a class's or the file's names.
    struct Scope {
        var isClass = false
        /// The first parameter of the method around: the name of the object itself.
        var selfName = Symbol.empty
        /// Names that were declared `global` or `nonlocal`.
        var outer: Set<Symbol> = []
    }

    /// Names that the parser itself gives or asks for.
    final class Names: Sendable {
        let and, or, not, notIn, isNot, walrus, assign, colon, bar, asName, delete, minus, ellipsis: Symbol
        let `true`, `false`, none, yield, yieldFrom, initializer, dunderInit, superName: Symbol
        let staticMethod, property, cachedProperty, setter, optional, union, literal, annotated, type, match, `case`, underscore: Symbol

        init(_ builder: inout TreeBuilder) {
            func symbol(_ text: String) -> Symbol { builder.intern(text) }
            (and, or, not, notIn, isNot) = (symbol("&&"), symbol("||"), symbol("!"), symbol("not in"), symbol("is not"))
            (walrus, assign, colon, bar, asName) = (symbol(":="), symbol("="), symbol(":"), symbol("|"), symbol("as"))
            (delete, minus, ellipsis) = (symbol("delete"), symbol("-"), symbol("..."))
            (`true`, `false`, none) = (symbol("true"), symbol("false"), symbol("None"))
            (yield, yieldFrom) = (symbol("yield"), symbol("yield*"))
            (initializer, dunderInit, superName) = (symbol("init"), symbol("__init__"), symbol("super"))
            (staticMethod, property, cachedProperty, setter) = (
                symbol("staticmethod"), symbol("property"), symbol("cached_property"), symbol("setter")
            )
            (optional, union, literal, annotated) = (symbol("Optional"), symbol("Union"), symbol("Literal"), symbol("Annotated"))
            (type, match, `case`, underscore) = (symbol("type"), symbol("match"), symbol("case"), symbol("_"))
        }
    }

    mutating func readFile() -> NodeID {
        let root = builder.make(.file, 0, bytes.count)
        readStatements(into: root)
        return root
    }

    // MARK: Tokens

    @inline(__always) var token: Token { tokens[index] }
    /// Where the token to be read starts.
    @inline(__always) var start: Int { Int(tokens[index].start) }

    @inline(__always) func lexeme(at index: Int) -> PythonLexeme { index < lexemes.count ? lexemes[index] : .endOfFile }
    @inline(__always) var next: PythonLexeme { lexeme(at: index + 1) }

    mutating func advance() {
        guard index + 1 < tokens.count else { return }
        switch current {
        case .newline, .indent, .dedent: break
        default: lastEnd = Int(tokens[index].end)
        }
        index += 1
        current = lexeme(at: index)
    }

    /// Reads one token if it is this one.
    mutating func skip(_ lexeme: PythonLexeme) -> Bool {
        guard current == lexeme else { return false }
        advance()
        return true
    }

    /// Goes to a token, forwards or back.
    mutating func move(to target: Int) {
        guard tokens.indices.contains(target) else { return }
        if target > 0, target > index { lastEnd = max(lastEnd, Int(tokens[target - 1].end)) }
        index = target
        current = lexeme(at: target)
    }

    /// The index of the bracket that closes the one at `index`.
    @inline(__always) func partner(at index: Int) -> Int {
        let partner = Int(tokens[index].partner)
        return partner > index ? partner : index
    }

    /// The name of the token to be read.
    mutating func symbol() -> Symbol { builder.intern(Int(token.start), Int(token.end)) }

    @inline(__always) func isName(at index: Int) -> Bool { index < tokens.count && tokens[index].kind == .identifier }

    // MARK: Nodes

    /// A node from `start` to the last token that was read.
    mutating func make(_ kind: NodeKind, from start: Int, name: Symbol = .empty, nameStart: Int? = nil, flags: NodeFlags = []) -> NodeID {
        builder.make(kind, start, max(start, lastEnd), name: name, nameStart: nameStart, flags: flags)
    }

    mutating func attach(_ child: NodeID, as role: Role, to parent: NodeID) { builder.attach(child, as: role, to: parent) }

    /// Widens a node to the last token that was read.
    mutating func close(_ node: NodeID) {
        builder[node].end = max(builder[node].end, UInt32(truncatingIfNeeded: lastEnd))
    }

    // MARK: Nesting

    mutating func enter() -> Bool {
        depth += 1
        return depth <= Self.nestingLimit
    }

    mutating func leave() { depth -= 1 }

    /// What is nested too deeply, or fits nowhere: everything up to the end of the expression, brackets in one step.
    mutating func skipExpression() -> NodeID {
        let first = start
        while !current.endsExpression { skipOne() }
        return make(.unknown, from: first)
    }

    /// One token, or a bracket with all that is in it.
    mutating func skipOne() {
        switch current {
        case .openParenthesis, .openSquare, .openBrace, .stringStart, .interpolationStart: move(to: partner(at: index))
        default: break
        }
        advance()
    }

    /// What no production fits, up to a separator or the end of the line: the pieces of it that are expressions.
    mutating func readUnknown(until isEnd: (PythonLexeme) -> Bool) -> NodeID {
        let node = builder.make(.unknown, start, start)
        while current != .endOfFile, !isEnd(current) {
            if current.startsExpression {
                attach(readElement(), as: .element, to: node)
            } else {
                advance()
            }
        }
        close(node)
        return node
    }

    /// What stands between an element of a list and the next comma.
    mutating func readJunk(in parent: NodeID) {
        guard current != .comma, !current.endsBracket else { return }
        attach(readUnknown { $0 == .comma || $0.endsBracket }, as: .element, to: parent)
    }
}

extension PythonLexeme {
    /// What can stand behind the last element in brackets or in an interpolation.
    var endsBracket: Bool {
        switch self {
        case .close, .interpolationEnd, .stringEnd, .stringText, .newline, .indent, .dedent, .endOfFile: true
        default: false
        }
    }

    var endsLine: Bool {
        switch self {
        case .newline, .indent, .dedent, .endOfFile: true
        default: false
        }
    }

    var startsExpression: Bool {
        switch self {
        case .name, .number, .string, .stringStart, .openParenthesis, .openSquare, .openBrace, .false, .none, .true, .await, .lambda, .not,
            .yield, .plus, .minus, .tilde, .star, .doubleStar, .ellipsis:
            true
        default: false
        }
    }
}
