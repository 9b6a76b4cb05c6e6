extension Knowledge {
    /// What is known about Python and Swift libraries and cannot be said as an entry, and why.
    package static let pythonSwiftNotCovered: [(library: String, api: String, reason: String)] = [
        (
            "PyJWT", "jwt.decode with a PyJWK as key",
            "`algorithms` may then be left out and the key's own alg counts; the type of an argument's value is no condition of an entry"
        ),
        ("PyJWT", "algorithms given as a string", "the library tests for a substring, which is read as a list of one"),
        (
            "PyJWT", "options with verify_signature False and verify_aud True",
            "claims are checked again then; the entry takes all checks as off"
        ),
        (
            "PyJWT", "PyJWKClient.get_signing_key_from_jwt",
            "looks a key up by the unverified kid; no decision about the token is made there"
        ),
        (
            "Authlib", "claims.validate_exp, validate_aud, validate_iss",
            "single checks on the result; only `validate()` switches an entry's claims on"
        ),
        ("Authlib", "@require_oauth(scope)", "a decorator that is an instance; the validator it was given is the site"),
        ("jwcrypto", "check_claims={'exp': timestamp}", "compares with the given time instead of now; taken as a check of the expiry"),
        (
            "fastmcp", "Client(url) inside a tool, 2.x",
            "forwards the caller's token by itself in 2.x, never in 3 and 4; without a known version the entry would accuse the newer ones"
        ),
        (
            "fastmcp", "RemoteAuthProvider, MultiAuth",
            "compare nothing themselves; the verifier they are given is the site, and a provider without one is listed"
        ),
        (
            "mcp", "verify_token returning AccessToken(resource=)",
            "enforced only with AuthSettings(validate_token_resource=True) elsewhere in the program; the two sites are reported separately"
        ),
        ("mcp", "exchange_identity_assertion", "everything is in the program's override"),
        ("mcpauth", "a custom verify function", "0.2.0b1 skips the issuer then; the function is read like any other"),
        ("djangorestframework-simplejwt", "JWTAuthentication", "named by a string in REST_FRAMEWORK; the settings entry stands for it"),
        ("django-oauth-toolkit", "TokenHasScope and its like", "classes named in a list, never called; the settings entry stands for them"),
        (
            "google-auth", "verify_token with a certs_url that serves a JWK Set",
            "audience and expiry then follow PyJWT; what an address serves is not in the source"
        ),
        ("firebase-admin", "FIREBASE_AUTH_EMULATOR_HOST", "an environment variable switches the signature off"),
        ("fastapi-azure-auth", "log of malformed tokens", "the library leaks by itself (auth.py:178); no call of the program does"),
        ("okta-jwt-verifier", "the default audience", "`api://default` is shared by a whole organisation; taken as a fixed value"),
        ("itsdangerous", "salt", "plays the part of an audience between uses of one key; not compared"),
        (
            "requests_oauth2client", "token_exchange(**kwargs) built elsewhere",
            "keywords spread from a dictionary are seen only where it is written out"
        ),
        ("jwt-kit", "IssuerClaim, SubjectClaim, IDClaim, IssuedAtClaim", "no methods: compared by hand on `.value`"),
        ("jwt-kit", "JWTSigner.unsecuredNone (4.x)", "a static member, not a call, where it is handed over without parentheses"),
        ("vapor/jwt", "gSuiteDomainName", "a hosted domain is neither audience nor issuer"),
        ("yourkarma/JWT", "claimsSetCoordinator", "which claims it holds is built by messages; its presence is taken as the checks"),
        (
            "mcp-swift-sdk", "requiresAuthentication: { _, _ in false }",
            "a closure that answers false switches authentication off; closures are no values"
        ),
        ("okta-mobile-swift", "DefaultIDTokenValidator", "called by the flows themselves, never by the program"),
        ("JWSETKit", "DPoPProof.issuedAt", "refuses only the future; a maximum age is the caller's comparison"),
    ]
}
