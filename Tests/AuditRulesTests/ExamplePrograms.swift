import AuditRules
import SourceScanner

/// An example of a rule, ready to be run as a program of its own.
struct ExampleCase: Sendable, CustomStringConvertible {
    let rule: Rule
    let example: Rule.Example
    let number: Int

    var description: String { "\(rule.id) \(example.language.rawValue) \(example.isFlagged ? "flagged" : "clean") #\(number)" }

    static let all: [ExampleCase] = Rule.all.flatMap { rule in
        rule.examples.enumerated().map { ExampleCase(rule: rule, example: $1, number: $0 + 1) }
    }
    static let flagged = all.filter(\.example.isFlagged)

    var path: String {
        switch example.language {
        case .typeScript: "src/main.ts"
        case .javaScript: "src/main.js"
        case .python: "src/main.py"
        case .swift: "Sources/App/main.swift"
        }
    }

    /// What the rule finds when the example's source is replaced by `source`, whose `↓` is taken out first.
    func run(_ source: String) -> Outcome { run(MarkedSource(source)) }

    func run(_ source: MarkedSource) -> Outcome {
        var findings = Findings(rule: rule)
        rule.check(inventory(source), &findings)
        return Outcome(findings: findings.found, mark: source.mark, path: path)
    }

    func inventory(_ source: MarkedSource) -> Inventory {
        var contents: [String: [UInt8]] = example.files.mapValues { [UInt8]($0.utf8) }
        contents[path] = source.bytes
        let paths = contents.keys.sorted()
        let files = contents
        let trees = paths.compactMap { path in
            Language(path: path).map { parse(SourceFile(path: path, language: $0, bytes: files[path] ?? [])) }
        }
        let program = Program(repository: Repository(paths: paths, read: { files[$0] }), trees: trees)
        return Survey.inventory(of: program) { _ in .production }
    }

    struct Outcome {
        let findings: [Finding]
        let mark: MarkedSource.Mark?
        let path: String

        /// Findings at the marked place, and findings anywhere else.
        var hits: [Finding] {
            findings.filter {
                $0.location.path == path && mark == MarkedSource.Mark(line: $0.location.start.line, column: $0.location.start.column)
            }
        }

        /// One finding at the mark where the example is flagged, none where it is clean.
        func isRight(for example: Rule.Example) -> Bool { example.isFlagged ? isOneHit : findings.isEmpty }

        var isOneHit: Bool { findings.count == 1 && hits.count == 1 }

        var explanation: String {
            let places = findings.map { "\($0.location.path):\($0.location.start.line):\($0.location.start.column) \($0.message)" }
            return "wanted at \(mark.map { "\($0.line):\($0.column)" } ?? "no place"), found \(places)"
        }
    }
}

/// Source text without its `↓`, and where that stood.
struct MarkedSource {
    struct Mark: Equatable {
        let line: Int
        let column: Int
    }

    var bytes: [UInt8]
    var mark: Mark?

    init(_ text: String) {
        var line = 1
        var column = 1
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "↓", mark == nil {
                mark = Mark(line: line, column: column)
                continue
            }
            kept.append(scalar)
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        bytes = [UInt8](String(kept).utf8)
    }
}

extension Rule.Example {
    /// The example's text as nothing but a comment.
    var asComment: String {
        let mark = language == .python ? "# " : "// "
        return source.split(separator: "\n", omittingEmptySubsequences: false).map { mark + $0 }.joined(separator: "\n") + "\n"
    }

    /// The example's text as nothing but a string.
    var asString: String {
        switch language {
        case .typeScript, .javaScript:
            let escaped = source.replacing("\\", with: "\\\\").replacing("`", with: "\\`").replacing("${", with: "\\${")
            return "const text = `\n\(escaped)\n`\n"
        case .python: return "text = r'''\n\(source.replacing("'''", with: "\"\"\""))\n'''\n"
        case .swift: return "let text = ####\"\"\"\n\(source)\n\"\"\"####\n"
        }
    }

    /// The example behind a line of scalars outside the basic plane and, where a comment may stand inside a line, behind some on its own line.
    var behindEmoji: String {
        guard language != .python else { return "# 🎟️👩‍👩‍👧 token\nlabel = \"🎟️\"\n" + source }
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { $0.contains("↓") ? "/* 🎟️👩‍👩‍👧 */ " + $0 : String($0) }
        return "// 🎟️👩‍👩‍👧 token\n" + lines.joined(separator: "\n")
    }

