import SourceScanner

/// An object, form or body and all that the program puts into it: the parameters of a request, the claims of a token.
struct FilledObject {
    private struct Field {
        let name: String
        let value: Syntax?
        let isConditional: Bool
        let place: Syntax
    }

    /// The literal, constructor or body that it begins with.
    let place: Syntax
    private(set) var isOpen = false
    private var fields: [Field] = []
    private let evaluator: Evaluator

    var names: Set<String> { Set(fields.map(\.name)) }

    init(_ container: Syntax, _ evaluator: Evaluator) {
        self.evaluator = evaluator
        var declarations: [Syntax] = []
        var start = container
        if container.kind == .identifier {
            // `form.set("grant_type", …)`: the form is what the name was given.
            declarations = evaluator.program.scopes(of: container.tree).declarations(of: container)
            let holder = declarations.first?.ancestors.first { $0.kind == .variable }
            start = holder?.child(.value)?.unwrapped ?? declarations.first ?? container
        }
        let literal = Self.literal(in: start)
        place = literal ?? start
        if let literal { read(literal, isConditional: false) }
        if start.kind == .string || start.kind == .template || start.kind == .binary { readBody(start) }
        if declarations.isEmpty { declarations = self.holders(of: start) }
        readWrites(declarations)
        readPasses(of: literal ?? start)
    }

    /// `new URLSearchParams({…})`, `dict(…)`, `{…}`: the literal inside.
    private static func literal(in start: Syntax) -> Syntax? {
        var current = start
        for _ in 0..<4 {
            switch current.kind {
            case .object, .array: return current
            case .call:
                if current.children(.argument).count(where: { !$0.name.isEmpty }) > 1 { return current }
                guard let first = current.child(.argument)?.child(.value)?.unwrapped else { return nil }
                current = first
            case .cast, .awaitExpression, .tryExpression: current = current.unwrapped
            default: return nil
            }
        }
        return nil
    }

    /// The names that the form is kept under: the variable that it, or the object built around it, is assigned to.
    private func holders(of start: Syntax) -> [Syntax] {
        var current = start
        while let parent = current.parent {
            switch parent.kind {
            case .cast, .awaitExpression, .tryExpression, .argument: current = parent
            case .call where current.kind == .argument && Self.wraps(parent): current = parent
            case .variable, .assignment:
                guard let target = parent.child(.target), target.kind == .identifier else { return [] }
                return evaluator.program.scopes(of: target.tree).declarations(of: target)
            default: return []
            }
        }
        return []
    }

    private static func wraps(_ call: Syntax) -> Bool {
        ["URLSearchParams", "FormData", "dict", "QueryDict", "URLComponents"].contains(call.child(.callee)?.name ?? "")
    }

    private mutating func read(_ literal: Syntax, isConditional: Bool) {
        switch literal.kind {
        case .object:
            for element in literal.children(.element) {
                if element.kind == .spread {
                    readSpread(element)
                } else {
                    var name = element.name
                    if name.isEmpty, let key = element.child(.key) { name = evaluator.value(of: key).value.text ?? "" }
                    if name.isEmpty {
                        isOpen = true
                    } else {
                        fields.append(Field(name: name, value: element.child(.value), isConditional: isConditional, place: element))
                    }
                }
            }
        case .array:
            for element in literal.children(.element) { readPair(element, isConditional: isConditional) }
        case .call:
            for argument in literal.children(.argument) {
                if argument.name.isEmpty {
                    isOpen = true
                } else {
                    fields.append(Field(name: argument.name, value: argument.child(.value), isConditional: isConditional, place: argument))
                }
            }
        default: break
        }
    }

    /// `URLQueryItem(name: "audience", value: x)`, `("audience", x)`.
    private mutating func readPair(_ element: Syntax, isConditional: Bool) {
        let parts = element.kind == .call ? element.children(.argument).compactMap { $0.child(.value) } : element.children(.element)
        guard parts.count >= 2, let name = parts[0].stringValue ?? evaluator.value(of: parts[0]).value.text else {
            if element.kind == .spread { isOpen = true }
            return
        }
        fields.append(Field(name: name, value: parts[1], isConditional: isConditional, place: element))
    }

    /// `...(audience && { audience })`, `...(scope ? { scope } : {})`, `**extra`.
    private mutating func readSpread(_ element: Syntax) {
        guard let inner = element.child(.value)?.unwrapped else { return }
        let objects = [inner, inner.child(.then), inner.child(.otherwise), inner.child(.right)].compactMap { $0?.unwrapped }.filter {
            $0.kind == .object
        }
        for object in objects { read(object, isConditional: object != inner) }
        guard objects.isEmpty else { return }
        if case .object(let known) = evaluator.value(of: inner).value.bare, !known.isOpen {
            for property in known.properties {
                fields.append(Field(name: property.name, value: nil, isConditional: property.isConditional, place: element))
            }
        } else {
            isOpen = true
        }
    }

    /// What is set behind the beginning: `form.append("audience", x)`, `body["scope"] = s`, `params.update(…)`.
    private mutating func readWrites(_ declarations: [Syntax]) {
        guard let first = declarations.first else { return }
        let scopes = evaluator.program.scopes(of: first.tree)
        for reference in scopes.references(to: declarations) {
            guard let parent = reference.parent else { continue }
            let isConditional = evaluator.isConditional(reference.statement ?? reference, relativeTo: place, declaration: first)
            switch parent.kind {
            case .member, .subscripted:
                guard reference.role == .base, let outer = parent.parent else { continue }
                if outer.kind == .assignment, parent.role == .target {
                    guard let name = parent.kind == .member ? parent.name : evaluator.key(of: parent, nil) else {
                        isOpen = true
                        continue
                    }
                    fields.append(Field(name: name, value: outer.child(.value), isConditional: isConditional, place: outer))
                } else if outer.kind == .call, parent.role == .callee {
                    readMethod(parent.name, outer, isConditional)
                }
            case .argument: if let call = parent.parent, call.kind == .call { readPass(parent, call) }
            case .binary where parent.name == "|": isOpen = true
            case .assignment where parent.name == "+=" && reference.role == .target:
                if let more = parent.child(.value) { Self.isText(more) ? readBody(more) : (isOpen = true) }
            default: continue
            }
        }
    }

