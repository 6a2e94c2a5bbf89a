"""What is loaded near the places a file may mean: borders, roads and buildings, to measure how the file lies on them."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata import crs
from geodata.sql import rows

# Roads and buildings are fetched this far around a place; a place without any counts as this far off.
REACH_M = 60.0
_CELL_M = 25.0
# Far more than a sample under all its readings needs; beyond it places are thinned out evenly.
_MOST_WINDOWS = 6_000
# Readings that put a place this far outside the district find nothing there.
_MARGIN_M = 2_000.0
_SIMPLIFIED_M = 0.5


@dataclass(frozen=True)
class ReferenceGround:
    """Shapes in metres of MEASURE. district: polygons of the highest level in force, or nothing.

    borders: segments (n,) of all borders in force; roads: lines (n,); buildings: polygons (n,), both only near the
    places asked for.
    """

    district: NDArray[np.object_]
    borders: NDArray[np.object_]
    roads: NDArray[np.object_]
    buildings: NDArray[np.object_]

    @property
    def empty(self) -> bool:
        """Whether nothing is loaded to measure against."""
        return not (len(self.borders) or len(self.roads) or len(self.buildings))

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """The district's bounds (xmin, ymin, xmax, ymax), None where no border is in force."""
        if not len(self.district):
            return None
        xmin, ymin, xmax, ymax = shapely.total_bounds(self.district)
        return float(xmin), float(ymin), float(xmax), float(ymax)


def reference_ground(places: NDArray[np.float64], day: date) -> ReferenceGround:
    """The loaded ground around places (n, 2; metres in MEASURE) on a local day (3 statements).

    No viewer is asked for: only distances to these shapes are ever told, and who imports may see them all.
    """
    district, borders = _borders(day)
    near = _windows(places, shapely.total_bounds(district) if len(district) else None)
    return ReferenceGround(
        district, borders, _near("list_roads_near", near), _near("list_buildings_near", near)
    )


def district_in_force(day: date) -> NDArray[np.object_]:
    """The polygons (n,) of the highest level in force on a local day, metres in MEASURE; none before a first import
    (1 statement).
    """
    found = rows("list_borders_in_force", day=day, tolerance_m=_SIMPLIFIED_M)
    highest = [bytes(row["outline"]) for row in found if row["level"] == found[0]["level"]]
    return np.asarray(shapely.from_wkb(highest), dtype=object)


def _borders(day: date) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """The polygons of the highest level, and every border as single segments, each once."""
    found = rows("list_borders_in_force", day=day, tolerance_m=_SIMPLIFIED_M)
    polygons = np.asarray(shapely.from_wkb([bytes(row["outline"]) for row in found]), dtype=object)
    highest = np.array([row["level"] == found[0]["level"] for row in found], dtype=bool)
    return polygons[highest], segments_of(polygons)


def segments_of(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """The border segments (n,) of polygons (m,), each once."""
    rings = shapely.get_rings(shapely.get_parts(polygons))
    points, owner = shapely.get_coordinates(rings, return_index=True)
    if not len(points):
        return np.empty(0, dtype=object)
    joined = owner[1:] == owner[:-1]
    start, end = (points[part][joined].round(2) for part in (slice(None, -1), slice(1, None)))
    turned = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    segments = np.where(turned[:, None], np.hstack([end, start]), np.hstack([start, end]))
    return shapely.linestrings(np.unique(segments, axis=0).reshape(-1, 2, 2))


def _windows(places: NDArray[np.float64], bounds: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """The places (n, 2) to look around: near the district, one a cell."""
    usable = places[np.isfinite(places).all(axis=1)]
    if bounds is not None:
        inside = (usable >= bounds[:2] - _MARGIN_M) & (usable <= bounds[2:] + _MARGIN_M)
        usable = usable[inside.all(axis=1)]
    cells = np.unique((usable / _CELL_M).round(), axis=0) * _CELL_M
    step = max(1, -(-len(cells) // _MOST_WINDOWS))
    return cells[::step]


def _near(name: str, places: NDArray[np.float64]) -> NDArray[np.object_]:
    reach = REACH_M + _CELL_M
    found = rows(name, x=places[:, 0].tolist(), y=places[:, 1].tolist(), reach_m=reach, srid=crs.MEASURE)
    return np.asarray(shapely.from_wkb([bytes(row["outline"]) for row in found]), dtype=object)
