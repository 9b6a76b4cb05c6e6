extension Knowledge {
    /// hono 4.13.3 and older (`honojs/hono`).
    static let hono: [TokenAPI] =
        HonoVersion.allCases.flatMap { [honoVerify($0), honoMiddleware($0), honoKeySet($0), honoVerifyWithKeySet($0)] } + honoOthers

    /// The stretches between changes of the verifier, newest first.
    private enum HonoVersion: CaseIterable {
        case algorithmRequired, audience, issuer, neither

        var range: VersionRange {
            switch self {
            case .algorithmRequired: VersionRange(from: [4, 11, 4])
            case .audience: VersionRange(from: [4, 10, 2], below: [4, 11, 4])
            case .issuer: VersionRange(from: [4, 9], below: [4, 10, 2])
            case .neither: VersionRange(below: [4, 9])
            }
        }

        var remark: String {
            switch self {
            case .algorithmRequired:
                "`iss` given as a list is only asked to be there; thrown messages hold the raw token (src/utils/jwt/jwt.ts:96)"
            case .audience: "`alg` defaults to HS256 before 4.11.4 (v4.11.3:src/utils/jwt/jwt.ts:92)"
            case .issuer: "no audience option before 4.10.2 (45ba3bf9)"
            case .neither: "neither audience nor issuer option before 4.9.0 (cf0e01ee)"
            }
        }
    }

    private static func honoAudience(_ path: OptionPath, _ version: HonoVersion) -> ClaimOption {
        switch version {
        case .algorithmRequired, .audience: ClaimOption([path], omitted: .open)
        case .issuer, .neither: .unsupported
        }
    }

    private static func honoIssuer(_ path: OptionPath, _ version: HonoVersion) -> ClaimOption {
        version == .neither ? .unsupported : ClaimOption([path], omitted: .open, misread: [.list: .presenceOnly])
    }

    private static func honoVerify(_ version: HonoVersion) -> TokenAPI {
        TokenAPI(
            library: "hono", name: "verify", kind: .verify,
            callees: [.function("hono/jwt", "verify"), .function("hono/utils/jwt*", "Jwt.verify"), .function("hono/utils/jwt*", "verify")],
            parameters: ["token", "key", "options"], token: "token", key: "key", audience: honoAudience("options.aud", version),
            issuer: honoIssuer("options.iss", version),
            algorithms: AlgorithmOption(["options", "options.alg"], omitted: version == .algorithmRequired ? .closed : .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, off: [.false("options.exp")]), versions: version.range,
            note: "\(version.remark). The third argument is the algorithm or the options; `typ` must be absent or JWT.")
    }

    private static func honoMiddleware(_ version: HonoVersion) -> TokenAPI {
        TokenAPI(
            library: "hono", name: "jwt", kind: .verify, callees: [.function("hono/jwt", "jwt")], parameters: ["options"],
            key: "options.secret", audience: honoAudience("options.verification.aud", version),
            issuer: honoIssuer("options.verification.iss", version),
            algorithms: AlgorithmOption(
                ["options.alg", "options.verification.alg"], omitted: version == .algorithmRequired ? .closed : .libraryDefault),
            expiry: ExpiryOption(.checkedIfPresent, off: [.false("options.verification.exp")]), result: .guardian, inbound: true,
            versions: version.range,
            note: "\(version.remark). Claim options count under `verification` only, whose `alg` wins (src/middleware/jwt/jwt.ts:138).")
    }

    private static func honoKeySet(_ version: HonoVersion) -> TokenAPI {
        TokenAPI(
            library: "hono", name: "jwk", kind: .verify, callees: [.function("hono/jwk", "jwk"), .function("hono/jwt", "jwk")],
            parameters: ["options", "init"], key: "options.jwks_uri", audience: honoAudience("options.verification.aud", version),
            issuer: honoIssuer("options.verification.iss", version),
            algorithms: AlgorithmOption(["options.alg"], omitted: version == .algorithmRequired ? .closed : .any),
            expiry: ExpiryOption(.checkedIfPresent, off: [.false("options.verification.exp")]),
            anonymous: .ifSet(.true("options.allow_anon")), result: .guardian, inbound: true, keysBindIssuer: true, versions: version.range,
            note: "\(version.remark). Before 4.11.4 the header's `alg` was taken (src/middleware/jwk/jwk.ts:49).")
    }

    private static func honoVerifyWithKeySet(_ version: HonoVersion) -> TokenAPI {
        TokenAPI(
            library: "hono", name: "verifyWithJwks", kind: .verify,
            callees: [
                .function("hono/jwt", "verifyWithJwks"), .function("hono/utils/jwt*", "Jwt.verifyWithJwks"),
                .function("hono/utils/jwt*", "verifyWithJwks"),
            ],
            parameters: ["token", "options", "init"], token: "token", key: "options.jwks_uri",
            audience: honoAudience("options.verification.aud", version), issuer: honoIssuer("options.verification.iss", version),
            algorithms: AlgorithmOption(["options.allowedAlgorithms"], omitted: version == .algorithmRequired ? .closed : .any),
            expiry: ExpiryOption(.checkedIfPresent, off: [.false("options.verification.exp")]), keysBindIssuer: true,
            versions: version.range,
            note: "\(version.remark) (src/utils/jwt/jwt.ts:197).")
    }

    private static let honoOthers: [TokenAPI] = [
        TokenAPI(
            library: "hono", name: "decode", kind: .decode,
            callees: [.function("hono/jwt", "decode"), .function("hono/utils/jwt*", "Jwt.decode"), .function("hono/utils/jwt*", "decode")],
            parameters: ["token"], token: "token",
            result: .member(["payload"]), note: "Verifies nothing (src/utils/jwt/jwt.ts:264)."),
        TokenAPI(
            library: "hono", name: "sign", kind: .issue,
            callees: [.function("hono/jwt", "sign"), .function("hono/utils/jwt*", "Jwt.sign"), .function("hono/utils/jwt*", "sign")],
            parameters: ["payload", "key", "alg"], key: "key", payload: "payload", audience: ClaimOption(["payload.aud"], omitted: .open),
            issuer: ClaimOption(["payload.iss"], omitted: .open), algorithms: AlgorithmOption(["alg"], omitted: .libraryDefault),
            lifetime: LifetimeOption([.init("payload.exp", .deadline)], omittedSeconds: 0), result: .token,
            note: "HS256 and no `exp` by default (src/utils/jwt/jwt.ts:56)."),
        TokenAPI(
            library: "hono", name: "bearerAuth", kind: .verify, callees: [.function("hono/bearer-auth", "bearerAuth")],
            parameters: ["options"], token: "options.token", audience: .unsupported, issuer: .unsupported, expiry: ExpiryOption(.unchecked),
            result: .guardian, inbound: true,
            note: "Compares with a fixed token, or believes the `verifyToken` callback (src/middleware/bearer-auth/index.ts:104)."),
    ]
}
