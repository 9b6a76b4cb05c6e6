import AuditRules
import SourceScanner
import Testing

/// Which places of a TypeScript program handle a token, and what they enforce: one line a site.
@Suite struct TypeScriptSiteTests {
    private func sites(_ files: [String: String], _ kinds: Set<TokenSite.Kind> = [.verify, .introspect, .decode]) -> [String] {
        let contents = files.mapValues { [UInt8]($0.utf8) }
        let paths = contents.keys.sorted()
        let trees = paths.compactMap { path in
            Language(path: path).map { parse(SourceFile(path: path, language: $0, bytes: contents[path] ?? [])) }
        }
        let program = Program(repository: Repository(paths: paths, read: { contents[$0] }), trees: trees)
        return Survey.inventory(of: program) { $0.contains(".test.") ? .test : .production }.sites.filter { kinds.contains($0.kind) }.map {
            site in
            "\(site.location.path):\(site.location.start.line) \(site.kind.rawValue) aud \(site.audience.state.rawValue)"
                + (site.kind == .decode ? " \(site.purpose)" : "")
        }
    }

    @Test func callsOfAWrapperAreJudgedOneByOne() {
        let found = sites([
            "src/a.ts": """
            import { jwtVerify } from "jose"
            export async function check(token: string, audience?: string) {
                return await jwtVerify(token, keys, { issuer: "https://id.example", audience })
            }
            """,
            "src/b.ts": """
            import { check } from "./a"
            export const one = (t: string) => check(t, "https://mcp.example")
            export const two = (t: string) => check(t)
            """,
        ])
        #expect(found == ["src/a.ts:3 verify aud conditional", "src/b.ts:2 verify aud enforced", "src/b.ts:3 verify aud missing"])
    }

    @Test(arguments: [
        "export default async (token: string, audience?: string) =>", "export default async function (token: string, audience?: string)",
        "export default async function check(token: string, audience?: string)",
    ])
    func aFunctionWithoutANameIsCalledByThatOfItsImport(_ head: String) {
        let found = sites([
            "src/a.ts": """
            import { jwtVerify } from "jose"
            \(head) {
                return await jwtVerify(token, keys, { issuer: "https://id.example", audience })
            }
            """,
            "src/b.ts": """
            import verified from "./a"
            export const one = (t: string) => verified(t, "https://mcp.example")
            export const two = (t: string) => verified(t)
            """,
        ])
        #expect(found == ["src/a.ts:3 verify aud conditional", "src/b.ts:2 verify aud enforced", "src/b.ts:3 verify aud missing"])
    }

    @Test func testsSayNothingAboutWhatProductionPasses() {
        let found = sites([
            "src/a.ts": """
            import { jwtVerify } from "jose"
            export async function check(token: string, audience?: string) {
                return await jwtVerify(token, keys, { issuer: "https://id.example", audience })
            }
            export const one = (t: string) => check(t, "https://mcp.example")
            """,
            "src/a.test.ts": """
            import { check } from "./a"
            check("x")
            """,
        ])
        #expect(found.first == "src/a.ts:3 verify aud enforced")
    }

    private static let byHand = """
        import { verifySignature } from "@acme/crypto"
        export async function verifyJwt(token: string, own: string | null, keyOf: (iss: string) => Promise<string>) {
            const parts = token.split(".")
            const payload = JSON.parse(Buffer.from(parts[1], "base64url").toString())
            if (Date.now() / 1000 > payload.exp) throw new Error("expired")
            if (own !== null && payload.aud !== own) throw new Error("audience")
            const key = await keyOf(payload.iss)
            if (!(await verifySignature(key, parts[0] + "." + parts[1], parts[2]))) throw new Error("signature")
            return payload
        }
        """

