import SourceScanner
import Testing

@testable import AuditRules

/// Tokens that a program seals itself, without a token library.
@Suite struct SealSurveyTests {
    private static func sites(_ files: [String: String]) -> [TokenSite] {
        let contents = files.mapValues { [UInt8]($0.utf8) }
        let trees = contents.keys.sorted().compactMap { path in
            Language(path: path).map { parse(SourceFile(path: path, language: $0, bytes: contents[path] ?? [])) }
        }
        let program = Program(repository: Repository(paths: contents.keys.sorted(), read: { contents[$0] }), trees: trees)
        return Survey.inventory(of: program) { _ in .production }.sites
    }

    private static let seal = """
        import { createHmac, timingSafeEqual } from "node:crypto";
        const secret = process.env.SEAL_SECRET;
        export function seal(kind, claims, seconds) {
          const body = Buffer.from(JSON.stringify({ ...claims, kind, exp: Math.floor(Date.now() / 1000) + seconds })).toString("base64url");
          return body + "." + createHmac("sha256", secret).update(body).digest("base64url");
        }
        export function open(text, kind) {
          const [body, code] = text.split(".");
          const wanted = createHmac("sha256", secret).update(body).digest("base64url");
          if (!timingSafeEqual(Buffer.from(code), Buffer.from(wanted))) return null;
          const claims = JSON.parse(Buffer.from(body, "base64url").toString());
          if (claims.kind !== kind) return null;
          if (claims.exp < Math.floor(Date.now() / 1000)) return null;
          return claims;
        }
        """

    @Test func callsOfASealAreIssueAndVerifySites() throws {
        let sites = Self.sites([
            "src/seal.ts": Self.seal,
            "src/server.ts": """
            import { seal, open } from "./seal";
            export function grant(user) {
              const code = open(user.code, "code");
              return { access_token: seal("access", { user: code.user }, 3600), refresh_token: seal("refresh", { user: code.user }, 86400 * 30) };
            }
            export function authenticate(req) {
              return open(req.headers.authorization.slice(7), "access");
            }
            """,
        ])
        let issued = sites.filter { $0.kind == .issue }
        #expect(issued.map(\.lifetime?.seconds) == [3600, 2_592_000])
        #expect(issued.map(\.lifetime?.subject) == [.access, .refresh])
        let verified = sites.filter { $0.kind == .verify }
        try #require(verified.count == 1)
        #expect(verified[0].location.start.line == 7)
        #expect(verified[0].signature == .verified)
        #expect(verified[0].audience.state == .missing)
        #expect(verified[0].expiry.state == .enforced)
        #expect(verified[0].algorithm.allowed == ["HS256"])
        #expect(verified[0].inbound == true)
        #expect(verified[0].selfIssued == true)
        #expect(sites.allSatisfy { $0.kind != .decode })
    }

    @Test func anAudienceThatTheCallerComparesCounts() throws {
        let sites = Self.sites([
            "src/seal.ts": Self.seal,
            "src/server.ts": """
            import { open } from "./seal";
            export function authenticate(req) {
              const token = open(req.headers.authorization.slice(7), "access");
              if (!token || token.aud !== "https://mcp.example/") throw new Error("not for us");
              return token;
            }
            """,
        ])
        #expect(sites.filter { $0.kind == .verify }.map(\.audience.state) == [.enforced])
    }

    @Test func statesAndAuthorizationCodesOpenNothing() {
        let sites = Self.sites([
            "src/seal.ts": Self.seal,
            "src/login.ts": """
            import { seal, open } from "./seal";
            export const begin = (path) => ({ state: seal("state", { path }, 300) });
            export const finish = (req) => open(req.query.state, "state");
            """,
        ])
        #expect(sites.allSatisfy { $0.kind != .verify && $0.kind != .issue })
    }

    @Test func aWebhooksCodeIsNoTokensCode() {
        let sites = Self.sites([
            "src/hook.ts": """
            import { createHmac, timingSafeEqual } from "node:crypto";
            export function receive(req) {
              const wanted = createHmac("sha256", process.env.HOOK_SECRET).update(req.rawBody).digest("hex");
              if (!timingSafeEqual(Buffer.from(req.headers["x-signature"]), Buffer.from(wanted))) throw new Error("forged");
              return JSON.parse(req.rawBody);
            }
            """
        ])
        #expect(sites.allSatisfy { $0.kind != .verify })
    }

