import SourceScanner

/// Tokens known by their names alone, where a log line, an address or a storage key says what they are.
struct NamedTokens {
    let program: Program
    let evaluator: Evaluator
    let surface: (String) -> Surface

    func sites() -> [TokenSite] {
        var result: [TokenSite] = []
        for tree in program.relevant where ![.test, .docs].contains(surface(tree.file.path)) {
            for index in tree.nodes.indices {
                let node = Syntax(tree: tree, id: NodeID(Int32(index)))
                switch tree.nodes[index].kind {
                case .call:
                    guard let callee = node.child(.callee) else { continue }
                    if isLog(callee),
                        let token = node.children(.argument).lazy.compactMap({ $0.child(.value) }).compactMap({ printed($0, depth: 0) })
                            .first
                    {
                        result.append(site(.log, node, at: Location(callee: node), token))
                    } else if PlainStorage.storesNamedToken(node, evaluator) {
                        result.append(site(.storage, node, at: Location(callee: node), node))
                    } else if let key = queryRead(node, callee) {
                        result.append(site(.readFromURL, node, at: Location(node), key))
                    }
                case .template:
                    guard let token = addressed(node) else { continue }
                    result.append(site(.url, node, at: Location(node), token))
                case .member, .subscripted:
                    if let key = queryMember(node) { result.append(site(.readFromURL, node, at: Location(node), key)) }
                default: continue
                }
            }
        }
        return result
    }

    private func site(_ way: Outlet.Way, _ place: Syntax, at location: Location, _ token: Syntax) -> TokenSite {
        var site = TokenSite(
            kind: .leak, library: "hand-written", api: place.child(.callee)?.text.prefix(60).description ?? way.rawValue, syntax: place,
            location: location, surface: surface(place.tree.file.path))
        site.inbound = way == .readFromURL
        site.outlet = Outlet(way, isCallers: way == .readFromURL)
        if token != place { site.evidence = [Evidence(token, "the token")] }
        return site
    }

    // MARK: Logs

    /// What is printed to a terminal is mostly meant for whoever sits there.
    private func isLog(_ callee: Syntax) -> Bool { Logging.isLog(callee) && callee.kind == .member }

    private static let texts: Set<String> = ["String", "str", "repr", "stringify", "dumps", "inspect", "format"]

    /// The token that an expression prints.
    private func printed(_ expression: Syntax, depth: Int) -> Syntax? {
        guard depth < 6 else { return nil }
        let expression = expression.unwrapped
        func first(_ parts: [Syntax]) -> Syntax? { parts.lazy.compactMap { printed($0, depth: depth + 1) }.first }
        switch expression.kind {
        case .identifier, .member: return HeaderName.isPlain(expression.name) && isText(expression) ? expression : nil
        case .subscripted:
            guard let key = expression.child(.argument)?.child(.value)?.stringValue, HeaderName.isPlain(key) else { return nil }
            return expression
        case .template: return first(expression.children(.part))
        case .binary:
            guard ["+", "%", "||", "??"].contains(expression.name) else { return nil }
            return first([expression.child(.left), expression.child(.right)].compactMap { $0 })
        case .conditional: return first([expression.child(.then), expression.child(.otherwise)].compactMap { $0 })
        case .object: return first(expression.children(.element).compactMap { $0.child(.value) })
        case .array: return first(expression.children(.element))
        case .call:
            guard let name = expression.child(.callee)?.name, Self.texts.contains(name) else { return nil }
            return first(expression.children(.argument).compactMap { $0.child(.value) })
        default: return nil
        }
    }

    private func isText(_ expression: Syntax) -> Bool {
        let resolved = evaluator.value(of: expression).value
        return resolved.alternatives.contains { value in
            switch value.bare {
            case .boolean, .number, .null, .function, .type, .module, .duration, .moment, .string: false
            default: true
            }
        }
    }

    // MARK: Addresses

    private static let otherTokens = [
        "reset", "verif", "invit", "confirm", "csrf", "magic", "unsub", "activat", "captcha", "page", "cursor", "sync", "share", "state",
        "email", "onetime", "upload", "download", "signed", "nonce", "approval", "device",
    ]

    /// `…?access_token=${accessToken}`, whatever the token came from.
    private func addressed(_ template: Syntax) -> Syntax? {
        var before: Syntax?
        for part in template.children(.part) {
            defer { before = part }
            guard part.kind != .string, let text = before.flatMap({ $0.kind == .string ? $0.name : nil }),
                let name = HeaderName.parameter(before: text)
            else { continue }
            let inner =
                part.unwrapped.kind == .call && ["encodeURIComponent", "quote"].contains(part.unwrapped.child(.callee)?.name ?? "")
                ? part.unwrapped.child(.argument)?.child(.value) ?? part : part
            let expression = inner.unwrapped
            guard expression.kind == .identifier || expression.kind == .member else { continue }
            let lower = expression.name.lowercased()
            guard !Self.otherTokens.contains(where: lower.contains) else { continue }
            guard HeaderName.isPlain(name) ? lower.contains("token") || lower.contains("jwt") : HeaderName.isPlain(expression.name) else {
                continue
            }
            let whole = template.text.prefix(600).lowercased()
            if ["tokeninfo", "introspect", "debug_token", "revoke", "logout", "end_session", "id_token_hint"].contains(
                where: whole.contains)
            {
                continue
            }
            return part
        }
        return nil
    }

    /// `req.query.access_token`, `req.query["access_token"]`.
    private func queryMember(_ node: Syntax) -> Syntax? {
        guard node.role != .target, let base = node.child(.base)?.unwrapped else { return nil }
        let key = node.kind == .member ? node.name : node.child(.argument)?.child(.value)?.stringValue ?? ""
        guard HeaderName.isPlain(key), key.lowercased() != "refresh_token",
            ["query", "query_params", "queryStringParameters", "args"].contains(base.name), base.kind == .member
        else { return nil }
        return ["req", "request", "ctx", "context", "event", "c", "handshake"].contains(base.child(.base)?.unwrapped.name ?? "")
            ? node : nil
    }

    /// `request.query_params.get("access_token")`, `url.searchParams.get("access_token")`, `c.req.query("access_token")`.
    private func queryRead(_ call: Syntax, _ callee: Syntax) -> Syntax? {
        guard callee.kind == .member, let key = call.child(.argument)?.child(.value), let name = key.stringValue, HeaderName.isPlain(name),
            name.lowercased() != "refresh_token", let base = callee.child(.base)?.unwrapped
        else { return nil }
        switch callee.name {
        case "get":
            guard ["query_params", "args", "searchParams"].contains(base.name), base.kind == .member else { return nil }
            // A page that reads its own address is the client of an implicit flow.
            return base.child(.base)?.unwrapped.text.contains("window") == true ? nil : key
        case "query": return base.name == "req" ? key : nil
        default: return nil
        }
    }
}
