import AuditRules

/// The inventory of token sites as a table for spreadsheets (RFC 4180).
enum CSVReport {
    private static let columns = [
        "path", "line", "column", "kind", "language", "library", "api", "surface", "inbound", "selfIssued", "signature", "audience",
        "issuer", "algorithm",
        "expiry", "dpop", "lifetimeSeconds", "snippet",
    ]

    static func render(_ report: Report) -> String {
        ([columns] + report.sites.map(row) + report.shortfalls.map(row)).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func row(_ site: TokenSite) -> [String] {
        [
            site.location.path, "\(site.location.start.line)", "\(site.location.start.column)", site.kind.rawValue, site.language.rawValue,
            site.library, site.api,
            site.surface.rawValue, site.inbound.map { "\($0)" } ?? "", site.selfIssued.map { "\($0)" } ?? "", site.signature.rawValue,
            site.audience.state.rawValue, site.issuer.state.rawValue, site.algorithm.state.rawValue, site.expiry.state.rawValue,
            site.dpop.rawValue,
            site.lifetime?.seconds.map { JSON.number($0).line } ?? "", site.location.snippet,
        ]
    }

    /// What was not looked at stands among the places, under a kind that no place has.
    private static func row(_ shortfall: Report.Skipped) -> [String] {
        columns.map { column in
            switch column {
            case "path": shortfall.path
            case "kind": "not-read"
            case "snippet": shortfall.reason
            default: ""
            }
        }
    }

    /// A spreadsheet runs a cell that begins like a formula, blanks before it or not; an apostrophe makes it text.
    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first(where: { $0 != " " }), "=+-@\t\r\n|%＝＋－＠".unicodeScalars.contains(first) {
            text = "'" + text
        }
        guard text.unicodeScalars.contains(where: { ",\"\r\n'".unicodeScalars.contains($0) }) || text.hasPrefix(" ") || text.hasSuffix(" ")
        else { return text }
        // As scalars: a quote under a combining mark is no character of its own.
        return "\"" + String(text.unicodeScalars.replacing("\"".unicodeScalars, with: "\"\"".unicodeScalars)) + "\""
    }
}
