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
    /// Where it was last given a name that says token: the property or the argument of an answer.
    let label: Syntax?
    /// Where it was first given to another part of the program under the name of some service's credential.
    let handover: Syntax?
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
        var label: Syntax?
        var handover: Syntax?
        var passed: [Syntax]
        /// Calls that it is inside of: leaving one of them comes back to where it was.
        var entered = 0
        var crossings = 0
    }

    let evaluator: Evaluator
    let places: TokenPlaces
    /// The most borders that could still be crossed where a stop was reached.
    private var seen: [Stop: Int] = [:]
    private var queue: [Step] = []
    private var carriers: [Carrier] = []
    private static let budget = 2_500
    private static let reach = 7

    init(_ evaluator: Evaluator, _ places: TokenPlaces) {
        self.evaluator = evaluator
        self.places = places
    }

    static func carriers(from origin: Origin, _ evaluator: Evaluator, _ places: TokenPlaces) -> [Carrier] {
        var trail = TokenTrail(evaluator, places)
        let start = Step(
            syntax: origin.syntax, inside: origin.inside, isShortened: false, hops: reach, mark: nil, label: nil, handover: nil, passed: [])
        if origin.syntax.kind == .parameter { trail.enter(origin.syntax, start) } else { trail.push(start) }
        var next = 0
        while next < trail.queue.count, next < budget {
            let step = trail.queue[next]
            next += 1
            trail.carriers.append(
                Carrier(
                    syntax: step.syntax, inside: step.inside, isShortened: step.isShortened, mark: step.mark, label: step.label,
                    handover: step.handover, crossings: step.crossings, passed: step.passed))
            trail.advance(step)
        }
        return trail.carriers
    }

    mutating func push(_ step: Step) {
        guard step.hops >= 0, step.inside.count <= 4, !places.isTest(step.syntax) else { return }
        let stop = Stop(syntax: step.syntax, inside: step.inside, isShortened: step.isShortened)
        if let best = seen[stop], best >= step.hops { return }
        seen[stop] = step.hops
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
        case .loop where role == .value: if let target = parent.child(.target), !step.inside.isEmpty { iterate(parent, target, step) }
        case .comprehension where role == .value: push(parent, step)
        case .returnStatement: if let function = parent.enclosingFunction { leave(function, step) }
        case .function where role == .body && parent.has(.expressionBody): leave(parent, step)
        case .block where parent.tree.language == .swift:
            if let function = parent.parent, function.kind == .function, parent.children(.statement).count == 1 { leave(function, step) }
        case .argument: passed(parent, step)
        case .property where role == .value:
            guard let object = parent.parent, object.kind == .object || object.kind == .comprehension else { return }
            let name = name(of: parent)
            guard let inside = placed(step.inside, under: name) else { return }
            push(step.marked(parent, name).at(object, inside: inside))
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
        case .array:
            // A pair of one of all headers: `[name, value]`.
            push(
                step.at(
                    parent,
                    inside: step.inside.first == Self.each && parent.children(.element).count == 2 ? placed(step.inside, under: "*") : nil))
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
        return text(of: key) ?? "*"
    }

    /// What a key says: text, or the bytes of a raw header's name.
    func text(of key: Syntax) -> String? { key.kind == .string ? key.name : evaluator.value(of: key).value.text }

    // MARK: Members

    static func agrees(_ wanted: String, _ name: String) -> Bool {
        if wanted == "*" || wanted == name { return true }
        let lower = name.lowercased()
        if wanted.lowercased() == lower { return true }
        return wanted == "authorization" && ["bearerauthorization", "bearer", "http_authorization"].contains(lower)
    }

    /// Swift's typed keys: `storage[TokenKey.self]`.
    static func typeKey(_ index: Syntax) -> String? { index.kind == .member && index.name == "self" ? index.child(.base)?.name : nil }

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
        } else if let key = text(of: index) ?? Self.typeKey(index) {
            select(key, node, step)
        } else if index.kind == .number, index.name == "0", TextCut.isAtBlanks(step.syntax) {
            // The scheme, not the token.
        } else if index.kind == .number || index.kind == .unary {
            push(node, step)
        } else if index.kind == .member, index.child(.base) == nil {
            // Swift: headers[.authorization]
            select(index.name, node, step)
        } else if step.inside.first == "*" {
            select("*", node, step)
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
        guard inside.isEmpty else { return self }
        var result = self
        if mark == nil, HeaderName.isCredential(name) { result.mark = place }
        if HeaderName.isParameter(name) { result.label = place }
        if handover == nil, mark == nil, ServiceClient.isCredential(name) { result.handover = place }
        return result
    }

    /// Given to a record under a name that says token.
    func labelled(_ place: Syntax, _ name: String) -> Self {
        guard inside.isEmpty else { return self }
        var result = self
        if HeaderName.isParameter(name) { result.label = place }
        if handover == nil, mark == nil, ServiceClient.isCredential(name) { result.handover = place }
        return result
    }

    /// Over the border of a function, a class or a file.
    func crossing() -> Self {
        var result = self
        result.hops -= 1
        result.crossings += 1
        return result
    }

    /// Into a function that is called here.
    func entering() -> Self {
        var result = crossing()
        result.entered += 1
        return result
    }

    /// Out of a function: back from a call that the trail went into, or on to whoever else calls it.
    func leaving() -> Self {
        guard entered > 0 else { return crossing() }
        var result = self
        result.entered -= 1
        result.hops += 1
        result.crossings += 1
        return result
    }

    func past(_ syntax: Syntax) -> Self {
        guard passed.count < 8 else { return self }
        var result = self
        result.passed.append(syntax)
        return result
    }
}
