extension Knowledge {
    /// amosavian/JWSETKit 2.2.0, the one Swift library that verifies DPoP proofs.
    static let jwsetKit: [TokenAPI] = [
        TokenAPI(
            library: "JWSETKit", name: "JSONWebToken.verify(using:for:)", kind: .verify,
            callees: [
                .method("JWSETKit", "JSONWebToken", "verify"), .member([], "verify", labels: ["using", "for"], importing: "JWSETKit"),
                .member([], "verify", labels: ["using"], importing: "JWSETKit"),
            ], parameters: ["using", "for"], key: "using", audience: ClaimOption(["for"], omitted: .open), issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.checkedIfPresent), result: .none,
            note: "The audience is the label `for`, nil by default (Entities/JWT/JWTPayload.swift:85)."),
        TokenAPI(
            library: "JWSETKit", name: "verifyAuthorizationToken", kind: .verify,
            callees: [.member([], "verifyAuthorizationToken", labels: nil, importing: "JWSETKit")], parameters: ["using", "for"],
            key: "using",
            audience: ClaimOption(["for"], omitted: .open), issuer: .unsupported, algorithms: AlgorithmOption([], omitted: .anyOfKeyType),
            expiry: ExpiryOption(.checkedIfPresent), inbound: true, note: "On the request itself (Network/HTTPTypes.swift:35)."),
        TokenAPI(
            library: "JWSETKit", name: "verifySignature(using:)", kind: .verify,
            callees: [
                .method("JWSETKit", "JSONWebToken", "verifySignature"),
                .member([], "verifySignature", labels: ["using"], importing: "JWSETKit"),
                .member([], "verifySignature", labels: ["using", "strict"], importing: "JWSETKit"),
            ], parameters: ["using", "strict"], key: "using", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.unchecked), result: .none,
            note: "Signature only; `strict: false` is looser still (JWTPayload.swift)."),
        TokenAPI(
            library: "JWSETKit", name: "JSONWebToken(from:)", kind: .decode, callees: [.constructor("JWSETKit", "JSONWebToken")],
            parameters: ["from"], token: "from", when: [.given("from")],
            unless: [.given("chain:verify"), .given("chain:verifySignature")], note: "Parses only (JWTPayload.swift)."),
        TokenAPI(
            library: "JWSETKit", name: "addBase", kind: .issue, callees: [.member([], "addBase", labels: nil, importing: "JWSETKit")],
            parameters: ["issuer", "audience", "subject", "expiresIn"], audience: ClaimOption(["audience"], omitted: .open),
            issuer: ClaimOption(["issuer"], omitted: .open), lifetime: LifetimeOption([.init("expiresIn")], omittedSeconds: nil),
            result: .none,
            note: "Seconds (JWTPayload.swift)."),
        TokenAPI(
            library: "JWSETKit", name: "DPoPProof.verify", kind: .dpopVerify,
            callees: [
                .method("JWSETKit", "DPoPProof", "verify"), .member([], "verifyDPoPProof", labels: nil, importing: "JWSETKit"),
                .member([], "verify", labels: ["method", "url"], importing: "JWSETKit"),
                .member([], "verify", labels: ["method", "url", "accessToken"], importing: "JWSETKit"),
                .member([], "verify", labels: ["method", "url", "accessToken", "nonce"], importing: "JWSETKit"),
            ], parameters: ["method", "url", "accessToken", "nonce", "currentDate"],
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType),
            proofChecks: [
                .signature: .fixed, .type: .fixed, .algorithm: .fixed, .method: .fixed, .uri: .fixed,
                .issuedAt: ClaimOption([], omitted: .presenceOnly), .accessTokenHash: ClaimOption(["accessToken"], omitted: .open),
            ], result: .none, inbound: true,
            note: "A proof of the future is refused, one of last year is not; jti is not remembered (Entities/DPoP/DPoP.swift:186)."),
        TokenAPI(
            library: "JWSETKit", name: "DPoPProof.verifyBinding", kind: .dpopVerify,
            callees: [
                .method("JWSETKit", "DPoPProof", "verifyBinding"),
                .member([], "verifyBinding", labels: ["accessToken"], importing: "JWSETKit"),
            ],
            parameters: ["accessToken"], token: "accessToken", proofChecks: [.thumbprint: .fixed], result: .none, inbound: true,
            note: "Compares cnf.jkt (DPoP.swift:246)."),
    ]
}
