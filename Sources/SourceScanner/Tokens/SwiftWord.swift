/// What a Swift token may mean to the parser, beyond its kind: which keyword it spells, or which punctuation mark it is.
///
/// Contextual keywords are words as well: whether `get` or `open` is a keyword where it stands is the parser's question.
enum SwiftWord: UInt8, Sendable {
    /// A name that means nothing to the language, a literal, or the end of the file.
    case other

    case parenthesis, bracket, brace, close
    case comma, colon, semicolon, dot, at, backslash
    case arrow, equal, less, greater, ampersand, exclamation, tilde
    /// `?` that touches what stands before it.
    case postfixQuestion
    /// `?` of a ternary.
    case question
    /// Any other operator.
    case `operator`

    case `import`, `struct`, `class`, `enum`, `protocol`, `extension`, `func`, `var`, `let`, `init`, `deinit`, `subscript`
    case `typealias`, `associatedtype`, `case`, operatorDeclaration, precedenceGroup, actor, macro, using

    case `if`, `guard`, `else`, `for`, `in`, `while`, `repeat`, `do`, `catch`, `defer`, `switch`, `default`, `where`
    case `return`, `throw`, `break`, `continue`, `fallthrough`, yield, discard

    case selfValue, selfType, `super`, `true`, `false`, `nil`, `try`, await, `as`, `is`, underscore
    case `throws`, `rethrows`, reasync, async, `inout`, any, some, each, of, consume, copy, unsafe

    case `public`, `private`, `internal`, `fileprivate`, `static`
    case open, package, final, lazy, weak, unowned, mutating, nonmutating, override, convenience, required, dynamic, optional, indirect
    case prefix, postfix, infix, nonisolated, isolated, distributed, borrowing, consuming, sending, owned, shared, const, local

    case get, set, willSet, didSet, underscoredRead, underscoredModify, read, modify, address, yielding

    case poundIf, poundElseif, poundElse, poundEndif, poundAvailable, poundUnavailable
}

extension SwiftWord {
    /// Access levels and `static` are reserved: a declaration follows in any case.
    var isReservedModifier: Bool { rawValue >= SwiftWord.public.rawValue && rawValue <= SwiftWord.static.rawValue }
    /// Words that are modifiers only in front of a declaration.
    var isContextualModifier: Bool {
        rawValue >= SwiftWord.open.rawValue && rawValue <= SwiftWord.local.rawValue || self == .async || self == .each
    }
    var isAccessor: Bool { rawValue >= SwiftWord.get.rawValue && rawValue <= SwiftWord.yielding.rawValue }
    var isDirective: Bool { rawValue >= SwiftWord.poundIf.rawValue && rawValue <= SwiftWord.poundEndif.rawValue }
    /// The keywords that always begin a declaration.
    var isDeclarationKeyword: Bool {
        rawValue >= SwiftWord.import.rawValue && rawValue <= SwiftWord.precedenceGroup.rawValue && self != .case
    }
    /// Words that can stand in an operator's place.
    var isOperator: Bool { rawValue >= SwiftWord.arrow.rawValue && rawValue <= SwiftWord.operator.rawValue }
    /// Reserved words that can neither be a name nor begin an expression.
    var isReserved: Bool {
        switch self {
        case .import, .struct, .class, .enum, .protocol, .extension, .func, .var, .let, .deinit, .typealias, .associatedtype, .case,
            .operatorDeclaration, .precedenceGroup, .guard, .else, .for, .in, .while, .catch, .defer, .default, .where, .return, .throw,
            .break,
            .continue, .fallthrough, .as, .is, .throws, .rethrows, .public, .private, .internal, .fileprivate, .static:
            true
        default: isDirective
        }
    }
    /// Words between a type's `:` and its name that do not change what is said about it.
    var isTypeSpecifier: Bool {
        switch self {
        case .inout, .any, .some, .each, .repeat, .borrowing, .consuming, .sending, .owned, .shared, .isolated, .const, .nonisolated: true
        default: false
        }
    }

