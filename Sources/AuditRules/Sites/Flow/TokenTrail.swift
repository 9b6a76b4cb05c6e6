import SourceScanner

/// A token on its way: an expression that holds it, alone or inside something else.
struct Carrier {
    let syntax: Syntax
    /// Where in the value the token lies: empty when the value is the token or a text that contains it, `["headers", "authorization"]` for a request.
    let inside: [String]
    /// Cut to a few characters: no longer a credential, still worth a note.
    let isShortened: Bool
    /// Where it was put under the name of a header: the property, the assignment, the setter's call.
    let mark: Syntax?
    /// Functions, classes and files that it crossed.
    let crossings: Int
    /// Calls and declarations that it passed, in order.
    let passed: [Syntax]
}

/// Follows a token forward: through variables, texts, containers, members, arguments, results, context variables and request state.
///
/// Order matters only roughly: a variable that is overwritten on the way to a use stops the trail there. Hashing, masking and whatever an outside function makes of the token end it.
struct TokenTrail {
    struct Stop: Hashable {
        let syntax: Syntax
        let inside: [String]
        let isShortened: Bool
    }

    struct Step {
        var syntax: Syntax
        var inside: [String]
        var isShortened: Bool
        var hops: Int
        var mark: Syntax?
        var passed: [Syntax]
    }

    let evaluator: Evaluator
    let places: TokenPlaces
    private var seen: Set<Stop> = []
    private var queue: [Step] = []
    private var carriers: [Carrier] = []
    private var budget = 2_500
    private static let reach = 7

    init(_ evaluator: Evaluator, _ places: TokenPlaces) {
        self.evaluator = evaluator
        self.places = places
    }

    static func carriers(from origin: Origin, _ evaluator: Evaluator, _ places: TokenPlaces) -> [Carrier] {
        var trail = TokenTrail(evaluator, places)
        let start = Step(syntax: origin.syntax, inside: origin.inside, isShortened: false, hops: reach, mark: nil, passed: [])
        if origin.syntax.kind == .parameter { trail.enter(origin.syntax, start) } else { trail.push(start) }
        while let step = trail.queue.popLast(), trail.budget > 0 {
            trail.budget -= 1
            trail.carriers.append(
                Carrier(
                    syntax: step.syntax, inside: step.inside, isShortened: step.isShortened, mark: step.mark, crossings: reach - step.hops,
                    passed: step.passed))
            trail.advance(step)
        }
        return trail.carriers
    }

    mutating func push(_ step: Step) {
        guard step.hops >= 0, step.inside.count <= 4,
            seen.insert(Stop(syntax: step.syntax, inside: step.inside, isShortened: step.isShortened)).inserted
        else { return }
        queue.append(step)
    }

    mutating func push(_ syntax: Syntax, _ step: Step) { push(step.at(syntax)) }

    private mutating func advance(_ step: Step) {
        guard let parent = step.syntax.parent else { return }
        let role = step.syntax.role
        switch parent.kind {
        case .awaitExpression, .tryExpression, .cast: if role != .type { push(parent, step) }
        case .conditional: if role != .condition { push(parent, step) }
        case .binary: combined(parent, role, step)
        case .template where role == .part:
            // An object inside a JavaScript template is only `[object Object]`.
            if step.inside.isEmpty || !parent.tree.language.isECMAScript { push(step.at(parent, inside: [])) }
        case .member where role == .base:
            if let call = parent.parent, call.kind == .call, parent.role == .callee {
                method(parent, call, step)
            } else {
                select(parent.name, parent, step)
            }
        case .subscripted where role == .base: subscripted(parent, step)
        case .variable where role == .value: if let target = parent.child(.target) { bind(target, step.past(parent)) }
        case .assignment where role == .value: if let target = parent.child(.target) { bind(target, step.past(parent)) }
        case .loop where role == .value: if let target = parent.child(.target), !step.inside.isEmpty { bind(target, step) }
        case .returnStatement: if let function = parent.enclosingFunction { leave(function, step) }
        case .function where role == .body && parent.has(.expressionBody): leave(parent, step)
        case .block where parent.tree.language == .swift:
            if let function = parent.parent, function.kind == .function, parent.children(.statement).count == 1 { leave(function, step) }
        case .argument: passed(parent, step)
        case .property where role == .value:
            guard let object = parent.parent, object.kind == .object else { return }
            let name = name(of: parent)
            push(step.marked(parent, name).at(object, inside: [name] + step.inside))
        case .spread:
            guard let whole = parent.parent, whole.kind == .object || whole.kind == .array else { return }
            // What stands behind a spread replaces what it brought.
            if let first = step.inside.first,
                whole.children(.element).contains(where: {
                    $0.range.start > parent.range.start && $0.kind == .property && Self.agrees(first, name(of: $0)) && first != "*"
                })
            {
                return
            }
            push(whole, step)
        case .array: push(parent, step)
        default: break
        }
    }