    @Test func aCodeMadeInPythonIsFollowedThroughItsHelper() throws {
        let sites = Self.sites([
            "tokens.py": """
            import base64, hashlib, hmac, json, os, time

            KEY = os.environ["TOKEN_KEY"].encode()

            def _mac(body):
                return hmac.new(KEY, body, hashlib.sha256).hexdigest()

            def make_access_token(subject):
                body = base64.urlsafe_b64encode(json.dumps({"sub": subject, "exp": int(time.time()) + 7200}).encode())
                return body.decode() + "." + _mac(body)

            def read_access_token(token):
                body, mac = token.rsplit(".", 1)
                if not hmac.compare_digest(mac, _mac(body.encode())):
                    raise ValueError("bad token")
                claims = json.loads(base64.urlsafe_b64decode(body))
                if claims["exp"] < time.time():
                    raise ValueError("expired")
                return claims

            def login(user):
                return {"access_token": make_access_token(user)}

            def current_user(request):
                return read_access_token(request.headers["authorization"][7:])
            """
        ])
        #expect(sites.filter { $0.kind == .issue }.compactMap(\.lifetime?.seconds) == [7200])
        let verified = try #require(sites.first { $0.kind == .verify })
        #expect(verified.signature == .verified)
        #expect(verified.expiry.state == .enforced)
        #expect(verified.audience.state == .missing)
        #expect(verified.key.source == .environment)
    }

    @Test func aCipherInSwiftIsASealWhereItsPayloadExpires() throws {
        let sites = Self.sites([
            "Sources/App/Tickets.swift": """
            import CryptoKit
            import Foundation

            struct Ticket: Codable { var subject: String; var exp: Date }

            func sealTicket(_ ticket: Ticket, key: SymmetricKey) throws -> String {
                let data = try JSONEncoder().encode(ticket)
                return try AES.GCM.seal(data, using: key).combined!.base64EncodedString()
            }

            func openTicket(_ text: String, key: SymmetricKey) throws -> Ticket {
                let box = try AES.GCM.SealedBox(combined: Data(base64Encoded: text)!)
                let data = try AES.GCM.open(box, using: key)
                let ticket = try JSONDecoder().decode(Ticket.self, from: data)
                guard ticket.exp > Date() else { throw Refused() }
                return ticket
            }

            func authenticate(bearer: String, key: SymmetricKey) throws -> String {
                try openTicket(bearer, key: key).subject
            }
            """
        ])
        let verified = try #require(sites.first { $0.kind == .verify })
        #expect(verified.location.start.line == 20)
        #expect(verified.expiry.state == .enforced)
        #expect(verified.audience.state == .missing)
    }

    @Test func whatIsEncryptedAtRestIsNoToken() {
        let sites = Self.sites([
            "store.py": """
            import json
            from cryptography.fernet import Fernet

            box = Fernet(open("key").read())

            def save_token(db, upstream):
                db.put("token", box.encrypt(json.dumps(upstream).encode()))
                return True

            def load_token(db, user):
                return json.loads(box.decrypt(db.get("token")))

            def headers(db, user):
                return {"Authorization": "Bearer " + load_token(db, user)["access_token"]}
            """
        ])
        #expect(sites.allSatisfy { $0.kind != .verify && $0.kind != .issue })
    }

    @Test func aStateIsNoTokenWhoeverAsksForIt() {
        func sites(_ name: String) -> [TokenSite] {
            Self.sites([
                "src/callback.ts": """
                import { createHmac } from "node:crypto";
                export function \(name)(request, key) {
                  const [body, code] = new URL(request.url).searchParams.get("state").split(".");
                  if (createHmac("sha256", key).update(body).digest("hex") !== code) throw new Error("forged");
                  return JSON.parse(Buffer.from(body, "base64url").toString());
                }
                export function handleAccessRequest(request, env) {
                  const result = \(name)(request, env.SEAL_KEY);
                  return result.client;
                }
                """
            ]).filter { $0.kind == .verify }
        }
        #expect(sites("validateState").isEmpty)
        #expect(sites("validateGrant").count == 1)
    }
}
