import AuditRules
import SourceScanner
import Testing

/// A server that does everything right, and the same server with one piece taken out.
@Suite struct CompleteServers {
    /// What all rules find in a program, the whole catalogue and not one rule alone.
    static func findings(_ files: [String: String]) -> [Finding] {
        let contents = files.mapValues { [UInt8]($0.utf8) }
        let paths = contents.keys.sorted()
        let trees = paths.compactMap { path in
            Language(path: path).map { parse(SourceFile(path: path, language: $0, bytes: contents[path] ?? [])) }
        }
        let program = Program(repository: Repository(paths: paths, read: { contents[$0] }), trees: trees)
        let inventory = Survey.inventory(of: program) { _ in .production }
        return Rule.all.flatMap { rule in
            var findings = Findings(rule: rule)
            rule.check(inventory, &findings)
            return findings.found
        }
    }

    static func told(_ source: String, _ path: String) -> [String] { findings([path: source]).map { "\($0.rule): \($0.message)" } }

    struct Removal: Sendable, CustomStringConvertible {
        let piece: String
        var replacement = ""
        let rule: String
        /// What the message names.
        var names = ""
        var points: Int? = nil
        var description: String { piece }
    }

    static func expect(_ removal: Removal, in source: String, _ path: String) {
        #expect(source.contains(removal.piece))
        let found = findings([path: source.replacing(removal.piece, with: removal.replacement)])
        #expect(found.map(\.rule) == [removal.rule], "\(found.map(\.message))")
        if let only = found.first {
            #expect(removal.names.isEmpty || only.message.contains(removal.names), "\(only.message)")
            if let points = removal.points { #expect(only.points == points) }
        }
    }
}

// MARK: Audience

@Suite struct AudienceIsValidated {
    static let source = """
        import { jwtVerify } from "jose"
        const THIS_SERVER = "https://files.mcp.example"
        const RIGHTS = "files:read"
        async function authenticate(token: string) {
            const { payload } = await jwtVerify(token, await publicKeys(), {
                issuer: "https://id.example",
                audience: THIS_SERVER,
                algorithms: ["ES256"],
            })
            if (!String(payload.scope).split(" ").includes(RIGHTS)) throw new Error("insufficient_scope")
            if (payload.cnf?.jkt !== boundKey()) throw new Error("not bound to its sender")
            return payload
        }
        """

    @Test func aCompleteServerIsClean() { #expect(CompleteServers.told(Self.source, "src/server.ts") == []) }

    @Test(arguments: [
        CompleteServers.Removal(piece: "audience: THIS_SERVER,", rule: "missing-audience", points: 15),
        CompleteServers.Removal(piece: "issuer: \"https://id.example\",", rule: "missing-issuer", points: 10),
        CompleteServers.Removal(
            piece: "const THIS_SERVER = \"https://files.mcp.example\"", replacement: "const THIS_SERVER = undefined",
            rule: "missing-audience"),
        CompleteServers.Removal(
            piece: "audience: THIS_SERVER,", replacement: "audience: process.env.AUDIENCE,", rule: "audience-not-required"),
    ]) func aPieceTakenOutIsTheOnlyFinding(_ removal: CompleteServers.Removal) {
        CompleteServers.expect(removal, in: Self.source, "src/server.ts")
    }
}

// MARK: Proofs

@Suite struct ProofsAreVerifiedByOneCall {
    static let source = """
        import { jwtVerify } from "jose"
        async function authenticate(authorization: string, proof: string, request: Request) {
            const { payload: claims } = await jwtVerify(authorization, publicKey, {
                issuer: "https://id.example", audience: "https://files.mcp.example", algorithms: ["ES256"],
            })
            await verifyDPoP(proof, {
                expectedHtm: request.method,
                expectedHtu: request.url,
                boundPublicKey: claims.cnf.jkt,
                maxAgeSeconds: 30,
            })
            if (!claims.scope.split(" ").includes("files:read")) throw new Error("insufficient_scope")
            return claims
        }
        """

