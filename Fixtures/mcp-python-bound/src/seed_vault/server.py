from mcp.server.auth.middleware.auth_context import get_access_token
from mcp.server.auth.settings import AuthSettings
from mcp.server.fastmcp import FastMCP

from . import catalogue, constants
from .tokens import SeedTokenVerifier

mcp = FastMCP(
    "seed-vault",
    token_verifier=SeedTokenVerifier(),
    auth=AuthSettings(
        issuer_url=constants.ISSUER,
        resource_server_url=constants.RESOURCE,
        required_scopes=[constants.READ_SCOPE],
    ),
)


@mcp.tool()
def find_seeds(text: str) -> list[dict]:
    """Seeds whose name holds the text."""
    access = get_access_token()
    if access is None or constants.READ_SCOPE not in access.scopes:
        raise PermissionError("catalogue:read is required")
    return [vars(seed) for seed in catalogue.search(text)]


if __name__ == "__main__":
    mcp.run(transport="streamable-http")
