/// A form in which a report is written; the raw value is its name on the command line.
enum OutputFormat: String, CaseIterable, Sendable {
    case text, json
    case jsonLine = "jsonl"
    case sarif
    case gitLabCodeQuality = "gitlab-codequality"
    case gitLabSAST = "gitlab-sast"
    case junit = "junit"
    case github, markdown, csv, badge, html

    /// One line for help and documentation.
    var summary: String {
        switch self {
        case .text: "for people at a terminal"
        case .json: "for programs: schema 1.0, see `skillaudit schema`"
        case .jsonLine: "the same on one line, for streams of reports"
        case .sarif: "SARIF 2.1.0, as GitHub code scanning takes it"
        case .gitLabCodeQuality: "GitLab code quality"
        case .gitLabSAST: "GitLab SAST, report version 15"
        case .junit: "JUnit XML: a suite per file, a case per finding"
        case .github: "GitHub workflow annotations"
        case .markdown: "a comment for a pull request"
        case .csv: "the inventory of token sites as a table"
        case .badge: "an SVG badge with the grade"
        case .html: "one self-contained page"
        }
    }
}

/// The report in one of the formats, with a final line ending (nothing at all where the format says nothing). `style` matters to text alone.
func render(_ report: Report, as format: OutputFormat, style: TextStyle) -> String {
    switch format {
    case .text: TextReport(report, style).render()
    case .json: JSONReport.render(report)
    case .jsonLine: JSONReport.renderLine(report) + "\n"
    case .sarif: SARIFReport.render(report)
    case .gitLabCodeQuality: GitLabCodeQualityReport.render(report)
    case .gitLabSAST: GitLabSASTReport.render(report)
    case .junit: JUnitReport.render(report)
    case .github: GitHubReport.render(report)
    case .markdown: MarkdownReport.render(report)
    case .csv: CSVReport.render(report)
    case .badge: BadgeReport.render(report)
    case .html: HTMLReport.render(report)
    }
}
