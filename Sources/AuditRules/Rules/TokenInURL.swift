import SourceScanner

extension Rule {
    static let tokenInURL = Rule(
        id: "token-in-url", axis: .credentials, severity: .medium, points: 10,
        title: "Token in a query string",
        explanation:
            "Addresses are written down everywhere: in access logs, in proxies, in browser histories, in `Referer` headers, in what a model is shown. RFC 9700 forbids access tokens in query "
            + "strings, and the MCP authorization specification demands the `Authorization` header.",
        remedy:
            "Send and take tokens in the `Authorization` header. Where a link must open something, put a one-time code into it that is exchanged for the token.",
        detection:
            "A token is followed into a query parameter of an address, a query parameter is built from a value that is called an access token or a JWT, or a server reads one from the query of a request.",
        limits:
            "A parameter that is merely called `token` counts only where the caller's token is followed into it: links that confirm an address or reset a password use the same name.",
        references: [.rfc(9700, "4.3.2"), .rfc(6750, "2.3"), .mcp("authorization#token-requirements")], cwe: [598],
        examples: [
            .flagged(
                .typeScript,
                """
                export function download(req: Request) {
                    const token = req.headers.get("authorization")
                    return Response.redirect(↓`https://files.example/download?token=${token}`)
                }
                """),
            .flagged(
                .javaScript,
                """
                module.exports = (req, res, next) => {
                    const token = ↓req.query.access_token
                    authenticate(token, next)
                }
                """),
            .flagged(
                .python,
                """
                def profile(session, access_token):
                    return session.get(↓f"https://api.example/profile?access_token={access_token}")
                """),
            .flagged(
                .python,
                """
                from fastapi import Request
                async def stream(request: Request):
                    token = ↓request.query_params.get("access_token")
                    return await authenticate(token)
                """),
            .flagged(
                .swift,
                """
                import Vapor
                func redirect(_ req: Request) throws -> Response {
                    guard let token = req.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                    return req.redirect(to: ↓"https://files.example/download?token=\\(token)")
                }
                """),
            .flagged(
                .swift,
                """
                import Vapor
                func address(_ req: Request) throws -> [URLQueryItem] {
                    guard let token = req.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                    return [↓URLQueryItem(name: "access_token", value: token)]
                }
                """),
            .clean(
                .typeScript,
                """
                export function confirm(mail: Mail, resetToken: string) {
                    mail.send(`https://app.example/reset?token=${resetToken}`)
                }
                """),
            .clean(
                .javaScript,
                """
                module.exports = (req, res, next) => {
                    const page = req.query.page
                    authenticate(req.headers.authorization, page, next)
                }
                """),
            .clean(
                .python,
                """
                def profile(session, access_token):
                    return session.get("https://api.example/profile?fields=name", headers={"Authorization": f"Bearer {access_token}"})
                """),
            .clean(
                .python,
                """
                from fastapi import Request
                async def list_items(request: Request):
                    cursor = request.query_params.get("page_token")
                    return await items(cursor, f"https://api.example/items?page={cursor}")
                """),
            .clean(
                .swift,
                """
                import Vapor
                func redirect(_ req: Request) throws -> Response {
                    let code = try codes.issue(for: req)
                    return req.redirect(to: "https://files.example/download?code=\\(code)")
                }
                """),
            .clean(
                .swift,
                """
                import Foundation
                func items(_ cursor: String) -> [URLQueryItem] { [URLQueryItem(name: "page_token", value: cursor)] }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.leaks(.url, .readFromURL) {
                let message =
                    site.outlet?.way == .url ? "a token is put into a query string" : "the caller's token is read from the query string"
                findings.add(at: site, message, site.evidence, confidence: site.outlet?.isCertain == true ? .certain : .likely)
            }
        })
}
