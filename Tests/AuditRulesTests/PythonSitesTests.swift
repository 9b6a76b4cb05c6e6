import SourceScanner
import Testing

@testable import AuditRules

/// A small Python program and its inventory.
struct PythonInventory {
    let inventory: Inventory

    init(_ files: [String: String]) {
        let bytes = files.mapValues { [UInt8]($0.utf8) }
        let paths = bytes.keys.sorted()
        let trees = paths.compactMap { path in
            Language(path: path).map { parse(SourceFile(path: path, language: $0, bytes: bytes[path] ?? [])) }
        }
        let program = Program(repository: Repository(paths: paths, read: { bytes[$0] }), trees: trees)
        inventory = Survey.inventory(of: program) { _ in .production }
    }

    init(_ source: String) { self.init(["main.py": source]) }

    func sites(_ kind: TokenSite.Kind) -> [TokenSite] { inventory.sites(kind) }

    /// The sites of a kind at a line of `main.py`.
    func site(_ kind: TokenSite.Kind, line: Int) -> TokenSite? {
        inventory.sites(kind).first { $0.location.path == "main.py" && $0.location.start.line == line }
    }

    func findings(_ rule: Rule) -> [Finding] {
        var findings = Findings(rule: rule)
        rule.check(inventory, &findings)
        return findings.found
    }
}

@Suite("Python: verifiers that inherit from the library's")
struct InheritedVerifierTests {
    @Test("an argument handed to super().__init__ is the library's option")
    func superInitializerIsRead() throws {
        let program = PythonInventory(
            """
            from fastmcp.server.auth.providers.jwt import JWTVerifier
            class Verifier(JWTVerifier):
                def __init__(self):
                    super().__init__(jwks_uri="https://id.example/jwks", issuer="https://id.example", audience="https://mcp.example")
            auth = Verifier()
            """)
        for site in program.sites(.verify) where site.syntax.kind == .call { #expect(site.audience.state == .enforced) }
        #expect(program.site(.verify, line: 5)?.audience.state == .enforced)
        #expect(program.findings(.missingAudience).isEmpty)
    }

    @Test("what the initializer leaves out is reported once, where it hands its arguments on")
    func omissionIsReportedOnce() throws {
        let program = PythonInventory(
            """
            from fastmcp.server.auth.providers.jwt import JWTVerifier
            class Verifier(JWTVerifier):
                def __init__(self, issuer):
                    super().__init__(jwks_uri="https://id.example/jwks", issuer=issuer)
            auth = Verifier("https://id.example")
            """)
        #expect(program.site(.verify, line: 5)?.audience.state == .missing)
        #expect(program.findings(.missingAudience).map(\.location.start.line) == [4])
    }

    @Test("what the caller leaves out is reported where the object is made")
    func callerDecides() throws {
        let program = PythonInventory(
            """
            from fastmcp.server.auth.providers.jwt import JWTVerifier
            class Verifier(JWTVerifier):
                def __init__(self, audience=None, **more):
                    super().__init__(jwks_uri="https://id.example/jwks", issuer="https://id.example", audience=audience, **more)
            good = Verifier(audience="https://mcp.example")
            bad = Verifier()
            """)
        #expect(program.site(.verify, line: 5)?.audience.state == .enforced)
        #expect(program.site(.verify, line: 6)?.audience.state == .missing)
        #expect(program.findings(.missingAudience).map(\.location.start.line) == [6])
    }

    @Test("a call of another method of super() is no verifier")
    func otherMethodsOfSuper() throws {
        let program = PythonInventory(
            """
            from fastmcp.server.auth.providers.jwt import JWTVerifier
            class Verifier(JWTVerifier):
                def scopes(self, claims):
                    return super().scopes(claims)
            """)
        #expect(program.site(.verify, line: 4) == nil)
    }
}

@Suite("Python: hooks that an SDK asks about a token")
struct VerifierHookTests {
    private static let head = "from mcp.server.auth.provider import AccessToken, TokenVerifier\nimport jwt, time\n"

    @Test("a hook that accepts every token compares nothing")
    func acceptsAnything() throws {
        let program = PythonInventory(
            Self.head + """
                class Verifier(TokenVerifier):
                    async def verify_token(self, token):
                        return AccessToken(token=token, client_id="c", scopes=[])
                """)
        let site = try #require(program.site(.verify, line: 4))
        #expect(site.signature == .notVerified)
        #expect(site.expiry.state == .ignored)
        #expect(program.findings(.unverifiedToken).count == 1)
        #expect(program.findings(.missingAudience).count == 1)
        #expect(program.findings(.ignoredExpiry).count == 1)
    }

