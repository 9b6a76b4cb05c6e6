import SourceScanner

/// A request that a client is about to send, in the hands of a function that may still change it: interceptors, auth flows, hooks, closures.
struct OutgoingRequest {
    let library: String
    /// The call that sends it, where the function is written into that call.
    let call: Syntax?

    /// What `expression` is a part of: `request` in `request.headers`, `config` in `config.headers.common`.
    init?(holding expression: Syntax, _ evaluator: Evaluator) {
        var root = expression.unwrapped
        var depth = 0
        while let base = root.child(.base)?.unwrapped, root.kind == .member || root.kind == .subscripted, depth < 5 {
            root = base
            depth += 1
        }
        guard root.kind == .identifier, let parameter = Self.parameter(root, evaluator), let function = parameter.parent,
            function.kind == .function
        else { return nil }
        let isFirst = function.children(.parameter).first { !["self", "cls"].contains($0.name) } == parameter
        if let known = Self.method(function) {
            library = known
            call = nil
        } else if isFirst, let known = Self.callback(function, evaluator) {
            (library, call) = known
        } else {
            return nil
        }
    }

    private static func parameter(_ root: Syntax, _ evaluator: Evaluator) -> Syntax? {
        for declaration in evaluator.program.scopes(of: root.tree).declarations(of: root) {
            if declaration.kind == .parameter { return declaration }
            // `willSendRequest({ request, context })`
            if let holder = declaration.ancestors.first(where: { $0.kind == .parameter || $0.kind == .function }),
                holder.kind == .parameter,
                declaration.name == "request"
            {
                return holder
            }
        }
        return nil
    }

    /// Methods that a client's contract calls with the request.
    private static func method(_ function: Syntax) -> String? {
        guard let bases = function.enclosingClass?.children(.base).map(\.name) else { return nil }
        switch function.name {
        case "auth_flow", "sync_auth_flow", "async_auth_flow": return bases.contains { $0.hasSuffix("Auth") } ? "httpx" : nil
        case "__call__": return bases.contains { $0.hasSuffix("AuthBase") } ? "requests" : nil
        case "willSendRequest": return bases.contains { $0.hasSuffix("DataSource") } ? "@apollo/gateway" : nil
        case "intercept": return bases.contains { $0.hasSuffix("HttpInterceptor") || $0.hasSuffix("Middleware") } ? "http" : nil
        default: return nil
        }
    }

    private static let hooks: Set<String> = ["onProxyReq", "proxyReq", "beforeRequest", "onProxyReqWs"]

    private static func callback(_ function: Syntax, _ evaluator: Evaluator) -> (String, Syntax?)? {
        var holder = function.parent
        while let current = holder, current.kind == .array || current.kind == .object { holder = current.parent }
        guard let holder else { return nil }
        if holder.kind == .property { return hooks.contains(holder.name) ? ("http-proxy", nil) : nil }
        guard holder.kind == .argument, let call = holder.parent, call.kind == .call, let callee = call.child(.callee) else { return nil }
        switch callee.name {
        case "use" where callee.child(.base)?.name == "request" && callee.child(.base)?.child(.base)?.name == "interceptors":
            return ("axios", nil)
        case "on": return call.child(.argument)?.child(.value)?.stringValue == "proxyReq" ? ("http-proxy", nil) : nil
        default:
            guard call.tree.language == .swift, let http = HTTPCall(call, evaluator) else { return nil }
            return (http.library, call)
        }
    }
}
