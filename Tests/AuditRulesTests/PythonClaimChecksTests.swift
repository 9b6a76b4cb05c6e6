import Testing

@testable import AuditRules

@Suite("Python: claims that are compared far from the verification")
struct PythonClaimChecksTests {
    @Test("an audience that one method collects and another compares")
    func collectedAudienceIsFollowed() throws {
        let program = PythonInventory(
            """
            class Verifier:
                async def verify_token(self, token):
                    response = await self.client.post("https://id.example/introspect", data={"token": token})
                    payload = response.json()
                    if not payload.get("active") or not self.fits(self.audiences(payload)):
                        return None
                    return AccessToken(token=token, client_id=payload["client_id"])
                def audiences(self, payload):
                    found = []
                    claim = payload.get("aud")
                    if isinstance(claim, str):
                        found.append(claim)
                    else:
                        found.extend([str(one) for one in claim])
                    return list(set(found))
                def fits(self, audiences):
                    given = set(one.rstrip("/") for one in audiences)
                    if not given.intersection(self.wanted):
                        return False
                    return True
            """)
        #expect(program.site(.introspect, line: 3)?.audience.state == .enforced)
        #expect(program.findings(.missingAudience).isEmpty)
    }

    @Test("claims that come as text and are compared in a helper; a key that is set later is a key")
    func claimsInTextAreFollowed() throws {
        let program = PythonInventory(
            """
            import json
            from jwcrypto.jwt import JWT
            class Keys:
                def __init__(self):
                    self.keys = None
                    self.load()
                def load(self):
                    self.keys = fetch()
            def authenticate(token):
                verified = JWT(jwt=token, key=Keys().keys)
                claims = json.loads(verified.claims)
                if not fits(claims):
                    raise PermissionError
                return claims
            def fits(claims):
                if "https://mcp.example" not in claims.get("aud", []):
                    return False
                return True
            """)
        #expect(program.site(.verify, line: 10)?.audience.state == .enforced)
        #expect(program.sites(.decode).isEmpty)
    }

    @Test("a claim that is compared only where the token has it")
    func claimThatMayBeAbsentIsConditional() throws {
        let program = PythonInventory(
            """
            import jwt
            def verify(token):
                claims = jwt.decode(token, KEY, algorithms=["HS256"], audience="https://mcp.example")
                if claims.get("iss"):
                    sender = str(claims.get("iss")).rstrip("/")
                    if sender != "https://id.example":
                        raise PermissionError
                return claims
            """)
        #expect(program.site(.verify, line: 3)?.issuer.state == .conditional)
    }

    @Test(
        "the algorithm of the token's own header, however it is read",
        arguments: ["header[\"alg\"]", "header.get(\"alg\")", "header.get(\"alg\", \"RS256\")"])
    func headerChoosesAlgorithm(_ reading: String) throws {
        let program = PythonInventory(
            """
            import jwt
            def verify(token, key):
                header = jwt.get_unverified_header(token)
                return jwt.decode(token, key, algorithms=[\(reading)], audience="https://mcp.example")
            """)
        #expect(program.site(.verify, line: 4)?.algorithm.state == .unpinned)
    }

    @Test("an expected value that the program itself thinks may be empty")
    func emptyExpectationIsConditional() throws {
        let program = PythonInventory(
            """
            import jwt
            def verify(token, audience: str):
                return jwt.decode(token, KEY, algorithms=["HS256"], audience=audience or None, options={"verify_aud": bool(audience)})
            """)
        #expect(program.site(.verify, line: 3)?.audience.state == .conditional)
    }

    @Test("what every caller of a wrapper lacks is reported once, at the verification")
    func sharedOmissionIsReportedOnce() throws {
        let program = PythonInventory(
            """
            from dataclasses import dataclass
            from fastmcp.server.auth import JWTVerifier
            @dataclass
            class Config:
                audience: str | None = None
            def verifier(config: Config):
                return JWTVerifier(jwks_uri="https://id.example/jwks", issuer="https://id.example", audience=config.audience)
            def first(config: Config):
                return verifier(config)
            def second(config: Config):
                return verifier(config)
            """)
        #expect(program.findings(.audienceNotRequired).map(\.location.start.line) == [7])
        #expect(program.findings(.missingAudience).isEmpty)
    }

