/// Statements: lines and blocks, and the statements that fit on a line.
extension PythonReader {
    /// Statements up to the end of the block. Indentation that no statement asked for opens no block.
    mutating func readStatements(into parent: NodeID) {
        var strayIndents = 0
        while current != .endOfFile {
            switch current {
            case .indent:
                strayIndents += 1
                advance()
            case .dedent:
                guard strayIndents > 0 else { return }
                strayIndents -= 1
                advance()
            case .newline: advance()
            default: readStatement(into: parent)
            }
        }
    }

    /// A statement is a member where it declares something in a class.
    mutating func attachStatement(_ node: NodeID, to parent: NodeID) {
        guard node.exists else { return }
        var role = Role.statement
        if builder[parent].kind == .classDeclaration {
            switch builder[node].kind {
            case .function, .variable, .classDeclaration, .typeAlias: role = .member
            default: break
            }
        }
        attach(node, as: role, to: parent)
    }

    private mutating func readStatement(into parent: NodeID) {
        switch current {
        case .if: attachStatement(readIf(), to: parent)
        case .for: attachStatement(readFor(from: start), to: parent)
        case .while: attachStatement(readWhile(), to: parent)
        case .try: attachStatement(readTry(), to: parent)
        case .with: attachStatement(readWith(from: start), to: parent)
        case .def: attachStatement(readFunction(from: start, decorators: []), to: parent)
        case .class: attachStatement(readClass(from: start, decorators: []), to: parent)
        case .at: attachStatement(readDecorated(), to: parent)
        case .async: readAsync(into: parent)
        case .elif, .else, .except, .finally: attachStatement(readOrphan(), to: parent)
        case .name where isMatchStatement: attachStatement(readMatch(), to: parent)
        default: readLine(into: parent)
        }
    }

    private mutating func readAsync(into parent: NodeID) {
        let first = start
        switch next {
        case .def: attachStatement(readFunction(from: first, decorators: []), to: parent)
        case .for:
            advance()
            attachStatement(readFor(from: first, flags: .isAsync), to: parent)
        case .with:
            advance()
            attachStatement(readWith(from: first, flags: .isAsync), to: parent)
        default: readLine(into: parent)
        }
    }

    /// A clause without the statement it belongs to: its head is lost, its block is kept.
    private mutating func readOrphan() -> NodeID {
        let unknown = builder.make(.unknown, start, start)
        advance()
        if current != .colon { attach(readUnknown { $0 == .colon || $0.endsLine }, as: .element, to: unknown) }
        attach(readBlock(), as: .element, to: unknown)
        return unknown
    }

    // MARK: Blocks

    /// The block behind a colon, as a node.
    mutating func readBlock() -> NodeID {
        let block = builder.make(.block, start, start)
        readSuite(into: block)
        return block
    }

    /// What stands behind a colon, on the same line or indented below.
    mutating func readSuite(into parent: NodeID) {
        if current != .colon, !current.endsLine {
            attachStatement(readUnknown { $0 == .colon || $0.endsLine }, to: parent)
        }
        _ = skip(.colon)
        guard current == .newline else {
            if !current.endsLine { readLine(into: parent) }
            return
        }
        guard next == .indent else { return advance() }
        advance()
        advance()
        if enter() {
            readStatements(into: parent)
        } else {
            attachStatement(skipBlock(), to: parent)
        }
        leave()
        _ = skip(.dedent)
    }

    /// Everything up to the end of a block that is nested too deeply.
    mutating func skipBlock() -> NodeID {
        let first = start
        var open = 0
        while current != .endOfFile {
            if current == .indent { open += 1 }
            if current == .dedent {
                guard open > 0 else { break }
                open -= 1
            }
            advance()
        }
        return make(.unknown, from: first)
    }

    // MARK: Lines

    /// Simple statements between semicolons, up to the end of the line.
    private mutating func readLine(into parent: NodeID) {
        while !current.endsLine {
            if skip(.semicolon) { continue }
            readSimpleStatement(into: parent)
            if current != .semicolon, !current.endsLine {
                attachStatement(readUnknown { $0 == .semicolon || $0.endsLine }, to: parent)
            }
        }
        _ = skip(.newline)
    }

    private mutating func readSimpleStatement(into parent: NodeID) {
        switch current {
        case .import: readImport(into: parent)
        case .from: attachStatement(readFromImport(), to: parent)
        case .return: attachStatement(readReturn(), to: parent)
        case .raise: attachStatement(readRaise(), to: parent)
        case .assert: attachStatement(readAssert(), to: parent)
        case .del: readDelete(into: parent)
        case .pass, .break, .continue:
            let (first, name) = (start, symbol())
            advance()
            attachStatement(make(.jump, from: first, name: name), to: parent)
        case .global, .nonlocal: readOuterNames()
        case .name where isTypeAlias: attachStatement(readTypeAlias(), to: parent)
        default: readExpressionStatement(into: parent)
        }
    }

    private mutating func readReturn() -> NodeID {
        let first = start
        advance()
        let value = current.startsExpression ? readExpressionList() : NodeID.none
        let node = make(.returnStatement, from: first)
        attach(value, as: .value, to: node)
        return node
    }

    /// `raise a from b`: the cause is left out.
    private mutating func readRaise() -> NodeID {
        let first = start
        advance()
        let value = current.startsExpression ? readExpression() : NodeID.none
        let node = make(.throwStatement, from: first)
        attach(value, as: .value, to: node)
        if current == .from {
            while current != .semicolon, !current.endsLine { skipOne() }
            close(node)
        }
        return node
    }

    private mutating func readAssert() -> NodeID {
        let node = builder.make(.assertStatement, start, start)
        advance()
        attach(readExpression(), as: .condition, to: node)
        if skip(.comma) { attach(readExpression(), as: .value, to: node) }
        close(node)
        return node
    }

    private mutating func readDelete(into parent: NodeID) {
        var first = start
        advance()
        repeat {
            let value = readExpression()
            guard value.exists else { return }
            let node = make(.unary, from: first, name: names.delete)
            attach(value, as: .value, to: node)
            attachStatement(node, to: parent)
            first = self.start
            if current == .comma { first = Int(tokens[min(index + 1, tokens.count - 1)].start) }
        } while skip(.comma)
    }

    /// `global a, b` says where assignments go; it is no node.
    private mutating func readOuterNames() {
        advance()
        while current == .name {
            scopes[scopes.count - 1].outer.insert(symbol())
            advance()
            guard skip(.comma) else { return }
        }
    }

    // MARK: Type aliases

    /// `type Name = …` and `type Name[T] = …`; `type` is a name anywhere else.
    private var isTypeAlias: Bool {
        guard next == .name, tokenText(at: index, equals: "type") else { return false }
        let behind = lexeme(at: index + 2)
        return behind == .assign || behind == .openSquare
    }

    private mutating func readTypeAlias() -> NodeID {
        let first = start
        advance()
        let (name, nameStart) = (symbol(), start)
        advance()
        skipTypeParameters()
        let node = builder.make(.typeAlias, first, first, name: name, nameStart: nameStart)
        if skip(.assign) { attach(readType(), as: .type, to: node) }
        close(node)
        return node
    }

    /// `[T: bound = default]` behind the name of a function, class or type.
    mutating func skipTypeParameters() {
        if current == .openSquare { skipOne() }
    }

    func tokenText(at index: Int, equals text: StaticString) -> Bool {
        guard index < tokens.count else { return false }
        let range = Int(tokens[index].start)..<Int(tokens[index].end)
        guard range.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[range]) }
    }
}
