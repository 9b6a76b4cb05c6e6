extension Knowledge {
    /// jwt-decode 4.0.0 (`auth0/jwt-decode`).
    static let jwtDecode: [TokenAPI] = [
        TokenAPI(
            library: "jwt-decode", name: "jwtDecode", kind: .decode,
            callees: [.function("jwt-decode", "jwtDecode"), .function("jwt-decode", "default"), .function("jwt-decode", "jwt_decode")],
            parameters: ["token", "options"], token: "token", unless: [.true("options.header")],
            note: "Verifies nothing, not even that there are three parts (lib/index.ts:64)."),
        TokenAPI(
            library: "jwt-decode", name: "jwtDecode header", kind: .decode,
            callees: [.function("jwt-decode", "jwtDecode"), .function("jwt-decode", "default"), .function("jwt-decode", "jwt_decode")],
            parameters: ["token", "options"], token: "token", when: [.true("options.header")], result: .none, note: "The header only."),
    ]

    /// @auth0/auth0-api-js 1.6.1 (`auth0/auth0-auth-js`).
    static let auth0APIJavaScript: [TokenAPI] = [
        TokenAPI(
            library: "@auth0/auth0-api-js", name: "ApiClient", kind: .settings, callees: [.constructor("@auth0/auth0-api-js", "ApiClient")],
            parameters: ["options"], audience: ClaimOption(["options.audience"], omitted: .closed),
            issuer: ClaimOption(["options.domain", "options.domains"], omitted: .closed), result: .guardian,
            note: "Audience and domain are mandatory (packages/auth0-api-js/src/api-client.ts:125)."),
        TokenAPI(
            library: "@auth0/auth0-api-js", name: "ApiClient.verifyAccessToken", kind: .verify, callees: auth0Client("verifyAccessToken"),
            parameters: ["request"], receiverParameters: ["options"], token: "request.accessToken",
            audience: ClaimOption(["receiver:options.audience"], omitted: .closed),
            issuer: ClaimOption(["receiver:options.domain", "receiver:options.domains"], omitted: .closed),
            algorithms: AlgorithmOption(["receiver:options.algorithms", "request.algorithms"], omitted: .libraryDefault),
            expiry: ExpiryOption(.required), inbound: true, keysBindIssuer: true,
            note: "`exp` and `iat` are mandatory (packages/auth0-api-js/src/api-client.ts:330)."),
        TokenAPI(
            library: "@auth0/auth0-api-js", name: "ApiClient.verifyAccessToken proof", kind: .dpopVerify,
            callees: auth0Client("verifyAccessToken"), parameters: ["request"], receiverParameters: ["options"], token: "request.dpopProof",
            when: [Switch("request.dpopProof", .present)],
            proofChecks: ProofCheckers.all(except: [.replay], on: [Switch("receiver:options.dpop.mode", .string("required"))]),
            inbound: true,
            note:
                "Mode 'allowed' by default: bearer tokens pass as well. `jti` is not remembered (packages/auth0-api-js/src/dpop-api.ts:132)."
        ),
        TokenAPI(
            library: "@auth0/auth0-api-js", name: "ApiClient.getTokenOnBehalfOf", kind: .exchange,
            callees: auth0Client("getTokenOnBehalfOf"),
            parameters: ["token", "options"], token: "token", payload: "options",
            audience: ClaimOption(["options.audience"], omitted: .closed), scope: ["options.scope"], result: .token, inbound: false,
            note: "The audience is demanded by type (packages/auth0-api-js/src/api-client.ts:595)."),
        TokenAPI(
            library: "@auth0/auth0-api-js", name: "ApiClient.getTokenByExchangeProfile", kind: .exchange,
            callees: auth0Client("getTokenByExchangeProfile"), parameters: ["token", "options"], token: "token", payload: "options",
            audience: ClaimOption(["options.audience"], omitted: .open), scope: ["options.scope"], result: .token, inbound: false,
            note: "The audience is optional (packages/auth0-api-js/src/types.ts:189)."),
        TokenAPI(
            library: "@auth0/auth0-api-js", name: "ApiClient.getAccessTokenForConnection", kind: .exchange,
            callees: auth0Client("getAccessTokenForConnection"), parameters: ["options"], token: "options.accessToken", payload: "options",
            audience: ClaimOption(["options.connection"], omitted: .closed), result: .token, inbound: false,
            note: "The connection is the target; audience and resource are refused (packages/auth0-api-js/src/api-client.ts:595)."),
    ]

    private static func auth0Client(_ name: String) -> [Callee] {
        [.method("@auth0/auth0-api-js", "ApiClient", name), .member(["apiClient"], name, labels: nil, importing: "@auth0/auth0-api-js")]
    }

    /// jwks-rsa 4.1.0 (`auth0/node-jwks-rsa`): keys only, no claim is looked at.
    static let jwksRSAKeys: [KeySource] = [
        KeySource(
            library: "jwks-rsa",
            callees: ["expressJwtSecret", "passportJwtSecret", "koaJwtSecret", "hapiJwt2Key", "hapiJwt2KeyAsync"].map {
                .function("jwks-rsa", $0)
            },
            parameters: ["options"], address: "options.jwksUri", gives: .fixedKeySet, isAsymmetric: true,
            note: "Symmetric header algorithms are refused (src/integrations/config.js:1)."),
        KeySource(
            library: "jwks-rsa",
            callees: [.function("jwks-rsa", "default"), .function("jwks-rsa", "jwksClient"), .constructor("jwks-rsa", "JwksClient")],
            parameters: ["options"], address: "options.jwksUri", gives: .fixedKeySet,
            note: "`getSigningKey` looks at `kid` alone; without one a single key is given (src/JwksClient.js:71)."),
    ]
}
