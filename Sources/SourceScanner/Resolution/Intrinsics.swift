/// Functions of the languages' own libraries whose result follows from their arguments.
enum Intrinsics {
    static func call(_ syntax: Syntax, _ callee: Syntax, _ evaluator: Evaluator, _ frame: Frame?) -> Resolved? {
        let arguments = syntax.children(.argument)
        func argument(_ index: Int) -> Resolved? {
            guard index < arguments.count, let expression = arguments[index].child(.value) else { return nil }
            return evaluator.value(of: expression, in: frame)
        }
        let base = callee.child(.base)
        switch (base?.name ?? "", callee.name) {
        case ("Object", "freeze"), ("Object", "seal"), ("util", "promisify"), ("", "promisify"), ("", "cast"), ("typing", "cast"),
            ("", "unref"), ("", "toRaw"):
            return callee.name == "cast" ? argument(1) : argument(0)
        case ("Object", "assign"):
            var object = ObjectValue(origin: syntax)
            for index in arguments.indices { if let value = argument(index) { evaluator.spread(value, into: &object) } }
            return Resolved(.object(object), [syntax])
        case ("", "dict"):
            var object = ObjectValue(origin: syntax)
            for argument in arguments {
                guard let expression = argument.child(.value) else { continue }
                let value = evaluator.value(of: expression, in: frame)
                if argument.name.isEmpty {
                    evaluator.spread(value, into: &object)
                } else {
                    object.set(argument.name, value.along(argument))
                }
            }
            return Resolved(.object(object), [syntax])
        case ("", "String"), ("", "str"), ("", "SecretStr"), ("", "AnyHttpUrl"), ("", "Number"), ("", "parseInt"), ("", "parseFloat"),
            ("", "int"), ("", "float"), ("", "Int"), ("", "Double"),
            ("", "TimeInterval"), ("Number", "parseInt"), ("", "round"), ("", "floor"), ("", "AudienceClaim"), ("", "IssuerClaim"),
            ("", "ExpirationClaim"):
            return converted(syntax, callee.name, argument(0), arguments, evaluator, frame)
        case ("", "getattr") where arguments.count >= 2:
            guard let object = argument(0), let name = argument(1)?.value.text else { return nil }
            let member = evaluator.project(object, name, at: syntax, frame)
            // What is found is there; what is not seen may be missing.
            guard let fallback = argument(2) else { return member }
            if case .external = member.value {} else if [.always, .never].contains(member.value.presence) { return member }
            return Resolved(.oneOf([member.value.assuming, fallback.value]), member.trail + fallback.trail)
        case ("", "init")
        where base == nil && syntax.tree.language == .swift && arguments.count == 1 && arguments[0].name != "timeIntervalSinceNow":
            return argument(0)
        case ("Math", "floor"), ("Math", "round"), ("Math", "trunc"), ("Math", "ceil"), ("math", "floor"): return argument(0)
        case ("", "list"), ("", "tuple"), ("", "set"), ("", "Array"), ("", "Set"), ("", "frozenset"):
            guard let first = argument(0) else { return Resolved(.list([], isOpen: false), [syntax]) }
            return first
        default: break
        }
        if let time = Times.call(syntax, callee, arguments, evaluator, frame) { return Resolved(time, [syntax]) }
        return evaluator.arrayMethod(syntax, callee, frame) ?? base.flatMap { stringMethod(syntax, callee, $0, evaluator, frame) }
    }

    private static func converted(
        _ syntax: Syntax, _ name: String, _ first: Resolved?, _ arguments: [Syntax], _ evaluator: Evaluator, _ frame: Frame?
    ) -> Resolved? {
        guard let first else { return nil }
        switch (name, first.value.bare) {
        case ("Number", .string(let text)), ("parseInt", .string(let text)), ("int", .string(let text)), ("float", .string(let text)),
            ("Int", .string(let text)),
            ("Double", .string(let text)):
            return Resolved(Evaluator.number(text).map(Value.number) ?? .unknown, first.trail)
        default: break
        }
        if case .choice(let values) = first.value {
            return Resolved(
                .choice(
                    values.map { value in
                        if case .string(let text) = value, name != "String", name != "str" {
                            Evaluator.number(text).map(Value.number) ?? value
                        } else {
                            value
                        }
                    }),
                first.trail)
        }
        // A string made of nothing is not absent any more, but it names nothing either: keep what is known of the argument.
        return first
    }

