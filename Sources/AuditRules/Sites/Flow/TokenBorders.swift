import SourceScanner

/// Borders on the way of a token: into functions and classes, and out of them again.
extension TokenTrail {
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

    mutating func leave(_ function: Syntax, _ step: Step) {
        let name = Evaluator.callName(of: function)
        guard step.hops > 0 || step.entered > 0, !Sanitizing.isSanitizer(name) else { return }
        let step = step.leaving()
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
        if name == "context" || name == "contextValue" {
            // GraphQL servers hand what this function makes to every resolver and data source.
            if let key = step.inside.first, key != "*" {
                let inside = Array(step.inside.dropFirst())
                for holder in ["context", "contextValue"] {
                    for reader in places.reads(of: key, on: holder, like: function.tree.language) { push(step.at(reader, inside: inside)) }
                }
            }
        }
        if name == "authenticate", function.tree.language.isECMAScript {
            for reader in places.sessions {
                if reader.kind == .patternElement, let target = reader.child(.target) { bind(target, step) } else { push(reader, step) }
            }
        }
    }

    mutating func enterCallee(_ callee: Syntax, _ argument: Syntax, _ call: Syntax, _ step: Step) {
        let isSpread = argument.has(.keyword)
        var sawFunction = false
        var isOutside = false
        for alternative in evaluator.value(of: callee).value.alternatives {
            switch alternative.bare {
            case .function(let function, _):
                sawFunction = true
                enter(function, argument, isSpread, step.entering().past(call))
            case .type(let type):
                sawFunction = true
                construct(type, argument, call, isSpread, step)
            case .external, .externalInstance: isOutside = true
            default: continue
            }
        }
        if !sawFunction, !isOutside, callee.kind == .member {
            for stored in places.callables(labelled: callee.name, like: call.tree.language) {
                if stored.kind == .classDeclaration {
                    construct(stored, argument, call, isSpread, step)
                } else {
                    enter(stored, argument, isSpread, step.entering().past(call))
                }
            }
        }
        // A record of an outside class: reachable by the label it was given.
        if !sawFunction, !argument.name.isEmpty, callee.unwrapped.name.first?.isUppercase == true {
            push(step.labelled(argument, argument.name).at(call, inside: [argument.name] + step.inside))
        }
    }

    private mutating func enter(_ function: Syntax, _ argument: Syntax, _ isSpread: Bool, _ step: Step) {
        if isSpread {
            guard let first = step.inside.first,
                let parameter = function.children(.parameter).first(where: { ($0.child(.label)?.name ?? $0.name) == first })
            else { return }
            return enter(parameter, step.at(step.syntax, inside: Array(step.inside.dropFirst())))
        }
        if let parameter = function.parameter(taking: argument) { enter(parameter, step) }
    }

    private mutating func construct(_ type: Syntax, _ argument: Syntax, _ call: Syntax, _ isSpread: Bool, _ step: Step) {
        guard let initializer = evaluator.declaredMember("init", ofType: type), initializer.kind == .function else {
            // A dataclass, a model, a struct: fields by label.
            let label = isSpread ? step.inside.first ?? "" : argument.name
            guard !label.isEmpty else { return }
            let inside = isSpread ? Array(step.inside.dropFirst()) : step.inside
            push(step.labelled(argument, label).at(call, inside: [label] + inside))
            readers(of: label, in: type).forEach { push(step.at($0, inside: inside).crossing().past(call)) }
            return
        }
        enter(initializer, argument, isSpread, step.entering().past(call))
    }
}
