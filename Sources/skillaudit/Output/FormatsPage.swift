import AuditRules
import Foundation

/// The page about all formats, with the reports of one fixture in each of them beside it.
struct FormatsPage {
    private let name: String
    private let report: Report
    /// SARIF lists all rules in use; here those that found something will do.
    private let brief: Report

    /// Audits a copy of the fixture outside of this repository: an example must not change with every commit.
    init(fixture: String) throws(Failure) {
        name = URL(filePath: fixture).lastPathComponent
        let folder = try TemporaryFolder()
        let copy = "\(folder.path)/\(name)"
        do {
            try FileManager.default.copyItem(atPath: fixture, toPath: copy)
        } catch {
            throw .unreadable(path: fixture, why: error.localizedDescription)
        }
        report = try Self.audit(copy, named: name, Rule.all)
        let found = Set(report.findings.map(\.rule))
        brief = try Self.audit(copy, named: name, Rule.all.filter { found.contains($0.id) })
    }

    private static func audit(_ path: String, named name: String, _ rules: [Rule]) throws(Failure) -> Report {
        try Threads.run { () throws(Failure) -> Report in
            var phases = Phases()
            var audit = Audit()
            audit.rules = rules
            return try audit.report(on: try Input(targets: [path]).open(), named: name, &phases)
        }
    }

    /// This page, the reports, and the picture of the first of them, by path below `docs`.
    var pages: [(path: String, text: String)] {
        let reports = OutputFormat.allCases.map { (path: "formats/\($0.exampleName)", text: text(of: $0)) }
        let style = TextStyle(width: 100, usesColor: true)
        let picture = TerminalPicture(render(report, as: .text, style: style))
            .svg(label: "The text report on a server whose tokens are not bound to it")
        return reports + [("formats/terminal.svg", picture), ("formats.md", markdown)]
    }

    private func text(of format: OutputFormat) -> String { render(format == .sarif ? brief : report, as: format, style: .plain) }

    private var markdown: String {
        var parts = [
            """
            # Formats

            `--format` names the form of the report on standard output, and each `--output FORMAT=FILE` writes one more to a file, in the same run. The exit code \
            does not depend on the format. What stands in a report depends on the code, the configuration and the version alone: not on time, machine, threads or \
            the folder in which the code is.

            The examples are the reports on [`Fixtures/\(name)`](../Fixtures/\(name)), a small server that asks no token whom it was issued for.
            """,
            (["| format | for | example | checked against |", "|---|---|---|---|"]
                + OutputFormat.allCases.map {
                    "| `\($0.rawValue)` | \($0.summary) | [\($0.exampleName)](formats/\($0.exampleName)) | \($0.validation) |"
                }).joined(separator: "\n"),
        ]
        for format in OutputFormat.allCases {
            parts.append("## \(format.rawValue)")
            parts.append(contentsOf: format.remarks.map { [$0] } ?? [])
            switch format {
            case .text: parts.append("![The text report in a terminal](formats/terminal.svg)")
            case .badge: parts.append("![token binding: \(report.grade.letter?.rawValue ?? "not graded")](formats/\(format.exampleName))")
            case .html: parts.append("![The page in a browser](images/report.png)")
            default: parts.append(excerpt(of: format))
            }
        }
        parts.append(
            """
            ## Of a change

            With `--diff BASE` the JSON report has `changes`: the base with its grade, the ids of new and unchanged findings, and the findings that are fixed. SARIF results have \
            a `baselineState`. Annotations, JUnit failures and the findings of text and Markdown are those that are new. `skillaudit compare A B --format \
            text|json|markdown` prints the same of two revisions or two JSON reports; the JSON has a \
            [schema](\(ComparisonSchema.path)) of its own.

            ## Of a batch

            `skillaudit batch` writes one line for each target: a report as `jsonl` has it, with a member `batch` that names the target and the revision as the list \
            does; or, where there is no report, a line with `error` and `batch`:

            ```json
            \(BatchLine.failure(
                .audit, code: 4, "https://git.example/acme/server has no revision v2", help: "give a branch, a tag or a commit id",
                for: BatchTarget(target: "https://git.example/acme/server", revision: "v2")))
            ```

            `reason` is `audit` (the audit said why), `line` (the line is not understood), `time`, `memory` or `crash`; `code` is the exit code that the audit alone \
            would have. Both kinds of lines are of one [schema](\(BatchSchema.path)), which `skillaudit schema batch` prints.
            """)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static let mostLines = 24
    private static let mostLetters = 220

    private func excerpt(of format: OutputFormat) -> String {
        // The table's lines end with CR and LF, which are one character.
        let lines = text(of: format).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let shown = lines.prefix(Self.mostLines).map { $0.count > Self.mostLetters ? "\($0.prefix(Self.mostLetters))…" : String($0) }
        let rest = lines.count > Self.mostLines ? ["…"] : []
        return MarkdownText.block((shown + rest).joined(separator: "\n").trimmingCharacters(in: .newlines), language: format.language)
    }
}

extension OutputFormat {
    fileprivate var exampleName: String {
        switch self {
        case .text: "report.txt"
        case .json: "report.json"
        case .jsonLine: "report.jsonl"
        case .sarif: "report.sarif"
        case .gitLabCodeQuality: "gl-code-quality-report.json"
        case .gitLabSAST: "gl-sast-report.json"
        case .junit: "report.junit.xml"
        case .github: "annotations.txt"
        case .markdown: "comment.md"
        case .csv: "inventory.csv"
        case .badge: "badge.svg"
        case .html: "report.html"
        }
    }

