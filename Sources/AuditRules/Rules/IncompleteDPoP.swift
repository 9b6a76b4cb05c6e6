import SourceScanner

extension Rule {
    static let incompleteDPoP = Rule(
        id: "incomplete-dpop", axis: .permissions, severity: .high, points: 15,
        title: "DPoP proof accepted without all of its checks",
        explanation:
            "A DPoP proof is worth what its verifier compares. Without the signature or the thumbprint anyone can make one; without `htm`, `htu` "
            + "or `ath` a proof seen once opens other requests; without `iat` and `jti` it works forever and again. RFC 9449 §4.3 lists what a server must check.",
        remedy:
            "Check what is listed: the signature with the embedded key, `typ`, an allowlist for `alg`, `htm`, `htu`, the age of `iat`, that `jti` is new, "
            + "`ath`, and that the key's thumbprint is the `cnf.jkt` of the access token.",
        detection:
            "Finds the verification of a proof by the library, by the embedded key, by the claims it reads and by hand, then follows the proof's claims and "
            + "header through the function, its helpers and its callers to the comparisons that reject. Points: signature and thumbprint 15, `alg`, `htm`, `htu`, `iat` "
            + "and `ath` 5, `typ` and `jti` 3, at most 15; high from 15 points, medium from 5, low below.",
        limits:
            "Functions whose code is not part of the program are taken at their word. A store for `jti` is not looked into, except that one made anew by every call "
            + "remembers nothing.",
        references: [.rfc(9449, "4.3"), .rfc(9449, "11.1"), .rfc(7638, "3")], cwe: [294, 345],
        examples: ProofExample.typeScript + ProofExample.python + ProofExample.swift,
        check: { inventory, findings in
            for site in inventory.sites(.dpopVerify) {
                let absent = site.absentProofChecks
                // A library that was not asked to demand proofs checks those it gets: another vice.
                guard !absent.isEmpty, site.proofChecks[.signature]?.otherwise == .open || absent.count < 6 else { continue }
                let points = min(15, absent.reduce(0) { $0 + $1.points })
                let names = absent.map { check in site.proofChecks[check].map { check.fault($0) } ?? check.rawValue }.joined(
                    separator: ", ")
                let evidence = absent.flatMap { site.proofChecks[$0]?.evidence ?? [] }
                let isCertain = absent.allSatisfy { site.proofChecks[$0]?.isCertain ?? true }
                findings.add(
                    at: site, "\(site.api) verifies a DPoP proof without \(names)", evidence,
                    severity: points >= 15 ? .high : points >= 5 ? .medium : .low, points: points,
                    confidence: isCertain ? .certain : .likely)
            }
        })
}

extension TokenSite {
    /// The checks of a proof that are not made, or not always, in the order of RFC 9449 §4.3.
    var absentProofChecks: [ProofCheck] {
        ProofCheck.allCases.filter { check in
            switch proofChecks[check]?.state {
            case .missing, .conditional, .disabled: true
            default: false
            }
        }
    }
}

extension ProofCheck {
    /// What one absent check takes.
    var points: Int {
        switch self {
        case .signature, .thumbprint: 15
        case .algorithm, .method, .uri, .issuedAt, .accessTokenHash: 5
        case .type, .replay: 3
        }
    }

    /// What is wrong with it, in a few words.
    fileprivate func fault(_ answer: Answer) -> String {
        let name: String =
            switch self {
            case .signature: "its signature"
            case .thumbprint: "the thumbprint (cnf.jkt)"
            case .replay: "remembering jti"
            default: rawValue
            }
        if answer.reaction == .onlyLogs { return "\(name) (a mismatch is only logged)" }
        if answer.reaction == .swallowed { return "\(name) (the refusal is swallowed)" }
        guard answer.state == .conditional else { return name }
        switch answer.strictness {
        case .prefix, .substring: return "\(name) (compared in part)"
        case .pattern: return self == .issuedAt ? "iat (its window is longer than five minutes)" : "\(name) (compared with a pattern)"
        default: return "\(name) (on some paths)"
        }
    }
}

