import AuditRules

/// The identity of a finding that survives edits elsewhere in its file: no line number and no commit is part of it.
enum Fingerprint {
    /// The findings in reading order, each with its id: SHA-256 over rule, path, enclosing function, the text of the flagged expression without white space, and
    /// a counter among equals.
    static func assigned(to findings: [Finding]) -> [Finding] {
        var seen: [[String]: Int] = [:]
        return findings.sorted { $0.isBefore($1) }.map { finding in
            let fields = [finding.rule, finding.location.path, finding.enclosingFunction, finding.expression]
            let counter = seen[fields, default: 0]
            seen[fields] = counter + 1
            var marked = finding
            marked.id = digest(fields + [String(counter)])
            return marked
        }
    }

    /// Each field stands behind its length, so that no two lists of fields make the same bytes.
    private static func digest(_ fields: [String]) -> String {
        var bytes: [UInt8] = []
        for field in fields {
            bytes.append(contentsOf: "\(field.utf8.count):".utf8)
            bytes.append(contentsOf: field.utf8)
        }
        return Digest.sha256(bytes)
    }
}
