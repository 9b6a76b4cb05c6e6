import SourceScanner

/// The search that decides whether a file of a family of languages is parsed: whether its bytes hold a word of the trade.
package struct TokenSweep: Sendable {
    private let all: Sweep
    /// Those that no other trade has.
    private let sure: Sweep
    /// Those that count in a test.
    private let telling: Sweep
    private static let companions = Sweep(literals: TokenLiterals.companions)

    /// `own`: words that count everywhere beside those of the trade.
    package init(_ family: Language.Family, own: [String] = []) {
        let words = TokenLiterals.all(in: family)
        all = Sweep(literals: words + own)
        sure = Sweep(literals: words.filter { !TokenLiterals.ambiguous.contains($0) } + own)
        telling = Sweep(literals: words.filter { !TokenLiterals.wordsOfServers.contains($0) } + own)
    }

    /// Most files have no word, and most of those with one have a sure and telling one: whether the file is a test is asked of few.
    package func isRelevant(_ bytes: UnsafeRawBufferPointer, isTest: @autoclosure () -> Bool) -> Bool {
        all.isRelevant(bytes) && (sure.isRelevant(bytes) || Self.companions.isRelevant(bytes)) && (telling.isRelevant(bytes) || !isTest())
    }

    package func isRelevant(_ bytes: [UInt8], isTest: Bool = false) -> Bool { bytes.withUnsafeBytes { isRelevant($0, isTest: isTest) } }
}
