import httpx

from .config import PRICES, STALLS
from .exchange import delegated_token, token_for


async def stalls(token: str) -> list[dict]:
    upstream_token = await token_for(STALLS, token)
    async with httpx.AsyncClient(base_url=STALLS.base_url) as client:
        response = await client.get("/stalls", headers={"Authorization": f"Bearer {upstream_token}"})
        return response.raise_for_status().json()


async def prices(token: str) -> list[dict]:
    upstream_token = await delegated_token(token)
    async with httpx.AsyncClient(base_url=PRICES.base_url) as client:
        response = await client.get("/prices", headers={"Authorization": f"Bearer {upstream_token}"})
        return response.raise_for_status().json()


async def weather(token: str) -> dict:
    async with httpx.AsyncClient(base_url="https://weather.partner.example") as client:
        response = await client.get("/today", headers={"Authorization": f"Bearer {token}"})
        return response.raise_for_status().json()
