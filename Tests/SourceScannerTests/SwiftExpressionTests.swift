import Testing

@testable import SourceScanner

/// Expressions of Swift in the shared tree.
@Suite struct SwiftExpressionTests {
    @Test("Closures are functions, trailing ones arguments", arguments: SwiftExample.parse(closures))
    func closuresAreFunctionsTrailingOnesArguments(_ example: SwiftExample) {
        #expect(example.outline == example.expected)
    }

    @Test("Calls, members and subscripts form one chain", arguments: SwiftExample.parse(calls))
    func callsMembersAndSubscriptsFormOneChain(_ example: SwiftExample) {
        #expect(example.outline == example.expected)
    }

    @Test("Operators bind as the standard library says", arguments: SwiftExample.parse(operations))
    func operatorsBindAsTheStandardLibrarySays(_ example: SwiftExample) {
        #expect(example.outline == example.expected)
    }

    @Test("Literals keep their decoded values", arguments: SwiftExample.parse(literals))
    func literalsKeepTheirDecodedValues(_ example: SwiftExample) {
        #expect(example.outline == example.expected)
    }
}

private let closures = ###"""
    let f = { $0 + $1 }
    → (variable #constant target:(identifier f) value:(function #arrow body:(block statement:(binary left:(identifier $0)
      right:(identifier $1) +))))

    let f = { }
    → (variable #constant target:(identifier f) value:(function #arrow body:(block)))

    let f = { [weak self, unowned(safe) b, token = self.token] (a, b: Int) async throws -> String in a }
    → (variable #constant target:(identifier f) value:(function #async #arrow parameter:(parameter a) parameter:(parameter
      type:(typeReference Int) b) type:(typeReference String) body:(block statement:(variable #constant target:(identifier token)
      value:(member base:(selfReference) token)) statement:(identifier a))))

    let f = { a, _ in a }
    → (variable #constant target:(identifier f) value:(function #arrow parameter:(parameter a) parameter:(parameter _) body:(block
      statement:(identifier a))))

    let f = { @MainActor (x: Int) in x }
    → (variable #constant target:(identifier f) value:(function #arrow decorator:(decorator value:(identifier MainActor))
      parameter:(parameter type:(typeReference Int) x) body:(block statement:(identifier x))))

    let f = { () -> Void in }
    → (variable #constant target:(identifier f) value:(function #arrow type:(typeReference Void) body:(block)))

    let f = { [self] in self.x }
    → (variable #constant target:(identifier f) value:(function #arrow body:(block statement:(member base:(selfReference) x))))

    xs.map { $0.id }.filter({ $0 > 1 })
    → (call callee:(member base:(call callee:(member base:(identifier xs) map) argument:(argument #trailingClosure value:(function
      #arrow body:(block statement:(member base:(identifier $0) id))))) filter) argument:(argument value:(function #arrow body:(block
      statement:(binary left:(identifier $0) right:(number 1) >)))))

    run(1) { a } onError: { e in b } finally: { }
    → (call callee:(identifier run) argument:(argument value:(number 1)) argument:(argument #trailingClosure value:(function #arrow
      body:(block statement:(identifier a)))) argument:(argument #trailingClosure value:(function #arrow parameter:(parameter e)
      body:(block statement:(identifier b))) onError) argument:(argument #trailingClosure value:(function #arrow body:(block))
      finally))

    run { a in
      b
    }
    → (call callee:(identifier run) argument:(argument #trailingClosure value:(function #arrow parameter:(parameter a) body:(block
      statement:(identifier b)))))

    app.get("a", ":id") { req async throws -> String in req.id }
    → (call callee:(member base:(identifier app) get) argument:(argument value:(string a)) argument:(argument value:(string :id))
      argument:(argument #trailingClosure value:(function #async #arrow parameter:(parameter req) type:(typeReference String)
      body:(block statement:(member base:(identifier req) id)))))
    """###

private let calls = ###"""
    a(b, c: d, e: &f)
    → (call callee:(identifier a) argument:(argument value:(identifier b)) argument:(argument value:(identifier d) c)
      argument:(argument value:(unary value:(identifier f) &) e))

    a.b?.c(d)?[e]!.f
    → (member base:(cast value:(subscripted #optionalChain base:(call callee:(member #optionalChain base:(member base:(identifier a) b)
      c) argument:(argument value:(identifier d))) argument:(argument value:(identifier e))) !) f)

    .hs256(key: x)
    → (call callee:(member hs256) argument:(argument value:(identifier x) key))

    .init(a)
    → (call callee:(member init) argument:(argument value:(identifier a)))

    Foo<Bar>(a)
    → (call callee:(identifier Foo) typeArgument:(typeReference Bar) argument:(argument value:(identifier a)))

    Foo<Bar, [Int]>.make(b)
    → (call callee:(member base:(identifier typeArgument:(typeReference Bar) typeArgument:(typeReference typeArgument:(typeReference
      Int) Array) Foo) make) argument:(argument value:(identifier b)))

    Foo<Bar>.self
    → (member base:(identifier typeArgument:(typeReference Bar) Foo) self)

    a < b && c > (d)
    → (binary left:(binary left:(identifier a) right:(identifier b) <) right:(binary left:(identifier c) right:(identifier d) >) &&)

    a[b, default: c]
    → (subscripted base:(identifier a) argument:(argument value:(identifier b)) argument:(argument value:(identifier c) default))

    Payload.self
    → (member base:(identifier Payload) self)

    self.x = Self.y + super.z
    → (assignment target:(member base:(selfReference) x) value:(binary left:(member base:(identifier Self) y) right:(member
      base:(superReference) z) +) =)

    x.0.1
    → (member base:(member base:(identifier x) 0) 1)

    sort(by: <)
    → (call callee:(identifier sort) argument:(argument value:(identifier <) by))

    reduce(0, +)
    → (call callee:(identifier reduce) argument:(argument value:(number 0)) argument:(argument value:(identifier +)))

    view.update(_:with:)
    → (member base:(identifier view) update)

    Foo.init(a:)
    → (member base:(identifier Foo) init)

    #selector(Foo.bar(_:))
    → (call callee:(identifier #selector) argument:(argument value:(member base:(identifier Foo) bar)))

    #Predicate<Item> { $0.id == id }
    → (call callee:(identifier #Predicate) typeArgument:(typeReference Item) argument:(argument #trailingClosure value:(function
      #arrow body:(block statement:(binary left:(member base:(identifier $0) id) right:(identifier id) ==)))))

    #URL("https://a.example")
    → (call callee:(identifier #URL) argument:(argument value:(string https://a.example)))

    print(#file, #line)
    → (call callee:(identifier print) argument:(argument value:(identifier #file)) argument:(argument value:(identifier #line)))

    [Int]()
    → (call callee:(array element:(identifier Int)))

    [String: Any]()
    → (call callee:(object element:(property key:(identifier String) value:(identifier Any))))

    chain
      .a()
      #if DEBUG
      .b()
      #endif
      .c()
    → (call callee:(member base:(call callee:(member base:(call callee:(member base:(identifier chain) a)) b)) c))

    Swift::print(a)
    → (call callee:(member base:(identifier Swift) print) argument:(argument value:(identifier a)))

    any Foo.self
    → (member base:(identifier Foo) self)

    a.b<C>(d)
    → (call callee:(member base:(identifier a) b) typeArgument:(typeReference C) argument:(argument value:(identifier d)))
    """###

private let operations = ###"""
    a + b * c - d
    → (binary left:(binary left:(identifier a) right:(binary left:(identifier b) right:(identifier c) *) +) right:(identifier d) -)

    a ?? b ?? c
    → (binary left:(identifier a) right:(binary left:(identifier b) right:(identifier c) ??) ??)

    a ? b : c ? d : e
    → (conditional condition:(identifier a) then:(identifier b) otherwise:(conditional condition:(identifier c) then:(identifier d)
      otherwise:(identifier e)))

    a == b || c && !d
    → (binary left:(binary left:(identifier a) right:(identifier b) ==) right:(binary left:(identifier c) right:(unary
      value:(identifier d) !) &&) ||)

    a = b
    → (assignment target:(identifier a) value:(identifier b) =)

    a += b ?? c
    → (assignment target:(identifier a) value:(binary left:(identifier b) right:(identifier c) ??) +=)

    (a, b.c) = (b, a)
    → (assignment target:(arrayPattern element:(patternElement target:(identifier a)) element:(patternElement target:(member
      base:(identifier b) c))) value:(array #tuple element:(identifier b) element:(identifier a)) =)

    _ = try? await a.b()
    → (assignment target:(identifier _) value:(tryExpression value:(awaitExpression value:(call callee:(member base:(identifier a)
      b))) try?) =)

    try await a() + b()
    → (tryExpression value:(awaitExpression value:(binary left:(call callee:(identifier a)) right:(call callee:(identifier b)) +))
      try)

    x = try await y()
    → (assignment target:(identifier x) value:(tryExpression value:(awaitExpression value:(call callee:(identifier y))) try) =)

    a as? B ?? c
    → (binary left:(cast value:(identifier a) type:(typeReference B) as?) right:(identifier c) ??)

    a as! B.C
    → (cast value:(identifier a) type:(typeReference B.C) as!)

    a is B
    → (cast value:(identifier a) type:(typeReference B) is)

    a is [B]
    → (cast value:(identifier a) type:(typeReference typeArgument:(typeReference B) Array) is)

    -a + -1
    → (binary left:(unary value:(identifier a) -) right:(unary value:(number 1) -) +)

    a..<b
    → (binary left:(identifier a) right:(identifier b) ..<)

    a...
    → (unary value:(identifier a) ...)

    ...b
    → (unary value:(identifier b) ...)

    a & b | c ^ ~d
    → (binary left:(binary left:(binary left:(identifier a) right:(identifier b) &) right:(identifier c) |) right:(unary
      value:(identifier d) ~) ^)

    a >> b >= c >>> d
    → (binary left:(binary left:(binary left:(identifier a) right:(identifier b) >>) right:(identifier c) >=) right:(identifier d)
      >>>)

    a >>= 1
    → (assignment target:(identifier a) value:(number 1) >>=)

    a <+> b
    → (binary left:(identifier a) right:(identifier b) <+>)

    (a)
    → (identifier a)

    (a + b) * c
    → (binary left:(binary left:(identifier a) right:(identifier b) +) right:(identifier c) *)

    x != nil && y!.z
    → (binary left:(binary left:(identifier x) right:(null nil) !=) right:(member base:(cast value:(identifier y) !) z) &&)

    (Int) -> Void
    → (binary left:(identifier Int) right:(identifier Void) ->)

    a! + b
    → (binary left:(cast value:(identifier a) !) right:(identifier b) +)

    await a
    → (awaitExpression value:(identifier a))

    a
      && b
    → (binary left:(identifier a) right:(identifier b) &&)

    a
    -b
    → (identifier a)
      (unary value:(identifier b) -)

    a
    .b
    → (member base:(identifier a) b)
    """###

private let literals = ###"""
    [1, 2_000, 0xFF, 1.5e3]
    → (array element:(number 1) element:(number 2000) element:(number 0xFF) element:(number 1.5e3))

    ["a": 1, b: [:], 3: []]
    → (object element:(property value:(number 1) a) element:(property key:(identifier b) value:(object)) element:(property key:(number
      3) value:(array)))

    (1, label: 2)
    → (array #tuple element:(number 1) element:(property value:(number 2) label))

    ()
    → (array #tuple)

    true == false
    → (binary left:(boolean true) right:(boolean false) ==)

    nil
    → (null nil)

    "plain"
    → (string plain)

    "quote \"a\" \u{41}\u{1F600} \\"
    → (string quote "a" A😀 \)

    #"raw \n \#u{42} "x" \#(a)"#
    → (template part:(string raw \n B "x" ) part:(identifier a))

    "a\(b + "c\(d)")e"
    → (template part:(string a) part:(binary left:(identifier b) right:(template part:(string c) part:(identifier d)) +) part:(string
      e))

    "\(token, privacy: .private)"
    → (template part:(identifier token) argument:(argument value:(member private) privacy))

    "\(raw: name)"
    → (template part:(identifier name))

    ##"""##
    → (string ")

    /a+[b]\/c/
    → (regularExpression a+[b]\/c)

    #/a/b/#
    → (regularExpression a/b)

    let r = /a b/
    → (variable #constant target:(identifier r) value:(regularExpression a b))

    f(/x/, with: /y/)
    → (call callee:(identifier f) argument:(argument value:(regularExpression x)) argument:(argument value:(regularExpression y)
      with))

    a / b / c
    → (binary left:(binary left:(identifier a) right:(identifier b) /) right:(identifier c) /)

    \.a.b[0]?.c
    → (keyPath .a.b[0]?.c)

    \User.$name
    → (keyPath User.$name)

    \Box<Int>.value
    → (keyPath Box<Int>.value)

    \.self
    → (keyPath .self)

    xs.map(\.id)
    → (call callee:(member base:(identifier xs) map) argument:(argument value:(keyPath .id)))

    [a, #if X
      b,
      #endif
      c]
    → (array element:(identifier a) element:(identifier b) element:(identifier c))
    """###
