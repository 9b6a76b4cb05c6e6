import AuditRules
import SourceScanner

/// The result of one audit as every format prints it: sorted, fingerprinted, cleaned of secrets and of characters that a terminal would obey.
struct Report: Sendable {
    struct Target: Sendable {
        enum Kind: String, Sendable, CaseIterable { case folder, file, repository, url }
        /// As the user wrote it.
        let input: String
        let kind: Kind
        /// The commit, where there is one.
        let revision: String?
    }

    /// A file that was not looked at, and why. "Clean" and "not looked at" are never the same.
    struct Skipped: Sendable, Hashable {
        let path: String
        let reason: String
        /// Nobody wanted it left out: a limit was reached, or it cannot be read.
        var isShortfall = false

        init(path: String, reason: String, isShortfall: Bool = false) {
            self.path = path
            self.reason = reason
            self.isShortfall = isShortfall
        }

        init(_ path: String, _ reason: SkipReason) { self.init(path: path, reason: reason.text, isShortfall: reason.isShortfall) }
    }

    /// What was read.
    struct Extent: Sendable {
        let files: Int
        let bytes: Int
        let filesParsed: Int
    }

    /// What a configuration changed about the audit.
    struct Configured: Sendable {
        /// The file, as the user named it or from the root of the repository.
        let path: String
        /// False where it stands in a repository that was cloned for the audit, for which nobody vouches.
        let isUsed: Bool
        let disabledRules: [String]
        /// Severities other than the rubric's.
        let severities: [String: Severity]
    }

    static let schemaVersion = "1.0"
    static let toolName = "skillaudit"

    let toolVersion: String
    let target: Target
    let grade: Grade
    /// In reading order, with ids.
    let findings: [Finding]
    /// In reading order.
    let sites: [TokenSite]
    /// By path.
    let skipped: [Skipped]
    let extent: Extent
    /// The rules in use, in the order of the rubric.
    let rules: [Rule]
    /// Against what it was compared with; nil where it stands for itself.
    var changes: Changes?
    /// Nil where no configuration was found.
    let configured: Configured?
    /// Suppressions that somebody should look at, by place.
    let remarks: [SuppressionRemark]
    private let excerpts: [String: Excerpt]
    private let lineHashes: [String: String]

    /// `findings` and `sites` as the rules left them; suppressions are set already (`Fingerprint.assigned` gives the ids that a baseline compares).
    /// `source` gives a file's bytes for the lines around a finding, where they are at hand.
    init(
        toolVersion: String, target: Target, findings: [Finding], sites: [TokenSite], skipped: [Skipped], extent: Extent, rules: [Rule],
        configured: Configured? = nil, remarks: [SuppressionRemark] = [],
        source: (String) -> SourceFile? = { _ in nil }
    ) {
        let redaction = Redaction(findings: findings, sites: sites)
        let findings = Fingerprint.assigned(to: findings)
        grade = Grade(findings: findings, rules: rules)

        var trees: [String: SyntaxTree] = [:]
        for site in sites { trees[site.location.path] = site.syntax.tree }
        var excerpts: [String: Excerpt] = [:]
        var hashes: [String: String] = [:]
        for (path, group) in Dictionary(grouping: findings, by: \.location.path) {
            let file =
                trees[path].map { LinedFile(bytes: $0.file.bytes, lines: $0.lines) }
                ?? source(path).map { LinedFile(bytes: $0.bytes, lines: LineIndex($0.bytes)) }
            let lineHashes = file.map { LineHash.hashes(of: $0.bytes, lines: Set(group.map(\.location.start.line))) } ?? [:]
            for finding in group {
                excerpts[finding.id] = Excerpt(finding.location, in: file, redaction)
                hashes[finding.id] = lineHashes[finding.location.start.line]
            }
        }
        self.excerpts = excerpts
        self.lineHashes = hashes
        self.findings = findings.map { $0.cleaned(redaction) }
        self.sites = sites.sorted { $0.isBefore($1) }.map { $0.cleaned(redaction) }
        self.skipped = Set(skipped).map {
            Skipped(
                path: redaction.clean($0.path).text, reason: redaction.clean($0.reason).text, isShortfall: $0.isShortfall)
        }
        .sorted { $0.path != $1.path ? $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) : $0.reason < $1.reason }
        self.toolVersion = toolVersion
        // A path is no secret, however random its names look; an address may hold one.
        let input =
            target.kind == .url
            ? redaction.clean(GitAddress.redacted(target.input)) : CleanText(Array(target.input.unicodeScalars), masked: [])
        self.target = Target(input: input.text, kind: target.kind, revision: target.revision)
        self.extent = extent
        self.configured = configured.map {
            Configured(path: redaction.clean($0.path).text, isUsed: $0.isUsed, disabledRules: $0.disabledRules, severities: $0.severities)
        }
        self.remarks = Set(remarks.map { $0.cleaned(redaction) }).sorted { $0.isBefore($1) }
        self.rules = rules
    }

    func excerpt(of finding: Finding) -> Excerpt { excerpts[finding.id] ?? Excerpt(finding.location, in: nil, Redaction()) }
    /// GitHub's own hash of the finding's line, where the file's bytes were at hand.
    func lineHash(of finding: Finding) -> String? { lineHashes[finding.id] }

    /// What this report is about first: all that is not suppressed, or of a change what is new.
    var foremost: [Finding] { changes.map { changes in active.filter { changes.isNew($0.id) } } ?? active }
    var active: [Finding] { findings.filter { $0.suppression == nil } }
    var suppressed: [Finding] { findings.filter { $0.suppression != nil } }

    /// Numbers of unsuppressed findings, the worst severity first; severities without findings are left out.
    var countsBySeverity: [(severity: Severity, count: Int)] {
        let active = active
        return Severity.allCases.reversed().compactMap { severity in
            let count = active.count { $0.severity == severity }
            return count > 0 ? (severity, count) : nil
        }
    }

    /// What should have been looked at and was not.
    var shortfalls: [Skipped] { skipped.filter(\.isShortfall) }

    /// The shortfalls in one clause; nil where there are none.
    var shortfall: String? {
        guard let first = shortfalls.first else { return nil }
        let rest = shortfalls.count - 1
        return "\(first.path): \(first.reason)" + (rest > 0 ? "; and \(rest) more" : "")
    }

    /// Numbers of skipped files by reason, the most frequent first.
    var countsByReason: [(reason: String, count: Int)] {
        Dictionary(grouping: skipped, by: \.reason).map { ($0.key, $0.value.count) }.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
    }

    func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }
}

