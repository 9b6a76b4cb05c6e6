import AuditRules

/// What a change did to the findings: which came, which went, which stayed. A finding stays where its fingerprint does. Of the others, one that came and one that
/// went are the same where a rule flags the same line of code in a file of another name (it was moved), or says the same words about the same file (the flagged
/// code was edited and is no better).
struct Changes: Sendable {
    let base: Snapshot
    /// In reading order.
    let new: [Snapshot.Item]
    let fixed: [Snapshot.Item]
    /// As they are now.
    let unchanged: [Snapshot.Item]
    private let newIDs: Set<String>

    init(from base: Snapshot, to head: Snapshot) {
        self.base = base
        let before = Set(base.items.map(\.id))
        let now = Set(head.items.map(\.id))
        var came = head.items.filter { !before.contains($0.id) }
        var went = base.items.filter { !now.contains($0.id) && !head.suppressed.contains($0.id) }
        Self.pair(&came, &went) { [$0.rule, $0.code] }
        Self.pair(&came, &went) { [$0.rule, $0.path, $0.message] }
        let new = Set(came.map(\.id))
        self.new = came
        fixed = went
        unchanged = head.items.filter { !new.contains($0.id) }
        newIDs = new
    }

    /// Takes out what has the same key on both sides, one for one.
    private static func pair(_ came: inout [Snapshot.Item], _ went: inout [Snapshot.Item], by key: (Snapshot.Item) -> [String]) {
        var left: [[String]: Int] = [:]
        for item in went { left[key(item), default: 0] += 1 }
        var paired: [[String]: Int] = [:]
        came.removeAll { item in
            let key = key(item)
            guard let count = left[key], count > 0 else { return false }
            left[key] = count - 1
            paired[key, default: 0] += 1
            return true
        }
        went.removeAll { item in
            let key = key(item)
            guard let count = paired[key], count > 0 else { return false }
            paired[key] = count - 1
            return true
        }
    }

    func isNew(_ id: String) -> Bool { newIDs.contains(id) }

    /// "2 new, 1 fixed, 5 unchanged"
    var counts: String { "\(new.count) new, \(fixed.count) fixed, \(unchanged.count) unchanged" }

    /// "main (4f1d6e0c9a12)"
    var baseName: String {
        guard let revision = base.revision, !revision.hasPrefix(base.name) else { return base.name }
        return "\(base.name) (\(revision.prefix(12)))"
    }
}

extension Snapshot.Item {
    /// As it stands in JSON.
    var json: JSON {
        [
            "id": .string(id), "rule": .string(rule), "severity": .string(severity.rawValue), "surface": .string(surface.rawValue),
            "message": .string(message), "path": .string(path), "line": .int(line),
        ]
    }
}

extension Snapshot {
    /// As it stands in JSON, without its findings.
    var json: JSON {
        ["name": .string(name), "revision": .optional(revision), "grade": .optional(letter?.rawValue), "score": .optional(score)]
    }
}
