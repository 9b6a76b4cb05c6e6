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

    @Test func whatAnotherServerHasJustAnsweredIsNobodysRequest() {
        func page(_ source: String) -> String {
            """
            const claims = (token) => JSON.parse(atob(token.split(".")[1]));
            export async function loader(request) {
              const res = await api.token.$post({ headers: { cookie: request.headers.get("cookie") } });
              const \(source);
              const payload = claims(access_token);
              return { id: payload.sub };
            }
            """
        }
        #expect(Self.purposes(["page.js": page("{ access_token } = await res.json()")]) == [.display, .display])
        #expect(
            Self.purposes(["page.js": page(#"access_token = request.headers.get("authorization").slice(7)"#)]) == [
                .display, .decidesAccess,
            ])
    }

    @Test func withoutAVerifierTheReadingDecides() {
        #expect(Self.purposes(["tools.py": Self.tool]) == [.decidesAccess])
    }

    private static let application = """
        import express from "express"
        import { expressjwt } from "express-jwt"
        import { chat } from "./chat"
        const guarded = () => expressjwt({ secret: process.env.KEY, algorithms: ["HS256"], audience: "https://mcp.example" })
        export function start() {
            const app = express()
            app.use("/orders", guarded())
            app.post("/chat", chat())
        }
        """
    private static let chat = """
        import { decodeJwt } from "jose"
        const tokenOf = (req) => req.headers.authorization?.split(" ")[1]
        export function userOf(req) {
            const token = tokenOf(req)
            return decodeJwt(token).sub
        }
        export function chat() {
            return async (req, res) => res.json({ user: userOf(req) })
        }
        """

    @Test(arguments: ["chat()", "catching(chat())"])
    func aGuardOfOneRouteDoesNotGuardAnother(_ handler: String) {
        let application = Self.application.replacing("chat())", with: handler + ")")
        #expect(Self.purposes(["src/app.ts": application, "src/chat.ts": Self.chat]) == [.decidesAccess])
    }

    @Test(arguments: [
        "app.post(\"/chat\", guarded(), chat())", "app.use(guarded())\n    app.post(\"/chat\", chat())",
        "app.post(\"/chat\", guarded(), catching(chat()))",
    ])
    func aGuardOfTheRouteItselfDoes(_ mounted: String) {
        let application = Self.application.replacing("app.post(\"/chat\", chat())", with: mounted)
        #expect(Self.purposes(["src/app.ts": application, "src/chat.ts": Self.chat]) == [.routing])
    }
}
