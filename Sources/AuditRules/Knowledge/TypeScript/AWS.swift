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
        TokenAPI(
            library: "@aws-sdk/client-cognito-identity-provider", name: "GetUserCommand", kind: .introspect,
            callees: [.constructor("@aws-sdk/client-cognito-identity-provider", "GetUserCommand")], parameters: ["input"],
            token: "input.AccessToken", audience: .unsupported, issuer: .fixed, expiry: ExpiryOption(.required), inbound: false,
            keysBindIssuer: true,
            note:
                "Cognito answers for a token of any app client of the pool. Programs ask it about tokens of their own as well: that it decides "
                + "access is not assumed (API reference, GetUser)."),
        gatewayAuthorizer(
            "HttpJwtAuthorizer", parameters: ["id", "jwtIssuer", "props"], audience: "props.jwtAudience",
            issuer: ClaimOption(["jwtIssuer"], omitted: .closed)),
        gatewayAuthorizer(
            "HttpUserPoolAuthorizer", parameters: ["id", "pool", "props"], audience: "props.userPoolClients", issuer: .fixed),
    ]

    /// API Gateway verifies before any function of the program runs.
    private static func gatewayAuthorizer(_ type: String, parameters: [String], audience: OptionPath, issuer: ClaimOption) -> TokenAPI {
        TokenAPI(
            library: "aws-cdk-lib", name: type, kind: .verify,
            callees: [
                .constructor("aws-cdk-lib/aws-apigatewayv2-authorizers", type),
                .constructor("@aws-cdk/aws-apigatewayv2-authorizers-alpha", type),
            ], parameters: parameters, audience: ClaimOption([audience], omitted: .closed), issuer: issuer,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required), result: .guardian, inbound: true,
            keysBindIssuer: true,
            note: "Compares `aud`, or `client_id` where a token has none (API Gateway developer guide, JWT authorizers).")
    }

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
