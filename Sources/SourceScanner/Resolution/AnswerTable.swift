/// Answers by expression and by where they hold. Asked at every step of an evaluation: nodes are told apart by number and address, which a multiplication
/// spreads as well as a keyed hash does, in a tenth of the time.
struct AnswerTable {
    /// Where an answer holds.
    struct Context: Equatable {
        private let tree: UInt
        private let number: UInt

        private init(tree: UInt, number: UInt) {
            self.tree = tree
            self.number = number
        }

        static let noFrame = Context(tree: 0, number: 0)

        /// In this frame alone. Frames are known by where they lie: whoever remembers such an answer keeps the frame.
        static func frame(_ frame: Frame) -> Context { Context(tree: 0, number: UInt(bitPattern: ObjectIdentifier(frame))) }

        /// In every frame of the same function that is as many calls deep.
        static func anyFrame(like frame: Frame) -> Context {
            Context(
                tree: UInt(bitPattern: ObjectIdentifier(frame.function.tree)),
                number: UInt(UInt32(bitPattern: frame.function.id.raw)) << 32 | UInt(UInt32(truncatingIfNeeded: frame.depth)))
        }

        fileprivate var mixed: UInt { tree &* 0xFF51_AFD7_ED55_8CCD ^ number &* 0xC2B2_AE3D_27D4_EB4F }
    }

    struct Answer {
        let resolved: Resolved
        /// How many calls deep the outermost frame is that it depends on.
        var outermostLook = Int.max
    }

    private struct Key: Equatable {
        let tree: UInt
        let node: Int32
        let context: Context

        init(_ expression: Syntax, _ context: Context) {
            tree = UInt(bitPattern: ObjectIdentifier(expression.tree))
            node = expression.id.raw
            self.context = context
        }
    }

    private var keys: [Key] = []
    private var answers: [Answer] = []
    /// One more than the place of a key; 0 where there is none. A power of two.
    private var slots: [Int32] = []

    var isEmpty: Bool { keys.isEmpty }

    func answer(to expression: Syntax, in context: Context) -> Answer? {
        guard !keys.isEmpty else { return nil }
        let slot = slot(of: Key(expression, context))
        return slots[slot] == 0 ? nil : answers[Int(slots[slot]) - 1]
    }

    mutating func remember(_ answer: Answer, to expression: Syntax, in context: Context) {
        if keys.count * 2 >= slots.count { grow() }
        let key = Key(expression, context)
        let slot = slot(of: key)
        guard slots[slot] == 0 else {
            answers[Int(slots[slot]) - 1] = answer
            return
        }
        keys.append(key)
        answers.append(answer)
        slots[slot] = Int32(truncatingIfNeeded: keys.count)
    }

    mutating func forgetAll() {
        let isSmall = slots.count <= 512
        keys.removeAll(keepingCapacity: isSmall)
        answers.removeAll(keepingCapacity: isSmall)
        slots = isSmall ? [Int32](repeating: 0, count: slots.count) : []
    }

    /// Where a key is, or where it would be put.
    private func slot(of key: Key) -> Int {
        let mask = slots.count - 1
        let mixed = (key.tree &+ UInt(truncatingIfNeeded: key.node) &* 0x9E37_79B9_7F4A_7C15 ^ key.context.mixed) &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: mixed >> 32) & mask
        while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: max(64, slots.count * 2))
        for (index, key) in keys.enumerated() { slots[slot(of: key)] = Int32(truncatingIfNeeded: index + 1) }
    }
}
