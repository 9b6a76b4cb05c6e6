/// Why a run could not do what was asked: what was tried, on what, why it failed. All of them are worded here, and this file alone picks the exit code.
enum Failure: Error, Sendable, Equatable {
    case usage(String, help: String)
    case configuration(path: String, [ConfigurationProblem])
    case baseline(path: String, [ConfigurationProblem])
    /// A file that was named on the command line or in the configuration.
    case unusableFile(path: String, why: String)
    case notAReport(path: String, why: String)
    case cannotWrite(path: String, why: String)
    /// `unread`: something that should have been read and was not, and why.
    case nothingToAudit(String, skipped: Int, unread: String? = nil)
    case missingPath(String)
    case unreadable(path: String, why: String)
    case notARepository(path: String, revision: String)
    case unknownRevision(String, in: String, known: [String])
    case noHead(path: String, branches: [String])
    case noMergeBase(String, in: String, isShallow: Bool)
    case damagedRepository(path: String, why: String)
    case unsupportedAddress(String, why: String)
    case offline(String)
    case unreachable(String, why: String)
    case loginRefused(String, Login)
    case notARepositoryThere(String)

    /// What was tried to be let in.
    enum Login: Sendable, Equatable { case nothingToOffer, refused, noAgent, noKey, unknownHostKey }

    static func git(_ error: GitError, path: String) -> Failure { .damagedRepository(path: path, why: error.message) }

    /// REPORT, "Exit codes".
    var exitCode: Int32 {
        switch self {
        case .usage, .configuration, .baseline, .unusableFile, .notAReport, .cannotWrite: 2
        case .nothingToAudit: 3
        case .missingPath, .unreadable, .notARepository, .unknownRevision, .noHead, .noMergeBase, .damagedRepository, .unsupportedAddress,
            .offline,
            .unreachable,
            .loginRefused, .notARepositoryThere:
            4
        }
    }

    /// One sentence; one for each mistake in a configuration.
    var sentence: String {
        switch self {
        case .usage(let what, _): what
        case .configuration(let path, let problems), .baseline(let path, let problems):
            problems.map { "\(path):\($0.position.line):\($0.position.column): \($0.message)\($0.help.map { "; \($0)" } ?? "")" }
                .joined(separator: "\nskillaudit: ")
        case .unusableFile(let path, let why): "\(path) cannot be used: \(why)"
        case .notAReport(let path, let why): "\(path) is no report of skillaudit: \(why)"
        case .cannotWrite(let path, let why): "\(path) cannot be written: \(why)"
        case .nothingToAudit(let target, let skipped, let unread):
            "there is nothing to audit in \(target): no TypeScript, JavaScript, Python or Swift file"
                + (skipped > 0 ? " beside the \(skipped) that were skipped" : "") + (unread.map { "; \($0)" } ?? "")
        case .missingPath(let path): "\(path) does not exist"
        case .unreadable(let path, let why): "\(path) cannot be read: \(why)"
        case .notARepository(let path, let revision): "\(path) is not in a git repository, so it has no revision \(revision)"
        case .unknownRevision(let revision, let repository, _): "\(repository) has no revision \(revision)"
        case .noHead(let path, _): "HEAD of \(path) names a branch that does not exist"
        case .noMergeBase(let revision, let path, _): "\(revision) and what is audited of \(path) have no commit in common"
        case .damagedRepository(let path, let why): "the repository \(path) cannot be read: \(why)"
        case .unsupportedAddress(let address, let why): "\(address) is not fetched: \(why)"
        case .offline(let address): "\(address) is not fetched because of --offline"
        case .unreachable(let address, let why): "\(address) cannot be cloned: \(why)"
        case .loginRefused(let address, .nothingToOffer): "\(address) asks for a login, and the environment holds none for its host"
        case .loginRefused(let address, .refused): "\(address) refused the login"
        case .loginRefused(let address, .noAgent): "\(address) asks for an ssh key, and no ssh agent is running"
        case .loginRefused(let address, .noKey): "\(address) accepts no key of the ssh agent"
        case .loginRefused(let address, .unknownHostKey): "the host key of \(address) is not in known_hosts, or another one is"
        case .notARepositoryThere(let address): "there is no git repository at \(address), or none that this login may see"
        }
    }

