import Testing

@testable import SourceScanner

/// One search for many words.
@Suite struct SweepTests {
    let sweep = Sweep(literals: ["jwt", "DPoP", "udience", "verify_token", "access_token", "ab"])

    @Test(arguments: ["jwt", "DPoP", "udience", "verify_token", "access_token"], 0..<20)
    func everyWordIsFoundAtEveryOffset(_ word: String, _ offset: Int) {
        let padding = Array(repeating: UInt8(ascii: "e"), count: offset)
        for tail in 0..<12 { #expect(sweep.isRelevant(padding + Array(word.utf8) + Array(repeating: UInt8(ascii: "t"), count: tail))) }
        #expect(!sweep.isRelevant(padding + Array(word.utf8.dropLast())))
        #expect(!sweep.isRelevant(padding + Array(word.utf8.dropFirst())))
    }

    @Test func agreesWithASlowSearchOnEveryText() {
        var random = SystemRandomNumberGenerator()
        let letters = Array("jwtDPoPudienceverify_token access".utf8)
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }
            let expected = sweep.literals.filter { $0.utf8.count > 2 }.contains { text.contains(Array($0.utf8)) }
            #expect(sweep.isRelevant(text) == expected, "\(String(decoding: text, as: UTF8.self))")
        }
    }

    /// More words than the table has lists: those that come last share one.
    @Test func everyOneOfManyWordsIsFound() {
        let words = (0..<600).map { "w\($0 * 7_919)x" }
        let sweep = Sweep(literals: words)
        for word in words {
            for offset in 0..<3 { #expect(sweep.isRelevant(Array("\(String(repeating: "-", count: offset))\(word)-".utf8)), "\(word)") }
        }
        #expect(!sweep.isRelevant(Array("w1x w7918x".utf8)))
    }

    @Test(arguments: [0x00, 0x20, 0x7F, 0x80, 0xFF] as [UInt8])
    func aShortWordIsFoundBehindAnyByte(_ before: UInt8) {
        for count in 0..<16 {
            let text = Array(repeating: before, count: count) + Array("jwt".utf8)
            #expect(sweep.isRelevant(text))
            #expect(sweep.isRelevant(text + [before]))
        }
    }

    @Test func nothingIsFoundInNothing() {
        for text in [[], [0], Array("jw".utf8), Array(repeating: 0xFF, count: 100)] as [[UInt8]] { #expect(!sweep.isRelevant(text)) }
        #expect(!Sweep(literals: []).isRelevant(Array("jwt".utf8)))
    }
}
