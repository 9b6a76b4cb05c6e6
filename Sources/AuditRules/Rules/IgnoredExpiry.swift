import SourceScanner

extension Rule {
    static let ignoredExpiry = Rule(
        id: "ignored-expiry", axis: .security, severity: .high, points: 15,
        title: "Expired tokens accepted",
        explanation: "`exp` (RFC 7519 §4.1.4) bounds the damage of a stolen token. A verifier that skips it accepts the token for ever.",
        remedy:
            "Remove the switch, use an API that checks `exp`, or compare it with the clock before the claims are used; keep the leeway under a minute or so.",
        detection:
            "An option switches the check off, the API never looks at `exp` and no comparison by hand rejects an expired token, or the leeway is over five minutes (medium).",
        limits: "A revocation list or a session store that bounds the token otherwise is not recognised.",
        references: [.rfc(7519, "4.1.4")], cwe: [613],
        examples: [
            .flagged(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                export const authenticate = (token: string) => jwt.↓verify(token, key, { algorithms: ["RS256"], audience: "https://mcp.example", issuer: "https://id.example", ignoreExpiration: true })
                """),
            .flagged(
                .javaScript,
                """
                import { jwtVerify } from "jose"
                export const authenticate = (token) => ↓jwtVerify(token, keys, { audience: "https://mcp.example", issuer: "https://id.example", clockTolerance: 86400 })
                """),
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example", options={"verify_exp": False})
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                OPTIONS = {"verify_exp": False}
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example", options=OPTIONS)
                """),
            .flagged(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var aud: AudienceClaim
                    func verify(using algorithm: some JWTAlgorithm) throws { try aud.verifyIntendedAudience(includes: "https://mcp.example") }
                }
                func authenticate(_ req: Request) async throws -> Access { try await req.jwt.↓verify(as: Access.self) }
                """),
            .flagged(
                .swift,
                """
                import JWTKit
                struct Access: JWTPayload {
                    var sub: String
                    func verify(using algorithm: some JWTAlgorithm) throws {}
                }
                func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access { try await keys.↓verify(token, as: Access.self) }
                """),
            .clean(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                export const authenticate = (token: string) => jwt.verify(token, key, { algorithms: ["RS256"], audience: "https://mcp.example", issuer: "https://id.example" })
                """),
            .clean(
                .javaScript,
                """
                import { jwtVerify } from "jose"
                export const authenticate = (token) => jwtVerify(token, keys, { audience: "https://mcp.example", issuer: "https://id.example", clockTolerance: 30 })
                """),
            .clean(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example", leeway=10)
                """),
            .clean(
                .python,
                """
                import jwt, time
                def authenticate(token):
                    claims = jwt.decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example", options={"verify_exp": False})
                    if claims["exp"] < time.time():
                        raise PermissionError("expired")
                    return claims
                """),
            .clean(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
                }
                func authenticate(_ req: Request) async throws -> Access { try await req.jwt.verify(as: Access.self) }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                import Foundation
                struct Access: JWTPayload {
                    var expiresAt: Date
                    func verify(using algorithm: some JWTAlgorithm) throws {
                        guard expiresAt > Date() else { throw Expired() }
                    }
                }
                func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access { try await keys.verify(token, as: Access.self) }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.judged {
                if site.expiry.state == .ignored, site.key.source == .none {
                    // The program can still delete its record.
                    findings.add(
                        at: site, "the tokens that \(site.api) accepts never expire", site.expiry.evidence, severity: .medium, points: 5)
                } else if site.expiry.state == .ignored {
                    findings.add(at: site, "\(site.api) accepts expired tokens", site.expiry.evidence)
                } else if let leeway = site.expiry.leewaySeconds, leeway > 300 {
                    findings.add(
                        at: site, "\(site.api) accepts tokens up to \(TimeSpan(seconds: leeway)) after they expired",
                        site.expiry.evidence, severity: .medium, points: 5)
                }
            }
        })
}
