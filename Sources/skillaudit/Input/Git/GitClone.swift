import CGit2

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A repository fetched from an address: one branch or tag of it, bare, in a temporary folder.
struct GitClone {
    let folder: TemporaryFolder
    let commit: git_oid

    /// `revision` nil: what the server's HEAD names. `isWhole`: all branches and tags, with their history.
    init(of address: GitAddress, revision: String?, isWhole: Bool = false, limits: Limits = Limits()) throws(Failure) {
        folder = try TemporaryFolder()
        let session = try FetchSession(address, limits)
        defer { session.finish() }
        do {
            commit = try Self.fetch(address, revision, isWhole: isWhole, into: folder.path, session)
        } catch let problem as Failure {
            throw problem
        } catch {
            throw session.failure(for: error)
        }
    }

    private static func fetch(_ address: GitAddress, _ revision: String?, isWhole: Bool, into path: String, _ session: FetchSession) throws
        -> git_oid
    {
        let repository = try GitRepository(creatingBareAt: path)
        // libgit2 looks for ~/.ssh/known_hosts where it looks for the user's configuration.
        if address.transport == .ssh, let home = Environment["HOME"] {
            _ = skillaudit_git_search_path(GIT_CONFIG_LEVEL_GLOBAL.rawValue, home)
        }
        defer { _ = skillaudit_git_search_path(GIT_CONFIG_LEVEL_GLOBAL.rawValue, "") }
        let remote = try GitRemote(address.location, of: repository, session)
        try remote.connect()
        session.watch.seeSign()
        let references = try remote.references()
        guard !references.isEmpty else { throw Failure.nothingToAudit(address.display, skipped: 0) }

        let choice = try FetchChoice(revision, among: references, at: address)
        try remote.fetch(isWhole ? FetchChoice.everything : choice.specifications, isShallow: !isWhole && choice.commit != nil)
        if let commit = choice.commit { return commit }
        do {
            return try repository.commit(named: revision ?? "HEAD")
        } catch {
            throw Failure.unknownRevision(revision ?? "HEAD", in: address.display, known: FetchChoice.branches(references))
        }
    }
}

/// A reference that a server offers.
struct RemoteReference {
    let name: String
    let id: git_oid
    /// What it stands for, where it is HEAD.
    let target: String?
}

/// What to fetch for a revision: as little as possible.
struct FetchChoice {
    let specifications: [String]
    static let everything = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"]
    /// The commit (or tag) in question, where the server's list already tells it.
    let commit: git_oid?

    init(_ revision: String?, among references: [RemoteReference], at address: GitAddress) throws(Failure) {
        guard let revision else {
            guard let head = references.first(where: { $0.name == "HEAD" }) else {
                throw .noHead(path: address.display, branches: Self.branches(references))
            }
            let branch = head.target ?? references.first { $0.name.hasPrefix("refs/heads/") && Self.same($0.id, head.id) }?.name
            self.init(branch ?? "HEAD", head.id)
            return
        }
        for name in [revision, "refs/heads/\(revision)", "refs/tags/\(revision)"] {
            if let found = references.first(where: { $0.name == name }) {
                self.init(found.name, found.id)
                return
            }
        }
        // A commit id that is some reference's tip needs only that one.
        if revision.utf8.count == 40,
            let tip = references.first(where: { Self.text($0.id) == revision.lowercased() && !$0.name.hasSuffix("^{}") })
        {
            self.init(tip.name, tip.id)
            return
        }
        // `main~2`: the history of one branch; anything else may be anywhere.
        let base = revision.prefix { !"~^@:".contains($0) }
        if base.count < revision.count,
            let branch = references.first(where: { $0.name == "refs/heads/\(base)" || $0.name == "refs/tags/\(base)" })
        {
            self.init(["+\(branch.name):\(branch.name)"])
        } else {
            self.init(Self.everything)
        }
    }

    private init(_ specifications: [String]) {
        self.specifications = specifications
        commit = nil
    }

    private init(_ name: String, _ id: git_oid) {
        specifications = ["+\(name):\(name == "HEAD" ? "refs/heads/HEAD" : name)"]
        commit = id
    }

    private static let usual: Set<String> = ["main", "master", "trunk", "develop"]

    /// Names of the branches, the likely ones first.
    static func branches(_ references: [RemoteReference]) -> [String] {
        let names = references.filter { $0.name.hasPrefix("refs/heads/") }.map { String($0.name.dropFirst(11)) }.sorted()
        return names.filter(usual.contains) + names.filter { !usual.contains($0) }
    }

    private static func same(_ left: git_oid, _ right: git_oid) -> Bool { text(left) == text(right) }

    static func text(_ id: git_oid) -> String {
        withUnsafeBytes(of: id) { bytes in
            var text: [UInt8] = []
            let digits = Array("0123456789abcdef".utf8)
            for byte in bytes.prefix(20) { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
            return String(decoding: text, as: UTF8.self)
        }
    }
}

/// The other side of a fetch.
private struct GitRemote: ~Copyable {
    private let pointer: OpaquePointer
    private let session: FetchSession