    static let spellings: [(String, SwiftWord)] = [
        ("import", .import), ("struct", .struct), ("class", .class), ("enum", .enum), ("protocol", .protocol), ("extension", .extension),
        ("func", .func), ("var", .var), ("let", .let), ("init", .`init`), ("deinit", .deinit), ("subscript", .subscript),
        ("typealias", .typealias), ("associatedtype", .associatedtype), ("case", .case), ("operator", .operatorDeclaration),
        ("precedencegroup", .precedenceGroup), ("actor", .actor), ("macro", .macro), ("using", .using),
        ("if", .if), ("guard", .guard), ("else", .else), ("for", .for), ("in", .in), ("while", .while), ("repeat", .repeat), ("do", .do),
        ("catch", .catch), ("defer", .defer), ("switch", .switch), ("default", .default), ("where", .where), ("return", .return),
        ("throw", .throw), ("break", .break), ("continue", .continue), ("fallthrough", .fallthrough), ("yield", .yield),
        ("discard", .discard),
        ("self", .selfValue), ("Self", .selfType), ("super", .super), ("true", .true), ("false", .false), ("nil", .nil), ("try", .try),
        ("await", .await), ("as", .as), ("is", .is), ("_", .underscore), ("throws", .throws), ("rethrows", .rethrows),
        ("reasync", .reasync),
        ("async", .async), ("inout", .inout), ("any", .any), ("some", .some), ("each", .each), ("of", .of), ("consume", .consume),
        ("copy", .copy), ("unsafe", .unsafe),
        ("public", .public), ("private", .private), ("internal", .internal), ("fileprivate", .fileprivate), ("static", .static),
        ("open", .open), ("package", .package), ("final", .final), ("lazy", .lazy), ("weak", .weak), ("unowned", .unowned),
        ("mutating", .mutating), ("nonmutating", .nonmutating), ("override", .override), ("convenience", .convenience),
        ("required", .required), ("dynamic", .dynamic), ("optional", .optional), ("indirect", .indirect), ("prefix", .prefix),
        ("postfix", .postfix), ("infix", .infix), ("nonisolated", .nonisolated), ("isolated", .isolated), ("distributed", .distributed),
        ("borrowing", .borrowing), ("consuming", .consuming), ("sending", .sending), ("__owned", .owned), ("__consuming", .owned),
        ("__shared", .shared), ("_const", .const), ("_local", .local),
        ("get", .get), ("set", .set), ("willSet", .willSet), ("didSet", .didSet), ("_read", .underscoredRead),
        ("_modify", .underscoredModify),
        ("read", .read), ("modify", .modify), ("unsafeAddress", .address),
        ("yielding", .yielding),
        ("#if", .poundIf), ("#elseif", .poundElseif), ("#else", .poundElse), ("#endif", .poundEndif), ("#available", .poundAvailable),
        ("#unavailable", .poundUnavailable),
    ]
}

/// Finds the word that a few bytes spell: open addressing over names packed into two integers, so that a lookup touches no text.
struct SwiftWordTable: Sendable {
    private struct Entry {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var word = SwiftWord.other
    }

    static let shared = SwiftWordTable()
    /// The longest spelling that fits into two integers.
    static let longest = 16
    private let entries: [Entry]
    /// For each first byte, a bit for each length that a spelling has: most names are turned away here.
    private let lengths: [UInt32]

    private init() {
        var entries = [Entry](repeating: Entry(), count: 512)
        var lengths = [UInt32](repeating: 0, count: 256)
        for (spelling, word) in SwiftWord.spellings where spelling.utf8.count <= Self.longest {
            var (low, high): (UInt64, UInt64) = (0, 0)
            for (index, byte) in spelling.utf8.enumerated() {
                if index == 0 { lengths[Int(byte)] |= 1 << UInt32(spelling.utf8.count) }
                if index < 8 { low |= UInt64(byte) << UInt64(index * 8) } else { high |= UInt64(byte) << UInt64(index * 8 - 64) }
            }
            var slot = Self.slot(low, high)
            while entries[slot].low != 0 { slot = (slot + 1) & 511 }
            entries[slot] = Entry(low: low, high: high, word: word)
        }
        self.entries = entries
        self.lengths = lengths
    }

    @inline(__always) func mayHold(length: Int, first: UInt8) -> Bool {
        length <= Self.longest && lengths[Int(first)] & (1 &<< UInt32(truncatingIfNeeded: length)) != 0
    }

    @inline(__always) private static func slot(_ low: UInt64, _ high: UInt64) -> Int {
        Int(truncatingIfNeeded: ((low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93) >> 55)
    }

    @inline(__always) func word(_ low: UInt64, _ high: UInt64) -> SwiftWord {
        var slot = Self.slot(low, high)
        while true {
            let entry = entries[slot]
            if entry.low == low, entry.high == high { return entry.word }
            if entry.low == 0 { return .other }
            slot = (slot + 1) & 511
        }
    }
}
