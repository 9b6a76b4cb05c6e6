import SourceScanner

/// Calls on the way of a token: what its own methods make of it, and what becomes of it as an argument.
extension TokenTrail {
    /// Text methods whose result holds the token still.
    private static let keeping: Set<String> = [
        "trim", "strip", "rstrip", "lstrip", "split", "rsplit", "replace", "replaceAll", "removeprefix", "removesuffix", "toString",
        "match", "exec", "pop", "shift", "at", "partition", "rpartition", "decode", "encode",
        "trimmingCharacters", "replacingOccurrences", "components", "dropFirst", "concat", "get_secret_value", "trimEnd", "trimStart",
        "filter", "description", "unwrap", "expose", "lower", "toLowerCase",
    ]
    /// Text methods whose result may hold a piece of the token only.
    private static let cutting: Set<String> = ["slice", "substring", "substr", "prefix", "suffix"]

    /// Whether the result of a text's method still holds the token, or a piece of it.
    static func isKept(by method: String) -> Bool { keeping.contains(method) || cutting.contains(method) }

    /// Methods of containers that give back the same container.
    private static let copying: Set<String> = [
        "copy", "dict", "model_dump", "to_dict", "toJSON", "raw", "clone", "entries", "items", "mutableCopy", "toObject", "asdict",
    ]
    private static let reading: Set<String> = [
        "get", "pop", "getHeader", "first", "header", "getlist", "getAll", "getItem", "getOrDefault", "value", "get_http_header",
        "getFirst",
    ]

    mutating func method(_ member: Syntax, _ call: Syntax, _ step: Step) {
        let name = member.name
        let arguments = call.children(.argument)
        if name == "then", let callback = arguments.first?.child(.value) {
            callBack(callback, step)
            return push(call, step)
        }
        if name == "catch" || name == "finally" { return push(call, step) }
        guard let first = step.inside.first else {
            if Self.cutting.contains(name) {
                push(step.at(call, isShortened: step.isShortened || TextCut.isShort(call: call, name)))
            } else if Self.keeping.contains(name) {
                push(call, step)
            }
            return
        }
        if Self.copying.contains(name) { return push(call, step) }
        if call.tree.language.isECMAScript, let callback = arguments.first?.child(.value), callback.kind == .function {
            switch name {
            case "forEach", "map", "flatMap": return iterate(callback, step)
            case "filter", "find": return keeps(callback, step.inside) ? push(call, step) : ()
            default: break
            }
        }
        guard Self.reading.contains(name) else { return selfMethod(member, call, step) }
        guard let key = arguments.first?.child(.value) else {
            // A context variable's or a store's own value.
            if first == "*" { select("*", call, step) }
            return
        }
        if let text = text(of: key) {
            select(text, call, step)
        } else if key.kind == .member {
            select(key.name, call, step)
        } else if first == "*" {
            select("*", call, step)
        }
    }

    /// A method of a class of the program on an object that holds the token.
    private mutating func selfMethod(_ member: Syntax, _ call: Syntax, _ step: Step) {
        guard let first = step.inside.first, case .function(let function, _) = evaluator.value(of: member).value.bare else { return }
        for node in function.descendants where node.kind == .member && node.name == first && node.child(.base)?.kind == .selfReference {
            push(step.at(node, inside: Array(step.inside.dropFirst())).crossing().past(call))
        }
    }

    private mutating func callBack(_ callback: Syntax, _ step: Step) {
        let target: Syntax
        if callback.kind == .function {
            target = callback
        } else if case .function(let function, _) = evaluator.value(of: callback).value.bare {
            target = function
        } else {
            return
        }
        if let parameter = target.children(.parameter).first { enter(parameter, step) }
    }

    // MARK: As an argument

