import SourceScanner

extension Rule {
    static let tokenInPlainStorage = Rule(
        id: "token-in-plain-storage", axis: .credentials, severity: .low, points: 5,
        title: "Token kept where others can read it",
        explanation:
            "Local storage is open to every script of the page, a plain file to every process of the machine and to its backups, the defaults database to whoever gets at the device. A token kept "
            + "there outlives the session that it was meant for.",
        remedy:
            "Keep tokens in memory, in an HTTP-only cookie, in the system's key store, or encrypted; a file that must be is readable for its owner alone (mode 0600).",
        detection:
            "`localStorage.setItem`, `UserDefaults` and writes of whole files whose key, path or value names a token, or that a followed token reaches.",
        limits: "Databases and caches are not looked at. Permissions that are set elsewhere are not seen.",
        references: [
            .rfc(9700, "4.1"),
            .other(
                title: "OWASP HTML5 Security Cheat Sheet",
                url: "https://cheatsheetseries.owasp.org/cheatsheets/HTML5_Security_Cheat_Sheet.html"),
        ], cwe: [312, 922],
        examples: [
            .flagged(
                .typeScript,
                """
                export async function signIn(name: string, password: string) {
                    const answer = await fetch("/login", { method: "POST", body: JSON.stringify({ name, password }) })
                    const { accessToken } = await answer.json()
                    localStorage.↓setItem("accessToken", accessToken)
                }
                """),
            .flagged(
                .javaScript,
                """
                const fs = require("fs")
                exports.save = (tokens) => fs.↓writeFileSync("tokens.json", JSON.stringify(tokens))
                """),
            .flagged(
                .python,
                """
                from pathlib import Path
                TOKEN_FILE = Path("token.txt")
                def save(token):
                    TOKEN_FILE.↓write_text(token)
                """),
            .flagged(
                .python,
                """
                import json
                from pathlib import Path
                def keep(folder: Path, tokens):
                    (folder / "tokens.json").↓write_text(json.dumps(tokens))
                """),
            .flagged(
                .swift,
                """
                import Foundation
                func keep(_ accessToken: String) {
                    UserDefaults.standard.↓set(accessToken, forKey: "accessToken")
                }
                """),
            .flagged(
                .swift,
                """
                import Foundation
                struct Session {
                    let defaults: UserDefaults
                    func keep(_ session: Tokens) { UserDefaults.standard.↓set(session.refresh, forKey: "refresh_token") }
                }
                """),
            .clean(
                .typeScript,
                """
                export function choose(theme: string) {
                    localStorage.setItem("theme", theme)
                    localStorage.setItem("token", "")
                }
                """),
            .clean(
                .javaScript,
                """
                const fs = require("fs")
                exports.save = (tokens) => fs.writeFileSync("tokens.json", JSON.stringify(tokens), { mode: 0o600 })
                """),
            .clean(
                .python,
                """
                from pathlib import Path
                TOKEN_FILE = Path("token.txt")
                def save(token):
                    TOKEN_FILE.write_text(encrypt(token))
                """),
            .clean(
                .python,
                """
                from pathlib import Path
                def report(folder: Path, token_count):
                    (folder / "usage.txt").write_text(str(token_count))
                """),
            .clean(
                .swift,
                """
                import Foundation
                func keep(_ accessToken: String) throws { try keychain.set(accessToken, forKey: "accessToken") }
                """),
            .clean(
                .swift,
                """
                import Foundation
                func remember(_ theme: String) { UserDefaults.standard.set(theme, forKey: "theme") }
                """),
        ],
        check: { inventory, findings in
            for site in inventory.leaks(.storage) {
                findings.add(at: site, "a token is kept where others can read it", site.evidence, confidence: .likely)
            }
        })
}
