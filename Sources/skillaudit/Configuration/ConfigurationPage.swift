import AuditRules

/// What is published about the configuration: its JSON Schema and its page. Both are made from the declaration of the keys.
enum ConfigurationPage {
    static let schemaPath = "schema/config-1.schema.json"

    private static var root: ConfigurationMapping {
        ConfigurationType<Configuration>.configuration.mapping ?? ConfigurationMapping(phrase: "a configuration", keys: [], schema: .null)
    }

    static var keys: [ConfigurationKeyPage] { root.keys }

    /// With a final line ending.
    static var schema: String {
        let head: JSON = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:skillaudit:schema:config:1",
            "title": "skillaudit.yml",
        ]
        let mappings = root.all
        guard case .object(let members) = root.schema else { return head.text }
        let definitions = JSON.object(mappings.dropFirst().map { ($0.name, $0.schema) })
        return head.adding(members + [("$defs", definitions)]).text
    }

    static var markdown: String {
        var lines = [
            "# Configuration", "",
            "`skillaudit.yml` (or `skillaudit.yaml`, `.skillaudit.yml`, `.skillaudit.yaml`) is looked for from the audited folder upwards to the root of the repository; the "
                + "nearest one counts, alone. Its patterns and paths count from the folder in which it lies. In a bare repository, and with `--revision`, it is read from the audited "
                + "commit.", "",
            "- `--config FILE` uses another file, whose patterns count from the root of the repository; `--no-config` uses none.",
            "- Where an address is audited, the repository's own configuration and the suppressions in its comments do not count unless `--trust-config` is given: they would be a "
                + "stranger's word for himself. The report says so.",
            "- The command line comes before the configuration, and the configuration before the defaults.",
            "- `skillaudit init` writes a commented file, `skillaudit config` checks one and prints what was understood, `skillaudit schema config` prints its JSON Schema "
                + "(`docs/\(schemaPath)`), which editors take for completion.",
            "- A key, rule or value that does not exist is an error with its line and column (exit code 2). Anchors and aliases of YAML are not read.",
            "",
            "Example:", "", "```yaml", example, "```", "", "## Keys", "",
        ]
        var known: Set<String> = []
        for mapping in root.all { lines += section(mapping, besides: &known) }
        lines += ["### Effects", ""] + ConfigurationType<Effect>.effects.map { "- `\($0.word)`: \($0.meaning)." } + ["", suppressionText]
        return lines.joined(separator: "\n") + "\n"
    }

    /// A heading and a line for each key; keys that another mapping has in common with this one are named only.
    private static func section(_ mapping: ConfigurationMapping, besides known: inout Set<String>) -> [String] {
        var lines = mapping.phrase == root.phrase ? [] : ["### \(mapping.phrase.prefix(1).uppercased() + mapping.phrase.dropFirst())", ""]
        var common: [String] = []
        for key in mapping.keys {
            let text = "`\(key.name)`\(key.isRequired ? " (required)" : ""): \(key.summary) *\(key.phrase)*"
            if known.insert(text).inserted { lines.append("- " + text) } else { common.append("`\(key.name)`") }
        }
        if !common.isEmpty { lines.append("- \(common.joined(separator: ", ")): as above.") }
        return lines + [""]
    }

    /// One of everything that a project begins with.
    static let example = """
        exclude: ["legacy/**"]
        surfaces:
          example: ["demos/**"]
        rules:
          disabled: [missing-dpop]
          severities:
            missing-issuer: low
        lifetimes:
          access: 15m
          refresh: { limit: 14d, high: 90d }
        expected:
          audience: https://mcp.example
        gate:
          fail-under: B
        suppressions:
          - path: src/health.ts
            rule: missing-authentication
            reason: the probe answers nothing but its version
            until: 2027-01-31
        wrappers:
          - file: src/auth/session.ts
            function: requireSession
            kind: verify
            token: token
            parameters: [token]
            audience: fixed
            issuer: fixed
        libraries:
          - library: acme-auth
            language: typescript
            calls: { module: "@acme/auth", function: verifyToken }
            kind: verify
            parameters: [token, options]
            token: token
            audience: { paths: [options.audience], omitted: open }
            issuer: fixed
            algorithms: library-default
            expiry: checked-if-present
        """

    private static let suppressionText = """
        ## Comments

        ```ts
        // skillaudit: ignore[missing-audience] -- the gateway in front compares the audience
        const { payload } = await jwtVerify(token, keys, { issuer })
        const claims = decodeJwt(token) // skillaudit: ignore[unverified-token, missing-issuer] until 2027-01-31 -- the worker verifies it again
        ```

        A comment (`//`, `/* */`, `#`) speaks for its own line, or for the statement below where it stands alone. It names its rules, and gives a reason; `until` is the last day on which
        it counts, in UTC. Text in strings is no comment. Suppressed findings stay in every report with their reason, and count in no grade and no gate. What is unused, expired or
        malformed is reported: in the text report, in `suppressionRemarks` of the JSON report, and on standard error.

        ## Baseline

        `skillaudit baseline` writes the fingerprints of today's findings to `skillaudit-baseline.json`. An audit with `--baseline` (or the key `baseline`) marks them as suppressed; without
        another gate it fails on every new finding of severity `low` or worse outside tests and documentation. What is no longer found is reported as stale. The file is
        `{"version": 1, "tool", "rubricVersion", "findings": [{"id", "rule", "path", "message"}]}`; `id` decides, the rest is for readers. A file of another version is refused.
        """
}
