import SourceScanner

extension Rule {
    static let longTokenLifetime = Rule(
        id: "long-token-lifetime", axis: .credentials, severity: .medium, points: 5,
        title: "Token lives longer than its purpose",
        explanation:
            "A stolen bearer token works until it expires. An access token that lives for days gives a thief days; short lives with a refresh token cost the user nothing.",
        remedy: "Let access tokens live for an hour or less, and renew them with a refresh token that is rotated.",
        detection:
            "The lifetime given to an issuing call or a setting resolves to more than the limit of its kind: access and session tokens 1 h (medium) or 24 h (high), refresh tokens 30 d, "
            + "authorization codes 10 min, DPoP proofs 5 min. Units are those of the library.",
        limits: "Lifetimes that come from a database or the environment are unknown.",
        references: [.rfc(9700, "4.14"), .rfc(6819, "5.1.5.3")], cwe: [613],
        examples: [
            .flagged(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                export const issue = (sub: string) => jwt.↓sign({ sub, aud: "https://mcp.example" }, key, { algorithm: "RS256", expiresIn: "7d" })
                """),
            .flagged(
                .javaScript,
                """
                import { SignJWT } from "jose"
                const DAY = 60 * 60 * 24
                export const issue = (sub) => new ↓SignJWT({ sub }).setProtectedHeader({ alg: "RS256" }).setExpirationTime(Math.floor(Date.now() / 1000) + 3 * DAY).sign(key)
                """),
            .flagged(
                .python,
                """
                import jwt
                from datetime import datetime, timedelta
                def issue(sub):
                    return jwt.↓encode({"sub": sub, "exp": datetime.utcnow() + timedelta(days=7)}, KEY, algorithm="RS256")
                """),
            .flagged(
                .python,
                """
                import jwt, time
                LIFETIME = 60 * 60 * 48
                def issue(sub):
                    claims = {"sub": sub}
                    claims["exp"] = int(time.time()) + LIFETIME
                    return jwt.↓encode(claims, KEY, algorithm="RS256")
                """),
            .clean(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                export const issue = (sub: string) => jwt.sign({ sub, aud: "https://mcp.example" }, key, { algorithm: "RS256", expiresIn: "15m" })
                """),
            .clean(
                .javaScript,
                """
                import { SignJWT } from "jose"
                export const issueRefreshToken = (sub) => new SignJWT({ sub }).setProtectedHeader({ alg: "RS256" }).setExpirationTime("14d").sign(key)
                """),
            .clean(
                .python,
                """
                import jwt
                from datetime import datetime, timedelta
                def issue(sub):
                    return jwt.encode({"sub": sub, "exp": datetime.utcnow() + timedelta(minutes=30)}, KEY, algorithm="RS256")
                """),
            .clean(
                .python,
                """
                import jwt, time
                def issue_refresh_token(sub):
                    return jwt.encode({"sub": sub, "exp": int(time.time()) + 7 * 24 * 3600}, KEY, algorithm="RS256")
                """),
            .flagged(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var sub: SubjectClaim
                    var exp: ExpirationClaim
                    func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
                }
                func login(_ req: Request, _ user: User) async throws -> String {
                    try await req.jwt.↓sign(Access(sub: SubjectClaim(value: user.id), exp: ExpirationClaim(value: Date().addingTimeInterval(60 * 60 * 24 * 30))))
                }
                """),
            .flagged(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var sub: SubjectClaim
                    var exp: ExpirationClaim
                    func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
                }
                func login(_ req: Request, _ user: User) async throws -> String {
                    try await req.jwt.↓sign(Access(sub: SubjectClaim(value: user.id), exp: ExpirationClaim(value: Date(timeIntervalSinceNow: 43_200))))
                }
                """),
            .clean(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var sub: SubjectClaim
                    var exp: ExpirationClaim
                    func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
                }
                func login(_ req: Request, _ user: User) async throws -> String {
                    try await req.jwt.sign(Access(sub: SubjectClaim(value: user.id), exp: ExpirationClaim(value: Date().addingTimeInterval(15 * 60))))
                }
                """),
            .clean(
                .swift,
                """
                import JWT
                import Vapor
                struct Access: JWTPayload {
                    var sub: SubjectClaim
                    var exp: ExpirationClaim
                    func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
                }
                func login(_ req: Request, _ user: User) async throws -> String {
                    try await req.jwt.sign(Access(sub: SubjectClaim(value: user.id), exp: ExpirationClaim(value: Date(timeIntervalSinceNow: 3_600))))
                }
                """),
        ],
        check: { inventory, findings in
            let issued = inventory.sites(.issue)
            for site in inventory.sites(.issue, .settings) where site.surface != .test {
                // A deadline that is written where the token is made is that token's: told once.
                if site.kind == .settings, issued.contains(where: { $0.lifetime?.seconds != nil && site.syntax.isInside($0.syntax) }) {
                    continue
                }
                guard let lifetime = site.lifetime, let seconds = lifetime.seconds, seconds > 0 else { continue }
                let limits = inventory.policy.lifetimes[lifetime.subject] ?? LifetimeLimits(medium: 3_600, high: 86_400)
                guard seconds > limits.medium else { continue }
                let isLong = seconds > limits.high
                let origin = lifetime.isDefault ? ", the default of \(site.library)" : ""
                findings.add(
                    at: site, "\(site.api) makes \(lifetime.subject.phrase) that lives \(TimeSpan(seconds: seconds))\(origin)",
                    lifetime.evidence, severity: isLong ? .high : .medium,
                    points: isLong ? 10 : 5)
            }
        })
}

extension LifetimeAnswer.Subject {
    var phrase: String {
        switch self {
        case .access: "an access token"
        case .session: "a session token"
        case .refresh: "a refresh token"
        case .authorizationCode: "an authorization code"
        case .dpopProof: "a DPoP proof"
        case .identity: "an ID token"
        case .other: "a token"
        }
    }
}
