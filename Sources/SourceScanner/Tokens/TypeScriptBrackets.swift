// Pairs brackets; what is unbalanced is repaired so that every `open` has a `close` and all pairs nest.
extension TypeScriptScanner {
    @inline(__always)
    mutating func openBracket(_ kind: Frame.Kind) {
        frames.append(Frame(kind: kind, token: Int32(truncatingIfNeeded: tokens.count)))
        switch kind {
        case .parenthesis: open.parentheses &+= 1
        case .bracket: open.brackets &+= 1
        default: open.braces &+= 1
        }
        let start = offset
        offset += 1
        append(.open, from: start)
    }

    mutating func pushBarrier(_ kind: Frame.Kind, token: Int, template: Int = -1) {
        frames.append(
            Frame(kind: kind, token: Int32(truncatingIfNeeded: token), template: Int32(truncatingIfNeeded: template), outer: open))
        open = OpenBrackets()
    }

    @inline(__always)
    mutating func closeBracket(_ byte: UInt8) {
        let wanted: Frame.Kind
        switch byte {
        case UInt8(ascii: ")"): wanted = .parenthesis
        case UInt8(ascii: "]"): wanted = .bracket
        default: wanted = .brace
        }
        let start = offset
        offset += 1
        if let top = frames.last, top.kind == wanted {
            pop(top)
            return close(top, from: start)
        }
        closeUnbalanced(wanted, from: start)
    }

    @inline(__always)
    private mutating func close(_ frame: Frame, from start: Int) {
        tokens[Int(frame.token)].partner = Int32(truncatingIfNeeded: tokens.count)
        tokens.append(Token(.close, start: start, end: offset, flags: flags, partner: frame.token))
        flags = []
    }

    @inline(__always)
    private mutating func pop(_ frame: Frame) {
        frames.removeLast()
        switch frame.kind {
        case .parenthesis: open.parentheses &-= 1
        case .bracket: open.brackets &-= 1
        case .brace: open.braces &-= 1
        default: open = frame.outer
        }
    }

    /// A closing bracket that does not fit the innermost open one: closes what stands between, or means nothing.
    private mutating func closeUnbalanced(_ wanted: Frame.Kind, from start: Int) {
        let fitting: Int32
        switch wanted {
        case .parenthesis: fitting = open.parentheses
        case .bracket: fitting = open.brackets
        default: fitting = open.braces
        }
        if fitting == 0, wanted != .brace || !isInsideBarrier { return append(.unknown, from: start) }
        let end = offset
        offset = start
        while let top = frames.last {
            pop(top)
            switch top.kind {
            case wanted:
                offset = end
                return close(top, from: start)
            case .parenthesis, .bracket, .brace: close(top, from: start)
            case .interpolation:
                offset = end
                tokens[Int(top.token)].partner = Int32(truncatingIfNeeded: tokens.count)
                tokens.append(Token(.interpolationEnd, start: start, end: end, flags: flags, partner: top.token))
                flags = []
                return continueTemplate(Int(top.template))
            case .attributeExpression, .childExpression:
                offset = end
                close(top, from: start)
                mode = top.kind == .attributeExpression ? .tag : .children
                return
            case .tag, .children: return
            }
        }
    }

    /// Some frame below is an interpolation or an expression in markup. Everything above the nearest barrier is a bracket.
    private var isInsideBarrier: Bool {
        Int(open.parentheses) + Int(open.brackets) + Int(open.braces) < frames.count
    }

    /// Ends everything that is still open at the end of the file.
    mutating func closeAllFrames() {
        offset = bytes.count
        while let top = frames.last {
            pop(top)
            switch top.kind {
            case .parenthesis, .bracket, .brace, .attributeExpression, .childExpression: close(top, from: offset)
            case .interpolation:
                tokens[Int(top.token)].partner = Int32(truncatingIfNeeded: tokens.count)
                tokens.append(Token(.interpolationEnd, start: offset, end: offset, flags: .unterminated, partner: top.token))
                continueTemplate(Int(top.template))
            case .tag, .children: tokens[Int(top.token)].partner = Int32(truncatingIfNeeded: tokens.count)
            }
        }
    }
}
