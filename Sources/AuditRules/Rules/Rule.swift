import SourceScanner

/// One vice: what it is, what it costs, how it is found, how it is shown.
package struct Rule: Sendable {
    package var id: String
    package var axis: Axis
    package var severity: Severity
    package var points: Int
    package var title: String
    package var explanation: String
    /// One or two sentences that command the fix.
    package var remedy: String
    /// How it is detected, for `explain`.
    package var detection: String
    /// What it cannot see, for `explain`.
    package var limits: String
    package var references: [Reference]
    package var cwe: [Int]
    /// At least two programs with the vice and two without it for each family of languages.
    package var examples: [Example] { makeExamples() }
    /// No audit needs the examples: they are made for those who ask.
    private let makeExamples: @Sendable () -> [Example]
    package var check: @Sendable (Inventory, inout Findings) -> Void

    package init(
        id: String, axis: Axis, severity: Severity, points: Int, title: String, explanation: String, remedy: String, detection: String,
        limits: String,
        references: [Reference], cwe: [Int], examples: @autoclosure @escaping @Sendable () -> [Example],
        check: @escaping @Sendable (Inventory, inout Findings) -> Void
    ) {
        self.id = id
        self.axis = axis
        self.severity = severity
        self.points = points
        self.title = title
        self.explanation = explanation
        self.remedy = remedy
        self.detection = detection
        self.limits = limits
        self.references = references
        self.cwe = cwe
        makeExamples = examples
        self.check = check
    }

    /// A program of one or a few files that shows the vice, or does not.
    package struct Example: Sendable {
        package var isFlagged: Bool
        package var language: Language
        /// `↓` stands where the finding must start.
        package var source: String
        /// Further files of the program, by path.
        package var files: [String: String]

        package static func flagged(_ language: Language, _ source: String, files: [String: String] = [:]) -> Example {
            Example(isFlagged: true, language: language, source: source, files: files)
        }
        package static func clean(_ language: Language, _ source: String, files: [String: String] = [:]) -> Example {
            Example(isFlagged: false, language: language, source: source, files: files)
        }
    }

    package enum Reference: Sendable, Hashable {
        case rfc(Int, String)
        case mcp(String)
        case other(title: String, url: String)

        package var title: String {
            switch self {
            case .rfc(let number, let section): section.isEmpty ? "RFC \(number)" : "RFC \(number) §\(section)"
            case .mcp(let anchor): "MCP authorization 2026-07-28 (\(anchor))"
            case .other(let title, _): title
            }
        }

        package var url: String {
            switch self {
            case .rfc(let number, let section):
                "https://www.rfc-editor.org/rfc/rfc\(number)" + (section.isEmpty ? "" : "#section-\(section)")
            case .mcp(let anchor): "https://modelcontextprotocol.io/specification/2026-07-28/basic/\(anchor)"
            case .other(_, let url): url
            }
        }
    }
}

/// The columns of a grade.
package enum Axis: String, Sendable, CaseIterable {
    case permissions, security, credentials, maintenance, compatibility, documentation
}

package enum Severity: String, Sendable, CaseIterable, Comparable {
    case note, low, medium, high, critical
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// How sure a finding is; apart from how bad it is.
package enum Confidence: String, Sendable, CaseIterable, Comparable {
    case possible, likely, certain
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// A vice found at a place.
package struct Finding: Sendable {
    package var rule: String
    package var axis: Axis
    package var severity: Severity
    package var confidence: Confidence
    package var points: Int
    package var message: String
    package var location: Location
    package var surface: Surface
    package var evidence: [Evidence]
    package var remedy: String
    package var references: [String]
    package var cwe: [String]
    /// The name of the function around it, and its text without white space: what a fingerprint is made of.
    package var enclosingFunction: String
    package var expression: String
    /// Set by fingerprinting: lower-case hexadecimal SHA-256.
    package var id: String = ""
    package var suppression: Suppression? = nil
}

/// Why a finding takes nothing.
package struct Suppression: Sendable, Hashable {
    package enum Origin: String, Sendable, CaseIterable { case comment, configuration, baseline }
    package var origin: Origin
    package var reason: String
    package init(origin: Origin, reason: String) {
        self.origin = origin
        self.reason = reason
    }
}

/// Collects what one rule finds. Of a place that the end of its file cuts off nothing is taken: what stands there is not known.
package struct Findings: Sendable {
    package let rule: Rule
    package private(set) var found: [Finding] = []

    package init(rule: Rule) { self.rule = rule }

    /// Adds a finding at a site, on the callee's line.
    package mutating func add(
        at site: TokenSite, _ message: String, _ evidence: [Evidence] = [], severity: Severity? = nil, points: Int? = nil,
        confidence: Confidence = .certain
    ) {
        add(
            site.syntax, at: site.location, surface: site.surface, message, evidence, severity: severity, points: points,
            confidence: confidence)
    }

    package mutating func add(
        _ syntax: Syntax, at location: Location, surface: Surface, _ message: String, _ evidence: [Evidence] = [],
        severity: Severity? = nil,
        points: Int? = nil, confidence: Confidence = .certain
    ) {
        guard !syntax.isCutOff else { return }
        // Outside production a vice shows how somebody may go wrong; nobody goes wrong by it yet.
        let severity = surface == .production ? severity ?? rule.severity : min(severity ?? rule.severity, .low)
        let flagged = syntax.tree.file.bytes[location.range.start..<max(location.range.start, location.range.end)]
        found.append(
            Finding(
                rule: rule.id, axis: rule.axis, severity: severity, confidence: confidence,
                points: severity == .note ? 0 : points ?? rule.points,
                message: message, location: location, surface: surface, evidence: evidence, remedy: rule.remedy,
                references: rule.references.map(\.title), cwe: rule.cwe.map { "CWE-\($0)" },
                enclosingFunction: syntax.enclosingFunction?.name ?? "",
                expression: String(decoding: flagged.filter { $0 > 0x20 }, as: UTF8.self)))
    }
}
