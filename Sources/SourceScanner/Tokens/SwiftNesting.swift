/// A bracket, or an interpolation inside a string, that waits for its end.
struct SwiftOpening: Sendable {
    /// Which bracket; an interpolation counts as a parenthesis.
    var word: SwiftWord
    /// Index of the opening token.
    var token: Int
    /// The string that an interpolation belongs to.
    var string: SwiftStringForm?
}

/// How a string literal was opened, hence how it ends.
struct SwiftStringForm: Sendable {
    var hashes: Int
    var isMultiline: Bool
    /// Index of its `stringStart` token, or -1 before its first interpolation.
    var token: Int
    /// Where the literal begins in the file.
    var start: Int
}

extension SwiftScanner {
    mutating func open(_ word: SwiftWord) {
        nesting.append(SwiftOpening(word: word, token: tokens.count, string: nil))
        if word == .brace { openBraces += 1 }
        offset += 1
        append(.open, from: offset - 1, word: word)
    }

    mutating func close(_ word: SwiftWord) {
        guard let depth = depthOfOpening(word) else {
            offset += 1
            append(.unknown, from: offset - 1)
            return
        }
        while nesting.count > depth { closeInnermost() }
        guard let opening = nesting.popLast() else { return }
        if word == .brace { openBraces -= 1 }
        offset += 1
        pair(opening.token, tokens.count)
        if let string = opening.string {
            append(.interpolationEnd, from: offset - 1)
            tokens[tokens.count - 1].partner = Int32(truncatingIfNeeded: opening.token)
            scanStringBody(string)
        } else {
            append(.close, from: offset - 1, word: .close)
            tokens[tokens.count - 1].partner = Int32(truncatingIfNeeded: opening.token)
        }
    }

    /// How many openings lie around the one that this bracket closes. A brace closes whatever was left open inside it; the other two
    /// do not reach beyond the nearest brace, and do not look far, which keeps broken input linear.
    private func depthOfOpening(_ word: SwiftWord) -> Int? {
        if word == .brace, openBraces == 0 { return nil }
        var depth = nesting.count
        let limit = word == .brace ? 0 : max(0, nesting.count - 32)
        while depth > limit {
            depth -= 1
            let opening = nesting[depth]
            if opening.word == word { return depth + 1 }
            if word != .brace, opening.word == .brace || opening.string != nil { return nil }
        }
        return nil
    }

    /// Ends the innermost opening here, with a token of no width.
    mutating func closeInnermost() {
        guard let opening = nesting.popLast() else { return }
        if opening.word == .brace { openBraces -= 1 }
        let kept = gap
        gap = []
        pair(opening.token, tokens.count)
        append(opening.string == nil ? .close : .interpolationEnd, from: offset, word: opening.string == nil ? .close : .other)
        tokens[tokens.count - 1].partner = Int32(truncatingIfNeeded: opening.token)
        if let string = opening.string { endString(string, from: offset, flags: .unterminated) }
        gap = kept
    }

    private mutating func pair(_ first: Int, _ second: Int) {
        guard first >= 0, first < tokens.count else { return }
        tokens[first].partner = Int32(truncatingIfNeeded: second)
    }

    /// The `stringEnd` of a string with interpolations, which pairs it with its start.
    mutating func endString(_ string: SwiftStringForm, from start: Int, flags: Token.Flags = []) {
        pair(string.token, tokens.count)
        append(.stringEnd, from: start, flags: flags)
        tokens[tokens.count - 1].partner = Int32(truncatingIfNeeded: string.token)
    }
}
