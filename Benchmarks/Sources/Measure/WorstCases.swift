import AuditRules
import SourceScanner

/// Inputs that nobody writes and anybody may send, each made of a size and of twice that size: what does not double is no cliff.
enum WorstCases {
    static func report() {
        let mean = perMegabyte(ordinary(64))
        print("ordinary source text: \(text(mean)) ms a MB")
        for (name, make) in cases {
            let small = make(1)
            let large = make(2)
            let (one, two) = (seconds(small), seconds(large))
            let ratio = two / Double(bytes(large)) / (mean / 1e9) / 1e3
            print("\(text(one * 1e3)) ms → \(text(two * 1e3)) ms for twice as much; \(text(ratio)) × the mean per MB: \(name)")
        }
    }

    private static func text(_ value: Double) -> String {
        let tenths = Int(value * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func bytes(_ files: [SourceFile]) -> Int { files.reduce(0) { $0 + $1.bytes.count } }
    private static func perMegabyte(_ files: [SourceFile]) -> Double { seconds(files) * 1e3 / (Double(bytes(files)) / 1e6) }

    /// One audit of these files, from bytes to findings.
    private static func seconds(_ files: [SourceFile]) -> Double {
        let start = Clock.cpu
        let stages = Stages(Corpus(files))
        Clock.keep(stages.once())
        return Clock.cpu - start
    }

    private static let cases: [(String, @Sendable (Int) -> [SourceFile])] = [
        (
            "one line of 15 and 30 MB",
            { [file("a.ts", "const jwt = [" + String(repeating: "verify(token, key), ", count: 750_000 * $0) + "]")] }
        ),
        (
            "500,000 and 1,000,000 nested brackets",
            { [file("a.ts", "jwt(" + String(repeating: "([{", count: 166_667 * $0) + String(repeating: "}])", count: 166_667 * $0) + ")")] }
        ),
        (
            "the same in Python",
            {
                [
                    file(
                        "a.py",
                        "jwt(" + String(repeating: "([{", count: 166_667 * $0) + String(repeating: "}])", count: 166_667 * $0) + ")\n")
                ]
            }
        ),
        (
            "an expression of 50,000 and 100,000 terms",
            { [file("a.ts", "const jwt = " + String(repeating: "a + ", count: 50_000 * $0) + "b")] }
        ),
        ("the same in Swift", { [file("a.swift", "let jwt = " + String(repeating: "a + ", count: 50_000 * $0) + "b")] }),
        ("brackets that are never closed", { [file("a.ts", String(repeating: "jwt((", count: 100_000 * $0))] }),
        ("`<` that opens nothing", { [file("a.ts", "jwt = " + String(repeating: "a < b ", count: 100_000 * $0))] }),
        ("an unclosed comment", { [file("a.ts", "jwt /* " + String(repeating: "x ", count: 1_000_000 * $0))] }),
        ("an unclosed template", { [file("a.ts", "jwt = `" + String(repeating: "x ${", count: 200_000 * $0))] }),
        ("a chain of 2,500 and 5,000 imports", { chain(2_500 * $0) }),
        ("options spread 30 and 60 levels deep", { spreads(30 * $0) }),
        ("a wrapper around a wrapper, 100 and 200 deep", { wrappers(100 * $0) }),
        ("10,000 and 20,000 findings", { findings(10_000 * $0) }),
        ("one variable assigned 5,000 and 10,000 times", { reassigned(5_000 * $0) }),
    ]

    private static func file(_ path: String, _ text: String) -> SourceFile {
        SourceFile(path: path, language: Language(path: path) ?? .typeScript, bytes: Array(text.utf8))
    }

    /// What people write: functions of some length, a check here and there.
    private static func ordinary(_ count: Int) -> [SourceFile] {
        (0..<count).map { number in
            var text = "import jwt from 'jsonwebtoken'\nimport { settings } from './settings\(number)'\n"
            for function in 0..<60 {
                text += """
                    /** Reads the order with this number, or says why it cannot. */
                    export async function order\(function)(request: Request, id: string): Promise<Order> {
                        const found = await store.orders.find({ where: { id, owner: request.user.id }, limit: \(function) })
                        if (!found || found.length === 0) throw new NotFound(`no order ${id}`)
                        const total = found.items.map((item) => item.price * item.count).reduce((sum, price) => sum + price, 0)
                        return { ...found[0], total, currency: settings.currency ?? 'EUR' }
                    }

                    """
            }
            text +=
                "export const check = (token: string) => jwt.verify(token, settings.key, { audience: settings.audience, issuer: settings.issuer })\n"
            return file("src/module\(number).ts", text)
        }
    }

    private static func chain(_ length: Int) -> [SourceFile] {
        (0..<length).map { number in
            let next = number + 1 == length ? "export const value = 'https://api.example'" : "export { value } from './m\(number + 1)'"
            let use =
                number == 0 ? "\nimport jwt from 'jsonwebtoken'\nimport { value } from './m1'\njwt.verify(t, k, { audience: value })" : ""
            return file("m\(number).ts", next + use)
        }
    }

    private static func spreads(_ depth: Int) -> [SourceFile] {
        var text = "import jwt from 'jsonwebtoken'\nconst o0 = { issuer: 'https://id.example' }\n"
        for level in 1...depth { text += "const o\(level) = { ...o\(level - 1), ...o\(level - 1), a\(level): \(level) }\n" }
        return [file("a.ts", text + "jwt.verify(t, k, o\(depth))\n")]
    }

    private static func wrappers(_ depth: Int) -> [SourceFile] {
        var text = "import jwt from 'jsonwebtoken'\nfunction f0(t, o) { return jwt.verify(t, k, o) }\n"
        for level in 1...depth { text += "function f\(level)(t, o) { return f\(level - 1)(t, { ...o, a\(level): 1 }) }\n" }
        return [file("a.ts", text + "f\(depth)(t, { audience: 'x' })\n")]
    }

    private static func findings(_ count: Int) -> [SourceFile] {
        let text = (0..<count).map { "export const check\($0) = (token) => jwt.verify(token, key)\n" }.joined()
        return [file("a.ts", "import jwt from 'jsonwebtoken'\n" + text)]
    }

    private static func reassigned(_ count: Int) -> [SourceFile] {
        let text = (0..<count).map { "options = { ...options, a\($0): \($0) }\n" }.joined()
        return [file("a.ts", "import jwt from 'jsonwebtoken'\nlet options = {}\n" + text + "jwt.verify(t, k, options)\n")]
    }
}
