import AuditRules

/// GitLab's code-quality widget: what is not suppressed, as a list.
enum GitLabCodeQualityReport {
    static func render(_ report: Report) -> String {
        let shortfalls: [JSON] = report.shortfalls.map { shortfall in
            [
                "description": .string("not looked at: \(shortfall.reason)"), "check_name": "not-read",
                "fingerprint": .string(Digest.sha256(Array("not-read\0\(shortfall.path)".utf8))), "severity": "info",
                "location": ["path": .string(shortfall.path), "lines": ["begin": 1]],
            ]
        }
        return JSON.array(
            report.active.map { finding in
                [
                    "description": .string(finding.message), "check_name": .string(finding.rule), "fingerprint": .string(finding.id),
                    "severity": .string(severity(finding.severity)),
                    "location": ["path": .string(finding.location.path), "lines": ["begin": .int(finding.location.start.line)]],
                ]
            } + shortfalls
        ).text
    }

    private static func severity(_ severity: Severity) -> String {
        switch severity {
        case .critical: "blocker"
        case .high: "critical"
        case .medium: "major"
        case .low: "minor"
        case .note: "info"
        }
    }
}

/// GitLab's security report of type SAST, version 15.
enum GitLabSASTReport {
    private static let version = "15.0.7"
    /// The format wants times; a report must not vary with them.
    private static let noTime: JSON = "1970-01-01T00:00:00"
    private static let longestName = 255

    static func render(_ report: Report) -> String {
        let tool: JSON = [
            "id": .string(Report.toolName), "name": .string(Report.toolName), "version": .string(report.toolVersion),
            "vendor": ["name": .string(Report.toolName)],
        ]
        let document: JSON = [
            "version": .string(version),
            "scan": [
                "analyzer": tool, "scanner": tool, "type": "sast", "start_time": noTime, "end_time": noTime, "status": "success",
                "messages": .array(report.shortfalls.prefix(100).map { ["level": "warn", "value": .string("\($0.path): \($0.reason)")] }),
            ],
            "vulnerabilities": .array(report.active.map { vulnerability($0, report) }),
        ]
        return document.text
    }

    private static func vulnerability(_ finding: Finding, _ report: Report) -> JSON {
        let rule = report.rule(finding.rule)
        var identifiers: [JSON] = [
            ["type": "skillaudit_rule", "name": .string("skillaudit \(finding.rule)"), "value": .string(finding.rule)]
        ]
        for weakness in finding.cwe {
            let number = String(weakness.drop { !$0.isNumber })
            identifiers.append([
                "type": "cwe", "name": .string(weakness), "value": .string(number),
                "url": .string("https://cwe.mitre.org/data/definitions/\(number).html"),
            ])
        }
        return [
            "id": .string(finding.id), "name": .string(String((rule?.title ?? finding.rule).prefix(longestName))),
            "description": .string(finding.message), "severity": .string(finding.severity == .note ? "Info" : finding.severity.title),
            "solution": .string(finding.remedy),
            "location": [
                "file": .string(finding.location.path), "start_line": .int(finding.location.start.line),
                "end_line": .int(finding.location.end.line),
            ],
            "identifiers": .array(identifiers),
            "links": .array((rule?.references ?? []).map { ["name": .string($0.title), "url": .string($0.url)] }),
        ]
    }
}

extension Severity {
    /// With a capital letter.
    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
