/// What a file is for, decided by its path before any rule runs. Findings weigh less outside production.
package enum Surface: String, Sendable, CaseIterable {
    case production, script, example, docs, test

    /// Reduced numerator over 4 of the points that a finding takes here: RUBRIC, "From findings to a grade", 1.
    package var quarters: Int {
        switch self {
        case .production: 4
        case .script: 2
        case .example: 1
        case .docs, .test: 0
        }
    }
}
