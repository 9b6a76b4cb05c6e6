/// Collects nodes while a parser reads tokens. Children are attached after they are made; `finish` seals the tree.
package struct TreeBuilder {
    private let file: SourceFile
    private var nodes: [DraftNode] = []
    private var symbols: SymbolTable

    /// `symbols` may hold a language's words already, so that their symbols are known numbers.
    package init(file: SourceFile, expectedTokens: Int, symbols: SymbolTable = SymbolTable()) {
        self.file = file
        self.symbols = symbols
        nodes.reserveCapacity(expectedTokens)
    }

    /// A new node without parent. Offsets are UTF-8 bytes; `nameStart` defaults to `start`.
    package mutating func make(
        _ kind: NodeKind, _ start: Int, _ end: Int, name: Symbol = .empty, nameStart: Int? = nil, flags: NodeFlags = []
    ) -> NodeID {
        nodes.append(
            DraftNode(
                kind: kind, flags: flags, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: max(start, end)),
                name: name,
                nameStart: UInt32(truncatingIfNeeded: nameStart ?? start)))
        return NodeID(Int32(nodes.count - 1))
    }

    /// Makes `child` the last child of `parent` and widens the parent's range around it. A child that is `none` is passed over.
    package mutating func attach(_ child: NodeID, as role: Role, to parent: NodeID) {
        guard child.exists, parent.exists, child != parent, !nodes[Int(child.raw)].parent.exists else { return }
        let index = Int(child.raw)
        let parentIndex = Int(parent.raw)
        nodes[index].role = role
        nodes[index].parent = parent
        if nodes[parentIndex].lastChild.exists {
            nodes[Int(nodes[parentIndex].lastChild.raw)].nextSibling = child
        } else {
            nodes[parentIndex].firstChild = child
        }
        nodes[parentIndex].lastChild = child
        nodes[parentIndex].start = min(nodes[parentIndex].start, nodes[index].start)
        nodes[parentIndex].end = max(nodes[parentIndex].end, nodes[index].end)
    }

    package subscript(id: NodeID) -> DraftNode {
        get { nodes[Int(id.raw)] }
        set { nodes[Int(id.raw)] = newValue }
    }

    package mutating func addFlags(_ flags: NodeFlags, to id: NodeID) {
        guard id.exists else { return }
        nodes[Int(id.raw)].flags.formUnion(flags)
    }

    package func firstChild(of id: NodeID, _ role: Role) -> NodeID {
        var child = nodes[Int(id.raw)].firstChild
        while child.exists {
            if nodes[Int(child.raw)].role == role { return child }
            child = nodes[Int(child.raw)].nextSibling
        }
        return .none
    }

    /// The symbol of the bytes `start..<end` of the file.
    package mutating func intern(_ start: Int, _ end: Int) -> Symbol { symbols.intern(file.bytes, start, end) }
    package mutating func intern(_ text: String) -> Symbol { symbols.intern(Array(text.utf8), 0, text.utf8.count) }
    /// The symbol of text that was decoded from a literal.
    package mutating func intern(decoded bytes: [UInt8]) -> Symbol { symbols.intern(bytes, 0, bytes.count) }
    package func text(of symbol: Symbol) -> String { symbols.texts[Int(symbol.raw)] }

    /// The sealed tree of all `tokens`, without the nodes that came to nothing. Call once; `root` is a node of kind `file`.
    package consuming func finish(root: NodeID, tokens: [Token], comments: [ByteRange]) -> SyntaxTree {
        var sealed: [Node] = []
        sealed.reserveCapacity(nodes.count)
        var names: [SyntaxTree.NamePlace] = []
        var open: [(draft: NodeID, id: NodeID)] = []
        var next = root
        while next.exists {
            let draft = nodes[Int(next.raw)]
            let id = NodeID(Int32(sealed.count))
            sealed.append(Node(draft, parent: open.last?.id ?? .none))
            if draft.nameStart != draft.start { names.append(SyntaxTree.NamePlace(node: id, start: draft.nameStart)) }
            open.append((next, id))
            next = draft.firstChild
            while !next.exists, let (draft, id) = open.popLast() {
                sealed[Int(id.raw)].behind = NodeID(Int32(sealed.count))
                if !open.isEmpty { next = nodes[Int(draft.raw)].nextSibling }
            }
        }
        // Copies of the exact size: trees live until the report is written, and room was made for more.
        return SyntaxTree(
            file: file, nodes: exact(sealed), names: exact(names), symbols: exact(symbols.texts), comments: exact(comments),
            unattached: nodes.count - sealed.count, openAtEnd: tokens.openAtEnd(file.bytes.count))
    }
}

/// A node that a parser is still working at.
package struct DraftNode {
    package var kind: NodeKind
    package var role: Role = .none
    package var flags: NodeFlags = []
    package var start: UInt32
    package var end: UInt32
    package var name: Symbol = .empty
    /// Where the name is written (the member's name, the function's name); equals `start` where the node begins with it or has none.
    package var nameStart: UInt32
    package var parent: NodeID = .none
    package var firstChild: NodeID = .none
    package var lastChild: NodeID = .none
    package var nextSibling: NodeID = .none
}

extension Node {
    /// What a draft came to; what is behind it is known when all below it is.
    fileprivate init(_ draft: DraftNode, parent: NodeID) {
        self.init(
            kind: draft.kind, role: draft.role, flags: draft.flags, start: draft.start, end: draft.end, name: draft.name, parent: parent,
            behind: .none)
    }
}

private func exact<Element>(_ elements: [Element]) -> [Element] {
    elements.capacity > elements.count + elements.count / 8 ? elements.withUnsafeBufferPointer { Array($0) } : elements
}

/// Interns byte slices: equal bytes get equal numbers, and the text is made once per distinct name.
package struct SymbolTable {
    package private(set) var texts: [String] = [""]
    /// The bytes of all names, one behind the other, and where each of them ends.
    private var pool: [UInt8] = []
    private var ends: [UInt32] = [0]
    private var hashes: [UInt32] = [0]
    private var slots: [UInt32]
    private var mask: Int

    package init() {
        slots = [UInt32](repeating: 0, count: 256)
        mask = 255
    }

    package mutating func intern(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Symbol {
        guard start < end else { return .empty }
        let hash = Self.hash(bytes[start..<end])
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let candidate = Int(slots[slot])
            if hashes[candidate] == hash, holds(candidate, bytes, start, end) { return Symbol(UInt32(candidate)) }
            slot = (slot + 1) & mask
        }
        let symbol = UInt32(texts.count)
        texts.append(String(decoding: bytes[start..<end], as: UTF8.self))
        pool += bytes[start..<end]
        ends.append(UInt32(truncatingIfNeeded: pool.count))
        hashes.append(hash)
        slots[slot] = symbol
        if texts.count * 2 > slots.count { grow() }
        return Symbol(symbol)
    }

    /// FNV-1a, whose upper bits are folded into the lower ones: those that choose a slot.
    static func hash(_ name: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in name { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return hash ^ hash >> 15
    }

    /// Whether a symbol's bytes are these.
    private func holds(_ candidate: Int, _ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        let first = Int(ends[candidate - 1])
        guard Int(ends[candidate]) - first == end - start else { return false }
        for offset in 0..<(end - start) where pool[first + offset] != bytes[start + offset] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        mask = slots.count - 1
        for symbol in 1..<texts.count {
            var slot = Int(hashes[symbol]) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(symbol)
        }
    }
}
