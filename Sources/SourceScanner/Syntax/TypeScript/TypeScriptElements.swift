// JSX elements.
extension TypeScriptReader {
    /// `<name attribute={…}>…</name>`. The `<` knows the element's last token.
    mutating func markup() -> NodeID {
        let node = builder.make(.markup, start, start)
        let last = min(Int(token.partner), tokens.count - 1)
        depth += 1
        defer { depth -= 1 }
        if depth <= Self.deepest {
            let context = enterBrackets()
            advance()
            elementName(of: node)
            attributes(of: node, until: last)
            if eat(.greater) { children(of: node, until: last) }
            leaveBrackets(context)
        } else {
            attach(builder.make(.unknown, start, Int(tokens[last].end)), as: .element, to: node)
        }
        goBehind(last)
        return end(node)
    }

    private mutating func elementName(of node: NodeID) {
        let first = position
        while kind == .identifier {
            advance()
            guard at(.dot) else { break }
            advance()
        }
        if position > first {
            name(node, Key(name: builder.intern(Int(tokens[first].start), previousEnd), start: Int(tokens[first].start)))
        }
        guard at(.less), token.partner < 0 else { return }
        var angles = 0
        while !isAtEnd {
            if at(.less) { angles += 1 }
            if at(.greater) { angles -= 1 }
            skipGroup()
            if angles == 0 { return }
        }
    }

    private mutating func attributes(of node: NodeID, until last: Int) {
        while position < last, !at(.greater), !at(.selfClose), !at(.endTag) {
            let before = position
            if kind == .identifier {
                attach(attribute(), as: .argument, to: node)
            } else if at(.openBrace) {
                attach(braced(), as: .argument, to: node)
            }
            if position == before {
                let unknown = builder.make(.unknown, start, start)
                skipGroup()
                attach(end(unknown), as: .argument, to: node)
            }
        }
    }

    private mutating func attribute() -> NodeID {
        let node = leaf(.property)
        guard eat(.assign) else { return node }
        switch kind {
        case .string: attach(string(), as: .value, to: node)
        case .open: attach(braced(), as: .value, to: node)
        case .punctuation where at(.less) && token.partner >= 0: attach(markup(), as: .value, to: node)
        default: break
        }
        return end(node)
    }

    /// What stands between `{` and `}`; nothing for a comment.
    private mutating func braced() -> NodeID {
        let close = partner
        let context = enterBrackets()
        advance()
        guard position < close else {
            leaveBrackets(context)
            goBehind(close)
            return .none
        }
        let inner = at(.ellipsis) ? spread() : expression()
        leaveBrackets(context)
        guard position < close else {
            goBehind(close)
            return inner
        }
        let node = builder.make(.unknown, start, start)
        attach(inner, as: .element, to: node)
        self.close(close, in: node)
        return node
    }

    private mutating func children(of node: NodeID, until last: Int) {
        while position < last, !at(.endTag) {
            if at(.openBrace) {
                attach(braced(), as: .element, to: node)
            } else if at(.less), token.partner > position {
                attach(markup(), as: .element, to: node)
            } else {
                skipGroup()
            }
        }
    }
}
