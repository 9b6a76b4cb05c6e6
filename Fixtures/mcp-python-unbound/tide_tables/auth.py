from fastmcp.server.auth.providers.jwt import JWTVerifier

from .settings import Settings


def build_auth(settings: Settings) -> JWTVerifier:
    """Access tokens are JWTs of the coast guard's authorization server."""
    return JWTVerifier(
        jwks_uri=settings.jwks_uri,
        issuer=settings.issuer,
        algorithm="RS256",
        required_scopes=["tides:read"],
    )
