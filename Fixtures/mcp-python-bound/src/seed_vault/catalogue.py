from dataclasses import dataclass


@dataclass(frozen=True)
class Seed:
    name: str
    year: int
    drawer: str


_SEEDS = [
    Seed("winter rye", 2019, "A3"),
    Seed("field bean", 2021, "B7"),
    Seed("spelt", 2020, "A4"),
]


def search(text: str) -> list[Seed]:
    return [seed for seed in _SEEDS if text.lower() in seed.name]
