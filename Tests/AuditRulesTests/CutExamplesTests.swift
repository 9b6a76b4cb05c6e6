import AuditRules
import Foundation
import SourceScanner
import Testing

/// Every example of every rule, cut at every byte: what is left is audited as a program of its own.
@Suite struct CutExamples {
    /// What stands unfinished at the end of a file adds nothing: whatever is found in a cut program is found without its unfinished end as well, or
    /// in the whole program.
    @Test(arguments: ExampleCase.all) func findsNothingThatNeitherTheFinishedPartNorTheWholeShows(_ example: ExampleCase) {
        let source = MarkedSource(example.example.source)
        var known: [Int: Set<Place>] = [:]
        func places(_ end: Int) -> Set<Place> {
            if let known = known[end] { return known }
            var cut = source
            cut.bytes.removeSubrange(end...)
            let found = Set(example.run(cut).findings.filter { $0.location.path == example.path }.map { Place($0) })
            known[end] = found
            return found
        }
        let whole = places(source.bytes.count)
        var previous: [CutToken] = []
        for end in 0..<source.bytes.count {
            let tokens = CutToken.all(in: Array(source.bytes[..<end]), example.example.language)
            // What lexes to the same is the same program.
            if tokens == previous { continue }
            previous = tokens
            let found = places(end).subtracting(whole)
            guard !found.isEmpty, let finished = finishedEnd(Array(source.bytes[..<end]), example) else { continue }
            let invented = found.subtracting(places(finished))
            #expect(invented.isEmpty, "cut at \(end), finished at \(finished): \(invented.map(\.message))")
        }
    }

    /// Where the statement or member starts that the end of the text cuts off; nil where there is none, but perhaps types whose members go on.
    private func finishedEnd(_ bytes: [UInt8], _ example: ExampleCase) -> Int? {
        let file = SourceFile(path: example.path, language: example.example.language, bytes: bytes)
        guard let innermost = CutToken.open(in: file).last else { return nil }
        var whole = parse(file).top
        while whole.kind == .file || whole.kind == .classDeclaration {
            let parts = whole.children.filter { $0.role == .statement || $0.role == .member }
            guard let part = parts.first(where: { $0.range.start <= innermost && innermost < $0.range.end }) else { return nil }
            whole = part
        }
        return whole.range.start
    }

    struct Place: Hashable {
        let start: Int
        let message: String
        init(_ finding: Finding) {
            start = finding.location.range.start
            message = finding.message
        }
    }
}

/// What a parser sees of a token.
struct CutToken: Equatable {
    let kind: Token.Kind
    let flags: UInt8
    let text: ArraySlice<UInt8>

    static func all(in bytes: [UInt8], _ language: Language) -> [CutToken] {
        let list = tokenize(SourceFile(path: "cut", language: language, bytes: bytes))
        return list.tokens.dropLast().map {
            CutToken(kind: $0.kind, flags: $0.flags.rawValue, text: bytes[Int($0.start)..<Int($0.end)])
        }
    }

    /// Where brackets and strings open that have no end of their own.
    static func open(in file: SourceFile) -> [Int] {
        let tokens = tokenize(file).tokens
        let end = file.bytes.count
        return tokens.filter { token in
            switch token.kind {
            case .open, .interpolationStart, .stringStart:
                tokens.indices.contains(Int(token.partner)) && Int(tokens[Int(token.partner)].start) == end
            default: token.flags.contains(.unterminated) && Int(token.end) == end
            }
        }.map { Int($0.start) }
    }
}
