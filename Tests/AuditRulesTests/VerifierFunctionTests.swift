import AuditRules
import SourceScanner
import Testing

/// Verifiers that a Swift program wrote itself, without a token library.
@Suite struct VerifierFunctionTests {
    private static func sites(_ source: String, _ more: String = "") -> [TokenSite] {
        let contents = ["Sources/App/Verifier.swift": Array(source.utf8), "Sources/App/Use.swift": Array(more.utf8)]
        let paths = contents.keys.sorted()
        let trees = paths.map { parse(SourceFile(path: $0, language: .swift, bytes: contents[$0] ?? [])) }
        let program = Program(repository: Repository(paths: paths, read: { contents[$0] }), trees: trees)
        return Survey.inventory(of: program) { $0.hasPrefix("Tests") ? .test : .production }.sites
    }

    private static let verifier = """
        import Crypto
        import Foundation
        public struct Guardian {
            let issuer: String?
            let audience: String?
            public init(issuer: String? = nil, audience: String? = nil) {
                self.issuer = issuer
                self.audience = audience
            }
            public func validate(_ token: String) throws -> Claims {
                let parts = token.split(separator: ".")
                let claims = try JSONDecoder().decode(Claims.self, from: Data(base64Encoded: String(parts[1]))!)
                if let audience {
                    guard claims.aud == audience else { throw Refused() }
                }
                guard claims.exp > Date() else { throw Refused() }
                if let issuer {
                    guard claims.iss == issuer else { throw Refused() }
                    try checkSignature(parts, of: issuer)
                }
                return claims
            }
            private func checkSignature(_ parts: [Substring], of issuer: String) throws {
                guard keys(of: issuer).isValidSignature(Data(parts[2].utf8), for: Data(parts[1].utf8)) else { throw Refused() }
            }
        }
        """

    private func verifications(_ sites: [TokenSite]) -> [TokenSite] { sites.filter { $0.kind == .verify } }

    @Test func theFunctionThatTakesTheTokenIsTheSite() throws {
        let found = verifications(Self.sites(Self.verifier))
        #expect(found.map(\.api) == ["Guardian.validate"])
        let site = try #require(found.first)
        #expect(site.audience.state == .conditional)
        #expect(site.issuer.state == .conditional)
        #expect(site.expiry.state == .enforced)
    }

    @Test func aSignatureThatWaitsForAnOptionIsNotVerified() throws {
        let site = try #require(verifications(Self.sites(Self.verifier)).first)
        #expect(site.signature == .notVerified)
        #expect(site.signatureCondition != nil)
        let always = Self.verifier.replacing("if let issuer {", with: "do {").replacing("issuer: String?", with: "issuer: String")
            .replacing("issuer: String = nil", with: "issuer: String")
        let unconditional = try #require(verifications(Self.sites(always)).first)
        #expect(unconditional.signature == .verified)
        #expect(unconditional.issuer.state == .enforced)
    }

    @Test func whereItIsConfiguredItsFactsFollow() throws {
        let use = """
            let whole = Guardian(issuer: "https://id.example", audience: "https://mcp.example")
            let half = Guardian(issuer: "https://id.example", audience: ProcessInfo.processInfo.environment["AUDIENCE"])
            """
        let made = verifications(Self.sites(Self.verifier, use)).filter { $0.location.path == "Sources/App/Use.swift" }
        #expect(made.map(\.audience.state) == [.enforced, .conditional])
        #expect(made.map(\.issuer.state) == [.enforced, .enforced])
        #expect(made.map(\.signature) == [.verified, .verified])
        #expect(made.first?.api == "Guardian(issuer:audience:)")
    }

    @Test func aCheckWhoseErrorIsDroppedRefusesNothing() throws {
        let dropped = Self.verifier.replacing("try checkSignature(parts, of: issuer)", with: "_ = try? checkSignature(parts, of: issuer)")
        let site = try #require(verifications(Self.sites(dropped)).first)
        #expect(site.signature == .notVerified)
        #expect(site.signatureCondition == nil)
    }

    @Test func readingTheExpiryAloneIsNoVerification() {
        let source = """
            func isExpired(_ token: String) throws -> Bool {
                let claims = try JSONDecoder().decode(Claims.self, from: bytes(of: token.split(separator: ".")[1]))
                return claims.exp < Date()
            }
            """
        #expect(verifications(Self.sites(source)).isEmpty)
    }

    @Test func aPayloadOnlySignedHereIsVerifiedElsewhere() throws {
        let source = """
            import JWTKit
            struct AppToken: JWTPayload {
                let iss: IssuerClaim
                func verify(using signer: JWTSigner) throws {}
            }
            func header(_ signers: JWTSigners) throws -> String { try signers.sign(AppToken(iss: "me")) }
            """
        let site = try #require(verifications(Self.sites(source)).first)
        #expect(site.inbound == false)
    }

    @Test func payloadTypesOfOneNameAreToldApart() {
        let source = """
            import JWT
            import Vapor
            protocol Signable: JWTPayload {}
            enum Access { struct V1: Signable {
                let exp: ExpirationClaim
                func verify(using signer: JWTSigner) throws { try exp.verifyNotExpired() }
            } }
            enum Reset { struct V1: Signable {
                let exp: ExpirationClaim
                func verify(using signer: JWTSigner) throws {}
            } }
            func one(_ req: Request) throws { _ = try req.jwt.verify(as: Access.V1.self) }
            func two(_ req: Request) throws { _ = try req.jwt.verify(as: Reset.V1.self) }
            """
        let calls = verifications(Self.sites(source)).filter { $0.syntax.kind == .call }
        #expect(calls.map(\.expiry.state) == [.enforced, .ignored])
    }
}
