import SourceScanner

/// What a call's options say about the audience and the issuer.
struct ClaimAnswers {
    let options: CallOptions

    func answer(for option: ClaimOption, claim: String) -> Answer {
        guard option.isApplicable else { return Answer(.notApplicable) }
        for off in option.off {
            let state = options.state(of: off)
            if state.isOn { return Answer(.disabled, evidence(state.trail, "the \(claim) check is switched off here")) }
            if state.isMaybe { return Answer(.conditional, evidence(state.trail, "the \(claim) check is switched off on some paths")) }
        }
        for on in option.on where !options.state(of: on).isOn {
            return options.state(of: on).isMaybe
                ? Answer(.conditional, otherwise: option.omitted) : omitted(option.omitted == .closed ? .open : option.omitted, claim)
        }
        var answers: [Answer] = []
        for path in option.paths {
            // The environment fills in only what is left out.
            if path.hasPrefix("environment:"), !answers.isEmpty { continue }
            switch options.found(path) {
            case .absent: continue
            case .open(let trail):
                answers.append(
                    Answer(
                        .conditional, evidence(trail, "the options come from here and may lack the \(claim)"), otherwise: option.omitted,
                        isCertain: false))
            case .value(let resolved, let isConditional): answers.append(answer(resolved, isConditional, option, claim))
            }
        }
        // Any one of several spellings is enough.
        if let best = answers.min(by: { $0.state.rank < $1.state.rank }) { return best }
        return omitted(option.omitted, claim)
    }

    func omitted(_ effect: Effect, _ claim: String, evidence: [Evidence] = []) -> Answer {
        switch effect {
        case .closed, .fixed: Answer(.enforced, evidence, otherwise: effect)
        case .unknown: Answer(.unknown, evidence, otherwise: effect, isCertain: false)
        case .open, .closedIfPresent, .presenceOnly, .unsupported: Answer(.missing, evidence, otherwise: effect)
        }
    }

    private func answer(_ resolved: Resolved, _ isConditional: Bool, _ option: ClaimOption, _ claim: String) -> Answer {
        if let shape = resolved.value.shape, let effect = option.misread[shape], effect != .closed {
            return weigh(
                effect, isConditional, option, evidence(resolved.trail, "the library does not compare a value of this kind"), claim)
        }
        let trail = evidence(resolved.trail, "the expected \(claim) is set here")
        switch resolved.value.bare {
        case .string(let text) where text.isEmpty: return weigh(option.emptyString, isConditional, option, trail, claim)
        case .list(let elements, let isOpen) where elements.isEmpty && !isOpen:
            return weigh(option.emptyList, isConditional, option, trail, claim)
        default: break
        }
        switch resolved.value.presence {
        case .never where absence(resolved, option) == .open && !isConditional && isWrittenNull(resolved):
            return Answer(.disabled, evidence(resolved.trail, "the \(claim) check is switched off here"), otherwise: .open)
        // Absent where it is set, and absent where it is not.
        case .never: return weigh(absence(resolved, option), isConditional && isClosed(absence(resolved, option)), option, trail, claim)
        case .maybe:
            let absent = absence(resolved, option)
            if isClosed(absent) && !isConditional { return enforced(option, trail) }
            return Answer(.conditional, evidence(resolved.trail, "the expected \(claim) may be absent at run time"), otherwise: absent)
        case .always, .unknown:
            if isConditional {
                return Answer(
                    .conditional, evidence(resolved.trail, "the expected \(claim) is set on some paths only"), otherwise: option.omitted)
            }
            if resolved.value.alternatives.contains(where: { $0.text == "" }), !isClosed(option.emptyString) {
                return Answer(.conditional, evidence(resolved.trail, "the expected \(claim) may be empty"), otherwise: option.emptyString)
            }
            var result = enforced(option, trail)
            result.strictness = strictness(of: resolved.value, claim)
            result.isCertain = resolved.value.presence == .always && !resolved.value.isGiven(to: options.call.enclosingFunction)
            result.accepted = resolved.value.strings
            return result
        }
    }

    /// JavaScript's `undefined` (an unset variable, an optional member) is an option left out, even where `null` is refused.
    private func absence(_ resolved: Resolved, _ option: ClaimOption) -> Effect {
        let isWritten = resolved.trail.contains { $0.kind == .null && $0.name != "undefined" }
        return resolved.trail.first?.tree.language.isECMAScript == true && !isWritten ? option.omitted : option.null
    }

    /// `audience: null` in the call itself: somebody said in so many words that nothing is to be compared.
    private func isWrittenNull(_ resolved: Resolved) -> Bool {
        resolved.trail.contains { $0.kind == .null && $0.name != "undefined" && $0.isInside(options.call) }
    }

    /// Audiences that an identity provider puts into every token of a user.
    private static let providerConstants: Set<String> = ["authenticated", "account"]

    /// An expected value that is a pattern, or that names nobody.
    private func strictness(of value: Value, _ claim: String) -> Answer.Strictness {
        if case .pattern = value.bare { return .pattern }
        guard claim == "audience" else { return .exact }
        let texts = value.strings
        return texts.contains(where: Self.providerConstants.contains) ? .providerConstant : .exact
    }

    private func enforced(_ option: ClaimOption, _ trail: [Evidence]) -> Answer {
        let isRequired = option.requires.contains { path in
            guard case .value(let resolved, _) = options.found(path) else { return false }
            if case .boolean(let known) = resolved.value.bare { return known }
            return resolved.value.presence != .never
        }
        return Answer(option.claimAbsent == .open && !isRequired ? .conditional : .enforced, trail, otherwise: option.claimAbsent)
    }

    private func isClosed(_ effect: Effect) -> Bool { effect == .closed || effect == .fixed }

    private func weigh(_ effect: Effect, _ isConditional: Bool, _ option: ClaimOption, _ trail: [Evidence], _ claim: String) -> Answer {
        if isConditional { return Answer(.conditional, trail, otherwise: effect) }
        return omitted(effect, claim, evidence: trail)
    }

    private func evidence(_ trail: [Syntax], _ remark: String) -> [Evidence] {
        // The call itself is under the reader's eyes already: where the value comes from says more.
        guard let last = trail.last(where: { !$0.isInside(options.call) }) ?? trail.last else { return [] }
        return [Evidence(Location(last), remark)]
    }
}

extension Answer.State {
    /// How good an answer is, best first.
    var rank: Int {
        switch self {
        case .enforced: 0
        case .notApplicable: 1
        case .conditional: 2
        case .unknown: 3
        case .missing: 4
        case .disabled: 5
        }
    }
}

extension Value {
    /// A parameter of the function, or a part of one: the caller decides.
    fileprivate func isGiven(to function: Syntax?) -> Bool {
        switch self {
        case .parameter(let parameter): parameter.enclosingFunction == function
        case .projection(let base, _, _), .assured(let base): base.isGiven(to: function)
        case .choice(let values): values.contains { $0.isGiven(to: function) }
        default: false
        }
    }

    /// The shape of a value as options judge it; nil where it is not known.
    fileprivate var shape: ValueShape? {
        switch self {
        case .string, .template: .string
        case .list(let elements, _):
            elements.isEmpty
                ? nil : elements.contains { $0.value.presence == .never || $0.value.presence == .maybe } ? .listWithNull : .list
        case .pattern: .pattern
        case .externalInstance: .object
        case .result(_, let call): call.has(.new) ? .object : nil
        case .assured(let value): value.shape
        default: nil
        }
    }
}
