import AuditRules
import SourceScanner
import Testing

/// Access tokens and the payload that judges them: what both servers have in common.
private let access = """
    struct Access: JWTPayload {
        struct Confirmation: Codable { var jkt: String }
        var iss: IssuerClaim
        var aud: AudienceClaim
        var exp: ExpirationClaim
        var scope: String
        var cnf: Confirmation
        func verify(using key: some JWTAlgorithm) async throws {
            try exp.verifyNotExpired()
            try aud.verifyIntendedAudience(includes: "https://files.mcp.example")
            guard iss.value == "https://id.example" else { throw Abort(.unauthorized) }
        }
    }
    """

@Suite struct ProofsAreVerifiedInSwift {
    static let source = """
        import Crypto
        import JWTKit
        import Vapor

        struct Proof: JWTPayload {
            var htm: String
            var htu: String
            var ath: String
            var jti: IDClaim
            var iat: IssuedAtClaim
            func verify(using key: some JWTAlgorithm) async throws {
                guard abs(iat.value.timeIntervalSinceNow) < 60 else { throw Abort(.unauthorized) }
            }
        }

        struct Authenticator: AsyncMiddleware {
            let keys: JWTKeyCollection
            let used: ReplayStore

            func respond(to request: Request, chainingTo next: AsyncResponder) async throws -> Response {
                guard let token = request.headers.first(name: .authorization)?.dropFirst("DPoP ".count).description,
                    let text = request.headers.first(name: "DPoP")
                else { throw Abort(.unauthorized) }
                let access = try await keys.verify(token, as: Access.self)
                let header = try DefaultJWTParser().parse(text.utf8, as: Proof.self).header
                guard header.typ == "dpop+jwt" else { throw Abort(.unauthorized) }
                guard header.alg == "ES256" else { throw Abort(.unauthorized) }
                guard let jwk = header.jwk else { throw Abort(.unauthorized) }
                let proof = try await JWTKeyCollection().add(jwk: jwk).verify(text, as: Proof.self)
                guard proof.htm == request.method.rawValue else { throw Abort(.unauthorized) }
                guard proof.htu == publicAddress(of: request) else { throw Abort(.unauthorized) }
                guard proof.ath == SHA256.hash(data: Data(token.utf8)).base64URL else { throw Abort(.unauthorized) }
                guard thumbprint(of: jwk) == access.cnf.jkt else { throw Abort(.unauthorized) }
                guard await used.insert(proof.jti.value) else { throw Abort(.unauthorized) }
                guard access.scope.split(separator: " ").contains("files:read") else { throw Abort(.forbidden) }
                return try await next.respond(to: request)
            }
        }

        \(access)
        """