    @Test func aCompleteServerIsClean() { #expect(CompleteServers.told(Self.source, "src/server.ts") == []) }

    @Test(arguments: [
        CompleteServers.Removal(piece: "expectedHtm: request.method,", rule: "incomplete-dpop", names: "htm", points: 5),
        CompleteServers.Removal(piece: "expectedHtu: request.url,", rule: "incomplete-dpop", names: "htu", points: 5),
        CompleteServers.Removal(piece: "boundPublicKey: claims.cnf.jkt,", rule: "incomplete-dpop", names: "cnf.jkt", points: 15),
        CompleteServers.Removal(piece: "maxAgeSeconds: 30,", rule: "incomplete-dpop", names: "iat", points: 5),
        CompleteServers.Removal(
            piece: "maxAgeSeconds: 30,", replacement: "maxAgeSeconds: 3600,", rule: "incomplete-dpop", names: "five minutes", points: 5),
        CompleteServers.Removal(piece: "audience: \"https://files.mcp.example\",", rule: "missing-audience"),
    ]) func aPieceTakenOutIsTheOnlyFinding(_ removal: CompleteServers.Removal) {
        CompleteServers.expect(removal, in: Self.source, "src/server.ts")
    }
}

@Suite struct ProofsAreVerifiedInTypeScript {
    static let source = """
        import { createHash } from "node:crypto"
        import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from "jose"
        const used = new Map<string, number>()
        const ALGORITHMS = ["ES256", "EdDSA"]
        async function verifyDPoP(proof: string, expected: { method: string, url: string, token: string, boundKey: string, maxAge: number }) {
            const header = decodeProtectedHeader(proof)
            if (header.typ !== "dpop+jwt") throw new Error("type")
            const key = await importJWK(header.jwk!, header.alg)
            const { payload } = await jwtVerify(proof, key, { algorithms: ALGORITHMS })
            if (payload.htm !== expected.method) throw new Error("method")
            if (payload.htu !== expected.url) throw new Error("address")
            const age = Math.floor(Date.now() / 1000) - payload.iat!
            if (age < -5 || age > expected.maxAge) throw new Error("stale")
            const jti = payload.jti as string
            if (used.has(jti)) throw new Error("replayed")
            used.set(jti, Date.now())
            const hash = createHash("sha256").update(expected.token).digest("base64url")
            if (payload.ath !== hash) throw new Error("another token")
            const thumbprint = await calculateJwkThumbprint(header.jwk!)
            if (thumbprint !== expected.boundKey) throw new Error("another key")
        }
        export async function authenticate(authorization: string, dpop: string, request: Request) {
            const token = authorization.replace(/^DPoP /, "")
            const { payload: claims } = await jwtVerify(token, publicKey, {
                issuer: "https://id.example", audience: "https://files.mcp.example", algorithms: ["ES256"],
            })
            await verifyDPoP(dpop, { method: request.method, url: request.url, token, boundKey: claims.cnf.jkt, maxAge: 30 })
            if (!claims.scope.split(" ").includes("files:read")) throw new Error("insufficient_scope")
            return claims
        }
        """

