import JWTKit

struct Access: JWTPayload {
    var exp: ExpirationClaim
    var sub: SubjectClaim

    func verify(using key: some JWTAlgorithm) async throws {
        try exp.verifyNotExpired()
    }
}

func authenticate(_ token: String, _ keys: JWTKeyCollection) async throws -> Access {
    /* skillaudit: ignore[missing-audience, missing-issuer] -- this key signs for this server alone */
    try await keys.verify(token, as: Access.self)
}
