/// Functions, lambdas, classes, and what decorates them.
extension PythonReader {
    /// `@a`, `@b`, … and the function or class below.
    mutating func readDecorated() -> NodeID {
        let first = start
        var decorators: [NodeID] = []
        while current == .at {
            let decorator = builder.make(.decorator, start, start)
            advance()
            attach(readExpression(), as: .value, to: decorator)
            if !current.endsLine { attach(readUnknown { $0.endsLine }, as: .element, to: decorator) }
            close(decorator)
            decorators.append(decorator)
            _ = skip(.newline)
        }
        if current == .def || current == .async && next == .def { return readFunction(from: first, decorators: decorators) }
        if current == .class { return readClass(from: first, decorators: decorators) }
        let unknown = builder.make(.unknown, first, first)
        for decorator in decorators { attach(decorator, as: .decorator, to: unknown) }
        return unknown
    }

    // MARK: Functions

    mutating func readFunction(from first: Int, decorators: [NodeID]) -> NodeID {
        var flags: NodeFlags = []
        if skip(.async) { flags.insert(.isAsync) }
        advance()
        let isMethod = scopes[scopes.count - 1].isClass
        let nameStart = start
        var name = Symbol.empty
        if isName(at: index) {
            name = symbol()
            advance()
        }
        if isMethod, name == names.dunderInit {
            name = names.initializer
            flags.insert(.initializer)
        }
        for decorator in decorators { flags.formUnion(flag(of: decorator)) }
        skipTypeParameters()
        let node = builder.make(.function, first, first, name: name, nameStart: nameStart, flags: flags)
        for decorator in decorators { attach(decorator, as: .decorator, to: node) }
        let parameters = readParameters(of: node)
        if skip(.arrow) { attach(readType(), as: .type, to: node) }
        pushFunction(parameters, isMethod: isMethod && !flags.contains(.isStatic))
        attach(readBlock(), as: .body, to: node)
        scopes.removeLast()
        return node
    }

    /// What a decorator makes of a method.
    private func flag(of decorator: NodeID) -> NodeFlags {
        let value = builder.firstChild(of: decorator, .value)
        guard value.exists else { return [] }
        let node = builder[value]
        guard node.kind == .identifier || node.kind == .member else { return [] }
        if node.name == names.property || node.name == names.cachedProperty { return .getter }
        if node.kind == .member, node.name == names.setter { return .setter }
        return node.kind == .identifier && node.name == names.staticMethod ? .isStatic : []
    }

    /// `(a, /, b: T = c, *d, e, **f)`; gives the names.
    private mutating func readParameters(of function: NodeID) -> [Symbol] {
        guard current == .openParenthesis else { return [] }
        let closing = partner(at: index)
        advance()
        let names = readParameterList(of: function, isAnnotated: true) { $0.endsBracket }
        move(to: closing)
        advance()
        return names
    }

    private mutating func readParameterList(of function: NodeID, isAnnotated: Bool, until isEnd: (PythonLexeme) -> Bool) -> [Symbol] {
        var names: [Symbol] = []
        while !isEnd(current) {
            if skip(.comma) || skip(.slash) { continue }
            let first = start
            var flags: NodeFlags = []
            if current == .star || current == .doubleStar {
                flags = current == .star ? .spread : [.spread, .keyword]
                advance()
            }
            if isName(at: index) {
                names.append(symbol())
                attach(readParameter(from: first, flags: flags, isAnnotated: isAnnotated), as: .parameter, to: function)
            }
            guard current != .comma, !isEnd(current) else { continue }
            attach(readUnknown { $0 == .comma || isEnd($0) || $0.endsBracket }, as: .element, to: function)
            if current.endsBracket { break }
        }
        return names
    }

    private mutating func readParameter(from first: Int, flags: NodeFlags, isAnnotated: Bool) -> NodeID {
        let node = builder.make(.parameter, first, first, name: symbol(), nameStart: start, flags: flags)
        advance()
        if isAnnotated, skip(.colon) { attach(readType(), as: .type, to: node) }
        if skip(.assign) { attach(readExpression(), as: .value, to: node) }
        close(node)
        return node
    }

    /// The scope of a function: a method's first parameter is the object itself, also for functions inside that do not hide the name.
    private mutating func pushFunction(_ parameters: [Symbol], isMethod: Bool) {
        var scope = Scope(selfName: scopes[scopes.count - 1].selfName)
        if isMethod, let first = parameters.first {
            scope.selfName = first
        } else if parameters.contains(scope.selfName) {
            scope.selfName = .empty
        }
        scopes.append(scope)
    }

    mutating func readLambda() -> NodeID {
        let node = builder.make(.function, start, start, flags: [.arrow, .expressionBody])
        advance()
        let parameters = readParameterList(of: node, isAnnotated: false) { $0 == .colon || $0.endsBracket }
        pushFunction(parameters, isMethod: false)
        if skip(.colon) { attach(readExpression(), as: .body, to: node) }
        scopes.removeLast()
        close(node)
        return node
    }

    // MARK: Classes

    mutating func readClass(from first: Int, decorators: [NodeID]) -> NodeID {
        advance()
        let nameStart = start
        var name = Symbol.empty
        if isName(at: index) {
            name = symbol()
            advance()
        }
        let node = builder.make(.classDeclaration, first, first, name: name, nameStart: nameStart)
        for decorator in decorators { attach(decorator, as: .decorator, to: node) }
        skipTypeParameters()
        if current == .openParenthesis { readBases(of: node) }
        close(node)
        scopes.append(Scope(isClass: true, selfName: scopes[scopes.count - 1].selfName))
        readSuite(into: node)
        scopes.removeLast()
        return node
    }

    /// `(Base, module.Other[T], metaclass=Meta)`: what has a label is an argument.
    private mutating func readBases(of node: NodeID) {
        let closing = partner(at: index)
        advance()
        while !current.endsBracket {
            if skip(.comma) { continue }
            if isName(at: index), next == .assign || current == .doubleStar {
                attach(readArgument(), as: .argument, to: node)
            } else if current == .doubleStar {
                attach(readArgument(), as: .argument, to: node)
            } else {
                attach(readTypeOrExpression(), as: .base, to: node)
            }
            readJunk(in: node)
        }
        move(to: closing)
        advance()
    }
}