/// One complete verification in each language, and the same with a piece missing.
private enum ProofExample {
    static let typeScript: [Rule.Example] = [
        .clean(
            .typeScript,
            """
            import { createHash } from "node:crypto"
            import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from "jose"
            const used = new Map<string, number>()
            export async function verifyProof(proof: string, method: string, url: string, accessToken: string, boundKey: string) {
                const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, { typ: "dpop+jwt", algorithms: ["ES256"], maxTokenAge: 30 })
                if (payload.htm !== method) throw new Error("method")
                if (payload.htu !== url) throw new Error("address")
                if (payload.ath !== createHash("sha256").update(accessToken).digest("base64url")) throw new Error("token")
                if (await calculateJwkThumbprint(protectedHeader.jwk!) !== boundKey) throw new Error("key")
                if (used.has(payload.jti!)) throw new Error("replayed")
                used.set(payload.jti!, Date.now())
            }
            """),
        .clean(
            .javaScript,
            """
            import { importJWK, calculateJwkThumbprint, decodeProtectedHeader, jwtVerify } from "jose"
            import { hash, replays } from "./store.js"
            const MAX_AGE = 60
            function checkTime(iat) {
                if (Math.abs(Date.now() / 1000 - iat) > MAX_AGE) throw new Error("stale")
            }
            export async function requireProof(req, res, next) {
                const header = decodeProtectedHeader(req.get("dpop"))
                if (header.typ !== "dpop+jwt" || !["ES256", "EdDSA"].includes(header.alg)) return res.status(401).end()
                const { payload } = await jwtVerify(req.get("dpop"), await importJWK(header.jwk, header.alg))
                const { htm, htu, iat, jti, ath } = payload
                checkTime(iat)
                if (htm !== req.method || htu !== `${process.env.ORIGIN}${req.path}`) return res.status(401).end()
                if (ath !== hash(req.accessToken)) return res.status(401).end()
                if (await calculateJwkThumbprint(header.jwk) !== req.auth.cnf.jkt) return res.status(401).end()
                if (!(await replays.remember(jti))) return res.status(401).end()
                next()
            }
            """, files: ["src/store.js": "export const hash = (token) => digest(token)\nexport const replays = connect()\n"]),
        .flagged(
            .typeScript,
            """
            import { createHash } from "node:crypto"
            import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from "jose"
            const used = new Map<string, number>()
            export async function verifyProof(proof: string, method: string, url: string, accessToken: string, boundKey: string) {
                const { payload, protectedHeader } = await ↓jwtVerify(proof, EmbeddedJWK, { typ: "dpop+jwt", algorithms: ["ES256"], maxTokenAge: 30 })
                if (payload.htm !== method) throw new Error("method")
                if (!url.endsWith(payload.htu as string)) throw new Error("address")
                if (payload.ath !== createHash("sha256").update(accessToken).digest("base64url")) throw new Error("token")
                if (await calculateJwkThumbprint(protectedHeader.jwk!) !== boundKey) throw new Error("key")
                if (used.has(payload.jti!)) throw new Error("replayed")
                used.set(payload.jti!, Date.now())
            }
            """),
        .flagged(
            .javaScript,
            """
            import jwt from "jsonwebtoken"
            export function requireProof(req, res, next) {
                const proof = jwt.↓decode(req.headers.dpop)
                if (proof.htm !== req.method) return res.status(401).end()
                if (proof.htu !== process.env.ORIGIN + req.path) return res.status(401).end()
                next()
            }
            """),
        .flagged(
            .javaScript,
            """
            import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from "jose"
            export async function verifyProof(proof, method, url, accessTokenHash, boundKey) {
                const used = new Set()
                const { payload, protectedHeader } = await ↓jwtVerify(proof, EmbeddedJWK, { typ: "dpop+jwt", algorithms: ["ES256"], maxTokenAge: 30 })
                if (payload.htm !== method || payload.htu !== url || payload.ath !== accessTokenHash) throw new Error("proof")
                if (await calculateJwkThumbprint(protectedHeader.jwk) !== boundKey) throw new Error("key")
                if (used.has(payload.jti)) throw new Error("replayed")
                used.add(payload.jti)
            }
            """),
    ]

