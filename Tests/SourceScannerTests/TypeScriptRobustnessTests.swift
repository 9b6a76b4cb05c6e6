import SourceScanner
import Testing

@Suite struct TypeScriptRobustnessTests {
    static let sample = #"""
        #!/usr/bin/env node
        import d, { type A as B, c } from './m.js'; import * as ns from "n"
        @Dec({ a: 1 }) export abstract class K<T extends object = {}> extends mix(ns.Base)<T> implements I {
            static #count = 0n; readonly [key: string]: unknown; declare x?: string
            constructor(private readonly a: A, ...rest: T[]) { super(`t ${a ? `in ${rest.length} ner` : ''} end`) }
            static { K.#count ??= 1_000 }
            get v(): string | undefined { return this?.x!.trim() }
            async *each<U>({ p, q: [r, , s = 2], ...o }: Opts): AsyncGenerator<U> { for await (const u of o) yield* u as U }
        }
        export const f = async <T,>(x: T, y = /[/\]]+/g): Promise<T> => { if (x) return y; else if (!y) throw new Error("é\u0041") }
        type Q<T> = T extends (infer U)[] ? { [K in keyof U]?: U[K] } : `${string}-x` | [a: 1, b?: 'two']
        enum E { A = 1 << 2, B = "b" } declare namespace N.M { function g(this: Window): asserts this is N }
        label: for (let i = 0, n = 3; i < n; i++) { switch (i) { case 1: continue label; default: delete o['k'] } }
        try { await import('mod'); module.exports = { f, ...ns, [E.A]: function* () {} } } catch { } finally { a = b ? (c) : d => e }
        const el = <Foo<Bar> a="1" {...p}>text {xs.map((x) => <li key={x}>{x}</li>)}<></></Foo>;
        [a, b] = [b, a]; ({ a, b: c.d = 1 } = o); x = a < b && c > d >>> 2 ** -3; new Foo<string>; f<number>(1)`t${2}`
        """#

    @Test(arguments: [("a.tsx", 1), ("a.ts", 5), ("a.js", 5)])
    func everyPrefixIsRead(_ path: String, _ step: Int) {
        let bytes = Array(Self.sample.utf8)
        for end in stride(from: 0, through: bytes.count, by: step) {
            let tree = parse(SourceFile(path: path, language: Language(path: path) ?? .typeScript, bytes: Array(bytes[..<end])))
            expectSound(tree)
        }
    }

    @Test func everyRestIsRead() {
        let bytes = Array(Self.sample.utf8)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            expectSound(parse(SourceFile(path: "a.tsx", language: .typeScript, bytes: Array(bytes[start...]))))
        }
    }

    @Test func everySingleByteChangedIsRead() {
        let bytes = Array(Self.sample.utf8)
        for (index, replacement) in zip(
            bytes.indices, [0x28, 0x7D, 0x60, 0xFF, 0x3C, 0x2F, 0x22, 0x00, 0x5B, 0x3E, 0x24].cycled(bytes.count))
        {
            var changed = bytes
            changed[index] = replacement
            expectSound(parse(SourceFile(path: "a.tsx", language: .typeScript, bytes: changed)))
        }
    }

    @Test func theWholeSampleHasNoUnknownPiece() {
        let unknown = typeScript(Self.sample, path: "a.tsx").top.descendants.filter { $0.kind == .unknown }
        #expect(unknown.map(\.text) == [])
    }

    @Test func tokensCoverTheFileInOrder() {
        for path in ["a.ts", "a.tsx"] {
            let file = typeScriptFile(Self.sample, path: path)
            let list = tokenize(file)
            var covered = [Bool](repeating: false, count: file.bytes.count)
            var previous: UInt32 = 0
            for token in list.tokens {
                #expect(token.start >= previous && token.end >= token.start)
                previous = token.end
                for offset in token.start..<token.end { covered[Int(offset)] = true }
            }
            for comment in list.comments { for offset in comment.start..<comment.end { covered[offset] = true } }
            let rest = covered.indices.filter { !covered[$0] }.map { file.bytes[$0] }
            #expect(rest.allSatisfy { $0 <= 0x20 })
        }
    }

    struct Hostile: Sendable, CustomTestStringConvertible {
        let name: String
        let source: String
        var testDescription: String { name }
    }

    static let hostile: [Hostile] = [
        Hostile(name: "parentheses", source: String(repeating: "(", count: 100_000)),
        Hostile(name: "balanced parentheses", source: String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000)),
        Hostile(name: "brackets", source: String(repeating: "[", count: 100_000)),
        Hostile(name: "braces", source: String(repeating: "{", count: 100_000)),
        Hostile(name: "objects", source: "x = " + String(repeating: "{a:", count: 100_000)),
        Hostile(name: "closers", source: String(repeating: ")]}", count: 30_000)),
        Hostile(name: "mismatched", source: String(repeating: "({", count: 50_000) + String(repeating: ")", count: 50_000)),
        Hostile(name: "sum", source: Array(repeating: "a", count: 100_000).joined(separator: " + ")),
        Hostile(name: "powers", source: Array(repeating: "a", count: 100_000).joined(separator: " ** ")),
        Hostile(name: "comparisons", source: Array(repeating: "a", count: 100_000).joined(separator: " < ")),
        Hostile(name: "commas", source: Array(repeating: "a", count: 100_000).joined(separator: ", ")),
        Hostile(name: "conditionals", source: String(repeating: "a ? b : ", count: 100_000) + "c"),
        Hostile(name: "nested conditionals", source: String(repeating: "a ? ", count: 100_000)),
        Hostile(name: "assignments", source: String(repeating: "a = ", count: 100_000)),
        Hostile(name: "arrows", source: String(repeating: "a => ", count: 100_000)),
        Hostile(name: "negations", source: String(repeating: "!", count: 100_000) + "a"),
        Hostile(name: "elseIfs", source: String(repeating: "if (a) b; else ", count: 50_000) + "c"),
        Hostile(name: "nested ifs", source: String(repeating: "if (a) ", count: 100_000) + "b"),
        Hostile(name: "labels", source: String(repeating: "a: ", count: 100_000)),
        Hostile(name: "members", source: "a" + String(repeating: ".b()", count: 100_000)),
        Hostile(name: "news", source: String(repeating: "new ", count: 100_000)),
        Hostile(name: "templates", source: String(repeating: "`${", count: 50_000)),
        Hostile(name: "unterminated template", source: "`" + String(repeating: "a $ { ", count: 50_000)),
        Hostile(name: "unterminated comment", source: "/*" + String(repeating: "a * / ", count: 50_000)),
        Hostile(name: "elements", source: "x = " + String(repeating: "<a>", count: 50_000)),
        Hostile(name: "element attributes", source: "x = " + String(repeating: "<a b={", count: 50_000)),
        Hostile(name: "casts", source: String(repeating: "<a>", count: 50_000)),
        Hostile(name: "types", source: "let x: " + String(repeating: "A<", count: 100_000)),
        Hostile(name: "function types", source: "let x: " + String(repeating: "() => ", count: 100_000)),
        Hostile(name: "conditional types", source: "let x: " + String(repeating: "A extends B ? C : ", count: 50_000)),
        Hostile(name: "array types", source: "let x: A" + String(repeating: "[]", count: 100_000)),
        Hostile(name: "expressions", source: String(repeating: "=/[", count: 100_000)),
        Hostile(name: "ofs", source: String(repeating: "of ", count: 100_000) + "/"),
        Hostile(name: "signatures", source: String(repeating: "=<T>((((", count: 30_000)),
        Hostile(name: "decorators", source: String(repeating: "@a ", count: 100_000)),
        Hostile(name: "classes", source: String(repeating: "class A { m() { ", count: 50_000)),
        Hostile(name: "invalid bytes", source: String(repeating: "\u{0}\u{7F}\\", count: 50_000)),
    ]

    /// The limit ends what hangs. How fast it is, benchmarks tell.
    @Test(.timeLimit(.minutes(10)), arguments: hostile)
    func hostileInputIsReadToItsEnd(_ input: Hostile) {
        for path in ["a.ts", "a.tsx"] { #expect(typeScript(input.source, path: path).top.range.end == input.source.utf8.count) }
    }

    /// Parents contain their children, siblings stand in order, and ranges lie in the file.
    private func expectSound(_ tree: SyntaxTree, sourceLocation: SourceLocation = #_sourceLocation) {
        var failure: String?
        for node in tree.top.descendants {
            let range = node.range
            if range.start < 0 || range.end > tree.file.bytes.count || range.start > range.end { failure = "range of \(node.kind)" }
            var last = range.start
            for child in node.children {
                if !range.contains(child.range) || child.parent != node { failure = "\(child.kind) outside \(node.kind)" }
                if child.range.start < last { failure = "\(child.kind) before its sibling in \(node.kind)" }
                last = child.range.start
            }
            if node.nameStart < 0 || node.nameStart > tree.file.bytes.count { failure = "name of \(node.kind)" }
        }
        if let failure { Issue.record("\(failure) in \(tree.file.bytes.count) bytes", sourceLocation: sourceLocation) }
    }
}

extension [UInt8] {
    fileprivate func cycled(_ count: Int) -> [UInt8] { (0..<count).map { self[$0 % self.count] } }
}
