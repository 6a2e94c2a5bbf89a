"""Simplify land cover, water and roads for tiles."""

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry
from django.db import transaction
from numpy.typing import NDArray

from geodata.analysis.joined_lines import join_lines
from geodata.analysis.simple_surfaces import simplify_surfaces, stack_surfaces
from geodata.crs import WEB
from geodata.models import SimpleGround, SimpleGroundState
from geodata.queries.ground_shapes import GroundLayer, GroundShape, ground_shapes, ground_state
from geodata.rules.generalisation import BANDS, least_area_web_m2, road_classes_at, tolerance_web_m
from geodata.sql import execute


def generalise_ground() -> int:
    """How many simple forms were stored; 0 where all are there already or another process is at it.

    Tiles draw the exact shapes until this commits.
    """
    return sum(_generalise(layer) for layer in GroundLayer)


@transaction.atomic
def _generalise(layer: GroundLayer) -> int:
    before = ground_state(layer)
    if before.simple or not execute("lock_generalising"):
        return 0
    found = ground_shapes(layer)
    # Who wrote in between is told of, and it is tried again.
    if not found or ground_state(layer) != before:
        return 0
    SimpleGround.objects.filter(layer=layer.value).delete()
    made = list(_roads(found) if layer is GroundLayer.ROADS else _surfaces(layer, found))
    SimpleGround.objects.bulk_create(made, batch_size=2000)
    # Telling of the new forms raises the version by one. Whoever commits before raises it once more: then the forms
    # are of the past, their version is nobody's, and the exact shapes stay on the map.
    SimpleGroundState.objects.update_or_create(layer=layer.value, defaults={"version": before.version + 1})
    return len(made)


def _surfaces(layer: GroundLayer, found: Sequence[GroundShape]) -> Iterable[SimpleGround]:
    """Every surface in every band in which it is large enough to be drawn."""
    exact = shapely.from_wkb([one.shape for one in found])
    areas, storeys = shapely.area(exact), stack_surfaces(exact)
    for band in BANDS:
        tolerance = tolerance_web_m(band)
        simple = simplify_surfaces(exact, storeys, tolerance)
        # A tolerance is half a pixel.
        for place in np.flatnonzero(areas >= least_area_web_m2(2 * tolerance)).tolist():
            yield _form(layer, band, found[place], simple[place], float(areas[place]))


def _roads(found: Sequence[GroundShape]) -> Iterable[SimpleGround]:
    """The roads of the classes of each band, joined where they go on as the same road."""
    for band in BANDS:
        drawn = [one for one in found if one.category in road_classes_at(band)]
        kinds = [(one.category, one.name, one.width_m, one.stairs) for one in drawn]
        joined = join_lines(kinds, list(shapely.from_wkb([one.shape for one in drawn])))
        simple = _simple_lines([line for _, line in joined], tolerance_web_m(band))
        for (place, _), line in zip(joined, simple, strict=True):
            yield _form(GroundLayer.ROADS, band, drawn[place], line, 0.0)


def _simple_lines(lines: Sequence[shapely.Geometry], tolerance: float) -> NDArray[np.object_]:
    """Lines without corners nearer than the tolerance to what is left; ends stay, and what would vanish stays whole."""
    exact = np.array(lines, dtype=object)
    simple = shapely.simplify(exact, tolerance, preserve_topology=False)
    return np.where(shapely.is_valid(simple) & (shapely.length(simple) > 0), simple, exact)


def _form(
    layer: GroundLayer, band: int, row: GroundShape, shape: shapely.Geometry, area: float
) -> SimpleGround:
    return SimpleGround(
        layer=layer.value,
        band=band,
        source_id=row.id,
        category=row.category,
        name=row.name,
        width_m=row.width_m,
        stairs=row.stairs,
        area_web=area,
        web=GEOSGeometry(memoryview(shapely.to_wkb(shape)), srid=WEB),
    )
