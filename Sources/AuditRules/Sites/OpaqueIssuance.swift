import SourceScanner

/// Random strings that a program hands out as tokens and remembers.
struct OpaqueIssuance {
    let evaluator: Evaluator
    let surface: (String) -> Surface
    /// Functions that issue tokens in another way: what is random in them is an identifier (`jti`) or a nonce.
    let minting: Set<Syntax>

    private static let generators: Set<String> = [
        "randomBytes", "randomUUID", "nanoid", "token_urlsafe", "token_hex", "token_bytes", "uuid4", "uuidv4", "v4", "getRandomValues",
        "generateToken", "generateSecureToken", "randomString", "createRandomString",
        "generateRandomString", "cuid",
    ]

    /// `const accessToken = randomBytes(32).toString("hex")`, `refresh_token: nanoid()`, `token: this.newToken()`.
    func site(of call: Syntax) -> TokenSite? {
        guard let callee = call.child(.callee), let function = call.enclosingFunction, generates(callee),
            let (name, holder) = receiver(of: call), let subject = Self.subject(of: name, beside: holder)
        else { return nil }
        var site = TokenSite(
            kind: .issue, library: "opaque-store", api: callee.name, syntax: call, location: Location(callee: call),
            surface: surface(call.tree.file.path))
        site.lifetime = lifetime(subject, in: function, near: holder)
        site.key = KeyAnswer(.none)
        return site
    }

    /// A generator of random strings, or a function of the program that is nothing else.
    private func generates(_ callee: Syntax) -> Bool {
        let isNamedSo = Self.generators.contains(callee.name)
        guard isNamedSo || callee.name.lowercased().contains("token") || callee.name.lowercased().contains("random") else { return false }
        guard case .function(let function, _) = evaluator.value(of: callee).value.bare, let body = function.child(.body) else {
            return isNamedSo
        }
        guard !minting.contains(function) else { return false }
        let random = body.descendants.filter { node in
            // A helper that makes random strings for everybody issues nothing itself.
            node.kind == .call && isRandom(node) && node.enclosingFunction == function
                && receiver(of: node).flatMap { Self.subject(of: $0.name, beside: $0.holder) } == nil
        }
        return random.contains { isGivenBack($0, by: function) } || (isNamedSo && random.isEmpty && callsRandom(function))
    }

    /// A random value, or what is made of it, is what the function returns; a state or a nonce on the way is not.
    private func isGivenBack(_ random: Syntax, by function: Syntax) -> Bool {
        func mentions(_ node: Syntax, _ names: Set<String>) -> Bool {
            node.descendants.contains { $0 == random || ($0.kind == .identifier && names.contains($0.name)) }
        }
        // `crypto.getRandomValues(bytes)` fills what it is given.
        var names = Set(random.children(.argument).compactMap { $0.child(.value)?.unwrapped }.filter { $0.kind == .identifier }.map(\.name))
        let statements = function.descendants.filter { $0.enclosingFunction == function }
        for _ in 0..<3 {
            for node in statements where node.kind == .variable || node.kind == .assignment {
                guard let target = node.child(.target), target.kind == .identifier, let value = node.child(.value), mentions(value, names)
                else { continue }
                names.insert(target.name)
            }
        }
        let returns = statements.filter { $0.kind == .returnStatement }
        guard !returns.isEmpty else { return function.child(.body).map { mentions($0, []) } ?? false }
        return returns.contains { mentions($0, names) }
    }

    /// Swift's generators have no names of their own: `[UInt8].random(count: 32)`, `SymmetricKey(size: .bits256)`, `UUID()`.
    private func isRandom(_ call: Syntax) -> Bool {
        guard let callee = call.child(.callee) else { return false }
        if Self.generators.contains(callee.name) { return true }
        return call.tree.language == .swift
            && (callee.name.lowercased().contains("random") || ["SymmetricKey", "UUID"].contains(callee.name))
    }

    private func callsRandom(_ function: Syntax) -> Bool {
        function.descendants.contains {
            $0.kind == .call && (isRandom($0) || $0.child(.callee)?.text.lowercased().contains("random") == true)
        }
    }

    /// The variable, property or field that gets the value, through concatenation and conversion.
    private func receiver(of call: Syntax) -> (name: String, holder: Syntax)? {
        for ancestor in call.ancestors.prefix(9) {
            switch ancestor.kind {
            case .variable, .assignment:
                guard let target = ancestor.child(.target) else { return nil }
                let name = target.kind == .subscripted ? evaluator.key(of: target, nil) ?? "" : target.name
                return (name, ancestor)
            case .property: return (ancestor.name, ancestor)
            case .argument where !ancestor.name.isEmpty && ancestor.parent?.kind == .call: return (ancestor.name, ancestor)
            case .block, .returnStatement, .function, .file: return nil
            default: continue
            }
        }
        return nil
    }

    private static let others: Set<String> = [
        "csrf", "reset", "verification", "invite", "state", "nonce", "email", "device", "push", "id", "xsrf", "registration",
        "type", "endpoint", "setup", "code", "magic", "hash",
    ]

