"""Far-out borders: simple, without gap or overlap, of the borders in force and of no others."""

from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from django.contrib.gis.geos import MultiPolygon
from django.utils import timezone

from geodata.actions.generalise_borders import generalise_borders
from geodata.analysis.generalise import Layer, generalise
from geodata.crs import MEASURE
from geodata.models import Area, BoundaryVersion, Generalised
from geodata.rules.generalisation import BANDS, band_of, tolerance_web_m
from geodata.rules.levels import Level
from geodata.rules.viewer import Role
from layers.tile_grid import Tile
from tests import factories
from tests.factories import SquareDistrict
from tests.town import Town


def shapes(band: int, level: Level) -> list[shapely.Geometry]:
    """The stored simple borders of a level."""
    found = Generalised.objects.filter(band=band, boundary__area__level=level.value).order_by("boundary_id")
    return [shapely.from_wkb(bytes(one.wkb)) for one in found.values_list("web", flat=True)]


@pytest.mark.parametrize("zoom", range(17))
def test_a_corner_that_goes_is_within_half_a_pixel_at_every_zoom_of_its_band(zoom: int) -> None:
    band = band_of(zoom)
    if zoom >= 14:
        assert band is None
    else:
        assert band is not None
        assert tolerance_web_m(band) <= Tile(zoom, 0, 0).size_m / 512 + 1e-9


def test_every_band_of_every_level_is_valid_without_gap_or_overlap_and_simpler(town: Town) -> None:
    assert generalise_borders(timezone.localdate()) > 0
    for level in Level:
        exact = BoundaryVersion.objects.filter(area__level=level.value, status="published")
        corners = sum(border.geom.num_coords for border in exact)
        before = corners
        for band in reversed(BANDS):
            simple = shapes(band, level)
            assert len(simple) == len(exact)
            assert shapely.is_valid(simple).all()
            assert shapely.coverage_is_valid(simple)
            now = int(shapely.get_num_coordinates(simple).sum())
            assert now <= before
            before = now
        assert before < corners


def test_levels_stay_on_top_of_each_other(town: Town) -> None:
    generalise_borders(timezone.localdate())
    for band in BANDS:
        whole = [shapely.union_all(shapes(band, level)) for level in Level]
        assert all(shapely.symmetric_difference(whole[0], one).area < 1e-6 * whole[0].area for one in whole)


def test_simple_borders_stay_near_the_exact_ones(town: Town) -> None:
    generalise_borders(timezone.localdate())
    exact = BoundaryVersion.objects.filter(area__level="grid", status="published").order_by("pk")
    for border, simple in zip(exact, shapes(13, Level.GRID), strict=True):
        true = shapely.from_wkb(bytes(border.web.wkb))
        assert shapely.symmetric_difference(true, simple).area < 4 * tolerance_web_m(13) * true.length


def test_areas_that_are_not_made_of_their_parts_are_simplified_by_themselves() -> None:
    left, right = shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)
    above = shapely.Polygon([(0, 0), (25, 0), (25, 5), (25, 10), (0, 10)])
    parts, whole = generalise(
        [Layer((1, 2), (9, 9), (left, right)), Layer((9,), (None,), (above,))], tolerance=0.5
    )
    assert list(shapely.area(parts)) == [100.0, 100.0]
    assert whole[0].area == 250.0
    assert shapely.get_num_coordinates(whole[0]) < shapely.get_num_coordinates(above)


def test_a_wiggly_shared_edge_is_simplified_once_for_both_sides() -> None:
    edge = [(10 + np.sin(n) / 5, n / 10) for n in range(101)]
    left = shapely.Polygon([(0, 0), *edge, (0, 10)])
    right = shapely.Polygon([(20, 0), *edge, (20, 10)])
    (simple,) = generalise([Layer((1, 2), (0, 0), (left, right))], tolerance=1.0)
    assert shapely.coverage_is_valid(simple)
    assert shapely.area(simple).sum() == pytest.approx(200)
    assert shapely.get_num_coordinates(simple).sum() < 40


def drawn(client: Any, zoom: int, name: str = "grids") -> dict[str, Any]:
    """Code → geometry of a tile over the drawing."""
    address = f"/layers/{name}/{zoom}/{12847 >> (14 - zoom)}/{6999 >> (14 - zoom)}.mvt"
    body = client.get(address, headers={"accept-encoding": "identity"}).content
    features = mapbox_vector_tile.decode(body)[name]["features"]
    return {one["properties"]["code"]: one["geometry"]["coordinates"] for one in features}


def _dented(district: SquareDistrict) -> Area:
    """A grid beside W1 with a dent that no far-out tile shows, published."""
    area = Area.objects.create(
        code="999901001001003", level="grid", name="凹网格", parent=district.areas["999901001001"]
    )
    x, y = factories.ORIGIN
    corners = [(-500, 0), (0, 0), (0, 500), (-500, 500), (-500, 260), (-497, 250), (-500, 240), (-500, 0)]
    outline = factories.square(0, 0, 1).__class__([(x + dx, y + dy) for dx, dy in corners], srid=MEASURE)
    BoundaryVersion.objects.create(
        area=area,
        valid=(factories.FIRST_DAY, None),
        status="published",
        geom=MultiPolygon(outline, srid=MEASURE),
        anchor=outline.centroid,
    )
    return area


@pytest.mark.parametrize("name", ["grids", "grid_types"])
def test_exact_borders_are_drawn_until_the_simple_ones_are_there_and_after_a_change(
    as_role: Any, furnished: SquareDistrict, name: str
) -> None:
    from geodata.models import GridType

    client = as_role(Role.OPERATOR)
    area = _dented(furnished)
    GridType.objects.create(
        area=area, grid_type="agricultural", deciding_share=1, margin=1, classified_at=timezone.now()
    )
    exact = len(drawn(client, 13, name)[area.code][0])
    assert generalise_borders(timezone.localdate()) > 0
    simple = len(drawn(client, 13, name)[area.code][0])
    assert (exact, simple) == (8, 5)
    assert len(drawn(client, 14, name)[area.code][0]) == 8
    other = Area.objects.create(
        code="999901001001004", level="grid", name="又一网格", parent=furnished.areas["999901001001"]
    )
    outline = factories.square(0, 1500, 200)
    BoundaryVersion.objects.create(
        area=other,
        valid=(factories.FIRST_DAY, None),
        status="published",
        geom=MultiPolygon(outline, srid=MEASURE),
        anchor=outline.centroid,
    )
    assert len(drawn(client, 13, name)[area.code][0]) == 8


def test_nothing_is_done_twice(furnished: SquareDistrict) -> None:
    today = timezone.localdate()
    assert generalise_borders(today) == len(BANDS) * 8
    assert generalise_borders(today) == 0
