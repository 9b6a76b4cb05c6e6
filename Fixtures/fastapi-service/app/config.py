from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    tenant: str = "greenhouse"
    domain: str = "greenhouse.eu.auth.example"
    jwt_secret: str = "change-me-in-production"
    session_minutes: int = 60 * 24 * 8

    @property
    def issuer(self) -> str:
        return f"https://{self.domain}/"


settings = Settings()
