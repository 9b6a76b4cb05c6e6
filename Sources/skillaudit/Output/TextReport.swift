import AuditRules

/// The report that a developer reads at a desk: the grade on top, findings by file, the arithmetic, then every place where a token is handled.
struct TextReport {
    let report: Report
    let style: TextStyle
    private var lines: [String] = []

    init(_ report: Report, _ style: TextStyle) {
        self.report = report
        self.style = style
    }

    func render() -> String {
        var copy = self
        copy.writeHead()
        copy.writeAxes()
        copy.writeFindings()
        copy.writeChanges()
        copy.writeArithmetic()
        copy.writeSuppressed()
        copy.writeRemarks()
        copy.lines += TextInventory(report: report, style: style).lines
        copy.writeSkipped()
        copy.writeNextStep()
        return copy.lines.map(Self.withoutTrailingBlanks).joined(separator: "\n") + "\n"
    }

    private static func withoutTrailingBlanks(_ line: String) -> String {
        var line = Substring(line)
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    private var dot: String { style.usesUnicode ? "·" : "-" }
    private var minus: String { style.usesUnicode ? "−" : "-" }
    private var ellipsis: String { style.usesUnicode ? "…" : "..." }

    private mutating func add(_ line: String = "") { lines.append(line) }

    /// `first` stands before the first line, blanks of the same width before the others.
    private mutating func addWrapped(_ text: String, first: String, ink: TextStyle.Ink? = nil, labelInk: TextStyle.Ink? = nil) {
        let indent = TextWidth.of(first)
        for (index, line) in TextWidth.wrap(text, to: style.width - indent).enumerated() {
            add((index == 0 ? style.paint(first, labelInk) : String(repeating: " ", count: indent)) + style.paint(line, ink))
        }
    }

    /// `path`: the file that the text names.
    private mutating func addHeading(_ text: String, path: String? = nil) {
        add()
        let rule = String(repeating: style.usesUnicode ? "─" : "-", count: max(0, style.width - TextWidth.of(text) - 1))
        let shown = style.paint(text, .bold)
        add((path.map { style.linkedPath(shown, to: $0) } ?? shown) + " " + style.paint(rule, .faint))
    }

    // MARK: Grade

    private mutating func writeHead() {
        let tool = "skillaudit \(report.toolVersion) \(dot) rubric \(Grade.rubricVersion)"
        add(style.paint(tool, .faint))
        let revision = report.target.revision.map { " @ \($0.prefix(12))" } ?? ""
        let room = style.width - TextWidth.of(revision)
        if let configured = report.configured {
            add(
                style.paint(
                    configured.isUsed
                        ? "configured by \(configured.path)"
                        : "\(configured.path) is not used: nobody but the repository vouches for it (--trust-config)",
                    .faint))
        }
        add(TextWidth.cut(report.target.input, to: room, keepingEnd: true, ellipsis: ellipsis) + style.paint(revision, .faint))
        add()
        if let letter = report.grade.letter, let score = report.grade.score {
            let grade = style.paint("Grade \(letter.rawValue)", ink(of: letter)) + "  \(score)/100"
            add(grade + "   " + style.paint(counts, .faint))
            if let changes = report.changes {
                addWrapped("since \(changes.baseName), grade \(changes.base.gradeText): \(changes.counts)", first: "", ink: .bold)
            }
        } else {
            add(style.paint("Not graded", .bold) + ": no rule is in use")
        }
        add()
    }

    private var counts: String {
        var parts = report.countsBySeverity.map { "\($0.count) \($0.severity.rawValue)" }
        if parts.isEmpty { parts.append("no findings") }
        if !report.suppressed.isEmpty { parts.append("\(report.suppressed.count) suppressed") }
        if !report.skipped.isEmpty { parts.append("\(report.skipped.count) not read") }
        return parts.joined(separator: " \(dot) ")
    }

    private mutating func writeAxes() {
        let barWidth = min(40, style.width - 36)
        for axis in report.grade.axes {
            let name = "  " + TextWidth.pad(axis.axis.rawValue, to: 15)
            guard let score = axis.score, let letter = axis.letter else {
                add(name + style.paint("not assessed", .faint))
                continue
            }
            let filled = (score * barWidth + 50) / 100
            let bar =
                style.paint(String(repeating: style.usesUnicode ? "█" : "#", count: filled), ink(of: letter))
                + style.paint(String(repeating: style.usesUnicode ? "░" : ".", count: barWidth - filled), .faint)
            add(name + style.paint(letter.rawValue, ink(of: letter)) + TextWidth.pad("\(score)", to: 5, isRight: true) + "  " + bar)
        }
    }

    private func ink(of letter: Letter) -> TextStyle.Ink {
        switch letter {
        case .a, .b: .boldGreen
        case .c, .d: .boldYellow
        case .f: .boldRed
        }
    }

    // MARK: Findings

    private mutating func writeFindings() {
        var path: String?
        for finding in report.foremost {
            if finding.location.path != path {
                path = finding.location.path
                let shown = TextWidth.cut(finding.location.path, to: style.width - 4, keepingEnd: true, ellipsis: ellipsis)
                addHeading(shown, path: finding.location.path)
            }
            write(finding)
        }
    }

    private mutating func write(_ finding: Finding) {
        add()
        var head = style.paint("\(finding.location.start.line):\(finding.location.start.column)", .bold) + "  "
        head += style.paint(finding.severity.rawValue, finding.severity.ink) + "  " + style.paint(finding.rule, .bold)
        var notes: [String] = []
        if finding.points > 0, finding.worth == 0 {
            notes.append("takes no points in \(finding.surface.rawValue)")
        } else if finding.worth > 0 {
            notes.append("\(minus)\(finding.worth) \(finding.axis.rawValue)")
        }
        if finding.surface != .production, finding.worth > 0 { notes.append(finding.surface.rawValue) }
        if finding.confidence != .certain { notes.append(finding.confidence.rawValue) }
        if !notes.isEmpty { head += style.paint("  " + notes.joined(separator: " \(dot) "), .faint) }
        add("  " + head)
        addWrapped(finding.message, first: "    ")
        writeCode(finding)
        for (index, evidence) in finding.evidence.enumerated() {
            let isHere = evidence.location.path == finding.location.path
            let place = (isHere ? "line " : evidence.location.path + ":") + "\(evidence.location.start.line)"
            addWrapped("\(place): \(evidence.remark)", first: index == 0 ? "    why  " : "         ", labelInk: .faint)
        }
        if !finding.remedy.isEmpty { addWrapped(finding.remedy, first: "    fix  ", ink: .green, labelInk: .faint) }
        let references = finding.references + finding.cwe
        if !references.isEmpty { writeReferences(references, of: finding) }
    }

    private mutating func writeCode(_ finding: Finding) {
        let excerpt = report.excerpt(of: finding)
        let number = "\(excerpt.flaggedLine.number)"
        let bar = style.usesUnicode ? "│" : "|"
        let gutter = "    " + number + " " + bar + " "
        let code = CodeLine(excerpt.flaggedLine.text, mark: excerpt.mark, width: style.width - TextWidth.of(gutter), ellipsis: ellipsis)
        guard !code.text.isEmpty else { return }
        add(style.paint(gutter, .faint) + code.text)
        let blank = "    " + String(repeating: " ", count: number.count) + " " + bar + " "
        add(style.paint(blank, .faint) + style.paint(code.carets, finding.severity.ink))
    }

    /// With links a line is broken between references only, so that no link is torn.
    private mutating func writeReferences(_ references: [String], of finding: Finding) {
        let label = "    see  "
        guard style.usesHyperlinks else {
            return addWrapped(references.joined(separator: ", "), first: label, ink: .faint, labelInk: .faint)
        }
        let addresses = Dictionary(
            (report.rule(finding.rule)?.references ?? []).map { ($0.title, $0.url) }, uniquingKeysWith: { first, _ in first })
        for (index, reference) in references.enumerated() {
            add((index == 0 ? style.paint(label, .faint) : "         ") + style.link(reference, to: addresses[reference]))
        }
    }

    /// What is new stands above in full.
    private mutating func writeChanges() {
        guard let changes = report.changes else { return }
        for (title, items) in [("Fixed", changes.fixed), ("Unchanged", changes.unchanged)] where !items.isEmpty {
            addHeading("\(title) since \(changes.baseName)")
            lines += ChangedItemLines.text(items, style)
        }
    }

    // MARK: Arithmetic

    private mutating func writeArithmetic() {
        let axes = report.grade.axes.filter { !$0.deductions.isEmpty }
        guard !axes.isEmpty else { return }
        addHeading("How the grade is made")
        for axis in axes {
            let terms = axis.deductions.map { deduction in
                let times = deduction.findings.count == 1 ? "" : " (\(deduction.findings.count) findings)"
                return "\(minus) \(deduction.points) \(deduction.rule)\(times)"
            }
            let sum = "100 \(terms.joined(separator: " ")) = \(axis.score ?? 0)"
            addWrapped(sum, first: "  " + TextWidth.pad(axis.axis.rawValue, to: 15))
            let uncapped = axis.deductions.reduce(0) { $0 + $1.pointsBeforeCap }
            if uncapped > axis.deducted {
                addWrapped(
                    "(\(uncapped) without the limit of \(Grade.mostPointsOutsideProduction) for findings outside production)",
                    first: String(repeating: " ", count: 17), ink: .faint)
            }
            if axis.isLimitedBySeverity, let letter = axis.letter {
                let reason = letter == .f ? "a critical finding in production code" : "no A with a high finding in production code"
                addWrapped("(\(letter.rawValue): \(reason))", first: String(repeating: " ", count: 17), ink: .faint)
            }
        }
        addWrapped("the overall score is that of the lowest axis", first: "  ", ink: .faint)
    }

    private mutating func writeSuppressed() {
        guard !report.suppressed.isEmpty else { return }
        addHeading("Suppressed")
        for finding in report.suppressed {
            guard let suppression = finding.suppression else { continue }
            addWrapped(
                "\(finding.location.path):\(finding.location.start.line) \(finding.rule) (\(suppression.origin.rawValue)): \(suppression.reason)",
                first: "  ")
        }
    }

    private mutating func writeRemarks() {
        guard !report.remarks.isEmpty else { return }
        addHeading("Suppressions to look at")
        for remark in report.remarks {
            addWrapped("\(remark.path):\(remark.line) \(remark.kind.rawValue): \(remark.message)", first: "  ")
        }
    }

    private mutating func writeSkipped() {
        guard !report.skipped.isEmpty else { return }
        addHeading("Not read")
        for (reason, count) in report.countsByReason {
            let paths = report.skipped.filter { $0.reason == reason }.prefix(3).map(\.path).joined(separator: ", ")
            addWrapped("\(count) \(reason): \(paths)\(count > 3 ? ", \(ellipsis)" : "")", first: "  ")
        }
    }

    private mutating func writeNextStep() {
        add()
        guard let next = NextStep(report) else {
            add("Nothing to fix.")
            return
        }
        addWrapped(next.sentence, first: "", ink: .bold)
    }
}

extension Severity {
    var ink: TextStyle.Ink {
        switch self {
        case .critical: .boldRed
        case .high: .red
        case .medium: .yellow
        case .low: .blue
        case .note: .cyan
        }
    }
}
