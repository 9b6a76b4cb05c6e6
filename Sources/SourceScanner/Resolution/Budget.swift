/// What one audit may spend on working out values; once it is spent, every further value is unknown. Belongs to one thread.
package final class Budget {
    private var steps: Int
    private let isTimeOver: () -> Bool
    private var stepsUntilTheClock = Budget.stepsBetweenLooks
    package private(set) var isOutOfSteps = false
    package private(set) var isOutOfTime = false

    /// A look at the clock takes as long as some steps.
    private static let stepsBetweenLooks = 1_024

    /// `isTimeOver` is asked now and then.
    package init(steps: Int = .max, isTimeOver: @escaping () -> Bool = { false }) {
        self.steps = steps
        self.isTimeOver = isTimeOver
    }

    /// Takes one step; false where none is left.
    func takeStep() -> Bool {
        guard steps > 0 else {
            isOutOfSteps = true
            return false
        }
        steps -= 1
        stepsUntilTheClock -= 1
        if stepsUntilTheClock == 0 {
            stepsUntilTheClock = Self.stepsBetweenLooks
            isOutOfTime = isOutOfTime || isTimeOver()
        }
        return !isOutOfTime
    }
}
