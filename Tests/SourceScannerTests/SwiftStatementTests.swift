import Testing

@testable import SourceScanner

/// Statements, conditions and patterns of Swift in the shared tree.
@Suite struct SwiftStatementTests {
    @Test("Statements keep their conditions, bindings and bodies", arguments: SwiftExample.parse(statements))
    func statementsKeepTheirConditionsBindingsAndBodies(_ example: SwiftExample) {
        #expect(example.outline == example.expected)
    }

    @Test("What cannot be read is unknown and loses nothing around it", arguments: SwiftExample.parse(unfinishedCode))
    func whatCannotBeReadIsUnknownAndLosesNothingAroundIt(_ example: SwiftExample) {
        #expect(example.outline == example.expected)
    }
}

private let statements = ###"""
    if let token, let user = find(token), user.isActive { a } else if b { } else { c }
    → (ifStatement condition:(variable #constant #optionalBinding #shorthand target:(identifier token) value:(identifier token))
      condition:(variable #constant #optionalBinding target:(identifier user) value:(call callee:(identifier find) argument:(argument
      value:(identifier token)))) condition:(member base:(identifier user) isActive) then:(block statement:(identifier a))
      otherwise:(ifStatement condition:(identifier b) then:(block) otherwise:(block statement:(identifier c))))

    guard let self, case .some(let x) = y, #available(macOS 14, *) else { return nil }
    → (ifStatement #guard condition:(variable #constant #optionalBinding #shorthand target:(identifier self) value:(selfReference))
      condition:(variable #constant target:(call callee:(member some) argument:(argument value:(variable #constant target:(identifier
      x)))) value:(identifier y)) condition:(identifier #available) otherwise:(block statement:(returnStatement value:(null nil))))

    if case let .token(kind?, value) = parsed, x < 3 { }
    → (ifStatement condition:(variable #constant target:(call callee:(member token) argument:(argument value:(variable #constant
      #optionalBinding target:(identifier kind))) argument:(argument value:(variable #constant target:(identifier value))))
      value:(identifier parsed)) condition:(binary left:(identifier x) right:(number 3) <) then:(block))

    guard let first = items.first { $0.isValid } else { throw Failure.none }
    → (ifStatement #guard condition:(variable #constant #optionalBinding target:(identifier first) value:(call callee:(member
      base:(identifier items) first) argument:(argument #trailingClosure value:(function #arrow body:(block statement:(member
      base:(identifier $0) isValid)))))) otherwise:(block statement:(throwStatement value:(member base:(identifier Failure) none))))

    if items.contains(where: { $0 == 1 }) { a }
    → (ifStatement condition:(call callee:(member base:(identifier items) contains) argument:(argument value:(function #arrow
      body:(block statement:(binary left:(identifier $0) right:(number 1) ==))) where)) then:(block statement:(identifier a)))

    if items.contains { $0 == 1 } { a }
    → (ifStatement condition:(call callee:(member base:(identifier items) contains) argument:(argument #trailingClosure
      value:(function #arrow body:(block statement:(binary left:(identifier $0) right:(number 1) ==))))) then:(block
      statement:(identifier a)))

    if let x: Int = y as? Int { }
    → (ifStatement condition:(variable #constant #optionalBinding target:(identifier x) type:(typeReference Int) value:(cast
      value:(identifier y) type:(typeReference Int) as?)) then:(block))

    while let line = next() { use(line) }
    → (loop condition:(variable #constant #optionalBinding target:(identifier line) value:(call callee:(identifier next))) body:(block
      statement:(call callee:(identifier use) argument:(argument value:(identifier line)))))

    while case .more(let x) = state { }
    → (loop condition:(variable #constant target:(call callee:(member more) argument:(argument value:(variable #constant
      target:(identifier x)))) value:(identifier state)) body:(block))

    repeat { a() } while b
    → (loop body:(block statement:(call callee:(identifier a))) condition:(identifier b))

    outer: for (i, var x) in xs.enumerated() where i > 0 { continue outer }
    → (loop target:(arrayPattern element:(patternElement target:(identifier i)) element:(patternElement target:(identifier x)))
      value:(call callee:(member base:(identifier xs) enumerated)) condition:(binary left:(identifier i) right:(number 0) >)
      body:(block statement:(jump continue)))

    for try await case let message? in stream { break }
    → (loop #async target:(variable #constant #optionalBinding target:(identifier message)) value:(identifier stream) body:(block
      statement:(jump break)))

    for x: Int in xs { }
    → (loop target:(identifier x) type:(typeReference Int) value:(identifier xs) body:(block))

    switch value { case .a, .b(_, let n) where n > 1: one()
      fallthrough
      case let x as Int: two()
      case is String, "x", 1...5, (let p, nil): break
      @unknown default: fatalError() }
    → (switchStatement value:(identifier value) element:(switchCase pattern:(member a) pattern:(call callee:(member b)
      argument:(argument value:(identifier _)) argument:(argument value:(variable #constant target:(identifier n)))) condition:(binary
      left:(identifier n) right:(number 1) >) body:(block statement:(call callee:(identifier one)) statement:(jump fallthrough)))
      element:(switchCase pattern:(cast value:(variable #constant target:(identifier x)) type:(typeReference Int) as) body:(block
      statement:(call callee:(identifier two)))) element:(switchCase pattern:(cast type:(typeReference String) is) pattern:(string x)
      pattern:(binary left:(number 1) right:(number 5) ...) pattern:(array #tuple element:(variable #constant target:(identifier p))
      element:(null nil)) body:(block statement:(jump break))) element:(switchCase #default body:(block statement:(call
      callee:(identifier fatalError)))))

    switch x { case let (a, b): a }
    → (switchStatement value:(identifier x) element:(switchCase pattern:(array #tuple element:(variable #constant target:(identifier
      a)) element:(variable #constant target:(identifier b))) body:(block statement:(identifier a))))

    switch (a, b) { #if X
    case (.x, .y): a
    #endif
    default: b }
    → (switchStatement value:(array #tuple element:(identifier a) element:(identifier b)) element:(switchCase pattern:(array #tuple
      element:(member x) element:(member y)) body:(block statement:(identifier a))) element:(switchCase #default body:(block
      statement:(identifier b))))

    defer { close() }
    → (block #deferred statement:(call callee:(identifier close)))

    do { try a() } catch let e as Failure where e.isFatal { b } catch is Other { } catch Failure.x(let y), Failure.z { } catch { c }
    → (tryStatement body:(block statement:(tryExpression value:(call callee:(identifier a)) try)) handler:(catchClause #typed
      target:(identifier e) type:(typeReference Failure) condition:(member base:(identifier e) isFatal) body:(block
      statement:(identifier b))) handler:(catchClause #typed type:(typeReference Other) body:(block)) handler:(catchClause #typed
      pattern:(call callee:(member base:(identifier Failure) x) argument:(argument value:(variable #constant target:(identifier y))))
      pattern:(member base:(identifier Failure) z) body:(block)) handler:(catchClause body:(block statement:(identifier c))))

    do { a }
    → (block statement:(identifier a))

    do throws(Failure) { try a() } catch { log(error) }
    → (tryStatement body:(block statement:(tryExpression value:(call callee:(identifier a)) try)) handler:(catchClause body:(block
      statement:(call callee:(identifier log) argument:(argument value:(identifier error))))))

    throw Abort(.unauthorized)
    → (throwStatement value:(call callee:(identifier Abort) argument:(argument value:(member unauthorized))))

    return
    → (returnStatement)

    return a ? b : c
    → (returnStatement value:(conditional condition:(identifier a) then:(identifier b) otherwise:(identifier c)))

    let level = if a { 1 } else { 2 }
    → (variable #constant target:(identifier level) value:(ifStatement condition:(identifier a) then:(block statement:(number 1))
      otherwise:(block statement:(number 2))))

    let name = switch x { case 1: "a" default: "b" }
    → (variable #constant target:(identifier name) value:(switchStatement value:(identifier x) element:(switchCase pattern:(number 1)
      body:(block statement:(string a))) element:(switchCase #default body:(block statement:(string b)))))

    return if a { 1 } else { 2 }
    → (returnStatement value:(ifStatement condition:(identifier a) then:(block statement:(number 1)) otherwise:(block
      statement:(number 2))))

    yield &storage
    → (yieldExpression value:(unary value:(identifier storage) &) yield)

    fallthrough
    → (jump fallthrough)
    """###

private let unfinishedCode = ###"""
    let x =
    → (variable #constant target:(identifier x))

    func f( { a }
    → (function parameter:(unknown) f)

    a b
    → (identifier a)
      (identifier b)

    ) c
    → (unknown)
      (identifier c)

    class { let a = 1 }
    → (classDeclaration member:(variable #constant target:(identifier a) value:(number 1)))

    let = 3
    → (variable #constant value:(number 3))

    foo(a b, c)
    → (call callee:(identifier foo) argument:(argument value:(unknown element:(identifier a) element:(identifier b)))
      argument:(argument value:(identifier c)))

    if { a }
    → (ifStatement then:(block statement:(identifier a)))

    @
    → (nothing)

    # x
    → (unknown)
      (identifier x)

    switch x { foo }
    → (switchStatement value:(identifier x) element:(unknown))

    struct S { let a: Int = { 3 + }
    → (classDeclaration member:(variable #constant target:(identifier a) type:(typeReference Int) value:(function #arrow body:(block
      statement:(binary left:(number 3) +)))) S)

    a.
    → (member base:(identifier a))

    a ? b
    → (conditional condition:(identifier a) then:(identifier b))

    a ? b :
    → (conditional condition:(identifier a) then:(identifier b))

    foo(
    → (call callee:(identifier foo))

    foo(a: , b)
    → (call callee:(identifier foo) argument:(argument a) argument:(argument value:(identifier b)))

    [a, , b]
    → (array element:(identifier a) element:(identifier b))

    guard let x = y
    → (ifStatement #guard condition:(variable #constant #optionalBinding target:(identifier x) value:(identifier y)))

    func
    → (function)

    "unterminated
    → (string unterminated)

    "a \(b
    → (template part:(string a ) part:(identifier b))

    for in x { }
    → (loop value:(identifier x) body:(block))

    case .a: b
    → (unknown)
      (member a)
      (unknown)
      (identifier b)

    x as
    → (cast value:(identifier x) as)

    #if A
    → (nothing)

    enum E { case a( }
    → (classDeclaration #enum member:(enumCase a) E)

    let x: [Int
    → (variable #constant target:(identifier x) type:(typeReference typeArgument:(typeReference Int) Array))

    catch { a }
    → (unknown)
      (function #arrow body:(block statement:(identifier a)))

    } a
    → (unknown)
      (identifier a)

    -
    → (unary -)
    """###
