import SourceScanner

extension Rule {
    static let unscopedTokenExchange = Rule(
        id: "unscoped-token-exchange", axis: .permissions, severity: .low, points: 5,
        title: "Token exchanged without asking for fewer rights",
        explanation:
            "A token-exchange request without `scope` asks for everything that the caller's token allows. A server that needs to read one file then holds a token "
            + "that deletes them all.",
        remedy: "Send `scope` with the rights that this call needs.",
        detection: "Finds token-exchange requests as `unbound-token-exchange` does and looks for `scope`.",
        limits: "An authorization server may give out less than was asked for; that is not visible in the source.",
        references: [.rfc(8693, "2.1"), .rfc(9700, "2.3"), .mcp("authorization#scope-minimization")], cwe: [272],
        examples: ExchangeExample.requests(without: "scope"),
        check: { inventory, findings in
            for site in inventory.sites(.exchange) where site.scope.state == .missing && site.surface != .test {
                findings.add(
                    at: site, "\(site.api) asks for no particular scope: the new token may do all that the old one could",
                    site.scope.evidence,
                    confidence: site.scope.isCertain ? .certain : .likely)
            }
        })
}
