import AuditRules
import SourceScanner
import Testing

/// Payload types of a Swift program, and what the calls that name them enforce.
@Suite struct SwiftPayloadTests {
    private func sites(_ source: String, _ kinds: Set<TokenSite.Kind> = [.verify]) -> [String] {
        let path = "Sources/App/Tokens.swift"
        let bytes = [UInt8](("import JWT\n" + source).utf8)
        let tree = parse(SourceFile(path: path, language: .swift, bytes: bytes))
        let program = Program(repository: Repository(paths: [path], read: { _ in bytes }), trees: [tree])
        return Survey.inventory(of: program) { _ in .production }.sites.filter { kinds.contains($0.kind) }.map { site in
            "\(site.location.start.line - 1) \(site.api) aud \(site.audience.state.rawValue) exp \(site.expiry.state.rawValue)"
        }
    }

    @Test func aPayloadOfAnotherPackageIsChecksThatCannotBeSeen() {
        let found = sites(
            """
            import Entities
            extension SessionPayload: Authenticatable {}
            func check(_ request: Request) throws -> SessionPayload { try request.jwt.verify(as: SessionPayload.self) }
            """)
        #expect(found == ["3 req.jwt.verify aud unknown exp unknown"])
    }

    @Test func aPayloadWhoseProtocolIsOfAnotherPackageIsToldByItsOwnChecks() {
        let found = sites(
            """
            import OAuthKit
            struct Session: OAuthKit.Payload {
                var exp: ExpirationClaim
                func verify(using signer: JWTSigner) throws { try exp.verifyNotExpired() }
            }
            struct Device: OAuthKit.Payload { var exp: ExpirationClaim }
            struct Both: OAuthKit.Payload, JWTPayload { var exp: ExpirationClaim }
            func one(_ request: Request) throws -> Session { try request.jwt.verify(as: Session.self) }
            func two(_ request: Request) throws -> Device { try request.jwt.verify(as: Device.self) }
            func three(_ request: Request) throws -> Both { try request.jwt.verify(as: Both.self) }
            """)
        #expect(
            found == [
                "4 JWTPayload.verify(using:) aud missing exp enforced", "7 JWTPayload.verify(using:) aud unknown exp unknown",
                "8 req.jwt.verify aud missing exp enforced", "9 req.jwt.verify aud unknown exp unknown",
                "10 req.jwt.verify aud unknown exp unknown",
            ])
    }

    @Test func checksInAProtocolOfTheProgramAreThePayloads() {
        let found = sites(
            """
            protocol Timed: JWTPayload { var exp: ExpirationClaim { get } }
            extension Timed {
                func verify(using algorithm: some JWTAlgorithm) async throws { try exp.verifyNotExpired() }
            }
            struct Session: Timed { var exp: ExpirationClaim }
            func check(_ request: Request) async throws -> Session { try await request.jwt.verify(as: Session.self) }
            """)
        #expect(found.last == "6 req.jwt.verify aud missing exp enforced")
    }

    @Test func onlySignersAreGivenKeys() {
        let found = sites(
            """
            func configure(_ app: Application) throws {
                app.middleware.use(ErrorMiddleware.custom())
                app.jwt.signers.use(.hs256(key: Environment.secret))
            }
            """, [.settings])
        #expect(found.map { $0.prefix(1) } == ["3"])
    }

    @Test func whatAnotherPackagesPayloadLacksIsNotKnown() {
        let path = "Sources/App/Tokens.swift"
        func lifetime(_ declaration: String) -> Double? {
            let bytes = [UInt8](
                """
                import JWT
                \(declaration)
                func mint(_ request: Request) throws -> String { try request.jwt.sign(Session(name: "n")) }
                """.utf8)
            let tree = parse(SourceFile(path: path, language: .swift, bytes: bytes))
            let program = Program(repository: Repository(paths: [path], read: { _ in bytes }), trees: [tree])
            return Survey.inventory(of: program) { _ in .production }.sites(.issue).first?.lifetime?.seconds
        }
        #expect(lifetime("extension Session: Authenticatable { init(name: String) { self.init(full: name) } }") == nil)
        #expect(lifetime("struct Session: JWTPayload { var name: String }") == 0)
    }
}
