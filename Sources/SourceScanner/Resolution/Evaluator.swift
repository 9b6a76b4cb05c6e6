/// Works out what expressions are, without running them: an abstract interpreter with a budget.
package final class Evaluator {
    package let program: Program
    /// Steps left for the question under way; at zero everything is `unknown`.
    private var steps = 0
    private var depth = 0
    /// Declarations being worked out, the outermost first, against cycles.
    private var pending: [Syntax] = []
    /// Types being resolved, the outermost first: `interface Node { next: Node['next'] }` leads back to itself.
    private var pendingTypes: [Syntax] = []
    /// How often an answer was cut short: by a cycle, by a level, by the budget. What was worked out without a cut is the same wherever it is asked for.
    private var cuts = 0
    /// How many calls deep the outermost frame is that the answer under way looked at: its arguments, its receiver, or who called.
    private var outermostLook = Int.max
    private var memory = AnswerMemory()
    /// Answers of `calls(of:)`.
    var callsByFunction: [Syntax: [Syntax]] = [:]
    /// The calls of names that were asked for, sorted out.
    var callsByTarget: [CallsByTarget.Key: CallsByTarget] = [:]
    /// Answers of `returns(of:)`.
    var returnsByFunction: [Syntax: [Syntax]] = [:]
    /// Answers of `ConfiguredValues.nest`.
    var configuredByKey: [String: Value?] = [:]
    private(set) lazy var flaskSettings = ConfiguredValues.flaskSettings(in: program)
    /// Answers of `refusedMembers(in:)`.
    var refusedByPath: [String: Set<String>] = [:]

    /// One question may take this many steps and this many levels.
    private static let stepLimit = 2_500
    private static let depthLimit = 60

    /// Whether what stands in a file is tried out there and not used: its calls say nothing about the functions of other files.
    let isTrial: (String) -> Bool

    package init(_ program: Program, isTrial: @escaping (String) -> Bool = { _ in false }) {
        self.program = program
        self.isTrial = isTrial
    }

    /// The value of an expression in a frame (nil: as it stands, no argument known).
    package func value(of expression: Syntax, in frame: Frame? = nil) -> Resolved {
        if let answer = memory.answer(to: expression, in: frame, isAskedAlone: pending.isEmpty) {
            outermostLook = min(outermostLook, answer.outermostLook)
            return answer.resolved
        }
        if depth == 0 { steps = Self.stepLimit }
        guard steps > 0, depth < Self.depthLimit, program.budget.takeStep() else { return cutShort() }
        steps -= 1
        depth += 1
        let (isWhole, cutsBefore, lookBefore) = (frame == nil && pending.isEmpty, cuts, outermostLook)
        outermostLook = .max
        let answer = evaluate(expression, frame)
        depth -= 1
        // What has no frame looks only at those that it makes itself.
        if frame == nil { outermostLook = .max }
        if cuts == cutsBefore {
            memory.remember(.init(resolved: answer, outermostLook: outermostLook), to: expression, in: frame, isWhole: depth == 0)
        } else if isWhole, steps > 0 ? depth < 8 : depth == 0 {
            // A question that used up its budget would use it up again.
            memory.remember(answer, toQuestion: expression)
        }
        outermostLook = min(outermostLook, lookBefore)
        if depth == 0 { memory.endQuestion() }
        return answer
    }

    /// The frame of a function among a frame and its callers. What comes of it depends on the frame.
    func frame(of function: Syntax, in frame: Frame?) -> Frame? {
        guard let frame else { return nil }
        let found = frame.frame(of: function)
        // Whose frame it is goes without looking.
        if found !== frame { outermostLook = min(outermostLook, found?.depth ?? 0) }
        return found
    }

    /// What is worked out depends on what is in the frame.
    func look(at frame: Frame) { outermostLook = min(outermostLook, frame.depth) }

    /// The answer where nothing more is looked at; what depends on it is not remembered.
    func cutShort() -> Resolved {
        cuts += 1
        return .unknown
    }

    /// Marks a declaration as being worked out, until `end`. False: it is already, and whoever asks runs in a circle.
    func begin(_ declaration: Syntax) -> Bool {
        guard !pending.contains(declaration) else {
            cuts += 1
            return false
        }
        pending.append(declaration)
        return true
    }

    func end(_ declaration: Syntax) {
        if let index = pending.lastIndex(of: declaration) { pending.remove(at: index) }
    }

    /// The same for a type, until `endType`.
    func beginType(_ type: Syntax) -> Bool {
        guard pendingTypes.count < Self.depthLimit, !pendingTypes.contains(type) else {
            cuts += 1
            return false
        }
        pendingTypes.append(type)
        return true
    }

    func endType() { pendingTypes.removeLast() }

    /// Nothing else is being worked out. What depends on this is to be cut short where it is false.
    var isAskedAlone: Bool { pending.isEmpty }

    private func evaluate(_ syntax: Syntax, _ frame: Frame?) -> Resolved {
        switch syntax.kind {
        case .string: return Resolved(syntax.has(.bytes) ? .assured(.string(syntax.name)) : .string(syntax.name), [syntax])
        case .template:
            let parts = syntax.children(.part).map { value(of: $0, in: frame).value }
            let texts = parts.compactMap(\.bare.literalText)
            return Resolved(texts.count == parts.count ? .string(texts.joined()) : Self.template(parts), [syntax])
        case .number: return Resolved(Self.number(syntax.name).map(Value.number) ?? .unknown, [syntax])
        case .boolean: return Resolved(.boolean(syntax.name == "true" || syntax.name == "True"), [syntax])
        case .null: return Resolved(.null, [syntax])
        case .regularExpression: return Resolved(.pattern(syntax.name), [syntax])
        case .array: return array(syntax, frame)
        case .object: return Resolved(.object(object(syntax, frame)), [syntax])
        case .function: return Resolved(.function(syntax, frame), [syntax])
        case .identifier: return identifier(syntax, frame)
        case .selfReference: return selfValue(syntax, frame)
        case .member: return member(syntax, frame)
        case .subscripted: return subscripted(syntax, frame)
        case .call: return call(syntax, frame)
        case .binary: return binary(syntax, frame)
        case .unary: return unary(syntax, frame)
        case .conditional:
            if let condition = syntax.child(.condition), let known = value(of: condition, in: frame).value.isAlwaysTrue {
                return (known ? syntax.child(.then) : syntax.child(.otherwise)).map { value(of: $0, in: frame) } ?? .unknown
            }
            return joined([syntax.child(.then), syntax.child(.otherwise)].compactMap { $0 }.map { value(of: $0, in: frame) })
        case .awaitExpression, .tryExpression, .yieldExpression: return syntax.child(.value).map { value(of: $0, in: frame) } ?? .unknown
        case .cast:
            guard let inner = syntax.child(.value) else { return .unknown }
            let resolved = value(of: inner, in: frame)
            // Swift's `!` traps on nil; TypeScript's says nothing at run time.
            return syntax.name == "!" && syntax.tree.language == .swift ? Resolved(resolved.value.assuming, resolved.trail) : resolved
        case .assignment: return syntax.child(.value).map { value(of: $0, in: frame) } ?? .unknown
        case .moduleReference: return Resolved(moduleValue(syntax.name, from: syntax.tree), [syntax])
        case .superReference:
            guard let type = syntax.enclosingClass, let base = superclass(of: type) else { return .unknown }
            return Resolved(base.isProject ? .instance(of: base.type!, frame) : .externalInstance(of: base.reference!, made: nil))
        case .comprehension:
            let isMapping = syntax.child(.value)?.kind == .property
            return Resolved(isMapping ? .object(ObjectValue(isOpen: true, origin: syntax)) : .list([], isOpen: true), [syntax])
        default: return .unknown
        }
    }

    /// A text of which one piece has several known values: one text for each, beside the one that is not known.
    private static func template(_ parts: [Value]) -> Value {
        let open = parts.indices.filter { parts[$0].bare.literalText == nil }
        guard open.count == 1, let place = open.first, case .choice(let values) = parts[place].bare else { return .template(parts) }
        let texts = values.map { value -> Value in
            var pieces = parts
            pieces[place] = value
            let known = pieces.compactMap(\.bare.literalText)
            return known.count == pieces.count ? .string(known.joined()) : .template(pieces)
        }
        return .oneOf(texts)
    }

    /// Takes a cost off the budget: work that is no evaluation of its own.
    func charge(_ cost: Int) { steps -= cost }

    /// One of several values.
    package func joined(_ values: [Resolved]) -> Resolved {
        values.count == 1 ? values[0] : Resolved(.oneOf(values.map(\.value)), Array(values.flatMap(\.trail).prefix(12)))
    }

    // MARK: Names

    private func identifier(_ syntax: Syntax, _ frame: Frame?) -> Resolved {
        let scopes = program.scopes(of: syntax.tree)
        let declarations = scopes.declarations(of: syntax)
        guard !declarations.isEmpty else { return undeclared(syntax, frame) }
        return bound(declarations, usedAt: syntax, frame)
    }

    /// A name that no scope of the file declares: a global, or in Swift anything of the module.
    private func undeclared(_ syntax: Syntax, _ frame: Frame?) -> Resolved {
        if syntax.tree.language == .swift {
            if let member = ownMember(syntax, frame) { return member }
            if let type = program.swiftType(syntax.name, seenFrom: syntax.tree) { return Resolved(.type(type), [type]) }
            if let function = program.index.functions[syntax.name]?.first(where: { $0.role != .member }) {
                return Resolved(.function(function, nil), [function])
            }
            for tree in program.relevant where tree.language == .swift {
                let found = program.scopes(of: tree).fileDeclarations(of: syntax.name)
                if !found.isEmpty { return bound(found, usedAt: syntax, frame) }
            }
        }
        if syntax.tree.language == .python {
            for specifier in program.module(of: syntax.tree).wholesale {
                if let found = exported(syntax.name, specifier: specifier, from: syntax.tree) { return found }
            }
        }
        return Resolved(.external(Reference("", [syntax.name])))
    }

    /// The value of a declared name as seen at a place.
    func bound(_ declarations: [Syntax], usedAt use: Syntax, _ frame: Frame?) -> Resolved {
        // `try: import jwt` with `except ImportError: jwt = None`, in either order: what works is the import.
        guard let first = declarations.first(where: { $0.kind == .importBinding }) ?? declarations.first else { return .unknown }
        switch first.kind {
        case .importBinding: return imported(first)
        case .function: return Resolved(.function(declarations.last!, frame), [declarations.last!])
        case .classDeclaration: return Resolved(.type(first), [first])
        case .typeAlias where first.tree.language == .swift || first.tree.language.isECMAScript:
            guard let type = first.child(.type), begin(first) else { return .unknown }
            defer { end(first) }
            return resolveType(type).map { Resolved($0, [first]) } ?? .unknown
        case .parameter: return parameter(declarations, usedAt: use, frame)
        case .identifier:
            if let parameter = first.ancestors.first(where: {
                $0.kind == .parameter || $0.kind == .variable || $0.kind == .loop || $0.kind == .catchClause
            }) {
                if parameter.kind == .parameter { return destructuredParameter(first, parameter, frame) }
                if parameter.kind == .loop || parameter.kind == .catchClause { return Resolved(.unknown, [first]) }
            }
            return variable(declarations, usedAt: use, frame)
        default: return .unknown
        }
    }

    func parameter(_ parameter: Syntax, _ frame: Frame?) -> Resolved {
        guard let function = parameter.enclosingFunction else { return Resolved(.parameter(parameter), [parameter]) }
        let own = self.frame(of: function, in: frame)
        if let own { look(at: own) }
        if let own, own.call != nil {
            if let argument = argument(for: parameter, of: function, in: own) { return argument.along(parameter) }
            if let fallback = parameter.child(.value) { return value(of: fallback, in: own).along(parameter) }
            return Resolved(.null, [parameter])
        }
        // A frame without a call: whoever calls is not in sight.
        if own == nil, let known = injected(parameter) { return known.along(parameter) }
        // Nobody is known to call it: what it is when nothing is passed is one of the values that it has.
        if let fallback = parameter.child(.value), [.number, .binary, .string, .call].contains(fallback.kind) {
            return Resolved(.choice([.assured(.parameter(parameter)), value(of: fallback).value]), [parameter, fallback])
        }
        return Resolved(.parameter(parameter), [parameter])
    }

    /// `{ a, b = 1, ...rest }` as a parameter: the members of what was passed.
    private func destructuredParameter(_ name: Syntax, _ parameter: Syntax, _ frame: Frame?) -> Resolved {
        guard let pattern = parameter.child(.target) else { return .unknown }
        let whole = self.parameter(parameter, frame)
        return destructured(name, from: whole, pattern, frame)
    }

    /// What a pattern's name gets from a value.
    func destructured(_ name: Syntax, from whole: Resolved, _ pattern: Syntax, _ frame: Frame?) -> Resolved {
        var steps: [Syntax] = []
        for ancestor in sequence(first: name, next: { $0.parent }) {
            if ancestor == pattern { break }
            if ancestor.kind == .patternElement { steps.append(ancestor) }
            if ancestor.kind == .array || ancestor.kind == .object { return .unknown }
        }
        var current = whole
        for step in steps.reversed() {
            guard let container = step.parent else { return .unknown }
            if container.kind == .arrayPattern {
                let index = container.children(.element).firstIndex(of: step) ?? 0
                current = element(index, of: current)
            } else if step.has(.spread) {
                let taken = Set(container.children(.element).filter { !$0.has(.spread) }.map(\.name))
                current = Resolved(rest(of: current.value, without: taken), current.trail + [step])
            } else {
                let found = project(current, step.name, at: step, frame)
                if let fallback = step.child(.value), found.value.presence != .always {
                    let other = value(of: fallback, in: frame)
                    if case .never = found.value.presence {
                        current = other
                    } else {
                        current = joined([Resolved(found.value.assuming, found.trail), other])
                    }
                } else {
                    current = found
                }
            }
        }
        return current.along(name)
    }

    private func element(_ index: Int, of resolved: Resolved) -> Resolved {
        if case .list(let elements, let isOpen) = resolved.value.bare, index < elements.count { return isOpen ? .unknown : elements[index] }
        return .unknown
    }

    private func rest(of value: Value, without taken: Set<String>) -> Value {
        guard case .object(var object) = value.bare else { return value }
        object.properties.removeAll { taken.contains($0.name) }
        return .object(object)
    }

    // MARK: Literals

    private func array(_ syntax: Syntax, _ frame: Frame?) -> Resolved {
        var elements: [Resolved] = []
        var isOpen = false
        for element in syntax.children(.element).prefix(200) {
            if element.kind == .spread {
                if let inner = element.child(.value), case .list(let more, let moreOpen) = value(of: inner, in: frame).value.bare {
                    elements += more
                    isOpen = isOpen || moreOpen
                } else {
                    isOpen = true
                }
            } else if element.kind == .property {
                if let inner = element.child(.value) { elements.append(value(of: inner, in: frame)) }
            } else {
                elements.append(value(of: element, in: frame))
            }
        }
        return Resolved(.list(elements, isOpen: isOpen), [syntax])
    }

    func object(_ syntax: Syntax, _ frame: Frame?) -> ObjectValue {
        var object = ObjectValue(origin: syntax)
        for element in syntax.children(.element).prefix(400) {
            if element.kind == .spread {
                guard let inner = element.child(.value) else { continue }
                spread(value(of: inner, in: frame), into: &object)
            } else if element.kind == .property {
                var name = element.name
                if name.isEmpty, let key = element.child(.key) {
                    name = value(of: key, in: frame).value.text ?? ""
                    if name.isEmpty {
                        object.isOpen = true
                        continue
                    }
                }
                if let inner = element.child(.value) { object.set(name, value(of: inner, in: frame).along(element)) }
            }
        }
        return object
    }

    /// Adds what `...value` adds, in order.
    func spread(_ resolved: Resolved, into object: inout ObjectValue) {
        switch resolved.value.bare {
        case .object(let other):
            for property in other.properties {
                let isConditional = property.isConditional
                object.set(property.name, property.resolved, isConditional: isConditional)
            }
            object.isOpen = object.isOpen || other.isOpen
            object.openings += other.openings
        case .choice(let values):
            for value in values {
                guard case .object(let other) = value.bare else {
                    if value.presence == .unknown || value.presence == .maybe {
                        object.isOpen = true
                        object.openings.append(Resolved(value, resolved.trail))
                    }
                    continue
                }
                for property in other.properties { object.set(property.name, property.resolved, isConditional: true) }
                object.isOpen = object.isOpen || other.isOpen
            }
        case .null, .boolean: break
        default:
            object.isOpen = true
            object.openings.append(resolved)
        }
    }

    static func number(_ text: String) -> Double? {
        var digits = text.hasSuffix("n") ? String(text.dropLast()) : text
        if digits.hasPrefix("0x") || digits.hasPrefix("0X") { return UInt64(digits.dropFirst(2), radix: 16).map(Double.init) }
        if digits.hasPrefix("0b") || digits.hasPrefix("0B") { return UInt64(digits.dropFirst(2), radix: 2).map(Double.init) }
        if digits.hasPrefix("0o") || digits.hasPrefix("0O") { return UInt64(digits.dropFirst(2), radix: 8).map(Double.init) }
        if digits.hasSuffix("j") || digits.hasSuffix("J") { return nil }
        if digits.hasSuffix(".") { digits.removeLast() }
        return Double(digits).flatMap { $0.isFinite ? $0 : nil }
    }
}

extension Value {
    /// How a condition turns out that is a known truth value, a module or what a module exports; nil where that is not known.
    fileprivate var isAlwaysTrue: Bool? {
        switch self {
        case .boolean(let isTrue): isTrue
        case .module, .function, .type: true
        case .external(let reference): reference.module.isEmpty ? nil : true
        default: nil
        }
    }

    fileprivate var literalText: String? {
        switch self {
        case .string(let text): text
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
        default: nil
        }
    }
}
