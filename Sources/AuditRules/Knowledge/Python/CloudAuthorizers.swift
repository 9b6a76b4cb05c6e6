extension Knowledge {
    /// Gateways of Amazon's cloud that verify a token before they call the program: requests of boto3 1.40 and constructs of aws-cdk-lib 2.
    static let cloudAuthorizers: [TokenAPI] = [
        cloudAuthorizer(
            "customJWTAuthorizer", audience: ["allowedAudience", "allowedClients"], issuer: ["discoveryUrl"],
            note: "Bedrock AgentCore: `aud` is compared with allowedAudience, client_id with allowedClients, each only where it is given."),
        cloudAuthorizer(
            "customJwt", audience: ["audience", "allowedAudience"], issuer: ["issuer", "discoveryUrl"],
            note: "The same under the name of its preview."),
        cloudAuthorizer(
            "JwtConfiguration", audience: ["Audience"], issuer: ["Issuer"],
            note: "API Gateway v2: `aud`, or client_id where there is no `aud`, must be in Audience."),
        TokenAPI(
            library: "aws-cdk-lib", name: "HttpJwtAuthorizer", kind: .settings,
            callees: [.constructor("aws_cdk*", "HttpJwtAuthorizer")], parameters: ["id", "jwt_issuer", "jwt_audience"],
            audience: ClaimOption(["jwt_audience"], omitted: .closed), issuer: ClaimOption(["jwt_issuer"], omitted: .closed),
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required), result: .guardian, inbound: true,
            keysBindIssuer: true, note: "Both are mandatory; keys come from the issuer's discovery document."),
    ]

    private static func cloudAuthorizer(_ key: String, audience: [OptionPath], issuer: [OptionPath], note: String) -> TokenAPI {
        TokenAPI(
            library: "boto3", name: key, kind: .settings, callees: [.setting(key, package: "boto3")],
            audience: ClaimOption(audience, omitted: .open, emptyList: .open), issuer: ClaimOption(issuer, omitted: .closed),
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.required), result: .guardian, inbound: true,
            keysBindIssuer: true, note: note)
    }
}
