/// The address of a repository on another machine, taken apart so that nothing secret of it is ever printed.
struct GitAddress: Sendable {
    enum Transport: Sendable { case http, ssh }
    let transport: Transport
    /// Lower case, without port.
    let host: String
    /// What libgit2 is given: without password, and without user name over HTTP.
    let location: String
    let user: String?
    let password: String?

    /// How messages and reports name it.
    var display: String { location }

    /// What a target on the command line is.
    enum Meaning: Sendable {
        case path(String)
        case address(GitAddress)
    }

    /// Tells addresses from paths. `exists` says whether a path is there: `a:b` may be a folder.
    static func meaning(of target: String, exists: (String) -> Bool) throws(Failure) -> Meaning {
        if let scheme = target.schemeMark.map({ target[..<$0.lowerBound].lowercased() }), scheme.allSatisfy({ $0.isLetter || $0 == "+" }) {
            switch scheme {
            case "file": return .path(try localPath(of: target))
            case "http", "https": return .address(try GitAddress(url: target, .http))
            case "ssh", "git+ssh", "ssh+git": return .address(try GitAddress(url: target, .ssh))
            default: throw .unsupportedAddress(redacted(target), why: "\(scheme):// is not a way to fetch that skillaudit uses")
            }
        }
        if exists(target) { return .path(target) }
        if let mark = target.schemeMark, !target[..<mark.lowerBound].unicodeScalars.contains("/") {
            throw .unsupportedAddress(redacted(target), why: "no scheme is spelled like that")
        }
        if target.contains("::") {
            throw .unsupportedAddress(redacted(target), why: "remote helpers run programs, and nothing is run here")
        }
        // `user@host:path`, the short form of ssh.
        let head = target.unicodeScalars.prefix { $0 != ":" && $0 != "/" }
        let tail = target.unicodeScalars[head.endIndex...].dropFirst()
        if target.unicodeScalars[head.endIndex...].first == ":", !tail.isEmpty {
            guard !tail.prefix(while: { $0 != "/" }).contains("@") else {
                throw .unsupportedAddress(redacted(target), why: "it reads like a login without a scheme")
            }
            let path = Substring(tail.first == "/" ? tail.dropFirst() : tail)
            return .address(try GitAddress(url: "ssh://\(Substring(head))/\(path)", .ssh, short: target))
        }
        return .path(target)
    }

    /// `short`: libgit2 takes the short form as it is, since it means a path relative to the user's home.
    private init(url: String, _ transport: Transport, short: String? = nil) throws(Failure) {
        let (scheme, authority, rest) = Self.split(url)
        var machine = authority
        var user: String?
        var password: String?
        if let at = authority.unicodeScalars.lastIndex(of: "@") {
            machine = authority[authority.unicodeScalars.index(after: at)...]
            let login = authority.unicodeScalars[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
                Substring.init)
            user = login.first.map { Self.decoded(String($0)) }
            password = login.count > 1 ? Self.decoded(String(login[1])) : nil
        }
        let (host, port) = Self.hostAndPort(of: machine)
        guard !host.isEmpty, !host.hasPrefix("-"), user?.hasPrefix("-") != true, !rest.hasPrefix("/-"),
            url.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
        else { throw .unsupportedAddress(Self.redacted(url), why: "it names no host, or one that could be taken for an option") }
        guard Self.isPort(port) else {
            throw .unsupportedAddress(
                Self.redacted(url), why: "its port is no number; in a password `/`, `?` and `#` are written as %2F, %3F and %23")
        }
        self.transport = transport
        self.host = host.lowercased()
        self.user = user.flatMap { $0.isEmpty ? nil : $0 }
        self.password = password.flatMap { $0.isEmpty ? nil : $0 }
        switch transport {
        case .http: location = scheme + machine + Self.path(of: rest)
        case .ssh: location = short ?? "ssh://" + (user.map { $0 + "@" } ?? "") + machine + rest
        }
    }

    /// The parts are told apart by scalars: a combining mark behind a `/` makes one character of both.
    private static func split(_ url: String) -> (scheme: String, authority: Substring, rest: Substring) {
        guard let mark = url.schemeMark else { return ("", url[...], "") }
        let behind = url[mark.upperBound...]
        let authority = Substring(behind.unicodeScalars.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
        return (url[..<mark.upperBound].lowercased(), authority, behind[authority.endIndex...])
    }

    /// What stands before a query and a fragment.
    private static func path(of rest: Substring) -> Substring { Substring(rest.unicodeScalars.prefix { $0 != "?" && $0 != "#" }) }

    /// An address without what may be secret in it.
    static func redacted(_ text: String) -> String {
        let (scheme, authority, rest) = split(text)
        guard !scheme.isEmpty else { return withoutLogin(text) }
        let machine =
            authority.unicodeScalars.lastIndex(of: "@").map { authority[authority.unicodeScalars.index(after: $0)...] } ?? authority
        // `https://user:pass/word@host`: what is no port is the beginning of a password that holds a slash.
        if !isPort(hostAndPort(of: machine).port), let at = rest.unicodeScalars.lastIndex(of: "@") {
            return redacted(scheme + rest[rest.unicodeScalars.index(after: at)...])
        }
        return scheme + machine + path(of: rest)
    }

    /// Of what stands behind a login; the port is empty where none is written.
    private static func hostAndPort(of machine: Substring) -> (host: String, port: Substring) {
        let scalars = machine.unicodeScalars
        let isBracketed = scalars.first == "["
        let end = scalars.firstIndex(of: isBracketed ? "]" : ":") ?? scalars.endIndex
        let port = scalars[end...].drop { $0 == "]" || $0 == ":" }
        return (String(scalars[..<end].dropFirst(isBracketed ? 1 : 0)), Substring(port))
    }

    private static func isPort(_ text: Substring) -> Bool { text.utf8.allSatisfy { (0x30...0x39).contains($0) } }

    /// `user:password@host/path`, for which somebody forgot the scheme.
    private static func withoutLogin(_ text: String) -> String {
        let head = text.unicodeScalars.prefix { $0 != "/" }
        guard let at = head.lastIndex(of: "@"), head[..<at].contains(":") else { return text }
        return String(text.unicodeScalars[text.unicodeScalars.index(after: at)...])
    }

    private static func localPath(of url: String) throws(Failure) -> String {
        let (_, host, rest) = split(url)
        guard host.isEmpty || host == "localhost", rest.hasPrefix("/") else {
            throw .unsupportedAddress(redacted(url), why: "a file:// address names a path of this machine: file:///path")
        }
        return decoded(String(rest))
    }

    /// Percent escapes undone.
    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// Where `://` stands, whatever marks follow it.
    var schemeMark: Range<String.Index>? { unicodeScalars.firstRange(of: "://".unicodeScalars) }
}
