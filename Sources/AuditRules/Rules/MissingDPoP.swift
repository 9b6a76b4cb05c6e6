import SourceScanner

extension Rule {
    static let missingDPoP = Rule(
        id: "missing-dpop", axis: .permissions, severity: .low, points: 5,
        title: "Bearer tokens are not bound to their sender",
        explanation:
            "A bearer token works for whoever holds it. DPoP (RFC 9449) or mutual TLS (RFC 8705) bind it to a key of the client, so that a copy is worthless.",
        remedy: "Accept DPoP-bound tokens: verify the proof, and compare its key's thumbprint with `cnf.jkt` of the token.",
        detection:
            "Inbound bearer tokens are verified, and nothing in the program verifies a DPoP proof or looks at `cnf`. Reported once per program, at its main verification.",
        limits: "A proxy that terminates mutual TLS is not visible in the source.",
        references: [.rfc(9449, ""), .rfc(8705, "3"), .rfc(9700, "2.2.1")], cwe: [294],
        examples: [
            .flagged(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                export const authenticate = (token: string) => ↓jwtVerify(token, keys, { issuer: "https://id.example", audience: "https://mcp.example" })
                """),
            .flagged(
                .javaScript,
                """
                import jwt from "jsonwebtoken"
                export const authenticate = (token) => jwt.↓verify(token, key, { algorithms: ["RS256"], issuer: "https://id.example", audience: "https://mcp.example" })
                """),
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                """),
            .clean(
                .typeScript,
                """
                import { jwtVerify, calculateJwkThumbprint } from "jose"
                export async function authenticate(token: string, proofKey: JWK) {
                    const { payload } = await jwtVerify(token, keys, { issuer: "https://id.example", audience: "https://mcp.example" })
                    if (payload.cnf.jkt !== await calculateJwkThumbprint(proofKey)) throw new Error("not bound")
                    return payload
                }
                """),
            .clean(.javaScript, "export const add = (a, b) => a + b\n"),
            .clean(
                .python,
                """
                import jwt
                def authenticate(token, thumbprint):
                    claims = jwt.decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                    if claims["cnf"]["x5t#S256"] != thumbprint:
                        raise PermissionError("certificate")
                    return claims
                """),
            .clean(.python, "def add(a, b):\n    return a + b\n"),
            .flagged(
                .swift,
                """
                import JWTKit
                struct Access: JWTPayload {
                    var aud: AudienceClaim
                    var exp: ExpirationClaim
                    func verify(using key: some JWTAlgorithm) async throws {
                        try exp.verifyNotExpired()
                        try aud.verifyIntendedAudience(includes: "https://mcp.example")
                    }
                }
                func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access {
                    try await keys.↓verify(token, as: Access.self)
                }
                """),
            .flagged(
                .swift,
                """
                import JWT
                import Vapor
                func authenticate(_ request: Request) async throws -> Access { try await request.jwt.↓verify(as: Access.self) }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                struct Access: JWTPayload {
                    struct Confirmation: Codable { var jkt: String }
                    var exp: ExpirationClaim
                    var cnf: Confirmation
                    func verify(using key: some JWTAlgorithm) async throws { try exp.verifyNotExpired() }
                }
                func authenticate(_ token: String, _ keys: JWTKeyCollection, thumbprint: String) async throws -> Access {
                    let access = try await keys.verify(token, as: Access.self)
                    guard access.cnf.jkt == thumbprint else { throw Refused() }
                    return access
                }
                """),
            .clean(
                .swift,
                """
                func add(_ left: Int, _ right: Int) -> Int { left + right }
                """),
        ],
        check: { inventory, findings in
            guard !inventory.bindsSender else { return }
            let candidates = inventory.sites.filter {
                ($0.kind == .verify || $0.kind == .introspect) && $0.inbound == true && $0.surface == .production
                    && $0.signature != .notVerified
            }
            guard let main = candidates.first(where: { $0.selfIssued != true && $0.syntax.kind == .call }) ?? candidates.first else {
                return
            }
            findings.add(at: main, "\(main.api) accepts bearer tokens that nothing binds to their sender", severity: nil)
        })
}

extension Inventory {
    /// Somewhere the program verifies a proof of possession or looks at the confirmation claim.
    var bindsSender: Bool {
        if !sites(.dpopVerify).isEmpty { return true }
        return program.relevant.contains { tree in tree.symbols.contains { ["jkt", "x5t#S256", "cnf.jkt", "dpop+jwt"].contains($0) } }
    }
}