    private static let stringMethods: Set<String> = [
        "trim", "strip", "rstrip", "lstrip", "toLowerCase", "lower", "toString", "replace", "replaceAll", "removesuffix", "valueOf",
        "trimEnd", "get_secret_value", "lowercased",
        "trimmingCharacters",
    ]

    /// Text methods keep the presence of their receiver; without `?.` an absent receiver throws.
    private static func stringMethod(_ syntax: Syntax, _ callee: Syntax, _ base: Syntax, _ evaluator: Evaluator, _ frame: Frame?)
        -> Resolved?
    {
        guard stringMethods.contains(callee.name) || callee.name == "split" || callee.name == "components" else { return nil }
        let receiver = evaluator.value(of: base, in: frame)
        switch receiver.value.bare {
        case .string(let text):
            if callee.name == "split", let separator = syntax.child(.argument)?.child(.value)?.stringValue, !separator.isEmpty {
                return Resolved(.list(split(text, separator).map { Resolved(.string($0), receiver.trail) }, isOpen: false), receiver.trail)
            }
            return Resolved(callee.name == "split" ? .list([receiver], isOpen: true) : .string(text), receiver.trail)
        case .environment, .choice, .parameter, .projection:
            let throwing = !callee.has(.optionalChain)
            let value = throwing ? receiver.value.assuming : receiver.value
            if callee.name == "split" || callee.name == "components" {
                return Resolved(
                    value.presence == .maybe
                        ? .oneOf([.list([receiver], isOpen: true), .null]) : .list([Resolved(value, receiver.trail)], isOpen: true),
                    receiver.trail)
            }
            return Resolved(value, receiver.trail)
        default: return nil
        }
    }

    private static func split(_ text: String, _ separator: String) -> [String] {
        var result: [String] = []
        var current: [UInt8] = []
        let bytes = Array(text.utf8)
        let mark = Array(separator.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: mark) {
                result.append(String(decoding: current, as: UTF8.self))
                current = []
                index += mark.count
            } else {
                current.append(bytes[index])
                index += 1
            }
        }
        return result + [String(decoding: current, as: UTF8.self)]
    }
}

/// Clocks and lengths of time.
enum Times {
    private static let unitSeconds: [String: Double] = [
        "milliseconds": 0.001, "seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400, "weeks": 604_800, "microseconds": 0.000_001,
        "second": 1, "minute": 60, "hour": 3_600,
        "day": 86_400, "week": 604_800, "month": 2_592_000, "year": 31_536_000, "months": 2_592_000, "years": 31_536_000,
    ]

