/// Answers by expression and frame. Asked at every step of an evaluation: nodes are told apart by number and address, which a multiplication spreads as well
/// as a keyed hash does, in a tenth of the time.
struct AnswerTable {
    private struct Key: Equatable {
        let tree: UInt
        let frame: UInt
        let node: Int32
    }

    private var keys: [Key] = []
    private var answers: [Resolved] = []
    /// Frames are known by where they lie: they live as long as what is said of them.
    private var frames: [Frame] = []
    /// One more than the place of a key; 0 where there is none. A power of two.
    private var slots: [Int32] = []

    var isEmpty: Bool { keys.isEmpty }

    func answer(to expression: Syntax, in frame: Frame?) -> Resolved? {
        guard !keys.isEmpty else { return nil }
        let slot = slot(of: Self.key(expression, frame))
        return slots[slot] == 0 ? nil : answers[Int(slots[slot]) - 1]
    }

    mutating func remember(_ answer: Resolved, to expression: Syntax, in frame: Frame?) {
        if keys.count * 2 >= slots.count { grow() }
        let key = Self.key(expression, frame)
        let slot = slot(of: key)
        guard slots[slot] == 0 else {
            answers[Int(slots[slot]) - 1] = answer
            return
        }
        keys.append(key)
        answers.append(answer)
        if let frame, frames.last !== frame { frames.append(frame) }
        slots[slot] = Int32(truncatingIfNeeded: keys.count)
    }

    mutating func forgetAll() {
        let isSmall = slots.count <= 512
        keys.removeAll(keepingCapacity: isSmall)
        answers.removeAll(keepingCapacity: isSmall)
        frames.removeAll(keepingCapacity: isSmall)
        slots = isSmall ? [Int32](repeating: 0, count: slots.count) : []
    }

    private static func key(_ expression: Syntax, _ frame: Frame?) -> Key {
        Key(
            tree: UInt(bitPattern: ObjectIdentifier(expression.tree)), frame: frame.map { UInt(bitPattern: ObjectIdentifier($0)) } ?? 0,
            node: expression.id.raw)
    }

    /// Where a key is, or where it would be put.
    private func slot(of key: Key) -> Int {
        let mask = slots.count - 1
        let mixed =
            (key.tree &+ UInt(truncatingIfNeeded: key.node) &* 0x9E37_79B9_7F4A_7C15 ^ key.frame &* 0xC2B2_AE3D_27D4_EB4F)
            &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: mixed >> 32) & mask
        while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: max(64, slots.count * 2))
        for (index, key) in keys.enumerated() { slots[slot(of: key)] = Int32(truncatingIfNeeded: index + 1) }
    }
}
