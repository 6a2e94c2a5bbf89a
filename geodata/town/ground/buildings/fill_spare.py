"""What stands on parcels that got no building: one or two small bars along the edge."""

import numpy as np

from geodata.town.ground.buildings.parcels import Parcels
from geodata.town.ground.buildings.placing import Candidates
from geodata.town.ground.buildings.slabs import edge_bars

# Use → fabric, floors, relative households per floor of the small bars.
SPARE = {
    "estate_old": ("slab", (3, 6), 1.6),
    "estate_modern": ("slab", (4, 7), 1.8),
    "mixed": ("shop_house", (2, 5), 1.2),
    "commercial": ("podium", (2, 5), 0.0),
    "campus": ("public", (2, 5), 0.0),
    "school": ("school", (2, 5), 0.0),
    "hospital": ("hospital", (3, 7), 0.0),
    "industry": ("factory", (1, 3), 0.0),
}
DEPTH_M, LENGTH_M, GAP_M = 9.5, 22.0, 5.0
MOST = 3  # bars on one parcel


def fill_spare(parcels: Parcels, kind: np.ndarray, found: Candidates, rng: np.random.Generator) -> Candidates:
    """Small bars for the parcels whose block appears nowhere in `found`; kind is the use of each parcel."""
    spare = Candidates()
    built = np.isin(parcels.block, np.concatenate(found.block)) if found.block else np.zeros(len(kind), bool)
    for use, (fabric, floors, homes) in SPARE.items():
        empty = parcels.take((kind == use) & ~built)
        count = len(empty.polygon)
        if count == 0:
            continue
        bars, parcel = edge_bars(empty, np.full(count, DEPTH_M), np.full(count, LENGTH_M), GAP_M)
        order = np.argsort(parcel, kind="stable")
        turn = np.empty(len(parcel), int)
        turn[order] = np.arange(len(parcel)) - np.searchsorted(parcel[order], parcel[order])
        keep = turn < MOST
        high = rng.integers(*floors, keep.sum())
        spare.add(bars[keep], empty.block[parcel[keep]], fabric, high, high * homes)
    return spare
