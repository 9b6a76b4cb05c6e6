import AuditRules

/// One token site as the row of a table for people: short words, each with a mood.
struct SiteRow {
    /// Whether a fact is good news.
    enum Mood: String, Sendable { case good, doubtful, bad, neutral }

    struct Cell: Sendable {
        let text: String
        let mood: Mood

        init(_ text: String, _ mood: Mood = .neutral) {
            self.text = text
            self.mood = mood
        }

        var ink: TextStyle.Ink? {
            switch mood {
            case .good: .green
            case .doubtful: .yellow
            case .bad: .red
            case .neutral: text == SiteRow.nothing ? .faint : nil
            }
        }
    }

    static let columns = ["line", "kind", "call", "token", "signature", "audience", "issuer", "algorithm", "expiry", "DPoP", "lifetime"]
    /// Index of the first column that states a fact.
    static let facts = 3
    /// Stands where a question does not apply.
    static let nothing = "–"

    let path: String
    let cells: [Cell]

    init(_ site: TokenSite) {
        path = site.location.path
        let call = site.library.isEmpty ? site.api : "\(site.api) (\(site.library))"
        cells = [
            Cell("\(site.location.start.line)"), Cell(site.kind.rawValue), Cell(TextWidth.cut(call, to: 44)), Self.token(site),
            Self.signature(site), Self.claim(site.audience.state), Self.claim(site.issuer.state), Self.algorithm(site.algorithm.state),
            Self.expiry(site.expiry.state), Self.proof(site.dpop), Self.lifetime(site.lifetime),
        ]
    }

    private static func token(_ site: TokenSite) -> Cell {
        switch (site.inbound, site.selfIssued) {
        case (true?, true?): Cell("inbound, own")
        case (true?, _): Cell("inbound")
        case (false?, _): Cell("other")
        case (nil, true?): Cell("own")
        case (nil, _): Cell(nothing)
        }
    }

    private static func signature(_ site: TokenSite) -> Cell {
        switch site.signature {
        case .verified: Cell("verified", .good)
        case .notVerified: site.inbound == false ? Cell("not verified") : Cell("not verified", .bad)
        case .unknown: site.kind == .verify || site.kind == .decode ? Cell("unknown", .doubtful) : Cell(nothing)
        }
    }

    private static func claim(_ state: Answer.State) -> Cell {
        switch state {
        case .enforced: Cell("enforced", .good)
        case .missing: Cell("missing", .bad)
        case .conditional: Cell("conditional", .doubtful)
        case .disabled: Cell("disabled", .bad)
        case .unknown: Cell("unknown", .doubtful)
        case .notApplicable: Cell(nothing)
        }
    }

    private static func algorithm(_ state: AlgorithmAnswer.State) -> Cell {
        switch state {
        case .pinned: Cell("pinned", .good)
        case .unpinned: Cell("unpinned", .bad)
        case .libraryDefault: Cell("default", .good)
        case .unknown: Cell("unknown", .doubtful)
        case .notApplicable: Cell(nothing)
        }
    }

    private static func expiry(_ state: ExpiryAnswer.State) -> Cell {
        switch state {
        case .enforced: Cell("enforced", .good)
        case .ignored: Cell("ignored", .bad)
        case .unknown: Cell("unknown", .doubtful)
        case .notApplicable: Cell(nothing)
        }
    }

    private static func proof(_ proof: TokenSite.Proof) -> Cell {
        switch proof {
        case .verified: Cell("verified", .good)
        case .partial: Cell("partial", .doubtful)
        case .absent: Cell("absent")
        case .notApplicable: Cell(nothing)
        }
    }

    private static func lifetime(_ answer: LifetimeAnswer?) -> Cell {
        guard let answer else { return Cell(nothing) }
        guard let seconds = answer.seconds else { return Cell("unknown", .doubtful) }
        return seconds <= 0 ? Cell("never ends", .bad) : Cell(Self.duration(seconds))
    }

    /// In the largest unit that needs no fraction beyond one digit: `90 s`, `15 min`, `1.5 h`, `30 d`.
    static func duration(_ seconds: Double) -> String {
        let units: [(name: String, size: Double)] = [("d", 86_400), ("h", 3_600), ("min", 60)]
        for unit in units where seconds >= unit.size && (unit.name != "d" || seconds >= 2 * unit.size) {
            let tenths = (seconds / unit.size * 10).rounded()
            guard tenths < 1e15 else { break }
            let whole = Int(tenths)
            return whole % 10 == 0 ? "\(whole / 10) \(unit.name)" : "\(whole / 10).\(whole % 10) \(unit.name)"
        }
        guard let whole = Int(exactly: seconds.rounded()) else { return "\(seconds) s" }
        return "\(whole) s"
    }
}
