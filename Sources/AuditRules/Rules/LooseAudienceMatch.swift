import SourceScanner

extension Rule {
    static let looseAudienceMatch = Rule(
        id: "loose-audience-match", axis: .permissions, severity: .medium, points: 10,
        title: "Audience compared in part",
        explanation:
            "An audience is an identifier: it is this server's, or it is not. A comparison of its beginning, of a piece of it, with a pattern or without regard to case also "
            + "accepts the tokens of servers whose name is similar (`https://mcp.example.attacker.test`). A constant that an identity provider puts into every token "
            + "(`authenticated`) names no server at all.",
        remedy: "Compare the whole `aud` with this server's resource identifier.",
        detection:
            "Looks at the operation that compares `aud` (`startsWith`, `endsWith`, `includes` of a text, a regular expression, lower-casing), and for expected audiences that "
            + "are providers' constants or, where the configuration names the audiences of this program, others than those.",
        limits:
            "A suffix that is a domain (`.mcp.example`) counts as the names of its hosts, although a path or a user part of an address may end like one. "
            + "An expected audience that is shared by several services without being a known constant looks like any other, unless the configuration says which are expected.",
        references: [.rfc(7519, "4.1.3"), .rfc(8707, "2"), .mcp("authorization#token-handling")], cwe: [187, 863],
        examples: LooseExample.examples(claim: "aud", expected: "https://mcp.example") + [
            .flagged(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                export const authenticate = (token: string) => ↓jwtVerify(token, keys, { issuer: "https://id.example", audience: "authenticated" })
                """),
            .clean(
                .typeScript,
                """
                import { jwtVerify } from "jose"
                export async function authenticate(token: string) {
                    const { payload } = await jwtVerify(token, keys, { issuer: "https://id.example" })
                    if (!String(payload.aud).endsWith(".mcp.example")) throw new Error("another audience")
                    return payload
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.judged
            where site.audience.reaction == .rejects && [.enforced, .conditional].contains(site.audience.state) {
                guard let how = site.audience.looseness ?? site.audience.foreignness(to: inventory.policy.audiences) else { continue }
                findings.add(
                    at: site, "\(site.api) compares the audience \(how)", site.audience.evidence,
                    confidence: site.audience.isCertain ? .certain : .likely)
            }
        })
}

extension Answer {
    /// How a comparison falls short of equality, as a message says it. Nil: it does not.
    var looseness: String? {
        switch strictness {
        case .exact: nil
        case .prefix: "by its beginning only: a longer name passes too"
        case .substring: "by a piece of it only: a name that contains the piece passes too"
        case .caseFolded: "without regard to case: identifiers are case-sensitive"
        case .pattern: "with a pattern: other names may match it"
        case .providerConstant: "with a constant that the identity provider puts into every token: it names no server"
        }
    }

    /// How an exact comparison lets through what the owner of the program does not expect, as a message says it. Nil: it does not, or nothing is known.
    func foreignness(to expected: [String]) -> String? {
        guard !expected.isEmpty, strictness == .exact, reaction == .rejects, let foreign = accepted.first(where: { !expected.contains($0) })
        else { return nil }
        return "with `\(foreign)`: the configuration expects \(expected.map { "`\($0)`" }.joined(separator: " or "))"
    }
}

/// A claim compared in part, and compared as a whole, in each language.
enum LooseExample {
    static func examples(claim: String, expected: String) -> [Rule.Example] {
        let other = claim == "aud" ? "issuer: \"https://id.example\"" : "audience: \"https://mcp.example\""
        let pythonOther =
            claim == "aud" ? "issuer=\"https://id.example\", options={\"verify_aud\": False}" : "audience=\"https://mcp.example\""
        let joseOther = claim == "aud" ? "issuer=\"https://id.example\"" : "audience=\"https://mcp.example\""
        func typeScript(_ test: String, _ mark: String) -> String {
            """
            import { jwtVerify } from "jose"
            export async function authenticate(token: string) {
                const { payload } = await \(mark)jwtVerify(token, keys, { \(other) })
                if (\(test)) throw new Error("refused")
                return payload
            }
            """
        }
        func python(_ test: String, _ mark: String) -> String {
            """
            import re
            import jwt
            def authenticate(token):
                claims = jwt.\(mark)decode(token, KEY, algorithms=["RS256"], \(pythonOther))
                if \(test):
                    raise PermissionError("refused")
                return claims
            """
        }
        func pythonJose(_ test: String, _ mark: String) -> String {
            """
            from jose import jwt
            def authenticate(token):
                claims = jwt.\(mark)decode(token, KEYS, algorithms=["RS256"], \(joseOther))
                if \(test):
                    raise PermissionError("refused")
                return claims
            """
        }
        func swift(_ test: String, _ mark: String) -> String {
            let checked = claim == "aud" ? "" : "try aud.verifyIntendedAudience(includes: \"https://mcp.example\")"
            return """
                import JWTKit
                struct Access: JWTPayload {
                    var exp: ExpirationClaim
                    var aud: AudienceClaim
                    var iss: IssuerClaim
                    func verify(using key: some JWTAlgorithm) async throws {
                        try exp.verifyNotExpired()
                        \(checked)
                    }
                }
                func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access {
                    let access = try await keys.\(mark)verify(token, as: Access.self)
                    guard \(test) else { throw Refused() }
                    return access
                }
                """
        }
        let value = claim == "aud" ? "access.aud.value.first!" : "access.iss.value"
        return [
            .flagged(.typeScript, typeScript("!String(payload.\(claim)).startsWith(\"\(expected)\")", "↓")),
            .flagged(.javaScript, typeScript("!/mcp|id/.test(payload.\(claim))", "↓").replacing(": string", with: "")),
            .flagged(.python, python("not claims[\"\(claim)\"].startswith(\"\(expected)\")", "↓")),
            .flagged(.python, pythonJose("claims.get(\"\(claim)\").lower() != \"\(expected)\"", "↓")),
            .flagged(.swift, swift("\(value).hasPrefix(\"\(expected)\")", "↓")),
            .flagged(.swift, swift("\(value).hasSuffix(\".example\")", "↓")),
            .clean(.typeScript, typeScript("payload.\(claim) !== \"\(expected)\"", "")),
            .clean(.javaScript, typeScript("![\"\(expected)\"].includes(payload.\(claim))", "").replacing(": string", with: "")),
            .clean(.python, python("claims[\"\(claim)\"] != \"\(expected)\"", "")),
            .clean(.python, pythonJose("claims.get(\"\(claim)\") not in [\"\(expected)\"]", "")),
            .clean(.swift, swift("\(value) == \"\(expected)\"", "")),
            .clean(.swift, swift("[\"\(expected)\"].contains(\(value))", "")),
        ]
    }
}
