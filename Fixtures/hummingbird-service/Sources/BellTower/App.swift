import Foundation
import Hummingbird
import HummingbirdAuth
import JWTKit

@main
struct App {
    static func main() async throws {
        guard let secret = ProcessInfo.processInfo.environment["SESSION_KEY"] else { fatalError("SESSION_KEY is not set") }
        let keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)

        let router = Router(context: BasicAuthRequestContext<Ringer>.self)
        router.get("health") { _, _ in HTTPResponse.Status.ok }
        router.group("bells")
            .add(middleware: SessionAuthenticator(keys: keys))
            .post("ring") { _, context in
                let ringer = try context.requireIdentity()
                return "\(ringer.name) rings"
            }
        try await Application(router: router).runService()
    }
}
