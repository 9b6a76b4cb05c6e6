import AuditRules

/// GitHub workflow commands: annotations on the lines of a pull request, the worst first; GitHub shows ten of each level in one step. Of a change only what is
/// new is annotated.
enum GitHubReport {
    private static let mostPerLevel = 10

    static func render(_ report: Report) -> String {
        var lines: [String] = []
        var left = 0
        for level in ["error", "warning", "notice"] {
            let findings = report.foremost.filter { $0.severity.gitHubLevel == level }.sorted { left, right in
                left.severity != right.severity ? left.severity > right.severity : left.isBefore(right)
            }
            lines += findings.prefix(mostPerLevel).map { command(level, $0) }
            left += max(0, findings.count - mostPerLevel)
        }
        if let letter = report.grade.letter, let score = report.grade.score {
            let rest = left > 0 ? "; \(left) more findings stand in the job summary" : ""
            let change = report.changes.map { "; \($0.counts) since \($0.baseName)" } ?? ""
            lines.append("skillaudit: grade \(letter.rawValue), \(score)/100\(change)\(rest)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Markdown for the file that `$GITHUB_STEP_SUMMARY` names: up to 1 MiB.
    static func jobSummary(_ report: Report) -> String { MarkdownReport.render(report, longest: 1_000_000) }

    private static func command(_ level: String, _ finding: Finding) -> String {
        let start = finding.location.start
        let end = finding.location.end
        var properties = [("file", finding.location.path), ("line", "\(start.line)"), ("endLine", "\(end.line)")]
        // Columns of two lines make GitHub drop the whole annotation.
        if start.line == end.line { properties += [("col", "\(start.column)"), ("endColumn", "\(end.column)")] }
        properties.append(("title", "\(finding.rule) (\(finding.severity.rawValue))"))
        let message = finding.remedy.isEmpty ? finding.message : "\(finding.message)\n\(finding.remedy)"
        return "::\(level) " + properties.map { "\($0.0)=\(escape($0.1, isProperty: true))" }.joined(separator: ",")
            + "::\(escape(message, isProperty: false))"
    }

    static func escape(_ text: String, isProperty: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": escaped += "%25"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            case ":" where isProperty: escaped += "%3A"
            case "," where isProperty: escaped += "%2C"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension Severity {
    fileprivate var gitHubLevel: String {
        switch self {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .note: "notice"
        }
    }
}
