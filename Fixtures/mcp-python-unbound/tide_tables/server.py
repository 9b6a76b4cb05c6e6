import datetime as dt
import logging

from fastmcp import FastMCP
from fastmcp.server.dependencies import get_access_token

from .almanac import Almanac
from .auth import build_auth
from .settings import get_settings

log = logging.getLogger(__name__)
settings = get_settings()
almanac = Almanac(settings.almanac)

mcp = FastMCP("tide-tables", auth=build_auth(settings))


@mcp.tool
async def tides(harbour: str, day: dt.date) -> list[dict]:
    """High and low water of a harbour on a day."""
    access = get_access_token()
    log.info("tides of %s for %s", harbour, access.client_id if access else "nobody")
    return await almanac.tides(harbour, day)


@mcp.tool
async def next_high_water(harbour: str) -> dict | None:
    """The next high water of a harbour."""
    today = dt.date.today()
    rows = await almanac.tides(harbour, today)
    return next((row for row in rows if row["kind"] == "high"), None)


def main() -> None:
    mcp.run(transport="http", host="0.0.0.0", port=settings.port)


if __name__ == "__main__":
    main()
