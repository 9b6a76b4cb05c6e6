import SourceScanner

extension Rule {
    static let weakSigningSecret = Rule(
        id: "weak-signing-secret", axis: .credentials, severity: .high, points: 15,
        title: "Signing secret shorter than its hash",
        explanation:
            "Anyone who holds one token can try secrets against it without asking the server. A short or human-made secret is found in minutes, and then tokens can be signed for anybody. "
            + "RFC 7518 demands a key at least as long as the hash: 32 bytes for HS256.",
        remedy: "Make a random secret of at least 32 bytes (`openssl rand -base64 48`) and keep it out of the source.",
        detection: "The key of a verification or an issuance resolves to a literal of fewer than 32 bytes.",
        limits: "The strength of secrets that come from the environment is not known.",
        references: [.rfc(7518, "3.2"), .rfc(8725, "3.5")], cwe: [326, 521],
        examples: [
            .flagged(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                export const issue = (sub: string) => jwt.↓sign({ sub }, "secret", { expiresIn: "10m" })
                """),
            .flagged(
                .javaScript,
                """
                const jwt = require("jsonwebtoken")
                const config = { jwt: { secret: "my-jwt-secret" } }
                exports.authenticate = (token) => jwt.↓verify(token, config.jwt.secret, { algorithms: ["HS256"], audience: "https://mcp.example" })
                """),
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.↓decode(token, "secret", algorithms=["HS256"], audience="https://mcp.example")
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                SECRET_KEY = "change-me"
                def issue(claims):
                    return jwt.↓encode(claims, SECRET_KEY, algorithm="HS256")
                """),
            .flagged(
                .swift,
                """
                import SwiftJWT
                func issue(_ claims: Access) throws -> String {
                    var token = JWT(claims: claims)
                    return try token.↓sign(using: .hs256(key: Data("secret".utf8)))
                }
                """),
            .flagged(
                .swift,
                """
                import SwiftJWT
                let key = Data("change-me".utf8)
                func issue(_ claims: Access) throws -> String {
                    var token = JWT(claims: claims)
                    return try token.↓sign(using: .hs384(key: key))
                }
                """),
            .clean(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                export const issue = (sub: string) => jwt.sign({ sub }, process.env.JWT_SECRET, { expiresIn: "10m" })
                """),
            .clean(
                .javaScript,
                """
                const jwt = require("jsonwebtoken")
                const secret = "f3b1c5e8a94d4c0e9a7d6b2f8c1e0a5d7b9c3e2f"
                exports.authenticate = (token) => jwt.verify(token, secret, { algorithms: ["HS256"], audience: "https://mcp.example" })
                """),
            .clean(
                .python,
                """
                import os, jwt
                def authenticate(token):
                    return jwt.decode(token, os.environ["JWT_SECRET"], algorithms=["HS256"], audience="https://mcp.example")
                """),
            .clean(
                .python,
                """
                import jwt
                def peek(token):
                    return jwt.decode(token, "secret", options={"verify_signature": False})
                """),
            .clean(
                .swift,
                """
                import SwiftJWT
                func issue(_ claims: Access, _ secret: String) throws -> String {
                    var token = JWT(claims: claims)
                    return try token.sign(using: .hs256(key: Data(secret.utf8)))
                }
                """),
            .clean(
                .swift,
                """
                import SwiftJWT
                func issue(_ claims: Access) throws -> String {
                    var token = JWT(claims: claims)
                    return try token.sign(using: .hs256(key: Data("f3b1c5e8a94d4c0e9a7d6b2f8c1e0a5d7b9c3e2f".utf8)))
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.withKeys {
                guard case .literal(let count) = site.key.source, count < 32 else { continue }
                findings.add(at: site, "the secret of \(site.api) has \(count) bytes: one token is enough to guess it", site.key.evidence)
            }
        })
}
