import datetime as dt

import httpx


class Almanac:
    def __init__(self, base_url: str) -> None:
        self._client = httpx.AsyncClient(base_url=base_url, timeout=10)

    async def tides(self, harbour: str, day: dt.date) -> list[dict]:
        response = await self._client.get(f"/harbours/{harbour}/tides", params={"day": day.isoformat()})
        response.raise_for_status()
        return response.json()["tides"]
