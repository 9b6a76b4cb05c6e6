import SourceScanner
import Testing

@Suite struct PythonStatementTests {
    @Test(arguments: [
        ("import a.b", "(importDeclaration binding:(importBinding #namespace a) a.b)"),
        ("import a.b as c", "(importDeclaration binding:(importBinding #namespace c) a.b)"),
        (
            "import a, b",
            "(importDeclaration binding:(importBinding #namespace a) a)\n(importDeclaration binding:(importBinding #namespace b) b)"
        ),
        (
            "from .x import (a as b, c,)",
            "(importDeclaration binding:(importBinding imported:(identifier a) b) binding:(importBinding imported:(identifier c) c) .x)"
        ),
        ("from .. import a", "(importDeclaration binding:(importBinding imported:(identifier a) a) ..)"),
        ("from ...a.b import c", "(importDeclaration binding:(importBinding imported:(identifier c) c) ...a.b)"),
        ("from .config import *", "(importDeclaration #namespace .config)"),
    ])
    func imports(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }

    @Test(arguments: [
        ("a = 1", "(variable #functionScoped target:(identifier a) value:(number 1))"),
        (
            "a = b = 1",
            "(variable #functionScoped target:(identifier a) value:(number 1))\n(variable #functionScoped value:(identifier a) target:(identifier b))"
        ),
        (
            "x.y = a = 1",
            "(variable #functionScoped target:(identifier a) value:(number 1))\n(assignment target:(member base:(identifier x) y) value:(identifier a) =)"
        ),
        (
            "x.y = x.z = 1",
            "(assignment target:(member base:(identifier x) y) value:(number 1) =)\n"
                + "(assignment value:(member base:(identifier x) y) target:(member base:(identifier x) z) =)"
        ),
        (
            "a, (b.c, *d) = e",
            "(variable #functionScoped target:(arrayPattern element:(patternElement target:(identifier a)) element:(patternElement "
                + "target:(arrayPattern element:(patternElement target:(member base:(identifier b) c)) element:(patternElement #spread "
                + "target:(identifier d))))) value:(identifier e))"
        ),
        ("a: int", "(variable #functionScoped target:(identifier a) type:(typeReference int))"),
        ("a: int = 1", "(variable #functionScoped target:(identifier a) type:(typeReference int) value:(number 1))"),
        ("a[0] = 1", "(assignment target:(subscripted base:(identifier a) argument:(argument value:(number 0))) value:(number 1) =)"),
        ("a += 1", "(assignment target:(identifier a) value:(number 1) +=)"),
        ("a = yield b", "(variable #functionScoped target:(identifier a) value:(yieldExpression value:(identifier b) yield))"),
        ("a =", "(variable #functionScoped target:(identifier a))"),
    ])
    func assignments(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }

