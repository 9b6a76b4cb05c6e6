/// How often each word stands in a text.
public struct Count: Sendable {
    private var words: [String: Int] = [:]

    public init(_ text: some StringProtocol) {
        for word in text.split(whereSeparator: { !$0.isLetter }) {
            words[word.lowercased(), default: 0] += 1
        }
    }

    public var byFrequency: [(word: String, count: Int)] {
        words.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (word: $0.key, count: $0.value) }
    }
}
