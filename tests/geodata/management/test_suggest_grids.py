"""suggest_grids on files as people call it: the grids are a coverage of the blocks, figures are those of the grids."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
from django.core.management import call_command

from tests.geodata.analysis.block_lattice import squares
from tests.reference import reference_file

SRID = 4543
CORNER = np.array([530_000, 2_803_000])


def run(*words: Any) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("suggest_grids", *map(str, words), stdout=out, stderr=err)
    except SystemExit as leaving:
        return int(leaving.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def suggest(path: Path, *words: Any, households: str = "hu") -> tuple[dict[str, Any], geopandas.GeoDataFrame]:
    """What was printed, and the grids written."""
    out = path.with_suffix(".out.gpkg")
    code, printed, errors = run(path, "--households", households, "--out", out, "--json", *words)
    assert code == 0, errors
    return json.loads(printed), geopandas.read_file(out, layer="grids")


def lattice(folder: Path, rows: int = 10, columns: int = 20, *, srid: int = SRID, **more: Any) -> Path:
    """A file of blocks of 10 … 90 households in two communities, one west, one east."""
    number = np.arange(rows * columns)
    shapes = shapely.transform(squares(rows, columns), lambda xy: xy + CORNER)
    columns_of = {"hu": 10 + number * 37 % 81, "com": np.where(number % columns < columns // 2, "甲", "乙")}
    frame = geopandas.GeoDataFrame(columns_of | more, geometry=list(shapes), crs=SRID).to_crs(srid)
    path = folder / "blocks.gpkg"
    frame.to_file(path)
    return path


def assert_covers(grids: geopandas.GeoDataFrame, blocks: geopandas.GeoDataFrame) -> None:
    """No overlap, no gap, the same ground, by shapely alone."""
    shapes = grids.geometry.to_numpy()
    whole = shapely.union_all(blocks.geometry.to_numpy())
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapely.symmetric_difference(shapely.union_all(shapes), whole)) < 1e-6
    assert shapely.area(shapes).sum() == pytest.approx(shapely.area(whole))


def test_grids_cover_the_blocks_and_nothing_else(tmp_path):
    path = lattice(tmp_path)
    told, grids = suggest(path, "--parent", "com", "--band", 300, 500)
    blocks = geopandas.read_file(path)
    assert_covers(grids, blocks)
    assert grids.crs.to_epsg() == SRID
    assert set(shapely.get_num_geometries(grids.geometry.to_numpy())) == {1}
    assert told["extra_pieces"] == told["nesting_violations"] == 0
    assert (told["features"], told["blocks"], told["parents"]) == (200, 200, 2)
    assert told["households"] == blocks.hu.sum() == grids.households.sum()
    for name, community in blocks.dissolve("com").geometry.items():
        own = shapely.union_all(grids[grids.parent == name].geometry.to_numpy())
        assert shapely.area(shapely.symmetric_difference(own, community)) < 1e-6


def test_figures_are_those_of_the_grids_written(tmp_path):
    told, grids = suggest(lattice(tmp_path), "--band", 300, 500, "--grids", 26)
    assert told["grids"] == len(grids) == 26
    target = grids.households.sum() / 26
    assert told["target"] == pytest.approx(target, abs=1e-3)
    assert told["mad"] == pytest.approx((grids.households / target - 1).abs().mean(), abs=1e-4)
    assert told["in_band"] == pytest.approx(grids.households.between(300, 500).mean(), abs=1e-4)
    assert told["in_band"] == pytest.approx(grids.in_band.mean(), abs=1e-4)
    compact = 4 * np.pi * grids.area / grids.length**2
    assert told["polsby_popper"] == pytest.approx(compact.mean(), abs=1e-4)
    outline = shapely.length(shapely.union_all(grids.geometry.to_numpy()))
    assert told["cut_m"] == pytest.approx((grids.length.sum() - outline) / 2, abs=0.01)


def test_table_of_blocks_names_the_row_of_each_and_its_grid(tmp_path):
    path = lattice(tmp_path)
    _, grids = suggest(path)
    table = geopandas.read_file(path.with_suffix(".out.gpkg"), layer="block_grids")
    blocks = geopandas.read_file(path)
    assert table["row"].tolist() == list(range(1, 201))
    summed = blocks.hu.groupby(table["grid"].to_numpy()).sum()
    assert summed.tolist() == grids.set_index("grid").households.tolist()


def test_same_seed_gives_the_same_grids(tmp_path):
    path = lattice(tmp_path)
    first, second = suggest(path, "--seed", 5)[1], suggest(path, "--seed", 5)[1]
    assert first.geometry.geom_equals(second.geometry).all()


def test_degrees_are_measured_in_metres(tmp_path):
    path = lattice(tmp_path, srid=4326)
    told, grids = suggest(path)
    assert told["measured_in"]["srid"] == grids.crs.to_epsg() == SRID
    assert grids.area.sum() == pytest.approx(200 * 100 * 100, rel=1e-6)
    assert shapely.coverage_is_valid(grids.geometry.to_numpy())


def test_community_below_the_band_is_named_with_its_rows(tmp_path):
    path = lattice(tmp_path, com=["丙"] * 3 + ["甲"] * 197)
    told, _ = suggest(path, "--parent", "com")
    (one,) = told["infeasible"]
    assert (one["parent"], one["reason"], one["rows"]) == ("丙", "too_few_households", [1, 2, 3])
    assert told["in_band_feasible"] == 1.0
    _, text, _ = run(path, "--households", "hu", "--parent", "com", "--out", tmp_path / "o.gpkg")
    assert "不可行 · infeasible 丙：总户数低于下限" in text


def test_blocks_that_do_not_fit_are_noded_and_it_is_told(tmp_path):
    """The lower block has no vertex where the two upper ones meet, and reaches 5 cm into them."""
    shapes = [shapely.box(0, 0, 200, 100.05), shapely.box(0, 100, 100, 200), shapely.box(100, 100, 200, 200)]
    moved = [shapely.transform(shape, lambda xy: xy + CORNER) for shape in shapes]
    path = tmp_path / "blocks.gpkg"
    geopandas.GeoDataFrame({"hu": [400, 400, 400]}, geometry=moved, crs=SRID).to_file(path)
    told, grids = suggest(path)
    assert [one["code"] for one in told["problems"]] == ["blocks_noded"]
    assert "10.00 m²" in told["problems"][0]["message"]
    assert told["grids"] == 3
    assert shapely.coverage_is_valid(grids.geometry.to_numpy())
    assert grids.area.sum() == pytest.approx(200 * 200)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["--households", "huu"], "there is no column huu", id="no-such-column"),
        pytest.param(["--parent", "xx"], "there is no column xx", id="no-such-parent"),
        pytest.param(["--band", "500", "300"], "the smaller first", id="band-turned-round"),
        pytest.param(["--band", "nan", "300"], "the smaller first", id="band-without-number"),
        pytest.param(["--grids", "0"], "should be from 1", id="no-grids"),
        pytest.param(["--grids", "201"], "number of blocks, 200", id="more-grids-than-blocks"),
        pytest.param(["--out", "x.shp"], "should end in .gpkg", id="other-format"),
        pytest.param(["--out", "/no/such/folder/x.gpkg"], "cannot write", id="no-such-folder"),
        pytest.param(["--households", "minus"], "households cannot be below 0", id="negative"),
        pytest.param(["--crs", "999999"], "999999", id="unknown-crs"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(tmp_path, words, said):
    path = lattice(tmp_path, minus=-1)
    told: dict[str, Any] = {"--households": "hu", "--out": str(tmp_path / "o.gpkg")}
    told[words[0]] = words[1:]
    flat = [
        word
        for name, given in told.items()
        for word in (name, *([given] if isinstance(given, str) else given))
    ]
    code, _, errors = run(path, *flat)
    assert code == 1
    assert said in errors
    assert not (tmp_path / "o.gpkg").exists()


def test_households_that_are_no_numbers_count_as_none_and_are_told(tmp_path):
    path = lattice(tmp_path, mixed=["1,012", *["12"] * 197, "many", None])
    told, _ = suggest(path, households="mixed")
    assert told["households"] == 1012 + 12 * 197
    assert [(one["code"], one["row"]) for one in told["problems"]] == [
        ("households_missing", 199),
        ("households_missing", 200),
    ]


def test_real_census_blocks_are_divided_whole(tmp_path):
    out = tmp_path / "grids.gpkg"
    words = ("--households", "TOTPOP20", "--parent", "TRACTCE20", "--band", 800, 1300, "--out", out, "--json")
    code, printed, _ = run(reference_file("coverages/DenverCo_blocks.zip"), *words)
    told = json.loads(printed)
    assert (code, told["blocks"], told["extra_pieces"], told["nesting_violations"]) == (0, 10_149, 0, 0)
    assert told["in_band_feasible"] >= 0.99
    assert shapely.coverage_is_valid(geopandas.read_file(out, layer="grids").geometry.to_numpy())
