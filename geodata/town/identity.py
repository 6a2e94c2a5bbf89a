"""Stable identities and random streams: the same seed gives the same uuids and draws on every machine."""

from collections.abc import Iterable
from uuid import NAMESPACE_URL, UUID, uuid5

import numpy as np

# One number per stream, never reused: a new stage takes the next one and moves nothing else.
STREAMS = {
    "people": 101,
    "staffing": 102,
    "points": 103,
    "care": 104,
    "care_rhythm": 105,
    "events_day": 106,
    "events_place": 107,
    "hot_spots": 108,
    "points_rhythm": 109,
    "alarms": 110,
}


def stream(seed: int, name: str, *more: int) -> np.random.Generator:
    """The random stream of one stage, or of one day of it when `more` names the day."""
    return np.random.default_rng(np.random.SeedSequence([seed, STREAMS[name], *more]))


def namespace(seed: int) -> UUID:
    """The namespace of one town's uuids."""
    return uuid5(NAMESPACE_URL, f"urn:gridatlas:town:{seed}")


def uuids(seed: int, table: str, keys: Iterable[object]) -> list[str]:
    """One uuid (text) per key, a pure function of seed, table and key."""
    space = namespace(seed)
    return [str(uuid5(space, f"{table}/{key}")) for key in keys]
