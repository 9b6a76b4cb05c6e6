import JWT
import Vapor

struct AccessTokenMiddleware: AsyncMiddleware {
    let scope: String

    func respond(to request: Request, chainingTo next: any AsyncResponder) async throws -> Response {
        let token = try await request.jwt.verify(as: AccessToken.self)
        guard token.allows(scope) else { throw Abort(.forbidden, reason: "the token lacks \(scope)") }
        request.auth.login(token)
        return try await next.respond(to: request)
    }
}
