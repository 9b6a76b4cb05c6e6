import SourceScanner

extension Rule {
    static let unboundTokenExchange = Rule(
        id: "unbound-token-exchange", axis: .permissions, severity: .high, points: 15,
        title: "Token exchanged without naming its new recipient",
        explanation:
            "Token exchange (RFC 8693) is how a server gets a token of its own for the next service. A request without `audience` and `resource` leaves the recipient "
            + "to the authorization server, which mostly answers with a token that every service accepts.",
        remedy: "Send `audience` or `resource` (RFC 8707) with the identifier of the service that the new token is for.",
        detection:
            "Finds requests with the token-exchange grant type: forms, dictionaries, query items, bodies as text, and calls of libraries. Parameters are followed through "
            + "variables, spreads, later writes and the function's callers.",
        limits:
            "Parameters that a function outside of the program adds are not seen; where one may, nothing is reported. Grants of a single provider that name the recipient "
            + "otherwise are left alone.",
        references: [.rfc(8693, "2.1"), .rfc(8707, "2"), .mcp("authorization#access-token-privilege-restriction")], cwe: [441, 863],
        examples: ExchangeExample.requests(without: "audience"),
        check: { inventory, findings in
            for site in inventory.sites(.exchange) where site.audience.state == .missing && site.surface != .test {
                findings.add(
                    at: site, "\(site.api) names neither audience nor resource: the new token may be good for any service",
                    site.audience.evidence,
                    confidence: site.audience.isCertain ? .certain : .likely)
            }
        })
}

/// A token-exchange request in each language, complete and with one parameter left out.
enum ExchangeExample {
    static func requests(without name: String) -> [Rule.Example] {
        func kept(_ parameter: String, _ line: String) -> String { parameter == name ? "" : line }
        let mark = "↓"
        func typeScript(_ mark: String, _ isWhole: Bool) -> String {
            """
            export async function exchange(callerToken: string) {
                const response = await fetch("https://id.example/token", {
                    method: "POST",
                    body: new \(mark)URLSearchParams({
                        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
                        subject_token: callerToken,
                        subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
                        \(isWhole ? "audience: \"https://mcp.example\"," : kept("audience", "audience: \"https://mcp.example\","))
                        \(isWhole ? "scope: \"files:read\"," : kept("scope", "scope: \"files:read\","))
                    }),
                })
                return (await response.json()).access_token
            }
            """
        }
        func javaScript(_ mark: String, _ isWhole: Bool) -> String {
            """
            const GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
            const TARGET = { audience: "https://files.example", scope: "files:read" }
            export async function exchange(callerToken) {
                const form = new \(mark)URLSearchParams()
                form.append("grant_type", GRANT)
                form.append("subject_token", callerToken)
                \(isWhole ? "form.append(\"audience\", TARGET.audience)" : kept("audience", "form.append(\"audience\", TARGET.audience)"))
                \(isWhole ? "form.append(\"scope\", TARGET.scope)" : kept("scope", "form.append(\"scope\", TARGET.scope)"))
                return fetch("https://id.example/token", { method: "POST", body: form })
            }
            """
        }
        func python(_ mark: String, _ isWhole: Bool) -> String {
            """
            import httpx
            def exchange(caller_token):
                form = {
                    "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
                    "subject_token": caller_token,
                    \(isWhole ? "\"audience\": \"https://files.example\"," : kept("audience", "\"audience\": \"https://files.example\","))
                    \(isWhole ? "\"scope\": \"files:read\"," : kept("scope", "\"scope\": \"files:read\","))
                }
                return httpx.\(mark)post("https://id.example/token", data=form).json()
            """
        }
        func pythonSteps(_ mark: String, _ isWhole: Bool) -> String {
            """
            import requests
            GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
            def exchange(caller_token, target="https://files.example"):
                form = {"grant_type": GRANT, "subject_token": caller_token}
                \(isWhole ? "form[\"resource\"] = target" : kept("audience", "form[\"resource\"] = target"))
                \(isWhole ? "form.update(scope=\"files:read\")" : kept("scope", "form.update(scope=\"files:read\")"))
                return requests.\(mark)post("https://id.example/token", data=form).json()
            """
        }
        func swift(_ mark: String, _ isWhole: Bool) -> String {
            """
            import Foundation
            func exchange(_ callerToken: String) async throws -> Data {
                var body = URLComponents()
                body.queryItems = \(mark)[
                    URLQueryItem(name: "grant_type", value: "urn:ietf:params:oauth:grant-type:token-exchange"),
                    URLQueryItem(name: "subject_token", value: callerToken),
                    \(isWhole ? "URLQueryItem(name: \"audience\", value: \"https://files.example\")," : kept("audience", "URLQueryItem(name: \"audience\", value: \"https://files.example\"),"))
                    \(isWhole ? "URLQueryItem(name: \"scope\", value: \"files:read\")," : kept("scope", "URLQueryItem(name: \"scope\", value: \"files:read\"),"))
                ]
                return try await post(body.percentEncodedQuery ?? "")
            }
            """
        }
        func swiftDictionary(_ mark: String, _ isWhole: Bool) -> String {
            """
            import Vapor
            func exchange(_ callerToken: String, _ request: Request) async throws -> ClientResponse {
                try await request.client.post("https://id.example/token") { outgoing in
                    let form: [String: String] = \(mark)[
                        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token": callerToken,
                        \(isWhole ? "\"resource\": \"https://files.example\"," : kept("audience", "\"resource\": \"https://files.example\","))
                        \(isWhole ? "\"scope\": \"files:read\"," : kept("scope", "\"scope\": \"files:read\","))
                    ]
                    try outgoing.content.encode(form, as: .urlEncodedForm)
                }
            }
            """
        }
        let flagged: [Rule.Example] = [
            .flagged(.typeScript, typeScript(mark, false)), .flagged(.javaScript, javaScript(mark, false)),
            .flagged(.python, python(mark, false)),
            .flagged(.python, pythonSteps(mark, false)), .flagged(.swift, swift(mark, false)),
            .flagged(.swift, swiftDictionary(mark, false)),
        ]
        let clean: [Rule.Example] = [
            .clean(.typeScript, typeScript("", true)), .clean(.javaScript, javaScript("", true)), .clean(.python, python("", true)),
            .clean(.python, pythonSteps("", true)),
            .clean(.swift, swift("", true)), .clean(.swift, swiftDictionary("", true)),
        ]
        return flagged + clean
    }
}
