import SourceScanner

extension Rule {
    static let unverifiedToken = Rule(
        id: "unverified-token", axis: .security, severity: .critical, points: 25,
        title: "Access decided by claims that nobody verified",
        explanation:
            "The token is only decoded: its signature is checked by nobody, so its claims are whatever the sender wrote. Anyone becomes anyone.",
        remedy:
            "Verify the token (signature, issuer, audience, expiry) before any claim is used; keep the unverified reading to the choice of a key.",
        detection:
            "A token that came with a request is decoded without verification, its claims become an identity, a scope or a tenant, and no verification of the same token is found "
            + "in the function, its callers or what they call.",
        limits: "A gateway that has verified the token already is not visible in the source.",
        references: [.rfc(8725, "3.1"), .rfc(7515, "5.2")], cwe: [347],
        examples: [
            .flagged(
                .typeScript,
                """
                import { decodeJwt } from "jose"
                export function authenticate(req: Request) {
                    const token = req.headers.get("authorization")!.slice(7)
                    const claims = ↓decodeJwt(token)
                    return { user: claims.sub }
                }
                """),
            .flagged(
                .javaScript,
                """
                const jwt = require("jsonwebtoken")
                function authenticate(req, res, next) {
                    const claims = jwt.↓decode(req.headers.authorization.split(" ")[1])
                    req.user = claims
                    next()
                }
                """),
            .flagged(
                .python,
                """
                import jwt
                def get_current_user(request):
                    token = request.headers["Authorization"][7:]
                    claims = jwt.↓decode(token, options={"verify_signature": False})
                    return claims["sub"]
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                def get_current_user(authorization: str):
                    claims = jwt.↓get_unverified_claims(authorization)
                    return claims["email"]
                """),
            .clean(
                .typeScript,
                """
                import { decodeJwt, jwtVerify } from "jose"
                export async function authenticate(req: Request) {
                    const token = req.headers.get("authorization")!.slice(7)
                    const tenant = TENANTS[decodeJwt(token).iss!]
                    const { payload } = await jwtVerify(token, tenant.keys, { issuer: tenant.issuer, audience: "https://mcp.example" })
                    return { user: payload.sub }
                }
                """),
            .clean(
                .javaScript,
                """
                import { jwtDecode } from "jwt-decode"
                export function Badge({ session }) {
                    const claims = jwtDecode(session.idToken)
                    return claims.name
                }
                """),
            .clean(
                .python,
                """
                import jwt
                def get_current_user(request):
                    token = request.headers["Authorization"][7:]
                    header = jwt.get_unverified_header(token)
                    claims = jwt.decode(token, KEYS[header["kid"]], algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                    return claims["sub"]
                """),
            .clean(
                .python,
                """
                import jwt
                def expires_in(token):
                    return jwt.decode(token, options={"verify_signature": False})["exp"]
                """),
            .flagged(
                .swift,
                """
                import JWTKit
                func authenticate(_ request: Request, _ keys: JWTKeyCollection) async throws -> User {
                    guard let token = request.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                    let access = try await keys.↓unverified(token, as: Access.self)
                    return User(id: access.sub.value)
                }
                """),
            .flagged(
                .swift,
                """
                import JWTDecode
                import Vapor
                struct Identify: AsyncMiddleware {
                    func respond(to request: Request, chainingTo next: AsyncResponder) async throws -> Response {
                        guard let token = request.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                        let claims = try ↓decode(jwt: token)
                        guard let user = claims.subject else { throw Abort(.unauthorized) }
                        request.auth.login(User(id: user))
                        return try await next.respond(to: request)
                    }
                }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                func authenticate(_ request: Request, _ tenants: [String: JWTKeyCollection]) async throws -> User {
                    guard let token = request.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                    let unread = try await JWTKeyCollection().unverified(token, as: Access.self)
                    guard let keys = tenants[unread.iss.value] else { throw Abort(.unauthorized) }
                    let access = try await keys.verify(token, as: Access.self)
                    return User(id: access.sub.value)
                }
                """),
            .clean(
                .swift,
                """
                import JWTDecode
                struct Badge {
                    let session: Session
                    var name: String? { try? decode(jwt: session.idToken).claim(name: "name").string }
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.sites(.decode) where site.purpose == .decidesAccess {
                findings.add(
                    at: site, "\(site.api) reads the token without verifying it, and its claims decide access", site.evidence,
                    confidence: .likely)
            }
            let told = Set(inventory.sites(.decode).filter { $0.purpose == .decidesAccess }.map(\.location))
            for site in inventory.sites(.verify)
            where site.signature == .notVerified && site.inbound != false && site.syntax.kind != .call
                && !told.contains(site.location)
            {
                if let condition = site.signatureCondition {
                    findings.add(
                        at: site, "\(site.api) checks the signature on some paths only: where its condition fails, any claims are believed",
                        site.evidence + [condition], severity: .high, points: 15, confidence: .likely)
                    continue
                }
                findings.add(at: site, "\(site.api) accepts a token whose signature nobody checks", site.evidence, confidence: .likely)
            }
        })
}
