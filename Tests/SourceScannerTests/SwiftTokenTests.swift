import Testing

@testable import SourceScanner

/// The tokens of Swift: where each begins and ends, and what is paired with what.
@Suite struct SwiftTokenTests {
    @Test(arguments: tokenCases)
    func splitsSource(_ source: String, _ expected: String) {
        let bytes = Array(source.utf8)
        let found = swiftTokens(bytes).tokens.dropLast().map { token in
            "\(mark(token.kind))\(String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self))"
        }
        #expect(found.joined(separator: " ") == expected)
    }

    @Test func flagsWhatStandsBefore() {
        let tokens = swiftTokens("a b\nc/* x */d/*\n*/e\r\nf").tokens
        #expect(tokens[0].flags == [])
        #expect(tokens[1].flags == .afterSpace)
        #expect(tokens[2].flags == [.afterNewline, .afterSpace])
        #expect(tokens[3].flags == .afterSpace)
        #expect(tokens[4].flags == [.afterNewline, .afterSpace])
        #expect(tokens[5].flags == [.afterNewline, .afterSpace])
    }

    @Test func keepsCommentsApart() {
        let list = swiftTokens("#!/usr/bin/swift\n// a\nx /* b /* c */ d */ + \"// no\" // e")
        #expect(list.comments == [ByteRange(0, 16), ByteRange(17, 21), ByteRange(24, 41), ByteRange(52, 56)])
        #expect(list.tokens.count == 4)
    }

    @Test func marksUnterminatedLiterals() {
        #expect(swiftTokens("\"a\nb").tokens[0].flags.contains(.unterminated))
        #expect(swiftTokens("\"\"\"a\nb").tokens[0].flags.contains(.unterminated))
        #expect(swiftTokens("#/a\nb").tokens[0].flags.contains(.unterminated))
        #expect(!swiftTokens("\"a\"").tokens[0].flags.contains(.unterminated))
        #expect(swiftTokens("#\"a\"#").tokens[0].flags.contains(.raw))
    }

    @Test func skipsAByteOrderMark() {
        #expect(swiftTokens([0xEF, 0xBB, 0xBF, 0x61]).tokens.first == Token(.identifier, start: 3, end: 4))
    }

    @Test(arguments: [[0x61, 0xFF, 0xBB, 0xBF], [0x61, 0xE2, 0x80], [0x61, 0xE0, 0x82, 0x80], [0x61, 0xC2]] as [[UInt8]])
    func bytesThatAreNoTextAreUnknown(_ bytes: [UInt8]) {
        let kinds = swiftTokens(bytes).tokens.map(\.kind)
        #expect(kinds == [.identifier] + Array(repeating: .unknown, count: bytes.count - 1) + [.endOfFile])
    }

    @Test func pairsBracketsAndInterpolations() throws {
        let tokens = swiftTokens("f([a], { \"x\\(g(1))y\" })").tokens
        for (index, token) in tokens.enumerated() where isPaired(token.kind) {
            let partner = try #require(tokens.indices.contains(Int(token.partner)) ? tokens[Int(token.partner)] : nil)
            #expect(Int(partner.partner) == index)
        }
        #expect(tokens[1].partner == Int32(tokens.count - 2))
    }

    /// A brace closes what was left open inside it, and a bracket that nothing opened is no bracket.
    @Test(arguments: ["f(a { b }", "{ ( [ }", ") a ]", "\"\\(a { \" }", "{ ( } )", "(((", "\"\\(\"\\(", "{ [ ) ] }"])
    func repairsBrackets(_ source: String) {
        let tokens = swiftTokens(source).tokens
        var open: [Int] = []
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .open, .interpolationStart, .stringStart: open.append(index)
            case .close, .interpolationEnd, .stringEnd:
                #expect(open.popLast() == Int(token.partner))
                #expect(Int(tokens[Int(token.partner)].partner) == index)
            default: #expect(token.partner == -1)
            }
        }
        #expect(open.isEmpty)
    }
}

private func isPaired(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .open, .close, .interpolationStart, .interpolationEnd, .stringStart, .stringEnd: true
    default: false
    }
}

/// One letter for each kind, none for the usual ones.
private func mark(_ kind: Token.Kind) -> String {
    switch kind {
    case .number: "n:"
    case .string: "s:"
    case .stringStart: "S:"
    case .stringText: "t:"
    case .interpolationStart: "I:"
    case .interpolationEnd: "i:"
    case .stringEnd: "E:"
    case .regularExpression: "r:"
    case .unknown: "u:"
    case .punctuation: "p:"
    default: ""
    }
}

private let tokenCases: [(String, String)] = [
    ("let a = 1", "let a p:= n:1"),
    ("0xFF_0 0b1 0o7 1_000.5e-3 0x1.8p3 1.foo x.0.1", "n:0xFF_0 n:0b1 n:0o7 n:1_000.5e-3 n:0x1.8p3 n:1 p:. foo x p:. n:0 p:. n:1"),
    ("$0 $a `in` _ é #if #line", "$0 $a `in` _ é #if #line"),
    ("a?.b! ?? c ? d : e", "a p:? p:. b p:! p:?? c p:? d p:: e"),
    ("a!=b a! = b a...b ..<c", "a p:!= b a p:! p:= b a p:... b p:..< c"),
    ("[String: Set<Foo<A>>]", "[ String p:: Set p:< Foo p:< A p:> p:> ]"),
    ("a->b -> c &x &&y", "a p:-> b p:-> c p:& x p:&& y"),
    ("\\.a.b @x #\"a\"# # a", "p:\\ p:. a p:. b p:@ x s:#\"a\"# u:# a"),
    ("\"a\\\"b\" \"\\\\\"", "s:\"a\\\"b\" s:\"\\\\\""),
    ("\"a\\(b)c\"", "S:\" t:a I:\\( b i:) t:c E:\""),
    ("#\"a\\(b)\\#(c)\"#", "S:#\" t:a\\(b) I:\\#( c i:) E:\"#"),
    ("\"\\(\"\\(a)\")\"", "S:\" I:\\( S:\" I:\\( a i:) E:\" i:) E:\""),
    ("\"\"\"\na \"b\" \"\"\"", "s:\"\"\"\na \"b\" \"\"\""),
    ("##\"\"\"## x", "s:##\"\"\"## x"),
    ("a / b / c; /d e/; f(/g/); 1/2", "a p:/ b p:/ c p:; r:/d e/ p:; f ( r:/g/ ) p:; n:1 p:/ n:2"),
    ("#/a/b\\/#/# x = /\\//", "r:#/a/b\\/#/# x p:= r:/\\//"),
    ("a // b\n+ c", "a p:+ c"),
    ("→ a × b", "p:→ a p:× b"),
    ("\u{1}a` b", "u:\u{1} a u:` b"),
    ("### a", "u:### a"),
    ("a ) }", "a u:) u:}"),
]
