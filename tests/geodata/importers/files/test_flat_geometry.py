"""Geometries of any kind become plain 2-D ones; what cannot is told for its record alone."""

import doctest

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.importers.files import chinese_zones, ring_nesting
from geodata.importers.files.contents import Limits
from geodata.importers.files.flat_geometry import Flat, flatten
from geodata.importers.files.notices import Notices


def flat(*texts: str | None, **limits: int) -> tuple[Flat, dict[str, int]]:
    """The geometries of WKT texts made flat, and the notices counted."""
    notices = Notices()
    shapes = shapely.from_wkt(np.array(texts, dtype=object))
    return flatten(shapes, np.arange(1, len(texts) + 1), Limits(**limits), notices), dict(notices.counts)


CASES = {
    "height": ("POINT Z (1 2 3)", "POINT (1 2)", {"heights_dropped": 1}),
    "measure": ("LINESTRING M (0 0 5, 1 1 6)", "LINESTRING (0 0, 1 1)", {"heights_dropped": 1}),
    "collection of one": (
        "GEOMETRYCOLLECTION (POLYGON ((0 0, 1 0, 1 1, 0 0)))", "POLYGON ((0 0, 1 0, 1 1, 0 0))", {"collection_flattened": 1}),
    "nested collection of one kind": (
        "GEOMETRYCOLLECTION (GEOMETRYCOLLECTION (POINT (1 1)), MULTIPOINT (2 2, 3 3))", "MULTIPOINT (1 1, 2 2, 3 3)",
        {"collection_flattened": 1}),
    "collection of several kinds": (
        "GEOMETRYCOLLECTION (POINT (1 1), GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1)))",
        "GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 1 1))", {"collection_flattened": 1, "mixed_collection": 1}),
    "collection with empty parts": (
        "GEOMETRYCOLLECTION (POINT EMPTY, POINT (1 1))", "POINT (1 1)", {"collection_flattened": 1}),
    "empty": ("POLYGON EMPTY", None, {"geometry_empty": 1}),
    "empty collection": ("GEOMETRYCOLLECTION EMPTY", None, {"geometry_empty": 1}),
    "none": (None, None, {"geometry_missing": 1}),
    "plain": ("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))", {}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "counts"), CASES.values(), ids=CASES.keys())
def test_a_geometry_becomes_plain(text: str | None, expected: str | None, counts: dict[str, int]):
    made, counted = flat(text)
    assert made.geometry[0] == (None if expected is None else shapely.from_wkt(expected))
    assert (made.usable.tolist(), made.problems, counted) == ([True], [], counts)


FAULTS = {
    "not a number": ("POINT (nan 1)", "coordinates_wrong"),
    "endless": ("LINESTRING (0 0, inf 1)", "coordinates_wrong"),
    "off the Earth": ("POINT (1e300 1)", "coordinates_wrong"),
    "too many vertices": ("LINESTRING (0 0, 1 1, 2 2, 3 3, 4 4, 5 5)", "too_many_vertices"),
    "nested too deep": ("GEOMETRYCOLLECTION (" * 5 + "POINT (1 1)" + ")" * 5, "nested_too_deep"),
}


@pytest.mark.parametrize(("text", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_geometry_is_told_with_its_row_and_the_others_stay(text: str, code: str):
    made, _ = flat("POINT (0 0)", text, "POINT (1 1)", vertices=5, depth=3)
    assert [(one.row, one.code) for one in made.problems] == [(2, code)]
    assert made.usable.tolist() == [True, False, True]
    assert made.geometry[1] is None


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100), st.floats(1, 20)), min_size=1, max_size=12))
def test_rings_nest_as_their_even_odd_areas_do(boxes: list[tuple[float, float, float]]):
    # concentric or apart: only such rings are a coverage of borders and holes
    rings = np.array(
        [shapely.box(i * 200, 0, i * 200 + 50 + s, 50 + s).exterior for i, (_, _, s) in enumerate(boxes)]
    )
    inner = np.array([shapely.box(i * 200 + 5 + x / 10, 5 + y / 10, i * 200 + 20 + x / 10, 20 + y / 10).exterior
                      for i, (x, y, _) in enumerate(boxes)])  # fmt: skip
    everything = np.concatenate([inner, rings])
    shape, _ = ring_nesting.nest(everything, shapely.is_ccw(everything))
    surfaces = shapely.polygons(rings), shapely.polygons(inner)
    assert shape.area == pytest.approx(shapely.area(surfaces[0]).sum() - shapely.area(surfaces[1]).sum())
    assert shape.is_valid


@pytest.mark.parametrize(
    "module", [ring_nesting, chinese_zones], ids=lambda module: module.__name__.rpartition(".")[2]
)
def test_the_examples_in_the_modules_are_true(module: object):
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
