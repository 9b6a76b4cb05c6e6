/// What is known about an expression without running it.
package indirect enum Value: Sendable {
    case string(String)
    case number(Double)
    case boolean(Bool)
    /// `null`, `undefined`, `None`, `nil`
    case null
    /// A string with pieces that are not all known.
    case template([Value])
    /// `isOpen`: it may hold more than is listed.
    case list([Resolved], isOpen: Bool)
    case object(ObjectValue)
    /// A length of time in seconds.
    case duration(Double)
    /// A point in time: so many units after now, `unitsPerSecond` of them a second (1000 for JavaScript's `Date.now()`).
    case moment(offset: Double, unitsPerSecond: Double)
    case pattern(String)
    /// A function of the program, and the frame in which it was made.
    case function(Syntax, Frame?)
    /// A class, struct or enum of the program.
    case type(Syntax)
    /// A module of the program: its files, best first.
    case module([String], specifier: String)
    /// What an outside module exports, or a member of it; a global name has the module "".
    case external(Reference)
    /// An object of a class of the program.
    case instance(of: Syntax, Frame?)
    /// An object of an outside class.
    case externalInstance(of: Reference, made: Syntax?)
    /// A variable of the process environment. `isRequired`: reading it fails when it is unset.
    case environment(String, isRequired: Bool)
    /// A parameter whose argument is not known.
    case parameter(Syntax)
    /// A member of something of which only this much is known; `declaration` is the member in its type, where the type is known.
    case projection(Value, String, declaration: Syntax?)
    /// What a call of something outside gives back.
    case result(of: Value, call: Syntax)
    /// Known to be there, whatever it is.
    case assured(Value)
    /// One of several.
    case choice([Value])
    case unknown
}

/// A value and the places that made it so, in the order in which they were visited.
package struct Resolved: Sendable {
    package var value: Value
    package var trail: [Syntax]

    package init(_ value: Value, _ trail: [Syntax] = []) {
        self.value = value
        self.trail = trail
    }

    package static let unknown = Resolved(.unknown)

    func along(_ syntax: Syntax) -> Resolved {
        trail.count < 12 && trail.last != syntax ? Resolved(value, trail + [syntax]) : self
    }
}

/// A name exported by a module outside the program: `jose` and `["jwtVerify"]`, `@nestjs/jwt` and `["JwtService", "verifyAsync"]`.
package struct Reference: Sendable, Hashable {
    package var module: String
    package var path: [String]

    package init(_ module: String, _ path: [String]) {
        self.module = module
        self.path = path
    }

    package func appending(_ name: String) -> Reference { Reference(module, path + [name]) }
    /// Module and path with dots, for languages whose modules are paths themselves.
    package var dotted: String { module.isEmpty ? path.joined(separator: ".") : ([module] + path).joined(separator: ".") }
}

/// An object literal, a dict, or an object that was filled step by step.
package struct ObjectValue: Sendable {
    package struct Property: Sendable {
        package var name: String
        package var resolved: Resolved
        /// Set on some paths only.
        package var isConditional: Bool
    }
    package var properties: [Property]
    /// A spread or a key that could not be resolved may add or replace anything.
    package var isOpen: Bool
    package var origin: Syntax?
    /// What was spread without being known, for evidence.
    package var openings: [Resolved]
    /// The class of the program that it is an object of, where its fields came from a memberwise initializer.
    package var type: Syntax? = nil

    package init(properties: [Property] = [], isOpen: Bool = false, origin: Syntax? = nil, openings: [Resolved] = []) {
        self.properties = properties
        self.isOpen = isOpen
        self.origin = origin
        self.openings = openings
    }

    package mutating func set(_ name: String, _ resolved: Resolved, isConditional: Bool = false) {
        if !isConditional { properties.removeAll { $0.name == name } }
        properties.append(Property(name: name, resolved: resolved, isConditional: isConditional))
    }

    /// What stands under a name: the last unconditional value and every conditional one behind it. Nil: nothing does.
    package func lookup(_ name: String) -> (resolved: Resolved, isConditional: Bool)? {
        let candidates = properties.filter { $0.name == name }
        guard let first = candidates.first else { return nil }
        if candidates.count == 1 { return (first.resolved, first.isConditional) }
        return (
            Resolved(.choice(candidates.map(\.resolved.value)), candidates.flatMap(\.resolved.trail)),
            candidates.allSatisfy(\.isConditional)
        )
    }
}

