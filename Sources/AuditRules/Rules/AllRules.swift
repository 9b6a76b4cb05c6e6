extension Rule {
    /// Every rule, in the order of the rubric.
    package static let all: [Rule] = [
        missingAudience, audienceNotRequired, disabledAudienceCheck, ignoredAudienceMismatch, looseAudienceMatch,
        missingIssuer, disabledIssuerCheck, looseIssuerMatch,
        missingDPoP, unverifiedDPoP, incompleteDPoP, incompleteDPoPProof, dpopDowngrade,
        unboundTokenExchange, unscopedTokenExchange,
        tokenPassthrough, ambientAuthority,
        excessiveScope, missingScopeCheck,
        unverifiedToken, acceptedNoneAlgorithm, unpinnedAlgorithm, mixedKeyAlgorithms,
        ignoredExpiry, issuerFromToken, missingAuthentication, unsafeTokenComparison,
        longTokenLifetime, tokenWithoutExpiry, hardcodedSigningSecret, weakSigningSecret,
        tokenInToolOutput, tokenInLog, tokenInURL, tokenInPlainStorage,
    ]
}