    private mutating func combined(_ parent: Syntax, _ role: Role, _ step: Step) {
        switch parent.name {
        case "||", "??": push(parent, step)
        case "&&": if role == .right { push(parent, step) }
        case "+": if step.inside.isEmpty { push(parent, step) }
        case "%": if role == .right { push(step.at(parent, inside: [])) }
        case "|": push(parent, step)
        default: break
        }
    }

    /// The key of a property, written out or as a string.
    private func name(of property: Syntax) -> String {
        if !property.name.isEmpty { return property.name }
        guard let key = property.child(.key) else { return "*" }
        return evaluator.value(of: key).value.text ?? "*"
    }

    // MARK: Members

    static func agrees(_ wanted: String, _ name: String) -> Bool {
        if wanted == "*" || wanted == name { return true }
        let lower = name.lowercased()
        if wanted.lowercased() == lower { return true }
        return wanted == "authorization" && ["bearerauthorization", "bearer", "http_authorization"].contains(lower)
    }

    /// Members of a token that are the token still.
    private static let selves: Set<String> = [
        "token", "value", "credentials", "rawValue", "stringValue", "accessToken", "access_token", "text",
    ]

    mutating func select(_ name: String, _ node: Syntax, _ step: Step) {
        if let first = step.inside.first {
            if Self.agrees(first, name) { push(step.at(node, inside: Array(step.inside.dropFirst()))) }
        } else if Self.selves.contains(name) {
            push(node, step)
        }
    }

    private mutating func subscripted(_ node: Syntax, _ step: Step) {
        guard let index = node.child(.argument)?.child(.value) ?? node.child(.argument) else { return }
        if index.kind == .binary, index.name == ":" {
            push(step.at(node, isShortened: step.isShortened || TextCut.isShort(slice: index)))
        } else if let key = evaluator.key(of: node, nil) {
            select(key, node, step)
        } else if index.kind == .number || index.kind == .unary {
            push(node, step)
        } else if index.kind == .member, index.child(.base) == nil {
            // Swift: headers[.authorization]
            select(index.name, node, step)
        } else if step.inside.first == "*" {
            select("*", node, step)
        }
    }

    // MARK: Names

    /// Follows the names of a pattern, or of a member that is written.
    mutating func bind(_ target: Syntax, _ step: Step) {
        switch target.kind {
        case .identifier:
            if let first = step.inside.first, places.strips(first, from: target) { return }
            let declarations = evaluator.program.scopes(of: target.tree).declarations(of: target)
            references(to: declarations, from: target).forEach { push($0, step) }
            if declarations.isEmpty, target.tree.language == .swift, let type = target.enclosingClass {
                readers(of: target.name, in: type).forEach { push($0, step.crossing()) }
            }
        case .objectPattern:
            let elements = target.children(.element)
            for element in elements {
                guard let inner = element.child(.target), let first = step.inside.first else { continue }
                if element.has(.spread) {
                    if !elements.contains(where: { !$0.has(.spread) && Self.agrees(first, $0.name) }) { bind(inner, step) }
                } else if Self.agrees(first, element.name) {
                    bind(inner, step.at(inner, inside: Array(step.inside.dropFirst())))
                }
            }
        case .arrayPattern, .array:
            for element in target.children(.element) {
                bind(element.kind == .patternElement ? element.child(.target) ?? element : element, step)
            }
        case .cast: if let inner = target.child(.value) { bind(inner, step) }
        case .member, .subscripted: write(target, step)
        default: break
        }
    }

    private mutating func write(_ target: Syntax, _ step: Step) {
        guard let base = target.child(.base), let key = target.kind == .member ? target.name : subscriptKey(target) else { return }
        if base.unwrapped.kind == .selfReference {
            if let type = target.enclosingClass { readers(of: key, in: type).forEach { push($0, step.crossing()) } }
            return
        }
        hold(base, step.marked(target, key).at(base, inside: [key] + step.inside))
        if let holder = TokenPlaces.lastName(of: base), TokenPlaces.states.contains(holder.lowercased()) {
            for reader in places.reads(of: key, on: holder, like: target.tree.language) where reader != target {
                push(reader, step.crossing())
            }
        }
    }

    private func subscriptKey(_ target: Syntax) -> String? {
        if let key = evaluator.key(of: target, nil) { return key }
        if let index = target.child(.argument)?.child(.value), index.kind == .member, index.child(.base) == nil { return index.name }
        return "*"
    }

    /// Everything that reads the container which `receiver` names, from there on.
    mutating func hold(_ receiver: Syntax, _ step: Step) {
        let receiver = receiver.unwrapped
        if let first = step.inside.first, places.strips(first, from: receiver) { return }
        switch receiver.kind {
        case .identifier:
            let declarations = evaluator.program.scopes(of: receiver.tree).declarations(of: receiver)
            references(to: declarations, from: receiver).forEach { push($0, step) }
        case .member:
            guard let base = receiver.child(.base) else { return }
            if base.kind == .selfReference {
                if let type = receiver.enclosingClass {
                    readers(of: receiver.name, in: type).forEach { if $0 != receiver { push($0, step.crossing()) } }
                }
            } else {
                hold(base, step.at(base, inside: [receiver.name] + step.inside))
            }
        case .subscripted:
            guard let base = receiver.child(.base), let key = evaluator.key(of: receiver, nil) else { return }
            hold(base, step.at(base, inside: [key] + step.inside))
        default: break
        }
    }

