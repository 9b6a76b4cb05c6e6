/// One search for many words at once: whether a file's bytes hold any of them.
///
/// At every second offset three bytes are looked up in one small table; whichever way a word lies, one of its stretches of three bytes begins at such an
/// offset. Nothing depends on the result of the step before, so the loop runs at the speed of the table's loads; only where the table says so is anything
/// compared.
package struct Sweep: Sendable {
    package let literals: [String]
    /// By the hash of three bytes: 0 where no word has them, else the number of the list of those that may.
    private let table: [UInt8]
    /// All lists one behind the other, and where each of them begins.
    private let candidates: [Candidate]
    private let lists: [Int]

    private struct Candidate: Sendable {
        /// Where the word stands in `words`.
        let word: Range<Int>
        /// Where in the word the three bytes stand; -1 for a word of three bytes that begins behind the first of them.
        let offset: Int
        /// Four bytes from there as one number, and which of its bits the word decides: most places that only look alike differ here.
        let bytes: UInt32
        let mask: UInt32
    }
    /// The bytes of all words.
    private let words: [UInt8]

    /// `literals` of fewer than three bytes are not searched for.
    package init(literals: [String]) {
        self.literals = literals
        var table = [UInt8](repeating: 0, count: 1 << Self.tableBits)
        var lists: [[Candidate]] = [[]]
        var words: [UInt8] = []
        for word in literals.map({ Array($0.utf8) }) where word.count >= 3 {
            // One list a word. They run out at 255: words that come later share the last.
            if lists.count < 256 { lists.append([]) }
            let own = UInt8(truncatingIfNeeded: lists.count - 1)
            let range = words.count..<(words.count + word.count)
            words += word
            func add(_ offset: Int, _ hashes: some Sequence<Int>) {
                let candidate = Self.candidate(word, range, offset)
                var added: [Int] = []
                for hash in hashes {
                    if table[hash] == 0 { table[hash] = own }
                    let list = Int(table[hash])
                    guard !added.contains(list) else { continue }
                    added.append(list)
                    lists[list].append(candidate)
                }
            }
            let start = word.count == 3 ? 0 : Self.rarest(in: word)
            add(start, CollectionOfOne(Self.hash(Self.window(word, start))))
            if word.count > 3 {
                add(start + 1, CollectionOfOne(Self.hash(Self.window(word, start + 1))))
            } else {
                // At the other offsets any byte may stand before the word's first two; only seven bits of it are looked at.
                add(-1, (0..<128).lazy.map { Self.hash($0 | UInt64(word[0]) << 8 | UInt64(word[1]) << 16) })
            }
        }
        self.table = table
        self.words = words
        candidates = lists.flatMap { $0 }
        self.lists = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    }

    /// Whether any of the words is there. One pass; constant memory.
    package func isRelevant(_ bytes: UnsafeRawBufferPointer) -> Bool {
        table.withUnsafeBufferPointer { table in
            let end = bytes.count
            var offset = 0
            // Two loads give six stretches a round.
            while offset + 14 <= end {
                let first = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                let second = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 6, as: UInt64.self))
                let hits =
                    table[Self.hash(first)] | table[Self.hash(first >> 16)] | table[Self.hash(first >> 32)] | table[Self.hash(second)]
                    | table[Self.hash(second >> 16)] | table[Self.hash(second >> 32)]
                if hits != 0, isConfirmed(bytes, from: offset, to: offset + 12) { return true }
                offset += 12
            }
            return isConfirmed(bytes, from: offset, to: end)
        }
    }

    package func isRelevant(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { isRelevant($0) } }

    /// Compares the words that may stand at the even offsets of a stretch.
    private func isConfirmed(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Bool {
        var offset = start
        while offset < end {
            let window = Self.window(bytes, offset)
            let list = Int(table[Self.hash(window)])
            if list != 0 {
                for index in lists[list]..<lists[list + 1]
                where UInt32(truncatingIfNeeded: window) & candidates[index].mask == candidates[index].bytes
                    && matches(candidates[index], bytes, at: offset)
                { return true }
            }
            offset += 2
        }
        return false
    }

    private static func candidate(_ word: [UInt8], _ range: Range<Int>, _ offset: Int) -> Candidate {
        var bytes: UInt32 = 0
        var mask: UInt32 = 0
        for index in 0..<4 where word.indices.contains(offset + index) {
            bytes |= UInt32(word[offset + index]) << UInt32(8 * index)
            mask |= 0xFF << UInt32(8 * index)
        }
        return Candidate(word: range, offset: offset, bytes: bytes, mask: mask)
    }

    @inline(__always)
    private func matches(_ candidate: Candidate, _ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        let start = offset - candidate.offset
        guard start >= 0, start + candidate.word.count <= bytes.count else { return false }
        var place = start
        for index in candidate.word {
            if bytes[place] != words[index] { return false }
            place += 1
        }
        return true
    }

    private static let tableBits = 15

    /// The slot of the lowest three bytes, seven bits each.
    @inline(__always)
    private static func hash(_ bytes: UInt64) -> Int {
        Int(truncatingIfNeeded: ((UInt32(truncatingIfNeeded: bytes) & 0x7F_7F7F) &* 0x9E37_79B1) >> UInt32(32 - tableBits))
    }

    /// The four bytes at an offset; zeros behind the end.
    @inline(__always)
    private static func window(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        if offset + 4 <= bytes.count { return UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))) }
        var result: UInt64 = 0
        for index in 0..<4 where offset + index < bytes.count { result |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
        return result
    }

    private static func window(_ word: [UInt8], _ offset: Int) -> UInt64 { word.withUnsafeBytes { window($0, offset) } }

    /// Where in a word the four bytes begin that are rarest in source text.
    private static func rarest(in word: [UInt8]) -> Int {
        func weight(at start: Int) -> Int { word[start..<(start + 4)].reduce(0) { $0 + commonness(of: $1) } }
        return (0...(word.count - 4)).min { weight(at: $0) < weight(at: $1) } ?? 0
    }

    /// How common a byte is in source text, on a logarithmic scale.
    private static func commonness(of byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: " "): 8
        case UInt8(ascii: "e"), UInt8(ascii: "t"): 7
        case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "r"), UInt8(ascii: "s"): 6
        case UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "l"), UInt8(ascii: "m"), UInt8(ascii: "p"), UInt8(ascii: "u"): 5
        case UInt8(ascii: "f"), UInt8(ascii: "g"), UInt8(ascii: "h"), UInt8(ascii: "y"), UInt8(ascii: "b"), UInt8(ascii: "_"): 4
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "v"): 4
        case UInt8(ascii: "k"), UInt8(ascii: "w"), UInt8(ascii: "x"): 3
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): 2
        default: 1
        }
    }
}
