extension Knowledge {
    /// All entries for Python, the most used library first.
    package static let python: [TokenAPI] = [
        pyJWT, pythonJose, fastMCP, fastMCPProviders, mcpPythonSDK, mcpAuth, authlibJose, authlibOAuth, joserfc, jwcrypto, flaskJWTExtended,
        simpleJWT,
        djangoOAuthToolkit, fastAPIUsers, fastAPIAzureAuth, googleAuth, firebaseAdmin, oktaJWTVerifier, pythonKeycloak, msalPython,
        auth0APIPython,
        itsdangerous,
        requestsOAuth2Client, azureIdentityPython, identityServices, cloudAuthorizers,
    ].flatMap { $0 }

    /// The distributions that install a module, by the module's first name: what a manifest says about a version.
    package static let pythonDistributions: [String: [String]] = [
        "jwt": ["PyJWT"], "jose": ["python-jose"], "fastmcp": ["fastmcp", "fastmcp-slim"], "mcp": ["mcp"], "mcpauth": ["mcpauth"],
        "authlib": ["Authlib"], "joserfc": ["joserfc"], "jwcrypto": ["jwcrypto"], "flask_jwt_extended": ["Flask-JWT-Extended"],
        "rest_framework_simplejwt": ["djangorestframework-simplejwt"], "oauth2_provider": ["django-oauth-toolkit"],
        "fastapi_users": ["fastapi-users"], "fastapi_azure_auth": ["fastapi-azure-auth"], "google": ["google-auth"],
        "firebase_admin": ["firebase-admin"], "okta_jwt_verifier": ["okta-jwt-verifier"], "keycloak": ["python-keycloak"], "msal": ["msal"],
        "auth0_api_python": ["auth0-api-python"], "azure": ["azure-identity"], "itsdangerous": ["itsdangerous"], "starlette": ["starlette"],
        "jwskate": ["jwskate"],
        "requests_oauth2client": ["requests_oauth2client"], "descope": ["descope"],
        "scalekit": ["scalekit-sdk-python"], "clerk_backend_api": ["clerk-backend-api"], "supabase": ["supabase"],
        "cognitojwt": ["cognitojwt"],
        "boto3": ["boto3"], "aws_cdk": ["aws-cdk-lib"],
    ]
}
