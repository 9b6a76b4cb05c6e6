import Vapor

func routes(_ app: Application) throws {
    app.get("health") { _ in HTTPStatus.ok }
    let guarded = app.grouped(AccessTokenMiddleware(scope: "crossings"))
    try guarded.register(collection: CrossingController())
}
