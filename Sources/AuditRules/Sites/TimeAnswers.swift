import SourceScanner

/// What a call's options say about time: expiry checks, leeway, lifetimes; and which algorithms it takes.
struct TimeAnswers {
    let options: CallOptions

    func expiry(_ option: ExpiryOption) -> ExpiryAnswer {
        guard option.isApplicable else { return ExpiryAnswer(.notApplicable) }
        if !option.on.isEmpty, !option.on.contains(where: { options.state(of: $0).isOn || options.state(of: $0).isMaybe }) {
            return ExpiryAnswer(.ignored)
        }
        var isRequiredByName = false
        for path in option.requires {
            if case .value(let resolved, _) = options.found(path), case .list = resolved.value.bare, resolved.value.strings.contains("exp")
            {
                isRequiredByName = true
            }
        }
        if isRequiredByName { return ExpiryAnswer(.enforced, claimRequired: true) }
        for off in option.off {
            let state = options.state(of: off)
            if state.isOn || state.isMaybe { return ExpiryAnswer(.ignored, evidence(state.trail, "expiry is not checked")) }
        }
        var required = option.byDefault == .required
        for path in option.requires {
            guard case .value(let resolved, _) = options.found(path) else { continue }
            if case .list = resolved.value.bare {
                required = required || resolved.value.strings.contains("exp")
            } else if resolved.value.presence != .never {
                required = true
            }
        }
        var answer: ExpiryAnswer
        switch option.byDefault {
        case .checkedIfPresent, .required: answer = ExpiryAnswer(.enforced, claimRequired: required)
        case .unchecked: answer = ExpiryAnswer(.ignored)
        case .unknown: answer = ExpiryAnswer(.unknown)
        }
        if let leeway = option.leeway, case .value(let resolved, _) = options.found(leeway.path) {
            let seconds = resolved.value.alternatives.compactMap { Self.seconds($0.bare, unit: leeway.unit, bareString: .seconds) }.max()
            answer.leewaySeconds = seconds
            if seconds != nil { answer.evidence += evidence(resolved.trail, "the leeway is set here") }
        }
        return answer
    }

    func algorithm(_ option: AlgorithmOption) -> AlgorithmAnswer {
        guard option.isApplicable else { return AlgorithmAnswer(.notApplicable) }
        for path in option.paths {
            guard case .value(let resolved, _) = options.found(path) else { continue }
            if resolved.value.presence == .never { continue }
            let trail = evidence(resolved.trail, "the allowed algorithms are set here")
            if isHeaderDriven(resolved) {
                if let test = allowlistTest() {
                    return AlgorithmAnswer(.pinned, [Evidence(test, "the header's algorithm is looked up in a list before")])
                }
                return AlgorithmAnswer(
                    .unpinned, evidence(resolved.trail, "the algorithm is taken from the token's own header"), reach: .any)
            }
            return AlgorithmAnswer(.pinned, trail, allowed: resolved.value.strings)
        }
        switch option.omitted {
        case .libraryDefault, .closed, .anyOfKeyType: return AlgorithmAnswer(.libraryDefault, reach: option.omitted)
        case .any, .anyAndNone: return AlgorithmAnswer(.unpinned, reach: option.omitted)
        case .unknown: return AlgorithmAnswer(.unknown, reach: .unknown)
        }
    }

    /// `if (!ALLOWED.includes(header.alg)) throw` in front of the call: whatever the header says, it is one of a list.
    private func allowlistTest() -> Syntax? {
        let call = options.call
        guard let function = call.enclosingFunction else { return nil }
        let reads = function.descendants.filter { node in
            guard node.range.start < call.range.start else { return false }
            switch node.kind {
            case .member: return node.name == "alg"
            case .subscripted: return node.child(.argument)?.child(.value)?.stringValue == "alg"
            case .call: return node.child(.callee)?.name == "get" && node.child(.argument)?.child(.value)?.stringValue == "alg"
            default: return false
            }
        }
        for use in reads.flatMap({ Flow.uses(of: $0, evaluator: options.evaluator, hops: 0) }) where use.path.isEmpty {
            guard let comparison = Comparison(use.syntax, options.evaluator), comparison.test.range.start < call.range.start,
                !comparison.isEquality || ["!=", "!=="].contains(comparison.test.name),
                let expected = comparison.expected, expected.kind != .null,
                Outcome.of(comparison.test, options.evaluator).kind == .rejects
            else { continue }
            return comparison.test
        }
        return nil
    }

