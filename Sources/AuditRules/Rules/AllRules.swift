extension Rule {
    /// Every rule, in the order of the rubric.
    package static let all: [Rule] = []
}
