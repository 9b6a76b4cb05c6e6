import JWT
import Vapor

/// What the identity service of the ferry line writes into an access token.
struct AccessToken: JWTPayload, Authenticatable {
    enum CodingKeys: String, CodingKey {
        case subject = "sub"
        case issuer = "iss"
        case expiration = "exp"
        case audience = "aud"
        case scope
    }

    var subject: SubjectClaim
    var issuer: IssuerClaim
    var expiration: ExpirationClaim
    var audience: AudienceClaim
    var scope: String

    func verify(using algorithm: some JWTAlgorithm) async throws {
        try expiration.verifyNotExpired()
        try audience.verifyIntendedAudience(includes: ResourceServer.ferryDesk.identifier)
        guard issuer.value == ResourceServer.ferryDesk.issuer else {
            throw JWTError.claimVerificationFailure(failedClaim: issuer, reason: "another issuer")
        }
    }

    func allows(_ wanted: String) -> Bool { scope.split(separator: " ").contains { $0 == wanted } }
}