    /// `[header.alg]`: the list is read from the token it should restrain.
    private func isHeaderDriven(_ resolved: Resolved) -> Bool {
        func isHeader(_ value: Value) -> Bool {
            switch value.bare {
            case .projection(let base, let name, _): (name == "alg") && !isKey(base)
            case .external(let reference): reference.path.count > 2 && Self.headerMembers.contains(Array(reference.path.suffix(2)))
            // `header.get("alg", "RS256")`
            case .result(.projection(let base, "get", _), let call):
                call.child(.argument)?.child(.value)?.stringValue == "alg" && !isKey(base)
            case .list(let elements, _): elements.contains { isHeader($0.value) }
            case .choice(let values): values.contains { isHeader($0) }
            default: false
            }
        }
        func isKey(_ value: Value) -> Bool {
            if case .projection(_, let name, _) = value.bare {
                return name.lowercased().contains("key") || name.lowercased().contains("jwk")
            }
            if case .result(_, let call) = value.bare {
                return !(call.child(.callee)?.name.lowercased().contains("header") ?? false)
                    && !(call.child(.callee)?.name.lowercased().contains("decode") ?? false)
            }
            return true
        }
        return isHeader(resolved.value)
    }

    /// How parsed tokens of Swift's libraries give the algorithm that their header names.
    private static let headerMembers: Set<[String]> = [
        ["header", "alg"], ["header", "algorithm"], ["protectedHeader", "algorithm"], ["protectedHeader", "alg"],
    ]

    /// The longest lifetime among the known alternatives.
    func lifetime(_ option: LifetimeOption, subject: LifetimeAnswer.Subject) -> LifetimeAnswer {
        var isGiven = false
        for source in option.sources {
            switch options.found(source.path) {
            case .absent: continue
            case .open: isGiven = true
            case .value(let resolved, _):
                if resolved.value.presence == .never || resolved.value.isFalse {
                    if option.nullSeconds != option.omittedSeconds {
                        return LifetimeAnswer(
                            subject, seconds: option.nullSeconds, evidence: evidence(resolved.trail, "the expiry is switched off here"))
                    }
                    continue
                }
                isGiven = true
                let bare: TimeText.BareUnit =
                    source.bareStringUnit == .milliseconds ? .milliseconds : source.bareStringUnit == nil ? .refused : .seconds
                let seconds = resolved.value.alternatives.compactMap {
                    Self.seconds($0.bare, unit: source.unit, bareString: bare, isDeadline: source.meaning != .duration)
                }.max()
                if let seconds {
                    return LifetimeAnswer(subject, seconds: seconds, evidence: evidence(resolved.trail, "the lifetime is set here"))
                }
            }
        }
        if isGiven || payloadIsForeign { return LifetimeAnswer(subject, seconds: nil) }
        if let own = ownDeadline {
            let seconds = own.value.alternatives.compactMap {
                Self.seconds($0.bare, unit: .seconds, bareString: .refused, isDeadline: true)
            }
            .max()
            return LifetimeAnswer(subject, seconds: seconds, evidence: evidence(own.trail, "a claim of the program's own ends the token"))
        }
        return LifetimeAnswer(subject, seconds: option.omittedSeconds, isDefault: true)
    }

    /// A point in time under a name that no library knows, for the program to compare: `{"jwt_exp": now + timedelta(hours=1)}`.
    private var ownDeadline: Resolved? {
        guard let payload = options.api.payload, case .value(let resolved, _) = options.found(payload),
            case .object(let object) = resolved.value.bare
        else { return nil }
        return object.properties.first { property in
            SettingName.words(property.name).contains { ["exp", "expires", "expiry", "expiration", "expire", "expiring"].contains($0) }
        }?.resolved
    }

    /// What is signed is an object of a type that neither the program nor the library declares: its fields cannot be seen.
    private var payloadIsForeign: Bool {
        guard let payload = options.api.payload, case .value(let resolved, _) = options.found(payload),
            case .externalInstance(let type, _) = resolved.value.bare
        else { return false }
        return !options.api.payloadTypes.contains(type.path.last ?? "")
    }

    /// Nil where it is not known, or no number at all.
    static func seconds(_ value: Value, unit: TimeUnit, bareString: TimeText.BareUnit, isDeadline: Bool = false) -> Double? {
        let seconds: Double? =
            switch value {
            case .duration(let seconds): seconds
            // A date a century away is no end: `.distantFuture`.
            case .moment(let offset, let scale): offset / scale > 3_153_600_000 ? 0 : offset / scale
            case .number(let number): isDeadline ? nil : number * unit.seconds
            case .string(let text): TimeText.seconds(text, bare: bareString)
            case .boolean(false): 0
            default: nil
            }
        return seconds.flatMap { $0.isFinite ? $0 : nil }
    }

    private func evidence(_ trail: [Syntax], _ remark: String) -> [Evidence] { trail.last.map { [Evidence($0, remark)] } ?? [] }
}

extension TimeUnit {
    var seconds: Double {
        switch self {
        case .milliseconds: 0.001
        case .seconds: 1
        case .minutes: 60
        case .hours: 3_600
        case .days: 86_400
        }
    }
}

extension Value {
    fileprivate var isFalse: Bool {
        if case .boolean(false) = bare { return true }
        return false
    }
}
