import AuditRules
import SourceScanner

/// Something about a suppression that somebody should look at: it does nothing (any more), or never did.
struct SuppressionRemark: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable {
        /// Nothing is found where it looks.
        case unused
        /// Its day is over; what it suppressed is found again.
        case expired
        case malformed
        /// A finding of the baseline is gone.
        case stale
        /// It stands in a repository that was cloned for the audit, for which nobody vouches.
        case untrusted
    }

    let kind: Kind
    let path: String
    let line: Int
    let rule: String?
    let message: String
}

/// Everything that says which findings are known and accepted: comments, the configuration, a baseline.
struct Suppressions: Sendable {
    private let comments: [SuppressionComment]
    private let mistakes: [SuppressionRemark]
    private let configuration: Configuration
    private let baseline: Baseline?
    private let today: CalendarDay
    /// Where a finding's statement begins: a comment above it speaks for all of its lines.
    private let statements: [String: SyntaxTree]
    private let trustsComments: Bool

    /// `trees`: the files whose comments count.
    init(in trees: [SyntaxTree], _ configuration: Configuration, baseline: Baseline?, today: CalendarDay, trustsComments: Bool) {
        let found = trees.map { (path: $0.file.path, in: SuppressionComment.all(in: $0)) }
        comments = found.flatMap(\.in.comments)
        mistakes = found.flatMap { file in
            file.in.mistakes.map {
                SuppressionRemark(kind: .malformed, path: file.path, line: $0.position.line, rule: nil, message: $0.message)
            }
        }
        self.configuration = configuration
        self.baseline = baseline
        self.today = today
        self.trustsComments = trustsComments
        statements = Dictionary(trees.map { ($0.file.path, $0) }) { first, _ in first }
    }

    /// The findings, each suppressed one with why; and what is wrong with the suppressions. A comment counts before the configuration, and both before the baseline.
    ///
    /// `rules`: those in use; what is said about others is not unused. `isAudited`: whether a path was looked at at all.
    func applied(to findings: [Finding], rules: [Rule], isAudited: (String) -> Bool) -> (findings: [Finding], remarks: [SuppressionRemark])
    {
        let inUse = Set(rules.map(\.id))
        var remarks = mistakes
        var commentUses: Set<Use> = []
        var configuredUses: Set<Use> = []
        var seen: Set<String> = []

        let byPath = Dictionary(grouping: comments.indices, by: { comments[$0].path })
        let configured = configuration.suppressions.map { ($0, patterns: configuration.patterns($0.paths)) }
        let marked = Fingerprint.assigned(to: findings).map { finding in
            var marked = finding
            let lines = lines(of: finding)
            for index in byPath[finding.location.path] ?? [] where comments[index].covers(finding, on: lines) {
                commentUses.insert(Use(index, finding.rule))
                if trustsComments, isValid(comments[index].until), marked.suppression == nil {
                    marked.suppression = Suppression(origin: .comment, reason: comments[index].reason)
                }
            }
            for (index, (suppressed, patterns)) in configured.enumerated() where suppressed.rules.contains(finding.rule) {
                guard patterns.contains(where: { $0.matches(finding.location.path) }) else { continue }
                configuredUses.insert(Use(index, finding.rule))
                if isValid(suppressed.until), marked.suppression == nil {
                    marked.suppression = Suppression(origin: .configuration, reason: suppressed.reason)
                }
            }
            if let baseline, baseline.knows(finding) {
                seen.insert(finding.id)
                if marked.suppression == nil {
                    marked.suppression = Suppression(origin: .baseline, reason: "it is in the baseline \(baseline.path)")
                }
            }
            return marked
        }

        for (index, comment) in comments.enumerated() {
            for rule in comment.rules where inUse.contains(rule) {
                let isUsed = commentUses.contains(Use(index, rule))
                remarks += remark(
                    rule, isUsed: isUsed, until: comment.until, at: (comment.path, comment.position.line), isTrusted: trustsComments)
            }
        }
        let origin = configuration.origin?.path ?? ""
        for (index, suppressed) in configuration.suppressions.enumerated() {
            for rule in suppressed.rules where inUse.contains(rule) {
                let isUsed = configuredUses.contains(Use(index, rule))
                remarks += remark(rule, isUsed: isUsed, until: suppressed.until, at: (origin, suppressed.line), isTrusted: true)
            }
        }
        for entry in baseline?.entries ?? [] where !seen.contains(entry.id) && inUse.contains(entry.rule) && isAudited(entry.path) {
            remarks.append(
                SuppressionRemark(
                    kind: .stale, path: baseline?.path ?? "", line: entry.line, rule: entry.rule,
                    message: "\(entry.rule) in \(entry.path) is no longer found: write the baseline anew"))
        }
        return (marked, remarks)
    }

    /// A suppression and one of its rules.
    private struct Use: Hashable {
        let index: Int
        let rule: String
        init(_ index: Int, _ rule: String) {
            self.index = index
            self.rule = rule
        }
    }

    private func isValid(_ until: CalendarDay?) -> Bool { until.map { today <= $0 } ?? true }

    private func remark(_ rule: String, isUsed: Bool, until: CalendarDay?, at place: (path: String, line: Int), isTrusted: Bool)
        -> [SuppressionRemark]
    {
        let kind: SuppressionRemark.Kind
        let message: String
        if let until, today > until {
            kind = .expired
            message = "the suppression of \(rule) ended on \(until.text)\(isUsed ? "" : ", and nothing is left to suppress")"
        } else if !isUsed {
            kind = .unused
            message = "nothing is left to suppress of \(rule)"
        } else if !isTrusted {
            kind = .untrusted
            message = "the suppression of \(rule) does not count in a repository that was cloned for the audit (--trust-config)"
        } else {
            return []
        }
        return [SuppressionRemark(kind: kind, path: place.path, line: place.line, rule: rule, message: message)]
    }

    /// The line of a finding and, where it stands further down in its statement, the statement's first.
    private func lines(of finding: Finding) -> Set<Int> {
        var lines: Set = [finding.location.start.line]
        if let tree = statements[finding.location.path], let start = tree.statementStart(around: finding.location.range.start) {
            lines.insert(tree.lines.line(at: start))
        }
        return lines
    }
}

extension SuppressionComment {
    fileprivate func covers(_ finding: Finding, on lines: Set<Int>) -> Bool {
        rules.contains(finding.rule) && (line.map(lines.contains) ?? false)
    }
}

extension SyntaxTree {
    /// Where the innermost statement, member of a class or property of an object around an offset begins.
    fileprivate func statementStart(around offset: Int) -> Int? {
        var current = top
        var start: Int?
        while let next = current.children.first(where: { $0.range.start <= offset && offset < $0.range.end }) {
            if next.role == .statement || next.role == .member || next.kind == .property { start = next.range.start }
            current = next
        }
        return start
    }
}
