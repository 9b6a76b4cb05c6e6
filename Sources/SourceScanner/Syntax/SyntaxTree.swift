import Synchronization

/// One file's syntax as an arena of nodes: the last value that is made knowing the language.
///
/// It refuses to model whatever no question of this tool needs: precedence of types, access levels, the difference between
/// `let` and `const`, between a struct and a class. What two languages say in different words has one kind here; `NodeKind` says which.
/// A tree is immutable and shared between threads.
package final class SyntaxTree: Sendable {
    package let file: SourceFile
    /// In the order in which they are written, parents before children: what is below a node stands right behind it. The first is the root.
    package let nodes: [Node]
    /// Text of each symbol; index 0 is the empty string.
    package let symbols: [String]
    package let comments: [ByteRange]
    /// Where the names stand that do not begin their nodes, in the order of the nodes.
    let names: [NamePlace]
    /// How many nodes the parser made and attached to nothing: 0 where all that was read is in the tree.
    package let unattached: Int
    /// Where brackets and strings open that nothing but the end of the file ends, innermost first.
    let openAtEnd: [Int]
    private let lineIndex = Mutex<LineIndex?>(nil)

    init(
        file: SourceFile, nodes: [Node], names: [NamePlace], symbols: [String], comments: [ByteRange], unattached: Int, openAtEnd: [Int]
    ) {
        self.file = file
        self.nodes = nodes
        self.names = names
        self.symbols = symbols
        self.comments = comments
        self.unattached = unattached
        self.openAtEnd = openAtEnd
    }

    /// The tree of another file of the same bytes, which is read in the same way: everything but the path is shared.
    package init(_ original: SyntaxTree, path: String) {
        file = SourceFile(path: path, language: original.language, bytes: original.file.bytes)
        nodes = original.nodes
        names = original.names
        symbols = original.symbols
        comments = original.comments
        unattached = original.unattached
        openAtEnd = original.openAtEnd
    }

    /// Made when a place is first asked for: of most files none is.
    package var lines: LineIndex {
        lineIndex.withLock { known in
            if let known { return known }
            let made = LineIndex(file.bytes)
            known = made
            return made
        }
    }

    package var language: Language { file.language }
    package var root: NodeID { NodeID(0) }
    package var top: Syntax { Syntax(tree: self, id: root) }

    /// Where the name of a node is written; where the node begins if it begins with it or has none.
    func nameStart(of id: NodeID) -> Int {
        var (low, high) = (0, names.count)
        while low < high {
            let middle = (low + high) / 2
            if names[middle].node.raw < id.raw { low = middle + 1 } else { high = middle }
        }
        return Int(low < names.count && names[low].node == id ? names[low].start : nodes[Int(id.raw)].start)
    }

    /// Where the name of a node stands, if not at the node's start.
    struct NamePlace: Sendable {
        let node: NodeID
        let start: UInt32
    }
}

/// Index of a node in its tree. `none` is no node.
package struct NodeID: Hashable, Sendable {
    package let raw: Int32
    @inlinable
    package init(_ raw: Int32) { self.raw = raw }
    @inlinable
    package static var none: NodeID { NodeID(-1) }
    @inlinable
    package static func == (left: Self, right: Self) -> Bool { left.raw == right.raw }
    @inlinable
    package func hash(into hasher: inout Hasher) { hasher.combine(raw) }
    @inlinable
    package var exists: Bool { raw >= 0 }
}

/// Index of an interned name in its tree; 0 is the empty name.
package struct Symbol: Hashable, Sendable {
    package let raw: UInt32
    @inlinable
    package init(_ raw: UInt32) { self.raw = raw }
    @inlinable
    package static var empty: Symbol { Symbol(0) }
    @inlinable
    package static func == (left: Self, right: Self) -> Bool { left.raw == right.raw }
    @inlinable
    package func hash(into hasher: inout Hasher) { hasher.combine(raw) }
}

/// A node as it lies in the arena. Readers use `Syntax`, the handle. Most of what an audit holds in memory are these: every byte counts.
package struct Node: Sendable {
    package let kind: NodeKind
    package let role: Role
    package let flags: NodeFlags
    package let start: UInt32
    package let end: UInt32
    package let name: Symbol
    package let parent: NodeID
    /// The first node behind this one that is not below it; the number of all nodes where there is none.
    package internal(set) var behind: NodeID
}

