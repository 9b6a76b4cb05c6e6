import SourceScanner

extension Rule {
    static let missingAudience = Rule(
        id: "missing-audience", axis: .permissions, severity: .high, points: 15,
        title: "Token accepted without asking whom it was issued for",
        explanation:
            "A bearer token names its recipient in `aud` (RFC 7519 §4.1.3). A server that compares nothing accepts every token of its authorization "
            + "server, those issued for other services included: whoever holds one of them is let in. The MCP authorization specification forbids it: a server must "
            + "only accept tokens that were issued for itself.",
        remedy:
            "Give the verifier this server's resource identifier as the expected audience. First confirm what your authorization server puts into `aud` "
            + "(some put the client id there unless the client asks for a resource), and accept a list while clients move.",
        detection:
            "An inbound token is verified, no option names an audience, and no comparison of `aud` (or of the introspected audience) with an expected value "
            + "rejects it: not in the function, not in its callers, not in a helper. It is medium (10 points) where the library by itself refuses a token that names "
            + "another audience and only takes those that name none, and low (3) where the program mints the tokens itself, so that no other server shares their issuer.",
        limits:
            "A gateway in front that has compared the audience already is not visible in the source. Claims that leave the program (a message, a database) are not followed.",
        references: [.rfc(7519, "4.1.3"), .rfc(8725, "3.9"), .rfc(9068, "4"), .mcp("authorization#token-handling")], cwe: [345, 863],
        examples: [
            .flagged(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                export async function authenticate(token: string) {
                    const { payload } = await ↓jwtVerify(token, keys, { issuer: "https://id.example" })
                    return payload
                }
                """),
            .flagged(
                .javaScript,
                """
                const jwt = require("jsonwebtoken")
                module.exports = (req, res, next) => {
                    req.user = jwt.↓verify(req.headers.authorization.slice(7), process.env.PUBLIC_KEY, { algorithms: ["RS256"], issuer: "https://id.example" })
                    next()
                }
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                def authenticate(token):
                    return jwt.↓decode(token, KEYS, algorithms=["RS256"], issuer="https://id.example", options={"verify_at_hash": False})
                """),
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["RS256"], issuer="https://id.example")
                """),
            .flagged(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
                }
                func authenticate(_ req: Request) async throws -> Access {
                    try await req.jwt.↓verify(as: Access.self)
                }
                """),
            .flagged(
                .swift,
                """
                import JWTKit
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var iss: IssuerClaim
                    func verify(using key: some JWTAlgorithm) async throws {
                        try exp.verifyNotExpired()
                        guard iss.value == "https://id.example" else { throw JWTError.claimVerificationFailure(failedClaim: iss, reason: "issuer") }
                    }
                }
                func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access {
                    try await keys.↓verify(token, as: Access.self)
                }
                """),
            .clean(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                const AUDIENCE = "https://mcp.example"
                export async function authenticate(token: string) {
                    const { payload } = await jwtVerify(token, keys, { issuer: "https://id.example", audience: AUDIENCE })
                    return payload
                }
                """),
            .clean(
                .javaScript,
                """
                import { jwtVerify } from "jose"
                export async function authenticate(token) {
                    const { payload } = await jwtVerify(token, keys, { issuer: "https://id.example" })
                    if (payload.aud !== "https://mcp.example") throw new Error("wrong audience")
                    return payload
                }
                """),
            .clean(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", audience="https://mcp.example")
                """),
            .clean(
                .python,
                """
                from jose import jwt
                AUDIENCE = "https://mcp.example"
                def authenticate(token):
                    claims = jwt.decode(token, KEYS, algorithms=["RS256"], issuer="https://id.example", options={"verify_aud": False})
                    if claims.get("aud") != AUDIENCE:
                        raise PermissionError("audience")
                    return claims
                """),
            .clean(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var aud: AudienceClaim
                    func verify(using algorithm: some JWTAlgorithm) throws {
                        try exp.verifyNotExpired()
                        try aud.verifyIntendedAudience(includes: "https://mcp.example")
                    }
                }
                func authenticate(_ req: Request) async throws -> Access {
                    try await req.jwt.verify(as: Access.self)
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
                    guard access.aud.value.contains("https://mcp.example") else { throw Refused() }
                    return access
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.judged where site.audience.state == .missing && site.audience.reaction == .rejects {
                let message = "\(site.api) compares no audience"
                if site.selfIssued == true {
                    findings.add(
                        at: site, "\(message): the program mints this token itself, so only its own other tokens can be mistaken for it",
                        site.audience.evidence, severity: .low, points: 3)
                } else if site.audience.otherwise == .closedIfPresent {
                    findings.add(
                        at: site, "\(message): a token without `aud` is accepted, whoever it was issued for", site.audience.evidence,
                        severity: .medium, points: 10)
                } else {
                    findings.add(
                        at: site, "\(message): a token issued for any server is accepted", site.audience.evidence,
                        confidence: site.audience.isCertain ? .certain : .likely)
                }
            }
        })
}

extension Inventory {
    /// Verifications whose acceptance decides access, in files that count.
    var judged: [TokenSite] {
        sites.filter {
            ($0.kind == .verify || $0.kind == .introspect || ($0.kind == .settings && $0.audience.state != .notApplicable))
                && $0.inbound != false && !$0.isEcho && !isRepeated($0)
        }
    }

    /// A payload type whose verification calls are sites themselves says the same thing twice.
    private func isRepeated(_ site: TokenSite) -> Bool {
        // A class that is a verifier by its base says nothing yet: what its methods do is judged where they do it.
        if site.language != .swift, site.syntax.kind == .classDeclaration { return true }
        guard site.language == .swift, site.syntax.kind != .call else { return false }
        return sites.contains { other in
            other.syntax.kind == .call && other.kind == .verify && other.language == .swift
                && other.evidence.contains { $0.location.path == site.location.path && $0.location.range.contains(site.location.range) }
        }
    }
}
