import Testing

@testable import SourceScanner

/// Any bytes are read: nothing traps, nothing is lost without a node, and no shape of source costs more than its length.
@Suite struct SwiftRobustnessTests {
    @Test func everyPrefixIsRead() {
        let bytes = Array(richSample.utf8)
        for length in 0...bytes.count { checkShape(swiftTree(Array(bytes[..<length]))) }
    }

    @Test func suffixesAreRead() {
        let bytes = Array(richSample.utf8)
        for start in stride(from: 0, to: bytes.count, by: 7) { checkShape(swiftTree(Array(bytes[start...]))) }
    }

    @Test func missingBytesAreSurvived() {
        let bytes = Array(richSample.utf8)
        for index in stride(from: 0, to: bytes.count, by: 7) { checkShape(swiftTree(Array(bytes[..<index] + bytes[(index + 1)...]))) }
    }

    @Test func randomBytesAreRead() {
        var state: UInt64 = 0x2545_F491_4F6C_DD1D
        let pieces = [
            "(", ")", "[", "]", "{", "}", "<", ">", "\"", "\\(", "#", "/", "*", "?", "!", ".", ",", ":", "=", "->", "@", "\\", "`", "$",
            "\n", " ",
            "\"\"\"", "let ", "func ", "case ", "if ", "in ", "#if ", "x", "1", "é", "init", "switch ", "try ", "as ", "get ", "where ",
            "&", "|",
        ].map { Array($0.utf8) }
        for _ in 0..<2000 {
            var bytes: [UInt8] = []
            for _ in 0..<60 {
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                if state % 17 == 0 {
                    bytes.append(UInt8(truncatingIfNeeded: state >> 32))
                } else {
                    bytes.append(contentsOf: pieces[Int(state >> 33) % pieces.count])
                }
            }
            checkShape(swiftTree(bytes))
        }
    }

    @Test func completeSourceHasNoUnknown() {
        #expect(swiftTree(richSample).top.descendants.allSatisfy { $0.kind != .unknown })
    }

    /// The limit ends what hangs. How fast it is, benchmarks tell.
    @Test(.timeLimit(.minutes(10)), arguments: pathologicalPieces)
    func longAndDeepSourceIsReadToItsEnd(_ opening: String, _ closing: String) {
        let count = 30_000
        let source = Array((String(repeating: opening, count: count) + String(repeating: closing, count: count)).utf8)
        #expect(swiftTree(source).top.range.end == source.count)
    }
}

/// Tokens stand in order, ranges nest, children stand inside their parents.
private func checkShape(_ tree: SyntaxTree) {
    for node in tree.nodes {
        guard node.start <= node.end, Int(node.end) <= tree.file.bytes.count else {
            Issue.record("range \(node.start)..<\(node.end) of \(node.kind) in \(tree.file.bytes.count) bytes")
            return
        }
        guard node.parent.exists else { continue }
        let parent = tree.nodes[Int(node.parent.raw)]
        guard parent.start <= node.start, node.end <= parent.end else {
            Issue.record("\(node.kind) reaches out of \(parent.kind) in \(String(decoding: tree.file.bytes, as: UTF8.self))")
            return
        }
    }
    var end: UInt32 = 0
    for token in tokenize(tree.file).tokens {
        guard token.start >= end, token.end >= token.start else {
            Issue.record("tokens overlap at \(token.start)")
            return
        }
        end = token.end
    }
}

