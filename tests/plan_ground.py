"""A small district as ground really is: crooked borders, streets that bend, a community around a lake that is not its own."""

from datetime import UTC, datetime
from functools import cache

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry

from geodata.actions.refresh_blocks import store_blocks
from geodata.analysis.block_district import District, DistrictBlocks, blocks_of_district
from geodata.analysis.blocks import Homes
from geodata.crs import MEASURE
from geodata.models import Area, BlockVersion, BoundaryVersion
from geodata.queries.blocks import BlockSource
from geodata.rules.levels import Level
from tests.factories import FIRST_DAY, ORIGIN

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
WEST, EAST = "999901001001", "999901001002"
# The border of the two communities, drawn in metres from the south to the north.
_BORDER = [(610, 0), (585, 180), (640, 330), (600, 520), (575, 700), (620, 860), (600, 1000)]


def outlines() -> dict[str, shapely.Polygon]:
    """The communities by code, metres of MEASURE: a western one around a lake, an eastern one."""
    west = shapely.Polygon([(0, 0), *_BORDER, (0, 1000)], [[(210, 610), (290, 600), (300, 690), (220, 700)]])
    east = shapely.Polygon([*_BORDER, (1200, 1000), (1200, 0)])
    moved = [shapely.transform(one, lambda points: points + ORIGIN) for one in (west, east)]
    return dict(zip((WEST, EAST), moved, strict=True))


def make_ground(seed: int = 1) -> BlockVersion:
    """The district's areas, its communities in force without any grid, and their sealed blocks."""
    district = Area.objects.create(code="999901", level=Level.DISTRICT.value, name="试区")
    above = Area.objects.create(
        code="999901001", level=Level.SUBDISTRICT.value, name="试街道", parent=district
    )
    found = outlines()
    communities = [
        Area.objects.create(code=code, level=Level.COMMUNITY.value, name=code, parent=above) for code in found
    ]
    for area, outline in zip(communities, found.values(), strict=True):
        geom = GEOSGeometry(shapely.to_wkb(shapely.MultiPolygon([outline]), hex=True), srid=MEASURE)
        BoundaryVersion.objects.create(
            area=area, valid=(FIRST_DAY, None), status="published", geom=geom, anchor=geom.point_on_surface
        )
    return _blocks(np.array([area.pk for area in communities]), seed)


def _district(communities: list[shapely.Polygon], seed: int) -> District:
    rng = np.random.default_rng(seed)
    ends = rng.uniform((-100, -100), (1300, 1100), (22, 4, 2)) + ORIGIN
    places = rng.uniform((0, 0), (1200, 1000), (500, 2)) + ORIGIN
    return District(
        community=np.array(communities, dtype=object),
        road=np.array([shapely.LineString(points) for points in ends], dtype=object),
        road_kind=np.full(len(ends), 2),
        water=np.array([], dtype=object),
        homes=Homes(places, rng.integers(0, 60, len(places))),
        persons=rng.integers(0, 150, len(places)),
        workplace=rng.uniform((0, 0), (1200, 1000), (80, 2)) + ORIGIN,
    )


@cache
def _cut(seed: int) -> tuple[District, DistrictBlocks]:
    ground = _district(list(outlines().values()), seed)
    found = blocks_of_district(ground)
    assert not found.whole
    return ground, found


def _blocks(community_id: np.ndarray, seed: int) -> BlockVersion:
    version = BlockVersion.objects.create(source="d" * 64, made_at=NOW)
    ground, found = _cut(seed)
    store_blocks(version, BlockSource(ground, community_id, version.source), found)
    version.sealed_at = NOW
    version.save()
    return version
