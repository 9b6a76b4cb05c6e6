/// Brackets and interpolations: each gets its partner, also where the source forgot it.
extension PythonScanner {
    /// Something that is open: a bracket, the text of an f-string, a field in it, or that field's format.
    struct Frame {
        enum Kind: UInt8 {
            case parenthesis, square, brace
            case string, interpolation, format
        }

        var kind: Kind
        /// The token that opened it, or -1.
        var token: Int32
        /// Of the innermost f-string around: its quote (0 when there is none) and manner.
        var quote: UInt8 = 0
        var isTriple = false
        var isRaw = false

        /// The frame stands in an f-string that must end on its own line.
        var isInLineString: Bool { quote != 0 && !isTriple }
    }

    /// How many brackets of each kind are open.
    struct BracketCounts {
        private var parenthesis: Int32 = 0
        private var square: Int32 = 0
        private var brace: Int32 = 0

        subscript(kind: Frame.Kind) -> Int32 {
            get {
                switch kind {
                case .parenthesis: parenthesis
                case .square: square
                case .brace: brace
                default: 0
                }
            }
            set {
                switch kind {
                case .parenthesis: parenthesis = newValue
                case .square: square = newValue
                case .brace: brace = newValue
                default: break
                }
            }
        }
    }

    mutating func open(_ kind: Frame.Kind) {
        push(kind, token: tokens.count)
        openBrackets[kind] += 1
        emit(.open, from: offset, to: offset + 1)
        offset += 1
    }

    /// A closing bracket. Brackets left open inside it are closed first; one that closes nothing is unknown.
    mutating func close(_ kind: Frame.Kind) {
        let start = offset
        if openBrackets[kind] > 0 {
            while let top = frames.last, top.kind != kind { pop(from: start, to: start) }
        } else if kind == .brace, let top = frames.last, top.quote != 0 {
            while let top = frames.last, top.kind != .interpolation { pop(from: start, to: start) }
        } else {
            emit(.unknown, from: start, to: start + 1)
            offset += 1
            return
        }
        pop(from: start, to: start + 1)
        offset = start + 1
    }

    /// A frame inside the innermost one, in the same f-string.
    mutating func push(_ kind: Frame.Kind, token: Int) {
        var frame = frames.last ?? Frame(kind: kind, token: -1)
        frame.kind = kind
        frame.token = Int32(truncatingIfNeeded: token)
        push(frame)
    }

    mutating func push(_ frame: Frame) {
        frames.append(frame)
        isInText = frame.kind == .string || frame.kind == .format
        if frame.kind == .interpolation {
            hiddenBrackets.append(openBrackets)
            openBrackets = BracketCounts()
        }
    }

    /// Closes the innermost frame with a token of these bytes, none when it is made up.
    mutating func pop(from start: Int, to end: Int) {
        guard let frame = frames.popLast() else { return }
        switch frame.kind {
        case .parenthesis, .square, .brace:
            openBrackets[frame.kind] -= 1
            emitPartner(.close, of: frame, from: start, to: end)
        case .interpolation:
            openBrackets = hiddenBrackets.popLast() ?? BracketCounts()
            emitPartner(.interpolationEnd, of: frame, from: start, to: end)
        case .string:
            emitPartner(.stringEnd, of: frame, from: start, to: end, flags: start == end ? .unterminated : [])
        case .format: break
        }
        isInText = frames.last.map { $0.kind == .string || $0.kind == .format } ?? false
    }

    private mutating func emitPartner(_ kind: Token.Kind, of frame: Frame, from start: Int, to end: Int, flags: Token.Flags = []) {
        let opener = Int(frame.token)
        guard tokens.indices.contains(opener) else { return }
        tokens[opener].partner = Int32(truncatingIfNeeded: tokens.count)
        emit(kind, from: start, to: end, flags: flags, partner: frame.token)
    }

    mutating func closeAllFrames(at offset: Int) {
        while !frames.isEmpty { pop(from: offset, to: offset) }
    }

    /// Ends every f-string around that may not go on behind this line.
    mutating func closeLineStrings(at offset: Int) {
        while let top = frames.last, top.isInLineString { pop(from: offset, to: offset) }
    }
}
