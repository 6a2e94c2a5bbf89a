"""Spots on the map in words, as the areas, places and roads of a day have them."""

from collections.abc import Sequence
from datetime import date

from geodata.crs import MEASURE
from geodata.rules.spot_words import NEAR_M, SpotName, spot_name
from geodata.sql import rows


def spot_names(spots: Sequence[tuple[float, float]], day: date) -> list[SpotName]:
    """The words of each spot (metres of MEASURE), in their order (1 statement, none without spots). Public data.

    day: local day whose areas are named.
    """
    if not spots:
        return []
    x, y = (list(axis) for axis in zip(*spots, strict=True))
    found = rows("name_spots", x=x, y=y, srid=MEASURE, today=day, near_m=NEAR_M)
    return [spot_name(row) for row in found]
