import SourceScanner

extension Rule {
    static let tokenInLog = Rule(
        id: "token-in-log", axis: .credentials, severity: .medium, points: 10,
        title: "Token written to a log",
        explanation:
            "Logs are copied to collectors, tickets and screens of people who may not act in the caller's name. A bearer token in a log is good for whoever reads it, until it expires.",
        remedy:
            "Log who called (subject, client, token id), not the token. Leave `authorization` out of logged headers, or have the logger redact it.",
        detection:
            "The caller's token, or one that an authorization server gave to the program, is followed into the arguments of a logging call, alone, in a text, or inside a headers object; "
            + "so are values that are called an access, refresh or bearer token. A hashed or masked token is none; the first characters of one are a note.",
        limits:
            "Loggers of other packages that are not called like one, and redaction that is configured outside the source, are not seen.",
        references: [
            .rfc(6750, "5.3"), .rfc(9700, "4.1"),
            .other(title: "OWASP Logging Cheat Sheet", url: "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html"),
        ], cwe: [532],
        examples: [
            .flagged(
                .typeScript,
                """
                import { Request, Response, NextFunction } from "express"
                export function authenticate(req: Request, res: Response, next: NextFunction) {
                    const token = req.headers["authorization"]?.slice(7)
                    console.↓log(`authenticating ${token}`)
                    next()
                }
                """),
            .flagged(
                .javaScript,
                """
                const logger = require("./logger")
                module.exports = (req, res, next) => {
                    logger.↓debug("incoming request", { method: req.method, headers: req.headers })
                    next()
                }
                """),
            .flagged(
                .python,
                """
                import logging
                from fastapi import Request
                logger = logging.getLogger(__name__)
                async def authenticate(request: Request):
                    header = request.headers.get("authorization")
                    token = header.split(" ")[1]
                    logger.↓info(f"token: {token}")
                    return token
                """),
            .flagged(
                .python,
                """
                import logging
                class Verifier:
                    async def verify_token(self, token: str):
                        logging.↓debug("verifying %s", token)
                        return await self.introspect(token)
                """),
            .flagged(
                .swift,
                """
                import Vapor
                func authenticate(_ req: Request) throws -> String {
                    guard let token = req.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                    req.logger.↓info("token \\(token)")
                    return token
                }
                """),
            .flagged(
                .swift,
                """
                import Vapor
                func trace(_ req: Request) {
                    ↓print("headers: \\(req.headers)")
                }
                """),
            .flagged(
                .typeScript,
                """
                import { Request, Response, NextFunction } from "express"
                const trace = (text: string) => console.↓log(`seen ${text}`)
                export function authenticate(req: Request, res: Response, next: NextFunction) {
                    const token = req.headers["authorization"]?.slice(7)
                    trace(token ?? "none")
                    next()
                }
                """),
            .flagged(
                .python,
                """
                import logging
                from fastapi import Request
                logger = logging.getLogger(__name__)
                def note(what, value):
                    logger.↓info("%s: %s", what, value)
                async def authenticate(request: Request):
                    header = request.headers.get("authorization")
                    note("header", header)
                    return header
                """),
            .flagged(
                .swift,
                """
                import Vapor
                func note(_ what: String, _ logger: Logger) { logger.↓info("seen \\(what)") }
                func authenticate(_ req: Request) throws -> String {
                    guard let token = req.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                    note(token, req.logger)
                    return token
                }
                """),
            .clean(
                .typeScript,
                """
                import { Request, Response, NextFunction } from "express"
                const trace = (text: string) => console.log(`seen ${text}`)
                export function authenticate(req: Request, res: Response, next: NextFunction) {
                    const token = req.headers["authorization"]?.slice(7)
                    trace(token ? "a token" : "none")
                    next()
                }
                """),
            .clean(
                .typeScript,
                """
                import { Request, Response, NextFunction } from "express"
                export function authenticate(req: Request, res: Response, next: NextFunction) {
                    const token = req.headers["authorization"]?.slice(7)
                    console.log(`authenticating, token present: ${!!token}`)
                    next()
                }
                """),
            .clean(
                .javaScript,
                """
                const { createHash } = require("crypto")
                module.exports = (req, res, next) => {
                    const token = req.headers.authorization
                    console.log("token", createHash("sha256").update(token).digest("hex"), req.headers["user-agent"])
                    next()
                }
                """),
            .clean(
                .python,
                """
                import logging
                from fastapi import Request
                logger = logging.getLogger(__name__)
                async def authenticate(request: Request):
                    token = request.headers.get("authorization")
                    logger.info("headers: %s, token present: %s", list(request.headers.keys()), bool(token))
                    return token
                """),
            .clean(
                .python,
                """
                import logging
                class Verifier:
                    async def verify_token(self, token: str):
                        logging.debug("verifying %s", mask(token))
                        claims = await self.introspect(token)
                        logging.debug("verified %s", claims["sub"])
                        return claims
                """),
            .clean(
                .swift,
                """
                import Vapor
                func authenticate(_ req: Request) throws -> String {
                    guard let token = req.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                    req.logger.info("token of \\(token.count) characters")
                    return token
                }
                """),
            .clean(
                .swift,
                """
                import Vapor
                func trace(_ req: Request) {
                    print("agent: \\(req.headers.first(name: .userAgent) ?? "none")")
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.leaks(.log) {
                guard let outlet = site.outlet else { continue }
                let whose = outlet.isCallers ? "the caller's token" : "a token"
                if outlet.isShortened {
                    findings.add(at: site, "a piece of \(whose) is logged", site.evidence, severity: .note)
                } else {
                    let message = outlet.isWhole ? "\(whose) is logged with what holds it" : "\(whose) is logged"
                    findings.add(at: site, message, site.evidence, confidence: outlet.isCertain ? .certain : .likely)
                }
            }
        })
}