    init(_ location: String, of repository: borrowing GitRepository, _ session: FetchSession) throws(GitError) {
        var options = git_remote_create_options()
        try check(git_remote_create_options_init(&options, UInt32(GIT_REMOTE_CREATE_OPTIONS_VERSION)))
        options.repository = repository.pointer
        options.flags = GIT_REMOTE_CREATE_SKIP_INSTEADOF.rawValue | GIT_REMOTE_CREATE_SKIP_DEFAULT_FETCHSPEC.rawValue
        var made: OpaquePointer?
        try check(git_remote_create_with_opts(&made, location, &options))
        guard let made else { throw GitError(code: GIT_ERROR.rawValue, part: 0, message: "no remote was made") }
        pointer = made
        self.session = session
    }

    deinit {
        git_remote_disconnect(pointer)
        git_remote_free(pointer)
    }

    func connect() throws(GitError) {
        var options = git_remote_connect_options()
        try check(git_remote_connect_options_init(&options, UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION)))
        options.callbacks = session.callbacks
        options.follow_redirects = GIT_REMOTE_REDIRECT_INITIAL
        options.proxy_opts.type = GIT_PROXY_AUTO
        try check(git_remote_connect_ext(pointer, GIT_DIRECTION_FETCH, &options))
    }

    func references() throws(GitError) -> [RemoteReference] {
        var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
        var count = 0
        try check(git_remote_ls(&heads, &count, pointer))
        return (0..<count).compactMap { index in
            guard let head = heads?[index]?.pointee, let name = head.name else { return nil }
            return RemoteReference(name: String(cString: name), id: head.oid, target: head.symref_target.map { String(cString: $0) })
        }
    }

    func fetch(_ specifications: [String], isShallow: Bool) throws(GitError) {
        var options = git_fetch_options()
        try check(git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION)))
        options.callbacks = session.callbacks
        options.follow_redirects = GIT_REMOTE_REDIRECT_INITIAL
        options.proxy_opts.type = GIT_PROXY_AUTO
        options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
        options.update_fetchhead = 0
        if isShallow { _ = skillaudit_git_fetch_depth(&options, 1) }
        var texts = specifications.map { strdup($0) }
        defer { for text in texts { free(text) } }
        let code = texts.withUnsafeMutableBufferPointer { buffer in
            var list = git_strarray(strings: buffer.baseAddress, count: buffer.count)
            return git_remote_fetch(pointer, &list, &options, nil)
        }
        try check(code)
    }
}

/// What libgit2 asks and tells while it talks to a server. Belongs to one thread.
private final class FetchSession {
    private let address: GitAddress
    private var login: GitLogin
    private let secrets: [String]
    let watch: FetchWatch
    /// Why the session ended the fetch itself.
    private var refusal: Failure?

    init(_ address: GitAddress, _ limits: Limits) throws(Failure) {
        self.address = address
        watch = try FetchWatch(address.display, limits)
        login = GitLogin(for: address)
        secrets = login.secrets
    }

    var callbacks: git_remote_callbacks {
        var callbacks = git_remote_callbacks()
        git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION))
        callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
        callbacks.credentials = { result, url, user, kinds, payload in
            guard let payload else { return GIT_EAUTH.rawValue }
            let session = Unmanaged<FetchSession>.fromOpaque(payload).takeUnretainedValue()
            session.watch.seeSign()
            return session.login.answer(
                result, url: url.map { String(cString: $0) } ?? "", user: user.map { String(cString: $0) },
                kinds: UInt32(bitPattern: Int32(kinds)))
        }
        callbacks.transfer_progress = { statistics, payload in
            guard let payload, let statistics else { return 0 }
            return Unmanaged<FetchSession>.fromOpaque(payload).takeUnretainedValue().goesOn(statistics.pointee) ? 0 : GIT_EUSER.rawValue
        }
        callbacks.sideband_progress = { _, _, payload in
            guard let payload else { return 0 }
            Unmanaged<FetchSession>.fromOpaque(payload).takeUnretainedValue().watch.seeSign()
            return 0
        }
        return callbacks
    }

    func finish() {
        watch.finish()
        StatusLine.clear()
    }

    private func goesOn(_ statistics: git_indexer_progress) -> Bool {
        watch.seeSign()
        refusal = watch.refusal(received: statistics.received_bytes)
        Self.show(statistics)
        return refusal == nil
    }

    private static func show(_ statistics: git_indexer_progress) {
        guard statistics.total_objects > 0 else { return }
        let percent = Int(statistics.received_objects) * 100 / Int(statistics.total_objects)
        StatusLine.show("receiving \(percent) % of \(statistics.total_objects) objects, \(statistics.received_bytes >> 10) KB")
    }

    /// Words an error of the library, without the secrets that it may quote.
    func failure(for error: any Error) -> Failure {
        if let refusal { return refusal }
        guard let error = error as? GitError else { return .unreachable(address.display, why: "\(error)") }
        if error.isCertificate, address.transport == .ssh { return .loginRefused(address.display, .unknownHostKey) }
        if error.isRefusedLogin { return .loginRefused(address.display, login.outcome ?? .refused) }
        let message = secrets.reduce(GitAddress.redacted(error.message)) { $0.replacing($1, with: "…") }
        if error.isNotFound || message.contains("404") { return .notARepositoryThere(address.display) }
        if message.contains("401") || message.contains("403") { return .loginRefused(address.display, login.outcome ?? .refused) }
        if message.contains("does not appear to be a git repository") { return .notARepositoryThere(address.display) }
        // A server may say several lines; they are told as one.
        return .unreachable(address.display, why: message.split(whereSeparator: \.isNewline).joined(separator: "; "))
    }
}
