import SourceScanner

extension Rule {
    static let hardcodedSigningSecret = Rule(
        id: "hardcoded-signing-secret", axis: .credentials, severity: .high, points: 20,
        title: "Signing secret written in the source",
        explanation:
            "Whoever can read the source, its history, an image or a package made of it can sign tokens for anybody. The key cannot be changed without a release, and it is the same "
            + "in every installation. A literal to fall back on is in use wherever the variable was forgotten.",
        remedy: "Read the key from the environment or a secret store, and refuse to start without it. Change the key that was published.",
        detection:
            "The key of a verification or an issuance resolves to a literal, or to an environment variable with a literal to fall back on.",
        limits: "Keys that are put together from pieces, or read from a file of the repository, are not seen.",
        references: [
            .rfc(8725, "3.5"),
            .other(
                title: "OWASP Secrets Management Cheat Sheet",
                url: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"),
        ], cwe: [321, 798],
        examples: [
            .flagged(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                const SECRET = "correct-horse-battery-staple-and-some-more"
                export const issue = (sub: string) => jwt.↓sign({ sub }, SECRET, { expiresIn: "10m" })
                """),
            .flagged(
                .javaScript,
                """
                const jwt = require("jsonwebtoken")
                const secret = process.env.JWT_SECRET || "development-secret-do-not-use"
                exports.authenticate = (token) => jwt.↓verify(token, secret, { algorithms: ["HS256"], audience: "https://mcp.example" })
                """),
            .flagged(
                .python,
                """
                import jwt
                SECRET = "correct-horse-battery-staple-and-some-more"
                def authenticate(token):
                    return jwt.↓decode(token, SECRET, algorithms=["HS256"], audience="https://mcp.example")
                """),
            .flagged(
                .python,
                """
                import os
                from jose import jwt
                SECRET_KEY = os.environ.get("SECRET_KEY", "change-me-in-production-please")
                def issue(claims):
                    return jwt.↓encode(claims, SECRET_KEY, algorithm="HS256")
                """),
            .flagged(
                .swift,
                """
                import SwiftJWT
                let key = Data("correct-horse-battery-staple-and-some-more".utf8)
                func authenticate(_ token: String) throws -> JWT<Access> {
                    try JWT<Access>(jwtString: token, verifier: .hs256(key: key))
                }
                """.replacing("try JWT<Access>(", with: "try ↓JWT<Access>(")),
            .flagged(
                .swift,
                """
                import SwiftJWT
                func issue(_ claims: Access) throws -> String {
                    var token = JWT(claims: claims)
                    return try token.↓sign(using: .hs256(key: Data("correct-horse-battery-staple-and-some-more".utf8)))
                }
                """),
            .flagged(
                .swift,
                """
                import JWT
                import Vapor
                func configure(_ app: Application) async {
                    await app.jwt.keys.↓add(hmac: "correct-horse-battery-staple-and-some-more", digestAlgorithm: .sha256)
                }
                """),
            .flagged(
                .swift,
                """
                import JWT
                import Vapor
                func configure(_ app: Application) {
                    let secret = Environment.get("JWT_SECRET") ?? "correct-horse-battery-staple-and-some-more"
                    app.jwt.signers.↓use(.hs256(key: secret))
                }
                """),
            .clean(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                const SECRET = process.env.JWT_SECRET
                if (!SECRET) throw new Error("JWT_SECRET is not set")
                export const issue = (sub: string) => jwt.sign({ sub }, SECRET, { expiresIn: "10m" })
                """),
            .clean(
                .javaScript,
                """
                import { createRemoteJWKSet, jwtVerify } from "jose"
                const keys = createRemoteJWKSet(new URL("https://id.example/.well-known/jwks.json"))
                export const authenticate = (token) => jwtVerify(token, keys, { audience: "https://mcp.example" })
                """),
            .clean(
                .python,
                """
                import os, jwt
                SECRET = os.environ["JWT_SECRET"]
                def authenticate(token):
                    return jwt.decode(token, SECRET, algorithms=["HS256"], audience="https://mcp.example")
                """),
            .clean(
                .python,
                """
                import jwt
                keys = jwt.PyJWKClient("https://id.example/.well-known/jwks.json")
                def authenticate(token):
                    key = keys.get_signing_key_from_jwt(token).key
                    return jwt.decode(token, key, algorithms=["RS256"], audience="https://mcp.example")
                """),
            .clean(
                .swift,
                """
                import SwiftJWT
                func authenticate(_ token: String, _ key: Data) throws -> JWT<Access> {
                    try JWT<Access>(jwtString: token, verifier: .hs256(key: key))
                }
                """),
            .clean(
                .swift,
                """
                import Foundation
                import SwiftJWT
                func issue(_ claims: Access) throws -> String {
                    guard let secret = ProcessInfo.processInfo.environment["JWT_SECRET"] else { throw Missing() }
                    var token = JWT(claims: claims)
                    return try token.sign(using: .hs256(key: Data(secret.utf8)))
                }
                """),
            .clean(
                .swift,
                """
                import JWT
                import Vapor
                func configure(_ app: Application) throws {
                    guard let secret = Environment.get("JWT_SECRET") else { throw Abort(.internalServerError) }
                    app.jwt.signers.use(.hs256(key: secret))
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.withKeys {
                switch site.key.source {
                case .literal: findings.add(at: site, "the key of \(site.api) is written in the source", site.key.evidence)
                case .environmentOrLiteral:
                    findings.add(
                        at: site, "the key of \(site.api) falls back on a literal", site.key.evidence, severity: .medium, points: 10)
                default: continue
                }
            }
        })
}

extension Inventory {
    /// Verifications, issuances and registrations of keys outside tests, one for each key.
    var withKeys: [TokenSite] {
        var known: Set<String> = []
        return sites(.verify, .issue, .settings).filter { site in
            guard site.surface != .test, site.surface != .docs, site.signature != .notVerified else { return false }
            switch site.key.source {
            case .literal(let count), .environmentOrLiteral(let count):
                return count > 0 && site.key.identity.map { known.insert($0).inserted } ?? true
            default: return false
            }
        }
    }
}
