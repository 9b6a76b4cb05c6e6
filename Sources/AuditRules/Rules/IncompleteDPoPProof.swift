import SourceScanner

extension Rule {
    static let incompleteDPoPProof = Rule(
        id: "incomplete-dpop-proof", axis: .permissions, severity: .low, points: 3,
        title: "DPoP proof made without all of its claims",
        explanation:
            "A proof says for which request it was made: method, address, time, an identifier of its own, and beside an access token the token's hash. What is "
            + "left out cannot be checked by the server, and a strict server refuses the proof (RFC 9449 §4.2).",
        remedy: "Put `htm`, `htu`, `jti` and `iat` into every proof, and `ath` wherever an access token is sent along.",
        detection:
            "Finds where a client makes proofs (an object with `htm` and `htu`, a header with `typ: dpop+jwt`, a library's call) and lists which claims are set.",
        limits:
            "Whether an access token accompanies the proof is judged by the function's parameters and by an `Authorization: DPoP …` header in it or its callers.",
        references: [.rfc(9449, "4.2")], cwe: [294],
        examples: [
            .flagged(
                .typeScript,
                """
                import { SignJWT } from "jose"
                export const makeProof = (key: CryptoKey, jwk: object, method: string, url: string) =>
                    new ↓SignJWT({ htm: method, htu: url }).setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk }).setIssuedAt().sign(key)
                """),
            .flagged(
                .javaScript,
                """
                import { SignJWT } from "jose"
                export async function call(url, accessToken, key, jwk) {
                    const proof = await new ↓SignJWT({ htm: "GET", htu: url, jti: crypto.randomUUID() })
                        .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk }).setIssuedAt().sign(key)
                    return fetch(url, { headers: { Authorization: `DPoP ${accessToken}`, DPoP: proof } })
                }
                """),
            .flagged(
                .python,
                """
                import jwt
                def make_proof(key, jwk, method, url):
                    claims = {"htm": method, "htu": url, "jti": new_identifier()}
                    return jwt.↓encode(claims, key, algorithm="ES256", headers={"typ": "dpop+jwt", "jwk": jwk})
                """),
            .flagged(
                .python,
                """
                import time
                import jwt
                def make_proof(key, jwk, method, url, access_token):
                    claims = {"htm": method, "htu": url, "jti": new_identifier(), "iat": int(time.time())}
                    return jwt.↓encode(claims, key, algorithm="ES256", headers={"typ": "dpop+jwt", "jwk": jwk})
                """),
            .flagged(
                .swift,
                """
                import Crypto
                import Foundation
                func makeProof(_ key: P256.Signing.PrivateKey, method: String, url: String) throws -> String {
                    let header: [String: String] = ["typ": "dpop+jwt", "alg": "ES256"]
                    let claims: [String: Any] = ["htm": method, "htu": url, "iat": Int(Date().timeIntervalSince1970)]
                    let input = try encoded(header) + "." + encoded(claims)
                    return try input + "." + encoded(key.↓signature(for: Data(input.utf8)))
                }
                """),
            .flagged(
                .swift,
                """
                import Crypto
                import Foundation
                func makeProof(_ key: P256.Signing.PrivateKey, method: String, url: String, accessToken: String) throws -> String {
                    let header: [String: String] = ["typ": "dpop+jwt", "alg": "ES256"]
                    let claims: [String: Any] = ["htm": method, "htu": url, "jti": UUID().uuidString, "iat": Int(Date().timeIntervalSince1970)]
                    let input = try encoded(header) + "." + encoded(claims)
                    return try input + "." + encoded(key.↓signature(for: Data(input.utf8)))
                }
                """),
            .clean(
                .typeScript,
                """
                import { SignJWT } from "jose"
                export const makeProof = (key: CryptoKey, jwk: object, method: string, url: string) =>
                    new SignJWT({ htm: method, htu: url, jti: crypto.randomUUID() })
                        .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk }).setIssuedAt().sign(key)
                """),
            .clean(
                .javaScript,
                """
                export async function call(url, accessToken, keys) {
                    const proof = await signDPoP({
                        htm: "GET", htu: url, jti: crypto.randomUUID(), iat: Math.floor(Date.now() / 1000), ath: await hash(accessToken), publicKey: keys.publicKey,
                    }, keys.privateKey)
                    return fetch(url, { headers: { Authorization: `DPoP ${accessToken}`, DPoP: proof } })
                }
                """),
            .clean(
                .python,
                """
                import time
                import jwt
                def make_proof(key, jwk, method, url, access_token=None):
                    claims = {"htm": method, "htu": url, "jti": new_identifier(), "iat": int(time.time())}
                    if access_token:
                        claims["ath"] = digest(access_token)
                    return jwt.encode(claims, key, algorithm="ES256", headers={"typ": "dpop+jwt", "jwk": jwk})
                """),
            .clean(
                .python,
                """
                import time
                import jwt
                def proof_for_token_endpoint(key, jwk, url):
                    claims = dict(htm="POST", htu=url, jti=new_identifier(), iat=int(time.time()))
                    return jwt.encode(claims, key, algorithm="ES256", headers={"typ": "dpop+jwt", "jwk": jwk})
                """),
            .clean(
                .swift,
                """
                import Crypto
                import Foundation
                func makeProof(_ key: P256.Signing.PrivateKey, method: String, url: String, accessToken: String?) throws -> String {
                    let header: [String: String] = ["typ": "dpop+jwt", "alg": "ES256"]
                    var claims: [String: Any] = ["htm": method, "htu": url, "jti": UUID().uuidString, "iat": Int(Date().timeIntervalSince1970)]
                    if let accessToken { claims["ath"] = digest(accessToken) }
                    let input = try encoded(header) + "." + encoded(claims)
                    return try input + "." + encoded(key.signature(for: Data(input.utf8)))
                }
                """),
            .clean(
                .swift,
                """
                struct ProofClaims: Codable { var htm: String; var htu: String; var jti: String; var iat: Int; var ath: String }
                func makeProof(_ signer: Signer, method: String, url: String, accessToken: String) throws -> String {
                    let claims = ProofClaims(htm: method, htu: url, jti: newIdentifier(), iat: now(), ath: digest(accessToken))
                    return try signer.sign(claims, type: "dpop+jwt")
                }
                """),
        ],
        check: { inventory, findings in
            let required: [ProofCheck] = [.method, .uri, .replay, .issuedAt, .accessTokenHash]
            for site in inventory.sites(.dpopClient) where site.surface != .test {
                let absent = required.filter { site.proofChecks[$0]?.state == .missing }
                guard !absent.isEmpty else { continue }
                findings.add(
                    at: site, "\(site.api) makes a DPoP proof without \(absent.map(\.rawValue).joined(separator: ", "))",
                    absent.flatMap { site.proofChecks[$0]?.evidence ?? [] })
            }
        })
}
