extension Rule {
    /// Every rule, in the order of the rubric.
    package static let all: [Rule] = [
        missingAudience, audienceNotRequired, disabledAudienceCheck, missingIssuer, missingDPoP, tokenPassthrough,
        unverifiedToken, acceptedNoneAlgorithm, unpinnedAlgorithm, ignoredExpiry,
        longTokenLifetime, tokenWithoutExpiry,
        tokenInToolOutput, tokenInLog, tokenInURL, tokenInPlainStorage,
    ]
}
