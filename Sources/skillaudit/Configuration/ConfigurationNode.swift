import SourceScanner
import Yams

/// A piece of a YAML document and its place in it: what the readers of configuration and baseline see of YAML.
struct ConfigurationNode: Sendable {
    enum Content: Sendable {
        /// `isPlain`: written without quotes, so that `true`, `null` and numbers mean what they look like.
        case text(String, isPlain: Bool)
        case list([ConfigurationNode])
        case map([Member])
    }

    struct Member: Sendable {
        let name: String
        let position: SourcePosition
        let value: ConfigurationNode
    }

    let content: Content
    let position: SourcePosition

    /// The document in a file; nil where it holds nothing but blanks and comments.
    ///
    /// Anchors and aliases are refused: no configuration needs them, and a few of them can stand for more nodes than there are atoms.
    static func document(_ bytes: [UInt8]) throws(ConfigurationProblem) -> ConfigurationNode? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        let lines = LineIndex(bytes)
        if let offset = bytes.firstInvalidUTF8 {
            throw ConfigurationProblem(lines.position(at: offset), "these bytes are not UTF-8")
        }
        if let alias = anchor(in: bytes) {
            throw ConfigurationProblem(
                lines.position(at: alias), "anchors (`&name`) and aliases (`*name`) are not read", help: "write the value out")
        }
        // The padding keeps the text on the heap: the parser holds a pointer to the bytes for longer than a short string keeps them in place.
        let text = String(decoding: bytes, as: UTF8.self) + String(repeating: "\n", count: 32)
        do {
            let parser = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8)
            return try parser.singleRoot().map { Self($0) }
        } catch let error as YamlError {
            throw ConfigurationProblem(error, lines, bytes)
        } catch {
            throw ConfigurationProblem(SourcePosition(line: 1, column: 1), "this is no YAML")
        }
    }

    init(content: Content, position: SourcePosition) {
        self.content = content
        self.position = position
    }

    private init(_ node: Yams.Node) {
        position = SourcePosition(node.mark)
        switch node {
        case .scalar(let scalar): content = .text(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any)
        case .sequence(let items): content = .list(items.map { Self($0) })
        case .mapping(let pairs):
            content = .map(
                pairs.map { Member(name: $0.key.scalar?.string ?? "", position: SourcePosition($0.key.mark), value: Self($0.value)) })
        case .alias: content = .text("", isPlain: false)
        }
    }

    /// The offset of an anchor to which some alias may refer.
    private static func anchor(in bytes: [UInt8]) -> Int? {
        func names(behind mark: UInt8) -> [(name: ArraySlice<UInt8>, offset: Int)] {
            bytes.indices.filter { bytes[$0] == mark }.compactMap { offset in
                let name = bytes[(offset + 1)...].prefix { $0.isAnchorByte }
                return name.isEmpty ? nil : (name, offset)
            }
        }
        let anchors = names(behind: UInt8(ascii: "&"))
        guard !anchors.isEmpty else { return nil }
        let aliases = Set(names(behind: UInt8(ascii: "*")).map(\.name))
        return anchors.first { aliases.contains($0.name) }?.offset
    }

    /// What stands here, for a message: "a list", "`yes`".
    var kind: String {
        switch content {
        case .text(let text, _): text.isEmpty ? "nothing" : "`\(text.unicodeScalars.count > 40 ? String(text.prefix(40)) + "…" : text)`"
        case .list: "a list"
        case .map: "a mapping"
        }
    }
}

/// What is wrong at a place of a configuration.
struct ConfigurationProblem: Error, Sendable, Equatable {
    let position: SourcePosition
    let message: String
    /// What to do about it, where that is known.
    let help: String?

    init(_ position: SourcePosition, _ message: String, help: String? = nil) {
        self.position = position
        self.message = message
        self.help = help
    }

    fileprivate init(_ error: YamlError, _ lines: LineIndex, _ bytes: [UInt8]) {
        func place(_ mark: Mark) -> SourcePosition {
            SourcePosition(mark).line <= lines.lineCount ? SourcePosition(mark) : lines.position(at: bytes.count)
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            let isGlob = problem.contains("alias") || problem.contains("alphabetic or numeric")
            self.init(
                place(mark),
                problem.contains("undefined alias")
                    ? "this is read as a YAML alias"
                    : problem.contains("another document") ? "a second document begins here" : "this is no YAML: \(problem)",
                help: isGlob ? "put a pattern that begins with `*` in quotes" : nil)
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(place(context.mark), "`\(duplicates.first ?? "")` is written twice", help: "a key stands once in a mapping")
        case .reader(let problem, let offset, _, let yaml):
            let bytesBefore = offset.map { yaml.prefix($0).utf8.count } ?? 0
            self.init(lines.position(at: bytesBefore), problem)
        default: self.init(SourcePosition(line: 1, column: 1), "this is no YAML")
        }
    }
}

extension SourcePosition {
    fileprivate init(_ mark: Mark?) { self.init(line: max(mark?.line ?? 1, 1), column: max(mark?.column ?? 1, 1)) }
}

extension UInt8 {
    /// What the name of an anchor is made of.
    fileprivate var isAnchorByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension [UInt8] {
    /// The offset of the first bytes that are not UTF-8.
    fileprivate var firstInvalidUTF8: Int? {
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = makeIterator()
        var offset = 0
        while true {
            switch decoder.parseScalar(from: &iterator) {
            case .valid(let scalar): offset += scalar.count
            case .error: return offset
            case .emptyInput: return nil
            }
        }
    }
}
