import AuditRules

/// The options of a declared call, with the fields that entries of the knowledge have.
extension ConfigurationType where Value == Effect {
    fileprivate static let effect = choice(effects.map { ($0.word, $0.effect) }, "an effect")

    /// The words for effects and what they mean, for the documentation.
    static let effects: [(word: String, effect: Effect, meaning: String)] = [
        ("open", .open, "the token is accepted uncompared"),
        ("closed", .closed, "the token is rejected, or the call refuses"),
        ("closed-if-present", .closedIfPresent, "a token that carries the claim is rejected, one without it accepted"),
        ("presence-only", .presenceOnly, "the claim must be there, and is not compared"),
        ("fixed", .fixed, "the claim is compared with a value of the library's or function's own"),
        ("unsupported", .unsupported, "there is no such option: only a comparison by hand can do it"),
        ("unknown", .unknown, "nobody knows"),
    ]
}

// MARK: Switches

private struct SwitchDraft: Sendable {
    var path = ""
    var value: Switch.Value?
}

extension ConfigurationType where Value == [Switch] {
    static let switches = list(of: .option, "a list of options with values")
}

extension ConfigurationType where Value == Switch {
    fileprivate static let option = ConfigurationType<SwitchDraft>.record(
        "an option with a value",
        [
            ConfigurationKey(
                "path", .text.described("a path to an argument (`options.verify`)"), \.path, isRequired: true, "Where the option stands."),
            ConfigurationKey("is", .literal, \.value, "It has this value: true, false, null or a text."),
            ConfigurationKey(
                "contains", .list({ .contains($0) }) { if case .contains(let text) = $0 { text } else { nil } }, \.value,
                "It is a list with this text."),
            ConfigurationKey(
                "lacks", .list({ .lacks($0) }) { if case .lacks(let text) = $0 { text } else { nil } }, \.value,
                "It is a list without this text."),
            ConfigurationKey(
                "name", .list({ .name($0) }) { if case .name(let text) = $0 { text } else { nil } }, \.value,
                "It is a type or member of this name."),
            ConfigurationKey("given", .presence, \.value, "It is given at all, or not."),
        ], empty: SwitchDraft(),
        finish: { draft, node, problems in
            if draft.value == nil {
                problems.append(
                    ConfigurationProblem(node.position, "`path` needs a value beside it", help: "add is, contains, lacks, name or given"))
            }
        }
    ).converted(to: { draft, _, _ in draft.value.map { Switch(draft.path, $0) } }, from: { SwitchDraft(path: $0.path, value: $0.value) })
}

extension ConfigurationType where Value == Switch.Value {
    fileprivate static let literal = ConfigurationType(
        phrase: "true, false, null or text", schema: ["type": ["boolean", "null", "string"]],
        read: { node, problems in
            switch node.content {
            case .text("true", isPlain: true): return .boolean(true)
            case .text("false", isPlain: true): return .boolean(false)
            case .text("null", isPlain: true), .text("~", isPlain: true): return .null
            case .text(let text, _) where !text.isEmpty: return .string(text)
            default:
                problems.append(ConfigurationProblem(node.position, "true, false, null or text is expected here, not \(node.kind)"))
                return nil
            }
        },
        show: { value in
            switch value {
            case .boolean(let isTrue): .bool(isTrue)
            case .string(let text): .string(text)
            case .null: .null
            default: nil
            }
        })

    fileprivate static let presence = ConfigurationType(
        phrase: ConfigurationType<Bool>.boolean.phrase, schema: ConfigurationType<Bool>.boolean.schema,
        read: { node, problems in ConfigurationType<Bool>.boolean.read(node, &problems).map { $0 ? .present : .absent } },
        show: { value in
            switch value {
            case .present: .bool(true)
            case .absent: .bool(false)
            default: nil
            }
        })