    @Test("the header's algorithm, once it was found in a list")
    func anAllowlistInFrontPinsTheAlgorithm() {
        func algorithm(_ test: String) -> AlgorithmAnswer.State? {
            PythonInventory(
                """
                import jwt
                def verify(token):
                    algorithm = jwt.get_unverified_header(token).get("alg")
                    \(test)
                    return jwt.decode(token, KEY, algorithms=[algorithm], audience="https://mcp.example")
                """
            ).site(.verify, line: 5)?.algorithm.state
        }
        #expect(algorithm("if algorithm not in ALLOWED: raise ValueError(algorithm)") == .pinned)
        #expect(algorithm("if algorithm != 'RS256': raise ValueError(algorithm)") == .pinned)
        #expect(algorithm("if algorithm == 'none': raise ValueError(algorithm)") == .unpinned)
        #expect(algorithm("if algorithm not in ALLOWED: log.warning(algorithm)") == .unpinned)
        #expect(algorithm("pass") == .unpinned)
    }

    @Test(
        "claims that the library judges in a call of its own",
        arguments: [
            ("    REGISTRY.validate(token.claims)\n", "", Answer.State.enforced, ExpiryAnswer.State.enforced),
            ("    judge(token.claims)\n", "def judge(claims):\n    REGISTRY.validate(claims)\n", .enforced, .enforced),
            ("    if STRICT_BY_ENV:\n        REGISTRY.validate(token.claims)\n", "", .conditional, .ignored),
            ("    REGISTRY.validate(others)\n", "", .missing, .ignored),
            ("", "", .missing, .ignored),
        ])
    func claimsAreJudgedBehindTheVerification(_ call: String, _ helper: String, _ audience: Answer.State, _ expiry: ExpiryAnswer.State) {
        let program = PythonInventory(
            """
            from os import getenv
            from joserfc import jwt
            def verify(value):
                token = jwt.decode(value, KEY, algorithms=["RS256"])
            \(call)    return token.claims
            STRICT_BY_ENV = getenv("STRICT")
            REGISTRY = jwt.JWTClaimsRegistry(
                iss={"essential": True, "value": "https://id.example"}, aud={"essential": True, "value": "https://mcp.example"})
            \(helper)
            """)
        let site = program.site(.verify, line: 4)
        #expect(site?.audience.state == audience)
        #expect(site?.issuer.state == audience)
        #expect(site?.expiry.state == expiry)
    }

    @Test("a middleware that the framework makes has what it is registered with")
    func registeredMiddlewareIsMade() {
        func audience(_ registration: String) -> Answer.State? {
            PythonInventory(
                """
                import jwt
                class Guard:
                    def __init__(self, app, audience=None):
                        self.audience = audience
                    async def dispatch(self, request, call_next):
                        jwt.decode(request.headers["authorization"][7:], KEY, algorithms=["RS256"], audience=self.audience)
                        return await call_next(request)
                \(registration)
                """
            ).site(.verify, line: 6)?.audience.state
        }
        #expect(audience("app.add_middleware(Guard, audience='https://mcp.example')") == .enforced)
        #expect(audience("Starlette(middleware=[Middleware(Guard, audience='https://mcp.example')])") == .enforced)
        #expect(audience("app.add_middleware(Guard)") == .missing)
    }

    @Test("bytes are decoded, too: a call without a token is none of a method that takes one")
    func aCallWithoutTheTokenIsNoWrapper() {
        let program = PythonInventory([
            "service.py": """
            import jwt
            class Service:
                def decode(self, token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], audience=self.audience)
            """,
            "guard.py": """
            from service import Service
            def authenticate(request):
                return request.headers["authorization"].split()[1].decode()
            """,
        ])
        #expect(!program.sites(.verify).contains { $0.location.path == "guard.py" })
    }
}
