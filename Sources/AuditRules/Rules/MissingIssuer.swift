import SourceScanner

extension Rule {
    static let missingIssuer = Rule(
        id: "missing-issuer", axis: .permissions, severity: .medium, points: 10,
        title: "Token accepted without asking who issued it",
        explanation:
            "`iss` names the authorization server (RFC 7519 §4.1.1). A verifier that compares it with nothing trusts whoever owns the key; with keys from one fixed issuer that is the issuer itself, "
            + "with a shared or looked-up key it need not be.",
        remedy: "Pass the issuer's identifier, exactly as its metadata states it, to the verifier.",
        detection:
            "An inbound token is verified, no option names an issuer, and no comparison by hand of `iss` rejects it. It is low (3 points) where the keys are those that one "
            + "fixed issuer publishes, which binds the token to it, and where the program mints the tokens itself.",
        limits: "Whether two issuers share a key is not visible in the source.",
        references: [.rfc(8725, "3.8"), .rfc(7519, "4.1.1"), .rfc(9068, "4")], cwe: [345],
        examples: [
            .flagged(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                export const authenticate = (token: string) => ↓jwtVerify(token, publicKey, { audience: "https://mcp.example" })
                """),
            .flagged(
                .javaScript,
                """
                import jwt from "jsonwebtoken"
                export const authenticate = (token) => jwt.↓verify(token, publicKey, { audience: "https://mcp.example", algorithms: ["RS256"] })
                """),
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example")
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                def authenticate(token):
                    claims = jwt.↓decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example")
                    return claims["sub"]
                """),
            .clean(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                export const authenticate = (token: string) => jwtVerify(token, publicKey, { audience: "https://mcp.example", issuer: "https://id.example" })
                """),
            .clean(
                .javaScript,
                """
                import jwt from "jsonwebtoken"
                export function authenticate(token) {
                    const claims = jwt.verify(token, publicKey, { audience: "https://mcp.example", algorithms: ["RS256"] })
                    if (claims.iss !== "https://id.example") throw new Error("issuer")
                    return claims
                }
                """),
            .clean(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                """),
            .clean(
                .python,
                """
                import jwt
                TRUSTED = ["https://id.example"]
                def authenticate(token):
                    claims = jwt.decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example")
                    if claims["iss"] not in TRUSTED:
                        raise PermissionError("issuer")
                    return claims
                """),
            .flagged(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var aud: AudienceClaim
                    var iss: IssuerClaim
                    func verify(using algorithm: some JWTAlgorithm) throws {
                        try exp.verifyNotExpired()
                        try aud.verifyIntendedAudience(includes: "https://mcp.example")
                    }
                }
                func authenticate(_ req: Request) async throws -> Access {
                    try await req.jwt.↓verify(as: Access.self)
                }
                """),
            .flagged(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var aud: AudienceClaim
                    var iss: IssuerClaim
                    func verify(using algorithm: some JWTAlgorithm) throws {
                        try exp.verifyNotExpired()
                        try aud.verifyIntendedAudience(includes: "https://mcp.example")
                    }
                }
                func authenticate(_ req: Request) async throws -> Access {
                    let access = try await req.jwt.↓verify(as: Access.self)
                    req.logger.info("issued by \\(access.iss.value)")
                    return access
                }
                """),
            .clean(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var aud: AudienceClaim
                    var iss: IssuerClaim
                    func verify(using algorithm: some JWTAlgorithm) throws {
                        try exp.verifyNotExpired()
                        try aud.verifyIntendedAudience(includes: "https://mcp.example")
                        guard iss.value == "https://id.example" else { throw Refused() }
                    }
                }
                func authenticate(_ req: Request) async throws -> Access {
                    try await req.jwt.verify(as: Access.self)
                }
                """),
            .clean(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var aud: AudienceClaim
                    var iss: IssuerClaim
                    func verify(using algorithm: some JWTAlgorithm) throws {
                        try exp.verifyNotExpired()
                        try aud.verifyIntendedAudience(includes: "https://mcp.example")
                    }
                }
                func authenticate(_ req: Request) async throws -> Access {
                    let access = try await req.jwt.verify(as: Access.self)
                    guard access.iss.value == "https://id.example" else { throw Abort(.unauthorized) }
                    return access
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.judged
            where (site.issuer.state == .missing || site.issuer.state == .conditional) && site.kind != .introspect
                && site.issuer.reaction == .rejects && site.signature != .notVerified
            {
                let what = site.issuer.state == .missing ? "compares no issuer" : "compares the issuer on some paths only"
                if site.selfIssued == true {
                    findings.add(
                        at: site, "\(site.api) \(what); the program mints this token itself", site.issuer.evidence, severity: .low,
                        points: 3)
                } else if site.key.source == .fixedKeySet {
                    findings.add(
                        at: site, "\(site.api) \(what); the key set of one fixed issuer already binds it",
                        site.issuer.evidence + site.key.evidence, severity: .low, points: 3)
                } else if site.issuer.state == .missing {
                    findings.add(
                        at: site, "\(site.api) \(what): whoever owns an accepted key can issue tokens", site.issuer.evidence,
                        confidence: site.issuer.isCertain ? .certain : .likely)
                }
            }
        })
}
