import SourceScanner
import Testing

@Suite struct PythonExpressionTests {
    @Test(arguments: [
        (#"'a'"#, "(string a)"), (#"'a' "b" '''c'''"#, "(string abc)"), (#"b'a'"#, "(string #bytes a)"), (#"r'\d'"#, #"(string \d)"#),
        (#"'\x41\u00e9\N{DASH}\101\n\q\''"#, "(string Aé\\N{DASH}A\n\\q')"), ("'a\\\nb'", "(string ab)"), (#"f'a{{b}}'"#, "(string a{b})"),
        (#"f'a{b}c'"#, "(template part:(string a) part:(identifier b) part:(string c))"),
        (#"'a' f'{b!r:>{c}}' 'd'"#, "(template part:(string a) part:(identifier b) part:(identifier c) part:(string d))"),
        (#"f'{a=}{f"{b}"}'"#, "(template part:(identifier a) part:(template part:(identifier b)))"),
        (#"f'{a, b}'"#, "(template part:(array #tuple element:(identifier a) element:(identifier b)))"),
        ("1_000", "(number 1000)"), ("True", "(boolean true)"), ("False", "(boolean false)"), ("None", "(null None)"),
        ("...", "(identifier ...)"),
    ])
    func literals(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }

    @Test func namesOfStringsAreCutAtACharacter() throws {
        let source = "'" + String(repeating: "é", count: 5000) + "'"
        let string = try #require(parse(PythonSource.file(source)).top.child(.statement))
        #expect(string.name == String(repeating: "é", count: 2048))
        #expect(string.range == ByteRange(0, 10_002))
    }

    @Test(arguments: [
        ("[]", "(array)"), ("[a, *b]", "(array element:(identifier a) element:(spread value:(identifier b)))"), ("()", "(array #tuple)"),
        ("(a,)", "(array #tuple element:(identifier a))"), ("(a)", "(identifier a)"), ("{a}", "(array element:(identifier a))"),
        ("{}", "(object)"),
        (
            "{'a': 1, b: 2, **c}",
            "(object element:(property value:(number 1) a) element:(property key:(identifier b) value:(number 2)) element:(spread #keyword value:(identifier c)))"
        ),
        (
            "[a for a in b if c if d]",
            "(comprehension value:(identifier a) clause:(loop target:(identifier a) value:(identifier b) "
                + "condition:(identifier c) condition:(identifier d)))"
        ),
        (
            "{k: v for k, v in a}",
            "(comprehension value:(property key:(identifier k) value:(identifier v)) clause:(loop target:(arrayPattern "
                + "element:(patternElement target:(identifier k)) element:(patternElement target:(identifier v))) value:(identifier a)))"
        ),
        (
            "f(a async for a in b for c in d)",
            "(call callee:(identifier f) argument:(argument value:(comprehension value:(identifier a) "
                + "clause:(loop #async target:(identifier a) value:(identifier b)) clause:(loop target:(identifier c) value:(identifier d)))))"
        ),
    ])
    func displays(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }

    @Test(arguments: [
        ("a or b and not c", "(binary left:(identifier a) right:(binary left:(identifier b) right:(unary value:(identifier c) !) &&) ||)"),
        ("a < b <= c", "(binary left:(binary left:(identifier a) right:(identifier b) <) right:(identifier c) <=)"),
        ("a is not b", "(binary left:(identifier a) right:(identifier b) is not)"),
        ("a is b", "(binary left:(identifier a) right:(identifier b) is)"),
        ("a not in b", "(binary left:(identifier a) right:(identifier b) not in)"),
        ("a in b", "(binary left:(identifier a) right:(identifier b) in)"),
        ("not a == b", "(unary value:(binary left:(identifier a) right:(identifier b) ==) !)"),
        ("-a ** -b", "(unary value:(binary left:(identifier a) right:(unary value:(identifier b) -) **) -)"),
        ("a + b * c", "(binary left:(identifier a) right:(binary left:(identifier b) right:(identifier c) *) +)"),
        ("(a + b) * c", "(binary left:(binary left:(identifier a) right:(identifier b) +) right:(identifier c) *)"),
        (
            "a | b ^ c & d << e",
            "(binary left:(identifier a) right:(binary left:(identifier b) right:(binary left:(identifier c) "
                + "right:(binary left:(identifier d) right:(identifier e) <<) &) ^) |)"
        ),
        (
            "a if b else c if d else e",
            "(conditional then:(identifier a) condition:(identifier b) otherwise:(conditional then:(identifier c) "
                + "condition:(identifier d) otherwise:(identifier e)))"
        ),
        ("(a := b)", "(assignment target:(identifier a) value:(identifier b) :=)"),
        ("await a.b()", "(awaitExpression value:(call callee:(member base:(identifier a) b)))"),
        ("yield from a", "(yieldExpression value:(identifier a) yield*)"),
    ])
    func operators(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }

    @Test(arguments: [
        (
            "a.b(c, *d, e=f, **g)[0].h",
            "(member base:(subscripted base:(call callee:(member base:(identifier a) b) argument:(argument value:(identifier c)) "
                + "argument:(argument #spread value:(identifier d)) argument:(argument value:(identifier f) e) "
                + "argument:(argument #spread #keyword value:(identifier g))) argument:(argument value:(number 0))) h)"
        ),
        (
            "a[1:2, ::3]",
            "(subscripted base:(identifier a) argument:(argument value:(binary left:(number 1) right:(number 2) :)) "
                + "argument:(argument value:(binary left:(binary :) right:(number 3) :)))"
        ),
        ("a[:]", "(subscripted base:(identifier a) argument:(argument value:(binary :)))"),
        ("a.match", "(member base:(identifier a) match)"), ("a. b", "(member base:(identifier a) b)"),
    ])
    func chains(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }

    @Test func aMemberKnowsWhereItsNameIsAndACallStartsWithItsCallee() throws {
        let call = try #require(parse(PythonSource.file("  \nx = jwt.decode(t)")).top.descendants.first { $0.kind == .call })
        let callee = try #require(call.child(.callee))
        #expect(call.range == ByteRange(7, 20))
        #expect(callee.range == ByteRange(7, 17))
        #expect(callee.nameStart == 11)
    }
}
