import anyio.to_thread
import jwt
from mcp.server.auth.provider import AccessToken, TokenVerifier

from . import constants

_keys = jwt.PyJWKClient(constants.JWKS_URI, cache_keys=True, lifespan=600)


def _claims(token: str) -> dict:
    key = _keys.get_signing_key_from_jwt(token)
    return jwt.decode(
        token,
        key.key,
        algorithms=constants.ALGORITHMS,
        audience=constants.RESOURCE,
        issuer=constants.ISSUER,
        options={"require": ["exp", "iat", "aud", "iss", "client_id"]},
    )


class SeedTokenVerifier(TokenVerifier):
    """Accepts what the seed bank's single sign-on issued for this server, and nothing else."""

    async def verify_token(self, token: str) -> AccessToken | None:
        try:
            claims = await anyio.to_thread.run_sync(_claims, token)
        except jwt.PyJWTError:
            return None
        return AccessToken(
            token=token,
            client_id=claims["client_id"],
            scopes=claims.get("scope", "").split(),
            expires_at=claims["exp"],
            resource=constants.RESOURCE,
        )
