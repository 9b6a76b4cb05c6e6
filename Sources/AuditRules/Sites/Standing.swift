import SourceScanner

/// Settles what only all sites together show: which tokens decide access here, which of them this program mints itself, and which unverified readings are harmless.
enum Standing {
    static func settle(_ sites: [TokenSite], _ evaluator: Evaluator, shielded: Set<Syntax> = []) -> [TokenSite] {
        var result = sites
        let issuers = sites.filter { $0.kind == .issue && $0.surface != .test }
        let minted = Set(issuers.compactMap(\.key.identity))
        let names = Set(sites.filter { ($0.kind == .issue || $0.kind == .settings) && $0.surface != .test }.compactMap(\.issuerIdentity))
        let proof = proof(sites)
        for index in result.indices {
            var site = result[index]
            if let type = site.syntax.enclosingClass, shielded.contains(type) { site.inbound = false }
            switch site.kind {
            case .verify, .introspect, .dpopVerify:
                if site.inbound == nil { site.inbound = Purpose.isInbound(site, evaluator) }
                // The key that the program signs with, or the name under which it issues.
                if site.key.identity.map(minted.contains) == true || site.issuerIdentity.map(names.contains) == true {
                    site.selfIssued = true
                } else if site.selfIssued == nil {
                    site.selfIssued = mintsLikewise(site, issuers, evaluator.program)
                }
                if site.kind != .dpopVerify { site.dpop = proof }
            case .issue:
                site.inbound = false
            case .decode:
                site.inbound = site.inbound ?? Purpose.isInbound(site, evaluator)
            default: site.inbound = site.inbound ?? false
            }
            result[index] = site
        }
        let minting = Set(result.filter { $0.selfIssued == true }.map(\.syntax))
        for index in result.indices {
            if let wrapped = result[index].wrapped, minting.contains(wrapped) { result[index].selfIssued = true }
        }
        return result
    }

    /// What the program does about proofs: a token that it verifies is bound as well as its best verification binds it.
    private static func proof(_ sites: [TokenSite]) -> TokenSite.Proof {
        let proofs = sites.filter { $0.kind == .dpopVerify && $0.surface != .test }.map(\.dpop)
        return proofs.contains(.verified) ? .verified : proofs.isEmpty ? .absent : .partial
    }

    /// A symmetric key or an unknown one, in a package that mints tokens with the same library.
    private static func mintsLikewise(_ site: TokenSite, _ issuers: [TokenSite], _ program: Program) -> Bool {
        switch site.key.source {
        case .fixedKeySet, .namedByToken, .embedded: false
        // Whatever library signs: a package that mints access tokens and verifies with a key that is nobody's published set.
        default:
            issuers.contains { issued in
                guard program.dependencies.shareManifest(site.location.path, issued.location.path),
                    [.access, .session, .refresh].contains(issued.lifetime?.subject ?? .access),
                    issued.algorithm.allowed.isEmpty || site.algorithm.allowed.isEmpty
                        || !Set(issued.algorithm.allowed).isDisjoint(with: site.algorithm.allowed)
                else { return false }
                return issued.library == site.library
                    || (sameEcosystem(issued.language, site.language) && issued.library != "opaque-store" && issued.surface == .production)
            }
        }
    }
}

private func sameEcosystem(_ left: Language, _ right: Language) -> Bool { left == right || (left.isECMAScript && right.isECMAScript) }

/// What a token is for, by the words around it.
enum Purpose {
    /// Words of tokens that decide no access to a resource: mail links, states, identity tokens at a relying party, client assertions.
    private static let elsewhere = [
        "idtoken", "id_token", "resettoken", "reset_token", "passwordreset", "password_reset", "invite", "verification_token",
        "verificationtoken", "emailtoken", "email_token", "confirm", "unsubscribe", "magiclink",
        "magic_link", "client_assertion", "clientassertion", "state_token", "statetoken", "logout_token", "logouttoken", "webhook",
        "requestobject", "request_object", "jarm", "softwarestatement", "captcha", "csrf", "xsrf", "reg_token", "registration_token",
        "registrationtoken", "registration_access", "registrationaccess", "setup_token", "setuptoken",
    ]

    /// An app with windows and no server in it reads its own tokens.
    private static func isApp(_ program: Program) -> Bool {
        ["UIKit", "SwiftUI", "AppKit", "AuthenticationServices", "WatchKit"].contains(where: program.importsAnywhere)
            && !["Vapor", "Hummingbird", "MCP", "NIOHTTP1", "JWT"].contains(where: program.importsAnywhere)
    }

    /// By which a client gets a token of its own from the authorization server: `client.getAccessToken()`, `app.acquire_token_silent(…)`.
    private static let obtaining = ["getAccessToken", "refreshAccessToken", "acquireToken", "acquire_token", "fetchToken", "fetch_token"]

    private static func isObtained(_ token: Value) -> Bool {
        switch token.bare {
        case .projection(let base, _, _): isObtained(base)
        case .result(_, let call): call.child(.callee).map { $0.kind == .member && obtaining.contains(where: $0.name.hasPrefix) } ?? false
        default: false
        }
    }

    static func isInbound(_ site: TokenSite, _ evaluator: Evaluator) -> Bool? {
        if site.surface == .test || site.surface == .script || site.surface == .docs { return false }
        if site.language == .swift, isApp(evaluator.program) { return false }
        let call = site.syntax
        if let token = call.child(.argument)?.child(.value), isObtained(evaluator.value(of: token).value) { return false }
        // A method that a framework asks about every request, whatever its class is called.
        if let function = call.enclosingFunction, VerifierContract.isFulfilled(by: function, evaluator) { return true }
        // What the program has just asked another server for lets nobody in.
        if call.kind == .call, let token = call.child(.argument)?.child(.value), FetchedValue.isAnswer(token, evaluator) { return false }
        // `EntraIdTokenVerifier` knows Entra ID, no ID token.
        let type = (call.enclosingClass?.name ?? "").replacing("EntraId", with: "Entra")
        var words = (call.enclosingFunction.map(Evaluator.callName(of:)) ?? "") + " " + type
        for argument in call.children(.argument).prefix(2) { words += " " + argument.text.prefix(80) }
        if let target = call.statement?.child(.target) { words += " " + target.text }
        let lower = words.lowercased()
        if elsewhere.contains(where: { lower.contains($0) }) { return false }
        return true
    }
}