    @Test func aCompleteServerIsClean() { #expect(CompleteServers.told(Self.source, "Sources/App/main.swift") == []) }

    @Test(arguments: [
        CompleteServers.Removal(
            piece: "try await JWTKeyCollection().add(jwk: jwk).verify(text, as: Proof.self)",
            replacement: "try await JWTKeyCollection().unverified(text, as: Proof.self)", rule: "incomplete-dpop", names: "its signature",
            points: 15),
        CompleteServers.Removal(
            piece: "guard header.typ == \"dpop+jwt\" else { throw Abort(.unauthorized) }", rule: "incomplete-dpop", names: "typ", points: 3),
        CompleteServers.Removal(
            piece: "guard header.alg == \"ES256\" else { throw Abort(.unauthorized) }", rule: "incomplete-dpop", names: "alg", points: 5),
        CompleteServers.Removal(
            piece: "guard proof.htm == request.method.rawValue else { throw Abort(.unauthorized) }", rule: "incomplete-dpop", names: "htm",
            points: 5),
        CompleteServers.Removal(
            piece: "guard proof.htu == publicAddress(of: request) else { throw Abort(.unauthorized) }", rule: "incomplete-dpop",
            names: "htu", points: 5),
        CompleteServers.Removal(
            piece: "guard abs(iat.value.timeIntervalSinceNow) < 60 else { throw Abort(.unauthorized) }", rule: "incomplete-dpop",
            names: "iat", points: 5),
        CompleteServers.Removal(
            piece: "guard await used.insert(proof.jti.value) else { throw Abort(.unauthorized) }", rule: "incomplete-dpop", names: "jti",
            points: 3),
        CompleteServers.Removal(
            piece: "guard proof.ath == SHA256.hash(data: Data(token.utf8)).base64URL else { throw Abort(.unauthorized) }",
            rule: "incomplete-dpop", names: "ath", points: 5),
        CompleteServers.Removal(
            piece: "guard thumbprint(of: jwk) == access.cnf.jkt else { throw Abort(.unauthorized) }", rule: "incomplete-dpop",
            names: "cnf.jkt", points: 15),
        CompleteServers.Removal(
            piece: "try aud.verifyIntendedAudience(includes: \"https://files.mcp.example\")", rule: "missing-audience", points: 15),
        CompleteServers.Removal(piece: "< 60", replacement: "< 3600", rule: "incomplete-dpop", names: "five minutes", points: 5),
    ]) func aPieceTakenOutIsTheOnlyFinding(_ removal: CompleteServers.Removal) {
        CompleteServers.expect(removal, in: Self.source, "Sources/App/main.swift")
    }
}

/// The same without a token library: the type of the key fixes the algorithm.
@Suite struct ProofsAreVerifiedByHandInSwift {
    static let source = """
        import Crypto
        import Foundation
        import JWTKit
        import Vapor

        struct ProofHeader: Codable { var typ: String; var alg: String; var jwk: PublicKey }
        struct ProofClaims: Codable { var htm: String; var htu: String; var jti: String; var ath: String; var iat: Double }

        actor UsedProofs {
            private var seen: Set<String> = []
            func insert(_ identifier: String) -> Bool { seen.insert(identifier).inserted }
        }

        struct ProofVerifier {
            let used: UsedProofs
            let maxAge: TimeInterval = 30

            func verify(_ proof: String, method: String, url: String, accessToken: String, boundKey: String) async throws {
                let parts = proof.split(separator: ".")
                guard parts.count == 3 else { throw Abort(.unauthorized) }
                let header = try JSONDecoder().decode(ProofHeader.self, from: decoded(parts[0]))
                let claims = try JSONDecoder().decode(ProofClaims.self, from: decoded(parts[1]))
                guard header.typ == "dpop+jwt" else { throw Abort(.unauthorized) }
                let key = try P256.Signing.PublicKey(x963Representation: header.jwk.bytes)
                let signature = try P256.Signing.ECDSASignature(rawRepresentation: decoded(parts[2]))
                guard key.isValidSignature(signature, for: Data("\\(parts[0]).\\(parts[1])".utf8)) else { throw Abort(.unauthorized) }
                guard claims.htm == method else { throw Abort(.unauthorized) }
                guard claims.htu == url else { throw Abort(.unauthorized) }
                guard abs(Date().timeIntervalSince1970 - claims.iat) < maxAge else { throw Abort(.unauthorized) }
                guard await used.insert(claims.jti) else { throw Abort(.unauthorized) }
                guard claims.ath == Data(SHA256.hash(data: Data(accessToken.utf8))).base64URL else { throw Abort(.unauthorized) }
                guard header.jwk.thumbprint == boundKey else { throw Abort(.unauthorized) }
            }
        }

        struct Authenticator: AsyncMiddleware {
            let keys: JWTKeyCollection
            let proofs: ProofVerifier

            func respond(to request: Request, chainingTo next: AsyncResponder) async throws -> Response {
                guard let token = request.headers.first(name: .authorization)?.dropFirst("DPoP ".count).description,
                    let proof = request.headers.first(name: "DPoP")
                else { throw Abort(.unauthorized) }
                let access = try await keys.verify(token, as: Access.self)
                try await proofs.verify(
                    proof, method: request.method.rawValue, url: publicAddress(of: request), accessToken: token, boundKey: access.cnf.jkt)
                guard access.scope.split(separator: " ").contains("files:read") else { throw Abort(.forbidden) }
                return try await next.respond(to: request)
            }
        }

        \(access)
        """

