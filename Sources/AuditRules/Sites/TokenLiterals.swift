/// The words of which a file that handles a token has at least one. A file without any is read once and never parsed, unless another file imports it.
///
/// Capitals are left off where they vary (`Audience`, `audience`). Short words that stand in every file (`token`, `auth`) are not here: they would make every
/// file relevant.
package enum TokenLiterals {
    package static let all: [String] = [
        "jwt", "Jwt", "JWT", "jwk", "Jwk", "JWK", "jose", "Jose", "JOSE", "introspect", "ntrospection", "erifyToken", "erify_token",
        "oken_verifier",
        "okenVerifier", "udience", "earer", "uthorization", "DPoP", "dpop", "ccess_token", "ccessToken", "efresh_token", "efreshToken",
        "subject_token",
        "token-exchange", "OAuth", "oauth", "FastMCP", "fastmcp", "McpServer", "oidc", "OIDC", "OpenID", "openid", "ACCESS_TOKEN",
        "uthProvider", "auth_provider", "authlib", "jsonwebtoken", "itsdangerous", "passport", "SecretKey",
    ]
}
