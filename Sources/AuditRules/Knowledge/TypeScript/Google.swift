extension Knowledge {
    /// google-auth-library 10.5.0 (`googleapis/google-auth-library-nodejs`).
    static let google: [TokenAPI] = [
        TokenAPI(
            library: "google-auth-library", name: "OAuth2Client.verifyIdToken", kind: .verify,
            callees: googleClient("verifyIdToken"), parameters: ["options"], token: "options.idToken",
            audience: ClaimOption(["options.audience"], omitted: .open, emptyString: .closed), issuer: .fixed,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required), keysBindIssuer: true,
            note: "The client id given to the constructor is not the audience; errors hold the token (src/auth/oauth2client.ts:1226, 1552)."
        ),
        TokenAPI(
            library: "google-auth-library", name: "OAuth2Client.verifySignedJwtWithCertsAsync", kind: .verify,
            callees: googleClient("verifySignedJwtWithCertsAsync"),
            parameters: ["token", "certificates", "audience", "issuers", "maxExpiry"],
            token: "token", key: "certificates", audience: ClaimOption(["audience"], omitted: .open, emptyString: .closed),
            issuer: ClaimOption(["issuers"], omitted: .open), algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.required), note: "Below `verifyIdToken` (src/auth/oauth2client.ts:1427)."),
        TokenAPI(
            library: "google-auth-library", name: "OAuth2Client.getTokenInfo", kind: .introspect, callees: googleClient("getTokenInfo"),
            parameters: ["token"], token: "token", audience: .unsupported, issuer: .fixed, expiry: ExpiryOption(.required),
            note: "`aud` is answered, not compared: any app's token passes (src/auth/oauth2client.ts:1251)."),
        TokenAPI(
            library: "google-auth-library", name: "StsCredentials.exchangeToken", kind: .exchange,
            callees: [.method("google-auth-library*", "StsCredentials", "exchangeToken")], parameters: ["request", "headers", "options"],
            token: "request.subjectToken", payload: "request",
            audience: ClaimOption(["request.audience", "request.resource"], omitted: .open), scope: ["request.scope"], result: .token,
            inbound: false, note: "Audience, resource and scope are all optional (src/auth/stscredentials.ts:54)."),
    ]

    private static func googleClient(_ name: String) -> [Callee] {
        [
            .method("google-auth-library*", "OAuth2Client", name), .method("googleapis*", "google.auth.OAuth2", name),
            .member(["oauth2Client"], name, labels: nil, importing: "google-auth-library"),
            .member(["googleClient"], name, labels: nil, importing: "google-auth-library"),
        ]
    }

    /// firebase-admin 14.3.0 (`firebase/firebase-admin-node`).
    static let firebase: [TokenAPI] =
        ["verifyIdToken", "verifySessionCookie"].map { name in
            TokenAPI(
                library: "firebase-admin", name: name, kind: .verify, callees: firebaseAuth(name), parameters: ["token", "checkRevoked"],
                token: "token", audience: .fixed, issuer: .fixed, algorithms: AlgorithmOption([], omitted: .libraryDefault),
                expiry: ExpiryOption(.checkedIfPresent), inbound: true, keysBindIssuer: true,
                note:
                    "Audience and issuer are the project; FIREBASE_AUTH_EMULATOR_HOST makes it accept unsigned tokens (src/utils/jwt.ts:247)."
            )
        } + [
            TokenAPI(
                library: "firebase-admin", name: "createSessionCookie", kind: .issue, callees: firebaseAuth("createSessionCookie"),
                parameters: ["token", "options"], token: "token", audience: .fixed, issuer: .fixed,
                lifetime: LifetimeOption([.init("options.expiresIn", unit: .milliseconds)], omittedSeconds: nil, subject: .session),
                result: .token, note: "Milliseconds, mandatory, five minutes to 14 days (src/auth/auth-api-request.ts:83)."),
            TokenAPI(
                library: "firebase-admin", name: "createCustomToken", kind: .issue, callees: firebaseAuth("createCustomToken"),
                parameters: ["uid", "claims"], audience: .fixed, issuer: .fixed,
                lifetime: LifetimeOption([], omittedSeconds: 3600, subject: .identity), result: .token,
                note: "One hour, exchanged for an ID token by the client (src/auth/token-generator.ts:29)."),
        ]

    private static func firebaseAuth(_ name: String) -> [Callee] {
        [
            .method("firebase-admin*", "Auth", name), .method("firebase-admin*", "BaseAuth", name),
            .function("firebase-admin*", "auth().\(name)"),
            .function("firebase-admin/auth", "getAuth().\(name)"), .member(["auth"], name, labels: nil, importing: "firebase-admin"),
        ]
    }
}
