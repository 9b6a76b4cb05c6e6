extension Knowledge {
    /// kylef/JSONWebToken.swift 2.2.0 (`import JWT`, told from vapor/jwt by the labels).
    static let kylefJWT: [TokenAPI] = [
        kylefDecode("algorithm"), kylefDecode("algorithms"),
        TokenAPI(
            library: "JSONWebToken.swift", name: "JWT.encode", kind: .issue, callees: [.function("JWT", "encode")],
            parameters: ["claims", "algorithm", "headers"], key: "algorithm", payload: "claims",
            audience: ClaimOption(["claims.audience", "claims.aud"], omitted: .unknown),
            issuer: ClaimOption(["claims.issuer", "claims.iss"], omitted: .unknown),
            algorithms: AlgorithmOption(["algorithm"], omitted: .closed),
            lifetime: LifetimeOption([.init("claims.expiration", .deadline), .init("claims.exp", .deadline)], omittedSeconds: nil),
            result: .token,
            note: "Claims are given or built in a closure (Sources/JWT/Encode.swift)."),
    ]

    private static func kylefDecode(_ label: String) -> TokenAPI {
        TokenAPI(
            library: "JSONWebToken.swift", name: "JWT.decode(_:\(label):)", kind: .verify, callees: [.function("JWT", "decode")],
            parameters: ["token", label, "verify", "audience", "issuer", "leeway"], token: "token", key: label,
            audience: ClaimOption(["audience"], omitted: .open, off: [.false("verify")]),
            issuer: ClaimOption(["issuer"], omitted: .open, off: [.false("verify")]),
            algorithms: AlgorithmOption([label], omitted: .closed),
            expiry: ExpiryOption(.checkedIfPresent, off: [.false("verify")], leeway: ("leeway", .seconds)),
            signatureOff: [.false("verify")],
            when: [.given(label)], note: "`verify: false` skips the signature and every claim (Sources/JWT/Decode.swift:50).")
    }

    /// yourkarma/JWT 3.0.0-beta, the Objective-C builder.
    static let yourkarmaJWT: [TokenAPI] = [
        TokenAPI(
            library: "yourkarma/JWT", name: "decodeMessage", kind: .verify,
            callees: [
                .method("JWT", "JWTDecodingBuilder", "decodeMessage"), .method("JWT", "JWTBuilder", "decodeMessage"),
                .member([], "decodeMessage", labels: ["_"], importing: "JWT"),
            ], parameters: ["message"], token: "message", key: "chain:addHolder",
            audience: ClaimOption(["chain:claimsSetCoordinator"], omitted: .open),
            issuer: ClaimOption(["chain:claimsSetCoordinator"], omitted: .open),
            algorithms: AlgorithmOption(["chain:addHolder", "chain:algorithmName"], omitted: .closed),
            expiry: ExpiryOption(.checkedIfPresent, on: [.given("chain:claimsSetCoordinator")]), signatureOff: [.true("chain:options")],
            result: .testable,
            note: "Without a claims set coordinator no claim is read; `options(true)` skips the signature (JWTCoding+VersionThree.m).")
    ]
}