    static let python: [Rule.Example] = [
        .clean(
            .python,
            """
            import time
            import jwt
            USED = {}
            def verify_proof(proof, method, url, access_token, bound_key):
                header = jwt.get_unverified_header(proof)
                if header["typ"] != "dpop+jwt":
                    raise PermissionError("type")
                claims = jwt.decode(proof, jwt.PyJWK(header["jwk"]), algorithms=["ES256"])
                if claims["htm"] != method or claims["htu"] != url:
                    raise PermissionError("request")
                if abs(time.time() - claims["iat"]) > 60:
                    raise PermissionError("stale")
                if claims["ath"] != digest(access_token):
                    raise PermissionError("token")
                if thumbprint(header["jwk"]) != bound_key:
                    raise PermissionError("key")
                if claims["jti"] in USED:
                    raise PermissionError("replayed")
                USED[claims["jti"]] = time.time()
                return claims
            """),
        .clean(
            .python,
            """
            import time
            from authlib.jose import JsonWebKey, JsonWebToken
            proofs = JsonWebToken(["ES256"])
            class ProofVerifier:
                def __init__(self, redis):
                    self.redis = redis
                def check_request(self, claims, request):
                    if claims.get("htm") != request.method:
                        raise PermissionError("method")
                    if claims.get("htu") != str(request.url):
                        raise PermissionError("address")
                def check_time(self, issued):
                    now = time.time()
                    if issued < now - 60 or issued > now + 5:
                        raise PermissionError("stale")
                def verify(self, request, header, access_token, token_claims):
                    if header.get("typ") != "dpop+jwt":
                        raise PermissionError("type")
                    key = JsonWebKey.import_key(header["jwk"])
                    claims = proofs.decode(request.headers["DPoP"], key)
                    self.check_request(claims, request)
                    self.check_time(claims["iat"])
                    if claims["ath"] != digest(access_token):
                        raise PermissionError("token")
                    if key.thumbprint() != token_claims["cnf"]["jkt"]:
                        raise PermissionError("key")
                    if not self.redis.set(f"proof:{claims['jti']}", 1, nx=True, ex=120):
                        raise PermissionError("replayed")
            """),
        .flagged(
            .python,
            """
            import time
            import jwt
            USED = {}
            def verify_proof(proof, method, url, access_token):
                header = jwt.get_unverified_header(proof)
                if header["typ"] != "dpop+jwt":
                    raise PermissionError("type")
                claims = jwt.↓decode(proof, jwt.PyJWK(header["jwk"]), algorithms=["ES256"])
                if claims["htm"] != method or claims["htu"] != url:
                    raise PermissionError("request")
                if abs(time.time() - claims["iat"]) > 60:
                    raise PermissionError("stale")
                if claims["ath"] != digest(access_token):
                    raise PermissionError("token")
                if claims["jti"] in USED:
                    raise PermissionError("replayed")
                USED[claims["jti"]] = time.time()
                print(claims["sub"])
            """),
        .flagged(
            .python,
            """
            import time
            import jwt
            USED = {}
            def verify_proof(proof, method, url, access_token, bound_key):
                header = jwt.get_unverified_header(proof)
                if header["typ"] != "dpop+jwt":
                    raise PermissionError("type")
                claims = jwt.↓decode(proof, jwt.PyJWK(header["jwk"]), algorithms=["ES256"])
                if claims["htm"] != method or claims["htu"] != url:
                    raise PermissionError("request")
                if abs(time.time() - claims["iat"]) > 86400:
                    raise PermissionError("stale")
                if claims["ath"] != digest(access_token):
                    raise PermissionError("token")
                if thumbprint(header["jwk"]) != bound_key:
                    raise PermissionError("key")
                if claims["jti"] in USED:
                    raise PermissionError("replayed")
                USED[claims["jti"]] = time.time()
                return claims
            """),
        .clean(.python, joserfcProgram("key.thumbprint() != bound[\"jkt\"]")),
        .flagged(.python, joserfcProgram("key.thumbprint() != header[\"kid\"]", "↓")),
    ]