extension Location {
    fileprivate func cleaned(_ redaction: Redaction) -> Location {
        var copy = self
        copy.path = redaction.clean(path).text
        copy.snippet = redaction.clean(snippet).text
        return copy
    }
}

extension Evidence {
    fileprivate func cleaned(_ redaction: Redaction) -> Evidence { Evidence(location.cleaned(redaction), redaction.clean(remark).text) }
}

extension Finding {
    fileprivate func cleaned(_ redaction: Redaction) -> Finding {
        var copy = self
        copy.message = redaction.clean(message).text
        copy.location = location.cleaned(redaction)
        copy.evidence = evidence.map { $0.cleaned(redaction) }
        copy.remedy = redaction.clean(remedy).text
        copy.enclosingFunction = redaction.clean(enclosingFunction).text
        copy.expression = redaction.clean(expression).text
        copy.suppression = suppression.map { Suppression(origin: $0.origin, reason: redaction.clean($0.reason).text) }
        return copy
    }
}

extension SuppressionRemark {
    fileprivate func isBefore(_ other: SuppressionRemark) -> Bool {
        if path != other.path { return path.utf8.lexicographicallyPrecedes(other.path.utf8) }
        return (line, kind.rawValue, rule ?? "", message) < (other.line, other.kind.rawValue, other.rule ?? "", other.message)
    }

    fileprivate func cleaned(_ redaction: Redaction) -> SuppressionRemark {
        SuppressionRemark(
            kind: kind, path: redaction.clean(path).text, line: line, rule: rule, message: redaction.clean(message).text)
    }
}

extension TokenSite {
    fileprivate func isBefore(_ other: TokenSite) -> Bool {
        if location.path != other.location.path { return location.path.utf8.lexicographicallyPrecedes(other.location.path.utf8) }
        if location.start != other.location.start { return location.start < other.location.start }
        if kind != other.kind { return kind.rawValue < other.kind.rawValue }
        return (library, api) < (other.library, other.api)
    }

    fileprivate func cleaned(_ redaction: Redaction) -> TokenSite {
        var copy = self
        copy.library = redaction.clean(library).text
        copy.api = redaction.clean(api).text
        copy.location = location.cleaned(redaction)
        copy.evidence = evidence.map { $0.cleaned(redaction) }
        return copy
    }
}
