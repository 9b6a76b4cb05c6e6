from functools import lru_cache

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="TIDES_")

    issuer: str = "https://auth.coast.example/"
    jwks_uri: str = "https://auth.coast.example/.well-known/jwks.json"
    almanac: str = "https://almanac.coast.example"
    port: int = 8000


@lru_cache
def get_settings() -> Settings:
    return Settings()
