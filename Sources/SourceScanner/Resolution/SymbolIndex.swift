/// The symbols of one tree by their text: eight to sixteen bytes each, where a dictionary takes forty.
struct SymbolIndex {
    private let texts: [String]
    /// A symbol in each place that is taken, near the place that its text's hash says. A power of two.
    private var slots: [UInt32]

    /// `texts` are those of the symbols by number; the first is that of the empty name.
    init(_ texts: [String]) {
        self.texts = texts
        var size = 16
        while size < texts.count * 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        // Different bytes may be the same text, where they are no UTF-8: the last symbol counts.
        for symbol in texts.indices.dropFirst().reversed() {
            let slot = slot(of: texts[symbol])
            if slots[slot] == 0 { slots[slot] = UInt32(symbol) }
        }
    }

    subscript(text: String) -> Symbol? {
        if text.isEmpty { return .empty }
        let symbol = slots[slot(of: text)]
        return symbol == 0 ? nil : Symbol(symbol)
    }

    /// Where a text is, or where it would be put.
    private func slot(of text: String) -> Int {
        let mask = slots.count - 1
        var slot = Int(SymbolTable.hash(text.utf8)) & mask
        while slots[slot] != 0, !texts[Int(slots[slot])].utf8.elementsEqual(text.utf8) { slot = (slot + 1) & mask }
        return slot
    }
}