/// What a node is. Each case names its `name` and its children's roles; a role followed by `*` may come several times, in source order.
package enum NodeKind: UInt8, Sendable {
    /// statement*
    case file
    /// `import …`: name = the module's specifier as written (`./config`, `jose`; Python `a.b`, `.sibling`, `..`; Swift `JWT`). binding*
    /// Python `import a.b` binds name `a` (namespace); `import a.b as c` binds `c` with `imported` = "" and flag `namespace`.
    case importDeclaration
    /// name = the local name, role `binding`. Child imported: identifier with the exported name (`default` for a default import), or flag `namespace`.
    case importBinding
    /// `export { a as b }`, `export { a } from 'm'`, `export * from 'm'` (flag namespace, no binding), `export default <expression>` (value),
    /// CommonJS `module.exports = …` (value, flag defaultExport) and `exports.name = …` (binding with value): name = specifier or empty. binding*, value
    case exportDeclaration
    /// name = the exported name, role `binding`. imported: identifier with the local (or the other module's) name, or value: any expression.
    case exportBinding

    /// A declaration of a variable, constant, field, property. target (identifier or pattern), type, value, decorator*; accessor*: function (Swift computed property, flag getter)
    /// JavaScript: one node per declarator. Python: every `name = value` (flag functionScoped), annotated or not, and class attributes.
    /// Swift `if let x = y`: flag optionalBinding, role condition.
    case variable
    /// target, value; name = the operator (`=`, `+=`, `??=`, …). JavaScript and Swift assignments; Python's to members and subscripts, `+=`, and to `global`/`nonlocal` names.
    case assignment
    /// `{ a, b: c = 1, ...rest }` on the left. element*: patternElement
    case objectPattern
    /// `[a, , ...b]`, Python and Swift tuples on the left. element*: patternElement
    case arrayPattern
    /// name = the key in an object pattern. target, value (the default), flag spread for a rest element.
    case patternElement
    /// Functions, methods, initializers, accessors, arrow functions, lambdas, closures. name (may be empty), parameter*, type (returned), body: block or, with flag
    /// expressionBody, an expression; decorator*, typeParameter*: typeAlias (TypeScript's bounded ones). An initializer is named `init` with flag initializer in every language (`constructor`, `__init__`).
    case function
    /// name = the local name (empty when destructured). target: pattern, label: identifier (Swift's external name; `_` for none), type, value (default), decorator*.
    case parameter
    /// Classes, structs, enums, actors, protocols, interfaces, extensions (flag typeExtension, name = the extended type). base*: typeReference or expression, member*, decorator*
    case classDeclaration
    /// name; value, or parameter* (associated values). One node per case.
    case enumCase
    /// name, type
    case typeAlias

    /// statement*. Also what Python's `with` becomes: its `variable`/expression first (flag managed on the block), its body's statements behind it.
    case block
    /// condition*, then, else (block or `if`). Swift `guard`: flag guardStatement, no then. `#if`: not a node, all branches' statements stand in the surrounding block.
    case ifStatement
    /// for, while, repeat: target, value (what is iterated), condition*, body
    case loop
    /// value (the subject), element*: switchCase. Also Python `match`.
    case switchStatement
    /// pattern*, condition (`where`, `if`), body; flag defaultCase
    case switchCase
    /// body, handler*: catchClause, else, finally. Swift `do … catch`.
    case tryStatement
    /// target, type* (caught types), body
    case catchClause
    /// value
    case returnStatement
    /// `throw`, `raise`. value
    case throwStatement
    /// condition, value (the message)
    case assertStatement
    /// break, continue, pass, fallthrough: name says which
    case jump

    /// name
    case identifier
    /// `this`, `self`
    case selfReference
    case superReference
    /// name = the decoded value, cut after 4 KiB
    case string
    /// Template literal, f-string, interpolated Swift string. part*: string or any expression; callee: the tag of a tagged template
    case template
    /// name = its text without `_`
    case number
    /// name = `true` or `false`
    case boolean
    /// name = `null`, `undefined`, `None`, `nil`
    case null
    /// name = the pattern between the delimiters
    case regularExpression
    /// Lists, tuples (flag tuple), sets. element*: any expression or spread
    case array
    /// Object literals, dicts, Swift dictionary literals. element*: property or spread
    case object
    /// name = the key when it is written out, else key: expression. value; flag shorthand; a method is a function value.
    case property
    /// `...x`, `*x`, `**x` (flag keyword). value
    case spread
    /// callee, argument*, typeArgument*. Flags new, optionalChain. Swift `.init(…)`: callee is a member without base.
    case call
    /// name = the label, empty if none. value. Flags spread (`*a`, `...a`), keyword (`**k`, with spread), trailingClosure.
    case argument
    /// `a.b`, `a?.b`, private `a.#b` (name with `#`), Swift `.b` (no base). base; name, nameStart
    case member
    /// `a[b]`. base, argument*
    case subscripted
    /// left, right; name = the operator. Python `and`, `or`, `not` are `&&`, `||`, `!`.
    case binary
    /// value; name = the operator (`!`, `-`, `typeof`, `void`, `delete`, …)
    case unary
    /// condition, then, else
    case conditional
    /// value
    case awaitExpression
    /// value; name = `yield` or `yield*`
    case yieldExpression
    /// Swift `try`, `try?`, `try!`: name. value
    case tryExpression
    /// `x as T`, `x satisfies T`, `<T>x`, `x!`, Swift `as?`/`as!`/`is`: name = the operator. value, type
    case cast
    /// value (what is collected; for a dict comprehension a `property`), clause*: loop (target, value, condition*)
    case comprehension
    /// A type. name = the written name with dots (`jwt.JwtPayload`, `String`); typeArgument*. `A | B`: name `|`, typeArgument*. `T?`, `Optional[T]`: flag optional. `[T]`: name `Array`.
    /// A literal type keeps its string as a `string` child with role value. Whatever else: name empty.
    case typeReference
    /// `require('x')`, `import('x')`: name = the specifier
    case moduleReference
    /// JSX: name = the tag. argument*: property or spread, element*: expressions
    case markup
    /// Swift `\.a.b`: name = text behind the backslash
    case keyPath
    /// A decorator, an attribute. value: the expression (identifier, member or call)
    case decorator
    /// What no production fits; its children are the pieces that could be read (role element).
    case unknown

    /// Other modules compare through the enumeration's witness otherwise, at each node of each tree.
    @inlinable
    package static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }
}

