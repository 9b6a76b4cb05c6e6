import Testing

@Suite struct TypeScriptStatementTests {
    @Test(arguments: [
        TypeScriptReading(
            "if (a) b; else if (c) { d } else e",
            "(ifStatement condition:(identifier a) then:(block statement:(identifier b))"
                + " otherwise:(ifStatement condition:(identifier c) then:(block statement:(identifier d)) otherwise:(block statement:(identifier e))))"
        ),
        TypeScriptReading(
            "for (const x of xs) f(x)",
            "(loop #constant target:(identifier x) value:(identifier xs) body:(block statement:(call callee:(identifier f) argument:(argument value:(identifier x)))))"
        ),
        TypeScriptReading(
            "for await (const [k, v] of m) {}",
            "(loop #constant #async target:(arrayPattern element:(patternElement target:(identifier k)) element:(patternElement target:(identifier v)))"
                + " value:(identifier m) body:(block))"),
        TypeScriptReading("for (k in o) ;", "(loop target:(identifier k) value:(identifier o) body:(block))"),
        TypeScriptReading(
            "for (let i = 0, n = 2; i < n; i++) {}",
            "(loop statement:(variable target:(identifier i) value:(number 0)) statement:(variable target:(identifier n) value:(number 2))"
                + " condition:(binary left:(identifier i) right:(identifier n) <) statement:(unary value:(identifier i) ++) body:(block))"),
        TypeScriptReading("for (;;) break", "(loop body:(block statement:(jump break)))"),
        TypeScriptReading("while (a) continue l", "(loop condition:(identifier a) body:(block statement:(jump continue)))"),
        TypeScriptReading(
            "do a(); while (b)\nc", "(loop body:(block statement:(call callee:(identifier a))) condition:(identifier b))\n(identifier c)"),
        TypeScriptReading("outer: for (;;) {}", "(loop body:(block))"),
        TypeScriptReading(
            "switch (a) { case 'x': case 'y': f(); break; default: { g() } }",
            "(switchStatement value:(identifier a) element:(switchCase pattern:(string x) body:(block))"
                + " element:(switchCase pattern:(string y) body:(block statement:(call callee:(identifier f)) statement:(jump break)))"
                + " element:(switchCase #default body:(block statement:(block statement:(call callee:(identifier g))))))"),
        TypeScriptReading(
            "try { a() } catch ({ message }: any) { b } finally { c }",
            "(tryStatement body:(block statement:(call callee:(identifier a)))"
                + " handler:(catchClause target:(objectPattern element:(patternElement target:(identifier message) message)) type:(typeReference any)"
                + " body:(block statement:(identifier b))) finally:(block statement:(identifier c)))"),
        TypeScriptReading("try {} catch {}", "(tryStatement body:(block) handler:(catchClause body:(block)))"),
        TypeScriptReading("function f() { return\nx }", "(function body:(block statement:(returnStatement) statement:(identifier x)) f)"),
        TypeScriptReading("throw new E()", "(throwStatement value:(call #new callee:(identifier E)))"),
        TypeScriptReading("a\n(b)", "(call callee:(identifier a) argument:(argument value:(identifier b)))"),
        TypeScriptReading("a\nb", "(identifier a)\n(identifier b)"),
        TypeScriptReading("#!/usr/bin/env node\r\na\r\nb", "(identifier a)\n(identifier b)"),
        TypeScriptReading("\u{FEFF}a", "(identifier a)"),
    ])
    func statementsHaveTheirParts(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test(arguments: [
        TypeScriptReading(
            "let x: A.B<C> | 'lit' | null",
            "(variable target:(identifier x) type:(typeReference #optional typeArgument:(typeReference typeArgument:(typeReference C) A.B)"
                + " typeArgument:(typeReference value:(string lit)) typeArgument:(typeReference null) |))"),
        TypeScriptReading(
            "let x: readonly T[][]",
            "(variable target:(identifier x) type:(typeReference typeArgument:(typeReference typeArgument:(typeReference T) Array) Array))"),
        TypeScriptReading(
            "let x: [a: A, b?: B, ...C[]]",
            "(variable target:(identifier x) type:(typeReference #tuple typeArgument:(typeReference A) typeArgument:(typeReference B)"
                + " typeArgument:(typeReference typeArgument:(typeReference C) Array)))"),
        TypeScriptReading("let x: (a: A) => B", "(variable target:(identifier x) type:(typeReference typeArgument:(typeReference B)))"),
        TypeScriptReading(
            "let x: new () => B = C",
            "(variable target:(identifier x) type:(typeReference typeArgument:(typeReference B)) value:(identifier C))"),
        TypeScriptReading(
            "let x: { a: string }",
            "(variable target:(identifier x) type:(typeReference member:(variable target:(identifier a) type:(typeReference string))))"),
        TypeScriptReading(
            "let x: Map<string, Set<T>>= y",
            "(variable target:(identifier x) type:(typeReference typeArgument:(typeReference string)"
                + " typeArgument:(typeReference typeArgument:(typeReference T) Set) Map) value:(identifier y))"),
        TypeScriptReading(
            "type X = T extends (infer U extends string)[] ? U : never",
            "(typeAlias type:(typeReference typeArgument:(typeReference T)"
                + " typeArgument:(typeReference typeArgument:(typeReference typeArgument:(typeReference U) typeArgument:(typeReference string)) Array) typeArgument:(typeReference U)"
                + " typeArgument:(typeReference never)) X)"),
        TypeScriptReading(
            "type X = keyof typeof a",
            "(typeAlias type:(typeReference typeArgument:(typeReference typeArgument:(typeReference a))) X)"),
        TypeScriptReading("type X = import('m').A<B>", "(typeAlias type:(typeReference typeArgument:(typeReference B) A) X)"),
        TypeScriptReading(
            "type X = A['b']",
            "(typeAlias type:(typeReference typeArgument:(typeReference A) typeArgument:(typeReference value:(string b))) X)"),
        TypeScriptReading(
            "type X = | A & B", "(typeAlias type:(typeReference typeArgument:(typeReference A) typeArgument:(typeReference B) &) X)"),
        TypeScriptReading("type X = { -readonly [K in 'a']?: T }", "(typeAlias type:(typeReference) X)"),
        TypeScriptReading(
            "type X = `a${B}` | -1", "(typeAlias type:(typeReference typeArgument:(typeReference) typeArgument:(typeReference) |) X)"),
        TypeScriptReading("type X = <T>(x: T) => T", "(typeAlias type:(typeReference typeArgument:(typeReference T)) X)", path: "a.tsx"),
    ])
    func typesKeepTheirNames(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test(arguments: [
        TypeScriptReading("x = <a />", "(assignment target:(identifier x) value:(markup a) =)", path: "a.tsx"),
        TypeScriptReading(
            "x = <A.B c=\"d\" e={f} g {...h} data-i='j'>text {k} <b>{/* none */}</b></A.B>",
            "(assignment target:(identifier x) value:(markup argument:(property value:(string d) c) argument:(property value:(identifier f) e)"
                + " argument:(property g) argument:(spread value:(identifier h)) argument:(property value:(string j) data-i)"
                + " element:(identifier k) element:(markup b) A.B) =)", path: "a.jsx"),
        TypeScriptReading(
            "x = <>{a ? <b/> : <c>it's {d} & \"e</c>}</>",
            "(assignment target:(identifier x) value:(markup element:(conditional condition:(identifier a) then:(markup b)"
                + " otherwise:(markup element:(identifier d) c))) =)", path: "a.js"),
        TypeScriptReading(
            "return <Foo<Bar> x={1}>y</Foo>", "(returnStatement value:(markup argument:(property value:(number 1) x) Foo))", path: "a.tsx"),
        TypeScriptReading("x = <p>(a) => b</p>", "(assignment target:(identifier x) value:(markup p) =)", path: "a.js"),
        TypeScriptReading(
            "a < b; c(d < e)",
            "(binary left:(identifier a) right:(identifier b) <)\n(call callee:(identifier c) argument:(argument value:(binary left:(identifier d) right:(identifier e) <)))",
            path: "a.tsx"),
        TypeScriptReading(
            "f<T>(x)", "(call callee:(identifier f) typeArgument:(typeReference T) argument:(argument value:(identifier x)))", path: "a.tsx"
        ),
        TypeScriptReading(
            "xs.map((x) => <li key={x}>{x}</li>)",
            "(call callee:(member base:(identifier xs) map) argument:(argument value:(function #arrow #expressionBody parameter:(parameter x)"
                + " body:(markup argument:(property value:(identifier x) key) element:(identifier x) li))))", path: "a.tsx"),
    ])
    func elementsAreMarkup(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test(arguments: [
        TypeScriptReading(
            "f(a b)", "(call callee:(identifier f) argument:(argument value:(identifier a)) element:(unknown element:(identifier b)))"),
        TypeScriptReading("a b", "(identifier a)\n(unknown element:(identifier b))"),
        TypeScriptReading("x = ; y", "(assignment target:(identifier x) value:(unknown) =)\n(identifier y)"),
        TypeScriptReading("if (a", "(ifStatement condition:(identifier a) then:(block))"),
        TypeScriptReading(
            "f(g(a",
            "(call callee:(identifier f) argument:(argument value:(call callee:(identifier g) argument:(argument value:(identifier a)))))"),
        TypeScriptReading(") a", "(unknown)\n(identifier a)"),
        TypeScriptReading(
            "class A { m( { x } }\nf()",
            "(classDeclaration member:(function parameter:(parameter target:(objectPattern element:(patternElement target:(identifier x) x))) m) A)\n(call callee:(identifier f))"
        ),
    ])
    func brokenSourceKeepsItsPieces(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }
}
