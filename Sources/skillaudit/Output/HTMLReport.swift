import AuditRules
import Foundation
import Mustache

/// One self-contained page: no network, a strict content security policy, light and dark, for keyboard, screen reader and paper.
enum HTMLReport {
    static func render(_ report: Report) -> String {
        guard let template else { return "" }
        return template.render(page(report))
    }

    /// Skipped files that are named per reason; the JSON report names them all.
    private static let mostPaths = 200

    /// The escaping of values inside the page.
    private struct MarkupText: MustacheContentType {
        func escapeText(_ text: String) -> String { Markup.escape(text) }
    }

    /// Parsed once; a test sees to it that it can be parsed.
    private static let template: MustacheTemplate? = {
        MustacheContentTypes.register(MarkupText(), named: "MARKUP")
        return try? MustacheTemplate(string: HTMLTemplate.text)
    }()

    private static func hash(_ text: String) -> String { "sha256-" + Digest.sha256Base64(Array(text.utf8)) }

    private static func page(_ report: Report) -> [String: Any] {
        var page: [String: Any] = [
            "style": HTMLStyle.text, "script": HTMLScript.text, "styleHash": hash(HTMLStyle.text), "scriptHash": hash(HTMLScript.text),
            "target": report.target.input, "version": report.toolVersion, "rubric": Grade.rubricVersion,
            "letter": report.grade.letter?.rawValue ?? "–", "score": report.grade.score ?? 0, "mood": mood(report.grade.letter),
            "counts": counts(report), "axes": report.grade.axes.map { axis($0, report) },
            "next": spans(NextStep(report)?.markedSentence ?? "Nothing to fix."),
            "extent": "\(report.extent.filesParsed) of \(report.extent.files) files can hold token code and were parsed",
        ]
        let grade = report.grade.letter.map { "grade \($0.rawValue), \(report.grade.score ?? 0) of 100" } ?? "not graded"
        page["gradeLabel"] = grade
        page["title"] = "skillaudit: \(grade), \(report.target.input)"
        page["revision"] = report.target.revision
        if let changes = report.changes {
            page["change"] = "Since \(changes.baseName), which had grade \(changes.base.gradeText): \(changes.counts)."
            page["hasFixed"] = !changes.fixed.isEmpty
            page["fixed"] = changes.fixed.map { ["place": $0.place, "rule": $0.rule, "message": spans($0.message)] as [String: Any] }
        }
        let active = report.active
        page["hasFindings"] = !active.isEmpty
        page["severities"] = report.countsBySeverity.map {
            ["severity": $0.severity.rawValue, "text": "\($0.severity.rawValue) (\($0.count))"]
        }
        page["files"] = files(active, report)
        page["hasSuppressed"] = !report.suppressed.isEmpty
        page["suppressed"] = report.suppressed.map { finding in
            [
                "place": place(finding.location), "rule": finding.rule, "origin": finding.suppression?.origin.rawValue ?? "",
                "reason": spans(finding.suppression?.reason ?? ""),
            ] as [String: Any]
        }
        page["hasIdleSuppressions"] = !report.remarks.isEmpty
        page["idleSuppressions"] = report.remarks.map {
            ["place": "\($0.path):\($0.line)", "kind": $0.kind.rawValue, "message": spans($0.message)] as [String: Any]
        }
        let flow = FlowPicture(report.sites)
        if !flow.isEmpty { page["flow"] = picture(flow) }
        page["hasSites"] = !report.sites.isEmpty
        page["kinds"] = TokenSite.Kind.allCases.filter { kind in report.sites.contains { $0.kind == kind } }.map(\.rawValue)
        let rows = report.sites.map { (site: $0, row: SiteRow($0)) }
        // A column in which every place says "does not apply" says nothing.
        let columns = SiteRow.columns.indices.dropFirst().filter { column in rows.contains { $0.row.cells[column].text != SiteRow.nothing }
        }
        page["columns"] = ["place"] + columns.map { SiteRow.columns[$0] }
        page["sites"] = rows.map { site($0.site, $0.row, columns) }
        page["hasSkipped"] = !report.skipped.isEmpty
        page["skipped"] = report.countsByReason.map { reason, count in
            let paths = report.skipped.filter { $0.reason == reason }.prefix(mostPaths).map(\.path)
            return ["text": "\(count) \(reason)", "paths": paths + (count > mostPaths ? ["… and \(count - mostPaths) more"] : [])]
                as [String: Any]
        }
        return page
    }

