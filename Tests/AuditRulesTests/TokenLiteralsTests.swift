import SourceScanner
import Testing

@testable import AuditRules

/// A file that knowledge speaks of must never be taken for one that cannot matter.
@Suite struct TokenLiteralsTests {
    private func importing(_ module: String, _ name: String, _ family: Language.Family) -> String {
        let module = module.filter { $0 != "*" }
        return switch family {
        case .ecmaScript: "import { \(name) } from '\(module)'"
        case .python: "from \(module) import \(name)"
        case .swift: "import \(module)\n\(name)()"
        }
    }

    /// One way of reaching each: the import of its module, or its own name where no import shows.
    private func use(_ callee: Callee, _ family: Language.Family) -> String? {
        switch callee {
        case .function(let module, let name), .decorator(let module, let name), .constructor(let module, let name),
            .subclass(let module, let name):
            importing(module, name, family)
        case .method(let module, let type, let name): "\(importing(module, type, family))\nx.\(name)()"
        case .member(let receiver, let name, _, _): receiver.isEmpty ? nil : "\(receiver.joined(separator: ".")).\(name)(x)"
        case .setting, .own: nil
        }
    }

    @Test(arguments: Language.Family.allCases) func everyCalleeOfKnowledgeHasAWord(family: Language.Family) {
        let sweep = Sweep(literals: TokenLiterals.all(in: family))
        var missing: Set<String> = []
        for callee in Knowledge.entries(in: family).flatMap(\.callees) {
            guard let text = use(callee, family), !sweep.isRelevant(Array(text.utf8)) else { continue }
            missing.insert(text)
        }
        #expect(missing.isEmpty, "\(missing.sorted().joined(separator: "\n"))")
    }

    @Test(arguments: Language.Family.allCases) func ordinaryFilesHaveNone(family: Language.Family) {
        for text in [
            "import express from 'express'", "const authors = author.token", "func authenticate(password: String)", "class Tokenizer: pass",
        ] {
            #expect(!TokenSweep(family).isRelevant(Array(text.utf8)), "\(text)")
        }
    }

    @Test func ambiguousWordsCountBesideAWordForATokenAlone() {
        let sweep = TokenSweep(.ecmaScript)
        for text in ["await prisma.$introspect(schema)", "import cookie from 'cookie'\ncookie.serialize('theme', theme)"] {
            #expect(!sweep.isRelevant(Array(text.utf8)), "\(text)")
        }
        for text in ["await client.introspect(token)", "import cookie from 'cookie'\ncookie.serialize('s', sessionId)"] {
            #expect(sweep.isRelevant(Array(text.utf8)), "\(text)")
        }
        #expect(TokenLiterals.ambiguous.isSubset(of: Language.Family.allCases.flatMap(TokenLiterals.all)))
    }

    @Test func wordsOfOneLanguageSayNothingInAnother() {
        let text = Array("from mcp import server".utf8)
        #expect(TokenSweep(.python).isRelevant(text) && !TokenSweep(.ecmaScript).isRelevant(text))
    }

    @Test func wordsThatAUserDeclaresCountEverywhere() {
        let text = Array("admitted(request)".utf8)
        #expect(TokenSweep(.python, own: ["admitted"]).isRelevant(text, isTest: true) && !TokenSweep(.python).isRelevant(text))
    }

    @Test func wordsOfServersTellNothingInATest() {
        for (family, text) in [
            (Language.Family.ecmaScript, "headers: { Authorization: `Bearer ${key}` }"), (.python, "from fastmcp import FastMCP"),
            (.ecmaScript, "import { McpServer } from 'mcp'"),
        ] {
            let sweep = TokenSweep(family)
            #expect(sweep.isRelevant(Array(text.utf8)) && !sweep.isRelevant(Array(text.utf8), isTest: true), "\(text)")
        }
        for (family, text) in [
            (Language.Family.ecmaScript, "jwt.verify(token, key)"), (.python, "FastMCP(auth=JWTVerifier(audience=None))"),
            (.ecmaScript, "const access_token = randomUUID()"),
        ] {
            #expect(TokenSweep(family).isRelevant(Array(text.utf8), isTest: true), "\(text)")
        }
    }
}
