extension Knowledge {
    /// The MCP python-sdk 2.3.0 and 1.x (`mcp.server.auth`).
    /// It has no JWT code: what a token is worth is decided in the program's own `verify_token`.
    static let mcpPythonSDK: [TokenAPI] = [
        TokenAPI(
            library: "mcp", name: "TokenVerifier", kind: .verify, callees: [.subclass("mcp*", "TokenVerifier")], parameters: [],
            audience: .unsupported, issuer: .unsupported, algorithms: AlgorithmOption([], omitted: .unknown),
            expiry: ExpiryOption(.unchecked),
            result: .testable, inbound: true,
            note:
                "The body of `verify_token` is all there is; BearerAuthBackend compares `expires_at` where it is "
                + "filled (server/auth/provider.py)."
        ),
        TokenAPI(
            library: "mcp", name: "BearerAuthBackend", kind: .settings, callees: [.constructor("mcp*", "BearerAuthBackend")],
            parameters: ["token_verifier", "resource_server_url"],
            audience: ClaimOption(["resource_server_url"], omitted: .open, emptyString: .open),
            issuer: .unsupported, expiry: ExpiryOption(.checkedIfPresent), result: .guardian, inbound: true,
            versions: VersionRange(from: [2]),
            note: "`expires_at` of None or 0 never expires; the URL is compared with AccessToken.resource (middleware/bearer_auth.py:71)."),
        TokenAPI(
            library: "mcp", name: "BearerAuthBackend", kind: .settings, callees: [.constructor("mcp*", "BearerAuthBackend")],
            parameters: ["token_verifier"], audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.checkedIfPresent),
            result: .guardian,
            inbound: true, versions: VersionRange(below: [2]), note: "1.x compares no resource."),
        TokenAPI(
            library: "mcp", name: "AuthSettings", kind: .settings, callees: [.constructor("mcp*", "AuthSettings")],
            parameters: ["issuer_url", "resource_server_url", "required_scopes", "validate_token_resource"],
            audience: ClaimOption(["resource_server_url"], omitted: .open, on: [.true("validate_token_resource")]), issuer: .unsupported,
            scope: ["required_scopes"], result: .none, inbound: true, versions: VersionRange(from: [2]),
            note:
                "`resource_server_url` is metadata until `validate_token_resource=True`; `issuer_url` is never "
                + "compared (server/auth/settings.py)."
        ),
        TokenAPI(
            library: "mcp", name: "AuthSettings", kind: .settings, callees: [.constructor("mcp*", "AuthSettings")],
            parameters: ["issuer_url", "resource_server_url", "required_scopes"], audience: .unsupported, issuer: .unsupported,
            result: .none,
            inbound: true, versions: VersionRange(below: [2]), note: "1.x: metadata only."),
        TokenAPI(
            library: "mcp", name: "MCPServer", kind: .settings,
            callees: [.constructor("mcp*", "MCPServer"), .constructor("mcp*", "FastMCP")],
            parameters: ["name", "auth", "token_verifier", "auth_server_provider"], when: [.given("auth")], result: .guardian,
            inbound: true, note: "`auth` without a verifier, or the reverse, is refused; FastMCP in 1.x (mcpserver/server.py:167)."),
        TokenAPI(
            library: "mcp", name: "RequireAuthMiddleware", kind: .settings, callees: [.constructor("mcp*", "RequireAuthMiddleware")],
            parameters: ["app", "required_scopes", "resource_metadata_url"], scope: ["required_scopes"], result: .guardian, inbound: true,
            note: "Asks for an authenticated user and for every scope listed (middleware/bearer_auth.py)."),
        TokenAPI(
            library: "mcp", name: "OAuthAuthorizationServerProvider", kind: .settings,
            callees: [.subclass("mcp*", "OAuthAuthorizationServerProvider"), .constructor("mcp*", "ProviderTokenVerifier")],
            parameters: ["provider"],
            result: .guardian, inbound: true,
            note:
                "Expiry, PKCE and scopes of a code are the SDK's affair; copying `resource` into the token is the "
                + "program's (handlers/token.py)."
        ),
        TokenAPI(
            library: "mcp", name: "OAuthToken", kind: .issue, callees: [.constructor("mcp*", "OAuthToken")],
            parameters: ["access_token", "token_type", "expires_in", "scope", "refresh_token"], token: "access_token",
            lifetime: LifetimeOption([.init("expires_in")], omittedSeconds: nil), result: .none,
            note: "What the client is told; AccessToken.expires_at is what counts (server/auth/provider.py)."),
        TokenAPI(
            library: "mcp", name: "AccessToken", kind: .settings,
            callees: [.constructor("mcp*", "AccessToken"), .constructor("fastmcp*", "AccessToken")],
            parameters: ["token", "client_id", "scopes", "expires_at", "resource"], token: "token",
            audience: ClaimOption(["resource"], omitted: .open),
            lifetime: LifetimeOption([.init("expires_at", .deadline)], omittedSeconds: nil, nullSeconds: 0),
            result: .none,
            note:
                "Without `expires_at` the backend never refuses it; `resource` counts only with "
                + "`validate_token_resource` (server/auth/provider.py)."
        ),
        TokenAPI(
            library: "mcp", name: "RefreshToken", kind: .issue, callees: [.constructor("mcp*", "RefreshToken")],
            parameters: ["token", "client_id", "scopes", "expires_at"], token: "token",
            lifetime: LifetimeOption([.init("expires_at", .deadline)], omittedSeconds: 0, subject: .refresh), result: .none,
            note: "No `expires_at`: for ever (server/auth/provider.py)."),
        TokenAPI(
            library: "mcp", name: "AuthorizationCode", kind: .issue, callees: [.constructor("mcp*", "AuthorizationCode")],
            parameters: ["code", "scopes", "expires_at", "client_id", "code_challenge", "redirect_uri", "resource"],
            lifetime: LifetimeOption([.init("expires_at", .deadline)], omittedSeconds: nil, subject: .authorizationCode), result: .none,
            note: "`expires_at` is mandatory (server/auth/provider.py)."),
        TokenAPI(
            library: "mcp", name: "exchange_identity_assertion", kind: .settings, callees: [.constructor("mcp*", "AuthSettings")],
            parameters: ["identity_assertion_enabled"], when: [.true("identity_assertion_enabled")], result: .none, inbound: true,
            note: "The provider's override must verify signature, iss, aud, typ and jti by itself (server/auth/provider.py)."),
        TokenAPI(
            library: "mcp", name: "IntrospectionTokenVerifier", kind: .introspect,
            callees: [
                .constructor("mcp_simple_auth*", "IntrospectionTokenVerifier"),
                .member([], "IntrospectionTokenVerifier", labels: nil, importing: "mcp"),
            ], parameters: ["introspection_endpoint", "server_url", "validate_resource"],
            audience: ClaimOption(["server_url"], omitted: .open, on: [.true("validate_resource")]), issuer: .unsupported,
            expiry: ExpiryOption(.checkedIfPresent), result: .guardian, inbound: true,
            note:
                "A much copied example of the SDK: no audience unless `validate_resource=True`, and then by path "
                + "prefix (token_verifier.py:27)."
        ),
    ]

    /// mcpauth 0.1.1 and 0.2.0b1.
    static let mcpAuth: [TokenAPI] = [
        TokenAPI(
            library: "mcpauth", name: "bearer_auth_middleware", kind: .verify,
            callees: [.method("mcpauth*", "MCPAuth", "bearer_auth_middleware")],
            parameters: ["mode_or_verify", "audience", "required_scopes", "show_error_details", "leeway"],
            audience: ClaimOption(["audience"], omitted: .open), issuer: .fixed, algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, leeway: ("leeway", .seconds)), scope: ["required_scopes"], result: .guardian,
            inbound: true, keysBindIssuer: true,
            note: "`resource=` of 0.2 names the metadata, not an audience (middleware/create_bearer_auth.py:180)."),
        TokenAPI(
            library: "mcpauth", name: "create_verify_jwt", kind: .verify, callees: [.function("mcpauth*", "create_verify_jwt")],
            parameters: ["input", "algorithms", "leeway"], key: "input", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["algorithms"], omitted: .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, leeway: ("leeway", .seconds)), result: .guardian,
            note: "Switches aud and iss off; the middleware compares them later (utils/_create_verify_jwt.py:54)."),
    ]
}
