import AuditRules

/// The types of the words and numbers that stand in a configuration.
extension ConfigurationType where Value == String {
    static let text = ConfigurationType(
        phrase: "text", schema: ["type": "string", "minLength": 1],
        read: { node, problems in
            guard case .text(let text, _) = node.content, !text.allSatisfy(\.isWhitespace) else {
                problems.append(ConfigurationProblem(node.position, "text is expected here, not \(node.kind)"))
                return nil
            }
            return text
        },
        show: { .string($0) })

    static let pathPattern = text.described("a path pattern as in .gitignore")

    static let rule = ConfigurationType(
        phrase: "the id of a rule", schema: ["enum": .strings(Rule.all.map(\.id))],
        read: { node, problems in
            guard let text = text.read(node, &problems) else { return nil }
            guard Rule.all.contains(where: { $0.id == text }) else {
                problems.append(.unknown("rule", text, at: node.position, among: Rule.all.map(\.id)))
                return nil
            }
            return text
        },
        show: { .string($0) })
}

extension ConfigurationType where Value == [String] {
    static let texts = list(of: .text, "text or a list of texts")
    static let pathPatterns = list(of: .pathPattern, "a list of path patterns")
    static let rules = list(of: .rule, "a list of rules")
}

extension ConfigurationType where Value == Bool {
    static let boolean = ConfigurationType(
        phrase: "true or false", schema: ["type": "boolean"],
        read: { node, problems in
            switch node.content {
            case .text("true", isPlain: true): return true
            case .text("false", isPlain: true): return false
            default:
                problems.append(ConfigurationProblem(node.position, "true or false is expected here, not \(node.kind)"))
                return nil
            }
        },
        show: { .bool($0) })
}

extension ConfigurationType where Value == Int {
    static func number(_ range: ClosedRange<Int>) -> ConfigurationType {
        ConfigurationType(
            phrase: "a number from \(range.lowerBound) to \(range.upperBound)",
            schema: ["type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound)],
            read: { node, problems in
                guard case .text(let text, isPlain: true) = node.content, let number = Int(text), range.contains(number) else {
                    problems.append(
                        ConfigurationProblem(
                            node.position, "a number from \(range.lowerBound) to \(range.upperBound) is expected here, not \(node.kind)"))
                    return nil
                }
                return number
            },
            show: { .int($0) })
    }

    /// Bytes.
    static let size = ConfigurationType(
        phrase: "a size (`500KB`, `2MB`, a number of bytes)",
        schema: ["anyOf": [["type": "integer", "minimum": 1], ["type": "string", "pattern": "^[0-9]+ ?([KMG]i?B?|B)?$"]]],
        read: { node, problems in
            guard case .text(let text, _) = node.content, let bytes = ByteCount.parse(text), bytes <= 1 << 30 else {
                problems.append(
                    ConfigurationProblem(
                        node.position, "a size up to 1GB is expected here, not \(node.kind)",
                        help: "write it as 500KB, 2MB or a number of bytes"))
                return nil
            }
            return bytes
        },
        show: { .int($0) })
}

extension ConfigurationType where Value == Double {
    /// Seconds.
    static let duration = ConfigurationType(
        phrase: "a duration (`90s`, `15m`, `1h`, `7d`, or seconds)",
        schema: ["anyOf": [["type": "integer", "minimum": 0], ["type": "string", "pattern": "^[0-9]+[smhd]?$"]]],
        read: { node, problems in
            if case .text(let text, _) = node.content, let seconds = seconds(text) { return seconds }
            problems.append(
                ConfigurationProblem(
                    node.position, "a duration is expected here, not \(node.kind)",
                    help: "write it as 90s, 15m, 1h, 7d or a number of seconds"))
            return nil
        },
        show: { .string(text($0)) })

    private static let units: [(Character, Double)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]

    /// At most a hundred years: whatever is longer is a mistake.
    private static func seconds(_ text: String) -> Double? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count)
        guard !digits.isEmpty, let number = Int(digits), rest.count <= 1 else { return nil }
        let unit = rest.first.map { letter in units.first { $0.0 == letter }?.1 } ?? 1
        return unit.map { Double(number) * $0 }.flatMap { $0 <= 36_525 * 86_400 ? $0 : nil }
    }

    private static func text(_ seconds: Double) -> String {
        for (letter, size) in units where seconds >= size && seconds.truncatingRemainder(dividingBy: size) == 0 {
            return "\(Int(seconds / size))\(letter)"
        }
        return "\(Int(seconds))s"
    }
}

extension ConfigurationType where Value == CalendarDay {
    static let day = ConfigurationType(
        phrase: "a day (`2027-01-31`)", schema: ["type": "string", "format": "date"],
        read: { node, problems in
            if case .text(let text, _) = node.content, let day = CalendarDay(text) { return day }
            problems.append(ConfigurationProblem(node.position, "a day as in 2027-01-31 is expected here, not \(node.kind)"))
            return nil
        },
        show: { .string($0.text) })
}

extension ConfigurationType where Value: Equatable {
    /// One of several words.
    static func choice(_ words: [(word: String, value: Value)], _ phrase: String? = nil) -> ConfigurationType {
        let all = words.map(\.word)
        return ConfigurationType(
            phrase: phrase ?? all.map { "`\($0)`" }.joined(separator: ", "), schema: ["enum": .strings(all)],
            read: { node, problems in
                guard case .text(let text, _) = node.content else {
                    problems.append(
                        ConfigurationProblem(node.position, "one of \(all.joined(separator: ", ")) is expected here, not \(node.kind)"))
                    return nil
                }
                if let match = words.first(where: { $0.word == text }) { return match.value }
                problems.append(.unknown("value", text, at: node.position, among: all))
                return nil
            },
            show: { value in words.first { $0.value == value }.map { .string($0.word) } })
    }
}

extension ConfigurationType where Value: CaseIterable & RawRepresentable & Equatable, Value.RawValue == String, Value.AllCases: Sendable {
    static var choice: ConfigurationType { choice(Value.allCases.map { ($0.rawValue, $0) }) }
}
