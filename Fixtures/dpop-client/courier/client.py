import httpx

from .keys import ProofKey
from .proof import resource_proof, upload_proof


class Depot:
    def __init__(self, base_url: str, access_token: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._token = access_token
        self._key = ProofKey()
        self._http = httpx.Client(timeout=10)

    def parcels(self) -> list[dict]:
        url = f"{self._base_url}/parcels"
        proof = resource_proof(self._key, "GET", url, self._token)
        response = self._http.get(url, headers={"Authorization": f"DPoP {self._token}", "DPoP": proof})
        return response.raise_for_status().json()

    def upload(self, name: str, content: bytes) -> None:
        url = f"{self._base_url}/labels/{name}"
        authorization, proof = upload_proof(self._key, url, self._token)
        self._http.put(url, content=content, headers={"Authorization": authorization, "DPoP": proof}).raise_for_status()
