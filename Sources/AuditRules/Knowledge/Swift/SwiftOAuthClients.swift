extension Knowledge {
    /// Clients that make DPoP proofs or ask for tokens: none of them verifies anything for a server.
    static let swiftOAuthClients: [TokenAPI] = [
        proofMaker(
            "OAuthenticator", "DPoPSigner",
            [
                .method("OAuthenticator", "DPoPSigner", "buildProof"), .method("OAuthenticator", "DPoPSigner", "response"),
                .constructor("OAuthenticator", "DPoPSigner"),
            ], note: "Sources/OAuthenticator/DPoPSigner.swift."),
        proofMaker(
            "Auth0.swift", "DPoP.generateProof",
            [
                .method("Auth0", "DPoP", "generateProof"), .method("Auth0", "DPoP", "addHeaders"),
                .member([], "useDPoP", labels: nil, importing: "Auth0"),
            ], note: "Auth0/DPoP/DPoPProofGenerator.swift."),
        proofMaker(
            "eudi-openid4vci", "DPoPConstructor.jwt",
            [.method("OpenID4VCI", "DPoPConstructor", "jwt"), .constructor("OpenID4VCI", "DPoPConstructor")],
            note: "`htm` is always POST (Sources/DPoP/DPoPConstructor.swift)."),
        proofMaker(
            "AtprotoOAuth", "makeDpopSigner", [.member([], "makeDpopSigner", labels: nil, importing: "OAuth")],
            note: "A proof lives an hour (OAuth/DPoP/DpopSigner+P256.swift)."),
        TokenAPI(
            library: "okta-mobile-swift", name: "TokenExchangeFlow", kind: .exchange,
            callees: [.constructor("OAuth2Auth", "TokenExchangeFlow")],
            parameters: ["client", "context"], audience: ClaimOption(["context.audience", "audience"], omitted: .open), result: .none,
            inbound: false, note: "The default audience is Okta's shared `api://default` (TokenExchangeFlow.swift:22)."),
        TokenAPI(
            library: "okta-mobile-swift", name: "JWT.validate(using:)", kind: .verify,
            callees: [
                .method("AuthFoundation", "JWT", "validate"), .member([], "validate", labels: ["using"], importing: "AuthFoundation"),
            ],
            parameters: ["using"], key: "using", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.unchecked), result: .boolean, inbound: false,
            note: "Signature only, and the answer must be tested (Sources/AuthFoundation/JWT/JWT.swift)."),
        TokenAPI(
            library: "okta-mobile-swift", name: "JWT(_:)", kind: .decode, callees: [.constructor("AuthFoundation", "JWT")],
            parameters: ["token"], token: "token", unless: [.given("chain:validate")], inbound: false, note: "Parses only (JWT.swift)."),
    ]

    private static func proofMaker(_ library: String, _ name: String, _ callees: [Callee], note: String) -> TokenAPI {
        TokenAPI(library: library, name: name, kind: .dpopClient, callees: callees, result: .token, inbound: false, note: note)
    }
}