    @Test func aCompleteServerIsClean() { #expect(CompleteServers.told(Self.source, "src/server.ts") == []) }

    @Test(arguments: [
        CompleteServers.Removal(
            piece: "const { payload } = await jwtVerify(proof, key, { algorithms: ALGORITHMS })",
            replacement: "const payload = decodeJwt(proof)",
            rule: "incomplete-dpop", names: "its signature", points: 15),
        CompleteServers.Removal(
            piece: "if (header.typ !== \"dpop+jwt\") throw new Error(\"type\")", rule: "incomplete-dpop", names: "typ", points: 3),
        CompleteServers.Removal(piece: ", { algorithms: ALGORITHMS }", rule: "incomplete-dpop", names: "alg", points: 5),
        CompleteServers.Removal(
            piece: "if (payload.htm !== expected.method) throw new Error(\"method\")", rule: "incomplete-dpop", names: "htm", points: 5),
        CompleteServers.Removal(
            piece: "if (payload.htu !== expected.url) throw new Error(\"address\")", rule: "incomplete-dpop", names: "htu", points: 5),
        CompleteServers.Removal(
            piece: "if (payload.htu !== expected.url)", replacement: "if (!expected.url.endsWith(payload.htu))", rule: "incomplete-dpop",
            names: "htu (compared in part)", points: 5),
        CompleteServers.Removal(
            piece: "if (age < -5 || age > expected.maxAge) throw new Error(\"stale\")", rule: "incomplete-dpop", names: "iat", points: 5),
        CompleteServers.Removal(
            piece: "if (used.has(jti)) throw new Error(\"replayed\")", rule: "incomplete-dpop", names: "jti", points: 3),
        CompleteServers.Removal(
            piece: "const header = decodeProtectedHeader",
            replacement: "const used = new Map<string, number>()\n    const header = decodeProtectedHeader", rule: "incomplete-dpop",
            names: "jti", points: 3),
        CompleteServers.Removal(
            piece: "if (payload.ath !== hash) throw new Error(\"another token\")", rule: "incomplete-dpop", names: "ath", points: 5),
        CompleteServers.Removal(
            piece: "if (payload.ath !== hash)", replacement: "if (payload.ath && payload.ath !== hash)", rule: "incomplete-dpop",
            names: "ath (on some paths)", points: 5),
        CompleteServers.Removal(
            piece: "if (thumbprint !== expected.boundKey) throw new Error(\"another key\")", rule: "incomplete-dpop", names: "cnf.jkt",
            points: 15),
        CompleteServers.Removal(
            piece: "throw new Error(\"method\")", replacement: "console.warn(\"method\")", rule: "incomplete-dpop",
            names: "htm (a mismatch is only logged)"),
        CompleteServers.Removal(
            piece: "    await verifyDPoP", replacement: "    if (dpop) await verifyDPoP", rule: "dpop-downgrade", points: 15),
    ]) func aPieceTakenOutIsTheOnlyFinding(_ removal: CompleteServers.Removal) {
        CompleteServers.expect(removal, in: Self.source, "src/server.ts")
    }
}

@Suite struct ProofsAreVerifiedInPython {
    static let source = """
        import hashlib
        import time
        import jwt
        USED = {}
        MAX_AGE = 30
        def verify_dpop(proof, method, url, access_token, bound_key):
            header = jwt.get_unverified_header(proof)
            if header.get("typ") != "dpop+jwt":
                raise PermissionError("type")
            key = jwt.PyJWK.from_dict(header["jwk"])
            claims = jwt.decode(proof, key, algorithms=["ES256"])
            if claims["htm"] != method:
                raise PermissionError("method")
            if claims["htu"] != url:
                raise PermissionError("address")
            if abs(time.time() - claims["iat"]) > MAX_AGE:
                raise PermissionError("stale")
            if claims["jti"] in USED:
                raise PermissionError("replayed")
            USED[claims["jti"]] = claims["iat"]
            if claims["ath"] != encoded(hashlib.sha256(access_token.encode()).digest()):
                raise PermissionError("another token")
            if thumbprint(header["jwk"]) != bound_key:
                raise PermissionError("another key")
        def authenticate(request):
            token = request.headers["authorization"].removeprefix("DPoP ")
            claims = jwt.decode(token, KEY, algorithms=["ES256"], audience="https://files.mcp.example", issuer="https://id.example")
            verify_dpop(request.headers["dpop"], request.method, str(request.url), token, claims["cnf"]["jkt"])
            if "files:read" not in claims["scope"].split():
                raise PermissionError("scope")
            return claims
        """

    @Test func aCompleteServerIsClean() { #expect(CompleteServers.told(Self.source, "server.py") == []) }

    @Test(arguments: [
        CompleteServers.Removal(
            piece: "jwt.decode(proof, key, algorithms=[\"ES256\"])",
            replacement: "jwt.decode(proof, options={\"verify_signature\": False})",
            rule: "incomplete-dpop", names: "its signature", points: 15),
        CompleteServers.Removal(
            piece: "jwt.decode(proof, key, algorithms=[\"ES256\"])", replacement: "jwt.decode(proof, key, algorithms=[header[\"alg\"]])",
            rule: "incomplete-dpop", names: "alg", points: 5),
        CompleteServers.Removal(
            piece: "    if header.get(\"typ\") != \"dpop+jwt\":\n        raise PermissionError(\"type\")\n", rule: "incomplete-dpop",
            names: "typ", points: 3),
        CompleteServers.Removal(
            piece: "    if claims[\"htm\"] != method:\n        raise PermissionError(\"method\")\n", rule: "incomplete-dpop", names: "htm",
            points: 5),
        CompleteServers.Removal(
            piece: "    if claims[\"htu\"] != url:\n        raise PermissionError(\"address\")\n", rule: "incomplete-dpop", names: "htu",
            points: 5),
        CompleteServers.Removal(
            piece: "claims[\"htu\"] != url", replacement: "not url.startswith(claims[\"htu\"])", rule: "incomplete-dpop",
            names: "htu (compared in part)", points: 5),
        CompleteServers.Removal(
            piece: "    if abs(time.time() - claims[\"iat\"]) > MAX_AGE:\n        raise PermissionError(\"stale\")\n",
            rule: "incomplete-dpop", names: "iat", points: 5),
        CompleteServers.Removal(
            piece: "MAX_AGE = 30", replacement: "MAX_AGE = 3600", rule: "incomplete-dpop", names: "five minutes", points: 5),
        CompleteServers.Removal(
            piece: "    if claims[\"jti\"] in USED:\n        raise PermissionError(\"replayed\")\n", rule: "incomplete-dpop", names: "jti",
            points: 3),
        CompleteServers.Removal(
            piece: "    header = jwt.get_unverified", replacement: "    USED = {}\n    header = jwt.get_unverified",
            rule: "incomplete-dpop", names: "jti", points: 3),
        CompleteServers.Removal(
            piece: "    if thumbprint(header[\"jwk\"]) != bound_key:\n        raise PermissionError(\"another key\")\n",
            rule: "incomplete-dpop", names: "cnf.jkt", points: 15),
        CompleteServers.Removal(
            piece:
                "    if claims[\"ath\"] != encoded(hashlib.sha256(access_token.encode()).digest()):\n        raise PermissionError(\"another token\")\n",
            rule: "incomplete-dpop", names: "ath", points: 5),
        CompleteServers.Removal(
            piece: "claims[\"ath\"] != ", replacement: "\"ath\" in claims and claims[\"ath\"] != ", rule: "incomplete-dpop", names: "ath",
            points: 5),
    ]) func aPieceTakenOutIsTheOnlyFinding(_ removal: CompleteServers.Removal) {
        CompleteServers.expect(removal, in: Self.source, "server.py")
    }
}

// MARK: Exchange

@Suite struct TokensAreExchanged {
    static let source = """
        export async function startSession(callerToken: string): Promise<string> {
            const response = await fetch("https://id.example/token", {
                method: "POST",
                body: new URLSearchParams({
                    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
                    subject_token: callerToken,
                    subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
                    audience: "https://files.mcp.example",
                    scope: "tool:read_file tool:list_directory",
                    requested_token_type: "urn:ietf:params:oauth:token-type:access_token",
                }),
                headers: { Authorization: `Basic ${Buffer.from(clientCredentials()).toString("base64")}` },
            })
            const { access_token } = await response.json()
            return access_token
        }
        """