    @Test func aCompleteServerIsClean() { #expect(CompleteServers.told(Self.source, "Sources/App/main.swift") == []) }

    @Test(arguments: [
        CompleteServers.Removal(
            piece:
                "guard key.isValidSignature(signature, for: Data(\"\\(parts[0]).\\(parts[1])\".utf8)) else { throw Abort(.unauthorized) }",
            rule: "incomplete-dpop", names: "its signature", points: 15),
        CompleteServers.Removal(
            piece: "guard header.typ == \"dpop+jwt\" else { throw Abort(.unauthorized) }", rule: "incomplete-dpop", names: "typ", points: 3),
        CompleteServers.Removal(
            piece: "guard claims.htm == method else { throw Abort(.unauthorized) }", rule: "incomplete-dpop", names: "htm", points: 5),
        CompleteServers.Removal(
            piece: "guard claims.htu == url else { throw Abort(.unauthorized) }", rule: "incomplete-dpop", names: "htu", points: 5),
        CompleteServers.Removal(
            piece: "claims.htu == url", replacement: "url.hasPrefix(claims.htu)", rule: "incomplete-dpop", names: "htu (compared in part)",
            points: 5),
        CompleteServers.Removal(
            piece: "guard abs(Date().timeIntervalSince1970 - claims.iat) < maxAge else { throw Abort(.unauthorized) }",
            rule: "incomplete-dpop", names: "iat", points: 5),
        CompleteServers.Removal(
            piece: "maxAge: TimeInterval = 30", replacement: "maxAge: TimeInterval = 3600", rule: "incomplete-dpop", names: "five minutes",
            points: 5),
        CompleteServers.Removal(
            piece: "guard await used.insert(claims.jti) else { throw Abort(.unauthorized) }", rule: "incomplete-dpop", names: "jti",
            points: 3),
        CompleteServers.Removal(
            piece: "        let parts = proof.split(separator: \".\")",
            replacement: "        let used = UsedProofs()\n        let parts = proof.split(separator: \".\")", rule: "incomplete-dpop",
            names: "jti", points: 3),
        CompleteServers.Removal(
            piece: "guard claims.ath == Data(SHA256.hash(data: Data(accessToken.utf8))).base64URL else { throw Abort(.unauthorized) }",
            rule: "incomplete-dpop", names: "ath", points: 5),
        CompleteServers.Removal(
            piece: "guard claims.ath == ", replacement: "guard claims.ath == nil || claims.ath == ", rule: "incomplete-dpop",
            names: "ath (on some paths)", points: 5),
        CompleteServers.Removal(
            piece: "guard header.jwk.thumbprint == boundKey else { throw Abort(.unauthorized) }", rule: "incomplete-dpop", names: "cnf.jkt",
            points: 15),
        CompleteServers.Removal(
            piece: "guard claims.htm == method else { throw Abort(.unauthorized) }",
            replacement: "if claims.htm != method { logger.warning(\"method\") }", rule: "incomplete-dpop",
            names: "htm (a mismatch is only logged)", points: 5),
        CompleteServers.Removal(
            piece: "try aud.verifyIntendedAudience(includes: \"https://files.mcp.example\")", rule: "missing-audience", points: 15),
    ]) func aPieceTakenOutIsTheOnlyFinding(_ removal: CompleteServers.Removal) {
        CompleteServers.expect(removal, in: Self.source, "Sources/App/main.swift")
    }
}