    @Test("a hook that only reads the token verifies nothing, and the SDK compares the deadline that it copies")
    func onlyReads() throws {
        let program = PythonInventory(
            Self.head + """
                class Verifier(TokenVerifier):
                    async def verify_token(self, token):
                        claims = jwt.decode(token, options={"verify_signature": False})
                        return AccessToken(token=token, client_id=claims["azp"], scopes=[], expires_at=claims["exp"])
                """)
        let site = try #require(program.site(.verify, line: 5))
        #expect(site.signature == .notVerified)
        #expect(site.expiry.state == .enforced)
        #expect(program.findings(.unverifiedToken).count == 1)
        #expect(program.findings(.missingAudience).count == 1)
    }

    @Test("a hook whose class is named after Entra ID judges access tokens")
    func entraIDIsNoIDToken() throws {
        let program = PythonInventory(
            Self.head + """
                class EntraIdTokenVerifier(TokenVerifier):
                    async def verify_token(self, token):
                        return jwt.decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                """)
        #expect(program.site(.verify, line: 5)?.inbound == true)
    }

    @Test("a record's deadline, tested by hand or by the SDK, is an expiry")
    func storedTokensExpire() throws {
        let program = PythonInventory(
            """
            from mcp.server.auth.provider import AccessToken, OAuthAuthorizationServerProvider
            import time
            class Provider(OAuthAuthorizationServerProvider):
                async def load_access_token(self, token):
                    found = self.tokens.get(token)
                    if not found:
                        return None
                    if found.expires_at and found.expires_at < time.time():
                        return None
                    return found
            """)
        #expect(program.site(.verify, line: 5)?.expiry.state == .enforced)
    }

    @Test("the life that a hook gives to an opaque token is a setting")
    func accessTokenLifetime() throws {
        let program = PythonInventory(
            """
            import time
            from fastmcp.server.auth.auth import AccessToken
            def accept(token):
                return AccessToken(token=token, client_id="c", scopes=[], expires_at=int(time.time()) + 86400 * 30)
            """)
        #expect(program.site(.settings, line: 4)?.lifetime?.seconds == 2_592_000)
    }
}

@Suite("Python: middlewares")
struct MiddlewareTests {
    private static let head = "from fastmcp.server.dependencies import get_http_headers\nfrom fastmcp.server.middleware import Middleware\n"

    @Test("a middleware that asks whether a token is there lets every token through")
    func presenceIsNoProof() throws {
        let program = PythonInventory(
            Self.head + """
                class Auth(Middleware):
                    async def on_request(self, context, call_next):
                        header = get_http_headers().get("authorization")
                        if not header or not header.lower().startswith("bearer "):
                            raise PermissionError("no token")
                        token.set(header.split()[1])
                        return await call_next(context)
                """)
        let site = try #require(program.site(.verify, line: 6))
        #expect(site.signature == .notVerified)
        #expect(program.findings(.unverifiedToken).count == 1)
    }

    @Test(
        "a middleware that may judge the token is not judged",
        arguments: [
            "claims = await lookup_user(header.split()[1])", "if header != f\"Bearer {SECRET}\": raise PermissionError()",
            "context.user = verify_jwt(header)", "await self.client.post(URL, headers={\"Authorization\": header})",
        ])
    func othersMayJudge(line: String) throws {
        let program = PythonInventory(
            Self.head + """
                class Auth(Middleware):
                    async def on_request(self, context, call_next):
                        header = get_http_headers().get("authorization")
                        if not header:
                            raise PermissionError("no token")
                        \(line)
                        return await call_next(context)
                """)
        #expect(program.findings(.unverifiedToken).isEmpty)
    }
}

@Suite("Python: readings, remote judgements, lifetimes")
struct PythonReadingTests {
    @Test("a call of the program's own decoder is a reading, and the verification behind it makes it harmless")
    func wrappersRead() throws {
        let program = PythonInventory([
            "tokens.py": "import jwt\ndef unverified(token):\n    return jwt.decode(token, options={\"verify_signature\": False})\n",
            "main.py": """
            import jwt
            from tokens import unverified
            def verify(token):
                issuer = unverified(token)["iss"]
                return jwt.decode(token, KEYS[issuer], algorithms=["RS256"], audience="https://mcp.example", issuer=issuer)
            """,
        ])
        #expect(program.site(.decode, line: 4)?.purpose == .routing)
        #expect(program.findings(.unverifiedToken).isEmpty)
    }

