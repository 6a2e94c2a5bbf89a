"""Households and building years: exact sums drawn from the weights of the fabric."""

import numpy as np

MOST_PER_BUILDING = 98  # a single tower above this could not be parted into planner's blocks
YEARS = {
    "slab": (1979, 2001),
    "tower": (2004, 2024),
    "midrise": (2001, 2022),
    "court": (1912, 1986),
    "shop_house": (1958, 2004),
    "urban_village": (1988, 2016),
    "village": (1965, 2020),
    "podium": (1992, 2020),
    "mall": (2000, 2024),
    "office": (1994, 2024),
    "school": (1978, 2018),
    "hospital": (1985, 2020),
    "factory": (1975, 2016),
    "shed": (1980, 2020),
    "greenhouse": (2006, 2024),
    "public": (1985, 2020),
}
USES = {
    "slab": "residential",
    "tower": "residential",
    "midrise": "residential",
    "court": "residential",
    "shop_house": "mixed",
    "urban_village": "residential",
    "village": "residential",
    "podium": "commercial",
    "mall": "commercial",
    "office": "office",
    "school": "school",
    "hospital": "hospital",
    "factory": "industry",
    "shed": "agricultural",
    "greenhouse": "agricultural",
    "public": "public",
}


def share_out(total: int, weight: np.ndarray, most: int = MOST_PER_BUILDING) -> np.ndarray:
    """Integers (n,) that sum to total, in proportion to weight, 1 … most where weight > 0, else 0."""
    homes = weight > 0
    if not homes.sum() <= total <= most * homes.sum():
        raise ValueError(f"{total} households do not go into {homes.sum()} buildings of 1 to {most}")
    low, high = 0.0, total / weight[homes].min()
    for _ in range(80):
        factor = (low + high) / 2.0
        fits = np.clip(np.floor(weight[homes] * factor), 1, most).sum() <= total
        low, high = (factor, high) if fits else (low, factor)
    exact = weight[homes] * low
    share = np.clip(np.floor(exact), 1, most).astype(int)
    rest = total - share.sum()
    open_ended = np.where(share < most, exact - np.floor(exact), -1.0)
    share[np.argsort(-open_ended, kind="stable")[:rest]] += 1
    result = np.zeros(len(weight), int)
    result[homes] = share
    return result


def building_years(fabric: np.ndarray, block: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Year of each building, (n,) int: one year per block and fabric, a few years up or down."""
    place = rng.random(block.max() + 1 if len(block) else 0)
    year = np.zeros(len(fabric), int)
    for name, (first, last) in YEARS.items():
        here = np.flatnonzero(fabric == name)
        drift = rng.normal(0.0, 2.0 if name in ("slab", "tower", "midrise") else 9.0, len(here))
        year[here] = np.clip(np.round(first + place[block[here]] * (last - first) + drift), first, last)
    return year
