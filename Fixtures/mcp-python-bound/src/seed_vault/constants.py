ISSUER = "https://sso.seeds.example"
RESOURCE = "https://vault.seeds.example/mcp"
JWKS_URI = f"{ISSUER}/keys"
ALGORITHMS = ["RS256"]
READ_SCOPE = "catalogue:read"
