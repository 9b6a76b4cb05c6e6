import CGit2

/// libgit2, set up once for the whole process.
///
/// It is never shut down: a shutdown would run before the last handle is freed.
enum GitLibrary {
    private static let setUp: Int32 = {
        let code = git_libgit2_init()
        guard code >= 0 else { return code }
        _ = skillaudit_git_strict_hash_verification(0)
        _ = skillaudit_git_owner_validation(0)
        _ = skillaudit_git_object_cache(0)
        _ = skillaudit_git_accept_extensions()
        _ = skillaudit_git_server_timeouts(20_000, 60_000)
        // No configuration but the repository's own: a report must not depend on who runs the audit.
        for level in [GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL] {
            _ = skillaudit_git_search_path(level.rawValue, "")
        }
        return code
    }()

    /// Must have returned before any other call to libgit2.
    static func start() throws(GitError) { try check(setUp) }

    static var version: String {
        var major: Int32 = 0
        var minor: Int32 = 0
        var revision: Int32 = 0
        git_libgit2_version(&major, &minor, &revision)
        return "\(major).\(minor).\(revision)"
    }
}

/// What libgit2 said when a call failed.
struct GitError: Error, Sendable {
    /// A `git_error_code`.
    let code: Int32
    /// A `git_error_t`: the part of the library that failed.
    let part: Int32
    let message: String

    var isNotFound: Bool { code == GIT_ENOTFOUND.rawValue }
    var isUnborn: Bool { code == GIT_EUNBORNBRANCH.rawValue }
    var isAmbiguous: Bool { code == GIT_EAMBIGUOUS.rawValue }
    var isRefusedLogin: Bool { code == GIT_EAUTH.rawValue }
    var isCertificate: Bool { code == GIT_ECERTIFICATE.rawValue }
}

/// Turns a return code into an error.
@discardableResult
func check(_ code: Int32) throws(GitError) -> Int32 {
    guard code < 0 else { return code }
    let last = git_error_last()
    let message = last?.pointee.message.map { String(cString: $0) } ?? "libgit2 returned \(code)"
    throw GitError(code: code, part: last?.pointee.klass ?? 0, message: message)
}
