import AuditRules

/// A flat SVG badge: "token binding" and the grade.
enum BadgeReport {
    static func render(_ report: Report) -> String {
        let label = "token binding"
        let grade = report.grade.letter.map { "\($0.rawValue) · \(report.grade.score ?? 0)" } ?? "not graded"
        let value = report.shortfall == nil ? grade : grade + " · incomplete"
        let labelWidth = width(label)
        let valueWidth = width(value)
        let total = labelWidth + valueWidth
        let color = color(report.grade.letter)
        let title = Markup.escape("\(label): \(value)")
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(total)" height="20" viewBox="0 0 \(total) 20" role="img" aria-label="\(title)">
              <title>\(title)</title>
              <clipPath id="r"><rect width="\(total)" height="20" rx="3"/></clipPath>
              <g clip-path="url(#r)">
                <rect width="\(labelWidth)" height="20" fill="#3d4450"/>
                <rect x="\(labelWidth)" width="\(valueWidth)" height="20" fill="\(color)"/>
              </g>
              <g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">
                <text x="\(labelWidth / 2)" y="14" textLength="\(labelWidth - 12)">\(Markup.escape(label))</text>
                <text x="\(labelWidth + valueWidth / 2)" y="14" font-weight="bold" textLength="\(valueWidth - 12)">\(Markup.escape(value))</text>
              </g>
            </svg>

            """
    }

    /// In pixels, with the margins; `textLength` makes the text fit whatever the font.
    private static func width(_ text: String) -> Int { text.count * 7 + 12 }

    /// Dark enough for white text: contrast of 4.5 at least.
    private static func color(_ letter: Letter?) -> String {
        switch letter {
        case .a: "#1a7f37"
        case .b: "#4d7c0f"
        case .c: "#946200"
        case .d: "#bc4c00"
        case .f: "#cf222e"
        case nil: "#57606a"
        }
    }
}
