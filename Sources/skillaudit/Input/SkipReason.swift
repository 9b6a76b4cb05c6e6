/// Why a file or a whole folder was not looked at.
enum SkipReason: Sendable, Equatable {
    case dependencies, virtualEnvironment, vendored, buildOutput, compiledScript, minified, generated, binary
    case symlink, symlinkOutOfRoot, submodule, special
    case tooLarge(limit: Int)
    case tooDeep, tooMany
    case excluded, notIncluded
    case unreadable(String)

    var text: String {
        switch self {
        case .dependencies: "dependencies"
        case .virtualEnvironment: "virtual environment"
        case .vendored: "vendored code"
        case .buildOutput: "build output"
        case .compiledScript: "build output (JavaScript)"
        case .minified: "minified"
        case .generated: "generated"
        case .binary: "binary"
        case .symlink: "symlink"
        case .symlinkOutOfRoot: "symlink out of the root"
        case .submodule: "submodule"
        case .special: "not a regular file"
        case .tooLarge(let limit): "larger than \(ByteCount.text(limit))"
        case .tooDeep: "nested too deeply"
        case .tooMany: "too many files"
        case .excluded: "excluded"
        case .notIncluded: "not included"
        case .unreadable(let why): "cannot be read: \(why)"
        }
    }
}

/// Sizes as people write them: `2 MB`, `500 KB`, `1048576`; a unit is 1,024 of the next smaller one.
enum ByteCount {
    static func text(_ bytes: Int) -> String {
        for (unit, size) in [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)] where bytes >= size && bytes % size == 0 {
            return "\(bytes / size) \(unit)"
        }
        return "\(bytes) bytes"
    }

    static func parse(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits) else { return nil }
        let factor: Int
        switch text.dropFirst(digits.count).filter({ $0 != " " }).uppercased() {
        case "", "B": factor = 1
        case "K", "KB", "KIB": factor = 1 << 10
        case "M", "MB", "MIB": factor = 1 << 20
        case "G", "GB", "GIB": factor = 1 << 30
        default: return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow || product <= 0 ? nil : product
    }
}