    /// `header["kid"]` is a value of the proof itself: whoever makes proofs chooses it.
    private static func joserfcProgram(_ comparison: String, _ mark: String = "") -> String {
        """
        import hashlib
        import time
        from joserfc import jws, jwt
        from joserfc.jwk import ECKey
        from redis.asyncio import Redis
        redis = Redis()
        async def check_proof(raw: str, method: str, url: str, token: str, bound: dict) -> None:
            header = jws.extract_compact(raw.encode()).headers()
            if header["typ"] != "dpop+jwt":
                raise PermissionError("type")
            key = ECKey.import_key(header["jwk"])
            claims = jwt.\(mark)decode(raw, key, algorithms=["ES256"]).claims
            if claims["htm"] != method or claims["htu"] != url:
                raise PermissionError("request")
            now = int(time.time())
            if claims["iat"] < now - 60 or claims["iat"] > now + 5:
                raise PermissionError("stale")
            if await redis.set("dpop:" + claims["jti"], "1", nx=True, ex=120) is None:
                raise PermissionError("replayed")
            if claims["ath"] != digest(token):
                raise PermissionError("token")
            if \(comparison):
                raise PermissionError("key")
        class Middleware:
            async def __call__(self, request, call_next):
                token = request.headers["authorization"].removeprefix("DPoP ")
                grant = await introspect(token)
                await check_proof(request.headers["dpop"], request.method, str(request.url), token, grant["cnf"])
                return await call_next(request)
        """
    }

    static let swift: [Rule.Example] = [
        .clean(.swift, swiftProgram("guard claims.htu == url else { throw Refused.address }", signature: "isValidSignature")),
        .clean(
            .swift,
            """
            import JWTKit
            import Vapor
            struct Proof: JWTPayload {
                var htm: String
                var htu: String
                var ath: String
                var jti: String
                var iat: Date
                func verify(using algorithm: some JWTAlgorithm) throws {
                    guard abs(iat.timeIntervalSinceNow) < 60 else { throw Abort(.unauthorized) }
                }
            }
            struct ProofMiddleware: AsyncMiddleware {
                let used: ReplayStore
                func respond(to request: Request, chainingTo next: AsyncResponder) async throws -> Response {
                    guard let text = request.headers.first(name: "DPoP") else { throw Abort(.unauthorized) }
                    let header = try ProofHeader(parsing: text)
                    guard header.typ == "dpop+jwt", header.alg == "ES256" else { throw Abort(.unauthorized) }
                    let keys = JWTKeyCollection()
                    try await keys.add(jwk: header.jwk)
                    let proof = try await keys.verify(text, as: Proof.self)
                    guard proof.htm == request.method.rawValue, proof.htu == publicAddress(of: request) else { throw Abort(.unauthorized) }
                    guard proof.ath == digest(request.headers.bearerAuthorization?.token) else { throw Abort(.unauthorized) }
                    guard thumbprint(of: header.jwk) == request.boundKey else { throw Abort(.unauthorized) }
                    guard await used.insert(proof.jti) else { throw Abort(.unauthorized) }
                    return try await next.respond(to: request)
                }
            }
            """),
        .flagged(.swift, swiftProgram("guard url.hasSuffix(claims.htu) else { throw Refused.address }", signature: "↓isValidSignature")),
        .flagged(.swift, swiftProgram("", signature: "↓isValidSignature")),
    ]

    private static func swiftProgram(_ address: String, signature: String) -> String {
        """
        import Crypto
        import Foundation
        struct ProofHeader: Codable { var typ: String; var alg: String; var jwk: PublicKey }
        struct ProofClaims: Codable { var htm: String; var htu: String; var jti: String; var ath: String; var iat: Double }
        actor UsedProofs {
            private var seen: Set<String> = []
            func insert(_ identifier: String) -> Bool { seen.insert(identifier).inserted }
        }
        struct ProofVerifier {
            let used: UsedProofs
            func verify(_ proof: String, method: String, url: String, accessToken: String, boundKey: String) async throws {
                let parts = proof.split(separator: ".")
                let header = try JSONDecoder().decode(ProofHeader.self, from: bytes(parts[0]))
                let claims = try JSONDecoder().decode(ProofClaims.self, from: bytes(parts[1]))
                guard header.typ == "dpop+jwt", header.alg == "ES256" else { throw Refused.header }
                let key = try P256.Signing.PublicKey(x963Representation: header.jwk.bytes)
                guard key.\(signature)(signature(parts[2]), for: signed(parts)) else { throw Refused.signature }
                guard claims.htm == method else { throw Refused.method }
                \(address)
                guard abs(Date().timeIntervalSince1970 - claims.iat) < 60 else { throw Refused.stale }
                guard claims.ath == digest(accessToken) else { throw Refused.token }
                guard thumbprint(of: header.jwk) == boundKey else { throw Refused.key }
                guard await used.insert(claims.jti) else { throw Refused.replayed }
            }
        }
        """
    }
}
