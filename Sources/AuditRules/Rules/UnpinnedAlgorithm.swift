import SourceScanner

extension Rule {
    static let unpinnedAlgorithm = Rule(
        id: "unpinned-algorithm", axis: .security, severity: .medium, points: 10,
        title: "The token chooses its own algorithm",
        explanation:
            "Without an allowlist the `alg` of the token's own header decides how it is verified. With a public key at hand, HMAC turns that public key into a secret that everybody knows.",
        remedy: "Name the one algorithm that your issuer signs with.",
        detection:
            "No allowlist reaches the verifier and the library then follows the header, or the list is read from the token's header.",
        limits:
            "Where the library ties the algorithm to the type of the key, only the weaker form (low) is reported, and only for keys that are no published key set.",
        references: [.rfc(8725, "3.1"), .rfc(8725, "3.2")], cwe: [327, 757],
        examples: [
            .flagged(
                .typeScript,
                """
                import { jwtVerify, decodeProtectedHeader } from "jose"
                export const authenticate = (token: string) =>
                    ↓jwtVerify(token, key, { algorithms: [decodeProtectedHeader(token).alg!], audience: "https://mcp.example", issuer: "https://id.example" })
                """),
            .flagged(
                .javaScript,
                """
                import jwt from "jsonwebtoken"
                export const authenticate = (token) => jwt.↓verify(token, process.env.SECRET, { audience: "https://mcp.example", issuer: "https://id.example" })
                """),
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    header = jwt.get_unverified_header(token)
                    return jwt.↓decode(token, KEY, algorithms=[header["alg"]], audience="https://mcp.example", issuer="https://id.example")
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                def authenticate(token):
                    alg = jwt.get_unverified_header(token)["alg"]
                    return jwt.↓decode(token, KEY, algorithms=alg, audience="https://mcp.example", issuer="https://id.example")
                """),
            .clean(
                .typeScript,
                """
                import { jwtVerify, createRemoteJWKSet } from "jose"
                const keys = createRemoteJWKSet(new URL("https://id.example/jwks"))
                export const authenticate = (token: string) => jwtVerify(token, keys, { audience: "https://mcp.example", issuer: "https://id.example" })
                """),
            .clean(
                .javaScript,
                """
                import jwt from "jsonwebtoken"
                export const authenticate = (token) => jwt.verify(token, process.env.SECRET, { algorithms: ["HS256"], audience: "https://mcp.example", issuer: "https://id.example" })
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
                ALGORITHM = "HS256"
                def authenticate(token):
                    return jwt.decode(token, SECRET, algorithms=[ALGORITHM], audience="https://mcp.example", issuer="https://id.example")
                """),
            .flagged(
                .swift,
                """
                import JOSESwift
                func authenticate(_ token: String, _ key: SecKey) throws -> Data {
                    let jws = try JWS(compactSerialization: token)
                    guard let algorithm = jws.header.algorithm, let verifier = Verifier(signatureAlgorithm: algorithm, key: key) else { throw Refused() }
                    return try jws.↓validate(using: verifier).payload.data()
                }
                """),
            .flagged(
                .swift,
                """
                import JOSESwift
                func authenticate(_ token: String, _ key: SecKey) throws -> Data {
                    let jws = try JWS(compactSerialization: token)
                    guard let verifier = Verifier(signatureAlgorithm: jws.header.algorithm!, key: key), jws.↓isValid(for: verifier) else { throw Refused() }
                    return jws.payload.data()
                }
                """),
            .clean(
                .swift,
                """
                import JOSESwift
                func authenticate(_ token: String, _ key: SecKey) throws -> Data {
                    let jws = try JWS(compactSerialization: token)
                    guard let verifier = Verifier(signatureAlgorithm: .RS256, key: key) else { throw Refused() }
                    return try jws.validate(using: verifier).payload.data()
                }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                func authenticate(_ token: String, _ pem: String) async throws -> Access {
                    let keys = JWTKeyCollection()
                    await keys.add(ecdsa: try ES256PublicKey(pem: pem))
                    return try await keys.verify(token, as: Access.self)
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.sites(.verify) where site.surface != .test && site.signature != .notVerified && !site.isEcho {
                switch (site.algorithm.state, site.algorithm.reach) {
                case (.unpinned, .any):
                    findings.add(at: site, "\(site.api) lets the token's own header choose the algorithm", site.algorithm.evidence)
                case (.libraryDefault, .anyOfKeyType):
                    switch site.key.source {
                    case .literal, .environment, .environmentOrLiteral:
                        guard site.syntax.tree.language != .swift else { continue }
                        findings.add(
                            at: site, "\(site.api) names no algorithm: the token chooses among those that fit the key", site.key.evidence,
                            severity: .low, points: 3)
                    default: continue
                    }
                default: continue
                }
            }
        })
}
