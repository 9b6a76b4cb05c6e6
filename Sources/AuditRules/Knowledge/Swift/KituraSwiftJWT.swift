extension Knowledge {
    /// Kitura/Swift-JWT 4.0.2 (`import SwiftJWT`).
    static let kituraJWT: [TokenAPI] = [
        TokenAPI(
            library: "Swift-JWT", name: "JWT(jwtString:verifier:)", kind: .verify, callees: [.constructor("SwiftJWT", "JWT")],
            parameters: ["jwtString", "verifier"], token: "jwtString", key: "verifier", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["verifier"], omitted: .anyAndNone),
            expiry: ExpiryOption(.checkedIfPresent, on: [.given("chain:validateClaims")]),
            signatureOff: [Switch("verifier", .absent), Switch("verifier", .name("none"))], when: [.given("jwtString")],
            result: .member(["claims"]),
            note: "No `verifier:` means no signature check; `validateClaims()` is a second call (JWT.swift:65)."),
        TokenAPI(
            library: "Swift-JWT", name: "JWT.validateClaims", kind: .compare, callees: [.method("SwiftJWT", "JWT", "validateClaims")],
            parameters: ["leeway"], audience: .unsupported, issuer: .unsupported,
            expiry: ExpiryOption(.checkedIfPresent, leeway: ("leeway", .seconds)), result: .testable,
            note: "Does not throw: its answer must be compared with `.success`; aud and iss are never read (JWT.swift:117)."),
        TokenAPI(
            library: "Swift-JWT", name: "JWT.verify(_:using:)", kind: .verify, callees: [.method("SwiftJWT", "JWT", "verify")],
            parameters: ["jwt", "using"], token: "jwt", key: "using", audience: .unsupported, issuer: .unsupported,
            algorithms: AlgorithmOption(["using"], omitted: .closed), expiry: ExpiryOption(.unchecked),
            signatureOff: [Switch("using", .name("none"))], result: .boolean,
            note: "Signature only, and the answer must be tested (JWT.swift:107)."),
        TokenAPI(
            library: "Swift-JWT", name: "JWTDecoder.decode", kind: .verify, callees: [.method("SwiftJWT", "JWTDecoder", "decode")],
            parameters: ["type", "from", "fromString"], token: "fromString", key: "receiver:jwtVerifier", audience: .unsupported,
            issuer: .unsupported, algorithms: AlgorithmOption(["receiver:jwtVerifier", "receiver:keyIDToVerifier"], omitted: .closed),
            expiry: ExpiryOption(.unchecked), signatureOff: [Switch("receiver:jwtVerifier", .name("none"))], result: .member(["claims"]),
            note: "Signature only (JWTDecoder.swift:50)."),
        TokenAPI(
            library: "Swift-JWT", name: "JWT.sign(using:)", kind: .issue,
            callees: [.method("SwiftJWT", "JWT", "sign"), .method("SwiftJWT", "JWTEncoder", "encode")], parameters: ["using"], key: "using",
            payload: "receiver:claims", payloadTypes: ["ClaimsStandardJWT", "ClaimsMicroProfile", "ClaimsOpenID"],
            audience: ClaimOption(["receiver:claims.aud"], omitted: .open),
            issuer: ClaimOption(["receiver:claims.iss"], omitted: .open), algorithms: AlgorithmOption(["using"], omitted: .closed),
            lifetime: LifetimeOption([.init("receiver:claims.exp", .deadline)], omittedSeconds: 0), result: .token,
            note: "Every field of ClaimsStandardJWT may be nil (ClaimsExamples/ClaimsStandardJWT.swift)."),
    ]
}
