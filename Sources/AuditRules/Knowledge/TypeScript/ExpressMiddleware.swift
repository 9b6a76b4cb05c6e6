extension Knowledge {
    /// express-jwt 8.5.1 (`auth0/express-jwt`).
    static let expressJWT: [TokenAPI] = [
        expressJWT(
            algorithms: .closed, versions: VersionRange(from: [6]),
            note:
                "Options of jsonwebtoken. An `onExpired` that does not throw accepts expired tokens, with whatever `aud` and `iss` they carry "
                + "(src/index.ts:172)."),
        expressJWT(
            algorithms: .any, versions: VersionRange(below: [6]), note: "`algorithms` became mandatory with 6.0 (v5.3.3:lib/index.js:20)."),
    ]

    private static func expressJWT(algorithms: AlgorithmReach, versions: VersionRange, note: String) -> TokenAPI {
        TokenAPI(
            library: "express-jwt", name: "expressjwt", kind: .verify,
            callees: [.function("express-jwt", "expressjwt"), .function("express-jwt", "default")], parameters: ["options"],
            token: "options.getToken", key: "options.secret", audience: JSONWebTokenOptions.audience(in: ["options"]),
            issuer: JSONWebTokenOptions.issuer(in: ["options"]), algorithms: AlgorithmOption(["options.algorithms"], omitted: algorithms),
            expiry: JSONWebTokenOptions.expiry(in: ["options"], off: [Switch("options.onExpired", .present)]),
            anonymous: .ifSet(.false("options.credentialsRequired")), result: .guardian, inbound: true, versions: versions, note: note)
    }

    /// express-oauth2-jwt-bearer 1.10.0 (`auth0/node-oauth2-jwt-bearer`).
    static let expressOAuth2JWTBearer: [TokenAPI] = [
        TokenAPI(
            library: "express-oauth2-jwt-bearer", name: "auth", kind: .verify, callees: [.function("express-oauth2-jwt-bearer", "auth")],
            parameters: ["options"], key: "options.secret",
            audience: ClaimOption(
                ["options.audience"], omitted: .fixed, null: .closed, emptyString: .closed,
                off: [.false("options.validators.aud"), Switch("options.validators.aud", .consenting)]),
            issuer: ClaimOption(
                ["options.issuerBaseURL", "options.issuer"], omitted: .fixed, null: .closed, emptyString: .closed,
                off: [.false("options.validators.iss"), Switch("options.validators.iss", .consenting)]),
            algorithms: AlgorithmOption(["options.tokenSigningAlg"], omitted: .libraryDefault),
            expiry: ExpiryOption(
                .required, off: [.false("options.validators.exp"), Switch("options.validators.exp", .consenting)],
                leeway: ("options.clockTolerance", .seconds)),
            anonymous: .ifSet(.false("options.authRequired")), result: .guardian, inbound: true, keysBindIssuer: true,
            note: "What is left out comes from AUDIENCE, ISSUER_BASE_URL and the like, or the call throws; `strict` is needed for `typ` "
                + "(packages/access-token-jwt/src/jwt-verifier.ts:324)."),
        TokenAPI(
            library: "express-oauth2-jwt-bearer", name: "auth dpop", kind: .dpopVerify,
            callees: [.function("express-oauth2-jwt-bearer", "auth")], parameters: ["options"],
            when: [Switch("options.dpop", .present)], unless: [.false("options.dpop.enabled")],
            proofChecks: ProofCheckers.all(except: [.replay], on: [.true("options.dpop.required")]), result: .guardian, inbound: true,
            note: "On by default and not required: bearer tokens without `cnf` pass. `jti` must be there, replays are not noticed "
                + "(packages/access-token-jwt/src/dpop-verifier.ts:245)."),
        TokenAPI(
            library: "express-oauth2-jwt-bearer", name: "requiredScopes", kind: .settings,
            callees: [
                .function("express-oauth2-jwt-bearer", "requiredScopes"), .function("express-oauth2-jwt-bearer", "scopeIncludesAny"),
            ], parameters: ["scopes"], scope: ["scopes"], result: .guardian, inbound: true, note: "A scope check behind `auth`."),
    ]

    /// express-oauth2-dpop (`jacobovidal/express-oauth2-dpop`).
    static let expressOAuth2DPoP: [TokenAPI] = [
        TokenAPI(
            library: "express-oauth2-dpop", name: "authMiddleware", kind: .verify,
            callees: [.function("express-oauth2-dpop", "authMiddleware")], parameters: ["options"],
            audience: ClaimOption(["options.audience"], omitted: .closed), issuer: ClaimOption(["options.issuer"], omitted: .closed),
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent), result: .guardian,
            inbound: true, keysBindIssuer: true, note: "Audience and issuer are mandatory (src/middlewares/auth-middleware.ts:40)."),
        TokenAPI(
            library: "express-oauth2-dpop", name: "authMiddleware proof", kind: .dpopVerify,
            callees: [.function("express-oauth2-dpop", "authMiddleware")], parameters: ["options"],
            proofChecks: ProofCheckers.all(except: [.replay], on: [.true("options.enforceDPoP")]).merging(
                [.replay: ClaimOption(["options.jtiStore"], omitted: .closed)], uniquingKeysWith: { $1 }),
            result: .guardian, inbound: true,
            note: "All checks, replay through `jtiStore`; `enforceDPoP` is off by default (src/validations/dpop-proof-validations.ts:15)."),
    ]

    /// koa-jwt 4.0.3 (`koajs/jwt`).
    static let koaJWT: [TokenAPI] = [
        TokenAPI(
            library: "koa-jwt", name: "jwt", kind: .verify, callees: [.function("koa-jwt", "default"), .function("koa-jwt", "jwt")],
            parameters: ["options"], token: "options.getToken", key: "options.secret",
            audience: JSONWebTokenOptions.audience(in: ["options"]), issuer: JSONWebTokenOptions.issuer(in: ["options"]),
            algorithms: JSONWebTokenOptions.algorithms(in: ["options"]), expiry: JSONWebTokenOptions.expiry(in: ["options"]),
            anonymous: .ifSet(.true("options.passthrough")), result: .guardian, inbound: true,
            note: "Options of jsonwebtoken; `passthrough` goes on after any failure; a cookie may carry the token (lib/index.js:10).")
    ]

    /// express-session, cookie-session, cookie and their relatives: what lives as long as a cookie.
    static let cookies: [TokenAPI] = [
        TokenAPI(
            library: "express-session", name: "session", kind: .settings, callees: [.function("express-session", "default")],
            parameters: ["options"], key: "options.secret",
            lifetime: LifetimeOption([.init("options.cookie.maxAge", unit: .milliseconds)], omittedSeconds: nil, subject: .session),
            result: .guardian, note: "Milliseconds; a browser session by default (session/cookie.js:83)."),
        TokenAPI(
            library: "cookie-session", name: "cookieSession", kind: .settings, callees: [.function("cookie-session", "default")],
            parameters: ["options"], key: "options.secret",
            lifetime: LifetimeOption([.init("options.maxAge", unit: .milliseconds)], omittedSeconds: nil, subject: .session),
            result: .guardian, note: "Milliseconds."),
        TokenAPI(
            library: "cookie", name: "serialize", kind: .settings, callees: [.function("cookie", "serialize")],
            parameters: ["name", "value", "options"], payload: "value",
            lifetime: LifetimeOption([.init("options.maxAge"), .init("options.expires", .deadline)], omittedSeconds: nil, subject: .other),
            result: .none, note: "Seconds; a credential only if the value is one (src/index.ts:202)."),
        TokenAPI(
            library: "express", name: "res.cookie", kind: .settings,
            callees: [
                .member(["res"], "cookie", labels: nil, importing: "express"),
                .member(["response"], "cookie", labels: nil, importing: "express"),
            ], parameters: ["name", "value", "options"], payload: "value",
            lifetime: LifetimeOption(
                [.init("options.maxAge", unit: .milliseconds), .init("options.expires", .deadline)], omittedSeconds: nil, subject: .other),
            result: .none, note: "Milliseconds, unlike `cookie.serialize`; a credential only if the value is one."),
        cookieJar(
            "koa", "ctx.cookies.set",
            [
                .member(["cookies"], "set", labels: nil, importing: "koa*"),
                .member(["cookies"], "set", labels: nil, importing: "@koa/router"),
            ],
            unit: .milliseconds, note: "Milliseconds (cookies, index.js)."),
        cookieJar(
            "@fastify/cookie", "reply.setCookie", [.member(["reply"], "setCookie", labels: nil, importing: "fastify")], unit: .seconds,
            note: "Seconds (plugin.js)."),
        TokenAPI(
            library: "hono", name: "setCookie", kind: .settings,
            callees: [.function("hono/cookie", "setCookie"), .function("hono/cookie", "setSignedCookie")],
            parameters: ["context", "name", "value", "options"], payload: "value",
            lifetime: LifetimeOption([.init("options.maxAge"), .init("options.expires", .deadline)], omittedSeconds: nil, subject: .other),
            result: .none, note: "Seconds (setSignedCookie takes a secret before its options)."),
    ]
}

extension Knowledge {
    /// A method that sets a cookie by name, value and options.
    private static func cookieJar(_ library: String, _ name: String, _ callees: [Callee], unit: TimeUnit, note: String) -> TokenAPI {
        TokenAPI(
            library: library, name: name, kind: .settings, callees: callees, parameters: ["name", "value", "options"], payload: "value",
            lifetime: LifetimeOption(
                [.init("options.maxAge", unit: unit), .init("options.expires", .deadline)], omittedSeconds: nil, subject: .other),
            result: .none, note: note)
    }
}

/// The proof checks of a library that makes all of them, or all but some.
enum ProofCheckers {
    /// `on`: what must be set for a missing proof to be refused.
    static func all(except absent: Set<ProofCheck> = [], on: [Switch] = []) -> [ProofCheck: ClaimOption] {
        let made = ProofCheck.allCases.filter { !absent.contains($0) }
        return Dictionary(uniqueKeysWithValues: made.map { ($0, ClaimOption([], omitted: .fixed, on: on)) })
    }
}
