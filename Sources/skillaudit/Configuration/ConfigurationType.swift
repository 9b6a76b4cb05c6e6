import SourceScanner

/// What may stand at one place of a configuration: how it is read, how it is shown, and how the schema and the documentation describe it.
///
/// Everything that is known about a key comes from its type, so that parser, schema and documentation cannot differ.
struct ConfigurationType<Value: Sendable>: Sendable {
    /// "a list of path patterns"
    let phrase: String
    let schema: JSON
    /// The mapping that stands here, or inside of it.
    let mapping: ConfigurationMapping?
    /// Nil where the node does not fit; why is added to the problems.
    let read: @Sendable (ConfigurationNode, inout [ConfigurationProblem]) -> Value?
    /// Nil where there is nothing to say.
    let show: @Sendable (Value) -> JSON?

    init(
        phrase: String, schema: JSON, mapping: ConfigurationMapping? = nil,
        read: @escaping @Sendable (ConfigurationNode, inout [ConfigurationProblem]) -> Value?, show: @escaping @Sendable (Value) -> JSON?
    ) {
        self.phrase = phrase
        self.schema = schema
        self.mapping = mapping
        self.read = read
        self.show = show
    }

    /// The same under other words.
    func described(_ phrase: String) -> ConfigurationType {
        ConfigurationType(phrase: phrase, schema: schema, mapping: mapping, read: read, show: show)
    }

    /// Another value made of what was read; nil and a problem where none can be made.
    func converted<Result>(
        to make: @escaping @Sendable (Value, ConfigurationNode, inout [ConfigurationProblem]) -> Result?,
        from back: @escaping @Sendable (Result) -> Value
    ) -> ConfigurationType<Result> {
        ConfigurationType<Result>(
            phrase: phrase, schema: schema, mapping: mapping,
            read: { [read] node, problems in read(node, &problems).flatMap { make($0, node, &problems) } },
            show: { [show] in show(back($0)) })
    }
}

/// A key as the documentation prints it.
struct ConfigurationKeyPage: Sendable {
    let name: String
    let phrase: String
    let summary: String
    let isRequired: Bool
    let mapping: ConfigurationMapping?
}

/// A mapping with fixed keys as the schema and the documentation print it.
struct ConfigurationMapping: Sendable {
    /// "a suppression"
    let phrase: String
    let keys: [ConfigurationKeyPage]
    let schema: JSON

    /// In the schema: "suppression".
    var name: String { Self.name(of: phrase) }
    static func name(of phrase: String) -> String { phrase.split(separator: " ").drop { $0 == "a" || $0 == "an" }.joined(separator: "-") }

    /// This mapping and all that stand in it, each once, from the outside inwards.
    var all: [ConfigurationMapping] {
        var found: [ConfigurationMapping] = []
        var pending = [self][...]
        while let next = pending.popFirst() {
            guard !found.contains(where: { $0.phrase == next.phrase }) else { continue }
            found.append(next)
            pending += next.keys.compactMap(\.mapping)
        }
        return found
    }
}

/// One key of a mapping: its name, its type, its meaning, and the member of the mapping's value that it sets.
struct ConfigurationKey<Whole>: Sendable {
    let name: String
    let summary: String
    let isRequired: Bool
    let schema: JSON
    let page: ConfigurationKeyPage
    let read: @Sendable (ConfigurationNode, inout Whole, inout [ConfigurationProblem]) -> Void
    /// Nil where the value says nothing.
    let show: @Sendable (Whole) -> JSON?

    init<Value>(
        _ name: String, _ type: ConfigurationType<Value>, _ path: WritableKeyPath<Whole, Value> & Sendable, isRequired: Bool = false,
        _ summary: String
    ) {
        self.init(name, type, isRequired: isRequired, summary, get: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 })
    }

    init<Value>(
        _ name: String, _ type: ConfigurationType<Value>, _ path: WritableKeyPath<Whole, Value?> & Sendable, isRequired: Bool = false,
        _ summary: String
    ) {
        self.init(name, type, isRequired: isRequired, summary, get: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 })
    }

    private init<Value>(
        _ name: String, _ type: ConfigurationType<Value>, isRequired: Bool, _ summary: String, get: @escaping @Sendable (Whole) -> Value?,
        set: @escaping @Sendable (inout Whole, Value) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.isRequired = isRequired
        schema = type.schema.described(summary)
        page = ConfigurationKeyPage(name: name, phrase: type.phrase, summary: summary, isRequired: isRequired, mapping: type.mapping)
        read = { node, whole, problems in
            if let value = type.read(node, &problems) { set(&whole, value) }
        }
        show = { whole in get(whole).flatMap(type.show).flatMap { $0.isEmpty ? nil : $0 } }
    }
}

