import Testing

@testable import SourceScanner

@Suite struct TypeScriptTokenTests {
    /// Kinds and texts of the tokens, without the end of the file.
    private func kinds(_ source: String, path: String = "a.ts") -> [String] {
        let file = typeScriptFile(source, path: path)
        return tokenize(file).tokens.dropLast().map {
            "\($0.kind) \(String(decoding: file.bytes[Int($0.start)..<Int($0.end)], as: UTF8.self))"
        }
    }

    @Test(arguments: [
        ("a / b / c", false), ("a++ / b / c", false), (") / b / c", false), ("(a) / b / c", false), ("a[0] / b / c", false),
        ("x! / b / c", false),
        ("x = {} / b / c", false), ("this / b / c", false), ("a.return / b / c", false), ("1 / b / c", false), ("`x` / b / c", false),
        ("return / b / c", true), ("x = / b / c", true), ("(/ b / c)", true), ("if (a) / b / c", true), ("{} / b / c", true),
        ("! / b / c", true),
        ("=> {} / b / c", true), ("typeof / b / c", true), ("a && / b / c", true), ("for (x of / b / c) {}", true), ("a ? / b / : c", true),
        ("while (x) / b / c", true), ("{ if: / b / }", true), ("else / b / c", true),
    ])
    func slashStartsAnExpressionWhereAnOperandIsExpected(_ source: String, _ isExpression: Bool) {
        #expect(kinds(source).contains("regularExpression / b /") == isExpression)
    }

    @Test(arguments: [
        (
            "1_000.5e-10 0xFFn 0b1 1..x 1.e3",
            ["number 1_000.5e-10", "number 0xFFn", "number 0b1", "number 1.", "punctuation .", "identifier x", "number 1.e3"]
        ),
        (
            "a?.b a?.5:1 a??=b",
            [
                "identifier a", "punctuation ?.", "identifier b", "identifier a", "punctuation ?", "number .5", "punctuation :", "number 1",
                "identifier a",
                "punctuation ??=", "identifier b",
            ]
        ),
        ("a<<b", ["identifier a", "punctuation <", "punctuation <", "identifier b"]),
        ("a>>=b", ["identifier a", "punctuation >", "punctuation >", "punctuation =", "identifier b"]),
        ("'a\\'b' \"c", ["string 'a\\'b'", "string \"c"]),
        ("'a\nb", ["string 'a", "identifier b"]),
        ("'a\\\r\nb'", ["string 'a\\\r\nb'"]),
        ("#a @b #", ["identifier #a", "punctuation @", "identifier b", "unknown #"]),
        ("`a${b}`", ["stringStart `", "stringText a", "interpolationStart ${", "identifier b", "interpolationEnd }", "stringEnd `"]),
        (
            "`${{a:`${b}`}}`",
            [
                "stringStart `", "interpolationStart ${", "open {", "identifier a", "punctuation :", "stringStart `",
                "interpolationStart ${", "identifier b",
                "interpolationEnd }", "stringEnd `", "close }", "interpolationEnd }", "stringEnd `",
            ]
        ),
        ("a // b\nc /* d */ e", ["identifier a", "identifier c", "identifier e"]),
        ("a\u{00A0}b\u{2028}c", ["identifier a", "identifier b", "identifier c"]),
        ("/[/", ["punctuation /", "open [", "punctuation /", "close "]),
        ("a 😀 b", ["identifier a", "unknown 😀", "identifier b"]),
    ])
    func tokensAreTheLongestThatFit(_ source: String, _ expected: [String]) { #expect(kinds(source) == expected) }

    @Test func bytesThatAreNoTextAreUnknown() {
        let file = SourceFile(path: "a.ts", language: .typeScript, bytes: [0x61, 0xFF, 0xC3, 0x28, 0x29, 0x62])
        #expect(tokenize(file).tokens.map(\.kind) == [.identifier, .unknown, .open, .close, .identifier, .endOfFile])
    }

    @Test func lineEndingsAndSpacesAreFlagged() {
        let tokens = tokenize(typeScriptFile("a b\r\nc/*\n*/d//\ne(")).tokens
        let expected: [Token.Flags] = [
            [], .afterSpace, [.afterSpace, .afterNewline], [.afterSpace, .afterNewline], [.afterSpace, .afterNewline], [], [], [],
        ]
        #expect(tokens.map(\.flags) == expected)
    }

    static let unbalanced = [
        "(", ")", "([)]", "{(}", "`${", "`${(}`", "<a>{(}</a>", "x=<a><b></a>", "x=<a b={", "f(`${a}", "]})({[", "x=<a", "`${`${`",
    ]

    @Test(arguments: unbalanced)
    func everyBracketHasAPartnerAndPairsNest(_ source: String) {
        for path in ["a.ts", "a.tsx"] {
            let tokens = tokenize(typeScriptFile(source, path: path)).tokens
            var open: [Int] = []
            for (index, token) in tokens.enumerated() {
                switch token.kind {
                case .open, .stringStart, .interpolationStart: open.append(index)
                case .close, .stringEnd, .interpolationEnd:
                    let partner = open.popLast()
                    #expect(partner == Int(token.partner))
                    #expect(partner.map { Int(tokens[$0].partner) } == index)
                default: break
                }
            }
            #expect(open.isEmpty)
        }
    }

    @Test func everyWordHasTheSymbolOfItsText() {
        #expect(TypeScriptWord.texts.count == TypeScriptWord.allCases.count)
        #expect(TypeScriptWord.symbols.texts == TypeScriptWord.texts)
        for (word, text) in zip(TypeScriptWord.allCases, TypeScriptWord.texts) where "\(word)".hasSuffix("Word") {
            #expect("\(word)" == (text == "Array" ? "array" : text) + "Word")
        }
    }

    @Test func anElementKnowsItsLastToken() throws {
        let file = typeScriptFile("x = <a><b/></a>; y < z", path: "a.tsx")
        let tokens = tokenize(file).tokens
        let elements = tokens.filter { $0.kind == .punctuation && $0.partner >= 0 }
        #expect(
            elements.map { String(decoding: file.bytes[Int($0.start)..<Int(tokens[Int($0.partner)].end)], as: UTF8.self) } == [
                "<a><b/></a>", "<b/>",
            ])
    }
}
