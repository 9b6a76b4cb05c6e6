extension Knowledge {
    /// aws-jwt-verify 5.1.1 (`awslabs/aws-jwt-verify`).
    static let aws: [TokenAPI] = [
        awsVerifier(
            "JwtVerifier", audience: "audience", issuer: awsClaim("issuer"),
            note: "Left out, the call to `verify` throws; a literal null switches the comparison off (src/assert.ts:92)."),
        awsVerifier(
            "JwtRsaVerifier", audience: "audience", issuer: awsClaim("issuer"), note: "The former name of `JwtVerifier` (src/jwt-rsa.ts)."),
        awsVerifier(
            "CognitoJwtVerifier", audience: "clientId", issuer: .fixed,
            note: "`clientId` is compared with `aud` of ID tokens and `client_id` of access tokens; null is open, for `tokenUse` too "
                + "(src/cognito-verifier.ts:157)."),
        awsVerifier("AlbJwtVerifier", audience: "clientId", issuer: awsClaim("issuer"), note: "null is open (src/alb-verifier.ts:285)."),
        TokenAPI(
            library: "aws-jwt-verify", name: "verifyJwt", kind: .verify, callees: [.function("aws-jwt-verify*", "verifyJwt")],
            parameters: ["token", "jwksUri", "options"], token: "token", key: "jwksUri", audience: awsClaim("audience"),
            issuer: awsClaim("issuer"),
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, leeway: ("options.graceSeconds", .seconds)), keysBindIssuer: true,
            note: "As the verifier classes (src/jwt.ts:225)."),
        TokenAPI(
            library: "aws-jwt-verify", name: "decomposeUnverifiedJwt", kind: .decode,
            callees: [.function("aws-jwt-verify*", "decomposeUnverifiedJwt")], parameters: ["token"], token: "token",
            result: .member(["payload"]), note: "Verifies nothing (src/jwt.ts:142)."),
    ]

    private static func awsVerifier(_ type: String, audience: String, issuer: ClaimOption, note: String) -> TokenAPI {
        TokenAPI(
            library: "aws-jwt-verify", name: "\(type).create", kind: .verify, callees: [.function("aws-jwt-verify*", "\(type).create")],
            parameters: ["options"], token: "chain:verify", key: "options.jwksUri", audience: awsClaim(audience), issuer: issuer,
            algorithms: AlgorithmOption([], omitted: .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, leeway: ("options.graceSeconds", .seconds)), result: .guardian, inbound: true,
            keysBindIssuer: true, note: note)
    }

    private static func awsClaim(_ name: String) -> ClaimOption {
        ClaimOption(["options.\(name)"], omitted: .closed, null: .open, emptyString: .closed, emptyList: .closed)
    }
}