    /// Functions that give back their argument, or a text of it.
    private static let texts: Set<String> = [
        "String", "str", "repr", "encodeURIComponent", "quote", "quote_plus", "stringify", "dumps", "inspect", "format", "from", "decode",
        "bytes", "btoa", "b64encode", "pformat", "sprintf",
    ]
    private static let containers: Set<String> = [
        "dict", "assign", "freeze", "list", "tuple", "Array", "Headers", "HTTPHeaders", "fromEntries", "entries", "Request", "resolve",
        "cast", "merge", "deepcopy", "asdict", "concat", "of", "set", "init", "Optional",
    ]
    /// Copies of a record with some fields changed.
    private static let replacements: Set<String> = ["replace", "_replace", "evolve", "model_copy"]
    private static let setters: Set<String> = [
        "set", "append", "setHeader", "setValue", "addValue", "add", "replaceOrAdd", "setdefault", "header", "set_state", "setItem", "put",
    ]

    mutating func passed(_ argument: Syntax, _ step: Step) {
        // `x[token]` and the like lead nowhere; of a call that the end of the file cuts off nobody knows what it passes.
        guard let call = argument.parent, call.kind == .call, let callee = call.child(.callee), !call.isCutOff else { return }
        let name = callee.unwrapped.name
        guard !Sanitizing.isSanitizer(name) else { return }
        let arguments = call.children(.argument)
        if Self.texts.contains(name), name != "decode" || !Self.decodesClaims(callee, arguments) {
            push(step.at(call, inside: name == "from" && !step.inside.isEmpty ? step.inside : []))
        }
        if Self.containers.contains(name) { push(call, step) }
        // Swift's `.text(x)`: a case or a factory of a type that the context knows.
        if callee.kind == .member, callee.child(.base) == nil { push(call, step) }
        if name == "join" { push(step.at(call, inside: [])) }
        if callee.kind == .member, let base = callee.child(.base) { added(argument, arguments, name, to: base, call, step) }
        if name == "getattr", argument == arguments.first, arguments.count >= 2, let key = arguments[1].child(.value)?.stringValue {
            select(key, call, step)
        }
        if Self.replacements.contains(name), argument.has(.keyword) || !argument.name.isEmpty {
            push(step.at(call, inside: argument.has(.keyword) ? step.inside : [argument.name] + step.inside))
        }
        if name == "assign", let first = arguments.first, first != argument, let target = first.child(.value) { hold(target, step) }
        guard step.hops > 0 else { return }
        enterCallee(callee, argument, call, step)
    }

    /// `jwt.decode(token, …)` gives claims, `decoder.decode(bytes)` the same text.
    private static func decodesClaims(_ callee: Syntax, _ arguments: [Syntax]) -> Bool {
        guard arguments.count == 1, let base = callee.child(.base) else { return true }
        let receiver = (TokenPlaces.lastName(of: base) ?? "").lowercased()
        return ["jwt", "jws", "jose", "token", "claim", "verifier"].contains { receiver.contains($0) }
    }

    /// `headers.set("Authorization", token)`, `headers.update({…})`, `list.append(x)`, `variable.set(token)`, `storage.run(store, …)`.
    private mutating func added(_ argument: Syntax, _ arguments: [Syntax], _ name: String, to base: Syntax, _ call: Syntax, _ step: Step) {
        if name == "update" || name == "merge" || name == "push" { return hold(base, step) }
        if name == "run", argument == arguments.first { return shared(base, ["getStore"], step) }
        if name == "enterWith" { return shared(base, ["getStore"], step) }
        guard Self.setters.contains(name) else { return }
        let others = arguments.filter { $0 != argument }
        guard let key = others.first?.child(.value) else {
            if name == "set" { shared(base, ["get", "value"], step) } else if name == "append" || name == "add" { hold(base, step) }
            return
        }
        if call.tree.language != .swift, argument == arguments.first { return }
        let text = text(of: key) ?? (key.kind == .member ? key.name : "*")
        guard let inside = placed(step.inside, under: text) else { return }
        hold(base, step.marked(call, text).at(base, inside: inside))
        if let holder = TokenPlaces.lastName(of: base), TokenPlaces.states.contains(holder.lowercased()), text != "*" {
            for reader in places.gets(of: text, on: holder) { push(reader, step.crossing()) }
        }
    }

