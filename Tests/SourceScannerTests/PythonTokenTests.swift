import SourceScanner
import Testing

@Suite struct PythonTokenTests {
    @Test(arguments: [
        ("x = 1\n", ["x", "=", "1", "newline", "endOfFile"]),
        ("x = 1", ["x", "=", "1", "newline", "endOfFile"]),
        ("\u{FEFF}x", ["x", "newline", "endOfFile"]),
        ("a\r\nb\rc", ["a", "newline", "b", "newline", "c", "newline", "endOfFile"]),
        ("# only\n\n", ["endOfFile"]),
        ("if a:\n  b\nc", ["if", "a", ":", "newline", "indent", "b", "newline", "dedent", "c", "newline", "endOfFile"]),
        ("if a:\n\tb\n        c\n", ["if", "a", ":", "newline", "indent", "b", "newline", "c", "newline", "dedent", "endOfFile"]),
        ("if a:\n  b\n # deeper\n\n  c", ["if", "a", ":", "newline", "indent", "b", "newline", "c", "newline", "dedent", "endOfFile"]),
        ("\u{0C}a\n\u{0C}\nb", ["a", "newline", "b", "newline", "endOfFile"]),
        ("f(a,\n  b)\nc", ["f", "(", "a", ",", "b", ")", "newline", "c", "newline", "endOfFile"]),
        ("a + \\\n  b", ["a", "+", "b", "newline", "endOfFile"]),
        ("a \\ b", ["a", "\\", "b", "newline", "endOfFile"]),
    ])
    func linesAndBlocks(source: String, expected: [String]) {
        #expect(PythonSource.tokens(source) == expected)
    }

