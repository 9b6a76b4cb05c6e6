import SourceScanner

/// A source file made of fuzzed bytes: the first byte picks the language, the rest is the text.
package struct SourceInput {
    package let file: SourceFile

    package init?(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return nil }
        let (path, language): (String, Language) =
            switch first {
            case UInt8(ascii: "t"): ("a.ts", .typeScript)
            case UInt8(ascii: "x"): ("a.tsx", .typeScript)
            case UInt8(ascii: "j"): ("a.js", .javaScript)
            case UInt8(ascii: "p"): ("a.py", .python)
            default: ("a.swift", .swift)
            }
        file = SourceFile(path: path, language: language, bytes: Array(bytes.dropFirst()))
    }
}
