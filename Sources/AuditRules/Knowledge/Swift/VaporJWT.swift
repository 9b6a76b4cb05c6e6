extension Knowledge {
    /// vapor/jwt 5.1.2 and 4: `req.jwt`.
    static let vaporJWT: [TokenAPI] = [
        TokenAPI(
            library: "vapor/jwt", name: "req.jwt.verify", kind: .verify,
            callees: [.member(["jwt"], "verify", labels: nil, importing: "JWT")],
            parameters: ["message", "as"], payload: "as", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.unchecked),
            unless: vendorTokens.map { Switch("as", .name($0)) }, inbound: true,
            note:
                "Takes the request's bearer token when no message is given; a dropped result is still a "
                + "verification (Request+JWT.swift:13)."
        ),
        vaporProvider("google", issuer: .fixed, note: "Neither the argument nor the setting: any Google client (JWT+Google.swift:38)."),
        vaporProvider("apple", issuer: .fixed, note: "JWT+Apple.swift:33."),
        vaporProvider(
            "microsoft", issuer: ClaimOption([], omitted: .open),
            note: "The tenant is never compared: tid is for the program (JWT+Microsoft.swift:33)."),
        vaporProvider(
            "firebaseAuth",
            issuer: ClaimOption(["applicationIdentifier", "setting:jwt.firebaseAuth.applicationIdentifier"], omitted: .open),
            note: "The issuer follows from the project given (JWT+FirebaseAuth.swift:33)."),
        TokenAPI(
            library: "vapor/jwt", name: "JWTAuthenticator", kind: .verify,
            callees: [
                .subclass("JWT", "JWTAuthenticator"), .subclass("JWT", "AsyncJWTAuthenticator"),
                .method("JWT", "JWTPayload", "authenticator"),
            ], payload: "self.Payload", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType),
            expiry: ExpiryOption(.unchecked), anonymous: TokenAPI.Admission(byDefault: true, off: [.given("chain:guardMiddleware")]),
            result: .guardian, inbound: true,
            note: "Requests without a token pass unless `guardMiddleware()` follows (JWTAuthenticator.swift)."),
        TokenAPI(
            library: "vapor/jwt", name: "req.jwt.sign", kind: .issue, callees: [.member(["jwt"], "sign", labels: nil, importing: "JWT")],
            parameters: ["payload", "kid", "header"], payload: "payload",
            audience: ClaimOption(["payload.aud", "payload.audience"], omitted: .unknown),
            issuer: ClaimOption(["payload.iss", "payload.issuer"], omitted: .unknown),
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            lifetime: LifetimeOption(jwtKitDeadlines("payload"), omittedSeconds: 0), result: .token,
            note: "What the payload holds (Request+JWT.swift:34)."),
        TokenAPI(
            library: "vapor/jwt", name: "JWT(from:verifiedUsing:)", kind: .verify, callees: [.constructor("JWT", "JWT")],
            parameters: ["from", "verifiedUsing"], token: "from", key: "verifiedUsing", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.unchecked), when: [.given("verifiedUsing")],
            result: .member(["payload"]), versions: VersionRange(below: [4]),
            note: "JWT 3, of Vapor 3: the payload's `verify(using:)` is called."),
        TokenAPI(
            library: "vapor/jwt", name: "JWT(unverifiedFrom:)", kind: .decode, callees: [.constructor("JWT", "JWT")],
            parameters: ["unverifiedFrom"], token: "unverifiedFrom", when: [.given("unverifiedFrom")], result: .member(["payload"]),
            versions: VersionRange(below: [4]), note: "JWT 3: read without a key."),
        TokenAPI(
            library: "vapor/jwt", name: "JWT.sign(using:)", kind: .issue, callees: [.method("JWT", "JWT", "sign")], parameters: ["using"],
            key: "using", payload: "receiver:payload", lifetime: LifetimeOption(jwtKitDeadlines("receiver:payload"), omittedSeconds: nil),
            result: .token, versions: VersionRange(below: [4]), note: "JWT 3: what the payload holds."),
    ]

    private static func vaporProvider(_ name: String, issuer: ClaimOption, note: String) -> TokenAPI {
        TokenAPI(
            library: "vapor/jwt", name: "req.jwt.\(name).verify", kind: .verify,
            callees: [.member(["jwt", name], "verify", labels: nil, importing: "JWT")],
            parameters: ["message", "applicationIdentifier", "gSuiteDomainName"],
            audience: ClaimOption(["applicationIdentifier", "setting:jwt.\(name).applicationIdentifier"], omitted: .open), issuer: issuer,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required), keysBindIssuer: true, note: note)
    }
}
