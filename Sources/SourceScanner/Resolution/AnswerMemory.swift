/// What an evaluator has answered, as far as the same question has the same answer again.
struct AnswerMemory {
    typealias Answer = AnswerTable.Answer

    /// Values without a frame that no cut shortened.
    private var known = AnswerTable()
    /// Values without a frame that were cut short, though nothing else was being worked out: what such a question gives as a whole.
    private var knownAsQuestions = AnswerTable()
    /// Values for which nothing of the frame mattered but whose it is: the same in every call of the function.
    private var knownInAnyFrame = AnswerTable()
    /// Other values in the frames of the question under way.
    private var knownInFrames = AnswerTable()
    /// The frames of those: known by where they lie, they live as long as what is said of them.
    private var frames: [Frame] = []

    func answer(to expression: Syntax, in frame: Frame?, isAskedAlone: Bool) -> Answer? {
        guard let frame else {
            return known.answer(to: expression, in: .noFrame)
                ?? (isAskedAlone ? knownAsQuestions.answer(to: expression, in: .noFrame) : nil)
        }
        return knownInAnyFrame.answer(to: expression, in: .anyFrame(like: frame)) ?? knownInFrames.answer(to: expression, in: .frame(frame))
    }

    /// Remembers an answer that no cut shortened. `isWhole`: it answers a question, so that what holds in its frame alone is not asked for again.
    mutating func remember(_ answer: Answer, to expression: Syntax, in frame: Frame?, isWhole: Bool) {
        switch expression.kind {
        // As quickly worked out as looked up.
        case .string, .number, .boolean, .null, .function: return
        default: break
        }
        guard let frame else { return known.remember(answer, to: expression, in: .noFrame) }
        if answer.outermostLook > frame.depth, !answer.resolved.value.holdsFrame {
            knownInAnyFrame.remember(Answer(resolved: answer.resolved), to: expression, in: .anyFrame(like: frame))
        } else if !isWhole {
            knownInFrames.remember(answer, to: expression, in: .frame(frame))
            if frames.last !== frame { frames.append(frame) }
        }
    }

    /// Remembers what a question without a frame gave as a whole, though it was cut short.
    mutating func remember(_ resolved: Resolved, toQuestion expression: Syntax) {
        knownAsQuestions.remember(Answer(resolved: resolved), to: expression, in: .noFrame)
    }

    /// The question under way is answered.
    mutating func endQuestion() {
        guard !knownInFrames.isEmpty else { return }
        knownInFrames.forgetAll()
        frames.removeAll(keepingCapacity: frames.count <= 256)
    }
}

extension Value {
    /// Whether an object or a function in it remembers the frame in which it was made.
    fileprivate var holdsFrame: Bool {
        switch self {
        case .function(_, let frame), .instance(_, let frame): frame != nil
        case .list(let elements, _): elements.contains { $0.value.holdsFrame }
        case .object(let object):
            object.properties.contains { $0.resolved.value.holdsFrame } || object.openings.contains { $0.value.holdsFrame }
        case .template(let values), .choice(let values): values.contains(where: \.holdsFrame)
        case .projection(let value, _, _), .result(let value, _), .assured(let value): value.holdsFrame
        case .string, .number, .boolean, .null, .duration, .moment, .pattern, .type, .module, .external, .externalInstance, .environment,
            .parameter, .unknown:
            false
        }
    }
}
