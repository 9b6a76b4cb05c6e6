extension Knowledge {
    /// @solid/access-token-verifier (`CommunitySolidServer/access-token-verifier`).
    static let solid: [TokenAPI] = [
        TokenAPI(
            library: "@solid/access-token-verifier", name: "createSolidTokenVerifier", kind: .verify,
            callees: [.function("@solid/access-token-verifier", "createSolidTokenVerifier")], audience: .fixed, issuer: .fixed,
            algorithms: AlgorithmOption([], omitted: .libraryDefault), expiry: ExpiryOption(.checkedIfPresent), result: .guardian,
            inbound: true,
            keysBindIssuer: true, note: "Makes the function that verifies: `aud` must hold 'solid', the issuer is trusted by the WebID."),
        TokenAPI(
            library: "@solid/access-token-verifier", name: "createSolidTokenVerifier proof", kind: .dpopVerify,
            callees: [.function("@solid/access-token-verifier", "createSolidTokenVerifier")],
            proofChecks: ProofCheckers.all(except: [.accessTokenHash]).merging(
                [.accessTokenHash: ClaimOption([], omitted: .closedIfPresent, claimAbsent: .open)], uniquingKeysWith: { $1 }),
            result: .guardian, inbound: true, note: "`ath` is compared only where the proof has one (src/algorithm/verifyDpopProof.ts:31)."),
    ]

    /// @atproto/oauth-provider (`bluesky-social/atproto`).
    static let atproto: [TokenAPI] = [
        TokenAPI(
            library: "@atproto/oauth-provider", name: "DpopManager.checkProof", kind: .dpopVerify,
            callees: [
                .method("@atproto/oauth-provider", "DpopManager", "checkProof"),
                .member(["dpopManager"], "checkProof", labels: nil, importing: "@atproto/oauth-provider"),
            ], parameters: ["method", "url", "headers", "accessToken"], token: "headers",
            proofChecks: ProofCheckers.all(except: [.replay, .thumbprint, .accessTokenHash]).merging(
                [.accessTokenHash: ClaimOption(["accessToken"], omitted: .open)], uniquingKeysWith: { $1 }),
            result: .testable, inbound: true,
            note: "Replay and thumbprint are the caller's; any asymmetric algorithm (src/dpop/dpop-manager.ts:52).")
    ]
}
