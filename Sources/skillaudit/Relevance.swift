import AuditRules
import SourceScanner

/// Which files of a tree are parsed: those whose bytes hold a word of the trade, a test's only where the word tells something in a test.
struct Relevance: Sendable {
    private let all: Sweep
    private let telling: Sweep
    private let surface: @Sendable (_ path: String) -> Surface

    init(_ root: SourceRoot) {
        // Words of the user's own: the functions that the configuration declares, and what takes findings back.
        let own = TokenLiterals.literals(of: root.configuration.knowledge) + [SuppressionComment.word]
        all = Sweep(literals: TokenLiterals.all + own)
        telling = Sweep(literals: TokenLiterals.telling + own)
        let configured = root.configuration.surface()
        let scopes = root.scopes
        surface = { configured($0, scopes.relative($0)) }
    }

    func holds(for bytes: UnsafeRawBufferPointer, _ path: String) -> Bool {
        // Most files have a telling word if they have any: what a path is for is asked of few.
        all.isRelevant(bytes) && (telling.isRelevant(bytes) || surface(path) != .test)
    }
}
