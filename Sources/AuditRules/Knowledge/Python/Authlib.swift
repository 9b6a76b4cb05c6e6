extension Knowledge {
    /// Authlib 1.9.9: `authlib.jose`, whose `decode` checks the signature and leaves every claim to `.validate()` on the result.
    static let authlibJose: [TokenAPI] = [
        authlibDecode(
            "jwt.decode", [.function("authlib.jose.jwt", "decode")], AlgorithmOption([], omitted: .anyOfKeyType),
            VersionRange(from: [1, 3, 1]),
            note: "Signature only until `claims.validate()`; the global instance mixes HS* with RS* (authlib/jose/rfc7519/jwt.py:80)."),
        authlibDecode(
            "jwt.decode", [.function("authlib.jose.jwt", "decode")], AlgorithmOption([], omitted: .any), VersionRange(below: [1, 3, 1]),
            note: "Before 1.3.1 an HMAC could be made with a public key."),
        authlibDecode(
            "JsonWebToken.decode", [.method("authlib.jose*", "JsonWebToken", "decode")],
            AlgorithmOption(["receiver:algorithms"], omitted: .anyOfKeyType), nil,
            note: "`JsonWebToken(None)` takes every registered algorithm (jwt.py:42, rfc7515/jws.py:269)."),
        TokenAPI(
            library: "Authlib", name: "JsonWebSignature.deserialize_compact", kind: .verify,
            callees: [.method("authlib.jose*", "JsonWebSignature", "deserialize_compact")], parameters: ["s", "key", "decode"],
            receiverParameters: ["algorithms"], token: "s",
            key: "key",
            audience: .unsupported, issuer: .unsupported, algorithms: AlgorithmOption(["receiver:algorithms"], omitted: .anyOfKeyType),
            expiry: ExpiryOption(.unchecked), result: .member(["payload"]), note: "Signature only (rfc7515/jws.py:42)."),
        TokenAPI(
            library: "Authlib", name: "jwt.encode", kind: .issue,
            callees: [.function("authlib.jose.jwt", "encode"), .method("authlib.jose*", "JsonWebToken", "encode")],
            parameters: ["header", "payload", "key"], key: "key", payload: "payload",
            audience: ClaimOption(["payload.aud"], omitted: .open),
            issuer: ClaimOption(["payload.iss"], omitted: .open), algorithms: AlgorithmOption(["header.alg"], omitted: .closed),
            lifetime: LifetimeOption([.init("payload.exp", .deadline)], omittedSeconds: 0), result: .token,
            note: "The header stands first; no claim is added (authlib/jose/rfc7519/jwt.py)."),
    ]

    /// Authlib's OAuth 2 server and client parts.
    static let authlibOAuth: [TokenAPI] = [
        TokenAPI(
            library: "Authlib", name: "rfc9068.JWTBearerTokenValidator", kind: .verify,
            callees: [.constructor("authlib.oauth2.rfc9068*", "JWTBearerTokenValidator")], parameters: ["issuer", "resource_server"],
            audience: ClaimOption(["resource_server"], omitted: .closed, null: .open), issuer: ClaimOption(["issuer"], omitted: .closed),
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required), result: .guardian, inbound: true,
            note: "`resource_server=None` takes any audience; claims are read in `validate_token` (rfc9068/token_validator.py:87)."),
        TokenAPI(
            library: "Authlib", name: "rfc7523.JWTBearerTokenValidator", kind: .verify,
            callees: [.constructor("authlib.oauth2.rfc7523*", "JWTBearerTokenValidator")], parameters: ["public_key", "issuer"],
            key: "public_key",
            audience: .unsupported, issuer: ClaimOption(["issuer"], omitted: .open),
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType),
            expiry: ExpiryOption(.required, leeway: ("leeway", .seconds)), result: .guardian, inbound: true,
            note: "Same name as the class of RFC 9068, without any audience (rfc7523/validator.py:47)."),
        TokenAPI(
            library: "Authlib", name: "IntrospectTokenValidator", kind: .introspect,
            callees: [.subclass("authlib.oauth2.rfc7662*", "IntrospectTokenValidator")], audience: .unsupported, issuer: .unsupported,
            expiry: ExpiryOption(.unchecked), result: .guardian, inbound: true,
            note: "Only `active` and the scope are read: audience is for `introspect_token` to compare (rfc7662/token_validator.py:28)."),
        TokenAPI(
            library: "Authlib", name: "BearerTokenValidator", kind: .verify,
            callees: [.subclass("authlib*", "BearerTokenValidator"), .constructor("authlib*", "BearerTokenValidator")],
            audience: .unsupported,
            issuer: .unsupported, expiry: ExpiryOption(.required), result: .guardian, inbound: true,
            note: "Reads the token from the program's own store: expiry, revocation and scope, no audience (rfc6750/validator.py)."),
        TokenAPI(
            library: "Authlib", name: "ResourceProtector", kind: .settings, callees: [.constructor("authlib*", "ResourceProtector")],
            result: .guardian, inbound: true,
            note: "The registered validator decides; no scope named means any scope (oauth2/rfc6749/resource_protector.py)."),
        TokenAPI(
            library: "Authlib", name: "parse_id_token", kind: .verify,
            callees: [.member([], "parse_id_token", labels: nil, importing: "authlib")],
            parameters: ["token", "nonce", "claims_options", "claims_cls", "leeway"], token: "token",
            audience: ClaimOption(["claims_options.aud.value", "claims_options.aud.values"], omitted: .fixed),
            issuer: ClaimOption(["claims_options.iss.value", "claims_options.iss.values"], omitted: .fixed),
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.required, leeway: ("leeway", .seconds)),
            inbound: false,
            keysBindIssuer: true, note: "The issuer is compared only where the metadata name one (base_client/sync_openid.py:64)."),
        TokenAPI(
            library: "Authlib", name: "authorize_access_token", kind: .verify,
            callees: [.member([], "authorize_access_token", labels: nil, importing: "authlib")], parameters: ["request"],
            audience: ClaimOption(["claims_options.aud.value", "claims_options.aud.values"], omitted: .fixed),
            issuer: ClaimOption(["claims_options.iss.value", "claims_options.iss.values"], omitted: .fixed),
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.required), result: .member(["userinfo"]),
            inbound: false,
            keysBindIssuer: true, note: "Trades the code for tokens and parses the ID token (base_client/sync_openid.py:64)."),
        TokenAPI(
            library: "Authlib", name: "rfc9068.JWTBearerTokenGenerator", kind: .issue,
            callees: [
                .constructor("authlib.oauth2.rfc9068*", "JWTBearerTokenGenerator"),
                .subclass("authlib.oauth2.rfc9068*", "JWTBearerTokenGenerator"),
            ], parameters: ["issuer", "alg", "refresh_token_generator", "expires_generator"], audience: ClaimOption([], omitted: .unknown),
            issuer: ClaimOption(["issuer"], omitted: .closed), algorithms: AlgorithmOption(["alg"], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("expires_generator")], omittedSeconds: 864_000), result: .guardian,
            note: "Ten days by default; `aud` is the client's id unless `get_audiences` says otherwise (rfc6750/token.py:26)."),
        TokenAPI(
            library: "Authlib", name: "BearerTokenGenerator", kind: .issue,
            callees: [.constructor("authlib.oauth2.rfc6750*", "BearerTokenGenerator")],
            parameters: ["access_token_generator", "refresh_token_generator", "expires_generator"],
            lifetime: LifetimeOption([.init("expires_generator")], omittedSeconds: 864_000), result: .guardian,
            note: "Ten days for codes, passwords and client credentials, an hour for the others (rfc6750/token.py:26)."),
        TokenAPI(
            library: "Authlib", name: "OAUTH2_TOKEN_EXPIRES_IN", kind: .settings,
            callees: [.setting("OAUTH2_TOKEN_EXPIRES_IN", package: "Authlib")],
            lifetime: LifetimeOption(
                [.init("authorization_code"), .init("password"), .init("client_credentials"), .init("implicit"), .init("value")],
                omittedSeconds: 864_000), result: .none, note: "Seconds by grant type (rfc6750/token.py:45)."),
        TokenAPI(
            library: "Authlib", name: "rfc7523.JWTBearerTokenGenerator", kind: .issue,
            callees: [.constructor("authlib.oauth2.rfc7523*", "JWTBearerTokenGenerator")], parameters: ["secret_key", "issuer", "alg"],
            key: "secret_key", audience: .unsupported, issuer: ClaimOption(["issuer"], omitted: .open),
            algorithms: AlgorithmOption(["alg"], omitted: .libraryDefault), lifetime: LifetimeOption([], omittedSeconds: 3600),
            result: .guardian,
            note: "The token carries no aud (rfc7523/token.py)."),
        TokenAPI(
            library: "Authlib", name: "sign_jwt_bearer_assertion", kind: .issue,
            callees: [
                .function("authlib.oauth2.rfc7523*", "sign_jwt_bearer_assertion"),
                .function("authlib.oauth2.rfc7523*", "private_key_jwt_sign"),
                .function("authlib.oauth2.rfc7523*", "client_secret_jwt_sign"),
            ], parameters: ["key", "issuer", "audience", "subject", "issued_at", "expires_at"], key: "key",
            audience: ClaimOption(["audience"], omitted: .closed), issuer: ClaimOption(["issuer"], omitted: .closed),
            algorithms: AlgorithmOption(["alg", "header.alg"], omitted: .closed),
            lifetime: LifetimeOption([.init("expires_in"), .init("expires_at", .deadline)], omittedSeconds: 3600, subject: .other),
            result: .token,
            inbound: false, note: "A client's assertion (rfc7523/assertion.py)."),
        TokenAPI(
            library: "Authlib", name: "AssertionClient", kind: .issue,
            callees: [
                .constructor("authlib.integrations*", "AssertionClient"), .constructor("authlib.integrations*", "AsyncAssertionClient"),
                .constructor("authlib.integrations*", "AssertionSession"),
            ], parameters: ["token_endpoint", "issuer", "subject", "audience"], audience: ClaimOption(["audience"], omitted: .open),
            issuer: ClaimOption(["issuer"], omitted: .closed), lifetime: LifetimeOption([], omittedSeconds: 3600, subject: .other),
            result: .none,
            inbound: false, note: "Signs an assertion for each token request (rfc7521/client.py)."),
        TokenAPI(
            library: "Authlib", name: "fetch_token", kind: .exchange,
            callees: [.member([], "fetch_token", labels: nil, importing: "authlib")],
            parameters: ["url"], token: "subject_token", audience: ClaimOption(["audience", "resource"], omitted: .open),
            when: [Switch("grant_type", .string("urn:ietf:params:oauth:grant-type:token-exchange"))], scope: ["scope"], result: .none,
            note: "There is no RFC 8693 code in the library: the arguments are the form's fields."),
    ]

    private static func authlibDecode(
        _ name: String, _ callees: [Callee], _ algorithms: AlgorithmOption, _ versions: VersionRange?, note: String
    ) -> TokenAPI {
        let validated: [Switch] = [.given("chain:validate")]
        func claim(_ name: String) -> ClaimOption {
            ClaimOption(
                ["claims_options.\(name).value", "claims_options.\(name).values"], omitted: .open, emptyList: .open, claimAbsent: .open,
                on: validated, requires: ["claims_options.\(name).essential"])
        }
        return TokenAPI(
            library: "Authlib", name: name, kind: .verify, callees: callees,
            parameters: ["s", "key", "claims_cls", "claims_options", "claims_params"],
            receiverParameters: ["algorithms"], token: "s", key: "key", audience: claim("aud"),
            issuer: claim("iss"), algorithms: algorithms,
            expiry: ExpiryOption(.checkedIfPresent, on: validated, requires: ["claims_options.exp.essential"]), versions: versions,
            note: note)
    }
}
