import SourceScanner
import Testing

@testable import AuditRules

/// Opaque tokens: random strings that the program remembers, and looks up when somebody presents one.
@Suite struct StoreLookupTests {
    private static func sites(_ path: String, _ source: String) -> [TokenSite] {
        let bytes = [UInt8](source.utf8)
        guard let language = Language(path: path) else { return [] }
        let tree = parse(SourceFile(path: path, language: language, bytes: bytes))
        let program = Program(repository: Repository(paths: [path], read: { _ in bytes }), trees: [tree])
        return Survey.inventory(of: program) { _ in .production }.sites
    }

    @Test(arguments: [("true", ExpiryAnswer.State.ignored), ("expiresAt > Date()", .enforced)])
    func aModelWhoseRowsAreTokensIsAVerification(_ isValid: String, _ expiry: ExpiryAnswer.State) throws {
        let sites = Self.sites(
            "Sources/App/Session.swift",
            """
            import Fluent
            import Vapor
            final class Session: Model {
                @Field(key: "value") var value: String
                @Field(key: "expires_at") var expiresAt: Date
            }
            extension Session: ModelTokenAuthenticatable {
                static let valueKey = \\Session.$value
                static let userKey = \\Session.$user
                var isValid: Bool { \(isValid) }
            }
            """)
        let verified = try #require(sites.first)
        #expect(sites.count == 1)
        #expect(verified.location.start.line == 7)
        #expect(verified.audience.state == .missing)
        #expect(verified.expiry.state == expiry)
        #expect(verified.selfIssued == true && verified.inbound == true)
    }

    @Test func randomBytesOfAFunctionOfTheProgramAreATokenAndAPayloadIsNone() {
        let sites = Self.sites(
            "Sources/App/Login.swift",
            """
            import JWT
            import Vapor
            struct Claims: JWTPayload {
                var exp: ExpirationClaim
                func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
            }
            final class User { func generateToken() -> Claims { .init(exp: .init(value: .init(timeIntervalSinceNow: 600))) } }
            func generateAccessToken() -> String { [UInt8].random(count: 32).base64 }
            func login(_ req: Request) async throws -> Response {
                let session = Session(accessToken: generateAccessToken())
                let user = try req.auth.require(User.self)
                let token = user.generateToken()
                return Response(try await req.jwt.sign(token))
            }
            """
        ).filter { $0.kind == .issue }
        #expect(sites.map(\.api) == ["generateAccessToken", "req.jwt.sign"])
        #expect(sites.last?.lifetime?.seconds == 600)
    }

    @Test func aHashedTokenIsFollowedIntoTheStore() throws {
        let sites = Self.sites(
            "src/tokens.ts",
            """
            export class Tokens {
              constructor(private env) {}
              newToken() { return crypto.randomUUID(); }
              async hash(token) { return crypto.subtle.digest("SHA-256", new TextEncoder().encode(token)); }
              async grant(user) {
                const accessToken = this.newToken();
                const seconds = 3600;
                await this.env.KV.put(`tok:${await this.hash(accessToken)}`, JSON.stringify({ user, expires_at: Date.now() + seconds * 1000 }));
                return { access_token: accessToken };
              }
              async validate(token) {
                const key = await this.hash(token);
                const stored = await this.env.KV.get(`tok:${key}`);
                if (!stored) return null;
                const record = JSON.parse(stored);
                if (record.expires_at < Date.now()) return null;
                return record;
              }
            }
            export async function handle(request, env) {
              const token = request.headers.get("authorization").slice(7);
              const record = await new Tokens(env).validate(token);
              if (!record) return new Response("no", { status: 401 });
              return new Response(record.user);
            }
            """)
        let verified = try #require(sites.first { $0.kind == .verify })
        #expect(verified.location.start.line == 13)
        #expect(verified.audience.state == .missing)
        #expect(verified.expiry.state == .enforced)
        #expect(verified.selfIssued == true)
        #expect(sites.first { $0.kind == .issue }?.lifetime?.seconds == 3600)
    }

    @Test func aQueryMayAskForUnexpiredRecordsItself() throws {
        let sites = Self.sites(
            "app.py",
            """
            from fastapi import Depends
            from fastapi.security import OAuth2PasswordBearer

            scheme = OAuth2PasswordBearer(tokenUrl="token")

            def current_user(token: str = Depends(scheme)):
                row = session.query(AccessToken).filter(AccessToken.value == token, AccessToken.expires_at > now()).first()
                if row is None or row.resource != "https://mcp.example/":
                    raise Unauthorized()
                return row.user
            """)
        let verified = try #require(sites.first { $0.kind == .verify })
        #expect(verified.expiry.state == .enforced)
        #expect(verified.audience.state == .enforced)
    }

