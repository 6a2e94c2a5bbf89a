"""What crosses the border of two tiles is the same on both sides of it."""

import os
from itertools import pairwise
from typing import Any

import mapbox_vector_tile
import pytest
import shapely
from django.contrib.auth import get_user_model

from geodata.actions.generalise_borders import generalise_borders
from geodata.actions.generalise_ground import generalise_ground
from geodata.actions.settle_changes import settle_changes
from geodata.models import Building
from layers.tile_grid import BUFFER, EXTENT, HALF_WORLD_M, Tile
from tests.town import AS_OF, Town

PAIRS = 400 if os.environ.get("PROOF") == "1" else 12
DAYS = {"from": "2026-05-01", "to": "2026-05-13"}
NAMES = "landcover,water,buildings,roads,grid_types,grids,communities,subdistricts,districts,places,service_points"
# Of one unit: what two roundings may differ by.
NEAR = 1.5


@pytest.fixture
def operator(town: Town, client: Any) -> Any:
    """The client of an operator."""
    client.force_login(get_user_model().objects.get(username="operator"))
    return client


def features(client: Any, names: str, tile: Tile) -> dict[tuple[str, int], Any]:
    """(layer, id) → (geometry, properties) of a tile, y growing downwards as in the grid."""
    address = f"/layers/{names}/{tile.z}/{tile.x}/{tile.y}.mvt"
    body = client.get(address, DAYS, headers={"accept-encoding": "identity"}).content
    decoded = mapbox_vector_tile.decode(body, default_options={"y_coord_down": True})
    return {
        (name, one["id"]): (shapely.geometry.shape(one["geometry"]), one["properties"])
        for name, layer in decoded.items()
        for one in layer["features"]
    }


def pairs(zoom: int, count: int) -> list[tuple[Tile, Tile]]:
    """Tiles of the town and their eastern neighbours."""
    size = Tile(zoom, 0, 0).size_m
    spots = [house.web.centroid for house in Building.objects.order_by("?")[: count * 3]]
    places = {(int((spot.x + HALF_WORLD_M) / size), int((HALF_WORLD_M - spot.y) / size)) for spot in spots}
    return [(Tile(zoom, x, y), Tile(zoom, x + 1, y)) for x, y in sorted(places)[:count]]


@pytest.mark.parametrize("zoom", [11, 13, 14, 15, 16])
def test_the_overlap_of_two_neighbours_shows_the_same_on_both_sides(operator: Any, zoom: int) -> None:
    generalise_borders(AS_OF.date())
    generalise_ground()
    settle_changes("landcover")
    mismatches, compared = [], 0
    for west, east in pairs(zoom, PAIRS):
        left, right = features(operator, NAMES, west), features(operator, NAMES, east)
        for key in left.keys() | right.keys():
            one, two = _in_overlap(left.get(key), 0), _in_overlap(right.get(key), EXTENT)
            compared += one is not None or two is not None
            if not _same(one, two):
                mismatches.append((west, key))
    assert compared > PAIRS
    assert mismatches == []


def _in_overlap(found: Any, move: int) -> Any:
    """A feature's part in the inner half of both margins, in units of the western tile; None where there is none."""
    if found is None:
        return None
    inner = shapely.box(EXTENT - BUFFER / 2, 2, EXTENT + BUFFER / 2, EXTENT - 2)
    moved = shapely.affinity.translate(shapely.make_valid(found[0]), move, 0)
    part = shapely.intersection(moved, inner)
    # Slivers of less than the rounding may be on one side only.
    if part.is_empty or (moved.geom_type.endswith("Polygon") and part.area < NEAR * part.length):
        return None
    return (part, found[1]) if not moved.geom_type.endswith("LineString") or part.length > 2 * NEAR else None


def _same(one: Any, two: Any) -> bool:
    """Whether both sides show the same, up to rounding."""
    if one is None or two is None:
        return one is two
    off = shapely.symmetric_difference(one[0], two[0])
    slack = NEAR * (one[0].length + two[0].length)
    return one[1] == two[1] and off.area <= slack and shapely.distance(one[0], two[0]) <= NEAR


def test_counts_of_a_cell_on_a_seam_are_the_same_on_both_sides(operator: Any) -> None:
    for zoom in (9, 11, 12):
        for west, east in pairs(zoom, 4):
            left = features(operator, "buildings,events,events_heat", west)
            right = features(operator, "buildings,events,events_heat", east)
            for key in left.keys() & right.keys():
                assert left[key][1] == right[key][1], (west, key)


def test_tiles_built_twice_are_the_same_bytes(operator: Any) -> None:
    for west, east in pairwise(tile for pair in pairs(15, PAIRS) for tile in pair):
        for tile in (west, east):
            address = f"/layers/{NAMES}/{tile.z}/{tile.x}/{tile.y}.mvt"
            assert operator.get(address).content == operator.get(address).content