    @Test func outerNamesAreAssigned() {
        #expect(
            PythonSource.outline("def f():\n  global a, b\n  a = 1\n  c = 2\na = 3")
                == "(function body:(block statement:(assignment target:(identifier a) value:(number 1) =) "
                + "statement:(variable #functionScoped target:(identifier c) value:(number 2))) f)\n"
                + "(variable #functionScoped target:(identifier a) value:(number 3))")
    }

    @Test(arguments: [
        ("pass; break\ncontinue", "(jump pass)\n(jump break)\n(jump continue)"),
        ("return", "(returnStatement)"),
        ("return a, b", "(returnStatement value:(array #tuple element:(identifier a) element:(identifier b)))"),
        ("raise E(1) from e", "(throwStatement value:(call callee:(identifier E) argument:(argument value:(number 1))))"),
        ("raise", "(throwStatement)"),
        ("assert a, b", "(assertStatement condition:(identifier a) value:(identifier b))"),
        ("del a, b.c", "(unary value:(identifier a) delete)\n(unary value:(member base:(identifier b) c) delete)"),
        ("type A[T] = list[T]", "(typeAlias type:(typeReference typeArgument:(typeReference T) list) A)"),
        ("type(a)", "(call callee:(identifier type) argument:(argument value:(identifier a)))"),
        ("print('a')", "(call callee:(identifier print) argument:(argument value:(string a)))"), ("...", "(identifier ...)"),
    ])
    func lines(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }

    @Test(arguments: [
        (
            "if a: b\nelif c: d\nelse: e",
            "(ifStatement condition:(identifier a) then:(block statement:(identifier b)) otherwise:(ifStatement condition:(identifier c) "
                + "then:(block statement:(identifier d)) otherwise:(block statement:(identifier e))))"
        ),
        (
            "for a, b in c:\n  d\nelse: e",
            "(loop target:(arrayPattern element:(patternElement target:(identifier a)) element:(patternElement target:(identifier b))) "
                + "value:(identifier c) body:(block statement:(identifier d)) otherwise:(block statement:(identifier e)))"
        ),
        ("async for a in b: c", "(loop #async target:(identifier a) value:(identifier b) body:(block statement:(identifier c)))"),
        ("while a: b", "(loop condition:(identifier a) body:(block statement:(identifier b)))"),
        (
            "with a() as b, c: d",
            "(block #managed statement:(variable #functionScoped value:(call callee:(identifier a)) target:(identifier b)) statement:(identifier c) "
                + "statement:(identifier d))"
        ),
        (
            "async with (a as b, c as d.e,):\n  f",
            "(block #async #managed statement:(variable #functionScoped value:(identifier a) target:(identifier b)) "
                + "statement:(assignment value:(identifier c) target:(member base:(identifier d) e) =) statement:(identifier f))"
        ),
        (
            "with (a or b).c() as d: pass",
            "(block #managed statement:(variable #functionScoped value:(call callee:(member base:(binary left:(identifier a) right:(identifier b) ||) c)) "
                + "target:(identifier d)) statement:(jump pass))"
        ),
        (
            "try: a\nexcept (B, c.D) as e: f\nexcept* G: h\nexcept: i\nelse: j\nfinally: k",
            "(tryStatement body:(block statement:(identifier a)) handler:(catchClause #typed type:(typeReference B) type:(typeReference c.D) "
                + "target:(identifier e) body:(block statement:(identifier f))) handler:(catchClause #typed type:(typeReference G) "
                + "body:(block statement:(identifier h))) handler:(catchClause body:(block statement:(identifier i))) "
                + "otherwise:(block statement:(identifier j)) finally:(block statement:(identifier k)))"
        ),
    ])
    func blocks(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }

    @Test(arguments: [
        (
            "match a:\n  case 1 | 'b': c\n  case _: d",
            "(switchStatement value:(identifier a) element:(switchCase pattern:(binary left:(number 1) right:(string b) |) "
                + "body:(block statement:(identifier c))) element:(switchCase #default body:(block statement:(identifier d))))"
        ),
        (
            "match a, b:\n  case P(x=0), [c, *_] as d if c > d:\n    e",
            "(switchStatement value:(array #tuple element:(identifier a) element:(identifier b)) element:(switchCase pattern:(array #tuple "
                + "element:(call callee:(identifier P) argument:(argument value:(number 0) x)) element:(binary left:(array element:(identifier c) "
                + "element:(spread value:(identifier _))) right:(identifier d) as)) condition:(binary left:(identifier c) right:(identifier d) >) "
                + "body:(block statement:(identifier e))))"
        ),
        (
            "match a:\n  case {'k': v, **r}: pass",
            "(switchStatement value:(identifier a) element:(switchCase pattern:(object element:(property value:(identifier v) k) "
                + "element:(spread #keyword value:(identifier r))) body:(block statement:(jump pass))))"
        ),
        (
            "match = re.match(a)\nmatch[b]",
            "(variable #functionScoped target:(identifier match) value:(call callee:(member base:(identifier re) match) "
                + "argument:(argument value:(identifier a))))\n(subscripted base:(identifier match) argument:(argument value:(identifier b)))"
        ),
    ])
    func matches(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }

    @Test(arguments: [
        ("print 'a'", "(identifier print)\n(unknown element:(string a))"),
        ("else: a", "(unknown element:(block statement:(identifier a)))"),
        (
            "f(a b, c)\nd",
            "(call callee:(identifier f) argument:(argument value:(identifier a)) element:(unknown element:(identifier b)) "
                + "argument:(argument value:(identifier c)))\n(identifier d)"
        ),
        ("a\n    b\nc", "(identifier a)\n(identifier b)\n(identifier c)"),
        (
            "f(a, [b\ndef g(): pass",
            "(call callee:(identifier f) argument:(argument value:(identifier a)) argument:(argument value:(array element:(identifier b))))\n"
                + "(function body:(block statement:(jump pass)) g)"
        ),
        ("def f(\nclass A: pass", "(function body:(block) f)\n(classDeclaration statement:(jump pass) A)"),
    ])
    func whatFitsNowhereIsUnknown(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }
}
