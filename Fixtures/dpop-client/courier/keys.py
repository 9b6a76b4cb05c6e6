import json

from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm


class ProofKey:
    """A key that lives as long as the process."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())

    def public_jwk(self) -> dict[str, str]:
        return json.loads(ECAlgorithm.to_jwk(self.private.public_key()))
