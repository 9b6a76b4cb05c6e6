import AuditRules

/// What `skillaudit compare` prints: two sides, and the findings that came, went and stayed.
struct ComparisonReport {
    let head: Snapshot
    let changes: Changes

    init(from base: Snapshot, to head: Snapshot) {
        self.head = head
        changes = Changes(from: base, to: head)
    }

    private var base: Snapshot { changes.base }

    var json: String {
        let document: JSON = [
            "schemaVersion": .string(Report.schemaVersion), "tool": JSONReport.tool(Version.number), "base": base.json, "head": head.json,
            "new": .array(changes.new.map(\.json)), "fixed": .array(changes.fixed.map(\.json)),
            "unchanged": .array(changes.unchanged.map(\.json)),
        ]
        return document.text
    }

    /// Rules and points of two versions differ, and so may their findings, without any change of the code.
    private var caution: String? {
        guard base.rubricVersion != head.rubricVersion || base.toolVersion != head.toolVersion else { return nil }
        return
            "The reports are of skillaudit \(base.toolVersion) (rubric \(base.rubricVersion)) and \(head.toolVersion) (rubric \(head.rubricVersion)): "
            + "a difference may be the program's."
    }

    func text(_ style: TextStyle) -> String {
        let arrow = style.usesUnicode ? "→" : "->"
        var lines = ["\(base.name) \(arrow) \(head.name)", "", "Grade \(base.gradeText) \(arrow) \(head.gradeText)   \(changes.counts)"]
        if let caution { lines += TextWidth.wrap(caution, to: style.width) }
        for (title, items, ink) in [
            ("New", changes.new, TextStyle.Ink.boldRed), ("Fixed", changes.fixed, .boldGreen), ("Unchanged", changes.unchanged, .faint),
        ] where !items.isEmpty {
            lines += ["", style.paint(title, ink)]
            lines += ChangedItemLines.text(items, style)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    var markdown: String {
        var parts = [
            "## skillaudit: \(base.gradeText) → \(head.gradeText)",
            "\(changes.counts), from \(MarkdownText.code(base.name)) to \(MarkdownText.code(head.name))",
        ]
        if let caution { parts.append(MarkdownText.escape(caution)) }
        for (title, items) in [("New", changes.new), ("Fixed", changes.fixed), ("Unchanged", changes.unchanged)] where !items.isEmpty {
            parts.append("### \(title)\n\n" + ChangedItemLines.markdown(items).joined(separator: "\n"))
        }
        return parts.joined(separator: "\n\n") + "\n"
    }
}

/// Findings of a comparison as a list.
enum ChangedItemLines {
    /// A place and what is there; the message below it.
    static func text(_ items: [Snapshot.Item], _ style: TextStyle) -> [String] {
        items.flatMap { item in
            ["  \(item.place)  \(style.paint(item.severity.rawValue, item.severity.ink))  \(style.paint(item.rule, .bold))"]
                + TextWidth.wrap(item.message, to: style.width - 4).map { "    " + $0 }
        }
    }

    static func markdown(_ items: [Snapshot.Item]) -> [String] {
        items.map {
            "- \(MarkdownText.code($0.rule)) in \(MarkdownText.code($0.place)) (\($0.severity.rawValue)): \(MarkdownText.prose($0.message))"
        }
    }
}

extension Snapshot {
    /// "B (85)"
    var gradeText: String {
        guard let letter, let score else { return "not graded" }
        return "\(letter.rawValue) (\(score))"
    }
}