    fileprivate var language: String {
        switch self {
        case .json, .jsonLine, .sarif, .gitLabCodeQuality, .gitLabSAST: "json"
        case .junit, .badge: "xml"
        case .markdown: "markdown"
        case .html: "html"
        case .text, .github, .csv: ""
        }
    }

    /// By what `make validate` checks it.
    fileprivate var validation: String {
        switch self {
        case .json, .jsonLine: "[its schema](schema/report-1.0.schema.json), with jsonschema"
        case .sarif: "the schema of SARIF 2.1.0, with jsonschema; sarif-tools"
        case .gitLabCodeQuality, .gitLabSAST: "what GitLab's documentation demands, with jsonschema"
        case .junit: "junitparser"
        case .csv: "Python's csv, strictly"
        case .badge: "an XML parser"
        case .html: "html5lib, strictly; Chromium with axe"
        case .text, .github, .markdown: "golden reports and tests of its own"
        }
    }

    fileprivate var remarks: String? {
        switch self {
        case .text:
            "For a terminal: colour by `--color`, `NO_COLOR`, `FORCE_COLOR`, `CLICOLOR` and the terminal, in this order; links where the terminal takes them; ASCII where the "
                + "locale has no UTF-8. Into a file or a pipe (a pager is one) it is plain."
        case .json: "`skillaudit schema` prints the schema. Within 1.x members are only added."
        case .sarif:
            "Evidence becomes related locations and a code flow, suppressions keep their justification, and `partialFingerprints` survive edits elsewhere in the file. "
                + "`primaryLocationLineHash` is GitHub's own."
        case .gitLabSAST: "GitLab wants times, and a report must not depend on them: they are those of 1970."
        case .github:
            "At most ten annotations of a level, as GitHub shows no more; all findings stand in the job summary, where `GITHUB_STEP_SUMMARY` names its file."
        case .markdown: "Short enough for a comment. Its first line is a marker, by which the comment is found again and renewed."
        case .html: "One file: no network, a strict content security policy, light and dark, for keyboard, screen reader and paper."
        case .csv: "The inventory, not the findings: a line for each place where a token is handled."
        case .jsonLine, .gitLabCodeQuality, .junit, .badge: nil
        }
    }
}
