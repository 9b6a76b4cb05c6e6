from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from .config import GATEWAY, ISSUER

_bearer = HTTPBearer()
_keys = jwt.PyJWKClient(f"{ISSUER}/jwks")


def caller_token(credentials: Annotated[HTTPAuthorizationCredentials, Depends(_bearer)]) -> str:
    """The caller's token, once it is known to be meant for this gateway."""
    token = credentials.credentials
    try:
        jwt.decode(
            token,
            _keys.get_signing_key_from_jwt(token),
            algorithms=["ES256"],
            audience=GATEWAY,
            issuer=ISSUER,
        )
    except jwt.InvalidTokenError as error:
        raise HTTPException(status_code=401, detail="invalid token") from error
    return token


CallerToken = Annotated[str, Depends(caller_token)]