    static func call(_ syntax: Syntax, _ callee: Syntax, _ arguments: [Syntax], _ evaluator: Evaluator, _ frame: Frame?) -> Value? {
        let base = callee.child(.base)
        func argument(_ index: Int) -> Value? {
            guard index < arguments.count, let expression = arguments[index].child(.value) else { return nil }
            return evaluator.value(of: expression, in: frame).value
        }
        switch syntax.tree.language {
        case .typeScript, .javaScript:
            switch (base?.name ?? "", callee.name) {
            case ("Date", "now"): return .moment(offset: 0, unitsPerSecond: 1_000)
            case ("", "Date") where syntax.has(.new):
                guard let first = argument(0) else { return .moment(offset: 0, unitsPerSecond: 1_000) }
                return first.mentionsMoment ? first : nil
            // dayjs, Moment and Luxon
            case ("", "dayjs"), ("", "moment"), ("DateTime", "now"), ("DateTime", "utc"):
                guard let first = argument(0) else { return .moment(offset: 0, unitsPerSecond: 1_000) }
                return first.mentionsMoment ? first : nil
            case (_, "add"), (_, "plus"): return moved(base, arguments, evaluator, frame)
            // date-fns
            case (_, let name) where name.hasPrefix("add") && arguments.count == 2:
                guard let unit = unitSeconds[name.dropFirst(3).lowercased()], let start = argument(0), start.mentionsMoment,
                    let amount = argument(1)?.double
                else { return nil }
                return .oneOf(start.alternatives.map { added(to: $0.bare, .duration(amount * unit)) })
            case (_, "getTime"), (_, "valueOf"), (_, "toISOString"), (_, "toDate"), (_, "toJSDate"), (_, "toISO"), (_, "toMillis"):
                guard let base, case let moment = evaluator.value(of: base, in: frame).value, moment.mentionsMoment else { return nil }
                return moment
            case (_, "unix"):
                guard let base, case .moment(let offset, let scale) = evaluator.value(of: base, in: frame).value.bare else { return nil }
                return .moment(offset: offset / scale, unitsPerSecond: 1)
            case ("", "ms"): return argument(0)?.text.flatMap { TimeText.seconds($0, bare: .milliseconds) }.map { .number($0 * 1_000) }
            default: return nil
            }
        case .python:
            switch (base?.name ?? "", callee.name) {
            case ("time", "time"), ("", "time"), ("time", "monotonic"):
                return arguments.isEmpty ? .moment(offset: 0, unitsPerSecond: 1) : nil
            case (_, "now"), (_, "utcnow"), ("", "utcnow"), ("timezone", "now"): return .moment(offset: 0, unitsPerSecond: 1)
            case (_, "timestamp"), (_, "timetuple"), (_, "utctimetuple"), (_, "total_seconds"), ("calendar", "timegm"), (_, "replace"),
                (_, "isoformat"), (_, "strftime"), (_, "astimezone"):
                let inner = callee.name == "timegm" ? argument(0) : base.map { evaluator.value(of: $0, in: frame).value }
                guard let inner else { return nil }
                if inner.mentionsMoment { return inner }
                let lengths = inner.alternatives.compactMap {
                    if case .duration(let seconds) = $0.bare { Value.number(seconds) } else { nil }
                }
                return lengths.isEmpty ? nil : .oneOf(lengths)
            case (_, "timedelta"):
                var total = 0.0
                let order = ["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"]
                var alternatives: [Double] = [0]
                for (index, argument) in arguments.enumerated() {
                    let name = argument.name.isEmpty ? (index < order.count ? order[index] : "") : argument.name
                    guard let unit = unitSeconds[name], let expression = argument.child(.value) else { return nil }
                    let numbers = evaluator.value(of: expression, in: frame).value.alternatives.compactMap { $0.bare.double }
                    guard !numbers.isEmpty else { return nil }
                    alternatives = alternatives.flatMap { sum in numbers.map { sum + $0 * unit } }
                    if alternatives.count > 8 { alternatives = Array(alternatives.prefix(8)) }
                    total += 1
                }
                return total == 0 ? .duration(0) : .oneOf(alternatives.map { .duration($0) })
            default: return nil
            }
        case .swift:
            // `.init(timeInterval: 60, since: .now)` is a date by its labels alone.
            let isImplicitDate =
                callee.name == "init" && base == nil && ["timeInterval", "timeIntervalSinceNow"].contains(arguments.first?.name ?? "")
            if (callee.kind == .identifier && callee.name == "Date") || isImplicitDate {
                guard let first = arguments.first else { return .moment(offset: 0, unitsPerSecond: 1) }
                guard let inner = argument(0) else { return nil }
                if first.name == "timeIntervalSinceNow" { return added(to: .moment(offset: 0, unitsPerSecond: 1), inner) }
                if first.name == "timeInterval" { return added(to: .moment(offset: 0, unitsPerSecond: 1), inner) }
                if first.name == "timeIntervalSince1970" { return inner }
                return nil
            }
            switch callee.name {
            case "addingTimeInterval", "advanced":
                guard let base, let inner = argument(0), case .moment = evaluator.value(of: base, in: frame).value.bare else { return nil }
                return added(to: evaluator.value(of: base, in: frame).value.bare, inner)
            case "seconds", "minutes", "hours", "days", "milliseconds", "weeks":
                guard base == nil || ["Duration", "TimeAmount", "DispatchTimeInterval"].contains(base?.name ?? ""),
                    let unit = unitSeconds[callee.name]
                else { return nil }
                return argument(0)?.double.map { .duration($0 * unit) }
            case "date" where arguments.count == 2 && arguments[0].name == "byAdding":
                guard let components = arguments[0].child(.value), components.kind == .call,
                    components.child(.callee)?.name == "DateComponents"
                else { return nil }
                let seconds = components.children(.argument).reduce(0.0) { sum, part in
                    sum + (unitSeconds[part.name] ?? 0)
                        * (part.child(.value).flatMap { evaluator.value(of: $0, in: frame).value.double } ?? 0)
                }
                return .moment(offset: seconds, unitsPerSecond: 1)
            case "date":
                // Calendar.date(byAdding: .day, value: 7, to: Date())
                guard arguments.first?.name == "byAdding", arguments.count >= 3, let unit = arguments[0].child(.value)?.name,
                    let seconds = unitSeconds[unit]
                else { return nil }
                return argument(1)?.double.map { .moment(offset: $0 * seconds, unitsPerSecond: 1) }
            default: return nil
            }
        }
    }