    /// The example with one imported name under another name; nil where nothing from outside is imported by name.
    var underAlias: String? {
        let alias = "renamedHere"
        for line in source.split(separator: "\n") {
            switch language {
            case .swift: return nil  // See `underSwiftAliases`.
            case .python:
                let words = line.split(separator: " ")
                // The standard library's modules are known by their own names.
                if words.count >= 2, ["os", "os,", "logging", "json", "hmac"].contains(words[1]) { continue }
                if words.count == 2, words[0] == "import", !words[1].contains("."), !words[1].contains(",") {
                    return renamed(String(words[1]), alias, line, "import \(words[1]) as \(alias)")
                }
                if words.count == 4, words[0] == "from", words[2] == "import", !words[1].hasPrefix("."), files.isEmpty {
                    return renamed(String(words[3]), alias, line, "from \(words[1]) import \(words[3]) as \(alias)")
                }
            case .typeScript, .javaScript:
                guard !line.contains("\"."), !line.contains("* as") else { continue }
                if let match = line.firstMatch(of: #/^import \{ (\w+) \} from (.*)$/#) {
                    return renamed(String(match.1), alias, line, "import { \(match.1) as \(alias) } from \(match.2)")
                }
                if let match = line.firstMatch(of: #/^import (\w+) from (.*)$/#) {
                    return renamed(String(match.1), alias, line, "import \(alias) from \(match.2)")
                }
                if let match = line.firstMatch(of: #/^const (\w+) = (require\(.*)$/#) {
                    return renamed(String(match.1), alias, line, "const \(alias) = \(match.2)")
                }
            }
        }
        return nil
    }

    /// The types of each module by which a Swift program may call what the rules look at.
    private static let swiftTypes: [(module: String, types: [String])] = [
        (
            "JWTKit",
            [
                "JWTPayload", "JWTKeyCollection", "JWTAlgorithm", "AudienceClaim", "ExpirationClaim", "IssuerClaim", "SubjectClaim", "JWKS",
                "HMACKey",
            ]
        ),
        ("JWT", ["JWTPayload", "JWTAlgorithm", "AudienceClaim", "ExpirationClaim", "IssuerClaim", "SubjectClaim"]),
        ("Vapor", ["Request", "Response", "Abort", "AsyncMiddleware", "AsyncResponder", "Environment", "Application", "ClientResponse"]),
        ("SwiftJWT", ["JWT", "ClaimsStandardJWT"]), ("JOSESwift", ["JWS", "Verifier"]), ("MCP", ["Server", "CallTool"]),
        ("Crypto", ["P256", "SymmetricKey", "SHA256", "HMAC"]), ("AsyncHTTPClient", ["HTTPClient", "HTTPClientRequest"]),
        ("Foundation", ["URLSession", "URLRequest", "UserDefaults", "JSONDecoder", "Date", "ProcessInfo"]),
    ]

    /// A Swift example once for each imported type that it names: under a `typealias`, and behind the name of its module.
    var underSwiftAliases: [String] {
        guard language == .swift else { return [] }
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        guard let lastImport = lines.lastIndex(where: { $0.hasPrefix("import ") }) else { return [] }
        return Self.swiftTypes.filter { known in lines.contains { $0 == "import \(known.module)" } }.flatMap { module, types in
            types.flatMap { type -> [String] in
                func program(_ other: String, _ declaration: [String]) -> String? {
                    let body = lines[(lastImport + 1)...].map { renamed(type, other, in: $0) }
                    guard body.joined() != lines[(lastImport + 1)...].joined() else { return nil }
                    return (lines[...lastImport].map(String.init) + declaration + body).joined(separator: "\n")
                        .replacing("↓\(module).", with: "\(module).↓")
                }
                return [
                    program("RenamedHere", ["typealias RenamedHere = \(type)"]), program("\(module).\(type)", []),
                ].compactMap(\.self)
            }
        }
    }

    /// Renames a name where it stands for the import: not as a member, a label, a key or inside quotes.
    private func renamed(_ name: String, _ alias: String, _ line: Substring, _ replacement: String) -> String? {
        var result = ""
        for part in source.split(separator: "\n", omittingEmptySubsequences: false) {
            result += part == line ? replacement : renamed(name, alias, in: part)
            result += "\n"
        }
        return result
    }

    private func renamed(_ name: String, _ alias: String, in line: Substring) -> String {
        var result = ""
        var rest = line[...]
        while let found = rest.firstRange(of: name) {
            let before = rest[..<found.lowerBound].last
            let after = rest[found.upperBound...].first
            let isWord = before.map { !$0.isLetter && !$0.isNumber && !"_.\"'-/@".contains($0) } ?? true
            let isEnd = after.map { !$0.isLetter && !$0.isNumber && !"_:=\"'-/".contains($0) } ?? true
            result += rest[..<found.lowerBound] + (isWord && isEnd ? alias : name)
            rest = rest[found.upperBound...]
        }
        return result + rest
    }
}
