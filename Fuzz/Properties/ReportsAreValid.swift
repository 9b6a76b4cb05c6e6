import AuditRules
import Foundation
import FoundationXML
import Fuzzing
import SourceScanner

@testable import skillaudit

/// Whatever a repository writes into names, lines and messages, every report is a valid document of its format, obeys nothing of it, and shows no secret.
@main
struct ReportsAreValid {
    private static let secret = "ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5"

    static func main() {
        let expectedTags = tags(of: render(report(of: Array("x".utf8)), as: .html, style: .plain))
        fuzz { bytes in
            let report = report(of: bytes)
            for format in OutputFormat.allCases {
                let text = render(report, as: format, style: TextStyle(width: 80))
                require(!text.contains(secret), "\(format.rawValue) shows the secret")
                let stray = text.unicodeScalars.first { !CleanText.isHarmless($0) && $0 != "\n" && $0 != "\r" }
                require(stray == nil, "\(format.rawValue) holds U+\(stray.map { String($0.value, radix: 16) } ?? "")")
                switch format {
                case .json, .jsonLine, .sarif, .gitLabCodeQuality, .gitLabSAST:
                    require((try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil, "\(format.rawValue) is no JSON:\n\(text)")
                    require(format != .jsonLine || !text.dropLast().contains("\n"), "more than one line:\n\(text)")
                case .junit, .badge:
                    require(XMLParser(data: Data(text.utf8)).parse(), "\(format.rawValue) is no XML:\n\(text)")
                case .html: require(tags(of: text).isSubset(of: expectedTags), "\(tags(of: text).subtracting(expectedTags)) in:\n\(text)")
                case .csv: checkTable(text)
                case .github:
                    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                    require(
                        lines.allSatisfy {
                            $0.hasPrefix("::error ") || $0.hasPrefix("::notice ") || $0.hasPrefix("::warning ")
                                || $0.hasPrefix("skillaudit: ")
                        },
                        "a command of its own in:\n\(text)")
                case .text, .markdown: break
                }
            }
        }
    }

    /// Fuzzed bytes as paths, lines, messages and remarks, the secret in quotes between them.
    private static func report(of bytes: [UInt8]) -> Report {
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        func part(_ index: Int) -> String { parts[index % parts.count] }
        let source = "\(part(1)) = '\(secret)' \(part(2))\njwt.decode(token)\n"
        let file = SourceFile(path: part(0).isEmpty ? "a.ts" : part(0), language: .typeScript, bytes: Array(source.utf8))
        let tree = parse(file)
        let middle = min(part(1).utf8.count, file.bytes.count)
        let location = Location(tree, ByteRange(0, middle))
        var findings: [Finding] = []
        for rule in [Rule.all[0], Rule.all[Rule.all.count / 2], Rule.all[Rule.all.count - 1]] {
            var found = Findings(rule: rule)
            found.add(
                tree.top, at: location, surface: .production, "\(part(3)) \"\(secret)\"", [Evidence(location, "\(part(4)) '\(secret)'")],
                severity: .high)
            findings += found.found
        }
        if var last = findings.last {
            last.suppression = Suppression(origin: .comment, reason: "\(part(5)) '\(secret)'")
            findings.append(last)
        }
        var site = TokenSite(
            kind: .verify, library: part(3), api: part(4), syntax: tree.top, location: location, surface: .production)
        site.evidence = [Evidence(location, part(5))]
        return Report(
            toolVersion: "1", target: Report.Target(input: "https://u:\(secret)@h/\(part(0))", kind: .url, revision: nil),
            findings: findings,
            sites: [site], skipped: [Report.Skipped(path: part(1), reason: part(2))],
            extent: Report.Extent(files: 1, bytes: 1, filesParsed: 1), rules: Rule.all, source: { _ in file })
    }

    /// The names of a page's elements and attributes, the text between them left out.
    private static func tags(of page: String) -> Set<String> {
        var found: Set<String> = []
        for piece in page.split(separator: "<").dropFirst() {
            let tag = piece.prefix { $0 != ">" }
            found.insert(String(tag.prefix { $0 != " " && $0 != "\n" }))
            // Values stand in double quotes; between them are names.
            for (index, outside) in tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated() where index % 2 == 0 {
                found.formUnion(outside.split(whereSeparator: \.isWhitespace).dropFirst(index == 0 ? 1 : 0).map(String.init))
            }
        }
        return found
    }

    /// RFC 4180, and no cell that a spreadsheet would run.
    private static func checkTable(_ text: String) {
        var rows: [[String]] = [[]]
        var cell = ""
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            if isQuoted {
                guard scalar == "\"" else {
                    cell.unicodeScalars.append(scalar)
                    continue
                }
                if scalars.first == "\"" {
                    cell.unicodeScalars.append(scalar)
                    scalars = scalars.dropFirst()
                } else {
                    isQuoted = false
                }
            } else if scalar == "\"" {
                require(cell.isEmpty, "a quote inside a cell")
                isQuoted = true
            } else if scalar == "," || scalar == "\n" {
                rows[rows.count - 1].append(cell)
                cell = ""
                if scalar == "\n" { rows.append([]) }
            } else if scalar != "\r" {
                cell.unicodeScalars.append(scalar)
            }
        }
        require(!isQuoted && cell.isEmpty && rows.removeLast().isEmpty, "the table does not end with a line ending")
        require(Set(rows.map(\.count)).count == 1, "rows of different length in:\n\(text)")
        for cell in rows.joined() {
            require(cell.unicodeScalars.first.map { !"=+-@".unicodeScalars.contains($0) } ?? true, "the cell \(cell) is a formula")
        }
    }
}