    @Test func revokingVerifiesNothing() {
        let sites = Self.sites(
            "app.py",
            """
            from fastapi import Depends
            from fastapi.security import OAuth2PasswordBearer

            scheme = OAuth2PasswordBearer(tokenUrl="token")

            def revoke(token: str = Depends(scheme)):
                row = tokens.find_one({"token": token})
                tokens.delete_one(row)
            """)
        #expect(sites.allSatisfy { $0.kind != .verify })
    }

    @Test func aTokenThatIsSentOnIsNotLookedUp() {
        let sites = Self.sites(
            "src/proxy.ts",
            """
            import axios from "axios";
            export async function forward(req, res) {
              const token = req.headers.authorization.slice(7);
              res.json(await axios.get("https://api.example/me", { headers: { Authorization: `Bearer ${token}` } }));
            }
            """)
        #expect(sites.allSatisfy { $0.kind != .verify })
    }

    @Test(arguments: ["User.email == user_email", "User.email == token", "User.name == user_email"])
    func whomATokenBelongsToIsNotTheToken(_ condition: String) {
        let sites = Self.sites(
            "users.py",
            """
            def owner(request, db):
                token = request.headers["authorization"].removeprefix("Bearer ")
                user_email = token
                return db.query(User).filter(\(condition)).first()
            """)
        #expect(!sites.contains { $0.library == "opaque-store" })
    }

    @Test func theLifetimeOfARefreshTokenStandsInItsOwnRecord() {
        let sites = Self.sites(
            "src/server.ts",
            """
            import { randomBytes } from "node:crypto";
            const hours = (count) => Date.now() + count * 3_600_000;
            export async function grant(store, client) {
              const access = { token: randomBytes(32).toString("hex"), expiresAt: hours(1) };
              const refreshToken = randomBytes(32).toString("hex");
              store.set(refreshToken, { client, expiresAt: hours(24 * 14) });
              return { access_token: access.token, refresh_token: refreshToken, expires_in: 3600 };
            }
            """)
        #expect(sites.filter { $0.kind == .issue }.map(\.lifetime?.seconds) == [3600, 1_209_600])
    }

    @Test func theEndpointThatAnswersIntrospectionAsksNobody() {
        let sites = Self.sites(
            "app.py",
            """
            @router.post("/introspect")
            async def introspect(body: IntrospectRequest):
                token = body.token
                return {"active": bool(token)}
            """)
        #expect(sites.allSatisfy { $0.kind != .introspect })
    }

    /// A verifier that a framework asks, whose record says when it began and how long it lives.
    private static func dated(_ refusal: String) -> String {
        """
        export class Provider implements OAuthServerProvider {
          async verifyAccessToken(token: string) {
            const grant = await findGrant(token);
            if (!grant) throw new Error("unknown");
            const expiresAt = grant.ttl ? grant.begun + grant.ttl : undefined;
            if (expiresAt && expiresAt < Date.now() / 1000) { \(refusal) }
            return new Principal(grant.user);
          }
        }
        """
    }

    @Test func anEndThatIsWorkedOutFromTheRecordIsAnExpiry() {
        let refused = Self.sites("src/provider.ts", Self.dated("throw new Error(\"expired\")")).filter { $0.kind == .verify }
        #expect(refused.map(\.expiry.state) == [.enforced])
        let logged = Self.sites("src/provider.ts", Self.dated("console.log(\"expired\")")).filter { $0.kind == .verify }
        #expect(logged.map(\.expiry.state) == [.unknown])
    }

    @Test func theSDKComparesTheEndThatItIsTold() {
        func expiry(_ fields: String) -> [ExpiryAnswer.State] {
            Self.sites(
                "src/provider.ts",
                """
                export class Provider implements OAuthServerProvider {
                  async verifyAccessToken(token: string) {
                    const grant = await findGrant(token);
                    if (!grant) throw new Error("unknown");
                    return { token, clientId: grant.client, scopes: grant.scopes\(fields) };
                  }
                }
                """
            ).filter { $0.kind == .verify }.map(\.expiry.state)
        }
        #expect(expiry(", expiresAt: grant.until") == [.enforced])
        #expect(expiry("") == [.unknown])
    }

    @Test func whoMakesARandomStateOnTheWayIssuesNothing() {
        let sites = Self.sites(
            "app.py",
            """
            import secrets
            class Provider:
                async def ensure_token(self, subject):
                    token = await self.store.get(subject)
                    if token:
                        return token
                    state = secrets.token_urlsafe(24)
                    raise Elicitation(self.address(state))
                async def new_token(self):
                    raw = secrets.token_urlsafe(24)
                    return "mcp_" + raw
                async def wrapper(self, subject):
                    token = await self.ensure_token(subject)
                    return token
                async def grant(self):
                    access_token = await self.new_token()
                    self.tokens[access_token] = {"expires_in": 3600}
                    return {"access_token": access_token, "expires_in": 3600}
            """)
        #expect(sites.filter { $0.kind == .issue }.map(\.location.start.line) == [16])
    }
}
