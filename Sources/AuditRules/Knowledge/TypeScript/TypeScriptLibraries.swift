extension Knowledge {
    /// Entries of JavaScript and TypeScript libraries.
    static let typeScript: [TokenAPI] = {
        let families: [[TokenAPI]] = [
            jose, jsonWebToken, expressJWT, expressOAuth2JWTBearer, expressOAuth2DPoP, koaJWT, passportJWT, passportAzureAD, nest,
            fastify, fastJWT, hono, mcpTypeScriptSDK, fastMCPTypeScript, aws, google, firebase, jwtDecode, auth0APIJavaScript, okta,
            njwt, clerk, supabase, scalekit, descope, oauth4WebAPI, openIDClient, dpop, msalNode, oidcProvider, nodeOAuthServer,
            betterAuth, nextAuth, workersOAuthProvider, cloudflareWorkerJWT, mcpAuthJavaScript, mcpHandler, mcpUse, xmcp, hapi,
            hapiAuthJWT2, djwt, jwtSimple, jws, jsrsasign, elysia, solid, atproto, cookies, azureIdentityTypeScript,
        ]
        return families.flatMap { $0 }
    }()

    /// Where JavaScript and TypeScript programs take keys from.
    package static let typeScriptKeySources: [KeySource] = joseKeys + jwksRSAKeys
}
