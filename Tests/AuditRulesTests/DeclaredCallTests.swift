import AuditRules
import SourceScanner
import Testing

/// What the owner of a program says about its own functions, its house's libraries, and whom its tokens are for.
@Suite struct DeclaredCallTests {
    private func inventory(_ files: [String: String], _ declared: [TokenAPI] = [], policy: Policy = .standard) -> Inventory {
        let contents = files.mapValues { [UInt8]($0.utf8) }
        let paths = contents.keys.sorted()
        let trees = paths.compactMap { path in
            Language(path: path).map { parse(SourceFile(path: path, language: $0, bytes: contents[path] ?? [])) }
        }
        let program = Program(repository: Repository(paths: paths, read: { contents[$0] }), trees: trees)
        return Survey.inventory(of: program, knowledge: KnowledgeIndex(declared + Knowledge.all), policy: policy) { _ in .production }
    }

    private func sites(_ inventory: Inventory) -> [String] {
        inventory.sites(.verify, .decode).map { "\($0.location.path) \($0.api) \($0.audience.state.rawValue)" }
    }

    private func wrapper(_ path: String, _ name: String, _ audience: ClaimOption) -> TokenAPI {
        TokenAPI(
            library: "hand-written", name: name, kind: .verify, callees: [.own(path, name)], parameters: ["token", "options"],
            token: "token",
            audience: audience)
    }

    @Test func aDeclaredFunctionIsJudgedWhereItIsCalledAndNotInside() {
        let files = [
            "src/auth.ts":
                "import { jwtVerify } from 'jose'\nexport async function check(token) { return (await jwtVerify(token, keys, {})).payload }",
            "src/server.ts":
                "import { check as verified } from './auth'\nexport const handle = (req) => verified(req.headers.authorization)",
        ]
        #expect(sites(inventory(files)) == ["src/auth.ts jwtVerify missing"])
        #expect(sites(inventory(files, [wrapper("src/auth.ts", "check", .fixed)])) == ["src/server.ts check enforced"])
        #expect(sites(inventory(files, [wrapper("src/other.ts", "check", .fixed)])) == ["src/auth.ts jwtVerify missing"])
    }

    @Test func theSiteSaysThatItWasToldSo() throws {
        let files = [
            "src/auth.ts": "export function check(token) { return native(token) }",
            "src/server.ts": "import { check } from './auth'\nexport const handle = (req) => check(req.headers.authorization)",
        ]
        let site = try #require(inventory(files, [wrapper("src/auth.ts", "check", .fixed)]).sites(.verify).first)
        #expect(site.evidence.map { "\($0.location.path):\($0.location.start.line):\($0.location.start.column)" } == ["src/auth.ts:1:17"])
    }

    @Test func whatAFunctionVerifiesByHandIsNotJudgedWhereItIsDeclared() {
        let files = [
            "app/auth.py": """
            import jwt
            class Guard:
                def check(self, token):
                    claims = jwt.decode(token, options={"verify_signature": False})
                    return audit(claims)
            """,
            "app/main.py":
                "from app.auth import Guard\nguard = Guard()\ndef handle(request):\n    return guard.check(request.headers['authorization'])['sub']\n",
        ]
        #expect(sites(inventory(files)) == ["app/auth.py jwt.decode disabled"])
        #expect(sites(inventory(files, [wrapper("app/auth.py", "Guard.check", .fixed)])) == ["app/main.py Guard.check enforced"])
    }

