"""Everything an address can be matched to, read at once: buildings, service points, roads, names, areas."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import shapely
from django.utils import timezone

from geodata.analysis.address_entries import AREA, BUILDING, PLACE, POINT, ROAD, Gazetteer, make_gazetteer
from geodata.analysis.address_index import AddressIndex
from geodata.analysis.address_match import locate_rows
from geodata.models import DataVersion, PlaceAlias
from geodata.queries.kept_value import KeptValue
from geodata.rules.levels import CHANGE_KINDS
from geodata.sql import rows

__all__ = ["gazetteer", "kept_address_index", "locate_rows"]

# Pieces of one road are told apart as two roads of the same name from this gap on.
_APART_M = 400.0
# How far a named place reaches where the map does not show its ground.
_REACH_M = {
    "village": 300.0, "park": 200.0, "lake": 600.0, "river": 3000.0, "hill": 800.0, "station": 150.0,
    "hospital": 100.0, "school": 100.0, "estate": 150.0,
}  # fmt: skip
_OTHER_REACH_M = 100.0
_GROUND = [
    "estate_old", "estate_modern", "park", "campus", "school", "hospital", "square", "village", "urban_village",
]  # fmt: skip


def gazetteer(day: date | None = None, aliases: Mapping[str, str] | None = None) -> Gazetteer:
    """The entries addresses are matched to, areas as in force on a local day (today when None) (6 statements).

    aliases: other name → name, in place of the stored ones (5 statements then). Coordinates in metres of
    MEASURE; not filtered by viewer: importing staff places rows anywhere in the district.
    """
    found: list[dict[str, Any]] = []
    found += [{"kind": BUILDING, **row} for row in rows("list_gazetteer_buildings")]
    found += [{"kind": POINT, **row} for row in rows("list_gazetteer_points")]
    found += [_shaped(ROAD, row) for row in rows("list_gazetteer_roads", apart_m=_APART_M)]
    found += [_reaching(row) for row in rows("list_gazetteer_places", ground=_GROUND)]
    found += [_shaped(AREA, row) for row in rows("list_gazetteer_areas", day=day or timezone.localdate())]
    if aliases is None:
        aliases = dict(PlaceAlias.objects.values_list("alias", "name"))
    return make_gazetteer(found, aliases)


def _shaped(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row with its outline as shapely, anchored at its first corner where it has no anchor."""
    shape = shapely.from_wkb(bytes(row["outline"]))
    x_m, y_m = shapely.get_coordinates(shape)[0]
    return {"x_m": x_m, "y_m": y_m, **row, "kind": kind, "shape": shape}


def _reaching(row: dict[str, Any]) -> dict[str, Any]:
    """A named place with how far it reaches."""
    reach = row["reach_m"] or _REACH_M.get(row["place_kind"], _OTHER_REACH_M)
    return {**row, "kind": PLACE, "radius_m": reach}


_VERSIONED = (*CHANGE_KINDS.values(), "buildings", "places", "roads", "service_points")
_TODAYS: KeptValue[AddressIndex] = KeptValue()


def kept_address_index() -> AddressIndex:
    """The index over today's gazetteer, kept in this process until what it was read from changes (2 statements then).

    For pages that look up one address at a time; a run that matches a whole file reads its own with gazetteer().
    """
    today = timezone.localdate()
    versions = DataVersion.objects.filter(kind__in=_VERSIONED).order_by("kind").values_list("kind", "version")
    aliases = dict(PlaceAlias.objects.values_list("alias", "name"))
    state = (today, tuple(versions), tuple(sorted(aliases.items())))
    return _TODAYS.of(state, lambda: AddressIndex(gazetteer(today, aliases)))