    // MARK: Grade

    private static func mood(_ letter: Letter?) -> String {
        switch letter {
        case .a, .b: "good"
        case .c, .d: "doubtful"
        case .f: "bad"
        case nil: "hush"
        }
    }

    private static func counts(_ report: Report) -> [[String: String]] {
        var counts = report.countsBySeverity.map { ["severity": $0.severity.rawValue, "text": "\($0.count) \($0.severity.rawValue)"] }
        if counts.isEmpty { counts.append(["severity": "none", "text": "no findings"]) }
        if !report.suppressed.isEmpty { counts.append(["severity": "none", "text": "\(report.suppressed.count) suppressed"]) }
        if !report.skipped.isEmpty { counts.append(["severity": "none", "text": "\(report.skipped.count) not read"]) }
        if report.shortfall != nil { counts.append(["severity": "none", "text": "not everything was looked at"]) }
        return counts
    }

    private static func axis(_ axis: AxisGrade, _ report: Report) -> [String: Any] {
        var limits: [String] = []
        let uncapped = axis.deductions.reduce(0) { $0 + $1.pointsBeforeCap }
        if uncapped > axis.deducted {
            limits.append("\(uncapped) points without the limit of \(Grade.mostPointsOutsideProduction) for findings outside production")
        }
        if axis.isLimitedBySeverity, let letter = axis.letter {
            limits.append(letter == .f ? "F: a critical finding in production code" : "No A with a high finding in production code")
        }
        let score = axis.score ?? 0
        return [
            "name": axis.axis.rawValue, "isAssessed": axis.isAssessed, "score": score, "letter": axis.letter?.rawValue ?? "–",
            "mood": mood(axis.letter),
            "label": axis.isAssessed
                ? "\(axis.axis.rawValue): grade \(axis.letter?.rawValue ?? ""), \(score) of 100" : "\(axis.axis.rawValue): not assessed",
            "summary": axis.isAssessed
                ? (axis.deductions.isEmpty ? "\(score)/100, nothing taken" : "\(score)/100") : "not assessed by this version",
            "hasDeductions": !axis.deductions.isEmpty, "limits": limits,
            "deductions": axis.deductions.map { deduction in
                [
                    "rule": deduction.rule, "points": "\(deduction.points)", "anchor": anchor(deduction.findings.first ?? ""),
                    "times": deduction.findings.count > 1 ? "× \(deduction.findings.count)" : "",
                ]
            },
        ]
    }

    // MARK: Findings

    private static func anchor(_ id: String) -> String { "f-\(id.prefix(16))" }
    private static func place(_ location: Location) -> String { "\(location.path):\(location.start.line)" }

    private static func files(_ findings: [Finding], _ report: Report) -> [[String: Any]] {
        var files: [[String: Any]] = []
        var start = 0
        while start < findings.count {
            let path = findings[start].location.path
            let end = findings[start...].firstIndex { $0.location.path != path } ?? findings.count
            files.append(["path": path, "findings": findings[start..<end].map { self.finding($0, report) }])
            start = end
        }
        return files
    }

