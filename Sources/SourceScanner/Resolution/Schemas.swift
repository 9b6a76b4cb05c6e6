/// Schema libraries that turn the environment into a typed object (zod, envalid, valibot): what a field is when its variable is unset.
enum Schemas {
    private static let entrances: Set<String> = ["parse", "parseAsync", "safeParse", "cleanEnv", "envsafe", "createEnv", "makeEnv"]
    private static let optionalMarks: Set<String> = ["optional", "nullish", "nullable"]

    /// The field of what a schema call gives back; nil where the call is no schema's.
    static func field(_ name: String, of callee: Value, _ call: Syntax, _ evaluator: Evaluator, _ frame: Frame?) -> Value? {
        guard let method = call.child(.callee), entrances.contains(method.name) else { return nil }
        if name == "data" || name == "success" { return .result(of: callee, call: call) }
        let schema: Syntax?
        if let base = method.child(.base), method.name.hasPrefix("parse") || method.name.hasPrefix("safe") {
            schema = shape(base, evaluator, depth: 0)
        } else {
            schema = call.children(.argument).lazy.compactMap { $0.child(.value) }.last { $0.unwrapped.kind == .object }
        }
        return schema.flatMap { described(name, in: $0, evaluator, frame) }
    }

    /// The field of what a schema describes, given as a schema (`Joi.object({ … })`).
    static func field(_ name: String, ofSchema schema: Syntax, _ evaluator: Evaluator) -> Value? {
        shape(schema, evaluator, depth: 0).flatMap { described(name, in: $0, evaluator, nil) }
    }

    private static func described(_ name: String, in schema: Syntax, _ evaluator: Evaluator, _ frame: Frame?) -> Value? {
        guard
            let property = schema.descendants.first(where: { $0.kind == .property && $0.name == name && $0.parent?.kind == .object }),
            let description = property.child(.value)
        else { return nil }
        return value(describedBy: description, name, evaluator, frame)
    }

    /// The object literal inside `z.object({…})`, through variables and chained refinements.
    private static func shape(_ expression: Syntax, _ evaluator: Evaluator, depth: Int) -> Syntax? {
        guard depth < 8 else { return nil }
        let expression = expression.unwrapped
        switch expression.kind {
        case .call:
            if let object = expression.children(.argument).first?.child(.value)?.unwrapped, object.kind == .object,
                expression.child(.callee)?.name.lowercased().contains("object") == true
            {
                return object
            }
            return expression.child(.callee)?.child(.base).flatMap { shape($0, evaluator, depth: depth + 1) }
        case .identifier, .member:
            if case .result(_, let call) = evaluator.value(of: expression).value.bare { return shape(call, evaluator, depth: depth + 1) }
            return nil
        default: return nil
        }
    }

    private static func value(describedBy description: Syntax, _ name: String, _ evaluator: Evaluator, _ frame: Frame?) -> Value {
        var current: Syntax? = description.unwrapped
        var isOptional = false
        var fallback: Value?
        while let call = current, call.kind == .call, let callee = call.child(.callee) {
            if optionalMarks.contains(callee.name) { isOptional = true }
            if callee.name == "default" || callee.name == "catch", let argument = call.child(.argument)?.child(.value) {
                fallback = fallback ?? evaluator.value(of: argument, in: frame).value
            }
            // envalid: str({ default: … })
            if callee.kind == .identifier || callee.child(.base)?.kind == .identifier, let options = call.child(.argument)?.child(.value),
                options.kind == .object,
                let given = options.children(.element).first(where: { $0.name == "default" })?.child(.value)
            {
                fallback = fallback ?? evaluator.value(of: given, in: frame).value
            }
            current = callee.child(.base)?.unwrapped
        }
        if let fallback {
            return fallback.presence == .never
                ? .environment(name, isRequired: false) : .oneOf([.environment(name, isRequired: true), fallback])
        }
        return .environment(name, isRequired: !isOptional)
    }
}