    private static func subject(of name: String, beside holder: Syntax) -> LifetimeAnswer.Subject? {
        let words = Set(SettingName.words(name))
        guard !words.isDisjoint(with: ["token", "accesstoken", "refreshtoken", "bearer"]), words.isDisjoint(with: others) else {
            return nil
        }
        if let known = subject(words) { return known }
        // `token: random()` says nothing; the record it stands in, and the function around, do.
        var around: [String] = []
        for ancestor in holder.ancestors.prefix(8) {
            switch ancestor.kind {
            case .variable:
                around = SettingName.words(ancestor.child(.target)?.name ?? "") + SettingName.words(ancestor.child(.type)?.name ?? "")
            case .call: around = SettingName.words(ancestor.child(.callee)?.name ?? "")
            case .function: around = SettingName.words(Evaluator.callName(of: ancestor))
            default: continue
            }
            if let known = subject(Set(around)) { return known }
            if ancestor.kind == .function { break }
        }
        return .other
    }

    private static func subject(_ words: Set<String>) -> LifetimeAnswer.Subject? {
        if words.contains("refresh") || words.contains("refreshtoken") { return .refresh }
        if words.contains("session") { return .session }
        return words.isDisjoint(with: ["access", "accesstoken", "mcp", "bearer"]) ? nil : .access
    }

    // MARK: Lifetimes

    private static let lifetimeNames: Set<String> = [
        "expires_in", "expiresin", "expiresat", "expires_at", "exp", "expires", "ttl", "expiry", "maxage", "lifetime", "expiration",
        "accesstokenexpiresat", "refreshtokenexpiresat", "ex", "expirationttl", "expireat", "expire",
    ]

    /// A place that may say how long the token lives, and how near it stands.
    private struct Candidate {
        let value: Syntax
        let rank: Int
        let distance: Int
    }

    /// The lifetime that stands beside the token: in the record that holds it, or in the statement that stores it.
    private func lifetime(_ subject: LifetimeAnswer.Subject, in function: Syntax, near holder: Syntax) -> LifetimeAnswer {
        let candidates = candidates(subject, in: function, near: holder)
        for candidate in candidates.sorted(by: { ($0.rank, $0.distance) < ($1.rank, $1.distance) }) {
            guard let seconds = seconds(candidate.value) else { continue }
            return LifetimeAnswer(subject, seconds: seconds, evidence: [Evidence(candidate.value, "the lifetime is set here")])
        }
        return LifetimeAnswer(subject, seconds: nil)
    }

    private func seconds(_ value: Syntax) -> Double? {
        evaluator.value(of: value).value.alternatives.compactMap { alternative -> Double? in
            switch alternative.bare {
            // A large number is a point in time.
            case .number(let number): number > 0 && number <= 100_000_000 ? number : nil
            case .moment(let offset, let scale): offset / scale
            case .duration(let seconds): seconds
            default: nil
            }
        }.max()
    }

    private func candidates(_ subject: LifetimeAnswer.Subject, in function: Syntax, near holder: Syntax) -> [Candidate] {
        let wanted = subject == .refresh ? "refresh" : "access"
        let other = subject == .refresh ? "access" : "refresh"
        let isField = holder.kind == .property || holder.kind == .argument
        let token = isField ? "" : holder.child(.target)?.name ?? ""
        var result: [Candidate] = []
        for node in function.descendants {
            let name: String
            switch node.kind {
            case .property, .argument: name = node.name.lowercased()
            case .variable: name = node.child(.target)?.name.lowercased() ?? ""
            default: continue
            }
            guard let value = node.child(.value), !name.isEmpty,
                Self.lifetimeNames.contains(name) || (name.contains("expir") && !name.contains("expired")) || name.hasSuffix("ttl"),
                !name.contains(other), !name.contains("code")
            else { continue }
            var rank = 4
            if name.contains(wanted) { rank -= 2 }
            if isField, node.parent == holder.parent {
                rank -= 3
            } else if !token.isEmpty, node.kind != .variable, stores(node, token) {
                rank -= 3
            } else if let record = node.parent, case let text = evaluator.surroundings(of: record), text.contains(other),
                !text.contains(wanted)
            {
                rank += 2
            }
            result.append(Candidate(value: value, rank: rank, distance: abs(node.range.start - holder.range.start)))
        }
        return result
    }

    /// The record, or the call around it, mentions the token: `.set(token, { expiresAt })`, `Record(token=token, expires_at=…)`.
    private func stores(_ field: Syntax, _ token: String) -> Bool {
        var below = field
        for ancestor in field.ancestors.prefix(4) {
            switch ancestor.kind {
            case .object, .call:
                let mentions = ancestor.descendants.contains { $0.kind == .identifier && $0.name == token && !$0.isInside(below) }
                if mentions { return true }
            case .argument, .property: break
            default: return false
            }
            below = ancestor
        }
        return false
    }
}
