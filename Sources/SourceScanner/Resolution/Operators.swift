/// Operators: logic, arithmetic, and the arithmetic of times.
extension Evaluator {
    func binary(_ syntax: Syntax, _ frame: Frame?) -> Resolved {
        guard let leftSyntax = syntax.child(.left), let rightSyntax = syntax.child(.right) else { return .unknown }
        if let known = lengthComparison(syntax.name, leftSyntax, rightSyntax, frame) { return Resolved(.boolean(known), [syntax]) }
        let left = value(of: leftSyntax, in: frame)
        switch syntax.name {
        case "||", "??":
            switch left.value.presence {
            case .always:
                if syntax.name == "||", left.value.isEmptyText { return value(of: rightSyntax, in: frame) }
                // `x or None`: it is there, and may be empty.
                if syntax.name == "||", rightSyntax.unwrapped.kind == .null, left.value.mayBeEmpty {
                    return Resolved(.oneOf([left.value, .null]), left.trail)
                }
                return left
            case .never: return value(of: rightSyntax, in: frame)
            case .maybe, .unknown:
                let right = value(of: rightSyntax, in: frame)
                return Resolved(.oneOf([left.value.assuming, right.value]), left.trail + right.trail)
            }
        case "&&":
            if left.value.presence == .never { return left }
            let right = value(of: rightSyntax, in: frame)
            if left.value.presence == .always { if case .boolean(false) = left.value { return left } else { return right } }
            if case .boolean(let known) = left.value { return known ? right : left }
            return Resolved(.oneOf([right.value, .null]), left.trail + right.trail)
        case "+", "-", "*", "/", "%", "**", "//", "|":
            let right = value(of: rightSyntax, in: frame)
            if syntax.name == "|", syntax.tree.language == .python, left.value.isObject || right.value.isObject {
                // The union of two dicts: the right one's keys win.
                var union = ObjectValue(origin: syntax)
                spread(left, into: &union)
                spread(right, into: &union)
                return Resolved(.object(union), [syntax])
            }
            return Resolved(Self.arithmetic(syntax.name, left.value, right.value), left.trail + right.trail)
        case "==", "===", "!=", "!==":
            let right = value(of: rightSyntax, in: frame)
            if let first = left.value.text, let second = right.value.text, case .string = left.value, case .string = right.value {
                return Resolved(.boolean((first == second) == (syntax.name.hasPrefix("="))))
            }
            return Resolved(.unknown, left.trail)
        default: return Resolved(.unknown, left.trail)
        }
    }

    func unary(_ syntax: Syntax, _ frame: Frame?) -> Resolved {
        guard let inner = syntax.child(.value) else { return .unknown }
        let resolved = value(of: inner, in: frame)
        switch syntax.name {
        case "-": return Resolved(resolved.value.double.map { .number(-$0) } ?? .unknown, resolved.trail)
        case "+", "&", "await": return resolved
        case "!":
            if case .boolean(let known) = resolved.value { return Resolved(.boolean(!known), resolved.trail) }
            return Resolved(.unknown, resolved.trail)
        case "void": return Resolved(.null, resolved.trail)
        default: return Resolved(.unknown, resolved.trail)
        }
    }

    static func arithmetic(_ name: String, _ left: Value, _ right: Value) -> Value {
        let lefts = left.alternatives
        let rights = right.alternatives
        if lefts.count * rights.count > 1, lefts.count * rights.count <= 12 {
            return .oneOf(lefts.flatMap { first in rights.map { arithmetic(name, first.bare, $0.bare) } })
        }
        switch (left.bare, right.bare) {
        case (.number(let first), .number(let second)): return number(name, first, second)
        case (.string(let first), .string(let second)) where name == "+": return .string(first + second)
        case (.duration(let first), .duration(let second)):
            return name == "+" ? .duration(first + second) : name == "-" ? .duration(first - second) : .unknown
        case (.duration(let first), .number(let second)):
            return name == "*" ? .duration(first * second) : name == "/" && second != 0 ? .duration(first / second) : .unknown
        case (.number(let first), .duration(let second)): return name == "*" ? .duration(first * second) : .unknown
        case (.moment(let offset, let scale), .number(let number)):
            switch name {
            case "+": return .moment(offset: offset + number, unitsPerSecond: scale)
            case "-": return .moment(offset: offset - number, unitsPerSecond: scale)
            case "/" where number != 0, "//" where number != 0: return .moment(offset: offset / number, unitsPerSecond: scale / number)
            case "*": return .moment(offset: offset * number, unitsPerSecond: scale * number)
            case "|": return left
            default: return .unknown
            }
        case (.number(let number), .moment(let offset, let scale)) where name == "+":
            return .moment(offset: offset + number, unitsPerSecond: scale)
        case (.moment(let offset, let scale), .duration(let seconds)):
            return name == "+"
                ? .moment(offset: offset + seconds * scale, unitsPerSecond: scale)
                : name == "-" ? .moment(offset: offset - seconds * scale, unitsPerSecond: scale) : .unknown
        case (.duration(let seconds), .moment(let offset, let scale)) where name == "+":
            return .moment(offset: offset + seconds * scale, unitsPerSecond: scale)
        case (.string, _), (_, .string), (.template, _), (_, .template): return name == "+" ? .template([left, right]) : .unknown
        default: return .unknown
        }
    }

    private static func number(_ name: String, _ first: Double, _ second: Double) -> Value {
        let result: Double
        switch name {
        case "+": result = first + second
        case "-": result = first - second
        case "*": result = first * second
        case "/": result = second == 0 ? .nan : first / second
        case "//": result = second == 0 ? .nan : (first / second).rounded(.down)
        case "%": result = second == 0 ? .nan : first.truncatingRemainder(dividingBy: second)
        case "**": result = power(first, second)
        case "|": return .number(first)
        default: return .unknown
        }
        return result.isFinite ? .number(result) : .unknown
    }

    private static func power(_ base: Double, _ exponent: Double) -> Double {
        guard exponent == exponent.rounded(), exponent >= 0, exponent < 64 else { return .nan }
        return (0..<Int(exponent)).reduce(1) { product, _ in product * base }
    }
}

extension Value {
    var isObject: Bool {
        if case .object = bare { return true }
        return false
    }

    /// A value from outside, whose text may be empty.
    var mayBeEmpty: Bool {
        switch bare {
        case .parameter, .projection, .result, .environment, .unknown: true
        case .choice(let values): values.contains(where: \.mayBeEmpty)
        default: false
        }
    }

    var isEmptyText: Bool {
        if case .string(let text) = self { return text.isEmpty }
        return false
    }
}
