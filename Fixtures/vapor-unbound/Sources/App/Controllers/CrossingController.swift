import Vapor

struct Crossing: Content {
    var id: UUID
    var from: String
    var to: String
    var departs: Date
}

struct CrossingController: RouteCollection {
    func boot(routes: any RoutesBuilder) throws {
        let crossings = routes.grouped("crossings")
        crossings.get(use: index)
        crossings.post(use: book)
    }

    func index(request: Request) async throws -> [Crossing] { Timetable.shared.crossings }

    func book(request: Request) async throws -> HTTPStatus {
        let token = try request.auth.require(AccessToken.self)
        let crossing = try request.content.decode(Crossing.self)
        request.logger.info("booked", metadata: ["crossing": "\(crossing.id)", "by": "\(token.subject.value)"])
        return .created
    }
}

struct Timetable: Sendable {
    static let shared = Timetable(crossings: [])
    let crossings: [Crossing]
}