    @Test func aCompleteRequestIsClean() { #expect(CompleteServers.told(Self.source, "src/session.ts") == []) }

    @Test(arguments: [
        CompleteServers.Removal(piece: "audience: \"https://files.mcp.example\",", rule: "unbound-token-exchange", points: 15),
        CompleteServers.Removal(piece: "scope: \"tool:read_file tool:list_directory\",", rule: "unscoped-token-exchange", points: 5),
        CompleteServers.Removal(
            piece: "\"https://files.mcp.example\"", replacement: "undefined", rule: "unbound-token-exchange", points: 15),
    ]) func aPieceTakenOutIsTheOnlyFinding(_ removal: CompleteServers.Removal) {
        CompleteServers.expect(removal, in: Self.source, "src/session.ts")
    }

    @Test func anAudienceThatIsSetOnSomePathsIsNoFinding() {
        let source = Self.source.replacing("audience: \"https://files.mcp.example\",", with: "...(target ? { audience: target } : {}),")
        #expect(CompleteServers.told(source, "src/session.ts") == [])
    }

    @Test func aServerThatAnswersTheGrantAsksForNothing() {
        let source = """
            export function token(req, res) {
                if (req.body.grant_type === "urn:ietf:params:oauth:grant-type:token-exchange") return exchange(req.body.subject_token, res)
                res.status(400).json({ error: "unsupported_grant_type", grant_types_supported: ["urn:ietf:params:oauth:grant-type:token-exchange"] })
            }
            """
        #expect(CompleteServers.findings(["src/token.ts": source]).isEmpty)
    }
}

// MARK: Making proofs

@Suite struct ProofsAreMade {
    static let source = """
        const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"])
        export async function proof() {
            return signDPoP({
                htm: "POST",
                htu: "https://files.mcp.example/tool",
                jti: crypto.randomUUID(),
                iat: Math.floor(Date.now() / 1000),
                publicKey: keys.publicKey,
            }, keys.privateKey)
        }
        """

    @Test func aCompleteProofIsClean() { #expect(CompleteServers.told(Self.source, "src/client.ts") == []) }

    @Test(arguments: [
        CompleteServers.Removal(piece: "jti: crypto.randomUUID(),", rule: "incomplete-dpop-proof", names: "jti", points: 3),
        CompleteServers.Removal(piece: "iat: Math.floor(Date.now() / 1000),", rule: "incomplete-dpop-proof", names: "iat", points: 3),
    ]) func aPieceTakenOutIsTheOnlyFinding(_ removal: CompleteServers.Removal) {
        CompleteServers.expect(removal, in: Self.source, "src/client.ts")
    }
}
