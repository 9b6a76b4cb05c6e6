extension Knowledge {
    /// @nestjs/jwt 11.0.2 (`nestjs/jwt`).
    static let nest: [TokenAPI] =
        ["verifyAsync", "verify"].map { name in
            TokenAPI(
                library: "@nestjs/jwt", name: "JwtService.\(name)", kind: .verify, callees: nestCallees(name),
                parameters: ["token", "options"], receiverParameters: ["options"],
                token: "token", key: "options.secret", audience: JSONWebTokenOptions.audience(in: nestHolders("verifyOptions")),
                issuer: JSONWebTokenOptions.issuer(in: nestHolders("verifyOptions")),
                algorithms: JSONWebTokenOptions.algorithms(in: nestHolders("verifyOptions")),
                expiry: JSONWebTokenOptions.expiry(in: nestHolders("verifyOptions")),
                note: "The call's options are spread over the module's, so an undefined there cancels one here (lib/jwt.service.ts:165).")
        }
        + ["signAsync", "sign"].map { name in
            TokenAPI(
                library: "@nestjs/jwt", name: "JwtService.\(name)", kind: .issue, callees: nestCallees(name),
                parameters: ["payload", "options"], receiverParameters: ["options"],
                key: "options.secret", payload: "payload",
                audience: ClaimOption(nestHolders("signOptions").map { "\($0).audience" } + ["payload.aud"], omitted: .open),
                issuer: ClaimOption(nestHolders("signOptions").map { "\($0).issuer" } + ["payload.iss"], omitted: .open),
                algorithms: AlgorithmOption(nestHolders("signOptions").map { "\($0).algorithm" }, omitted: .libraryDefault),
                lifetime: JSONWebTokenOptions.lifetime(in: nestHolders("signOptions")), result: .token,
                note: "Units as jsonwebtoken; the module's `signOptions` hold where the call says nothing (lib/jwt.service.ts:32).")
        } + nestOthers

    private static let nestOthers: [TokenAPI] = [
        TokenAPI(
            library: "@nestjs/jwt", name: "JwtService.decode", kind: .decode, callees: nestCallees("decode"),
            parameters: ["token", "options"],
            token: "token", note: "Verifies nothing (lib/jwt.service.ts:161)."),
        TokenAPI(
            library: "@nestjs/jwt", name: "JwtModule.register", kind: .settings,
            callees: [.function("@nestjs/jwt", "JwtModule.register"), .constructor("@nestjs/jwt", "JwtService")], parameters: ["options"],
            key: "options.secret", lifetime: JSONWebTokenOptions.lifetime(in: ["options.signOptions"], payload: nil).withUnknownDefault,
            result: .none, note: "Defaults of every `JwtService` of the module (lib/jwt.module.ts)."),
        TokenAPI(
            library: "@nestjs/jwt", name: "JwtModule.registerAsync", kind: .settings,
            callees: [.function("@nestjs/jwt", "JwtModule.registerAsync")], parameters: ["options"],
            key: "options.useFactory().secret",
            lifetime: LifetimeOption(
                [.init("options.useFactory().signOptions.expiresIn", unit: .seconds, bareStringUnit: .milliseconds)], omittedSeconds: nil),
            result: .none, note: "The options are what `useFactory` returns."),
    ]

    private static func nestHolders(_ member: String) -> [OptionPath] {
        ["options", "registration:options.\(member)", "registration:options.useFactory().\(member)", "receiver:options.\(member)"]
    }

    private static func nestCallees(_ name: String) -> [Callee] {
        [.method("@nestjs/jwt", "JwtService", name)]
            + ["jwtService", "jwt"].map { .member([$0], name, labels: nil, importing: "@nestjs/jwt") }
    }
}

extension LifetimeOption {
    /// The same where silence means that another place decides.
    fileprivate var withUnknownDefault: LifetimeOption { LifetimeOption(sources, omittedSeconds: nil, subject: subject) }
}