    @Test("a token is posted to the server that knows whether it is good")
    func remoteJudgement() throws {
        let program = PythonInventory(
            """
            import requests
            from django.conf import settings
            def verify_token(request):
                token = request.META.get("HTTP_AUTHORIZATION")[7:]
                body = {"token": token}
                answer = requests.post(settings.IDENTITY_URL, json=body)
                return answer.status_code == 200
            """)
        #expect(program.site(.introspect, line: 6)?.audience.state == .missing)
    }

    @Test("a token request is no question about the token")
    func tokenRequestIsNoJudgement() throws {
        let program = PythonInventory(
            """
            import requests
            def validate_and_exchange(token):
                return requests.post(TOKEN_URL, data={"grant_type": "urn:example", "token": token})
            """)
        #expect(program.sites(.introspect).isEmpty)
    }

    @Test("an audience compared in a method of another file's class is compared")
    func comparedElsewhere() throws {
        let program = PythonInventory([
            "config.py": """
            import os
            class Config:
                resource = os.environ.get("RESOURCE")
                def audience_matches(self, aud):
                    if aud is None:
                        return False
                    values = aud if isinstance(aud, list) else [aud]
                    return self.resource in values
            config = Config()
            """,
            "main.py": """
            import jwt
            from config import config
            def authenticate(token):
                claims = jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", options={"verify_aud": False})
                if not config.audience_matches(claims.get("aud")):
                    raise PermissionError
                return claims
            """,
        ])
        #expect(program.site(.verify, line: 4)?.audience.state == .enforced)
    }

    @Test("one call that mints both kinds of token has two lifetimes")
    func twoLifetimes() throws {
        let program = PythonInventory(
            """
            import jwt, time
            def make(kind):
                match kind:
                    case "access":
                        life = 900
                    case "refresh":
                        life = 86400
                return jwt.encode({"exp": int(time.time()) + life}, KEY)
            access = make("access")
            refresh = make("refresh")
            """)
        let lifetimes = program.sites(.issue).compactMap(\.lifetime)
        #expect(lifetimes.first { $0.subject == .access }?.seconds == 900)
        #expect(lifetimes.first { $0.subject == .refresh }?.seconds == 86_400)
    }

    @Test("a random string is a refresh token by the function that makes it")
    func opaqueRefreshToken() throws {
        let program = PythonInventory(
            """
            import secrets, time
            def create_refresh_token(store, expires_in: int = 86400 * 30):
                token = secrets.token_urlsafe(32)
                store.put(token, expires_at=time.time() + expires_in)
                return token
            """)
        let lifetime = try #require(program.site(.issue, line: 3)?.lifetime)
        #expect(lifetime.subject == .refresh)
        #expect(lifetime.seconds == 2_592_000)
    }

    @Test("a tool that reads the token of a request which the server has verified decides nothing")
    func readBehindGuard() throws {
        let program = PythonInventory(
            """
            import jwt
            from fastmcp import FastMCP
            from fastmcp.server.auth.providers.jwt import JWTVerifier
            from fastmcp.server.dependencies import get_http_headers
            mcp = FastMCP("x", auth=JWTVerifier(jwks_uri="u", issuer="https://id.example", audience="https://mcp.example"))
            def user():
                token = get_http_headers()["authorization"][7:]
                claims = jwt.decode(token, options={"verify_signature": False})
                return claims["sub"]
            """)
        #expect(program.site(.decode, line: 8)?.purpose == .display)
    }
}

@Suite("Python: settings")
struct PythonSettingsTests {
    @Test("simplejwt mints what it verifies")
    func simpleJWT() throws {
        let program = PythonInventory(
            """
            from datetime import timedelta
            SIMPLE_JWT = {
                "ACCESS_TOKEN_LIFETIME": timedelta(minutes=5),
                "REFRESH_TOKEN_LIFETIME": timedelta(days=1),
            }
            """)
        #expect(program.site(.settings, line: 2)?.selfIssued == true)
        #expect(program.site(.settings, line: 4)?.lifetime?.seconds == 86_400)
        #expect(program.findings(.missingAudience).allSatisfy { $0.severity == .low })
    }

    @Test("a managed gateway's authorizer is a verifier")
    func managedAuthorizer() throws {
        let program = PythonInventory(
            """
            import boto3
            client = boto3.client("bedrock-agentcore-control")
            client.create_gateway(
                authorizerConfiguration={
                    "customJWTAuthorizer": {"discoveryUrl": "https://id.example", "allowedAudience": ["me"]},
                }
            )
            client.create_gateway(
                authorizerConfiguration={
                    "customJWTAuthorizer": {"discoveryUrl": "https://id.example"},
                }
            )
            """)
        #expect(program.site(.settings, line: 5)?.audience.state == .enforced)
        #expect(program.site(.settings, line: 10)?.audience.state == .missing)
    }

