import SourceScanner

extension Rule {
    static let disabledIssuerCheck = Rule(
        id: "disabled-issuer-check", axis: .permissions, severity: .medium, points: 8,
        title: "Issuer check switched off",
        explanation:
            "The verifier would compare `iss`, and an option tells it not to. A token of any issuer whose key is accepted then passes, also of one that knows other users "
            + "under the same names.",
        remedy: "Remove the option and name the expected issuer.",
        detection:
            "Options that switch the comparison off in so many words (`verify_iss: False`, a validator that is told not to look), as each library is known to read them.",
        limits: "A check that is left out without a word is `missing-issuer`.",
        references: [.rfc(7519, "4.1.1"), .rfc(8725, "3.8")], cwe: [345],
        examples: [
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example", options={"verify_iss": False})
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                OPTIONS = {"verify_iss": False}
                def authenticate(token):
                    return jwt.↓decode(token, KEYS, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example", options=OPTIONS)
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
                from jose import jwt
                def authenticate(token):
                    claims = jwt.decode(token, KEYS, algorithms=["RS256"], audience="https://mcp.example", options={"verify_iss": False})
                    if claims["iss"] != "https://id.example":
                        raise PermissionError("issuer")
                    return claims
                """),
            .flagged(
                .typeScript,
                """
                import { JwtVerifier } from "aws-jwt-verify"
                const verifier = JwtVerifier.create({ issuer: null, audience: "https://mcp.example", jwksUri: "https://id.example/jwks" })
                export const authenticate = (token: string) => verifier.↓verify(token)
                """),
            .flagged(
                .javaScript,
                """
                import { auth } from "express-oauth2-jwt-bearer"
                app.use(↓auth({ issuerBaseURL: "https://id.example", audience: "https://mcp.example", validators: { iss: false } }))
                """),
            .clean(
                .typeScript,
                """
                import { JwtVerifier } from "aws-jwt-verify"
                const verifier = JwtVerifier.create({ issuer: "https://id.example", audience: "https://mcp.example" })
                export const authenticate = (token: string) => verifier.verify(token)
                """),
            .clean(
                .javaScript,
                """
                import { auth } from "express-oauth2-jwt-bearer"
                app.use(auth({ issuerBaseURL: "https://id.example", audience: "https://mcp.example", validators: { sub: false } }))
                """),
            .flagged(
                .swift,
                """
                import JWT
                func authenticate(_ token: String, _ key: Data) throws -> ClaimSet {
                    try ↓decode(token, algorithm: .hs256(key), audience: "https://mcp.example", issuer: nil)
                }
                """),
            .flagged(
                .swift,
                """
                import JWT
                struct Guardian {
                    let keys: [Data]
                    func open(_ token: String) throws -> ClaimSet {
                        try JWT.↓decode(token, algorithms: keys.map { .hs256($0) }, verify: true, audience: "https://mcp.example", issuer: nil, leeway: 30)
                    }
                }
                """),
            .clean(
                .swift,
                """
                import JWT
                func authenticate(_ token: String, _ key: Data) throws -> ClaimSet {
                    try decode(token, algorithm: .hs256(key), audience: "https://mcp.example", issuer: "https://id.example")
                }
                """),
            .clean(
                .swift,
                """
                import JWT
                func authenticate(_ token: String, _ key: Data) throws -> ClaimSet {
                    let claims = try decode(token, algorithm: .hs256(key), audience: "https://mcp.example", issuer: nil)
                    guard claims.issuer == "https://id.example" else { throw Refused() }
                    return claims
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.judged where site.issuer.state == .disabled {
                if site.selfIssued == true {
                    findings.add(
                        at: site, "\(site.api) has its issuer check switched off; the program mints this token itself",
                        site.issuer.evidence, severity: .low, points: 3)
                } else {
                    findings.add(
                        at: site, "\(site.api) has its issuer check switched off: tokens of any issuer are accepted", site.issuer.evidence)
                }
            }
        })
}
