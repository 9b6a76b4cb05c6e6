import Vapor

/// Who this server is to its authorization server.
struct ResourceServer: Sendable {
    let identifier: String
    let issuer: String

    static let ferryDesk = ResourceServer(identifier: "https://desk.ferries.example", issuer: "https://id.ferries.example")
}
