"""The world of the event generator, read back from the database."""

from datetime import date

import numpy as np
import shapely

from geodata.sql import rows
from geodata.town.events.world import StoredBuildings, World, make_world


def read_world(seed: int, day: date) -> World:
    """The world as stored, with the grids in force on a local day (2 statements)."""
    found = rows("list_town_buildings")
    buildings = StoredBuildings(
        ids=np.array([row["id"] for row in found], dtype=np.int64),
        polygon=shapely.from_wkb([bytes(row["outline"]) for row in found]),
        use=np.array([row["use"] for row in found]),
        year=np.array([row["year"] for row in found]),
        floors=np.array([row["floors"] for row in found]),
        households=np.array([row["households"] for row in found]),
    )
    grids = rows("list_grid_outlines", day=day)
    outlines = shapely.from_wkb([bytes(row["outline"]) for row in grids])
    return make_world(buildings, outlines, np.array([row["id"] for row in grids], dtype=np.int64), seed)
