import SourceScanner

/// The functions in which one proof is verified: the one that holds the verification, what it calls, and who calls it.
struct ProofRegion {
    /// The function itself (a file, where the verification stands outside of any) and the functions of the program that it calls.
    let inner: [Syntax]
    /// Its callers, and the functions around it.
    let outer: [Syntax]

    var all: [Syntax] { inner + outer }
    func contains(_ function: Syntax) -> Bool { inner.contains(function) || outer.contains(function) }
}

/// Finds regions and remembers who calls what.
final class ProofRegions {
    let evaluator: Evaluator
    private var calledByFunction: [Syntax: [Syntax]] = [:]
    private var closures: [Syntax: [Syntax]] = [:]

    init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    func region(around place: Syntax) -> ProofRegion {
        let function = place.kind == .function ? place : place.enclosingFunction ?? place.tree.top
        let inner = reach(of: function)
        var outer: [Syntax] = []
        var seen = Set(inner)
        var frontier = [function]
        for _ in 0..<3 {
            var next: [Syntax] = []
            for function in frontier where function.kind == .function {
                var around = evaluator.calls(of: function).compactMap { $0.enclosingFunction ?? $0.tree.top }
                if let parent = function.enclosingFunction { around.append(parent) }
                for caller in around where seen.insert(caller).inserted {
                    next.append(caller)
                    outer.append(caller)
                }
            }
            frontier = next
        }
        // What a direct caller calls besides: a binding check beside the verification.
        for caller in outer.prefix(8) where caller.kind == .function {
            for callee in called(by: caller) where seen.insert(callee).inserted { outer.append(callee) }
        }
        return ProofRegion(inner: inner, outer: outer)
    }

    /// A function and all that it calls, three calls deep.
    func reach(of function: Syntax) -> [Syntax] {
        if let known = closures[function] { return known }
        var result = [function]
        var seen: Set<Syntax> = [function]
        var frontier = [function]
        for _ in 0..<3 where function.kind == .function {
            var next: [Syntax] = []
            for function in frontier {
                for callee in called(by: function) where result.count < 40 && seen.insert(callee).inserted {
                    next.append(callee)
                    result.append(callee)
                }
            }
            frontier = next
        }
        closures[function] = result
        return result
    }

    private func called(by function: Syntax) -> [Syntax] {
        if let known = calledByFunction[function] { return known }
        var result: [Syntax] = []
        for node in function.descendants where node.kind == .call {
            guard let callee = node.child(.callee), callee.kind == .identifier || callee.kind == .member else { continue }
            for alternative in evaluator.value(of: callee).value.alternatives {
                switch alternative.bare {
                case .function(let target, _) where target != function && !result.contains(target): result.append(target)
                case .type(let type):
                    guard let initializer = evaluator.declaredMember("init", ofType: type), !result.contains(initializer) else { continue }
                    result.append(initializer)
                default: continue
                }
            }
            if let verify = payloadCheck(node), !result.contains(verify) { result.append(verify) }
        }
        calledByFunction[function] = result
        return result
    }

    /// Swift: `keys.verify(proof, as: Proof.self)` runs the payload's own `verify`.
    private func payloadCheck(_ call: Syntax) -> Syntax? {
        guard call.tree.language == .swift else { return nil }
        for argument in call.children(.argument) {
            guard let value = argument.child(.value), value.kind == .member, value.name == "self", let name = value.child(.base)?.name
            else { continue }
            let bodies = evaluator.program.index.classes[name] ?? []
            if let method = bodies.lazy.flatMap({ $0.children(.member) }).first(where: { $0.kind == .function && $0.name == "verify" }) {
                return method
            }
        }
        return nil
    }
}
