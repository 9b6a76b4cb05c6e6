/// A node together with its tree: what everybody who reads syntax holds.
package struct Syntax: Sendable, Hashable {
    // What is asked of every node is inlinable: rules and surveys are another module, in which each question is a call otherwise.
    package let tree: SyntaxTree
    package let id: NodeID

    @inlinable
    package init(tree: SyntaxTree, id: NodeID) {
        self.tree = tree
        self.id = id
    }

    @inlinable
    package static func == (left: Self, right: Self) -> Bool { left.id == right.id && left.tree === right.tree }
    @inlinable
    package func hash(into hasher: inout Hasher) {
        // One number: nodes of one tree are spread by their places, trees by their addresses.
        hasher.combine(UInt(bitPattern: ObjectIdentifier(tree)) &+ UInt(truncatingIfNeeded: id.raw) &* 0x9E37_79B9)
    }

    @inlinable
    var node: Node { tree.nodes[Int(id.raw)] }
    @inlinable
    package var kind: NodeKind { node.kind }
    @inlinable
    package var role: Role { node.role }
    @inlinable
    package var flags: NodeFlags { node.flags }
    @inlinable
    package func has(_ flag: NodeFlags) -> Bool { node.flags.contains(flag) }
    @inlinable
    package var name: String { tree.symbols[Int(node.name.raw)] }
    @inlinable
    package var symbol: Symbol { node.name }
    @inlinable
    package var range: ByteRange { ByteRange(Int(node.start), Int(node.end)) }
    package var nameStart: Int { tree.nameStart(of: id) }
    @inlinable
    package var parent: Syntax? { handle(node.parent) }

    @inlinable
    func handle(_ id: NodeID) -> Syntax? { id.exists ? Syntax(tree: tree, id: id) : nil }

    /// The source bytes as text; bytes that are no UTF-8 are replaced.
    package var text: String { String(decoding: tree.file.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self) }
    package var line: Int { tree.lines.line(at: Int(node.start)) }
    package var nameLine: Int { tree.lines.line(at: nameStart) }

    /// All children in source order.
    @inlinable
    package var children: Children { Children(of: self) }
    /// The children of one role, in source order.
    @inlinable
    package func children(_ role: Role) -> [Syntax] {
        let nodes = tree.nodes
        var result: [Syntax] = []
        let behind = nodes[Int(id.raw)].behind.raw
        var current = id.raw + 1
        while current < behind {
            let child = nodes[Int(current)]
            if child.role == role { result.append(Syntax(tree: tree, id: NodeID(current))) }
            current = child.behind.raw
        }
        return result
    }
    @inlinable
    package func child(_ role: Role) -> Syntax? {
        let nodes = tree.nodes
        let behind = nodes[Int(id.raw)].behind.raw
        var current = id.raw + 1
        while current < behind {
            let child = nodes[Int(current)]
            if child.role == role { return Syntax(tree: tree, id: NodeID(current)) }
            current = child.behind.raw
        }
        return nil
    }

    package struct Children: Sequence, IteratorProtocol {
        @usableFromInline let tree: SyntaxTree
        @usableFromInline var upcoming: Int32
        @usableFromInline let behind: Int32

        @inlinable
        init(of parent: Syntax) {
            tree = parent.tree
            upcoming = parent.id.raw + 1
            behind = parent.node.behind.raw
        }

        @inlinable
        package mutating func next() -> Syntax? {
            guard upcoming < behind else { return nil }
            defer { upcoming = tree.nodes[Int(upcoming)].behind.raw }
            return Syntax(tree: tree, id: NodeID(upcoming))
        }
    }

    /// The nodes around this one, innermost first, without itself.
    package var ancestors: some Sequence<Syntax> { sequence(first: self, next: { $0.parent }).dropFirst() }

    /// This node and everything below it, parents before children.
    @inlinable
    package var descendants: Descendants { Descendants(start: self) }

    package struct Descendants: Sequence, IteratorProtocol {
        @usableFromInline let tree: SyntaxTree
        @usableFromInline var upcoming: Int32
        @usableFromInline let behind: Int32

        @inlinable
        init(start: Syntax) {
            tree = start.tree
            upcoming = start.id.raw
            behind = start.node.behind.raw
        }

        @inlinable
        package mutating func next() -> Syntax? {
            guard upcoming < behind else { return nil }
            defer { upcoming += 1 }
            return Syntax(tree: tree, id: NodeID(upcoming))
        }
    }
}

