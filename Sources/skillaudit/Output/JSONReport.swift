import AuditRules

/// The report for programs: schema 1.0, `docs/schema/report-1.0.schema.json`.
enum JSONReport {
    static func render(_ report: Report) -> String { document(report).text }

    /// The same report on one line, for streams of reports.
    static func renderLine(_ report: Report) -> String { document(report).line }

    /// The head of every document that the program writes.
    static func tool(_ version: String) -> JSON {
        ["name": .string(Report.toolName), "version": .string(version), "rubricVersion": .string(Grade.rubricVersion)]
    }

    private static func document(_ report: Report) -> JSON {
        let members: JSON = [
            "schemaVersion": .string(Report.schemaVersion),
            "tool": tool(report.toolVersion),
            "target": [
                "input": .string(report.target.input), "kind": .string(report.target.kind.rawValue),
                "revision": .optional(report.target.revision),
            ],
            "grade": .optional(report.grade.letter?.rawValue),
            "score": .optional(report.grade.score),
            "axes": .array(report.grade.axes.map(axis)),
            "withWorstRuleFixed": report.grade.withWorstRuleFixed.map {
                ["rule": .string($0.rule), "grade": .string($0.letter.rawValue), "score": .int($0.score)]
            } ?? .null,
            "findings": .array(report.findings.map(finding)),
            "sites": .array(report.sites.map(site)),
            "skipped": .array(report.skipped.map { ["path": .string($0.path), "reason": .string($0.reason)] }),
            "summary": [
                "files": .int(report.extent.files), "bytes": .int(report.extent.bytes), "filesParsed": .int(report.extent.filesParsed),
                "suppressed": .int(report.suppressed.count), "shortfalls": .int(report.shortfalls.count),
                "bySeverity": .object(report.countsBySeverity.map { ($0.severity.rawValue, .int($0.count)) }),
            ],
        ]
        return members.adding([
            report.configured.map { ("configuration", configured($0)) },
            report.remarks.isEmpty ? nil : ("suppressionRemarks", .array(report.remarks.map(remark))),
            report.changes.map { ("changes", self.changes($0)) },
        ])
    }

    /// Of what is new and unchanged the ids: the findings themselves stand in the report.
    private static func changes(_ changes: Changes) -> JSON {
        [
            "base": changes.base.json, "new": .strings(changes.new.map(\.id)), "fixed": .array(changes.fixed.map(\.json)),
            "unchanged": .strings(changes.unchanged.map(\.id)),
        ]
    }

    private static func configured(_ configured: Report.Configured) -> JSON {
        [
            "path": .string(configured.path), "used": .bool(configured.isUsed), "disabledRules": .strings(configured.disabledRules),
            "severities": .object(configured.severities.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value.rawValue)) }),
        ]
    }

    private static func remark(_ remark: SuppressionRemark) -> JSON {
        [
            "kind": .string(remark.kind.rawValue), "path": .string(remark.path), "line": .int(remark.line), "rule": .optional(remark.rule),
            "message": .string(remark.message),
        ]
    }

    private static func axis(_ axis: AxisGrade) -> JSON {
        [
            "axis": .string(axis.axis.rawValue), "assessed": .bool(axis.isAssessed), "score": .optional(axis.score),
            "grade": .optional(axis.letter?.rawValue),
            "deductions": .array(
                axis.deductions.map { ["rule": .string($0.rule), "points": .int($0.points), "findings": .strings($0.findings)] }),
        ]
    }

    private static func finding(_ finding: Finding) -> JSON {
        [
            "id": .string(finding.id), "rule": .string(finding.rule), "axis": .string(finding.axis.rawValue),
            "severity": .string(finding.severity.rawValue),
            "confidence": .string(finding.confidence.rawValue), "points": .int(finding.points), "message": .string(finding.message),
            "location": location(finding.location), "surface": .string(finding.surface.rawValue),
            "evidence": .array(finding.evidence.map(evidence)),
            "remedy": .string(finding.remedy), "references": .strings(finding.references), "cwe": .strings(finding.cwe),
            "suppression": finding.suppression.map { ["origin": .string($0.origin.rawValue), "reason": .string($0.reason)] } ?? .null,
        ]
    }

    private static func site(_ site: TokenSite) -> JSON {
        [
            "kind": .string(site.kind.rawValue), "language": .string(site.language.rawValue), "library": .string(site.library),
            "api": .string(site.api),
            "location": location(site.location), "surface": .string(site.surface.rawValue),
            "inbound": .optional(site.inbound), "selfIssued": .optional(site.selfIssued),
            "facts": [
                "signature": .string(site.signature.rawValue), "audience": .string(site.audience.state.rawValue),
                "issuer": .string(site.issuer.state.rawValue), "algorithm": .string(site.algorithm.state.rawValue),
                "expiry": .string(site.expiry.state.rawValue), "dpop": .string(site.dpop.rawValue),
                "lifetimeSeconds": site.lifetime?.seconds.map { .number($0) } ?? .null,
            ],
            "evidence": .array(site.evidence.map(evidence)),
        ]
    }

    private static func location(_ location: Location) -> JSON { .object(region(location) + [("snippet", .string(location.snippet))]) }
    private static func evidence(_ evidence: Evidence) -> JSON {
        .object(region(evidence.location) + [("remark", .string(evidence.remark))])
    }

    private static func region(_ location: Location) -> [(String, JSON)] {
        [
            ("path", .string(location.path)), ("startLine", .int(location.start.line)), ("startColumn", .int(location.start.column)),
            ("endLine", .int(location.end.line)), ("endColumn", .int(location.end.column)),
        ]
    }
}
