import Testing

@Suite struct TypeScriptDeclarationTests {
    @Test(arguments: [
        TypeScriptReading(
            "let a: string, b", "(variable target:(identifier a) type:(typeReference string))\n(variable target:(identifier b))"),
        TypeScriptReading("var a = 1", "(variable #functionScoped target:(identifier a) value:(number 1))"),
        TypeScriptReading("let a!: T", "(variable target:(identifier a) type:(typeReference T))"),
        TypeScriptReading("let = 1", "(assignment target:(identifier let) value:(number 1) =)"),
        TypeScriptReading("using f = open()", "(variable #constant #managed target:(identifier f) value:(call callee:(identifier open)))"),
        TypeScriptReading(
            "await using f = open()",
            "(variable #constant #async #managed target:(identifier f) value:(call callee:(identifier open)))"),
        TypeScriptReading(
            "const { a, b: c = 1, ['d']: e, ...rest } = o",
            "(variable #constant target:(objectPattern element:(patternElement target:(identifier a) a)"
                + " element:(patternElement target:(identifier c) value:(number 1) b)"
                + " element:(patternElement key:(string d) target:(identifier e))"
                + " element:(patternElement #spread target:(identifier rest))) value:(identifier o))"),
        TypeScriptReading(
            "const [a, , { b }, ...c] = o",
            "(variable #constant target:(arrayPattern element:(patternElement target:(identifier a)) element:(patternElement)"
                + " element:(patternElement target:(objectPattern element:(patternElement target:(identifier b) b)))"
                + " element:(patternElement #spread target:(identifier c))) value:(identifier o))"),
    ])
    func variablesHaveATarget(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test(arguments: [
        TypeScriptReading(
            "function f<T>(this: X, a: T, b?: U, { c } = {}, ...d): R {}",
            "(function parameter:(parameter type:(typeReference X) this) parameter:(parameter type:(typeReference T) a)"
                + " parameter:(parameter #optional type:(typeReference U) b)"
                + " parameter:(parameter target:(objectPattern element:(patternElement target:(identifier c) c)) value:(object))"
                + " parameter:(parameter #spread d) type:(typeReference R) body:(block) f)"),
        TypeScriptReading(
            "function f(a: A): R\nfunction f(a) {}",
            "(function parameter:(parameter type:(typeReference A) a) type:(typeReference R) f)\n(function parameter:(parameter a) body:(block) f)"
        ),
        TypeScriptReading("declare function f(): void;", "(function type:(typeReference void) f)"),
        TypeScriptReading(
            "function* g() { yield* x; yield }",
            "(function body:(block statement:(yieldExpression value:(identifier x) yield*) statement:(yieldExpression yield)) g)"),
        TypeScriptReading(
            "function is(x): x is T {}",
            "(function parameter:(parameter x) type:(typeReference typeArgument:(typeReference T)) body:(block) is)"),
        TypeScriptReading("function check(x): asserts x {}", "(function parameter:(parameter x) type:(typeReference) body:(block) check)"),
        TypeScriptReading(
            "function check(x): asserts x is T {}",
            "(function parameter:(parameter x) type:(typeReference typeArgument:(typeReference T)) body:(block) check)"),
    ])
    func functionsKeepParametersAndTypes(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test(arguments: [
        TypeScriptReading(
            "class A<T> extends B<T> implements C, D.E {}",
            "(classDeclaration base:(identifier B) base:(typeReference C) base:(typeReference D.E) A)"),
        TypeScriptReading(
            "class A extends mix(B) {}", "(classDeclaration base:(call callee:(identifier mix) argument:(argument value:(identifier B))) A)"
        ),
        TypeScriptReading(
            "class A { constructor(private readonly a: B, c = 1) { super() } }",
            "(classDeclaration member:(function #initializer parameter:(parameter #constant #parameterProperty type:(typeReference B) a)"
                + " parameter:(parameter value:(number 1) c) body:(block statement:(call callee:(superReference))) init) A)"),
        TypeScriptReading(
            "class A { static readonly x: T = 1; #p = 2\n y?; declare z; static async *m() {} get g() {} set g(v) {} }",
            "(classDeclaration member:(variable #constant #static target:(identifier x) type:(typeReference T) value:(number 1))"
                + " member:(variable target:(identifier #p) value:(number 2)) member:(variable #optional target:(identifier y))"
                + " member:(variable target:(identifier z)) member:(function #static #async body:(block) m)"
                + " member:(function #getter body:(block) g) member:(function #setter parameter:(parameter v) body:(block) g) A)"),
        TypeScriptReading(
            "class A { get = 1; static() {}; async\n of = async () => {} }",
            "(classDeclaration member:(variable target:(identifier get) value:(number 1)) member:(function body:(block) static)"
                + " member:(variable target:(identifier async))"
                + " member:(variable target:(identifier of) value:(function #async #arrow body:(block))) A)"),
        TypeScriptReading(
            "class A { static { f() } [k]() {} ['s'] = 1; [key: string]: T; 'q'() {} 0() {} }",
            "(classDeclaration member:(block #static statement:(call callee:(identifier f))) member:(function key:(identifier k) body:(block))"
                + " member:(variable key:(string s) value:(number 1)) member:(variable type:(typeReference T)) member:(function body:(block) q)"
                + " member:(function body:(block) 0) A)"),
        TypeScriptReading(
            "@Injectable() export class A { @Input() a: B; @dec m(@Body() b) {} }",
            "(classDeclaration #exported decorator:(decorator value:(call callee:(identifier Injectable)))"
                + " member:(variable decorator:(decorator value:(call callee:(identifier Input))) target:(identifier a) type:(typeReference B))"
                + " member:(function decorator:(decorator value:(identifier dec))"
                + " parameter:(parameter decorator:(decorator value:(call callee:(identifier Body))) b) body:(block) m) A)"),
        TypeScriptReading(
            "export default @a class {}", "(classDeclaration #defaultExport #exported decorator:(decorator value:(identifier a)))"),
        TypeScriptReading(
            "abstract class A { abstract m(): T; protected abstract readonly p: U }",
            "(classDeclaration member:(function type:(typeReference T) m) member:(variable #constant target:(identifier p) type:(typeReference U)) A)"
        ),
        TypeScriptReading(
            "const C = class D { accessor x = 1 }",
            "(variable #constant target:(identifier C) value:(classDeclaration member:(variable target:(identifier x) value:(number 1)) D))"
        ),
    ])
    func classesHaveMembers(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test(arguments: [
        TypeScriptReading(
            "interface A<T> extends B, C<T> { readonly x: string; y?(): T, (a): T; new (a): T; get z(): U; [k: string]: V }",
            "(classDeclaration #protocol base:(typeReference B) base:(typeReference typeArgument:(typeReference T) C)"
                + " member:(variable #constant target:(identifier x) type:(typeReference string))"
                + " member:(function #optional type:(typeReference T) y) member:(function parameter:(parameter a) type:(typeReference T))"
                + " member:(function parameter:(parameter a) type:(typeReference T) new) member:(function #getter type:(typeReference U) z)"
                + " member:(variable type:(typeReference V)) A)"),
        TypeScriptReading(
            "interface A { <T>(x: T): T }",
            "(classDeclaration #protocol member:(function parameter:(parameter type:(typeReference T) x) type:(typeReference T)) A)",
            path: "a.tsx"),
        TypeScriptReading(
            "function f<T, U extends B = C>(x: U) {}",
            "(function typeParameter:(typeAlias type:(typeReference B) U) parameter:(parameter type:(typeReference U) x) body:(block) f)"),
        TypeScriptReading("type A<T = X> = B<T>", "(typeAlias type:(typeReference typeArgument:(typeReference T) B) A)"),
        TypeScriptReading("type = 1", "(assignment target:(identifier type) value:(number 1) =)"),
        TypeScriptReading(
            "export const enum E { A, B = 1, 'c' = f() }",
            "(classDeclaration #exported #enum member:(enumCase A) member:(enumCase value:(number 1) B)"
                + " member:(enumCase value:(call callee:(identifier f)) c) E)"),
        TypeScriptReading(
            "namespace A.B { export const x = 1 }",
            "(classDeclaration #namespace member:(variable #exported #constant target:(identifier x) value:(number 1)) A.B)"),
        TypeScriptReading("declare module 'm' { interface I {} }", "(classDeclaration #namespace member:(classDeclaration #protocol I) m)"),
        TypeScriptReading(
            "declare global { var x: T }",
            "(classDeclaration #namespace member:(variable #functionScoped target:(identifier x) type:(typeReference T)) global)"),
        TypeScriptReading("declare module 'm';", "(classDeclaration #namespace m)"),
    ])
    func typesAreDeclared(_ reading: TypeScriptReading) { #expect(reading.actual == reading.outline) }

    @Test func namesStandWhereTheyAreWritten() throws {
        let source = "class A { static async run() { this.go() } }"
        let tree = typeScript(source)
        let method = try #require(tree.top.descendants.first { $0.kind == .function })
        #expect(Array(source.utf8)[method.nameStart...].starts(with: "run".utf8))
        let member = try #require(tree.top.descendants.first { $0.kind == .member })
        #expect(Array(source.utf8)[member.nameStart...].starts(with: "go".utf8))
        #expect(member.text == "this.go")
    }
}
