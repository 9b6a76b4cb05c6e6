import AuditRules

/// The versions of this tool and of what its reports depend on.
enum Version {
    static let number = "0.1.0"
    static var text: String {
        "skillaudit \(number) (rubric \(Grade.rubricVersion), report \(Report.schemaVersion), libgit2 \(GitLibrary.version))"
    }
}
