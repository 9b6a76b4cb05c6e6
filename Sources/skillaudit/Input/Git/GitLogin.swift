import CGit2

/// The logins that may be offered to one host, each at most once. Nothing ever prompts, and no helper program is run.
struct GitLogin: Sendable {
    struct Password: Sendable, Equatable {
        let user: String
        let secret: String
    }

    private let host: String
    private var passwords: [Password]
    private var hasAgent: Bool
    private let user: String?
    /// What came of it, for the message.
    private(set) var outcome: Failure.Login?

    /// What an address and the environment have for its host. A variable's secret goes to the one host that it is for, and over `http://` only if the
    /// variables name the host in so many words.
    init(for address: GitAddress, environment: (String) -> String? = { Environment[$0] }) {
        host = address.host
        user = address.user
        hasAgent = address.transport == .ssh && environment("SSH_AUTH_SOCK") != nil
        var passwords: [Password] = []
        if let password = address.password { passwords.append(Password(user: address.user ?? "git", secret: password)) }
        if address.transport == .http {
            // `https://TOKEN@host`: the token stands where the user name would.
            if address.password == nil, let token = address.user { passwords.append(Password(user: token, secret: "x-oauth-basic")) }
            if environment("SKILLAUDIT_GIT_HOST")?.lowercased() == address.host, let secret = environment("SKILLAUDIT_GIT_PASSWORD") {
                passwords.append(Password(user: environment("SKILLAUDIT_GIT_USERNAME") ?? "git", secret: secret))
            }
            if address.location.hasPrefix("https://") {
                let gitLabHost = environment("CI_SERVER_HOST")?.lowercased() ?? "gitlab.com"
                if address.host == "github.com", let token = environment("GITHUB_TOKEN") {
                    passwords.append(Password(user: "x-access-token", secret: token))
                }
                if address.host == gitLabHost, let token = environment("GITLAB_TOKEN") {
                    passwords.append(Password(user: "oauth2", secret: token))
                }
                if address.host == environment("CI_SERVER_HOST")?.lowercased(), let token = environment("CI_JOB_TOKEN") {
                    passwords.append(Password(user: "gitlab-ci-token", secret: token))
                }
            }
        }
        self.passwords = passwords
    }

    /// What must not appear in a message.
    var secrets: [String] { passwords.flatMap { [$0.secret, $0.user] }.filter { $0.utf8.count > 7 } }

    /// Answers libgit2's question for a login; 0, or a code that ends the attempt.
    mutating func answer(
        _ result: UnsafeMutablePointer<UnsafeMutablePointer<git_credential>?>?, url: String, user asked: String?, kinds: UInt32
    ) -> Int32 {
        guard let asking = try? GitAddress.meaning(of: url, exists: { _ in false }), case .address(let address) = asking,
            address.host == host
        else {
            // A redirect led to another host: it gets nothing.
            outcome = .nothingToOffer
            return GIT_EAUTH.rawValue
        }
        if kinds & GIT_CREDENTIAL_USERNAME.rawValue != 0 { return git_credential_username_new(result, user ?? "git") }
        if kinds & GIT_CREDENTIAL_SSH_KEY.rawValue != 0, hasAgent {
            hasAgent = false
            outcome = .noKey
            return git_credential_ssh_key_from_agent(result, asked ?? user ?? "git")
        }
        if kinds & GIT_CREDENTIAL_USERPASS_PLAINTEXT.rawValue != 0, !passwords.isEmpty {
            let next = passwords.removeFirst()
            outcome = .refused
            return git_credential_userpass_plaintext_new(result, next.user, next.secret)
        }
        if outcome == nil { outcome = kinds & GIT_CREDENTIAL_SSH_KEY.rawValue != 0 ? .noAgent : .nothingToOffer }
        return GIT_EAUTH.rawValue
    }
}
