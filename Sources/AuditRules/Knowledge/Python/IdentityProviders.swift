extension Knowledge {
    /// okta-jwt-verifier 0.5.0.
    static let oktaJWTVerifier: [TokenAPI] = [
        TokenAPI(
            library: "okta-jwt-verifier", name: "AccessTokenVerifier.verify", kind: .verify,
            callees: [
                .method("okta_jwt_verifier*", "AccessTokenVerifier", "verify"),
                .method("okta_jwt_verifier*", "BaseJWTVerifier", "verify_access_token"),
                .method("okta_jwt_verifier*", "JWTVerifier", "verify_access_token"),
            ], parameters: ["token", "claims_to_verify"], receiverParameters: ["issuer", "audience"], token: "token",
            audience: ClaimOption(["receiver:audience"], omitted: .fixed, null: .closed, off: [Switch("claims_to_verify", .lacks("aud"))]),
            issuer: ClaimOption(["receiver:issuer"], omitted: .closed, off: [Switch("claims_to_verify", .lacks("iss"))]),
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, off: [Switch("claims_to_verify", .lacks("exp"))], leeway: ("receiver:leeway", .seconds)),
            result: .none,
            keysBindIssuer: true,
            note: "The default audience `api://default` is Okta's shared one "
                + "(okta_jwt_verifier/jwt_verifier.py:95)."),
        TokenAPI(
            library: "okta-jwt-verifier", name: "IDTokenVerifier.verify", kind: .verify,
            callees: [.method("okta_jwt_verifier*", "IDTokenVerifier", "verify")],
            parameters: ["token", "claims_to_verify", "nonce"], receiverParameters: ["issuer", "client_id", "audience"], token: "token",
            audience: ClaimOption(["receiver:client_id"], omitted: .closed),
            issuer: ClaimOption(["receiver:issuer"], omitted: .closed, off: [Switch("claims_to_verify", .lacks("iss"))]),
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required, off: [Switch("claims_to_verify", .lacks("exp"))]), result: .none, inbound: false,
            keysBindIssuer: true,
            note: "Without `client_id` everything is refused (jwt_verifier.py:492)."),
        TokenAPI(
            library: "okta-jwt-verifier", name: "parse_token", kind: .decode,
            callees: [
                .method("okta_jwt_verifier*", "JWTUtils", "parse_token"), .method("okta_jwt_verifier*", "BaseJWTVerifier", "parse_token"),
                .method("okta_jwt_verifier*", "AccessTokenVerifier", "parse_token"),
            ], parameters: ["token"], token: "token", note: "Read without any key (jwt_utils.py)."),
        TokenAPI(
            library: "okta-jwt-verifier", name: "verify_signature", kind: .verify,
            callees: [
                .method("okta_jwt_verifier*", "JWTUtils", "verify_signature"),
                .method("okta_jwt_verifier*", "BaseJWTVerifier", "verify_signature"),
            ], parameters: ["token", "okta_jwk"], token: "token", key: "okta_jwk", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.unchecked), result: .none,
            note: "Signature only; the claims need `verify_claims` (jwt_utils.py)."),
        TokenAPI(
            library: "okta-jwt-verifier", name: "verify_claims", kind: .compare,
            callees: [
                .method("okta_jwt_verifier*", "JWTUtils", "verify_claims"),
                .method("okta_jwt_verifier*", "BaseJWTVerifier", "verify_claims"),
            ],
            parameters: ["claims", "claims_to_verify", "audience", "issuer", "leeway"], token: "claims",
            audience: ClaimOption(["audience"], omitted: .closed, off: [Switch("claims_to_verify", .lacks("aud"))]),
            issuer: ClaimOption(["issuer"], omitted: .closed, off: [Switch("claims_to_verify", .lacks("iss"))]),
            expiry: ExpiryOption(.required, off: [Switch("claims_to_verify", .lacks("exp"))]), result: .none,
            note: "Claims only, whatever the signature (jwt_utils.py)."),
    ]

    /// python-keycloak 7.1.1, which hands its keywords to jwcrypto.
    static let pythonKeycloak: [TokenAPI] = [
        TokenAPI(
            library: "python-keycloak", name: "KeycloakOpenID.decode_token", kind: .verify,
            callees: [.method("keycloak*", "KeycloakOpenID", "decode_token"), .method("keycloak*", "KeycloakOpenID", "a_decode_token")],
            parameters: ["token", "validate"], token: "token", key: "key",
            audience: ClaimOption(["check_claims.aud"], omitted: .open, null: .presenceOnly, off: [.false("validate")]),
            issuer: ClaimOption(["check_claims.iss"], omitted: .open, null: .presenceOnly, off: [.false("validate")]),
            algorithms: AlgorithmOption(["algs"], omitted: .anyOfKeyType),
            expiry: ExpiryOption(
                .checkedIfPresent, off: [.given("check_claims"), .false("validate")], requires: ["check_claims.exp"],
                leeway: ("leeway", .seconds)),
            signatureOff: [.false("validate")], keysBindIssuer: true, versions: VersionRange(from: [4]),
            note: "`check_claims` without `exp` accepts expired tokens (keycloak/keycloak_openid.py:741)."),
        TokenAPI(
            library: "python-keycloak", name: "KeycloakOpenID.decode_token", kind: .verify,
            callees: [.method("keycloak*", "KeycloakOpenID", "decode_token"), .method("keycloak*", "KeycloakOpenID", "a_decode_token")],
            parameters: ["token", "key", "algorithms"], token: "token", key: "key",
            audience: ClaimOption(
                ["audience"], omitted: .closedIfPresent, claimAbsent: .open, off: [.false("options.verify_aud")],
                requires: ["options.require_aud"]), issuer: ClaimOption(["issuer"], omitted: .open, off: [.false("options.verify_iss")]),
            algorithms: AlgorithmOption(["algorithms"], omitted: .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, off: [.false("options.verify_exp")]),
            signatureOff: [.false("options.verify_signature")],
            versions: VersionRange(below: [4]), note: "Before 4 the keywords went to python-jose."),
        TokenAPI(
            library: "python-keycloak", name: "KeycloakOpenID.introspect", kind: .introspect,
            callees: [.method("keycloak*", "KeycloakOpenID", "introspect"), .method("keycloak*", "KeycloakOpenID", "a_introspect")],
            parameters: ["token", "rpt", "token_type_hint"], token: "token", audience: .unsupported, issuer: .unsupported,
            expiry: ExpiryOption(.checkedIfPresent), result: .testable,
            note: "The caller must test `active` and aud (keycloak_openid.py:680)."),
        TokenAPI(
            library: "python-keycloak", name: "KeycloakOpenID.userinfo", kind: .introspect,
            callees: [.method("keycloak*", "KeycloakOpenID", "userinfo"), .method("keycloak*", "KeycloakOpenID", "a_userinfo")],
            parameters: ["token"], token: "token", audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.checkedIfPresent),
            note: "Any token of the realm is good for it (keycloak_openid.py)."),
        TokenAPI(
            library: "python-keycloak", name: "KeycloakOpenID.exchange_token", kind: .exchange,
            callees: [
                .method("keycloak*", "KeycloakOpenID", "exchange_token"), .method("keycloak*", "KeycloakOpenID", "a_exchange_token"),
            ],
            parameters: [
                "token", "audience", "subject", "subject_token_type", "subject_issuer", "requested_issuer", "requested_token_type", "scope",
            ], token: "token", audience: ClaimOption(["audience"], omitted: .open), scope: ["scope"], result: .none,
            note: "Asks for a refresh token without audience unless told otherwise (keycloak_openid.py:459)."),
    ]

    /// MSAL 1.39.0, which validates no token at all since 1.38.
    static let msalPython: [TokenAPI] = [
        TokenAPI(
            library: "msal", name: "id_token_claims", kind: .decode,
            callees: [
                .method("msal*", "ConfidentialClientApplication", "acquire_token_by_authorization_code"),
                .method("msal*", "ConfidentialClientApplication", "acquire_token_by_auth_code_flow"),
                .method("msal*", "PublicClientApplication", "acquire_token_by_auth_code_flow"),
                .method("msal*", "PublicClientApplication", "acquire_token_interactive"),
            ], parameters: ["auth_code_flow", "auth_response", "scopes"], result: .member(["id_token_claims"]), inbound: false,
            note: "Read as it came from the token endpoint over TLS, unverified (msal/oauth2cli/oidc.py:204)."),
        TokenAPI(
            library: "msal", name: "acquire_token_on_behalf_of", kind: .exchange,
            callees: [.method("msal*", "ConfidentialClientApplication", "acquire_token_on_behalf_of")],
            parameters: ["user_assertion", "scopes"],
            token: "user_assertion", audience: ClaimOption(["scopes"], omitted: .closed), scope: ["scopes"], result: .none,
            note: "`scopes` name the downstream API; `/.default` is every permission of it (msal/application.py:2721)."),
    ]

    /// auth0-api-python 1.0.0b10.
    static let auth0APIPython: [TokenAPI] = [
        TokenAPI(
            library: "auth0-api-python", name: "ApiClient.verify_access_token", kind: .verify,
            callees: [.method("auth0_api_python*", "ApiClient", "verify_access_token")], parameters: ["access_token", "required_claims"],
            receiverParameters: ["options"],
            token: "access_token", audience: ClaimOption(["receiver:options.audience"], omitted: .closed),
            issuer: ClaimOption(["receiver:options.domain", "receiver:options.domains"], omitted: .closed),
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required), inbound: true, keysBindIssuer: true,
            note: "The audience is mandatory (auth0_api_python/api_client.py)."),
        TokenAPI(
            library: "auth0-api-python", name: "ApiClient.verify_request", kind: .verify,
            callees: [.method("auth0_api_python*", "ApiClient", "verify_request")], parameters: ["headers", "http_method", "http_url"],
            receiverParameters: ["options"],
            token: "headers", audience: ClaimOption(["receiver:options.audience"], omitted: .closed),
            issuer: ClaimOption(["receiver:options.domain", "receiver:options.domains"], omitted: .closed),
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required),
            proofChecks: auth0ProofChecks.merging([.thumbprint: .fixed]) { first, _ in first }, inbound: true, keysBindIssuer: true,
            note: "Bearer tokens pass unless `dpop_required=True`; a bound token is refused as Bearer (api_client.py)."),
        TokenAPI(
            library: "auth0-api-python", name: "ApiClient.verify_dpop_proof", kind: .dpopVerify,
            callees: [.method("auth0_api_python*", "ApiClient", "verify_dpop_proof")],
            parameters: ["access_token", "proof", "http_method", "http_url"], token: "proof",
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            proofChecks: auth0ProofChecks, inbound: true,
            note: "Keeps no jti: the same proof passes twice; jkt is compared in `verify_request` only (api_client.py:616)."),
        TokenAPI(
            library: "auth0-api-python", name: "ApiClient.get_token_by_exchange_profile", kind: .exchange,
            callees: [.method("auth0_api_python*", "ApiClient", "get_token_by_exchange_profile")],
            parameters: ["subject_token", "subject_token_type", "audience", "scope", "requested_token_type", "extra"],
            token: "subject_token",
            audience: ClaimOption(["audience"], omitted: .open), scope: ["scope"], result: .none, note: "api_client.py:769."),
        TokenAPI(
            library: "auth0-api-python", name: "ApiClient.get_token_on_behalf_of", kind: .exchange,
            callees: [.method("auth0_api_python*", "ApiClient", "get_token_on_behalf_of")],
            parameters: ["access_token", "audience", "scope"],
            token: "access_token", audience: ClaimOption(["audience"], omitted: .closed), scope: ["scope"], result: .none,
            note: "api_client.py:860."),
        TokenAPI(
            library: "auth0-api-python", name: "ApiClient.get_access_token_for_connection", kind: .exchange,
            callees: [.method("auth0_api_python*", "ApiClient", "get_access_token_for_connection")], parameters: ["options"],
            token: "options.access_token", audience: ClaimOption(["options.connection"], omitted: .closed), result: .none,
            note: "The connection names whose token is wanted (api_client.py)."),
    ]

    private static var auth0ProofChecks: [ProofCheck: ClaimOption] {
        [.signature: .fixed, .type: .fixed, .algorithm: .fixed, .method: .fixed, .uri: .fixed, .issuedAt: .fixed, .accessTokenHash: .fixed]
    }
}
