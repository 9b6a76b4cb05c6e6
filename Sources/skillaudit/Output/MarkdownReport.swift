import AuditRules
import SourceScanner

/// A comment for a pull request: the grade, the arithmetic, the findings, and folded away the inventory.
enum MarkdownReport {
    /// GitHub takes comments of 65,536 characters.
    private static let longestComment = 60_000
    /// A hidden line by which a workflow finds its own comment again.
    static let marker = "<!-- skillaudit -->"

    static func render(_ report: Report, longest: Int = longestComment) -> String {
        var parts = [marker, head(report), axes(report)]
        if let next = NextStep(report) { parts.append("**\(MarkdownText.prose(next.markedSentence))**") }
        var used = parts.reduce(0) { $0 + $1.utf8.count + 2 }
        let foot = foot(report)
        let worstFirst = report.foremost.sorted { $0.severity != $1.severity ? $0.severity > $1.severity : $0.isBefore($1) }
        if !worstFirst.isEmpty { parts.append(report.changes == nil ? "### Findings" : "### New findings") }
        var shown = 0
        for finding in worstFirst {
            let text = self.finding(finding)
            guard used + text.utf8.count + foot.utf8.count < longest else { break }
            used += text.utf8.count + 2
            parts.append(text)
            shown += 1
        }
        let left = worstFirst.count - shown
        if left > 0 { parts.append("…and \(left) more findings, which this comment has no room for.") }
        if let changes = report.changes {
            for (title, items) in [("Fixed", changes.fixed), ("Unchanged", changes.unchanged)] where !items.isEmpty {
                let rows = ChangedItemLines.markdown(items)
                guard let text = folded("\(title) (\(rows.count))", [], rows, room: longest - used - foot.utf8.count) else { continue }
                used += text.utf8.count + 2
                parts.append(text)
            }
        }
        parts += suppressed(report, room: longest - used - foot.utf8.count)
        used = parts.reduce(0) { $0 + $1.utf8.count + 2 }
        parts += remarks(report, room: longest - used - foot.utf8.count)
        used = parts.reduce(0) { $0 + $1.utf8.count + 2 }
        if let inventory = inventory(report, room: longest - used - foot.utf8.count) { parts.append(inventory) }
        parts.append(foot)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func head(_ report: Report) -> String {
        guard let letter = report.grade.letter, let score = report.grade.score else { return "## skillaudit: not graded" }
        var counts = report.countsBySeverity.map { "\($0.count) \($0.severity.rawValue)" }
        if counts.isEmpty { counts.append("no findings") }
        if !report.suppressed.isEmpty { counts.append("\(report.suppressed.count) suppressed") }
        if !report.skipped.isEmpty { counts.append("\(report.skipped.count) files not read") }
        let change = report.changes.map { changes in
            "\n\nSince \(MarkdownText.code(changes.baseName)), which had grade \(changes.base.gradeText): **\(changes.counts)**"
        }
        let shortfall = report.shortfall.map { "\n\n**Not everything was looked at:** \(MarkdownText.escape($0))" } ?? ""
        return "## skillaudit: grade \(letter.rawValue) (\(score)/100)\n\n\(counts.joined(separator: " · "))\(change ?? "")\(shortfall)"
    }

    private static func axes(_ report: Report) -> String {
        var rows = ["| Axis | Grade | Score | Arithmetic |", "|---|:-:|--:|---|"]
        for axis in report.grade.axes {
            guard let score = axis.score, let letter = axis.letter else {
                rows.append("| \(axis.axis.rawValue) | | | not assessed |")
                continue
            }
            let terms = axis.deductions.map { deduction in
                "− \(deduction.points) \(MarkdownText.code(deduction.rule, inTable: true))\(deduction.findings.count > 1 ? " ×\(deduction.findings.count)" : "")"
            }
            rows.append(
                "| \(axis.axis.rawValue) | \(letter.rawValue) | \(score) | \(terms.isEmpty ? "" : "100 " + terms.joined(separator: " ")) |")
        }
        return rows.joined(separator: "\n")
    }

    private static func finding(_ finding: Finding) -> String {
        let place = "\(finding.location.path):\(finding.location.start.line)"
        let surface = finding.surface == .production ? "" : ", \(finding.surface.rawValue)"
        let confidence = finding.confidence == .certain ? "" : ", \(finding.confidence.rawValue)"
        var lines = [
            "#### \(MarkdownText.code(finding.rule)) in \(MarkdownText.code(place)) (\(finding.severity.rawValue)\(surface)\(confidence))",
            MarkdownText.prose(finding.message),
        ]
        let language = Language(path: finding.location.path)?.rawValue ?? ""
        if !finding.location.snippet.isEmpty { lines.append(MarkdownText.block(finding.location.snippet, language: language)) }
        if !finding.evidence.isEmpty {
            lines.append(
                finding.evidence.map {
                    "- \(MarkdownText.code("\($0.location.path):\($0.location.start.line)")) \(MarkdownText.prose($0.remark))"
                }
                .joined(separator: "\n"))
        }
        if !finding.remedy.isEmpty { lines.append("Fix: \(MarkdownText.prose(finding.remedy))") }
        return lines.joined(separator: "\n\n")
    }

    private static func suppressed(_ report: Report, room: Int) -> [String] {
        guard !report.suppressed.isEmpty else { return [] }
        let rows = report.suppressed.compactMap { finding in
            finding.suppression.map { suppression in
                "- \(MarkdownText.code(finding.rule)) in \(MarkdownText.code("\(finding.location.path):\(finding.location.start.line)")): "
                    + "\(MarkdownText.prose(suppression.reason)) (\(suppression.origin.rawValue))"
            }
        }
        return folded("Suppressed (\(rows.count))", [], rows, room: room).map { [$0] } ?? []
    }

    private static func remarks(_ report: Report, room: Int) -> [String] {
        let rows = report.remarks.map {
            "- \(MarkdownText.code("\($0.path):\($0.line)")) \($0.kind.rawValue): \(MarkdownText.prose($0.message))"
        }
        return folded("Suppressions to look at (\(rows.count))", [], rows, room: room).map { [$0] } ?? []
    }

    private static func inventory(_ report: Report, room: Int) -> String? {
        guard !report.sites.isEmpty else { return nil }
        let head = [
            "| Place | " + SiteRow.columns.dropFirst().joined(separator: " | ") + " |",
            "|---|" + SiteRow.columns.dropFirst().map { _ in "---|" }.joined(),
        ]
        let rows = report.sites.lazy.map { site in
            let row = SiteRow(site)
            let place = MarkdownText.code("\(row.path):\(row.cells[0].text)", inTable: true)
            return "| \(place) | " + row.cells.dropFirst().map { MarkdownText.escape($0.text) }.joined(separator: " | ") + " |"
        }
        return folded("Token handling (\(report.sites.count))", head, rows, room: room)
    }

    /// Nil where not even a few rows fit.
    private static func folded(_ title: String, _ head: [String], _ rows: some Collection<String>, room: Int) -> String? {
        var left = room - 200 - head.reduce(0) { $0 + $1.utf8.count }
        var shown: [String] = []
        for row in rows {
            left -= row.utf8.count + 1
            guard left > 0 else { break }
            shown.append(row)
        }
        guard !shown.isEmpty else { return nil }
        let rest = shown.count < rows.count ? "\n\n…and \(rows.count - shown.count) more." : ""
        return "<details><summary>\(title)</summary>\n\n\((head + shown).joined(separator: "\n"))\(rest)\n\n</details>"
    }

    private static func foot(_ report: Report) -> String {
        "<sub>skillaudit \(MarkdownText.escape(report.toolVersion)), rubric \(Grade.rubricVersion); the overall score is that of the lowest axis.</sub>"
    }
}
