import httpx

from .config import TOKEN_ENDPOINT, Upstream, client_credentials

EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"


async def token_for(upstream: Upstream, subject_token: str) -> str:
    """Trades the caller's token for one that only the upstream accepts (RFC 8693)."""
    async with httpx.AsyncClient(timeout=5) as client:
        response = await client.post(
            TOKEN_ENDPOINT,
            auth=client_credentials(),
            data={
                "grant_type": EXCHANGE,
                "subject_token": subject_token,
                "subject_token_type": ACCESS_TOKEN,
                "resource": upstream.resource,
                "scope": upstream.scope,
            },
        )
    response.raise_for_status()
    return response.json()["access_token"]


async def delegated_token(subject_token: str) -> str:
    """Trades the caller's token for a delegated one, for whichever service needs it."""
    async with httpx.AsyncClient(timeout=5) as client:
        response = await client.post(
            TOKEN_ENDPOINT,
            auth=client_credentials(),
            data={
                "grant_type": EXCHANGE,
                "subject_token": subject_token,
                "subject_token_type": ACCESS_TOKEN,
            },
        )
    response.raise_for_status()
    return response.json()["access_token"]
