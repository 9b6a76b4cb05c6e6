extension Knowledge {
    /// fastmcp 4.1.2, 3.4.11, 2.14.0 and 2.10.6: verifiers, proxies and issuers of the server package.
    static let fastMCP: [TokenAPI] = [
        TokenAPI(
            library: "fastmcp", name: "JWTVerifier", kind: .verify, callees: [.constructor("fastmcp*", "JWTVerifier")],
            parameters: ["public_key", "jwks_uri", "issuer", "audience", "algorithm", "required_scopes"], key: "public_key",
            audience: ClaimOption(["audience"], omitted: .open, emptyString: .open, emptyList: .open),
            issuer: ClaimOption(["issuer"], omitted: .open, emptyString: .open, emptyList: .open),
            algorithms: AlgorithmOption(["algorithm"], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent),
            scope: ["required_scopes"], result: .guardian,
            inbound: true, keysBindIssuer: true, versions: VersionRange(from: [3]),
            note: "\"\" and [] count as None; RS256 unless told otherwise; `nbf` is never read (server/auth/providers/jwt.py:580)."),
        TokenAPI(
            library: "fastmcp", name: "JWTVerifier", kind: .verify, callees: [.constructor("fastmcp*", "JWTVerifier")],
            parameters: ["public_key", "jwks_uri", "issuer", "audience", "algorithm", "required_scopes"], key: "public_key",
            audience: ClaimOption(
                ["audience", "environment:FASTMCP_SERVER_AUTH_JWT_AUDIENCE"], omitted: .open, emptyString: .open, emptyList: .open),
            issuer: ClaimOption(
                ["issuer", "environment:FASTMCP_SERVER_AUTH_JWT_ISSUER"], omitted: .open, emptyString: .open, emptyList: .open),
            algorithms: AlgorithmOption(["algorithm"], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent),
            scope: ["required_scopes"], result: .guardian,
            inbound: true, keysBindIssuer: true, versions: VersionRange(below: [3]),
            note:
                "2.x takes what is left out from FASTMCP_SERVER_AUTH_JWT_AUDIENCE, _ISSUER and their like "
                + "(JWTVerifierSettings of 2.14.0)."),
        TokenAPI(
            library: "fastmcp", name: "BearerAuthProvider", kind: .verify,
            callees: [.constructor("fastmcp*", "BearerAuthProvider"), .constructor("fastmcp*", "EnvBearerAuthProvider")],
            parameters: ["public_key", "jwks_uri", "issuer", "algorithm", "audience", "required_scopes"], key: "public_key",
            audience: ClaimOption(["audience"], omitted: .open, emptyString: .open, emptyList: .open),
            issuer: ClaimOption(["issuer"], omitted: .open, emptyString: .open, emptyList: .open),
            algorithms: AlgorithmOption(["algorithm"], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent),
            scope: ["required_scopes"], result: .guardian,
            inbound: true, keysBindIssuer: true, versions: VersionRange(below: [2, 14]),
            note: "Predecessor of JWTVerifier (2.10.6 server/auth/providers/bearer.py:334)."),
        TokenAPI(
            library: "fastmcp", name: "StaticTokenVerifier", kind: .verify, callees: [.constructor("fastmcp*", "StaticTokenVerifier")],
            parameters: ["tokens", "required_scopes"], key: "tokens", audience: .notApplicable, expiry: ExpiryOption(.checkedIfPresent),
            scope: ["required_scopes"], result: .guardian, inbound: true,
            note: "A table of tokens written in the program, for development (providers/jwt.py)."),
        TokenAPI(
            library: "fastmcp", name: "DebugTokenVerifier", kind: .decode, callees: [.constructor("fastmcp*", "DebugTokenVerifier")],
            parameters: ["validate", "client_id", "scopes", "required_scopes"], audience: .unsupported, issuer: .unsupported,
            expiry: ExpiryOption(.unchecked), scope: ["required_scopes"], result: .guardian, inbound: true,
            note: "Accepts every non-empty string unless `validate` refuses, and copies the token into the claims "
                + "(providers/debug.py:58)."),
        introspectionVerifier(
            ClaimOption(["audience"], omitted: .open, emptyString: .closed, emptyList: .closed), VersionRange(from: [4]),
            note: "`audience` is new in 4; the issuer is never compared (providers/introspection.py:145)."),
        introspectionVerifier(.unsupported, VersionRange(below: [4]), note: "Before 4 no audience is looked at."),
        TokenAPI(
            library: "fastmcp", name: "TokenVerifier", kind: .verify, callees: [.subclass("fastmcp*", "TokenVerifier")],
            audience: .unsupported,
            issuer: .unsupported, algorithms: AlgorithmOption([], omitted: .unknown), expiry: ExpiryOption(.unchecked), result: .testable,
            inbound: true, note: "A verifier of the program's own: the body of `verify_token` is all there is (server/auth/auth.py)."),
        TokenAPI(
            library: "fastmcp", name: "RemoteAuthProvider", kind: .settings, callees: [.constructor("fastmcp*", "RemoteAuthProvider")],
            parameters: ["token_verifier", "authorization_servers", "base_url"], result: .guardian, inbound: true,
            note: "Publishes metadata for `base_url` and compares no token with it: `token_verifier` decides (server/auth/auth.py)."),
        TokenAPI(
            library: "fastmcp", name: "MultiAuth", kind: .settings, callees: [.constructor("fastmcp*", "MultiAuth")],
            parameters: ["server", "verifiers"], result: .guardian, inbound: true,
            note: "The first verifier that accepts wins, so the weakest decides (server/auth/auth.py)."),
        TokenAPI(
            library: "fastmcp", name: "OAuthProxy", kind: .verify,
            callees: [.constructor("fastmcp*", "OAuthProxy"), .subclass("fastmcp*", "OAuthProxy")],
            parameters: [
                "upstream_authorization_endpoint", "upstream_token_endpoint", "upstream_client_id", "upstream_client_secret",
                "token_verifier",
                "base_url", "jwt_signing_key", "fastmcp_access_token_expiry_seconds", "fallback_access_token_expiry_seconds",
            ], key: "jwt_signing_key", audience: .fixed, issuer: .fixed, algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required),
            lifetime: LifetimeOption(
                [.init("fastmcp_access_token_expiry_seconds"), .init("fallback_access_token_expiry_seconds")], omittedSeconds: nil),
            shields: ["token_verifier"], result: .guardian, inbound: true,
            note:
                "Mints its own audience-bound HS256 token; lives as long as the upstream's, else 1 h, else a year "
                + "(oauth_proxy/models.py:28)."
        ),
        TokenAPI(
            library: "fastmcp", name: "OAuthProxy refresh token", kind: .settings, callees: [.constructor("fastmcp*", "OAuthProxy")],
            parameters: ["fallback_refresh_token_expiry_seconds"],
            lifetime: LifetimeOption([.init("fallback_refresh_token_expiry_seconds")], omittedSeconds: 31_536_000, subject: .refresh),
            when: [.given("fallback_refresh_token_expiry_seconds")], result: .none, inbound: true,
            note: "A year where the upstream says nothing (oauth_proxy/models.py:33)."),
        TokenAPI(
            library: "fastmcp", name: "OIDCProxy", kind: .verify,
            callees: [.constructor("fastmcp*", "OIDCProxy"), .subclass("fastmcp*", "OIDCProxy")],
            parameters: [
                "config_url", "client_id", "client_secret", "audience", "token_verifier", "algorithm", "base_url", "jwt_signing_key",
            ],
            key: "jwt_signing_key", audience: .fixed, issuer: .fixed, algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required), shields: ["token_verifier"], result: .guardian, inbound: true,
            note:
                "The client holds the proxy's own token; `audience` only concerns the upstream's, unchecked when "
                + "None (oidc_proxy.py:455)."),
        TokenAPI(
            library: "fastmcp", name: "InMemoryOAuthProvider", kind: .issue, callees: [.constructor("fastmcp*", "InMemoryOAuthProvider")],
            parameters: ["base_url"], audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.checkedIfPresent),
            lifetime: LifetimeOption([], omittedSeconds: 3600), result: .guardian, inbound: true,
            note: "A test double; refresh tokens never expire (providers/in_memory.py:25)."),
        TokenAPI(
            library: "fastmcp", name: "JWTIssuer.issue_access_token", kind: .issue,
            callees: [.method("fastmcp*", "JWTIssuer", "issue_access_token")],
            parameters: ["client_id", "scopes", "jti", "expires_in"], receiverParameters: ["issuer", "audience", "signing_key"],
            key: "receiver:signing_key",
            audience: ClaimOption(["receiver:audience"], omitted: .closed), issuer: ClaimOption(["receiver:issuer"], omitted: .closed),
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("expires_in")], omittedSeconds: 3600),
            result: .token, note: "HS256 (server/auth/jwt_issuer.py)."),
        TokenAPI(
            library: "fastmcp", name: "JWTIssuer.issue_refresh_token", kind: .issue,
            callees: [.method("fastmcp*", "JWTIssuer", "issue_refresh_token")],
            parameters: ["client_id", "scopes", "jti", "expires_in"], receiverParameters: ["issuer", "audience", "signing_key"],
            key: "receiver:signing_key",
            audience: ClaimOption(["receiver:audience"], omitted: .closed), issuer: ClaimOption(["receiver:issuer"], omitted: .closed),
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("expires_in")], omittedSeconds: nil, subject: .refresh), result: .token,
            note: "HS256 (server/auth/jwt_issuer.py)."),
        TokenAPI(
            library: "fastmcp", name: "JWTIssuer.verify_token", kind: .verify, callees: [.method("fastmcp*", "JWTIssuer", "verify_token")],
            parameters: ["token"], receiverParameters: ["issuer", "audience", "signing_key"], token: "token", key: "receiver:signing_key",
            audience: .fixed, issuer: .fixed,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required),
            note: "Compares iss, aud, exp and the kind of token (server/auth/jwt_issuer.py)."),
        TokenAPI(
            library: "fastmcp", name: "IdentityAssertion", kind: .exchange, callees: [.constructor("fastmcp*", "IdentityAssertion")],
            parameters: ["trusted_issuers", "audience", "access_token_expiry_seconds", "algorithm", "algorithms"],
            audience: ClaimOption(["audience"], omitted: .fixed), issuer: ClaimOption(["trusted_issuers"], omitted: .closed),
            algorithms: AlgorithmOption(["algorithms", "algorithm"], omitted: .libraryDefault), expiry: ExpiryOption(.required),
            lifetime: LifetimeOption([.init("access_token_expiry_seconds")], omittedSeconds: 300), result: .guardian, inbound: true,
            note: "Compares with its own issuer URL by default; jti is kept against replay (server/auth/identity_assertion.py:81)."),
        TokenAPI(
            library: "fastmcp", name: "RSAKeyPair.create_token", kind: .issue, callees: [.method("fastmcp*", "RSAKeyPair", "create_token")],
            parameters: ["subject", "issuer", "audience", "scopes", "expires_in_seconds", "additional_claims", "kid"],
            audience: ClaimOption(["audience"], omitted: .open), issuer: ClaimOption(["issuer"], omitted: .open),
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("expires_in_seconds")], omittedSeconds: 3600),
            result: .token, note: "Meant for tests (providers/jwt.py:143)."),
        TokenAPI(
            library: "fastmcp", name: "create_proxy", kind: .passthrough,
            callees: [
                .function("fastmcp*", "create_proxy"), .method("fastmcp*", "FastMCP", "as_proxy"),

                .constructor("fastmcp*", "FastMCPProxy"),
            ], parameters: ["target"], unless: [.false("forward_incoming_headers")], result: .none, inbound: true,
            note:
                "Copies the caller's Authorization header to HTTP backends unless `forward_incoming_headers=False` "
                + "(providers/proxy.py:105)."
        ),
        TokenAPI(
            library: "fastmcp", name: "ProxyClient", kind: .passthrough,
            callees: [.constructor("fastmcp*", "ProxyClient"), .constructor("fastmcp*", "StatefulProxyClient")],
            parameters: ["transport"], unless: [.false("forward_incoming_headers")], result: .none, inbound: true,
            note: "Forwards by default as well (providers/proxy.py:1721)."),
    ]

    private static func introspectionVerifier(_ audience: ClaimOption, _ versions: VersionRange, note: String) -> TokenAPI {
        TokenAPI(
            library: "fastmcp", name: "IntrospectionTokenVerifier", kind: .introspect,
            callees: [.constructor("fastmcp*", "IntrospectionTokenVerifier")],
            parameters: ["introspection_url", "client_id", "client_secret", "audience", "cache_ttl_seconds"], audience: audience,
            issuer: .unsupported, expiry: ExpiryOption(.checkedIfPresent), result: .guardian, inbound: true, versions: versions, note: note)
    }
}
