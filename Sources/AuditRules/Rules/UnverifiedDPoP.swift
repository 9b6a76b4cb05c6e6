import SourceScanner

extension Rule {
    static let unverifiedDPoP = Rule(
        id: "unverified-dpop", axis: .permissions, severity: .high, points: 15,
        title: "DPoP promised and never verified",
        explanation:
            "The program says that its tokens are bound to a key: its metadata lists algorithms for proofs, it puts `cnf.jkt` into tokens or calls them `DPoP`. "
            + "Nowhere does it verify a proof, so the binding holds nobody back: a stolen token works without the key.",
        remedy: "Verify the proof of every request and compare its key's thumbprint with `cnf.jkt`, or stop advertising DPoP.",
        detection:
            "Looks for `dpop_signing_alg_values_supported` with algorithms, for `cnf` with a `jkt` in a program that issues tokens, and for a token response with "
            + "`token_type: DPoP`; reported once per program, where no verification of a proof was found in it.",
        limits: "A gateway in front of the program may verify proofs; that is not visible in the source.",
        references: [.rfc(9449, "5.1"), .rfc(9449, "7"), .rfc(9728, "2")], cwe: [294, 345],
        examples: [
            .flagged(
                .typeScript,
                """
                export const metadata = {
                    resource: "https://mcp.example",
                    authorization_servers: ["https://id.example"],
                    ↓dpop_signing_alg_values_supported: ["ES256"],
                }
                """),
            .flagged(
                .javaScript,
                """
                import { SignJWT } from "jose"
                export const issue = (subject, thumbprint, key) =>
                    new SignJWT({ sub: subject, ↓cnf: { jkt: thumbprint } }).setProtectedHeader({ alg: "ES256" }).setExpirationTime("5m").sign(key)
                """),
            .flagged(
                .python,
                """
                def metadata():
                    return {"issuer": "https://id.example", ↓"dpop_signing_alg_values_supported": ["ES256", "EdDSA"]}
                """),
            .flagged(
                .python,
                """
                def token_response(token):
                    return {"access_token": token, ↓"token_type": "DPoP", "expires_in": 300}
                """),
            .flagged(
                .swift,
                """
                let metadata: [String: Any] = [
                    "resource": "https://mcp.example",
                    ↓"dpop_signing_alg_values_supported": ["ES256"],
                ]
                """),
            .flagged(
                .swift,
                """
                func tokenResponse(_ token: String) -> [String: String] {
                    ["access_token": token, ↓"token_type": "DPoP"]
                }
                """),
            .clean(
                .typeScript,
                """
                import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from "jose"
                export const metadata = { resource: "https://mcp.example", dpop_signing_alg_values_supported: ["ES256"] }
                export async function checkProof(proof: string, method: string, url: string, bound: string) {
                    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, { typ: "dpop+jwt", maxTokenAge: 30 })
                    if (payload.htm !== method || payload.htu !== url) throw new Error("request")
                    if (await calculateJwkThumbprint(protectedHeader.jwk!) !== bound) throw new Error("key")
                }
                """),
            .clean(
                .javaScript,
                """
                import { z } from "zod"
                export const Metadata = z.object({ issuer: z.string(), dpop_signing_alg_values_supported: z.array(z.string()).optional() })
                """),
            .clean(
                .python,
                """
                def supports_dpop(metadata):
                    return "ES256" in metadata.get("dpop_signing_alg_values_supported", [])
                """),
            .clean(
                .python,
                """
                def token_response(token):
                    return {"access_token": token, "token_type": "Bearer", "expires_in": 300}
                """),
            .clean(
                .swift,
                """
                struct Metadata: Codable {
                    var issuer: String
                    var dpop_signing_alg_values_supported: [String]?
                }
                """),
            .clean(
                .swift,
                """
                func tokenResponse(_ token: String) -> [String: String] {
                    ["access_token": token, "token_type": "Bearer"]
                }
                """),
        ],
        check: { inventory, findings in
            guard inventory.sites(.dpopVerify).isEmpty else { return }
            let issues = inventory.sites(.issue).contains { $0.surface != .test }
            for tree in inventory.program.relevant {
                let surface = inventory.surface(tree.file.path)
                guard surface != .test, surface != .docs else { continue }
                guard tree.symbols.contains(where: { ["dpop_signing_alg_values_supported", "cnf", "DPoP"].contains($0) }) else { continue }
                for index in tree.nodes.indices where tree.nodes[index].kind == .property {
                    let property = Syntax(tree: tree, id: NodeID(Int32(index)))
                    guard let promise = promise(property, issues, inventory.evaluator) else { continue }
                    findings.add(
                        property, at: Location(property), surface: surface, "\(promise), and no proof is verified anywhere in the program")
                    return
                }
            }
        })

    /// What a property promises about DPoP. Nil: nothing.
    private static func promise(_ property: Syntax, _ issues: Bool, _ evaluator: Evaluator) -> String? {
        guard let value = property.child(.value) else { return nil }
        switch property.name {
        case "dpop_signing_alg_values_supported":
            return evaluator.value(of: value).value.strings.isEmpty ? nil : "DPoP is advertised"
        case "cnf":
            guard issues, value.kind == .object, let key = value.children(.element).first(where: { $0.name == "jkt" })?.child(.value) else {
                return nil
            }
            return key.kind == .call && ["string", "literal", "optional"].contains(key.child(.callee)?.name ?? "")
                ? nil : "Tokens are bound to a key"
        case "token_type":
            guard value.stringValue == "DPoP", property.parent?.children(.element).contains(where: { $0.name == "access_token" }) == true
            else { return nil }
            return "Tokens are handed out as DPoP tokens"
        default: return nil
        }
    }
}
