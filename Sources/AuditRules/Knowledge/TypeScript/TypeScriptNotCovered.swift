extension Knowledge {
    /// Facts about JavaScript libraries that entries do not express, and why.
    package static let typeScriptNotCovered: [(library: String, api: String, reason: String)] = [
        (
            "jose", "currentDate",
            "`currentDate: new Date(0)` makes nothing expire; the same option with the real time is sound, and a switch cannot tell them apart"
        ),
        ("jose", "errors.JWTExpired", "using `error.payload` of a caught expiry accepts the expired token: a matter of control flow"),
        ("jsonwebtoken", "promisify(jwt.verify)", "arguments stay where they are; whoever resolves the call must look through the wrapper"),
        (
            "jsonwebtoken", "algorithms: \"HS256\"",
            "a string is searched for the header's `alg` as a substring; it is taken for a list of one"
        ),
        ("jsonwebtoken", "clockTimestamp: 0", "0 is ignored, which changes nothing that a rule asks about"),
        ("express-jwt", "isRevoked, getToken", "callbacks: their bodies are code to be read like any other"),
        ("passport-jwt", "jsonWebTokenOptions.audience", "dropped by the library: deliberately not a path, so it counts as missing"),
        ("hono", "header typ", "a token typed `at+jwt` is refused: a failure to work, not a gap"),
        (
            "@nestjs/jwt", "audience: undefined in the call",
            "cancels the module's audience: paths count as alternatives, and this one as `registration:`"
        ),
        (
            "firebase-admin", "FIREBASE_AUTH_EMULATOR_HOST",
            "an environment variable in deployment files switches signatures off; those files are not read"
        ),
        (
            "fastmcp", "OAuthProxy one-year tokens",
            "the default depends on what the upstream server answers; the note says so, the entry says one hour"
        ),
        ("@modelcontextprotocol/sdk", "verifyAccessToken", "a hook that the user writes: the calls inside its body are the sites"),
        (
            "@modelcontextprotocol/sdk", "StreamableHTTPServerTransport",
            "carries requests and checks no token; mounting it without a guard is a matter of routes"
        ),
        ("@modelcontextprotocol/sdk", "token exchange", "the server parts speak no such grant, in any version"),
        ("mcp-auth", "bearerAuth(verify)", "a function in place of 'jwt' is the user's own verification"),
        ("xmcp", "apiKeyAuthMiddleware", "compares a key, handles no token"),
        (
            "@supabase/supabase-js", "auth.getSession",
            "unverified on a server, harmless in a browser, and the call does not show which it is"
        ),
        ("better-auth", "database options of session", "sessions are rows whose lifetime may be changed in hooks"),
        ("next-auth", "callbacks.jwt, callbacks.session", "code that copies provider tokens into the session: read like any other"),
        ("oidc-provider", "ttl functions", "a function instead of a number is not evaluated"),
        ("@node-oauth/oauth2-server", "model.getAccessToken", "the user's own lookup: the calls inside are the sites"),
        (
            "@cloudflare/workers-oauth-provider", "resolveExternalToken",
            "the user's own verification; an answer without audience passes unless `resourceMetadata.resource` is set"
        ),
        ("@node-oauth/oauth2-server", "allowBearerTokensInQueryString", "off by default; a token in a URL is found where it is read"),
        ("@fastify/jwt", "trusted", "a callback that revokes: not a claim"),
        (
            "njwt", "verify(token, callback)",
            "a callback where the key belongs counts as a key: the entry for unsigned tokens is then not chosen"
        ),
        ("jsrsasign", "acceptField.sub, jti", "further claims, none of which a rule asks about"),
        ("passport-azure-ad", "loggingNoPII", "a switch that logs token data inside the library"),
        ("@azure/msal-node", "acquireTokenByRefreshToken and others", "the library was read from its callers only"),
        ("@auth0/auth0-fastify-api", "all", "not read"),
        ("@auth0/nextjs-auth0", "all", "not read"),
        ("@workos-inc/node", "all", "not read; used with jose in most programs"),
        ("stytch", "all", "not read"),
        ("@kinde-oss/kinde-node-express", "all", "not read"),
    ]
}
