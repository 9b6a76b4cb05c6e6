import AuditRules

/// SARIF 2.1.0 as GitHub code scanning takes it.
enum SARIFReport {
    static func render(_ report: Report) -> String {
        let document: JSON = [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [run(report)],
        ]
        return document.text
    }

    private static func run(_ report: Report) -> JSON {
        let indices = Dictionary(report.rules.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var members: [(String, JSON)] = [
            (
                "tool",
                [
                    "driver": [
                        "name": .string(Report.toolName), "version": .string(report.toolVersion),
                        "semanticVersion": .string(report.toolVersion),
                        "rules": .array(report.rules.map(rule)),
                    ]
                ]
            ),
            ("automationDetails", ["id": "skillaudit/"]),
            ("invocations", [["executionSuccessful": true, "toolExecutionNotifications": .array(notifications(report))]]),
            ("columnKind", "unicodeCodePoints"),
        ]
        if report.target.kind == .url, let revision = report.target.revision, report.target.input.contains("://") {
            members.append(
                (
                    "versionControlProvenance",
                    [["repositoryUri": .string(encoded(report.target.input, keeping: ":/?#@")), "revisionId": .string(revision)]]
                ))
        }
        members.append(("results", .array(report.findings.map { result($0, indices[$0.rule], report) })))
        members.append(
            (
                "properties",
                [
                    "grade": .optional(report.grade.letter?.rawValue), "score": .optional(report.grade.score),
                    "rubricVersion": .string(Grade.rubricVersion),
                ]
            ))
        return .object(members)
    }

    /// What was not looked at, by reason: a viewer shows these apart from the results.
    private static func notifications(_ report: Report) -> [JSON] {
        let shortfalls = Set(report.shortfalls.map(\.reason))
        return report.countsByReason.map { reason, count in
            [
                "level": shortfalls.contains(reason) ? "warning" : "note",
                "message": ["text": .string("\(count) \(count == 1 ? "file was" : "files were") not read: \(reason)")],
            ]
        }
            + crowd(report)
            + report.remarks.map { remark in
                ["level": "warning", "message": ["text": .string("\(remark.path):\(remark.line): \(remark.message)")]]
            }
    }

    /// Of a run GitHub shows so many results, and takes at most 25,000, which is more than `--max-findings` lets through by itself.
    private static let mostShown = 5_000

    private static func crowd(_ report: Report) -> [JSON] {
        let count = report.findings.count
        guard count > mostShown else { return [] }
        let text = "\(count) results: GitHub code scanning shows the \(mostShown) of the highest severity (other reports list all of them)"
        return [["level": "warning", "message": ["text": .string(text)]]]
    }

    // MARK: Rules

    private static let longestDescription = 1024

    private static func rule(_ rule: Rule) -> JSON {
        let references = rule.references.map { "[\(MarkdownText.escape($0.title))](\($0.url))" }.joined(separator: ", ")
        let plain = "\(rule.explanation)\n\n\(rule.remedy)\n\n\(rule.references.map { "\($0.title): \($0.url)" }.joined(separator: "\n"))"
        let markdown = "\(rule.explanation)\n\n**Fix:** \(rule.remedy)\n\n**Read:** \(references)"
        var members: [(String, JSON)] = [
            ("id", .string(rule.id)),
            ("name", .string(rule.id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined())),
            ("shortDescription", ["text": .string(rule.title)]),
            (
                "fullDescription",
                ["text": .string(String((rule.explanation.isEmpty ? rule.title : rule.explanation).prefix(longestDescription)))]
            ),
            ("help", ["text": .string(plain), "markdown": .string(markdown)]),
            ("defaultConfiguration", ["level": .string(rule.severity.sarifLevel)]),
        ]
        if let address = rule.references.first?.url { members.append(("helpUri", .string(address))) }
        members.append(
            (
                "properties",
                [
                    "tags": .strings(
                        ["security"] + (rule.axis == .security ? [] : [rule.axis.rawValue]) + rule.cwe.map { "external/cwe/cwe-\($0)" }),
                    "precision": "high", "security-severity": .string(rule.severity.securitySeverity),
                ]
            ))
        return .object(members)
    }

    // MARK: Results

    private static func result(_ finding: Finding, _ ruleIndex: Int?, _ report: Report) -> JSON {
        var members: [(String, JSON)] = [("ruleId", .string(finding.rule))]
        if let ruleIndex { members.append(("ruleIndex", .int(ruleIndex))) }
        var fingerprints: [(String, JSON)] = [("skillaudit/v1", .string(finding.id))]
        if let hash = report.lineHash(of: finding) { fingerprints.append(("primaryLocationLineHash", .string(hash))) }
        members += [
            ("level", .string(finding.severity.sarifLevel)),
            ("message", ["text": .string(finding.message)]),
            ("locations", [location(finding.location)]),
            ("partialFingerprints", .object(fingerprints)),
        ]
        if let changes = report.changes, finding.suppression == nil {
            members.append(("baselineState", changes.isNew(finding.id) ? "new" : "unchanged"))
        }
        if !finding.evidence.isEmpty {
            members.append(
                (
                    "relatedLocations",
                    .array(finding.evidence.enumerated().map { location($1.location, id: $0 + 1, message: $1.remark) })
                ))
            let steps =
                finding.evidence.map { location($0.location, message: $0.remark) } + [location(finding.location, message: finding.message)]
            members.append(("codeFlows", [["threadFlows": [["locations": .array(steps.map { ["location": $0] })]]]]))
        }
        if let suppression = finding.suppression {
            members.append(
                (
                    "suppressions",
                    [
                        [
                            "kind": suppression.origin == .comment ? "inSource" : "external", "status": "accepted",
                            "justification": .string(suppression.reason),
                        ]
                    ]
                ))
        }
        members.append(
            (
                "properties",
                [
                    "severity": .string(finding.severity.rawValue), "confidence": .string(finding.confidence.rawValue),
                    "points": .int(finding.points),
                    "surface": .string(finding.surface.rawValue), "remedy": .string(finding.remedy),
                ]
            ))
        return .object(members)
    }

    private static func location(_ location: Location, id: Int? = nil, message: String? = nil) -> JSON {
        var members: [(String, JSON)] = []
        if let id { members.append(("id", .int(id))) }
        members.append(
            (
                "physicalLocation",
                [
                    "artifactLocation": ["uri": .string(uri(location.path))],
                    "region": [
                        "startLine": .int(location.start.line), "startColumn": .int(location.start.column),
                        "endLine": .int(location.end.line),
                        "endColumn": .int(location.end.column), "snippet": ["text": .string(location.snippet)],
                    ],
                ]
            ))
        if let message { members.append(("message", ["text": .string(message)])) }
        return .object(members)
    }

    /// A relative reference: percent-encoded, and with `./` where a colon would make its first part a scheme.
    static func uri(_ path: String) -> String {
        let first = path.prefix { $0 != "/" }
        return (first.contains(":") ? "./" : "") + encoded(path, keeping: "/:@")
    }

    static func encoded(_ text: String, keeping kept: String) -> String {
        var encoded = ""
        let kept = Set(kept.utf8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"),
                UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            case _ where kept.contains(byte): encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return encoded
    }
}

extension Severity {
    fileprivate var sarifLevel: String {
        switch self {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .note: "note"
        }
    }

    /// GitHub's bands: critical above 9.0, high from 7.0, medium from 4.0.
    fileprivate var securitySeverity: String {
        switch self {
        case .critical: "9.5"
        case .high: "8.0"
        case .medium: "5.5"
        case .low: "3.0"
        case .note: "1.0"
        }
    }
}
