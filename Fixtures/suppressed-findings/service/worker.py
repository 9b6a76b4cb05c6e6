import logging

import jwt

KEYS = jwt.PyJWKClient("https://id.example/jwks")


def consume(message):
    token = message.headers["authorization"].removeprefix("Bearer ")
    logging.info("token %s", token)
    return jwt.decode(token, KEYS.get_signing_key_from_jwt(token).key, algorithms=["RS256"])


def peek(message):
    token = message.headers["authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, options={"verify_signature": False})  # skillaudit: ignore[unverified-token] -- the broker has verified it
    if claims["role"] != "admin":
        raise PermissionError("refused")
    return claims["sub"]
