import SourceScanner

extension Rule {
    static let tokenWithoutExpiry = Rule(
        id: "token-without-expiry", axis: .credentials, severity: .high, points: 15,
        title: "Token issued without an end",
        explanation:
            "A token without `exp` is good for ever: it can be stolen today and used in years, and only a change of the key ends it.",
        remedy: "Set `exp` (or the library's lifetime option) on every token that is issued.",
        detection:
            "An issuing call gives neither a lifetime option nor an `exp` claim, and the library adds none; or the expiry is set to a date without end.",
        limits: "Claims that come from outside the program are unknown and not reported.",
        references: [.rfc(7519, "4.1.4"), .rfc(9700, "4.14")], cwe: [613],
        examples: [
            .flagged(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                export const issue = (sub: string) => jwt.↓sign({ sub }, key, { algorithm: "RS256" })
                """),
            .flagged(
                .javaScript,
                """
                import { SignJWT } from "jose"
                export const issue = (sub) => new ↓SignJWT({ sub }).setProtectedHeader({ alg: "RS256" }).sign(key)
                """),
            .flagged(
                .python,
                """
                import jwt
                def issue(sub):
                    return jwt.↓encode({"sub": sub}, KEY, algorithm="RS256")
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                def issue(sub):
                    claims = {"sub": sub, "aud": "https://mcp.example"}
                    return jwt.↓encode(claims, KEY, algorithm="RS256")
                """),
            .clean(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                export const issue = (sub: string) => jwt.sign({ sub, exp: Math.floor(Date.now() / 1000) + 600 }, key, { algorithm: "RS256" })
                """),
            .clean(
                .javaScript,
                """
                import { SignJWT } from "jose"
                export const issue = (sub) => new SignJWT({ sub }).setProtectedHeader({ alg: "RS256" }).setExpirationTime("10m").sign(key)
                """),
            .clean(
                .python,
                """
                import jwt, time
                def issue(sub):
                    return jwt.encode({"sub": sub, "exp": time.time() + 600}, KEY, algorithm="RS256")
                """),
            .clean(
                .python,
                """
                import jwt
                def issue(claims):
                    return jwt.encode(claims, KEY, algorithm="RS256")
                """),
            .flagged(
                .swift,
                """
                import JWTKit
                struct Access: JWTPayload {
                    var sub: SubjectClaim
                    func verify(using key: some JWTAlgorithm) async throws {}
                }
                func issue(_ user: String, _ keys: JWTKeyCollection) async throws -> String {
                    try await keys.↓sign(Access(sub: SubjectClaim(value: user)))
                }
                """),
            .flagged(
                .swift,
                """
                import SwiftJWT
                func issue(_ user: String) throws -> String {
                    var token = JWT(claims: ClaimsStandardJWT(iss: "https://id.example", sub: user))
                    return try token.↓sign(using: .rs256(privateKey: key))
                }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                struct Access: JWTPayload {
                    var sub: SubjectClaim
                    var exp: ExpirationClaim
                    func verify(using key: some JWTAlgorithm) async throws { try exp.verifyNotExpired() }
                }
                func issue(_ user: String, _ keys: JWTKeyCollection) async throws -> String {
                    try await keys.sign(Access(sub: .init(value: user), exp: .init(value: .now.addingTimeInterval(600))))
                }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                func issue(_ claims: some JWTPayload, _ keys: JWTKeyCollection) async throws -> String {
                    try await keys.sign(claims)
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.sites(.issue) where site.surface != .test {
                guard let lifetime = site.lifetime, lifetime.seconds == 0 else { continue }
                findings.add(at: site, "\(site.api) issues \(lifetime.subject.phrase) that never expires", lifetime.evidence)
            }
        })
}
