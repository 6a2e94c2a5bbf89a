"""Which grid a place was in on a day, and what became of the grids of a community."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from geodata.crs import MEASURE
from geodata.queries.open_plan import community_of
from geodata.sql import rows


@dataclass(frozen=True)
class GridThen:
    """A grid in force from a local day (None: from the beginning) to another (None: on), and the plan that made it."""

    code: str
    name: str
    name_en: str
    community: str
    begins: date | None
    ends: date | None
    plan: str | None
    plan_name: str

    def holds(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day < self.ends)


def grids_of_place(lon: float, lat: float) -> list[GridThen]:
    """Every grid a place (degrees WGS 84) ever lay in, the first one first (1 statement)."""
    found = rows("list_grids_of_place", lon=lon, lat=lat, srid=MEASURE)
    return [GridThen(**{**row, "plan": str(row["plan"]) if row["plan"] else None}) for row in found]


def grid_lineage(code: str) -> list[dict[str, Any]]:
    """Versions of a community's grids, oldest first: day, name, and what each grid took over of which (2 statements).

    NotFound for a code that is no community's.
    """
    versions: dict[int, dict[str, Any]] = {}
    for row in rows("list_lineage", community=community_of(code).pk):
        plan, name, day = row.pop("plan"), row.pop("plan_name"), row.pop("valid_from")
        versions.setdefault(plan, {"name": name, "day": day, "links": []})["links"].append(row)
    return list(versions.values())