    /// What to do about it.
    var help: String {
        switch self {
        case .usage(_, let help): help
        case .configuration: "`skillaudit schema config` prints what may stand there; --no-config goes without"
        case .baseline: "`skillaudit baseline` writes it anew"
        case .unusableFile: "check the path; relative paths start at the current folder"
        case .notAReport: "write one with --output json=FILE"
        case .cannotWrite("standard output", _): "see where it leads: a full disk or a reader that is gone takes nothing"
        case .cannotWrite(_, let why) where why == SystemError.diskIsFull: "make room on its disk, or name a file on another"
        case .cannotWrite: "name a folder that exists and that you may write to"
        case .nothingToAudit(_, _, .some): "check the permissions, or raise the limit that was reached"
        case .nothingToAudit(_, let skipped, nil):
            skipped > 0 ? "name a skipped folder itself to audit it, or widen --include" : "check the path; other languages are not read"
        case .missingPath(let path): MissingPath(path).help
        case .unreadable: "check the permissions"
        case .notARepository: "leave --revision out to audit the files as they are"
        case .unknownRevision(_, _, let known):
            known.isEmpty
                ? "give a branch, a tag or a commit id"
                : "give a tag, a commit id or one of its branches: \(known.prefix(8).joined(separator: ", "))"
        case .noHead(_, let branches): "name a branch: --revision \(branches.prefix(8).joined(separator: " or --revision "))"
        case .noMergeBase(_, _, let isShallow):
            isShallow
                ? "this clone is shallow: fetch the history (`git fetch --unshallow`, or `fetch-depth: 0` in actions/checkout)"
                : "name another branch"
        case .damagedRepository: "`git fsck` tells more; copy the files out to audit them as a folder"
        case .unsupportedAddress: "use https://, ssh://, user@host:path or a path on this machine"
        case .offline: "clone it yourself and give its path, or leave --offline out"
        case .unreachable: "check the address and the network; a clone of your own can be audited by its path"
        case .notARepositoryThere(let address) where address.hasPrefix("ssh:") || !address.contains("://"):
            "check the path; over ssh the keys of your agent decide what may be seen"
        case .loginRefused(_, .nothingToOffer), .loginRefused(_, .refused), .notARepositoryThere:
            "set SKILLAUDIT_GIT_HOST with SKILLAUDIT_GIT_PASSWORD (a token), or GITHUB_TOKEN for github.com, GITLAB_TOKEN for gitlab.com"
        case .loginRefused(_, .noAgent): "start an agent and add your key: ssh-add"
        case .loginRefused(_, .noKey): "add a key that may read it: ssh-add; `ssh-add -l` lists those that are there"
        case .loginRefused(_, .unknownHostKey): "connect once with ssh and check the key's fingerprint"
        }
    }

    /// Two lines on standard error, more for several mistakes. They quote paths, servers and configurations: nothing in them may command the terminal.
    func tell() {
        for line in ["skillaudit: \(sentence)", "help: \(help)"].flatMap({ $0.split(separator: "\n") }) {
            StandardError.line(CleanText(Array(line.unicodeScalars), masked: []).text)
        }
    }
}

/// A path that does not exist, and what somebody may have meant by it.
private struct MissingPath {
    let path: String

    init(_ path: String) { self.path = path }

    var help: String {
        let usual = "check the spelling; relative paths start at the current folder"
        if !path.contains("/"), let command = RuleName(path).nearest(among: Subcommands.names) {
            return "did you mean `skillaudit \(command)`? Else \(usual)"
        }
        // A file of a folder that is there is a mistyped path, and no owner's repository.
        let address = BatchTarget(target: path, revision: nil).expanded(by: "https://github.com/{owner}/{name}") { _ in
            LocalPath.exists(String(path.prefix { $0 != "/" }))
        }
        return address == path ? usual : "\(usual); GitHub's repository of that name is \(address)"
    }
}