private let pathologicalPieces: [(String, String)] = [
    ("(", ")"), ("[", "]"), ("{", "}"), ("(", ""), ("[", ""), ("{", ""), ("([{", ""), (")", ""), ("{[", ")"), ("f(", ")"), ("f{", "}"),
    ("a + ", "b "), ("a ?? ", "b "), ("a ? b : ", "c "), ("a ? ", "b : c "), ("a.b", ""), ("a?.b", ""), ("a(b)", ""), ("a!", ""),
    ("a[0]", ""),
    ("if a { } else ", ""), ("if a { ", "} "), ("if if ", ""), ("a<", ""), ("a<", ">"), ("Foo<", ">"), ("let a: Foo<", ">"), ("(a<b", ")"),
    ("func f<", ""), ("@a<", ""), ("@a ", ""), ("@a(", ")"), ("lazy ", ""), ("open func ", ""), ("\"\\(", ")\""), ("\"", ""),
    ("\"\"\"", ""),
    ("#\"", ""), ("#", ""), ("#/", ""), ("/", ""), ("/\\", ""), ("/(", ""), ("/*", "*/"), ("`", ""), ("-", ""), ("- ", ""), ("!a", ""),
    ("try ", "a"), ("await ", "a"), ("try await ", ""), ("#if a\n", "#endif\n"), ("a\n#if b\n.c\n", "#endif\n"),
    ("switch a { case b: ", "}"),
    ("case let ", ""), ("let (", ")"), ("let a: (", ")"), ("let a: [", "]"), ("a -> ", ""), ("let a: b -> ", "c"), ("x: ", ""), ("\\", ""),
    ("\\.a<", ""), ("\\a(", ")"), ("class a: b {", "}"), ("var a: b { get { ", "} }"), ("{ a in ", "}"), ("{ [a] in ", "}"),
    ("{ (a) -> ", ""),
    ("a: b(c: ", ")"), ("a,", ""), ("a = ", "b"), ("a as b ", ""), ("as ", ""), ("#a ", ""), ("{ get ", "}"), ("where a ", ""), ("&", ""),
    (">", ""),
    ("guard let a = b else { ", "}"), ("do { ", "} catch { }"), ("repeat { ", "} while a"), ("for a in ", "b {}"), ("a::", "b"),
    ("each ", ""),
    ("any ", "a"), ("...", ""), ("enum a { case b(c: ", ") }"), ("a { } b: ", ""), ("é", ""), ("\u{0}", ""), ("$", ""), ("1_", ""),
    ("0x1.", ""),
]

private let richSample = #####"""
    @_exported import JWT
    import struct Foundation.Date
    #if canImport(Vapor)
    import Vapor
    #endif

    @available(macOS 14, *)
    public final class Verifier<Key: Sendable>: Base<Key>, @unchecked Sendable where Key: Hashable {
        @Field(key: "aud") var audience: [String]? = ["https://\(host):\(port)/mcp", #"raw \#(x)"#]
        private(set) lazy var cache: [String: (Int, label: Date)] = [:]
        static let shared = Verifier<Data>(key: .hs256(key: "a\u{41}"))
        var name: String { get async throws { try await load()!.name } set { store[newValue, default: 1] += 2 } }
        var total: Int = 0 { didSet { log(oldValue) } }
        indirect enum Failure: Error, CaseIterable { case missing, wrong(String, at: Int = 3), other = "x" }
        init?(_ key: borrowing Key, rest: Int..., body: @escaping (inout Int) async throws(Failure) -> Void = { _ in }) rethrows { super.init() }
        deinit { close() }
        subscript<T>(index: Int) -> T? { nil }
        static func == (left: Verifier, right: Verifier) -> Bool { left === right }

        func verify(_ token: String, using algorithm: some JWTAlgorithm & Sendable) async throws -> Payload {
            guard let self, case .some(let key?) = keys[token], key.count > 3, #available(iOS 13, *) else { throw Abort(.unauthorized) }
            defer { done() }
            outer: for (index, (a, _)) in zip(xs, ys).enumerated() where index % 2 == 0 { continue outer }
            let payload = try await collection.verify(token, as: Payload.self) { [weak self, q = self.q] (a, b: Int) async -> Int in a ?? b }
            let closure = xs.map { $0.id }.filter({ $0 != nil && $0! > 1 }).sorted(by: <) as? [Int] ?? []
            switch payload.kind {
            case .access(let scope), .id(_, let scope) where scope.contains("a"): fallthrough
            case let x as String: print(x, #line)
            case 1...5, (let p, nil): break
            @unknown default: fatalError("never \(payload.kind, privacy: .public)")
            }
            do { try check() } catch let error as Failure where error.isFatal { throw error } catch is Other { } catch { log("\(error)") }
            (left, right) = (right, left)
            let path = \Root.items[0]?.name, regex = /a+[b]\/c/, extended = #/x/y/#
            let value = if a { 1 } else if b { 2 } else { 3 }
            repeat { x &+= 1 << 2 } while x < 10 && !(y >= z) || w is Int
            return run(&state, flag: true ? .a : .b) { a in a } onError: { print($0) }
        }
    }

    extension Verifier: CustomStringConvertible { var description: String { """
        one "two"
          \(three) \
        four
        """ } }
    infix operator <+>: AdditionPrecedence
    precedencegroup Tight { higherThan: AdditionPrecedence }
    #Preview { Text("x").font(.body)
        #if DEBUG
        .border(.red)
        #endif
        .padding(-1)
    }
    """#####
