import SourceScanner

/// How the initializer of a class of the program reaches the one of the library's class that it inherits from: `super().__init__(…)`.
struct InheritedInitializer {
    /// The call that hands the arguments to the library.
    let call: Syntax
    /// The initializers passed on the way from the call that makes the object.
    let frame: Frame

    /// Nil: the class has no initializer of its own, so that the arguments go to the library as they are written, or it calls none.
    init?(of type: Syntax, madeBy made: Syntax, _ evaluator: Evaluator) {
        guard type.tree.language == .python else { return nil }
        var frame: Frame?
        var call = made
        var declared = evaluator.declaredMember("init", ofType: type)
        var visited: Set<Syntax> = []
        while let initializer = declared, visited.insert(initializer).inserted {
            guard let next = initializer.descendants.first(where: \.isSuperInitializer), let holder = initializer.enclosingClass else {
                break
            }
            frame = Frame(function: initializer, call: call, caller: frame, receiver: .instance(of: type, nil))
            call = next
            declared = evaluator.projectSuperclass(of: holder).flatMap { evaluator.declaredMember("init", ofType: $0) }
        }
        guard let frame else { return nil }
        self.call = call
        self.frame = frame
    }
}

extension Syntax {
    /// `super().__init__(…)`
    var isSuperInitializer: Bool {
        guard kind == .call, let callee = child(.callee), callee.kind == .member, callee.name == "__init__",
            let base = callee.child(.base), base.kind == .call
        else { return false }
        return base.child(.callee)?.kind == .superReference
    }
}
