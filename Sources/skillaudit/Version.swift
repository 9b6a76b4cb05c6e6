import AuditRules

/// The versions of this tool and of what its reports depend on. The number stands here alone: packages, manual page and image take it from here.
enum Version {
    static let number = "0.1.0"
    static var text: String {
        "skillaudit \(number) (rubric \(Grade.rubricVersion), report \(Report.schemaVersion), libgit2 \(GitLibrary.version))"
    }
}
