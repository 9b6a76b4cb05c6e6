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
