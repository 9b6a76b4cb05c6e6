import Testing

@testable import AuditRules

@Suite struct TypeScriptKnowledgeTests {
    private static let entries: [TokenAPI] = Knowledge.typeScript

    /// Every library whose behaviour was read.
    private static let libraries = [
        "jose", "jsonwebtoken", "express-jwt", "express-oauth2-jwt-bearer", "passport-jwt", "koa-jwt", "@fastify/jwt", "@nestjs/jwt",
        "hono",
        "aws-jwt-verify", "google-auth-library", "firebase-admin", "@okta/jwt-verifier", "jwt-decode", "oauth4webapi", "openid-client",
        "dpop",
        "oidc-provider", "njwt", "fast-jwt", "@modelcontextprotocol/sdk", "@modelcontextprotocol/server", "@modelcontextprotocol/client",
        "fastmcp",
        "mcp-auth", "@cloudflare/workers-oauth-provider", "@clerk/backend", "@supabase/supabase-js", "better-auth", "@better-auth/mcp",
        "next-auth",
        "express-session", "cookie", "xmcp", "@xmcp/adapter", "@node-oauth/oauth2-server", "djwt", "mcp-handler",
        "@tsndr/cloudflare-worker-jwt",
        "jwt-simple", "jws", "@hapi/jwt", "hapi-auth-jwt2", "jsrsasign", "@elysiajs/jwt", "@auth0/auth0-api-js", "@scalekit-sdk/node",
        "@descope/node-sdk", "passport-azure-ad", "mcp-use", "express-oauth2-dpop", "@solid/access-token-verifier",
        "@atproto/oauth-provider",
        "@azure/msal-node", "@xmcp-dev/scalekit", "@xmcp-dev/workos", "@xmcp-dev/clerk", "cookie-session",
    ]

    @Test(arguments: libraries) func knowsTheLibrary(_ library: String) {
        #expect(Self.entries.contains { $0.library == library })
    }

    @Test func knowsKeySets() {
        #expect(Set(Knowledge.typeScriptKeySources.map(\.library)) == ["jose", "jwks-rsa"])
        for source in Knowledge.typeScriptKeySources {
            if let address = source.address { #expect(source.parameters.contains(firstName(of: address))) }
        }
    }

    @Test func everyPathStartsAtAParameter() {
        for entry in Self.entries { checkPaths(of: entry) }
    }

    private func checkPaths(of entry: TokenAPI) {
        for path in paths(of: entry) {
            if path.hasPrefix("receiver:") {
                #expect(
                    entry.receiverParameters.contains(firstName(of: String(path.dropFirst("receiver:".count)))), "\(entry.name): \(path)")
            }
            guard !["chain:", "receiver:", "registration:", "setting:", "self."].contains(where: path.hasPrefix) else { continue }
            #expect(entry.parameters.contains(firstName(of: path)), "\(entry.library) \(entry.name): \(path)")
        }
    }

    @Test func everyEntryIsReachableAndExplained() {
        for entry in Self.entries {
            #expect(!entry.callees.isEmpty)
            #expect(!entry.note.isEmpty, "\(entry.library) \(entry.name)")
            #expect(Set(entry.callees).count == entry.callees.count, "\(entry.library) \(entry.name) repeats a callee")
            #expect(Set(entry.parameters).count == entry.parameters.count)
        }
    }

    /// A verifier must say something about claims, an issuer about lifetimes, a proof verifier about checks.
    @Test func everyKindSaysWhatItsRulesAsk() {
        for entry in Self.entries {
            let subject: Comment = "\(entry.library) \(entry.name)"
            switch entry.kind {
            case .verify: #expect(entry.audience.isApplicable && entry.issuer.isApplicable, subject)
            case .introspect, .exchange: #expect(entry.audience.isApplicable, subject)
            case .issue: #expect(entry.lifetime != nil, subject)
            case .dpopVerify, .dpopClient: #expect(!entry.proofChecks.isEmpty, subject)
            default: break
            }
        }
    }

    @Test func entriesOfOneCalleeDifferInNameVersionOrCondition() {
        var seen: Set<String> = []
        for entry in Self.entries {
            for callee in entry.callees {
                let key = "\(callee) \(entry.name) \(String(describing: entry.versions)) \(entry.when) \(entry.unless)"
                #expect(seen.insert(key).inserted, "\(entry.library) \(entry.name)")
            }
        }
    }

    /// The resolver takes the first where the version is not known.
    @Test func theNewestVersionComesFirstAndRangesMeet() {
        let groups = Dictionary(grouping: Self.entries) { "\($0.library) \($0.name) \($0.when) \($0.unless)" }
        for (name, entries) in groups where entries.contains(where: { $0.versions != nil }) {
            #expect(entries.first?.versions?.below == nil || entries.count == 1, "\(name)")
            for (newer, older) in zip(entries, entries.dropFirst()) where newer.callees == older.callees {
                #expect(newer.versions?.from == older.versions?.below, "\(name)")
            }
        }
    }

    @Test func everyGapHasOneReason() {
        let gaps = Knowledge.typeScriptNotCovered
        #expect(Set(gaps.map { "\($0.library) \($0.api)" }).count == gaps.count)
        #expect(gaps.allSatisfy { !$0.reason.isEmpty })
    }

    @Test func joseComparesEmptyAudiencesSince625() {
        let verify = Self.entries.filter { $0.library == "jose" && $0.name == "jwtVerify" }
        #expect(verify.map(\.audience.emptyString) == [.closed, .presenceOnly])
        #expect(verify.allSatisfy { $0.audience.omitted == .open })
    }

    @Test func bareStringsAreMillisecondsForJSONWebToken() throws {
        let sign = try #require(Self.entries.first { $0.library == "jsonwebtoken" && $0.kind == .issue })
        let source = try #require(sign.lifetime?.sources.first)
        #expect(source.unit == .seconds)
        #expect(source.bareStringUnit == .milliseconds)
        #expect(sign.lifetime?.omittedSeconds == 0)
    }

    @Test func nestedPassportOptionsDoNotCount() throws {
        let strategy = try #require(Self.entries.first { $0.library == "passport-jwt" })
        #expect(strategy.audience.paths == ["options.audience"])
        #expect(!paths(of: strategy).contains("options.jsonWebTokenOptions.audience"))
    }

    private func firstName(of path: OptionPath) -> String { String(path.prefix { $0 != "." && $0 != "(" }) }

    private func paths(of entry: TokenAPI) -> [OptionPath] {
        let claims = [entry.audience, entry.issuer] + entry.proofChecks.values
        let switches =
            claims.flatMap { $0.off + $0.on } + entry.expiry.off + entry.signatureOff + entry.when + entry.unless + entry.anonymous.on
            + entry.anonymous.off
        var paths: [OptionPath] = claims.flatMap { $0.paths + $0.requires } + switches.map(\.path)
        paths += entry.algorithms.paths + entry.expiry.requires + entry.scope + (entry.lifetime?.sources.map(\.path) ?? [])
        paths += [entry.token, entry.key, entry.payload, entry.expiry.leeway?.path].compactMap { $0 }
        return paths
    }
}
