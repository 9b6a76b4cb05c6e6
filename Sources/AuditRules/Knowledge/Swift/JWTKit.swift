extension Knowledge {
    /// vapor/jwt-kit 5.7.1 and 4.13.5. The library compares no claim: the payload type's `verify(using:)` does, or nobody.
    static let jwtKit: [TokenAPI] = [
        TokenAPI(
            library: "jwt-kit", name: "JWTKeyCollection.verify", kind: .verify,
            callees: jwtMethods(["JWTKeyCollection", "JWTSigners", "JWTSigner"], "verify")
                + jwtMembers("verify", [["_", "as"], ["_", "as", "iteratingKeys"]]), parameters: ["token", "as", "iteratingKeys"],
            token: "token",
            payload: "as", keysAreAdded: true, audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType),
            expiry: ExpiryOption(.unchecked), unless: vendorTokens.map { Switch("as", .name($0)) },
            note: "The registered key fixes the algorithm; an unknown kid falls back to the default key (JWTKeyCollection.swift:255)."),
        identityToken("AppleIdentityToken", issuer: .fixed, note: "Compares no audience (Vendor/AppleIdentityToken.swift:85)."),
        identityToken("GoogleIdentityToken", issuer: .fixed, note: "Compares no audience (Vendor/GoogleIdentityToken.swift:139)."),
        identityToken(
            "MicrosoftIdentityToken", issuer: ClaimOption([], omitted: .open),
            note: "The issuer is rebuilt from the token's own tid: any tenant passes (Vendor/MicrosoftIdentityToken.swift:149)."),
        identityToken(
            "FirebaseAuthIdentityToken", issuer: ClaimOption([], omitted: .open),
            note: "The issuer is rebuilt from the token's own aud: any project passes (Vendor/FirebaseAuthIdentityToken.swift:122)."),
        TokenAPI(
            library: "jwt-kit", name: "JWTKeyCollection.unverified", kind: .decode,
            callees: jwtMethods(["JWTKeyCollection", "JWTSigners", "JWTSigner"], "unverified") + jwtMembers("unverified", [["_", "as"]]),
            parameters: ["token", "as"], token: "token", payload: "as",
            note: "Neither the signature nor the payload's own `verify` (JWTKeyCollection.swift:221)."),
        TokenAPI(
            library: "jwt-kit", name: "DefaultJWTParser.parse", kind: .decode, callees: jwtMethods(["DefaultJWTParser"], "parse"),
            parameters: ["token", "as"], token: "token", payload: "as", result: .member(["payload"]),
            note: "What the collection calls before it verifies (JWTParser.swift:53)."),
        TokenAPI(
            library: "jwt-kit", name: "JWTPayload", kind: .verify,
            callees: [.subclass("JWTKit", "JWTPayload"), .subclass("JWT", "JWTPayload")],
            audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.unchecked), result: .none,
            note:
                "Its `verify(using:)` is the only place where claims are compared; an optional claim passes when "
                + "missing (JWTPayload.swift)."
        ),
        TokenAPI(
            library: "jwt-kit", name: "addUnsecuredNone", kind: .settings,
            callees: jwtMethods(["JWTKeyCollection"], "addUnsecuredNone")
                + [
                    .member([], "addUnsecuredNone", labels: nil, importing: "JWTKit"),
                    .member([], "addUnsecuredNone", labels: nil, importing: "JWT"),
                    .member([], "unsecuredNone", labels: nil, importing: "JWTKit"),
                    .member([], "unsecuredNone", labels: nil, importing: "JWT"),
                ], parameters: ["kid"], algorithms: AlgorithmOption([], omitted: .anyAndNone), result: .none,
            note: "From then on the collection accepts unsigned tokens (None/JWTKeyCollection+UnsecuredNone.swift:31)."),
        TokenAPI(
            library: "jwt-kit", name: "X5CVerifier.verifyJWS", kind: .verify,
            callees: jwtMethods(["X5CVerifier"], "verifyJWS")
                + [
                    .member([], "verifyJWS", labels: nil, importing: "JWTKit"), .member([], "verifyJWS", labels: nil, importing: "JWT"),
                ], parameters: ["token", "as"], token: "token", payload: "as", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.unchecked),
            note: "The chain of certificates, then the payload's own `verify` (X5C/X5CVerifier.swift:95)."),
        TokenAPI(
            library: "jwt-kit", name: "JWTKeyCollection.sign", kind: .issue,
            callees: jwtMethods(["JWTKeyCollection", "JWTSigners", "JWTSigner"], "sign")
                + jwtMembers("sign", [["_"], ["_", "kid"], ["_", "kid", "header"], ["_", "header"]]),
            parameters: ["payload", "kid", "header"],
            payload: "payload", keysAreAdded: true, audience: ClaimOption(["payload.aud", "payload.audience"], omitted: .unknown),
            issuer: ClaimOption(["payload.iss", "payload.issuer"], omitted: .unknown),
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            lifetime: LifetimeOption(jwtKitDeadlines("payload"), omittedSeconds: 0), result: .token,
            note: "What the payload holds: no claim is added (JWTKeyCollection.swift:312)."),
        keyRegistration(
            "JWTSigners.use", "use", [["_"], ["_", "kid"], ["_", "kid", "isDefault"], ["_", "isDefault"]], types: ["JWTSigners"],
            receiver: ["signers"], parameters: ["signer", "kid", "isDefault"], key: "signer.key",
            note: "jwt-kit 4: `.hs256(key:)` and the like (JWTSigners.swift)."),
        keyRegistration(
            "JWTKeyCollection.add(hmac:)", "add",
            [
                ["hmac", "digestAlgorithm"], ["hmac", "digestAlgorithm", "kid"],
                ["hmac", "digestAlgorithm", "kid", "parser", "serializer"],
            ],
            types: [], parameters: ["hmac", "digestAlgorithm", "kid"], key: "hmac", note: "jwt-kit 5 (HMAC/JWTKeyCollection+HMAC.swift)."),
        keyRegistration(
            "JWTKeyCollection.add(ecdsa:)", "add", [["ecdsa"], ["ecdsa", "kid"]], types: [], parameters: ["ecdsa", "kid"], key: "ecdsa.pem",
            note: "jwt-kit 5 (ECDSA/JWTKeyCollection+ECDSA.swift)."),
        TokenAPI(
            library: "jwt-kit", name: "ExpirationClaim", kind: .settings,
            callees: [.constructor("JWTKit", "ExpirationClaim"), .constructor("JWT", "ExpirationClaim")], parameters: ["value"],
            lifetime: LifetimeOption([.init("value.value", .deadline), .init("value", .deadline)], omittedSeconds: nil), result: .none,
            note: "A date (Claims/ExpirationClaim.swift)."),
    ]

    static let vendorTokens: [String] = [
        "AppleIdentityToken", "GoogleIdentityToken", "MicrosoftIdentityToken", "FirebaseAuthIdentityToken",
    ]

    /// Names under which payloads keep their expiry, as `ExpirationClaim(value: date)` or as a date.
    static func jwtKitDeadlines(_ payload: String) -> [LifetimeOption.Source] {
        ["exp", "expiration", "expirationTime", "expiresAt", "expireAt"].flatMap { name in
            [.init("\(payload).\(name).value", .deadline), .init("\(payload).\(name)", .deadline)]
        }
    }

    /// JWTKit's types are exported by vapor/jwt as well.
    static func jwtMethods(_ types: [String], _ name: String) -> [Callee] {
        types.flatMap { [.method("JWTKit", $0, name), .method("JWT", $0, name)] }
    }

    static func jwtMembers(_ name: String, _ labels: [[String]], of receiver: [String] = []) -> [Callee] {
        labels.flatMap {
            [.member(receiver, name, labels: $0, importing: "JWTKit"), .member(receiver, name, labels: $0, importing: "JWT")]
        }
    }

    /// A key that a collection signs and verifies with from then on.
    private static func keyRegistration(
        _ name: String, _ method: String, _ labels: [[String]], types: [String], receiver: [String] = [], parameters: [String],
        key: OptionPath, note: String
    ) -> TokenAPI {
        TokenAPI(
            library: "jwt-kit", name: name, kind: .settings, callees: jwtMethods(types, method) + jwtMembers(method, labels, of: receiver),
            parameters: parameters, key: key, result: .none, note: note)
    }

    private static func identityToken(_ type: String, issuer: ClaimOption, note: String) -> TokenAPI {
        TokenAPI(
            library: "jwt-kit", name: "verify(as: \(type))", kind: .verify,
            callees: jwtMethods(["JWTKeyCollection", "JWTSigners"], "verify") + jwtMembers("verify", [["_", "as"], ["as"]]),
            parameters: ["token", "as", "iteratingKeys"], token: "token", payload: "as", audience: .unsupported, issuer: issuer,
            algorithms: AlgorithmOption([], omitted: .anyOfKeyType), expiry: ExpiryOption(.required), when: [Switch("as", .name(type))],
            note: note)
    }
}
