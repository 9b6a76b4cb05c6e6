import JWT
import Vapor

func configure(_ app: Application) async throws {
    let jwks = try await app.client.get("https://id.ferries.example/jwks").content.decode(JWKS.self)
    try await app.jwt.keys.add(jwks: jwks)
    try routes(app)
}
