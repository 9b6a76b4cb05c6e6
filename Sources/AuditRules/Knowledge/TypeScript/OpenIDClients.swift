extension Knowledge {
    /// oauth4webapi 3.8.7 (`panva/oauth4webapi`).
    static let oauth4WebAPI: [TokenAPI] = [
        TokenAPI(
            library: "oauth4webapi", name: "validateJwtAccessToken", kind: .verify,
            callees: [.function("oauth4webapi", "validateJwtAccessToken")],
            parameters: ["server", "request", "audience", "options"], token: "request", key: "server.jwks_uri",
            audience: ClaimOption(["audience"], omitted: .closed), issuer: ClaimOption(["server.issuer", "server"], omitted: .closed),
            algorithms: AlgorithmOption(["options.signingAlgorithms"], omitted: .libraryDefault), expiry: ExpiryOption(.required),
            inbound: true, keysBindIssuer: true, note: "Demands `typ` at+jwt and every claim of RFC 9068 (src/index.ts:6446)."),
        TokenAPI(
            library: "oauth4webapi", name: "validateJwtAccessToken proof", kind: .dpopVerify,
            callees: [.function("oauth4webapi", "validateJwtAccessToken")], parameters: ["server", "request", "audience", "options"],
            token: "request", proofChecks: ProofCheckers.all(except: [.replay], on: [.true("options.requireDPoP")]), inbound: true,
            note: "A proof is checked where the scheme, `cnf.jkt` or a header asks for it; `jti` is not remembered (src/index.ts:6290)."),
        TokenAPI(
            library: "oauth4webapi", name: "introspectionRequest", kind: .introspect,
            callees: [.function("oauth4webapi", "introspectionRequest")],
            parameters: ["server", "client", "clientAuthentication", "token", "options"], token: "token", audience: .unsupported,
            issuer: .unsupported, expiry: ExpiryOption(.unchecked), result: .testable,
            note: "`active: false` is answered by `processIntrospectionResponse`, not thrown (src/index.ts:4938)."),
        TokenAPI(
            library: "oauth4webapi", name: "genericTokenEndpointRequest", kind: .exchange,
            callees: [.function("oauth4webapi", "genericTokenEndpointRequest")],
            parameters: ["server", "client", "clientAuthentication", "grantType", "request", "options"], token: "request.subject_token",
            payload: "request", audience: ClaimOption(["request.audience", "request.resource"], omitted: .open),
            when: [Switch("grantType", .string(GrantType.tokenExchange))], scope: ["request.scope"], result: .none, inbound: false,
            note: "Sends what it is given (src/index.ts:4638)."),
        TokenAPI(
            library: "oauth4webapi", name: "DPoP", kind: .dpopClient, callees: [.function("oauth4webapi", "DPoP")],
            parameters: ["client", "keyPair", "options"], key: "keyPair", proofChecks: ProofCheckers.made, result: .guardian,
            inbound: false,
            note: "Makes proofs, verifies none (src/index.ts)."),
    ]

    /// openid-client 6.8.7 and 5.7.1 (`panva/openid-client`).
    static let openIDClient: [TokenAPI] = [
        TokenAPI(
            library: "openid-client", name: "tokenIntrospection", kind: .introspect,
            callees: [.function("openid-client", "tokenIntrospection")],
            parameters: ["configuration", "token", "options"], token: "token", audience: .unsupported, issuer: .unsupported,
            expiry: ExpiryOption(.unchecked), result: .testable, versions: VersionRange(from: [6]),
            note: "`active: false` is an answer like any other (src/index.ts:4329)."),
        TokenAPI(
            library: "openid-client", name: "genericGrantRequest", kind: .exchange,
            callees: [.function("openid-client", "genericGrantRequest")],
            parameters: ["configuration", "grantType", "request", "options"], token: "request.subject_token", payload: "request",
            audience: ClaimOption(["request.audience", "request.resource"], omitted: .open),
            when: [Switch("grantType", .string(GrantType.tokenExchange))], scope: ["request.scope"], result: .token,
            inbound: false, versions: VersionRange(from: [6]), note: "Sends what it is given (src/index.ts:4425)."),
        TokenAPI(
            library: "openid-client", name: "getDPoPHandle", kind: .dpopClient, callees: [.function("openid-client", "getDPoPHandle")],
            parameters: ["configuration", "keyPair", "options"], key: "keyPair", proofChecks: ProofCheckers.made, result: .guardian,
            inbound: false, versions: VersionRange(from: [6]), note: "Makes a client's proofs, verifies none."),
        TokenAPI(
            library: "openid-client", name: "client.introspect", kind: .introspect,
            callees: [
                .method("openid-client", "Client", "introspect"),
                .member(["client"], "introspect", labels: nil, importing: "openid-client"),
            ],
            parameters: ["token", "hint"], token: "token", audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.unchecked),
            result: .testable, versions: VersionRange(below: [6]), note: "`active` is not looked at (v5.7.1:lib/client.js:1447)."),
        TokenAPI(
            library: "openid-client", name: "client.grant", kind: .exchange,
            callees: [.method("openid-client", "Client", "grant"), .member(["client"], "grant", labels: nil, importing: "openid-client")],
            parameters: ["request", "options"], token: "request.subject_token", payload: "request",
            audience: ClaimOption(["request.audience", "request.resource"], omitted: .open),
            when: [Switch("request.grant_type", .string(GrantType.tokenExchange))], scope: ["request.scope"], result: .token,
            inbound: false, versions: VersionRange(below: [6]), note: "Sends what it is given (v5.7.1:lib/client.js:1368)."),
    ]

    /// dpop 2.1.1 (`panva/dpop`).
    static let dpop: [TokenAPI] = [
        TokenAPI(
            library: "dpop", name: "generateProof", kind: .dpopClient,
            callees: [.function("dpop", "generateProof"), .function("dpop", "default")],
            parameters: ["keyPair", "uri", "method", "nonce", "accessToken", "claims"], token: "accessToken", key: "keyPair",
            payload: "claims",
            proofChecks: [
                .signature: .fixed, .type: .fixed, .algorithm: .fixed, .issuedAt: .fixed, .replay: .fixed,
                .uri: ClaimOption(["uri"], omitted: .closed), .method: ClaimOption(["method"], omitted: .closed),
                .accessTokenHash: ClaimOption(["accessToken"], omitted: .open),
            ], result: .token, inbound: false,
            note: "`ath` is left out when the access token is falsy; verifies nothing (src/index.ts:270).")
    ]

    /// @azure/msal-node, read from its callers only.
    static let msalNode: [TokenAPI] = [
        TokenAPI(
            library: "@azure/msal-node", name: "acquireTokenOnBehalfOf", kind: .exchange,
            callees: [
                .method("@azure/msal-node", "ConfidentialClientApplication", "acquireTokenOnBehalfOf"),
                .member([], "acquireTokenOnBehalfOf", labels: nil, importing: "@azure/msal-node"),
            ], parameters: ["request"], token: "request.oboAssertion", payload: "request",
            audience: ClaimOption(["request.scopes"], omitted: .closed), scope: ["request.scopes"], result: .token, inbound: false,
            note: "The resource is the prefix of the scopes; `.default` asks for all that was consented to.")
    ]
}

/// Grant types by which a call is told to be an exchange.
enum GrantType {
    static let tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange"
}

extension ProofCheckers {
    /// What a client library puts into a proof by itself.
    static let made: [ProofCheck: ClaimOption] = all(except: [.thumbprint])
}