    /// A member that is a time by itself: `Date.now`, `.distantFuture`, `15.minutes`.
    static func member(_ syntax: Syntax, _ evaluator: Evaluator, _ frame: Frame?) -> Value? {
        guard syntax.tree.language == .swift || syntax.tree.language == .python else { return nil }
        switch syntax.name {
        case "now" where syntax.child(.base) == nil || syntax.child(.base)?.name == "Date": return .moment(offset: 0, unitsPerSecond: 1)
        case "distantFuture": return .moment(offset: 64_092_211_200, unitsPerSecond: 1)
        case "timeIntervalSince1970", "timeIntervalSinceNow":
            guard let base = syntax.child(.base), case .moment(let offset, let scale) = evaluator.value(of: base, in: frame).value.bare
            else { return nil }
            return .moment(offset: offset, unitsPerSecond: scale)
        default:
            guard syntax.tree.language == .swift, let unit = unitSeconds[syntax.name], let base = syntax.child(.base),
                let number = base.kind == .number ? Evaluator.number(base.name) : nil
            else { return nil }
            return .duration(number * unit)
        }
    }

    /// `dayjs().add(7, "day")`, `DateTime.now().plus({ hours: 1 })`
    private static func moved(_ base: Syntax?, _ arguments: [Syntax], _ evaluator: Evaluator, _ frame: Frame?) -> Value? {
        guard let base, let first = arguments.first?.child(.value),
            case let start = evaluator.value(of: base, in: frame).value.bare, case .moment = start
        else { return nil }
        let amount = evaluator.value(of: first, in: frame).value
        if arguments.count == 2, let unit = arguments[1].child(.value)?.stringValue.flatMap({ unitSeconds[$0] }), let number = amount.double
        {
            return added(to: start, .duration(number * unit))
        }
        guard case .object(let parts) = amount.bare, !parts.isOpen else { return nil }
        var total = 0.0
        for part in parts.properties {
            guard let unit = unitSeconds[part.name], let number = part.resolved.value.double else { return nil }
            total += number * unit
        }
        return added(to: start, .duration(total))
    }

    private static func added(to moment: Value, _ amount: Value) -> Value {
        .oneOf(amount.alternatives.map { Evaluator.arithmetic("+", moment, $0.bare) })
    }
}

/// Lengths of time written as text: `7d`, `2 hours`, `15m`, `PT1H`.
package enum TimeText {
    package enum BareUnit: Sendable { case milliseconds, seconds, refused }

    private static let units: [(names: [String], seconds: Double)] = [
        (["ms", "msec", "msecs", "millisecond", "milliseconds"], 0.001), (["s", "sec", "secs", "second", "seconds"], 1),
        (["m", "min", "mins", "minute", "minutes"], 60), (["h", "hr", "hrs", "hour", "hours"], 3_600), (["d", "day", "days"], 86_400),
        (["w", "week", "weeks"], 604_800), (["mo", "month", "months"], 2_592_000), (["y", "yr", "yrs", "year", "years"], 31_557_600),
    ]

    /// Seconds, or nil where the text is no length of time. `bare` says what a number without unit counts.
    package static func seconds(_ text: String, bare: BareUnit) -> Double? {
        var rest = Substring(text.lowercased())
        while rest.first == " " || rest.first == "+" { rest = rest.dropFirst() }
        for suffix in [" from now", " ago"] where rest.hasSuffix(suffix) { rest = rest.dropLast(suffix.count) }
        let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        guard let number = Double(digits) else { return nil }
        var unit = rest.dropFirst(digits.count)
        while unit.first == " " { unit = unit.dropFirst() }
        while unit.last == " " { unit = unit.dropLast() }
        if unit.isEmpty {
            switch bare {
            case .milliseconds: return number / 1_000
            case .seconds: return number
            case .refused: return nil
            }
        }
        return units.first { $0.names.contains(String(unit)) }.map { number * $0.seconds }
    }
}

extension Value {
    /// One of its alternatives is a point in time.
    fileprivate var mentionsMoment: Bool {
        alternatives.contains { if case .moment = $0.bare { true } else { false } }
    }
}
