"""Simplify the borders in force for tiles."""

from collections.abc import Iterable, Sequence
from datetime import date

import shapely
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db import transaction

from geodata.analysis.generalise import Layer, generalise
from geodata.crs import WEB
from geodata.models import Generalised
from geodata.queries.border_sets import WebBorder, border_sets, web_borders
from geodata.rules.generalisation import BANDS, tolerance_web_m
from geodata.rules.levels import Level
from geodata.sql import execute

FINEST_FIRST = (Level.GRID, Level.COMMUNITY, Level.SUBDISTRICT, Level.DISTRICT)


@transaction.atomic
def generalise_borders(day: date) -> int:
    """How many simplified borders were stored; 0 where they are there already or another process is at it.

    Tiles draw the exact borders until this commits; what was simplified from other sets of borders goes.
    """
    if not execute("lock_generalising"):
        return 0
    sets = {found.level: found for found in border_sets(day)}
    if all(found.made for found in sets.values()):
        return 0
    # Read at once, so that names and shapes belong together even if borders change meanwhile.
    borders = web_borders(day)
    names = {level: found.name for level, found in sets.items()}
    if {found.level: found.name for found in border_sets(day)} != names:
        return 0
    made = list(_simplified(borders, names))
    # A level that comes out as it was is left alone, for its tiles would be drawn anew.
    kept = {found.name for found in sets.values() if found.made} & _unchanged(made)
    Generalised.objects.exclude(coverage__in=kept).delete()
    new = [one for one in made if one.coverage not in kept]
    Generalised.objects.bulk_create(new, batch_size=500)
    return len(new)


def _unchanged(made: Iterable[Generalised]) -> set[str]:
    """The names of the sets that are stored just so."""
    there, wanted = _by_set(Generalised.objects.iterator(2000)), _by_set(made)
    return {name for name, shapes in wanted.items() if there.get(name) == shapes}


def _by_set(found: Iterable[Generalised]) -> dict[str, dict[tuple[int, int], bytes]]:
    """Name of a set → border and band → its shape."""
    sets: dict[str, dict[tuple[int, int], bytes]] = {}
    for one in found:
        sets.setdefault(one.coverage, {})[one.boundary_id, one.band] = bytes(one.web.wkb)
    return sets


def _simplified(borders: Sequence[WebBorder], names: dict[Level, str]) -> Iterable[Generalised]:
    """Every border in every band."""
    by_level = [[border for border in borders if border.level == level] for level in FINEST_FIRST]
    kept = [level for level in by_level if level]
    layers = [
        Layer(
            tuple(border.area_id for border in level),
            tuple(border.parent_id for border in level),
            tuple(shapely.from_wkb(border.shape) for border in level),
        )
        for level in kept
    ]
    for band in BANDS:
        for level, shapes in zip(kept, generalise(layers, tolerance_web_m(band)), strict=True):
            for border, shape in zip(level, shapes, strict=True):
                yield Generalised(
                    boundary_id=border.boundary_id,
                    band=band,
                    coverage=names[border.level],
                    web=_stored(shape),
                )


def _stored(shape: shapely.Geometry) -> MultiPolygon:
    found = GEOSGeometry(memoryview(shapely.to_wkb(shape)), srid=WEB)
    return found if isinstance(found, MultiPolygon) else MultiPolygon(found, srid=WEB)
