extension Knowledge {
    /// auth0/JWTDecode.swift 4.0.0.
    static let jwtDecodeSwift: [TokenAPI] = [
        TokenAPI(
            library: "JWTDecode.swift", name: "decode(jwt:)", kind: .decode, callees: [.function("JWTDecode", "decode")],
            parameters: ["jwt"],
            token: "jwt",
            note: "Never verifies; `.expired` is false without exp; its error's description holds the token (JWTDecodeError.swift).")
    ]

    /// airsidemobile/JOSESwift 3.0.0: signatures, no claims.
    static let joseSwift: [TokenAPI] = [
        TokenAPI(
            library: "JOSESwift", name: "JWS(compactSerialization:)", kind: .decode, callees: [.constructor("JOSESwift", "JWS")],
            parameters: ["compactSerialization"], token: "compactSerialization", when: [.given("compactSerialization")],
            unless: [.given("chain:validate"), .given("chain:isValid")], result: .member(["payload"]),
            note: "Parses only (JWS/JWS.swift)."),
        TokenAPI(
            library: "JOSESwift", name: "JWS.validate(using:)", kind: .verify,
            callees: [.method("JOSESwift", "JWS", "validate"), .member([], "validate", labels: ["using"], importing: "JOSESwift")],
            parameters: ["using"], key: "using", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["using.signatureAlgorithm", "using.verifyingAlgorithm"], omitted: .closed),
            expiry: ExpiryOption(.unchecked),
            result: .member(["payload"]), note: "Signature only; an algorithm taken from the header pins nothing (Verifier.swift:32)."),
        TokenAPI(
            library: "JOSESwift", name: "JWS.isValid(for:)", kind: .verify,
            callees: [.method("JOSESwift", "JWS", "isValid"), .member([], "isValid", labels: ["for"], importing: "JOSESwift")],
            parameters: ["for"], key: "for", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["for.signatureAlgorithm", "for.verifyingAlgorithm"], omitted: .closed),
            expiry: ExpiryOption(.unchecked),
            result: .boolean, note: "Signature only, and the answer must be tested (JWS/JWS.swift)."),
    ]
}
