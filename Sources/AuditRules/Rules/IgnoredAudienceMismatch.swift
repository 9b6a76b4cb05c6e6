import SourceScanner

extension Rule {
    static let ignoredAudienceMismatch = Rule(
        id: "ignored-audience-mismatch", axis: .permissions, severity: .high, points: 15,
        title: "Wrong audience noticed and accepted",
        explanation:
            "The code compares `aud` with what it expects, and when they differ it writes a log line, or the error is caught and forgotten. The token is accepted all the "
            + "same: the comparison tells the operator about the attack and the attacker gets in.",
        remedy: "Reject the token on a mismatch: throw, or answer 401.",
        detection:
            "Follows the claims of a verified token to comparisons of `aud` and looks at what a mismatch leads to: only calls of a logger, or a throw that a `catch` of the "
            + "same function takes back.",
        limits: "A logger that throws, or a handler that ends the request in another way, is not recognised.",
        references: [.rfc(7519, "4.1.3"), .rfc(8725, "3.9"), .mcp("authorization#token-handling")], cwe: [390, 863],
        examples: [
            .flagged(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                export async function authenticate(token: string) {
                    const { payload } = await ↓jwtVerify(token, keys, { issuer: "https://id.example" })
                    if (payload.aud !== "https://mcp.example") console.warn("token for somebody else", payload.aud)
                    return payload
                }
                """),
            .flagged(
                .javaScript,
                """
                import jwt from "jsonwebtoken"
                export function authenticate(token) {
                    const claims = jwt.↓verify(token, key, { algorithms: ["RS256"], issuer: "https://id.example" })
                    try {
                        if (claims.aud !== "https://mcp.example") throw new Error("audience")
                    } catch (error) {
                        console.error(error)
                    }
                    return claims
                }
                """),
            .flagged(
                .python,
                """
                import logging
                import jwt
                logger = logging.getLogger(__name__)
                def authenticate(token):
                    claims = jwt.↓decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", options={"verify_aud": False})
                    if claims.get("aud") != "https://mcp.example":
                        logger.warning("token for somebody else")
                    return claims
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                def authenticate(token):
                    claims = jwt.↓decode(token, KEYS, algorithms=["RS256"], issuer="https://id.example")
                    if claims["aud"] != "https://mcp.example":
                        print("wrong audience")
                    return claims
                """),
            .flagged(
                .swift,
                """
                import JWTKit
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var aud: AudienceClaim
                    func verify(using key: some JWTAlgorithm) async throws { try exp.verifyNotExpired() }
                }
                func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access {
                    let access = try await keys.↓verify(token, as: Access.self)
                    if !access.aud.value.contains("https://mcp.example") { logger.warning("token for somebody else") }
                    return access
                }
                """),
            .flagged(
                .swift,
                """
                import JWTKit
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var aud: AudienceClaim
                    func verify(using key: some JWTAlgorithm) async throws { try exp.verifyNotExpired() }
                }
                func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access {
                    let access = try await keys.↓verify(token, as: Access.self)
                    if access.aud.value.first != "https://mcp.example" { print("wrong audience") }
                    return access
                }
                """),
            .clean(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                export async function authenticate(token: string) {
                    const { payload } = await jwtVerify(token, keys, { issuer: "https://id.example" })
                    if (payload.aud !== "https://mcp.example") {
                        console.warn("token for somebody else", payload.aud)
                        throw new Error("audience")
                    }
                    return payload
                }
                """),
            .clean(
                .javaScript,
                """
                import jwt from "jsonwebtoken"
                export function authenticate(req, res, next) {
                    const claims = jwt.verify(req.token, key, { algorithms: ["RS256"], issuer: "https://id.example" })
                    if (claims.aud !== "https://mcp.example") return res.status(401).end()
                    next()
                }
                """),
            .clean(
                .python,
                """
                import logging
                import jwt
                def authenticate(token):
                    claims = jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", options={"verify_aud": False})
                    if claims.get("aud") != "https://mcp.example":
                        logging.warning("token for somebody else")
                        raise PermissionError("audience")
                    return claims
                """),
            .clean(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", audience="https://mcp.example")
                """),
            .clean(
                .swift,
                """
                import JWTKit
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var aud: AudienceClaim
                    func verify(using key: some JWTAlgorithm) async throws {
                        try exp.verifyNotExpired()
                        try aud.verifyIntendedAudience(includes: "https://mcp.example")
                    }
                }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var aud: AudienceClaim
                    func verify(using key: some JWTAlgorithm) async throws { try exp.verifyNotExpired() }
                }
                func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access {
                    let access = try await keys.verify(token, as: Access.self)
                    guard access.aud.value.contains("https://mcp.example") else {
                        logger.warning("token for somebody else")
                        throw Refused()
                    }
                    return access
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.judged where site.audience.reaction != .rejects {
                let how =
                    site.audience.reaction == .onlyLogs ? "a mismatch is only logged" : "the refusal of a mismatch is caught and forgotten"
                findings.add(
                    at: site, "\(site.api) is followed by a comparison of the audience, and \(how)", site.audience.evidence,
                    confidence: site.audience.isCertain ? .certain : .likely)
            }
        })
}