    fileprivate static func list(
        _ make: @escaping @Sendable (String) -> Switch.Value, _ back: @escaping @Sendable (Switch.Value) -> String?
    )
        -> ConfigurationType
    {
        ConfigurationType(
            phrase: "text", schema: ConfigurationType<String>.text.schema,
            read: { node, problems in ConfigurationType<String>.text.read(node, &problems).map(make) },
            show: { back($0).map { .string($0) } })
    }
}

// MARK: Claims

private struct ClaimDraft: Sendable {
    var paths: [OptionPath] = []
    var omitted = Effect.unknown
    var null: Effect?
    var emptyString: Effect?
    var emptyList = Effect.closed
    var claimAbsent = Effect.closed
    var off: [Switch] = []
    var on: [Switch] = []
    var requires: [OptionPath] = []

    var option: ClaimOption {
        ClaimOption(
            paths, omitted: omitted, null: null, emptyString: emptyString, emptyList: emptyList, claimAbsent: claimAbsent, off: off, on: on,
            requires: requires)
    }
}

extension ConfigurationType where Value == ClaimOption {
    /// A single word is the effect of a call without such an option.
    static let claim = short(
        ConfigurationType<Effect>.effect.converted(to: { effect, _, _ in ClaimOption([], omitted: effect) }, from: \.omitted),
        orLong: ConfigurationType<ClaimDraft>.record(
            "an option for a claim",
            [
                ConfigurationKey("paths", .texts, \.paths, isRequired: true, "Where the expected value may stand; any of them counts."),
                ConfigurationKey("omitted", .effect, \.omitted, isRequired: true, "What happens without it."),
                ConfigurationKey("null", .effect, \.null, "What happens if it is null; by default as without it."),
                ConfigurationKey("empty-text", .effect, \.emptyString, "What happens if it is empty; by default as without it."),
                ConfigurationKey("empty-list", .effect, \.emptyList, "What happens if it is an empty list; `closed` by default."),
                ConfigurationKey("claim-absent", .effect, \.claimAbsent, "What happens to a token without the claim; `closed` by default."),
                ConfigurationKey("off", .switches, \.off, "Options that switch the comparison off."),
                ConfigurationKey("on", .switches, \.on, "Options without which nothing is compared."),
                ConfigurationKey("requires", .texts, \.requires, "Where an option stands that makes the claim mandatory."),
            ], empty: ClaimDraft()
        ).converted(
            to: { draft, _, _ in draft.option },
            from: {
                ClaimDraft(
                    paths: $0.paths, omitted: $0.omitted, null: $0.null, emptyString: $0.emptyString, emptyList: $0.emptyList,
                    claimAbsent: $0.claimAbsent, off: $0.off, on: $0.on, requires: $0.requires)
            }), isShort: { $0.paths.isEmpty && $0.off.isEmpty && $0.on.isEmpty }
    ).shown(where: \.isApplicable)
}

// MARK: Algorithms, expiry, lifetime

extension ConfigurationType where Value == AlgorithmReach {
    fileprivate static let reach = choice(
        [
            ("library-default", .libraryDefault), ("any-of-key-type", .anyOfKeyType), ("any", .any), ("any-and-none", .anyAndNone),
            ("closed", .closed), ("unknown", .unknown),
        ],
        "`library-default` (a safe list of its own), `any-of-key-type`, `any`, `any-and-none`, `closed` (the call refuses) or `unknown`")
}

extension ConfigurationType where Value == AlgorithmOption {
    static let algorithms = short(
        ConfigurationType<AlgorithmReach>.reach.converted(to: { reach, _, _ in AlgorithmOption([], omitted: reach) }, from: \.omitted),
        orLong: record(
            "an option for algorithms",
            [
                ConfigurationKey("paths", .texts, \.paths, isRequired: true, "Where the accepted algorithms stand."),
                ConfigurationKey("omitted", .reach, \.omitted, isRequired: true, "What the token's header may choose among without them."),
            ], empty: AlgorithmOption([], omitted: .unknown)), isShort: \.paths.isEmpty
    ).shown(where: \.isApplicable)
}

