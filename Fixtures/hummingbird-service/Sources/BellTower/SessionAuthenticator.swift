import Hummingbird
import HummingbirdAuth
import JWTKit

struct Ringer: Sendable {
    let name: String
}

struct SessionAuthenticator<Context: AuthRequestContext>: AuthenticatorMiddleware where Context.Identity == Ringer {
    let keys: JWTKeyCollection

    func authenticate(request: Request, context: Context) async throws -> Ringer? {
        guard let token = request.headers.bearer?.token else { throw HTTPError(.unauthorized) }
        do {
            let session = try await keys.verify(token, as: Session.self)
            return Ringer(name: session.sub.value)
        } catch {
            context.logger.debug("a session was refused")
            throw HTTPError(.unauthorized)
        }
    }
}
