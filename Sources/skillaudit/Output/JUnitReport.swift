import AuditRules

/// JUnit XML: a suite per file, a case per finding; suppressed findings, and those that a change left as they were, are skipped cases; one passing case where
/// nothing was found.
enum JUnitReport {
    static func render(_ report: Report) -> String {
        var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#]
        lines.append(
            "<testsuites\(attributes([("name", Report.toolName), ("tests", "\(max(1, report.findings.count))"), ("failures", "\(report.foremost.count)")]))>"
        )
        if report.findings.isEmpty {
            lines.append(
                "  <testsuite\(attributes([("name", Report.toolName), ("tests", "1"), ("failures", "0"), ("errors", "0"), ("skipped", "0")]))>"
            )
            lines.append("    <testcase\(attributes([("name", "no findings"), ("classname", Report.toolName)]))/>")
            lines.append("  </testsuite>")
        }
        var start = 0
        while start < report.findings.count {
            let path = report.findings[start].location.path
            let end = report.findings[start...].firstIndex { $0.location.path != path } ?? report.findings.count
            lines += suite(path, Array(report.findings[start..<end]), report)
            start = end
        }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func suite(_ path: String, _ findings: [Finding], _ report: Report) -> [String] {
        let skipped = findings.count { reason(toSkip: $0, report) != nil }
        let head = [
            ("name", path), ("tests", "\(findings.count)"), ("failures", "\(findings.count - skipped)"), ("errors", "0"),
            ("skipped", "\(skipped)"),
        ]
        return ["  <testsuite\(attributes(head))>"] + findings.flatMap { testCase($0, report) } + ["  </testsuite>"]
    }

    private static func reason(toSkip finding: Finding, _ report: Report) -> String? {
        if let suppression = finding.suppression { return "suppressed by \(suppression.origin.rawValue): \(suppression.reason)" }
        guard let changes = report.changes, !changes.isNew(finding.id) else { return nil }
        return "unchanged since \(changes.baseName)"
    }

    private static func testCase(_ finding: Finding, _ report: Report) -> [String] {
        let place = "\(finding.location.start.line):\(finding.location.start.column)"
        let head = [("name", "\(finding.rule) at \(place)"), ("classname", finding.location.path), ("file", finding.location.path)]
        var lines = ["    <testcase\(attributes(head))>"]
        if let reason = reason(toSkip: finding, report) {
            lines.append("      <skipped\(attributes([("message", reason)]))/>")
        } else {
            lines.append(
                "      <failure\(attributes([("message", finding.message), ("type", finding.severity.rawValue)]))>\(Markup.escape(details(finding)))</failure>"
            )
        }
        return lines + ["    </testcase>"]
    }

    private static func details(_ finding: Finding) -> String {
        var lines = ["\(finding.location.path):\(finding.location.start.line):\(finding.location.start.column)", finding.location.snippet]
        lines += finding.evidence.map { "\($0.location.path):\($0.location.start.line): \($0.remark)" }
        lines.append("Fix: \(finding.remedy)")
        return lines.joined(separator: "\n")
    }

    private static func attributes(_ pairs: [(String, String)]) -> String {
        pairs.map { " \($0.0)=\"\(Markup.escape($0.1))\"" }.joined()
    }
}
