import AuditRules

/// Every place where a token is handled and what it enforces, as a table; as short paragraphs where the table is too wide.
struct TextInventory {
    let report: Report
    let style: TextStyle

    var lines: [String] {
        let title = "Token handling"
        let rule = String(repeating: style.usesUnicode ? "─" : "-", count: max(0, style.width - title.count - 1))
        let heading = ["", style.paint(title, .bold) + " " + style.paint(rule, .faint)]
        guard !report.sites.isEmpty else { return heading + ["  No place was found that verifies, issues, forwards or shows a token."] }
        let rows = report.sites.map { SiteRow($0) }
        // A column in which every place says "does not apply" says nothing.
        let columns = SiteRow.columns.indices.filter { column in rows.contains { $0.cells[column].text != SiteRow.nothing } }
        let widths = columns.map { column in max(SiteRow.columns[column].count, rows.map { TextWidth.of($0.cells[column].text) }.max() ?? 0)
        }
        let total = 2 + widths.reduce(0, +) + 2 * (widths.count - 1)
        return heading + (total <= style.width ? table(rows, columns, widths) : paragraphs(rows, columns))
    }

    private func table(_ rows: [SiteRow], _ columns: [Int], _ widths: [Int]) -> [String] {
        let head = zip(columns, widths).map { TextWidth.pad(SiteRow.columns[$0], to: $1) }.joined(separator: "  ")
        var lines = ["  " + style.paint(head, .faint)]
        var path: String?
        for row in rows {
            if row.path != path {
                path = row.path
                lines.append("  " + style.paint(cutPath(row.path), .bold))
            }
            lines.append(
                "  "
                    + zip(columns, widths).map { style.paint(TextWidth.pad(text(row.cells[$0]), to: $1), row.cells[$0].ink) }.joined(
                        separator: "  "))
        }
        return lines
    }

    private func paragraphs(_ rows: [SiteRow], _ columns: [Int]) -> [String] {
        var lines: [String] = []
        var path: String?
        for row in rows {
            if row.path != path {
                path = row.path
                lines.append("  " + style.paint(cutPath(row.path), .bold))
            }
            lines.append("  " + TextWidth.cut(row.cells[..<SiteRow.facts].map { text($0) }.joined(separator: "  "), to: style.width - 2))
            var line = "      "
            var used = line.count
            for column in columns where column >= SiteRow.facts && row.cells[column].text != SiteRow.nothing {
                let cell = row.cells[column]
                let width = SiteRow.columns[column].count + 1 + TextWidth.of(cell.text) + 2
                if used + width > style.width {
                    lines.append(line)
                    line = "      "
                    used = line.count
                }
                line += style.paint(SiteRow.columns[column], .faint) + " " + style.paint(cell.text, cell.ink) + "  "
                used += width
            }
            if used > 6 { lines.append(line) }
        }
        return lines
    }

    private func text(_ cell: SiteRow.Cell) -> String { cell.text == SiteRow.nothing && !style.usesUnicode ? "-" : cell.text }

    private func cutPath(_ path: String) -> String {
        TextWidth.cut(path, to: style.width - 4, keepingEnd: true, ellipsis: style.usesUnicode ? "…" : "...")
    }
}