/// What a node is to its parent.
package enum Role: UInt8, Sendable {
    case none, statement, binding, imported, target, type, value, decorator, accessor, element, parameter, label, body, base, member
    case condition, then, otherwise, handler, finally, pattern, part, callee, argument, typeArgument, typeParameter, key, left, right,
        clause

    @inlinable
    package static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }
}

package struct NodeFlags: OptionSet, Sendable {
    package let rawValue: UInt32
    @inlinable
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    private static func bit(_ index: UInt32) -> NodeFlags { NodeFlags(rawValue: 1 << index) }
    package static let namespace = bit(0)
    package static let defaultExport = bit(1)
    package static let exported = bit(2)
    /// Cannot be assigned again (`const`, `let` of Swift).
    package static let constant = bit(3)
    /// Belongs to the whole function, not to its block (`var`, every Python name).
    package static let functionScoped = bit(4)
    package static let isStatic = bit(5)
    package static let optionalBinding = bit(6)
    package static let isAsync = bit(7)
    /// Does not bind its own `this`.
    package static let arrow = bit(8)
    package static let expressionBody = bit(9)
    package static let initializer = bit(10)
    package static let getter = bit(11)
    package static let setter = bit(12)
    /// `...rest`, `*args`
    package static let spread = bit(13)
    /// `**kwargs`
    package static let keyword = bit(14)
    /// `x?: T`, `T?`, `Optional[T]`
    package static let optional = bit(15)
    /// A constructor parameter that is a field as well (TypeScript `private readonly x: T`).
    package static let parameterProperty = bit(16)
    package static let typeExtension = bit(17)
    /// A protocol, an interface: no storage.
    package static let protocolType = bit(18)
    package static let enumeration = bit(19)
    package static let guardStatement = bit(20)
    package static let defaultCase = bit(21)
    package static let tuple = bit(22)
    package static let shorthand = bit(23)
    package static let new = bit(24)
    package static let optionalChain = bit(25)
    package static let trailingClosure = bit(26)
    /// `with`, `async with`, `using`
    package static let managed = bit(27)
    package static let deferred = bit(28)
    /// A bytes literal, a tagged or raw string: the value is not plain text.
    package static let bytes = bit(29)
    /// Imported or exported for types only.
    package static let typeOnly = bit(30)
    /// `except:` without a type, `catch` that takes everything is the default; set where the clause names types.
    package static let typed = bit(31)
}
