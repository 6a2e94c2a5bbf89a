"""How many people of which age live in each building, and how many of them are floating population."""

from dataclasses import dataclass

import numpy as np

from geodata.town.ground.tables import Buildings
from geodata.town.identity import stream

PERSONS_PER_HOUSEHOLD = 1_265_000 / 480_000  # Panlong's plan: 1.265 M people; households are the town's
SHARE_60_PLUS = 0.198  # Panlong's plan
BANDS = ("0_14", "15_59", "60_79", "80_plus")
_TARGET = np.array([0.135, 1.0 - 0.135 - SHARE_60_PLUS, 0.165, SHARE_60_PLUS - 0.165])

# fabric: household size, shares of the four bands, share of floating persons
_PROFILES = {
    "slab": (2.35, (0.11, 0.60, 0.235, 0.055), 0.17),
    "tower": (2.80, (0.17, 0.71, 0.105, 0.015), 0.14),
    "midrise": (2.75, (0.16, 0.69, 0.125, 0.025), 0.13),
    "court": (2.20, (0.09, 0.56, 0.27, 0.080), 0.22),
    "shop_house": (2.60, (0.13, 0.68, 0.155, 0.035), 0.28),
    "urban_village": (2.45, (0.10, 0.80, 0.085, 0.015), 0.62),
    "village": (3.10, (0.15, 0.56, 0.230, 0.060), 0.04),
}
_OTHER = (2.4, (0.10, 0.78, 0.10, 0.02), 0.30)


@dataclass(frozen=True)
class People:
    """Persons per building: bands (n, 4) by age, floating (n,) of them not registered here."""

    bands: np.ndarray
    floating: np.ndarray


def make_people(buildings: Buildings, seed: int) -> People:
    """The people of every building; totals exact for persons and for each age band."""
    rng = stream(seed, "people")
    size, shares, floating = _profiles_of(buildings.fabric)
    persons = _persons(buildings.households, size * rng.lognormal(0.0, 0.08, len(size)))
    bands = rng.multinomial(persons, shares)
    _move_to_target(bands, rng)
    return People(bands, rng.binomial(bands.sum(axis=1), floating))


def _profiles_of(fabric: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Household size (n,), band shares (n, 4) and floating share (n,) by fabric."""
    names, index = np.unique(fabric, return_inverse=True)
    rows = [_PROFILES.get(name, _OTHER) for name in names]
    shares = np.array([row[1] for row in rows])
    shares /= shares.sum(axis=1, keepdims=True)
    return np.array([row[0] for row in rows])[index], shares[index], np.array([row[2] for row in rows])[index]


def _persons(households: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Persons per building, at least one a household, summing to the town's rounded total."""
    total = round(int(households.sum()) * PERSONS_PER_HOUSEHOLD)
    beyond = households * (size - 1.0)
    return households + share_out(beyond, total - int(households.sum()))


def share_out(weights: np.ndarray, total: int) -> np.ndarray:
    """Integers in proportion to weights with an exact total, by largest remainder.

    >>> share_out(np.array([1.0, 1.0, 2.0]), 5).tolist()
    [1, 1, 3]
    """
    if total == 0 or weights.sum() <= 0:
        return np.zeros(len(weights), dtype=np.int64)
    exact = weights * (total / weights.sum())
    shares = np.floor(exact + 1e-9).astype(np.int64)
    rest = total - int(shares.sum())
    order = np.lexsort((np.arange(len(weights)), -(exact - shares)))
    shares[order[:rest]] += 1
    return shares


def _move_to_target(bands: np.ndarray, rng: np.random.Generator) -> None:
    """Change ages of single persons in place until every band has the town's exact total."""
    target = share_out(_TARGET, int(bands.sum()))
    while (bands.sum(axis=0) != target).any():
        surplus = bands.sum(axis=0) - target
        giver, taker = int(surplus.argmax()), int(surplus.argmin())
        wanted = min(int(surplus[giver]), -int(surplus[taker]))
        rows = np.flatnonzero(bands[:, giver])
        chosen = rng.choice(rows, size=min(wanted, len(rows)), replace=False)
        bands[chosen, giver] -= 1
        bands[chosen, taker] += 1
