import SourceScanner
import Testing

@testable import AuditRules

/// Whom a program asks about a token: another server, a function that it is given, or a value that it keeps.
@Suite struct RemoteJudgementTests {
    private static func sites(_ path: String, _ source: String, _ kinds: Set<TokenSite.Kind>) -> [TokenSite] {
        let bytes = [UInt8](source.utf8)
        guard let language = Language(path: path) else { return [] }
        let program = Program(
            repository: Repository(paths: [path], read: { _ in bytes }),
            trees: [parse(SourceFile(path: path, language: language, bytes: bytes))])
        return Survey.inventory(of: program) { _ in .production }.sites.filter { kinds.contains($0.kind) }
    }

    @Test func whatElseIsAskedAboutABearerIsNoSecondJudgement() {
        let sites = Self.sites(
            "provider.py",
            """
            import httpx
            async def verify_token(token):
                headers = {"Authorization": f"Bearer {token}"}
                async with httpx.AsyncClient() as client:
                    user = await client.get("https://forge.example/user", headers=headers)
                    if user.status_code != 200:
                        return None
                    teams = await client.get("https://forge.example/user/teams", headers=headers)
                    return user.json(), teams.json() if teams.status_code == 200 else []
            """, [.introspect])
        #expect(sites.map(\.location.start.line) == [5])
    }

    @Test func eachBranchAsksItsOwnServer() {
        let sites = Self.sites(
            "provider.py",
            """
            import httpx
            async def verify_token(token, kind):
                headers = {"Authorization": f"Bearer {token}"}
                async with httpx.AsyncClient() as client:
                    if kind == "forge":
                        answer = await client.get("https://forge.example/user", headers=headers)
                    else:
                        answer = await client.get("https://mail.example/me", headers=headers)
                    return answer.json() if answer.status_code == 200 else None
            """, [.introspect])
        #expect(sites.map(\.location.start.line) == [6, 8])
    }

    @Test func ofAFunctionThatIsGivenFromOutsideNothingIsKnown() throws {
        let sites = Self.sites(
            "debug.py",
            """
            from fastmcp.server.auth import AccessToken, TokenVerifier
            class Trusting(TokenVerifier):
                def __init__(self, validate):
                    super().__init__()
                    self.validate = validate
                async def verify_token(self, token):
                    if not self.validate(token):
                        return None
                    return AccessToken(token=token, client_id="debug", scopes=[], expires_at=None)
            """, [.verify])
        let site = try #require(sites.first { $0.location.start.line == 7 })
        #expect(site.expiry.state == .unknown)
        #expect(site.audience.state == .unknown)
    }

    @Test func aClientThatAsksAboutItsOwnTokenLetsNobodyIn() throws {
        let source = """
            import { OAuth2Client } from "google-auth-library"
            export async function stillGood(credentials) {
                const client = new OAuth2Client()
                client.setCredentials(credentials)
                const { token } = await client.getAccessToken()
                if (token) await client.getTokenInfo(token)
            }
            """
        let site = try #require(Self.sites("login.ts", source, [.introspect]).first)
        #expect(site.inbound == false)
        let inbound = source.replacing("const { token } = await client.getAccessToken()", with: "const token = credentials.presented")
        #expect(try #require(Self.sites("login.ts", inbound, [.introspect]).first).inbound == true)
    }

    @Test func aTokenComparedWithWhatTheProgramKeepsIsNotMerelyPresent() {
        let guarded = """
            import express from "express"
            export class Bridge {
                private authToken
                listen(app) {
                    this.authToken = crypto.randomUUID()
                    app.use((req, res, next) => {
                        const header = req.headers.authorization
                        if (!header) { res.status(401).end(); return }
                        const parts = header.split(" ")
                        if (parts.length !== 2 || parts[0] !== "Bearer") { res.status(401).end(); return }
                        const token = parts[1]
                        if (token !== this.authToken) { res.status(401).end(); return }
                        next()
                    })
                }
            }
            """
        #expect(Self.sites("bridge.ts", guarded, [.verify, .compare]).map { "\($0.kind) \($0.location.start.line)" } == ["compare 12"])
        let open = guarded.replacing("if (token !== this.authToken) { res.status(401).end(); return }", with: "console.log(token.length)")
        #expect(Self.sites("bridge.ts", open, [.verify, .compare]).map { "\($0.kind) \($0.location.start.line)" } == ["verify 8"])
    }

    @Test func theEncodingOfARandomKeyIsNoKey() throws {
        let sites = Self.sites(
            "tokens.ts",
            """
            import jwt from "jsonwebtoken"
            import { randomBytes } from "node:crypto"
            const key = process.env.KEY_FILE ? load() : randomBytes(32).toString("hex")
            export const issue = (sub) => jwt.sign({ sub }, randomBytes(32).toString("hex"), { expiresIn: "1h" })
            export const verify = (token) => jwt.verify(token, Buffer.from(key, "base64"), { audience: "https://mcp.example" })
            """, [.verify, .issue])
        #expect(sites.count == 2)
        for site in sites { #expect(site.key.source == .unknown) }
    }

    @Test(arguments: [
        ("ACCESS_TOKEN_TTL_NO_REFRESH", LifetimeAnswer.Subject.access), ("REFRESH_TOKEN_TTL", .refresh), ("ACCESS_TOKEN_TTL", .access),
        ("tokenRefreshLifetime", .refresh),
    ])
    func theNameOfASettingSaysWhoseLifeItIs(_ name: String, _ subject: LifetimeAnswer.Subject) {
        #expect(SettingName(name)?.subject == subject)
    }
}
