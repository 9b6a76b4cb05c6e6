extension Knowledge {
    /// All entries for Swift, the most used library first.
    package static let swift: [TokenAPI] = [
        jwtKit, vaporJWT, hummingbirdAuth, fluentTokens, mcpSwiftSDK, kituraJWT, jwtDecodeSwift, kylefJWT, joseSwift, yourkarmaJWT,
        joseSwiftBeatt83,
        jwsetKit,
        swiftOAuthClients,
    ].flatMap { $0 }

    /// The packages that bring a module, as in a manifest's `url:` without the host: what a lock file says about a version.
    package static let swiftPackages: [String: [String]] = [
        "JWTKit": ["vapor/jwt-kit"], "Fluent": ["vapor/fluent"], "Authentication": ["vapor/auth"],
        "JWT": ["vapor/jwt", "kylef/JSONWebToken.swift", "yourkarma/JWT"], "SwiftJWT": ["Kitura/Swift-JWT"],
        "JWTDecode": ["auth0/JWTDecode.swift"], "JOSESwift": ["airsidemobile/JOSESwift"], "MCP": ["modelcontextprotocol/swift-sdk"],
        "HummingbirdAuth": ["hummingbird-project/hummingbird-auth"], "JSONWebToken": ["beatt83/jose-swift"],
        "JSONWebSignature": ["beatt83/jose-swift"], "jose_swift": ["beatt83/jose-swift"], "JWSETKit": ["amosavian/JWSETKit"],
        "OAuthenticator": ["ChimeHQ/OAuthenticator"], "Auth0": ["auth0/Auth0.swift"],
        "OpenID4VCI": ["eu-digital-identity-wallet/eudi-lib-ios-openid4vci-swift"], "OAuth": ["germ-network/AtprotoOAuth"],
        "OAuth2Auth": ["okta/okta-mobile-swift"], "AuthFoundation": ["okta/okta-mobile-swift"],
    ]
}
