from datetime import datetime, timedelta, timezone
from typing import Annotated

import httpx
from fastapi import Depends, HTTPException, status
from fastapi.security import OAuth2PasswordBearer
from jose import JWTError, jwt

from .config import settings

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="login")


def _jwks() -> dict:
    return httpx.get(f"{settings.issuer}.well-known/jwks.json", timeout=5).json()


def create_session(subject: str) -> str:
    expires = datetime.now(timezone.utc) + timedelta(days=8)
    return jwt.encode({"sub": subject, "exp": expires}, settings.jwt_secret, algorithm="HS256")


async def current_user(token: Annotated[str, Depends(oauth2_scheme)]) -> dict:
    try:
        return jwt.decode(
            token,
            _jwks(),
            algorithms=["RS256"],
            issuer=settings.issuer,
            options={"verify_aud": False},
        )
    except JWTError as error:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "invalid token") from error


def tenant_of(token: str) -> str:
    """Which tenant's greenhouse a request is about."""
    claims = jwt.get_unverified_claims(token)
    return claims["tenant"]