    @Test("fastmcp 2 may take the audience from the environment, and an explicit None switches the check off")
    func fastMCPTwo() throws {
        let program = PythonInventory([
            "requirements.txt": "fastmcp==2.14.0\n",
            "main.py": """
            from fastmcp.server.auth.providers.jwt import JWTVerifier
            left_out = JWTVerifier(jwks_uri="u", issuer="https://id.example")
            none = JWTVerifier(jwks_uri="u", issuer="https://id.example", audience=None)
            """,
        ])
        #expect(program.site(.verify, line: 2)?.audience.state == .conditional)
        #expect(program.site(.verify, line: 3)?.audience.state == .disabled)
    }

    @Test("packages of two languages with one name are told apart")
    func languagesAreToldApart() throws {
        let program = PythonInventory(
            "from fastmcp.server.auth.providers.github import GitHubProvider\nauth = GitHubProvider(client_id='c')\n")
        #expect(program.inventory.sites.filter { $0.location.start.line == 2 }.map(\.kind) == [.verify])
    }

    @Test("a package that nobody described judges, and nothing is known of how")
    func unknownPackage() throws {
        let program = PythonInventory("from acme_auth import client\ndef user(token):\n    return client.verify_token(token)\n")
        let site = try #require(program.site(.verify, line: 3))
        #expect(site.audience.state == .unknown)
        for rule in Rule.all {
            #expect(program.findings(rule).allSatisfy { $0.severity == .note || $0.severity == .low }, "\(rule.id)")
        }
    }
}

@Suite("Python: how long tokens live")
struct PythonLifetimeTests {
    @Test("one function mints both kinds, two calls away from whoever says which")
    func kindsAreToldApartThroughCallers() {
        let program = PythonInventory(
            """
            import jwt
            from datetime import datetime, timedelta
            def encode(payload, minutes):
                payload.update(exp=datetime.utcnow() + timedelta(minutes=minutes))
                return jwt.encode(payload, KEY, "HS256")
            def create(kind, minutes):
                return encode({"type": kind}, minutes)
            def create_access_token():
                return create("a", 15)
            def create_refresh_token():
                return create("r", 60 * 24 * 30)
            """)
        let lifetimes = program.sites(.issue).compactMap(\.lifetime)
        #expect(lifetimes.map(\.subject) == [.access, .refresh])
        #expect(lifetimes.map(\.seconds) == [900, 2_592_000])
    }

    @Test("a deadline under a name of the program's own is one")
    func ownDeadlinesCount() {
        func lifetime(_ deadline: String) -> LifetimeAnswer? {
            PythonInventory(
                """
                import jwt
                from datetime import datetime, timedelta
                def make(user):
                    return jwt.encode({"user": user, \(deadline)}, KEY, algorithm="HS256")
                """
            ).sites(.issue).first?.lifetime
        }
        #expect(lifetime(#""jwt_exp": (datetime.utcnow() + timedelta(hours=1)).isoformat()"#)?.seconds == 3_600)
        #expect(lifetime(#""token_expires": later(user)"#)?.seconds == nil)
        #expect(lifetime(#""role": "reader""#)?.seconds == 0)
    }
}

@Suite("Python: middlewares that hand the token on")
struct HandedOnTokenTests {
    private static func middleware(_ judgement: String) -> PythonInventory {
        PythonInventory(
            """
            from auth import Context, is_good
            class Bearer:
                def __init__(self, app):
                    self.app = app
                async def __call__(self, scope, receive, send):
                    header = Request(scope, receive).headers.get("Authorization")
                    if not header:
                        await refuse(scope, receive, send)
                        return
                    token = header[7:]
                    \(judgement)
                    await self.app(scope, receive, send)
            """)
    }

    @Test("where nothing in the program judges it, what the middleware enforces is unknown, and it is told")
    func anUnjudgedTokenIsASite() throws {
        let program = Self.middleware("Context.keep(token)")
        let site = try #require(program.sites(.verify).first)
        #expect(site.location.start.line == 7)
        #expect(site.audience.state == .unknown && site.expiry.state == .unknown && site.signature == .unknown)
        #expect(program.findings(.missingAudience).isEmpty && program.findings(.unverifiedToken).isEmpty)
    }

    @Test("a verification anywhere is the site")
    func aVerificationIsEnough() {
        let verified = Self.middleware("import jwt; jwt.decode(token, KEY, algorithms=['RS256'], audience='https://mcp.example')")
        #expect(verified.sites(.verify).map(\.library) == ["PyJWT"])
    }
}