/// Whether a value is there at run time.
package enum Presence: Sendable {
    case always
    /// Unset variables, optional members, one branch of a choice.
    case maybe
    case never
    /// Nothing is known of it.
    case unknown
}

extension Value {
    package var presence: Presence {
        switch self {
        case .null: return .never
        case .string, .number, .boolean, .template, .list, .object, .duration, .moment, .pattern, .function, .type, .module, .instance,
            .externalInstance, .assured:
            return .always
        case .external(let reference): return reference.module.isEmpty ? .unknown : .always
        case .environment(_, let isRequired): return isRequired ? .always : .maybe
        case .parameter(let parameter):
            if parameter.kind == .parameter {
                if parameter.has(.optional) || parameter.child(.type)?.has(.optional) == true { return .maybe }
                if let value = parameter.child(.value) { return value.kind == .null ? .maybe : .always }
                return .always
            }
            return .unknown
        case .projection(let base, _, let declaration):
            if let declaration {
                if declaration.has(.optional) || declaration.child(.type)?.has(.optional) == true { return .maybe }
                if declaration.child(.value)?.kind == .null { return .maybe }
                return .always
            }
            if case .environment = base { return base.presence }
            return .unknown
        case .result: return .unknown
        case .choice(let values):
            let all = values.map(\.presence)
            if all.allSatisfy({ $0 == .always }) { return .always }
            if all.allSatisfy({ $0 == .never }) { return .never }
            if all.contains(.maybe) || all.contains(.never) { return .maybe }
            return .unknown
        case .unknown: return .unknown
        }
    }

    /// The value under the assumption that it is there.
    package var assuming: Value {
        switch self {
        case .environment(let name, _): .environment(name, isRequired: true)
        case .choice(let values):
            {
                let present = values.filter { $0.presence != .never }.map(\.assuming)
                return present.count == 1 ? present[0] : present.isEmpty ? .unknown : .choice(present)
            }()
        case .parameter, .projection, .result, .unknown: .assured(self)
        default: self
        }
    }

    /// Absent, or the empty string that stands in for what is absent: `process.env.AUDIENCE ?? ""`.
    var mayBeNothing: Bool { presence == .maybe || alternatives.contains { $0.text == "" } }

    /// The value under the assumption that a test refused it where it is nothing.
    var something: Value {
        let present = alternatives.filter { $0.text != "" }
        return present.isEmpty ? self : Value.oneOf(present).assuming
    }

    /// Without the mark that it is known to be there.
    package var bare: Value {
        if case .assured(let value) = self { return value.bare }
        return self
    }

    /// The possible values one by one, choices flattened; at most 24.
    package var alternatives: [Value] {
        var result: [Value] = []
        var pending: [Value] = [self]
        while let value = pending.popLast(), result.count < 24 {
            switch value {
            case .choice(let values): pending.append(contentsOf: values.reversed())
            case .assured(let inner):
                if case .choice = inner { pending.append(inner) } else { result.append(value) }
            default: result.append(value)
            }
        }
        return result
    }

    package var text: String? {
        switch self {
        case .string(let text): text
        case .assured(let value): value.text
        default: nil
        }
    }

    package var double: Double? {
        switch self {
        case .number(let number): number
        case .assured(let value): value.double
        default: nil
        }
    }

    /// The strings of a list (or the one string), as far as known.
    package var strings: [String] {
        switch self {
        case .string(let text): [text]
        case .list(let elements, _): elements.flatMap(\.value.strings)
        case .choice(let values): values.flatMap(\.strings)
        case .assured(let value): value.strings
        default: []
        }
    }

    static func oneOf(_ values: [Value]) -> Value {
        values.isEmpty ? .unknown : values.count == 1 ? values[0] : .choice(Array(values.prefix(24)))
    }
}

/// One call of a function of the program: its arguments stand in the caller's frame.
package final class Frame: Sendable {
    package let function: Syntax
    /// The call; nil where the arguments are not from a call.
    package let call: Syntax?
    package let caller: Frame?
    /// `this`/`self` inside the function.
    package let receiver: Value?
    package let depth: Int

    package init(function: Syntax, call: Syntax?, caller: Frame?, receiver: Value? = nil) {
        self.function = function
        self.call = call
        self.caller = caller
        self.receiver = receiver
        depth = (caller?.depth ?? 0) + 1
    }

    /// The frame of a function among this one and its callers.
    package func frame(of function: Syntax) -> Frame? {
        var frame: Frame? = self
        while let current = frame {
            if current.function == function { return current }
            frame = current.caller
        }
        return nil
    }
}