    @Test func aColumnBetweenTwoBlocksBelongsToTheInnerOne() {
        #expect(
            PythonSource.tokens("if a:\n    b\n  c\nd")
                == ["if", "a", ":", "newline", "indent", "b", "newline", "c", "newline", "dedent", "d", "newline", "endOfFile"])
    }

    @Test(arguments: [
        "0", "1_000", "0xFF_ff", "0b1_0", "0o17", "1.", "1.5", ".5", "1e5", "1.5E-3", "2j", "1_0.0_1e1_0J", "00",
    ])
    func numbersAreOneToken(number: String) {
        #expect(PythonSource.tokens(number) == [number, "newline", "endOfFile"])
    }

    @Test(arguments: [
        ("1if x else.5", ["1", "if", "x", "else", ".5"]), ("1else", ["1", "else"]), ("1..real", ["1.", ".", "real"]),
        ("0xfor", ["0xf", "or"]),
        ("1e+x", ["1", "e", "+", "x"]), ("a.b...c", ["a", ".", "b", "...", "c"]),
        ("a**=b//=c>>=d<<=e", ["a", "**=", "b", "//=", "c", ">>=", "d", "<<=", "e"]),
        ("a:=b->c@=d!=e<=f", ["a", ":=", "b", "->", "c", "@=", "d", "!=", "e", "<=", "f"]),
        ("~-+%&|^", ["~", "-", "+", "%", "&", "|", "^"]),
        ("a$b?c", ["a", "$", "b", "?", "c"]), ("naïve=ß", ["naïve", "=", "ß"]),
    ])
    func wordsAndOperators(source: String, expected: [String]) {
        #expect(PythonSource.tokens(source) == expected + ["newline", "endOfFile"])
    }

    @Test(arguments: [
        "''", "\"\"", "'a'", "\"it's\"", "'\\''", "\"a\\\\\"", "r'\\''", "rb''", "BR\"x\"", "u'a'", "Rb'''a\n'b\n'''",
        "\"\"\"a\"\"b\\\"\"\"\"",
        "'a\\\nb'", "'a\\\r\nb'",
    ])
    func aStringIsOneToken(string: String) {
        #expect(PythonSource.tokens(string) == [string, "newline", "endOfFile"])
    }

    @Test func anUnterminatedStringEndsWithItsLine() {
        let file = PythonSource.file("a = 'b\nc = 1\n")
        let tokens = tokenize(file).tokens
        #expect(PythonSource.tokens("a = 'b\nc = 1\n") == ["a", "=", "'b", "newline", "c", "=", "1", "newline", "endOfFile"])
        #expect(tokens[2].flags.contains(.unterminated))
    }

    @Test(arguments: [
        ("f'a{b}c'", ["f'", "a", "{", "b", "}", "c", "'"]),
        ("f''", ["f'", "'"]),
        ("f'{{{a}}}'", ["f'", "{{", "{", "a", "}", "}}", "'"]),
        ("f'{a!r:>{w}.{p}}'", ["f'", "{", "a", "!", "r", ":", ">", "{", "w", "}", ".", "{", "p", "}", "}", "'"]),
        ("f'{x:=10}{y=}'", ["f'", "{", "x", ":", "=10", "}", "{", "y", "=", "}", "'"]),
        ("f'{d['k']}'", ["f'", "{", "d", "[", "'k'", "]", "}", "'"]),
        ("f'{f'{f'{1}'}'}'", ["f'", "{", "f'", "{", "f'", "{", "1", "}", "'", "}", "'", "}", "'"]),
        ("f'{ {1: 2}[1] }'", ["f'", "{", "{", "1", ":", "2", "}", "[", "1", "]", "}", "'"]),
        ("Rf'\\d{a}\\''", ["Rf'", "\\d", "{", "a", "}", "\\'", "'"]),
        (#"f'\N{DASH}{a}'"#, ["f'", #"\N{DASH}"#, "{", "a", "}", "'"]),
        ("f'''a\n{\nb\n}'''", ["f'''", "a\n", "{", "b", "}", "'''"]),
        ("t'{a}'", ["t'", "{", "a", "}", "'"]),
        ("f'{a!=b}'", ["f'", "{", "a", "!=", "b", "}", "'"]),
        ("f'{(lambda x: x)(1)}'", ["f'", "{", "(", "lambda", "x", ":", "x", ")", "(", "1", ")", "}", "'"]),
    ])
    func fieldsOfFormattedStrings(source: String, expected: [String]) {
        #expect(PythonSource.tokens(source) == expected + ["newline", "endOfFile"])
    }

    @Test(arguments: [
        ("f(a, [b\ndef g(): pass", ["f", "(", "a", ",", "[", "b", "close", "close", "newline", "def"]),
        ("f(a\nimport b", ["f", "(", "a", "close", "newline", "import"]), ("(a]", ["(", "a", "]", "close", "newline"]),
        ("(a\nfrom b import c", ["(", "a", "close", "newline", "from"]), ("(yield\n from b)", ["(", "yield", "from", "b", ")"]),
        ("(a[b)", ["(", "a", "[", "b", "close", ")"]), ("f'{a", ["f'", "{", "a", "interpolationEnd", "stringEnd", "newline"]),
        ("f'{(a}'", ["f'", "{", "(", "a", "close", "}", "'"]),
        ("f'{a:>'\nb", ["f'", "{", "a", ":", ">", "interpolationEnd", "'", "newline", "b"]),
        ("f'{a['\nb", ["f'", "{", "a", "[", "'", "close", "interpolationEnd", "stringEnd", "newline", "b"]),
    ])
    func forgottenBracketsAreClosed(source: String, expected: [String]) {
        #expect(Array(PythonSource.tokens(source).prefix(expected.count)) == expected)
    }

    @Test func commentsStandApart() {
        let list = tokenize(PythonSource.file("a # b\n# c"))
        #expect(list.comments == [ByteRange(2, 5), ByteRange(6, 9)])
    }

    @Test(arguments: [
        PythonSource.sample, "((]]}}", "f'{f\"{[", "))((", "'\"\"\"", "f'{a:{b:{c", "\\", "f'\\", "r'\\", "\u{FEFF}",
        "if a:\n      b\n    c\n  d",
    ])
    func tokensStandInOrderAndBracketsPair(source: String) {
        var end: UInt32 = 0
        let tokens = tokenize(PythonSource.file(source)).tokens
        for (index, token) in tokens.enumerated() {
            #expect(token.start >= end && token.end >= token.start)
            end = token.end
            switch token.kind {
            case .open, .stringStart, .interpolationStart:
                #expect(Int(token.partner) > index)
                #expect(tokens[Int(token.partner)].partner == Int32(index))
            default: break
            }
        }
        #expect(tokens.count { $0.kind == .indent } == tokens.count { $0.kind == .dedent })
        #expect(tokens.last?.kind == .endOfFile)
    }
}