extension ConfigurationType {
    /// A mapping with fixed keys. `finish` looks at the whole of it and may add what only its place says.
    static func record(
        _ phrase: String, _ keys: [ConfigurationKey<Value>], empty: Value,
        finish: @escaping @Sendable (inout Value, ConfigurationNode, inout [ConfigurationProblem]) -> Void = { _, _, _ in }
    ) -> ConfigurationType {
        let required = keys.filter(\.isRequired).map(\.name)
        let schema: JSON = .object(
            [("type", "object"), ("additionalProperties", false)] + (required.isEmpty ? [] : [("required", .strings(required))])
                + [("properties", .object(keys.map { ($0.name, $0.schema) }))])
        return ConfigurationType(
            phrase: phrase, schema: ["$ref": .string("#/$defs/" + ConfigurationMapping.name(of: phrase))],
            mapping: ConfigurationMapping(phrase: phrase, keys: keys.map(\.page), schema: schema),
            read: { node, problems in
                guard let members = node.members(wanted: phrase, &problems) else { return nil }
                var value = empty
                let before = problems.count
                for member in members {
                    if let key = keys.first(where: { $0.name == member.name }) {
                        key.read(member.value, &value, &problems)
                    } else {
                        problems.append(.unknown("key", member.name, at: member.position, among: keys.map(\.name)))
                    }
                }
                for name in required where !members.contains(where: { $0.name == name }) {
                    problems.append(ConfigurationProblem(node.position, "`\(name)` is missing here"))
                }
                if problems.count == before { finish(&value, node, &problems) }
                return problems.count == before ? value : nil
            },
            show: { value in .object(keys.compactMap { key in key.show(value).map { (key.name, $0) } }) })
    }

    /// A list; one element may stand for a list of one.
    static func list<Element>(of element: ConfigurationType<Element>, _ phrase: String) -> ConfigurationType where Value == [Element] {
        ConfigurationType(
            phrase: phrase,
            schema: ["anyOf": [["type": "array", "items": element.schema], element.schema]],
            mapping: element.mapping,
            read: { node, problems in
                guard case .list(let nodes) = node.content else {
                    if case .map = node.content, element.mapping == nil {
                        problems.append(ConfigurationProblem(node.position, "\(phrase) is expected here, not a mapping"))
                        return nil
                    }
                    return element.read(node, &problems).map { [$0] }
                }
                let before = problems.count
                let values = nodes.compactMap { element.read($0, &problems) }
                return problems.count == before ? values : nil
            },
            show: { .array($0.compactMap(element.show)) })
    }

    /// A mapping from names to values of one type.
    static func table<Name: Hashable & Sendable, Element>(
        _ phrase: String, from name: ConfigurationType<Name>, to element: ConfigurationType<Element>
    ) -> ConfigurationType where Value == [Name: Element] {
        ConfigurationType(
            phrase: phrase,
            schema: ["type": "object", "propertyNames": name.schema, "additionalProperties": element.schema],
            mapping: element.mapping,
            read: { node, problems in
                guard let members = node.members(wanted: phrase, &problems) else { return nil }
                let before = problems.count
                var values: [Name: Element] = [:]
                for member in members {
                    let key = ConfigurationNode(content: .text(member.name, isPlain: false), position: member.position)
                    guard let name = name.read(key, &problems), let value = element.read(member.value, &problems) else { continue }
                    values[name] = value
                }
                return problems.count == before ? values : nil
            },
            show: { values in
                let members = values.compactMap { key, value -> (String, JSON)? in
                    guard case .string(let text)? = name.show(key), let value = element.show(value) else { return nil }
                    return (text, value)
                }
                return .object(members.sorted { $0.0 < $1.0 })
            })
    }

    /// The same, not shown where there is nothing to say.
    func shown(where isSaid: @escaping @Sendable (Value) -> Bool) -> ConfigurationType {
        ConfigurationType(phrase: phrase, schema: schema, mapping: mapping, read: read, show: { [show] in isSaid($0) ? show($0) : nil })
    }

    /// One of two ways of writing a value: a word, or a mapping that says more. Which of them is meant shows in the node.
    static func short(
        _ short: ConfigurationType, orLong long: ConfigurationType, isShort: @escaping @Sendable (Value) -> Bool
    ) -> ConfigurationType {
        ConfigurationType(
            phrase: "\(short.phrase), or \(long.phrase)", schema: ["anyOf": [short.schema, long.schema]], mapping: long.mapping,
            read: { node, problems in
                if case .map = node.content { return long.read(node, &problems) }
                return short.read(node, &problems)
            }, show: { isShort($0) ? short.show($0) : long.show($0) })
    }
}

extension ConfigurationNode {
    func members(wanted phrase: String, _ problems: inout [ConfigurationProblem]) -> [Member]? {
        switch content {
        case .map(let members): return members
        // A key with nothing behind it is a mapping of which everything was commented out.
        case .text("", isPlain: true): return []
        default:
            problems.append(ConfigurationProblem(position, "a mapping is expected here (\(phrase)), not \(kind)"))
            return nil
        }
    }
}

extension ConfigurationProblem {
    static func unknown(_ what: String, _ name: String, at position: SourcePosition, among known: [String]) -> ConfigurationProblem {
        // Two letters are near to everything.
        let nearest = name.utf8.count < 3 ? nil : RuleName(name).nearest(among: known).map { "did you mean `\($0)`?" }
        return ConfigurationProblem(
            position, "there is no \(what) `\(String(name.prefix(60)))`",
            help: nearest ?? (known.count <= 24 ? "it is one of \(known.joined(separator: ", "))" : nil))
    }
}

extension JSON {
    /// A list, a mapping or a text that holds nothing.
    var isEmpty: Bool {
        switch self {
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        case .string(let text): text.isEmpty
        default: false
        }
    }

    /// A schema with a sentence about it.
    fileprivate func described(_ summary: String) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object([("description", .string(summary))] + members)
    }
}
