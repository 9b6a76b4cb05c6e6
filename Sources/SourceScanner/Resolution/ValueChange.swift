/// A statement that changes what a variable holds, and does not replace it: `expiry += 3600`, `date.addTimeInterval(60)`.
struct ValueChange {
    let operation: String
    /// Seconds that one of the amount counts; nil: as the operands say.
    var secondsPerUnit: Double?

    private static let setters: [String: Double] = [
        "setMilliseconds": 0.001, "setSeconds": 1, "setMinutes": 60, "setHours": 3_600, "setDate": 86_400, "setMonth": 2_592_000,
        "setFullYear": 31_536_000, "setTime": 0.001,
        "setUTCMilliseconds": 0.001, "setUTCSeconds": 1, "setUTCMinutes": 60, "setUTCHours": 3_600, "setUTCDate": 86_400,
        "setUTCMonth": 2_592_000, "setUTCFullYear": 31_536_000,
    ]

    /// A method that moves a date in place, and by how much: Swift's `addTimeInterval(60)`, JavaScript's `setHours(date.getHours() + 1)`.
    static func moving(_ method: Syntax, _ call: Syntax) -> (change: ValueChange, amount: Syntax)? {
        guard call.kind == .call, let amount = call.child(.argument)?.child(.value)?.unwrapped else { return nil }
        if method.tree.language == .swift { return method.name == "addTimeInterval" ? (ValueChange(operation: "+"), amount) : nil }
        guard method.tree.language.isECMAScript, let seconds = setters[method.name], amount.kind == .binary,
            amount.name == "+" || amount.name == "-", let old = amount.child(.left)?.unwrapped, old.kind == .call,
            let getter = old.child(.callee), getter.name == "g" + method.name.dropFirst(),
            getter.child(.base)?.text == method.child(.base)?.text, let added = amount.child(.right)
        else { return nil }
        return (ValueChange(operation: amount.name, secondsPerUnit: seconds), added)
    }

    /// What becomes of a value. Where that cannot be told it stays what it was, unless it was a number or a time.
    func applied(to base: Resolved, by amount: Resolved) -> Resolved {
        var added = amount.value
        if let secondsPerUnit {
            added = .oneOf(added.alternatives.map { one in one.double.map { .duration($0 * secondsPerUnit) } ?? .unknown })
        }
        let result = Evaluator.arithmetic(operation, base.value, added)
        if case .unknown = result, !base.value.alternatives.contains(where: \.isQuantity) { return base }
        return Resolved(result, base.trail + amount.trail)
    }
}

extension Value {
    fileprivate var isQuantity: Bool {
        switch bare {
        case .number, .duration, .moment: true
        default: false
        }
    }
}
