import SourceScanner

extension Rule {
    static let mixedKeyAlgorithms = Rule(
        id: "mixed-key-algorithms", axis: .security, severity: .high, points: 15,
        title: "One key for signatures and for shared secrets",
        explanation:
            "HMAC takes any bytes as its secret, a public key included. Where one key is used with symmetric and with asymmetric algorithms, an attacker signs a token "
            + "with the published key as the secret and writes HS256 into its header.",
        remedy:
            "Allow either symmetric or asymmetric algorithms for a key, never both; with a JWK set or a public key only asymmetric ones.",
        detection:
            "Resolves the list of allowed algorithms and where the key comes from: HS* beside RS*, PS*, ES* or EdDSA, or HS* with a published key set or a PEM public key.",
        limits: "Libraries that refuse such keys by themselves are reported all the same: the list says what the program would accept.",
        references: [.rfc(8725, "3.1"), .rfc(8725, "2.1")], cwe: [327, 347],
        examples: [
            .flagged(
                .typeScript,
                """
                import { createRemoteJWKSet, jwtVerify } from "jose"
                const keys = createRemoteJWKSet(new URL("https://id.example/jwks"))
                export const authenticate = (token: string) =>
                    ↓jwtVerify(token, keys, { algorithms: ["RS256", "HS256"], issuer: "https://id.example", audience: "https://mcp.example" })
                """),
            .flagged(
                .javaScript,
                """
                import jwt from "jsonwebtoken"
                const ALGORITHMS = ["HS256", "ES256"]
                export const authenticate = (token) =>
                    jwt.↓verify(token, process.env.JWT_KEY, { algorithms: ALGORITHMS, issuer: "https://id.example", audience: "https://mcp.example" })
                """),
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["HS256", "RS256"], audience="https://mcp.example", issuer="https://id.example")
                """),
            .flagged(
                .python,
                """
                import jwt
                keys = jwt.PyJWKClient("https://id.example/jwks")
                def authenticate(token):
                    key = keys.get_signing_key_from_jwt(token)
                    return jwt.↓decode(token, key.key, algorithms=["HS256"], audience="https://mcp.example", issuer="https://id.example")
                """),
            .clean(
                .typeScript,
                """
                import { createRemoteJWKSet, jwtVerify } from "jose"
                const keys = createRemoteJWKSet(new URL("https://id.example/jwks"))
                export const authenticate = (token: string) =>
                    jwtVerify(token, keys, { algorithms: ["RS256", "ES256"], issuer: "https://id.example", audience: "https://mcp.example" })
                """),
            .clean(
                .javaScript,
                """
                import jwt from "jsonwebtoken"
                export const authenticate = (token) =>
                    jwt.verify(token, process.env.JWT_SECRET, { algorithms: ["HS256", "HS512"], issuer: "https://id.example", audience: "https://mcp.example" })
                """),
            .clean(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.decode(token, SECRET, algorithms=["HS256"], audience="https://mcp.example", issuer="https://id.example")
                """),
            .clean(
                .python,
                """
                import jwt
                keys = jwt.PyJWKClient("https://id.example/jwks")
                def authenticate(token):
                    key = keys.get_signing_key_from_jwt(token)
                    return jwt.decode(token, key.key, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                """),
            .flagged(
                .swift,
                """
                import JWTKit
                func authenticate(_ token: String, _ pem: String) async throws -> Access {
                    let keys = JWTKeyCollection()
                    await keys.add(hmac: HMACKey(from: pem), digestAlgorithm: .sha256, kid: "shared")
                    await keys.add(rsa: try Insecure.RSA.PublicKey(pem: pem), digestAlgorithm: .sha256, kid: "public")
                    return try await keys.↓verify(token, as: Access.self)
                }
                """),
            .flagged(
                .swift,
                """
                import Crypto
                import Foundation
                func ↓authenticate(_ token: String, _ key: Data) throws -> Claims {
                    let parts = token.split(separator: ".")
                    let header = try JSONDecoder().decode(Header.self, from: decoded(parts[0]))
                    let signed = Data((parts[0] + "." + parts[1]).utf8)
                    switch header.alg {
                    case "HS256":
                        guard HMAC<SHA256>.isValidAuthenticationCode(decoded(parts[2]), authenticating: signed, using: SymmetricKey(data: key)) else { throw Refused() }
                    case "ES256":
                        let publicKey = try P256.Signing.PublicKey(x963Representation: key)
                        guard publicKey.isValidSignature(try .init(rawRepresentation: decoded(parts[2])), for: signed) else { throw Refused() }
                    default: throw Refused()
                    }
                    let claims = try JSONDecoder().decode(Claims.self, from: decoded(parts[1]))
                    guard claims.aud == "https://mcp.example", claims.iss == "https://id.example", claims.exp > Date().timeIntervalSince1970 else { throw Refused() }
                    return claims
                }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                func authenticate(_ token: String, _ pem: String, _ secret: String) async throws -> Access {
                    let keys = JWTKeyCollection()
                    await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256, kid: "own")
                    await keys.add(rsa: try Insecure.RSA.PublicKey(pem: pem), digestAlgorithm: .sha256, kid: "provider")
                    return try await keys.verify(token, as: Access.self)
                }
                """),
            .clean(
                .swift,
                """
                import Crypto
                import Foundation
                func authenticate(_ token: String, _ key: Data) throws -> Claims {
                    let parts = token.split(separator: ".")
                    let header = try JSONDecoder().decode(Header.self, from: decoded(parts[0]))
                    guard header.alg == "ES256" else { throw Refused() }
                    let publicKey = try P256.Signing.PublicKey(x963Representation: key)
                    let signed = Data((parts[0] + "." + parts[1]).utf8)
                    guard publicKey.isValidSignature(try .init(rawRepresentation: decoded(parts[2])), for: signed) else { throw Refused() }
                    let claims = try JSONDecoder().decode(Claims.self, from: decoded(parts[1]))
                    guard claims.aud == "https://mcp.example", claims.iss == "https://id.example", claims.exp > Date().timeIntervalSince1970 else { throw Refused() }
                    return claims
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.sites(.verify, .settings) where site.algorithm.state == .pinned && site.signature != .notVerified {
                let symmetric = site.algorithm.allowed.filter { $0.hasPrefix("HS") }
                guard let first = symmetric.first else { continue }
                let asymmetric = site.algorithm.allowed.first { name in ["RS", "PS", "ES", "Ed"].contains { name.hasPrefix($0) } }
                if let asymmetric {
                    findings.add(
                        at: site, "\(site.api) allows \(first) and \(asymmetric) for one key: its public half can be used as a secret",
                        site.algorithm.evidence)
                } else if site.key.source == .fixedKeySet || site.key.source == .publicKey {
                    findings.add(
                        at: site, "\(site.api) allows \(first) with a published key: whoever knows the key can sign",
                        site.algorithm.evidence + site.key.evidence, confidence: .likely)
                }
            }
        })
}
