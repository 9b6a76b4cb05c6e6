/// What a `Package.swift` says in literals: packages it fetches and targets it builds.
struct SwiftPackageManifest {
    struct Dependency {
        /// The last part of the address, lower case, as the package manager identifies it.
        let identity: String
        let requirement: String?
    }

    struct Target {
        let name: String
        let path: String?
        let isTest: Bool
    }

    private(set) var dependencies: [Dependency] = []
    private(set) var targets: [Target] = []

    init(_ bytes: [UInt8]) {
        let pieces = Self.pieces(of: bytes)
        for (index, piece) in pieces.enumerated() {
            guard case .word(let word) = piece, index + 1 < pieces.count, pieces[index + 1] == .open else { continue }
            switch word {
            case "package": addDependency(Self.arguments(of: pieces, after: index + 1))
            case "target", "executableTarget", "testTarget", "macro", "plugin", "systemLibrary":
                addTarget(Self.arguments(of: pieces, after: index + 1), isTest: word == "testTarget")
            default: continue
            }
        }
    }

    /// The identity that an address stands for.
    static func identity(of address: String) -> String {
        var text = address[...]
        while text.hasSuffix("/") { text.removeLast() }
        if text.hasSuffix(".git") { text.removeLast(4) }
        let name = text.utf8.lastIndex { $0 == 0x2F || $0 == UInt8(ascii: ":") }.map { text[text.utf8.index(after: $0)...] } ?? text
        return name.lowercased()
    }

    private mutating func addDependency(_ arguments: [Piece]) {
        guard let address = Self.string(after: ["url", "id", "path"], in: arguments) else { return }
        var requirement: String?
        if !arguments.contains(.word("branch")), !arguments.contains(.word("revision")), !arguments.contains(.word("path")) {
            requirement =
                arguments.drop { $0 != .string(address) }.dropFirst().lazy.compactMap { piece in
                    if case .string(let text) = piece, text.utf8.first.map({ $0 >= 0x30 && $0 <= 0x39 }) == true { text } else { nil }
                }.first
        }
        dependencies.append(Dependency(identity: Self.identity(of: address), requirement: requirement))
    }

    private mutating func addTarget(_ arguments: [Piece], isTest: Bool) {
        guard let name = Self.string(after: ["name"], in: arguments) else { return }
        // `.product(name:package:)` and the like inside have their own parentheses, which `arguments` leaves out.
        targets.append(Target(name: name, path: Self.string(after: ["path"], in: arguments), isTest: isTest))
    }

    private enum Piece: Equatable {
        case word(String)
        case string(String)
        case open
        case close
    }

    /// The words and strings directly between a parenthesis and its partner; those in deeper ones only for `.upToNextMajor(from:)`.
    private static func arguments(of pieces: [Piece], after open: Int) -> [Piece] {
        var found: [Piece] = []
        var isVersion = [true]
        var index = open + 1
        while index < pieces.count, !isVersion.isEmpty {
            switch pieces[index] {
            case .open:
                var name = ""
                if case .word(let word) = pieces[index - 1] { name = word }
                isVersion.append(["upToNextMajor", "upToNextMinor", "exact", "branch", "revision"].contains(name))
            case .close: isVersion.removeLast()
            case .word, .string: if isVersion.last == true { found.append(pieces[index]) }
            }
            index += 1
        }
        return found
    }

    private static func string(after labels: Set<String>, in arguments: [Piece]) -> String? {
        for (index, piece) in arguments.enumerated().dropLast() {
            if case .word(let word) = piece, labels.contains(word), case .string(let text) = arguments[index + 1] { return text }
        }
        return nil
    }

    private static func pieces(of bytes: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
            let start = offset
            offset += 1
            switch byte {
            case UInt8(ascii: "("): pieces.append(.open)
            case UInt8(ascii: ")"): pieces.append(.close)
            case UInt8(ascii: "\""):
                while offset < bytes.count, bytes[offset] != byte, bytes[offset] != 0x0A {
                    offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
                }
                pieces.append(.string(String(decoding: bytes[(start + 1)..<min(offset, bytes.count)], as: UTF8.self)))
                offset += 1
            case UInt8(ascii: "/") where next == byte:
                while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
            case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
                while offset < bytes.count, !(bytes[offset] == byte && bytes[offset - 1] == next && offset > start + 2) { offset += 1 }
                offset += 1
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                while offset < bytes.count, isWord(bytes[offset]) { offset += 1 }
                pieces.append(.word(String(decoding: bytes[start..<offset], as: UTF8.self)))
            default: continue
            }
        }
        return pieces
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
