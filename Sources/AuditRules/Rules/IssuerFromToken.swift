import SourceScanner

extension Rule {
    static let issuerFromToken = Rule(
        id: "issuer-from-token", axis: .security, severity: .high, points: 15,
        title: "The token says where its own key is",
        explanation:
            "The address of the keys is built from a claim or header of the token that they are to verify. Whoever makes a token also names a server that vouches for it; "
            + "the signature then proves nothing.",
        remedy: "Keep a list of trusted issuers, look the token's `iss` up in it, and take the address of the keys from the list.",
        detection:
            "Follows the address of a key set back to a token that was only decoded, where no comparison of that claim with a list or a value rejects others first.",
        limits: "A list that is asked in another process is not seen.",
        references: [.rfc(8725, "3.8"), .rfc(8725, "3.10"), .rfc(9068, "4")], cwe: [347, 918],
        examples: [
            .flagged(
                .typeScript,
                """
                import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose"
                export async function authenticate(token: string) {
                    const { iss } = decodeJwt(token)
                    const keys = createRemoteJWKSet(new URL(`${iss}/.well-known/jwks.json`))
                    return ↓jwtVerify(token, keys, { issuer: iss, audience: "https://mcp.example" })
                }
                """),
            .flagged(
                .javaScript,
                """
                import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose"
                export async function authenticate(token) {
                    const header = decodeProtectedHeader(token)
                    const keys = createRemoteJWKSet(new URL(header.jku))
                    return ↓jwtVerify(token, keys, { issuer: "https://id.example", audience: "https://mcp.example" })
                }
                """),
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
                    key = jwt.PyJWKClient(f"{issuer}/jwks").get_signing_key_from_jwt(token)
                    return jwt.↓decode(token, key.key, algorithms=["RS256"], audience="https://mcp.example", issuer=issuer)
                """),
            .flagged(
                .python,
                """
                import jwt
                def authenticate(token):
                    header = jwt.get_unverified_header(token)
                    keys = jwt.PyJWKClient(header["jku"])
                    key = keys.get_signing_key_from_jwt(token)
                    return jwt.↓decode(token, key.key, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                """),
            .clean(
                .typeScript,
                """
                import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose"
                const TRUSTED = ["https://id.example", "https://login.example"]
                export async function authenticate(token: string) {
                    const { iss } = decodeJwt(token)
                    if (!TRUSTED.includes(iss!)) throw new Error("issuer")
                    const keys = createRemoteJWKSet(new URL(`${iss}/.well-known/jwks.json`))
                    return jwtVerify(token, keys, { issuer: iss, audience: "https://mcp.example" })
                }
                """),
            .clean(
                .javaScript,
                """
                import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose"
                const KEYS = { "https://id.example": "https://id.example/jwks" }
                export async function authenticate(token) {
                    const { iss } = decodeJwt(token)
                    const keys = createRemoteJWKSet(new URL(KEYS[iss]))
                    return jwtVerify(token, keys, { issuer: Object.keys(KEYS), audience: "https://mcp.example" })
                }
                """),
            .clean(
                .python,
                """
                import jwt
                TRUSTED = {"https://id.example"}
                def authenticate(token):
                    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
                    if issuer not in TRUSTED:
                        raise PermissionError("issuer")
                    key = jwt.PyJWKClient(f"{issuer}/jwks").get_signing_key_from_jwt(token)
                    return jwt.decode(token, key.key, algorithms=["RS256"], audience="https://mcp.example", issuer=issuer)
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
                func authenticate(_ token: String, _ client: Client) async throws -> Access {
                    let unread = try await JWTKeyCollection().unverified(token, as: Access.self)
                    let set = try await client.get("\\(unread.iss.value)/jwks").content.decode(JWKS.self)
                    let keys = try await JWTKeyCollection().add(jwks: set)
                    return try await keys.↓verify(token, as: Access.self)
                }
                """),
            .flagged(
                .swift,
                """
                import Foundation
                import JWTDecode
                import JWTKit
                func authenticate(_ token: String) async throws -> Access {
                    guard let address = try decode(jwt: token).header["jku"] as? String, let url = URL(string: address) else { throw Refused() }
                    let (data, _) = try await URLSession.shared.data(from: url)
                    let keys = JWTKeyCollection()
                    try await keys.add(jwks: JSONDecoder().decode(JWKS.self, from: data))
                    return try await keys.↓verify(token, as: Access.self)
                }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                let trusted: Set<String> = ["https://id.example", "https://login.example"]
                func authenticate(_ token: String, _ client: Client) async throws -> Access {
                    let unread = try await JWTKeyCollection().unverified(token, as: Access.self)
                    guard trusted.contains(unread.iss.value) else { throw Refused() }
                    let set = try await client.get("\\(unread.iss.value)/jwks").content.decode(JWKS.self)
                    let keys = try await JWTKeyCollection().add(jwks: set)
                    return try await keys.verify(token, as: Access.self)
                }
                """),
            .clean(
                .swift,
                """
                import JWTKit
                func authenticate(_ token: String, _ client: Client) async throws -> Access {
                    let set = try await client.get("https://id.example/jwks").content.decode(JWKS.self)
                    let keys = try await JWTKeyCollection().add(jwks: set)
                    return try await keys.verify(token, as: Access.self)
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.sites(.verify) where site.key.source == .namedByToken && !inventory.restrictsIssuer(around: site) {
                findings.add(at: site, "\(site.api) takes its keys from an address that the token itself names", site.key.evidence)
            }
        })
}

extension Inventory {
    private static let namingClaims: Set<String> = ["iss", "issuer", "tid", "jku", "x5u", "tenant", "tenant_id", "azp", "client_id"]

    /// An unverified reading near the verification is compared with something that rejects strangers.
    fileprivate func restrictsIssuer(around site: TokenSite) -> Bool {
        var functions: Set<Syntax> = [site.syntax.enclosingFunction ?? site.syntax.tree.top]
        for evidence in site.key.evidence where evidence.location.path == site.location.path {
            for other in sites(.decode) where other.location.path == evidence.location.path {
                if let function = other.syntax.enclosingFunction { functions.insert(function) }
            }
        }
        for function in Array(functions) where function.kind == .function {
            functions.formUnion(evaluator.calls(of: function).compactMap(\.enclosingFunction))
        }
        for reading in sites(.decode) where functions.contains(reading.syntax.enclosingFunction ?? reading.syntax.tree.top) {
            for use in Flow.uses(of: reading.syntax, evaluator: evaluator, pathLimit: 3)
            where use.path.last(where: { $0 != "value" }).map(Self.namingClaims.contains) ?? false {
                if let comparison = Comparison(use.syntax, evaluator), comparison.expected?.kind != .null,
                    Outcome.of(comparison.test, evaluator).kind == .rejects
                {
                    return true
                }
                // Handed to something that says whether it is trusted.
                if let call = use.syntax.ancestors.first(where: { $0.kind == .call }), let name = call.child(.callee)?.name.lowercased(),
                    ["trust", "allow", "valid", "known", "permit"].contains(where: name.contains)
                {
                    return true
                }
            }
        }
        return false
    }
}
