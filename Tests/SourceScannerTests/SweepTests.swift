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

    @Test func nothingIsFoundInNothing() {
        for text in [[], [0], Array("jw".utf8), Array(repeating: 0xFF, count: 100)] as [[UInt8]] { #expect(!sweep.isRelevant(text)) }
        #expect(!Sweep(literals: []).isRelevant(Array("jwt".utf8)))
    }
}
