import Testing

@Suite struct TypeScriptExpressionTests {
    @Test(arguments: [
        TypeScriptReading(
            "a.b(c, ...d).e",
            "(member base:(call callee:(member base:(identifier a) b) argument:(argument value:(identifier c)) argument:(argument #spread value:(identifier d))) e)"
        ),
        TypeScriptReading(
            "a?.b?.(c)?.[d]",
            "(subscripted #optionalChain base:(call #optionalChain callee:(member #optionalChain base:(identifier a) b)"
                + " argument:(argument value:(identifier c))) argument:(argument value:(identifier d)))"),
        TypeScriptReading("a.#b in c", "(binary left:(member base:(identifier a) #b) right:(identifier c) in)"),
        TypeScriptReading("#b in c", "(binary left:(identifier #b) right:(identifier c) in)"),
        TypeScriptReading("new A.B(c)", "(call #new callee:(member base:(identifier A) B) argument:(argument value:(identifier c)))"),
        TypeScriptReading("new A", "(call #new callee:(identifier A))"),
        TypeScriptReading(
            "new Map<string, T[]>()",
            "(call #new callee:(identifier Map) typeArgument:(typeReference string) typeArgument:(typeReference typeArgument:(typeReference T) Array))"
        ),
        TypeScriptReading("new A().b()", "(call callee:(member base:(call #new callee:(identifier A)) b))"),
        TypeScriptReading("new.target", "(member base:(identifier new) target)"),
        TypeScriptReading(
            "f<T>(x)", "(call callee:(identifier f) typeArgument:(typeReference T) argument:(argument value:(identifier x)))"),
        TypeScriptReading(
            "a.b<T>`x`", "(template callee:(member base:(identifier a) b) typeArgument:(typeReference T) part:(string #bytes x))"),
        TypeScriptReading(
            "a < b > c", "(binary left:(binary left:(identifier a) right:(identifier b) <) right:(identifier c) >)", path: "a.js"),
        TypeScriptReading(
            "f(a < b, c > d)",
            "(call callee:(identifier f) argument:(argument value:(binary left:(identifier a) right:(identifier b) <))"
                + " argument:(argument value:(binary left:(identifier c) right:(identifier d) >)))"),
        TypeScriptReading("(a)(b)", "(call callee:(identifier a) argument:(argument value:(identifier b)))"),
        TypeScriptReading("super.m()", "(call callee:(member base:(superReference) m))"),
    ])
    func membersAndCallsChain(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test(arguments: [
        TypeScriptReading(
            "a + b * c - d",
            "(binary left:(binary left:(identifier a) right:(binary left:(identifier b) right:(identifier c) *) +) right:(identifier d) -)"),
        TypeScriptReading("a ** b ** c", "(binary left:(identifier a) right:(binary left:(identifier b) right:(identifier c) **) **)"),
        TypeScriptReading(
            "a ?? b || c && d",
            "(binary left:(identifier a) right:(binary left:(identifier b) right:(binary left:(identifier c) right:(identifier d) &&) ||) ??)"
        ),
        TypeScriptReading("a >>> b >= c", "(binary left:(binary left:(identifier a) right:(identifier b) >>>) right:(identifier c) >=)"),
        TypeScriptReading("a<<b", "(binary left:(identifier a) right:(identifier b) <<)", path: "a.js"),
        TypeScriptReading("a << b", "(binary left:(identifier a) right:(identifier b) <<)"),
        TypeScriptReading("a >>= 1", "(assignment target:(identifier a) value:(number 1) >>=)"),
        TypeScriptReading(
            "a ??= b ||= c", "(assignment target:(identifier a) value:(assignment target:(identifier b) value:(identifier c) ||=) ??=)"),
        TypeScriptReading("!a && -b", "(binary left:(unary value:(identifier a) !) right:(unary value:(identifier b) -) &&)"),
        TypeScriptReading("typeof a === 'x'", "(binary left:(unary value:(identifier a) typeof) right:(string x) ===)"),
        TypeScriptReading("i++", "(unary value:(identifier i) ++)"),
        TypeScriptReading("a\n++b", "(identifier a)\n(unary value:(identifier b) ++)"),
        TypeScriptReading("a, b", "(binary left:(identifier a) right:(identifier b) ,)"),
        TypeScriptReading(
            "a ? b : c ? d : e",
            "(conditional condition:(identifier a) then:(identifier b)"
                + " otherwise:(conditional condition:(identifier c) then:(identifier d) otherwise:(identifier e)))"),
        TypeScriptReading(
            "a ? (b) : c => d",
            "(conditional condition:(identifier a) then:(identifier b)"
                + " otherwise:(function #arrow #expressionBody parameter:(parameter c) body:(identifier d)))"),
        TypeScriptReading(
            "a ? (b): T => c : d",
            "(conditional condition:(identifier a) then:(function #arrow #expressionBody parameter:(parameter b) type:(typeReference T)"
                + " body:(identifier c)) otherwise:(identifier d))"),
        TypeScriptReading(
            "await <T>a()", "(awaitExpression value:(cast type:(typeReference T) value:(call callee:(identifier a)) <>))"),
        TypeScriptReading("await a.b()", "(awaitExpression value:(call callee:(member base:(identifier a) b)))"),
        TypeScriptReading("a as B as C", "(cast value:(cast value:(identifier a) type:(typeReference B) as) type:(typeReference C) as)"),
        TypeScriptReading(
            "x = { a } satisfies T",
            "(assignment target:(identifier x) value:(cast value:(object element:(property #shorthand value:(identifier a) a)) type:(typeReference T) satisfies) =)"
        ),
        TypeScriptReading(
            "x = [a] as const",
            "(assignment target:(identifier x) value:(cast value:(array element:(identifier a)) type:(typeReference const) as) =)"),
        TypeScriptReading("<T>x.y", "(cast type:(typeReference T) value:(member base:(identifier x) y) <>)"),
        TypeScriptReading(
            "a!.b! as C", "(cast value:(cast value:(member base:(cast value:(identifier a) !) b) !) type:(typeReference C) as)"),
    ])
    func operatorsBindByPrecedence(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test(arguments: [
        TypeScriptReading("x => y", "(function #arrow #expressionBody parameter:(parameter x) body:(identifier y))"),
        TypeScriptReading("async x => { }", "(function #async #arrow parameter:(parameter x) body:(block))"),
        TypeScriptReading("() => ({})", "(function #arrow #expressionBody body:(object))"),
        TypeScriptReading(
            "async ({ a }, [b]): Promise<T> => {}",
            "(function #async #arrow parameter:(parameter target:(objectPattern element:(patternElement target:(identifier a) a)))"
                + " parameter:(parameter target:(arrayPattern element:(patternElement target:(identifier b))))"
                + " type:(typeReference typeArgument:(typeReference T) Promise) body:(block))"),
        TypeScriptReading(
            "<T>(x: T) => x", "(function #arrow #expressionBody parameter:(parameter type:(typeReference T) x) body:(identifier x))"),
        TypeScriptReading(
            "f = async <T,>(x: T) => x",
            "(assignment target:(identifier f) value:(function #async #arrow #expressionBody parameter:(parameter type:(typeReference T) x) body:(identifier x)) =)",
            path: "a.tsx"),
        TypeScriptReading(
            "f = <T extends U>(x: T) => x",
            "(assignment target:(identifier f) value:(function #arrow #expressionBody typeParameter:(typeAlias type:(typeReference U) T)"
                + " parameter:(parameter type:(typeReference T) x) body:(identifier x)) =)",
            path: "a.tsx"),
        TypeScriptReading("async(x)", "(call callee:(identifier async) argument:(argument value:(identifier x)))"),
        TypeScriptReading(
            "a => b => c",
            "(function #arrow #expressionBody parameter:(parameter a) body:(function #arrow #expressionBody parameter:(parameter b) body:(identifier c)))"
        ),
        TypeScriptReading("(function () {})()", "(call callee:(function body:(block)))"),
    ])
    func functionsAreValues(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test(arguments: [
        TypeScriptReading(
            "f({ a, b: 1, 'c': 2, [d]: 3, ...e, async m(x) {}, get g() { return 1 }, 4: 5, get: 6 })",
            "(call callee:(identifier f) argument:(argument value:(object element:(property #shorthand value:(identifier a) a)"
                + " element:(property value:(number 1) b) element:(property value:(number 2) c)"
                + " element:(property key:(identifier d) value:(number 3)) element:(spread value:(identifier e))"
                + " element:(property value:(function #async parameter:(parameter x) body:(block) m) m)"
                + " element:(property value:(function #getter body:(block statement:(returnStatement value:(number 1))) g) g)"
                + " element:(property value:(number 5) 4) element:(property value:(number 6) get))))"),
        TypeScriptReading(
            "x = [1, , ...a]",
            "(assignment target:(identifier x) value:(array element:(number 1) element:(null undefined) element:(spread value:(identifier a))) =)"
        ),
        TypeScriptReading(
            "({ a, b: c.d = 1, ...e } = f)",
            "(assignment target:(objectPattern element:(patternElement target:(identifier a) a)"
                + " element:(patternElement target:(member base:(identifier c) d) value:(number 1) b)"
                + " element:(patternElement #spread target:(identifier e))) value:(identifier f) =)"),
        TypeScriptReading(
            "[a, b.c] = [b, a]",
            "(assignment target:(arrayPattern element:(patternElement target:(identifier a)) element:(patternElement target:(member base:(identifier b) c)))"
                + " value:(array element:(identifier b) element:(identifier a)) =)"),
        TypeScriptReading(
            #"x = 'a\n\u0041\x42\u{1F600}\'' + "\uD83D\uDE00""#,
            "(assignment target:(identifier x) value:(binary left:(string a\nAB😀') right:(string 😀) +) =)"),
        TypeScriptReading(
            "[null, undefined, true, false, this, 1_000n, .5, 0xFF]",
            "(array element:(null null) element:(null undefined) element:(boolean true) element:(boolean false) element:(selfReference)"
                + " element:(number 1000n) element:(number .5) element:(number 0xFF))"),
        TypeScriptReading(
            "/a[/]b\\//gi.test(x)", "(call callee:(member base:(regularExpression a[/]b\\/) test) argument:(argument value:(identifier x)))"
        ),
        TypeScriptReading("`plain`", "(string plain)"),
        TypeScriptReading(
            "`a${b}c${`d${e}`}`",
            "(template part:(string a) part:(identifier b) part:(string c) part:(template part:(string d) part:(identifier e)))"),
        TypeScriptReading("sql`a ${b}`", "(template callee:(identifier sql) part:(string #bytes a ) part:(identifier b))"),
        TypeScriptReading(#"\u0061b"#, "(identifier ab)"),
        TypeScriptReading("größe.ñ", "(member base:(identifier größe) ñ)"),
    ])
    func literalsKeepTheirValues(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test func textOfALiteralIsCutAtFourKibibytes() {
        let long = String(repeating: "x", count: 10_000)
        for source in ["'\(long)'", "'\\n\(long)'", "`\(long)`"] {
            let name = typeScript(source).top.children.first { _ in true }?.name
            #expect(name?.utf8.count == 4096)
        }
    }
}