extension ConfigurationType where Value == ExpiryOption.Default {
    fileprivate static let expiryDefault = choice([
        ("checked-if-present", .checkedIfPresent), ("required", .required), ("unchecked", .unchecked), ("unknown", .unknown),
    ])
}

extension ConfigurationType where Value == ExpiryOption {
    static let expiry = short(
        ConfigurationType<ExpiryOption.Default>.expiryDefault.converted(to: { word, _, _ in ExpiryOption(word) }, from: \.byDefault),
        orLong: record(
            "an option for expiry",
            [
                ConfigurationKey("default", .expiryDefault, \.byDefault, isRequired: true, "What happens if nothing is said."),
                ConfigurationKey("off", .switches, \.off, "Options that switch the check off."),
                ConfigurationKey("on", .switches, \.on, "Options without which nothing is checked."),
                ConfigurationKey("requires", .texts, \.requires, "Options whose presence makes `exp` mandatory."),
                ConfigurationKey("leeway", .leeway, \.writtenLeeway, "How the tolerance of clocks is told."),
            ], empty: ExpiryOption(.unknown)), isShort: { $0.off.isEmpty && $0.on.isEmpty && $0.requires.isEmpty && $0.leeway == nil }
    ).shown(where: \.isApplicable)
}

/// Where the tolerance of clocks stands, and in which unit.
private struct Leeway: Sendable {
    var path = ""
    var unit = TimeUnit.seconds
}

extension ExpiryOption {
    fileprivate var writtenLeeway: Leeway? {
        get { leeway.map { Leeway(path: $0.path, unit: $0.unit) } }
        set { leeway = newValue.map { ($0.path, $0.unit) } }
    }
}

extension ConfigurationType where Value == Leeway {
    fileprivate static let leeway = record(
        "a leeway",
        [
            ConfigurationKey(
                "path", .text.described("a path to an argument (`options.leeway`)"), \.path, isRequired: true, "Where it stands."),
            ConfigurationKey("unit", .unit, \.unit, "The unit of a bare number; seconds by default."),
        ], empty: Leeway())
}

extension ConfigurationType where Value == TimeUnit {
    fileprivate static let unit = choice([
        ("milliseconds", .milliseconds), ("seconds", .seconds), ("minutes", .minutes), ("hours", .hours), ("days", .days),
    ])
}

extension ConfigurationType where Value == LifetimeOption {
    static let lifetimeOption = record(
        "a lifetime",
        [
            ConfigurationKey(
                "sources", .list(of: .lifetimeSource, "a list of sources"), \.sources, isRequired: true, "Where it may be written."),
            ConfigurationKey("omitted", .duration, \.omittedSeconds, "How long if nothing is said; 0: for ever. Not known by default."),
            ConfigurationKey("subject", .choice, \.subject, "What lives that long."),
        ], empty: LifetimeOption([], omittedSeconds: nil), finish: { option, _, _ in option.nullSeconds = option.omittedSeconds })
}

extension ConfigurationType where Value == LifetimeOption.Source {
    fileprivate static let lifetimeSource = record(
        "a source",
        [
            ConfigurationKey(
                "path", .text.described("a path to an argument (`options.expiresIn`)"), \.path, isRequired: true, "Where it stands."),
            ConfigurationKey(
                "meaning",
                .choice([("duration", .duration), ("deadline", .deadline), ("duration-or-deadline", .durationOrDeadline)]), \.meaning,
                "A length of time, a point in time, or (a text is the one, a number the other) both."),
            ConfigurationKey("unit", .unit, \.unit, "The unit of a bare number; seconds by default."),
            ConfigurationKey("text-unit", .unit, \.bareStringUnit, "The unit of a text without one."),
        ], empty: LifetimeOption.Source(""))
}
