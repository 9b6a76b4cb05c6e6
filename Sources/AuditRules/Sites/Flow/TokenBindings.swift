import SourceScanner

/// Names on the way of a token: what is bound to it, written into, and read again elsewhere.
extension TokenTrail {
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
            let elements = target.children(.element)
            for element in elements.dropFirst(elements.count > 1 && TextCut.isAtBlanks(step.syntax) ? 1 : 0) {
                bind(element.kind == .patternElement ? element.child(.target) ?? element : element, step)
            }
        case .cast: if let inner = target.child(.value) { bind(inner, step) }
        case .member, .subscripted: write(target, step)
        default: break
        }
    }

    mutating func write(_ target: Syntax, _ step: Step) {
        guard let base = target.child(.base), let key = target.kind == .member ? target.name : subscriptKey(target) else { return }
        if base.unwrapped.kind == .selfReference {
            if let type = target.enclosingClass { readers(of: key, in: type).forEach { push($0, step.crossing()) } }
            return
        }
        guard let inside = placed(step.inside, under: key) else { return }
        hold(base, step.marked(target, key).at(base, inside: inside))
        if let holder = TokenPlaces.lastName(of: base), TokenPlaces.states.contains(holder.lowercased()) {
            for reader in places.reads(of: key, on: holder, like: target.tree.language) where reader != target {
                push(reader, step.crossing())
            }
        }
    }

    private func subscriptKey(_ target: Syntax) -> String? {
        guard let index = target.child(.argument)?.child(.value) else { return "*" }
        if let key = text(of: index) ?? Self.typeKey(index) { return key }
        return index.kind == .member && index.child(.base) == nil ? index.name : "*"
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
    func references(to declarations: [Syntax], from origin: Syntax) -> [Syntax] {
        guard !declarations.isEmpty else { return [] }
        let all = evaluator.program.scopes(of: declarations[0].tree).references(to: declarations)
        let writes = all.filter(Self.isWritten) + declarations.filter(Self.isWritten)
        // What a comprehension collects stands before the clause that names it.
        let comprehension = origin.ancestors.first { $0.kind == .comprehension || $0.role == .statement }.flatMap {
            $0.kind == .comprehension ? $0 : nil
        }
        let home = origin.kind == .parameter ? origin.parent : origin.enclosingFunction
        return all.filter { reference in
            guard reference != origin, !Self.isWritten(reference) else { return false }
            if let comprehension, reference.isInside(comprehension) { return true }
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
        places.readers(of: name, in: type) { findReaders(of: name, in: type) }
    }

    private func findReaders(of name: String, in type: Syntax) -> [Syntax] {
        var result: [Syntax] = []
        for member in places.members[name] ?? []
        where member.kind == .member && member.tree.language.family == type.tree.language.family
            && !(member.role == .target && member.parent?.kind == .assignment)
        {
            guard let base = member.child(.base)?.unwrapped else { continue }
            if base.kind == .selfReference {
                if let around = member.enclosingClass,
                    around == type || around.name == type.name || around.children(.base).contains(where: { $0.name == type.name })
                {
                    result.append(member)
                }
            } else if result.count < 30, isInstance(base, of: type) {
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

    /// An object that is known, or declared, to be of a class.
    private func isInstance(_ expression: Syntax, of type: Syntax) -> Bool {
        evaluator.value(of: expression).value.alternatives.contains { alternative in
            switch alternative.bare {
            case .instance(let made, _): made == type || made.name == type.name
            case .object(let object): object.type == type
            case .parameter(let parameter): parameter.child(.type)?.descendants.contains { $0.name == type.name } ?? false
            default: false
            }
        }
    }
}
