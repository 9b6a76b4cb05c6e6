import AuditRules

/// Who issues tokens, where they are accepted, and where they go on: three columns of boxes and the arrows between them.
struct FlowPicture {
    struct Box {
        let first: String
        let second: String
        let full: String
        let mood: SiteRow.Mood
        let column: Int
        /// Nil for what stands outside the program.
        let site: TokenSite?
        var y = 0
    }

    struct Arrow {
        let from: Int
        let to: Int
        let isBad: Bool
    }

    private(set) var boxes: [Box] = []
    private(set) var arrows: [Arrow] = []
    /// Sites that found no room, by column.
    private(set) var left = [0, 0, 0]

    static let heads = ["Issued", "Accepted here", "Goes on"]
    static let columnX = [2, 312, 622]
    static let boxWidth = 250
    static let boxHeight = 46
    static let width = 874
    private static let gap = 14
    private static let top = 32
    private static let mostPerColumn = 12
    /// Letters that fit into a box in the two sizes, in the widest of the usual fonts.
    private static let mostLetters = (first: 31, second: 33)

    init(_ sites: [TokenSite]) {
        let sites = sites.filter { $0.surface == .production || $0.surface == .script }
        let accepted = sites.filter { [.verify, .decode, .introspect, .dpopVerify].contains($0.kind) }
            .sorted { ($0.inbound == true ? 0 : 1) < ($1.inbound == true ? 0 : 1) }
        let issued = sites.filter { $0.kind == .issue }
        let onward = sites.filter { [.exchange, .passthrough, .leak, .dpopClient].contains($0.kind) }
        guard !accepted.isEmpty || !issued.isEmpty || !onward.isEmpty else { return }
        if accepted.contains(where: { $0.selfIssued != true }) || (accepted.isEmpty && !onward.isEmpty) {
            boxes.append(
                Box(
                    first: "another issuer", second: "outside this program", full: "tokens of another issuer", mood: .neutral, column: 0,
                    site: nil))
        }
        add(issued, to: 0)
        if accepted.isEmpty, !onward.isEmpty {
            boxes.append(
                Box(
                    first: "an incoming request", second: "nothing verifies its token", full: "a request whose token nothing verifies",
                    mood: .bad, column: 1, site: nil))
        }
        add(accepted, to: 1)
        add(onward, to: 2)
        connect()
        var next = [Self.top, Self.top, Self.top]
        for index in boxes.indices {
            boxes[index].y = next[boxes[index].column]
            next[boxes[index].column] += Self.boxHeight + Self.gap
        }
    }

    var isEmpty: Bool { boxes.isEmpty }
    var height: Int { (boxes.map { $0.y + Self.boxHeight }.max() ?? Self.top) + Self.gap }

    private mutating func add(_ sites: [TokenSite], to column: Int) {
        for site in sites.prefix(Self.mostPerColumn) {
            let row = SiteRow(site)
            let facts = row.cells[SiteRow.facts...].enumerated().filter { $1.mood == .bad || $1.mood == .doubtful }
                .map { "\(SiteRow.columns[SiteRow.facts + $0].lowercased()) \($1.text)" }
            let isForwarding = site.kind == .passthrough || site.kind == .leak
            let moods = row.cells[SiteRow.facts...].map(\.mood)
            let mood: SiteRow.Mood =
                isForwarding || moods.contains(.bad)
                ? .bad : moods.contains(.doubtful) ? .doubtful : moods.contains(.good) ? .good : .neutral
            let place = "\(site.location.path):\(site.location.start.line)"
            let call = "\(site.kind.rawValue) \(site.api)" + (site.library.isEmpty ? "" : " (\(site.library))")
            boxes.append(
                Box(
                    first: TextWidth.cut(call, to: Self.mostLetters.first),
                    second: TextWidth.cut(place, to: Self.mostLetters.second, keepingEnd: true),
                    full: ([call, "in \(place)"] + facts).joined(separator: ", "), mood: mood, column: column, site: site))
        }
        left[column] = max(0, sites.count - Self.mostPerColumn)
    }

    /// Arrows that the inventory supports: own tokens to where own tokens are accepted, others from outside; onward from the acceptance in the same file, else from the first.
    private mutating func connect() {
        let indices = boxes.indices
        let issues = indices.filter { boxes[$0].column == 0 && boxes[$0].site != nil }
        let outside = indices.first { boxes[$0].column == 0 && boxes[$0].site == nil }
        let accepted = indices.filter { boxes[$0].column == 1 }
        for index in accepted {
            guard let site = boxes[index].site else {
                if let outside { arrows.append(Arrow(from: outside, to: index, isBad: true)) }
                continue
            }
            if site.selfIssued == true, !issues.isEmpty {
                let sameKey = issues.filter { boxes[$0].site?.key.identity != nil && boxes[$0].site?.key.identity == site.key.identity }
                let sameFile = issues.filter { boxes[$0].site?.location.path == site.location.path }
                for issue in sameKey.isEmpty ? (sameFile.isEmpty ? Array(issues.prefix(1)) : sameFile) : sameKey {
                    arrows.append(Arrow(from: issue, to: index, isBad: boxes[index].mood == .bad))
                }
            } else if let outside {
                arrows.append(Arrow(from: outside, to: index, isBad: boxes[index].mood == .bad))
            }
        }
        for index in indices where boxes[index].column == 2 {
            let sameFile = accepted.filter { boxes[$0].site?.location.path == boxes[index].site?.location.path }
            guard let from = sameFile.first ?? accepted.first else { continue }
            arrows.append(Arrow(from: from, to: index, isBad: boxes[index].mood == .bad))
        }
    }

    func path(of arrow: Arrow) -> String {
        let startX = Self.columnX[boxes[arrow.from].column] + Self.boxWidth
        let startY = boxes[arrow.from].y + Self.boxHeight / 2
        let endX = Self.columnX[boxes[arrow.to].column] - 2
        let endY = boxes[arrow.to].y + Self.boxHeight / 2
        let middle = (startX + endX) / 2
        return "M\(startX) \(startY) C\(middle) \(startY) \(middle) \(endY) \(endX) \(endY)"
    }

    var sentences: [String] {
        var sentences = arrows.map { "\(boxes[$0.from].full) → \(boxes[$0.to].full)" }
        let reached = Set(arrows.flatMap { [$0.from, $0.to] })
        sentences += boxes.indices.filter { !reached.contains($0) }.map { "\(boxes[$0].full): no further step was found" }
        for (column, count) in left.enumerated() where count > 0 {
            sentences.append("\(Self.heads[column]): \(count) more in the table below")
        }
        return sentences
    }
}
