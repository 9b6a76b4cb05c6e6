import SourceScanner

extension Rule {
    static let acceptedNoneAlgorithm = Rule(
        id: "accepted-none-algorithm", axis: .security, severity: .critical, points: 25,
        title: "Unsigned tokens accepted",
        explanation:
            "The algorithm `none` (RFC 7518 §3.6) means that there is no signature. A verifier that allows it accepts a token that anybody wrote.",
        remedy: "Remove `none` from the allowed algorithms and name the one algorithm that your issuer signs with.",
        detection:
            "The resolved list of allowed algorithms contains `none`, the library defaults to accepting unsigned tokens, or an API for unsigned tokens reads an inbound one.",
        limits: "Lists that are built at run time are not seen.",
        references: [.rfc(8725, "3.2"), .rfc(7518, "3.6")], cwe: [327, 347],
        examples: [
            .flagged(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                export const authenticate = (token: string) => jwt.↓verify(token, key, { algorithms: ["RS256", "none"], audience: "https://mcp.example", issuer: "https://id.example" })
                """),
            .flagged(
                .javaScript,
                """
                const jwt = require("jsonwebtoken")
                const ALGORITHMS = ["none"]
                exports.authenticate = (token) => jwt.↓verify(token, "", { algorithms: ALGORITHMS, audience: "https://mcp.example", issuer: "https://id.example" })
                """),
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["HS256", "none"], audience="https://mcp.example", issuer="https://id.example")
                """),
            .flagged(
                .python,
                """
                import jwt
                ALGORITHMS = ["none"]
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=ALGORITHMS, audience="https://mcp.example", issuer="https://id.example")
                """),
            .clean(
                .typeScript,
                """
                import jwt from "jsonwebtoken"
                export const authenticate = (token: string) => jwt.verify(token, key, { algorithms: ["RS256"], audience: "https://mcp.example", issuer: "https://id.example" })
                """),
            .clean(.javaScript, "const jwt = require(\"jsonwebtoken\")\nexports.note = \"algorithms: ['none']\"\n"),
            .clean(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                """),
            .clean(.python, "import jwt\nREFUSED = [\"none\"]\n"),
            .flagged(
                .swift,
                """
                import JWTKit
                func keys() async -> JWTKeyCollection {
                    await JWTKeyCollection().↓addUnsecuredNone()
                }
                """),
            .flagged(
                .swift,
                """
                import JWTKit
                let keys = JWTKeyCollection()
                func configure() async {
                    await keys.↓addUnsecuredNone(kid: "development")
                }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                func keys(_ secret: String) async -> JWTKeyCollection {
                    await JWTKeyCollection().add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
                }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                // addUnsecuredNone would accept unsigned tokens
                func keys(_ key: ES256PublicKey) async -> JWTKeyCollection { await JWTKeyCollection().add(ecdsa: key) }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.sites(.verify, .settings) where site.surface != .test {
                if site.algorithm.allowed.contains(where: { $0.lowercased() == "none" }) {
                    findings.add(
                        at: site, "\(site.api) allows the algorithm `none`: an unsigned token is accepted", site.algorithm.evidence)
                } else if site.algorithm.state == .unpinned, site.algorithm.reach == .anyAndNone {
                    findings.add(at: site, "\(site.api) accepts unsigned tokens unless algorithms are named", site.algorithm.evidence)
                }
            }
        })
}
