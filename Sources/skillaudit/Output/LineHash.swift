/// GitHub's `primaryLocationLineHash`, bit for bit: a rolling hash over the hundred UTF-16 units from the start of a line, blanks skipped, line endings as `\n`,
/// with a counter among equal hashes of the file. Another value than GitHub's own would make every upload warn.
enum LineHash {
    private static let blockSize = 100
    private static let modulus: UInt64 = 37
    private static let firstModulus: UInt64 = (0..<blockSize).reduce(1) { product, _ in product &* modulus }
    private static let endOfFile: UInt64 = 0xFFFF

    /// The hashes of the given lines (from 1) of a file.
    static func hashes(of bytes: [UInt8], lines: Set<Int>) -> [Int: String] {
        var state = State(wanted: lines)
        for unit in String(decoding: bytes, as: UTF8.self).utf16 { state.read(UInt64(unit)) }
        state.read(endOfFile)
        state.flush()
        return state.found
    }

    private struct State {
        let wanted: Set<Int>
        var found: [Int: String] = [:]
        private var window = [UInt64](repeating: 0, count: blockSize)
        /// The line that starts at this place of the window, or -1.
        private var lineNumbers = [Int](repeating: -1, count: blockSize)
        private var hash: UInt64 = 0
        private var index = 0
        private var line = 0
        private var isLineStart = true
        private var isAfterReturn = false
        private var counts: [UInt64: Int] = [:]

        init(wanted: Set<Int>) { self.wanted = wanted }

        mutating func read(_ unit: UInt64) {
            if unit == 0x20 || unit == 0x09 || (isAfterReturn && unit == 0x0A) {
                isAfterReturn = false
                return
            }
            isAfterReturn = unit == 0x0D
            let unit = isAfterReturn ? 0x0A : unit
            if lineNumbers[index] != -1 { output() }
            if isLineStart {
                isLineStart = false
                line += 1
                lineNumbers[index] = line
            }
            if unit == 0x0A { isLineStart = true }
            push(unit)
        }

        mutating func flush() {
            for _ in 0..<blockSize {
                if lineNumbers[index] != -1 { output() }
                push(0)
            }
        }

        private mutating func push(_ unit: UInt64) {
            hash = modulus &* hash &+ unit &- firstModulus &* window[index]
            window[index] = unit
            index = (index + 1) % blockSize
        }

        private mutating func output() {
            counts[hash, default: 0] += 1
            if wanted.contains(lineNumbers[index]) { found[lineNumbers[index]] = "\(String(hash, radix: 16)):\(counts[hash, default: 1])" }
            lineNumbers[index] = -1
        }
    }
}