    private static func isText(_ syntax: Syntax) -> Bool { [.string, .template, .binary].contains(syntax.kind) }

    private mutating func readMethod(_ method: String, _ call: Syntax, _ isConditional: Bool) {
        let arguments = call.children(.argument).compactMap { $0.child(.value)?.unwrapped }
        switch method {
        case "append", "set", "add", "field", "setdefault":
            if arguments.count >= 2 {
                guard let name = arguments[0].stringValue ?? evaluator.value(of: arguments[0]).value.text else {
                    isOpen = true
                    return
                }
                fields.append(Field(name: name, value: arguments[1], isConditional: isConditional, place: call))
            } else if let first = arguments.first {
                readPair(first, isConditional: isConditional)
            }
        case "update", "merge":
            for argument in call.children(.argument) where !argument.name.isEmpty {
                fields.append(Field(name: argument.name, value: argument.child(.value), isConditional: isConditional, place: argument))
            }
            if let first = arguments.first, call.child(.argument)?.name.isEmpty == true {
                if first.kind == .object { read(first, isConditional: isConditional) } else { isOpen = true }
            }
        case "extend", "push": isOpen = true
        default: break
        }
    }

    /// The form is handed to a function of the program that may add to it.
    private mutating func readPasses(of start: Syntax) {
        guard let argument = start.parent, argument.kind == .argument, let call = argument.parent, call.kind == .call, !Self.wraps(call)
        else { return }
        readPass(argument, call)
    }

    private static let addable: Set<String> = ["audience", "resource", "scope", "htm", "htu", "jti", "iat", "ath"]

    private mutating func readPass(_ argument: Syntax, _ call: Syntax) {
        guard let callee = call.child(.callee) else { return }
        if callee.name == "assign" || callee.name == "stringify" || callee.name == "urlencode" {
            return isOpen = isOpen || callee.name == "assign"
        }
        guard case .function(let function, _) = evaluator.value(of: callee).value.bare else { return }
        let adds = function.descendants.contains { node in
            switch node.kind {
            case .property, .argument: Self.addable.contains(node.name)
            case .string: Self.addable.contains(node.name)
            case .spread: node.role != .parameter && node.parent?.kind == .object
            case .assignment: node.child(.target)?.kind == .subscripted
            case .member: node.role == .callee && ["update", "append"].contains(node.name)
            default: false
            }
        }
        if adds { isOpen = true }
    }

    // MARK: Bodies as text

    /// The whole text that a string is a piece of: `"a=" + b + "&c="`.
    static func whole(_ piece: Syntax) -> Syntax {
        var current = piece
        while let parent = current.parent, parent.kind == .binary && parent.name == "+" || parent.kind == .template { current = parent }
        return current
    }

    /// The literal pieces of a text in order; `…` stands for everything else.
    static func pieces(of text: Syntax) -> [String] {
        var result: [String] = []
        for node in text.descendants {
            if node.kind == .string, node.parent?.kind != .argument {
                result.append(node.name)
            } else if [.identifier, .member, .call].contains(node.kind) {
                result.append("…")
            }
        }
        return result
    }

    private mutating func readBody(_ text: Syntax) {
        let body = Self.pieces(of: text).joined()
        for pair in body.split(whereSeparator: { $0 == "&" || $0 == "?" }) {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2, !sides[1].isEmpty, let name = sides[0].split(separator: "…").last else { continue }
            fields.append(Field(name: String(name), value: nil, isConditional: false, place: text))
        }
    }

    // MARK: Answers

    /// Whether one of these parameters is given.
    func answer(_ names: String...) -> Answer {
        var best: Answer?
        for field in fields where names.contains(field.name) {
            let answer = judge(field)
            if let known = best, known.state.rank <= answer.state.rank { continue }
            best = answer
        }
        if let best, best.state == .enforced || best.state == .conditional || !isOpen { return best }
        if isOpen { return Answer(.unknown, isCertain: false) }
        return Answer(
            .missing,
            [
                Evidence(
                    Location(place.tree, ByteRange(place.range.start, min(place.range.end, place.range.start + 1))),
                    "it is put together here")
            ])
    }

    private func judge(_ field: Field) -> Answer {
        let evidence = [Evidence(field.place, "\(field.name) is set here")]
        guard let value = field.value else { return Answer(field.isConditional ? .conditional : .enforced, evidence) }
        let frames = field.place.enclosingFunction.map { evaluator.frames(of: $0) } ?? []
        let presences = frames.isEmpty ? [presence(value, nil)] : frames.map { presence(value, $0) }
        let state: Answer.State =
            if presences.allSatisfy({ $0 == .never }) {
                .missing
            } else if field.isConditional || presences.contains(where: { $0 == .maybe || $0 == .never }) { .conditional } else { .enforced }
        return Answer(state, evidence, isCertain: presences.allSatisfy { $0 == .always })
    }

    private func presence(_ value: Syntax, _ frame: Frame?) -> Presence {
        let known = evaluator.value(of: value, in: frame).value
        return known.text == "" ? .never : known.presence
    }
}
