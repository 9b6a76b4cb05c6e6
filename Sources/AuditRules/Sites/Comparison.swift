import SourceScanner

/// A test in which a value is compared with an expected one.
struct Comparison {
    /// The whole test: its truth or falsehood decides.
    let test: Syntax
    let expected: Syntax?
    let strictness: Answer.Strictness

    /// Two values are compared as a whole; else one is looked for in the other.
    var isEquality: Bool {
        test.kind == .binary
            ? !["in", "not in", "&"].contains(test.name) : !Self.memberships.contains(test.child(.callee)?.name ?? "")
    }

    private static let memberships: Set<String> = [
        "includes", "contains", "has", "indexOf", "isSuperset", "issuperset", "isSubset", "issubset", "isdisjoint", "intersection",
        "equals", "isEqual", "__contains__",
    ]
    private static let folding: Set<String> = ["toLowerCase", "lower", "casefold", "lowercased"]
    private static let opaque: Set<String> = [
        "timingSafeEqual", "compare_digest", "constantTimeEqual", "safeEqual", "safeCompare", "isEqual", "equal", "equals",
        "checkResourceAllowed", "check_resource_allowed",
    ]

    /// `.mcp.example`: names of hosts are rooted at their end, so that whoever owns the domain owns every name that ends with it.
    private static func isDomain(_ expected: Syntax?) -> Bool {
        guard let text = expected?.stringValue, text.first == "." else { return false }
        let labels = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }
    }

    init?(_ value: Syntax, _ evaluator: Evaluator) {
        var current = value
        var folded = value.kind == .call && Self.folding.contains(value.child(.callee)?.name ?? "")
        // Through `.toLowerCase()`, `.value`, `String(x)` and the like.
        while let parent = current.parent {
            if parent.kind == .cast || parent.kind == .awaitExpression
                || (parent.kind == .binary && ["*", "/", "+", "-"].contains(parent.name))
            {
                current = parent
            } else if parent.kind == .member, current.role == .base, let call = parent.parent, call.kind == .call, parent.role == .callee,
                [
                    "timeIntervalSince", "addingTimeInterval", "distance", "compare", "toLowerCase", "lower", "casefold", "lowercased",
                    "toString", "getTime", "valueOf", "timestamp", "trim", "strip", "rstrip", "replace", "split", "map",
                    "filter", "flat",
                ].contains(parent.name)
            {
                folded = folded || Self.folding.contains(parent.name)
                current = call
            } else if parent.kind == .member, current.role == .base,
                ["value", "first", "length", "rawValue", "timeIntervalSince1970", "timeIntervalSinceNow"].contains(parent.name),
                parent.role != .callee
            {
                if parent.name == "length" { return nil }
                current = parent
            } else if parent.kind == .array
                || (parent.kind == .argument
                    && [
                        "set", "Set", "list", "Array", "String", "str", "concat", "Date", "fromtimestamp", "utcfromtimestamp", "Number",
                        "int", "float", "Int", "Double", "TimeInterval", "timeIntervalSince", "distance", "compare",
                    ].contains(parent.parent?.child(.callee)?.name ?? ""))
            {
                current = parent.kind == .array ? parent : parent.parent ?? parent
            } else {
                break
            }
        }
        guard let parent = current.parent else { return nil }
        let plain: Answer.Strictness = folded ? .caseFolded : .exact
        switch parent.kind {
        case .binary:
            guard let other = current.role == .left ? parent.child(.right) : parent.child(.left) else { return nil }
            switch parent.name {
            case "==", "===", "!=", "!==", "<", "<=", ">", ">=", "is", "is not":
                self.init(test: parent, expected: other, strictness: plain)
            case "in", "not in": self.init(test: parent, expected: other, strictness: plain)
            case "&": self.init(test: parent, expected: other, strictness: plain)
            case "-", "+": return nil
            default: return nil
            }
        case .member where current.role == .base:
            guard let call = parent.parent, call.kind == .call, parent.role == .callee else { return nil }
            let expected = call.child(.argument)?.child(.value)
            switch parent.name {
            case "startsWith", "startswith", "hasPrefix": self.init(test: call, expected: expected, strictness: .prefix)
            case "endsWith", "endswith", "hasSuffix":
                self.init(test: call, expected: expected, strictness: Self.isDomain(expected) ? plain : .substring)
            case "match", "search", "matches": self.init(test: call, expected: expected, strictness: .pattern)
            case let name where Self.memberships.contains(name): self.init(test: call, expected: expected, strictness: plain)
            case "verifyIntendedAudience", "verifyNotExpired", "verifyNotBefore":
                self.init(test: call, expected: expected, strictness: .exact)
            default: return nil
            }
        case .argument:
            guard let call = parent.parent, call.kind == .call, let callee = call.child(.callee) else { return nil }
            if callee.kind == .member, Self.memberships.contains(callee.name) {
                self.init(test: call, expected: callee.child(.base), strictness: plain)
            } else if callee.kind == .member, ["test", "match", "fullmatch", "search", "exec"].contains(callee.name) {
                self.init(test: call, expected: callee.child(.base), strictness: callee.name == "fullmatch" ? .exact : .pattern)
            } else if callee.kind == .member, ["startsWith", "startswith", "hasPrefix"].contains(callee.name) {
                self.init(test: call, expected: callee.child(.base), strictness: .prefix)
            } else if Self.opaque.contains(callee.name) {
                self.init(test: call, expected: call.children(.argument).first { $0 != parent }?.child(.value), strictness: plain)
            } else {
                return nil
            }
        case .property:
            // checkResourceAllowed({ requestedResource: aud, configuredResource: X })
            guard let object = parent.parent, let argument = object.parent, argument.kind == .argument, let call = argument.parent,
                Self.opaque.contains(call.child(.callee)?.name ?? "")
            else { return nil }
            self.init(test: call, expected: object.children(.element).first { $0 != parent }?.child(.value), strictness: plain)
        case .switchStatement: return nil
        default: return nil
        }
    }

    private init(test: Syntax, expected: Syntax?, strictness: Answer.Strictness) {
        self.test = test
        self.expected = expected
        self.strictness = strictness
    }
}
