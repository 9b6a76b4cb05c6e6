extension Severity {
    /// What one finding of this severity mostly takes in the rubric.
    package var usualPoints: Int {
        switch self {
        case .critical: 25
        case .high: 15
        case .medium: 10
        case .low: 3
        case .note: 0
        }
    }
}

extension Rule {
    /// The rule with another severity than the rubric gives it, and points to match.
    package func rated(_ severity: Severity) -> Rule {
        var copy = self
        copy.severity = severity
        copy.points = severity.points(from: points, rated: self.severity)
        return copy
    }
}

extension Finding {
    /// The finding as its rule's other severity has it: what the rule itself rates milder than its own severity is raised by nothing, a note stays a note, and
    /// outside production a finding stays `low` at most.
    package func rated(_ severity: Severity, insteadOf usual: Severity) -> Finding {
        guard self.severity != .note else { return self }
        let isMild = self.severity < (surface == .production ? usual : min(usual, .low))
        let chosen = isMild ? min(self.severity, severity) : severity
        var copy = self
        copy.severity = surface == .production ? chosen : min(chosen, .low)
        copy.points = chosen.points(from: points, rated: surface == .production ? self.severity : usual)
        return copy
    }
}

extension Severity {
    /// Points of a finding that had `points` under another severity.
    fileprivate func points(from points: Int, rated other: Severity) -> Int {
        if self == .note { return 0 }
        if self == other { return points }
        return self < other ? min(points, usualPoints) : max(points, usualPoints)
    }
}
