/// `import` and `from … import`.
extension PythonReader {
    /// One declaration per module.
    mutating func readImport(into parent: NodeID) {
        var first = start
        advance()
        while current == .name {
            let (nameStart, firstName) = (start, symbol())
            let module = readDottedName()
            var local = (name: firstName, start: nameStart)
            if skip(.as), current == .name {
                local = (symbol(), start)
                advance()
            }
            let node = make(.importDeclaration, from: first, name: module, nameStart: nameStart)
            let binding = builder.make(.importBinding, local.start, lastEnd, name: local.name, flags: .namespace)
            attach(binding, as: .binding, to: node)
            attachStatement(node, to: parent)
            guard skip(.comma) else { return }
            first = start
        }
    }

    /// `a.b.c`, from its bytes.
    private mutating func readDottedName() -> Symbol {
        let first = start
        advance()
        while current == .dot, isName(at: index + 1) {
            advance()
            advance()
        }
        return spelling(first, lastEnd)
    }

    /// A name with dots, without the white space that may stand between its parts.
    mutating func spelling(_ start: Int, _ end: Int) -> Symbol {
        guard bytes[start..<end].contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "\\") }) else { return builder.intern(start, end) }
        return builder.intern(decoded: bytes[start..<end].filter { $0 > 0x20 && $0 != UInt8(ascii: "\\") })
    }

    /// `from .module import a as b, c`; a relative module keeps its dots, `*` binds nothing and is the flag `namespace`.
    mutating func readFromImport() -> NodeID {
        let first = start
        advance()
        let nameStart = start
        while current == .dot || current == .ellipsis { advance() }
        if current == .name { _ = readDottedName() }
        let module = nameStart < lastEnd ? spelling(nameStart, lastEnd) : .empty
        let node = builder.make(.importDeclaration, first, first, name: module, nameStart: nameStart)
        guard skip(.import) else {
            close(node)
            return node
        }
        let closing = current == .openParenthesis ? partner(at: index) : nil
        if closing != nil { advance() }
        while true {
            if skip(.star) {
                builder.addFlags(.namespace, to: node)
            } else if current == .name {
                attach(readImportedName(), as: .binding, to: node)
            } else {
                break
            }
            guard skip(.comma) else { break }
        }
        if let closing {
            readJunk(in: node)
            move(to: closing)
            advance()
        }
        close(node)
        return node
    }

    private mutating func readImportedName() -> NodeID {
        let (first, exported) = (start, symbol())
        advance()
        let imported = make(.identifier, from: first, name: exported)
        var local = (name: exported, start: first)
        if skip(.as), current == .name {
            local = (symbol(), start)
            advance()
        }
        let binding = make(.importBinding, from: first, name: local.name, nameStart: local.start)
        attach(imported, as: .imported, to: binding)
        return binding
    }
}
