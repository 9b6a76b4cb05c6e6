import AuditRules
import SourceScanner

/// The stages of an audit, each run over a corpus by itself.
struct Stages {
    private let corpus: Corpus
    private let sweeps = Dictionary(uniqueKeysWithValues: Language.Family.allCases.map { ($0, TokenSweep($0)) })

    init(_ corpus: Corpus) { self.corpus = corpus }

    private func isRelevant(_ file: SourceFile) -> Bool { sweeps[file.language.family]?.isRelevant(file.bytes) ?? false }

    /// Medians of several rounds, one line a stage.
    func report() {
        let all = corpus.files
        let relevant = all.filter(isRelevant)
        print(
            "\(all.count) files, \(megabytes(bytes(all))) MB; \(relevant.count) of them with a token's word, \(megabytes(bytes(relevant))) MB"
        )
        line("sweep", bytes(all)) { all.count(where: isRelevant) }
        for (name, languages) in Self.groups {
            let files = relevant.filter { languages.contains($0.language) }
            guard !files.isEmpty else { continue }
            line("tokens, \(name)", bytes(files)) { files.reduce(0) { $0 + tokenize($1).tokens.count } }
            line("tokens and syntax, \(name)", bytes(files)) { files.reduce(0) { $0 + parse($1).nodes.count } }
        }
        let trees = relevant.map(parse)
        let inventory = DeepThread.run { survey(trees) }
        line("resolution and survey", bytes(relevant)) { DeepThread.run { survey(trees).sites.count } }
        line("rules", bytes(relevant)) { DeepThread.run { findings(inventory) } }
    }

    /// Everything once; returns how much was found, so that nothing is left out.
    func once() -> Int {
        DeepThread.run {
            let inventory = survey(corpus.files.filter(isRelevant).map(parse))
            return inventory.sites.count + findings(inventory)
        }
    }

    private static let groups: [(String, Set<Language>)] = [
        ("TypeScript", [.typeScript, .javaScript]), ("Python", [.python]), ("Swift", [.swift]),
    ]

    private func survey(_ trees: [SyntaxTree]) -> Inventory {
        let contents = Dictionary(corpus.files.map { ($0.path, $0.bytes) }) { first, _ in first }
        let repository = Repository(paths: corpus.files.map(\.path)) { contents[$0] }
        return Survey.inventory(of: Program(repository: repository, trees: trees)) { Surface(path: $0) }
    }

    private func findings(_ inventory: Inventory) -> Int {
        Rule.all.reduce(0) { count, rule in
            var findings = Findings(rule: rule)
            rule.check(inventory, &findings)
            return count + findings.found.count
        }
    }

    private func bytes(_ files: [SourceFile]) -> Int { files.reduce(0) { $0 + $1.bytes.count } }

    private func line(_ name: String, _ bytes: Int, _ body: () -> Int) {
        let seconds = Clock.median(rounds: 5) { Clock.keep(body()) }
        print("\(Clock.milliseconds(seconds)) ms  \(padded(megabytes(bytes, perSecond: seconds))) MB/s  \(name)")
    }

    private func megabytes(_ bytes: Int) -> String { megabytes(bytes, perSecond: 1) }
    private func megabytes(_ bytes: Int, perSecond seconds: Double) -> String {
        let tenths = Int(Double(bytes) / 100_000 / max(seconds, 1e-9))
        return "\(tenths / 10).\(tenths % 10)"
    }
    private func padded(_ text: String) -> String { String(repeating: " ", count: max(0, 8 - text.count)) + text }
}
