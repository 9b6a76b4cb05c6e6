/// How tightly the operators of the standard library bind; any other operator binds like `custom`.
enum Precedence {
    static let assignment: UInt8 = 10
    static let ternary: UInt8 = 20
    static let custom: UInt8 = 30
    static let disjunction: UInt8 = 40
    static let conjunction: UInt8 = 50
    static let comparison: UInt8 = 60
    static let coalescing: UInt8 = 70
    static let casting: UInt8 = 80
    static let range: UInt8 = 90
    static let addition: UInt8 = 100
    static let multiplication: UInt8 = 110
    static let shift: UInt8 = 120
    static let arrow: UInt8 = 130
}

/// An operator between two operands, before it is known how far it reaches.
struct PendingOperator {
    enum Form { case binary, assignment, ternary, cast }

    var form: Form
    var precedence: UInt8
    var isRightAssociative: Bool
    /// Where it is written.
    var start: Int
    var end: Int
    /// How many tokens spell it.
    var width: Int
    /// What stands between `?` and `:`.
    var middle = NodeID.none
}

extension SwiftReader {
    /// The operator here if it stands between two operands; nil where the expression ends.
    func infixOperator() -> PendingOperator? {
        let token = tokens[index]
        let (start, end) = (Int(token.start), Int(token.end))
        switch word {
        case .as:
            return PendingOperator(form: .cast, precedence: Precedence.casting, isRightAssociative: false, start: start, end: end, width: 1)
        case .is:
            return PendingOperator(form: .cast, precedence: Precedence.casting, isRightAssociative: false, start: start, end: end, width: 1)
        case .question:
            return PendingOperator(
                form: .ternary, precedence: Precedence.ternary, isRightAssociative: true, start: start, end: end, width: 1)
        case .equal:
            return PendingOperator(
                form: .assignment, precedence: Precedence.assignment, isRightAssociative: true, start: start, end: end, width: 1)
        case .arrow, .async, .throws, .rethrows:
            guard isBeforeArrow else { return nil }
            let arrow = indexOfArrow
            return PendingOperator(
                form: .binary, precedence: Precedence.arrow, isRightAssociative: true, start: Int(tokens[arrow].start),
                end: Int(tokens[arrow].end), width: arrow - index + 1)
        case .less, .greater, .ampersand, .exclamation, .tilde, .operator: return punctuationOperator()
        default: return nil
        }
    }

    private var indexOfArrow: Int {
        var arrow = index
        while arrow < last, words[arrow] != .arrow { arrow = behind(arrow) }
        return arrow
    }

    private func punctuationOperator() -> PendingOperator? {
        let width = operatorWidth(at: index)
        let isLeftBound = isLeftBound(index)
        let isRightBound = isRightBound(index + width, isLeftBound: isLeftBound)
        if isLeftBound != isRightBound {
            // `-x` on a line of its own is a statement; `x -y` on one line is a subtraction with a typing error.
            guard isRightBound, !isAtLineStart else { return nil }
        }
        let start = Int(tokens[index].start)
        let end = Int(tokens[index + width - 1].end)
        let (precedence, isRightAssociative) = precedence(start, end)
        return PendingOperator(
            form: precedence == Precedence.assignment ? .assignment : .binary, precedence: precedence,
            isRightAssociative: isRightAssociative, start: start, end: end, width: width)
    }

    /// `>>=` is three tokens, since each `>` may close a generic clause.
    func operatorWidth(at index: Int) -> Int {
        guard words[index] == .greater else { return 1 }
        var next = index + 1
        while next < last, tokens[next].flags.isEmpty, tokens[next].kind == .punctuation,
            words[next] == .greater || words[next] == .equal || words[next] == .operator
        {
            next += 1
        }
        return next - index
    }

    func isLeftBound(_ index: Int) -> Bool {
        guard index > 0, !tokens[index].flags.contains(.afterSpace) else { return false }
        switch tokens[index - 1].kind {
        case .open, .interpolationStart: return false
        default: return words[index - 1] != .comma && words[index - 1] != .colon && words[index - 1] != .semicolon
        }
    }

    func isRightBound(_ next: Int, isLeftBound: Bool) -> Bool {
        guard next <= last, !tokens[next].flags.contains(.afterSpace) else { return false }
        switch tokens[next].kind {
        case .close, .interpolationEnd, .endOfFile: return false
        default: break
        }
        switch words[next] {
        case .comma, .colon, .semicolon: return false
        case .dot: return !isLeftBound
        default: return true
        }
    }

    private func precedence(_ start: Int, _ end: Int) -> (UInt8, Bool) {
        guard end - start <= 4 else { return (Precedence.custom, false) }
        var packed: UInt32 = 0
        for offset in start..<end { packed = packed << 8 | UInt32(bytes[offset]) }
        return switch packed {
        // + - | ^ &+ &-
        case 0x2B, 0x2D, 0x7C, 0x5E, 0x262B, 0x262D: (Precedence.addition, false)
        // * / % & &*
        case 0x2A, 0x2F, 0x25, 0x26, 0x262A: (Precedence.multiplication, false)
        // << >> &<< &>>
        case 0x3C3C, 0x3E3E, 0x263C3C, 0x263E3E: (Precedence.shift, false)
        // ... ..<
        case 0x2E2E2E, 0x2E2E3C: (Precedence.range, false)
        // ??
        case 0x3F3F: (Precedence.coalescing, true)
        // < > <= >= == != === !== ~= and the pointwise ones
        case 0x3C, 0x3E, 0x3C3D, 0x3E3D, 0x3D3D, 0x213D, 0x3D3D3D, 0x213D3D, 0x7E3D, 0x2E3C, 0x2E3E, 0x2E3C3D, 0x2E3E3D, 0x2E3D3D,
            0x2E213D:
            (Precedence.comparison, false)
        // && ||
        case 0x2626: (Precedence.conjunction, false)
        case 0x7C7C: (Precedence.disjunction, false)
        // += -= *= /= %= &= |= ^= ??= ||= &&= <<= >>= &+= &-= &*= &<<= &>>=
        case 0x2B3D, 0x2D3D, 0x2A3D, 0x2F3D, 0x253D, 0x263D, 0x7C3D, 0x5E3D, 0x3F3F3D, 0x7C7C3D, 0x26263D, 0x3C3C3D, 0x3E3E3D,
            0x262B3D, 0x262D3D, 0x262A3D, 0x263C_3C3D, 0x263E_3E3D:
            (Precedence.assignment, true)
        default: (Precedence.custom, false)
        }
    }
}
