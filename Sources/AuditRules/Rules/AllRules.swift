extension Rule {
    /// Every rule, in the order of the rubric.
    package static let all: [Rule] = [
        missingAudience, audienceNotRequired, disabledAudienceCheck, missingIssuer, missingDPoP, tokenPassthrough, ambientAuthority,
        unverifiedToken, acceptedNoneAlgorithm, unpinnedAlgorithm, ignoredExpiry, unsafeTokenComparison,
        longTokenLifetime, tokenWithoutExpiry, hardcodedSigningSecret, weakSigningSecret,
        tokenInToolOutput, tokenInLog, tokenInURL, tokenInPlainStorage,
    ]
}
