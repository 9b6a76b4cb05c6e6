import SourceScanner

extension Rule {
    static let missingScopeCheck = Rule(
        id: "missing-scope-check", axis: .permissions, severity: .low, points: 5,
        title: "A valid token may do everything",
        explanation:
            "The token is verified, and then nothing looks at what it may do. Every client of the authorization server that gets a token for this server gets all of its tools.",
        remedy: "Demand a scope or role, in the middleware for the whole server or in each tool for itself.",
        detection:
            "Looks in the whole program for reads of scopes, roles, permissions or groups, and for guards that demand them. Reported once per program, at its main verification of "
            + "tokens that somebody else issues.",
        limits:
            "Rights that are looked up by the user's name in a database are not recognised as such where nothing is called scope, role or permission.",
        references: [.rfc(6750, "3.1"), .rfc(9068, "2.2.3"), .mcp("authorization#scope-challenge-handling")], cwe: [862],
        examples: ScopeCheckExample.all,
        check: { inventory, findings in
            guard !inventory.looksAtRights else { return }
            let candidates = inventory.judged.filter {
                $0.kind != .settings && $0.inbound == true && $0.selfIssued != true && $0.surface == .production && $0.syntax.kind == .call
            }
            guard let main = candidates.first else { return }
            findings.add(
                at: main, "\(main.api) verifies tokens, and nothing in the program looks at their scopes or roles", confidence: .likely)
        })
}

extension Inventory {
    private static let words: Set<String> = [
        "scope", "scopes", "scp", "role", "roles", "permission", "permissions", "groups", "authorities", "entitlements", "claims_to_verify",
        "requiredScopes", "required_scopes", "requireScopes", "hasScope",
        "isAdmin", "is_admin", "casbin", "rbac", "acl", "policy", "can", "ability", "authorize",
    ]

    fileprivate var looksAtRights: Bool {
        if sites.contains(where: { $0.kind != .exchange && ($0.scope.state == .enforced || $0.scope.state == .conditional) }) {
            return true
        }
        return program.relevant.contains { tree in
            guard surface(tree.file.path) != .test else { return false }
            return tree.symbols.contains { symbol in
                guard symbol.utf8.count < 60 else { return false }
                if Self.words.contains(symbol) { return true }
                let lower = symbol.lowercased()
                return lower.contains("scope") || lower.contains("permission") || lower.hasSuffix("role") || lower.hasSuffix("roles")
                    || lower.contains("allowed")
            }
        }
    }
}

private enum ScopeCheckExample {
    static let all: [Rule.Example] = [
        .flagged(
            .typeScript,
            """
            import { jwtVerify } from "jose"
            export const authenticate = (token: string) => ↓jwtVerify(token, keys, { issuer: "https://id.example", audience: "https://mcp.example" })
            """),
        .flagged(
            .javaScript,
            """
            import jwt from "jsonwebtoken"
            export function authenticate(req, res, next) {
                req.user = jwt.↓verify(req.headers.authorization.slice(7), key, { algorithms: ["RS256"], issuer: "https://id.example", audience: "https://mcp.example" })
                next()
            }
            """),
        .flagged(
            .python,
            """
            import jwt
            def authenticate(token):
                return jwt.↓decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
            """),
        .flagged(
            .python,
            """
            from jose import jwt
            def authenticate(token):
                return jwt.↓decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")["sub"]
            """),
        .flagged(.swift, swift("return access", "var sub: SubjectClaim")),
        .flagged(.swift, swift("print(access.sub.value)\n    return access", "var sub: SubjectClaim")),
        .clean(
            .typeScript,
            """
            import { jwtVerify } from "jose"
            export async function authenticate(token: string) {
                const { payload } = await jwtVerify(token, keys, { issuer: "https://id.example", audience: "https://mcp.example" })
                if (!String(payload.scope).split(" ").includes("files:read")) throw new Error("insufficient_scope")
                return payload
            }
            """),
        .clean(
            .javaScript,
            """
            import jwt from "jsonwebtoken"
            export function authenticate(req, res, next) {
                req.user = jwt.verify(req.headers.authorization.slice(7), key, { algorithms: ["RS256"], issuer: "https://id.example", audience: "https://mcp.example" })
                if (!req.user.roles.includes("reader")) return res.status(403).end()
                next()
            }
            """),
        .clean(
            .python,
            """
            import jwt
            def authenticate(token):
                claims = jwt.decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                if "files:read" not in claims["scope"].split():
                    raise PermissionError("scope")
                return claims
            """),
        .clean(
            .python,
            """
            from jose import jwt
            def authenticate(token):
                claims = jwt.decode(token, KEY, algorithms=["RS256"], audience="https://mcp.example", issuer="https://id.example")
                if "tools" not in claims.get("permissions", []):
                    raise PermissionError("permission")
                return claims
            """),
        .clean(
            .swift, swift("guard access.scope.contains(\"files:read\") else { throw Refused() }\n    return access", "var scope: String")),
        .clean(.swift, swift("guard access.roles.contains(\"reader\") else { throw Refused() }\n    return access", "var roles: [String]")),
    ]

    private static func swift(_ use: String, _ field: String) -> String {
        let mark = use.contains("guard") ? "" : "↓"
        return """
            import JWTKit
            struct Access: JWTPayload {
                var exp: ExpirationClaim
                var aud: AudienceClaim
                \(field)
                func verify(using key: some JWTAlgorithm) async throws {
                    try exp.verifyNotExpired()
                    try aud.verifyIntendedAudience(includes: "https://mcp.example")
                }
            }
            func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access {
                let access = try await keys.\(mark)verify(token, as: Access.self)
                \(use)
            }
            """
    }
}
