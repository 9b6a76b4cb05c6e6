import SourceScanner

extension Rule {
    static let unsafeTokenComparison = Rule(
        id: "unsafe-token-comparison", axis: .security, severity: .low, points: 5,
        title: "Secret compared character by character",
        explanation:
            "`==` stops at the first character that differs. Whoever can measure the answer's time learns how much of a guess was right, and finds a fixed secret piece by piece.",
        remedy:
            "Compare digests or buffers with a function made for it: `crypto.timingSafeEqual`, `hmac.compare_digest`, a constant-time comparison of a crypto library.",
        detection:
            "The caller's token is followed into a comparison (`==`, `!=`) with a literal, an environment variable, or a value that is called a token, secret, key or password.",
        limits:
            "Look-ups in dictionaries and databases are not reported. How exactly the time can be measured over a network is not judged.",
        references: [.other(title: "CWE-208: Observable Timing Discrepancy", url: "https://cwe.mitre.org/data/definitions/208.html")],
        cwe: [208],
        examples: [
            .flagged(
                .typeScript,
                """
                export function authenticate(req: Request): boolean {
                    const header = req.headers.get("authorization")
                    return ↓header === `Bearer ${process.env.API_TOKEN}`
                }
                """),
            .flagged(
                .javaScript,
                """
                module.exports = (req, res, next) => {
                    const token = req.headers.authorization?.split(" ")[1]
                    if (↓token !== process.env.API_TOKEN) return res.status(401).end()
                    next()
                }
                """),
            .flagged(
                .python,
                """
                import os
                API_TOKEN = os.environ["API_TOKEN"]
                class Verifier:
                    async def verify_token(self, token: str):
                        if ↓token != API_TOKEN:
                            return None
                        return "service"
                """),
            .flagged(
                .python,
                """
                from fastapi import HTTPException, Request
                async def authenticate(request: Request, settings):
                    header = request.headers.get("authorization") or ""
                    token = header.removeprefix("Bearer ")
                    if not (↓token == settings.api_token):
                        raise HTTPException(401)
                """),
            .flagged(
                .swift,
                """
                import Vapor
                func authenticate(_ req: Request) throws {
                    guard let token = req.headers.bearerAuthorization?.token, ↓token == Environment.get("API_TOKEN") else { throw Abort(.unauthorized) }
                }
                """),
            .flagged(
                .swift,
                """
                import Vapor
                struct Guard {
                    let expectedToken: String
                    func check(_ req: Request) throws {
                        let token = req.headers.bearerAuthorization?.token
                        if ↓token != "0123456789abcdef" { throw Abort(.unauthorized) }
                    }
                }
                """),
            .clean(
                .typeScript,
                """
                import { timingSafeEqual } from "node:crypto"
                export function authenticate(req: Request): boolean {
                    const token = Buffer.from(req.headers.get("authorization") ?? "")
                    const expected = Buffer.from(`Bearer ${process.env.API_TOKEN}`)
                    return token.length === expected.length && timingSafeEqual(token, expected)
                }
                """),
            .clean(
                .javaScript,
                """
                module.exports = (req, res, next) => {
                    const [scheme, token] = (req.headers.authorization ?? "").split(" ")
                    if (scheme !== "Bearer" || token === "undefined" || token === "") return res.status(401).end()
                    next()
                }
                """),
            .clean(
                .python,
                """
                import hmac, os
                API_TOKEN = os.environ["API_TOKEN"]
                class Verifier:
                    async def verify_token(self, token: str):
                        return "service" if hmac.compare_digest(token, API_TOKEN) else None
                """),
            .clean(
                .python,
                """
                from fastapi import HTTPException, Request
                async def authenticate(request: Request):
                    token = request.headers.get("authorization")
                    if token is None or token == "":
                        raise HTTPException(401)
                """),
            .clean(
                .swift,
                """
                import Vapor
                func authenticate(_ req: Request) throws {
                    guard let token = req.headers.bearerAuthorization?.token, token != "" else { throw Abort(.unauthorized) }
                    try check(token)
                }
                """),
            .clean(
                .swift,
                """
                import Vapor
                func authenticate(_ req: Request) throws {
                    guard let token = req.headers.bearerAuthorization?.token else { throw Abort(.unauthorized) }
                    guard token.utf8.count == 32 else { throw Abort(.unauthorized) }
                    try check(token)
                }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.sites(.compare) where site.isConstantTime == false && site.surface != .test && site.surface != .docs {
                findings.add(
                    at: site, "the caller's token is compared with `\(site.api)`, which stops at the first difference", site.evidence,
                    confidence: .likely)
            }
        })
}
