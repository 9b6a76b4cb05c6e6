import SourceScanner

extension Rule {
    static let looseIssuerMatch = Rule(
        id: "loose-issuer-match", axis: .permissions, severity: .medium, points: 8,
        title: "Issuer compared in part, or in vain",
        explanation:
            "An issuer is compared as a whole and exactly (RFC 8414 §4). A comparison of its beginning or with a pattern accepts issuers that somebody else may set up "
            + "(`https://id.example.attacker.test`); a mismatch that is only logged, or an expected value that was read from the token itself, accepts all of them.",
        remedy: "Compare the whole `iss` with the expected issuer, and reject the token when they differ.",
        detection:
            "Looks at the operation that compares `iss`, at what a mismatch leads to, at where the expected value comes from, and at whether the configuration names it.",
        limits:
            "Templates for many tenants of one provider are patterns, too; whether its tenants are trusted alike is not visible in the source.",
        references: [.rfc(7519, "4.1.1"), .rfc(8725, "3.8"), .rfc(8414, "4")], cwe: [187, 345],
        examples: LooseExample.examples(claim: "iss", expected: "https://id.example"),
        check: { inventory, findings in
            for site in inventory.judged where site.issuer.state != .notApplicable && site.issuer.state != .disabled {
                let how: String
                if site.issuer.reaction != .rejects {
                    how = site.issuer.reaction == .onlyLogs ? "and only logs a mismatch" : "and forgets the refusal of a mismatch"
                } else if site.issuer.comparesWithItself {
                    how = "with a value of the same token"
                } else if [.enforced, .conditional].contains(site.issuer.state),
                    let looseness = site.issuer.looseness ?? site.issuer.foreignness(to: inventory.policy.issuers)
                {
                    how = looseness
                } else {
                    continue
                }
                findings.add(
                    at: site, "\(site.api) compares the issuer \(how)", site.issuer.evidence,
                    confidence: site.issuer.isCertain ? .certain : .likely)
            }
        })
}
