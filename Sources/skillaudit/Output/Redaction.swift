import AuditRules

/// Which pieces of text are secrets; every format prints them as a mask with the start of their SHA-256, so that two of them can still be compared.
struct Redaction: Sendable {
    /// Literals that rules found to be keys by their first scalar, the longest first.
    private let literals: [Unicode.Scalar: [[Unicode.Scalar]]]

    /// Knows the obvious forms of secrets only.
    init() { literals = [:] }

    /// Knows, besides the obvious forms, the literals in the lines of findings and sites about written-out keys: the same line may be shown by other findings too.
    init(findings: [Finding], sites: [TokenSite]) {
        let keys = Set(sites.flatMap(\.key.literals))
        var found: Set<String> = []
        for finding in findings where Self.rulesAboutLiterals.contains(finding.rule) {
            found.formUnion(Self.secretLiterals(at: [finding.location] + finding.evidence.map(\.location), keys))
        }
        for site in sites {
            switch site.key.source {
            case .literal, .environmentOrLiteral: found.formUnion(Self.secretLiterals(at: site.key.evidence.map(\.location), keys))
            default: break
            }
        }
        let longestFirst = found.filter { !$0.isEmpty }.sorted { $0.utf8.count != $1.utf8.count ? $0.utf8.count > $1.utf8.count : $0 < $1 }
        literals = Dictionary(grouping: longestFirst.map { Array($0.unicodeScalars) }) { $0[0] }
    }

    static let rulesAboutLiterals: Set<String> = ["hardcoded-signing-secret", "weak-signing-secret"]

    /// The text as it may be shown.
    func clean(_ text: String) -> CleanText {
        let scalars = Array(text.unicodeScalars)
        let masked = secrets(in: scalars).map { ($0, Self.mask(scalars[$0])) }
        return CleanText(scalars, masked: masked)
    }

    static func mask(_ secret: ArraySlice<Unicode.Scalar>) -> String {
        "[redacted sha256:\(Digest.sha256(Array(String(scalars: secret).utf8)).prefix(8))]"
    }

    /// Ranges that must not be shown, in order, without overlap.
    func secrets(in text: [Unicode.Scalar]) -> [Range<Int>] {
        var found = SecretForms.privateKeys(in: text) + SecretForms.tokens(in: text) + SecretForms.logins(in: text)
        if !literals.isEmpty { found += knownLiterals(in: text) }
        guard found.count > 1 else { return found }
        found.sort { $0.lowerBound < $1.lowerBound }
        var merged: [Range<Int>] = []
        for range in found {
            if let last = merged.last, range.lowerBound < last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    /// A short literal is masked between quotes only: `dev` inside `device` is no secret.
    private func knownLiterals(in text: [Unicode.Scalar]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        while start < text.count {
            let match = literals[text[start]]?.first { literal in
                let end = start + literal.count
                guard end <= text.count, text[start..<end].elementsEqual(literal) else { return false }
                return literal.count >= 8
                    || (start > 0 && end < text.count && SecretForms.isQuote(text[start - 1]) && SecretForms.isQuote(text[end]))
            }
            if let match { found.append(start..<(start + match.count)) }
            start += match?.count ?? 1
        }
        return found
    }

    /// The literals of the lines about a key: the key itself where a line spells it as it is; else (it is put together, or has escapes) whatever is flagged, or
    /// stands on the lines, and is not plainly something else.
    private static func secretLiterals(at places: [Location], _ keys: Set<String>) -> [String] {
        let candidates = places.flatMap(literals)
        let spelled = candidates.filter { keys.contains($0) || $0.contains("\\") }
        if spelled.contains(where: keys.contains) { return spelled }
        return candidates.filter { !SecretForms.isPlainlyPublic($0) }
    }

    private static func literals(at location: Location) -> [String] {
        let line = Array(location.snippet.unicodeScalars)
        let literals = SecretForms.literals(in: line)
        let start = location.start.column - 1
        let end = location.end.line == location.start.line ? location.end.column - 1 : line.count
        let flagged = literals.filter { $0.lowerBound >= start && $0.upperBound <= end }
        return (flagged.isEmpty ? literals : flagged).map { String(scalars: line[$0]) }
    }
}

extension String {
    init(scalars: some Sequence<Unicode.Scalar>) {
        self.init()
        unicodeScalars.append(contentsOf: scalars)
    }
}