    /// Reads of a variable that can see what was written at `origin`: behind it, and not behind another write that every way to them passes.
    private func references(to declarations: [Syntax], from origin: Syntax) -> [Syntax] {
        guard !declarations.isEmpty else { return [] }
        let all = evaluator.program.scopes(of: declarations[0].tree).references(to: declarations)
        let writes = all.filter(Self.isWritten) + declarations.filter(Self.isWritten)
        let home = origin.kind == .parameter ? origin.parent : origin.enclosingFunction
        return all.filter { reference in
            guard reference != origin, !Self.isWritten(reference) else { return false }
            let around = reference.enclosingFunction
            if around == home, reference.range.end <= origin.range.start { return false }
            guard around == home else { return true }
            return !writes.contains { write in
                guard write != origin, write.enclosingFunction == home, let statement = write.parent,
                    statement.range.end <= reference.range.start, write.range.start > origin.range.end,
                    let block = statement.ancestors.first(where: { [.block, .function, .file, .switchCase].contains($0.kind) })
                else { return false }
                return block.kind == .file || reference.ancestors.contains(block)
            }
        }
    }

    static func isWritten(_ reference: Syntax) -> Bool {
        guard reference.role == .target, let parent = reference.parent else { return false }
        return parent.kind == .assignment ? parent.name == "=" : parent.kind == .variable
    }

    /// Reads of a member on `self`, in the class and in those that inherit it; in Swift without `self` too; and on objects known to be of the class.
    func readers(of name: String, in type: Syntax) -> [Syntax] {
        var result: [Syntax] = []
        for member in places.members[name] ?? []
        where member.kind == .member && !(member.role == .target && member.parent?.kind == .assignment) {
            guard let base = member.child(.base)?.unwrapped else { continue }
            if base.kind == .selfReference {
                if let around = member.enclosingClass,
                    around == type || around.name == type.name || around.children(.base).contains(where: { $0.name == type.name })
                {
                    result.append(member)
                }
            } else if result.count < 30, case .instance(let made, _) = evaluator.value(of: base).value.bare,
                made == type || made.name == type.name
            {
                result.append(member)
            }
        }
        if type.tree.language == .swift {
            let scopes = evaluator.program.scopes(of: type.tree)
            result += scopes.mentions(of: name).filter {
                $0.role != .label && $0.role != .target && $0.isInside(type) && scopes.declarations(of: $0).isEmpty
            }
        }
        return result
    }

    // MARK: Functions

    mutating func enter(_ parameter: Syntax, _ step: Step) {
        if let target = parameter.child(.target) {
            bind(target, step)
        } else {
            references(to: [parameter], from: parameter).forEach { push($0, step) }
        }
        if parameter.has(.parameterProperty), let type = parameter.enclosingClass {
            readers(of: parameter.name, in: type).forEach { push($0, step.crossing()) }
        }
    }

    private mutating func leave(_ function: Syntax, _ step: Step) {
        let name = Evaluator.callName(of: function)
        guard step.hops > 0, !Sanitizing.isSanitizer(name) else { return }
        let step = step.crossing()
        if let argument = function.parent, argument.kind == .argument, let call = argument.parent, call.kind == .call,
            ["then", "map", "flatMap", "compactMap", "run", "withValue"].contains(call.child(.callee)?.name ?? "")
        {
            push(call, step)
        }
        for call in evaluator.calls(of: function) { push(call, step.past(call)) }
        for parameter in places.dependents(of: function) { enter(parameter, step.past(parameter)) }
        if function.has(.getter) || function.role == .accessor || function.decoratorNames.contains("property"),
            let type = function.enclosingClass
        {
            let property = function.role == .accessor ? function.parent?.child(.target)?.name ?? name : name
            readers(of: property, in: type).forEach { push($0, step) }
        }
        if name == "authenticate", function.tree.language.isECMAScript {
            for reader in places.sessions {
                if reader.kind == .patternElement, let target = reader.child(.target) { bind(target, step) } else { push(reader, step) }
            }
        }
    }
}

extension TokenTrail.Step {
    func at(_ syntax: Syntax, inside: [String]? = nil, isShortened: Bool? = nil) -> Self {
        var result = self
        result.syntax = syntax
        if let inside { result.inside = inside }
        if let isShortened { result.isShortened = isShortened }
        return result
    }

    /// Put under a name; the name of a credential's header is remembered.
    func marked(_ place: Syntax, _ name: String) -> Self {
        guard mark == nil, inside.isEmpty, HeaderName.isCredential(name) else { return self }
        var result = self
        result.mark = place
        return result
    }

    /// Over the border of a function, a class or a file.
    func crossing() -> Self {
        var result = self
        result.hops -= 1
        return result
    }

    func past(_ syntax: Syntax) -> Self {
        guard passed.count < 8 else { return self }
        var result = self
        result.passed.append(syntax)
        return result
    }
}
