import Testing

@testable import AuditRules

@Suite("Knowledge of Python and Swift libraries")
struct PythonSwiftKnowledgeTests {
    static let entries: [TokenAPI] = Knowledge.python + Knowledge.swift

    @Test("every path starts at a parameter, a builder, a receiver, a setting or a subclass's attribute")
    func pathsAreRooted() {
        for entry in Self.entries {
            let keyed = entry.callees.contains { callee in
                switch callee {
                case .setting, .subclass: true
                default: false
                }
            }
            // Keyword-only parameters have no position, so they need not be listed where labels are required.
            for path in entry.paths {
                #expect(!path.isEmpty && !path.contains("..") && !path.hasSuffix("."), "\(entry.name): \(path)")
                if let prefix = path.split(separator: ":").first, path.contains(":") {
                    #expect(["chain", "receiver", "setting", "environment"].contains(String(prefix)), "\(entry.name): \(path)")
                    continue
                }
                let first = String(path.prefix { $0 != "." })
                #expect(
                    keyed || first == "self" || entry.parameters.contains(first)
                        || Self.keywordOnly[entry.library, default: []].contains(first),
                    "\(entry.library) \(entry.name): \(path)")
            }
        }
    }

    /// Keywords without a position, by library.
    static let keywordOnly: [String: Set<String>] = [
        "fastmcp": ["forward_incoming_headers"],
        "python-keycloak": ["key", "algs", "check_claims", "leeway", "options", "audience", "issuer"],
        "jwskate": ["alg", "algs", "audience", "issuer", "check_exp", "leeway"],
        "requests_oauth2client": ["alg", "algs", "ath", "htm", "htu", "audience", "resource", "scope"],
        "Authlib": [
            "claims_options", "leeway", "audience", "resource", "subject_token", "grant_type", "scope", "alg", "header", "expires_in",
        ],
        "okta-mobile-swift": ["audience"],
    ]

    @Test("an API is told from another by its name and its version")
    func namesAreUnique() {
        var seen: Set<String> = []
        for entry in Self.entries {
            for callee in entry.callees {
                #expect(
                    seen.insert("\(callee) \(entry.name) \(String(describing: entry.versions))").inserted, "\(entry.library) \(entry.name)")
            }
        }
    }

    @Test("alternatives by version stand newest first and do not overlap")
    func versionsDescend() {
        for (_, group) in Dictionary(grouping: Self.entries, by: { "\($0.library) \($0.name)" }) where group.count > 1 {
            for (newer, older) in zip(group, group.dropFirst()) {
                guard let start = newer.versions?.from, let end = older.versions?.below else {
                    Issue.record("\(newer.library) \(newer.name)")
                    continue
                }
                #expect(start == end, "\(newer.library) \(newer.name)")
            }
        }
    }

    @Test("every entry has a callee, a note and a name")
    func entriesAreComplete() {
        for entry in Self.entries {
            #expect(!entry.callees.isEmpty && !entry.name.isEmpty && !entry.library.isEmpty && !entry.note.isEmpty, "\(entry.name)")
            #expect(Set(entry.callees).count == entry.callees.count, "\(entry.name) lists a callee twice")
            #expect(entry.note.count <= 150, "\(entry.name): a note is one sentence")
        }
    }

    @Test("what verifies says something about audience, issuer and expiry; what issues says how long")
    func kindsCarryTheirFacts() {
        // A signed value without claims, and tables of tokens.
        let claimless: Set<String> = ["itsdangerous", "StaticTokenVerifier"]
        for entry in Self.entries {
            switch entry.kind {
            case .verify where !claimless.contains(entry.library) && !claimless.contains(entry.name) && !entry.mintedHere:
                #expect(
                    entry.audience.isApplicable && entry.issuer.isApplicable && entry.expiry.isApplicable, "\(entry.library) \(entry.name)")
            case .issue: #expect(entry.lifetime != nil, "\(entry.library) \(entry.name)")
            case .dpopVerify: #expect(!entry.proofChecks.isEmpty, "\(entry.library) \(entry.name)")
            case .exchange: #expect(entry.audience.isApplicable, "\(entry.library) \(entry.name)")
            default: break
            }
        }
    }

    @Test("no Python or Swift verifier is credited with remembering proofs")
    func nobodyKeepsProofs() {
        for entry in Self.entries { #expect(entry.proofChecks[.replay] == nil, "\(entry.name)") }
    }

    @Test(
        "the library is covered",
        arguments: [
            "PyJWT", "python-jose", "Authlib", "joserfc", "jwcrypto", "fastmcp", "mcp", "mcpauth", "djangorestframework-simplejwt",
            "django-oauth-toolkit", "Flask-JWT-Extended", "fastapi-users", "fastapi-azure-auth", "google-auth", "firebase-admin",
            "okta-jwt-verifier", "python-keycloak", "msal", "auth0-api-python", "itsdangerous", "starlette", "jwskate",
            "requests_oauth2client",
            "descope", "jwt-kit", "vapor/jwt", "Swift-JWT", "JWTDecode.swift", "JSONWebToken.swift", "JOSESwift", "yourkarma/JWT",
            "mcp-swift-sdk",
            "hummingbird-auth", "jose-swift", "JWSETKit", "OAuthenticator", "Auth0.swift", "eudi-openid4vci", "AtprotoOAuth",
            "okta-mobile-swift",
        ])
    func libraryIsCovered(library: String) {
        #expect(Self.entries.contains { $0.library == library })
    }

    @Test("the surprises are encoded")
    func surprises() throws {
        func entry(_ library: String, _ name: String) throws -> TokenAPI {
            try #require(Self.entries.first { $0.library == library && $0.name == name }, "\(library) \(name)")
        }
        let pyJWT = try entry("PyJWT", "jwt.decode")
        #expect(pyJWT.audience.omitted == .closedIfPresent && pyJWT.issuer.omitted == .open && pyJWT.algorithms.omitted == .closed)
        #expect(pyJWT.audience.off.contains(.false("options.verify_signature")))
        let jose = try entry("python-jose", "jwt.decode")
        #expect(jose.audience.claimAbsent == .open && jose.audience.requires == ["options.require_aud"])
        let fastMCP = try entry("fastmcp", "JWTVerifier")
        #expect(fastMCP.audience.emptyList == .open && fastMCP.audience.emptyString == .open && fastMCP.inbound == true)
        #expect(try entry("mcp", "AuthSettings").audience.on == [.true("validate_token_resource")])
        #expect(try entry("Swift-JWT", "JWT(jwtString:verifier:)").signatureOff.contains(Switch("verifier", .absent)))
        #expect(try entry("jwcrypto", "JWT").expiry.off == [.given("check_claims")])
        #expect(try entry("jwt-kit", "JWTPayload").audience.omitted == .unsupported)
        #expect(try entry("Authlib", "BearerTokenGenerator").lifetime?.omittedSeconds == 864_000)
        #expect(try entry("Authlib", "rfc9068.JWTBearerTokenValidator").audience.omitted == .closed)
        #expect(try entry("Authlib", "rfc7523.JWTBearerTokenValidator").audience.omitted == .unsupported)
    }

    @Test("every module of an entry belongs to a known package")
    func modulesBelongToPackages() {
        let copied: Set<String> = ["mcp_simple_auth"]
        for entry in Self.entries {
            for callee in entry.callees {
                guard let module = callee.module else { continue }
                let first = String(module.prefix { $0 != "." && $0 != "*" })
                let isKnown = Knowledge.pythonDistributions[first] != nil || Knowledge.swiftPackages[first] != nil || copied.contains(first)
                #expect(isKnown, "\(entry.name): \(module)")
            }
        }
    }

    @Test("what cannot be said has a reason")
    func gapsAreExplained() {
        for gap in Knowledge.pythonSwiftNotCovered {
            #expect(!gap.library.isEmpty && !gap.api.isEmpty && gap.reason.count > 20)
            #expect(Self.entries.contains { $0.library == gap.library }, "\(gap.library) is no library of an entry")
        }
    }
}

extension TokenAPI {
    fileprivate var paths: [OptionPath] {
        let claims = [audience, issuer] + Array(proofChecks.values)
        let options: [OptionPath] = claims.flatMap { $0.paths + $0.requires + ($0.off + $0.on).map(\.path) }
        let switches: [OptionPath] = (expiry.off + expiry.on + signatureOff + when + unless + anonymous.on + anonymous.off).map(\.path)
        let single: [OptionPath] = [token, key, payload, expiry.leeway?.path].compactMap { $0 }
        return options + switches + single + algorithms.paths + expiry.requires + shields + scope + (lifetime?.sources.map(\.path) ?? [])
    }
}

extension Callee {
    fileprivate var module: String? {
        switch self {
        case .function(let module, _), .method(let module, _, _), .constructor(let module, _), .subclass(let module, _),
            .decorator(let module, _):
            module
        case .member(_, _, _, let module): module
        case .setting, .own: nil
        }
    }
}
