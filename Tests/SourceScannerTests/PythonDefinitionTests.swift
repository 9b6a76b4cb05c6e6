import SourceScanner
import Testing

@Suite struct PythonDefinitionTests {
    @Test(arguments: [
        ("def f(): pass", "(function body:(block statement:(jump pass)) f)"),
        (
            "async def f[T](a, /, b: int = 1, *c, d, **e) -> str: ...",
            "(function #async parameter:(parameter a) parameter:(parameter type:(typeReference int) value:(number 1) b) parameter:(parameter #spread c) "
                + "parameter:(parameter d) parameter:(parameter #spread #keyword e) type:(typeReference str) body:(block statement:(identifier ...)) f)"
        ),
        ("def f(a, *, b): pass", "(function parameter:(parameter a) parameter:(parameter b) body:(block statement:(jump pass)) f)"),
        (
            "@a.b(1)\n@c\ndef f(): pass",
            "(function decorator:(decorator value:(call callee:(member base:(identifier a) b) argument:(argument value:(number 1)))) "
                + "decorator:(decorator value:(identifier c)) body:(block statement:(jump pass)) f)"
        ),
        (
            "lambda a, *b, c=1: a",
            "(function #arrow #expressionBody parameter:(parameter a) parameter:(parameter #spread b) parameter:(parameter value:(number 1) c) "
                + "body:(identifier a))"
        ),
    ])
    func functions(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }

    @Test(arguments: [
        ("class A: pass", "(classDeclaration statement:(jump pass) A)"),
        (
            "class A(B[T], c.D, *e, f(), metaclass=G):\n  x: int = 1\n  y = 2",
            "(classDeclaration base:(typeReference typeArgument:(typeReference T) B) base:(typeReference c.D) base:(spread value:(identifier e)) "
                + "base:(call callee:(identifier f)) argument:(argument value:(identifier G) metaclass) member:(variable #functionScoped "
                + "target:(identifier x) type:(typeReference int) value:(number 1)) member:(variable #functionScoped target:(identifier y) value:(number 2)) A)"
        ),
        (
            "class A:\n  def __init__(self, x):\n    super().__init__()\n    self.x = x",
            "(classDeclaration member:(function #initializer parameter:(parameter self) parameter:(parameter x) body:(block "
                + "statement:(call callee:(member base:(call callee:(superReference)) __init__)) "
                + "statement:(assignment target:(member base:(selfReference) x) value:(identifier x) =)) init) A)"
        ),
        (
            "class A:\n  @classmethod\n  def f(cls): return lambda: cls\n  @staticmethod\n  def g(a): return a",
            "(classDeclaration member:(function decorator:(decorator value:(identifier classmethod)) parameter:(parameter cls) body:(block "
                + "statement:(returnStatement value:(function #arrow #expressionBody body:(selfReference)))) f) member:(function #static "
                + "decorator:(decorator value:(identifier staticmethod)) parameter:(parameter a) body:(block statement:(returnStatement value:(identifier a))) g) A)"
        ),
        (
            "class A:\n  @property\n  def f(self): pass\n  @f.setter\n  def f(self, v): pass",
            "(classDeclaration member:(function #getter decorator:(decorator value:(identifier property)) parameter:(parameter self) "
                + "body:(block statement:(jump pass)) f) member:(function #setter decorator:(decorator value:(member base:(identifier f) setter)) "
                + "parameter:(parameter self) parameter:(parameter v) body:(block statement:(jump pass)) f) A)"
        ),
        ("def __init__(self): self", "(function parameter:(parameter self) body:(block statement:(identifier self)) __init__)"),
    ])
    func classes(source: String, expected: String) { #expect(PythonSource.outline(source) == expected) }

    @Test func aFunctionInsideAMethodSeesItsObjectUnlessItHidesTheName() {
        #expect(
            PythonSource.outline("class A:\n  def f(self):\n    def g(x): self\n    def h(self): self")
                == "(classDeclaration member:(function parameter:(parameter self) body:(block statement:(function parameter:(parameter x) "
                + "body:(block statement:(selfReference)) g) statement:(function parameter:(parameter self) body:(block statement:(identifier self)) h)) f) A)"
        )
    }

    @Test(arguments: [
        ("int", "(typeReference int)"), ("a.B", "(typeReference a.B)"), ("None", "(typeReference None)"),
        (
            "dict[str, list[int]]",
            "(typeReference typeArgument:(typeReference str) typeArgument:(typeReference typeArgument:(typeReference int) list) dict)"
        ),
        ("Optional[A]", "(typeReference #optional A)"),
        ("typing.Optional[list[A]]", "(typeReference #optional typeArgument:(typeReference A) list)"),
        ("A | None", "(typeReference #optional A)"), ("None | A", "(typeReference #optional A)"),
        ("A | B | None", "(typeReference #optional typeArgument:(typeReference A) typeArgument:(typeReference B) |)"),
        ("Union[A, None]", "(typeReference #optional A)"),
        ("Union[A, B]", "(typeReference typeArgument:(typeReference A) typeArgument:(typeReference B) |)"),
        ("'A'", "(typeReference A)"), ("'a.B | None'", "(typeReference #optional a.B)"), ("'Optional[A]'", "(typeReference #optional A)"),
        ("'list[A]'", "(typeReference list)"),
        (
            "Annotated[A, Depends(f), g]",
            "(typeReference typeArgument:(typeReference A) typeArgument:(call callee:(identifier Depends) argument:(argument value:(identifier f))) "
                + "typeArgument:(identifier g) Annotated)"
        ),
        (
            "Literal['a', 1]",
            "(typeReference typeArgument:(typeReference value:(string a)) typeArgument:(typeReference value:(number 1)) Literal)"
        ),
        (
            "Callable[[A], B]",
            "(typeReference typeArgument:(typeReference typeArgument:(typeReference A)) typeArgument:(typeReference B) Callable)"
        ),
        ("tuple[A, ...]", "(typeReference typeArgument:(typeReference A) typeArgument:(typeReference ...) tuple)"),
        ("f(a)", "(typeReference value:(call callee:(identifier f) argument:(argument value:(identifier a))))"),
    ])
    func types(source: String, expected: String) {
        #expect(PythonSource.outline("x: " + source) == "(variable #functionScoped target:(identifier x) type:\(expected))")
    }
}
