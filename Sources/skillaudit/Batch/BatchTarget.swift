import Foundation

/// One line of a batch: what is to be audited.
struct BatchTarget: Sendable, Hashable {
    /// As the line says it; a path, an address, or `owner/name`.
    let target: String
    let revision: String?

    /// What went wrong with a line.
    struct Problem: Error { let sentence: String }

    /// Nil for a blank line and a comment. `TARGET`, `TARGET REVISION`, or a JSON object with `target` and `revision`; a path with blanks in it stands alone.
    static func read(_ line: String, exists: (String) -> Bool) throws(Problem) -> BatchTarget? {
        let line = line.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
        if line.hasPrefix("{") { return try BatchTarget(json: line) }
        if exists(line) { return BatchTarget(target: line, revision: nil) }
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count <= 2 else {
            throw Problem(
                sentence: "the line has \(words.count) words; TARGET or TARGET REVISION is understood, or a JSON object with `target`")
        }
        return BatchTarget(target: words[0], revision: words.count == 2 ? words[1] : nil)
    }

    init(target: String, revision: String?) {
        self.target = target
        self.revision = revision
    }

    private init(json line: String) throws(Problem) {
        struct Members: Decodable {
            let target: String?
            let repository: String?
            let repo: String?
            let revision: String?
            let commit: String?
        }
        guard let members = try? JSONDecoder().decode(Members.self, from: Data(line.utf8)) else {
            throw Problem(sentence: "the line is no JSON object with texts in it")
        }
        guard let target = members.target ?? members.repository ?? members.repo, !target.isEmpty else {
            throw Problem(sentence: "the JSON object has no `target`")
        }
        self.init(target: target, revision: members.revision ?? members.commit)
    }

    /// What the program is given: `owner/name` becomes an address or a path, by a template with `{owner}` and `{name}`, unless there is such a path.
    func expanded(by template: String, exists: (String) -> Bool) -> String {
        let parts = target.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy(Self.isName), !exists(target) else { return target }
        return template.replacing("{owner}", with: parts[0]).replacing("{name}", with: parts[1])
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    /// How this target is found again in an earlier output: without what may be secret in an address.
    var key: BatchTarget { BatchTarget(target: GitAddress.redacted(target), revision: revision) }

    var json: JSON { ["target": .string(key.target), "revision": .optional(revision)] }
}