    private static func finding(_ finding: Finding, _ report: Report) -> [String: Any] {
        var notes = finding.worth > 0 ? " · −\(finding.worth) \(finding.axis.rawValue)" : " · takes no points"
        if finding.surface != .production { notes += " · \(finding.surface.rawValue)" }
        if finding.confidence != .certain { notes += " · \(finding.confidence.rawValue)" }
        let rule = report.rule(finding.rule)
        let addresses = Dictionary((rule?.references ?? []).map { ($0.title, $0.url) }, uniquingKeysWith: { first, _ in first })
        let weaknesses = finding.cwe.map { ($0, "https://cwe.mitre.org/data/definitions/\($0.drop { !$0.isNumber }).html") }
        let references = finding.references.map { ($0, addresses[$0] ?? "") } + weaknesses
        return [
            "anchor": anchor(finding.id), "shortID": String(finding.id.prefix(16)), "severity": finding.severity.rawValue,
            "rule": finding.rule, "isNew": report.changes?.isNew(finding.id) == true,
            "title": rule?.title ?? "", "line": "\(finding.location.start.line)", "notes": notes, "message": spans(finding.message),
            "lines": lines(report.excerpt(of: finding)), "hasEvidence": !finding.evidence.isEmpty,
            "evidence": finding.evidence.map { evidence in
                let code = evidence.location.snippet.trimmingCharacters(in: .whitespaces)
                return ["place": place(evidence.location), "remark": evidence.remark, "hasCode": !code.isEmpty, "code": code]
                    as [String: Any]
            },
            "hasRemedy": !finding.remedy.isEmpty, "remedy": spans(finding.remedy),
            "references": references.enumerated().map { index, reference in
                [
                    "text": reference.0, "address": reference.1, "hasAddress": reference.1.hasPrefix("https://"),
                    "separator": index < references.count - 1 ? ", " : "",
                ] as [String: Any]
            },
        ]
    }

    private static func lines(_ excerpt: Excerpt) -> [[String: Any]] {
        excerpt.lines.enumerated().map { index, line in
            guard index == excerpt.flagged else {
                return ["number": "\(line.number)", "isFlagged": false, "text": line.text]
            }
            let scalars = Array(line.text.unicodeScalars)
            let start = min(excerpt.mark.lowerBound, scalars.count)
            let end = min(excerpt.mark.upperBound, scalars.count)
            return [
                "number": "\(line.number)", "isFlagged": true, "before": String(scalars: scalars[..<start]),
                "marked": String(scalars: scalars[start..<end]),
                "after": String(scalars: scalars[end...]),
            ]
        }
    }

    /// Text with `code` between backticks, as pieces.
    private static func spans(_ text: String) -> [[String: Any]] {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        guard pieces.count % 2 == 1 else { return [["code": false, "text": text]] }
        return pieces.enumerated().filter { !$0.element.isEmpty }.map { ["code": $0.offset % 2 == 1, "text": String($0.element)] }
    }

    // MARK: Sites

    private static func site(_ site: TokenSite, _ row: SiteRow, _ columns: [Int]) -> [String: Any] {
        let cells = columns.map { index in
            let cell = row.cells[index]
            let isLifetime = index == row.cells.count - 1
            return [
                "text": cell.text, "mood": cell.mood.rawValue, "key": isLifetime ? site.lifetime?.seconds.map { "\($0)" } ?? "" : cell.text,
            ]
        }
        let place = place(site.location)
        return ["kind": site.kind.rawValue, "steps": steps(place), "key": place, "cells": cells]
    }

    /// A path in pieces that may stand on lines of their own, each with the slash behind it.
    private static func steps(_ path: String) -> [String] {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        return names.enumerated().map { $0.offset < names.count - 1 ? "\($0.element)/" : String($0.element) }
    }

    private static func picture(_ flow: FlowPicture) -> [String: Any] {
        [
            "width": FlowPicture.width, "height": flow.height,
            "label": "\(flow.boxes.count) places and \(flow.arrows.count) steps of tokens; described in words below",
            "heads": zip(FlowPicture.columnX, FlowPicture.heads).map { ["x": "\($0)", "text": $1] },
            "arrows": flow.arrows.map { ["path": flow.path(of: $0), "mood": $0.isBad ? "bad" : "", "tip": $0.isBad ? "bad-tip" : "tip"] },
            "boxes": flow.boxes.map { box in
                let x = FlowPicture.columnX[box.column]
                return [
                    "x": x, "y": box.y, "width": FlowPicture.boxWidth, "height": FlowPicture.boxHeight, "textX": x + 12,
                    "firstY": box.y + 19, "secondY": box.y + 36,
                    "first": box.first, "second": box.second, "full": box.full, "mood": box.mood.rawValue,
                ] as [String: Any]
            },
            "sentences": flow.sentences,
        ]
    }
}
