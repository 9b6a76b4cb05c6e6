extension Knowledge {
    /// The ready-made providers of fastmcp: one authorization server each.
    static let fastMCPProviders: [TokenAPI] = [
        fastMCPVerifier(
            "GitHubTokenVerifier", audience: .unsupported,
            note: "Asks the GitHub API who the user is: a token of any app passes, right only behind a proxy (providers/github.py)."),
        fastMCPProxy("GitHubProvider"),
        fastMCPVerifier(
            "GoogleTokenVerifier",
            audience: ClaimOption(["audience"], omitted: .open, emptyString: .open, emptyList: .open),
            versions: VersionRange(from: [4]), note: "`aud` is compared only where `audience` is given (providers/google.py)."),
        fastMCPVerifier(
            "GoogleTokenVerifier", audience: .unsupported, versions: VersionRange(below: [4]),
            note: "No audience option before 4."),
        fastMCPProxy("GoogleProvider"),
        fastMCPVerifier(
            "WorkOSTokenVerifier", audience: .unsupported, note: "Asks the userinfo endpoint only (providers/workos.py)."),
        fastMCPProxy("WorkOSProvider"),
        fastMCPVerifier(
            "HuggingFaceTokenVerifier", audience: .unsupported, note: "Asks whoami only (providers/huggingface.py)."),
        fastMCPProxy("HuggingFaceProvider"),
        fastMCPVerifier(
            "DiscordTokenVerifier", audience: ClaimOption(["expected_client_id"], omitted: .closed),
            note: "Compares the application's id (providers/discord.py)."),
        fastMCPProxy("DiscordProvider"),
        fastMCPVerifier(
            "ClerkTokenVerifier", audience: ClaimOption(["client_id"], omitted: .open),
            note: "The introspected client is compared only where `client_id` is given (providers/clerk.py)."),
        fastMCPProxy("ClerkProvider"),
        fastMCPRemote(
            "AuthKitProvider", parameters: ["authkit_domain", "base_url", "token_verifier"],
            audience: ClaimOption([], omitted: .fixed), unless: [.given("token_verifier")],
            note: "Binds the audience to the server's own URL; a `token_verifier` switches that off (providers/workos.py:380)."),
        fastMCPRemote(
            "Auth0MCPProvider", parameters: ["config_url", "base_url", "token_verifier"],
            audience: ClaimOption([], omitted: .fixed), unless: [.given("token_verifier")],
            note: "As AuthKitProvider (providers/auth0.py:267)."),
        fastMCPProxy(
            "Auth0Provider",
            note: "`audience` is mandatory; the client holds the proxy's own token (providers/auth0.py:91)."),
        fastMCPProxy(
            "AzureProvider",
            note: "The client holds the proxy's own token; the upstream's is compared with `client_id` (providers/azure.py)."),
        TokenAPI(
            library: "fastmcp", name: "AzureJWTVerifier", kind: .verify,
            callees: [.constructor("fastmcp*", "AzureJWTVerifier")],
            parameters: ["client_id", "tenant_id", "required_scopes", "identifier_uri", "base_authority"],
            audience: ClaimOption(["client_id", "identifier_uri"], omitted: .closed),
            issuer: ClaimOption(
                ["tenant_id"], omitted: .closed,
                off: [
                    Switch("tenant_id", .string("common")), Switch("tenant_id", .string("organizations")),
                    Switch("tenant_id", .string("consumers")),
                ]), algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent), result: .guardian,
            inbound: true, keysBindIssuer: true,
            note: "A tenant of `common`, `organizations` or `consumers` compares no issuer (providers/azure.py:781)."),
        TokenAPI(
            library: "fastmcp", name: "KeycloakAuthProvider", kind: .verify,
            callees: [.constructor("fastmcp*", "KeycloakAuthProvider")],
            parameters: ["realm_url", "base_url", "audience"],
            audience: ClaimOption(["audience"], omitted: .open, emptyString: .open, emptyList: .open), issuer: .fixed,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent), result: .guardian,
            inbound: true,
            keysBindIssuer: true, note: "No audience unless given (providers/keycloak.py:41)."),
        fastMCPRemote(
            "SupabaseProvider", parameters: ["project_url", "base_url", "algorithm"],
            audience: ClaimOption([], omitted: .open),
            note:
                "Compares with `authenticated`, which every token of the project carries: no binding to this server "
                + "(providers/supabase.py:113)."
        ),
        fastMCPRemote(
            "DescopeProvider", parameters: ["config_url", "project_id", "descope_base_url", "base_url"],
            audience: ClaimOption([], omitted: .fixed), note: "The audience is the whole project, not this server (providers/descope.py)."),
        fastMCPRemote(
            "ScalekitProvider", parameters: ["environment_url", "resource_id", "base_url"],
            audience: ClaimOption(["resource_id"], omitted: .closed), note: "`resource_id` is mandatory (providers/scalekit.py)."),
        fastMCPRemote(
            "PropelAuthProvider", parameters: ["auth_url", "introspection_client_id", "resource", "base_url"],
            audience: ClaimOption(["resource"], omitted: .open),
            note: "Introspects; compares only where `resource` is given (providers/propelauth.py)."),
        fastMCPProxy(
            "AWSCognitoProvider",
            note: "Access tokens of Cognito have no aud: its client_id is compared instead (providers/aws.py)."),
        TokenAPI(
            library: "fastmcp", name: "AWSCognitoTokenVerifier", kind: .verify,
            callees: [.constructor("fastmcp*", "AWSCognitoTokenVerifier")],
            parameters: ["jwks_uri", "issuer", "audience"],
            audience: ClaimOption(["audience"], omitted: .open), issuer: ClaimOption(["issuer"], omitted: .open),
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent), result: .guardian,
            inbound: true,
            keysBindIssuer: true, note: "`audience` is compared with the claim client_id (providers/aws.py)."),
        fastMCPProxy("OCIProvider", note: "`audience` concerns the upstream's token and may be None (providers/oci.py)."),
    ]

    private static func fastMCPVerifier(
        _ name: String, audience: ClaimOption, versions: VersionRange? = nil, note: String
    ) -> TokenAPI {
        TokenAPI(
            library: "fastmcp", name: name, kind: .introspect, callees: [.constructor("fastmcp*", name)],
            parameters: ["audience", "client_id", "expected_client_id", "required_scopes"], audience: audience, issuer: .unsupported,
            expiry: ExpiryOption(.checkedIfPresent), scope: ["required_scopes"], result: .guardian, inbound: true, versions: versions,
            note: note)
    }

    /// A provider built on the proxy: what its clients present was minted by it.
    private static func fastMCPProxy(
        _ name: String, note: String = "The client holds the proxy's own audience-bound token (oauth_proxy/proxy.py:1364)."
    ) -> TokenAPI {
        TokenAPI(
            library: "fastmcp", name: name, kind: .verify, callees: [.constructor("fastmcp*", name)],
            parameters: ["client_id", "client_secret", "base_url", "jwt_signing_key", "token_verifier"], key: "jwt_signing_key",
            audience: .fixed,
            issuer: .fixed, algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required),
            shields: ["token_verifier"],
            result: .guardian, inbound: true, note: note)
    }

    /// A provider that verifies the authorization server's own tokens.
    private static func fastMCPRemote(
        _ name: String, parameters: [String], audience: ClaimOption, unless: [Switch] = [], note: String
    ) -> TokenAPI {
        TokenAPI(
            library: "fastmcp", name: name, kind: .verify, callees: [.constructor("fastmcp*", name)],
            parameters: parameters, audience: audience, issuer: .fixed, algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent), unless: unless, result: .guardian, inbound: true, keysBindIssuer: true, note: note)
    }
}
