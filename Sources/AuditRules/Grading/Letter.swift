/// A school grade, ordered from F up to A.
package enum Letter: String, Sendable, CaseIterable, Comparable {
    case f = "F"
    case d = "D"
    case c = "C"
    case b = "B"
    case a = "A"

    /// The letter of a score from 0 to 100.
    package init(score: Int) {
        switch score {
        case 90...: self = .a
        case 80...: self = .b
        case 70...: self = .c
        case 60...: self = .d
        default: self = .f
        }
    }

    /// The lowest score that earns the letter.
    package var lowestScore: Int {
        switch self {
        case .a: 90
        case .b: 80
        case .c: 70
        case .d: 60
        case .f: 0
        }
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
