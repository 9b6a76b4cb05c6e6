from fastapi import FastAPI

from . import beds

app = FastAPI(title="greenhouse")
app.include_router(beds.router)


@app.get("/healthz")
async def healthz() -> dict:
    return {"ok": True}
