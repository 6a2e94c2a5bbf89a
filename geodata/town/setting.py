"""What decides the content of a town, whenever and wherever it is made."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TownSetting:
    """Seed, scale, the local day of the first events, events a year."""

    seed: int
    scale: float
    since: date
    per_year: int
