/// A length of time as messages give it. Source text may write any number, so any number has words.
struct TimeSpan: CustomStringConvertible {
    let seconds: Double

    /// `90 s`, `15 min`, `24 h`, `30 d`: the largest unit that divides whole seconds without rest, or the next smaller one.
    var description: String {
        guard let whole = Int(exactly: seconds.rounded(.towardZero)) else { return "\(seconds) s" }
        if whole >= 172_800, whole % 86_400 == 0 { return "\(whole / 86_400) d" }
        if whole >= 3_600, whole % 3_600 == 0 { return "\(whole / 3_600) h" }
        if whole >= 60, whole % 60 == 0 { return "\(whole / 60) min" }
        return "\(whole) s"
    }
}