extension Syntax {
    /// Parentheses leave no node; casts, `await`, `try` and forced unwrapping do. What stands inside them.
    package var unwrapped: Syntax {
        var current = self
        while true {
            switch current.kind {
            case .cast, .awaitExpression, .tryExpression:
                guard let value = current.child(.value) else { return current }
                current = value
            default: return current
            }
        }
    }

    /// A name in a trail stands for the statement that gives it its value; everything else for itself.
    package var orGiver: Syntax { kind == .identifier ? parent ?? self : self }

    /// The text of a string literal without interpolation.
    package var stringValue: String? { kind == .string && !has(.bytes) ? name : nil }

    /// The innermost function around this node (not itself).
    package var enclosingFunction: Syntax? { enclosing(.function) }
    package var enclosingClass: Syntax? { enclosing(.classDeclaration) }

    /// The nearest node of a kind around this one; without a handle for each step, since it is asked for everywhere.
    private func enclosing(_ kind: NodeKind) -> Syntax? {
        let nodes = tree.nodes
        var current = nodes[Int(id.raw)].parent
        while current.exists, nodes[Int(current.raw)].kind != kind { current = nodes[Int(current.raw)].parent }
        return handle(current)
    }
    /// The statement that this node is part of: the nearest node whose role is `statement` (itself included).
    package var statement: Syntax? {
        let nodes = tree.nodes
        var current = id
        while current.exists, nodes[Int(current.raw)].role != .statement { current = nodes[Int(current.raw)].parent }
        return handle(current)
    }

    /// Whether the file ends inside the function around this node (the outermost one) or, outside of any, inside its statement or member: what it
    /// says is not known then.
    package var isCutOff: Bool {
        guard !tree.openAtEnd.isEmpty else { return false }
        let around = Array(sequence(first: self, next: \.parent))
        let whole = around.last { $0.kind == .function } ?? around.first { $0.role == .statement || $0.role == .member } ?? self
        return tree.openAtEnd.contains { whole.range.start <= $0 && $0 < whole.range.end }
    }

    package func isInside(_ other: Syntax) -> Bool {
        tree === other.tree && other.id.raw <= id.raw && id.raw < other.node.behind.raw
    }

    /// S-expression of the subtree, for tests: `(call callee:(member base:(identifier jwt) verify) argument:(argument value:(string x)))`.
    package var outline: String {
        var result = ""
        var pending: [(syntax: Syntax?, text: String)] = [(self, "")]
        while let (syntax, text) = pending.popLast() {
            result += text
            guard let syntax else { continue }
            result += "(\(syntax.kind)"
            for flag in NodeFlags.names where syntax.has(flag.flag) { result += " #\(flag.name)" }
            pending.append((nil, syntax.name.isEmpty ? ")" : " \(syntax.name))"))
            for child in Array(syntax.children).reversed() {
                pending.append((child, child.role == .none ? " " : " \(child.role):"))
            }
        }
        return result
    }
}

extension NodeFlags {
    fileprivate static let names: [(flag: NodeFlags, name: String)] = [
        (.namespace, "namespace"), (.defaultExport, "defaultExport"), (.exported, "exported"), (.constant, "constant"),
        (.functionScoped, "functionScoped"), (.isStatic, "static"), (.optionalBinding, "optionalBinding"), (.isAsync, "async"),
        (.arrow, "arrow"),
        (.expressionBody, "expressionBody"), (.initializer, "initializer"), (.getter, "getter"), (.setter, "setter"), (.spread, "spread"),
        (.keyword, "keyword"), (.optional, "optional"), (.parameterProperty, "parameterProperty"), (.typeExtension, "extension"),
        (.protocolType, "protocol"), (.enumeration, "enum"), (.guardStatement, "guard"), (.defaultCase, "default"), (.tuple, "tuple"),
        (.shorthand, "shorthand"), (.new, "new"), (.optionalChain, "optionalChain"), (.trailingClosure, "trailingClosure"),
        (.managed, "managed"),
        (.deferred, "deferred"), (.bytes, "bytes"), (.typeOnly, "typeOnly"), (.typed, "typed"),
    ]
}