    @Test func itsArgumentsDecideAsThoseOfALibraryDo() {
        let option = ClaimOption(["options.audience"], omitted: .open)
        let files = [
            "app/auth.py": "class Guard:\n    @staticmethod\n    def check(token, options):\n        return native(token, options)\n",
            "app/main.py": """
            from app.auth import Guard
            def one(token):
                return Guard.check(token, {"audience": "https://mcp.example"})
            def two(token):
                return Guard.check(token, {})
            """,
        ]
        #expect(
            sites(inventory(files, [wrapper("app/auth.py", "Guard.check", option)])) == [
                "app/main.py Guard.check enforced", "app/main.py Guard.check missing",
            ])
        #expect(sites(inventory(files, [wrapper("app/auth.py", "Other.check", option)])).isEmpty)
    }

    @Test func aSwiftFunctionMayBeDeclaredAsWell() {
        let files = [
            "Sources/App/Auth.swift": "import Foundation\nfunc admitted(_ token: String) throws -> Claims { try native(token) }",
            "Sources/App/Routes.swift": "func me(request: Request) throws -> String { try admitted(request.token).sub }",
        ]
        #expect(
            sites(inventory(files, [wrapper("Sources/App/Auth.swift", "admitted", .unsupported)])) == [
                "Sources/App/Routes.swift admitted missing"
            ])
    }

    @Test func aLibraryCountsInItsLanguageAlone() {
        func library(_ language: Language) -> TokenAPI {
            TokenAPI(
                library: "acme-auth", name: "verify_token", kind: .verify, callees: [.function("acme.auth", "verify_token")],
                parameters: ["token"],
                token: "token", audience: .fixed, language: language)
        }
        let files = ["app/main.py": "from acme.auth import verify_token\ndef handle(token):\n    return verify_token(token)\n"]
        #expect(sites(inventory(files, [library(.python)])) == ["app/main.py verify_token enforced"])
        // A call into an unknown package that verifies by its name is a site of which nothing is known.
        #expect(sites(inventory(files, [library(.swift)])) == ["app/main.py verify_token unknown"])
    }

    @Test func whatIsDeclaredComesBeforeWhatIsKnown() {
        let files = ["src/a.ts": "import { jwtVerify } from 'jose'\nexport const f = (token) => jwtVerify(token, keys, {})"]
        let declared = TokenAPI(
            library: "jose", name: "jwtVerify", kind: .verify, callees: [.function("jose", "jwtVerify")],
            parameters: ["token", "key", "options"],
            token: "token", audience: .fixed)
        #expect(sites(inventory(files, [declared])) == ["src/a.ts jwtVerify enforced"])
    }

    @Test func aDeclaredCallMakesItsFileRelevant() {
        #expect(TokenLiterals.literals(of: [wrapper("a.ts", "Guard.admitted", .fixed)]) == ["admitted"])
        let library = TokenAPI(library: "a", name: "f", kind: .verify, callees: [.function("@acme/house", "f")])
        #expect(TokenLiterals.literals(of: [library]).contains("@acme/house'"))
    }

    // MARK: Policy

    private func findings(_ id: String, _ source: String, _ policy: Policy, path: String = "src/a.ts") -> [Finding] {
        guard let rule = Rule.all.first(where: { $0.id == id }) else { return [] }
        var findings = Findings(rule: rule)
        rule.check(inventory([path: source], policy: policy), &findings)
        return findings.found
    }

    @Test func anAudienceThatIsNotExpectedIsALooseMatch() {
        func source(_ audience: String) -> String {
            "import { jwtVerify } from 'jose'\nexport const f = (token) => jwtVerify(token, keys, { issuer: 'https://id.example', audience: \(audience) })"
        }
        let policy = Policy(audiences: ["https://mcp.example", "https://mcp.example/v2"])
        #expect(
            findings("loose-audience-match", source("'https://other.example'"), policy).map(\.message).first?.contains(
                "`https://other.example`") == true)
        #expect(findings("loose-audience-match", source("['https://mcp.example', 'https://other.example']"), policy).count == 1)
        #expect(findings("loose-audience-match", source("['https://mcp.example', 'https://mcp.example/v2']"), policy).isEmpty)
        #expect(findings("loose-audience-match", source("process.env.AUDIENCE"), policy).isEmpty)
        #expect(findings("loose-audience-match", source("'https://other.example'"), .standard).isEmpty)
    }

    @Test func soIsAnIssuerAndWhatIsComparedByHand() {
        let source = """
            import jwt
            def f(token):
                claims = jwt.decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example")
                if claims["iss"] != "https://old.example":
                    raise PermissionError()
                return claims
            """
        #expect(findings("loose-issuer-match", source, Policy(issuers: ["https://id.example"]), path: "app/a.py").count == 1)
        #expect(findings("loose-issuer-match", source, Policy(issuers: ["https://old.example"]), path: "app/a.py").isEmpty)
    }

    @Test func lifetimesAreMeasuredByTheLimitsThatAreSet() {
        let source =
            "import jwt from 'jsonwebtoken'\nexport const f = (sub) => jwt.sign({ sub }, key, { algorithm: 'RS256', expiresIn: '45m' })"
        var strict = LifetimeLimits.standard
        strict[.access] = LifetimeLimits(medium: 900, high: 1_800)
        #expect(findings("long-token-lifetime", source, .standard).isEmpty)
        #expect(findings("long-token-lifetime", source, Policy(lifetimes: strict)).map(\.severity) == [.high])
        strict[.access] = LifetimeLimits(medium: 900, high: 86_400)
        #expect(findings("long-token-lifetime", source, Policy(lifetimes: strict)).map(\.severity) == [.medium])
    }
}
