import AuditRules
import Foundation

/// What a comparison needs of one side: a report of this run, or one that was written as JSON before.
struct Snapshot: Sendable {
    /// One finding of it.
    struct Item: Sendable, Hashable {
        let id: String
        let rule: String
        let severity: Severity
        let surface: Surface
        let message: String
        let path: String
        let line: Int
        /// The source line on which it starts, without the blanks around it.
        let code: String

        /// Findings in tests and documentation never fail a gate.
        var isCounted: Bool { surface != .test && surface != .docs }
        var place: String { "\(path):\(line)" }
    }

    /// How messages name this side: a revision, or a file.
    let name: String
    /// The commit, where there is one.
    let revision: String?
    let toolVersion: String
    let rubricVersion: String
    let letter: Letter?
    let score: Int?
    /// Findings that are not suppressed, in reading order.
    let items: [Item]
    /// Ids of the suppressed ones: somebody decided about them, they are neither new nor fixed.
    let suppressed: Set<String>
}

extension Snapshot {
    init(_ report: Report, named name: String) {
        self.name = name
        revision = report.target.revision
        toolVersion = report.toolVersion
        rubricVersion = Grade.rubricVersion
        letter = report.grade.letter
        score = report.grade.score
        items = report.active.map { finding in
            Item(
                id: finding.id, rule: finding.rule, severity: finding.severity, surface: finding.surface, message: finding.message,
                path: finding.location.path, line: finding.location.start.line,
                code: finding.location.snippet.trimmingCharacters(in: .whitespaces))
        }
        suppressed = Set(report.suppressed.map(\.id))
    }

    /// A tree in which nothing was to be audited.
    static func empty(named name: String, revision: String?) -> Snapshot {
        Snapshot(
            name: name, revision: revision, toolVersion: Version.number, rubricVersion: Grade.rubricVersion, letter: nil, score: nil,
            items: [],
            suppressed: [])
    }

    /// Reads a JSON report of schema 1.x.
    init(reportAt path: String) throws(Failure) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw .notAReport(path: path, why: Self.reason(error))
        }
        guard document.schemaVersion.hasPrefix("1.") else {
            throw .notAReport(path: path, why: "it is of schema \(document.schemaVersion), and this program reads 1.x")
        }
        name = path
        revision = document.target.revision
        toolVersion = document.tool.version
        rubricVersion = document.tool.rubricVersion
        letter = document.grade.flatMap(Letter.init)
        score = document.score
        items = document.findings.filter { $0.suppression == nil }.map(\.item)
        suppressed = Set(document.findings.filter { $0.suppression != nil }.map(\.id))
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "it has no `\(key.stringValue)`"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "`\(context.codingPath.map(\.stringValue).joined(separator: "."))` is not what the schema says"
        case is DecodingError: "it is not JSON"
        default: "it cannot be read"
        }
    }

    /// The part of `docs/schema/report-1.0.schema.json` that is read. Text of a file goes through the same cleaning as any other text from outside.
    private struct Document: Decodable {
        struct Tool: Decodable {
            let version: String
            let rubricVersion: String
        }
        struct Target: Decodable { let revision: String? }
        struct Place: Decodable {
            let path: String
            let startLine: Int
            let snippet: String
        }
        struct Reason: Decodable { let reason: String }
        struct Entry: Decodable {
            let id: String
            let rule: String
            let severity: String
            let surface: String
            let message: String
            let location: Place
            let suppression: Reason?

            var item: Item {
                Item(
                    id: id, rule: clean(rule), severity: Severity(rawValue: severity) ?? .note,
                    surface: Surface(rawValue: surface) ?? .production,
                    message: clean(message), path: clean(location.path), line: location.startLine,
                    code: clean(location.snippet).trimmingCharacters(in: .whitespaces))
            }

            private func clean(_ text: String) -> String { CleanText(Array(text.unicodeScalars), masked: []).text }
        }
        let schemaVersion: String
        let tool: Tool
        let target: Target
        let grade: String?
        let score: Int?
        let findings: [Entry]
    }
}
