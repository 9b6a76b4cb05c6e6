/// One search for many words at once: whether a file's bytes hold any of them.
///
/// Two neighbouring pairs of bytes are looked up at every second offset in a table that says, for eight groups of words, which groups have such a pair first
/// and which second; only where one group has both is anything compared. Nothing depends on the result of the step before, so the loop runs at the speed of
/// the table's loads, and a word of three bytes is found by one pair alone.
package struct Sweep: Sendable {
    /// By pair of bytes: in the low half the groups that have it as a first pair, in the high half those that have it as a second one.
    private let table: [UInt16]
    private let candidates: [UInt16: [Candidate]]
    package let literals: [String]

    private struct Candidate: Sendable {
        let literal: [UInt8]
        /// Where in the literal the pair stands.
        let offset: Int
    }

    /// `literals` of fewer than three bytes are not searched for.
    package init(literals: [String]) {
        var table = [UInt16](repeating: 0, count: 1 << 16)
        var candidates: [UInt16: [Candidate]] = [:]
        let words = literals.map { Array($0.utf8) }.filter { $0.count >= 3 }
        for (number, word) in words.enumerated() {
            // The first group is for words without room for a second pair.
            let group: UInt16 = word.count < 5 ? 1 : 1 << UInt16(1 + number % 7)
            let start = word.count < 5 ? Self.rarest(in: word, width: 3) : Self.rarest(in: word, width: 5)
            for shift in 0...1 {
                let first = Self.pair(word[start + shift], word[start + shift + 1])
                table[Int(first)] |= group
                candidates[first, default: []].append(Candidate(literal: word, offset: start + shift))
                if group != 1 { table[Int(Self.pair(word[start + shift + 2], word[start + shift + 3]))] |= group << 8 }
            }
        }
        for pair in table.indices { table[pair] |= 1 << 8 }
        self.table = table
        self.candidates = candidates
        self.literals = literals
    }

    /// Whether any of the words is there. One pass; constant memory.
    package func isRelevant(_ bytes: Span<UInt8>) -> Bool {
        let table = table.span
        let end = bytes.count
        var offset = 0
        var previous: UInt16 = 0
        // Four pairs a round; `previous` is the table's word for the pair before.
        while offset + 8 <= end {
            let a = table[Int(Self.pair(bytes[offset], bytes[offset + 1]))]
            let b = table[Int(Self.pair(bytes[offset + 2], bytes[offset + 3]))]
            let c = table[Int(Self.pair(bytes[offset + 4], bytes[offset + 5]))]
            let d = table[Int(Self.pair(bytes[offset + 6], bytes[offset + 7]))]
            let hits = (previous & a >> 8) | (a & b >> 8) | (b & c >> 8) | (c & d >> 8)
            if hits & 0xFF != 0, isConfirmed(bytes, from: max(0, offset - 2), to: offset + 6) { return true }
            previous = d
            offset += 8
        }
        return isConfirmed(bytes, from: max(0, offset - 2), to: end - 1)
    }

    package func isRelevant(_ bytes: [UInt8]) -> Bool { isRelevant(bytes.span) }

    /// Compares the words that have the pairs at even offsets of a stretch.
    private func isConfirmed(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        var offset = start
        while offset < end {
            let pair = Self.pair(bytes[offset], bytes[offset + 1])
            if table[Int(pair)] & 0xFF != 0, let candidates = candidates[pair],
                candidates.contains(where: { Self.matches($0, bytes, at: offset) })
            {
                return true
            }
            offset += 2
        }
        return false
    }

    private static func matches(_ candidate: Candidate, _ bytes: Span<UInt8>, at offset: Int) -> Bool {
        let start = offset - candidate.offset
        guard start >= 0, start + candidate.literal.count <= bytes.count else { return false }
        for index in candidate.literal.indices where bytes[start + index] != candidate.literal[index] { return false }
        return true
    }

    @inline(__always)
    private static func pair(_ first: UInt8, _ second: UInt8) -> UInt16 { UInt16(first) | UInt16(second) << 8 }

    /// Where in a word the stretch begins whose letters are rarest in source text.
    private static func rarest(in word: [UInt8], width: Int) -> Int {
        let common = Array("etaoinsrlcdupmfhgbvyk".utf8)
        func weight(_ byte: UInt8) -> Int { common.firstIndex(of: byte).map { common.count - $0 } ?? 0 }
        return (0...(word.count - width)).min { left, right in
            word[left..<(left + width)].reduce(0) { $0 + weight($1) } < word[right..<(right + width)].reduce(0) { $0 + weight($1) }
        } ?? 0
    }
}
