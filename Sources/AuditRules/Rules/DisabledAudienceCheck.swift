import SourceScanner

extension Rule {
    static let disabledAudienceCheck = Rule(
        id: "disabled-audience-check", axis: .permissions, severity: .high, points: 15,
        title: "Audience check switched off",
        explanation: "The library would compare `aud`, and the code tells it not to. Tokens issued for other services are accepted.",
        remedy: "Remove the switch and pass this server's resource identifier as the expected audience.",
        detection:
            "An option that disables the comparison is set on an inbound verification (`verify_aud: False`, `audience: null` where that opts out), and no comparison made by hand follows.",
        limits: "A comparison made in another process is not visible.",
        references: [.rfc(8725, "3.9"), .rfc(7519, "4.1.3")], cwe: [345],
        examples: [
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", options={"verify_aud": False})
                """),
            .flagged(
                .python,
                """
                from jose import jwt
                OPTIONS = {"verify_aud": False}
                def authenticate(token):
                    return jwt.↓decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", options=OPTIONS)
                """),
            .clean(
                .python,
                """
                import jwt
                def authenticate(token):
                    claims = jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", options={"verify_aud": False})
                    if "https://mcp.example" not in claims["aud"]:
                        raise PermissionError("audience")
                    return claims
                """),
            .clean(
                .python,
                """
                import jwt
                def authenticate(token):
                    return jwt.decode(token, KEY, algorithms=["RS256"], issuer="https://id.example", audience="https://mcp.example", options={"verify_aud": True})
                """),
            .flagged(
                .swift,
                """
                import MCP
                func guardian(_ keys: KeyRing) -> BearerTokenValidator {
                    BearerTokenValidator(resourceMetadataURL: metadata, resourceIdentifier: resource) { token, request, context in
                        let access = try await keys.open(token)
                        return .valid(↓BearerTokenInfo(audience: nil, expiresAt: access.expiry))
                    }
                }
                """),
            .flagged(
                .swift,
                """
                import JWT
                func authenticate(_ token: String, _ key: Data) throws -> ClaimSet {
                    try ↓decode(token, algorithm: .hs256(key), audience: nil, issuer: "https://id.example")
                }
                """),
            .clean(
                .swift,
                """
                import MCP
                func guardian(_ keys: KeyRing) -> BearerTokenValidator {
                    BearerTokenValidator(resourceMetadataURL: metadata, resourceIdentifier: resource) { token, request, context in
                        let access = try await keys.open(token)
                        return .valid(BearerTokenInfo(audience: access.audience, expiresAt: access.expiry))
                    }
                }
                """),
            .clean(
                .swift,
                """
                import JWT
                func authenticate(_ token: String, _ key: Data) throws -> ClaimSet {
                    let claims = try decode(token, algorithm: .hs256(key), audience: nil, issuer: "https://id.example")
                    guard claims["aud"] as? String == "https://mcp.example" else { throw Refused() }
                    return claims
                }
                """),
            .flagged(
                .typeScript,
                """
                import { JwtVerifier } from "aws-jwt-verify"
                const verifier = JwtVerifier.create({ issuer: "https://id.example", audience: null })
                export const authenticate = (token: string) => verifier.↓verify(token)
                """),
            .flagged(
                .javaScript,
                """
                import { auth } from "express-oauth2-jwt-bearer"
                app.use(↓auth({ issuerBaseURL: "https://id.example", audience: "https://mcp.example", validators: { aud: () => true } }))
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
                const validators = { aud: (aud) => [aud].flat().includes("https://mcp.example") }
                app.use(auth({ issuerBaseURL: "https://id.example", audience: "https://mcp.example", validators }))
                """),
        ],
        check: { inventory, findings in
            for site in inventory.judged where site.audience.state == .disabled {
                if site.selfIssued == true {
                    findings.add(
                        at: site, "\(site.api) has its audience check switched off; the program mints this token itself",
                        site.audience.evidence, severity: .low, points: 3)
                } else {
                    findings.add(
                        at: site, "\(site.api) has its audience check switched off: a token issued for any server is accepted",
                        site.audience.evidence)
                }
            }
        })
}
