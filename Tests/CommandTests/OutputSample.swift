import AuditRules
import SourceScanner

@testable import skillaudit

/// A small program with findings of every kind, built by hand: what the tests of all formats print.
enum OutputSample {
    static let auth = #"""
        import { createRemoteJWKSet, jwtVerify, decodeJwt } from "jose";
        import jwt from "jsonwebtoken";

        const keys = createRemoteJWKSet(new URL("https://id.example/.well-known/jwks.json"));
        const options = { issuer: "https://id.example" };

        export async function authenticate(req) {
            const token = req.headers.authorization.slice(7);
            const { payload } = await jwtVerify(token, keys, options);
            return payload;
        }

        export function session(user) {
            return jwt.sign({ sub: user.id }, "correct-horse-battery-staple", { expiresIn: "30d" });
        }

        export function tenant(token) {
            return decodeJwt(token).tid;
        }
        """#

    static let forward = """
        def call(request):
            \ttoken = request.headers["authorization"]  # 漢字 🙂 <b>&amp;
            return httpx.get(URL, headers={"Authorization": token})
        """

    static let rules = [
        rule("missing-audience", .permissions, .high, 15, "Token accepted without asking whom it was issued for", cwe: [345]),
        rule("token-passthrough", .permissions, .high, 15, "Inbound token sent on to another service", cwe: [441]),
        rule("unverified-token", .security, .critical, 25, "Claims of an unverified token decide access", cwe: [347]),
        rule("hardcoded-signing-secret", .credentials, .high, 20, "Signing key written in the source", cwe: [798]),
        rule("long-token-lifetime", .credentials, .high, 10, "Token lives too long", cwe: [613]),
    ]

    static func report(
        findings: [Finding] = findings, sites: [TokenSite] = sites, skipped: [Report.Skipped] = skipped, remarks: [SuppressionRemark] = []
    ) -> Report {
        Report(
            toolVersion: "0.1.0",
            target: Report.Target(input: "https://user:secret@git.example/acme/server.git", kind: .url, revision: "4f1d6e0c9a"),
            findings: findings, sites: sites, skipped: skipped, extent: Report.Extent(files: 12, bytes: 34_567, filesParsed: 2),
            rules: rules, remarks: remarks)
    }

    static let clean = report(findings: [], sites: [], skipped: [])

    static let skipped = [
        Report.Skipped(path: "dist/x.min.js", reason: "minified"), Report.Skipped(path: "assets/logo.png", reason: "binary"),
        Report.Skipped(path: "dist/a.min.js", reason: "minified"),
    ]

    static let findings: [Finding] = {
        let verify = place(auth, "jwtVerify(token, keys, options)")
        let options = place(auth, #"options = { issuer: "https://id.example" }"#)
        let secret = place(auth, #""correct-horse-battery-staple""#)
        let sign = place(auth, #"sign({ sub: user.id }, "correct-horse-battery-staple", { expiresIn: "30d" })"#)
        let decode = place(auth, "decodeJwt(token)")
        let passthrough = place(forward, #"httpx.get(URL, headers={"Authorization": token})"#, path: "src/a&b <c>.py", language: .python)
        let source = place(forward, #"request.headers["authorization"]"#, path: "src/a&b <c>.py", language: .python)
        var ignored = finding("unverified-token", decode, "claims of a token that nobody verified are read")
        ignored.suppression = Suppression(origin: .comment, reason: "only to choose the tenant; verified in `gateway`")
        return [
            finding(
                "missing-audience", verify, "jwtVerify is called without `audience`: tokens issued for any server are accepted",
                [Evidence(options, "the options are built here")]),
            finding("hardcoded-signing-secret", secret, "the key is the literal \"correct-horse-battery-staple\""),
            finding("long-token-lifetime", sign, "a session token lives 30 d", confidence: .likely),
            ignored,
            finding(
                "token-passthrough", passthrough, "the caller's token is sent on to another service\u{1B}[31m\u{202E}",
                [Evidence(source, "the token comes in here")],
                surface: .script),
        ]
    }()

    static let sites: [TokenSite] = {
        var verify = site(.verify, "jose", "jwtVerify", place(auth, "jwtVerify(token, keys, options)"))
        verify.signature = .verified
        verify.audience = Answer(.missing)
        verify.issuer = Answer(.enforced)
        verify.algorithm = AlgorithmAnswer(.libraryDefault)
        verify.expiry = ExpiryAnswer(.enforced)
        verify.dpop = .absent
        verify.inbound = true
        verify.selfIssued = false
        verify.evidence = [Evidence(place(auth, "options = "), "the options are built here")]
        var issue = site(.issue, "jsonwebtoken", "sign", place(auth, "sign({ sub: user.id }"))
        issue.lifetime = LifetimeAnswer(.session, seconds: 2_592_000)
        issue.key = KeyAnswer(.literal(byteCount: 28), [Evidence(place(auth, #""correct-horse-battery-staple""#), "the key")])
        issue.selfIssued = true
        var decode = site(.decode, "jose", "decodeJwt", place(auth, "decodeJwt(token)"))
        decode.signature = .notVerified
        let forwarded = site(
            .passthrough, "httpx", "get", place(forward, "get(URL", path: "src/a&b <c>.py", language: .python), source: forward,
            path: "src/a&b <c>.py",
            language: .python)
        return [forwarded, decode, issue, verify]
    }()

    static func rule(_ id: String, _ axis: Axis, _ severity: Severity, _ points: Int, _ title: String, cwe: [Int]) -> Rule {
        Rule(
            id: id, axis: axis, severity: severity, points: points, title: title, explanation: "Why \(id) matters: `<script>` & more.",
            remedy: "Give the verifier this server's identifier.", detection: "How \(id) is found.", limits: "What it cannot see.",
            references: [.rfc(8725, "3.9"), .mcp("authorization#token-handling")], cwe: cwe, examples: [], check: { _, _ in })
    }

    static func finding(
        _ rule: String, _ location: Location, _ message: String, _ evidence: [Evidence] = [], surface: Surface = .production,
        confidence: Confidence = .certain
    ) -> Finding {
        let tree = parse(SourceFile(path: location.path, language: .typeScript, bytes: Array(auth.utf8)))
        var found = Findings(rule: rules.first { $0.id == rule } ?? rules[0])
        var located = location
        located.range = ByteRange(0, 0)
        found.add(tree.top, at: located, surface: surface, message, evidence, confidence: confidence)
        return found.found[0]
    }

    static func site(
        _ kind: TokenSite.Kind, _ library: String, _ api: String, _ location: Location, source: String = auth, path: String = "src/auth.ts",
        language: Language = .typeScript
    ) -> TokenSite {
        let tree = parse(SourceFile(path: path, language: language, bytes: Array(source.utf8)))
        return TokenSite(kind: kind, library: library, api: api, syntax: tree.top, location: location, surface: .production)
    }

    /// The first place of `piece` in `source`.
    static func place(_ source: String, _ piece: String, path: String = "src/auth.ts", language: Language = .typeScript) -> Location {
        let tree = parse(SourceFile(path: path, language: language, bytes: Array(source.utf8)))
        guard let range = source.ranges(of: piece).first else { return Location(tree, ByteRange(0, 0)) }
        let start = source.utf8.distance(from: source.startIndex, to: range.lowerBound)
        return Location(tree, ByteRange(start, start + piece.utf8.count))
    }
}
