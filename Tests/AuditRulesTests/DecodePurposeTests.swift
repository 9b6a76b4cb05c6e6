import SourceScanner
import Testing

@testable import AuditRules

/// What readings of unverified tokens are for.
@Suite struct DecodePurposeTests {
    private static func purposes(_ files: [String: String]) -> [DecodePurpose] {
        let contents = files.mapValues { [UInt8]($0.utf8) }
        let trees = contents.keys.sorted().compactMap { path in
            Language(path: path).map { parse(SourceFile(path: path, language: $0, bytes: contents[path] ?? [])) }
        }
        let program = Program(repository: Repository(paths: contents.keys.sorted(), read: { contents[$0] }), trees: trees)
        return Survey.inventory(of: program) { _ in .production }.sites.filter { $0.kind == .decode }.map(\.purpose)
    }

    private static let tool = """
        import jwt
        def whoami(ctx):
            request = ctx.request_context.request
            header = request.headers.get("Authorization")
            token = header.split()[1]
            claims = jwt.decode(token, options={"verify_signature": False})
            user = claims.get("sub")
            return user
        """

    @Test func aToolBehindTheServersVerifierReadsWhatWasVerified() {
        let server = """
            from fastmcp import FastMCP
            from fastmcp.server.auth.providers.jwt import JWTVerifier

            mcp = FastMCP("notes", auth=JWTVerifier(jwks_uri="https://login.example/keys", issuer="https://login.example/", audience="https://mcp.example/"))
            """
        #expect(Self.purposes(["tools.py": Self.tool, "server.py": server]) == [.display])
    }

    @Test func withoutAVerifierTheReadingDecides() {
        #expect(Self.purposes(["tools.py": Self.tool]) == [.decidesAccess])
    }
}