    /// Reads of a variable that belongs to the request, not to the function: wherever in the program its name is read.
    private mutating func shared(_ base: Syntax, _ methods: Set<String>, _ step: Step) {
        guard let name = TokenPlaces.lastName(of: base) else { return }
        for method in methods {
            for call in evaluator.program.index.calls[method] ?? [] {
                guard let callee = call.child(.callee), let other = callee.child(.base), TokenPlaces.lastName(of: other) == name,
                    call.tree.language == base.tree.language || call.tree.language.isECMAScript
                else { continue }
                if method == "get", !call.children(.argument).isEmpty, call.children(.argument)[0].child(.value)?.stringValue != nil {
                    continue
                }
                push(call, step.crossing())
            }
        }
    }
}

/// Functions after which a token is none any more.
enum Sanitizing {
    private static let words = [
        "mask", "redact", "hash", "sha1", "sha256", "sha512", "digest", "hmac", "fingerprint", "saniti", "truncate", "obfuscat", "encrypt",
        "censor", "scrub", "md5", "anonymi", "shorten", "hidetoken", "timingsafeequal", "blake2",
    ]

    static func isSanitizer(_ name: String) -> Bool {
        let lower = name.lowercased().replacing("_", with: "")
        return words.contains { lower.contains($0) }
    }
}

/// Cuts of a text that leave only a few characters.
enum TextCut {
    private static let most = 50.0

    /// `header.split(" ")`, `header.partition(" ")`: the scheme stands first.
    static func isAtBlanks(_ expression: Syntax) -> Bool {
        let call = expression.unwrapped
        guard call.kind == .call, let name = call.child(.callee)?.name else { return false }
        let separator = call.child(.argument)?.child(.value)
        switch name {
        case "split", "components", "partition", "rsplit":
            guard let separator else { return true }
            if separator.kind == .regularExpression { return separator.text.contains("\\s") || separator.text.contains(" ") }
            return separator.stringValue == " "
        default: return false
        }
    }

    /// `len(token) > 50`, `token.length > 50`, `token.count > 50`
    static func comparesLength(_ condition: Syntax) -> Bool {
        guard condition.kind == .binary, [">", ">=", "<", "<="].contains(condition.name), let left = condition.child(.left),
            let limit = condition.child(.right).flatMap(number), limit <= most
        else { return false }
        return left.kind == .call ? left.child(.callee)?.name == "len" : ["length", "count"].contains(left.name)
    }

    /// Python's `[a:b]`.
    static func isShort(slice: Syntax) -> Bool {
        let left = slice.child(.left)
        guard let right = slice.child(.right) else { return left.map(isFromEnd) ?? false }
        return right.kind != .unary && (number(right) ?? 0) <= most
    }

    /// `slice(0, 8)`, `substring(0, 8)`, `slice(-4)`, `slice(token.length - 4)`, `prefix(8)`, `suffix(4)`.
    static func isShort(call: Syntax, _ name: String) -> Bool {
        let arguments = call.children(.argument)
        guard let first = arguments.first, let value = first.child(.value) else { return false }
        if name == "prefix" || name == "suffix" { return first.name.isEmpty && (number(value) ?? 0) <= most }
        if arguments.count == 1 { return isFromEnd(value) }
        guard let last = arguments[1].child(.value) else { return false }
        return last.kind != .unary && (number(last) ?? 0) <= most
    }

    /// `-4`, `token.length - 6`
    private static func isFromEnd(_ start: Syntax) -> Bool {
        if start.kind == .unary { return start.child(.value).flatMap(number).map { $0 <= most } ?? true }
        guard start.kind == .binary, start.name == "-", let count = start.child(.right).flatMap(number) else { return false }
        return count <= most
    }

    private static func number(_ syntax: Syntax) -> Double? { syntax.kind == .number ? Double(syntax.name) : nil }
}
