"""The ground's areas and blocks: exact coverages, nested borders, codes, sums."""

import numpy as np
import pytest
import shapely

from geodata.rules.ground_kinds import LANDCOVER_KINDS, ROAD_CLASSES, WATER_KINDS
from geodata.town.ground.build import build_ground
from geodata.town.ground.shapes.topology import node_lines
from geodata.town.ground.tables import GRID_TYPES, LEVELS, Ground

SMALL = 0.1
SEEDS = (1, 2, 3)
MAIN_ROADS = ("expressway", "arterial", "secondary", "rail")


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed {seed}")
def ground(request: pytest.FixtureRequest) -> Ground:
    """A small town."""
    return build_ground(request.param, SMALL)


def _segments(polygons: np.ndarray) -> set[tuple]:
    """Undirected boundary segments of polygons in whole centimetres."""
    rings = shapely.get_parts(shapely.boundary(polygons))
    coords, ring = shapely.get_coordinates(rings, return_index=True)
    cents = np.round(coords * 100.0).astype(np.int64)
    same = ring[1:] == ring[:-1]
    ends = np.stack([cents[:-1][same], cents[1:][same]], axis=1)
    return {tuple(sorted((tuple(a), tuple(b)))) for a, b in ends.tolist()}


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_is_a_coverage_without_gaps_or_overlaps(ground: Ground, level: str) -> None:
    polygons = ground.areas.polygon[ground.areas.level == level]
    assert shapely.coverage_is_valid(polygons)
    assert (shapely.get_type_id(polygons) == 3).all()
    whole = shapely.coverage_union_all(polygons)
    assert shapely.area(shapely.symmetric_difference(whole, ground.areas.polygon[0])) == 0.0


def test_children_fill_their_parent_exactly(ground: Ground) -> None:
    areas = ground.areas
    for row in np.flatnonzero(areas.level != "grid"):
        children = areas.polygon[areas.parent == row]
        union = shapely.coverage_union_all(children)
        assert shapely.area(shapely.symmetric_difference(union, areas.polygon[row])) == 0.0


def test_street_blocks_cover_the_district_exactly(ground: Ground) -> None:
    blocks = ground.blocks.polygon
    assert shapely.coverage_is_valid(blocks)
    union = shapely.coverage_union_all(blocks)
    assert shapely.area(shapely.symmetric_difference(union, ground.areas.polygon[0])) == 0.0


def test_every_grid_border_is_a_block_border(ground: Ground) -> None:
    grids = ground.areas.polygon[ground.areas.level == "grid"]
    assert _segments(grids) <= _segments(ground.blocks.polygon)


def test_community_borders_inside_the_district_follow_roads_rail_or_water(ground: Ground) -> None:
    communities = ground.areas.polygon[ground.areas.level == "community"]
    inner = _segments(communities) - _segments(ground.areas.polygon[:1])
    coords, edge = shapely.get_coordinates(ground.roads.line, return_index=True)
    cents = np.round(coords * 100.0).astype(np.int64).tolist()
    roads = {
        tuple(sorted((tuple(a), tuple(b))))
        for a, b, here, there in zip(cents[:-1], cents[1:], edge[:-1], edge[1:], strict=True)
        if here == there
    }
    lines = shapely.linestrings(
        np.array([segment for segment in inner if segment not in roads], float) / 100.0
    )
    water = shapely.union_all(ground.water.polygon[ground.water.kind == "river"])
    assert (shapely.distance(lines, water) < 1.0).all()


def test_coordinates_lie_on_whole_centimetres_in_zone_34(ground: Ground) -> None:
    for table in (ground.areas, ground.blocks, ground.buildings, ground.water, ground.landcover):
        coords = shapely.get_coordinates(table.polygon) * 100.0
        assert np.abs(coords - np.round(coords)).max() < 1e-5
    west, south, east, north = ground.areas.polygon[0].bounds
    assert 500_000 < west < east < 560_000
    assert 2_790_000 < south < north < 2_820_000


def test_codes_extend_their_parents_and_are_unique(ground: Ground) -> None:
    areas = ground.areas
    assert areas.code[0] == "999901"
    assert len(set(areas.code)) == len(areas.code)
    for row in range(1, len(areas.code)):
        assert areas.parent[row] < row
        assert areas.code[row][:-3] == areas.code[areas.parent[row]]
    assert {level: len(code) for level, code in zip(areas.level, areas.code, strict=True)} == {
        "district": 6, "subdistrict": 9, "community": 12, "grid": 15,
    }  # fmt: skip


def test_households_add_up_from_building_to_district(ground: Ground) -> None:
    per_row = np.bincount(ground.buildings.grid, ground.buildings.households, len(ground.areas.code))
    for level in ("community", "subdistrict", "district"):
        for row in np.flatnonzero(ground.areas.level == level):
            per_row[row] = per_row[ground.areas.parent == row].sum()
    assert per_row[0] == 33_000
    assert (per_row > 0).all()


def test_buildings_stand_in_their_grid_and_not_in_each_other(ground: Ground) -> None:
    buildings = ground.buildings
    assert shapely.is_valid(buildings.polygon).all()
    assert shapely.covers(ground.areas.polygon[buildings.grid], buildings.polygon).all()
    first, second = shapely.STRtree(buildings.polygon).query(buildings.polygon, predicate="intersects")
    pairs = first < second
    shared = shapely.area(
        shapely.intersection(buildings.polygon[first[pairs]], buildings.polygon[second[pairs]])
    )
    assert shared.max(initial=0.0) < 0.1


def test_words_are_those_of_the_interface(ground: Ground) -> None:
    assert set(ground.roads.road_class) <= set(ROAD_CLASSES)
    assert set(ground.water.kind) <= set(WATER_KINDS)
    assert set(ground.landcover.kind) <= set(LANDCOVER_KINDS)
    assert set(ground.blocks.use) <= set(LANDCOVER_KINDS)
    assert set(ground.true_grid_type.values()) <= set(GRID_TYPES)
    assert set(ground.true_grid_type) == set(ground.areas.code[ground.areas.level == "grid"])


def test_all_columns_of_a_table_have_one_length(ground: Ground) -> None:
    tables = [table for table in vars(ground).values() if hasattr(table, "__dataclass_fields__")]
    assert len(tables) == 7
    for table in tables:
        assert len({len(column) for column in vars(table).values()}) == 1


def test_roads_meet_only_at_their_ends(ground: Ground) -> None:
    inside = ground.roads.line[ground.roads.inside]
    assert shapely.length(node_lines(inside)).sum() == pytest.approx(shapely.length(inside).sum(), rel=1e-4)
    first, second = shapely.STRtree(inside).query(inside, predicate="crosses")
    assert len(first) == len(second) == 0


def test_no_road_is_without_length(ground: Ground) -> None:
    assert shapely.length(ground.roads.line).min() >= 0.05


def test_walked_roads_hang_together(ground: Ground) -> None:
    walked = ground.roads.line[ground.roads.walkable & ground.roads.inside]
    assert len(walked) > 0.8 * ground.roads.inside.sum()
    ends = shapely.get_coordinates(
        np.concatenate([shapely.get_point(walked, 0), shapely.get_point(walked, -1)])
    )
    _, node = np.unique(np.round(ends * 100.0), axis=0, return_inverse=True)
    label = np.arange(node.max() + 1)
    first, last = node.ravel().reshape(2, -1)
    while True:
        low = label.copy()
        np.minimum.at(low, first, label[last])
        np.minimum.at(low, last, label[first])
        if (low == label).all():
            break
        label = low
    assert (label == 0).all()
