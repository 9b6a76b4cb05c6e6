// Closures.
extension SwiftReader {
    /// `{ [captures] (parameters) async throws -> T in statements }`
    mutating func readClosure() -> NodeID {
        guard enter() else { return readUnknown() }
        defer { depth -= 1 }
        let node = builder.make(.function, start, start, flags: .arrow)
        let signatureEnd = closureSignatureEnd
        let outer = patternForm
        insideBrackets { reader, close in
            reader.patternForm = .none
            var captures: [NodeID] = []
            if let signatureEnd { captures = reader.readClosureSignature(into: node, until: signatureEnd) }
            let body = reader.builder.make(.block, reader.start, reader.start)
            if reader.index >= close { reader.builder[body].start = UInt32(truncatingIfNeeded: reader.previousEnd) }
            for capture in captures { reader.builder.attach(capture, as: .statement, to: body) }
            reader.readStatements(into: body, as: .statement, until: close, .code)
            reader.finish(body)
            reader.builder.attach(body, as: .body, to: node)
        }
        patternForm = outer
        finish(node)
        return node
    }

    /// The `in` that ends the signature of the closure whose brace is here, or nil if it has none.
    private var closureSignatureEnd: Int? {
        var index = self.index + 1
        while index < last, words[index] == .at { index = endOfAttribute(index) }
        if words[index] == .bracket {
            index = behind(index)
            guard tokens[index].kind == .identifier || words[index] == .parenthesis || words[index] == .arrow else { return nil }
        }
        if words[index] == .parenthesis {
            index = behind(index)
        } else {
            while index < last, tokens[index].kind == .identifier, !isSignatureWord(words[index]), !words[index].isReserved {
                index += 1
                guard words[index] == .comma else { break }
                index += 1
            }
        }
        while index < last, isSignatureWord(words[index]), words[index] != .in {
            index += 1
            if words[index] == .parenthesis { index = behind(index) }
        }
        if words[index] == .arrow {
            index += 1
            guard skipTypes(from: &index) else { return nil }
        }
        return index < last && words[index] == .in ? index : nil
    }

    private func isSignatureWord(_ word: SwiftWord) -> Bool {
        word == .in || word == .async || word == .throws || word == .rethrows || word == .reasync
    }

    /// Reads up to behind the `in`. Captures with a value of their own are returned: they are the body's first variables.
    private mutating func readClosureSignature(into node: NodeID, until end: Int) -> [NodeID] {
        var captures: [NodeID] = []
        while word == .at {
            let before = index
            builder.attach(readAttribute(), as: .decorator, to: node)
            if index == before { break }
        }
        if word == .bracket { captures = readCaptures() }
        if word == .parenthesis {
            readParameters(into: node, .closure)
        } else {
            while index < end, kind == .identifier, !isSignatureWord(word) {
                let parameter = builder.make(.parameter, start, Int(tokens[index].end), name: symbol(index))
                builder.attach(parameter, as: .parameter, to: node)
                advance()
                _ = take(.comma)
            }
        }
        builder.addFlags(skipEffects(), to: node)
        if take(.arrow) { builder.attach(readType(), as: .type, to: node) }
        index = max(index, end)
        _ = take(.in)
        return captures
    }

    private mutating func readCaptures() -> [NodeID] {
        var captures: [NodeID] = []
        insideBrackets { reader, close in
            while reader.index < close {
                let before = reader.index
                while [.weak, .unowned].contains(reader.word), reader.wordAhead(1) != .equal, reader.index + 1 < close {
                    reader.advance()
                    if reader.word == .parenthesis { reader.skip() }
                }
                if reader.kind == .identifier, reader.wordAhead(1) == .equal {
                    captures.append(reader.readCapture())
                } else if reader.word != .comma {
                    reader.skip()
                }
                if !reader.take(.comma), reader.index == before { return }
            }
        }
        return captures
    }

    /// `name = value`
    private mutating func readCapture() -> NodeID {
        let node = builder.make(.variable, start, start, flags: .constant)
        let target = builder.make(.identifier, start, Int(tokens[index].end), name: symbol(index))
        builder.attach(target, as: .target, to: node)
        index += 2
        builder.attach(readExpression(Precedence.ternary), as: .value, to: node)
        finish(node)
        return node
    }
}
