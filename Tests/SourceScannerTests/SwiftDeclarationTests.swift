import Testing

@testable import SourceScanner

/// Imports, types, functions and variables of Swift in the shared tree.
@Suite struct SwiftDeclarationTests {
    @Test("An import names its module and what it binds", arguments: SwiftExample.parse(imports))
    func anImportNamesItsModuleAndWhatItBinds(_ example: SwiftExample) {
        #expect(example.outline == example.expected)
    }

    @Test("Structs, classes, actors, protocols and extensions are class declarations", arguments: SwiftExample.parse(types))
    func structsClassesActorsProtocolsAndExtensionsAreClassDeclarations(_ example: SwiftExample) {
        #expect(example.outline == example.expected)
    }

    @Test("Functions keep labels, defaults, effects and returned types", arguments: SwiftExample.parse(functions))
    func functionsKeepLabelsDefaultsEffectsAndReturnedTypes(_ example: SwiftExample) {
        #expect(example.outline == example.expected)
    }

    @Test("Each declarator is a variable with its accessors", arguments: SwiftExample.parse(variables))
    func eachDeclaratorIsAVariableWithItsAccessors(_ example: SwiftExample) {
        #expect(example.outline == example.expected)
    }
}

private let imports = ###"""
    import JWT
    → (importDeclaration JWT)

    @_exported import JWT
    → (importDeclaration #exported JWT)

    @testable import struct Crypto.SHA256
    → (importDeclaration binding:(importBinding imported:(identifier SHA256) SHA256) Crypto)

    public import Foundation.NSData
    → (importDeclaration Foundation.NSData)
    """###

private let types = ###"""
    struct Token: Codable, Sendable {}
    → (classDeclaration base:(typeReference Codable) base:(typeReference Sendable) Token)

    final class Server<Store: Sendable>: Base<Store>, @unchecked Sendable where Store: Hashable {}
    → (classDeclaration base:(typeReference typeArgument:(typeReference Store) Base) base:(typeReference Sendable) Server)

    actor Keys { static let shared = Keys() }
    → (classDeclaration member:(variable #constant #static target:(identifier shared) value:(call callee:(identifier Keys))) Keys)

    protocol Verifier: AnyObject { associatedtype Payload: Codable = Empty
      func verify(_ token: String) throws -> Payload
      var name: String { get set } }
    → (classDeclaration #protocol base:(typeReference AnyObject) member:(typeAlias type:(typeReference Empty) Payload)
      member:(function parameter:(parameter label:(identifier _) type:(typeReference String) token) type:(typeReference Payload)
      verify) member:(variable target:(identifier name) type:(typeReference String) accessor:(function #getter get) accessor:(function
      #setter set)) Verifier)

    extension JWT.Keys: Sendable where Payload == [Int] { struct Inner {} }
    → (classDeclaration #extension base:(typeReference Sendable) member:(classDeclaration Inner) JWT.Keys)

    extension [Token] {}
    → (classDeclaration #extension Array)

    enum Claim: String { case issuer = "iss", audience; indirect case nested(Claim, depth: Int = 1), both(_ left: Int, Int) }
    → (classDeclaration #enum base:(typeReference String) member:(enumCase value:(string iss) issuer) member:(enumCase audience)
      member:(enumCase parameter:(parameter type:(typeReference Claim)) parameter:(parameter type:(typeReference Int) value:(number 1)
      depth) nested) member:(enumCase parameter:(parameter label:(identifier _) type:(typeReference Int) left) parameter:(parameter
      type:(typeReference Int)) both) Claim)

    typealias Handler<T> = (Request, T) async throws -> Response
    → (typeAlias type:(typeReference typeArgument:(typeReference typeArgument:(typeReference Request) typeArgument:(typeReference T))
      typeArgument:(typeReference Response)) Handler)

    @dynamicMemberLookup public struct Box { @Field(key: "x") var id: Int
      @ID var key: UUID?
      @Siblings<A>(through: B.self) var tags: [Tag] }
    → (classDeclaration #exported decorator:(decorator value:(identifier dynamicMemberLookup)) member:(variable decorator:(decorator value:(call
      callee:(identifier Field) argument:(argument value:(string x) key))) target:(identifier id) type:(typeReference Int))
      member:(variable decorator:(decorator value:(identifier ID)) target:(identifier key) type:(typeReference #optional UUID))
      member:(variable decorator:(decorator value:(call callee:(identifier Siblings) typeArgument:(typeReference A) argument:(argument
      value:(member base:(identifier B) self) through))) target:(identifier tags) type:(typeReference typeArgument:(typeReference Tag)
      Array)) Box)

    struct S { #if DEBUG
      let a = 1
      #else
      let a = 2
      #endif
    }
    → (classDeclaration member:(variable #constant target:(identifier a) value:(number 1)) member:(variable #constant
      target:(identifier a) value:(number 2)) S)

    infix operator +++: AdditionPrecedence
    → (nothing)

    precedencegroup Tight { higherThan: AdditionPrecedence }
    → (nothing)

    @freestanding(expression) macro stringify<T>(_ value: T) -> (T, String) = #externalMacro(module: "M", type: "T")
    → (function #expressionBody decorator:(decorator value:(identifier freestanding)) parameter:(parameter label:(identifier _)
      type:(typeReference T) value) type:(typeReference typeArgument:(typeReference T) typeArgument:(typeReference String)) body:(call
      callee:(identifier #externalMacro) argument:(argument value:(string M) module) argument:(argument value:(string T) type))
      stringify)
    """###

private let functions = ###"""
    func f() {}
    → (function body:(block) f)

    static func verify(_ token: String, as type: Payload.Type = Payload.self, on req: Request,
      rest: Int...) async throws(Failure) -> Result<A, B> { token }
    → (function #static #async parameter:(parameter label:(identifier _) type:(typeReference String) token) parameter:(parameter
      label:(identifier as) type:(typeReference Payload.Type) value:(member base:(identifier Payload) self) type) parameter:(parameter
      label:(identifier on) type:(typeReference Request) req) parameter:(parameter #spread type:(typeReference Int) rest)
      type:(typeReference typeArgument:(typeReference A) typeArgument:(typeReference B) Result) body:(block statement:(identifier
      token)) verify)

    func take(_: Int, body: @escaping @Sendable (inout Int) -> Void, other: borrowing Token) rethrows {}
    → (function parameter:(parameter label:(identifier _) type:(typeReference Int)) parameter:(parameter type:(typeReference
      typeArgument:(typeReference typeArgument:(typeReference Int)) typeArgument:(typeReference Void)) body) parameter:(parameter
      type:(typeReference Token) other) body:(block) take)

    mutating func == <T>(left: T, right: T) -> Bool where T: Equatable { true }
    → (function parameter:(parameter type:(typeReference T) left) parameter:(parameter type:(typeReference T) right)
      type:(typeReference Bool) body:(block statement:(boolean true)) ==)

    static func ==<T>(left: T, right: T) -> Bool { true }
    → (function #static parameter:(parameter type:(typeReference T) left) parameter:(parameter type:(typeReference T) right)
      type:(typeReference Bool) body:(block statement:(boolean true)) ==)

    class C { init?(x: Int) { self.x = x }
      convenience init() {}
      deinit { close() }
      class func make() -> Self { .init() }
      required init(from decoder: any Decoder) throws }
    → (classDeclaration member:(function #initializer #optional parameter:(parameter type:(typeReference Int) x) body:(block
      statement:(assignment target:(member base:(selfReference) x) value:(identifier x) =)) init) member:(function #initializer
      body:(block) init) member:(function body:(block statement:(call callee:(identifier close))) deinit) member:(function #static
      type:(typeReference Self) body:(block statement:(call callee:(member init))) make) member:(function #initializer
      parameter:(parameter label:(identifier from) type:(typeReference Decoder) decoder) init) C)

    struct C { subscript(key: String, default value: Int) -> Int? { get { a[key] } set(newer) { a[key] = newer } }
      subscript(i: Int) -> Int { i } }
    → (classDeclaration member:(function parameter:(parameter type:(typeReference String) key) parameter:(parameter label:(identifier
      default) type:(typeReference Int) value) type:(typeReference #optional Int) accessor:(function #getter body:(block
      statement:(subscripted base:(identifier a) argument:(argument value:(identifier key)))) get) accessor:(function #setter
      parameter:(parameter newer) body:(block statement:(assignment target:(subscripted base:(identifier a) argument:(argument
      value:(identifier key))) value:(identifier newer) =)) set) subscript) member:(function parameter:(parameter type:(typeReference
      Int) i) type:(typeReference Int) body:(block statement:(identifier i)) subscript) C)

    func opaque() -> some View & Sendable { a }
    → (function type:(typeReference typeArgument:(typeReference View) typeArgument:(typeReference Sendable) &) body:(block
      statement:(identifier a)) opaque)

    func pair() -> (first: Int, String) { (first: 1, "b") }
    → (function type:(typeReference typeArgument:(typeReference Int) typeArgument:(typeReference String)) body:(block statement:(array
      #tuple element:(property value:(number 1) first) element:(string b))) pair)

    nonisolated(unsafe) static var x = 1
    → (variable #static target:(identifier x) value:(number 1))

    func types(_ a: [String: [Int]?], _ b: (Int), _ c: A.B<C>.D, _ d: any P.Type, _ e: Int!, _ f: [3 of Int], _ g: ~Copyable) {}
    → (function parameter:(parameter label:(identifier _) type:(typeReference typeArgument:(typeReference String)
      typeArgument:(typeReference #optional typeArgument:(typeReference Int) Array) Dictionary) a) parameter:(parameter
      label:(identifier _) type:(typeReference Int) b) parameter:(parameter label:(identifier _) type:(typeReference
      typeArgument:(typeReference C) A.B.D) c) parameter:(parameter label:(identifier _) type:(typeReference P.Type) d)
      parameter:(parameter label:(identifier _) type:(typeReference #optional Int) e) parameter:(parameter label:(identifier _)
      type:(typeReference typeArgument:(typeReference 3) typeArgument:(typeReference Int) InlineArray) f) parameter:(parameter
      label:(identifier _) type:(typeReference Copyable) g) body:(block) types)
    """###

private let variables = ###"""
    let a = 1, b: String? = nil
    → (variable #constant target:(identifier a) value:(number 1))
      (variable #constant target:(identifier b) type:(typeReference #optional String) value:(null nil))

    var (x, (y, _)): (Int, (Int, Int)) = t
    → (variable target:(arrayPattern element:(patternElement target:(identifier x)) element:(patternElement target:(arrayPattern
      element:(patternElement target:(identifier y)) element:(patternElement target:(identifier _))))) type:(typeReference
      typeArgument:(typeReference Int) typeArgument:(typeReference typeArgument:(typeReference Int) typeArgument:(typeReference Int)))
      value:(identifier t))

    lazy var z: Int = { 1 }()
    → (variable target:(identifier z) type:(typeReference Int) value:(call callee:(function #arrow body:(block statement:(number
      1)))))

    async let user = load()
    → (variable #constant #async target:(identifier user) value:(call callee:(identifier load)))

    var total: Int { a + b }
    → (variable target:(identifier total) type:(typeReference Int) accessor:(function #getter body:(block statement:(binary
      left:(identifier a) right:(identifier b) +)) get))

    var total: Int { get async throws { 1 } nonmutating set { store(newValue) } }
    → (variable target:(identifier total) type:(typeReference Int) accessor:(function #async #getter body:(block statement:(number 1))
      get) accessor:(function #setter body:(block statement:(call callee:(identifier store) argument:(argument value:(identifier
      newValue)))) set))

    var level: Int = 0 { willSet(next) { log(next) } didSet { log(oldValue) } }
    → (variable target:(identifier level) type:(typeReference Int) value:(number 0) accessor:(function #setter parameter:(parameter
      next) body:(block statement:(call callee:(identifier log) argument:(argument value:(identifier next)))) willSet)
      accessor:(function #setter body:(block statement:(call callee:(identifier log) argument:(argument value:(identifier oldValue))))
      didSet))

    var body: some View { VStack { Text("a"); Text("b") } }
    → (variable target:(identifier body) type:(typeReference View) accessor:(function #getter body:(block statement:(call
      callee:(identifier VStack) argument:(argument #trailingClosure value:(function #arrow body:(block statement:(call
      callee:(identifier Text) argument:(argument value:(string a))) statement:(call callee:(identifier Text) argument:(argument
      value:(string b)))))))) get))

    let f = foo { get() }
    → (variable #constant target:(identifier f) value:(call callee:(identifier foo) argument:(argument #trailingClosure
      value:(function #arrow body:(block statement:(call callee:(identifier get)))))))

    var `default`: Int { `self`.`in` }
    → (variable target:(identifier default) type:(typeReference Int) accessor:(function #getter body:(block statement:(member
      base:(identifier self) in)) get))
    """###
