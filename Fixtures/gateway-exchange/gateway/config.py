import os
from dataclasses import dataclass

ISSUER = "https://tokens.market.example"
TOKEN_ENDPOINT = f"{ISSUER}/oauth2/token"
GATEWAY = "https://gateway.market.example"


@dataclass(frozen=True)
class Upstream:
    base_url: str
    resource: str
    scope: str


STALLS = Upstream("https://stalls.internal.example", "https://stalls.market.example", "stalls:read")
PRICES = Upstream("https://prices.internal.example", "https://prices.market.example", "prices:read")


def client_credentials() -> tuple[str, str]:
    return os.environ["GATEWAY_CLIENT_ID"], os.environ["GATEWAY_CLIENT_SECRET"]
