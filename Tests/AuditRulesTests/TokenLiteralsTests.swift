import SourceScanner
import Testing

@testable import AuditRules

/// A file that knowledge speaks of must never be taken for one that cannot matter.
@Suite struct TokenLiteralsTests {
    private let sweep = Sweep(literals: TokenLiterals.all)

    /// One way of reaching each: the import of its module, or its own name where no import shows.
    private func use(_ callee: Callee) -> String? {
        switch callee {
        case .function(let module, let name), .decorator(let module, let name), .constructor(let module, let name),
            .subclass(let module, let name):
            "import { \(name) } from '\(module.filter { $0 != "*" })'"
        case .method(let module, let type, let name): "from \(module.filter { $0 != "*" }) import \(type)\nx.\(name)()"
        case .member(let receiver, let name, _, _): receiver.isEmpty ? nil : "\(receiver.joined(separator: ".")).\(name)(x)"
        case .setting, .own: nil
        }
    }

    @Test func everyCalleeOfKnowledgeMakesItsFileRelevant() {
        var missing: Set<String> = []
        for callee in Knowledge.all.flatMap(\.callees) {
            guard let text = use(callee), !sweep.isRelevant(Array(text.utf8)) else { continue }
            missing.insert(text)
        }
        #expect(missing.isEmpty, "\(missing.sorted().joined(separator: "\n"))")
    }

    @Test func ordinaryFilesHaveNone() {
        for text in [
            "import express from 'express'", "const authors = author.token", "func authenticate(password: String)", "class Tokenizer: pass",
        ] {
            #expect(!sweep.isRelevant(Array(text.utf8)), "\(text)")
        }
    }
}
