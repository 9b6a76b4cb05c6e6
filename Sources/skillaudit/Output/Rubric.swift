import AuditRules

/// The rules and the arithmetic that turns findings into a grade, as text, Markdown and JSON.
struct Rubric {
    private let rules: [Rule]

    init(_ rules: [Rule]) { self.rules = rules }

    var text: String {
        let idWidth = rules.map(\.id.count).max() ?? 0
        var text = "Rubric \(Grade.rubricVersion)\n"
        for axis in assessed {
            text += "\n\(axis.rawValue): \(axis.question)\n"
            for rule in rules where rule.axis == axis {
                text +=
                    "  \(rule.id.padded(to: idWidth))  \(rule.severity.rawValue.padded(to: 8))  \(String(rule.points).leftPadded(to: 3))  \(rule.title)\n"
            }
        }
        text += "\nFrom findings to a grade\n"
        for (index, step) in steps.enumerated() {
            text += TextWidth.wrap(step, to: 94).enumerated().map {
                $0.offset == 0 ? "  \(index + 1). \($0.element)\n" : "     \($0.element)\n"
            }.joined()
        }
        text += "\nSeverities\n" + Severity.allCases.reversed().map { "  \($0.rawValue.padded(to: 8))  \($0.meaning)\n" }.joined()
        text += "\nConfidence\n" + Confidence.allCases.reversed().map { "  \($0.rawValue.padded(to: 8))  \($0.meaning)\n" }.joined()
        text += "\nSurfaces, by a file's path\n" + Surface.allCases.map { "  \($0.rawValue.padded(to: 10))  × \($0.weightText)\n" }.joined()
        text += "\nLetters\n" + letters.map { "  \($0.rawValue)  from \($0.lowestScore)\n" }.joined()
        let open = Axis.allCases.filter { !assessed.contains($0) }.map(\.rawValue).joined(separator: ", ")
        if !open.isEmpty { text += "\nNo rule looks at \(open): not assessed, and without part in the grade.\n" }
        return text
    }

    /// `linksToPages`: the ids lead to the rules' own pages in the same folder.
    func markdown(linksToPages: Bool) -> String {
        var text = "# The rubric, version \(Grade.rubricVersion)\n"
        for axis in assessed {
            text += "\n## \(axis.rawValue.prefix(1).uppercased())\(axis.rawValue.dropFirst())\n\n\(axis.question)\n\n"
            text += "| rule | severity | points | title |\n|---|---|---|---|\n"
            for rule in rules where rule.axis == axis {
                let id = linksToPages ? "[`\(rule.id)`](\(rule.id).md)" : "`\(rule.id)`"
                text += "| \(id) | \(rule.severity.rawValue) | \(rule.points) | \(rule.title.replacing("|", with: "\\|")) |\n"
            }
        }
        text += "\n## From findings to a grade\n\n" + steps.enumerated().map { "\($0.offset + 1). \($0.element)\n" }.joined()
        text +=
            "\n| severity | meaning |\n|---|---|\n" + Severity.allCases.reversed().map { "| \($0.rawValue) | \($0.meaning) |\n" }.joined()
        text +=
            "\n| confidence | meaning |\n|---|---|\n"
            + Confidence.allCases.reversed().map { "| \($0.rawValue) | \($0.meaning) |\n" }.joined()
        text += "\n| surface | weight |\n|---|---|\n" + Surface.allCases.map { "| \($0.rawValue) | \($0.weightText) |\n" }.joined()
        text += "\n| letter | from |\n|---|---|\n" + letters.map { "| \($0.rawValue) | \($0.lowestScore) |\n" }.joined()
        return text
    }

    var markdown: String { markdown(linksToPages: false) }

    var json: String {
        JSON.object([
            ("rubricVersion", .string(Grade.rubricVersion)),
            ("rules", .array(rules.map(Self.json))),
            (
                "axes",
                .array(
                    Axis.allCases.map {
                        ["axis": .string($0.rawValue), "assessed": .bool(assessed.contains($0)), "question": .string($0.question)]
                    })
            ),
            ("surfaces", .array(Surface.allCases.map { ["surface": .string($0.rawValue), "weight": .number(Double($0.quarters) / 4)] })),
            ("letters", .array(letters.map { ["letter": .string($0.rawValue), "from": .int($0.lowestScore)] })),
            ("mostPointsOutsideProduction", .int(Grade.mostPointsOutsideProduction)),
            ("steps", .strings(steps)),
        ]).text
    }

    /// All that the rubric says of a rule, without its programs.
    static func json(_ rule: Rule) -> JSON { .object(fields(rule)) }

    static func fields(_ rule: Rule) -> [(String, JSON)] {
        [
            ("id", .string(rule.id)), ("axis", .string(rule.axis.rawValue)), ("severity", .string(rule.severity.rawValue)),
            ("points", .int(rule.points)), ("title", .string(rule.title)), ("explanation", .string(rule.explanation)),
            ("remedy", .string(rule.remedy)), ("detection", .string(rule.detection)), ("limits", .string(rule.limits)),
            ("references", .array(rule.references.map { ["title": .string($0.title), "url": .string($0.url)] })),
            ("cwe", .strings(rule.cwe.map { "CWE-\($0)" })),
        ]
    }

    // MARK: The arithmetic

    private var assessed: [Axis] { Axis.allCases.filter { axis in rules.contains { $0.axis == axis } } }
    private var letters: [Letter] { Letter.allCases.reversed() }

    private var steps: [String] {
        [
            "A finding is worth its points times the weight of its file's surface; half of that where its confidence is `possible`; rounded up to a whole point. "
                + "Suppressed findings are worth nothing, and are counted beside the grade.",
            "Of one rule's findings the dearest takes its worth, every further one a third of its own worth, rounded up; together they take at most twice the dearest's worth.",
            "What stands outside production takes at most \(Grade.mostPointsOutsideProduction) points from an axis, over all rules.",
            "An axis has 100 minus what is taken, not below 0.",
            "The score is that of the lowest assessed axis, and the letter is the lowest letter of them.",
            "With an unsuppressed `high` finding in production code an axis has no better letter than B; with a `critical` one it has F.",
        ]
    }
}

extension Surface {
    /// The share of its points that a finding takes here.
    fileprivate var weightText: String {
        switch quarters {
        case 4: "1"
        case 2: "½"
        case 1: "¼"
        case 3: "¾"
        default: "0"
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
