import AuditRules
import SourceScanner

/// Which files of a tree are parsed: those whose bytes hold a word of the trade, a test's only where the word tells something in a test.
struct Relevance: Sendable {
    private let sweeps: [Language.Family: TokenSweep]
    private let surface: @Sendable (_ path: String) -> Surface

    init(_ root: SourceRoot) {
        // Words of the user's own: the functions that the configuration declares, and what takes findings back.
        let own = TokenLiterals.literals(of: root.configuration.knowledge) + [SuppressionComment.word]
        let families = Set(root.entries.lazy.filter(\.isAudited).compactMap { $0.language?.family })
        sweeps = Dictionary(uniqueKeysWithValues: families.map { ($0, TokenSweep($0, own: own)) })
        let configured = root.configuration.surface()
        let scopes = root.scopes
        surface = { configured($0, scopes.relative($0)) }
    }

    func holds(for bytes: UnsafeRawBufferPointer, of language: Language, _ path: String) -> Bool {
        sweeps[language.family]?.isRelevant(bytes, isTest: surface(path) == .test) ?? false
    }
}
