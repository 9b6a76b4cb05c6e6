from fastapi import FastAPI

from . import upstreams
from .inbound import CallerToken

app = FastAPI(title="market gateway")


@app.get("/stalls")
async def stalls(token: CallerToken) -> list[dict]:
    return await upstreams.stalls(token)


@app.get("/prices")
async def prices(token: CallerToken) -> list[dict]:
    return await upstreams.prices(token)


@app.get("/weather")
async def weather(token: CallerToken) -> dict:
    return await upstreams.weather(token)
