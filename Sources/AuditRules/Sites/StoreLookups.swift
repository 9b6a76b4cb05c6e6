import SourceScanner

/// Look-ups of a presented token in what the program stored itself: a table, a document, a key-value store, a map.
///
/// The program minted such a token and remembers it; whatever binds it (its audience, its expiry) stands in the record, and counts only if it is compared.
struct StoreLookups {
    let evaluator: Evaluator
    let surface: (String) -> Surface
    /// Functions that verify a token in another way: a store that they ask is a cache or a block list.
    let verifying: Set<Syntax>

    /// The verification that an expression which holds a caller's token takes part in. Nil: it takes part in none.
    func site(of token: Syntax) -> TokenSite? {
        for place in [token] + digests(of: token) {
            guard let function = place.enclosingFunction, !verifying.contains(function), Self.judges(function),
                let asked = lookup(place)
            else { continue }
            return site(asked, place)
        }
        return nil
    }

    private func site(_ asked: Syntax, _ token: Syntax) -> TokenSite {
        let record = Self.whole(asked)
        var site = TokenSite(
            kind: .verify, library: "opaque-store", api: asked.child(.callee)?.name ?? "subscript", syntax: asked,
            location: Location(callee: asked), surface: surface(asked.tree.file.path))
        site.inbound = Purpose.isInbound(site, evaluator)
        site.selfIssued = true
        site.key = KeyAnswer(.none)
        // The client that a token was given to is nobody's audience.
        let checks = ByHand(evaluator: evaluator).checks(uses(of: record).filter { !Self.clients.contains($0.path.last ?? "") })
        site.audience = checks[.audience] ?? Answer(.missing, isCertain: false)
        site.byHand = site.audience.state == .enforced
        let deadline = RecordDeadline(record: record, evaluator: evaluator)
        site.expiry = deadline.compared(checks[.expiry]) ?? deadline.queried(besides: token) ?? deadline.tested() ?? ExpiryAnswer(.unknown)
        return site
    }

    private static let clients: Set<String> = ["client_id", "clientId", "azp", "appid"]

    /// The record's uses, and those of the object that was parsed from it.
    private func uses(of record: Syntax) -> [Flow.Use] {
        // `result.docs[0].expiresAt`: a record may lie deep in what a store answers.
        var uses = Flow.uses(of: record, evaluator: evaluator, hops: 2, pathLimit: 4)
        for use in uses where use.path.isEmpty {
            guard let argument = use.syntax.parent, argument.kind == .argument, let call = argument.parent,
                ["parse", "loads", "from", "model_validate", "decode", "validate", "dict"].contains(call.child(.callee)?.name ?? "")
            else { continue }
            uses += Flow.uses(of: call, evaluator: evaluator, hops: 2)
        }
        return uses
    }

    // MARK: Where the token is asked for

    /// Words of functions that do something else with a token than judge it.
    private static let elsewhere: Set<String> = [
        "revoke", "delete", "remove", "logout", "save", "store", "create", "issue", "rotate", "exchange", "refresh", "update", "register",
        "signout", "invalidate", "insert", "mint", "generate", "reset", "confirm", "unsubscribe",
    ]

    private static func judges(_ function: Syntax) -> Bool {
        Set(SettingName.words(Evaluator.callName(of: function))).isDisjoint(with: elsewhere)
            && !(function.enclosingClass?.name.lowercased().contains("cache") ?? false)
    }

    private static let reads = [
        "get", "find", "fetch", "select", "query", "execute", "filter", "where", "first", "lookup", "load", "read", "hget", "exists", "eq",
        "scalar", "one", "retrieve", "search",
    ]
    /// Names under which something is sent rather than looked up.
    private static let sent: Set<String> = ["headers", "authorization", "body", "json", "params", "form", "header", "auth", "cookies"]

