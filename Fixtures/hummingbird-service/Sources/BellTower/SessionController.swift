import Foundation
import Hummingbird
import JWTKit

struct SessionController {
    let keys: JWTKeyCollection

    func open(for ringer: Ringer) async throws -> String {
        let now = Date()
        let session = Session(
            sub: SubjectClaim(value: ringer.name),
            iss: IssuerClaim(value: Tower.identifier),
            aud: AudienceClaim(value: Tower.identifier),
            iat: IssuedAtClaim(value: now),
            exp: ExpirationClaim(value: now.addingTimeInterval(Tower.sessionLength)))
        return try await keys.sign(session)
    }
}