    @Test func aWrapperOfAVerificationByHandIsJudgedByWhatItIsGiven() {
        let found = sites(
            [
                "src/jwt.ts": Self.byHand,
                "src/use.ts": """
                import { verifyJwt } from "./jwt"
                const OWN = "https://mcp.example"
                export const strict = (t: string) => verifyJwt(t, OWN, lookUp)
                export const loose = (t: string) => verifyJwt(t, null, lookUp)
                export async function later(t: string) {
                    const payload = await verifyJwt(t, null, lookUp)
                    if (payload.aud !== OWN) throw new Error("audience")
                    return payload
                }
                """,
            ], [.verify])
        #expect(
            found == [
                "src/jwt.ts:8 verify aud conditional", "src/use.ts:3 verify aud enforced", "src/use.ts:4 verify aud missing",
                "src/use.ts:6 verify aud enforced",
            ])
    }

    @Test func aDecodingHelperIsJudgedWhereItIsCalled() {
        let found = sites([
            "src/jwt.ts": """
            import { decodeJwt } from "jose"
            export function decodeToken(token: string) { return decodeJwt(token) }
            """,
            "src/route.ts": """
            import { decodeToken } from "./jwt"
            export function authenticate(req: Request) {
                const claims = decodeToken(req.headers.get("authorization")!.slice(7))
                return claims.sub
            }
            export function badge(session: any) { return decodeToken(session.idToken).name }
            """,
        ])
        #expect(
            found == [
                "src/jwt.ts:2 decode aud not-applicable display", "src/route.ts:3 decode aud not-applicable decidesAccess",
                "src/route.ts:6 decode aud not-applicable display",
            ])
    }

    @Test func aVerifierKeptInAFieldIsTheLibrarys() {
        let found = sites([
            "src/a.ts": """
            class Verifier {
                private check: any
                async load() { const jose = await import("jose"); this.check = jose.jwtVerify as any }
                async verify(token: string) { return await this.check(token, keys, { audience: "https://mcp.example" }) }
            }
            """
        ])
        #expect(found == ["src/a.ts:4 verify aud enforced"])
    }

    @Test func aGateThatLooksAtNothingButTheWordBearerVerifiesNothing() {
        let gate = """
            export function requireToken(req, res, next) {
                const header = req.headers.authorization
                if (!header || !header.startsWith("Bearer ")) {
                    return res.status(401).json({ error: "unauthorized" })
                }
                next()
            }
            """
        #expect(sites(["src/auth.ts": gate]) == ["src/auth.ts:3 verify aud missing"])
        let handsOn = gate.replacing("next()", with: "req.token = header.slice(7)\n    next()")
        // Whoever gets the token may judge it.
        #expect(sites(["src/auth.ts": handsOn]) == ["src/auth.ts:3 verify aud unknown"])
        let compares = gate.replacing("next()", with: "if (header.slice(7) !== process.env.KEY) return res.sendStatus(403)\n    next()")
        #expect(!sites(["src/auth.ts": compares]).contains("src/auth.ts:3 verify aud missing"))
    }

    @Test func aServiceThatIsShownTheTokenJudgesIt() {
        let found = sites([
            "src/a.ts": """
            export async function verifyAccessToken(token: string) {
                const response = await fetch("https://api.example/user", { headers: { Authorization: `Bearer ${token}` } })
                if (!response.ok) throw new Error("invalid")
                const user = await response.json()
                return { token, clientId: user.id, scopes: [] }
            }
            """,
            "src/b.ts": """
            export async function listIssues(token: string) {
                const response = await fetch("https://api.example/issues", { headers: { Authorization: `Bearer ${token}` } })
                return response.json()
            }
            """,
        ])
        #expect(found == ["src/a.ts:2 introspect aud missing"])
    }

    @Test func aSignatureThatIsMadeAgainAndComparedIsVerified() {
        let found = sites([
            "src/auth.ts": """
            async function sign(data: string, secret: string) {
                const encoder = new TextEncoder()
                const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"])
                return toBase64(await crypto.subtle.sign("HMAC", key, encoder.encode(data)))
            }
            export async function validateJWT(token: string, secret: string) {
                const [header, body, signature] = token.split(".")
                if (signature !== (await sign(header + "." + body, secret))) return null
                const payload = JSON.parse(atob(body))
                if (payload.exp && Date.now() / 1000 > payload.exp) return null
                return payload
            }
            export async function authenticate(request: Request, env: any) {
                return await validateJWT(request.headers.get("Authorization")!.slice(7), env.JWT_SECRET)
            }
            """
        ])
        #expect(found == ["src/auth.ts:14 verify aud missing"])
    }

    @Test func aSignatureMayBeCheckedByAHelperInAnotherFile() {
        let found = sites([
            "src/verify.ts": """
            import { take, verifySignature } from "./tokens"
            export async function verifyIdToken(token: string, options: { issuer: string; audience: string }) {
                const jwt = take(token)
                if (!(await verifySignature(await key(jwt.header.kid), jwt))) throw new Error("signature")
                const given = Array.isArray(jwt.payload.aud) ? jwt.payload.aud : [jwt.payload.aud]
                if (!given.includes(options.audience)) throw new Error("audience")
                return jwt.payload
            }
            """,
            "src/tokens.ts": """
            export function take(token: string) {
                const [header, payload, signature] = token.split(".")
                return {
                    header: JSON.parse(new TextDecoder().decode(base64UrlDecode(header))),
                    payload: JSON.parse(new TextDecoder().decode(base64UrlDecode(payload))), signature,
                }
            }
            export async function verifySignature(key: CryptoKey, jwt: any) {
                return crypto.subtle.verify("RSASSA-PKCS1-v1_5", key, jwt.signature, jwt.text)
            }
            """,
        ])
        #expect(
            found == [
                "src/tokens.ts:4 decode aud not-applicable routing", "src/tokens.ts:5 decode aud not-applicable routing",
                "src/verify.ts:4 verify aud enforced",
            ])
    }

    @Test func pluginsOfANamespaceHaveOptionsOfTheirOwn() {
        let found = sites(
            [
                "src/app.js": """
                const jwt = require("@fastify/jwt")
                fastify.register(jwt, { secret: A, namespace: "access", sign: { expiresIn: "5m" }, verify: { allowedAud: "https://mcp.example" } })
                fastify.register(jwt, { secret: B, namespace: "refresh", sign: { expiresIn: "7d" } })
                async function guard(request) { await request.accessJwtVerify() }
                async function renew(request, reply) {
                    const claims = await request.refreshJwtVerify()
                    return [fastify.jwt.access.sign(claims), await reply.refreshJwtSign(claims)]
                }
                async function plain(request) { await request.jwtVerify() }
                """
            ], [.verify, .issue])
        #expect(
            found == [
                "src/app.js:4 verify aud conditional", "src/app.js:6 verify aud missing", "src/app.js:7 issue aud conditional",
                "src/app.js:7 issue aud conditional", "src/app.js:9 verify aud missing",
            ])
    }

    @Test func aTokenThatTheSDKHandsOnIsNotVerifiedAgainByALookUp() {
        let found = sites([
            "src/server.ts": """
            const tokens = new Map<string, { expiresAt: number; upstream: string }>()
            export class Provider {
                async verifyAccessToken(token: string) {
                    const stored = tokens.get(token)
                    if (!stored) throw new Error("unknown")
                    return { token, clientId: "c", scopes: [], expiresAt: stored.expiresAt }
                }
            }
            export async function tool(args: any, extra: any) {
                const stored = tokens.get(extra.authInfo.token)
                return { content: [{ type: "text", text: String(stored?.expiresAt) }] }
            }
            """
        ])
        #expect(found == ["src/server.ts:4 verify aud missing"])
    }

    @Test func aGatewaysAuthorizerVerifies() {
        let found = sites([
            "lib/stack.ts": """
            import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers"
            const guard = new HttpJwtAuthorizer("Guard", "https://id.example", { jwtAudience: [clientId] })
            """
        ])
        #expect(found == ["lib/stack.ts:2 verify aud enforced"])
    }

    private static func judgedThroughAHelper(_ other: String) -> String {
        """
        export class Introspection {
            constructor(private readonly base: string) {}
            async introspectBearer(token: string) {
                const session = await this.load(token, "/session")
                if (!session.ok) throw new Error("refused")
                return session.body
            }
            private async load(token: string, path: string) {
                const response = await fetch(`${this.base}${path}`, { headers: { authorization: `Bearer ${token}` } })
                return { ok: response.ok, body: await response.json() }
            }
            \(other)
        }
        """
    }

    @Test func aRequestMadeForJudgingMethodsAloneIsTheJudgement() {
        #expect(sites(["src/a.ts": Self.judgedThroughAHelper("")]) == ["src/a.ts:9 introspect aud missing"])
        let busy = "async orders(token: string) { return (await this.load(token, \"/orders\")).body }"
        #expect(sites(["src/a.ts": Self.judgedThroughAHelper(busy)]) == [])
    }

    private func selfIssued(_ files: [String: String]) -> [Bool?] {
        let contents = files.mapValues { [UInt8]($0.utf8) }
        let paths = contents.keys.sorted()
        let trees = paths.compactMap { path in
            Language(path: path).map { parse(SourceFile(path: path, language: $0, bytes: contents[path] ?? [])) }
        }
        let program = Program(repository: Repository(paths: paths, read: { contents[$0] }), trees: trees)
        return Survey.inventory(of: program) { _ in .production }.sites.filter { $0.kind == .verify }.map(\.selfIssued)
    }

    private static let resourceServer = """
        import { createRemoteJWKSet, jwtVerify } from "jose"
        import type { Settings } from "./settings"
        export const check = (token: string, settings: Settings, keys: ReturnType<typeof createRemoteJWKSet>) =>
            jwtVerify(token, keys, { issuer: settings.issuer })
        """

    @Test func whoRunsTheAuthorizationServerMintsUnderItsIssuer() {
        func server(_ issuer: String) -> [String: String] {
            [
                "src/settings.ts": "export interface Settings { issuer: string; other: string }",
                "src/check.ts": Self.resourceServer,
                "src/server.ts": """
                import Provider from "oidc-provider"
                import type { Settings } from "./settings"
                export const serve = (settings: Settings) => new Provider(settings.\(issuer), {})
                """,
            ]
        }
        #expect(selfIssued(server("issuer")) == [true])
        #expect(selfIssued(server("other")) == [false])
    }

    @Test func anUnknownKeyIsTheProgramsOwnWithinOnePackageOnly() {
        let verifier = """
            import { jwtVerify } from "jose"
            export const check = (token: string, key: any) => jwtVerify(token, key, { audience: "https://mcp.example" })
            """
        let minter = """
            import { SignJWT } from "jose"
            export const mint = (key: any) => new SignJWT({}).setProtectedHeader({ alg: "ES256" }).setExpirationTime("1h").sign(key)
            """
        let manifests = ["a/package.json": "{}", "b/package.json": "{}"]
        #expect(selfIssued(manifests.merging(["a/check.ts": verifier, "a/mint.ts": minter]) { $1 }) == [true])
        #expect(selfIssued(manifests.merging(["a/check.ts": verifier, "b/mint.ts": minter]) { $1 }) == [false])
    }

    @Test func aKeyThatMayStillBeMissingIsTheSetThatItBecomes() {
        #expect(
            selfIssued([
                "src/a.ts": """
                import { createRemoteJWKSet, jwtVerify, SignJWT } from "jose"
                export class Verifier {
                    private keys: any = null
                    private load() {
                        if (this.keys) return this.keys
                        this.keys = createRemoteJWKSet(new URL("https://id.example/keys"))
                        return this.keys
                    }
                    async verify(token: string) { return await jwtVerify(token, this.load(), { audience: "https://mcp.example" }) }
                }
                export const mint = (key: any) => new SignJWT({}).setProtectedHeader({ alg: "ES256" }).setExpirationTime("1h").sign(key)
                """
            ]) == [false])
    }

    @Test func aTokenTakenApartBesideItsCheckIsVerifiedThere() {
        let found = sites([
            "src/gate.ts": """
            import * as signatures from "@example/crypto"
            export const gate = (options: { audience: string | null }) => async (request: Request) => {
                const jwt = await read(request.headers.get("authorization") ?? "", options)
                const key = signingKey(await directory.resolve(jwt.payload.iss))
                if (!(await fits(jwt, key))) throw new Error("signature")
                return jwt.payload
            }
            async function fits(jwt: Parsed, key: string) {
                return await signatures.verifySignature(key, jwt.message, jwt.signature)
            }
            function read(header: string, options: { audience: string | null }) { return split(header.slice(7), options) }
            function split(token: string, options: { audience: string | null }) {
                const [head, body, signature] = token.split(".")
                const payload = JSON.parse(atob(body))
                if (options.audience !== null && payload.aud !== options.audience) throw new Error("audience")
                if (Date.now() / 1000 > payload.exp) throw new Error("expired")
                return { payload, message: `${head}.${body}`, signature }
            }
            """
        ])
        #expect(found == ["src/gate.ts:9 verify aud conditional", "src/gate.ts:14 decode aud not-applicable routing"])
    }

    @Test func aSwitchMayTurnAComparisonOff() {
        func found(_ test: String) -> [String] {
            sites([
                "src/a.ts": """
                import { jwtVerify } from "jose"
                const strictAudience = true
                export async function check(token: string, options: { skipAudience: boolean }) {
                    const { payload } = await jwtVerify(token, keys, { issuer: "https://id.example" })
                    if (\(test)payload.aud !== "https://mcp.example") throw new Error("audience")
                }
                """
            ])
        }
        #expect(found("") == ["src/a.ts:4 verify aud enforced"])
        #expect(found("!options.skipAudience && ") == ["src/a.ts:4 verify aud conditional"])
        #expect(found("strictAudience && ") == ["src/a.ts:4 verify aud enforced"])
    }

    @Test func aSchemeIsNoName() {
        func found(_ prefix: String) -> [String] {
            sites([
                "src/a.ts": """
                import { jwtVerify } from "jose"
                export async function check(token: string) {
                    const { payload } = await jwtVerify(token, keys, { issuer: "https://id.example" })
                    if (!payload.aud.startsWith("\(prefix)")) throw new Error("audience")
                }
                """
            ])
        }
        #expect(found("https://") == ["src/a.ts:3 verify aud missing"])
        #expect(found("did:web:") == ["src/a.ts:3 verify aud missing"])
        #expect(found("https://mcp.example") == ["src/a.ts:3 verify aud enforced"])
    }

    @Test func aTernaryThatOnlyChoosesRefusesNothing() {
        let found = sites([
            "src/a.ts": """
            import { jwtVerify } from "jose"
            export async function check(token: string) {
                const { payload } = await jwtVerify(token, keys, { issuer: "https://id.example" })
                return payload.aud === "https://mcp.example" ? "own" : "other"
            }
            """
        ])
        #expect(found == ["src/a.ts:3 verify aud missing"])
    }

    @Test func boundsOfTypeParametersSayWhatOptionsMayLack() {
        func found(_ member: String) -> [String] {
            sites([
                "src/a.ts": """
                import { jwtVerify } from "jose"
                export async function check<Options extends { audience\(member) }>(token: string, options: Options) {
                    return await jwtVerify(token, keys, { issuer: "https://id.example", audience: options.audience })
                }
                """
            ])
        }
        #expect(found(": string") == ["src/a.ts:3 verify aud enforced"])
        #expect(found(": string | undefined") == ["src/a.ts:3 verify aud conditional"])
        #expect(found("?: string") == ["src/a.ts:3 verify aud conditional"])
    }

    private func lifetimes(_ files: [String: String]) -> [String] {
        let contents = files.mapValues { [UInt8]($0.utf8) }
        let paths = contents.keys.sorted()
        let trees = paths.compactMap { path in
            Language(path: path).map { parse(SourceFile(path: path, language: $0, bytes: contents[path] ?? [])) }
        }
        let program = Program(repository: Repository(paths: paths, read: { contents[$0] }), trees: trees)
        return Survey.inventory(of: program) { _ in .production }.sites.filter { $0.kind == .issue || $0.kind == .settings }.map { site in
            "\(site.location.path):\(site.location.start.line) \(site.api) \(site.lifetime?.seconds.map { String(Int($0)) } ?? "?")"
        }
    }

    @Test func aTokenSignedByHandIsIssued() {
        let signer = """
            export async function createToken(claims: { aud: string; exp?: number }, keypair: Keypair) {
                const exp = claims.exp ?? Math.floor(Date.now() / 1000) + 90
                const input = `${encode({ alg: keypair.alg })}.${encode({ iss: keypair.owner, aud: claims.aud, exp })}`
                return `${input}.${await keypair.sign(input)}`
            }
            """
        #expect(lifetimes(["src/sign.ts": signer]) == ["src/sign.ts:4 sign 90"])
        let caller = """
            import { createToken } from "./sign"
            export const short = (keypair: Keypair) => createToken({ aud: "https://mcp.example" }, keypair)
            export const long = (keypair: Keypair) =>
                createToken({ aud: "https://mcp.example", exp: Math.floor(Date.now() / 1000) + 7200 }, keypair)
            """
        #expect(
            lifetimes(["src/sign.ts": signer, "src/use.ts": caller]) == ["src/sign.ts:4 sign 90", "src/use.ts:4 createToken 7200"])
    }

    @Test func aProofOfPossessionIsNoToken() {
        #expect(
            lifetimes([
                "src/proof.ts": """
                export async function prove(key: Key) {
                    const input = `${encode({ alg: "ES256", typ: "dpop+jwt" })}.${encode({ iat: now(), sub: "x", htm: "GET", htu: url })}`
                    return `${input}.${await key.sign(input)}`
                }
                """
            ]) == [])
    }

    @Test func constantsOfTimeSayInWhatTheyCount() {
        let units = { (second: String) in "export const SECOND = \(second)\nexport const MINUTE = 60 * SECOND\n" }
        let use = "import { MINUTE } from './units'\nexport const ACCESS_TOKEN_MAX_AGE = 15 * MINUTE\n"
        #expect(lifetimes(["src/units.ts": units("1e3"), "src/use.ts": use]) == ["src/use.ts:2 ACCESS_TOKEN_MAX_AGE 900"])
        #expect(lifetimes(["src/units.ts": units("1"), "src/use.ts": use]) == ["src/use.ts:2 ACCESS_TOKEN_MAX_AGE 900"])
    }

    @Test func aCookieIsASettingWhereItHoldsACredential() {
        let found = sites(
            [
                "src/a.ts": """
                import Koa from "koa"
                export const login = (ctx: Koa.Context, issued: string) => {
                    ctx.cookies.set("refresh_token", issued, { maxAge: 7 * 24 * 60 * 60 * 1000 })
                    ctx.cookies.set("theme", "dark", { maxAge: 400 * 24 * 60 * 60 * 1000 })
                }
                """
            ], [.settings])
        #expect(found == ["src/a.ts:3 settings aud not-applicable"])
    }
}