    /// The call or subscript that looks the token up: it is the argument, a part of a key, or what a condition compares with.
    private func lookup(_ token: Syntax) -> Syntax? {
        guard !Self.namesPerson(token) else { return nil }
        var below = token
        for ancestor in token.ancestors.prefix(16) {
            switch ancestor.kind {
            case .subscripted:
                guard below.role == .argument, ancestor.role != .target, let base = ancestor.child(.base), isStore(base) else { return nil }
                return ancestor
            case .template: if ancestor.text.lowercased().contains("bearer") { return nil }
            case .property: if Self.sent.contains(ancestor.name.lowercased()) { return nil }
            case .argument:
                if Self.sent.contains(ancestor.name.lowercased()) { return nil }
                guard let call = ancestor.parent, call.kind == .call, let callee = call.child(.callee) else { break }
                return isRead(callee, call) ? call : nil
            case .object, .array, .cast, .awaitExpression, .tryExpression: break
            case .binary:
                guard ["==", "===", "+"].contains(ancestor.name), !Self.namesPerson(ancestor.child(below.role == .left ? .right : .left))
                else {
                    return nil
                }
            case .function: guard below.role == .body, ancestor.has(.expressionBody) || ancestor.tree.language == .swift else { return nil }
            case .block: guard ancestor.tree.language == .swift, ancestor.children(.statement).count == 1 else { return nil }
            default: return nil
            }
            below = ancestor
        }
        return nil
    }

    /// `user_email`, `User.email`: whom a token belongs to, not the token.
    private static func namesPerson(_ expression: Syntax?) -> Bool {
        !Set(SettingName.words(expression?.unwrapped.name ?? "")).isDisjoint(with: ["email", "mail", "username", "phone"])
    }

    private func isRead(_ callee: Syntax, _ call: Syntax) -> Bool {
        let name = callee.name.lowercased()
        guard callee.kind == .member, let base = callee.child(.base), Self.reads.contains(where: name.hasPrefix), isStore(base),
            !Logging.isLog(callee), HTTPCall(call, evaluator) == nil
        else { return false }
        // What the program wrote itself is entered, not believed by its name.
        if case .function(let target, _) = evaluator.value(of: callee).value.bare { return target.child(.body) == nil }
        return true
    }

    /// A cache remembers what another judged; a request, an environment and a clock remember nothing.
    private func isStore(_ base: Syntax) -> Bool {
        // `super().load_access_token(token)`: the library judges.
        if base.kind == .superReference || base.child(.callee)?.kind == .superReference { return false }
        let words = Set(SettingName.words(base.unwrapped.name))
        return words.isDisjoint(with: [
            "cache", "cached", "headers", "header", "request", "req", "params", "query", "cookies", "environ", "env", "os", "logger", "log",
            "http", "axios", "httpx", "requests", "blacklist", "denylist", "blocklist", "revoked", "limiter", "seen", "limits", "rate",
            "metrics",
        ])
    }

    /// The end of a chain: `query(…).filter(…).first()`.
    private static func whole(_ call: Syntax) -> Syntax {
        var current = call
        while let parent = current.parent {
            if parent.kind == .member, current.role == .base, let outer = parent.parent, outer.kind == .call, parent.role == .callee {
                current = outer
            } else if [.awaitExpression, .tryExpression, .cast].contains(parent.kind) {
                current = parent
            } else {
                return current
            }
        }
        return current
    }

    // MARK: Hashed tokens

    private static let hashing = ["hash", "digest", "sha", "hmac", "blake", "md5"]

    /// Uses of what a hash of the token becomes: a store rarely keeps the token itself.
    private func digests(of token: Syntax) -> [Syntax] {
        var below = token
        for ancestor in token.ancestors.prefix(7) {
            switch ancestor.kind {
            case .argument, .cast, .awaitExpression, .member: break
            case .call:
                let text = ancestor.child(.callee)?.text.lowercased() ?? ""
                guard below.role == .argument || below.role == .callee else { return [] }
                if Self.hashing.contains(where: text.contains), !text.contains("compare") {
                    return Flow.uses(of: Self.whole(ancestor), evaluator: evaluator, hops: 1).filter(\.path.isEmpty).map(\.syntax)
                }
            default: return []
            }
            below = ancestor
        }
        return []
    }
}
