import AuditRules

/// The declaration of every key: parser, JSON Schema, documentation and the printed configuration are made from it.
extension ConfigurationType where Value == Configuration {
    static let configuration = record(
        "a configuration",
        [
            ConfigurationKey(
                "include", .pathPatterns, \.include, "Audit only paths that match. `--include` on the command line stands in its place."),
            ConfigurationKey(
                "exclude", .pathPatterns, \.exclude, "Leave out paths that match. `--exclude` on the command line adds to it."),
            ConfigurationKey(
                "surfaces", .table("a mapping from surfaces to path patterns", from: .choice, to: .pathPatterns), \.surfaces,
                "What paths are for, where their names do not say it. Findings weigh 1 in `production`, ½ in `script`, ¼ in `example`, nothing in `docs` and `test`. "
                    + "A path that several match has the first of these surfaces."),
            ConfigurationKey("rules", .ruleChoice, \.rules, "Which rules are in use, and how severe they are."),
            ConfigurationKey(
                "lifetimes", .table("a mapping from kinds of tokens to limits", from: .choice, to: .lifetime), \.lifetimes,
                "How long tokens may live before `long-token-lifetime` reports them."),
            ConfigurationKey(
                "expected", .expected, \.expected,
                "Whom tokens for this program are meant for, and who issues them. A verification that lets another name through, which is written in the source, is "
                    + "reported by `loose-audience-match` or `loose-issuer-match`. Names from the environment are not known, and never reported."
            ),
            ConfigurationKey("gate", .gate, \.gate, "When a run fails (exit code 1)."),
            ConfigurationKey(
                "baseline", .text.described("a path"), \.baseline,
                "A file with known findings, written by `skillaudit baseline`; from the configuration's folder. `--baseline` stands in its place."
            ),
            ConfigurationKey(
                "suppressions", .list(of: .suppressed, "a list of suppressions"), \.suppressions,
                "Findings that are known and accepted. They are reported as suppressed and count in no grade and no gate."),
            ConfigurationKey(
                "wrappers", .list(of: .wrapper, "a list of functions"), \.wrappers,
                "Functions of the audited program whose token handling is to be believed instead of read."),
            ConfigurationKey(
                "libraries", .list(of: .library, "a list of calls"), \.libraries,
                "Calls of libraries that skillaudit does not know, such as those of your own house."),
            ConfigurationKey("limits", .limits, \.limits, "Limits of the audit itself."),
        ], empty: Configuration.defaults)
}

extension ConfigurationType where Value == Configuration.RuleChoice {
    fileprivate static let ruleChoice = record(
        "a choice of rules",
        [
            ConfigurationKey("enabled", .rules, \.enabled, "Use these rules and no others."),
            ConfigurationKey("disabled", .rules, \.disabled, "Do not use these rules."),
            ConfigurationKey(
                "severities", .table("a mapping from rules to severities", from: .rule, to: .choice), \.severities,
                "Severities other than the rubric's; the points follow (critical 25, high 15, medium 10, low 3, note 0, at least or at most). What a rule itself rates milder "
                    + "stays as mild, a note stays a note."),
        ], empty: Configuration.RuleChoice())
}

extension ConfigurationType where Value == Configuration.Lifetime {
    fileprivate static let lifetime = short(
        ConfigurationType<Double>.duration.converted(
            to: { seconds, _, _ in Configuration.Lifetime(limit: seconds) }, from: { $0.limit ?? 0 }),
        orLong: record(
            "two limits",
            [
                ConfigurationKey("limit", .duration, \.limit, "Longer is a finding of severity `medium`."),
                ConfigurationKey("high", .duration, \.high, "Longer is a finding of severity `high`."),
            ], empty: Configuration.Lifetime()), isShort: { $0.high == nil && $0.limit != nil })
}

extension ConfigurationType where Value == Configuration.Expected {
    fileprivate static let expected = record(
        "expected names",
        [
            ConfigurationKey("audience", .texts, \.audience, "The audiences (`aud`) that tokens for this program carry."),
            ConfigurationKey("issuer", .texts, \.issuer, "The issuers (`iss`) that this program trusts."),
        ], empty: Configuration.Expected())
}

extension ConfigurationType where Value == Configuration.Gate {
    fileprivate static let gate = record(
        "gates",
        [
            ConfigurationKey(
                "fail-under", .choice(Letter.allCases.reversed().map { ($0.rawValue, $0) }), \.failUnder,
                "Fail if the grade is worse. `--fail-under` stands in its place."),
            ConfigurationKey(
                "fail-on", .choice, \.failOn, "Fail if there is a finding of this severity or worse. `--fail-on` stands in its place."),
        ], empty: Configuration.Gate())
}

extension ConfigurationType where Value == Configuration.Suppressed {
    fileprivate static let suppressed = record(
        "a suppression",
        [
            ConfigurationKey("path", .pathPatterns, \.paths, isRequired: true, "Where the findings are."),
            ConfigurationKey("rule", .rules, \.rules, isRequired: true, "Whose findings they are."),
            ConfigurationKey("reason", .text, \.reason, isRequired: true, "Why they are accepted; printed in every report."),
            ConfigurationKey("until", .day, \.until, "The last day (in UTC) on which they are suppressed."),
        ], empty: Configuration.Suppressed(),
        finish: { suppressed, node, problems in
            suppressed.line = node.position.line
            if suppressed.paths.isEmpty || suppressed.rules.isEmpty {
                problems.append(ConfigurationProblem(node.position, "a suppression names at least one path and one rule"))
            }
        })
}

extension ConfigurationType where Value == Configuration.Limits {
    fileprivate static let limits = record(
        "limits",
        [
            ConfigurationKey(
                "max-file-size", .size, \.largestFile, "Skip files larger than this (default: 2MB). `--max-file-size` stands in its place.")
        ], empty: Configuration.Limits())
}
