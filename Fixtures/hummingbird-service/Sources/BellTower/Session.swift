import Foundation
import JWTKit

struct Session: JWTPayload {
    var sub: SubjectClaim
    var iss: IssuerClaim
    var aud: AudienceClaim
    var iat: IssuedAtClaim
    var exp: ExpirationClaim

    func verify(using algorithm: some JWTAlgorithm) async throws {
        try exp.verifyNotExpired()
        try aud.verifyIntendedAudience(includes: Tower.identifier)
        guard iss.value == Tower.identifier else {
            throw JWTError.claimVerificationFailure(failedClaim: iss, reason: "issuer")
        }
    }
}

enum Tower {
    static let identifier = "https://bells.example"
    static let sessionLength: TimeInterval = 30 * 60
}
