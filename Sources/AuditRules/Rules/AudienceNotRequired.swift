import SourceScanner

extension Rule {
    static let audienceNotRequired = Rule(
        id: "audience-not-required", axis: .permissions, severity: .medium, points: 10,
        title: "Audience compared on some paths only",
        explanation:
            "The expected audience comes from an option or a variable that may be absent at run time, a flag switches the comparison, or the library lets "
            + "tokens without `aud` pass although an audience is expected. A deployment that forgets the variable accepts every token, and nothing says so.",
        remedy: "Refuse to start without an expected audience, and pass it on every path.",
        detection:
            "The expected value resolves to something that may be absent (an unset environment variable, an optional parameter, one branch of a condition), or the comparison "
            + "by hand stands behind a test for the presence of the claim or of the expected value.",
        limits: "A deployment that always sets the variable is safe in fact; the source does not show that.",
        references: [.rfc(8725, "3.9"), .rfc(7519, "4.1.3")], cwe: [345, 1188],
        examples: [
            .flagged(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                export const authenticate = (token: string) => ↓jwtVerify(token, keys, { issuer: "https://id.example", audience: process.env.AUDIENCE })
                """),
            .flagged(
                .javaScript,
                """
                import { jwtVerify } from "jose"
                export async function authenticate(token, config) {
                    const options = { issuer: "https://id.example" }
                    if (config.audience) options.audience = config.audience
                    return ↓jwtVerify(token, keys, options)
                }
                """),
            .flagged(
                .python,
                """
                import os, jwt
                AUDIENCE = os.getenv("AUDIENCE")
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", audience=AUDIENCE)
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                def authenticate(token, audience: str | None = None):
                    return jwt.↓decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", audience=audience)
                """),
            .clean(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                const verified = (token: string, audience?: string) => jwtVerify(token, keys, { issuer: "https://id.example", audience })
                // `missing-audience`, and nothing but that: the other caller shows that the wrapper can compare one.
                export const forgetful = (token: string) => verified(token)
                export const careful = (token: string) => verified(token, "https://mcp.example")
                """),
            .clean(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                const audience = process.env.AUDIENCE
                if (!audience) throw new Error("AUDIENCE is not set")
                export const authenticate = (token: string) => jwtVerify(token, keys, { issuer: "https://id.example", audience })
                """),
            .clean(
                .javaScript,
                """
                import { jwtVerify } from "jose"
                export const authenticate = (token) => jwtVerify(token, keys, { issuer: "https://id.example", audience: process.env.AUDIENCE ?? "https://mcp.example" })
                """),
            .clean(
                .python,
                """
                import os, jwt
                AUDIENCE = os.environ["AUDIENCE"]
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", audience=AUDIENCE)
                """),
            .clean(
                .python,
                """
                import os, jwt
                AUDIENCE = os.getenv("AUDIENCE", "https://mcp.example")
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", audience=AUDIENCE)
                """),
            .flagged(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var aud: AudienceClaim
                    func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
                }
                func authenticate(_ req: Request) async throws -> Access {
                    let access = try await req.jwt.↓verify(as: Access.self)
                    if let audience = Environment.get("AUDIENCE") {
                        try access.aud.verifyIntendedAudience(includes: audience)
                    }
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
                struct Guardian {
                    let keys: JWTKeyCollection
                    let audience: String?
                    func authenticate(_ token: String) async throws -> Access {
                        let access = try await keys.↓verify(token, as: Access.self)
                        if let audience {
                            guard access.aud.value.contains(audience) else { throw Refused() }
                        }
                        return access
                    }
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
                    func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
                }
                func authenticate(_ req: Request) async throws -> Access {
                    guard let audience = Environment.get("AUDIENCE") else { throw Abort(.internalServerError) }
                    let access = try await req.jwt.verify(as: Access.self)
                    try access.aud.verifyIntendedAudience(includes: audience)
                    return access
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
                struct Guardian {
                    let keys: JWTKeyCollection
                    let audience: String
                    func authenticate(_ token: String) async throws -> Access {
                        let access = try await keys.verify(token, as: Access.self)
                        guard access.aud.value.contains(audience) else { throw Refused() }
                        return access
                    }
                }
                """),
        ],
        check: { inventory, findings in
            let judged = inventory.judged
            // Where some callers of a wrapper pass an audience and others none, the gap is those others' and is told there.
            let told = Set(judged.filter { $0.audience.state == .missing || $0.audience.state == .disabled }.compactMap(\.wrapped))
                .subtracting(judged.filter { $0.audience.state == .conditional }.compactMap(\.wrapped))
            for site in judged where site.audience.state == .conditional && site.selfIssued != true && !told.contains(site.syntax) {
                findings.add(
                    at: site,
                    "\(site.api) compares the audience on some paths only: where the expected value is absent, any token is accepted",
                    site.audience.evidence,
                    confidence: site.audience.isCertain ? .certain : .likely)
            }
        })
}
